"""Tables and graphs as text, in every format in which the program gives them out.

A format for people (`table`, `md`) shortens IRIs and numbers; one for programs (`csv`, `tsv`,
`json`, `jsonl`) gives both in full.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph as ox

Value = str | float | int | bool | date | None
Rows = Iterable[Sequence[Value]]

LONGEST = 12
"""Digits up to which a number is shown whole; longer ones come from a division."""
SHOWN = 6
"""Digits that are shown of a longer number."""


def readable(value: Value) -> str:
    """Return a value for people: IRIs as prefixed names, large numbers as 3.8e25, None as "".

    >>> readable(3.8e25), readable(405e9), readable(2048.0), readable(1e25 / 3)
    ('3.8e25', '4.05e11', '2048', '3.33333e24')
    """
    # Imported here because the names of the formats are wanted for `kg --help`, and nothing else.
    from kg.names import compact

    if isinstance(value, float):
        return _number(value)
    return visible(compact(value)) if isinstance(value, str) else full(value)


def full(value: Value) -> str:
    """Return a value for programs: IRIs and numbers in full, dates in ISO form, None as "".

    >>> full(3.8e25), full(True), full(date(2026, 11, 1)), full(None)
    ('3.8e+25', 'true', '2026-11-01', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return repr(value) if isinstance(value, float) else str(value)


def visible(text: str) -> str:
    """Replace control characters, so that text of unknown origin cannot steer a terminal.

    Newlines and tabs stay.
    """
    return "".join(c if c.isprintable() or c in "\n\t" or ord(c) > 159 else "�" for c in text)


def _number(value: float) -> str:
    if not isfinite(value):
        return str(value)
    number = Decimal(repr(value)).normalize()
    if len(number.as_tuple().digits) > LONGEST:
        number = Decimal(f"{value:.{SHOWN}g}").normalize()
    power = number.adjusted()
    if number and not -5 < power < 6:
        return f"{number.scaleb(-power):f}e{power}"
    return f"{number:f}" if number else "0"


def csv_text(columns: Sequence[str], rows: Rows) -> Iterator[str]:
    """Yield the lines of a CSV table as RFC 4180 has it: CR LF at the end of each."""
    line = io.StringIO(newline="")
    writer = csv.writer(line)
    for row in (columns, *_full(rows)):
        writer.writerow(row)
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def tsv_text(columns: Sequence[str], rows: Rows) -> Iterator[str]:
    r"""Yield the lines of a table with tabs; tab, line end and backslash become \t, \n, \r, \\."""
    escapes = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
    for row in (columns, *_full(rows)):
        yield "\t".join(text.translate(escapes) for text in row) + "\n"


def _full(rows: Rows) -> Iterator[list[str]]:
    return ([full(value) for value in row] for row in rows)


def json_text(columns: Sequence[str], rows: Rows) -> Iterator[str]:
    """Yield a JSON list of objects, one a line; unknown values are null."""
    before = "[\n"
    for line in jsonl_text(columns, rows):
        yield before + line.rstrip("\n")
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def jsonl_text(columns: Sequence[str], rows: Rows) -> Iterator[str]:
    """Yield one JSON object a line; unknown values are null."""
    for row in rows:
        yield (
            json.dumps(dict(zip(columns, map(_json, row), strict=True)), ensure_ascii=False) + "\n"
        )


def _json(value: Value) -> Value:
    """Return what JSON can hold: it has neither days nor infinite numbers."""
    if isinstance(value, date) or (isinstance(value, float) and not isfinite(value)):
        return full(value)
    return value


def md_text(columns: Sequence[str], rows: Rows) -> Iterator[str]:
    """Yield the lines of a Markdown table; nothing in a cell can end it or become HTML."""
    escapes = str.maketrans({"|": "\\|", "\n": "<br>", "\r": "", "<": "&lt;"})

    def line(cells: Iterable[str]) -> str:
        return "| " + " | ".join(cells) + " |\n"

    yield line(c.translate(escapes) for c in columns)
    yield line("---" for _ in columns)
    for row in rows:
        yield line(readable(value).translate(escapes) for value in row)


def table_text(
    columns: Sequence[str], rows: Rows, *, width: int | None = None, colour: bool = False
) -> Iterator[str]:
    """Yield a table for the eye, folded to `width` characters; without it nothing is folded."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    rows = list(rows)
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for place, name in enumerate(columns):
        values = [row[place] for row in rows if row[place] is not None]
        numeric = bool(values) and all(type(v) in (int, float) for v in values)
        table.add_column(name, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(readable(value)) for value in row))
    file = io.StringIO()
    console = Console(file=file, width=width or 10_000, force_terminal=colour, highlight=False)
    console.print(table)
    yield from (line.rstrip(" ") + "\n" for line in file.getvalue().strip("\n").split("\n"))


TABLES: dict[str, Callable[[Sequence[str], Rows], Iterator[str]]] = {
    "table": table_text,
    "csv": csv_text,
    "tsv": tsv_text,
    "json": json_text,
    "jsonl": jsonl_text,
    "md": md_text,
}
"""The formats of a table, by name, with what writes them."""

GRAPHS = {"ttl": "TURTLE", "trig": "TRIG", "nt": "N_TRIPLES", "jsonld": "JSON_LD"}
"""The formats of a graph, by name, with the engine's name for them."""


def graph_format(name: str) -> "ox.RdfFormat":
    """Return the engine's format for one of `GRAPHS`."""
    import pyoxigraph as ox

    found: ox.RdfFormat = getattr(ox.RdfFormat, GRAPHS[name])
    return found


def graph_bytes(triples: "Iterable[ox.Triple]", name: str) -> bytes:
    """Return a graph in one of `GRAPHS`, in UTF-8."""
    import pyoxigraph as ox

    from kg.names import NAMESPACES

    written = ox.serialize(triples, format=graph_format(name), prefixes=NAMESPACES)
    return written or b""
