"""Cut plain text into blocks: paths from its numbering, lead-ins from its colons and dashes."""

import re
from collections.abc import Iterator

from kg.document import Block, Kind

_LINE = re.compile(r"[^\n]+")
_ITEM = re.compile(r"\s*[\"“”‘']?(?:\(\w{1,5}\)|\d{1,3}[.)]|[•·*–-])\s")


def blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a plain text; their offsets are those of the text itself."""
    return tuple(_blocks(text))


def _blocks(text: str) -> Iterator[Block]:
    lead, index = None, 0
    for line in _LINE.finditer(text):
        words = line[0].strip()
        if not words:
            continue
        start = line.start() + len(line[0]) - len(line[0].lstrip())
        item = bool(_ITEM.match(line[0]))
        if not item:
            lead = None
        kind = Kind.ITEM if item else Kind.PARAGRAPH
        yield Block(start, start + len(words), kind, lead=lead)
        if words.endswith((":", "—")):
            lead = index
        index += 1
