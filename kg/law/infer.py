"""Infer: what stated rules make of the facts, for conditions that ask for more than sources say.

The rules are those of `kg.law.rules`; what is inferred never displaces what is stated.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

import pyoxigraph as ox

from kg.errors import BadQuery
from kg.law.derived import Bound, derived, not_yet
from kg.law.overlay import overlaid
from kg.law.rules import Rule, rules
from kg.law.world import Extra, Known, World
from kg.names import NAMESPACES, rdf, term
from kg.triples import DATE, DOUBLE, TYPE, Term, node


def inferred(
    store: ox.Store, things: Iterable[str] | None = None, *, by: list[Rule] | None = None
) -> Extra:
    """Return what rules infer from the graph of `store`, also where a value is stated already.

    `things` restricts it to what is inferred of some things, `by` to some rules. Values of a
    property that takes one value only, on which two rules disagree, are left out. Raise `BadQuery`
    naming a rule whose query is wrong.
    """
    found: dict[tuple[str, str], dict[str, Known]] = defaultdict(dict)
    chosen = None if things is None else list(things)
    for rule in sorted(rules() if by is None else by, key=lambda rule: rule.name):
        for subject, predicate, value in _constructed(store, rule, chosen):
            known = _known(value, rule.why)
            found[subject, predicate].setdefault(known.text, known)
    single = _single(store)
    return {
        asked: [values[text] for text in sorted(values)]
        for asked, values in sorted(found.items())
        if len(values) == 1 or asked[1] not in single
    }


def world(
    store: ox.Store,
    day: date,
    assumed: Extra | None = None,
    *,
    things: Iterable[str] | None = None,
) -> World:
    """Return the world of a graph on a day, with what rules and arithmetic make of its facts.

    What is assumed goes before what is stated, for the rules too. `things` are those that will be
    asked about, where not all are: then nothing is inferred of what does not bear on them.
    """
    given = assumed or {}
    graph = overlaid(store, given) if any(":" in thing for thing, _ in given) else store
    near = None if things is None else _near(graph, things)
    stated = World(store, day, assumed=given)
    base = {**inferred(graph, near), **not_yet(stated, near)}
    computed = derived(World(store, day, inferred=base, assumed=given), near)
    return World(store, day, inferred={**computed, **base}, assumed=given)


FOLLOWED = ("basedOn", "contains", "developedBy", "distilledFrom", "licence", "parent")
"""The properties by which a condition can lead from a thing to another of which more is asked."""


def _near(store: ox.Store, things: Iterable[str]) -> list[str]:
    """Return things with all that their conditions can lead to: bases, developers, own models."""
    default, made = ox.DefaultGraph(), node(term("developedBy"))
    found = {thing for thing in things if ":" in thing}
    for thing in list(found):
        quads = store.quads_for_pattern(None, made, node(thing), default)
        found |= {q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode)}
    waiting = list(found)
    while waiting:
        here = node(waiting.pop())
        for name in FOLLOWED:
            for quad in store.quads_for_pattern(here, node(term(name)), None, default):
                if isinstance(quad.object, ox.NamedNode) and quad.object.value not in found:
                    found.add(quad.object.value)
                    waiting.append(quad.object.value)
    return sorted(found)


def _constructed(
    store: ox.Store, rule: Rule, things: list[str] | None
) -> Iterator[tuple[str, str, Term]]:
    subject = ox.Variable(rule.subject)
    given: list[Bound] = [{}]
    if things is not None:
        ours = (t for t in things if t.startswith(NAMESPACES[rule.subject]))
        given = [{subject: node(thing)} for thing in ours]
    for bound in given:
        try:
            result = store.query(rule.text, prefixes=NAMESPACES, substitutions=bound)
        except (SyntaxError, ValueError) as problem:
            raise BadQuery(f"the rule '{rule.name}' is not SPARQL ({problem})") from problem
        if not isinstance(result, ox.QueryTriples):
            raise BadQuery(f"the rule '{rule.name}' is no CONSTRUCT query")
        for triple in result:
            if isinstance(triple.subject, ox.NamedNode) and not isinstance(
                triple.object, ox.Triple
            ):
                yield triple.subject.value, triple.predicate.value, triple.object


def _known(value: Term, why: str) -> Known:
    text = str(value.value)
    if isinstance(value, ox.Literal) and value.datatype == DOUBLE:
        return Known(text, float(text), float(text), why)
    if isinstance(value, ox.Literal) and value.datatype == DATE:
        ordinal = float(date.fromisoformat(text).toordinal())
        return Known(text, ordinal, ordinal, why)
    return Known(text, why=why)


def _single(store: ox.Store) -> frozenset[str]:
    functional = node(rdf("owl:FunctionalProperty"))
    quads = store.quads_for_pattern(None, TYPE, functional, ox.DefaultGraph())
    return frozenset(q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode))
