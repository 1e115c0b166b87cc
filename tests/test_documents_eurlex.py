"""EUR-Lex HTML and Formex: the AI Act in both, and small texts in the styles of other years."""

import re
import time
import xml.etree.ElementTree as ET
from difflib import SequenceMatcher
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ingest.documents import parse
from ingest.documents.formex import is_metadata
from kg.document import Document, Kind
from kg.errors import BadSource

DATA = Path(__file__).resolve().parent / "data" / "documents"


@pytest.fixture(scope="module")
def page(shared: Path) -> Document:
    """Return the AI Act as a web page."""
    path = shared / "data" / "legal" / "eu_ai_act_eurlex.html"
    return parse(path.read_bytes(), name=path.name)


@pytest.fixture(scope="module")
def formex_files(shared: Path) -> list[Path]:
    """Return the files of the AI Act in the Official Journal: the act, then its annexes."""
    folder = shared / "data" / "legal" / "eu_ai_act_formex"
    return [p for p in sorted(folder.glob("*.xml")) if re.search(r"\.\d{6}\.fmx", p.name)]


@pytest.fixture(scope="module")
def formex(formex_files: list[Path]) -> list[Document]:
    return [parse(path.read_bytes(), name=path.name) for path in formex_files]


def quote(document: Document, path: str, kind: Kind | None = None) -> str:
    """Return the words of the first block with a path."""
    found = (b for b in document.blocks if b.path == path and kind in (None, b.kind))
    block = next(found)
    return document.text[block.start : block.end]


def lead(document: Document, path: str) -> str:
    """Return the words of what leads into the first block with a path."""
    block = next(b for b in document.blocks if b.path == path)
    assert block.lead is not None, path
    outer = document.blocks[block.lead]
    return document.text[outer.start : outer.end]


def letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.casefold())


def test_every_article_recital_and_annex_of_the_act_has_its_path(page: Document) -> None:
    paths = {b.path for b in page.blocks}
    assert {p for p in paths if re.fullmatch(r"Article \d+", p)} == {
        f"Article {n}" for n in range(1, 114)
    }
    assert {p for p in paths if p.startswith("Recital")} == {f"Recital {n}" for n in range(1, 181)}
    annexes = "I II III IV V VI VII VIII IX X XI XII XIII".split()
    assert {p for p in paths if re.fullmatch(r"Annex [IVX]+", p)} == {f"Annex {n}" for n in annexes}
    assert "Chapter III, Section 2" in paths


def test_the_exponent_of_the_compute_threshold_is_kept(page: Document) -> None:
    assert quote(page, "Article 51(2)").endswith("greater than 10^25.")


@pytest.mark.parametrize(
    ("path", "begins"),
    [
        ("Article 3(63)", "(63) ‘general-purpose AI model’ means"),
        ("Article 5(1)(h)(iii)", "(iii) the localisation"),
        ("Annex III, point 1(a)", "(a) remote biometric"),
        ("Annex VII, point 3.1(a)", "(a) the name and address"),
        ("Annex XI, Section 1, point 1", "1. A general description"),
        ("Annex XIII, point (a)", "(a) the number of parameters"),
        ("Recital 110", "(110) General-purpose AI models could pose"),
    ],
)
def test_points_are_cited_as_a_lawyer_does(page: Document, path: str, begins: str) -> None:
    assert quote(page, path).startswith(begins)


@pytest.mark.parametrize(
    ("path", "ends"),
    [
        ("Article 5(1)(a)", "shall be prohibited:"),
        ("Article 5(1)(c)(ii)", "either or both of the following:"),
        ("Article 53(1)(a)", "shall:"),
        ("Annex XIII, point (a)", "following criteria:"),
        ("Annex III, point 1", "following areas:"),
    ],
)
def test_a_point_knows_what_leads_into_it(page: Document, path: str, ends: str) -> None:
    assert lead(page, path).endswith(ends)


def test_a_paragraph_after_a_list_is_no_point_of_it(page: Document) -> None:
    after = [b for b in page.blocks if b.path == "Article 5(1)"]
    assert [b.lead for b in after] == [None, None]
    assert page.text[after[1].start :].startswith("Point (h) of the first subparagraph")


