"""Readers of marked-up laws: XML and HTML of several publishers, and what may be wrong there."""

import html
import time
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.documents import parse
from kg.document import Document, Kind
from kg.errors import BadSource

DATA = Path(__file__).resolve().parent / "data" / "documents"
SAMPLES = [
    "act-akn.xml", "act-clml.xml", "bill-dtd.xml", "bill-uslm.xml", "code-uslm.xml",
    "law-uslm.xml", "part-cfr.xml", "part-ecfr.xml", "rule-fr.xml", "order-fr.html",
    "consolidated-eurlex.html", "older-eurlex.html",
]  # fmt: skip
ENGLISH = "The operator of a cluster shall keep the records of it for the time that the law sets. "


def sample(name: str) -> Document:
    return parse((DATA / name).read_bytes(), name=name)


def page(body: str, *, head: str = "") -> Document:
    return parse(f"<html><head>{head}</head><body>{body}</body></html>".encode(), name="page.html")


def texts(document: Document, kind: Kind | None = None) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if kind in (None, b.kind)]


def quote(document: Document, path: str) -> str:
    block = next(b for b in document.blocks if b.path == path and b.kind is not Kind.HEADING)
    return document.text[block.start : block.end]


def lead(document: Document, path: str) -> str:
    block = next(b for b in document.blocks if b.path == path and b.kind is not Kind.HEADING)
    assert block.lead is not None, path
    return document.text[document.blocks[block.lead].start : document.blocks[block.lead].end]


def assert_traced(document: Document, source: str) -> None:
    for run in document.runs:
        there = source[run.offset : run.offset + run.length]
        assert there == document.text[run.start : run.start + run.length]


@pytest.mark.parametrize(
    ("name", "path", "words"),
    [
        ("act-akn.xml", "Article 1(1)(a)", "(a) models trained with 10^25 operations or more;"),
        ("act-akn.xml", "Article 2(1)", "(1) ‘provider’ means a person that develops a model;"),
        ("act-akn.xml", "Recital 1", "(1) Models should be safe."),
        ("act-akn.xml", "Annex I, point 1(a)", "(a) the name;"),
        ("act-clml.xml", "Section 1(1)(b)", "(b) keep records."),
        ("act-clml.xml", "Section 2", "2 This Act comes into force on 1 May 2026."),
        ("act-clml.xml", "Schedule 1, point 1", "1 A form must state the name."),
        ("bill-dtd.xml", "Section 2(a)", "(a) In general.—The Secretary shall—"),
        ("bill-dtd.xml", "Section 2(a)(1)", "(1) count each chip above 10^4 units; and"),
        ("bill-dtd.xml", "Section 1", "This Act may be cited as the “Chip Tally Act”."),
        ("bill-uslm.xml", "Section 2(a)(2)(A)", "(A) its owner; and"),
        ("bill-uslm.xml", "Section 1", "This Act may be cited as the “Compute Watch Act”."),
        ("law-uslm.xml", "Section 1(a)", "(a) Rule.—The Secretary shall count each machine not "
         "later than September 1, 2026."),
        ("code-uslm.xml", "§ 301a(a)", "(a) A developer shall keep records for 5 years."),
        ("part-ecfr.xml", "§ 999.1(a)(2)(i)", "(i) Clusters of universities; or"),
        ("part-ecfr.xml", "§ 999.1(b)", "(b) Cluster means a set of machines joined by one net."),
        ("part-ecfr.xml", "§ 999.1(a)(2)(ii)", "(ii) Clusters that draw less than 5 1/2 m^2 of "
         "floor."),
        ("part-cfr.xml", "§ 998.7(b)(2)", "(2) The life of the chip."),
        ("rule-fr.xml", "§ 999.2(a)(2)", "(2) Report."),
        ("rule-fr.xml", "Instruction 1", "1. Section 999.2 is added to read as follows:"),
        ("order-fr.html", "Section 2(b)", "(b) The report shall be public."),
    ],
)  # fmt: skip
def test_each_format_gives_the_path_that_one_cites(name: str, path: str, words: str) -> None:
    assert quote(sample(name), path) == words


