"""Read laws whose XML has an element for each numbered level: Akoma Ntoso, USLM and their kin.

These formats differ in names, not in build: a level has a number, perhaps a heading, words of its
own and levels inside it. A `Scheme` gives the names; the walk is the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.documents import _law
from ingest.documents._flow import flow
from ingest.documents._labels import ATTACHED
from ingest.documents._markup import Part, Style, words
from ingest.documents._numbering import Place
from ingest.documents._tree import Element, Node
from kg.document import Kind

_DASH = ".—"
"""What stands in print between a heading and its text: "(a) In general.—The Secretary"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """The names of a format's elements.

    `heads` are the levels that a citation begins with, each with its word ("section": "Section"),
    `divisions` those that only group them, `levels` all others with a number. `quoted` holds the
    text of an amendment, whose numbers are those of another law. `style` is for what stands in
    sentences; `notes` are left out there and come at the end.
    """

    heads: Mapping[str, str]
    divisions: Mapping[str, str]
    levels: frozenset[str]
    number: frozenset[str]
    heading: frozenset[str]
    blocks: frozenset[str]
    """What else holds or is a paragraph."""
    style: Style
    titles: frozenset[str] = frozenset()
    """Blocks that are headings without a level."""
    left_out: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()
    margins: frozenset[str] = frozenset()
    """What stands beside a sentence, and is left out: numbers of pages, references."""
    footnotes: frozenset[str] = frozenset()
    """Blocks that are notes: the editors' remarks under a section."""
    quoted: frozenset[str] = frozenset()
    cells: frozenset[str] = frozenset(("td", "th", "entry"))
    starts: Mapping[str, str] = field(default_factory=dict)
    """Levels that begin a citation as heads do, but whose number stands before their words."""
    bracketed: frozenset[str] = frozenset()
    """Levels whose brackets are not written: "1" is "(1)"."""

    @property
    def all_blocks(self) -> frozenset[str]:
        """All elements that are not part of a sentence."""
        named = self.levels | self.number | self.heading | self.blocks | self.titles
        kept = self.left_out | self.footnotes | self.quoted | self.cells
        return named | kept | frozenset(self.heads) | frozenset(self.divisions) | {"table"}


def read_levels(root: Element, scheme: Scheme) -> list[Part]:
    """Return the parts of a law in text order, its notes at the end."""
    reader = _Reader(scheme, scheme.all_blocks)
    reader.take(root, None)
    return [*reader.parts, *reader.notes]


