"""kg show: all that is known of one thing."""

import json
from dataclasses import asdict
from datetime import date

import click

from kg.cli.help import Command
from kg.cli.options import format_option, known_at_option, reading, store_option
from kg.cli.output import width, write, write_table
from kg.formats import TABLES


@click.command(cls=Command, short_help="Show all that is known of one thing.")
@click.argument("name", metavar="ENTITY")
@known_at_option
@format_option("text", *TABLES)
@store_option
def command(name: str, known_at: date | None, format: str | None) -> None:
    """Show all that is known of one thing: each value with its source, and what contradicts it.

    ENTITY is a name, an alias, a prefixed name (model:grok-3) or an IRI. A regime is shown with its
    events, provisions and conditions. -f json gives everything as one object; csv and the other
    tables give one row a value.

    kg show "Llama 3.1 405B"
    kg show "EU AI Act"
    kg show model:grok-3 -f json
    """
    from kg.cli.page import COLUMNS, page, rows
    from kg.entity import entity

    with reading(known_at) as graph:
        shown = entity(graph.engine, graph.find(name))
    if format == "json":
        write([json.dumps(asdict(shown), default=str, ensure_ascii=False, indent=1), "\n"])
    elif format and format != "text":
        write_table(COLUMNS, rows(shown), format)
    else:
        for line in page(shown, width=min(width(), 120)):
            click.echo(line)