@pytest.mark.parametrize(
    ("name", "path", "words"),
    [
        ("act-akn.xml", "Article 1(1)(b)", "1. This Regulation applies to:"),
        ("act-clml.xml", "Section 1(1)(a)", "1 (1) An operator must—"),
        ("bill-dtd.xml", "Section 2(a)(2)", "(a) In general.—The Secretary shall—"),
        ("bill-uslm.xml", "Section 2(a)(2)(B)", "(2) report each year—"),
        ("part-ecfr.xml", "§ 999.1(a)(2)(ii)", "(2) It does not apply to:"),
    ],
)
def test_points_know_what_leads_into_them(name: str, path: str, words: str) -> None:
    assert lead(sample(name), path) == words


@pytest.mark.parametrize(
    ("name", "title", "issued", "instrument"),
    [
        ("act-akn.xml", "Regulation on the supervision of models", "2026-05-04", "7"),
        ("act-clml.xml", "Machines Act 2026", "2026-03-04", "2026 c. 9"),
        ("bill-dtd.xml", "Chip Tally Act", "2026-02-03", "H.R. 4343"),
        ("bill-uslm.xml", "Compute Watch Act", "2026-01-15", "S. 4242"),
        ("law-uslm.xml", "To count machines.", "2026-03-13", "Public Law 119–99"),
        ("code-uslm.xml", "Title 90", "None", "90 U.S.C."),
        ("part-ecfr.xml", "PART 999—SUPERVISION OF CLUSTERS", "None", "15 CFR Part 999"),
        ("part-cfr.xml", "PART 998—COUNTING OF CHIPS", "None", ""),
        ("rule-fr.xml", "Supervision of Clusters", "None", "FR Doc. 2026-00042"),
        ("order-fr.html", "Counting Machines", "2026-02-10", "Executive Order 19999"),
    ],
)
def test_what_a_file_says_of_itself_is_kept(
    name: str, title: str, issued: str, instrument: str
) -> None:
    document = sample(name)
    assert (document.title, str(document.issued)) == (title, issued)
    assert document.instrument == instrument


@pytest.mark.parametrize("name", SAMPLES)
def test_runs_lead_back_to_the_file(name: str) -> None:
    document = sample(name)
    assert document.runs
    assert_traced(document, (DATA / name).read_bytes().decode("utf-8"))


@pytest.mark.parametrize("name", SAMPLES)
def test_leads_stand_before_what_they_lead_into(name: str) -> None:
    document = sample(name)
    for index, block in enumerate(document.blocks):
        assert block.lead is None or block.lead < index


def test_the_text_of_an_amendment_keeps_the_place_of_the_amending_section() -> None:
    paths = {
        "bill-uslm.xml": ("Section 3", "“(c) Audit.—The Inspector may audit a register.”."),
        "bill-dtd.xml": ("Section 2(b)", "(d) Seal.—The tally bears a seal."),
        "act-akn.xml": ("Article 3", "‘4. Providers shall keep logs.’"),
    }
    for name, (path, words) in paths.items():
        document = sample(name)
        assert document.path(document.text.index(words)) == path


def test_words_after_a_list_belong_to_what_holds_the_list() -> None:
    document = sample("bill-uslm.xml")
    at = document.text.index("in the form that the Secretary sets")
    assert document.path(at) == "Section 2(a)(2)"


def test_notes_come_apart_and_their_marks_go() -> None:
    assert texts(sample("act-akn.xml"), Kind.FOOTNOTE) == ["(1) Report of 2025."]
    assert texts(sample("bill-uslm.xml"), Kind.FOOTNOTE) == ["1 So in original."]
    assert "1 See the proposal." in texts(sample("rule-fr.xml"), Kind.FOOTNOTE)
    assert "10^26 operations." in sample("rule-fr.xml").text


