"""Read plain text: offsets are the file's own characters."""

from hashlib import sha256

from ingest.documents._blocks import blocks
from kg.document import Document
from kg.errors import BadSource
from kg.names import slug

RANK = 90


def accepts(name: str, data: bytes) -> bool:
    """Say whether the file calls itself text."""
    return name.casefold().endswith((".txt", ".text"))


def read(data: bytes, *, name: str, location: str) -> Document:
    """Return the text with its blocks."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise BadSource(f"{location}: not UTF-8 at byte {problem.start}") from problem
    stem = name.rpartition(".")[0] or name
    return Document(
        name=slug(stem),
        title=stem,
        text=text,
        blocks=blocks(text),
        location=location,
        sha256=sha256(data).hexdigest(),
    )
