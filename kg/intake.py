"""Where readers and the rest meet: the one module that knows `ingest`."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import ingest
from ingest import documents
from ingest.documents import formex
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
    place of the name of the file, by which the source is called; what comes by stdin without one is
    called by its bytes, so that two texts are not taken for two editions of one.
    """
    found = documents.load(location, allow_private=allow_private)
    if location == "-" and not name:
        name = f"stdin-{found.sha256[:8]}"
    return replace(found, name=slug(name)) if name else found


class Expanded(NamedTuple):
    """The documents at some locations, what is wrong with others, and how many were left out.

    Left out are files of other kinds in folders, those that are hidden not counted.
    """

    places: list[str]
    errors: list[str]
    left_out: int


def expand(
    locations: Iterable[str], *, feed: bool = False, allow_private: bool = False
) -> Expanded:
    """Return locations with each folder replaced by the documents in it, in order of names.

    With `feed` each location is a feed (RSS or Atom), and replaced by the addresses that it lists.
    A path that is not there, and a folder or feed without documents, is an error among the others.
    """
    found, errors, left_out = list[str](), list[str](), 0
    for location in locations:
        try:
            if feed:
                found += documents.feed(location, allow_private=allow_private)
            elif location == "-" or "://" in location or Path(location).is_file():
                found.append(location)
            else:
                inside, others = _inside(location)
                found += inside
                left_out += others
        except BadSource as problem:
            errors.append(str(problem))
    return Expanded(found, errors, left_out)


def _inside(location: str) -> tuple[list[str], int]:
    """Return the documents in a folder, and the number of other files there."""
    folder = Path(location)
    if not folder.exists():
        raise BadSource(f"{location}: there is no such file; check its name")
    if not folder.is_dir():
        raise BadSource(f"{location}: is no file but a pipe or a device; send it to: -")
    if not os.access(folder, os.R_OK | os.X_OK):
        raise BadSource(f"{location}: no permission to read this folder")
    files = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(p.startswith(".") for p in path.relative_to(folder).parts)
    ]
    inside = [
        str(path)
        for path in files
        if path.suffix.casefold() in SUFFIXES and not formex.is_metadata(path.name)
    ]
    if not inside:
        others = f", only {len(files)} files of other kinds" if files else ""
        raise BadSource(f"{location}: no documents in this folder{others}")
    return inside, len(files) - len(inside)
