"""kg query: answer a SPARQL query."""

import sys
from datetime import date
from pathlib import Path

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
    told_days,
)
from kg.cli.output import write_answer


@click.command(cls=Command, short_help="Answer a SPARQL query.")
@click.argument("text", metavar="TEXT|@FILE|-")
@as_of_option
@known_at_option
@any_format_option
@fail_empty_option
@timeout_option
@store_option
def command(
    text: str,
    as_of: date | None,
    known_at: date | None,
    format: str | None,
    fail_empty: bool,
    timeout: float | None,
) -> None:
    """Answer a SPARQL query: its text, @FILE to read it from a file, or - to read it from stdin.

    The usual prefixes need not be declared. SELECT and ASK give a table, CONSTRUCT and DESCRIBE a
    graph. A query cannot change the store or reach the network. With --as-of the assessments of
    that day are in the graph, as :Assessment.

    kg query "SELECT ?model ?flop WHERE { ?model :trainingCompute ?flop FILTER (?flop > 1e25) }"
    kg query @my-query.rq -f json
    kg query "SELECT ?m { ?a :of ?m ; :outcome :Applies }" --as-of 2026-11-01
    echo "DESCRIBE model:grok-3" | kg query - -f ttl
    """
    asked = read_text(text)
    if ":Assessment" in asked and as_of is None:
        note("assessments are of a day, and stand in the graph with --as-of DAY only")
    if as_of:
        note(told_days(as_of, known_at))
    with reading(known_at, as_of=as_of, timeout=timeout) as graph:
        write_answer(graph.query(asked), format, fail_empty=fail_empty)


def read_text(given: str) -> str:
    """Return the query that an argument means: itself, the text of @FILE, or that of stdin."""
    from kg.errors import BadQuery

    if given != "-" and not given.startswith("@"):
        return given
    name = "stdin" if given == "-" else given[1:]
    try:
        data = sys.stdin.buffer.read() if given == "-" else Path(name).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as problem:
        raise BadQuery(
            f"{name}: the query cannot be read ({problem.strerror}); name a file with @FILE"
        ) from problem
    except UnicodeDecodeError as problem:
        raise BadQuery(f"{name}: is not UTF-8 text (byte {problem.start}); save it as such") from (
            problem
        )
