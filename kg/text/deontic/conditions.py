"""Find what a norm hangs on: the clause that is its condition, and the time by which it is due."""

import re

from kg.document import Where
from kg.text.annotations import Day
from kg.text.deontic.clauses import left_wall
from kg.text.passage import Passage

# The words that open a condition; a time ("within 30 days") is a deadline, not a condition.
_OPENS = re.compile(
    r"\b(?:[Ii]f|[Ww]here(?!as|by|of|in\b)|[Ww]hen(?:ever)?|[Uu]nless|[Uu]pon|[Uu]ntil|[Oo]nce|"
    r"[Pp]rovided\s+that|[Oo]n\s+condition\s+that|[Ii]n\s+(?:the\s+event|such\s+(?:a\s+)?cases?)|"
    r"[Ii]n\s+(?:the\s+)?cases?\s+(?:of|where)|[Ss]ubject\s+to|[Bb]efore|[Pp]rior\s+to|[Aa]fter|"
    r"[Ff]ollowing(?=\s+(?:a|an|the|any|receipt)\b)|[Ee]xcept(?:\s+(?:that|where|as|in|to))?|"
    r"[Ww]ithout\s+prejudice\s+to|[Nn]otwithstanding|[Tt]o\s+the\s+extent)\b"
)
_EDGES = " ,;:\n\t"


def condition(passage: Passage, clause: Where, sentence: Where, trigger: Where) -> Where | None:
    """Return the condition of a norm: in front of its clause, else within it after the modal.

    Spans count characters of the passage; the answer counts those of the document.
    """
    text = passage.text
    start, end = left_wall(text, sentence[0], clause[0]), clause[0]
    found = _OPENS.search(text, start, end)
    if found is None:
        start, end = trigger[1], clause[1]
        found = _OPENS.search(text, start, end)
    if found is None:
        return None
    while end > found.end() and text[end - 1] in _EDGES:
        end -= 1
    return passage.at(found.start(), end)


def deadline(passage: Passage, clause: Where, sentence: Where) -> Where | None:
    """Return the first deadline among the dates found in a norm or in the words before it."""
    start, end = passage.at(left_wall(passage.text, sentence[0], clause[0]), clause[1])
    for day in passage.all(Day):
        if day.role == "deadline" and start <= day.span[0] and day.span[1] <= end:
            return day.span
    return None
