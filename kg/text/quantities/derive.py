"""Derive values afresh from quotes: the second check before anything is written.

The finder read a passage with its lists and lead-ins; here the quote alone is parsed again, and a
fact stands only where the same value, unit, comparator, day or modality comes out.
"""

import re

from kg.text.annotations import Annotation, Day, Norm, Threshold
from kg.text.passage import sentences
from kg.text.quantities.comparisons import readings
from kg.text.quantities.days import calendar_dates
from kg.text.quantities.measures import measures
from kg.text.quantities.numbers import lowered, numbers
from kg.text.quantities.periods import lengths, periods

OBLIGATION, PROHIBITION, PERMISSION = "obligation", "prohibition", "permission"
_NOT = r"(?:not|never|no|neither|nor|cannot|none)\b"
_ASKED = (
    r"(?:requir|oblig(?!ation)|bound|instruct|mandat|direct|order|call(?:ed|s)?\s+(?:up)?on)\w*"
)
_LET = (
    r"(?:permit|allow|authori[sz]|entitl|empower|eligib|liberty|right|power|authority|discretion)"
    r"\w*"
)
_BARRED = r"(?:prohibit|forbid|barr?(?:ed|s|ing)?\b|bann?(?:ed|s)?\b|preclud|unlawful|illegal)\w*"

MODALITIES = (
    (rf"need\s+not|{_NOT}.*\b(?:{_ASKED}|have\s+to|need\s+to)", PERMISSION),
    (rf"{_NOT}.*\b{_BARRED}", PERMISSION),
    (rf"{_BARRED}|offen[cs]e|violation|{_NOT}", PROHIBITION),
    (_ASKED, OBLIGATION),
    (_LET, PERMISSION),
    (r"(?:shall|must|should|ought|will|duty|obligation|responsibility)\b", OBLIGATION),
    (r"(?:is|are|has|have|had|need|needs)\s+to\b|subject\s+(?:only\s+)?to\b", OBLIGATION),
    (r"(?:undert(?:ake|ook)|commit|pledge|promise|agree|vow)\w*", OBLIGATION),
    (r"(?:may|can|could)\b", PERMISSION),
)
"""What the words of a trigger say; the first row that is found in them counts."""

_MODALITIES = tuple((re.compile(rf"\b(?:{words})", re.DOTALL), says) for words, says in MODALITIES)
# A negation in the subject: "No person, nor anybody for him, may". Behind another verb it is over
# ("no licence is required, but he must"), unless that is the subject's own ("no one who is").
_NOBODY = re.compile(
    r"(?:^\W*(?:\w{1,4}[.)]\W*)*|[,;:)—*_]\s*|\b(?:that|and|but|in)\s+|^.*\.\s+)"
    r"(?:(?:no|neither|nor|none|nobody|nothing)\b(?!\s+(?:\d|(?:later|earlier|sooner|less|fewer)\b))"
    r"|not\s+more\s+than\b)"
    r"(?:(?!(?<!who\s)(?<!that\s)(?<!which\s)\b(?:is|are|was|were|has|have|shall|must|may|will|but)\b)"
    r"[^;:])*$",
    re.DOTALL,
)
_ALIKE = {"persons": "users"}


def derivable(annotation: Annotation, quote: str) -> bool:
    """Say whether value, unit and comparator, the day, or the modality follow from the quote alone.

    A quote may be longer than the span (a whole sentence); one comparison in it that says the same
    is enough. The quote of a norm ends with its trigger and best begins with the sentence, because
    the negation may stand there ("No person may"). Other types pass unread.
    """
    if isinstance(annotation, Threshold):
        return _threshold(annotation, quote)
    if isinstance(annotation, Day):
        return _day(annotation, quote)
    return not isinstance(annotation, Norm) or _norm(annotation, quote)


def holds_value(threshold: Threshold, words: str) -> bool:
    """Say whether the number of a threshold stands in `words`, with its unit or alone."""
    stated = [(m.value, m.unit) for m in measures(words, flattened=True)]
    alone = [(n.value, threshold.unit) for n in numbers(words, flattened=True)]
    return any(_same(threshold, value, unit) for value, unit in stated + alone)


def modality(trigger: str, before: str = "") -> str:
    """Return what a trigger says, "" where no word of it is known; `before` leads up to it."""
    words = lowered(trigger)
    if _NOBODY.search(lowered(before)):
        words = f"not {words}"
    return next((says for pattern, says in _MODALITIES if pattern.search(words)), "")


def _norm(norm: Norm, quote: str) -> bool:
    start, end = norm.trigger
    at = max(0, len(quote) - (end - start))
    return modality(quote[at:], quote[:at]) == norm.modality


def _threshold(threshold: Threshold, quote: str) -> bool:
    for start, end in sentences(quote):
        sentence = quote[start:end]
        for reading in readings(sentence, flattened=True):
            if reading.sign == threshold.comparator and _same(
                threshold, reading.value, reading.unit
            ):
                return True
        # A capacity stated without a comparing word is a lower bound; its words may lie outside.
        if threshold.comparator == "ge" and _bare(threshold, sentence):
            return True
    return False


def _bare(threshold: Threshold, sentence: str) -> bool:
    stated = [m for m in measures(sentence, flattened=True) if m.unit]
    return len(stated) == 1 and _same(threshold, stated[0].value, stated[0].unit)


def _same(threshold: Threshold, value: float, unit: str) -> bool:
    alike = _ALIKE.get(unit, unit) == _ALIKE.get(threshold.unit, threshold.unit)
    return alike and abs(value - threshold.value) <= 1e-9 * max(abs(value), abs(threshold.value))


def _day(day: Day, quote: str) -> bool:
    found = {date.iso for date in calendar_dates(quote)} | lengths(quote)
    if day.iso in found | {period.iso for period in periods(quote)}:
        return True
    # A year stands alone in the shortest quote; in its sentence a word of time stood before it.
    return len(day.iso) == 4 and day.iso == quote.strip()
