"""The records of a document: its text in blocks, and the way back to the file it was read from.

A reader of documents gives one `Document`; extraction works on its text alone, so that every span
that it finds is a span of `Document.text` and can be checked against it character for character.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Where = tuple[int, int]
"""Characters of `Document.text`: from the first, to the one after the last."""


class Kind(StrEnum):
    """What a block is in the document."""

    HEADING = "heading"
    RECITAL = "recital"
    PARAGRAPH = "paragraph"
    ITEM = "list item"
    DEFINITION = "definition"
    CELL = "table cell"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Block:
    """Characters `start` to `end` of the text, which belong together.

    `path` is how one would cite the block ("Article 51(2)", "§ 22757.11(c)(1)"), empty where the
    document numbers nothing; `lead` is the index of the block that leads into this one ("The
    provider shall:" before its points), None where there is none.
    """

    start: int
    end: int
    kind: Kind = Kind.PARAGRAPH
    path: str = ""
    lead: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of the text from `start` that stand unchanged in the file from `offset`.

    `part` is the part of the file that `offset` counts in: "" for the file itself, else a page or
    a member of an archive. Offsets count characters of the decoded file.
    """

    start: int
    length: int
    offset: int
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document as read: text, blocks in text order, and what is known of the file.

    `name` is the slug of the file's name; `recovered` are the spans whose characters the file
    lacks and the reader put back (a flattened exponent); `issued` is the day that the file states
    of itself, where its format has a place for it; `instrument` what the format calls the law
    ("32024R1689", "S.3150"), else empty. `runs` is empty where text and file are the same.
    """

    name: str
    title: str
    text: str
    blocks: tuple[Block, ...]
    location: str
    sha256: str
    format: str = "text"
    url: str = ""
    issued: date | None = None
    instrument: str = ""
    runs: tuple[Run, ...] = ()
    recovered: tuple[Where, ...] = ()

    def origin(self, at: int) -> tuple[str, int] | None:
        """Return part and offset in the file of the character `at`, None for one put in."""
        if not self.runs:
            return "", at
        run = self.runs[max(0, bisect_right(self.runs, at, key=lambda r: r.start) - 1)]
        inside = 0 <= at - run.start < run.length
        return (run.part, run.offset + at - run.start) if inside else None

    def block_at(self, at: int) -> Block | None:
        """Return the block that holds the character `at`."""
        index = bisect_right(self.blocks, at, key=lambda b: b.start) - 1
        return self.blocks[index] if index >= 0 and at < self.blocks[index].end else None

    def path(self, at: int) -> str:
        """Return the path of the block that holds the character `at`, or ""."""
        block = self.block_at(at)
        return block.path if block else ""
