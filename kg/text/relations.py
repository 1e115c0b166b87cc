"""Find relations in a passage."""

from collections.abc import Iterator

from kg.document import Document
from kg.text.annotations import Annotation
from kg.text.passage import Passage


def find(passage: Passage) -> Iterator[Annotation]:
    """Yield the relations of a passage."""
    yield from ()


def across(document: Document, found: list[Annotation]) -> Iterator[Annotation]:
    """Yield the relations that need more than one block."""
    yield from ()
