"""Read from the graph what texts may name: models, actors, jurisdictions, regimes and chips."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

import pyoxigraph as ox

from kg.names import NAMESPACES, rdf, term
from kg.resolve import split
from kg.triples import node

KINDS = {
    "model": "Model",
    "actor": "Actor",
    "place": "Jurisdiction",
    "regime": "Instrument",
    "hardware": "Hardware",
}
"""The class of a mention by the namespace of the thing."""


@dataclass(slots=True)
class Thing:
    """One thing as the graph calls it: `names` are its labels and aliases, the label first.

    `adjectives` are words derived from its name ("Chinese"), by which it is meant but not called.
    """

    iri: str
    link: str
    kind: str
    names: list[str] = field(default_factory=list)
    adjectives: list[str] = field(default_factory=list)
    place: str = ""
    since: date | None = None
    unnamed: bool = False


# Places of the graph that stand for rules made between states: in texts "international" is a word,
# and the others act.
NO_PLACES = ("international", "G7", "OECD")

# Of what the graph says of a thing, what the linker may choose by.
_PLACE = {term("headquarters"), term("country"), term("jurisdiction")}
_SINCE = {term("releaseDate")}
_NAMES = (rdf("rdfs:label"), term("shortName"), term("alias"))


def things(store: ox.Store) -> Iterator[Thing]:
    """Yield the things of a graph, without groups that bear no name ("investors")."""
    found: dict[str, Thing] = {}
    default = ox.DefaultGraph()
    for predicate in _NAMES:
        for quad in store.quads_for_pattern(None, node(predicate), None, default):
            thing = _thing(quad.subject, found)
            if thing and isinstance(quad.object, ox.Literal):
                thing.names.append(quad.object.value)
    for quad in store.quads_for_pattern(None, node(rdf("skos:altLabel")), None, default):
        thing = _thing(quad.subject, found)
        if thing and thing.kind == "Jurisdiction" and isinstance(quad.object, ox.Literal):
            thing.adjectives.append(quad.object.value)
    for iri, about in _about(store, found).items():
        found[iri].place, found[iri].since, found[iri].unnamed = about
    yield from (thing for thing in found.values() if not thing.unnamed)


def _thing(subject: object, found: dict[str, Thing]) -> Thing | None:
    """Return the record of a thing; None for parts of things and what is no thing with a name."""
    if not isinstance(subject, ox.NamedNode):
        return None
    prefix, slug, part = split(subject.value)
    kind = _CLASS.get(prefix)
    # A provision has the slug of its regime and its own part behind a dot: not a named thing.
    if not kind or part or (kind == "Instrument" and "." in slug):
        return None
    if kind == "Jurisdiction" and slug in NO_PLACES:
        return None
    return found.setdefault(subject.value, Thing(subject.value, slug.lower(), kind))


_CLASS = {NAMESPACES[prefix]: kind for prefix, kind in KINDS.items()}


def _about(store: ox.Store, found: dict[str, Thing]) -> dict[str, tuple[str, date | None, bool]]:
    places: dict[str, str] = defaultdict(str)
    since: dict[str, date] = {}
    default = ox.DefaultGraph()
    for predicate in _PLACE:
        for quad in store.quads_for_pattern(None, node(predicate), None, default):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                places[quad.subject.value] = split(quad.object.value)[1]
    for predicate in _SINCE:
        for quad in store.quads_for_pattern(None, node(predicate), None, default):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                with suppress(ValueError):  # a month or a year is no day to choose by
                    since[quad.subject.value] = date.fromisoformat(quad.object.value)
    groups = store.quads_for_pattern(
        None, node(rdf("rdf:type")), node(term("UnnamedGroup")), default
    )
    unnamed = {q.subject.value for q in groups if isinstance(q.subject, ox.NamedNode)}
    return {iri: (places[iri], since.get(iri), iri in unnamed) for iri in found}