def test_a_code_section_that_an_editor_annotates_keeps_the_remarks_apart() -> None:
    document = sample("code-uslm.xml")
    assert "This section takes effect on March 1, 2026." in texts(document, Kind.FOOTNOTE)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("10<sup>26</sup> operations", "10^26 operations"),
        ("10 <sup>26</sup> operations", "10^26 operations"),
        ("1.5 × 10<sup>-3</sup> of it", "1.5 × 10^-3 of it"),
        ("5 mm<sup>2</sup> of it", "5 mm^2 of it"),
        ("the Commission<sup>1</sup> may", "the Commission may"),
        ("the Commission <sup>1</sup>, which", "the Commission, which"),
        ("in 2024<sup>12</sup>.", "in 2024."),
        ("under Article 10<sup>3</sup> it", "under Article 10 it"),
        ("the 1<sup>st</sup> day", "the 1st day"),
        ("CO<sub>2</sub> is", "CO2 is"),
        ('the act<a href="#fn2"><sup>2</sup></a> says', "the act says"),
        ('the act <a href="#n3">[3]</a> says', "the act says"),
        ("7&nbsp;% of&#160;it", "7 % of it"),
        ("a &lt; b &amp; &ldquo;c&rdquo;", "a < b & “c”"),
        ("a\n   b\t c", "a b c"),
        ("op<b>er</b>ator", "operator"),
        ("soft&shy;ware", "software"),
        ("to <strike>two</strike> <i>three</i> years", "to three years"),
        ("at AT&T and R&D", "at AT&T and R&D"),
        ("if 2 < 3 then", "if 2 < 3 then"),
    ],
)
def test_words_are_read_as_one_sees_them(markup: str, text: str) -> None:
    document = page(f"<p>It is so: {markup}</p>")
    assert document.text == f"It is so: {text}"


def test_the_main_text_is_found_and_the_rest_of_a_page_left_out() -> None:
    menu = "".join(f'<li><a href="/{n}">The menu entry {n}</a></li>' for n in range(50))
    document = page(
        f"<nav><ul>{menu}</ul></nav><div class='sidebar'><p>Read more of us</p></div>"
        f"<main><h1>An Act</h1><p>{ENGLISH * 5}</p><script>var x = '<p>no</p>'</script></main>"
        "<footer>Copyright</footer>",
        head="<title>An Act</title><style>p {color: red}</style>",
    )
    assert document.title == "An Act"
    assert texts(document, Kind.HEADING) == ["An Act"]
    assert document.text.count("\n") == 1


def test_a_state_bill_has_its_sections() -> None:
    document = page(
        "<h6>22757.10.</h6><p>This chapter shall be known as the Act.</p>"
        "<p><b>22757.11.</b> For purposes of this chapter:"
        "<p>(a) &ldquo;Model&rdquo; means a machine trained with 10<sup>26</sup> operations."
        "<p>(c) (1) A developer shall do the following:<p>(A) Publish a plan.<p>(B) Report."
    )
    assert quote(document, "§ 22757.10") == "22757.10. This chapter shall be known as the Act."
    assert document.path(document.text.index("10^26")) == "§ 22757.11(a)"
    assert lead(document, "§ 22757.11(c)(1)(B)") == "(c) (1) A developer shall do the following:"


def test_a_printed_text_is_read_with_its_exponents_and_without_its_marks() -> None:
    document = page(
        "<pre>\nSEC. 2. LIMITS.\n\n    (a) In General.--The Secretary shall set a limit of at "
        "least 10\\26\\ \noperations for the training of models.\\3\\ It is &lt; the old.\n</pre>"
    )
    assert "at least 10^26 \noperations for the training of models. It is < the" in document.text
    assert document.path(document.text.index("10^26")) == "Section 2(a)"


def test_an_item_without_a_number_knows_what_leads_into_it() -> None:
    document = page(
        f"<p>A developer shall:</p><ul><li>{ENGLISH}</li><li><p>{ENGLISH}</p></li></ul>"
        f"<p>{ENGLISH}</p><ul><li>{ENGLISH}</li></ul>"
    )
    assert [b.lead for b in document.blocks] == [None, 0, 0, None, None]
    assert [b.kind for b in document.blocks[1:3]] == [Kind.ITEM, Kind.ITEM]


