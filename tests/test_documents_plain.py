"""Plain text and Markdown: blocks, paths, lead-ins, and the way back to the file."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.documents import load, parse
from kg.document import Block, Document, Kind


def read(text: str, name: str = "law.txt") -> Document:
    return parse(text.encode(), name=name)


def paths(document: Document) -> list[str]:
    return [block.path for block in document.blocks]


def words(document: Document, block: Block) -> str:
    return document.text[block.start : block.end]


def led(document: Document, path: str) -> str:
    """Return the words that lead into the block with a path."""
    block = next(b for b in document.blocks if b.path == path)
    return words(document, document.blocks[block.lead]) if block.lead is not None else ""


CITED = {
    "articles, paragraphs, points": (
        "Article 7: Duties\n\n1.   A supplier shall:\n\n(a)\tkeep a log;\n\n(b)\ttest what it "
        "sells, by:\n\n(i)\ttrials; or\n\n(ii)\taudits.\n\n2.   Article 9 applies.\n",
        [
            "Article 7", "Article 7(1)", "Article 7(1)(a)", "Article 7(1)(b)",
            "Article 7(1)(b)(i)", "Article 7(1)(b)(ii)", "Article 7(2)",
        ],
    ),
    "a section sign": (
        "§ 12.4\n\nScope.\n\n(a) General. This part applies.\n\n(1) It binds sellers.\n",
        ["§ 12.4", "§ 12.4", "§ 12.4(a)", "§ 12.4(a)(1)"],
    ),
    "sections of a bill": (
        "SEC. 2. REPORTS.\n\n(a) In General.—A lab shall report.\n\n(b) Form.—It shall sign.\n",
        ["Section 2", "Section 2(a)", "Section 2(b)"],
    ),
    "bare numbers before a first subsection": (
        "3 (1) This section binds labs.\n(2) It binds no one else.\n",
        ["Section 3(1)", "Section 3(2)"],
    ),
    "a code section": ("8801. (a) A lab shall report.\n(b) It shall sign.\n",
                       ["§ 8801(a)", "§ 8801(b)"]),
    "an annex": (
        "ANNEX IV\n\n1.\tThe file shall hold:\n\n(a)\tthe name;\n\n2.\tIt shall be signed.\n",
        ["Annex IV", "Annex IV, point 1", "Annex IV, point 1(a)", "Annex IV, point 2"],
    ),
    "a section of a chapter": (
        "CHAPTER III\n\nArticle 1: Scope\n\nSECTION 2\nDuties of sellers\n\nArticle 2: Logs\n",
        ["Chapter III", "Article 1", "Chapter III, Section 2", "Chapter III, Section 2",
         "Article 2"],
    ),
    "recitals": (
        "Whereas:\n\n(1) Compute grows.\n\n(2) It shall be counted.\n\nHAVE ADOPTED THIS "
        "REGULATION:\n\nArticle 1\n",
        ["", "Recital 1", "Recital 2", "", "Article 1"],
    ),
    "the ninth letter and the first Roman number": (
        "§ 1\n\n(g) Models;\n\n(h) Chips that are:\n\n(i) fast; or\n\n(ii) dense;\n\n(i) Clouds;"
        "\n\n(j) Labs.\n",
        ["§ 1", "§ 1(g)", "§ 1(h)", "§ 1(h)(i)", "§ 1(h)(ii)", "§ 1(i)", "§ 1(j)"],
    ),
    "letters after z": (
        "(y) “Chip” means a die.\n(z) “Lab” means a firm.\n(aa) “Run” means training.\n"
        "(bb) “Site” means a place.\n",
        ["(y)", "(z)", "(aa)", "(bb)"],
    ),
    "the text of an amendment, and what follows it": (
        "SEC. 3. CHANGES.\n\n(a) In General.—Section 9 is amended by adding at the end:\n\n"
        "“(15) CHIPS.—The term ‘chip’ means a die.\n\n“(16) LABS.—The term ‘lab’ means a firm.”."
        "\n\n(b) Effect.—This section takes effect on May 1, 2027.\n",
        ["Section 3", "Section 3(a)", "Section 3(a)(15)", "Section 3(a)(16)", "Section 3(b)"],
    ),
    "a section whose first paragraph follows its title": (
        "§ 21. Duties of large labs. 1. A lab shall:\n(a) keep logs; and\n(b) report.\n"
        "2. No lab shall hide a run.\n",
        ["§ 21", "§ 21(1)", "§ 21(1)(a)", "§ 21(1)(b)", "§ 21(2)"],
    ),
    "a code of titles and articles": (
        "6-1-1701. Definitions. As used here:\n(1) (a) \"Chip\" means a die.\n"
        "(b) \"Chip\" does not include a board.\n6-1-1702. Logs. (1) A lab shall keep logs.\n",
        ["§ 6-1-1701", "§ 6-1-1701(1)(a)", "§ 6-1-1701(1)(b)", "§ 6-1-1702", "§ 6-1-1702(1)"],
    ),
    "an article with its title in brackets": (
        "Article 31 (Labels) (1) A seller shall label the following:\n1. pictures;\n2. sounds.\n"
        "(2) It shall tell its users.\n",
        ["Article 31", "Article 31(1)", "Article 31(1)(1)", "Article 31(1)(2)", "Article 31(2)"],
    ),
    "sections and a schedule without stops": (
        "1 Records of models\n(1) A seller must keep a record of—\n(a) each model, and\n"
        "(b) each failure.\n2 Penalties\nA seller is liable to a fine.\nSchedule 1 The board\n"
        "1 The board must meet.\n2 (1) It must vote.\n",
        ["1", "1(1)", "1(1)(a)", "1(1)(b)", "2", "2", "Schedule 1", "Schedule 1, point 1",
         "Schedule 1, point 2(1)"],
    ),
    "an outer list that goes on": (
        "I. AGREES to this:\n\n1.1. Growth of compute\n\nIt shall grow.\n\nII. INVITES all.\n",
        ["I", "1.1", "1.1", "II"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", list(CITED))
def test_a_block_is_cited_by_the_numbers_around_it(case: str) -> None:
    text, expected = CITED[case]
    assert paths(read(text)) == expected


RUN_ON = {
    "a definition after a full stop": (
        "(e) “Chip” means a die that was cut.(f) “Lab” means a firm.",
        ["(e)", "(f)"],
    ),
    "a section": (
        "(d) The state has a role to play.SEC. 3. Chapter 9 is added to the Code, to read:",
        ["(d)", "Section 3"],
    ),
    "a code section": ("(o) “Run” means training.8802. (a) A lab shall report.",
                       ["(o)", "§ 8802(a)"]),
    "the first item after a heading": (
        "Sec. 8. Grants. (a) The agency shall set terms for grants.",
        ["Section 8", "Section 8(a)"],
    ),
    "two labels at once": ("(4) A copy of a model.(g) (1) “Harm” means death.",
                           ["(4)", "(g)(1)"]),
}  # fmt: skip


@pytest.mark.parametrize("case", list(RUN_ON))
def test_what_is_run_into_a_line_becomes_a_block_of_its_own(case: str) -> None:
    text, expected = RUN_ON[case]
    if case == "two labels at once":
        text = "(f) “Copy” means any of the following:\n(1) A.\n(2) B.\n(3) C.\n" + text
        assert paths(read(text))[-2:] == ["(f)(4)", "(g)(1)"]
    else:
        assert paths(read(text)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Section 9 of the Chips Act applies to labs.",
        "Article 5 shall not apply to labs.",
        "Section 12(b)(3) of the Code is repealed.",
        "Part II of the Act binds labs.",
        "Article 114 TFEU allows this.",
        "Labs shall follow paragraph (a). They may ask under section 4(b). The agency answers.",
    ],
)
def test_a_citation_numbers_no_block_and_cuts_none(sentence: str) -> None:
    assert paths(read(sentence)) == [""]


def test_a_lead_in_is_known_to_each_item_and_to_none_outside_the_list() -> None:
    document = read(
        "§ 5\n\nA seller shall do the following:\n\n(a) keep logs;\n\n(b) count chips that:\n\n"
        "(1) are fast; and\n\n(2) are dense;\n\n(c) report.\n\nThe agency may waive this.\n"
    )
    assert led(document, "§ 5(a)") == led(document, "§ 5(c)") == "A seller shall do the following:"
    assert led(document, "§ 5(b)(2)") == "(b) count chips that:"
    last = document.blocks[-1]
    assert (last.kind, last.path, last.lead) == (Kind.PARAGRAPH, "§ 5", None)


def test_a_list_goes_on_after_a_paragraph_that_interrupts_it() -> None:
    document = read(
        "Article 3\n\n1.   These are sellers:\n\n(a)\tlabs.\n\nThis leaves out schools.\n\n"
        "(b)\tclouds.\n"
    )
    assert paths(document)[-2:] == ["Article 3(1)", "Article 3(1)(b)"]
    assert document.blocks[-2].lead is None
    assert led(document, "Article 3(1)(b)") == "1.   These are sellers:"


def test_a_sentence_that_runs_on_into_items_leads_without_a_colon() -> None:
    document = read("(2) This Act does not bind a firm under the control of\n(a) the Minister;\n")
    assert led(document, "(2)(a)").startswith("(2) This Act")


def test_names_under_a_lead_in_are_its_items() -> None:
    document = read(
        "These firms have agreed:\nAlpha\nBeta Works\nThe firms named above will publish their "
        "plans before the next summit, each in its own form.\n"
    )
    assert [b.kind for b in document.blocks] == [Kind.PARAGRAPH, Kind.ITEM, Kind.ITEM,
                                                 Kind.PARAGRAPH]  # fmt: skip
    assert [b.lead for b in document.blocks] == [None, 0, 0, None]


def test_kinds_are_told_apart() -> None:
    document = read(
        "Article 2\n\nDefinitions\n\n(1)\t‘chip’ means a die;\n\n2. Labs shall report.\n\n"
        "• a bullet of words\n\n[1] See the annual report.\n"
    )
    kinds = [block.kind for block in document.blocks]
    assert kinds == [Kind.HEADING, Kind.HEADING, Kind.DEFINITION, Kind.PARAGRAPH, Kind.ITEM,
                     Kind.FOOTNOTE]  # fmt: skip


def test_hard_wrapped_lines_are_one_block_and_keep_their_breaks() -> None:
    text = (
        "SEC. 2. REPORTS.\n\n"
        "    (a) In General.--Not later than 180 days after the date of\n"
        "enactment of this Act, a lab shall send a report as set out in subsection\n"
        "(b) if its run exceeds the limit of the agency.\n"
        "    (b) Contents.--A report shall state--\n"
        "            (1) the compute that was used; and\n"
        "            (2) the place of each cluster and the names of those who\n"
        "        run it.\n"
    )
    document = read(text)
    assert paths(document) == ["Section 2", "Section 2(a)", "Section 2(b)", "Section 2(b)(1)",
                               "Section 2(b)(2)"]  # fmt: skip
    assert "\n(b) if its run" in words(document, document.blocks[1])
    assert words(document, document.blocks[4]).endswith("who\n        run it.")
    assert led(document, "Section 2(b)(2)").startswith("(b) Contents")


def test_emphasis_and_escapes_hide_no_number() -> None:
    document = read("<u>Sec</u>.\n<u>2</u>.  <u>Policy</u>.  Labs shall report.\n\n"
                    "\\(b\\)  They shall sign.\n")  # fmt: skip
    assert paths(document) == ["Section 2", "Section 2(b)"]


LINES = st.sampled_from(
    [
        "Article 5: Duties", "SEC. 4. LIMITS.", "§ 9.2", "Whereas:", "(a) labs shall report;",
        "(b) “Chip” means a die.(c) “Lab” means a firm.", "(i) fast; or", "(ii)\tdense.",
        "1.   A seller shall:", "“(15) CHIPS.—The term ‘chip’ means a die.”", "• a bullet", "",
        "   ", "A plain sentence of the law, which says little.", "22603. (a) A lab shall sign.",
        "\ufefflead", "١٢", "…", "a\u2028b", "(3) (A) (i) Deep.", "# 5", "10^25 FLOP or 1025",
    ]
)  # fmt: skip


@given(st.lists(LINES, max_size=25), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_no_word_is_lost_and_blocks_stand_in_order(lines: list[str], ending: str) -> None:
    document = read(ending.join(["Text.", *lines]))
    text, end = document.text, 0
    for index, block in enumerate(document.blocks):
        assert not re.search(r"\w", text[end : block.start]), "words between two blocks"
        assert end <= block.start < block.end
        assert not text[block.start].isspace()
        assert not text[block.end - 1].isspace()
        assert block.lead is None or 0 <= block.lead < index
        end = block.end
    assert not re.search(r"\w", text[end:])


@given(st.text(max_size=300))
def test_any_text_is_read_as_it_is(text: str) -> None:
    data = ("Law " + text).encode("utf-8", "ignore")
    if b"\0" in data or re.search(rb"[\x00-\x08\x0e-\x1f]", data):
        return
    document = parse(data, name="any.txt")
    assert document.text == data.decode()
    assert document.origin(1) == ("", 1)


def test_encodings_are_told_apart_and_a_guess_is_said() -> None:
    law = "“Chips” shall be counted – at once."
    assert parse(law.encode("utf-8-sig"), name="a.txt").text == "\ufeff" + law
    assert parse(law.encode("utf-16"), name="a.txt").text.endswith(law)
    western = parse(law.encode("windows-1252"), name="a.txt")
    assert western.text == law
    assert western.format == "text in windows-1252"


def test_markdown_gives_words_without_marks_and_the_way_back() -> None:
    source = (
        "---\ntitle: Chips Act\nlegis-num: S. 77\ndate: 2026-03-05\n---\n\n# S. 77\n\n"
        "> ## § 4. *Limits* on [chips](https://x.example/a)\n>\n"
        "> - **(a)** *License* The agency shall license chips above 10<sup>26</sup> FLOP, if\n"
        ">   they are fast:\n"
        ">   - **(1)** a **die** &amp; board; or\n\n"
        "| Chip | Limit |\n|---|---|\n| A | 4800 |\n\n[^1]: See \\(b\\) above.\n"
    )
    document = read(source, "act.md")
    said = [(b.kind, b.path, words(document, b)) for b in document.blocks]
    assert (Kind.HEADING, "§ 4", "§ 4. Limits on chips") in said
    assert (Kind.HEADING, "§ 4(a)", "(a) License") in said
    assert (Kind.ITEM, "§ 4(a)(1)", "(1) a die & board; or") in said
    assert any(w.endswith("above 10^26 FLOP, if they are fast:") for _, _, w in said)
    assert [w for k, _, w in said if k is Kind.CELL] == ["Chip", "Limit", "A", "4800"]
    assert (Kind.FOOTNOTE, "", "See (b) above.") in said
    assert (document.title, document.instrument) == ("Chips Act", "S.77")
    assert str(document.issued) == "2026-03-05"
    for at, character in enumerate(document.text):
        if origin := document.origin(at):
            assert source[origin[1]] == character
    assert document.origin(document.text.index("^26")) is None


@pytest.mark.parametrize("name", ["eu-ai-act-ch5", "ca-sb-1047", "us-eo-state-law-2025"])
def test_what_readers_marked_lies_inside_one_block(name: str, shared: Path) -> None:
    document = load(str(shared / "gold" / "dev" / f"{name}.txt"))
    marked = (shared / "gold" / "dev" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    across = []
    for line in marked:
        start, end = (said := json.loads(line)).get("span") or said["subject"]
        block = document.block_at(start)
        if block is None or end > block.end:
            across.append(document.text[start:end])
    assert len(marked) > 90
    assert across == []


def test_an_act_is_numbered_from_end_to_end(shared: Path) -> None:
    document = load(str(shared / "data" / "legal" / "agora_757.txt"))
    articles = {p.split("(")[0] for p in paths(document) if p.startswith("Article")}
    assert articles == {f"Article {n}" for n in range(1, 114)}
    points = [p for p in paths(document) if re.fullmatch(r"Article 3\(\d+\)", p)]
    assert points == [f"Article 3({n})" for n in range(1, 69)]
    assert {p.split(",")[0] for p in paths(document) if p.startswith("Annex")} == {
        f"Annex {n}" for n in "I II III IV V VI VII VIII IX X XI XII XIII".split()
    }
