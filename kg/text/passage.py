"""A block on its way through the pipeline: its words, its sentences and what was found so far."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from kg.document import Block, Document, Where
from kg.text.annotations import Annotation

if TYPE_CHECKING:
    from spacy.tokens import Doc

A = TypeVar("A", bound=Annotation)


@dataclass(slots=True)
class Passage:
    """One block in extraction. `text` is the block's text; its first character is `start`.

    Rules match in `text` and report spans of the document: `at(start, end)` turns one into the
    other. `sentences` are spans of `text`.
    """

    document: Document
    block: Block
    text: str
    start: int
    binding: bool = True
    doc: "Doc | None" = None
    sentences: list[Where] = field(default_factory=list)
    found: list[Annotation] = field(default_factory=list)

    def at(self, start: int, end: int) -> Where:
        """Return the span of the document for a span of `text`."""
        return self.start + start, self.start + end

    def all(self, kind: type[A]) -> Iterator[A]:
        """Yield what was found so far of one type, in the order in which it was found."""
        return (a for a in self.found if isinstance(a, kind))

    def quote(self, where: Where) -> str:
        """Return the words at a span of the document."""
        return self.document.text[where[0] : where[1]]


# A full stop after these ends no sentence.
_SHORT = re.compile(
    r"(?:\b(?:Nos?|Art|Arts|Sec|Secs|Pub|Stat|Ch|Fed|Reg|Rev|Cir|Dr|Mr|Mrs|Ms|Prof|Gov|Sen|Rep|St|"
    r"Inc|Ltd|Corp|Co|Jr|Sr|vs?|cf|al|seq|etc|e\.g|i\.e|viz|approx|Dept|Comp|pp?|para|paras|pt|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z](?:\.[A-Z])*)$",
    re.ASCII,
)
_NUMBER = re.compile(r"\b[Nn]os?$")
_BRACKET = re.compile(r"[()]")
_CLOSING = re.compile(r"[()]|\n\n")
_END = re.compile(r"[.!?][\"'”’)\]]*(?:\s+|$)")


def sentences(text: str) -> list[Where]:
    """Return the sentences of a block as spans, blanks at their ends left out.

    Own rules, because the stops of legal English ("No. 12", "50 U.S.C. 4501 et seq.") end no
    sentence, and trained splitters are built for prose.
    """
    found, begin = [], 0
    for match in _END.finditer(text):
        after = text[match.end() : match.end() + 1]
        before = text[begin : match.start()]
        if match.end() < len(text) and (after.islower() or after in ",;"):
            continue
        if text[match.start()] == "." and after and _is_short(before, after):
            continue
        if before.strip():
            found.append(_trimmed(text, begin, match.end()))
            begin = match.end()
    if text[begin:].strip():
        found.append(_trimmed(text, begin, len(text)))
    return found


def beyond(text: str, start: int, at: int, stop: int) -> int | None:
    """Return the end of the parenthesis that is open at `at`, None where none is.

    One counts that opens behind `start` and closes in its paragraph and before `stop`; a label
    ("a)") closes none.
    """
    depth = 0
    for mark in _BRACKET.finditer(text, start, at):
        depth = max(0, depth + (1 if mark[0] == "(" else -1))
    if depth == 0:
        return None
    for mark in _CLOSING.finditer(text, at, stop):
        depth += {"(": 1, ")": -1}.get(mark[0], -depth - 1)
        if depth <= 0:
            return mark.end() if depth == 0 else None
    return None


def _is_short(before: str, after: str) -> bool:
    """Say whether the words before a full stop end in an abbreviation; "no" is one before 12."""
    return bool(_SHORT.search(before) or (after.isdigit() and _NUMBER.search(before)))


def _trimmed(text: str, start: int, end: int) -> Where:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
