"""Make the `Document` of what a reader of markup has found, or say that there is nothing in it."""

import re
from datetime import date
from hashlib import sha256

from ingest.documents import _language
from ingest.documents._builder import Builder
from kg.document import Block, Document
from kg.errors import BadSource
from kg.names import slug

_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WRITTEN = re.compile(r"\s*([A-Z][a-z]{2})[a-z]*\.?\s(\d{1,2}),\s(\d{4})")


def finished(
    data: bytes,
    built: Builder,
    blocks: tuple[Block, ...],
    *,
    name: str,
    location: str,
    format: str,
    title: str = "",
    issued: date | None = None,
    instrument: str = "",
    nothing: str = "holds no text",
) -> Document:
    """Return the document; raise `BadSource` where it has no text or is not English.

    `nothing` is what is said of a file without text.
    """
    if not blocks:
        raise BadSource(f"{location}: {nothing}")
    _language.check(built.text, location)
    stem = name.rpartition(".")[0] or name
    return Document(
        name=slug(stem),
        title=title or stem,
        text=built.text,
        blocks=blocks,
        location=location,
        sha256=sha256(data).hexdigest(),
        format=format,
        issued=issued,
        instrument=instrument,
        runs=built.runs,
    )


def day(text: str) -> date | None:
    """Return the date at the start of a text as metadata write it, None where it is none.

    >>> day("20240613") == day("2024-06-13T00:00") == day("June 13, 2024")
    True
    """
    iso, written = _ISO.match(text), _WRITTEN.match(text)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if written:
            month = _MONTHS.index(written[1].casefold()) + 1
            return date(int(written[3]), month, int(written[2]))
    except ValueError:
        pass
    return None
