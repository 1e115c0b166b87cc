"""kg evidence: the words on which what is known of a thing rests."""

from textwrap import fill
from typing import Any

import click

from kg.cli.errors import note
from kg.cli.help import Command
from kg.cli.options import fail_empty_option, format_option, reading, store_option
from kg.cli.output import NOTHING_FOUND, write, write_rows
from kg.formats import TABLES

SHORT = ("says", "quote", "path", "source", "certainty")
WIDTH = 100
"""Characters of a line of text."""
INDENT = "    "


@click.command(cls=Command, short_help="Show the words on which facts rest.")
@click.argument("name", metavar="ENTITY")
@click.option("--min-certainty", type=click.FloatRange(0, 1), default=0.0, metavar="P",
              help="Only what is right with probability P or more.")  # fmt: skip
@format_option("text", *TABLES)
@fail_empty_option
@store_option
def command(name: str, min_certainty: float, format: str | None, fail_empty: bool) -> None:
    """Show each fact that a text says of ENTITY, with its quote, its place and its source.

    Of a law these are the thresholds, norms, definitions and the rest that were read in its text;
    of a model, a company or a country what texts say of it and where they name it.

    kg evidence us-ca-sb53
    kg evidence "Claude Opus 4.8" -f json
    """
    from kg.evidence.evidence import evidence

    with reading() as graph:
        iri = graph.find(name)
        rows = [r for r in evidence(graph.engine, iri) if (r["certainty"] or 1) >= min_certainty]
    if format and format != "text":
        write_rows(rows, SHORT, format)
    else:
        for row in rows:
            place = ", ".join(x for x in (row["path"], row["source"], _sure(row)) if x)
            quote = fill(
                f"“{' '.join(row['quote'].split())}”", WIDTH,
                initial_indent=INDENT, subsequent_indent=INDENT,
            )  # fmt: skip
            write([f"{row['says']}\n{quote}\n{INDENT}{place}\n"])
    if not rows:
        note(f"no text says anything of {name}; read one with: kg ingest FILE")
        if fail_empty:
            click.get_current_context().exit(NOTHING_FOUND)


def _sure(row: dict[str, Any]) -> str:
    return f"sure by {row['certainty']:.0%}" if row["certainty"] is not None else ""
