"""The values that a test looks at, each with where it comes from.

A value is settled from statements of sources, inferred by a stated rule, assumed for one answer,
given by another provision, or part of the vocabularies; `Value.basis` says which.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import pyoxigraph as ox

from kg.entity import Evidence, Fact, entity
from kg.formats import readable
from kg.law.assess import Court, Outcome
from kg.law.conditions import Has, Step, Test
from kg.law.provisions import Provision
from kg.law.reasons import VERDICTS
from kg.law.words import Words, interval
from kg.law.world import CLASSIFIED_AS, IN_GROUP, Known
from kg.model import Iri
from kg.names import rdf, term
from kg.triples import node
from kg.wording import said_of, unit


@dataclass(frozen=True, slots=True)
class Value:
    """One value of one thing. `why` names rule, assumption, provision or vocabulary behind it.

    `basis` is "fact", "inferred", "assumed", "provision" or "vocabulary"; a fact has evidence.
    """

    of: str
    property: str
    words: str
    basis: str
    low: float | None = None
    high: float | None = None
    unit: str = ""
    bounds_from: str = ""
    why: str = ""
    confidence: str = ""
    estimator: str = ""
    method: str = ""
    from_memory: bool = False
    note: str = ""
    evidence: tuple[Evidence, ...] = ()
    not_taken: tuple[str, ...] = ()


class Values:
    """Finds the values of tests in a court; what is known of a thing is read once."""

    def __init__(self, court: Court, words: Words) -> None:
        self.court = court
        self.world = court.world
        self.words = words
        self._facts: dict[str, tuple[Fact, ...]] = {}

    @cached_property
    def _memberships(self) -> dict[str, list[ox.NamedNode]]:
        found: dict[str, list[ox.NamedNode]] = {}
        quads = self.world.store.quads_for_pattern(
            None, node(term("member")), None, ox.DefaultGraph()
        )
        for quad in quads:
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                found.setdefault(quad.object.value, []).append(quad.subject)
        return found

    def of(self, provision: Provision, thing: str, test: Test) -> tuple[Value, ...]:
        """Return the values that a test of a provision meets on its way from a thing."""
        found: list[Value] = []
        here = [thing]
        for place, step in enumerate(test.path):
            last = place == len(test.path) - 1
            further = []
            for subject in here:
                if last and isinstance(test, Has) and step.property == CLASSIFIED_AS:
                    found += self._classes(provision, subject, test.values)
                    continue
                for known in self.world.values(subject, step):
                    if last and self._is_beside(test, step, known):
                        continue
                    found.append(self._value(subject, step, known))
                    further.append(known.text)
            here = list(dict.fromkeys(further))
        return tuple(found)

    def _is_beside(self, test: Test, step: Step, known: Known) -> bool:
        """Say whether a value of many, such as a country group, is not one that is asked for."""
        return (
            isinstance(test, Has)
            and step.property == IN_GROUP
            and bool(known.text)
            and known.text not in test.values
        )

    def _value(self, subject: str, step: Step, known: Known) -> Value:
        name = self.words.name
        measured = known.low is not None or known.high is not None
        is_day = measured and known.text[4:5] == "-"
        bounded = measured and not is_day and known.low != known.high
        symbol = self._unit(step.property) if measured and not is_day else ""
        value = Value(
            of=name(subject) if "://" in subject else subject,
            property=name(step.property) if not step.inverse else self.words.path((step,)),
            words=self._words(known, symbol, measured=measured and not is_day),
            basis="inferred",
            low=known.low if bounded else None,
            high=known.high if bounded else None,
            unit=symbol,
            why=known.why,
        )
        if not step.inverse and (subject, step.property) in self.world.assumed:
            return replace(value, basis="assumed", why=known.why or "assumed for this answer")
        fact = self._fact(subject, step, known)
        if fact:
            return _from(value, fact)
        if not step.inverse and known in self.world.inferred.get((subject, step.property), []):
            return value
        return replace(value, basis="vocabulary", why=self._vocabulary(subject, step, known))

    def _words(self, known: Known, symbol: str, *, measured: bool) -> str:
        if measured and not known.text:
            return f"{interval(known.low, known.high)} {symbol}".strip()
        if measured:
            return f"{readable(float(known.text))} {symbol}".strip()
        return self.words.name(known.text)

    def _unit(self, prop: str) -> str:
        store = self.world.store
        quads = store.quads_for_pattern(node(prop), node(term("unit")), None, ox.DefaultGraph())
        return next(
            (unit(store, q.object.value) for q in quads if isinstance(q.object, ox.NamedNode)), ""
        )

    def _fact(self, subject: str, step: Step, known: Known) -> Fact | None:
        """Return the settled fact behind a value, with the statements that it rests on."""
        owner, wanted = (known.text, subject) if step.inverse else (subject, known.text)
        if "://" not in owner:
            return None
        if owner not in self._facts:
            self._facts[owner] = entity(self.world.store, Iri(owner)).facts
        ours = [f for f in self._facts[owner] if f.property == step.property and f.evidence]
        for fact in ours:
            if fact.value is None or isinstance(fact.value, float) or str(fact.value) == wanted:
                return fact
            if isinstance(fact.value, bool) and str(fact.value).lower() == wanted:
                return fact
        return None

    def _vocabulary(self, subject: str, step: Step, known: Known) -> str:
        """Say which file or source of the ontology holds a value that no statement is behind."""
        if step.property == IN_GROUP:
            for membership in self._memberships.get(subject, []):
                said = said_of(self.world.store, membership)
                if [str(t.value) for t in said.get(term("group"), [])] == [known.text]:
                    days = [
                        f"{word} {t.value}"
                        for name, word in (("from", "from"), ("until", "until"),
                                           ("asPrintedOn", "as printed on"))
                        for t in said.get(term(name), [])
                    ]  # fmt: skip
                    sources = [str(t.value) for t in said.get(rdf("dcterms:source"), [])]
                    return "; ".join([" ".join(["member", *days]), *sources])
            return f"by what {self.words.name(known.text)} includes or leaves out"
        return "the vocabularies of this graph"

    def _classes(
        self, provision: Provision, subject: str, classes: tuple[str, ...]
    ) -> Iterator[Value]:
        """Yield who puts a thing into one of `classes`, and which provision leaves that open."""
        step = Step(CLASSIFIED_AS)
        of, name = self.words.name(subject), self.words.name(CLASSIFIED_AS)
        for known in self.world.values(subject, step):
            if known.text in classes:
                yield self._value(subject, step, known)
        for iri in provision.depends_on:
            giver = self.court.provisions.get(iri)
            given = [c for c in classes if giver and c in giver.gives]
            if not giver or not given or not self.court.reaches(giver, subject):
                continue
            found = self.court.assess(giver, subject)
            if giver.regime.iri == provision.regime.iri:
                # A regime's own definition counts on its terms, whatever its state.
                verdict, why = found.met, f"defined by {giver.id} ({giver.citation})"
            else:
                verdict = {Outcome.APPLIES: True, Outcome.NOT: False}.get(found.outcome)
                why = f"{giver.id} ({giver.citation}) {found.outcome}"
            yield Value(
                of=of,
                property=name,
                words=f"{self.words.name(given[0])}: {VERDICTS[verdict]}",
                basis="provision",
                why=why,
            )


def _from(value: Value, fact: Fact) -> Value:
    return replace(
        value,
        basis="fact",
        bounds_from=fact.bounds_from if value.low is not None or value.high is not None else "",
        confidence=fact.confidence,
        estimator=fact.estimator,
        method=fact.method,
        from_memory=fact.from_memory,
        note=fact.note,
        evidence=fact.evidence,
        not_taken=tuple(f"{lost.words}: {lost.reason}" for lost in fact.overruled),
    )
