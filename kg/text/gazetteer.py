"""The names that the graph knows: made from the graph, matched in texts, linked by the linker."""

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one thing: its words, its class (see `annotations.CLASSES`), its IRI and slug."""

    words: str
    kind: str
    iri: str
    link: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All names. Make one with `from_graph`."""

    names: tuple[Name, ...]


def from_graph(store: ox.Store) -> Gazetteer:
    """Return the names of all models, actors, jurisdictions, regimes and chips of a graph."""
    return Gazetteer(tuple(_names(store)))


def _names(store: ox.Store) -> Iterable[Name]:
    yield from ()