def test_notes_are_blocks_and_their_marks_are_no_words(page: Document) -> None:
    notes = [b for b in page.blocks if b.kind is Kind.FOOTNOTE]
    assert page.text[notes[0].start : notes[0].end].startswith("(")
    assert "Economic and Social Committee,\n" in page.text
    assert "European Parliament and of the Council lays" not in page.text
    assert not re.search(r"\((?:[1-9]|[1-5]\d)\)[,.]", quote(page, "Recital 49"))


def test_definitions_are_told_by_their_words(page: Document) -> None:
    found = {b.path for b in page.blocks if b.kind is Kind.DEFINITION}
    assert len(found & {f"Article 3({n})" for n in range(1, 69)}) >= 67


def test_the_page_around_the_act_is_left_out(page: Document) -> None:
    assert "Official Journal of the European Union, EN" not in page.text
    assert not re.search(r"cookie|Skip to main|My EUR-Lex|Save to My", page.text)
    assert page.title.startswith("REGULATION (EU) 2024/1689 OF THE EUROPEAN PARLIAMENT")
    assert (page.instrument, str(page.issued)) == ("32024R1689", "2024-06-13")


class Letters(HTMLParser):
    """The letters of the element with the act, as the standard library's parser sees them."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter the act, or an element in it."""
        if self.depth and tag == "div":
            self.depth += 1
        elif tag == "div" and dict(attrs).get("class") == "eli-container":
            self.depth = 1

    def handle_endtag(self, tag: str) -> None:
        """Leave an element in the act."""
        self.depth -= self.depth > 0 and tag == "div"

    def handle_data(self, data: str) -> None:
        """Keep text in the act."""
        if self.depth:
            self.found.append(data)


def test_no_letter_of_the_act_is_lost_or_made_up(page: Document, shared: Path) -> None:
    oracle = Letters()
    oracle.feed((shared / "data" / "legal" / "eu_ai_act_eurlex.html").read_text(encoding="utf-8"))
    act = letters("".join(oracle.found))
    assert len(act) > 300_000
    assert act in letters(page.text)


def test_no_letter_of_formex_is_lost_or_made_up(
    formex: list[Document], formex_files: list[Path]
) -> None:
    for document, path in zip(formex, formex_files, strict=True):
        root = ET.fromstring(path.read_bytes())
        for skipped in ("BIB.INSTANCE", "NOTE"):
            for parent in list(root.iter()):
                for child in parent.findall(skipped):
                    child.text = None
                    child[:] = []
        body = [b for b in document.blocks if b.kind is not Kind.FOOTNOTE]
        read = "".join(document.text[b.start : b.end] for b in body)
        assert letters(read) == letters("".join(root.itertext()))


def blocks(document: Document) -> list[tuple[str, Kind, str]]:
    """Return the blocks, with what the two editions print differently put right."""
    found = []
    for block in document.blocks:
        words = document.text[block.start : block.end].casefold()
        # The page groups the digits of "35 000 000", and has no notes of quoted texts.
        if not words.startswith("(*)"):
            found.append((block.path, block.kind, re.sub(r"(?<=\d) (?=\d{3}\b)", "", words)))
    return found


def test_the_page_and_formex_give_the_same_blocks(page: Document, formex: list[Document]) -> None:
    of_page = [b for b in blocks(page) if not b[2].startswith(("eli:", "issn", "top"))]
    of_formex = [b for document in formex for b in blocks(document)]
    matcher = SequenceMatcher(None, of_page, of_formex, autojunk=False)
    same = sum(match.size for match in matcher.get_matching_blocks())
    assert same >= 0.995 * max(len(of_page), len(of_formex))


def test_runs_lead_back_to_the_characters_of_the_files(
    page: Document, formex: list[Document], formex_files: list[Path], shared: Path
) -> None:
    html = shared / "data" / "legal" / "eu_ai_act_eurlex.html"
    for document, path in [(page, html), *zip(formex, formex_files, strict=True)]:
        source = path.read_bytes().decode("utf-8")
        traced = 0
        for run in document.runs:
            there = source[run.offset : run.offset + run.length]
            assert there == document.text[run.start : run.start + run.length]
            traced += run.length
        assert traced > 0.9 * len(document.text)


