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
@click.option("--type", "types", multiple=True, metavar="TYPE",
              help="Only what is of this type, such as threshold. Can be repeated.")  # fmt: skip
@click.option("--source", default="", metavar="NAME",
              help="Only what a text says whose name begins so.")  # fmt: skip
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="The first N of them.")
@format_option("text", *TABLES)
@fail_empty_option
@store_option
def command(
    name: str,
    min_certainty: float,
    types: tuple[str, ...],
    source: str,
    limit: int | None,
    format: str | None,
    fail_empty: bool,
) -> None:
    """Show each fact that a text says of ENTITY, with its quote, its place and its source.

    Of a law these are the thresholds, norms, definitions and the rest that were read in its text;
    of a model, a company or a country what texts say of it and where they name it.

    kg evidence us-ca-sb53
    kg evidence us-ca-sb53 --type threshold --type penalty --limit 20
    kg evidence "Claude Opus 4.8" -f json
    """
    from kg.evidence.evidence import evidence

    with reading() as graph:
        iri = graph.find(name)
        every = evidence(graph.engine, iri)
    kinds = {kind for each in types for kind in _kinds(each)}
    found = [
        r for r in every
        if (r["certainty"] if r["certainty"] is not None else 1) >= min_certainty
        and (not kinds or r["kind"] in kinds) and _is_from(r, source)
    ]  # fmt: skip
    rows = found[:limit]
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
    if len(rows) < len(found):
        note(f"{len(found) - len(rows)} more; give a larger --limit")
    if every and not rows:
        note(f"{len(every)} things are said of {name}, none of them as asked: it has the types "
             f"{', '.join(sorted({_plain(r['kind']) for r in every}))}")  # fmt: skip
    elif not rows:
        note(f"no text says anything of {name}; read one with: kg ingest FILE")
    if not rows and fail_empty:
        click.get_current_context().exit(NOTHING_FOUND)


def _kinds(word: str) -> set[str]:
    """Return the kinds of rows that a word means: a type of `kg extract`, or a kind itself."""
    from kg.evidence.evidence import ORDER

    known = {_plain(kind): kind for kind in ORDER} | {"statement": "statement"}
    wanted = word.casefold().rstrip("s")
    if wanted == "norm":
        return {f"Read{kind}" for kind in ("Obligation", "Prohibition", "Permission")}
    if wanted == "claim":
        return {"Claim", "Prediction", "Imperative"}
    found = {kind for plain, kind in known.items() if wanted in (plain, kind.casefold())}
    if not found:
        raise click.UsageError(
            f"no type '{word}'; there are: norm, {', '.join(known)}", click.get_current_context()
        )
    return found


def _plain(kind: str) -> str:
    return kind.removeprefix("Read").casefold()


def _is_from(row: dict[str, Any], source: str) -> bool:
    """Say whether a row is from a source, by the beginning of its title or of its short name."""
    return any(each.casefold().startswith(source.casefold())
               for each in (row["source"], row["source_id"]))  # fmt: skip


def _sure(row: dict[str, Any]) -> str:
    return f"sure by {row['certainty']:.0%}" if row["certainty"] is not None else ""
