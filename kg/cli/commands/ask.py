"""kg ask: answer one of the prepared questions."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from kg.cli.errors import note
from kg.cli.help import Command
from kg.cli.options import (
    any_format_option,
    as_of_option,
    fail_empty_option,
    known_at_option,
    reading,
    store_option,
    timeout_option,
)
from kg.cli.output import write_answer, write_table

if TYPE_CHECKING:
    from kg.catalogue import Question


def _complete(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    from kg import catalogue

    return [name for name in catalogue.names() if name.startswith(begun)]


@click.command(cls=Command, short_help="Answer a prepared question, or list them.")
@click.argument("name", metavar="[QUESTION]", required=False, shell_complete=_complete)
@click.option(
    "-p",
    "--parameter",
    "parameters",
    nargs=2,
    multiple=True,
    metavar="NAME VALUE",
    help="Give a parameter a value; can be repeated.",
)
@click.option("--about", is_flag=True, help="Say what the question asks, and its parameters.")
@as_of_option
@known_at_option
@any_format_option
@fail_empty_option
@timeout_option
@store_option
def command(
    name: str | None,
    parameters: tuple[tuple[str, str], ...],
    about: bool,
    as_of: date | None,
    known_at: date | None,
    format: str | None,
    fail_empty: bool,
    timeout: float | None,
) -> None:
    """Answer a prepared question; without a name, list the questions.

    Parameters that are not given have their default, which --about shows. "any" as a value lifts
    the restriction. --as-of DAY is short for -p as-of DAY.

    kg ask
    kg ask open-weight-models-below --about
    kg ask open-weight-models-below -p threshold 1e25 -p as-of 2026-11-01
    """
    from kg import catalogue
    from kg.graph import AS_OF

    if name is None:
        found = [catalogue.question(n) for n in catalogue.names()]
        write_table(("question", "summary"), [(q.name, q.summary) for q in found], format)
        return
    question = catalogue.question(name)
    if about:
        _tell(question, format)
        return
    given: dict[str, Any] = {}
    for key, value in parameters:
        key = question.parameter(key).name
        if key in given:
            raise click.UsageError(f"{name}: {key} is given twice", click.get_current_context())
        given[key] = value
    if as_of:
        key = question.parameter(AS_OF).name
        if key in given:
            raise click.UsageError(f"{name}: {key} is given twice", click.get_current_context())
        given[key] = as_of.isoformat()
    with reading(known_at, timeout=timeout) as graph:
        answer = graph.ask(name, given)
        _echo(question, given)
        write_answer(answer, format, fail_empty=fail_empty)


def _tell(question: "Question", format: str | None) -> None:
    """Say on stderr what a question asks, and write the table of its parameters."""
    for line in (question.summary, question.description):
        if line:
            click.echo(line, err=True)
    rows = [(p.name, p.type, p.default, p.help) for p in question.parameters]
    write_table(("parameter", "type", "default", "meaning"), rows, format)


def _echo(question: "Question", given: dict[str, Any]) -> None:
    """Say on stderr with which values the question was asked."""
    values = []
    for parameter in question.parameters:
        value = given.get(parameter.name, parameter.default)
        day = f" ({date.today()})" if parameter.type == "date" and value == "today" else ""
        values.append(f"{parameter.name} = {value}{day}")
    note("; ".join([question.summary, *values]))
