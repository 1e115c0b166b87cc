"""kg extract: what a document says, without writing anything to the store."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.errors import note
from kg.cli.help import Command
from kg.cli.options import format_option, reading, store_option, with_option
from kg.cli.output import is_input, whole_file, write, write_rows
from kg.cli.taken import expanded

if TYPE_CHECKING:
    from kg.document import Document
    from kg.text.annotations import Annotation

SHORT = ("type", "path", "quote", "says", "confidence")
TYPES = ("threshold", "definition", "norm", "reference", "date", "mention", "relation", "claim",
         "exemption", "penalty", "detail")  # fmt: skip


@click.command(cls=Command, short_help="Say what a document says, and write nothing.")
@click.argument("locations", metavar="FILE...", nargs=-1, required=True)
@click.option("--type", "types", multiple=True, type=click.Choice(TYPES),
              help="Only annotations of this type. Can be repeated.")  # fmt: skip
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="P",
              help="Only annotations that are right with probability P or more.")  # fmt: skip
@click.option("-o", "--out", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER",
              help="Write NAME.jsonl for each document into FOLDER instead.")  # fmt: skip
@click.option("--feed", is_flag=True,
              help="Each location is a feed, RSS or Atom: read what it lists.")  # fmt: skip
@click.option("--allow-private", is_flag=True, help="Also fetch from private and loopback hosts.")
@with_option
@format_option("jsonl", "json", "table", "md", "csv")
@store_option
def command(
    locations: tuple[str, ...],
    types: tuple[str, ...],
    min_confidence: float,
    out: Path | None,
    feed: bool,
    allow_private: bool,
    others: tuple[str, ...],
    format: str | None,
) -> None:
    """Read documents and say what their texts say: thresholds, norms, definitions and the rest.

    FILE is a file, a folder, an http(s) address, or - for stdin. Spans count characters of the
    text of the document, which for a text file is the file itself (see: kg read FILE -f txt).
    Names are those of the graph. A document that cannot be read is told, and the rest goes on.

    kg extract bill.html -f jsonl
    kg extract laws/ -o annotations/ --type threshold
    """
    from functools import partial

    from kg import intake
    from kg.evidence.batch import read_all
    from kg.text.names.gazetteer import from_graph

    with reading() as graph:
        names = from_graph(graph.engine)
    places, failed = expanded(locations, feed=feed, allow_private=allow_private)
    load = partial(intake.document, allow_private=allow_private)
    wrong, rows = failed, list[dict[str, Any]]()
    for read in read_all(places, load, names, others=others):
        for problem in read.notes:
            note(problem)
        if read.document is None:
            note(read.error)
            failed += 1
            continue
        found = [
            row(read.document, a)
            for a in read.annotations
            if a.confidence >= min_confidence and (not types or a.type in types)
        ]
        if out:
            path = out / f"{read.document.name}.jsonl"
            if is_input(path, read.location):
                note(f"{path}: is the document that is read; give -o another folder")
                failed += 1
                continue
            _write_file(path, found)
        rows += found
    if not out:
        chosen = format or ("table" if sys.stdout.isatty() else "jsonl")
        if chosen in ("json", "jsonl"):
            rows = [{k: v for k, v in r.items() if k not in ("says",)} for r in rows]
        write_rows(rows, SHORT, chosen)
    if failed > wrong and len(places) > 1:
        note(f"{failed - wrong} of {len(places)} documents could not be read")
    if failed:
        click.get_current_context().exit(1)


def row(document: "Document", annotation: "Annotation") -> dict[str, Any]:
    """Return an annotation as a row: its JSON form with document, path, quote and what it says."""
    from kg.text.annotations import to_json
    from kg.text.told import said

    return {
        **to_json(annotation),
        "document": document.name,
        "path": document.path(annotation.span[0]),
        "quote": document.text[slice(*annotation.span)],
        "says": said(document, annotation),
    }


def _write_file(path: Path, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path) as file:
        for line in rows:
            kept = {k: v for k, v in line.items() if k != "says"}
            file.write((json.dumps(kept, ensure_ascii=False) + "\n").encode())
    write([f"{path}\n"])
