"""Projection: how many models will be over a threshold, from a fit on the past, and how wrong.

The fit is plain on purpose. Over the last `WINDOW` whole years, the logarithm of training compute
follows a straight line in time, with the spread about it that was seen; and the number of models a
year grows by a fixed factor. A future year then has so many models, and the share of them over a
threshold is the share of past deviations that would carry the line over it.

Intervals hold 90 % of bootstrap replicates. Each draws the models' deviations anew, with
replacement; lines that the few years would bear as well, and how far a future year lies off them;
and then the count. `kg.law.backtest` says how wrong the same fit was in past years.

Published beside it, `KUMAR_MANNING`: Kumar and Manning, "Trends in Frontier AI Model Count: A
Forecast to 2028", arXiv 2504.16138 (2025), 90 % intervals for the end of 2028. They forecast all
models from investment and its division over models; here only those with an estimate count, and
developers of closed models publish none.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from statistics import median

import pyoxigraph as ox

from kg.errors import BadQuery
from kg.law.measured import measured
from kg.law.trend import Point, draw, fit
from kg.names import term

KUMAR_MANNING: dict[float, tuple[int, int]] = {1e25: (103, 306), 1e26: (45, 148)}
"""Models over a threshold by the end of 2028: the ends of the published 90 % interval."""
PUBLISHED_YEAR = 2028
WINDOW, LEAST_YEARS, LEAST_MODELS, FURTHEST = 5, 3, 20, 20
"""Years that a fit looks back on, what it needs of them, and the years that it is carried on."""
REPLICATES = 400
TAIL = 0.05
"""The share of replicates on either side of an interval."""


@dataclass(frozen=True, slots=True)
class Projected:
    """Models over a threshold by the end of a year: the middle and the 90 % interval.

    `known` of them are those that the fit had, `seen` those that are known by now.
    """

    threshold: float
    year: int
    count: float
    low: int
    high: int
    known: int
    seen: int

    @property
    def published(self) -> tuple[int, int] | tuple[None, None]:
        """Return the published interval for that threshold and year, where there is one."""
        there = self.year == PUBLISHED_YEAR and self.threshold in KUMAR_MANNING
        return KUMAR_MANNING[self.threshold] if there else (None, None)


def points(store: ox.Store, *, as_of: date) -> list[Point]:
    """Return the models with an estimate of training compute and a day of release by `as_of`.

    An estimate that is an interval only counts by its geometric middle, and one with a single bound
    not at all. Raise `BadQuery` where there are none.
    """
    found = []
    for model in measured(store, term("trainingCompute"), as_of):
        for known in model.amounts[:1]:
            middle = math.sqrt((known.low or 0) * (known.high or 0))
            value = float(known.text) if known.text else middle
            if value > 0 and model.released:
                found.append(Point(_year(model.released), math.log10(value)))
    if not found:
        raise BadQuery("no model in this graph has both a training compute and a day of release")
    return sorted(found, key=lambda p: (p.when, p.log))


def _year(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 0.5) / 366


def last_whole_year(known: Sequence[Point]) -> int:
    """Return the last year that the models cover to its December.

    A year that is still running, or that a source saw only in part, would bend the trend down.
    """
    newest = max(p.when for p in known)
    return math.floor(newest) if newest % 1 >= 11 / 12 else math.floor(newest) - 1


def project(
    known: Sequence[Point],
    thresholds: Sequence[float],
    years: Sequence[int],
    *,
    seed: int = 0,
    fitted_to: int | None = None,
    replicates: int = REPLICATES,
) -> list[Projected]:
    """Return the models over each threshold by the end of each future year.

    Only models up to the end of `fitted_to` (the last whole year) are looked at. The same seed
    gives the same figures. Raise `BadQuery` where there is too little to fit, or a year is past.
    """
    last = last_whole_year(known) if fitted_to is None else fitted_to
    if not years or min(years) <= last or max(years) > last + FURTHEST:
        raise BadQuery(f"the fit is on models up to {last}; project to one of the {FURTHEST} "
                       "years after it")  # fmt: skip
    if not all(0 < t < math.inf for t in thresholds):
        raise BadQuery("a threshold is a number over nought, such as 1e25")
    past = [p for p in known if p.year <= last]
    seen = known if fitted_to is None else past
    window = [p for p in past if p.year > last - WINDOW]
    whole = {p.year for p in window}
    if len(whole) < LEAST_YEARS or len(window) < LEAST_MODELS:
        raise BadQuery(
            f"a trend needs {LEAST_MODELS} models of {LEAST_YEARS} years; the graph has "
            f"{len(window)} of {len(whole)} up to {last}; add a source with: kg ingest FILE"
        )
    logs = [math.log10(t) for t in thresholds]
    chance = Random(f"{seed} {last}")
    past_trend = fit(window, last)
    drawn = [draw(chance, past_trend, logs, max(years)) for _ in range(replicates)]
    found = []
    for place, threshold in enumerate(thresholds):
        had = sum(p.log > logs[place] for p in past)
        for year in years:
            least = sum(p.log > logs[place] and p.year <= year for p in seen)
            ends = sorted(max(had + each[place][year - last - 1], least) for each in drawn)
            low, high = (ends[round(share * (len(ends) - 1))] for share in (TAIL, 1 - TAIL))
            found.append(Projected(threshold, year, median(ends), low, high, had, least))
    return found
