"""Country groups on a day: which places belonged to which list that a rule names."""

from collections import defaultdict
from datetime import date

import pyoxigraph as ox

from kg.names import term
from kg.triples import TYPE, node

Members = dict[str, frozenset[str]]
"""The IRIs of the groups of each place, by the place's IRI."""


def groups_of_places(store: ox.Store, day: date) -> Members:
    """Return the groups of every place on `day`.

    A membership without a first day is taken to have begun before anything here is asked. A group
    may include another (`:includes`), or hold every country but those of others (`:excludes`). A
    place that counts as another (`:countsAs`) belongs wherever that one does.
    """
    members: dict[str, set[str]] = defaultdict(set)
    for membership in _subjects(store, "Membership"):
        since, until = _day(store, membership, "from"), _day(store, membership, "until")
        if (since is None or since <= day) and (until is None or day < until):
            for group in _objects(store, membership, "group"):
                members[group] |= set(_objects(store, membership, "member"))
    counting = [(p, o) for p in _subjects(store, "Country") for o in _objects(store, p, "countsAs")]
    for places in members.values():
        places |= {place for place, other in counting if other in places}
    groups = _subjects(store, "CountryGroup")
    for group in groups:
        for other in _objects(store, group, "includes"):
            members[group] |= members[other]
    countries = set(_subjects(store, "Country"))
    for group in groups:
        left_out = _objects(store, group, "excludes")
        if left_out:
            members[group] |= countries.difference(*(members[other] for other in left_out))
    found: dict[str, set[str]] = defaultdict(set)
    for group, places in members.items():
        for place in places:
            found[place].add(group)
    return {place: frozenset(belongs) for place, belongs in found.items()}


def _subjects(store: ox.Store, cls: str) -> list[str]:
    quads = store.quads_for_pattern(None, TYPE, node(term(cls)), ox.DefaultGraph())
    return sorted(q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode))


def _objects(store: ox.Store, subject: str, name: str) -> list[str]:
    quads = store.quads_for_pattern(node(subject), node(term(name)), None, ox.DefaultGraph())
    return [q.object.value for q in quads if isinstance(q.object, ox.NamedNode | ox.Literal)]


def _day(store: ox.Store, subject: str, name: str) -> date | None:
    return next((date.fromisoformat(text) for text in _objects(store, subject, name)), None)
