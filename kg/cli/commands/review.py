"""kg review: accept, reject or correct what was read and is not certain."""

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from kg.cli.errors import note
from kg.cli.help import Command
from kg.cli.options import format_option, store_option, store_path
from kg.cli.output import write, write_rows
from kg.errors import KgError
from kg.formats import TABLES, visible

if TYPE_CHECKING:
    from kg.evidence.doubts import Doubt

SHORT = ("key", "source", "reason", "type", "quote", "path", "because")
ASK = "[a]ccept, [r]eject, [c]orrect, [l]ink, [s]kip, [q]uit"
AROUND = 200
"""So many characters are shown before and after a quote."""


@click.command(cls=Command, short_help="Decide on what was read and is not certain.")
@click.argument("key", required=False)
@click.option("--accept", "kind", flag_value="accepted", help="It is right: write it.")
@click.option("--reject", "kind", flag_value="rejected", help="It is wrong: do not ask again.")
@click.option("--correct", "corrections", multiple=True, metavar="FIELD=VALUE",
              help="Write it with another value of a field. Can be repeated.")  # fmt: skip
@click.option("--link", default="", metavar="ENTITY", help="The thing of the graph that is named.")
@click.option("--by", default="", metavar="NAME", help="Who decides.  [KG_REVIEWER, else the user]")
@click.option("--because", default="", metavar="TEXT", help="Why.")
@click.option("--source", default="", metavar="NAME", help="Only doubts on this document.")
@click.option("--reason", default="", metavar="WORD",
              help="Only those that are unsure, contradicts, unlinked, unchecked.")  # fmt: skip
@format_option(*TABLES)
@store_option
def command(
    key: str | None,
    kind: str | None,
    corrections: tuple[str, ...],
    link: str,
    by: str,
    because: str,
    source: str,
    reason: str,
    format: str | None,
) -> None:
    """List what waits for a decision, show the doubt KEY, or decide on it.

    What was below the line of confidence, contradicts the graph, names a thing that the graph does
    not know, or failed a check, waits here. A decision is a revision of its own, with who, when
    and why; it holds when the document is read again. On a terminal, without KEY, each is asked in
    turn. Words that several documents have have one KEY in all; --source says in which to decide.

    kg review -f table
    kg review 3f9c --accept --because "read in the Official Journal"
    kg review 3f9c --correct comparator=ge
    kg review 77ab --link "Claude Opus 4.8"
    """
    from kg.evidence import doubts
    from kg.evidence.reviewing import doubt

    path = store_path()
    if key:
        if corrections or link:
            kind = "corrected"
        changes = _changes(corrections)
        chosen = doubt(path, key, source)
        if kind is None:
            _show(chosen, format)
        else:
            _decide(chosen, kind, by, because, changes, link)
        return
    if kind or corrections or link:
        raise click.UsageError("name the doubt to decide on; list them with: kg review")
    found = doubts.on_source(doubts.read(path), source)
    waiting = [d for d in found if d.reason.startswith(reason)]
    if format is None and sys.stdin.isatty() and sys.stdout.isatty():
        _ask(waiting, by)
        return
    _list(waiting, format)
    if not waiting:
        note("nothing waits for a decision")


def _list(waiting: "list[Doubt]", format: str | None) -> None:
    rows = [{**asdict(d), "type": d.annotation["type"]} for d in waiting]
    flat = [{k: v for k, v in r.items() if k != "annotation"} for r in rows]
    write_rows(rows if format in ("json", "jsonl") else flat, SHORT, format)


def _show(each: "Doubt", format: str | None) -> None:
    """Show one doubt in its sentence, or as a row of the list where a format is asked for."""
    if format:
        _list([each], format)
        return
    write([f"{_headed(each)}\n  {_shown(each)}\n  waits because: {each.because}\n"])
    note("decide with --accept, --reject, --correct FIELD=VALUE or --link ENTITY")


def _headed(each: "Doubt") -> str:
    place = f"{each.source}, {each.path}" if each.path else each.source
    return f"{each.annotation['type']}, {place}  ({each.key})"


def _changes(corrections: tuple[str, ...]) -> dict[str, Any]:
    """Return the fields to change; a value is read as JSON where it is JSON, else as text."""
    changes: dict[str, Any] = {}
    for each in corrections:
        name, sign, value = each.partition("=")
        if not sign:
            raise click.UsageError(f"--correct {each}: write FIELD=VALUE")
        try:
            changes[name] = json.loads(value)
        except ValueError:
            changes[name] = value
    return changes


def _decide(
    waiting: "Doubt", kind: str, by: str, because: str, changes: dict[str, Any], link: str
) -> None:
    from kg.evidence.decisions import CLASSES
    from kg.evidence.reviewing import decide
    from kg.names import compact

    decided = decide(store_path(), waiting, kind, by=by or _reviewer(), because=because,
                     changes=changes, link=link)  # fmt: skip
    decision = decided.decision
    thing = ""
    if decision.thing:
        thing = f", {compact(decision.thing)}"
    write([f"{waiting.key} {kind}: “{' '.join(waiting.quote.split())}”{thing}\n"])
    if decision.new:
        of = CLASSES[decision.annotation["class"]][1]
        write([f"  a new thing was made: {compact(decision.thing)}, {of}, “{decision.quote}”\n"])
    for raised in decided.raised:
        write([f"  waits now: “{' '.join(raised.quote.split())}”: {raised.because}\n"])


def _reviewer() -> str:
    import getpass
    import os

    return os.environ.get("KG_REVIEWER") or getpass.getuser()


def _ask(waiting: "list[Doubt]", by: str) -> None:
    """Ask for each doubt in turn what to do with it; each answer is stored at once."""
    for number, each in enumerate(waiting, start=1):
        write([f"\n{number} of {len(waiting)}  {_headed(each)}\n"])
        write([f"  {_shown(each)}\n  waits because: {each.because}\n"])
        try:
            while not _answered(each, by):
                pass
        except (click.Abort, _Quit):
            note("stopped; what was decided is stored")
            return
    note("that was all" if waiting else "nothing waits for a decision")


class _Quit(Exception):
    """The user has had enough."""


def _answered(each: "Doubt", by: str) -> bool:
    """Ask once, and say whether that settles it; an answer that does not fit is told."""
    answer = click.prompt(ASK, type=click.Choice(list("arclsq")), show_choices=False)
    if answer == "q":
        raise _Quit
    if answer == "s":
        return True
    kind, changes, link = {"a": "accepted", "r": "rejected"}.get(answer, "corrected"), {}, ""
    try:
        if answer == "c":
            known = ", ".join(f"{k}={v}" for k, v in each.annotation.items() if k != "type")
            write([f"  {known}\n"])
            changes = _changes((click.prompt("FIELD=VALUE"),))
        if answer == "l":
            link = click.prompt("Which thing of the graph")
        _decide(each, kind, by, click.prompt("Why", default="", show_default=False), changes, link)
    except (KgError, click.UsageError) as problem:
        note(str(problem))
        return False
    return True


def _shown(each: "Doubt") -> str:
    """Return the quote with the words around it."""
    from kg.evidence.archive import fetch

    document, _ = fetch(store_path(), each.source)
    start, end = each.annotation["span"]
    block = document.block_at(start)
    first = max(block.start if block else 0, start - AROUND)
    last = min(block.end if block else len(document.text), end + AROUND)
    parts = document.text[first:start], document.text[start:end], document.text[end:last]
    before, quote, after = (visible(" ".join(p.split())) for p in parts)
    return " ".join(x for x in (before, click.style(f"“{quote}”", bold=True), after) if x)
