"""Turn pieces of text into blocks: paths from the numbering, kinds, and what leads into a list.

A reader of a format cuts its text into pieces (a paragraph, a cell, a heading) and hands them over
in text order with what the format says of each; `outline` does the rest. What a plain text or a
sloppy converter runs together ("... harm.(b) The developer shall") is cut here into blocks of
their own. Offsets are those of the text that the reader gives.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.documents import _kinds, _labels, _runon
from ingest.documents._labels import Label, Start
from ingest.documents._numbering import Numbering, Place
from kg.document import Block, Kind


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `start` to `end` of the text, as the format marks them.

    `kind` is what the format says that the piece is, None where it does not say; `path` is a path
    that the format itself gives ("Article 51(2)"), which then stands for the numbering.
    """

    start: int
    end: int
    kind: Kind | None = None
    path: str = ""


def outline(text: str, pieces: Iterable[Piece]) -> tuple[Block, ...]:
    """Return the blocks of a text for its pieces, which stand in text order.

    Blanks at the ends of a piece and pieces without a letter or digit are left out.
    """
    return tuple(_Outline(text, list(pieces)).blocks())


_UNFINISHED = re.compile(r"[\w;,]\s*$")
_RUNS_ON = re.compile(r"[a-z\d,](?:<[^>]*>)?\s*$")
_WORD = re.compile(r"\w")
_NAME_LENGTH = 80
_LATER_PIECES = 400


