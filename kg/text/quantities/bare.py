"""Say what a bare number counts: "a density of 1.6 or more", "persons over 18", "a ratio over 30".

No unit stands beside it; the noun before it, the amount before or behind it, or the words that
compare it tell one.
"""

import re
from dataclasses import replace
from typing import NamedTuple

from kg.document import Where
from kg.text.quantities import comparators
from kg.text.quantities.measures import Measure
from kg.text.quantities.subjects import subject_before

# Nothing else that laws count comes near: "models above 10^25" are so many operations.
ONLY_COMPUTE = 1e18
_AGED = re.compile(
    r"(?P<word>\baged?\s+(?:of\s+)?)$"
    r"|(?:persons?|individuals?|child(?:ren)?|minors?|adults?|those|anyone|people|users?)\s+"
    r"(?:aged\s+)?(?:over|under|above|below)\s+$",
    re.IGNORECASE,
)
_OLDEST = 130
_OR = re.compile(r"\b(?:and/or|or|and|but)\b", re.IGNORECASE)
_AND_ALSO = re.compile(r",?\s+(?:but|and|or)\s+(?:(?:is|are|has|have)\s+)?|,?\s+", re.IGNORECASE)
_AMOUNTS = re.compile(r"greater|higher|lower|exceed|excess|equal|[<>≥≤⩾⩽]")
_YEAR = re.compile(r"(?:19|20)\d\d")
# What follows a number of another kind: a citation, a share of those named before, a plural that
# the units left out, half of a number with a blank in it.
_NO_AMOUNT = re.compile(
    r"\s+(?:U\.?S\.?C|C\.?F\.?R|of\s+(?:the|these|those|such)\b|[a-z-]+s\b|\d)|\.\d|/\d|-\w"
)
_NEAR, _FAR, _BESIDE = 60, 150, 24


class Lent(NamedTuple):
    """A unit and quantity for a bare number; the span of the comparison begins at `start`.

    `alone` says that nothing names the unit, so that it is "other".
    """

    unit: str
    quantity: str
    subject: Where | None
    start: int
    alone: bool = False


def with_unit_of(text: str, measure: Measure, following: Measure | None) -> Measure:
    """Return a bare number with the unit of the next: "more than 7 but fewer than 34 employees"."""
    if measure.unit or not following or not following.unit:
        return measure
    near = comparators.before(text, following.start, measure.end)
    if not near or not _AND_ALSO.fullmatch(text, measure.end, near.start):
        return measure
    factor = following.value / following.number.value if following.number.value else 1.0
    return replace(measure, value=measure.value * factor, unit=following.unit, sort=following.sort)


def lent(text: str, start: int, measure: Measure, floor: int, last: Lent | None) -> Lent | None:
    """Return what the words from `floor` to the number lend it, None where they lend nothing.

    `start` is where the comparison begins, `last` what the comparison that ends at `floor` counts.
    """
    if measure.value >= ONLY_COMPUTE:
        return Lent("FLOP", "", None, start)
    age = _AGED.search(text, floor, measure.start)
    if age and measure.value < _OLDEST:
        return Lent("years", "other", None, min(start, age.start()) if age["word"] else start)
    behind = subject_before(text[start : measure.start])  # "exceeds a TPP of 4800"
    if behind and behind[0].unit:
        subject = start + behind[1], start + behind[2]
        return Lent(behind[0].unit, behind[0].quantity, subject, start)
    low = max(floor, start - _FAR)
    told = subject_before(text[low:start])
    if told and told[0].unit and start - low - told[2] <= _NEAR:
        subject = low + told[1], low + told[2]
        # The span takes its noun in where that is beside it, because the noun is the unit.
        begin = subject[0] if start - subject[1] <= _BESIDE else start
        return Lent(told[0].unit, told[0].quantity, subject, begin)
    if last and start - floor <= 12 and _OR.search(text[floor:start]):
        return last._replace(start=start)
    return None


def alone(text: str, start: int, measure: Measure, words: str) -> Lent | None:
    """Return the unit of a number that is measured with none: "an aspect ratio greater than 30".

    Small counts ("at least two of them") measure nothing; they need words that compare amounts.
    """
    if words.endswith(("older", "younger")):
        return Lent("years", "other", None, start)
    if words in comparators.WEAK or not text[measure.number.start].isdigit():
        return None
    if _NO_AMOUNT.match(text, measure.end) or _YEAR.fullmatch(text, measure.start, measure.end):
        return None
    if measure.value < 10 and measure.value.is_integer() and not _AMOUNTS.search(words):
        return None
    return Lent("other", "", None, start, alone=True)


def aged(text: str, at: int) -> bool:
    """Say whether the number at `at` is somebody's age."""
    return bool(_AGED.search(text, 0, at))


def plainly_counts(text: str, start: int, measure: Measure) -> bool:
    """Say whether a bare number counts even behind "over" or "under": an age, a noun beside it."""
    if measure.value >= ONLY_COMPUTE or aged(text, measure.start):
        return True
    told = subject_before(text[max(0, start - _NEAR) : start])
    return bool(told and told[0].unit and min(start, _NEAR) - told[2] <= 2)
