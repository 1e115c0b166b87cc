"""Overlay: a graph in memory in which assumptions stand for what was there.

Rules of inference read it, so that what they make of an assumption follows from it.
"""

from collections.abc import Iterator

import pyoxigraph as ox

from kg.law.world import Extra, Known
from kg.names import NAMESPACES, rdf, term
from kg.triples import DOUBLE, PREDICATE, SUBJECT, Term, double, node


def overlaid(store: ox.Store, assumed: Extra) -> ox.Store:
    """Return a copy of the default graph in memory, with `assumed` in the place of what it sets."""
    gone = {(node(thing), node(prop)) for thing, prop in assumed}
    facts = {
        quad.subject
        for thing, prop in gone
        for quad in store.quads_for_pattern(None, SUBJECT, thing, ox.DefaultGraph())
        if next(store.quads_for_pattern(quad.subject, PREDICATE, prop, ox.DefaultGraph()), None)
    }
    copy = ox.Store()
    copy.bulk_extend(
        quad
        for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph())
        if quad.subject not in facts and (quad.subject, quad.predicate) not in gone
    )
    for number, ((thing, prop), values) in enumerate(assumed.items()):
        fact = f"{NAMESPACES['fact']}assumed-{number}"
        for known in values:
            copy.extend(_quads(fact, thing, prop, known, _range(store, prop)))
    return copy


def _quads(fact: str, thing: str, prop: str, known: Known, kind: str) -> Iterator[ox.Quad]:
    """Yield one value as facts stand in the graph; a thing made up for one answer has no place."""
    if ":" not in thing:
        return
    this = node(fact)
    if known.text and ".." not in known.text:
        yield ox.Quad(node(thing), node(prop), _object(known.text, kind))
    yield ox.Quad(this, SUBJECT, node(thing))
    yield ox.Quad(this, PREDICATE, node(prop))
    for bound, value in (("low", known.low), ("high", known.high)):
        if value is not None and kind == DOUBLE.value:
            yield ox.Quad(this, node(term(bound)), double(value))


def _object(text: str, kind: str) -> Term:
    if kind.startswith(NAMESPACES["xsd"]):
        return ox.Literal(text, datatype=node(kind))
    return node(text) if "://" in text else ox.Literal(text)


def _range(store: ox.Store, prop: str) -> str:
    quads = store.quads_for_pattern(node(prop), node(rdf("rdfs:range")), None, ox.DefaultGraph())
    return next((q.object.value for q in quads if isinstance(q.object, ox.NamedNode)), "")
