"""Explain: for one thing and one provision on a day, the whole way to the outcome, as a record.

Every test is told with its verdict, the values that it looked at and where they come from; what is
not known is told with what would settle it.
"""

from datetime import date
from functools import cached_property

import pyoxigraph as ox

from kg.law.assess import Assessment, Court, Outcome
from kg.law.conditions import All, Any, Compare, Condition, Has, Not, Shapes, Step, Test, tests
from kg.law.coverage import Coverage, coverage
from kg.law.explanation import Alternative, Dated, Exempting, Explanation, Part
from kg.law.kleene import holds
from kg.law.provisions import Exemption, Provision
from kg.law.reasons import VERDICTS, Reasons, chance
from kg.law.values import Values
from kg.law.world import CLASSIFIED_AS
from kg.names import ONTOLOGY, compact, rdf, term
from kg.triples import Term, node
from kg.wording import Said, label, said_of

DATES = {
    "inForceFrom": "in force from",
    "appliesFrom": "applies from",
    "enforcedFrom": "enforced from",
    "notEnforcedFrom": "not enforced from",
    "appliesUntil": "applies until",
    "inForceUntil": "in force until",
    "doubtfulFrom": "whether it was in force is open from",
}
RELEASED = Step(term("releaseDate"))


class Explainer:
    """Explains outcomes of one court; what it finds for one explanation serves the next."""

    def __init__(self, court: Court, *, known_at: date) -> None:
        self.court = court
        self.store = court.world.store
        self.reasons = Reasons(court, known_at=known_at)
        self.words = self.reasons.words
        self.values = Values(court, self.words)

    @cached_property
    def coverage(self) -> Coverage:
        """How much of the law is modelled, and how old the data is."""
        return coverage(self.store)

    def explain(self, provision: Provision, thing: str, *, deep: bool = True) -> Explanation:
        """Return the explanation of a provision for a thing; `deep` adds what it depends on."""
        found = self.court.assess(provision, thing)
        said = said_of(self.store, node(provision.iri))
        regime = said_of(self.store, node(provision.regime.iri))
        condition = provision.condition
        counting = [r for t in tests(condition) for r in _counting(t)] if condition else []
        return Explanation(
            thing=self.words.name(thing),
            iri=thing,
            provision=provision.id,
            provision_iri=provision.iri,
            name=provision.label,
            regime=provision.regime.name,
            citation=provision.citation,
            as_of=found.day,
            known_at=self.reasons.known_at,
            outcome=found.outcome.value,
            probability=chance(found),
            because=self.reasons.because(found),
            missing=self.reasons.missing(found),
            state=found.state.value,
            state_reason=found.state_reason,
            dates=tuple(self._dates(found)),
            condition=self.part(provision, thing, condition) if condition else None,
            counting_rules=tuple(dict.fromkeys(counting)),
            effects=tuple(_effect(self.store, kind, words) for kind, words in provision.effects),
            deadline="; ".join(_texts(said, "deadline")),
            exemptions=tuple(
                self.exempting(provision, thing, e, n) for e, n in self._exemptions(provision)
            ),
            readings=(*_texts(said, "reading"), *_notes(self.store, said)),
            contested=(*_texts(said, "contested"), *_texts(regime, "contested")),
            alternatives=tuple(self._alternatives(provision, thing, said)),
            limits=_texts(said, "limits"),
            not_modelled=provision.regime.coverage_notes,
            verified=", ".join(_texts(said, "verified")),
            confidence="".join(label(self.store, c) for c in _texts(said, "confidence")),
            sources=tuple(str(t.value) for t in said.get(rdf("dcterms:source"), [])),
            depends_on=tuple(self._depends_on(provision, thing)) if deep else (),
            coverage=self.coverage if deep else None,
        )

    def _depends_on(self, provision: Provision, thing: str) -> list[Explanation]:
        """Explain the provisions behind the classes that the condition asks for, on their things.

        The thing may be another one, such as the models of a developer or the item of a transfer.
        """
        found: dict[tuple[str, str], Explanation] = {}
        for test in tests(provision.condition) if provision.condition else ():
            subjects, _ = self.court.world.ends(thing, test.path)
            for giver in self.reasons.givers(provision, test):
                for subject in subjects:
                    asked = (giver.iri, subject)
                    if self.court.reaches(giver, subject) and asked not in found:
                        found[asked] = self.explain(giver, subject, deep=False)
        return _telling(list(found.values()))

    def _dates(self, found: Assessment) -> list[Dated]:
        """Return the days of a provision and of its regime, and the release of the thing."""
        days = [(on, DATES[name]) for name, on in found.provision.dates.items() if name in DATES]
        for event in found.provision.regime.events:
            scope = f" ({event.scope})" if event.scope else ""
            note = f"; {event.note}" if event.note else ""
            kind = "".join(f" {c.lower()}" if c.isupper() else c for c in event.kind).strip()
            days.append((event.on, f"regime: {kind}{scope}{note}"))
        for known in self.court.world.values(found.thing, RELEASED) if "://" in found.thing else ():
            days.append(
                (date.fromisoformat(known.text), f"{self.words.name(found.thing)} released")
            )
        return sorted(
            (
                Dated(on, words, on <= found.day, on.isoformat() in found.state_reason)
                for on, words in days
            ),
            key=lambda dated: (dated.on, dated.words),
        )

    # ------------------------------------------------------------ conditions

    def part(self, provision: Provision, thing: str, condition: Condition) -> Part:
        """Return a condition as a tree of words, verdicts and values."""
        verdict = VERDICTS[holds(condition, self.court.values(provision, thing))]
        if isinstance(condition, All | Any):
            word = "all of" if isinstance(condition, All) else "at least one of"
            parts = [self.part(provision, thing, p) for p in self.words.ordered(condition)]
            return Part(word, verdict, tuple(parts))
        if isinstance(condition, Not):
            inner = condition.part
            word = "not all of" if isinstance(inner, All) else "none of"
            negated = self.words.ordered(inner) if isinstance(inner, All | Any) else [inner]
            return Part(word, verdict, tuple(self.part(provision, thing, p) for p in negated))
        return self._test(provision, thing, condition)

    def _test(self, provision: Provision, thing: str, test: Test) -> Part:
        given = self.court.given(provision)
        verdict = self.court.world.verdict(thing, test, given)
        open_ = verdict is None
        return Part(
            words=self.words.test(test),
            verdict=VERDICTS[verdict],
            values=self.values.of(provision, thing, test),
            probability=self.court.world.chance(thing, test, given) if open_ else None,
            counting_rules=_counting(test),
            missing=self.reasons.unknown(thing, test) if open_ else "",
            settled_by=self.settled_by(provision, thing, test) if open_ else "",
        )

    def settled_by(self, provision: Provision, thing: str, test: Test) -> str:
        """Say what would give a test without a verdict one."""
        name = self.words.path(test.path)
        if isinstance(test, Compare):
            if test.is_day:
                return f"a source for the {name}"
            line = self.words.number(test.value, test.unit)
            return f"a value of {name}, or bounds, wholly on one side of {line}"
        if isinstance(test, Has) and test.path[-1].property == CLASSIFIED_AS:
            givers = [giver.id for giver in self.reasons.givers(provision, test)]
            classes = " or ".join(self.words.name(c) for c in test.values)
            decided = f"a decided outcome of {' or '.join(givers)}, or " if givers else ""
            return f"{decided}a source that calls it a {classes}"
        return f"a source that says whether: {self.words.test(test)}"

    # ------------------------------------------------------------ exemptions and readings

    def _exemptions(self, provision: Provision) -> list[tuple[Exemption, Said]]:
        """Pair the exemptions of a provision with what else its file says of them."""
        said = {
            "".join(_texts(about, "label", rdf("rdfs:label"))): about
            for e in said_of(self.store, node(provision.iri)).get(term("exemption"), [])
            if not isinstance(e, ox.Literal)
            for about in [said_of(self.store, e)]
        }
        return sorted(
            ((e, said.get(e.label, {})) for e in provision.exemptions), key=lambda p: p[0].label
        )

    def exempting(
        self, provision: Provision, thing: str, exemption: Exemption, said: Said
    ) -> Exempting:
        """Return an exemption with its verdict for a thing."""
        outside = not exemption.stands(self.court.world.day)
        lifted = self.court.exempts(provision, exemption, thing)
        verdict = {True: "met", False: "not met", None: "open"}[lifted]
        subject = self.court.exempted_as(provision, exemption, thing)
        return Exempting(
            label=exemption.label,
            citation=exemption.citation,
            verdict="not in effect on this day" if outside else verdict,
            lifts=exemption.lifts,
            keeps=exemption.keeps,
            whole=exemption.whole,
            readings=(*_texts(said, "reading"), *_texts(said, "note")),
            condition=(
                self.part(provision, subject, exemption.condition)
                if exemption.condition and subject
                else None
            ),
            remark=""
            if exemption.condition and subject
            else "its condition is tested on a transfer: see kg transfer"
            if exemption.condition
            else "its condition is in words only, and not tested",
        )

    def _alternatives(self, provision: Provision, thing: str, said: Said) -> list[Alternative]:
        found = []
        for shape in said.get(term("alternativeReading"), []):
            if isinstance(shape, ox.Literal):
                continue
            reading = Shapes(self.store, compact(provision.iri)).condition(shape)
            verdict = holds(reading, self.court.values(provision, thing))
            note = "; ".join(_texts(said_of(self.store, shape), "comment", rdf("rdfs:comment")))
            found.append(Alternative(self.words.condition(reading), VERDICTS[verdict], note))
        return sorted(found, key=lambda a: a.words)


