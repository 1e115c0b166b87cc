"""Conditions: the SHACL node shapes of provisions as trees of tests.

What is read here is the table of `DESIGN`: comparisons, `sh:hasValue`, `sh:in`, `sh:class`,
`sh:minCount`, `sh:and`, `sh:or`, `sh:not`, `sh:node`, and paths of steps, each forward or inverse.
Anything else is refused by name, because a condition that is half understood is worse than none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from kg.errors import InvalidData
from kg.names import NAMESPACES, compact, rdf, term
from kg.triples import DATE, DOUBLE, TYPE, Term, node

SH = NAMESPACES["sh"]
COMPARATORS = {
    SH + "minExclusive": ">",
    SH + "minInclusive": ">=",
    SH + "maxExclusive": "<",
    SH + "maxInclusive": "<=",
}
NESTING = {SH + name for name in ("property", "node", "not", "and", "or")}
IGNORED = {
    TYPE.value,
    rdf("rdfs:label"),
    rdf("rdfs:comment"),
    SH + "path",
    SH + "message",
    *(
        term(n)
        for n in ("unit", "unitLabel", "countingRule", "comparatorNote", "reading", "note",
                  "confidence", "citation")
    ),
}  # fmt: skip
"""What stands on a shape beside its tests and changes none of them."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: a property followed forwards, or backwards where `inverse`."""

    property: str
    inverse: bool = False


Path = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Compare:
    """A quantity or day at the end of `path` is `comparator` `value` (a day as its ordinal)."""

    path: Path
    comparator: str
    value: float
    is_day: bool = False
    unit: str = ""
    counting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Has:
    """Some value at the end of `path` is one of `values` (RDF terms as text); all where `every`."""

    path: Path
    values: tuple[str, ...]
    every: bool = False


@dataclass(frozen=True, slots=True)
class Exists:
    """There is a value at the end of `path`."""

    path: Path


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Some part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Condition"


Test = Compare | Has | Exists
Condition = Test | All | Any | Not


def tests(condition: Condition) -> Iterator[Test]:
    """Yield the tests of a condition from left to right; a test that stands twice comes twice."""
    if isinstance(condition, All | Any):
        for part in condition.parts:
            yield from tests(part)
    elif isinstance(condition, Not):
        yield from tests(condition.part)
    else:
        yield condition


class Shapes:
    """Reads conditions from the default graph of a store; `where` names the provision in errors."""

    def __init__(self, store: ox.Store, where: str) -> None:
        self._store = store
        self._where = where

    def condition(self, shape: Term) -> Condition:
        """Return the tree of a node or property shape; raise `InvalidData` naming what is odd."""
        said = self._said(shape)
        path = self._path(said[SH + "path"][0]) if SH + "path" in said else ()
        parts: list[Condition] = []
        for predicate, values in sorted(said.items()):
            if predicate in IGNORED or predicate == SH + "minCount":
                continue
            parts += self._parts(predicate, values, path, said)
        counts = [_text(count) for count in said.get(SH + "minCount", [])]
        if counts not in ([], ["1"]):
            raise self._odd(f"sh:minCount {', '.join(counts)}, where only 1 can be read")
        if not parts and counts and path:
            parts = [Exists(path)]
        if not parts:
            raise self._odd("a shape that tests nothing")
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _parts(
        self, predicate: str, values: list[Term], path: Path, said: dict[str, list[Term]]
    ) -> Iterator[Condition]:
        of_values = predicate in COMPARATORS or predicate in (SH + "hasValue", SH + "in")
        if of_values and not path:
            raise self._odd(f"{compact(predicate)} without a sh:path")
        if predicate in NESTING and path:
            raise self._odd(f"{compact(predicate)} beside a sh:path")
        for value in values:
            if predicate in COMPARATORS:
                yield self._compare(path, COMPARATORS[predicate], value, said)
            elif predicate == SH + "hasValue":
                yield Has(path, (_text(value),))
            elif predicate == SH + "in":
                yield Has(path, tuple(_text(v) for v in self._list(value)), every=True)
            elif predicate == SH + "class":
                yield Has((*path, Step(TYPE.value)), self._with_subclasses(value))
            elif predicate in (SH + "property", SH + "node"):
                yield self.condition(value)
            elif predicate == SH + "not":
                yield Not(self.condition(value))
            elif predicate == SH + "and":
                yield All(tuple(self.condition(v) for v in self._list(value)))
            elif predicate == SH + "or":
                yield Any(tuple(self.condition(v) for v in self._list(value)))
            else:
                raise self._odd(compact(predicate))

    def _with_subclasses(self, cls: Term) -> tuple[str, ...]:
        """Return a class and all below it, for a source may name any of them."""
        found, waiting = [_text(cls)], [cls]
        while waiting:
            above, below = waiting.pop(), node(rdf("rdfs:subClassOf"))
            for quad in self._store.quads_for_pattern(None, below, above, ox.DefaultGraph()):
                if isinstance(quad.subject, ox.NamedNode) and _text(quad.subject) not in found:
                    found.append(_text(quad.subject))
                    waiting.append(quad.subject)
        return (found[0], *sorted(found[1:]))

    def _compare(
        self, path: Path, comparator: str, value: Term, said: dict[str, list[Term]]
    ) -> Compare:
        if not isinstance(value, ox.Literal) or value.datatype not in (DOUBLE, DATE):
            raise self._odd(f"a comparison with {value}, which is neither a double nor a day")
        is_day = value.datatype == DATE
        number = date.fromisoformat(value.value).toordinal() if is_day else float(value.value)
        units = [_text(v) for v in said.get(term("unit"), [])]
        rules = sorted(_text(v) for v in said.get(term("countingRule"), []))
        return Compare(path, comparator, float(number), is_day, "".join(units[:1]), tuple(rules))

    def _said(self, subject: Term) -> dict[str, list[Term]]:
        said: dict[str, list[Term]] = {}
        if isinstance(subject, ox.NamedNode | ox.BlankNode):
            for quad in self._store.quads_for_pattern(subject, None, None, ox.DefaultGraph()):
                if not isinstance(quad.object, ox.Triple):
                    said.setdefault(quad.predicate.value, []).append(quad.object)
        return said

    def _path(self, value: Term) -> Path:
        if isinstance(value, ox.NamedNode):
            return (Step(value.value),)
        said = self._said(value)
        if rdf("rdf:first") in said:
            return tuple(step for part in self._list(value) for step in self._path(part))
        inverse = said.get(SH + "inversePath", [])
        if len(inverse) == 1 and isinstance(inverse[0], ox.NamedNode):
            return (Step(inverse[0].value, inverse=True),)
        raise self._odd("a path that is neither steps nor inverse")

    def _list(self, head: Term) -> list[Term]:
        items = []
        while head != node(rdf("rdf:nil")):
            said = self._said(head)
            if len(said.get(rdf("rdf:first"), [])) != 1 or len(said.get(rdf("rdf:rest"), [])) != 1:
                raise self._odd("a broken list")
            items.append(said[rdf("rdf:first")][0])
            head = said[rdf("rdf:rest")][0]
        return items

    def _odd(self, what: str) -> InvalidData:
        return InvalidData(
            f"{self._where}: the condition uses {what}, which is not evaluated here; use "
            "comparisons, sh:hasValue, sh:in, sh:class, sh:minCount, sh:and, sh:or, sh:not, sh:node"
        )


def _text(value: Term) -> str:
    return str(value.value)
