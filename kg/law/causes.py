"""Causes: why an outcome is another in a second court: the law, a fact, or a source's revision."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kg.formats import readable
from kg.law.assess import Court
from kg.law.conditions import Has, Step, Test, tests
from kg.law.court import later
from kg.law.provenance import revision_of, revisions_behind, revisions_in
from kg.law.provisions import Event, Provision, state
from kg.law.words import Words, interval
from kg.law.world import CLASSIFIED_AS, IN_GROUP, Known
from kg.names import ONTOLOGY, compact, term

LAW, FACT, REVISION = "law", "fact", "source revision"


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause: "law", "fact" or "source revision", and which; `revisions` are those behind it."""

    kind: str
    words: str
    revisions: tuple[str, ...] = ()


class Causes:
    """Finds what makes the outcomes of two courts differ, `one` before and `other` after."""

    def __init__(self, one: Court, other: Court) -> None:
        self.one = one
        self.other = other
        self.words = Words(other.world.store)

    def of(self, iri: str, thing: str) -> list[Cause]:
        """Return the causes for one provision and thing; never none."""
        found = list(dict.fromkeys(self._of(iri, thing, ())))
        return found or [Cause(FACT, "what a rule makes of other facts")]

    def of_state(self, one: Provision | None, other: Provision | None) -> list[Cause]:
        """Return why a provision is in another state, or is not the same rule any more."""
        if one is None or other is None:
            change = "left" if other is None else "came with"
            return [Cause(LAW, f"the provision {change} the regimes of the store")]
        return list(self._law(one, other))

    def _of(self, iri: str, thing: str, above: tuple[str, ...]) -> Iterator[Cause]:
        """Yield the causes for a provision, which is one on which those `above` rest."""
        one, other = self.one.provisions.get(iri), self.other.provisions.get(iri)
        classes = [bool(court.world.classes(thing)) for court in (self.one, self.other)]
        if not all(classes):
            yield self._thing(thing, came=classes[1])
            return
        if one is None or other is None:
            yield from self.of_state(one, other)
            return
        if later(self.one, thing) != later(self.other, thing):
            yield from self._released(thing)
            return
        resting = self.other.provisions[above[-1]] if above else None
        if resting is None or resting.regime.iri != other.regime.iri:
            # What a regime defines for itself counts whatever the state of the definition.
            yield from self._law(one, other, f"it rests on {other.id}: " if resting else "")
        if self.one.assess(one, thing).met is self.other.assess(other, thing).met:
            return
        for test in self._changed(one, other, thing):
            if isinstance(test, Has) and test.path[-1].property == CLASSIFIED_AS:
                subjects, _ = self.other.world.ends(thing, test.path)
                for giver in self._givers(other, test, above):
                    for subject in subjects:
                        yield from self._of(giver, subject, (*above, iri))
            yield from self._along(thing, test)

    def _givers(self, provision: Provision, test: Has, above: tuple[str, ...]) -> Iterator[str]:
        """Yield the provisions that give the class that a test asks for."""
        for iri in provision.depends_on:
            giver = self.other.provisions.get(iri)
            if giver and iri not in above and set(giver.gives) & set(test.values):
                yield iri

    def _changed(self, one: Provision, other: Provision, thing: str) -> list[Test]:
        """Return the tests of a provision and its exemptions whose verdict is another."""
        conditions = [other.condition, *(e.condition for e in other.exemptions)]
        asked = dict.fromkeys(t for c in conditions if c is not None for t in tests(c))
        before, after = self.one.given(one), self.other.given(other)
        return [
            test
            for test in asked
            if self.one.world.verdict(thing, test, before)
            is not self.other.world.verdict(thing, test, after)
        ]

    # ------------------------------------------------------------ law

    def _law(self, one: Provision, other: Provision, lead: str = "") -> Iterator[Cause]:
        """Yield what changed in a provision: its text, its state, its exemptions."""
        day, until = self.one.world.day, self.other.world.day
        if self._text(self.one, one) != self._text(self.other, other):
            yield Cause(LAW, f"{lead}its condition is another")
        (before, reason), (after, why) = state(one, day), state(other, until)
        if before is not after:
            told = f"{lead}{before.value} ({reason}), then {after.value} ({why})"
            between = [self._event(e) for e in other.regime.events if _between(day, e.on, until)]
            yield Cause(LAW, f"{told}; events: {', '.join(between)}" if between else told)
        for then, now in zip(one.exemptions, other.exemptions, strict=False):
            stood, stands = then.stands(day), now.stands(until)
            if stood is not stands:
                changed = "begins" if stands else "ends"
                days = (now.applies_from, now.applies_until)
                on = next((d for d in days if d is not None and _between(day, d, until)), "")
                yield Cause(LAW, f"{lead}an exemption {changed} on {on}: {now.label}")

    def _text(self, court: Court, provision: Provision) -> tuple[str, ...]:
        words = Words(court.world.store)
        conditions = [provision.condition, *(e.condition for e in provision.exemptions)]
        return tuple(sorted(words.condition(c) for c in conditions if c is not None))

    def _event(self, event: Event) -> str:
        told = f"{self.words.name(ONTOLOGY + event.kind)} {event.on}"
        return f"{told} ({event.note})" if event.note else told

    # ------------------------------------------------------------ facts

    def _thing(self, thing: str, *, came: bool) -> Cause:
        """Say which revision brought a thing, or replaced that in which it stood."""
        court, without = (self.other, self.one) if came else (self.one, self.other)
        name = Words(court.world.store).name(thing)
        ours, others = (revisions_in(c.world.store) for c in (court, without))
        behind = revisions_behind(court.world.store, thing)
        fresh = tuple(revision for revision in behind if revision not in others) or behind
        if came:
            return Cause(REVISION, f"{name} came with {_listed(fresh)}", fresh)
        sources = {revision.rpartition("/")[0] for revision in behind}
        newer = tuple(r for r in sorted(others - ours) if r.rpartition("/")[0] in sources)
        after = f", and no longer in {_listed(newer)}" if newer else ""
        return Cause(REVISION, f"{name} stood in {_listed(behind)}{after}", newer or behind)

    def _released(self, thing: str) -> Iterator[Cause]:
        changed = list(self._values(thing, Step(term("releaseDate"))))
        on = self._told(self.other.world.values(thing, Step(term("releaseDate"))))
        yield from changed or [Cause(FACT, f"{self.words.name(thing)} was released on {on}")]

    def _along(self, thing: str, test: Test) -> Iterator[Cause]:
        """Yield the values on the way of a test that are others."""
        here = {thing}
        for step in test.path:
            further = set[str]()
            for subject in sorted(here):
                yield from self._values(subject, step)
                for court in (self.one, self.other):
                    further |= {known.text for known in court.world.values(subject, step)}
            here = {subject for subject in further if "://" in subject}

    def _values(self, subject: str, step: Step) -> Iterator[Cause]:
        before, after = (court.world.values(subject, step) for court in (self.one, self.other))
        if [_plain(k) for k in before] == [_plain(k) for k in after]:
            return
        name = self.words.path((step,)) if step.inverse else self.words.name(step.property)
        of = f"{name} of {self.words.name(subject)}"
        told = f"{of}: {self._told(before)}, then {self._told(after)}"
        if step.property == IN_GROUP:
            yield Cause(LAW, told)
            return
        behind = dict.fromkeys(revision_of(self.other.world.store, k.fact) for k in after)
        if not any(behind):
            behind = dict.fromkeys(revision_of(self.one.world.store, k.fact) for k in before)
        revisions = tuple(revision for revision in behind if revision)
        whys = dict.fromkeys(k.why for k in (after or before) if k.why)
        reasons = [compact(revision) for revision in revisions] or list(whys)
        yield Cause(FACT, f"{told} ({'; '.join(reasons)})" if reasons else told, revisions)

    def _told(self, values: list[Known]) -> str:
        """Return values in words, numbers with their bounds."""
        return ", ".join(self._one(known) for known in values) or "not known"

    def _one(self, known: Known) -> str:
        is_number = known.low is not None or known.high is not None
        if not is_number or known.text[4:5] == "-":
            return self.words.name(known.text)
        bounds = interval(known.low, known.high)
        if not known.text or known.low == known.high:
            return bounds
        return f"{readable(float(known.text))} within {bounds}"


def _listed(revisions: tuple[str, ...]) -> str:
    return ", ".join(compact(revision) for revision in revisions) or "the store"


def _plain(known: Known) -> tuple[str, float | None, float | None]:
    return known.text, known.low, known.high


def _between(one: date, day: date, other: date) -> bool:
    """Say whether a day lies after the earlier and not after the later of two."""
    return min(one, other) < day <= max(one, other)