def _telling(found: list[Explanation]) -> list[Explanation]:
    """Put the provisions that apply first, and of many that do not keep a few."""
    rank = {Outcome.APPLIES.value: 0, Outcome.UNDETERMINED.value: 1, Outcome.NOT.value: 2}
    return sorted(found, key=lambda e: (rank[e.outcome], e.provision, e.thing))[:12]


def _counting(test: Test) -> tuple[str, ...]:
    return test.counting if isinstance(test, Compare) else ()


def _effect(store: ox.Store, kind: str, words: str) -> str:
    return f"{label(store, ONTOLOGY + kind)}: {words}" if kind else words


def _notes(store: ox.Store, said: Said) -> tuple[str, ...]:
    """Return the notes on comparators that stand on the tests of a condition."""
    found: list[str] = []
    waiting: list[Term] = list(said.get(term("condition"), []))
    while waiting:
        shape = waiting.pop()
        if isinstance(shape, ox.BlankNode):
            inner = said_of(store, shape)
            found += _texts(inner, "comparatorNote")
            waiting += [t for terms in inner.values() for t in terms]
    return tuple(sorted(found))


def _texts(said: Said, name: str, iri: str = "") -> tuple[str, ...]:
    return tuple(str(t.value) for t in said.get(iri or ONTOLOGY + name, []))
