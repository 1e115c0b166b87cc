"""kg sweep: how many models a threshold catches, how fast it ages, how definitions overlap."""

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
from kg.cli.output import write_table

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.formats import Value

    Table = tuple[list[str], list[list[Value]]]
FOR_PEOPLE = ("table", "md")
SWEEP = (
    "certainly: the whole interval is over; possibly: the threshold lies in it; unknown: no source "
    "gives a value, which says nothing about the threshold; with --by country a model of several "
    "countries is counted in each"
)
BY_YEAR = (
    "months from the birth of a threshold to the release of the n-th model over it, negative for "
    "one released before; possibly: counting those whose interval it lies in; empty: not reached "
    "among models with an estimate; what else a provision asks is left aside"
)
OVERLAP = (
    "1: two definitions catch the same models, 0: they share none, empty: neither catches any; "
    "possibly: all models that are not certainly out, also for want of facts"
)


def _counts(_: click.Context, __: click.Parameter, value: str) -> list[int]:
    try:
        return [int(part) for part in value.split(",")]
    except ValueError:
        raise click.BadParameter(f"'{value}' is no list of numbers such as 1,5,10") from None


@click.command(cls=Command, short_help="Count models over thresholds, and how these age.")
@click.option("--quantity", metavar="NAME", default="training-compute", show_default=True,
              help="The quantity with the thresholds.")  # fmt: skip
@click.option("--from", "low", type=float, default=1e23, show_default=True, help="First threshold.")
@click.option("--to", "high", type=float, default=1e27, show_default=True, help="Last threshold.")
@click.option("--steps", type=int, default=17, show_default=True, help="How many thresholds.")
@click.option("--by", type=click.Choice(["weights", "country", "year", "none"]), default="none",
              show_default=True, help="Count apart by this.")  # fmt: skip
@click.option("--by-year", is_flag=True, help="How many months after its birth in law a threshold "
              "was crossed by the n-th model.")  # fmt: skip
@click.option("--n", "counts", callback=_counts, default="1,5,10,20", show_default=True,
              metavar="N,N", help="Which models, with --by-year.")  # fmt: skip
@click.option("--overlap", is_flag=True, help="How far definitions in force catch the same models.")
@as_of_option
@known_at_option
@table_format_option
@store_option
def command(
    quantity: str,
    low: float,
    high: float,
    steps: int,
    by: str,
    by_year: bool,
    counts: list[int],
    overlap: bool,
    as_of: date | None,
    known_at: date | None,
    format: str | None,
) -> None:
    """Count the models certainly and possibly over thresholds, as of a day.

    Certainly: the whole interval of the estimate is over; possibly: the threshold lies within it.
    Models of which nothing is known are counted apart, and are not under anything.

    kg sweep --quantity training-compute --by weights
    kg sweep --by-year --n 1,10
    kg sweep --overlap --as-of 2026-11-01
    """
    if by_year and overlap:
        raise click.UsageError("--by-year and --overlap are two answers; ask for one")
    from kg.law.coverage import coverage

    day = as_of or date.today()
    with reading(known_at) as graph:
        store = graph.engine
        chosen = format or ("table" if sys.stdout.isatty() else "csv")
        if overlap:
            columns, rows = _overlap(store, day, numbered=chosen in FOR_PEOPLE)
            told = OVERLAP
        elif by_year:
            (columns, rows), told = _by_year(store, quantity, counts, day), BY_YEAR
        else:
            (columns, rows), told = _sweep(store, quantity, (low, high, steps), by, day), SWEEP
        note(told_days(day, known_at))
        write_table(columns, rows, chosen)
        note(told)
        note(coverage(store).line())


def _sweep(
    store: "ox.Store", name: str, grid: tuple[float, float, int], by: str, day: date
) -> "Table":
    from kg.law.measured import quantity
    from kg.law.sweep import sweep, thresholds

    found = sweep(store, quantity(store, name), thresholds(*grid), as_of=day, by=by)
    group = [] if by == "none" else [by]
    columns = ["threshold", *group, "certainly", "possibly", "not_over", "unknown", "by_estimate"]
    counts = ([c.certainly, c.possibly, c.not_over, c.unknown, c.by_estimate] for c in found)
    rows: list[list[Value]] = [
        [c.threshold, *([c.group] if group else []), *of]
        for c, of in zip(found, counts, strict=True)
    ]
    return columns, rows


def _by_year(store: "ox.Store", name: str, counts: list[int], day: date) -> "Table":
    from kg.law.measured import quantity
    from kg.law.sweep import by_year

    columns = ["threshold", "comparator", "born", "born_as", "provision", "n", "certainly_months",
               "possibly_months"]  # fmt: skip
    rows: list[list[Value]] = [
        [a.birth.test.value, a.birth.test.comparator, a.birth.day, a.birth.how, a.birth.provision,
         a.n, a.certainly, a.possibly]
        for a in by_year(store, quantity(store, name), counts, as_of=day)
    ]  # fmt: skip
    return columns, rows


def _overlap(store: "ox.Store", day: date, *, numbered: bool) -> "Table":
    """Return the two matrices under each other; `numbered`: headings short enough for people."""
    from kg.law.overlap import definitions, jaccard

    found = definitions(store, as_of=day)
    names = [f"{n} {d.id}" if numbered else d.id for n, d in enumerate(found, 1)]
    heads = [str(n) for n, _ in enumerate(found, 1)] if numbered else names
    rows: list[list[Value]] = []
    for caught in ("certainly", "possibly"):
        sets = [d.certainly if caught == "certainly" else d.possibly for d in found]
        for name, definition, ours in zip(names, found, sets, strict=True):
            shares = [jaccard(ours, other) for other in sets]
            rounded = [None if share is None else round(share, 3) for share in shares]
            rows.append([name, definition.kind, caught, len(ours), *rounded])
    return ["definition", "kind", "caught", "models", *heads], rows