def test_numbers_set_as_headings_are_never_lost() -> None:
    document = page("<h6>22757.10.</h6><h6>22757.11.</h6><div><p>It is so.</p></div>")
    assert document.text.splitlines() == ["22757.10.", "22757.11.", "It is so."]


def test_fonts_that_are_never_closed_do_not_count_as_depth() -> None:
    assert "It is so." in page("<font size=2><b>" * 500 + "<p>It is so.</p>").text


def test_what_is_hidden_is_not_read() -> None:
    document = page(f"<p>{ENGLISH}</p><div hidden>no</div><p style='display: none'>no</p>")
    assert document.text == ENGLISH.strip()


def test_a_page_whose_classes_name_its_frame_is_read() -> None:
    document = page(f"<div class='content has-sidebar with-footnotes'><p>{ENGLISH}</p></div>")
    assert texts(document, Kind.PARAGRAPH) == [ENGLISH.strip()]


def test_the_annex_beside_a_long_act_is_text_too() -> None:
    act = "".join(f"<p>{ENGLISH}</p>" for _ in range(200))
    annex = "".join(f"<p>The annex. {ENGLISH}</p>" for _ in range(20))
    document = page(f"<div><div>{act}</div><div>{annex}</div><div>Follow us</div></div>")
    assert document.text.count("The annex.") == 20


def test_tables_give_cells_and_tables_that_set_a_list_give_points() -> None:
    document = page(
        "<p>An operator shall:</p><table><tr><td>(a)<td>register;<tr><td>(b)<td>report.</table>"
        "<table><tr><th>Year<th>Fee<tr><td>2026<td>5</table>"
    )
    assert texts(document) == [
        "An operator shall:", "(a) register;", "(b) report.", "Year", "Fee", "2026", "5"
    ]  # fmt: skip
    assert len([b for b in document.blocks if b.kind is Kind.CELL]) == 4
    assert lead(document, document.blocks[2].path) == "An operator shall:"


INLINE = st.sampled_from(["b", "i", "span", "em", "font"])
WORDS = st.text("abc d\n\t’é\xa0&<>\"'()1.", min_size=1, max_size=12)


@st.composite
def fragments(draw: st.DrawFn, depth: int = 3) -> tuple[str, str]:
    """Return markup of a paragraph, and the text that one sees before blanks collapse."""
    words = draw(WORDS)
    written = draw(st.sampled_from([html.escape, lambda w: "".join(f"&#{ord(c)};" for c in w)]))
    markup, text = written(words), words
    if depth and draw(st.booleans()):
        inner, seen = draw(fragments(depth - 1))
        tag = draw(INLINE)
        markup, text = f"{markup}<{tag} class=x>{inner}</{tag}>", text + seen
    return markup + draw(st.sampled_from(["", "<!-- c -->"])), text


@given(st.lists(fragments(), min_size=1, max_size=4))
def test_any_paragraphs_of_html_give_their_words_and_their_places(
    paragraphs: list[tuple[str, str]],
) -> None:
    source = "<html><body>" + "".join(f"<p>{m} end" for m, _ in paragraphs)
    document = parse(source.encode(), name="page.html")
    seen = [" ".join(f"{text} end".split()) for _, text in paragraphs]
    assert document.text.split("\n") == seen
    assert_traced(document, source)


@given(st.lists(fragments(), min_size=1, max_size=4), st.sampled_from(["utf-8", "utf-16"]))
def test_any_paragraphs_of_xml_give_their_words_and_their_places(
    paragraphs: list[tuple[str, str]], encoding: str
) -> None:
    inner = "".join(f"<p>{m.replace(' class=x', '')} end</p>" for m, _ in paragraphs)
    source = f'<?xml version="1.0"?>\n<akomaNtoso><act><body>{inner}</body></act></akomaNtoso>'
    data = source.encode(encoding)
    document = parse(data, name="act.xml")
    root = ET.fromstring(source)
    seen = [" ".join("".join(p.itertext()).split()) for p in root.iter("p")]
    assert document.text.split("\n") == seen
    # The mark that UTF-16 begins with is the first character of the decoded file.
    mark = "\ufeff" if encoding == "utf-16" else ""
    assert_traced(document, mark + source)


