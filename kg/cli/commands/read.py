"""kg read: a document as a page with all that was read in it marked, or as plain text."""

from pathlib import Path

import click

from kg.cli.help import Command
from kg.cli.options import format_option, open_graph, store_option
from kg.cli.output import is_input, whole_file, write


@click.command(cls=Command, short_help="Show a document with what was read in it marked.")
@click.argument("location", metavar="FILE")
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path),
              help="The file to write.  [stdout]")  # fmt: skip
@click.option("--allow-private", is_flag=True, help="Also fetch from private and loopback hosts.")
@format_option("html", "txt")
@store_option
def command(location: str, out: Path | None, allow_private: bool, format: str | None) -> None:
    """Show a document as one HTML page, every fact that was read in it marked in its place.

    The page needs no network. FILE is a file, an http(s) address, or - for stdin. With -f txt the
    text alone is written, in whose characters the offsets of kg extract count. Nothing is stored.

    kg read sb53.html -o sb53-annotated.html
    kg read act.pdf -f txt
    """
    from kg import intake

    if Path(location).is_dir():
        raise click.UsageError(f"{location}: is a folder; kg read takes one file")
    if out and is_input(out, location):
        raise click.UsageError(f"{out}: is the document that is read; give -o another name")
    document = intake.document(location, allow_private=allow_private)
    if format == "txt" or (format is None and out and out.suffix == ".txt"):
        text = document.text
    else:
        from kg.evidence.annotated import page
        from kg.text.names.gazetteer import from_graph
        from kg.text.pipeline import build
        from kg.text.plugins.extractors import extract_with_all

        nlp = build(from_graph(open_graph().engine))
        text = page(document, extract_with_all(document, nlp)[0])
    if out is None:
        write([text])
        return
    with whole_file(out) as file:
        file.write(text.encode())
    write([f"{out}\n"])
