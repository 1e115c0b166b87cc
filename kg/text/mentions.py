"""Find named things: what the gazetteer knows, and models that it does not know."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.text.annotations import Mention
from kg.text.gazetteer import Gazetteer
from kg.text.passage import Passage

if TYPE_CHECKING:
    from spacy.vocab import Vocab


def find(passage: Passage, *, names: Gazetteer, vocab: "Vocab") -> Iterator[Mention]:
    """Yield the mentions of a passage."""
    yield from ()