@given(st.text("<>/='\"&;!-?[] abpdivscrt\n#x3", max_size=200))
def test_no_page_breaks_the_reader(noise: str) -> None:
    source = f"<html><body><p>The text is here</p>{noise}"
    document = parse(source.encode(), name="page.html")
    assert "The text is here" in document.text
    assert_traced(document, source)


LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
BOMB = f"<!DOCTYPE RULE [<!ENTITY l0 'ha'>{LAUGHS}]><RULE>&l9;</RULE>"
FILE = "<!DOCTYPE RULE [<!ENTITY e SYSTEM 'file:///etc/hosts'>]><RULE>&e;</RULE>"
OTHER = "<!DOCTYPE bill SYSTEM 'bill.dtd'><bill><text>&strange;</text></bill>"
GERMAN = (
    "Der Betreiber ist verpflichtet, die Akten für die Dauer und den Zweck zu führen, den das "
    "Gesetz nennt, und nicht mehr als das. "
)
BAD = [
    ("script.html", b"<html><script>" + b"x()" * 999 + b"</script><div id=app></div>", "no text"),
    ("deep.html", b"<html>" + b"<div>" * 9999, "deep"),
    ("nested.html", b"<html><table>" * 300, "deep"),
    ("deep.xml", b"<akomaNtoso>" + b"<p>" * 9999, "deep"),
    ("cut.xml", b"<akomaNtoso><act><body><p>The first wor", "broken XML in line 1"),
    ("bomb.xml", BOMB.encode(), 'declares the entity "l0"'),
    ("file.xml", FILE.encode(), 'declares the entity "e"'),
    ("other.xml", OTHER.encode(), 'entity "strange"'),
    ("klingon.html", b"<html><meta charset=klingon><p>caf\xe9</p>", "klingon"),
    ("wrong.html", b"<html><meta charset='utf-8'><p>caf\xe9 \x81\x8d</p>", "utf-8 at byte"),
    ("wrong.xml", b"<?xml version='1.0' encoding='utf-8'?><RULE>caf\xe9</RULE>", "utf-8 at byte"),
    ("huge.html", b"<html>" + b"a" * 70_000_000, "larger than"),
    ("empty.html", b"", "empty"),
    ("german.html", f"<html><p>{GERMAN * 9}".encode(), "German"),
]


@pytest.mark.parametrize(("name", "data", "says"), BAD, ids=[name for name, _, _ in BAD])
def test_bad_files_are_refused_in_one_sentence(name: str, data: bytes, says: str) -> None:
    with pytest.raises(BadSource, match=says) as caught:
        parse(data, name=name, location=f"in/{name}")
    assert str(caught.value).startswith(f"in/{name}: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "unit", ["<a ", "</", "<!--", "&", "<b c='", "<script>", "<![CDATA[", "</p>"]
)
def test_no_page_makes_the_reader_slow(unit: str) -> None:
    data = (f"<html><body><p>{ENGLISH}</p>" + unit * 100_000).encode()
    begin = time.process_time()
    parse(data, name="page.html")
    assert time.process_time() - begin < 5


def test_what_is_written_in_windows_code_is_read_as_browsers_do() -> None:
    data = "<html><meta charset='iso-8859-1'><p>The “café” is open.</p>".encode("cp1252")
    assert parse(data, name="page.html").text == "The “café” is open."


def test_what_says_latin_and_is_utf8_is_read_as_utf8() -> None:
    data = "<html><meta charset='iso-8859-1'><p>The “café” is open.</p>".encode()
    assert parse(data, name="page.html").text == "The “café” is open."


def test_an_entity_of_html_in_a_bill_is_a_character() -> None:
    assert "shall—" in sample("bill-dtd.xml").text
