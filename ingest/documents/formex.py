"""Read Formex 4, the XML of the Official Journal of the European Union: acts and annexes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.documents import _kinds, _law, _xml_tree
from ingest.documents._finish import day, finished
from ingest.documents._flow import flow
from ingest.documents._law import Cursor
from ingest.documents._markup import Part, Role, compose, words
from ingest.documents._numbering import Place
from ingest.documents._tree import Element, Node
from kg.document import Document, Kind
from kg.errors import BadSource

RANK = 11

_ROOTS = frozenset("ACT ANNEX CONS.ACT CONS.DOC CONS.ANNEX AGR LETTER PROT GENERAL".split())
_METADATA = frozenset("DOC PUBLICATION".split())
_LEFT_OUT = frozenset("BIB.INSTANCE BIB.INSTANCE.CONS INFO.CONSLEG INFO.PROD TOC FAM.COMP".split())
_BLOCKS = frozenset(
    "ACT ALINEA ANNEX ANNOTATION ARTICLE BIB.INSTANCE BIB.INSTANCE.CONS CAPTION CELL CONS.ACT "
    "CONS.ANNEX CONS.DOC CONSID CONTENTS CORPUS DEFINITION DIVISION DLIST DLIST.ITEM "
    "ENACTING.TERMS FINAL GR.ANNOTATION GR.CONSID GR.CONSID.INIT GR.SEQ GR.VISA GR.VISA.INIT "
    "INTRO ITEM LIST NO.P NO.PARAG NP P PARAG PL.DATE PREAMBLE PREAMBLE.FINAL PREAMBLE.INIT "
    "QUOT.S ROW SIGNATORY SIGNATURE STI STI.ART TBL TERM TI TI.ART TITLE TOC TXT VISA BLK "
    "INFO.CONSLEG INFO.PROD FAM.COMP SUBDIV".split()
)
_NOTES = frozenset(("NOTE",))
_HEADINGS = frozenset("TI STI TI.ART STI.ART".split())
_BULLETS = {"DASH": "—", "NDASH": "–", "BULLET": "•"}
_DESCRIBES = (".doc.fmx.xml", ".toc.fmx.xml", ".doc.xml", ".toc.xml")
ONE_COUNT = 2015
"""Since this year the Official Journal numbers acts of all kinds in one series."""
_RELEVANCE = re.compile(r"\(Text with EEA relevance\)", re.IGNORECASE)


def accepts(name: str, data: bytes) -> bool:
    """Say whether the root element is one of Formex."""
    tag, attrs = _xml_tree.root(data)
    return tag in _ROOTS | _METADATA and ("formex" in attrs or b"<BIB." in data[:3000])


def read(data: bytes, *, name: str, location: str) -> Document:
    """Return the act, or the one annex that the file holds; notes stand at its end.

    Raises `BadSource` for broken XML and for the files that only describe a publication.
    """
    source = _xml_tree.source(data, location)
    root = _xml_tree.parse(source, location)
    if root.tag in _METADATA:
        raise BadSource(f"{location}: describes a publication{_points_to(root)}")
    reader = _Reader()
    reader.take(root, None)
    composed = compose(source, [*reader.parts, *reader.notes], _style)
    dates = root.find("BIB.INSTANCE", "BIB.INSTANCE.CONS", "BIB.DATA") or root
    dated = dates.find("DATE")
    opening = [part.words for part in reader.parts[:2] if part.kind is Kind.HEADING]
    title = " ".join(reader.title or opening)
    return finished(
        data,
        composed.built,
        composed.blocks(),
        name=name,
        location=location,
        format="formex",
        title=title,
        issued=day(dated.get("ISO")) if dated else None,
        instrument=_law.celex(title) or _numbered(root, composed.built.text),
    )


def is_metadata(name: str) -> bool:
    """Say whether a file of this name only describes a publication, and so holds no text.

    >>> is_metadata("L_202401689EN.toc.fmx.xml"), is_metadata("L_202401689EN.012401.fmx.xml")
    (True, False)
    """
    return name.casefold().endswith(_DESCRIBES)


def _numbered(root: Element, text: str) -> str:
    """Return the number of the act that an annex belongs to, as the Journal counts it.

    The file has year and number, and only its words say whether the act is a regulation, a
    directive or a decision; where they do not, the number alone stands: "2024/1689". It is one
    for all three since 2015, and before that it is not taken.
    """
    about = root.find("BIB.INSTANCE")
    counted = about.child("NO.DOC") if about else None
    year, number = (counted.find(tag) if counted else None for tag in ("YEAR", "NO.CURRENT"))
    if year is None or number is None or not year.words.isdecimal() or int(year.words) < ONE_COUNT:
        return ""
    kinds = {word for word in _law.ACTS if re.search(rf"\bthis {word}\b", text, re.IGNORECASE)}
    plain = f"{year.words}/{number.words.lstrip('0')}"
    return _law.celex(f"{kinds.pop()} {plain}") if len(kinds) == 1 else plain


def _points_to(root: Element) -> str:
    files = [e.get("FILE") for e in root.walk() if e.tag == "REF.PHYS"]
    return f", it has no text; read {files[0]}" if files else ", it has no text"


def _style(element: Element) -> Role | str:
    match element.tag:
        case "NOTE":
            return Role.MARK
        case "QUOT.START" | "QUOT.END":
            return _character(element.get("CODE"))
        case "HT" if element.get("TYPE") == "SUP":
            return Role.RAISED
    return Role.INLINE


def _character(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


@dataclass(slots=True)
class _Reader:
    """The parts read so far, and the place in force."""

    parts: list[Part] = field(default_factory=list)
    notes: list[Part] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    cursor: Cursor = field(default_factory=Cursor)
    label: Element | str | None = None
    """The number of what comes next, and what leads into it."""
    lead: Part | None = None
    quoted: int = 0
    """How many texts of amendments are open; their numbers are those of another law."""

    def take(self, container: Element, before: Part | None) -> Part | None:
        """Read what is in a container; return its last paragraph, or that `before` it."""
        for item in flow(container, _BLOCKS, _NOTES):
            if not isinstance(item, Element):
                before = self.paragraph(item)
            elif item.tag == "LIST":
                self.list(item, _law.may_lead(before))
            elif item.tag == "NP":
                self.point(item, _law.may_lead(before))
            elif item.tag == "TITLE" or item.tag in _HEADINGS:
                self.heading(item)
                before = None
            elif item.tag not in _LEFT_OUT:
                before = self.inner(item, before)
        return before

    def inner(self, item: Element, before: Part | None) -> Part | None:
        """Read an element by its name; return the last paragraph before what comes next."""
        match item.tag:
            case "ARTICLE":
                self.take(item, None)
                return None
            case "QUOT.S":
                self.quoted += 1
                self.take(item, before)
                self.quoted -= 1
                return None
            case "FINAL":
                self.cursor.leave()
            case "PARAG":
                number = self.label = item.child("NO.PARAG")
                if number and not self.quoted:
                    self.cursor.to_number(number.words)
                self.take(item, None)
                self.label = None
                return None
            case "CONSID":
                number = item.find("NO.P")
                self.cursor.place = Place(f"Recital {number.words.strip('()')}" if number else "")
                self.take(item, None)
                self.cursor.leave()
                return None
            case "NO.P" | "NO.PARAG":
                return before
            case "TBL":
                cells = [e for e in item.walk() if e.tag == "CELL"]
                self.parts += [Part([cell], Kind.CELL, self.cursor.place.path) for cell in cells]
                return None
            case "GR.SEQ":
                self.take(item, None)
                return None
        return self.take(item, before)

    def list(self, item: Element, lead: Part | None) -> None:
        for entry in item.elements:
            if entry.tag != "ITEM":
                continue
            if numbered := entry.child("NP"):
                self.point(numbered, lead)
            else:
                self.label, self.lead = _BULLETS.get(item.get("TYPE")), lead
                self.take(entry, None)
                self.label = self.lead = None

    def point(self, item: Element, lead: Part | None) -> None:
        """Read a numbered point; what follows it stands outside."""
        outer, number = self.cursor.place, item.child("NO.P")
        if number and not self.quoted and not outer.base.startswith("Recital"):
            self.cursor.place = _law.within(outer, number.words)
        self.label, self.lead = number, lead
        self.take(item, None)
        self.cursor.place, self.label, self.lead = outer, None, None

    def heading(self, item: Element) -> None:
        """Read a title and go to the place that it names."""
        for line in self._lines(item):
            text = line.words
            self.go(line, text)
            self.parts.append(Part(_spaced(line), Kind.HEADING, self.cursor.place.path))

    def _lines(self, item: Element) -> Sequence[Element]:
        """Return the lines of a title, each perhaps a number and a text."""
        inner = [e for e in item.elements if e.tag in _HEADINGS or e.tag in ("P", "NP")]
        if item.tag == "NP" or not inner:
            return [item]
        return [line for element in inner for line in self._lines(element)]

    def go(self, line: Element, text: str) -> None:
        number = line.child("NO.P")
        if self.quoted:
            return
        if number:
            self.cursor.to_number(number.words)
        elif not (self.cursor.go(text) or self.cursor.place.base or _RELEVANCE.search(text)):
            self.title.append(text)

    def paragraph(self, nodes: Sequence[Node]) -> Part | None:
        if not words(nodes):
            return None
        if _kinds.enacts(words(nodes)):
            self.cursor.leave()
        kind = Kind.RECITAL if self.cursor.place.base.startswith("Recital") else None
        if isinstance(self.label, str):
            kind = Kind.ITEM
        before = [] if self.label is None else [self.label, " "]
        part = Part([*before, *nodes], kind, self.cursor.place.path, self.lead)
        self.label = self.lead = None
        self.parts.append(part)
        self.note(nodes)
        return part

    def note(self, nodes: Sequence[Node]) -> None:
        """Keep the notes of a paragraph; those of a quoted text stand where they are."""
        for node in nodes:
            for note in node.walk() if isinstance(node, Element) else ():
                if note.tag == "NOTE":
                    quoted = note.get("TYPE") == "QUOTATION"
                    number = note.get("NUMBER.ORG") or str(len(self.notes) + 1)
                    inside = [n for e in note.elements for n in e.children]
                    part = Part([f"({number}) ", *inside], Kind.FOOTNOTE)
                    (self.parts if quoted else self.notes).append(part)


def _spaced(line: Element) -> list[Node | str]:
    """Return the nodes of a heading, a blank after its number."""
    number, text = line.child("NO.P"), line.child("TXT")
    return [number, " ", text] if number and text else list[Node | str](line.children)
