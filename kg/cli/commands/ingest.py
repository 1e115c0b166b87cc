"""kg ingest: read sources into the store."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.help import Command
from kg.cli.options import open_graph, store_option

if TYPE_CHECKING:
    from kg.build import Change


@click.command(cls=Command, short_help="Read sources into the store.")
@click.argument("locations", metavar="LOCATION...", nargs=-1, required=True)
@click.option("--reader", default="", metavar="NAME", help="The reader.  [the one that fits]")
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@click.option("-v", "--verbose", is_flag=True, help="List what is new (+), changed (~), gone (-).")
@store_option
def command(locations: tuple[str, ...], reader: str, dry_run: bool, verbose: bool) -> None:
    """Read files or addresses into the store, each as a revision of its source.

    Nothing is ever overwritten: the same bytes add nothing, other bytes add a revision. All are
    taken or none: a file that cannot be read, or an interruption, leaves the store as it was.

    kg ingest notable_ai_models.csv --dry-run -v
    kg ingest notable_ai_models.csv hardware.csv
    """
    from kg.errors import BadSource

    for location in locations:
        if "://" not in location and location != "curated" and not Path(location).exists():
            raise BadSource(f"{location}: there is no such file; check its name")
    for change in open_graph().ingest(*locations, reader=reader, dry_run=dry_run):
        for line in told(change, dry_run=dry_run, verbose=verbose):
            click.echo(line)


def told(change: "Change", *, dry_run: bool, verbose: bool) -> Iterator[str]:
    """Yield the lines that tell what reading one revision changes."""
    from kg.names import compact

    name = f"{compact(change.revision)} ({change.source.title})"
    if change.known:
        yield f"{name}: nothing new, these {change.statements} statements are in the store already"
        return
    verb = "would add" if dry_run else "added"
    yield (
        f"{name}: {verb} {change.statements} statements; against the edition before: "
        f"{len(change.new)} new, {len(change.changed)} changed, {len(change.gone)} gone"
    )
    if verbose:
        for mark, pairs in (("+", change.new), ("~", change.changed), ("-", change.gone)):
            for pair in pairs:
                yield f"  {mark} {' '.join(compact(iri) for iri in pair.split(' '))}"
