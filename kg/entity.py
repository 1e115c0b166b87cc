"""All that is known of one thing, as records: facts with evidence, parts, what refers to it.

What the ontology and regime files say has no statement behind it in a revision; such facts have no
evidence here, and the thing's own `source` facts say what they rest on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from kg.answer import Value, plain
from kg.claims import Revision, revisions
from kg.model import Iri
from kg.names import NAMESPACES, ONTOLOGY, rdf, term
from kg.triples import OBJECT, PREDICATE, SUBJECT, TYPE, Term, node
from kg.wording import Node, Said, describe, label, said_of, unit, value

LABEL = rdf("rdfs:label")
PARTS = (term("release"),)
"""Properties whose objects are parts of a thing and are shown with it."""
WHOLES = (term("partOf"),)
"""Properties whose subjects are parts of a thing and are shown with it."""
FIRST: tuple[str, ...] = (LABEL, term("shortName"), term("alias"))
LAST: tuple[str, ...] = (term("note"), term("comment"), term("link"), rdf("dcterms:source"))
_STATEMENTS = (SUBJECT.value, OBJECT.value)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One statement behind a fact: who said it, in which edition, where, how surely.

    `place` names row and column, or characters and block; `cites` is what the source relies on.
    """

    statement: str
    source: str
    edition: date | None
    place: str
    quote: str
    verbatim: str
    confidence: str
    estimator: str
    method: str
    cites: str
    said_on: date | None
    from_memory: bool
    note: str


