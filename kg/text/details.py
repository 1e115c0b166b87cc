"""Find what a document says of itself: title, number, body, status dates."""

from collections.abc import Iterator

from kg.document import Document
from kg.text.annotations import Annotation


def across(document: Document, found: list[Annotation]) -> Iterator[Annotation]:
    """Yield the details that need more than one block."""
    yield from ()
