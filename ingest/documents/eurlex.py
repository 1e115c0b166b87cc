"""Read the HTML of EUR-Lex: acts of the Official Journal, and consolidated texts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.documents import _html, _kinds, _law
from ingest.documents._finish import day, finished
from ingest.documents._flow import flow, listing, rows
from ingest.documents._law import Cursor
from ingest.documents._markup import Part, Role, compose, words
from ingest.documents._numbering import Place
from ingest.documents._tree import Element, Node, Text
from kg.document import Document, Kind
from kg.errors import BadSource

RANK = 10

_MARKS = (b"oj-normal", b"title-article-norm", b"eli-subdivision", b'class="doc-ti"',
          b'class="ti-art"', b"title-doc-first")  # fmt: skip
_CONTAINERS = ("docHtml", "document1", "textTabContent", "text")
_TO_NOTE = re.compile(r"#(?:ntr|E\d)")
_IN_BRACKETS = re.compile(r"\(?\s*(?:\d{1,3}|\*{1,3})\s*\)?")
_CHANGE = re.compile(r"[►▼◄]\s?(?:[A-Z]\d*(?![a-z]))?")
_NUMBERED = re.compile(r"(\d{1,3}[a-z]{0,2}\.)\s")
_CELEX = re.compile(rb"CELEX(?::|%3A)(\d{5}[A-Z]{1,2}\d{4}(?:-\d{8})?)")
_RECITAL = re.compile(r"rct_(\d+)$")
_RELEVANCE = re.compile(r"\(Text with EEA relevance\)", re.IGNORECASE)

# Classes are given without the "oj-" that those of the Official Journal now begin with.
_LEFT_OUT = frozenset(
    "hd-ti hd-lg hd-coll hd-uniq hd-date hd-oj hd-modifiers reference modref arrow "
    "disclaimer toc".split()
)
_ARTICLE = frozenset(("ti-art", "title-article-norm"))
_DIVISION = frozenset(("ti-section-1", "title-division-1"))
_TITLES = frozenset(
    "sti-art stitle-article-norm ti-section-2 title-division-2 ti-annotation ti-tbl "
    "title-table title-annex-2".split()
)
_ACT = frozenset(("doc-ti", "title-doc-first", "title-doc-last", "title-annex-1"))
_GROUP = re.compile(r"(?:ti-grseq-|title-gr-seq-level-)\d")
_ENDS = frozenset(("final", "separator"))
"""What stands after the last article or annex is of the whole act."""
_RAISED = frozenset(("super", "superscript"))


def accepts(name: str, data: bytes) -> bool:
    """Say whether the file has the classes or ids of EUR-Lex."""
    return b"<" in data[:400] and any(mark in data for mark in _MARKS)


def read(data: bytes, *, name: str, location: str) -> Document:
    """Return the act: recitals, articles, annexes and notes, without the page around them.

    Raises `BadSource` where there is no text in it, and where the page was cut off.
    """
    source = _html.source(data, location)
    if _is_cut(data):
        raise BadSource(
            f"{location}: the page is cut off, it has no </html> at its end; fetch it again"
        )
    root = _html.parse(source, location)
    _unmark(root)
    reader = _Reader()
    reader.take(_container(root))
    composed = compose(source, reader.parts, _style)
    meta = {e.get("property"): e.get("content") for e in root.walk() if e.tag == "meta"}
    title = " ".join(reader.title)
    return finished(
        data,
        composed.built,
        composed.blocks(),
        name=name,
        location=location,
        format="eurlex",
        title=title,
        issued=day(meta.get("eli:date_document", "")),
        instrument=meta.get("eli:id_local") or _law.celex(title) or _linked(data),
    )


def _is_cut(data: bytes) -> bool:
    """Say whether a page breaks off: begun as one and not ended, or ended inside a tag.

    HTML may leave out the end, but EUR-Lex never does, and half a law is not to be read as whole.
    """
    text = data.lower()
    unended = b"<html" in text[:2000] and b"</html" not in text
    return unended or text.rfind(b"<") > text.rfind(b">")


def _linked(data: bytes) -> str:
    """Return the first number of an act that the page links to: its own."""
    match = _CELEX.search(data)
    return match[1].decode() if match else ""


def _container(root: Element) -> Element:
    by_id = {e.get("id"): e for e in root.walk() if "id" in e.attrs}
    return next((by_id[i] for i in _CONTAINERS if i in by_id), root.find("body") or root)


def _unmark(root: Element) -> None:
    """Take out the marks of changes in a consolidated text: "►M1 ... ◄"."""
    for element in root.walk():
        for child in list(element.children):
            if isinstance(child, Text) and _CHANGE.search(child.value):
                at = element.children.index(child)
                element.children[at : at + 1] = list(_without_marks(child))


def _without_marks(text: Text) -> Iterator[Text]:
    at = 0
    for match in _CHANGE.finditer(text.value):
        yield Text(text.value[at : match.start()], text.offset + at)
        at = match.end()
    yield Text(text.value[at:], text.offset + at)


def _names(element: Element) -> frozenset[str]:
    return frozenset(name.removeprefix("oj-") for name in element.classes)


def _style(element: Element) -> Role | str:
    names = _names(element)
    if element.tag in ("script", "style") or names & _LEFT_OUT:
        return Role.LEFT_OUT
    if element.tag == "br":
        return " "
    if element.tag == "a" and _is_mark(element):
        return Role.MARK
    return Role.RAISED if element.tag == "sup" or names & _RAISED else Role.INLINE


def _is_mark(link: Element) -> bool:
    """Say whether a link is the mark of a note in a sentence; the note's own links back."""
    there = _TO_NOTE.match(link.get("href"))
    return there is not None and _IN_BRACKETS.fullmatch(link.words) is not None


