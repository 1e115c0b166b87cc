"""Provenance in short: the revisions of sources from which a fact, or a thing, is."""

import pyoxigraph as ox

from kg.names import term
from kg.triples import SUBJECT, node

SETTLED, REVISION_OF = node(term("settledFrom")), node(term("revisionOf"))


def revision_of(store: ox.Store, fact: str) -> str:
    """Return the IRI of the revision from which a fact is settled, "" where there is none."""
    if not fact:
        return ""
    quads = store.quads_for_pattern(node(fact), SETTLED, None, ox.DefaultGraph())
    statements = (q.object.value for q in quads if isinstance(q.object, ox.NamedNode))
    return next((statement.rpartition("#")[0] for statement in statements), "")


def revisions_behind(store: ox.Store, thing: str) -> tuple[str, ...]:
    """Return the IRIs of the revisions from which the facts of a thing are settled."""
    quads = store.quads_for_pattern(None, SUBJECT, node(thing), ox.DefaultGraph())
    facts = [q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode)]
    return tuple(sorted({revision_of(store, fact) for fact in facts} - {""}))


def revisions_in(store: ox.Store) -> set[str]:
    """Return the IRIs of the revisions that a graph rests on."""
    quads = store.quads_for_pattern(None, REVISION_OF, None, ox.DefaultGraph())
    return {q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode)}
