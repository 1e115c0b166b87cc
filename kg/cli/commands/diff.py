"""kg diff: which outcomes changed, and whether law, facts or sources are the cause."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.errors import note
from kg.cli.help import Command
from kg.cli.options import (
    day_option,
    fail_empty_option,
    reading,
    store_option,
    table_format_option,
    told_days,
)
from kg.cli.output import FOR_PEOPLE, NOTHING_FOUND, write, write_rows

if TYPE_CHECKING:
    from kg.law.diff import Diff, Side


@click.command(cls=Command, short_help="Compare two days, states of knowledge or stores.")
@day_option("--from", "one_day", "The law of DAY before.  [--as-of]")
@day_option("--to", "other_day", "The law of DAY after.  [--as-of]")
@day_option("--as-of", "as_of", "The law of DAY on both sides.  [today]")
@day_option("--known-from", "known_one", "Before, only what sources had published by DAY.")
@day_option("--known-to", "known_other", "After, only what sources had published by DAY.")
@click.option("--store-a", type=click.Path(path_type=Path), metavar="PATH", help="Store before.")
@click.option("--store-b", type=click.Path(path_type=Path), metavar="PATH", help="Store after.")
@click.option("--regime", metavar="NAME", help="Only provisions of this regime.")
@click.option("--thing", metavar="NAME", help="Only this model, developer, accelerator, cluster.")
@table_format_option
@fail_empty_option
@store_option
def command(
    one_day: date | None,
    other_day: date | None,
    as_of: date | None,
    known_one: date | None,
    known_other: date | None,
    store_a: Path | None,
    store_b: Path | None,
    regime: str | None,
    thing: str | None,
    format: str | None,
    fail_empty: bool,
) -> None:
    """List the outcomes that changed between two sides, each with its cause.

    The cause is the law (an event or day of a provision), a fact, or a revision of a source. Where
    a provision alone changed (its state, an exemption), it stands without a thing.

    kg diff --from 2025-05-12 --to 2025-05-14
    kg diff --known-from 2026-01-01 --known-to today --thing "Grok 4"
    kg diff --store-a old --store-b new --as-of 2026-11-01
    """
    from kg.law.diff import diff

    if not any((one_day, other_day, known_one, known_other, store_a, store_b)):
        raise click.UsageError(
            "say what to compare: --from and --to, --known-from and --known-to, or --store-a and "
            "--store-b",
            click.get_current_context(),
        )
    today = date.today()
    days = (one_day or as_of or today, other_day or as_of or today)
    with _sides(days, (known_one, known_other), (store_a, store_b)) as (one, other):
        found = diff(one, other, regime=regime, thing=thing)
        note(f"before: {told_days(days[0], known_one)}; after: {told_days(days[1], known_other)}")
        _write(found, format)
    if not found.differences and fail_empty:
        click.get_current_context().exit(NOTHING_FOUND)


@contextmanager
def _sides(
    days: tuple[date, date],
    known: tuple[date | None, date | None],
    stores: tuple[Path | None, Path | None],
) -> "Iterator[tuple[Side, Side]]":
    """Give both sides; a store that is named is read as it is, and never built."""
    from kg import build, store
    from kg.law.diff import Side

    with ExitStack() as stack:
        engines = []
        for path, until in zip(stores, known, strict=True):
            if path:
                engine = store.open_read(path.expanduser())
            else:
                engine = stack.enter_context(reading()).engine
            engines.append(build.as_known(engine, until) if until else engine)
        if stores[0] == stores[1] and known[0] == known[1]:
            engines[1] = engines[0]
        one, other = (
            Side(engine, day, until or date.today())
            for engine, day, until in zip(engines, days, known, strict=True)
        )
        yield one, other


def _write(found: "Diff", format: str | None) -> None:
    """Write the differences; on stderr how many there are, by cause."""
    from collections import Counter

    from kg.law.coverage import coverage
    from kg.law.diff import SHORT

    rows = found.rows()
    chosen = write_rows(rows, SHORT, format)
    if rows:
        causes = Counter(row["cause"] for row in rows)
        counted = ", ".join(f"{cause} {number}" for cause, number in sorted(causes.items()))
        things = sum(1 for row in rows if row["thing"])
        note(
            f"{things} outcomes and {len(rows) - things} provisions alone changed; cause: {counted}"
        )
    elif found.one == found.other:
        note("nothing changed: both sides are the same")
    else:
        note("nothing changed: no outcome and no provision is another")
    line = coverage(found.other.store).line()
    if chosen in FOR_PEOPLE:
        write(["\n", line, "\n"])
    else:
        note(line)
