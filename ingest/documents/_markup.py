"""Turn parts of a marked-up tree into text with blocks, each character traced to the file.

A reader of a format walks its tree and yields `Part`s, one for each block to be; `compose` writes
them. Blanks collapse as in a browser, all kinds of blank become " ", "10" and a raised "26" become
"10^26", and a note's mark ("Commission¹") is left out. A run leads back only from characters that
the file has unchanged: a reference ("&#8217;"), another blank and the caret have none.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from ingest.documents import _blocks, _kinds, _labels
from ingest.documents._builder import Builder
from ingest.documents._outline import Piece, outline
from ingest.documents._tree import Element, Node, Text
from kg.document import Block, Kind


class Role(Enum):
    """What an element inside a block does to its text."""

    INLINE = auto()
    LEFT_OUT = auto()
    MARK = auto()
    """The mark of a note: left out together with the blank before it."""
    RAISED = auto()
    """A superscript: an exponent, the mark of a note, or "st" in "1st"."""
    BREAK = auto()
    """The end of a line."""


Style = Callable[[Element], Role | str | tuple[str, str]]
"""A format's word on its elements. A string is what stands for the element in the text, two are
put before and after what is in it: the marks of a quotation that the file does not write."""


@dataclass(slots=True, eq=False)
class Part:
    """A block to be: its nodes (a string is put in, the file lacks it) and what is known of it.

    `kind` None leaves it to the words; `lead` is the part that leads into this one; `exact` keeps
    blanks and line ends as they are.
    """

    nodes: Sequence[Node | str]
    kind: Kind | None = None
    path: str = ""
    lead: "Part | None" = None
    exact: bool = False

    @property
    def words(self) -> str:
        """The text with blanks collapsed, without regard to roles."""
        return words(self.nodes)


def words(nodes: Iterable[Node | str]) -> str:
    """Return the text of nodes, blanks collapsed."""
    found: list[str] = []
    for node in nodes:
        if isinstance(node, Element):
            found += (text.value for text in node.texts())
        else:
            found.append(node.value if isinstance(node, Text) else node)
    return " ".join("".join(found).split())


@dataclass(frozen=True, slots=True)
class Composed:
    """The text of all parts, and where in it each stands that has any."""

    built: Builder
    spans: tuple[tuple[Part, int, int], ...]

    def blocks(self) -> tuple[Block, ...]:
        """Return a block for each part that has words, with the part's path and lead."""
        text = self.built.text
        spans = [span for span in self.spans if _WORD.search(text, *span[1:])]
        index = {id(part): i for i, (part, _, _) in enumerate(spans)}
        return tuple(
            Block(
                start,
                end,
                part.kind or _kind(text[start:end], led=part.lead is not None),
                part.path,
                index.get(id(part.lead)),
            )
            for part, start, end in spans
        )

    def outlined(self) -> tuple[Block, ...]:
        """Return the blocks that the numbering in the text gives.

        Where it gives none, an item has the lead of its part.
        """
        blocks = list(outline(self.built.text, self._pieces()))
        starts = [block.start for block in blocks]
        at = {id(part): bisect_left(starts, end) - 1 for part, _, end in self.spans}
        for part, start, _ in self.spans:
            index = bisect_left(starts, start)
            if part.lead is None or index == len(blocks) or blocks[index].lead is not None:
                continue
            lead = at.get(id(part.lead), -1)
            if 0 <= lead < index:
                blocks[index] = replace(blocks[index], lead=lead)
        return tuple(blocks)

    def _pieces(self) -> Iterable[Piece]:
        text = self.built.text
        for part, start, end in self.spans:
            if part.kind is None and "\n" in text[start:end]:
                for piece in _blocks.pieces(text[start:end]):
                    yield Piece(start + piece.start, start + piece.end)
            else:
                yield Piece(start, end, part.kind, part.path)


def _kind(text: str, *, led: bool) -> Kind:
    if _kinds.defines(_labels.start(text).rest):
        return Kind.DEFINITION
    return Kind.ITEM if led else Kind.PARAGRAPH


def compose(source: str, parts: Iterable[Part], style: Style) -> Composed:
    """Write parts one after the other, a line end after each; those without text are dropped."""
    writer = _Writer(source, style)
    spans = []
    for part in parts:
        writer.begin()
        for node in part.nodes:
            writer.write(node, exact=part.exact)
        if writer.start is not None:
            spans.append((part, writer.start, writer.built.length))
    return Composed(writer.built, tuple(spans))


