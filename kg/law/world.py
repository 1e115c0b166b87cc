"""What is known of things, as conditions ask for it: values, bounds, and what is missing.

A world is the facts of the graph, what a stated rule infers from them, and what somebody assumes
for one answer, in rising order of precedence. It answers tests with True, False or None (unknown).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

import pyoxigraph as ox

from kg.law.conditions import Compare, Exists, Has, Path, Step, Test
from kg.law.groups import groups_of_places
from kg.law.kleene import Verdict, both, either, over
from kg.names import ONTOLOGY, term
from kg.triples import DATE, DOUBLE, PREDICATE, SUBJECT, TYPE, node

CLASSIFIED_AS, IN_GROUP = term("classifiedAs"), term("inGroup")
STANDS_FOR_UNKNOWN = frozenset({term("UnknownAccess")})
"""Values that a source gives to say that it does not know; they are no values."""

Given = Callable[[str, str], Verdict]
"""Says whether a class is given to a thing by the provisions that a condition depends on."""


@dataclass(frozen=True, slots=True)
class Known:
    """One known value: a term as text, or a number with its bounds; `why` names what it rests on.

    `fact` is the IRI of the fact, empty for what is inferred or assumed.
    """

    text: str
    low: float | None = None
    high: float | None = None
    why: str = ""
    fact: str = ""


Extra = dict[tuple[str, str], list[Known]]
"""Values by subject and property that stand beside, or before, those of the graph."""


@dataclass(slots=True)
class World:
    """Facts of a graph on a day; `inferred` fills gaps, `assumed` goes before everything."""

    store: ox.Store
    day: date
    inferred: Extra = field(default_factory=dict)
    assumed: Extra = field(default_factory=dict)
    _groups: dict[str, frozenset[str]] | None = None
    _closed: frozenset[str] = frozenset()
    _classes: dict[str, frozenset[str]] = field(default_factory=dict)
    _facts: dict[str, dict[str, str]] = field(default_factory=dict)
    _cache: dict[tuple[str, Step], list[Known]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        closed = self.store.quads_for_pattern(
            None, node(term("closedWorld")), None, ox.DefaultGraph()
        )
        self._closed = frozenset(
            q.subject.value
            for q in closed
            if isinstance(q.subject, ox.NamedNode)
            and isinstance(q.object, ox.Literal)
            and q.object.value == "true"
        )

    def members(self, cls: str) -> list[str]:
        """Return the IRIs of the things of a class, in order."""
        quads = self.store.quads_for_pattern(None, TYPE, node(term(cls)), ox.DefaultGraph())
        return sorted({q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode)})

    def classes(self, thing: str) -> frozenset[str]:
        """Return the local names of the classes that a thing is a member of."""
        if ":" not in thing:  # a thing made up for one answer
            return frozenset()
        if thing not in self._classes:
            quads = self.store.quads_for_pattern(node(thing), TYPE, None, ox.DefaultGraph())
            self._classes[thing] = frozenset(
                q.object.value.removeprefix(ONTOLOGY)
                for q in quads
                if isinstance(q.object, ox.NamedNode)
            )
        return self._classes[thing]

    # ------------------------------------------------------------ values

    def values(self, subject: str, step: Step) -> list[Known]:
        """Return what is known at one step from `subject`; empty when nothing is."""
        asked = (subject, step)
        if asked not in self._cache:
            self._cache[asked] = list(self._values(subject, step))
        return self._cache[asked]

    def _values(self, subject: str, step: Step) -> Iterable[Known]:
        if step.inverse:
            quads = self.store.quads_for_pattern(
                None, node(step.property), node(subject), ox.DefaultGraph()
            )
            found = {q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode)}
            for (thing, name), values in self.assumed.items():
                if name == step.property:
                    found.discard(thing)
                    found |= {thing for known in values if known.text == subject}
            return [Known(iri) for iri in sorted(found)]
        if (subject, step.property) in self.assumed:
            return self.assumed[subject, step.property]
        if step.property == IN_GROUP:
            if self._groups is None:
                self._groups = groups_of_places(self.store, self.day)
            return [Known(group) for group in sorted(self._groups.get(subject, ()))]
        stated = self._stored(subject, step.property)
        inferred = self.inferred.get((subject, step.property), [])
        if step.property == CLASSIFIED_AS:  # classes do not displace each other
            return [*stated, *inferred]
        return stated or inferred

    def _stored(self, subject: str, name: str) -> list[Known]:
        if ":" not in subject:
            return []
        fact = self._fact(subject, name)
        quads = self.store.quads_for_pattern(node(subject), node(name), None, ox.DefaultGraph())
        values = [q.object for q in quads if not isinstance(q.object, ox.Triple)]
        low, high = (self._number(fact, bound) for bound in ("low", "high"))
        if not values and (low is not None or high is not None):
            return [Known("", low, high, fact=fact)]
        known = []
        for value in values:
            text = str(value.value)
            if isinstance(value, ox.Literal) and value.datatype == DOUBLE:
                number = float(text)
                bounded = low is not None or high is not None
                known.append(
                    Known(text, low, high, fact=fact)
                    if bounded
                    else Known(text, number, number, fact=fact)
                )
            elif isinstance(value, ox.Literal) and value.datatype == DATE:
                ordinal = float(date.fromisoformat(text).toordinal())
                known.append(Known(text, ordinal, ordinal, fact=fact))
            elif text not in STANDS_FOR_UNKNOWN:
                known.append(Known(text, fact=fact))
        return sorted(known, key=lambda k: k.text)

    def _fact(self, subject: str, name: str) -> str:
        if subject not in self._facts:
            facts: dict[str, str] = {}
            for quad in self.store.quads_for_pattern(
                None, SUBJECT, node(subject), ox.DefaultGraph()
            ):
                for said in self.store.quads_for_pattern(
                    quad.subject, PREDICATE, None, ox.DefaultGraph()
                ):
                    if isinstance(said.object, ox.NamedNode) and isinstance(
                        quad.subject, ox.NamedNode
                    ):
                        facts[said.object.value] = quad.subject.value
            self._facts[subject] = facts
        return self._facts[subject].get(name, "")

    def _number(self, fact: str, bound: str) -> float | None:
        if not fact:
            return None
        quads = self.store.quads_for_pattern(node(fact), node(term(bound)), None, ox.DefaultGraph())
        return next(
            (float(q.object.value) for q in quads if isinstance(q.object, ox.Literal)), None
        )

    # ------------------------------------------------------------ tests

    def ends(self, subject: str, path: Path) -> tuple[list[str], bool]:
        """Follow a path but for its last step; say whether all that lies there is known."""
        here, complete = [subject], True
        for step in path[:-1]:
            further: list[str] = []
            for thing in here:
                known = self.values(thing, step)
                complete &= bool(known) or step.inverse or step.property in self._closed
                further += [k.text for k in known]
            here = list(dict.fromkeys(further))
        return here, complete

    def verdict(self, subject: str, test: Test, given: Given) -> Verdict:
        """Answer a test for a thing: True, False, or None where it is not known."""
        things, complete = self.ends(subject, test.path)
        if isinstance(test, Has) and test.path[-1].property == CLASSIFIED_AS:
            found = [self._classified(thing, test.values, given) for thing in things]
            return either(found if complete else [*found, None])
        verdicts = [self._at(thing, test) for thing in things]
        is_kind = test.path[-1].property == TYPE.value  # sh:class asks every value for its class
        if isinstance(test, Compare) or (isinstance(test, Has) and (test.every or is_kind)):
            if not complete or not things:
                verdicts = [*verdicts, None if not complete else False]
            return both(verdicts)
        return either(verdicts if complete else [*verdicts, None])

    def _classified(self, thing: str, classes: tuple[str, ...], given: Given) -> Verdict:
        """Membership is open, but for closed classes: that no source says it does not deny it."""
        known = {k.text for k in self.values(thing, Step(CLASSIFIED_AS))}
        return either(
            [
                True if cls in known else False if cls in self._closed else given(cls, thing)
                for cls in classes
            ]
        )

    def _at(self, thing: str, test: Test) -> Verdict:
        step = test.path[-1]
        known = self.values(thing, step)
        if not known:
            return False if step.inverse or step.property in self._closed else None
        if isinstance(test, Exists):
            return True
        if isinstance(test, Has):
            within = [k.text in test.values for k in known]
            return all(within) if test.every else any(within)
        return both([compare(test, k.low, k.high) for k in known])

    def chance(self, subject: str, test: Test, given: Given) -> float | None:
        """Return the probability of a test, None where more than its bounds is unknown.

        Only a comparison on one thing with both bounds known has a probability between 0 and 1.
        """
        verdict = self.verdict(subject, test, given)
        if verdict is not None:
            return float(verdict)
        if not isinstance(test, Compare) or test.is_day:
            return None
        things, complete = self.ends(subject, test.path)
        if not complete or len(things) != 1:
            return None
        known = self.values(things[0], test.path[-1])
        if len(known) != 1 or known[0].low is None or known[0].high is None:
            return None
        above = over(test.value, known[0].low, known[0].high)
        return above if test.comparator in (">", ">=") else 1 - above


def compare(test: Compare, low: float | None, high: float | None) -> Verdict:
    """Compare an interval with a number: a verdict only where the whole interval is on one side."""
    value, comparator = test.value, test.comparator
    if comparator == ">":
        yes, no = low is not None and low > value, high is not None and high <= value
    elif comparator == ">=":
        yes, no = low is not None and low >= value, high is not None and high < value
    elif comparator == "<":
        yes, no = high is not None and high < value, low is not None and low >= value
    else:
        yes, no = high is not None and high <= value, low is not None and low > value
    return True if yes else False if no else None
