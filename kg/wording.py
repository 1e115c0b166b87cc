"""Parts of the graph in words: labels, values, and nodes without a name such as conditions.

A condition reads `classified as = frontier model and training compute > 1e26 FLOP`; an event
`signed: on 2025-09-29; source: https://…`.
"""

from collections.abc import Iterator

import pyoxigraph as ox

from kg.formats import readable
from kg.names import NAMESPACES, ONTOLOGY, compact, rdf, term
from kg.triples import BOOLEAN, DATE, DOUBLE, TYPE, Term, node

LABELS = tuple(
    node(iri) for iri in (rdf("rdfs:label"), term("shortName"), term("gist"), term("definedTerm"))
)
COMMENT = rdf("rdfs:comment")
NOTATION = node(rdf("skos:notation"))
LAST = (term("note"), rdf("dcterms:source"))
"""What a description says at its end."""

_SH = NAMESPACES["sh"]
_NIL, _FIRST, _REST = (rdf(f"rdf:{n}") for n in ("nil", "first", "rest"))
_TESTS = {
    "minExclusive": ">", "minInclusive": ">=", "maxExclusive": "<", "maxInclusive": "<=",
    "hasValue": "=", "class": "is a", "node": "is such that",
}  # fmt: skip
_FOREIGN = ("rdfs", "dcterms", "skos")
"""Vocabularies of others whose terms have plain English names and no label here."""
_REMARKS = ("countingRule", "comparatorNote")

Node = ox.NamedNode | ox.BlankNode
Said = dict[str, list[Term]]


def said_of(store: ox.Store, subject: Node) -> Said:
    """Return what the default graph says of a node, by predicate, values in a fixed order."""
    said: Said = {}
    for quad in store.quads_for_pattern(subject, None, None, ox.DefaultGraph()):
        if not isinstance(quad.object, ox.Triple):
            said.setdefault(quad.predicate.value, []).append(quad.object)
    return {key: sorted(values, key=str) for key, values in said.items()}


def label(store: ox.Store, iri: str) -> str:
    """Return the name by which a thing is called, or its prefixed name where it has none."""
    for predicate in LABELS:
        for quad in store.quads_for_pattern(node(iri), predicate, None, ox.DefaultGraph()):
            if isinstance(quad.object, ox.Literal):
                return quad.object.value
    prefix, _, local = compact(iri).partition(":")
    return local if prefix in _FOREIGN and local else compact(iri)


def unit(store: ox.Store, iri: str) -> str:
    """Return the symbol of a unit, such as FLOP; a bare count has none."""
    if iri == NAMESPACES["unit"] + "count":
        return ""
    notations = store.quads_for_pattern(node(iri), NOTATION, None, ox.DefaultGraph())
    return next(
        (q.object.value for q in notations if isinstance(q.object, ox.Literal)),
        iri.removeprefix(NAMESPACES["unit"]),
    )


def value(store: ox.Store, found: Term) -> str:
    """Return a value in words: things by their label, nodes without a name described."""
    if isinstance(found, ox.NamedNode):
        return label(store, found.value)
    if isinstance(found, ox.BlankNode):
        return describe(store, found)
    if found.datatype == BOOLEAN:
        return "yes" if found.value == "true" else "no"
    if found.datatype == DOUBLE:
        return readable(float(found.value))
    return found.value


def describe(store: ox.Store, part: ox.BlankNode) -> str:
    """Return a node without a name in words: what it is, its label, then all else said of it."""
    said = said_of(store, part)
    if any(key.startswith(_SH) for key in said):
        return condition(store, part)
    kinds = [label(store, t.value) for t in said.pop(TYPE.value, []) if isinstance(t, ox.NamedNode)]
    names = [t.value for p in LABELS for t in said.pop(p.value, []) if isinstance(t, ox.Literal)]
    head = ": ".join(t for t in (", ".join(kinds), ", ".join(names)) if t)
    order = sorted(said, key=lambda key: (_rank(key, said[key]), key))
    details = "; ".join(
        words for key in order for words in sorted(_detail(store, key, t) for t in said[key])
    )
    return (": " if not names else "; ").join(text for text in (head, details) if text)


