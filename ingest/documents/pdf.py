"""Read PDF: columns, running heads, hyphens and footnotes undone; superscripts kept as "^"."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

from ingest.documents import _language, _limits
from ingest.documents._outline import outline
from kg.document import Document
from kg.errors import BadSource
from kg.names import slug

if TYPE_CHECKING:
    from pypdf import PdfReader

RANK = 10

_TABLE = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF\s*$")
_TEXT_A_PAGE = 20
_CUT_OFF = "is cut off before its end; fetch it again"


def accepts(name: str, data: bytes) -> bool:
    """Say whether the bytes begin as a PDF does, or the file calls itself one."""
    return b"%PDF-" in data[:1024] or name.casefold().endswith(".pdf")


def read(data: bytes, *, name: str, location: str) -> Document:
    """Return the text of a PDF; the part of an offset is its page ("page 3").

    Raises `BadSource` for a file that is encrypted, scanned, cut off, damaged or too large, and
    where pypdf is not installed.
    """
    _limits.check_size(data, location)
    _check_whole(data, location)
    from ingest.documents import _pdf_page, _pdf_text

    with _quiet():
        reader = _open(data, location)
        try:
            pages = [_pdf_page.lines(page, reader) for page in reader.pages]
        except Exception as problem:  # pypdf raises whatever it stumbles over
            raise BadSource(f"{location}: is damaged ({_said(problem)})") from problem
        title = _title(reader)
    if sum(len(line.text.strip()) for page in pages for line in page) < _TEXT_A_PAGE * len(pages):
        raise BadSource(f"{location}: has no text, as scanned pages have; run OCR on it first")
    writer, pieces = _pdf_text.write(pages)
    text = writer.built.text
    _language.check(text, location)
    stem = name.rpartition(".")[0] or name
    return Document(
        name=slug(stem),
        title=title or stem,
        text=text,
        blocks=outline(text, pieces),
        location=location,
        sha256=sha256(data).hexdigest(),
        format="pdf",
        runs=writer.built.runs,
        recovered=tuple(writer.recovered),
    )


def _open(data: bytes, location: str) -> "PdfReader":
    try:
        from pypdf import PdfReader
    except ImportError as problem:
        raise BadSource(
            f"{location}: reading PDF needs pypdf; pip install 'ai-control-graph[text]'"
        ) from problem
    try:
        reader = PdfReader(BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = 0 if locked else len(reader.pages)
    except Exception as problem:  # pypdf raises whatever it stumbles over
        if b"/Encrypt" in data:
            locked, pages = True, 0
        else:
            raise BadSource(f"{location}: is damaged ({_said(problem)})") from problem
    if locked:
        raise BadSource(f"{location}: is encrypted; save it without its password first")
    if not pages:
        raise BadSource(f"{location}: {_CUT_OFF}")
    if pages > _limits.PAGES:
        raise BadSource(f"{location}: has {pages:,} pages, more than {_limits.PAGES:,}; split it")
    return reader


def _check_whole(data: bytes, location: str) -> None:
    start = data.find(b"%PDF-", 0, 1024)
    if start < 0:
        raise BadSource(f"{location}: is no PDF, whatever its name says")
    if b"%%EOF" not in data[-4096:] and b"startxref" not in data[-4096:]:
        raise BadSource(f"{location}: {_CUT_OFF}")
    table = _TABLE.search(data, max(0, len(data) - 4096))
    if table and int(table[1]) > len(data):
        raise BadSource(f"{location}: is damaged, parts of it are missing; fetch it again")


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pypdf from warning on standard error of what it mends."""
    log = logging.getLogger("pypdf")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(level)


def _title(reader: "PdfReader") -> str:
    try:
        title = reader.metadata.title if reader.metadata else None
    except Exception:  # a damaged title is no reason to lose the document
        return ""
    title = (title or "").strip()
    return "" if title.casefold().endswith((".doc", ".docx", ".pdf", ".indd")) else title


def _said(problem: Exception) -> str:
    return " ".join(str(problem).split())[:120] or type(problem).__name__