def test_the_long_act_is_read_fast(shared: Path) -> None:
    data = (shared / "data" / "legal" / "eu_ai_act_eurlex.html").read_bytes()
    begin = time.process_time()
    parse(data, name="act.html")
    assert time.process_time() - begin < 3


def test_files_that_only_describe_a_publication_say_which_one_to_read(shared: Path) -> None:
    folder = shared / "data" / "legal" / "eu_ai_act_formex"
    path = folder / "L_202401689EN.doc.fmx.xml"
    with pytest.raises(BadSource, match=r"describes a publication.*000101\.fmx\.xml"):
        parse(path.read_bytes(), name=path.name)


def test_a_consolidated_text_has_paths_and_no_marks_of_changes() -> None:
    path = DATA / "consolidated-eurlex.html"
    document = parse(path.read_bytes(), name=path.name)
    assert document.instrument == "32026R0042"
    assert quote(document, "Article 1(1)(a)").endswith("10^20 operations per second;")
    assert quote(document, "Article 1(1)(b)") == "(b) those that the Commission names."
    assert lead(document, "Article 1(1)(b)").startswith("1. This Regulation applies")
    assert quote(document, "Article 1(1a)").startswith("1a. Universities may")
    assert quote(document, "Annex I, Section A, point 1").endswith("name of the operator.")
    assert "documentation tool" not in document.text


def test_an_older_page_has_the_same_structure_under_older_names() -> None:
    path = DATA / "older-eurlex.html"
    document = parse(path.read_bytes(), name=path.name)
    assert document.instrument == "32020L0042"
    assert quote(document, "Recital 1", Kind.RECITAL) == "(1) Machines should be safe."
    assert lead(document, "Article 1(1)(a)") == "1. Member States shall ensure that operators:"
    dashes = [b for b in document.blocks if document.text[b.start] == "—"]
    assert [(b.path, b.kind) for b in dashes] == [("Article 1(1)(b)", Kind.ITEM)] * 2
    assert quote(document, "Annex, point 1") == "1. The file shall be kept."
    cells = [b for b in document.blocks if b.kind is Kind.CELL]
    assert [document.text[b.start : b.end] for b in cells] == ["Class", "Fee"]


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_page_that_was_cut_off_is_refused(shared: Path, share: float) -> None:
    data = (shared / "data" / "legal" / "eu_ai_act_eurlex.html").read_bytes()
    with pytest.raises(BadSource, match="cut off"):
        parse(data[: int(len(data) * share)], name="act.html")


def test_a_plain_page_may_leave_its_end_out() -> None:
    page = b"<html><body><p>The developer shall keep the protocol for five years.</p>"
    assert "protocol" in parse(page, name="page.html").text


@pytest.mark.parametrize(
    ("words", "year", "number"),
    [
        ("referred to in Article 5 of this Regulation", "2024", "32024R1689"),
        ("referred to in Article 5 of this Directive", "2024", "32024L1689"),
        ("referred to in Article 5", "2024", "2024/1689"),
        # Regulations and directives were numbered apart then.
        ("referred to in Article 5", "2009", ""),
    ],
)
def test_an_annex_has_the_number_of_its_act(words: str, year: str, number: str) -> None:
    annex = (
        "<ANNEX><BIB.INSTANCE><DOCUMENT.REF FILE='x.xml'><NO.DOC><YEAR>1999</YEAR>"
        "<NO.CURRENT>1</NO.CURRENT></NO.DOC></DOCUMENT.REF><NO.DOC FORMAT='YN' TYPE='OJ'>"
        f"<YEAR>{year}</YEAR><NO.CURRENT>1689</NO.CURRENT></NO.DOC></BIB.INSTANCE>"
        "<TITLE><TI><P>ANNEX II</P></TI></TITLE><CONTENTS>"
        f"<P>List of the offences that are {words}, by their names.</P></CONTENTS></ANNEX>"
    )
    assert parse(annex.encode(), name="annex.fmx.xml").instrument == number


def test_what_describes_a_publication_is_told_by_its_name(shared: Path) -> None:
    names = [f.name for f in (shared / "data" / "legal" / "eu_ai_act_formex").iterdir()]
    assert sorted(filter(is_metadata, names)) == [
        "L_202401689EN.doc.fmx.xml",
        "L_202401689EN.toc.fmx.xml",
    ]