@dataclass(frozen=True, slots=True)
class Overruled:
    """A value that lost against the fact, with the reason."""

    value: Value
    words: str
    reason: str
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of one property. `words` is the value as people call it.

    `value` is None for a quantity of which only bounds are known.
    """

    property: str
    name: str
    value: Value
    words: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    bounds_from: str = ""
    confidence: str = ""
    estimator: str = ""
    method: str = ""
    said_on: date | None = None
    from_memory: bool = False
    note: str = ""
    evidence: tuple[Evidence, ...] = ()
    overruled: tuple[Overruled, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Another thing that refers to this one."""

    property: str
    name: str
    subject: str
    label: str


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing: what it is called, what it is, its facts, its parts, and what refers to it."""

    iri: str
    label: str
    kinds: tuple[str, ...]
    facts: tuple[Fact, ...]
    parts: tuple["Entity", ...]
    links: tuple[Link, ...]


def entity(store: ox.Store, iri: Iri) -> Entity:
    """Return all that the graph knows of the thing `iri`."""
    known = {r.iri: r for r in revisions(store)}
    return _entity(store, iri, known, {iri})


def _entity(store: ox.Store, iri: str, known: dict[str, Revision], seen: set[str]) -> Entity:
    said = said_of(store, node(iri))
    kinds = [label(store, t.value) for t in said.get(TYPE.value, []) if isinstance(t, ox.NamedNode)]
    facts = [*_settled(store, iri, known), *_plain(store, iri, said)]
    links = sorted(_links(store, iri), key=lambda link: (link.name, link.label, link.subject))
    inner = [t.value for key in PARTS for t in said.get(key, []) if isinstance(t, ox.NamedNode)]
    inner += [link.subject for link in links if link.property in WHOLES]
    parts = []
    for part in sorted(inner):
        if part not in seen:
            seen.add(part)
            parts.append(_entity(store, part, known, seen))
    return Entity(
        iri=iri,
        label=label(store, iri),
        kinds=tuple(sorted(set(kinds))),
        facts=tuple(sorted(facts, key=_order)),
        parts=tuple(parts),
        links=tuple(link for link in links if link.property not in WHOLES),
    )


def _order(fact: Fact) -> tuple[int, str, str]:
    """Put names first, then relations and measures by name, then remarks and sources."""
    ranks: dict[str, int] = {name: place for place, name in enumerate(FIRST)}
    ranks |= dict.fromkeys(LAST, len(FIRST) + 1)
    return ranks.get(fact.property, len(FIRST)), fact.name, fact.words


def _settled(store: ox.Store, iri: str, known: dict[str, Revision]) -> Iterator[Fact]:
    """Yield the facts that were settled from statements."""
    default = ox.DefaultGraph()
    for quad in store.quads_for_pattern(None, SUBJECT, node(iri), default):
        if not isinstance(quad.subject, ox.NamedNode):
            continue
        said = said_of(store, quad.subject)
        predicate = said[PREDICATE.value][0]
        if not isinstance(predicate, ox.NamedNode) or predicate == TYPE:
            continue
        found = said[OBJECT.value][0]
        bracket = not _holds(store, iri, predicate, found)
        statements = [*_ours(said, "settledFrom"), *_ours(said, "supportedBy")]
        yield Fact(
            property=predicate.value,
            name=label(store, predicate.value),
            value=None if bracket else plain(found),
            words=value(store, found),
            unit="".join(unit(store, u.value) for u in _ours(said, "unit")),
            low=_number(said, "low"),
            high=_number(said, "high"),
            bounds_from=_text(said, "boundsFrom"),
            confidence="".join(label(store, c.value) for c in _ours(said, "confidence")),
            estimator=_text(said, "estimator"),
            method=_text(said, "method"),
            said_on=_day(said, "saidOn"),
            from_memory=bool(_ours(said, "fromMemory")),
            note=_text(said, "note"),
            evidence=tuple(_evidence(store, s.value, known) for s in statements),
            overruled=tuple(_overruled(store, o, known) for o in _ours(said, "overruled")),
        )


def _holds(store: ox.Store, iri: str, predicate: ox.NamedNode, found: Term) -> bool:
    quads = store.quads_for_pattern(node(iri), predicate, found, ox.DefaultGraph())
    return next(quads, None) is not None


def _plain(store: ox.Store, iri: str, said: Said) -> Iterator[Fact]:
    """Yield what the ontology and regime files say: triples that no fact stands behind."""
    default = ox.DefaultGraph()
    settled = {
        (p.object, o.object)
        for quad in store.quads_for_pattern(None, SUBJECT, node(iri), default)
        for p in store.quads_for_pattern(quad.subject, PREDICATE, None, default)
        for o in store.quads_for_pattern(quad.subject, OBJECT, None, default)
    }
    for key, terms in said.items():
        for found in terms:
            if key == TYPE.value or (node(key), found) in settled:
                continue
            words = describe(store, found) if isinstance(found, ox.BlankNode) else ""
            yield Fact(
                property=key,
                name=label(store, key),
                value=words or plain(found),
                words=words or value(store, found),
            )


def _evidence(store: ox.Store, statement: str, known: dict[str, Revision]) -> Evidence:
    graph = statement.rpartition("#")[0]
    said: Said = {}
    for quad in store.quads_for_pattern(node(statement), None, None, node(graph)):
        if not isinstance(quad.object, ox.Triple):
            said.setdefault(quad.predicate.value, []).append(quad.object)
    revision = known.get(graph)
    return Evidence(
        statement=statement,
        source=revision.title if revision else "",
        edition=revision.issued if revision else None,
        place=_place(said),
        quote=_text(said, "quote"),
        verbatim=_text(said, "verbatim"),
        confidence="".join(label(store, c.value) for c in _ours(said, "confidence")),
        estimator=_text(said, "estimator"),
        method=_text(said, "method"),
        cites=_text(said, "cites"),
        said_on=_day(said, "saidOn"),
        from_memory=bool(_ours(said, "fromMemory")),
        note=_text(said, "note"),
    )


def _place(said: Said) -> str:
    row, column, start = _text(said, "row"), _text(said, "column"), _text(said, "start")
    if row:
        return f"row {row}, column '{column}'"
    if start:
        path = _text(said, "path")
        return f"characters {start} to {_text(said, 'end')}" + (f", {path}" if path else "")
    return ""


def _overruled(store: ox.Store, loser: Term, known: dict[str, Revision]) -> Overruled:
    said = said_of(store, loser) if not isinstance(loser, ox.Literal) else {}
    statement = next(iter(_ours(said, "statement")), None)
    found = said[OBJECT.value][0]
    return Overruled(
        value=plain(found),
        words=value(store, found),
        reason=_text(said, "reason"),
        evidence=_evidence(store, statement.value, known) if statement else None,
    )


def _links(store: ox.Store, iri: str) -> Iterator[Link]:
    """Yield what refers to the thing; a node without a name stands for the thing that has it."""
    done = set()
    for quad in store.quads_for_pattern(None, None, node(iri), ox.DefaultGraph()):
        if quad.predicate.value in _STATEMENTS or isinstance(quad.subject, ox.Triple):
            continue
        owner, predicate = _owner(store, quad.subject, quad.predicate.value)
        if owner and owner != iri and (owner, predicate) not in done:
            done.add((owner, predicate))
            yield Link(predicate, label(store, predicate), owner, label(store, owner))


def _owner(store: ox.Store, this: Node, predicate: str) -> tuple[str, str]:
    """Climb from a node without a name to the thing that has it, and the property it has it by."""
    while isinstance(this, ox.BlankNode):
        above = next(store.quads_for_pattern(None, None, this, ox.DefaultGraph()), None)
        if above is None or isinstance(above.subject, ox.Triple):
            return "", predicate
        this = above.subject
        if above.predicate.value.startswith(ONTOLOGY):
            predicate = above.predicate.value
    return ("" if this.value.startswith(NAMESPACES["fact"]) else this.value), predicate


def _ours(said: Said, name: str) -> list[Term]:
    return said.get(ONTOLOGY + name, [])


def _text(said: Said, name: str) -> str:
    return next((t.value for t in _ours(said, name)), "")


def _number(said: Said, name: str) -> float | None:
    text = _text(said, name)
    return float(text) if text else None


def _day(said: Said, name: str) -> date | None:
    text = _text(said, name)
    return date.fromisoformat(text) if text else None
