"""Projections of made-up growth that is known, the same for the same seed, blind to the future."""

import csv
import io
import math
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg import KnowledgeGraph
from kg.cli.group import cli
from kg.errors import BadQuery
from kg.law.backtest import Score, backtest, how_wrong
from kg.law.projection import last_whole_year, points, project
from kg.law.trend import Point

Kg = Callable[..., Result]
OVER = [1e24, 1e25, 1e26]
FEW = 150
"""Replicates that are enough for tests."""


@pytest.fixture
def kg(built: Path) -> Kg:
    """Run the command line in this process, on the store of what ships."""

    def run(*args: str) -> Result:
        return CliRunner().invoke(cli, args, env={"KG_STORE": str(built)})

    return run


def grown(
    seed: int, *, until: int = 2028, slope: float = 0.4, factor: float = 1.3, shock: float = 0.15
) -> list[Point]:
    """Make models from 2016: `factor` times as many a year, `slope` powers of ten larger.

    Every year lies off both by chance, with the standard deviation `shock`.
    """
    chance = random.Random(seed)
    made = []
    for year in range(2016, until + 1):
        number = 12 * factor ** (year - 2016) * math.exp(chance.gauss(0, shock))
        middle = 22 + slope * (year - 2016) + chance.gauss(0, shock)
        made += [
            Point(year + chance.random(), middle + chance.gauss(0, 0.8))
            for _ in range(round(number))
        ]
    return made


def over(known: list[Point], threshold: float, year: int) -> int:
    """Count the models over a threshold by the end of a year."""
    return sum(p.log > math.log10(threshold) and p.year <= year for p in known)


def test_intervals_hold_the_truth_of_a_known_growth_and_are_of_use() -> None:
    held = narrow = cases = 0
    for seed in range(15):
        truth = grown(seed)
        past = [p for p in truth if p.year <= 2024]
        for p in project(past, OVER, [2025, 2027], seed=seed, fitted_to=2024, replicates=FEW):
            cases += 1
            held += p.low <= over(truth, p.threshold, p.year) <= p.high
            narrow += p.high < 4 * max(p.low, 10)
    assert cases == 90
    assert held >= 0.85 * cases  # 90 % intervals
    assert narrow >= 0.8 * cases


def test_another_growth_than_that_of_the_past_is_missed() -> None:
    past = [p for p in grown(1) if p.year <= 2024]
    stopped = grown(1, slope=0)
    p = project(past, [1e25], [2028], fitted_to=2024, replicates=FEW)[0]
    assert over(stopped, 1e25, 2028) < p.low


def test_more_models_are_over_lower_thresholds_and_by_later_years() -> None:
    found = project(grown(3, until=2024), OVER, [2025, 2026, 2027], fitted_to=2024, replicates=FEW)
    of = {(p.threshold, p.year): p for p in found}
    for p in found:
        assert p.known <= p.low <= p.count <= p.high
        assert p.known == over(grown(3, until=2024), p.threshold, 2024)
        later, higher = of.get((p.threshold, p.year + 1)), of.get((p.threshold * 10, p.year))
        assert later is None or p.count <= later.count
        assert higher is None or p.count >= higher.count


def test_the_same_seed_gives_the_same_bytes(kg: Kg) -> None:
    args = ("project", "--as-of", "2026-11-01", "-f", "json")
    first = kg(*args)
    assert first.exit_code == 0, first.output
    assert first.stdout_bytes == kg(*args).stdout_bytes
    assert first.stdout_bytes != kg(*args, "--seed", "1").stdout_bytes


def test_no_fit_looks_at_later_years() -> None:
    truth = grown(5, until=2025)
    changed = [replace(p, log=p.log + 3) if p.year >= 2023 else p for p in truth]
    changed += [Point(2024.5, 27.0)] * 50

    def fits(known: list[Point], until: int) -> list[Score]:
        scores = backtest(known, OVER, ahead=2, replicates=40)
        return [replace(s, actual=0) for s in scores if s.fitted_to < until]

    assert fits(truth, 2023) == fits(changed, 2023) != []
    assert fits(truth, 2025) != fits(changed, 2025)


