"""Make paragraphs of the lines of a PDF, without running heads, and its footnotes apart."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from statistics import median

from ingest.documents import _labels
from ingest.documents._outline import Piece
from ingest.documents._pdf_page import Line
from ingest.documents._pdf_words import Writer, count_words
from kg.document import Kind

Paragraph = list[Line]

_ENDED = re.compile(r"[.;:!?—–][”’\"')\]]*\s*\d{0,3}\s*$")
_LISTED = re.compile(r"(?:[.;:!?,—–][”’\"')\]]*|\b(?:and|or))\s*\d{0,3}\s*$")
_PAGE_NUMBER = re.compile(
    r"\W*(?:page\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE
)
_NOTE = re.compile(r"\s*(?:\[?\d{1,3}\]?|[*†‡])[\s.)]*\S")
_HEAD_LINES, _FOOT_LINES = 2, 3
_LEADING, _INDENT, _SHORT, _OTHER_SIZE = 1.3, 4.0, 0.85, 0.08
_NOTE_SIZE, _HEADING_SIZE = 0.93, 1.12


def write(pages: list[list[Line]]) -> tuple[Writer, list[Piece]]:
    """Write the text of the pages, the footnotes of all pages after it; return it in pieces."""
    pages = _without_running_lines(pages)
    body_size = _body_size(pages)
    body: list[Line] = []
    notes: list[Line] = []
    for number, page in enumerate(pages, 1):
        for line in page:
            line.page = number
        first = _first_note(page, body_size)
        body += page[:first]
        notes += page[first:]
    writer = Writer(count_words(body))
    pieces = [writer.piece(one, _kind(one, body_size)) for one in _paragraphs(body)]
    pieces += [writer.piece(note, Kind.FOOTNOTE) for note in _notes(notes)]
    return writer, pieces


def _body_size(pages: list[list[Line]]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _without_running_lines(pages: list[list[Line]]) -> list[list[Line]]:
    """Leave out what stands at the head or foot of many pages, and page numbers."""
    edges = [_edges(page) for page in pages]
    seen = Counter(key for head, foot in edges for key in {_same(line) for line in head + foot})
    needed = max(2, min(3, len(pages) - 1))
    kept = []
    for page, edge in zip(pages, edges, strict=True):
        running: set[int] = set()
        for side in edge:
            for line in side:  # from the edge of the page inwards
                if seen[_same(line)] < needed and not _PAGE_NUMBER.fullmatch(line.text):
                    break
                running.add(id(line))
        kept.append([line for line in page if id(line) not in running])
    return kept


def _edges(page: list[Line]) -> tuple[list[Line], list[Line]]:
    """Return the first and last lines of a page, those at its edge first."""
    by_height = sorted(page, key=lambda line: -line.y)
    return by_height[:_HEAD_LINES], by_height[_HEAD_LINES:][-_FOOT_LINES:][::-1]


def _same(line: Line) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s+", " ", line.text)).strip().casefold()


def _first_note(page: list[Line], body_size: float) -> int:
    """Return the index of the first footnote of a page, its number of lines where it has none."""
    index = len(page)
    while index and page[index - 1].size <= _NOTE_SIZE * body_size:
        index -= 1
    while index < len(page) and not _NOTE.match(page[index].text):
        index += 1
    return index


def _notes(lines: Iterable[Line]) -> Iterator[Paragraph]:
    note: Paragraph = []
    for line in lines:
        if note and _NOTE.match(line.text) and (_ENDED.search(note[-1].text) or line.raised):
            yield note
            note = []
        note.append(line)
    if note:
        yield note


def _kind(paragraph: Paragraph, body_size: float) -> Kind | None:
    size = min(line.size for line in paragraph)
    text = " ".join(line.text.strip() for line in paragraph)
    short = len(text) <= 200 and not text.endswith((".", ";", ","))
    large = size >= _HEADING_SIZE * body_size or all(line.bold for line in paragraph)
    return Kind.HEADING if large and short else None


def _paragraphs(lines: list[Line]) -> Iterator[Paragraph]:
    leading = _leading(lines)
    right = _right_edges(lines)
    paragraph: Paragraph = []
    for line in lines:
        if paragraph and _begins(paragraph, line, leading=leading, right=right):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _leading(lines: list[Line]) -> float:
    """Return the usual distance between two baselines, in sizes of the type."""
    steps = [
        (a.y - b.y) / a.size
        for a, b in pairwise(lines)
        if a.page == b.page and a.column == b.column and 0 < a.y - b.y < 3 * a.size
    ]
    return median(steps) if steps else 1.2


def _right_edges(lines: list[Line]) -> dict[int, float]:
    """Return where the lines of each column end at most, by the column's number."""
    ends: dict[int, list[float]] = {}
    for line in lines:
        ends.setdefault(line.column, []).append(line.right)
    return {column: sorted(seen)[int(len(seen) * 0.9)] for column, seen in ends.items()}


def _begins(
    paragraph: Paragraph, line: Line, *, leading: float, right: dict[int, float]
) -> bool:  # fmt: skip
    """Say whether a line begins a new paragraph after the lines of this one."""
    last = paragraph[-1]
    text, before = line.text.strip(), last.text.strip()
    if abs(line.size - last.size) > _OTHER_SIZE * last.size:
        return True
    if line.bold != last.bold and (line.bold or len(paragraph) == 1):
        return True
    ended = _ENDED.search(before) is not None
    start = _labels.start(text)
    marked = bool(start.labels or start.bullet)
    if line.page != last.page or line.column != last.column or line.fresh:
        return (ended or marked) and not text[:1].islower()
    if last.y - line.y > _LEADING * leading * line.size:
        return True
    outdented = line.left < last.left - _INDENT
    indented = line.left > min(last.left, paragraph[0].left) + _INDENT
    short = last.right < _SHORT * right.get(last.column, last.right)
    if marked:
        return _LISTED.search(before) is not None or short or outdented
    return ended and (short or (len(paragraph) > 1 and (outdented or indented)))