_WORD = re.compile(r"\w")
_WIDTHLESS = "\xad\u200b\ufeff"
_SOLID = re.compile(rf"[^\s{_WIDTHLESS}]+(?: [^\s{_WIDTHLESS}]+)*")
_POWER = re.compile(r"[-−–+]?\s?\d{1,3}")
_BASE = re.compile(r"(?:(?<![\w.,])|(?<=\d[x×*·]))(?:10|[kcmµn]?m|ft)$")
_CITED = re.compile(r"(?:articles?|sections?|paragraphs?|chapters?|no\.?|page|p\.|§)\s10$", re.I)
_MARK = re.compile(r"[(\[]?(?:\d{1,3}(?:\s?,\s?\d{1,3})*|[*†‡§]{1,3}|[a-z])[)\]]?")
_TAIL = 24


class _Writer:
    """The text being written."""

    def __init__(self, source: str, style: Style) -> None:
        self.built = Builder()
        self.source = source
        self.style = style
        self.start: int | None = None
        """Where the block begins in the text, None as long as nothing of it is written."""
        self.blank: int | None = None
        """Where a blank stands in the file that is due before the next character, -1 if nowhere."""
        self.tail = ""
        """The end of the block so far."""

    def begin(self) -> None:
        """Begin a block."""
        self.start, self.blank, self.tail = None, None, ""

    def write(self, node: Node | str, *, exact: bool = False) -> None:
        if isinstance(node, str):
            self._put(node)
        elif isinstance(node, Text):
            self._exact(node) if exact else self._text(node)
        else:
            self._element(node, exact=exact)

    def _element(self, element: Element, *, exact: bool) -> None:
        role = self.style(element)
        if isinstance(role, str):
            self._put(role)
        elif isinstance(role, tuple):
            self._put(role[0])
            self._inside(element, exact=exact)
            self.blank = None
            self._put(role[1])
        elif role is Role.MARK:
            self.blank = None
        elif role is Role.BREAK:
            if self.tail:
                self.built.put("\n")
                self.tail, self.blank = "\n", None
        elif role is Role.RAISED:
            self._raised(element, exact=exact)
        elif role is Role.INLINE:
            self._inside(element, exact=exact)

    def _inside(self, element: Element, *, exact: bool) -> None:
        for child in element.children:
            self.write(child, exact=exact)

    def _raised(self, element: Element, *, exact: bool) -> None:
        inner = element.words
        if _POWER.fullmatch(inner) and _BASE.search(self.tail) and not _CITED.search(self.tail):
            self.blank = None
            self.built.put("^")
            self._inside(element, exact=exact)
        elif not _MARK.fullmatch(inner) or self.tail.endswith(("(", "[")):
            self._inside(element, exact=exact)
        elif self.tail.strip():
            self.blank = None
        else:
            # The number of a note before its text.
            self._inside(element, exact=exact)
            self._put(" ")

    def _put(self, text: str) -> None:
        """Write what the file does not have."""
        if text.isspace():
            self._due(text, -1)
            return
        self._next()
        self.built.put(text)
        self._end(text)

    def _text(self, text: Text) -> None:
        value, offset = text.value, text.offset
        written = self.source.startswith(value, offset)
        at = 0
        for match in _SOLID.finditer(value):
            start, end = match.span()
            self._due(value[at:start], offset + at if written else -1)
            self._next()
            if written:
                self.built.add(match[0], offset + start)
            else:
                self.built.put(match[0])
            self._end(match[0])
            at = end
        self._due(value[at:], offset + at if written else -1)

    def _due(self, between: str, offset: int) -> None:
        """Note that a blank is due where there is one between two words."""
        inside = self.tail and self.tail[-1] != "\n" and self.blank is None
        if between and inside and between.strip(_WIDTHLESS):
            self.blank = offset

    def _next(self) -> None:
        """Write what is due before the next characters: a line end or a blank."""
        if self.start is None:
            if self.built.length:
                self.built.put("\n")
            self.start = self.built.length
        if self.blank is not None:
            if self.blank >= 0 and self.source[self.blank] == " ":
                self.built.add(" ", self.blank)
            else:
                self.built.put(" ")
            self._end(" ")
        self.blank = None

    def _exact(self, text: Text) -> None:
        self._next()
        if self.source.startswith(text.value, text.offset):
            self.built.add(text.value, text.offset)
        else:
            self.built.put(text.value)
        self._end(text.value)

    def _end(self, text: str) -> None:
        self.tail = (self.tail + text)[-_TAIL:]
