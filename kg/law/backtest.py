"""Backtest: what the fit of `kg.law.projection` would have said on each past year's end.

Each fit looks only at models released by then. That estimates of old models have become better
since is not undone; a graph as known on a past day does that.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from kg.errors import BadQuery
from kg.law.projection import REPLICATES, last_whole_year, project
from kg.law.trend import Point


@dataclass(frozen=True, slots=True)
class Score:
    """A projection from the end of a past year, and the models that then came."""

    fitted_to: int
    year: int
    threshold: float
    predicted: float
    low: int
    high: int
    actual: int

    @property
    def error(self) -> float:
        """Return by how many models the projection was too high."""
        return self.predicted - self.actual

    @property
    def within(self) -> bool:
        """Say whether the interval holds what came."""
        return self.low <= self.actual <= self.high


def backtest(
    known: Sequence[Point],
    thresholds: Sequence[float],
    *,
    seed: int = 0,
    ahead: int = 3,
    replicates: int = REPLICATES,
) -> list[Score]:
    """Return the scores of fits on each past year's end for the new models of the next years.

    Years in which there was too little to fit are left out.
    """
    last = last_whole_year(known)
    found = []
    for fitted in range(min(p.year for p in known), last):
        years = range(fitted + 1, min(fitted + ahead, last) + 1)
        try:
            projected = project(
                known, thresholds, years, seed=seed, fitted_to=fitted, replicates=replicates
            )
        except BadQuery:  # too few models by then
            continue
        for p in projected:
            log = math.log10(p.threshold)
            came = sum(fitted < q.year <= p.year and q.log > log for q in known)
            new = (p.count - p.known, p.low - p.known, p.high - p.known)
            found.append(Score(fitted, p.year, p.threshold, *new, came))
    return found


def how_wrong(scores: Sequence[Score]) -> list[str]:
    """Say in a sentence for each distance how wrong a backtest was.

    Scores of thresholds at which nothing was expected and nothing came are left out: they flatter.
    """
    told = [s for s in scores if s.high or s.actual]
    lines = []
    for ahead in sorted({s.year - s.fitted_to for s in told}):
        ours = [s for s in told if s.year - s.fitted_to == ahead]
        lines.append(
            f"Backtest, {ahead} year{'s' if ahead > 1 else ''} ahead: on average "
            f"{fmean(s.predicted for s in ours):.1f} new models were expected and "
            f"{fmean(s.actual for s in ours):.1f} came; the miss was "
            f"{fmean(abs(s.error) for s in ours):.1f} models, too high in "
            f"{sum(s.error > 0 for s in ours)} of {len(ours)} cases; the 90 % interval held "
            f"{sum(s.within for s in ours)} of {len(ours)}."
        )
    return lines or ["No backtest: there are too few past years to fit on and score."]
