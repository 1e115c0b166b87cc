"""Read a hypothetical regime from a Turtle file, checked like those of the graph, in memory."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import assets
from kg.errors import BadSource, InvalidData
from kg.law.assess import REACHED
from kg.law.provisions import in_order, load
from kg.law.reading import DATES
from kg.names import NAMESPACES, ONTOLOGY, compact, rdf, term
from kg.triples import DATE, DOUBLE, TYPE, node

if TYPE_CHECKING:
    import rdflib

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
REGIME, PROVISION = node(term("Regime")), node(term("Provision"))


def with_bill(store: ox.Store, path: Path) -> tuple[ox.Store, list[str]]:
    """Return the graph with the regime of a file, in memory, and the IRIs of its provisions.

    The store itself is left as it is. Raise `BadSource` for a file that is not Turtle or holds no
    provision, and `InvalidData` naming file and node for one that breaks the shapes, takes a name
    that is taken, or has a condition that is not evaluated.
    """
    quads = _read(path)
    default = ox.DefaultGraph()
    named = {
        q.subject
        for q in quads
        if q.predicate == TYPE
        and q.object in (REGIME, PROVISION)
        and isinstance(q.subject, ox.NamedNode)
    }
    for subject in sorted(named, key=str):
        if next(store.quads_for_pattern(subject, None, None, default), None) is not None:
            raise InvalidData(
                f"{path}: {compact(subject.value)} is in the graph already; give it another name"
            )
    joined = ox.Store()
    joined.bulk_extend(store.quads_for_pattern(None, None, None, default))
    joined.bulk_extend(quads)
    _check_literals(quads, path)
    _check_shapes(joined, quads, path)
    provisions = sorted(
        q.subject.value
        for q in quads
        if q.predicate == TYPE and q.object == PROVISION and isinstance(q.subject, ox.NamedNode)
    )
    if not provisions:
        raise BadSource(f"{path}: has no provision; write regime:NAME a :Provision ; …")
    try:
        found = load(joined)
        in_order(found)
    except InvalidData as problem:
        raise InvalidData(f"{path}: {problem}") from problem
    for iri in provisions:
        if not set(found[iri].reaches) & REACHED.keys():
            raise InvalidData(
                f"{path}: {compact(iri)}: it reaches {', '.join(found[iri].reaches)}, of which the "
                f"graph has nothing; write :reaches with one of {', '.join(REACHED)}"
            )
    return joined, provisions


def _read(path: Path) -> list[ox.Quad]:
    try:
        text = path.read_bytes()
    except OSError as problem:
        raise BadSource(f"{path}: cannot be read ({problem.strerror}); check its name") from problem
    try:
        found = ox.parse(text, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
        return [ox.Quad(q.subject, q.predicate, q.object) for q in found]
    except (SyntaxError, ValueError) as problem:
        raise BadSource(f"{path}: is not Turtle ({problem}); mend it there") from problem


def _check_literals(quads: list[ox.Quad], path: Path) -> None:
    """Refuse days and numbers that are none, which no shape and no reader would bear."""
    read: dict[ox.NamedNode, Callable[[str], object]] = {DATE: date.fromisoformat, DOUBLE: float}
    for quad in quads:
        kind = quad.object.datatype if isinstance(quad.object, ox.Literal) else None
        of_day = quad.predicate.value.removeprefix(ONTOLOGY) in DATES
        wanted = DATE if of_day else kind
        if wanted is not None and wanted in read:
            text = "" if isinstance(quad.object, ox.Triple) else str(quad.object.value)
            try:
                read[wanted](text)
            except ValueError as problem:
                what = "a day" if wanted == DATE else "a number"
                where, name = _named(quads, quad.subject), compact(quad.predicate.value)
                raise InvalidData(f"{path}: {where}: {name} is '{text}', not {what}") from problem


def _check_shapes(joined: ox.Store, quads: list[ox.Quad], path: Path) -> None:
    """Hold what a file says against `ontology/shapes.ttl`, with what it needs of the graph."""
    import pyshacl
    import rdflib

    subjects = {q.subject for q in quads}
    subclass = node(rdf("rdfs:subClassOf"))
    needed = [*quads, *joined.quads_for_pattern(None, subclass, None, ox.DefaultGraph())]
    for other in {q.object for q in quads if isinstance(q.object, ox.NamedNode)} - subjects:
        needed += joined.quads_for_pattern(other, TYPE, None, ox.DefaultGraph())
    data = rdflib.Graph()
    for quad in needed:
        data.add((_rdflib(quad.subject), _rdflib(quad.predicate), _rdflib(quad.object)))
    rules = rdflib.Graph().parse(assets.folder("ontology") / "shapes.ttl")
    _, report, _ = pyshacl.validate(data, shacl_graph=rules, advanced=False)
    if not isinstance(report, rdflib.Graph):
        return
    sh = rdflib.Namespace(NAMESPACES["sh"])
    ours = {str(s.value): s for s in subjects if not isinstance(s, ox.Triple)}
    broken = sorted(
        (_named(quads, ours[str(focus)]), str(report.value(result, sh.resultMessage)))
        for result in report.subjects(sh.resultSeverity, sh.Violation)
        for focus in report.objects(result, sh.focusNode)
        if str(focus) in ours
    )
    if broken:
        where, what = broken[0]
        more = f" (and {len(broken) - 1} more to mend)" if len(broken) > 1 else ""
        raise InvalidData(f"{path}: {where}: {what}{more}")


def _rdflib(value: Node) -> "rdflib.term.Identifier":
    import rdflib

    if isinstance(value, ox.NamedNode):
        return rdflib.URIRef(value.value)
    if isinstance(value, ox.BlankNode):
        return rdflib.BNode(value.value)
    if isinstance(value, ox.Literal):
        if value.language:
            return rdflib.Literal(value.value, lang=value.language)
        return rdflib.Literal(value.value, datatype=rdflib.URIRef(value.datatype.value))
    return rdflib.Literal(str(value))  # a triple in the place of a term, of which no shape speaks


def _named(quads: list[ox.Quad], subject: Node) -> str:
    """Return the name of a node; for one without a name, that of what it is a part of."""
    above = {q.object: q.subject for q in quads if isinstance(q.object, ox.BlankNode)}
    seen, part = {subject}, ""
    while isinstance(subject, ox.BlankNode):
        part = "a part of "
        subject = above.get(subject, subject)
        if subject in seen:
            return "a node without a name"
        seen.add(subject)
    return part + compact(str(subject.value)) if isinstance(subject, ox.NamedNode) else str(subject)
