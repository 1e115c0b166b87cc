"""Documents: one format a module, found by looking into this folder.

A format is a module with a docstring that begins "Read", a function
`accepts(name: str, data: bytes) -> bool` that takes a cheap look at the name of the file and its
first bytes, and a function `read(data: bytes, *, name: str, location: str) -> Document`. Formats
are asked in the order of their `RANK`, lowest first, so that the special ones go before the plain.
"""

import importlib
import pkgutil
from functools import cache
from pathlib import Path
from typing import Protocol, cast

from kg.document import Document
from kg.errors import BadSource


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

    Raises `BadSource` where no format knows it or where it cannot be read.
    """
    for form in formats():
        if form.accepts(name, data):
            return form.read(data, name=name, location=location or name)
    raise BadSource(f"{location or name}: no reader of documents knows this kind of file")


def load(location: str) -> Document:
    """Return the document in the file at `location`; raise `BadSource`."""
    path = Path(location)
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise BadSource(f"{location}: cannot be read ({problem.strerror})") from problem
    return parse(data, name=path.name, location=location)