@dataclass(slots=True)
class _Reader:
    """The parts read so far, and the place in force."""

    scheme: Scheme
    blocks: frozenset[str]
    parts: list[Part] = field(default_factory=list)
    notes: list[Part] = field(default_factory=list)
    place: Place = field(default_factory=Place)
    outer: str = ""
    """The division that sections are in, where articles are what is numbered."""
    label: list[Node | str] = field(default_factory=list)
    """The number and heading of what comes next, and what leads into it."""
    lead: Part | None = None
    quoted: int = 0
    note: bool = False

    def take(self, container: Element, before: Part | None) -> Part | None:
        """Read what is in a container; return its last paragraph, or that `before` it."""
        scheme = self.scheme
        for item in flow(container, self.blocks, scheme.notes | scheme.margins):
            if not isinstance(item, Element):
                before = self.paragraph(item) or before
            elif item.tag in scheme.left_out:
                continue
            elif item.tag in scheme.heads or item.tag in scheme.divisions:
                self.head(item)
                before = None
            elif item.tag in scheme.levels:
                before = self.level(item, before)
            elif item.tag in scheme.heading or item.tag in scheme.titles:
                self.heading(item)
            elif item.tag in scheme.cells:
                self.parts.append(Part([item], Kind.CELL, self.place.path))
            elif item.tag in scheme.quoted:
                self.quoted += 1
                self.take(item, before)
                self.quoted -= 1
            elif item.tag in scheme.footnotes:
                self.note, kept = True, self.note
                self.take(item, None)
                self.note = kept
            else:
                before = self.take(item, before)
        return before

    def head(self, item: Element) -> None:
        """Read an article, section or chapter: its heading, then what is in it."""
        kept = self.place, self.outer
        number, headings, rest = self._split(item)
        place = self._place(item, words([number]) if number else "")
        if not self.quoted or place.base.startswith("§"):
            self.place = place
        if item.tag in self.scheme.divisions and not self.quoted:
            self.outer = self.place.base
        if number and not headings and place.base.startswith("Recital"):
            self.label = [number, " "]
        elif number or headings:
            line = _joined([*([number] if number else []), *headings])
            self.parts.append(Part(line, Kind.HEADING, self.place.path))
        self.take(rest, None)
        self.place, self.outer = kept

    def _place(self, item: Element, number: str) -> Place:
        """Return the place of an article, section or chapter."""
        word = self.scheme.heads.get(item.tag) or self.scheme.divisions.get(item.tag, "")
        place = _law.head(number)
        if place is None or place.base in ("Article", "Section"):
            value = number.strip(" .()[]“”‘’\"'")
            if not value:
                return self.place
            place = Place(f"{word} {value}".strip())
        if item.tag in self.scheme.divisions and self.outer and word in ("Section", "Part"):
            return Place(f"{self.outer}, {place.base}")
        return place

    def level(self, item: Element, before: Part | None) -> Part | None:
        """Read a numbered level; return what leads into the one after it."""
        kept = self.place
        number, headings, rest = self._split(item)
        text = words([number]) if number else ""
        if item.tag in self.scheme.bracketed and text:
            text = f"({text.strip('()')})"
        if text and not self.quoted:
            word = self.scheme.starts.get(item.tag)
            start = word is not None and not kept.base.startswith(ATTACHED)
            self.place = Place(f"{word} {text}") if start else _law.within(kept, text)
        lead = _law.may_lead(before)
        written: list[Node | str] = [number] if number else []
        if item.tag in self.scheme.bracketed and number and not number.words.startswith("("):
            written = ["(", number, ")"]
        if headings:
            self._flush()
            line = [*written, *([" "] if written else []), *_joined(headings)]
            ends = "" if words(headings)[-1:] in ".—–:" else _DASH
            self.label, self.lead = [*line, ends], lead
            if self._begins_with_level(rest):
                self.parts.append(Part(line, Kind.HEADING, self.place.path))
                self.label, self.lead = [], None
        elif number:
            self.label, self.lead = [*self.label, *written, " "], self.lead or lead
        last = self.take(rest, before if not number else None)
        self._flush()
        self.place = kept
        return before if number else last

    def _split(self, item: Element) -> tuple[Element | None, list[Node], Element]:
        """Return the number of a level, its headings, and the level without them."""
        scheme = self.scheme
        number = item.child(*scheme.number)
        headings: list[Node] = [e for e in item.elements if e.tag in scheme.heading]
        rest = [n for n in item.children if n is not number and n not in headings]
        return number, headings, replace(item, children=rest)

    def _begins_with_level(self, rest: Element) -> bool:
        first = next(flow(rest, self.blocks, self.scheme.notes | self.scheme.margins), None)
        return isinstance(first, Element) and first.tag in self.scheme.levels

    def _flush(self) -> None:
        """Write a number whose level has no words."""
        label = self.label[:-1] if self.label[-1:] == [_DASH] else self.label
        if words(label):
            self.parts.append(Part(label, None, self.place.path, self.lead))
        self.label, self.lead = [], None

    def heading(self, item: Element) -> None:
        text = item.words
        place = _law.head(text)
        if place and place.base.startswith(ATTACHED) and not self.quoted:
            self.place, self.outer = place, place.base
        self.parts.append(Part([item], Kind.HEADING, self.place.path))

    def paragraph(self, nodes: Sequence[Node]) -> Part | None:
        if self.note:
            self.parts.append(Part(nodes, Kind.FOOTNOTE, self.place.path))
            return None
        kind = Kind.RECITAL if self.place.base.startswith("Recital") else None
        part = Part([*self.label, *nodes], kind, self.place.path, self.lead)
        self.label, self.lead = [], None
        self.parts.append(part)
        for node in nodes:
            for note in node.walk() if isinstance(node, Element) else ():
                if note.tag in self.scheme.notes and note.words:
                    self._noted(note)
        return part

    def _noted(self, note: Element) -> None:
        number = note.child(*self.scheme.number)
        mark = note.get("marker") or str(len(self.notes) + 1)
        label = number or f"({mark.strip('()')})"
        text = [node for node in note.children if node is not number]
        self.notes.append(Part([label, " ", *text], Kind.FOOTNOTE))


def _joined(nodes: Sequence[Node]) -> list[Node | str]:
    """Return nodes with a blank between them."""
    found: list[Node | str] = []
    for node in nodes:
        found += [" ", node] if found else [node]
    return found
