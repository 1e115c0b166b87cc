"""kg what-if: who would enter and who would leave if a rule or a fact was another."""

from collections.abc import Callable
from datetime import date
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

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
from kg.cli.output import FOR_PEOPLE, NOTHING_FOUND, write, write_rows

if TYPE_CHECKING:
    from kg.law.whatif import WhatIf

_F = TypeVar("_F", bound=Callable[..., Any])
COMPARATORS = {"over": ">", "at_least": ">=", "under": "<", "at_most": "<="}


def _number(_: click.Context, __: click.Parameter, value: float | None) -> float | None:
    if value is not None and not (isfinite(value) and value >= 0):
        raise click.BadParameter(f"'{value}' is no number of at least 0")
    return value


def _limit(name: str, words: str) -> Callable[[_F], _F]:
    return click.option(name, type=float, callback=_number, metavar="NUMBER", help=words)


@click.command(cls=Command, short_help="Move a threshold, add a rule or a fact: who enters?")
@click.option("--quantity", metavar="NAME", default="", help="What a made-up provision tests.")
@_limit("--over", "It applies over NUMBER.")
@_limit("--at-least", "It applies from NUMBER on.")
@_limit("--under", "It applies under NUMBER.")
@_limit("--at-most", "It applies up to NUMBER.")
@click.option("--where", multiple=True, metavar="NAME=VALUE",
              help="And only where this is so: weights=open. Can be repeated.")  # fmt: skip
@click.option("--reaches", metavar="CLASS", default="",
              help="What it reaches: model, developer, …  [what has the quantity]")  # fmt: skip
@click.option("--provision", metavar="ID", default="", help="Change this provision instead.")
@_limit("--threshold", "Its new threshold.")
@click.option("--in-force", is_flag=True, help="As if it was in force and applied on the day.")
@click.option("--with", "bill", type=click.Path(path_type=Path), metavar="FILE",
              help="Add the regime of a Turtle file, as if it was in force.")  # fmt: skip
@assume_option
@as_of_option
@known_at_option
@table_format_option
@fail_empty_option
@store_option
def command(
    quantity: str,
    over: float | None,
    at_least: float | None,
    under: float | None,
    at_most: float | None,
    where: tuple[str, ...],
    reaches: str,
    provision: str,
    threshold: float | None,
    in_force: bool,
    bill: Path | None,
    assume: tuple[str, ...],
    as_of: date | None,
    known_at: date | None,
    format: str | None,
    fail_empty: bool,
) -> None:
    """List who enters and who leaves if a rule or a fact was another. Nothing is stored.

    Suppose a provision that does not exist, another threshold in one that does, a bill, or a fact.
    "may enter" and "may leave" say that it becomes undetermined; "is certainly in" and "is
    certainly out" that it was undetermined before.

    kg what-if --quantity training-compute --over 3e25 --where weights=open
    kg what-if --provision eu-ai-act.art51-2 --threshold 3e25 --as-of 2026-11-01
    kg what-if --with my-bill.ttl
    kg what-if --assume "GPT-5.5 trainingCompute 3e25..2e26"
    """
    from kg.law.whatif import Hypothesis, what_if

    limits = {"over": over, "at_least": at_least, "under": under, "at_most": at_most}
    given = {COMPARATORS[name]: value for name, value in limits.items() if value is not None}
    _refuse(
        made_up=bool(quantity or where or reaches or given) and not provision,
        quantity=quantity,
        limits=len(given),
        beside=bool(where or reaches),
        provision=provision,
        threshold=threshold is not None,
        in_force=in_force,
        beyond=bool(bill or assume),
    )
    comparator, value = next(iter(given.items()), (">", threshold))
    asked = Hypothesis(
        quantity=quantity,
        comparator=comparator,
        value=value,
        where=where,
        reaches=reaches,
        provision=provision,
        in_force=in_force,
        bill=bill,
        assumptions=assume,
    )
    day = as_of or date.today()
    with reading(known_at) as graph:
        found = what_if(graph.engine, asked, as_of=day, known_at=known_at or date.today())
        note(told_days(day, known_at))
        _write(found, format)
    if not found.changes and fail_empty:
        click.get_current_context().exit(NOTHING_FOUND)


def _refuse(
    *,
    made_up: bool,
    quantity: str,
    limits: int,
    beside: bool,
    provision: str,
    threshold: bool,
    in_force: bool,
    beyond: bool,
) -> None:
    """Refuse options that do not go together, each with what goes with it."""
    if not (made_up or quantity or provision or threshold or in_force or beyond):
        problem = "say what to suppose: --quantity, --provision, --with or --assume"
    elif made_up and (not quantity or limits != 1):
        problem = (
            "a made-up provision has --quantity and one of --over, --at-least, --under, --at-most"
        )
    elif provision and (limits or beside):
        problem = "--provision goes with --threshold or --in-force; its condition is its own"
    elif provision and not (threshold or in_force or beyond):
        problem = "say what of --provision is another: --threshold, --in-force or --assume"
    elif provision and quantity and not threshold:
        problem = "--quantity says which threshold of --provision is moved; add --threshold"
    elif not provision and (threshold or in_force):
        problem = "--threshold and --in-force go with --provision; a made-up one has --over"
    else:
        return
    raise click.UsageError(problem, click.get_current_context())


def _write(found: "WhatIf", format: str | None) -> None:
    """Write the changes; on stderr how many things each provision reaches, and what is behind."""
    from kg.law.coverage import coverage
    from kg.law.provisions import State
    from kg.law.whatif import SHORT

    chosen = write_rows(found.rows(), SHORT, format)
    for tally in found.tallies:
        note(tally.line())
        if tally.state is not State.EFFECTIVE:
            note(f"{tally.provision.id} is {tally.state.value}, so it applies to nothing on that "
                 "day; suppose otherwise with --in-force")  # fmt: skip
    if not found.changes:
        note("no outcome changes")
    line = coverage(found.reasons.words.store).line()
    if chosen in FOR_PEOPLE:
        write(["\n", line, "\n"])
    else:
        note(line)
