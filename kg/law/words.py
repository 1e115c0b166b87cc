"""Conditions, tests and values in plain words: "training compute over 1e25 FLOP".

Labels and units are those of the ontology. A relation whose label is a verb ("developed by") is
called by a noun where a path goes on from it ("annual revenue of its developer").
"""

from dataclasses import dataclass, field
from datetime import date

import pyoxigraph as ox

from kg.formats import readable
from kg.law.conditions import All, Any, Compare, Condition, Exists, Not, Path, Step, Test
from kg.names import ONTOLOGY, rdf, term
from kg.triples import TYPE, node
from kg.wording import label, unit

ABOVE_BELOW = {">": "over", ">=": "at least", "<": "under", "<=": "at most"}
BEFORE_AFTER = {">": "after", ">=": "on or after", "<": "before", "<=": "on or before"}
NOUNS = {
    "developedBy": "developer",
    "basedOn": "base model",
    "distilledFrom": "model that it was distilled from",
    "concernsModel": "model concerned",
    "concernsCluster": "cluster concerned",
    "contains": "part that it contains",
}
"""What is at the far end of a relation."""
INVERSE_NOUNS = {"developedBy": "model that it developed"}
"""What is at the near end of a relation, seen from its far end."""
SYMBOLS = {"ratio": "", "user": "users"}
"""Symbols of units that read better otherwise after a number."""
LINKING = {"classifiedAs": "classified as", "inGroup": "in", "within": "within"}
"""Properties that put a thing into something, with the words that do so."""


@dataclass(slots=True)
class Words:
    """Puts conditions and values of one store into words; labels are looked up once."""

    store: ox.Store
    _labels: dict[str, str] = field(default_factory=dict)

    def name(self, iri: str) -> str:
        """Return what a thing or term is called; text that is no IRI stays as it is."""
        if "://" not in iri:
            return {"true": "yes", "false": "no"}.get(iri, iri)
        if iri not in self._labels:
            self._labels[iri] = label(self.store, iri)
        return self._labels[iri]

    def condition(self, condition: Condition) -> str:
        """Return a condition as one phrase."""
        if isinstance(condition, All | Any):
            word = " and " if isinstance(condition, All) else " or "
            return word.join(self._inner(part) for part in self.ordered(condition))
        if isinstance(condition, Not):
            return f"not ({self.condition(condition.part)})"
        return self.test(condition)

    def ordered(self, condition: All | Any) -> list[Condition]:
        """Return the parts of a condition in a fixed order, plain tests first.

        The parts of a shape are nodes without a name, and come from a store in no order.
        """
        branches = (All, Any, Not)
        return sorted(condition.parts, key=lambda p: (isinstance(p, branches), self.condition(p)))

    def _inner(self, part: Condition) -> str:
        text = self.condition(part)
        return f"({text})" if isinstance(part, All | Any) else text

    def test(self, test: Test) -> str:
        """Return a test as a phrase that can be true or not."""
        *before, last = test.path
        if isinstance(test, Compare):
            return f"{self.path(test.path).removesuffix(' on')} {self.bound(test)}"
        if isinstance(test, Exists):
            return f"there is a {self.path(test.path)}"
        named = [self.name(value) for value in test.values]
        linking = self._linking(last)
        if linking:
            subject = f"{self.path(tuple(before))} is " if before else ""
            return f"{subject}{linking} {' or '.join(named)}"
        if test.values in (("true",), ("false",)):
            subject = f"{self.path(tuple(before))}: " if before else ""
            negated = "" if test.values == ("true",) else "not "
            return f"{subject}{negated}{self.name(last.property)}"
        if len(named) > 1:
            return f"{self.path(test.path)} is {' or '.join(named)}"
        verb = "is" if test.every or self._is_single(last.property) else "includes"
        return f"{self.path(test.path)} {verb} {named[0]}"

    def bound(self, test: Compare) -> str:
        """Return the comparison of a test: "over 1e25 FLOP", "on or after 2025-08-02"."""
        if test.is_day:
            return f"{BEFORE_AFTER[test.comparator]} {date.fromordinal(int(test.value))}"
        return f"{ABOVE_BELOW[test.comparator]} {self.number(test.value, test.unit)}"

    def number(self, value: float, unit_iri: str = "") -> str:
        """Return a number with the symbol of its unit."""
        symbol = unit(self.store, unit_iri) if unit_iri else ""
        return f"{readable(value)} {SYMBOLS.get(symbol, symbol)}".strip()

    def path(self, path: Path) -> str:
        """Return what lies at the end of a path: "annual revenue of its developer"."""
        *before, last = path
        text = f"a {self._end(last)}" if last.inverse else self._end(last)
        return text + "".join(f" of {self._possessed(step)}" for step in reversed(before))

    def _possessed(self, step: Step) -> str:
        return f"{'a' if step.inverse else 'its'} {self._end(step)}"

    def _end(self, step: Step) -> str:
        local = step.property.removeprefix(ONTOLOGY)
        if step.inverse:
            return INVERSE_NOUNS.get(local, f"thing of which it is the {self.name(step.property)}")
        return NOUNS.get(local, self.name(step.property))

    def _linking(self, step: Step) -> str:
        local = step.property.removeprefix(ONTOLOGY)
        return "a" if step.property == TYPE.value else LINKING.get(local, "")

    def _is_single(self, iri: str) -> bool:
        functional = node(rdf("owl:FunctionalProperty"))
        found = self.store.quads_for_pattern(node(iri), TYPE, functional, ox.DefaultGraph())
        return next(found, None) is not None or iri in SINGLE


SINGLE = frozenset(term(name) for name in ("destination", "origin", "endUserSeat", "headquarters"))
"""Properties of which a person expects one value, though the ontology allows several."""


def interval(low: float | None, high: float | None) -> str:
    """Return bounds in words: "at least 5e8"; those that come of a division in three digits.

    >>> interval(1e25 / 3, 3e25), interval(41600.0, None)
    ('3.33e24 to 3e25', 'at least 41600')
    """
    shown = [
        "" if bound is None else readable(float(f"{bound:.3g}") if _is_long(bound) else bound)
        for bound in (low, high)
    ]
    if low is None or high is None:
        return f"at least {shown[0]}" if high is None else f"at most {shown[1]}"
    return shown[0] if low == high else f"{shown[0]} to {shown[1]}"


def _is_long(number: float) -> bool:
    return float(f"{number:.6g}") != number
