"""Epoch AI's tables as judged rows: what is damaged, what is filled, which edition it is.

A file is judged whole before any statement is made of it, so that a damaged one yields nothing.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ingest._cells import clean, day, flag, number, numbers, shown
from ingest._csv import Table
from ingest._epoch_columns import BOOKKEEPING, DAYS, FLAGS, NUMBERS, SEVERAL, columns_of
from ingest._epoch_kinds import Kind
from kg.errors import BadSource
from kg.model import Cell, Iri, Object, Source, Statement

_SHOWN_PROBLEMS = 4
_NAME_DATE = re.compile(r"(?<!\d)(20\d\d)[-_](0[1-9]|1[0-2])(?:[-_]([0-3]\d))?(?!\d)")

CHECKS: Mapping[str, Callable[[str], object]] = (
    dict.fromkeys(NUMBERS - SEVERAL, number)
    | dict.fromkeys(SEVERAL, numbers)
    | dict.fromkeys(DAYS, day)
    | dict.fromkeys(FLAGS, flag)
)
"""Field to the function that refuses what cannot stand in it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number from 1, the name it is about, and its filled cells by field."""

    number: int
    name: str
    cells: dict[str, str]


@dataclass(slots=True)
class Sheet:
    """What all rows of a file share: rows, source, headings, and what was said already."""

    rows: list[Row]
    source: Source
    headings: dict[str, str]
    said: set[tuple[Iri, Iri, Object]] = field(default_factory=set)

    def say(
        self, row: Row, column: str, subject: Iri, predicate: Iri, value: Object, **details: Any
    ) -> Statement:
        """Return the statement that stands in the cell of `row` and `column` (a field)."""
        return Statement(
            subject=subject,
            predicate=predicate,
            object=value,
            source=self.source,
            place=Cell(row.number, self.headings[column]),
            **details,
        )

    def once(
        self, row: Row, column: str, subject: Iri, *pairs: tuple[Iri, Object]
    ) -> Iterator[Statement]:
        """Yield statements of a thing that many rows name, each once in a file."""
        for predicate, value in pairs:
            if (subject, predicate, value) not in self.said:
                self.said.add((subject, predicate, value))
                yield self.say(row, column, subject, predicate, value)


def sheet_of(table: Table, kind: Kind) -> Sheet:
    """Return the judged rows of a table; raise `BadSource` that names the damaged ones."""
    columns = columns_of(table.header)
    _judge(table, kind, columns)
    rows = []
    for row_number, cells in enumerate(table.rows, start=1):
        filled = {f: text for f, at in columns.items() if (text := cells[at].strip())}
        if name := clean(filled.get(kind.thing, "")):
            rows.append(Row(row_number, name, filled))
    if not rows:
        raise BadSource(f"{table.name}: no row names a {kind.thing}; fetch the file again")
    headings = {field: table.header[at].strip() for field, at in columns.items()}
    return Sheet(rows, _source(table, kind, rows), headings)


def _judge(table: Table, kind: Kind, columns: dict[str, int]) -> None:
    fields = {at: field for field, at in columns.items()}
    name_at = columns[kind.thing]
    problems: list[str] = []
    for row, cells in enumerate(table.rows, start=1):
        name = clean(cells[name_at]) if name_at < len(cells) else ""
        problem = _problem(cells, table.header, fields)
        if not problem and not name and (full := _content(cells, fields)) is not None:
            problem = (
                f", column '{table.header[name_at].strip()}': no name, although column "
                f"'{table.header[full].strip()}' says {shown(cells[full])}"
            )
        if problem:
            called = f" ({shown(name)})" if name else ""
            problems.append(f"data row {row}{called}{problem}")
    if problems:
        more = len(problems) - _SHOWN_PROBLEMS
        listed = "; ".join(problems[:_SHOWN_PROBLEMS]) + (f"; and {more} more" if more > 0 else "")
        raise BadSource(
            f"{table.name}: nothing is taken, because cells are shifted, cut off or misspelt: "
            f"{listed}; mend these rows or fetch the file again from https://epoch.ai/data"
        )


def _problem(cells: list[str], header: list[str], fields: dict[int, str]) -> str:
    """Return what is wrong with a row, in words that follow its number, or an empty string."""
    for at, (cell, heading) in enumerate(zip(cells, header, strict=False)):
        text, name = cell.strip(), heading.strip()
        if not text:
            continue
        if not name:
            return f", column {at + 1} (without heading): {shown(text)} belongs to no column"
        if check := CHECKS.get(fields.get(at, "")):
            try:
                check(text)
            except ValueError as error:
                return f", column '{name}': {error}"
    if len(cells) == len(header):
        return ""
    last = header[min(len(cells), len(header)) - 1].strip()
    return f" has {len(cells)} cells, the header {len(header)} (last column in common: '{last}')"


def _content(cells: list[str], fields: dict[int, str]) -> int | None:
    """Return the position of the first cell that says something, None where none does."""
    filled = (at for at, cell in enumerate(cells) if cell.strip())
    return next((at for at in filled if fields.get(at) not in BOOKKEEPING), None)


def _source(table: Table, kind: Kind, rows: list[Row]) -> Source:
    issued, why = _edition(table.name, rows)
    return Source(
        id=kind.id,
        title=kind.title,
        issued=issued,
        issued_from=why,
        licence="CC-BY-4.0",
        location=table.name,
        sha256=table.sha256,
        url="https://epoch.ai/data",
        attribution=f"{kind.title}, CC BY 4.0, edition of {issued}, https://epoch.ai/data",
    )


def _edition(name: str, rows: list[Row]) -> tuple[date, str]:
    """Return the day of an edition and how it is known."""
    if match := _NAME_DATE.search(name):
        year, month, in_month = int(match[1]), int(match[2]), match[3]
        last = monthrange(year, month)[1]
        if not in_month:
            # Nobody can have known it later than that; an earlier day might be too early.
            return date(year, month, last), "the month in the file name, taken as its last day"
        if 1 <= int(in_month) <= last:
            return date(year, month, int(in_month)), "the day in the file name"
    for fields, why in (
        (("modified",), "the newest 'Last modified' in the file"),
        (("published", "released"), "the newest date of a thing in the file"),
    ):
        texts = (row.cells.get(field, "")[:10] for row in rows for field in fields)
        days = [found for text in texts if (found := _day_or_none(text))]
        if days:
            return max(days), why
    raise BadSource(
        f"{name}: neither the file name nor the file dates this edition; "
        "put the day into the name, as in 'hardware_2025-10-31.csv'"
    )


def _day_or_none(text: str) -> date | None:
    try:
        return day(text)
    except ValueError:
        return None