def test_scores_are_against_what_came() -> None:
    truth = grown(7, until=2024)
    scores = backtest(truth, [1e24], ahead=3, replicates=40)
    assert {s.year - s.fitted_to for s in scores} == {1, 2, 3}
    assert max(s.year for s in scores) == last_whole_year(truth) == 2024
    for s in scores:
        assert s.actual == over(truth, 1e24, s.year) - over(truth, 1e24, s.fitted_to)
        assert s.within == (s.low <= s.actual <= s.high)
        assert s.error == s.predicted - s.actual


def test_how_wrong_counts_misses_without_empty_cases() -> None:
    scores = [
        Score(2020, 2021, 1e25, 4, 2, 9, 10),
        Score(2021, 2022, 1e25, 6, 4, 8, 5),
        Score(2020, 2021, 1e27, 0, 0, 0, 0),
        Score(2020, 2022, 1e25, 8, 2, 20, 3),
    ]
    assert how_wrong(scores) == [
        "Backtest, 1 year ahead: on average 5.0 new models were expected and 7.5 came; the miss "
        "was 3.5 models, too high in 1 of 2 cases; the 90 % interval held 1 of 2.",
        "Backtest, 2 years ahead: on average 8.0 new models were expected and 3.0 came; the miss "
        "was 5.0 models, too high in 1 of 1 cases; the 90 % interval held 1 of 1.",
    ]
    assert "No backtest" in how_wrong([])[0]


def test_a_year_that_is_not_over_is_not_fitted_but_counts_as_a_floor() -> None:
    running = [*grown(2, until=2024), *[Point(2025.3, 27.5)] * 400]
    assert last_whole_year(running) == 2024
    p = project(running, [1e27], [2025], replicates=FEW)[0]
    assert p.known < 50
    assert p.low >= p.seen == over(running, 1e27, 2025) >= 400
    assert last_whole_year([*running, Point(2025.95, 24.0)]) == 2025


def test_points_are_the_facts_with_estimate_and_day(graph: KnowledgeGraph) -> None:
    rows = graph.query("SELECT ?c ?d WHERE { ?m a :Model ; :trainingCompute ?c ; :releaseDate ?d }")
    found = points(graph.engine, as_of=date(2026, 11, 1))
    assert len(found) == len(rows) > 100
    expected = sorted((d.year, round(math.log10(c), 9)) for c, d in rows.tuples())  # type: ignore[union-attr,arg-type]
    assert sorted((p.year, round(p.log, 9)) for p in found) == expected
    early = points(graph.engine, as_of=date(2024, 6, 30))
    assert max(p.when for p in early) < 2024.5


def test_the_command_says_how_wrong_it_was_and_what_others_published(kg: Kg) -> None:
    result = kg("project", "--as-of", "2026-11-01", "-f", "csv")
    assert result.exit_code == 0, result.output
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert len(rows) == 9
    published = {(r["threshold"], r["year"]): (r["published_low"], r["published_high"])
                 for r in rows if r["published_low"]}  # fmt: skip
    assert published == {("1e+25", "2028"): ("103", "306"), ("1e+26", "2028"): ("45", "148")}
    assert "Backtest, 1 year ahead" in result.stderr
    assert "publish no compute" in result.stderr
    scores = kg("project", "--as-of", "2026-11-01", "--backtest", "-f", "csv")
    tested = list(csv.DictReader(io.StringIO(scores.stdout)))
    assert {r["within"] for r in tested} <= {"true", "false"}
    assert all(int(r["fitted_to"]) < int(r["year"]) <= 2025 for r in tested)


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--to", "2020"], "project to one of the 20 years after it"),
        (["--to", "9999"], "project to one of the 20 years after it"),
        (["--over", "much"], "no list of numbers"),
        (["--over", "0"], "over nought"),
        (["--over", "nan"], "over nought"),
        (["--as-of", "1950-01-01"], "no model in this graph"),
        (["--as-of", "2019-06-01"], "a trend needs 20 models of 3 years"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_projected_is_told_in_a_sentence(kg: Kg, args: list[str], says: str) -> None:
    result = kg("project", *args)
    assert result.exit_code in (1, 2)
    assert says in result.stderr
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1


def test_too_few_models_make_no_trend() -> None:
    with pytest.raises(BadQuery, match="of 1 up to 2016; add a source"):
        project(grown(1, until=2016), OVER, [2017], fitted_to=2016)
