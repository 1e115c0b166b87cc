"""Decode bytes as text, and tell text from what is none."""

import codecs

from ingest.documents import _limits
from kg.errors import BadSource

_MARKS = {
    codecs.BOM_UTF8: "utf-8",  # keeps the mark, so that offsets are those of the file
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\v\f\r\x1a\x1b")
_SAMPLE = 8192
_LATIN = "windows-1252"
_MOSTLY_FOREIGN = 0.25


def looks_like_text(data: bytes) -> bool:
    """Say whether the first bytes are those of a text."""
    head = data[:_SAMPLE]
    if any(head.startswith(mark) for mark in _MARKS):
        return True
    return bool(head.strip()) and head.translate(None, _CONTROLS) == head


def decoded(data: bytes, location: str) -> tuple[str, str]:
    """Return the text and the encoding that it was read in.

    UTF-8 and UTF-16 with a mark are known by their bytes; what is neither is read as Windows-1252
    where that gives Western text. Raises `BadSource` for bytes that are no text, in no encoding
    that is known here, or with a line beyond any document's.
    """
    _limits.check_size(data, location)
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "utf-8")
    if encoding == "utf-8" and not looks_like_text(data):
        raise BadSource(f"{location}: is no text, but binary data")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as problem:
        if encoding != "utf-8" or data.startswith(codecs.BOM_UTF8):
            raise BadSource(
                f"{location}: begins as {encoding} but breaks it at byte {problem.start}"
            ) from problem
        text, encoding = _western(data, problem.start, location), _LATIN
    longest = max(map(len, text.splitlines()), default=0)
    if longest > _limits.LINE:
        raise BadSource(
            f"{location}: has a line of {longest:,} characters, more than {_limits.LINE:,}; "
            "this is data rather than a document"
        )
    return text, encoding


def _western(data: bytes, broken: int, location: str) -> str:
    try:
        text = data.decode(_LATIN)
    except UnicodeDecodeError:
        text = ""
    foreign = sum(c > "\x7f" and c.isalpha() for c in text)
    letters = sum(c.isalpha() for c in text)
    if not text or foreign > _MOSTLY_FOREIGN * letters:
        raise BadSource(
            f"{location}: is neither UTF-8 (byte {broken} breaks it) nor Windows-1252; "
            "save it as UTF-8"
        )
    return text
