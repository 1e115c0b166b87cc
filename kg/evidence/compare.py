"""Hold the text of a law against the law as the graph has it: what agrees, differs, is new."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.document import Document
from kg.names import NAMESPACES, compact
from kg.settle import SAME
from kg.text.annotations import Annotation, Day, Definition, Threshold
from kg.text.told import SIGNS, amount

AGREES, DIFFERS, ADDED, ABSENT = "agrees", "differs", "only in the text", "only in the graph"

UNITS = {
    "FLOP": "FLOP",
    "FLOP/s": "OP-per-s",
    "Gbit/s": "Gbit-per-s",
    "GB/s": "GB-per-s",
    "TPP": "TPP",
    "TPP/mm2": "TPP-per-mm2",
    "USD": "USD",
    "EUR": "EUR",
    "persons": "count",
    "users": "user",
    "parameters": "count",
    "ratio": "ratio",
}
"""The units of annotations and those of the vocabulary."""

THRESHOLDS = """
SELECT DISTINCT ?citation ?path ?sign ?value ?unit WHERE {
  ?provision :partOf ?regime ; :citation ?citation ;
    :condition/(sh:property|sh:and|sh:or|sh:not|sh:node|rdf:rest|rdf:first)* ?t .
  ?t a :Threshold ; sh:path ?whole ; :unit ?unit ; ?comparator ?value .
  OPTIONAL { ?whole rdf:rest* ?end . ?end rdf:first ?last ; rdf:rest rdf:nil }
  BIND(COALESCE(?last, ?whole) AS ?path)
  VALUES (?comparator ?sign) {
    (sh:minExclusive "gt") (sh:minInclusive "ge") (sh:maxExclusive "lt") (sh:maxInclusive "le")
  }
} ORDER BY ?citation ?value"""
TERMS = """
SELECT DISTINCT ?term WHERE { ?regime :defines ?d . ?d :definedTerm ?term .
  FILTER NOT EXISTS { ?d a :ReadDefinition } } ORDER BY ?term"""
DAYS = """
SELECT DISTINCT ?day WHERE { ?regime :event ?e . ?e a ?kind ; :on ?day .
  VALUES ?kind { :InForce :AppliesFrom } } ORDER BY ?day"""


@dataclass(frozen=True, slots=True)
class Difference:
    """One point of a comparison; `outcome` is one of the four words of this module."""

    outcome: str
    what: str
    in_graph: str
    in_text: str
    quote: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class _Held:
    """A threshold as the graph has it."""

    citation: str
    measure: str
    sign: str
    value: float
    unit: str

    def __str__(self) -> str:
        number = amount(self.value, self.unit)
        return f"{self.measure} {SIGNS[self.sign]} {number} ({self.citation})"


def compare(
    graph: ox.Store, regime: str, document: Document, found: Sequence[Annotation]
) -> list[Difference]:
    """Return how the text of a regime stands to what the graph has of it.

    Compared are thresholds (value within 1 %, comparator, unit), the terms that are defined, and
    the days from which it applies. That the graph has something which the text lacks can mean that
    the text is a part, or an older version, of the law.
    """
    return [
        *_thresholds(_held(graph, regime), document, found),
        *_definitions(graph, regime, document, found),
        *_days(graph, regime, document, found),
    ]


def _thresholds(
    held: list[_Held], document: Document, found: Iterable[Annotation]
) -> Iterator[Difference]:
    read = [a for a in found if isinstance(a, Threshold)]
    partner = {id(h): next((t for t in read if _same_value(h, t)), None) for h in held}
    taken = {id(t) for t in partner.values() if t}
    left = [t for t in read if id(t) not in taken]
    for h in held:
        match = partner[id(h)] or _only_one_alike(h, held, partner, left)
        if match is None:
            yield Difference(ABSENT, "threshold", str(h), "")
            continue
        left = [t for t in left if t is not match]
        same = _same_value(h, match) and h.sign == match.comparator
        yield _read(AGREES if same else DIFFERS, "threshold", str(h), document, match)
    for t in left:
        yield _read(ADDED, "threshold", "", document, t)


def _same_value(held: _Held, read: Threshold) -> bool:
    near = abs(held.value - read.value) <= SAME * max(abs(held.value), abs(read.value))
    return near and UNITS.get(read.unit, held.unit) == held.unit


def _only_one_alike(
    held: _Held,
    all_held: list[_Held],
    partner: dict[int, Threshold | None],
    left: list[Threshold],
) -> Threshold | None:
    """Return the one threshold of the same unit that is left on both sides: its value changed."""
    ours = [h for h in all_held if h.unit == held.unit and partner[id(h)] is None]
    theirs = [t for t in left if UNITS.get(t.unit) == held.unit]
    return theirs[0] if len(ours) == len(theirs) == 1 else None


def _definitions(
    graph: ox.Store, regime: str, document: Document, found: Iterable[Annotation]
) -> Iterator[Difference]:
    held = {row[0].casefold(): row[0] for row in _rows(graph, TERMS, regime)}
    for d in (a for a in found if isinstance(a, Definition)):
        term = " ".join(document.text[slice(*d.term)].split())
        known = held.pop(term.casefold(), "")
        yield _read(AGREES if known else ADDED, f"definition of {term}", known, document, d)
    for term in held.values():
        yield Difference(ABSENT, f"definition of {term}", term, "")


def _days(
    graph: ox.Store, regime: str, document: Document, found: Iterable[Annotation]
) -> Iterator[Difference]:
    held = {row[0] for row in _rows(graph, DAYS, regime)}
    read = [a for a in found if isinstance(a, Day) and a.role == "in_force"]
    first = {d.iso: d for d in reversed(read) if len(d.iso) == len("2026-08-02")}
    for iso in sorted(first):
        known = iso if iso in held else ""
        yield _read(AGREES if known else ADDED, "day of application", known, document, first[iso])


def _read(
    outcome: str, what: str, in_graph: str, document: Document, found: Annotation
) -> Difference:
    from kg.text.told import said

    quote = " ".join(document.text[slice(*found.span)].split())
    path = document.path(found.span[0])
    return Difference(outcome, what, in_graph, said(document, found), quote, path)


def _held(graph: ox.Store, regime: str) -> list[_Held]:
    return [
        _Held(citation, _measure(path), sign, float(value), _local(unit))
        for citation, path, sign, value, unit in _rows(graph, THRESHOLDS, regime)
    ]


def _measure(path: str) -> str:
    """Return the name of the property at the end of a path; what has no name is not shown by id."""
    return compact(path).removeprefix(":") if "://" in path else "a quantity"


def _local(unit: str) -> str:
    name = unit.removeprefix(NAMESPACES["unit"])
    return "OP-per-s" if name == "FLOP-per-s" else name


def _rows(graph: ox.Store, query: str, regime: str) -> Iterator[list[str]]:
    text = query.replace("?regime", f"<{regime}>")
    answer = graph.query(text, prefixes=NAMESPACES)
    assert isinstance(answer, ox.QuerySolutions)
    for row in answer:
        yield [getattr(value, "value", str(value)) for value in row]
