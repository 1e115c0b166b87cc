"""kg show: all that is known of one thing."""

import json
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

import click

from kg.cli.help import Command
from kg.cli.options import as_of_option, format_option, known_at_option, reading, store_option
from kg.cli.output import width, write, write_table
from kg.formats import TABLES

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph


@click.command(cls=Command, short_help="Show all that is known of one thing.")
@click.argument("name", metavar="ENTITY")
@as_of_option
@known_at_option
@format_option("text", *TABLES)
@store_option
def command(name: str, as_of: date | None, known_at: date | None, format: str | None) -> None:
    """Show all that is known of one thing: each value with its source, and what contradicts it.

    ENTITY is a name, an alias, a prefixed name (model:grok-3) or an IRI. A regime is shown with its
    events, provisions and conditions. -f json gives everything as one object; csv and the other
    tables give one row a value. With --as-of, text and json also say how the law stands on DAY: for
    a regime the state of its provisions, for anything else what they come to for it.

    kg show "Llama 3.1 405B"
    kg show "EU AI Act"
    kg show "Claude Fable 5" --as-of 2026-06-12
    kg show model:grok-3 -f json
    """
    from kg.cli.page import COLUMNS, page, rows
    from kg.entity import entity

    with reading(known_at) as graph:
        iri = graph.find(name)
        shown = entity(graph.engine, iri)
        law = _law(graph, iri, as_of) if as_of else []
    if format == "json":
        whole = {**asdict(shown), **({"law": law} if as_of else {})}
        write([json.dumps(whole, default=str, ensure_ascii=False, indent=1), "\n"])
    elif format and format != "text":
        write_table(COLUMNS, rows(shown), format)
    else:
        for line in page(shown, width=min(width(), 120)):
            click.echo(line)
        for row in law:
            click.echo(f"on {as_of}, {row['provision']}: {row['outcome']} ({row['because']})")


def _law(graph: "KnowledgeGraph", iri: str, day: date) -> list[dict[str, str]]:
    """Return how the law stands on a day for a thing, or for the provisions of a regime."""
    from kg.law.assess import REACHED
    from kg.law.court import assessments
    from kg.law.provisions import load, state
    from kg.law.reasons import Reasons

    ours = [p for p in load(graph.engine).values() if iri in (p.regime.iri, p.iri)]
    if ours:
        states = [(p.id, *state(p, day)) for p in ours]
        return [{"provision": p, "outcome": s.value, "because": why} for p, s, why in states]
    kinds = ", ".join(f":{cls}" for cls in sorted({c for cs in REACHED.values() for c in cs}))
    if not graph.query(f"ASK {{ <{iri}> a ?kind FILTER (?kind IN ({kinds})) }}"):
        return []
    court, found = assessments(graph.engine, iri, as_of=day)
    reasons = Reasons(court, known_at=graph.known_at or date.today())
    return [
        {"provision": a.provision.id, "outcome": a.outcome.value, "because": reasons.because(a)}
        for a in found
    ]
