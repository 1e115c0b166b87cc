"""The things of the graph and the relations between them, as a networkx graph.

A thing is a model, actor, chip, place, regime, source or the like, or a part of one that has its
own IRI (a release, a provision, a text item). Ontology terms, facts and statements are not things.
What has no IRI, such as an event or a condition, is folded into the thing that has it: a regime
whose event was brought about by another regime has an edge `:event` to that one. That a value has
a unit is no relation between things.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from kg.names import KINDS, NAMESPACES, ONTOLOGY, compact, rdf, term

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

PREFIXES = tuple(NAMESPACES[kind] for kind in KINDS)
KIND_OF_CLASS = {
    term("Model"): "model",
    term("Release"): "release",
    term("Actor"): "actor",
    term("Hardware"): "hardware",
    term("Jurisdiction"): "place",
    term("CountryGroup"): "group",
    term("Membership"): "membership",
    term("Regime"): "regime",
    term("Provision"): "provision",
    term("Source"): "source",
    term("Revision"): "revision",
    term("TextItem"): "text item",
    term("Licence"): "licence",
    term("Capability"): "capability",
    term("ModelClass"): "model class",
    term("Unit"): "unit",
}
"""The word for a thing by its class; a thing of no such class is called after its namespace."""

_RELATIONS = f"""SELECT ?s ?p ?o WHERE {{ ?s ?p ?o
    FILTER(!isLiteral(?o) && (isBlank(?s) || !(STRSTARTS(STR(?s), "{NAMESPACES["fact"]}")
        || STRSTARTS(STR(?s), "{ONTOLOGY}")))) }}"""
_NAMED = """SELECT ?s ?name ?rank WHERE {
    { ?s :shortName ?name BIND(0 AS ?rank) } UNION { ?s rdfs:label ?name BIND(1 AS ?rank) }
    UNION { ?s :issued ?day BIND(CONCAT("edition of ", STR(?day)) AS ?name) BIND(2 AS ?rank) }
    UNION { ?s :member/rdfs:label ?member ; :group/rdfs:label ?group
        BIND(CONCAT(?member, " in ", ?group) AS ?name) BIND(2 AS ?rank) } }"""
_CLASSES = "SELECT ?class ?head WHERE { ?class a owl:Class ; rdfs:subClassOf* ?head }"
_TYPE, _UNIT = rdf("rdf:type"), term("unit")


def is_thing(iri: str) -> bool:
    """Say whether `iri` names a thing: it lies in a namespace of things and is no statement."""
    return iri.startswith(PREFIXES) and "#" not in iri


def whole(store: ox.Store) -> "Network":
    """Return all things as nodes and the relations between them as edges.

    Nodes are IRIs with `label` (a short name where there is one) and `kind` (a word such as
    "model" or "provision"); edges have `predicate`, an IRI. Things without a relation are there
    too. Nodes and edges come in the order of their IRIs.
    """
    import networkx

    types: dict[str, set[str]] = defaultdict(set)
    relations: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in _rows(store, _RELATIONS):
        subject, predicate, value = _key(row[0]), row[1].value, _key(row[2])
        if predicate == _TYPE:
            types[subject].add(value)
        elif predicate != _UNIT:
            relations[subject].append((predicate, value))
    names = _names(store)
    things = {iri for iri in [*types, *relations, *names] if is_thing(iri)}
    edges = sorted(
        {(s, p, o) for s in things for p, v in relations[s] for o in _reached(v, relations)}
    )
    kinds = _kinds(store)
    graph: Network = networkx.MultiDiGraph()
    for iri in sorted(things.union(o for _, _, o in edges)):
        graph.add_node(iri, label=names.get(iri, _local(iri)), kind=_kind(iri, types[iri], kinds))
    for subject, predicate, value in edges:
        graph.add_edge(subject, value, predicate=predicate)
    return graph


def _rows(store: ox.Store, text: str) -> ox.QuerySolutions:
    return cast(ox.QuerySolutions, store.query(text, prefixes=NAMESPACES))


def _key(found: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    """Return the IRI, or the marked name of a node without one."""
    return found.value if isinstance(found, ox.NamedNode) else str(found)


def _reached(value: str, relations: dict[str, list[tuple[str, str]]]) -> Iterator[str]:
    """Yield the things that an object is, or that are named within it where it has no IRI."""
    waiting, seen = [value], {value}
    while waiting:
        this = waiting.pop()
        if is_thing(this):
            yield this
        elif this.startswith("_:"):
            inner = {v for _, v in relations[this]} - seen
            seen |= inner
            waiting += inner


def _names(store: ox.Store) -> dict[str, str]:
    best: dict[str, tuple[int, str]] = {}
    for row in _rows(store, _NAMED):
        iri, named = _key(row[0]), (int(row[2].value), row[1].value)
        best[iri] = min(best.get(iri, named), named)
    return {iri: name for iri, (_, name) in best.items()}


def _local(iri: str) -> str:
    return compact(iri).partition(":")[2]


def _kinds(store: ox.Store) -> dict[str, str]:
    """Return the kind of each class that is, or lies below, one of `KIND_OF_CLASS`."""
    rows = [(row[0].value, row[1].value) for row in _rows(store, _CLASSES)]
    return {cls: KIND_OF_CLASS[head] for cls, head in rows if head in KIND_OF_CLASS}


def _kind(iri: str, types: set[str], kinds: dict[str, str]) -> str:
    found = sorted(kinds[cls] for cls in types if cls in kinds)
    return found[0] if found else next(k for k in KINDS if iri.startswith(NAMESPACES[k]))


def distances(graph: "Network", start: Iterable[str], *, depth: int) -> dict[str, int]:
    """Return the things within `depth` steps of `start`, either way, with their steps."""
    found = dict.fromkeys(start, 0)
    waiting = deque(found)
    while waiting:
        this = waiting.popleft()
        if found[this] < depth:
            for other in sorted({*graph.successors(this), *graph.predecessors(this)}):
                if other not in found:
                    found[other] = found[this] + 1
                    waiting.append(other)
    return found


def nearest(graph: "Network", steps: dict[str, int], *, limit: int) -> list[str]:
    """Return at most `limit` things of `steps`: the nearest first.

    Within a ring of equal steps each kind has its turn, so that a hundred models do not push out
    the one regime; within a kind those with most relations in the whole graph go first.
    """
    by_degree = sorted(steps, key=lambda iri: (steps[iri], -graph.degree(iri), iri))
    turn: Counter[tuple[int, str]] = Counter()
    rank = {}
    for iri in by_degree:
        seat = (steps[iri], graph.nodes[iri]["kind"])
        rank[iri] = (steps[iri], turn[seat])
        turn[seat] += 1
    return sorted(by_degree, key=lambda iri: rank[iri])[:limit]
