"""kg project: how many models will be over a threshold, and how wrong such a fit has been."""

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from kg.cli.errors import note
from kg.cli.help import Command
from kg.cli.options import (
    as_of_option,
    known_at_option,
    reading,
    store_option,
    table_format_option,
    told_days,
)
from kg.cli.output import write, write_table

if TYPE_CHECKING:
    from kg.formats import Value

FOR_PEOPLE = ("table", "md")
CAVEAT = (
    "Counts are of models with an estimate of their training compute, by the middle of it. "
    "Developers of closed models publish no compute, so the true numbers are higher by an unknown "
    "amount. A straight trend knows nothing of chips, money or rules to come."
)
PUBLISHED = (
    "published_low to published_high: all models by the end of 2028, by Kumar and Manning (arXiv "
    "2504.16138), 90 % interval."
)


def _numbers(_: click.Context, __: click.Parameter, value: str) -> list[float]:
    try:
        return [float(part) for part in value.split(",")]
    except ValueError:
        raise click.BadParameter(f"'{value}' is no list of numbers such as 1e25,1e26") from None


@click.command(cls=Command, short_help="Project how many models will be over thresholds.")
@click.option("--over", callback=_numbers, default="1e24,1e25,1e26", show_default=True,
              metavar="X,X", help="The thresholds of training compute, in FLOP.")  # fmt: skip
@click.option("--to", "until", type=int, default=2028, show_default=True, help="The last year.")
@click.option("--backtest", "scores", is_flag=True, help="Show instead what fits on past years "
              "said of the years after them.")  # fmt: skip
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of the bootstrap.")
@as_of_option
@known_at_option
@table_format_option
@store_option
def command(
    over: list[float],
    until: int,
    scores: bool,
    seed: int,
    as_of: date | None,
    known_at: date | None,
    format: str | None,
) -> None:
    """Project how many models will be over thresholds of training compute by the end of a year.

    A log-linear trend of yearly numbers and compute is carried on, with 90 % intervals from a
    bootstrap. What the same fit would have said in past years is told with it.

    kg project --to 2028
    kg project --over 1e25 --backtest
    """
    from kg.law.backtest import backtest, how_wrong
    from kg.law.projection import WINDOW, last_whole_year, points, project

    day = as_of or date.today()
    with reading(known_at) as graph:
        known = points(graph.engine, as_of=day)
        last = last_whole_year(known)
        # A year that the fit cannot reach is told before the long work.
        found = project(known, over, range(last + 1, max(until, last) + 1), seed=seed)
        scored = backtest(known, over, seed=seed)
        note(told_days(day, known_at))
        remarks = [
            f"Fitted on the models of the {WINDOW} years to {last}. known: those over it by then; "
            "seen: those known by now.",
            CAVEAT,
            *how_wrong(scored),
        ]
        if scores:
            columns = ["fitted_to", "year", "threshold", "predicted", "low", "high", "actual",
                       "error", "within"]  # fmt: skip
            rows: list[list[Value]] = [
                [s.fitted_to, s.year, s.threshold, s.predicted, s.low, s.high, s.actual, s.error,
                 s.within]
                for s in scored
            ]  # fmt: skip
        else:
            columns = ["threshold", "year", "models", "low", "high", "known", "seen",
                       "published_low", "published_high"]  # fmt: skip
            rows = [
                [p.threshold, p.year, p.count, p.low, p.high, p.known, p.seen, *p.published]
                for p in found
            ]
            if any(p.published[0] for p in found):
                remarks.append(PUBLISHED)
        chosen = format or ("table" if sys.stdout.isatty() else "csv")
        write_table(columns, rows, chosen)
        for line in remarks:
            if chosen in FOR_PEOPLE:
                write(["\n", line, "\n"])
            else:
                note(line)
