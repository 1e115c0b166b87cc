"""Sweeps: how many models a limit catches, how fast it ages, and how far definitions overlap.

Three figures stand beside each other everywhere: the models whose whole interval is over a limit
(certainly), those whose interval it straddles (possibly), and those of which nothing is known. The
last are no models under the limit.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import log10

import pyoxigraph as ox

from kg.errors import BadQuery
from kg.law.conditions import Compare, tests
from kg.law.measured import Measured, crossed, measured, over_it
from kg.law.provisions import Provision, load

LOWER_LIMITS = (">", ">=")
DAYS_IN_MONTH = 365.25 / 12
UNKNOWN, PROPOSED = "not known", "proposed"
MOST_STEPS = 1000


@dataclass(frozen=True, slots=True)
class Counted:
    """How many models of a group are over a threshold; the last four counts add up to all of it.

    `by_estimate` counts those whose estimate is over, whatever its interval.
    """

    threshold: float
    group: str
    by_estimate: int
    certainly: int
    possibly: int
    not_over: int
    unknown: int


def thresholds(low: float, high: float, steps: int) -> list[float]:
    """Return `steps` limits from `low` to `high`, evenly spaced in the logarithm.

    Raise `BadQuery` where they do not ascend. Limits are rounded to 12 digits, so that 1e25 is
    among them exactly where it belongs.

    >>> thresholds(1e23, 1e25, 3)
    [1e+23, 1e+24, 1e+25]
    """
    if not 0 < low < high < float("inf"):
        raise BadQuery(f"a sweep goes from a limit over nought to a higher one, not from {low:g} "
                       f"to {high:g}")  # fmt: skip
    if not 2 <= steps <= MOST_STEPS:
        raise BadQuery(f"a sweep has 2 to {MOST_STEPS} steps, not {steps}")
    start, stride = log10(low), (log10(high) - log10(low)) / (steps - 1)
    return [float(f"{10 ** (start + i * stride):.12g}") for i in range(steps)]


def groups(store: ox.Store, models: Sequence[Measured], by: str) -> dict[str, list[Measured]]:
    """Return models by weights access, country or year of release; all in one group for "none".

    A model of several countries is in the group of each. Groups are in the order of their names.
    """
    from kg.wording import label

    found: dict[str, list[Measured]] = defaultdict(list)
    for model in models:
        if by == "country":
            keys = [label(store, iri) for iri in model.countries]
        elif by == "weights":
            keys = [label(store, model.weights)] if model.weights else []
        elif by == "year":
            keys = [str(model.released.year)] if model.released else []
        else:
            keys = ["all"]
        for key in keys or [UNKNOWN]:
            found[key].append(model)
    return dict(sorted(found.items(), key=lambda item: (item[0] == UNKNOWN, item[0])))


def sweep(
    store: ox.Store, prop: str, limits: Sequence[float], *, as_of: date, by: str = "none"
) -> list[Counted]:
    """Count the models over each limit on a day, by group; raise `BadQuery` where none is known."""
    of = groups(store, measured(store, prop, as_of), by)
    found = []
    for group, models in of.items():
        for limit in limits:
            over, straddled = crossed(models, over_it(prop, limit))
            unknown = sum(not m.amounts for m in models)
            under = len(models) - len(over) - len(straddled) - unknown
            middle = sum(m.estimate is not None and m.estimate > limit for m in models)
            found.append(Counted(limit, group, middle, len(over), len(straddled), under, unknown))
    return found


# ------------------------------------------------------------ how fast a limit ages


@dataclass(frozen=True, slots=True)
class Birth:
    """The day on which a number entered the law, or was proposed where it never did."""

    test: Compare
    day: date
    provision: str
    how: str


@dataclass(frozen=True, slots=True)
class Aged:
    """How many months after the birth of a limit its n-th model was released; None: not reached.

    `certainly` counts models that are wholly over it, `possibly` also those that may be. Negative
    months are before the birth.
    """

    birth: Birth
    n: int
    certainly: float | None
    possibly: float | None


def births(store: ox.Store, prop: str) -> list[Birth]:
    """Return when each limit on a quantity was born, by the provisions of the graph.

    That is the first day on which a provision with that number was in force or applied, else the
    first event of a regime that proposed it. What else a provision asks does not matter here.
    """
    found: dict[float, list[tuple[bool, date, str, str, Compare]]] = defaultdict(list)
    for provision in load(store).values():
        born = _born(provision)
        if provision.condition is None or born is None:
            continue
        day, how = born
        for test in tests(provision.condition):
            if isinstance(test, Compare) and _limits(test, prop):
                found[test.value].append((how == PROPOSED, day, provision.id, how, test))
    first = [min(each, key=lambda b: b[:3]) for _, each in sorted(found.items())]
    return [Birth(test, day, of, how) for _, day, of, how, test in first]


def _limits(test: Compare, prop: str) -> bool:
    """Say whether a test is a lower limit on a quantity."""
    return test.comparator in LOWER_LIMITS and test.path[-1].property == prop


def _born(provision: Provision) -> tuple[date, str] | None:
    """Return the first day of a provision, and whether it is in force, applies or is proposed."""
    events = [e for e in provision.regime.events if not e.scope]
    starts = [e.on for e in events if e.phase == "BeginningEvent"]
    applies = provision.dates.get("appliesFrom")
    in_force = provision.dates.get("inForceFrom") or min(starts, default=None)
    days = [(day, how) for day, how in ((in_force, "in force"), (applies, "applies")) if day]
    made = [(e.on, PROPOSED) for e in events if e.phase == "MakingEvent"]
    return min(days, key=lambda d: d[0], default=None) or min(made, default=None)


def months(start: date, end: date) -> float:
    """Return the months from one day to another, to a tenth; negative where `end` is before.

    >>> months(date(2024, 8, 1), date(2025, 8, 1)), months(date(2024, 8, 1), date(2024, 7, 1))
    (12.0, -1.0)
    """
    return round((end - start).days / DAYS_IN_MONTH, 1)


def by_year(store: ox.Store, prop: str, counts: Sequence[int], *, as_of: date) -> list[Aged]:
    """Return for each limit on a quantity how many months after its birth the n-th model came.

    Models without a known day of release are not counted. Raise `BadQuery` where no provision
    limits the quantity.
    """
    if not counts or min(counts) < 1:
        raise BadQuery(f"the n-th model is the first or a later one, not {list(counts)}")
    born = births(store, prop)
    if not born:
        raise BadQuery("no provision of this graph has a lower limit on that quantity")
    models = measured(store, prop, as_of)
    return [row for birth in born for row in _aged(models, birth, counts)]


def _aged(models: Sequence[Measured], birth: Birth, counts: Sequence[int]) -> Iterator[Aged]:
    over, straddled = crossed(models, birth.test)
    certain = _days(over)
    possible = _days([*over, *straddled])
    for n in counts:
        yield Aged(
            birth,
            n,
            months(birth.day, certain[n - 1]) if n <= len(certain) else None,
            months(birth.day, possible[n - 1]) if n <= len(possible) else None,
        )


def _days(models: Sequence[Measured]) -> list[date]:
    return sorted(m.released for m in models if m.released)
