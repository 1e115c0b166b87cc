"""Read plain text: offsets are the file's own characters."""

from hashlib import sha256

from ingest.documents import _language, _text
from ingest.documents._blocks import blocks
from kg.document import Document
from kg.names import slug

RANK = 90

_ENDINGS = (".txt", ".text")


def accepts(name: str, data: bytes) -> bool:
    """Say whether the file calls itself text, or has no ending and its bytes are text."""
    if "." in name.strip("."):
        return name.casefold().endswith(_ENDINGS)
    return _text.looks_like_text(data)


def read(data: bytes, *, name: str, location: str) -> Document:
    """Return the text with its blocks; `format` names the encoding where it is not Unicode.

    Raises `BadSource` for what is no text, not English or beyond the bounds.
    """
    text, encoding = _text.decoded(data, location)
    _language.check(text, location)
    stem = name.rpartition(".")[0] or name
    return Document(
        name=slug(stem),
        title=stem,
        text=text,
        blocks=blocks(text),
        location=location,
        sha256=sha256(data).hexdigest(),
        format="text" if encoding.startswith("utf") else f"text in {encoding}",
    )