@dataclass(slots=True)
class _Reader:
    """The parts read so far, and the place in force."""

    parts: list[Part] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    cursor: Cursor = field(default_factory=Cursor)
    recitals: bool = False
    label: Element | None = None
    """The number of a point whose text comes next, and what leads into it."""
    lead: Part | None = None

    def take(self, container: Element, *, point: bool = False) -> None:
        """Read what is in a container; `point` says that it is the text of a point."""
        before: Part | None = None
        for item in flow(container):
            if not isinstance(item, Element):
                before = self.paragraph(item, point=point)
                continue
            names = _names(item)
            if names & _ENDS:
                self.cursor.leave()
            if names & _LEFT_OUT or item.tag in ("script", "style", "hr", "nav", "form"):
                continue
            if item.tag == "p" and "note" in names:
                self.parts.append(Part([item], Kind.FOOTNOTE))
            elif self.heading(item, names):
                before = None
            elif points := _points(item, names):
                for label, content in points:
                    self.point(label, content, _law.may_lead(before))
            elif number := _number(item):
                self.numbered(item, number)
            elif item.tag == "table" and "table" in names:
                cells = (cell for row in rows(item) for cell in row)
                self.parts += [Part([cell], Kind.CELL, self.cursor.place.path) for cell in cells]
            elif item.tag == "p":
                before = self.paragraph([item], point=point)
            else:
                self.division(item, point=point)

    def division(self, item: Element, *, point: bool) -> None:
        if match := _RECITAL.match(item.get("id")):
            self.cursor.place, self.recitals = Place(f"Recital {match[1]}"), True
        self.take(item, point=point)

    def heading(self, item: Element, names: frozenset[str]) -> bool:
        """Read a heading and go to the place that it names; say whether it was one."""
        text = item.words
        if names & (_ARTICLE | _DIVISION):
            self.recitals = False
            self.cursor.go(text)
        elif names & _ACT:
            if not self.cursor.go(text) and not self.cursor.outer and not _RELEVANCE.search(text):
                self.title.append(text)
        elif any(_GROUP.fullmatch(name) for name in names):
            self.group(text)
        elif not names & _TITLES:
            return False
        self.parts.append(Part([item], Kind.HEADING, self.cursor.place.path))
        return True

    def group(self, text: str) -> None:
        """Go to a numbered part of an annex: "Section A. ...", "2. Overview"."""
        number = text.partition(" ")[0]
        if _law.is_label(number):
            self.cursor.to_number(number)
        elif not self.cursor.go(text):
            self.cursor.place = Place(self.cursor.place.base)

    def point(self, label: Element, content: Element, lead: Part | None) -> None:
        outer, number = self.cursor.place, label.words
        if self.recitals and number.startswith("("):
            self.cursor.place, lead = Place(f"Recital {number.strip('()')}"), None
        else:
            self.cursor.place = _law.within(outer, number)
        self.label, self.lead = label, lead
        self.take(content, point=True)
        self.cursor.place, self.label, self.lead = outer, None, None

    def numbered(self, item: Element, number: Element) -> None:
        """Read a numbered paragraph of a consolidated text."""
        self.cursor.to_number(number.words)
        self.label = number
        rest = [node for node in item.children if node is not number]
        self.take(replace(item, children=rest), point=True)
        self.label = None

    def paragraph(self, nodes: Sequence[Node], *, point: bool) -> Part | None:
        text = words(nodes)
        if not text:
            return None
        if not point and (match := _NUMBERED.match(text)) and not self.recitals:
            self.cursor.to_number(match[1])
        if _kinds.enacts(text):
            self.recitals = False
            self.cursor.leave()
        self.recitals = self.recitals or _kinds.opens_recitals(text)
        part = Part(nodes, self.kind(), self.cursor.place.path, self.lead)
        if self.label is not None:
            part.nodes = [self.label, " ", *nodes]
            self.label = self.lead = None
        self.parts.append(part)
        return part

    def kind(self) -> Kind | None:
        if self.recitals and self.cursor.place.base.startswith("Recital"):
            return Kind.RECITAL
        bulleted = self.label is not None and _law.is_bullet(self.label.words)
        return Kind.ITEM if bulleted else None


def _points(item: Element, names: frozenset[str]) -> list[tuple[Element, Element]]:
    """Return the numbers and contents of a list, which EUR-Lex sets in three ways."""
    if item.tag == "table":
        return [] if "table" in names else listing(item)
    if not {"grid-container", "enumeration-spacing"} & names:
        return []
    label, *content = item.elements or [item]
    if not content or not _law.is_label(label.words):
        return []
    return [(label, replace(item, children=list(content)))]


def _number(item: Element) -> Element | None:
    """Return the number of a paragraph of a consolidated text."""
    first = item.elements[:1]
    return first[0] if first and "no-parag" in first[0].classes else None
