"""Read the comparisons of a sentence: each number with its unit, its comparator and its noun.

A comparison is what the words say; whether it decides on the reach of a rule is told in
`scope`. Nothing but the sentence is read, so that the same grammar can derive a value from
a quote again.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.document import Where
from kg.text.quantities import bare, comparators, lists, uncompared
from kg.text.quantities.measures import Measure, measures
from kg.text.quantities.subjects import measured_phrase

# Their numbers are read with no doubt, though the unit stands in the noun.
_SELF_EVIDENT = frozenset({"TPP", "TPP/mm2", "FLOP", "parameters", "users"})
_JOINED = re.compile(r"\b(?:and/or|or|and|but)\b", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+")
_RESTATED = re.compile(r"\s*\(\s*[-−+±]?\s*")
_RANGE = re.compile(r"\bbetween\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """A comparison as the words of one sentence say it; `start` to `end` are its span.

    `listed` says that it is an entry of a list, which the comparator stands before.
    """

    start: int
    end: int
    sign: str
    measure: Measure
    value: float
    unit: str
    quantity: str
    rule: str
    words: str = ""
    subject: Where | None = None
    inferred: bool = False
    bare: bool = False
    negated: bool = False
    joined: str = ""
    listed: bool = False


def readings(text: str, *, flattened: bool = False) -> Iterator[Reading]:
    """Yield the comparisons of a sentence, whether or not they decide on a rule's reach.

    `flattened` reads "1025" as a power wherever it stands.
    """
    last: Reading | None = None
    opening: Reading | None = None
    found = measures(text, flattened=flattened)
    for index, measure in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        if index and _RESTATED.fullmatch(text, found[index - 1].end, measure.start):
            continue  # "922 K (649 °C) or higher"
        reading = _between(text, measure, following, last) or _read(
            text, bare.with_unit_of(text, measure, following), last, opening
        )
        if reading is None:
            continue
        yield reading
        last = reading
        if reading.listed and reading.rule != "listed":
            opening = reading


def leads(text: str) -> int | None:
    """Return where the words begin that compare the entries of the list which a text leads into.

    None where it ends in no comparator ("more than:") and in no noun that bounds ("of:").
    """
    near = comparators.before(text, len(text))
    return near.start if near else uncompared.noun_before(text)


def _read(
    text: str, measure: Measure, last: Reading | None, opening: Reading | None
) -> Reading | None:
    floor, entry = (last.end if last else 0), None
    near = comparators.before(text, measure.start, floor)
    within = comparators.inside(text, measure.number.end, measure.end)
    after = None if near or within else comparators.behind(text, measure.end)
    if not (near or within or after):
        entry = lists.entry(text, measure.start, floor)
        near = None if entry is None else comparators.before(text, entry, floor)
    comparison = near or within or after
    if comparison is None:
        return _uncompared(text, measure, last, opening, entry)
    start = min(measure.start, near.start) if near else measure.start
    end = max(measure.end, after.end) if after else measure.end
    sign, words = comparison.sign, comparison.words
    if words == "over" and measure.sort == "duration" and not bare.aged(text, measure.start):
        return None  # "over the three months" is when, not how long
    value, unit, quantity, rule = measure.value, measure.unit, "", _rule(comparison)
    subject, inferred = measured_phrase(text, start, floor), measure.number.inferred
    joined = _joined(text, start, last)
    if not unit:
        weak = words in comparators.WEAK and not comparison.negated
        if weak and not bare.plainly_counts(text, start, measure):
            return None
        found = _lent(text, start, measure, floor, last) or bare.alone(text, start, measure, words)
        if found is None:
            return None
        unit, start = found.unit, found.start
        quantity = found.quantity if unit != "FLOP" else ""
        subject = subject if found.alone else found.subject
        inferred = inferred or unit not in _SELF_EVIDENT
        rule = f"{rule}.{'bare' if found.alone else 'noun'}"
    return Reading(start, end, sign, measure, value, unit, quantity, rule, words, subject,
                   inferred, not measure.unit, comparison.negated, joined,
                   entry is not None)  # fmt: skip


def _joined(text: str, start: int, last: Reading | None) -> str:
    """Return the word that joins a comparison to the one before it, "" where none does."""
    if last is None or start - last.end >= 120:
        return ""
    joint = _JOINED.search(text, last.end, max(last.end, start))
    return "" if not joint else "and" if joint[0].casefold() in ("and", "but") else "or"


def _lent(
    text: str, start: int, measure: Measure, floor: int, last: Reading | None
) -> bare.Lent | None:
    before = bare.Lent(last.unit, last.quantity, last.subject, start) if last else None
    return bare.lent(text, start, measure, floor, before)


def _between(
    text: str, measure: Measure, following: Measure | None, last: Reading | None
) -> Reading | None:
    """Read "between 50 and 250 employees", which is two bounds with one unit."""
    low = _RANGE.search(text, max(0, measure.start - 12), measure.start)
    if low and following and _AND.fullmatch(text, measure.end, following.start):
        unit, sort, sign = following.unit, following.sort, "ge"
        start, end = low.start(), following.end
    elif last and last.rule == "between.low" and last.end == measure.end:
        unit, sort, sign = measure.unit, measure.sort, "le"
        start, end = last.start, measure.end
    else:
        return None
    if not unit:
        return None
    rule = "between.low" if sign == "ge" else "between.high"
    return Reading(start, end, sign, replace(measure, sort=sort), measure.value, unit, "",
                   rule, joined="" if sign == "ge" else "and")  # fmt: skip


def _rule(comparison: comparators.Comparison) -> str:
    place = "behind" if comparison.behind else "before"
    weak = ".weak" if comparison.words in comparators.WEAK and not comparison.negated else ""
    return f"{place}{weak}"


def _uncompared(
    text: str,
    measure: Measure,
    last: Reading | None,
    opening: Reading | None,
    entry: int | None,
) -> Reading | None:
    """Read a number with no comparing word, None where it bounds nothing."""
    floor = last.end if last else 0
    bound = uncompared.by_noun(text, measure.start if entry is None else entry, measure)
    bound = bound or uncompared.by_time(text, measure)
    carried = opening if entry is not None or lists.follows(text, measure.start, floor) else None
    if not bound and carried:
        bound = uncompared.Bound(carried.sign, "listed", measure.start)
    if not bound and last:
        before = uncompared.Bound(last.sign, last.rule, last.start)
        bound = uncompared.by_neighbour(text[floor : measure.start], measure, before, last.unit)
    bound = bound or uncompared.by_reach(text, measure)
    if not bound:
        return None
    sign, rule, start = bound
    unit, quantity, subject = measure.unit, "", None
    if not unit:
        lender = carried if carried and carried.bare else last
        found = _lent(text, start, measure, floor, lender)
        if found is None and lender is carried and carried:
            found = bare.Lent(carried.unit, carried.quantity, carried.subject, start)
        if found is None:
            return None
        unit, quantity, subject, start = found[:4]
    subject = subject or measured_phrase(text, start, 0)
    return Reading(start, measure.end, sign, measure, measure.value, unit, quantity, rule, "",
                   subject, measure.number.inferred, not measure.unit,
                   joined=_joined(text, start, last), listed=entry is not None)  # fmt: skip
