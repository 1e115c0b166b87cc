"""PDF: reading order, running heads, hyphens, footnotes, superscripts, the page of each word."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from ingest.documents import load, parse
from kg.document import Document, Kind

pytest.importorskip("pypdf", reason="PDF is read with pypdf, which is not installed here")

Shown = tuple[float, float, float, str]
"""Text on a page: x and y of its baseline and its size, in points."""


def pdf(*pages: list[Shown], rises: bool = False) -> bytes:
    """Return a PDF of pages of A4 that shows these texts in Helvetica."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 "
               "/BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]  # fmt: skip
    kids = []
    for page in pages:
        stream = "".join(
            f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET\n"
            for x, y, size, text in ((*s[:3], re.sub(r"([()\\])", r"\\\1", s[3])) for s in page)
        )
        if rises:
            stream = stream.replace("[", ") Tj 5 Ts (").replace("]", ") Tj 0 Ts (")
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}endstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    body, starts = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        starts.append(len(body))
        body += f"{number} 0 obj\n{one}\nendobj\n".encode("latin-1")
    table = "".join(f"{start:010d} 00000 n \n" for start in starts)
    size = len(objects) + 1
    return (
        body
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
            f"startxref\n{len(body)}\n%%EOF\n"
        ).encode()
    )


def column(x: float, top: float, *lines: str, size: float = 10, step: float = 12) -> list[Shown]:
    return [(x, top - step * row, size, line) for row, line in enumerate(lines)]


def read(*pages: list[Shown], rises: bool = False) -> Document:
    return parse(pdf(*pages, rises=rises), name="law.pdf")


def texts(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks]


FULL = "The agency shall keep a list of all clusters that were reported to it in the year and"


def test_lines_become_paragraphs_and_numbers_begin_new_ones() -> None:
    document = read(
        column(72, 760, "SEC. 4. LIMITS.")
        + column(72, 730, "(a) A lab shall count the compute of each run that it has begun and",
                 "shall report it within 30 days.", "(b) The agency may waive this.")
    )  # fmt: skip
    assert [b.path for b in document.blocks] == ["Section 4", "Section 4(a)", "Section 4(b)"]
    assert texts(document)[1].endswith("begun and shall report it within 30 days.")


def test_two_columns_are_read_one_after_the_other_even_where_the_file_goes_by_rows() -> None:
    left = [f"left column line number {n} goes on" for n in range(1, 13)]
    right = [f"right column line number {n} goes on" for n in range(1, 13)]
    rows = [
        shown
        for row, (a, b) in enumerate(zip(left, right, strict=True))
        for shown in ((60, 700 - 12 * row, 10, a), (320, 700 - 12 * row, 10, b))
    ]
    text = read([(60, 760, 14, "A heading across both columns of the page"), *rows]).text
    order = [text.index(line) for line in ["A heading", *left, *right]]
    assert order == sorted(order)


def test_indents_of_a_list_are_no_columns() -> None:
    items = [s for n in range(12) for s in ((72, 700 - 12 * n, 10, f"({n + 1})"),
             (150, 700 - 12 * n, 10, f"a chip of the kind that is named {n};"))]  # fmt: skip
    assert "(3) a chip of the kind that is named 2; " in read(items).text.replace("\n", " ")


def test_running_heads_and_page_numbers_are_left_out() -> None:
    years = ("first year", "spring", "third quarter", "last month")
    pages = [
        [
            (72, 800, 9, "Official Gazette 12 March 2026"),
            (290, 30, 9, str(number)),
            *column(72, 740, f"In the {year} the agency kept a list of clusters and", "of labs."),
            *column(72, 600, "It then sent the list to the ministry", f"of the {year}."),
        ]
        for number, year in enumerate(years, 1)
    ]
    document = read(*pages)
    assert "Gazette" not in document.text
    assert len(document.blocks) == 8
    assert texts(document)[7] == "It then sent the list to the ministry of the last month."


def test_a_sentence_goes_on_over_a_page_break() -> None:
    document = read(column(72, 740, FULL, "shall send it to"), column(72, 740, "the ministry."))
    assert texts(document) == [f"{FULL} shall send it to the ministry."]
    start = document.text.index("ministry")
    assert document.origin(start)[0] == "page 2"
    assert document.origin(0) == ("page 1", 0)


def test_a_hyphen_at_a_line_end_goes_where_the_word_is_one() -> None:
    document = read(
        column(72, 740, "Labs report the performance of each model that has a use and of any dual",
               "use; and labs that train a model for a dual purpose shall test the perform-",
               "ance of it, and whether it is a dual-", "use model at all.")
    )  # fmt: skip
    assert "test the performance of it" in document.text
    assert "a dual-use model" in document.text


