"""Facts: what the graph holds after names are resolved and contradictions settled.

A source speaks by its newest edition. `kg.settle` states the ranks by which one value goes before
another. Of a gathered property (`:GatheredProperty` of the ontology: aliases, links, …) all stand.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pyoxigraph as ox

from kg.bounds import bounds
from kg.claims import Claim, Revision, claims, current, revisions
from kg.names import NAMESPACES, ONTOLOGY, rdf, term
from kg.resolve import Called, Names
from kg.settle import Lost, gather, settle, superseded
from kg.triples import DOUBLE, OBJECT, PREDICATE, SUBJECT, TYPE, Term, double, literal, node

LABEL, ALIAS = rdf("rdfs:label"), term("alias")


def facts(
    store: ox.Store, ontology: ox.Store, *, known_at: date | None = None
) -> Iterator[ox.Quad]:
    """Yield the derived quads for the default graph: the catalogue of revisions, and all facts.

    `store` holds the revisions, `ontology` the terms and vocabularies in its default graph. What
    sources published after `known_at` is left out. The same revisions give the same quads.
    """
    known = revisions(store, known_at=known_at)
    speaking = current(known)
    said = {r.iri: list(claims(store, r)) for r in known}
    names, labelled = _names(ontology, speaking, said), _labelled(ontology)
    older = _index((c for r in known if r not in speaking for c in said[r.iri]), names, labelled)
    gathered = _instances(ontology, term("GatheredProperty"))
    single = _instances(ontology, rdf("owl:FunctionalProperty"))
    quantities = _instances(ontology, term("QuantityProperty"))
    yield from _catalogue(store, known)
    groups = _index((c for r in speaking for c in said[r.iri]), names, labelled)
    for (subject, predicate), group in groups.items():
        if predicate in gathered or predicate == TYPE.value:
            chosen, lost = gather(group), list[tuple[Claim, str]]()
        else:
            one = predicate in single or predicate in quantities or predicate == LABEL
            chosen, lost = settle(group, one=one)
        lost += superseded(older.get((subject, predicate), []), chosen)
        if predicate == LABEL:
            yield from _aliases(subject, lost)
        for support in chosen:
            measured = predicate in quantities
            yield from _fact(subject, predicate, support, lost, measured=measured)


def _instances(ontology: ox.Store, cls: str) -> frozenset[str]:
    default = ox.DefaultGraph()
    found = ontology.quads_for_pattern(None, TYPE, node(cls), default)
    return frozenset(q.subject.value for q in found if isinstance(q.subject, ox.NamedNode))


def _names(ontology: ox.Store, speaking: list[Revision], said: dict[str, list[Claim]]) -> Names:
    """Build the table of names: the vocabularies first, then the curated source, then the rest."""
    names = Names()
    default = ox.DefaultGraph()
    calls: list[tuple[str, str, str]] = []
    for predicate in (LABEL, ALIAS):
        for quad in ontology.quads_for_pattern(None, node(predicate), None, default):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                calls.append((quad.subject.value, predicate, quad.object.value))
    names.add(_called(calls))
    for revision in sorted(speaking, key=lambda r: (r.kind != "curated", r.kind, r.source)):
        names.add(
            _called(
                (c.subject, c.predicate, c.object.value)
                for c in said[revision.iri]
                if c.predicate in (LABEL, ALIAS)
            )
        )
    return names


def _called(calls: Iterable[tuple[str, str, str]]) -> list[Called]:
    labels: dict[str, list[str]] = defaultdict(list)
    aliases: dict[str, list[str]] = defaultdict(list)
    for iri, predicate, name in calls:
        (labels if predicate == LABEL else aliases)[iri].append(name)
    return [
        Called(iri, tuple(labels[iri]), tuple(aliases[iri])) for iri in sorted({*labels, *aliases})
    ]


Groups = dict[tuple[str, str], list[Claim]]


def _labelled(ontology: ox.Store) -> frozenset[str]:
    """Return what the ontology and its vocabularies give a label."""
    found = ontology.quads_for_pattern(None, node(LABEL), None, ox.DefaultGraph())
    return frozenset(q.subject.value for q in found if isinstance(q.subject, ox.NamedNode))


def _index(all_claims: Iterable[Claim], names: Names, labelled: frozenset[str]) -> Groups:
    """Group claims by thing and property, with names resolved on both sides.

    What the vocabularies label keeps that label; a source's own word for it is an alias.
    """
    groups: Groups = defaultdict(list)
    for claim in all_claims:
        subject, predicate = names.canonical(claim.subject), claim.predicate
        if predicate == LABEL and subject in labelled:
            predicate = ALIAS
        if isinstance(claim.object, ox.NamedNode):
            claim = replace(claim, object=node(names.canonical(claim.object.value)))
        groups[subject, predicate].append(claim)
    return groups


def _aliases(subject: str, lost: Lost) -> Iterator[ox.Quad]:
    """Keep the labels that lost as names by which the thing is found."""
    for claim, _ in lost:
        yield ox.Quad(node(subject), node(ALIAS), claim.object)


_NAMES = (
    "Fact Overruled settledFrom supportedBy overruled statement reason boundsFrom low high "
    "confidence saidOn fromMemory"
)
P = {name: node(term(name)) for name in _NAMES.split()}


def _fact(
    subject: str, predicate: str, support: list[Claim], lost: Lost, *, measured: bool
) -> Iterator[ox.Quad]:
    best = support[0]
    value = best.object
    this = node(NAMESPACES["fact"] + _digest(subject, predicate, str(value)))
    has_value = not measured or (isinstance(value, ox.Literal) and value.datatype == DOUBLE)
    if has_value:
        yield ox.Quad(node(subject), node(predicate), value)
    yield ox.Quad(this, TYPE, P["Fact"])
    yield ox.Quad(this, SUBJECT, node(subject))
    yield ox.Quad(this, PREDICATE, node(predicate))
    yield ox.Quad(this, OBJECT, value)
    details = dict(best.details)
    if measured:
        yield from _bounds(this, predicate, value if has_value else None, details, best.confidence)
    for name, detail in details.items():
        if name not in ("low", "high"):
            yield ox.Quad(this, node(ONTOLOGY + name), detail)
    if best.confidence:
        yield ox.Quad(this, P["confidence"], node(term(best.confidence.capitalize())))
    if best.from_memory:
        yield ox.Quad(this, P["fromMemory"], literal(True))
    yield ox.Quad(this, P["saidOn"], literal(best.said_on))
    yield ox.Quad(this, P["settledFrom"], node(best.statement))
    for claim in support[1:]:
        yield ox.Quad(this, P["supportedBy"], node(claim.statement))
    for number, (claim, reason) in enumerate(lost, start=1):
        loser = node(f"{this.value}/overruled/{number}")
        yield ox.Quad(this, P["overruled"], loser)
        yield ox.Quad(loser, TYPE, P["Overruled"])
        yield ox.Quad(loser, P["statement"], node(claim.statement))
        yield ox.Quad(loser, OBJECT, claim.object)
        yield ox.Quad(loser, P["reason"], literal(reason))


def _bounds(
    this: ox.NamedNode, predicate: str, value: Term | None, details: dict[str, Term], sure: str
) -> Iterator[ox.Quad]:
    low, high = details.get("low"), details.get("high")
    found = bounds(
        predicate.removeprefix(ONTOLOGY),
        float(value.value) if value else None,
        low=float(low.value) if low else None,
        high=float(high.value) if high else None,
        confidence=sure,
    )
    if found.low is not None:
        yield ox.Quad(this, P["low"], double(found.low))
    if found.high is not None:
        yield ox.Quad(this, P["high"], double(found.high))
    yield ox.Quad(this, P["boundsFrom"], literal(found.why))


def _digest(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:16]


def _catalogue(store: ox.Store, known: list[Revision]) -> Iterator[ox.Quad]:
    """Copy the description of each revision, so that a query need not open its graph."""
    for revision in known:
        for thing in (revision.iri, revision.source):
            for quad in store.quads_for_pattern(node(thing), None, None, node(revision.iri)):
                yield ox.Quad(quad.subject, quad.predicate, quad.object)
