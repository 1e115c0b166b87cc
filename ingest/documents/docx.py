"""Read DOCX: headings, numbered lists, tables and footnotes; superscripts kept as "^"."""

from dataclasses import dataclass
from hashlib import sha256

from ingest.documents import _archive, _language, _limits
from ingest.documents._builder import Builder
from ingest.documents._docx_numbers import Numbers, numbers, whole
from ingest.documents._outline import Piece, outline
from ingest.documents._tree import Element, Text, words
from ingest.documents._xml_tree import parse, source
from kg.document import Document, Kind
from kg.errors import BadSource
from kg.names import slug

RANK = 20

_BODY, _STYLES, _NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_CORE = "docProps/core.xml"
_OLD = b"\xd0\xcf\x11\xe0"
# What was deleted or moved away, the codes of fields, and doubles for old versions of Word.
_SKIPPED = {"del", "moveFrom", "instrText", "rPr", "pPr", "Fallback", "delText"}
_BLANKS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}


def accepts(name: str, data: bytes) -> bool:
    """Say whether the file is a Word document, or calls itself one."""
    if name.casefold().endswith((".docx", ".docm", ".doc")):
        return True
    return data.startswith(b"PK\x03\x04") and _BODY in _archive.names(data)


def read(data: bytes, *, name: str, location: str) -> Document:
    """Return the text of a Word document; the part of an offset is the archive's member.

    Raises `BadSource` for a file that is encrypted, damaged, of the old format, not English, or
    unpacks to more than a document.
    """
    _limits.check_size(data, location)
    if data.startswith(_OLD):
        raise BadSource(
            f"{location}: is encrypted or of the old .doc format; save it as .docx, unprotected"
        )
    if not data.startswith(b"PK"):
        raise BadSource(f"{location}: is no Word document, whatever its name says")
    members = _archive.members(data, (_BODY, _STYLES, _NUMBERING, *_NOTES, _CORE), location)
    if _BODY not in members:
        raise BadSource(f"{location}: is an archive, but no Word document")

    def root(member: str) -> Element | None:
        where = f"{location}, {member}"
        return parse(source(members[member], where), where) if member in members else None

    reader = _Reader(Builder(), [], _styles(root(_STYLES)), numbers(root(_NUMBERING)))
    for part in (_BODY, *_NOTES):
        if part in members:
            text = source(members[part], f"{location}, {part}")
            reader.take(part, text, parse(text, f"{location}, {part}"))
    _language.check(reader.built.text, location)
    core = root(_CORE)
    stem = name.rpartition(".")[0] or name
    return Document(
        name=slug(stem),
        title=words(core.find("dc:title")) if core and core.find("dc:title") else stem,
        text=reader.built.text,
        blocks=outline(reader.built.text, reader.pieces),
        location=location,
        sha256=sha256(data).hexdigest(),
        format="docx",
        runs=reader.built.runs,
    )


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says: that it is a heading, and the list that it numbers in."""

    heading: bool = False
    number: str = ""
    level: int = 0


@dataclass(slots=True)
class _Reader:
    """Writes the paragraphs of the parts of a document into one text."""

    built: Builder
    pieces: list[Piece]
    styles: dict[str, _Style]
    numbers: Numbers
    part: str = ""
    source: str = ""

    def take(self, part: str, text: str, root: Element) -> None:
        """Read one part: its characters, and its tree."""
        self.part, self.source = part, text
        for element in root.elements:
            if element.tag in ("footnote", "endnote"):
                if not element.get("type"):  # a separator has one
                    self._within(element, Kind.FOOTNOTE)
            else:
                self._within(element, None)

    def _within(self, element: Element, kind: Kind | None) -> None:
        """Read the paragraphs inside an element."""
        for child in element.elements:
            if child.tag == "p":
                self._paragraph(child, kind)
            elif child.tag not in _SKIPPED:
                self._within(child, Kind.CELL if child.tag == "tc" and not kind else kind)

    def _paragraph(self, paragraph: Element, kind: Kind | None) -> None:
        style = self._style(paragraph)
        start = self.built.length
        label = self.numbers.label(style.number, style.level) if style.number else ""
        if words(paragraph) and label:
            self.built.put(label + " ")
        boxes = self._runs(paragraph, raised=False)
        end = self.built.length
        if self.built.text[start:end].strip():
            heading = Kind.HEADING if style.heading and kind is None else kind
            self.pieces.append(Piece(start, end, heading))
            self.built.put("\n")
        for box in boxes:
            self._within(box, kind)

    def _style(self, paragraph: Element) -> _Style:
        """Return what a paragraph's properties say, those of its style behind its own."""
        properties = paragraph.child("pPr")
        if properties is None:
            return _Style()
        said = {e.tag: e.get("val") for e in properties.walk()}
        style = self.styles.get(said.get("pStyle", ""), _Style())
        return _Style(
            style.heading or said.get("outlineLvl", "9") != "9",
            said.get("numId", style.number),
            whole(said["ilvl"]) if "ilvl" in said else style.level,
        )

    def _runs(self, element: Element, *, raised: bool) -> list[Element]:
        """Write the text inside an element; return the text boxes in it, which come after."""
        boxes: list[Element] = []
        for child in element.elements:
            if child.tag == "txbxContent":
                boxes.append(child)
            elif child.tag == "t":
                self._text(child, raised)
            elif child.tag in _BLANKS:
                self.built.put(_BLANKS[child.tag])
            elif child.tag == "r":
                align = child.find("vertAlign")
                sup = align is not None and align.get("val") == "superscript"
                boxes += self._runs(child, raised=raised or sup)
            elif child.tag not in _SKIPPED:
                boxes += self._runs(child, raised=raised or child.tag == "sup")
        return boxes

    def _text(self, element: Element, raised: bool) -> None:
        for node in element.children:
            if not isinstance(node, Text):
                continue
            if raised and node.value.strip().lstrip("-−–").isdigit():
                self.built.put("^")
            if self.source.startswith(node.value, node.offset):
                self.built.add(node.value, node.offset, self.part)
            else:  # written as a reference: &amp;
                self.built.put(node.value)


def _styles(root: Element | None) -> dict[str, _Style]:
    styles = {}
    for style in root.elements if root else ():
        if style.tag == "style":
            said = {e.tag: e.get("val") for e in style.walk()}
            heading = said.get("name", "").casefold().startswith(("heading", "title", "subtitle"))
            styles[style.get("styleId")] = _Style(
                heading, said.get("numId", ""), whole(said.get("ilvl", "0"))
            )
    return styles
