"""Find penalties in a passage."""

from collections.abc import Iterator

from kg.text.annotations import Annotation
from kg.text.passage import Passage


def find(passage: Passage) -> Iterator[Annotation]:
    """Yield the penalties of a passage."""
    yield from ()
