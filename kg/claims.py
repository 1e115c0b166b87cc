"""Read revisions back from the store: what each says, in the form in which facts are settled."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from kg.names import ONTOLOGY, rdf, term
from kg.triples import OBJECT, PREDICATE, SUBJECT, Term, node


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision that the store holds; the fields are those of `kg.model.Source`."""

    iri: str
    source: str
    title: str
    kind: str
    issued: date
    issued_from: str
    sha256: str
    location: str
    licence: str
    attribution: str
    statements: int
    read_at: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement as it takes part in the settling of facts; `number` is its place in order."""

    statement: str
    number: int
    subject: str
    predicate: str
    object: Term
    revision: Revision
    said_on: date
    confidence: str
    from_memory: bool
    details: tuple[tuple[str, Term], ...]


CARRIED = ("unit", "low", "high", "estimator", "method", "note", "from", "until")
"""What a fact takes over from its statement, by local name."""


def revisions(store: ox.Store, *, known_at: date | None = None) -> list[Revision]:
    """Return the revisions in the store, by source and day; only those issued by `known_at`."""
    found = []
    for graph in store.named_graphs():
        if not isinstance(graph, ox.NamedNode):
            continue
        revision = _revision(store, graph)
        if revision and (known_at is None or revision.issued <= known_at):
            found.append(revision)
    return sorted(found, key=lambda r: (r.source, r.issued, r.read_at, r.iri))


def _revision(store: ox.Store, graph: ox.NamedNode) -> Revision | None:
    said = {q.predicate.value: q.object for q in store.quads_for_pattern(graph, None, None, graph)}
    source = said.get(term("revisionOf"))
    if not isinstance(source, ox.NamedNode):
        return None
    said |= {
        q.predicate.value: q.object for q in store.quads_for_pattern(source, None, None, graph)
    }

    def text(predicate: str) -> str:
        value = said.get(predicate)
        return value.value if isinstance(value, ox.Literal | ox.NamedNode) else ""

    return Revision(
        iri=graph.value,
        source=source.value,
        title=text(rdf("rdfs:label")),
        kind=text(term("sourceKind")),
        issued=date.fromisoformat(text(term("issued"))),
        issued_from=text(term("issuedFrom")),
        sha256=text(term("sha256")),
        location=text(term("location")),
        licence=text(rdf("dcterms:license")),
        attribution=text(term("attribution")),
        statements=int(text(term("statements"))),
        read_at=text(rdf("prov:generatedAtTime")),
    )


def current(known: Iterable[Revision]) -> list[Revision]:
    """Return the newest revision of each source: a source speaks by its newest edition."""
    newest: dict[str, Revision] = {}
    for revision in sorted(known, key=lambda r: (r.issued, r.read_at, r.iri)):
        newest[revision.source] = revision
    return sorted(newest.values(), key=lambda r: r.source)


def claims(store: ox.Store, revision: Revision) -> Iterator[Claim]:
    """Yield what a revision says, in the order in which it says it.

    Read a column at a time: ten scans of a graph are an order of magnitude faster here than one
    look-up a statement.
    """
    graph = node(revision.iri)

    def column(predicate: ox.NamedNode) -> dict[str, Term]:
        quads = store.quads_for_pattern(None, predicate, None, graph)
        return {
            q.subject.value: q.object
            for q in quads
            if isinstance(q.subject, ox.NamedNode) and not isinstance(q.object, ox.Triple)
        }

    def ours(name: str) -> dict[str, Term]:
        return column(node(ONTOLOGY + name))

    predicates, objects = column(PREDICATE), column(OBJECT)
    memory, said_on, confidence = ours("fromMemory"), ours("saidOn"), ours("confidence")
    carried = {name: ours(name) for name in CARRIED}
    subjects = column(SUBJECT)
    for statement in sorted(subjects, key=_number):
        day = said_on.get(statement)
        sure = confidence.get(statement)
        yield Claim(
            statement=statement,
            number=_number(statement),
            subject=subjects[statement].value,
            predicate=predicates[statement].value,
            object=objects[statement],
            revision=revision,
            said_on=date.fromisoformat(day.value) if day else revision.issued,
            confidence=sure.value.removeprefix(ONTOLOGY).lower() if sure else "",
            from_memory=statement in memory,
            details=tuple(
                (name, values[statement]) for name, values in carried.items() if statement in values
            ),
        )


def _number(statement: str) -> int:
    return int(statement.rpartition("#")[2])
