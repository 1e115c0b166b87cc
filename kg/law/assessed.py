"""The assessments of a day as a part of the graph, so that SPARQL sees them.

They are derived, and as true as the facts and the law of that day; so they stand in a graph in
memory beside what they rest on, and never in the store on disk.
"""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256

import pyoxigraph as ox

from kg.law.assess import Assessment, Outcome
from kg.law.court import hold, later
from kg.law.reasons import Reasons, chance
from kg.names import BASE, term
from kg.triples import TYPE, Term, double, literal, node

OUTCOMES = {
    Outcome.APPLIES: node(term("Applies")),
    Outcome.NOT: node(term("DoesNotApply")),
    Outcome.UNDETERMINED: node(term("Undetermined")),
}


def assessed(store: ox.Store, day: date, *, known_at: date) -> ox.Store:
    """Return a copy of a store in memory with the assessments of `day` in its default graph."""
    copy = ox.Store()
    copy.bulk_extend(store)
    copy.bulk_extend(assessment_quads(store, day, known_at=known_at))
    return copy


def assessment_quads(store: ox.Store, day: date, *, known_at: date) -> Iterator[ox.Quad]:
    """Yield the assessments of all provisions over the things that existed on the day."""
    court = hold(store, day)
    reasons = Reasons(court, known_at=known_at)
    gone = {thing for thing in court.world.members("Model") if later(court, thing)}
    for found in court.all():
        if found.thing not in gone:
            yield from _quads(reasons, found)


def _quads(reasons: Reasons, found: Assessment) -> Iterator[ox.Quad]:
    asked = f"{found.thing}\n{found.provision.iri}\n{found.day}"
    this = node(f"{BASE}assessment/{sha256(asked.encode()).hexdigest()[:16]}")
    said: list[tuple[str, Term]] = [
        ("of", node(found.thing)),
        ("under", node(found.provision.iri)),
        ("outcome", OUTCOMES[found.outcome]),
        ("because", literal(reasons.because(found))),
        ("asOf", literal(found.day)),
        ("knownAt", literal(reasons.known_at)),
    ]
    likely = chance(found)
    if likely is not None:
        said.append(("probability", double(likely)))
    said += [("missing", node(prop)) for _, prop, _ in reasons.needs(found)]
    yield ox.Quad(this, TYPE, node(term("Assessment")))
    for name, value in said:
        yield ox.Quad(this, node(term(name)), value)
