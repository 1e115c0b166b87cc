"""kg export: write the whole graph to a file."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from kg.cli.errors import note
from kg.cli.help import Command
from kg.cli.options import as_of_option, format_option, known_at_option, reading, store_option
from kg.cli.output import whole_file
from kg.formats import GRAPHS, graph_format

if TYPE_CHECKING:
    from kg import KnowledgeGraph


@click.command(cls=Command, short_help="Write the whole graph as RDF.")
@click.option(
    "-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write.  [stdout]"
)
@as_of_option
@known_at_option
@format_option(*GRAPHS)
@store_option
def command(
    out: Path | None, as_of: date | None, known_at: date | None, format: str | None
) -> None:
    """Write the graph as RDF: ontology, regimes and facts; with trig also what each source said.

    Without -f the ending of the file decides, else it is Turtle. The sources and their licences go
    along, in the file where the format has comments and on stderr otherwise.

    kg export -o graph.ttl
    kg export -f trig | gzip > graph.trig.gz
    """
    ending = out.suffix.lstrip(".") if out else ""
    chosen = format or (ending if ending in GRAPHS else "ttl")
    with reading(known_at, as_of=as_of) as graph:
        if out is None:
            _write(graph, sys.stdout.buffer, chosen)
        else:
            with whole_file(out) as file:
                _write(graph, file, chosen)
            note(f"written to {out}")


def _write(graph: "KnowledgeGraph", file: IO[bytes], format: str) -> None:
    import pyoxigraph as ox

    from kg.names import NAMESPACES

    lines = list(credits(graph))
    if format == "jsonld":
        for line in lines:
            note(line)
    else:
        file.write("".join(f"# {line}\n" for line in lines).encode())
    graph.engine.dump(
        file,
        graph_format(format),
        from_graph=None if format == "trig" else ox.DefaultGraph(),
        prefixes=NAMESPACES,
    )


def credits(graph: "KnowledgeGraph") -> Iterator[str]:
    """Yield a line for the graph and one for each revision in it: source, edition, licence."""
    from kg import __version__

    known = f", as known on {graph.known_at}" if graph.known_at else ""
    yield f"AI Control Graph {__version__}{known}; ontology and regimes: CC-BY-4.0"
    for r in graph.sources():
        by = f", by {r.attribution}" if r.attribution else ""
        line = f"Source: {r.title}, edition of {r.issued}{by}; licence: {r.licence or 'not stated'}"
        yield " ".join(line.split())
