"""Check a graph: the SHACL shapes of valid records, and tests of the data as a whole."""

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg import assets, build
from kg.facts import facts
from kg.names import NAMESPACES, compact, rdf

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or (`severity` "warning") worth a look.

    `where` is the thing it concerns, as a prefixed name; `what` says what is wrong, `next` what to
    do about it.
    """

    severity: str
    where: str
    what: str
    next: str


def check(store: ox.Store) -> list[Finding]:
    """Return all findings for the graph in `store`; an empty list is a clean graph."""
    return [*shapes(store), *undeclared(store), *unsupported(store), *quotes(store), *stale(store)]


def shapes(store: ox.Store) -> Iterator[Finding]:
    """Yield what breaks `ontology/shapes.ttl`, in the words of the shape's message."""
    import pyshacl
    import rdflib

    data = rdflib.Graph()
    triples = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    data.parse(data=triples, format="ox-nt" if _has_fast_parser() else "nt")
    rules = rdflib.Graph().parse(assets.folder("ontology") / "shapes.ttl")
    _, report, _ = pyshacl.validate(data, shacl_graph=rules, advanced=False)
    if not isinstance(report, rdflib.Graph):
        return
    sh = rdflib.Namespace(NAMESPACES["sh"])
    for result in sorted(report.subjects(rdflib.RDF.type, sh.ValidationResult), key=str):
        focus, message = report.value(result, sh.focusNode), report.value(result, sh.resultMessage)
        warns = report.value(result, sh.resultSeverity) != sh.Violation
        yield Finding(
            WARNING if warns else ERROR,
            compact(str(focus)),
            str(message),
            "mend the file or source that says so",
        )


def _has_fast_parser() -> bool:
    from importlib.util import find_spec

    return find_spec("oxrdflib") is not None


_UNDECLARED = """
SELECT ?property (COUNT(*) AS ?uses) (SAMPLE(?subject) AS ?where) WHERE {
  ?fact rdf:predicate ?property ; rdf:subject ?subject .
  FILTER NOT EXISTS { ?property rdfs:label ?label }
  FILTER (?property NOT IN (rdf:type, rdfs:label))
} GROUP BY ?property ORDER BY ?property
"""


def undeclared(store: ox.Store) -> Iterator[Finding]:
    """Yield the properties that sources use and the ontology does not define."""
    for row in _select(store, _UNDECLARED):
        yield Finding(
            ERROR,
            compact(row[2].value),
            f"{compact(row[0].value)} is used {row[1].value} times and not defined",
            "define it in ontology/core.ttl, or mend the reader",
        )


_UNSUPPORTED = """
SELECT ?fact ?statement WHERE {
  ?fact a :Fact ; :settledFrom|:supportedBy ?statement .
  FILTER NOT EXISTS { GRAPH ?revision { ?statement a :Statement } }
} ORDER BY ?fact
"""


def unsupported(store: ox.Store) -> Iterator[Finding]:
    """Yield the facts whose statement no revision holds."""
    for row in _select(store, _UNSUPPORTED):
        yield Finding(
            ERROR,
            compact(row[0].value),
            f"rests on {compact(row[1].value)}, which no revision holds",
            "the store is damaged: move it away, run kg init, and ingest again",
        )


_QUOTES = """
SELECT ?statement ?quote ?start ?end WHERE { GRAPH ?revision {
  ?statement :quote ?quote ; :start ?start ; :end ?end .
  FILTER (STRLEN(?quote) != ?end - ?start)
} } ORDER BY ?statement
"""


def quotes(store: ox.Store) -> Iterator[Finding]:
    """Yield the quotes that are not as long as the span they are said to stand in."""
    for row in _select(store, _QUOTES):
        yield Finding(
            ERROR,
            compact(row[0].value),
            f"quotes '{row[1].value[:40]}' for characters {row[2].value} to {row[3].value}",
            "mend the offsets in the source's file",
        )


def stale(store: ox.Store) -> Iterator[Finding]:
    """Yield a finding when the facts in the store are not those that its revisions give."""
    fact = ox.NamedNode(NAMESPACES[""] + "Fact")
    kind = ox.NamedNode(rdf("rdf:type"))
    stored = {q.subject for q in store.quads_for_pattern(None, kind, fact, ox.DefaultGraph())}
    anew = {
        q.subject
        for q in facts(store, build.ontology())
        if q.predicate == kind and q.object == fact
    }
    if stored != anew:
        yield Finding(
            ERROR,
            "the store",
            f"holds {len(stored)} facts; its revisions give {len(anew)}, "
            f"{len(stored ^ anew)} of them different",
            "run: kg init --renew",
        )


def _select(store: ox.Store, query: str) -> ox.QuerySolutions:
    found = store.query(query, prefixes=NAMESPACES)
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError("a SELECT query gives solutions")
    return found