def test_footnotes_come_after_the_text_and_their_marks_are_dropped() -> None:
    body = column(72, 740, FULL, "shall count", "each of them in its report of the year.")
    mark = [(130.0, 731.5, 6.0, "1")]
    note = [(72.0, 90.0, 8.0, "1 See the report of the agency, part 2.")]
    document = read(body + mark + note, column(72, 740, "The agency may ask for more of it."))
    assert "shall count each" in document.text
    last = document.blocks[-1]
    assert last.kind is Kind.FOOTNOTE
    assert texts(document)[-1] == "1 See the report of the agency, part 2."


def test_a_raised_number_is_an_exponent_by_its_size_and_place() -> None:
    before, after = (72, 740, 10, "A run above 10"), (152, 740, 10, " operations is reported.")
    document = read([before, (142, 744, 6, "26"), after])
    assert "above 10^26 operations is" in document.text
    assert document.recovered == ()
    assert document.origin(document.text.index("^")) is None


def test_a_number_raised_by_the_text_rise_is_an_exponent_too() -> None:
    small = pdf([(72, 740, 10, "A run above 10"), (142, 740, 6, "[26]"),
                 (155, 740, 10, "operations shall be reported")], rises=True)  # fmt: skip
    assert "10^26 operations" in parse(small, name="law.pdf").text


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A run above 1026 operations shall be reported at once.", "10^26 operations"),
        ("A run above 10 25 floating-point operations is large.", "10^25 floating-point"),
    ],
)
def test_a_flattened_exponent_is_recovered_and_listed(sentence: str, expected: str) -> None:
    document = read(column(72, 740, sentence))
    assert expected in document.text
    assert [document.text[a:b] for a, b in document.recovered] == ["^"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Regulation (EU) No 1025/2012 governs the operations of standards bodies.",
        "The cost of operations was $1025 in the year that was reported.",
        "Section 1026 of the Act names what firms must report of themselves.",
        "The operations ended in 2024 and cost 10 250 euro in all to the agency.",
    ],
)
def test_other_numbers_are_left_as_they_are(sentence: str) -> None:
    document = read(column(72, 740, sentence))
    assert document.text.strip() == sentence
    assert document.recovered == ()


@pytest.fixture(scope="module")
def real(shared: Path) -> Callable[[str], Document]:
    """Return a function that reads one of the real PDFs by the start of its name."""

    @cache
    def named(start: str) -> Document:
        (path,) = (shared / "data" / "legal").glob(f"{start}*.pdf")
        return load(str(path))

    return named


def test_the_superscripts_of_a_real_order_are_kept(real: Callable[[str], Document]) -> None:
    order = real("EO-14110")
    found = [m[0] for m in re.finditer(r"10\^\d\d", order.text)]
    assert found == ["10^26", "10^23", "10^20", "10^26", "10^20"]
    at = order.text.index("10^23")
    assert order.path(at) == "Section 4.2(b)(i)"
    assert order.origin(at)[0] == "page 7"
    for noise in ("VerDate", "Federal Register / Vol", "Fmt 4705"):
        assert noise not in order.text


def test_a_real_order_is_numbered_from_end_to_end(real: Callable[[str], Document]) -> None:
    sections = {b.path.split("(")[0] for b in real("EO-14110").blocks if b.path[:7] == "Section"}
    assert sections >= {f"Section {n}" for n in range(1, 14)}
    definitions = [b.path for b in real("EO-14110").blocks if b.path.startswith("Section 3(")]
    assert {"Section 3(a)", "Section 3(z)", "Section 3(gg)"} <= set(definitions)


def test_a_real_code_has_its_measures_and_its_words_apart(real: Callable[[str], Document]) -> None:
    code = real("GPAI-Code-of-Practice-Safety")
    places = {b.path.split("(")[0] for b in code.blocks}
    assert {f"Commitment {n}" for n in range(1, 11)} <= places
    assert "Measure 1.2" in places
    assert not re.search(r"\w{28,}", re.sub(r"\S*(?:://|www\.|\.\.\.)\S*", "", code.text))
    lead = next(b for b in code.blocks if b.path == "Measure 2.1(1)(a)").lead
    assert lead is not None
    assert code.blocks[lead].path == "Measure 2.1(1)"


def test_every_character_leads_back_to_its_page(real: Callable[[str], Document]) -> None:
    plan = real("Americas-AI")
    known = [plan.origin(at) for at in range(0, len(plan.text), 97)]
    pages = [int(origin[0].removeprefix("page ")) for origin in known if origin]
    body = plan.blocks[-1].start
    assert len(pages) > 0.9 * len(known)
    assert max(pages) > 20
    assert any(b.kind is Kind.FOOTNOTE and b.start <= body for b in plan.blocks)
