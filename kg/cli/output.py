"""Write results to stdout: a table on a terminal, CSV in a pipe; graphs as Turtle."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from kg.cli.errors import note
from kg.formats import GRAPHS, TABLES, Rows, graph_bytes, table_text, visible

if TYPE_CHECKING:
    from kg.answer import Answer

NOTHING_FOUND = 3


def width() -> int:
    """Return the width in characters: of the terminal, else of COLUMNS, else 160."""
    import shutil

    return shutil.get_terminal_size((160, 24)).columns


def write(text: Iterable[str]) -> None:
    """Write text to stdout as it is; click's echo would take what looks like colour out of data."""
    for part in text:
        sys.stdout.write(part)


def write_table(columns: Sequence[str], rows: Rows, format: str | None = None) -> None:
    """Write a table in one of `kg.formats.TABLES`."""
    terminal = sys.stdout.isatty()
    chosen = format or ("table" if terminal else "csv")
    if chosen == "table":
        write(table_text(columns, rows, width=width(), colour=terminal))
    else:
        lines = TABLES[chosen](columns, rows)
        write((visible(line.rstrip("\r\n")) + "\n" for line in lines) if terminal else lines)


FOR_PEOPLE = ("table", "md")
"""Formats that are read, and so hold the columns that matter to a reader only."""


def write_rows(
    rows: Sequence[dict[str, Any]], short: Sequence[str], format: str | None = None
) -> str:
    """Write rows of plain values and lists, in a format for people the columns `short` only.

    In JSON a list stays a list and a day is text; a table has a column for each name that a row
    has. Return the format that was chosen.
    """
    chosen = format or ("table" if sys.stdout.isatty() else "csv")
    if chosen in ("json", "jsonl"):
        import json

        lines = [json.dumps(row, default=str, ensure_ascii=False) for row in rows]
        whole = ["[\n", ",\n".join(lines), "\n]\n"]
        write(whole if chosen == "json" else [f"{line}\n" for line in lines])
    else:
        every = dict.fromkeys(name for row in rows for name in row)
        columns = short if chosen in FOR_PEOPLE or not rows else tuple(every)
        write_table(columns, (tuple(_cell(row.get(c)) for c in columns) for row in rows), chosen)
    return chosen


def _cell(value: Any) -> Any:
    return "; ".join(map(str, value)) if isinstance(value, list) else value


def write_answer(answer: "Answer", format: str | None, *, fail_empty: bool = False) -> None:
    """Write what a query gave; end with 3 when that is nothing and `fail_empty` is set."""
    if format and (format in GRAPHS) != answer.is_graph:
        made, wanted = ("graph", GRAPHS) if answer.is_graph else ("table", TABLES)
        raise click.UsageError(
            f"the query makes a {made}, which cannot be written as {format}; "
            f"say -f {', '.join(wanted)}",
            click.get_current_context(),
        )
    if answer.is_graph:
        sys.stdout.buffer.write(graph_bytes(answer.graph(), format or "ttl"))
    else:
        write_table(answer.columns, answer.tuples(), format)
    if not answer:
        note("the answer is no" if answer.columns == ("answer",) else "nothing found")
        if fail_empty:
            click.get_current_context().exit(NOTHING_FOUND)
    elif sys.stdout.isatty() and not answer.is_graph and len(answer) > 1:
        note(f"{len(answer)} rows")


def is_input(out: Path, location: str) -> bool:
    """Say whether writing `out` would overwrite the file at `location`, which is read."""
    source = Path(location)
    return "://" not in location and out.exists() and source.exists() and out.samefile(source)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write; it stands at `path` when all of it is written, else nothing does."""
    if path.exists() and not path.is_file():  # a device or a pipe
        with path.open("wb") as file:
            yield file
        return
    from secrets import token_hex

    pending = path.with_name(f".{path.name}.{token_hex(3)}")
    try:
        with pending.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        pending.replace(path)
    except OSError as problem:
        problem.filename = str(path)  # not the name of the pending file
        raise
    finally:
        pending.unlink(missing_ok=True)
