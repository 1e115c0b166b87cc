"""Trend: two lines through a few years of models, and counts over thresholds drawn from them.

One line is that of the log10 of training compute over time, the other that of the logarithm of the
number of models a year. A draw takes the few years for what they are: the lines might have been
others, a future year lies off them as past years did, and models come by chance.
"""

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from statistics import fmean

MOST = 20.0
"""The logarithm of the most models that a draw gives one year: a wild slope has no bound."""


@dataclass(frozen=True, slots=True)
class Point:
    """A model: its day of release as a year with a fraction, and the log10 of its compute."""

    when: float
    log: float

    @property
    def year(self) -> int:
        """Return the year of release."""
        return math.floor(self.when)


Line = tuple[float, float, float]
"""A straight line: the middle of its points on either axis, and its slope."""


@dataclass(frozen=True, slots=True)
class Trend:
    """What a window of years shows: two lines, how far each year lay off them, and the spread.

    `number` is that of the logarithm of the models a year, `compute` that of the log10 of compute;
    `spread` holds how far each model lay from the middle of its year.
    """

    years: range
    number: Line
    compute: Line
    off_number: list[float]
    off_compute: list[float]
    spread: list[float]


def fit(window: Sequence[Point], last: int) -> Trend:
    """Return the trend of models from the first year among them to `last`."""
    years = range(min(p.year for p in window), last + 1)
    numbers = [(y + 0.5, math.log(sum(p.year == y for p in window) + 0.5)) for y in years]
    number, compute = _line(numbers), _line([(p.when, p.log) for p in window])
    rest: dict[int, list[float]] = {y: [] for y in years}
    for p in window:
        rest[p.year].append(p.log - _at(compute, p.when))
    middles = {y: fmean(off) for y, off in rest.items() if off}
    return Trend(
        years,
        number,
        compute,
        [y - _at(number, x) for x, y in numbers],
        list(middles.values()),
        [off - middles[y] for y in middles for off in rest[y]],
    )


def draw(chance: Random, trend: Trend, logs: Sequence[float], until: int) -> list[list[int]]:
    """Draw once, for each threshold, the new models by the end of each year after the trend."""
    spread = sorted(chance.choices(trend.spread, k=len(trend.spread)))
    more = _misses(chance, trend.off_number, trend.years, until)
    higher = _misses(chance, trend.off_compute, trend.years, until)
    totals = [0] * len(logs)
    found: list[list[int]] = [[] for _ in logs]
    for year in range(trend.years.stop, until + 1):
        models = math.exp(min(_at(trend.number, year + 0.5) + next(more), MOST))
        middle = _at(trend.compute, year + 0.5) + next(higher)
        for place, log in enumerate(logs):
            share = 1 - bisect_right(spread, log - middle) / len(spread)
            totals[place] += _poisson(chance, models * share)
            found[place].append(totals[place])
    return found


def _misses(chance: Random, off: Sequence[float], years: range, until: int) -> Iterator[float]:
    """Yield by how much each year after `years` lies off a line from which these lay `off`.

    Level and slope of the line are in error too, and a slope tells more the further away. So few
    years tell their own deviation badly, so it is drawn as well (what makes a normal Student's t).
    """
    free = max(len(off) - 2, 1)
    squares = sum(x * x for x in off)
    deviation = math.sqrt(squares / chance.gammavariate(free / 2, 2))
    middle = fmean(years)
    level = chance.gauss(0, deviation / math.sqrt(len(years)))
    slope = chance.gauss(0, deviation / math.sqrt(sum((y - middle) ** 2 for y in years)))
    for year in range(years.stop, until + 1):
        yield level + slope * (year - middle) + chance.gauss(0, deviation)


def _line(pairs: Sequence[tuple[float, float]]) -> Line:
    """Fit a line by least squares."""
    x0, y0 = fmean(x for x, _ in pairs), fmean(y for _, y in pairs)
    square = sum((x - x0) ** 2 for x, _ in pairs)
    return x0, y0, sum((x - x0) * (y - y0) for x, y in pairs) / square if square else 0.0


def _at(line: Line, x: float) -> float:
    x0, y0, slope = line
    return y0 + slope * (x - x0)


def _poisson(chance: Random, mean: float) -> int:
    if mean > 50:
        return max(0, round(chance.gauss(mean, math.sqrt(mean))))
    count, product, least = 0, chance.random(), math.exp(-mean)
    while product > least:
        count, product = count + 1, product * chance.random()
    return count
