"""What each type of annotation says: its class in the graph, its properties and their words."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from kg.document import Where
from kg.evidence.reading import Reading
from kg.model import Iri, Object, Text
from kg.names import NAMESPACES, mint, term
from kg.text.annotations import (
    Annotation,
    Claim,
    Day,
    Definition,
    Exemption,
    Norm,
    Penalty,
    Relation,
    Threshold,
)

Said = Iterator[tuple[str, Object, Where | None]]
"""Predicate by local name, object, and the span that says so (None for the item's own)."""

NORMS = {
    "obligation": "ReadObligation",
    "prohibition": "ReadProhibition",
    "permission": "ReadPermission",
}
CLAIMS = {"prediction": "Prediction", "recommendation": "Imperative"}
ASSUMED_DAY = "the day of reading"
"""How a document is dated that states no day: nothing is reckoned from such a day."""

DIRECT: dict[str, tuple[str, str, str | Iri]] = {
    "developed_by": ("developedBy", "model", "actor"),
    "based_in": ("country", "actor", "place"),
    "issued_by": ("issuedBy", "regime", "actor"),
    "open_weights": ("weights", "model", term("DownloadableWeights")),
    "closed_weights": ("weights", "model", term("ClosedWeights")),
}
"""The relations that are properties of the graph too: the property, the namespace of the things
that have it, and that of its values, or the value where the relation has none.

An open-weight model is one whose weights can be downloaded: under which licence, the word does not
say.
"""


def said(reading: Reading, annotation: Annotation) -> tuple[str, Said]:
    """Return the class of the item that an annotation makes, and what is said of it."""
    return _SAID[type(annotation)](reading, annotation)


def _threshold(r: Reading, t: Threshold) -> tuple[str, Said]:
    def parts() -> Said:
        yield "measure", Text(t.quantity), None
        yield "comparator", Text(t.comparator), None
        yield "boundary", t.value, None
        yield "boundaryUnit", Text(t.unit), None
        if t.subject:
            yield "measured", r.text(t.subject), t.subject
        if t.joined:
            yield "joined", Text(t.joined), None
        definition = r.definition_around(t.span)
        if definition:
            yield "inDefinition", definition, None

    return "ReadThreshold", parts()


def _norm(r: Reading, n: Norm) -> tuple[str, Said]:
    def parts() -> Said:
        if n.bearer:
            yield "bearer", r.text(n.bearer), n.bearer
            actor, defined = r.thing(n.bearer), r.definition_of(n.bearer)
            if actor and actor.startswith(NAMESPACES["actor"]):
                yield "bearerActor", actor, n.bearer
            if defined:
                yield "bearerDefined", defined, n.bearer
        if n.condition:
            yield "onCondition", r.text(n.condition), n.condition
        if n.deadline and n.deadline in r.days:
            yield "due", Text(r.days[n.deadline]), n.deadline
        yield from _points(r, n)

    return NORMS[n.modality], parts()


def _points(r: Reading, annotation: Annotation) -> Said:
    for where in r.points(annotation.span):
        yield "point", r.text(where), where


def _definition(r: Reading, d: Definition) -> tuple[str, Said]:
    def parts() -> Said:
        yield "definedTerm", r.text(d.term), d.term
        yield from _points(r, d)

    return "ReadDefinition", parts()


def _day(_: Reading, d: Day) -> tuple[str, Said]:
    return "ReadDate", iter([("iso", Text(d.iso), None), ("role", Text(d.role), None)])


def _exemption(r: Reading, e: Exemption) -> tuple[str, Said]:
    def parts() -> Said:
        for name, where in (("exempted", e.who), ("exemptedFrom", e.rule_of)):
            if where:
                yield name, r.text(where), where
        yield from _points(r, e)

    return "ReadExemption", parts()


def _penalty(r: Reading, p: Penalty) -> tuple[str, Said]:
    def parts() -> Said:
        if p.value is not None:
            yield "amount", p.value, None
            yield "amountUnit", Text(p.unit), None
        if p.bearer:
            yield "bearer", r.text(p.bearer), p.bearer

    return "ReadPenalty", parts()


def _claim(r: Reading, c: Claim) -> tuple[str, Said]:
    def parts() -> Said:
        yield "kind", Text(c.kind), None
        if c.speaker:
            actor = r.thing(c.speaker)
            if actor and actor.startswith(NAMESPACES["actor"]):
                yield "speaker", actor, c.speaker
            else:
                yield "speakerWords", r.text(c.speaker), c.speaker
        if c.horizon and c.kind == "prediction":
            first, last = c.horizon
            yield "horizon", Text(f"{first} to {last} months"), None
            if r.source.issued_from != ASSUMED_DAY:
                yield "dueFrom", after(r.source.issued, first), None
                yield "dueUntil", after(r.source.issued, last), None

    return CLAIMS.get(c.kind, "Claim"), parts()


def after(day: date, months: int) -> date:
    """Return the day that is so many months later; the last of the month where it has none such.

    >>> after(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _relation(r: Reading, found: Relation) -> tuple[str, Said]:
    def parts() -> Said:
        yield "saidPredicate", Text(found.predicate), None
        for name, where in (("saidSubject", found.subject), ("saidObject", found.object)):
            thing = r.thing(where)
            if thing and where:
                yield name, thing, where

    return "Relation", parts()


def direct(r: Reading, found: Relation) -> tuple[Iri, Iri, Iri] | None:
    """Return the triple of the graph that a relation states.

    None where the graph has no such property, and where an end is not one known thing of the right
    kind alone: "Chinese developers" are not China.
    """
    if found.predicate not in DIRECT:
        return None
    name, of, values = DIRECT[found.predicate]
    subject = r.only_thing(found.subject)
    value = Iri(values) if values not in NAMESPACES else r.only_thing(found.object)
    if subject is None or value is None or not subject.startswith(NAMESPACES[of]):
        return None
    if values in NAMESPACES and not value.startswith(mint(values, "x")[:-1]):
        return None
    return subject, term(name), value


_SAID: dict[type[Annotation], Callable[[Reading, Any], tuple[str, Said]]] = {
    Threshold: _threshold,
    Norm: _norm,
    Definition: _definition,
    Day: _day,
    Exemption: _exemption,
    Penalty: _penalty,
    Claim: _claim,
    Relation: _relation,
}
