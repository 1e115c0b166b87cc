"""Read a table row by row, and its cells as numbers, days and IRIs; say which cell is wrong."""

import csv
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg.errors import BadSource
from kg.model import Iri
from kg.names import NAMESPACES, rdf, term

NUMBER = re.compile(r"[-+]?\d+(\.\d+)?([eE][-+]?\d+)?")
NAME = re.compile(r"(?:([a-z]+):)?[^\s:<>\"{}|\\^`]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One data row: its table, its number (from 1, the header not counted) and its cells."""

    path: Path
    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def wrong(self, column: str, why: str) -> BadSource:
        """Return the error that says why the cell in `column` cannot be used."""
        return BadSource(f"{self.path}, row {self.number}, column '{column}': {why}")

    def number_or_none(self, column: str) -> float | None:
        """Return the number in a cell, None for an empty one."""
        text = self[column]
        if not text:
            return None
        if not NUMBER.fullmatch(text):
            raise self.wrong(column, f"'{text}' is no number; write it like 3.8e25 or 1500")
        return float(text)

    def bound_or_none(self, column: str) -> float | None:
        """Return a lower bound; ">5e8" is open: the next number above, so that "over" is strict."""
        text = self[column]
        if not text.startswith(">"):
            return self.number_or_none(column)
        if not NUMBER.fullmatch(text[1:]):
            raise self.wrong(column, f"'{text}' is no bound; write it like >5e8 or 5e8")
        return math.nextafter(float(text[1:]), math.inf)

    def whole(self, column: str) -> int:
        """Return the whole number in a cell, 0 or more."""
        text = self[column]
        if not (text.isascii() and text.isdigit()):
            raise self.wrong(column, f"'{text}' is no whole number")
        return int(text)

    def day(self, column: str) -> date | None:
        """Return the day in a cell, None for an empty one."""
        text = self[column]
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise self.wrong(column, f"'{text}' is no day; write it like 2026-07-19") from None

    def iri(self, column: str) -> Iri:
        """Return the IRI that a cell names: "actor:zai", or a bare term of the ontology."""
        text = self[column]
        name = NAME.fullmatch(text)
        if not name:
            raise self.wrong(column, f"'{text}' is no name like actor:zai or OpenWeights")
        if not name[1]:
            return term(text)
        if name[1] not in NAMESPACES:
            known = ", ".join(p for p in NAMESPACES if p)
            raise self.wrong(column, f"no prefix '{name[1]}'; there are: {known}")
        return rdf(text)

    def choice(self, column: str, choices: Sequence[str]) -> str:
        """Return the text of a cell that must be one of `choices`."""
        text = self[column]
        if text not in choices:
            listed = ", ".join(repr(c) for c in choices)
            raise self.wrong(column, f"'{text}' is none of {listed}")
        return text


def rows(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    """Yield the data rows of a table that has at least `columns`.

    Raise `BadSource` where the file is missing, empty, cut off, not UTF-8 or lacks a column.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:  # spreadsheets write the mark
            yield from _rows(path, columns, file)
    except OSError as error:
        raise BadSource(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise BadSource(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
    except csv.Error as error:
        raise BadSource(f"{path}: not a whole table ({error}); is the file cut off?") from error


def _rows(path: Path, columns: Sequence[str], lines: Iterator[str]) -> Iterator[Row]:
    table = csv.reader(lines, strict=True)
    header = next(table, [])
    if not header:
        raise BadSource(f"{path}: the file is empty; its first line names the columns")
    missing = [column for column in columns if column not in header]
    if missing:
        raise BadSource(
            f"{path}: no column '{missing[0]}'; the first line must name, separated by commas: "
            f"{', '.join(columns)}"
        )
    number = 0
    for number, cells in enumerate(table, start=1):
        if len(cells) != len(header):
            raise BadSource(
                f"{path}, row {number}: {len(cells)} cells for {len(header)} columns; "
                "put a text that holds commas into quotation marks"
            )
        yield Row(path, number, dict(zip(header, cells, strict=True)))
    if not number:
        raise BadSource(f"{path}: no rows after the first line; is the file cut off?")
