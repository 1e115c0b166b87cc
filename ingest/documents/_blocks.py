"""Cut plain text into lines and paragraphs, and those into blocks.

A text is hard-wrapped where most of its lines end near one width: then lines are joined into
paragraphs. Otherwise each line is a paragraph. Offsets are those of the text itself, so a block of
joined lines has the line breaks inside.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from ingest.documents import _labels
from ingest.documents._outline import Piece, outline
from kg.document import Block, Where

_LINE = re.compile(r"[^\n\r\f\v\u2028\u2029]+")
_TOKEN = re.compile(r"(?:<[^>]*>|[^\s<])+")
_STOP = re.compile(r"(?:[.;:!?,—–]|--|\b(?:and|or))[”’\"')\]]*\s*$")
_LEAD = re.compile(r"(?:[:—–]|--)\s*$")
# After these words "(b)" at the start of a line is the rest of a citation.
_CITES = re.compile(
    r"\b(?:(?:sub)?(?:section|paragraph|clause|division)s?|articles?|points?|items?|§§?)\s*$",
    re.IGNORECASE,
)
_HEAD_WORD = re.compile(r"(?:section|sec|article|art|§)\.?", re.IGNORECASE)
_WORD = re.compile(r"\w")
_FRONT_MATTER = re.compile(r"\ufeff?---\r?\n(?:[^\n]*\n){1,60}?---(?=\s)")
_WIDEST = 120
_NARROWEST = 40
_CENTRED = 12


def blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a plain text; their offsets are those of the text itself."""
    return outline(text, pieces(text))


def pieces(text: str) -> Iterator[Piece]:
    """Yield the paragraphs of a plain text."""
    begin = 1 if text.startswith("\ufeff") else 0
    lines = [m.span() for m in _LINE.finditer(text, begin) if not m[0].isspace()]
    width = _wrapped_at(text, lines)
    heading = _front_matter(text)
    begin = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or not _joins(
            text, lines[index - 1], lines[index], width=width, heading=heading
        ):
            yield Piece(lines[begin][0], lines[index - 1][1])
            begin = index


def _front_matter(text: str) -> int:
    """Return where the lines "name: value" between two "---" at the head of a text end."""
    match = _FRONT_MATTER.match(text)
    return match.end() if match else 0


def _wrapped_at(text: str, lines: list[Where]) -> int:
    """Return the width at which the lines of a text are wrapped, 0 where they are not."""
    inner = sorted(b - a for (a, b), (c, _) in pairwise(lines) if _adjacent(text, b, c))
    if len(inner) < 3:
        return 0
    width = inner[int(len(inner) * 0.98)]
    long = sum(length >= 0.75 * width for length in inner)
    return width if _NARROWEST <= width <= _WIDEST and long >= 0.2 * len(inner) else 0


def _adjacent(text: str, end: int, start: int) -> bool:
    between = text[end:start]
    return between.count("\n") <= 1 and not between.strip(" \t\r\n")


def _joins(text: str, line: Where, after: Where, *, width: int, heading: int) -> bool:
    """Say whether a line goes on in the one after it."""
    words, following = text[slice(*line)], text[slice(*after)]
    if not _adjacent(text, line[1], after[0]):
        # A blank line inside a sentence: the page break of a converted PDF.
        return words.rstrip().endswith(",") and len(words) > 60 and following[0].islower()
    if not _WORD.search(words) or not _WORD.search(following) or line[1] < heading:
        return False
    if _HEAD_WORD.fullmatch(_labels.plain(words).strip()):
        return True
    if not width:
        unfinished = words.rstrip()[-1:].isalpha() or words.rstrip().endswith(",")
        return unfinished and len(words) > 60 and following.lstrip()[0].islower()
    if _CITES.search(words):
        return True
    if _indent(following) > _indent(words) + _CENTRED:
        return False
    start = _labels.start(following)
    if start.labels or start.bullet:
        deeper = _indent(following) > _indent(words)
        if deeper or _STOP.search(words) or _fits(words, following, width):
            return False
    elif following.lstrip()[0].islower() and not _LEAD.search(words):
        return True
    return not _fits(words, following, width)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _fits(line: str, after: str, width: int) -> bool:
    """Say whether the first word of a line would have had room on the line before it."""
    token = _TOKEN.search(after)
    return len(line.rstrip()) + 1 + len(token[0] if token else "") <= width - 1
