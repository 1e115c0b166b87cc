"""Statements and sources as triples: how the records of `kg.model` stand in a revision graph."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

import pyoxigraph as ox

from kg.model import Cell, Confidence, Iri, Object, Quantity, Source, Span, Statement, Text
from kg.names import NAMESPACES, mint, rdf, term

Term = ox.NamedNode | ox.BlankNode | ox.Literal
"""What can stand in the object place of a triple."""

XSD = NAMESPACES["xsd"]
DOUBLE = ox.NamedNode(XSD + "double")
BOOLEAN = ox.NamedNode(XSD + "boolean")
INTEGER = ox.NamedNode(XSD + "integer")
MOMENT = ox.NamedNode(XSD + "dateTime")
DATE = ox.NamedNode(XSD + "date")


def node(iri: str) -> ox.NamedNode:
    """Return the engine's node for an IRI."""
    return ox.NamedNode(iri)


def double(value: float) -> ox.Literal:
    """Return an xsd:double.

    Never an integer: engines hold integers in 64 bits, and 10^25 would vanish from comparisons.
    """
    return ox.Literal(repr(float(value)), datatype=DOUBLE)


def literal(value: str | bool | int | date) -> ox.Literal:
    """Return the literal of a plain value; strings become xsd:string."""
    if isinstance(value, bool):
        return ox.Literal("true" if value else "false", datatype=BOOLEAN)
    if isinstance(value, int):
        return ox.Literal(str(value), datatype=INTEGER)
    if isinstance(value, date):
        return ox.Literal(value.isoformat(), datatype=DATE)
    return ox.Literal(value)


def to_term(value: Object) -> Term:
    """Return what stands as the object of a statement.

    A quantity stands by its value, or by its verbatim text where it is a bracket without a value.
    """
    if isinstance(value, Quantity):
        return ox.Literal(value.verbatim) if value.value is None else double(value.value)
    if isinstance(value, Text):
        return ox.Literal(value.value, language=value.lang) if value.lang else literal(value.value)
    if isinstance(value, str):
        return node(value)
    if isinstance(value, float):
        return double(value)
    return literal(value)


def revision_iri(source: Source) -> Iri:
    """Return the IRI of a revision: its source, day and the first digits of its hash."""
    return Iri(f"{mint('source', source.id)}/{source.issued.isoformat()}-{source.sha256[:8]}")


CONFIDENCE = {c: node(term(c.value.capitalize())) for c in Confidence}
TYPE, SUBJECT, PREDICATE, OBJECT = (
    node(rdf(f"rdf:{n}")) for n in ("type", "subject", "predicate", "object")
)
STATEMENT = node(term("Statement"))
_NAMES = (
    "unit verbatim low high confidence estimator method cites saidOn from until fromMemory note "
    "row column start end quote path foundBy certainty"
)
_P = {name: node(term(name)) for name in _NAMES.split()}


def _details(statement: Statement) -> Iterator[tuple[str, Term]]:
    value, place = statement.object, statement.place
    if isinstance(value, Quantity):
        yield "unit", node(value.unit)
        yield "verbatim", literal(value.verbatim)
        if value.low is not None:
            yield "low", double(value.low)
        if value.high is not None:
            yield "high", double(value.high)
    if statement.confidence is not None:
        yield "confidence", CONFIDENCE[statement.confidence]
    for name, text in (
        ("estimator", statement.estimator),
        ("method", statement.method),
        ("cites", statement.cites),
        ("note", statement.note),
        ("foundBy", statement.found_by),
    ):
        if text:
            yield name, literal(text)
    for name, day in (
        ("saidOn", statement.said_on),
        ("from", statement.valid_from),
        ("until", statement.valid_until),
    ):
        if day:
            yield name, literal(day)
    if statement.certainty is not None:
        yield "certainty", double(statement.certainty)
    if statement.from_memory:
        yield "fromMemory", literal(True)
    if isinstance(place, Cell):
        yield "row", literal(place.row)
        yield "column", literal(place.column)
    elif isinstance(place, Span):
        yield "start", literal(place.start)
        yield "end", literal(place.end)
        yield "quote", literal(place.quote)
        if place.path:
            yield "path", literal(place.path)


def statement_quads(statements: Iterable[Statement], revision: Iri) -> Iterator[ox.Quad]:
    """Yield the quads of one revision's statements, in its graph, numbered from 1 in order."""
    graph = node(revision)
    for number, statement in enumerate(statements, start=1):
        this = node(f"{revision}#{number}")
        yield ox.Quad(this, TYPE, STATEMENT, graph)
        yield ox.Quad(this, SUBJECT, node(statement.subject), graph)
        yield ox.Quad(this, PREDICATE, node(statement.predicate), graph)
        yield ox.Quad(this, OBJECT, to_term(statement.object), graph)
        for name, value in _details(statement):
            yield ox.Quad(this, _P[name], value, graph)


def source_quads(source: Source, count: int, read_at: datetime) -> Iterator[ox.Quad]:
    """Yield the description of a revision and of its source, in the revision's own graph.

    `count` is the number of its statements, `read_at` the moment of reading, with a time zone.
    """
    revision, thing = node(revision_iri(source)), node(mint("source", source.id))
    described: list[tuple[ox.NamedNode, str, Term]] = [
        (thing, rdf("rdf:type"), node(term("Source"))),
        (thing, rdf("rdfs:label"), literal(source.title)),
        (thing, term("sourceKind"), literal(source.kind)),
        (revision, rdf("rdf:type"), node(term("Revision"))),
        (revision, term("revisionOf"), thing),
        (revision, term("sha256"), literal(source.sha256)),
        (revision, term("location"), literal(source.location)),
        (revision, term("issued"), literal(source.issued)),
        (revision, term("issuedFrom"), literal(source.issued_from)),
        (revision, term("statements"), literal(count)),
        (revision, rdf("prov:generatedAtTime"), ox.Literal(read_at.isoformat(), datatype=MOMENT)),
        (revision, rdf("dcterms:license"), literal(source.licence)),
    ]
    if source.url:
        described.append((thing, term("link"), literal(source.url)))
    if source.attribution:
        described.append((revision, term("attribution"), literal(source.attribution)))
    for subject, predicate, value in described:
        yield ox.Quad(subject, node(predicate), value, revision)