@dataclass(slots=True)
class _Outline:
    """The blocks made so far, and what the next one depends on."""

    text: str
    pieces: list[Piece]
    numbering: Numbering = field(default_factory=Numbering)
    made: list[Block] = field(default_factory=list)
    listing: int | None = None
    """The block that leads into the list without numbers whose items are being read."""
    recitals: bool = False
    leading: dict[str, int] = field(default_factory=dict)
    """The last block that leads into a list, by its path."""
    later: dict[int, Sequence[Label]] = field(default_factory=dict)

    def blocks(self) -> Iterator[Block]:
        if "section" in self.text:
            self.numbering.bare_word = "Section "
        for index, piece in enumerate(self.pieces):
            for part in self._parts(piece):
                block = self._block(part, index)
                if _kinds.leads(self.words(block)):
                    self.leading[block.path] = len(self.made)
                self.made.append(block)
                yield block

    def words(self, block: Block | Piece) -> str:
        return self.text[block.start : block.end]

    def _parts(self, piece: Piece) -> Iterator[Piece]:
        """Yield the piece, cut before each number that is run into the text before it."""
        piece = _trimmed(self.text, piece)
        if not _WORD.search(self.words(piece)):
            return
        for at in _runon.cuts(self.text, piece.start, piece.end):
            after = _labels.start(self.text[at : piece.end]).labels
            if not after or self._fits(piece, at, after[0]):
                yield _trimmed(self.text, replace(piece, end=at))
                piece = replace(piece, start=at)
        yield _trimmed(self.text, piece)

    def _fits(self, piece: Piece, at: int, label: Label) -> bool:
        # The part before the cut is not placed yet, so its own labels are tried on a copy.
        trial = self.numbering.copy()
        if before := _labels.start(self.text[piece.start : at]).labels:
            trial.put(before, None, tuple)
        return trial.expects(label)

    def _block(self, piece: Piece, index: int) -> Block:
        text = self.words(piece)
        if piece.path:
            return self._given(piece, text)
        start = _labels.start(text)
        opener = self._opener(start)
        free = piece.kind not in (Kind.FOOTNOTE, Kind.CELL)
        if free and start.labels and self._put(start, opener, index):
            return self._numbered(piece, start)
        return self._unnumbered(piece, text, start, opener)

    def _given(self, piece: Piece, text: str) -> Block:
        """Return the block of a piece whose path the format gives."""
        self.numbering.place = Place(piece.path)
        outer = piece.path.rpartition("(")[0]
        lead = self.leading.get(outer) if outer and piece.kind is not Kind.HEADING else None
        kind = piece.kind or (Kind.PARAGRAPH if lead is None else Kind.ITEM)
        rest = _labels.start(text).rest
        if piece.kind in (None, Kind.ITEM) and _kinds.defines(rest):
            kind = Kind.DEFINITION
        return Block(piece.start, piece.end, kind, piece.path, lead)

    def _put(self, start: Start, opener: int | None, index: int) -> bool:
        if start.labels[0].form in ("head", "division", "code"):
            self.recitals = False
        return self.numbering.put(start.labels, opener, lambda: self._labels_after(index))

    def _numbered(self, piece: Piece, start: Start) -> Block:
        self.listing = None
        place, form = self.numbering.place, start.labels[-1].form
        if self.recitals and form == "(" and piece.kind in (None, Kind.RECITAL):
            path = f"Recital {start.labels[-1].value}"
            return Block(piece.start, piece.end, Kind.RECITAL, path)
        kind = piece.kind
        if kind is None and form == "(" and _kinds.is_note(start.rest, after_number=True):
            kind = Kind.FOOTNOTE
        elif kind is None and place.lead is None and self._is_title(start, form):
            kind = Kind.HEADING
        elif kind in (None, Kind.ITEM) and _kinds.defines(start.rest):
            kind = Kind.DEFINITION
        elif kind is None:
            kind = Kind.PARAGRAPH if place.lead is None else Kind.ITEM
        return Block(piece.start, piece.end, kind, place.path, place.lead)

    def _is_title(self, start: Start, form: str) -> bool:
        return _kinds.is_title(start.rest, numbered=True, stop=form not in (".", ")"))

    def _unnumbered(self, piece: Piece, text: str, start: Start, opener: int | None) -> Block:
        last = self.made[-1] if self.made else None
        ended = _kinds.enacts(text) or piece.kind is Kind.HEADING
        self.recitals = _kinds.opens_recitals(text) or (self.recitals and not ended)
        lead: int | None = None
        place = self.numbering.place
        if piece.kind in (None, Kind.ITEM) and (start.bullet or self._is_name(piece, text, last)):
            lead = opener if opener is not None else self.listing
            kind = Kind.ITEM
        elif piece.kind is Kind.CELL:
            kind, lead = Kind.CELL, opener if opener is not None else self.listing
        else:
            kind = piece.kind or self._kind(text, last)
            if kind is not Kind.FOOTNOTE:
                if self._is_headed(last):
                    lead = place.lead
                else:
                    place = self._after_list(text)
                self.numbering.stands = place
        self.listing = lead if kind in (Kind.ITEM, Kind.CELL) else None
        path = "" if kind is Kind.FOOTNOTE else _kinds.note_to(text) or place.path
        if self.recitals and kind is Kind.PARAGRAPH and last and last.kind is Kind.RECITAL:
            kind, path = Kind.RECITAL, last.path
        return Block(piece.start, piece.end, kind, path, lead)

    def _kind(self, text: str, last: Block | None) -> Kind:
        if _kinds.opens_recitals(text):
            return Kind.RECITAL
        if _kinds.is_note(text, after_number=False):
            return Kind.FOOTNOTE
        if _kinds.defines(text):
            return Kind.DEFINITION
        bare_head = (
            last is not None
            and last.kind is Kind.HEADING
            and not _labels.start(self.words(last)).rest
        )
        return Kind.HEADING if _kinds.is_title(text, numbered=bare_head) else Kind.PARAGRAPH

    def _opener(self, start: Start) -> int | None:
        """Return the block just before if it leads into what starts here."""
        if not self.made:
            return None
        last = self.made[-1]
        before = self.words(last)
        if _kinds.leads(before):
            return len(self.made) - 1
        if start.bullet:
            opens = last.kind not in (Kind.ITEM, Kind.HEADING) and _UNFINISHED.search(before)
            return len(self.made) - 1 if opens else None
        # "a person who\n(a) provides ...": the sentence runs on without a colon.
        first = start.labels[0].readings if start.labels else ()
        runs_on = start.rest[:1].islower() and _RUNS_ON.search(before[-40:])
        return len(self.made) - 1 if first and first[-1].ordinal == 1 and runs_on else None

    def _is_headed(self, last: Block | None) -> bool:
        """Say whether the block just before is a numbered title: "(a) Definitions"."""
        place = self.numbering.place
        titled = last is not None and last.kind is Kind.HEADING and last.path == place.path
        return titled and bool(place.levels)

    def _after_list(self, text: str) -> Place:
        """Return where a paragraph without a number stands: outside the list that just ended."""
        place = self.numbering.place
        if place.lead is None or self._opener(Start((), "")) is not None:
            return self.numbering.stands or place
        if text[:1].islower():
            # The end of the sentence that the list interrupts.
            return Place(place.base, place.levels[:-1])
        outermost = next(i for i, level in enumerate(place.levels) if level.lead is not None)
        return Place(place.base, place.levels[:outermost])

    def _is_name(self, piece: Piece, text: str, last: Block | None) -> bool:
        """Say whether this is one of the short lines under a lead-in, as in a list of companies."""
        if last is None or len(text) > _NAME_LENGTH or _kinds.ends(text):
            return False
        if text.isupper() and " " in text:
            return False  # a title
        near = self.text.count("\n", last.end, piece.start) <= 1
        listed = last.kind is Kind.ITEM and self.listing is not None
        return near and (listed or _kinds.leads(self.words(last)))

    def _labels_after(self, index: int) -> Iterator[Label]:
        """Yield the labels of the pieces from one on, its own first."""
        for piece in self.pieces[index : index + _LATER_PIECES]:
            if piece.start not in self.later:
                text = self.words(piece)
                found = list(_labels.start(text.lstrip()).labels)
                for at in _runon.cuts(text, 0, len(text)):
                    found += _labels.start(text[at:]).labels
                self.later[piece.start] = found
            yield from self.later[piece.start]


def _trimmed(text: str, piece: Piece) -> Piece:
    start, end = piece.start, piece.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return replace(piece, start=start, end=end)
