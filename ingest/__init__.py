"""Ways in: one reader a module, found by looking into this folder.

A reader is a module with a docstring that begins "Read", a function `accepts(location) -> bool`
that takes a cheap look, and a function `read(location) -> Iterator[Statement]`. A reader knows its
source and never the store. A name that begins with an underscore is no reader.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Protocol, cast

from kg.errors import BadSource, UnknownName, nearest
from kg.model import Statement

RESERVED = ("names", "reader", "reader_for")
"""Importing a module of such a name would hide the function of that name in this package."""

DOCUMENTS = "documents"
"""The folder of document formats, a registry of its own: they give documents, no statements."""


class Reader(Protocol):
    """What every module of this folder offers."""

    __doc__: str | None

    def accepts(self, location: str) -> bool:
        """Say whether the thing at `location` looks like this reader's source."""
        ...

    def read(self, location: str) -> Iterator[Statement]:
        """Yield what the source at `location` says; raise `BadSource` where it is unreadable."""
        ...


def names() -> list[str]:
    """Return the names of all readers, without importing them."""
    found = (m.name for m in pkgutil.iter_modules(__path__))
    return sorted(name for name in found if not name.startswith("_") and name != DOCUMENTS)


def reader(name: str) -> Reader:
    """Import and return the reader called `name`; raise `UnknownName` for any other name."""
    if name in RESERVED:
        raise UnknownName(f"ingest/{name}.py: a reader cannot be called so; rename the file")
    known = names()
    if name not in known:
        near = nearest(name, known) or "."
        raise UnknownName(f"no reader '{name}'{near} There are: {', '.join(known)}")
    return cast(Reader, importlib.import_module(f"{__name__}.{name}"))


def reader_for(location: str) -> str:
    """Return the name of the reader that accepts `location`; raise `BadSource` when none does."""
    for name in names():
        if reader(name).accepts(location):
            return name
    raise BadSource(
        f"{location}: no reader knows this kind of file; name one with --reader "
        f"({', '.join(names())})"
    )
