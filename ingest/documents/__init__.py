"""Documents: one format a module, found by looking into this folder.

A format is a module with a docstring that begins "Read", a function
`accepts(name: str, data: bytes) -> bool` that takes a cheap look at the name of the file and its
first bytes, and a function `read(data: bytes, *, name: str, location: str) -> Document`. Formats
are asked in the order of their `RANK`, lowest first, so that the special ones go before the plain.
"""

import importlib
import pkgutil
import re
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from kg.document import Document
from kg.errors import BadSource

STDIN = "standard input"
_FEED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*){0,9}<(?:rss|feed|rdf:RDF)[\s>]", re.DOTALL
)
"""How a feed of RSS or Atom begins."""


class Format(Protocol):
    """What every module of this folder offers."""

    RANK: int

    def accepts(self, name: str, data: bytes) -> bool:
        """Say whether the bytes of a file called `name` look like this format."""
        ...

    def read(self, data: bytes, *, name: str, location: str) -> Document:
        """Return the document; raise `BadSource` where the bytes cannot be read."""
        ...


@cache
def formats() -> tuple[Format, ...]:
    """Return all formats in the order in which they are asked."""
    names = (m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))
    found = [cast(Format, importlib.import_module(f"{__name__}.{name}")) for name in sorted(names)]
    return tuple(sorted(found, key=lambda f: f.RANK))


def parse(data: bytes, *, name: str, location: str = "") -> Document:
    """Return the document that `data` is; `name` is the name of its file.

    Raises `BadSource` where it is empty, no format knows it, or it cannot be read.
    """
    if not data.strip():
        raise BadSource(f"{_called(location) or name}: is empty")
    if _FEED.match(data):
        raise BadSource(f"{_called(location) or name}: is a feed; read what it lists with --feed")
    for form in formats():
        if form.accepts(name, data):
            document = form.read(data, name=name, location=location or name)
            if not document.blocks:
                raise BadSource(f"{location or name}: holds no text")
            return document
    raise BadSource(f"{location or name}: no reader of documents knows this kind of file")


def _called(location: str) -> str:
    return STDIN if location == "-" else location


def load(location: str, *, allow_private: bool = False) -> Document:
    """Return the document at `location`: a path, an http(s) address, or "-" for standard input.

    A host in a private network is asked only with `allow_private`. Raises `BadSource`.
    """
    data, name, url = _bytes(location, allow_private=allow_private)
    document = parse(data, name=name, location=location)
    return replace(document, url=url) if url else document


def feed(location: str, *, allow_private: bool = False) -> list[str]:
    """Return the addresses of the entries of the feed at `location`; raise `BadSource`."""
    from ingest.documents._feed import links

    data, _, url = _bytes(location, allow_private=allow_private)
    return links(data, url or location)


def _bytes(location: str, *, allow_private: bool) -> tuple[bytes, str, str]:
    """Return what stands at a location, the name of its file, and its address if it has one."""
    from ingest.documents._fetch import fetch, is_address  # not before an address may come

    if is_address(location):
        found = fetch(location, allow_private=allow_private)
        return found.data, found.name, found.url
    if location == "-":
        return _bounded(sys.stdin.buffer, STDIN), "stdin", ""
    path = Path(location)
    try:
        with path.open("rb") as file:
            return _bounded(file, location), path.name, ""
    except OSError as problem:
        raise BadSource(f"{location}: cannot be read ({problem.strerror})") from problem


def _bounded(file: BinaryIO, location: str) -> bytes:
    """Read a file up to the bound, so that a huge one costs no more than a large one."""
    from ingest.documents import _limits

    data = file.read(_limits.FILE + 1)
    if len(data) > _limits.FILE:
        raise BadSource(_limits.too_large(location))
    return data
