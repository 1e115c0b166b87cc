"""kg transfer: which provisions reach an export, or an access from afar."""

from datetime import date

import click

from kg.cli.commands.assess import write_assessments
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
from kg.formats import TABLES


@click.command(cls=Command, short_help="Assess the transfer of a model or chip to a place.")
@click.option("--item", required=True, metavar="NAME", help="The model or chip that is sent.")
@click.option("--form", default="", metavar="FORM",
              help="weights, API, know-how or chip.  [weights, or chip for hardware]")  # fmt: skip
@click.option("--to", "destination", required=True, metavar="PLACE", help="Where it is sent.")
@click.option("--from", "origin", default="", metavar="PLACE", help="Where it is sent from.")
@click.option("--end-user", default="", metavar="ACTOR", help="Who is to use it.")
@click.option("--fact", "facts", nargs=2, multiple=True, metavar="NAME VALUE",
              help="Set a property of the transfer; can be repeated.")  # fmt: skip
@as_of_option
@known_at_option
@assume_option
@format_option("text", *TABLES)
@store_option
def command(
    item: str,
    form: str,
    destination: str,
    origin: str,
    end_user: str,
    facts: tuple[tuple[str, str], ...],
    as_of: date | None,
    known_at: date | None,
    assume: tuple[str, ...],
    format: str | None,
) -> None:
    """Assess a transfer by every provision that controls what is sent.

    Those that hang on a fact of the transfer that was not given are told on stderr with the name of
    the fact, which --fact sets. -f text explains each outcome.

    kg transfer --item "Grok 4" --form weights --to AE --as-of 2025-05-14
    kg transfer --item h200 --to CN --from US --end-user Alibaba
    kg transfer --item "Claude Mythos 5" --form API --to DE --fact recipientIsListed true
    """
    from kg.law import telling

    day = as_of or date.today()
    with reading(known_at) as graph:
        answer = graph.transfer(
            item=item,
            form=form,
            destination=destination,
            origin=origin,
            end_user=end_user,
            facts=dict(facts),
            as_of=day,
            assume=assume,
        )
        note(told_days(day, known_at))
        for found, lacking in answer.untested:
            note(f"not tested in full: {found.provision.id} asks for {', '.join(lacking)}; "
                 "set it with --fact NAME VALUE")  # fmt: skip
        if format == "text":
            told = answer.explained()
            write(telling.text(t, width=min(width(), 120)) + "\n" for t in told)
        else:
            write_assessments(answer.rows(), answer.reasons, answer.assessments, format)
