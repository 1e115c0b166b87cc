"""Read the XML of the Code of Federal Regulations: the electronic one, and the yearly edition."""

import re

from ingest.documents import _printing, _xml_tree
from ingest.documents._finish import day, finished
from ingest.documents._markup import compose
from ingest.documents._tree import Element, words
from kg.document import Document

RANK = 14

_ROOT = re.compile(r"ECFR|DLPSTEXTCLASS|CFRGRANULE|CFRDOC|DIV[1-9]")


def accepts(name: str, data: bytes) -> bool:
    """Say whether the root element is one of the Code of Federal Regulations."""
    return _ROOT.fullmatch(_xml_tree.root(data)[0]) is not None


def read(data: bytes, *, name: str, location: str) -> Document:
    """Return the part, section or title; raise `BadSource` for broken XML.

    The day is that of the last amendment, where the file states it.
    """
    source = _xml_tree.source(data, location)
    root = _xml_tree.parse(source, location)
    composed = compose(source, _printing.parts(_whole(root)), _printing.style)
    return finished(
        data,
        composed.built,
        composed.outlined(),
        name=name,
        location=location,
        format="ecfr",
        title=words(root.find("HEAD", "HD", "SUBJECT")),
        issued=day(words(root.find("AMDDATE"))),
        instrument=_instrument(root),
    )


def _whole(root: Element) -> Element:
    """Return an element with the root inside, whose own number counts too."""
    return Element("", root.offset, {}, [root])


def _instrument(root: Element) -> str:
    """Return how the title or part is cited: "15 CFR Part 734"."""
    part = next((e for e in root.walk() if e.get("TYPE") == "PART"), None)
    numbered = next((e.get("NODE") for e in root.walk() if ":" in e.get("NODE")), "")
    title = numbered.partition(":")[0]
    if not title.isdigit():
        return ""
    return f"{title} CFR Part {part.get('N')}" if part else f"{title} CFR"