def _rank(key: str, found: list[Term]) -> int:
    """Put days first, and remarks and sources last."""
    if key in LAST:
        return 2 + LAST.index(key)
    return 0 if all(isinstance(t, ox.Literal) and t.datatype == DATE for t in found) else 1


def _detail(store: ox.Store, key: str, found: Term) -> str:
    name, words = label(store, key), value(store, found)
    if key == COMMENT:
        return words
    if isinstance(found, ox.Literal) and found.datatype == BOOLEAN:
        return name if found.value == "true" else f"not {name}"
    if isinstance(found, ox.Literal) and found.datatype == DATE:
        return f"{name} {words}"
    return f"{name}: {words}"


def condition(store: ox.Store, shape: Node, *, inner: bool = False) -> str:
    """Return a SHACL shape in words; `inner` puts several tests into brackets."""
    said = said_of(store, shape)
    tests = list(_tests(store, said))
    text = " and ".join(tests)
    return f"({text})" if inner and len(tests) > 1 else text


def _tests(store: ox.Store, said: Said) -> Iterator[str]:
    """Yield the tests of a shape in a fixed order: nodes without a name have none of their own."""
    if _SH + "path" in said:
        yield _property(store, said)
    else:
        yield from sorted(_inner(store, shape) for shape in said.get(_SH + "node", []))
    yield from sorted(_inner(store, shape) for shape in said.get(_SH + "property", []))
    for name, word in (("and", " and "), ("or", " or ")):
        lists = [members(store, head) for head in said.get(_SH + name, [])]
        yield from sorted(f"({word.join(_inner(store, s) for s in shapes)})" for shapes in lists)
    yield from sorted(f"not {_inner(store, shape)}" for shape in said.get(_SH + "not", []))


def _inner(store: ox.Store, shape: Term) -> str:
    return condition(store, _node(shape), inner=True)


def _property(store: ox.Store, said: Said) -> str:
    subject = _path(store, _node(said[_SH + "path"][0]))
    units = "".join(f" {unit(store, u.value)}" for u in said.get(ONTOLOGY + "unit", []))
    tests = [
        f"{subject} {sign} {value(store, t)}{units if _is_number(t) else ''}"
        for name, sign in _TESTS.items()
        for t in said.get(_SH + name, [])
    ]
    for head in said.get(_SH + "in", []):
        tests.append(f"{subject} in ({', '.join(value(store, t) for t in members(store, head))})")
    remarks = [t.value for t in said.get(COMMENT, [])]
    remarks += [
        f"{label(store, ONTOLOGY + name)}: {t.value}"
        for name in _REMARKS
        for t in said.get(ONTOLOGY + name, [])
    ]
    text = " and ".join(tests) or f"{subject} exists"
    text = f"({text})" if len(tests) > 1 else text
    return f"{text} [{'; '.join(remarks)}]" if remarks else text


def _is_number(found: Term) -> bool:
    """Say whether a term is a number, which a unit goes with."""
    return isinstance(found, ox.Literal) and found.datatype.value.endswith(
        ("#double", "#decimal", "#integer")
    )


def _path(store: ox.Store, path: Node) -> str:
    if isinstance(path, ox.NamedNode):
        return label(store, path.value)
    said = said_of(store, path)
    for inverse in said.get(_SH + "inversePath", []):
        return f"inverse of {_path(store, _node(inverse))}"
    for head in said.get(_SH + "alternativePath", []):
        return f"({' or '.join(_path(store, _node(step)) for step in members(store, head))})"
    return " → ".join(_path(store, _node(step)) for step in members(store, path))


def members(store: ox.Store, head: Term) -> Iterator[Term]:
    """Yield the members of an RDF list; a list that bites its tail ends where it began."""
    met: set[Term] = set()
    while isinstance(head, ox.BlankNode) and head not in met:
        met.add(head)
        said = said_of(store, head)
        yield from said.get(_FIRST, [])
        head = said.get(_REST, [node(_NIL)])[0]


def _node(found: Term) -> Node:
    if isinstance(found, ox.Literal):
        raise TypeError(f"{found} stands where a node should")
    return found
