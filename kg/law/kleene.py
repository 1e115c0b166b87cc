"""Three-valued logic: what a condition comes to when some of its tests are not known.

True and False are verdicts; None is "not known". A conjunction with one False is False whatever
else is unknown, and a disjunction with one True is True (Kleene, Introduction to Metamathematics,
1952, section 64).
"""

import math
from collections.abc import Callable, Iterator, Mapping
from itertools import product

from kg.law.conditions import All, Any, Compare, Condition, Not, Path, Test, tests

Verdict = bool | None
Values = Callable[[Test], Verdict]
Chances = Mapping[Test, float | None]


def both(verdicts: list[Verdict]) -> Verdict:
    """Return the conjunction.

    >>> both([True, None]), both([False, None]), both([])
    (None, False, True)
    """
    if False in verdicts:
        return False
    return None if None in verdicts else True


def either(verdicts: list[Verdict]) -> Verdict:
    """Return the disjunction.

    >>> either([False, None]), either([True, None]), either([])
    (None, True, False)
    """
    if True in verdicts:
        return True
    return None if None in verdicts else False


def holds(condition: Condition, values: Values) -> Verdict:
    """Return whether a condition holds, given the verdict of each of its tests."""
    if isinstance(condition, All):
        return both([holds(part, values) for part in condition.parts])
    if isinstance(condition, Any):
        return either([holds(part, values) for part in condition.parts])
    if isinstance(condition, Not):
        inner = holds(condition.part, values)
        return None if inner is None else not inner
    return values(condition)


def doubts(condition: Condition, values: Values) -> list[Test]:
    """Return the unknown tests on which the verdict hangs; empty when there is a verdict.

    Unknown tests inside a part that is decided anyway are not among them.
    """
    if holds(condition, values) is not None:
        return []
    if isinstance(condition, All | Any):
        return [test for part in condition.parts for test in doubts(part, values)]
    if isinstance(condition, Not):
        return doubts(condition.part, values)
    return [condition]


def grounds(condition: Condition, values: Values) -> list[Test]:
    """Return the tests that carry the verdict; empty when there is none.

    For a conjunction that fails these are the failing tests, for one that holds all its tests;
    for a disjunction the other way round.
    """
    verdict = holds(condition, values)
    if verdict is None:
        return []
    if isinstance(condition, All | Any):
        return [
            test
            for part in condition.parts
            if holds(part, values) is verdict
            for test in grounds(part, values)
        ]
    if isinstance(condition, Not):
        return grounds(condition.part, values)
    return [condition]


def probability(condition: Condition, chance: Callable[[Test], float | None]) -> float | None:
    """Return the probability that a condition holds, or None where some test has none.

    Different quantities are taken as independent of each other. A quantity that stands in several
    tests is divided at their limits, and the parts in which it may lie are summed.
    """
    chances = {test: chance(test) for test in tests(condition)}
    decided = holds(condition, lambda test: _VERDICTS.get(chances[test]))
    if decided is not None:
        return float(decided)
    total = 0.0
    for places in product(*(_places(same, chances) for same in _shared(condition, chances))):
        weight = math.prod(weight for weight, _ in places)
        fixed = {test: value for _, given in places for test, value in given.items()}
        here = _combined(condition, {**chances, **fixed})
        if here is None and weight > 0:
            return None
        total += weight * (here or 0.0)
    return total


_VERDICTS: dict[float | None, Verdict] = {0.0: False, 1.0: True}


def _shared(condition: Condition, chances: Chances) -> list[list[Compare]]:
    """Return the open tests of each quantity that stands in more than one place."""
    found: dict[Path, list[Compare]] = {}
    for test in tests(condition):
        if isinstance(test, Compare) and chances[test] not in (None, 0.0, 1.0):
            found.setdefault(test.path, []).append(test)
    return [same for same in found.values() if len(same) > 1]


def _places(same: list[Compare], chances: Chances) -> Iterator[tuple[float, dict[Test, float]]]:
    """Yield where a quantity may lie between its limits: how likely that is, and what it gives."""
    limits = sorted({test.value for test in same})
    over_it = {t.value: (chances[t] or 0.0) if _is_lower(t) else 1 - (chances[t] or 0.0)
               for t in same}  # fmt: skip
    above = [1.0, *(over_it[limit] for limit in limits), 0.0]
    for passed in range(len(limits) + 1):
        given: dict[Test, float] = {
            t: float((limits.index(t.value) < passed) is _is_lower(t)) for t in same
        }
        yield above[passed] - above[passed + 1], given


def _is_lower(test: Compare) -> bool:
    return test.comparator in (">", ">=")


def _combined(condition: Condition, chances: Chances) -> float | None:
    """Return the probability where no two tests are of the same quantity."""
    if isinstance(condition, Not):
        inner = _combined(condition.part, chances)
        return None if inner is None else 1 - inner
    if not isinstance(condition, All | Any):
        return chances[condition]
    parts = [_combined(part, chances) for part in condition.parts]
    if isinstance(condition, All):
        if 0.0 in parts:
            return 0.0
        return None if None in parts else math.prod(p for p in parts if p is not None)
    if 1.0 in parts:
        return 1.0
    return None if None in parts else 1 - math.prod(1 - p for p in parts if p is not None)


Z90 = 1.6448536269514722
"""The standard normal quantile at 95 %: a 90 % interval lies that many deviations either way."""


def over(value: float, low: float, high: float) -> float:
    """Return the probability that a quantity in a 90 % interval exceeds `value`.

    The interval is read as log-normal, as Epoch AI's factors are.

    >>> round(over(1e25, 1e24, 1e26), 3), over(1e25, 2e25, 2e25)
    (0.5, 1.0)
    """
    if low == high:
        return 1.0 if low > value else 0.0
    if value <= 0 or low <= 0:
        return 1.0 if low > value else 0.5
    middle = (math.log(low) + math.log(high)) / 2
    deviation = (math.log(high) - math.log(low)) / (2 * Z90)
    if not deviation:  # the bounds are next to each other
        return 0.5
    return 0.5 * math.erfc((math.log(value) - middle) / (deviation * math.sqrt(2)))
