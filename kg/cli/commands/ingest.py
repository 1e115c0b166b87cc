"""kg ingest: read datasets and documents into the store."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import click

from kg.cli.errors import note
from kg.cli.help import Command
from kg.cli.options import open_graph, store_option, with_option
from kg.cli.taken import expanded, told, told_document

if TYPE_CHECKING:
    from kg.evidence.batch import Load, Read
    from kg.evidence.ingesting import Tell
    from kg.graph import KnowledgeGraph


@click.command(cls=Command, short_help="Read datasets and documents into the store.")
@click.argument("locations", metavar="LOCATION...", nargs=-1, required=True)
@click.option("--reader", default="", metavar="NAME", help="The reader.  [the one that fits]")
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@click.option("--of", default="", metavar="REGIME",
              help="The regime whose text this is.  [found by its title]")  # fmt: skip
@click.option("--source", "name", default="", metavar="NAME",
              help="The name of the source, of one document.  [the file's name]")  # fmt: skip
@click.option("--licence", default="unknown", metavar="TEXT", show_default=True,
              help="The licence of the documents.")  # fmt: skip
@click.option("--feed", is_flag=True,
              help="Each location is a feed, RSS or Atom: read what it lists.")  # fmt: skip
@click.option("--allow-private", is_flag=True, help="Also fetch from private and loopback hosts.")
@with_option
@click.option("-v", "--verbose", is_flag=True, help="List what is new (+), changed (~), gone (-).")
@store_option
def command(
    locations: tuple[str, ...],
    reader: str,
    dry_run: bool,
    of: str,
    name: str,
    licence: str,
    feed: bool,
    allow_private: bool,
    others: tuple[str, ...],
    verbose: bool,
) -> None:
    """Read datasets and policy documents into the store, each as a revision of its source.

    LOCATION is a file, a folder, an http(s) address, or - for stdin. A document (HTML, XML, PDF,
    DOCX, Markdown, text) is read for what it says: see what that is with kg extract. What is not
    certain waits for kg review. Nothing is ever overwritten: the same bytes add nothing, other
    bytes add a revision. Of datasets all are taken or none; a document that cannot be read is told,
    and the rest goes on. An interruption loses nothing that was told as added.

    kg ingest notable_ai_models.csv --dry-run -v
    kg ingest sb53.html bills/
    kg ingest https://example.org/act.pdf --of eu-ai-act --source ai-act-2027
    """
    from kg import intake
    from kg.claims import revisions
    from kg.lookup import find_kind
    from kg.names import mint

    datasets: list[str] = []
    texts: list[str] = []
    places, wrong = expanded(locations, feed=feed, allow_private=allow_private)
    for place in places:
        known = reader or intake.reader_of(place)
        (datasets if known else texts).append(place)
    if not places or (wrong and datasets):  # of datasets all are taken or none
        click.get_current_context().exit(1)
    if name and len(texts) != 1:
        raise click.UsageError("--source names one document; give one")
    graph = open_graph()
    regime = ""
    if of:
        regime = find_kind(graph.engine, of, "regime", "--of takes a law, such as us-ca-sb53")
    held = {r.source for r in revisions(graph.engine)}
    if datasets:
        for change in graph.ingest(*datasets, reader=reader, dry_run=dry_run):
            for line in told(change, held, dry_run=dry_run, verbose=verbose):
                click.echo(line)
            held.add(mint("source", change.source.id))
    if texts:
        load = partial(intake.document, allow_private=allow_private, name=name)
        options = _Options(regime, licence, others, dry_run, verbose, bool(name), held)
        failed = _ingest(graph, texts, load, options)
        if failed and len(texts) > 1:
            note(f"{failed} of {len(texts)} documents could not be read")
        if "-" in texts and not name and failed < len(texts):
            note(
                "standard input has no name and is called by its bytes; name it with --source NAME"
            )
        wrong += failed
    if wrong:
        click.get_current_context().exit(1)


class _Options(NamedTuple):
    """How documents are read."""

    of: str
    licence: str
    others: tuple[str, ...]
    dry_run: bool
    verbose: bool
    named: bool
    held: set[str]


def _ingest(graph: "KnowledgeGraph", texts: list[str], load: "Load", options: _Options) -> int:
    """Read documents, tell what became of each, and return how many could not be read.

    While a bar is shown the lines wait, and are told also when the run is broken off.
    """
    from kg.evidence.ingesting import ingest_documents

    failed, lines = 0, list[str]()
    with _progress(len(texts)) as (tell, shown):
        try:
            for outcome in ingest_documents(
                graph.path, texts, load, of=options.of, licence=options.licence,
                others=options.others, dry_run=options.dry_run, named=options.named, tell=tell,
            ):  # fmt: skip
                failed += bool(outcome.error)
                for line in told_document(
                    graph.engine, outcome, options.held,
                    dry_run=options.dry_run, verbose=options.verbose,
                ):  # fmt: skip
                    if shown:
                        lines.append(line)
                    else:
                        click.echo(line)
        finally:
            click.echo("\n" * shown, nl=False, err=True)
            for line in lines:
                click.echo(line)
    return failed


@contextmanager
def _progress(total: int) -> "Iterator[tuple[Tell, bool]]":
    """Show how far the reading is, on a terminal and where there is something to wait for."""
    if total < 2 or not sys.stderr.isatty():
        yield (lambda read: None), False
        return
    with click.progressbar(length=total, label="reading", file=sys.stderr) as bar:

        def tell(read: "Read") -> None:
            bar.update(1)

        yield tell, True
