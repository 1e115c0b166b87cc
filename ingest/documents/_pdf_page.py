"""Read the lines of one page of a PDF: its fragments in reading order, columns one by one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from ingest.documents._pdf_stream import rewrite

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader


@dataclass(frozen=True, slots=True)
class Fragment:
    """Characters that the page shows in one go, from `x` on the baseline `y`, `size` points high.

    `offset` counts characters of the page's fragments in the order of the file.
    """

    text: str
    x: float
    y: float
    size: float
    offset: int
    bold: bool = False


@dataclass(slots=True)
class Line:
    """Fragments on one baseline of one column, from left to right, `right` being an estimate."""

    fragments: list[Fragment]
    y: float
    size: float
    right: float
    column: int = 0
    fresh: bool = False
    """Whether the line is the first of its column."""
    page: int = 0
    raised: set[int] = field(default_factory=set)
    """Indices of the fragments that are superscripts."""

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self.fragments[0].x

    @property
    def text(self) -> str:
        """The characters of the line, superscripts among them."""
        return "".join(f.text for f in self.fragments)

    @property
    def bold(self) -> bool:
        """Whether all of it is in bold type."""
        return all(f.bold for f in self.fragments if f.text.strip())


_GAP = 2.0
_SMALLER, _HIGHER = 0.85, 0.12
_GUTTER_LINES, _GUTTER_CHARACTERS, _COLUMN = 6, 12, 100.0


def lines(page: "PageObject", reader: "PdfReader") -> list[Line]:
    """Return the lines of a page in reading order."""
    pieces = _segments(list(fragments(page, reader)))
    width = float(page.mediabox.width)
    starts = _columns(pieces, width)
    for line in pieces:
        line.column = sum(line.left >= start - 3 for start in starts)
    ordered: list[Line] = []
    for band in _bands(pieces, starts):
        for column in range(len(starts) + 1):
            rows = _rows([line for line in band if line.column == column])
            if rows:
                rows[0].fresh = True
            ordered += rows
    for line in ordered:
        _mark_raised(line)
    return ordered


def fragments(page: "PageObject", reader: "PdfReader") -> Iterator[Fragment]:
    """Yield what the page shows, in the order of the file; text that is turned is left out."""
    shown: list[Fragment] = []
    rise = offset = 0

    def note_rise(operator: bytes, operands: list[Any], _cm: object, _tm: object) -> None:
        nonlocal rise
        if operator == b"Ts" and operands:
            rise = operands[0]
        elif operator == b"BT":
            rise = 0

    def take(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        nonlocal offset
        begin, offset = offset, offset + len(text)
        across = tm[0] * cm[0] + tm[1] * cm[2]
        up = tm[2] * cm[1] + tm[3] * cm[3]
        if across <= 0 or up <= 0:
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5] + rise * up
        bold = "bold" in str((font or {}).get("/BaseFont", "")).casefold()
        for part in re.finditer(r"[^\n]+", text):
            # A blank of its own parts two words, but begins no line.
            if part[0].strip() or (shown and shown[-1].y == y):
                shown.append(Fragment(part[0], x, y, size * up, begin + part.start(), bold))

    rewrite(page, reader)
    page.extract_text(visitor_operand_before=note_rise, visitor_text=take)
    return iter(shown)


def _segments(shown: list[Fragment]) -> list[Line]:
    """Join fragments that follow each other on a baseline without a wide gap."""
    wide = _character_width(shown)
    found: list[Line] = []
    for fragment in shown:
        right = fragment.x + len(fragment.text.rstrip()) * fragment.size * wide
        last = found[-1] if found else None
        size = max(last.size, fragment.size) if last else 0.0
        if (
            last is not None
            and abs(fragment.y - last.y) <= 0.5 * size
            and -size <= fragment.x - last.fragments[-1].x
            and fragment.x - last.right <= _GAP * size
        ):
            last.fragments.append(fragment)
            last.right = max(last.right, right)
            if fragment.size > last.size * 1.05:
                last.y, last.size = fragment.y, fragment.size
        else:
            found.append(Line([fragment], fragment.y, fragment.size, right))
    return found


def _character_width(shown: list[Fragment]) -> float:
    """Return the mean width of a character in ems, as the page's own fragments show it."""
    seen = [
        (after.x - before.x) / (len(before.text) * before.size)
        for before, after in pairwise(shown)
        if before.y == after.y and after.x > before.x and len(before.text) >= 8 and before.size
    ]
    likely = [width for width in seen if 0.3 <= width <= 0.7]
    return median(likely) if len(likely) >= 5 else 0.48


def _columns(pieces: list[Line], width: float) -> list[float]:
    """Return where the second and further columns of a page begin; none on a plain page."""
    starts: list[float] = []
    for start in sorted({round(line.left) for line in pieces}):
        if not 0.25 * width <= start <= 0.8 * width or (starts and start < starts[-1] + _COLUMN):
            continue
        right = [line for line in pieces if abs(line.left - start) <= 3]
        left = [p for p in pieces if p.left < start - _COLUMN / 2 and p.right <= start + p.size]
        across = [p for p in pieces if p.left < start - 10 and p.right > start + p.size]
        if min(len(left), len(right)) < _GUTTER_LINES or len(across) > 0.15 * len(pieces):
            continue
        if min(_typical_length(left), _typical_length(right)) < _GUTTER_CHARACTERS:
            continue
        top = min(max(p.y for p in left), max(p.y for p in right))
        bottom = max(min(p.y for p in left), min(p.y for p in right))
        if top - bottom >= 0.5 * (max(p.y for p in right) - min(p.y for p in right)):
            starts.append(start)
    return starts


def _typical_length(pieces: list[Line]) -> float:
    return median(len(line.text.strip()) for line in pieces)


def _bands(pieces: list[Line], starts: list[float]) -> Iterator[list[Line]]:
    """Yield the parts of a page between the lines that run across all its columns."""
    band: list[Line] = []
    for line in sorted(pieces, key=lambda p: -p.y):
        if any(line.left < start - 10 and line.right > start + line.size for start in starts):
            yield band
            yield [line]
            band = []
        else:
            band.append(line)
    yield band


def _rows(pieces: list[Line]) -> list[Line]:
    """Join the pieces of a column that stand on one baseline; "(a)" and its text are two."""
    rows: list[Line] = []
    for piece in sorted(pieces, key=lambda p: -p.y):
        last = rows[-1] if rows else None
        if last is not None and abs(last.y - piece.y) <= 0.4 * max(last.size, piece.size):
            parts = sorted([*last.fragments, *piece.fragments], key=lambda f: f.x)
            main = max(last, piece, key=lambda p: len(p.text))
            rows[-1] = Line(parts, main.y, main.size, max(last.right, piece.right), piece.column)
        else:
            rows.append(piece)
    return rows


def _mark_raised(line: Line) -> None:
    sizes: dict[float, int] = {}
    for fragment in line.fragments:
        size = round(fragment.size, 1)
        sizes[size] = sizes.get(size, 0) + len(fragment.text)
    line.size = max(sizes, key=lambda s: (sizes[s], s))
    main = [f.y for f in line.fragments if round(f.size, 1) == line.size]
    line.y = main[0] if main else line.y
    for index, fragment in enumerate(line.fragments):
        small = fragment.size <= _SMALLER * line.size
        if small and fragment.y - line.y >= _HIGHER * line.size:
            line.raised.add(index)
