"""Find what a norm hangs on: the clause that is its condition, and the time by which it is due."""

import re
from collections.abc import Iterator

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
# What makes "before" and "after" a time, and "once" an interval.
_DATE = re.compile(
    r"\s+(?:(?:the\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:day\s+of\s+)?)?(?:January|February|March|"
    r"April|May|June|July|August|September|October|November|December)\b|\d{4}\b|that\s+date\b)"
)
_LENGTH = re.compile(r"\b(?:days?|weeks?|months?|years?|quarters?|hours?|later\s+than|time)\s+$")
_OFTEN = re.compile(r"\s+(?:per|an?|each|every|in\s+(?:a|each|every)|annually|monthly)\b|\s+\d")
# Events that a duty may follow upon, where no comma sets "upon" apart.
_EVENT = re.compile(
    r"\s+(?:(?:the|an?|any|such|its|his|their|written|reasoned|receiving|prior|duly|justified|"
    r"subsequent|further)\s+)*(?:requests?|demand|receipt|receiving|notice|notification|"
    r"completion|expiry|expiration|termination|conviction|discovery|approval|a\s+finding|"
    r"\w+ing|\w{3,}(?:tion|sion|ment|val))\b"
)
# "built upon receipt": a part of the verb.
_TAKES_UPON = re.compile(
    r"\b(?:built|based|depend\w*|rel(?:y|ied|ies)|decided|agreed|build|bear)\s+$"
)
# "shall be subject to" is the duty itself, unless it is to the money that there is.
_FUNDS = re.compile(r"\s+(?:the\s+)?availability\b")
_STATE = re.compile(r"\b(?:be|is|are|been|being|and|or|not|remain|become)\s+(?:\w+ly\s+)?$")
# "where applicable", "if necessary": whole by themselves.
_BRIEF = re.compile(
    r"(?:[Ii]f|[Ww]here(?:ver)?|[Ww]hen|[Uu]nless)\s+(?:any|appropriate|applicable|necessary|"
    r"possible|feasible|relevant|practicable|needed|required)(?:\s+(?:and|or)\s+"
    r"(?:appropriate|applicable|necessary|possible|feasible|relevant|practicable))?(?=\s*[,;.)]|\s*$)"
)
_MODAL = re.compile(r"\b(?:shall|must|may|will|should|is\s+to|are\s+to)\b")
# What a phrase cannot end in.
_LOOSE = re.compile(
    r"[\s,;:—]+$|(?<![\w-])(?:the|an?|to|of|and|or|nor|but|which|that|who|by|with|for|at|from|as|"
    r"its|their)$"
)
# ", and annually thereafter": an interval behind a condition.
_AGAIN = re.compile(r",\s+and\s+(?:annually|every|each|at\s+least|periodically)\b.*", re.DOTALL)
# A comma ends what is set in commas, unless a list or an aside goes on behind it.
_CLOSES = re.compile(
    r",(?!\s+(?:and|or|including|excluding|either|such\s+as|as\s+specified|as\s+defined|point)\b)"
    r"(?!\s+(?:[\w-]+\s+){0,3}[\w-]+,\s+(?:and|or)\s)"
)
_AFTER_EVENT = re.compile(r",\s+(?:to|in|with|by|on|within|without)\s")


def condition(
    passage: Passage, clause: Where, sentence: Where, trigger: Where, subject: Where | None = None
) -> Where | None:
    """Return the condition of a norm: in front of its clause, else within it after the modal.

    `subject` is the grammatical subject, before which a clause in front ends. Spans count
    characters of the passage; the answer counts those of the document.
    """
    text = passage.text
    start, end = left_wall(text, sentence[0], clause[0]), clause[0]
    if subject and start < subject[0] < end:
        end = subject[0]
    for found in _openings(passage, start, end):
        return _span(passage, found, _fronted(text, found.end(), end))
    for found in _openings(passage, trigger[1], clause[1]):
        return _span(passage, found, _within(text, trigger[1], found, clause[1]))
    return None


def _span(passage: Passage, found: re.Match[str], end: int) -> Where | None:
    """Return the span of a condition without the loose words at its end, None if none is left."""
    text, start = passage.text, found.start()
    if brief := _BRIEF.match(text, start, end):
        return passage.at(start, brief.end())
    if again := _AGAIN.search(text, found.end(), end):
        end = again.start()
    while loose := _LOOSE.search(text[found.end() : end]):
        end = found.end() + loose.start()
    whole = "such" in found[0]  # "in such a case"
    return passage.at(start, end) if whole or end > found.end() else None


def _openings(passage: Passage, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the words from `start` to `end` that open a condition and no time or other phrase."""
    for found in _OPENS.finditer(passage.text, start, end):
        if not _is_other(passage, found, passage.text[start : found.start()]):
            yield found


def _is_other(passage: Passage, found: re.Match[str], before: str) -> bool:
    """Say whether words open no condition: a time, a part of the verb, or what is a duty itself.

    `before` is what the clause has in front of them.
    """
    text, end = passage.text, found.end()
    word, capital = found[0].lower().split()[0], found[0][0].isupper()
    apart = not before.strip() or before.rstrip()[-1] in ",;:(—"
    if word in ("before", "after", "prior", "following", "until"):
        timed = _DATE.match(text, end) or _LENGTH.search(before[-30:])
        return bool(timed or text.startswith(",", end) or _is_time(passage, found.start()))
    if word == "once":
        return bool(_OFTEN.match(text, end))
    if word == "upon":
        if not _EVENT.match(text, end):
            return not (apart and capital)
        return not apart and bool(_TAKES_UPON.search(before))
    if word == "subject":
        duty = not before.strip() or _STATE.search(before)
        return bool(duty) and not (capital or _FUNDS.match(text, end))
    return False


def _is_time(passage: Passage, at: int) -> bool:
    """Say whether a place of the passage is inside a date that was found."""
    at += passage.start
    return any(day.span[0] <= at < day.span[1] for day in passage.all(Day))


def _fronted(text: str, start: int, end: int) -> int:
    """Return the end of a clause in front: before the modal of another clause, at its comma."""
    if modal := _MODAL.search(text, start, end):
        comma = text.rfind(",", start, modal.start())
        return comma if comma > start else end
    return end


def _within(text: str, modal: int, found: re.Match[str], end: int) -> int:
    """Return the end of a clause behind the modal: its bracket's, or its comma if set in commas."""
    depth = 0
    before = text[modal : found.start()].rstrip()
    apart = not before or before.endswith(",")
    closes = _CLOSES if apart else _AFTER_EVENT if found[0].lower() == "upon" else None
    for at in range(found.end(), end):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if depth < 0:
            return at
        if text[at] == "," and depth == 0 and closes and closes.match(text, at):
            return at
    return end


def deadline(passage: Passage, clause: Where, sentence: Where) -> Where | None:
    """Return the first deadline among the dates found in a norm or in the words before it."""
    start, end = passage.at(left_wall(passage.text, sentence[0], clause[0]), clause[1])
    for day in passage.all(Day):
        if day.role == "deadline" and start <= day.span[0] and day.span[1] <= end:
            return day.span
    return None
