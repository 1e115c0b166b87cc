"""CSV files as tables: bytes to header and rows, with one sentence for whatever is wrong with them.

Only the form is judged here (size, encoding, quoting, headings); what the cells mean is the
reader's business. Cells keep the spelling of the file.
"""

import csv
import hashlib
import io
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from kg.errors import BadSource

MAX_BYTES = 200_000_000
"""The largest file that is read: a hundred times the largest edition seen so far."""

MAX_CELL = 4_000_000
"""The longest cell in characters; a longer one is a quote that was never closed."""

_HEAD_BYTES = 65_536
_AGAIN = "fetch the file again"


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file: its file name, the SHA-256 of its bytes, headings and rows as they stand.

    `rows[0]` is data row 1. Rows may be longer or shorter than the header; blank lines are no rows.
    """

    name: str
    sha256: str
    header: list[str]
    rows: list[list[str]]


def header_of(location: str) -> list[str]:
    """Return the headings of the file at `location`; an empty list where there are none to read.

    Looks at the first 64 KB only and never raises: it serves to recognise files.
    """
    try:
        with Path(location).open("rb") as file:
            head = file.read(_HEAD_BYTES)
        if b"\0" in head:
            return []
        text = head.decode("utf-8-sig", errors="replace")
        return next(csv.reader(io.StringIO(text, newline="")), [])
    except (OSError, ValueError, csv.Error):
        return []


def read_table(location: str) -> Table:
    """Read the CSV file at `location`; raise `BadSource` where its form is wrong."""
    path = Path(location)
    data = _bytes(path)
    text = _text(path.name, data)
    header, *rows = _records(path.name, text) or [[]]
    if not any(cell.strip() for cell in header):
        raise BadSource(f"{path.name}: the first line has no headings; {_AGAIN}")
    if not rows:
        raise BadSource(f"{path.name}: has headings but no rows; {_AGAIN}")
    twice = [h for h, count in Counter(h.strip() for h in header).items() if count > 1 and h]
    if twice:
        raise BadSource(
            f"{path.name}: the column '{twice[0]}' stands twice, so it cannot be told which counts;"
            " remove one"
        )
    return Table(path.name, hashlib.sha256(data).hexdigest(), header, rows)


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise BadSource(f"{path}: is a folder; name a file in it")
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise BadSource(
                f"{path.name}: has {size / 1e6:.0f} MB, and no more than {MAX_BYTES / 1e6:.0f} MB "
                "are read; take the rows that matter into a smaller file"
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise BadSource(f"{path}: there is no such file; check the path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadSource(
            f"{path}: cannot be read ({reason}); check the path and its rights"
        ) from None
    if not data.strip():
        raise BadSource(f"{path.name}: is empty; {_AGAIN}")
    return data


def _text(name: str, data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadSource(
            f"{name}: byte {data[error.start]:#04x} in line {line} is not UTF-8; "
            "save the file as CSV in UTF-8"
        ) from None
    if "\0" in text:
        raise BadSource(f"{name}: is a binary file, not a CSV table; name a CSV file")
    return text


def _records(name: str, text: str) -> list[list[str]]:
    # The limit belongs to the whole process; it is raised, never lowered for others.
    csv.field_size_limit(max(csv.field_size_limit(), MAX_CELL))
    records: list[list[str]] = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), strict=True):
            if record:
                records.append(record)
    except csv.Error as error:
        where = f"data row {len(records)}" if records else "the header"
        if "end of data" in str(error):
            raise BadSource(
                f"{name}: a quote opened in {where} is never closed, so the file seems cut off; "
                f"{_AGAIN}"
            ) from None
        raise BadSource(f"{name}: {where} is no CSV ({error}); {_AGAIN}") from None
    return records
