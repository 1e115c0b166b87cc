"""Read the Federal Register: rules, proposed rules, notices and orders, as XML or as a web page."""

import re

from ingest.documents import _html, _printing, _xml_tree, html
from ingest.documents._finish import day, finished
from ingest.documents._main import main
from ingest.documents._markup import Role, compose
from ingest.documents._tree import Element, words
from kg.document import Document

RANK = 15

_ROOTS = frozenset("RULE PRORULE NOTICE PRESDOCU PRESDOC FEDREG".split())
_PAGE = b"fulltext_content_area"
_AROUND = re.compile(
    r"printed-page|unprinted-element|\bback\b|document-clipping|amendment-part-icon"
)
_DOCUMENT = re.compile(r"FR Doc\.? ?([A-Z]?\d[\d–-]+)")
_ORDER = re.compile(r"Executive Order \d{5}")


def accepts(name: str, data: bytes) -> bool:
    """Say whether the file is a document of the Federal Register."""
    return _xml_tree.root(data)[0] in _ROOTS or _PAGE in data


def read(data: bytes, *, name: str, location: str) -> Document:
    """Return the rule, notice or order; raise `BadSource` for broken XML."""
    if _PAGE in data:
        return _page(data, name=name, location=location)
    source = _xml_tree.source(data, location)
    root = _xml_tree.parse(source, location)
    composed = compose(source, _printing.parts(root), _printing.style)
    text = composed.built.text
    return finished(
        data,
        composed.built,
        composed.outlined(),
        name=name,
        location=location,
        format="federal-register",
        title=words(root.find("SUBJECT")) or words(root.find("HD")),
        issued=day(words(root.find("DATE"))),
        instrument=_instrument(text),
    )


def _page(data: bytes, *, name: str, location: str) -> Document:
    source = _html.source(data, location)
    root = _html.parse(source, location)
    found = (e for e in root.walk() if e.get("id") == _PAGE.decode())
    content = next(found, None) or main(root)
    composed = compose(source, html.parts(content), _style)
    heading = root.find("h1")
    return finished(
        data,
        composed.built,
        composed.outlined(),
        name=name,
        location=location,
        format="federal-register",
        title=heading.words if heading else html.title(root).removeprefix("Federal Register :: "),
        issued=html.issued(root),
        instrument=_instrument(composed.built.text),
    )


def _style(element: Element) -> Role | str | tuple[str, str]:
    named = f"{element.get('class')} {element.get('id')}"
    return Role.LEFT_OUT if _AROUND.search(named) else html.style(element)


def _instrument(text: str) -> str:
    """Return the number of an order in its heading, else that of the document."""
    if order := _ORDER.search(text[:2000]):
        return order[0]
    number = _DOCUMENT.search(text[-3000:])
    return f"FR Doc. {number[1]}" if number else ""
