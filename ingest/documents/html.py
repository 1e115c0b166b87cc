"""Read plain HTML: the main text of a page, its menus, scripts and styles left out.

Bills and codes of the states, texts in <pre> as Congress and the Government Publishing Office give
them, statements and articles. What is struck through is not read: it is not in force.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ingest.documents import _html, _law
from ingest.documents._finish import day, finished
from ingest.documents._flow import flow, listing, rows
from ingest.documents._main import is_left_out, main
from ingest.documents._markup import Part, Role, compose
from ingest.documents._tree import Element, Node, Text
from kg.document import Document, Kind

RANK = 50

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 legend caption figcaption".split())
_NOTE = re.compile(r"(?:^|\s)(?:footnotes?|endnotes?|fn)(?:[-_:]?\d[\w-]*|-text)?(?=\s|$)")
_BARE_NUMBER = re.compile(r"(?:§\s*|sec(?:tion|\.)\s*)?\d+(?:\.\d+)*[a-z]?\.", re.IGNORECASE)
_LONGEST_TITLE = 80
_CELL_LENGTH = 600
# The Government Publishing Office writes "\\26\\" for what is raised in print.
_PRINTED = re.compile(r"\\(\d{1,3})\\")
_POWER_BEFORE = re.compile(r"(?<![\d.,])10$")
_DATES = (
    "dcterms.created date dc.date dc.date.issued dcterms.issued article:published_time "
    "citation_publication_date pubdate publish-date".split()
)


def accepts(name: str, data: bytes) -> bool:
    """Say whether the file calls itself HTML or begins as it does."""
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    named = name.casefold().endswith((".html", ".htm", ".xhtml"))
    return named or head.startswith((b"<!doctype html", b"<html")) or b"<html" in head


def read(data: bytes, *, name: str, location: str) -> Document:
    """Return the main text of a page.

    Raises `BadSource` for a page without text, as of those that a script fills in a browser.
    """
    source = _html.source(data, location)
    root = _html.parse(source, location)
    composed = compose(source, parts(main(root)), style)
    return finished(
        data,
        composed.built,
        composed.outlined(),
        name=name,
        location=location,
        format="html",
        title=title(root),
        issued=issued(root),
        nothing="holds no text; a script may put it there, so save the page from a browser",
    )


def title(root: Element) -> str:
    """Return what a page calls itself: in its head, else in its first heading."""
    element = root.find("title") or root.find("h1")
    return element.words if element else ""


def issued(root: Element) -> date | None:
    """Return the day on which a page says that it was published."""
    meta = {
        (e.get("name") or e.get("property")).casefold(): e.get("content")
        for e in root.walk()
        if e.tag == "meta"
    }
    return next((found for key in _DATES if (found := day(meta.get(key, "")))), None)


def style(element: Element) -> Role | str:
    """Say what an element of a page does to the text of its block."""
    if element.tag == "br":
        return Role.BREAK
    if is_left_out(element):
        return Role.LEFT_OUT
    if element.tag == "a" and _is_mark(element):
        return Role.MARK
    return Role.RAISED if element.tag == "sup" else Role.INLINE


def _is_mark(link: Element) -> bool:
    """Say whether a link is the mark of a note: a number, raised or in brackets, leading on."""
    text = link.words
    raised = any(inner.tag == "sup" for inner in link.walk())
    return (
        "#" in link.get("href") and (raised or text[:1] == "[") and text.strip("[]()").isdigit()
    ) or ("footnote-reference" in link.classes)


def parts(container: Element, *, note: bool = False, lead: Part | None = None) -> Iterator[Part]:
    """Yield the blocks of a container of HTML, in text order.

    `note` says that it is a note's text, `lead` is what leads into it where it is a list.
    """
    before: Part | None = None
    for item in _numbered(container):
        if not isinstance(item, Element):
            before = Part(item, Kind.FOOTNOTE if note else None)
            yield before
            continue
        if item.tag != "form" and is_left_out(item):
            continue
        inner = note or _NOTE.search(f"{item.get('class')} {item.get('id')}") is not None
        if item.tag == "pre":
            yield Part(list(printed(item)), exact=True)
        elif item.tag in _HEADINGS:
            yield Part([item], Kind.HEADING)
            before = None
        elif item.tag == "table":
            yield from _table(item)
        elif item.tag == "p":
            before = Part(item.children, Kind.FOOTNOTE if inner else None)
            yield before
        elif item.tag in ("ul", "ol", "menu"):
            yield from parts(item, note=inner, lead=_law.may_lead(before))
            before = None
        elif item.tag in ("li", "dd"):
            yield from _item(item, note=inner, lead=lead)
        else:
            yield from parts(item, note=inner)


def _numbered(container: Element) -> Iterator[Sequence[Node | str] | Element]:
    """Yield what is in a container; a heading that is but a number joins what it numbers.

    California sets "22757.11." as a heading before the paragraphs of a section.
    """
    number: Element | None = None
    for item in flow(container):
        if isinstance(item, Element) and item.tag in _HEADINGS and _is_number(item):
            if number:
                yield number
            number = item
            continue
        if number and isinstance(item, Element) and item.tag == "p":
            yield [number, " ", *item.children]
        elif number and not isinstance(item, Element):
            yield [number, " ", *item]
        else:
            if number:
                yield number
            yield item
        number = None
    if number:
        yield number


def _is_number(heading: Element) -> bool:
    return _BARE_NUMBER.fullmatch(heading.words) is not None


def _item(item: Element, *, note: bool, lead: Part | None) -> Iterator[Part]:
    """Yield the blocks of an item of a list; the first is what a lead-in leads into."""
    first = True
    for part in parts(item, note=note):
        if first and part.kind is None:
            yield Part(part.nodes, Kind.ITEM, lead=lead)
        else:
            yield part
        first = False


def _table(table: Element) -> Iterator[Part]:
    """Yield a table's cells, the points of a list that is set as one, or what it lays out."""
    if points := listing(table):
        for label, content in points:
            written: list[Node | str] = [*label.children, " "]
            for part in parts(content):
                # Few words after a number are a title, except in a list.
                kind = Kind.ITEM if len(part.words) < _LONGEST_TITLE else part.kind
                yield Part([*written, *part.nodes], kind) if written else part
                written = []
        return
    cells = [cell for row in rows(table) for cell in row]
    if any(_lays_out(cell) for cell in cells):
        for cell in cells:
            yield from parts(cell)
    else:
        yield from (Part(cell.children, Kind.CELL) for cell in cells)


def _lays_out(cell: Element) -> bool:
    """Say whether a cell holds a part of the page rather than a datum."""
    inner = [e for e in cell.walk() if e.tag in ("p", "div", "table", "ul", "ol", "h1", "h2", "h3")]
    return len(inner) > 1 or len(cell.words) > _CELL_LENGTH


def printed(element: Element) -> Iterator[Node | str]:
    """Yield the nodes of a <pre>, with what is raised in print as an exponent or left out."""
    before = ""
    for text in element.texts():
        at = 0
        for match in _PRINTED.finditer(text.value):
            before = (before + text.value[at : match.start()])[-20:]
            if _POWER_BEFORE.search(before):
                yield Text(text.value[at : match.start()], text.offset + at)
                yield "^"
                yield Text(match[1], text.offset + match.start(1))
                at = match.end()
            elif before.strip() and not before.endswith("\n"):
                yield Text(text.value[at : match.start()], text.offset + at)
                at = match.end()
        yield Text(text.value[at:], text.offset + at)
        before = text.value[-20:]
