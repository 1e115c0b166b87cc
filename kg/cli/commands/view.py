"""kg view: draw a part of the graph as one HTML file."""

from datetime import date
from pathlib import Path

import click

from kg.cli.commands.query import read_text
from kg.cli.errors import note
from kg.cli.help import Command
from kg.cli.options import known_at_option, reading, store_option


@click.command(cls=Command, short_help="Draw a part of the graph as an HTML file.")
@click.argument("entity", required=False)
@click.option("--query", "text", metavar="TEXT|@FILE|-", help="Draw what a query gives instead.")
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The HTML file to write.",
)
@click.option("--depth", type=click.IntRange(1, 5), default=1, show_default=True,
              help="How many steps from the entity.")  # fmt: skip
@click.option("--limit", type=click.IntRange(1, 5000), default=150, show_default=True,
              help="How many nodes at most.")  # fmt: skip
@known_at_option
@store_option
def command(
    entity: str | None,
    text: str | None,
    out: Path,
    depth: int,
    limit: int,
    known_at: date | None,
) -> None:
    """Draw the neighbourhood of an entity, or what a query gives, as one HTML file.

    The file needs no network. Where there is more than the limit, the file and stderr say so. The
    path of the file is written to stdout.

    kg view "EU AI Act" -o eu.html
    kg view --query "CONSTRUCT { ?m :basedOn ?b } WHERE { ?m :basedOn ?b }" -o bases.html
    """
    if (entity is None) == (text is None):
        raise click.UsageError("name an entity or give --query", click.get_current_context())
    from kg.views import write_view

    asked = read_text(text) if text else ""
    with reading(known_at) as graph:
        view = write_view(
            graph, entity=entity or "", query=asked, out=out, depth=depth, limit=limit
        )
    click.echo(str(view.path))
    if view.nodes < view.total:
        note(f"showing {view.nodes} of {view.total} nodes; see more with --limit")
