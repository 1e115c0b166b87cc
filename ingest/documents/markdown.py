"""Read Markdown: headings, lists, quotes, tables and footnotes; the marks are taken out."""

import re
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from ingest.documents import _labels, _language, _text
from ingest.documents._builder import Builder
from ingest.documents._markdown_line import write
from ingest.documents._outline import Piece, outline
from kg.document import Document, Kind
from kg.names import slug

RANK = 60

_ENDINGS = (".md", ".markdown")
_LINE = re.compile(r"[^\n]*\n?")
_FRONT = re.compile(r"\ufeff?---\r?\n(?P<lines>(?:[^\n]*\n){1,60}?)---[ \t]*(?:\r?\n|$)")
_FIELD = re.compile(r"(?P<name>[\w-]+):\s*['\"]?(?P<value>[^'\"\n]*)")
_QUOTE = re.compile(r"(?:[ \t]*>[ \t]?)+")
_HEADING = re.compile(r"[ \t]{0,6}#{1,6}[ \t]+(?P<text>[^\n]*?)[ \t#]*$")
_UNDERLINE = re.compile(r"[ \t]{0,3}(?:=+|-{2,})[ \t]*$")
_FENCE = re.compile(r"[ \t]{0,3}(?:`{3,}|~{3,})")
_ITEM = re.compile(r"[ \t]*(?P<mark>[-*+]|\d{1,3}[.)])[ \t]+(?=\S)")
_TABLE = re.compile(r"[ \t]*\|.*\|[ \t]*$")
_RULED = re.compile(r"[\s|:-]+$")
_FOOTNOTE = re.compile(r"[ \t]{0,3}\[\^\w{1,20}\]:[ \t]*")
_WORD = re.compile(r"\w")
_STOP = re.compile(r"[.;:,—–][”’\"')\]*]*\s*$|\b(?:and|or)\s*$")
# A number, then a title in italics, then the words that it heads.
_TITLED = re.compile(
    r"\**\(\w{1,5}\)\**[ \t]+(?<!\*)\*(?!\*)[^*\n]{1,150}\*(?P<rest>[ \t]+(?=\S)|$)"
)


class _Part(NamedTuple):
    """Lines of the file that make one piece: their text and offset each, and their kind."""

    lines: list[tuple[str, int]]
    kind: Kind | None = None


def accepts(name: str, data: bytes) -> bool:
    """Say whether the file calls itself Markdown."""
    return name.casefold().endswith(_ENDINGS)


def read(data: bytes, *, name: str, location: str) -> Document:
    """Return the words of the file; `title`, `issued` and `instrument` from its front matter.

    Raises `BadSource` for what is no text, not English or beyond the bounds.
    """
    source, encoding = _text.decoded(data, location)
    built, pieces = Builder(), list[Piece]()
    title = ""
    for part in _parts(source):
        start = built.length
        for index, (line, offset) in enumerate(part.lines):
            if index:
                built.put(" ")
            write(built, line.rstrip(), offset)
        pieces.append(Piece(start, built.length, part.kind))
        if part.kind is Kind.HEADING and not title:
            title = built.text[start:].strip()
        built.put("\n")
    _language.check(built.text, location)
    fields = _fields(source)
    stem = name.rpartition(".")[0] or name
    return Document(
        name=slug(stem),
        title=fields.get("title") or title or stem,
        text=built.text,
        blocks=outline(built.text, pieces),
        location=location,
        sha256=sha256(data).hexdigest(),
        format="markdown" if encoding.startswith("utf") else f"markdown in {encoding}",
        issued=_day(fields.get("date", "")),
        instrument=fields.get("legis-num", "").replace(" ", ""),
        runs=built.runs,
    )


def _parts(source: str) -> Iterator[_Part]:
    """Yield the pieces of the file with their marks."""
    paragraph: list[tuple[str, int]] = []
    front = _FRONT.match(source)
    begin = front.end() if front else 0
    if front:
        for line, offset in _lines(source, front.start("lines"), front.end("lines")):
            yield _Part([(line, offset)])
    for raw, offset in _lines(source, begin, len(source)):
        quote = _QUOTE.match(raw)
        line, offset = (raw[quote.end() :], offset + quote.end()) if quote else (raw, offset)
        underlined = bool(paragraph) and _UNDERLINE.match(line)
        alone = _alone(line, offset)
        blank = not _WORD.search(line)
        if paragraph and (blank or alone or _starts(line, paragraph[-1][0])):
            yield from _paragraph(paragraph, heading=bool(underlined))
            paragraph = []
        if alone:
            yield from alone
        elif not blank:
            mark = _ITEM.match(line)
            if mark and _labels.start(line[mark.end() :]).labels:
                line, offset = line[mark.end() :], offset + mark.end()
            paragraph.append(_stripped(line, offset))
    if paragraph:
        yield from _paragraph(paragraph, heading=False)


def _lines(source: str, begin: int, end: int) -> Iterator[tuple[str, int]]:
    for match in _LINE.finditer(source, begin, end):
        if match[0]:
            yield match[0].rstrip("\r\n"), match.start()


def _stripped(line: str, offset: int) -> tuple[str, int]:
    bare = line.lstrip()
    return bare, offset + len(line) - len(bare)


def _alone(line: str, offset: int) -> list[_Part]:
    """Return the pieces of a line that is a heading, a footnote or a row of a table."""
    if match := _HEADING.match(line):
        return [_Part([(match["text"], offset + match.start("text"))], Kind.HEADING)]
    if match := _FOOTNOTE.match(line):
        return [_Part([(line[match.end() :], offset + match.end())], Kind.FOOTNOTE)]
    if _TABLE.match(line) and not _RULED.match(line):
        cells = re.finditer(r"(?<=\|)(?:\\\||[^|])+(?=\|)", line)
        return [
            _Part([_stripped(cell[0], offset + cell.start())], Kind.CELL)
            for cell in cells
            if _WORD.search(cell[0])
        ]
    return []


def _starts(line: str, before: str) -> bool:
    """Say whether a line begins a piece of its own where no blank line parts it from `before`."""
    if _FENCE.match(line) or _ITEM.match(line):
        return True
    start = _labels.start(line)
    return bool(start.labels or start.bullet) and _STOP.search(before) is not None


def _paragraph(lines: list[tuple[str, int]], *, heading: bool) -> Iterator[_Part]:
    if heading:
        yield _Part(lines, Kind.HEADING)
        return
    (first, offset), *others = lines
    titled = _TITLED.match(first)
    if not titled:
        yield _Part(lines)
        return
    yield _Part([(first[: titled.start("rest")], offset)], Kind.HEADING)
    rest = [(first[titled.end() :], offset + titled.end()), *others]
    if any(_WORD.search(line) for line, _ in rest):
        yield _Part(rest)


def _fields(source: str) -> dict[str, str]:
    front = _FRONT.match(source)
    if not front:
        return {}
    return {m["name"].casefold(): m["value"].strip() for m in _FIELD.finditer(front["lines"])}


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
