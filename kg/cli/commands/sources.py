"""kg sources: what has been read."""

from datetime import date

import click

from kg.cli.help import Command
from kg.cli.options import known_at_option, reading, store_option, table_format_option
from kg.cli.output import write_table

COLUMNS = ("source", "revision", "issued", "statements", "licence", "location", "title")


@click.command(cls=Command, short_help="List what has been read, with licences.")
@known_at_option
@table_format_option
@store_option
def command(known_at: date | None, format: str | None) -> None:
    """List every revision that the store holds: of which source, from when, under which licence.

    kg sources
    kg sources --known-at 2026-07-01 -f md
    """
    with reading(known_at) as graph:
        rows = [
            (r.source, r.iri, r.issued, r.statements, r.licence, r.location, r.title)
            for r in graph.sources()
        ]
    write_table(COLUMNS, rows, format)
