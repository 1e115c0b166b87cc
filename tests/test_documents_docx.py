"""DOCX: numbers that Word counts, headings, tables, footnotes, superscripts, deleted words."""

import zipfile
from io import BytesIO

from ingest.documents import parse
from kg.document import Document, Kind

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="3">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl>
</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>"""
STYLES = f"""<w:styles {W}><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Punkt"><w:name w:val="List Point"/><w:pPr><w:numPr><w:ilvl w:val="1"/>
<w:numId w:val="7"/></w:numPr></w:pPr></w:style></w:styles>"""
NOTES = f"""<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>---</w:t></w:r>
</w:p></w:footnote><w:footnote w:id="1"><w:p><w:r><w:t>See the report.</w:t></w:r></w:p>
</w:footnote></w:footnotes>"""
CORE = '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Chips Act</dc:title></c>'


def paragraph(text: str, *, level: int | None = None, style: str = "") -> str:
    listed = "" if level is None else (
        f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>'
    )  # fmt: skip
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = text if text.startswith("<") else f"<w:r><w:t>{text}</w:t></w:r>"
    return f"<w:p><w:pPr>{styled}{listed}</w:pPr>{runs}</w:p>"


def packed(body: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>"
        )
        archive.writestr("word/numbering.xml", NUMBERING)
        archive.writestr("word/styles.xml", STYLES)
        archive.writestr("word/footnotes.xml", NOTES)
        archive.writestr("docProps/core.xml", CORE)
    return file.getvalue()


def read(*paragraphs: str) -> Document:
    return parse(packed("".join(paragraphs)), name="act.docx")


def said(document: Document) -> list[tuple[Kind, str, str]]:
    return [(b.kind, b.path, document.text[b.start : b.end]) for b in document.blocks]


def test_automatic_numbers_are_counted_and_give_the_paths() -> None:
    document = read(
        paragraph("Article 5: Duties", style="berschrift1"),
        paragraph("A seller shall:", level=0),
        paragraph("keep logs;", level=1),
        paragraph("count chips that are:", style="Punkt"),
        paragraph("fast;", level=2),
        paragraph("Sellers shall report.", level=0),
        paragraph("Each report is signed, and:", level=0),
        paragraph("it is dated.", style="Punkt"),
    )
    assert said(document)[:3] == [
        (Kind.HEADING, "Article 5", "Article 5: Duties"),
        (Kind.PARAGRAPH, "Article 5(1)", "1. A seller shall:"),
        (Kind.ITEM, "Article 5(1)(a)", "(a) keep logs;"),
    ]
    assert [path for _, path, _ in said(document)[3:8]] == [
        "Article 5(1)(b)", "Article 5(1)(b)(i)", "Article 5(2)", "Article 5(3)", "Article 5(3)(a)",
    ]  # fmt: skip
    assert document.title == "Chips Act"


def test_superscripts_keep_their_meaning_and_deleted_words_go() -> None:
    run = "<w:r><w:t>above 10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr>" \
          "<w:t>26</w:t></w:r><w:del><w:r><w:delText>FLOPS</w:delText></w:r></w:del>" \
          "<w:r><w:t xml:space='preserve'> FLOP &amp; at once on the 1</w:t></w:r><w:r><w:rPr>" \
          "<w:vertAlign w:val='superscript'/></w:rPr><w:t>st</w:t></w:r>"  # fmt: skip
    document = read(paragraph(run))
    assert said(document)[0][2] == "above 10^26 FLOP & at once on the 1st"


def test_cells_and_footnotes_are_told_apart_and_separators_left_out() -> None:
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("Chip", "4800 TPP"))
    document = read(
        paragraph("Chips are limited as follows:"), f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    )
    assert [(kind, text) for kind, _, text in said(document)[1:]] == [
        (Kind.CELL, "Chip"),
        (Kind.CELL, "4800 TPP"),
        (Kind.FOOTNOTE, "See the report."),
    ]
    assert document.blocks[1].lead == 0


def test_every_character_leads_back_to_its_member_of_the_archive() -> None:
    data = packed(paragraph("“Chip” means a die – cut &lt; 5 mm.") + paragraph("It is fast."))
    document = parse(data, name="act.docx")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        members = {n: archive.read(n).decode() for n in archive.namelist()}
    found = 0
    for at, character in enumerate(document.text):
        if origin := document.origin(at):
            assert members[origin[0]][origin[1]] == character
            found += 1
    assert found > len(document.text) - 6
    assert document.origin(document.text.index("<")) is None
