"""Where readers and the rest meet: the one module that knows `ingest`."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import ingest
from ingest import documents
from kg.document import Document
from kg.errors import BadSource
from kg.model import Statement
from kg.names import slug

SUFFIXES = frozenset(".txt .text .md .markdown .html .htm .xhtml .xml .pdf .docx".split())
"""What a file in a folder is called to be read as a document; a file that is named alone may be
called anything."""


def shipped() -> Iterator[Statement]:
    """Yield the statements of the curated facts that come with the program."""
    return ingest.reader("curated").read("curated")


def statements(locations: Iterable[tuple[str, str]]) -> Iterator[Statement]:
    """Yield what the datasets say, each given as its location and the name of its reader."""
    return chain.from_iterable(ingest.reader(name).read(place) for place, name in locations)


def reader_of(location: str) -> str:
    """Return the name of the reader of datasets that knows `location`, "" where none does."""
    try:
        return ingest.reader_for(location)
    except BadSource:
        return ""


def document(location: str, *, allow_private: bool = False, name: str = "") -> Document:
    """Return the document at a path, an http(s) address, or "-" for stdin; raise `BadSource`.

    An address on a private or loopback host is refused unless `allow_private`. `name` takes the
    place of the name of the file, by which the source is called.
    """
    found = documents.load(location, allow_private=allow_private)
    return replace(found, name=slug(name)) if name else found


def expand(
    locations: Iterable[str], *, feed: bool = False, allow_private: bool = False
) -> list[str]:
    """Return locations with each folder replaced by the documents in it, in order of names.

    With `feed` each location is a feed (RSS or Atom), and replaced by the addresses that it lists.
    Raises `BadSource` for a path that is not there and for a folder or feed without documents.
    """
    found: list[str] = []
    for location in locations:
        if feed:
            found += documents.feed(location, allow_private=allow_private)
            continue
        path = Path(location)
        if location == "-" or "://" in location or path.is_file():
            found.append(location)
        elif path.is_dir():
            inside = list(_documents_in(path))
            if not inside:
                raise BadSource(f"{location}: no documents in this folder")
            found += inside
        else:
            raise BadSource(f"{location}: there is no such file; check its name")
    return found


def _documents_in(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.casefold() in SUFFIXES and path.is_file() and not hidden:
            yield str(path)


def entries(location: str, *, allow_private: bool = False) -> list[str]:
    """Return the addresses of the documents that the feed at `location` lists (RSS, Atom)."""
    return documents.feed(location, allow_private=allow_private)
