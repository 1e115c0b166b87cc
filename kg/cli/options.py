"""Options that several commands share, and the opening of the graph that they lead to."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from kg.cli.errors import note
from kg.formats import GRAPHS, TABLES

if TYPE_CHECKING:
    from kg import KnowledgeGraph

STORE = "kg.store"
TIMED_OUT = 5
_F = TypeVar("_F", bound=Callable[..., Any])


def _keep_store(ctx: click.Context, _: click.Parameter, value: Path | None) -> None:
    if value is not None:
        ctx.meta[STORE] = value.expanduser()


def store_option(command: _F) -> _F:
    """Add --store, which is understood before and after the command's name."""
    return click.option(
        "--store",
        type=click.Path(path_type=Path),
        metavar="PATH",
        expose_value=False,
        callback=_keep_store,
        help="Folder of the store.  [KG_STORE, else the user's data folder]",
    )(command)


def _day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.today() if value == "today" else date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"'{value}' is not a day such as 2026-11-01, or today") from None


def day_option(name: str, parameter: str, words: str) -> Callable[[_F], _F]:
    """Return an option that takes a day, handed over as `parameter`."""
    return click.option(name, parameter, callback=_day, metavar="DAY", help=words)


known_at_option = click.option(
    "--known-at",
    callback=_day,
    metavar="DAY",
    help="Count only what sources had published by DAY.",
)
as_of_option = click.option(
    "--as-of",
    callback=_day,
    metavar="DAY",
    help="The law of DAY, and what existed by it.  [today]",
)
assume_option = click.option(
    "--assume",
    "assume",
    multiple=True,
    metavar="TEXT",
    help='Set a fact for this answer: "GPT-5.5 trainingCompute 3e25..2e26". Can be repeated.',
)
fail_empty_option = click.option(
    "--fail-empty", is_flag=True, help="End with exit code 3 when nothing is found."
)
with_option = click.option(
    "--with",
    "others",
    multiple=True,
    metavar="NAME",
    help="Also ask this installed extractor, such as endpoint. Can be repeated.",
)
timeout_option = click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Give up after SECONDS, with exit code 5.",
)


def told_days(as_of: date, known_at: date | None) -> str:
    """Return the two days of an answer in words."""
    return f"as of {as_of}, as known on {known_at or date.today()}"


def format_option(*names: str) -> Callable[[_F], _F]:
    """Return the option -f/--format for the formats `names`."""
    return click.option(
        "-f", "--format", type=click.Choice(names), help="How the result is written."
    )


table_format_option = format_option(*TABLES)
any_format_option = format_option(*TABLES, *GRAPHS)


def store_path() -> Path:
    """Return the store's folder: --store, else KG_STORE, else the user's data folder."""
    given: Path | None = click.get_current_context().meta.get(STORE)
    if given is not None:
        return given
    from kg.graph import default_path

    return default_path()


def open_graph(known_at: date | None = None, as_of: date | None = None) -> "KnowledgeGraph":
    """Open the graph, saying so when it has to be built first.

    With `as_of` it holds the assessments of that day, which only SPARQL needs.
    """
    from kg import KnowledgeGraph, store

    path = store_path()
    if not store.exists(path):
        note(f"no store at {path} yet; building it (some seconds, once)")
    return KnowledgeGraph.open(path, known_at=known_at, as_of=as_of)


@contextmanager
def reading(
    known_at: date | None = None, *, as_of: date | None = None, timeout: float | None = None
) -> "Iterator[KnowledgeGraph]":
    """Give the graph to a command that only reads it: Ctrl-C ends the process at once.

    The engine looks at no signal while a query runs, so Python's own handler would wait for the
    end of the query. Who only reads loses nothing by being ended.
    """
    graph = open_graph(known_at, as_of)
    timer = threading.Timer(timeout, _give_up, [timeout]) if timeout else None
    before = signal.getsignal(signal.SIGINT)
    try:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGINT, signal.SIG_DFL)
        if timer:
            timer.daemon = True
            timer.start()
        yield graph
    finally:
        if timer:
            timer.cancel()
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGINT, before)


def _give_up(seconds: float) -> NoReturn:
    """End the process from a thread beside the query, which cannot be stopped."""
    note(f"not finished after {seconds:g} seconds; the answer is incomplete: ask for less")
    os._exit(TIMED_OUT)
