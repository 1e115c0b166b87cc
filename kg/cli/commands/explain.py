"""kg explain: the whole way to one outcome."""

from datetime import date

import click

from kg.cli.errors import note
from kg.cli.help import Command
from kg.cli.options import (
    as_of_option,
    assume_option,
    format_option,
    known_at_option,
    reading,
    store_option,
    told_days,
)
from kg.cli.output import width, write


@click.command(cls=Command, short_help="Explain one outcome: tests, values, sources, dates.")
@click.argument("thing")
@click.argument("provision")
@as_of_option
@known_at_option
@assume_option
@format_option("text", "json", "md")
@store_option
def command(
    thing: str,
    provision: str,
    as_of: date | None,
    known_at: date | None,
    assume: tuple[str, ...],
    format: str | None,
) -> None:
    """Explain what PROVISION comes to for THING on a day.

    Every test of the condition is told with its verdict, its values and their sources; with what is
    not known and what would settle it, the dates, exemptions, readings, and what is not modelled.
    PROVISION is an id such as eu-ai-act.art51-2, or its end where that is clear (4E091).

    kg explain deepseek-v4-pro eu-ai-act.art51-2 --as-of 2026-11-01
    kg explain "Grok 4" 4E091 --as-of 2025-05-14 -f md
    """
    from kg.law import telling

    day = as_of or date.today()
    with reading(known_at) as graph:
        told = graph.explain(thing, provision, as_of=day, assume=assume)
        note(told_days(day, known_at))
    if format == "json":
        write([telling.json_text(told)])
    elif format == "md":
        write([telling.markdown(told)])
    else:
        write([telling.text(told, width=min(width(), 120))])
