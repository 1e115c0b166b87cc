"""kg assess: which provisions apply to what, on a day."""

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from kg.cli.errors import note
from kg.cli.help import Command
from kg.cli.options import (
    as_of_option,
    assume_option,
    fail_empty_option,
    known_at_option,
    reading,
    store_option,
    table_format_option,
    told_days,
)
from kg.cli.output import NOTHING_FOUND, write, write_table

if TYPE_CHECKING:
    from kg.law.assess import Assessment, Court
    from kg.law.reasons import Reasons

FOR_PEOPLE = ("table", "md")
"""Formats that are read, and so end with their coverage themselves."""


@click.command(cls=Command, short_help="Say which provisions apply, on a day, and why.")
@click.argument("thing", required=False)
@click.option("--regime", metavar="NAME", help="Only provisions of this regime.")
@click.option("--provision", metavar="ID", help="Only this provision, such as eu-ai-act.art51-2.")
@as_of_option
@known_at_option
@assume_option
@table_format_option
@fail_empty_option
@store_option
def command(
    thing: str | None,
    regime: str | None,
    provision: str | None,
    as_of: date | None,
    known_at: date | None,
    assume: tuple[str, ...],
    format: str | None,
    fail_empty: bool,
) -> None:
    """Say which provisions apply to THING on a day: applies, does not apply or undetermined.

    THING is a model, developer, accelerator or cluster; without it all that provisions reach are
    assessed. An unknown fact makes an outcome undetermined and is named. kg explain tells the whole
    way to one outcome, kg transfer assesses exports.

    kg assess "Llama 3.1 405B" --as-of 2026-11-01
    kg assess --regime eu-ai-act -f csv
    kg assess "GPT-5.5" --regime us-ca-sb53 --assume "GPT-5.5 trainingCompute 3e26"
    """
    from kg.law.court import assessments
    from kg.law.reasons import Reasons
    from kg.law.rows import row

    day = as_of or date.today()
    with reading(known_at) as graph:
        court, found = assessments(
            graph.engine,
            thing,
            regime=regime,
            provision=provision,
            as_of=day,
            assumptions=assume,
        )
        reasons = Reasons(court, known_at=known_at or date.today())
        note(told_days(day, known_at))
        if regime and not found:
            note(f"no provision of '{regime}' that is modelled reaches what was asked")
        if found and thing and not provision:
            for maker in developers(court, found[0].thing):
                note(f"what reaches its developer: kg assess {maker}")
        write_assessments([row(reasons, a) for a in found], reasons, found, format)
    if not found and fail_empty:
        click.get_current_context().exit(NOTHING_FOUND)


def developers(court: "Court", thing: str) -> list[str]:
    """Return the developers of a model as prefixed names; many duties reach them, not the model."""
    from kg.law.conditions import Step
    from kg.names import compact, term

    return [compact(known.text) for known in court.world.values(thing, Step(term("developedBy")))]


def write_assessments(
    rows: Sequence[dict[str, Any]],
    reasons: "Reasons",
    found: "Sequence[Assessment]",
    format: str | None,
) -> None:
    """Write assessments, and after them what their silence means and how far they reach."""
    import sys

    from kg.law.rows import SHORT, flat, remarks

    chosen = format or ("table" if sys.stdout.isatty() else "csv")
    if chosen in ("json", "jsonl"):
        lines = (json.dumps(r, default=str, ensure_ascii=False) for r in rows)
        write(
            ["[\n", ",\n".join(lines), "\n]\n"] if chosen == "json" else (f"{x}\n" for x in lines)
        )
    else:
        columns = SHORT if chosen in FOR_PEOPLE or not rows else tuple(rows[0])
        write_table(columns, flat(rows, columns), chosen)
    for line in remarks(reasons, found):
        if chosen in FOR_PEOPLE:
            write(["\n", line, "\n"])
        else:
            note(line)
