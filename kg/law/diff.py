"""Diff: which outcomes changed between two days, two states of knowledge or two stores, and why.

A side is a graph and a day. Where both differ, the change is taken in two steps: first the facts,
on the first day, then the day; each outcome is laid to the step in which it changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from kg.errors import UnknownName
from kg.law.assess import Assessment, Court, Outcome
from kg.law.causes import Cause, Causes
from kg.law.court import hold, later, thing_named
from kg.law.provisions import Provision, state
from kg.law.reasons import Reasons
from kg.law.rows import Row
from kg.law.words import Words
from kg.lookup import described, find

NO_PROVISION, NOT_THERE, NOT_RELEASED = "no such provision", "not in the graph", "not released yet"
SHORT = ("thing", "provision", "before", "after", "cause", "detail")
"""The columns of a table for people."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: a graph, the day of the law, and the day of its sources."""

    store: ox.Store
    as_of: date
    known_at: date


@dataclass(frozen=True, slots=True)
class Difference:
    """A changed outcome of a thing; or, with `thing` empty, a provision that itself changed only.

    `before` and `after` are outcomes, or states, or say that there was no such thing or provision.
    """

    thing: str
    provision: Provision
    before: str
    after: str
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """What differs between two sides, `one` before and `other` after."""

    one: Side
    other: Side
    differences: tuple[Difference, ...]
    reasons: Reasons

    def rows(self) -> list[Row]:
        """Return the differences by column."""
        return [self._row(found) for found in self.differences]

    def _row(self, found: Difference) -> Row:
        return {
            "thing": self._name(found.thing),
            "iri": found.thing or None,
            "regime": found.provision.regime.name,
            "provision": found.provision.id,
            "citation": found.provision.citation,
            "before": found.before,
            "after": found.after,
            "cause": " and ".join(dict.fromkeys(c.kind for c in found.causes)),
            "detail": "; ".join(dict.fromkeys(c.words for c in found.causes)),
            "revisions": list(dict.fromkeys(r for c in found.causes for r in c.revisions)),
            "as_of_before": self.one.as_of,
            "as_of_after": self.other.as_of,
            "known_at_before": self.one.known_at,
            "known_at_after": self.other.known_at,
        }

    def _name(self, thing: str) -> str:
        """Return what a thing is called on the side on which it is there."""
        there = not thing or described(self.other.store, thing)
        return self.reasons.words.name(thing) if there else Words(self.one.store).name(thing)


Found = dict[tuple[str, str], Assessment]


def diff(one: Side, other: Side, *, regime: str | None = None, thing: str | None = None) -> Diff:
    """Return the outcomes and states that differ; `regime` and `thing` leave out all others.

    Raises `UnknownName`, also where the name means nothing on either side.
    """
    things = None if thing is None else [_on_either(one, other, thing)]
    wanted = None if regime is None else find(other.store, regime, kind="regime")
    first = hold(one.store, one.as_of, things=things)
    middle = first if one.store is other.store else hold(other.store, one.as_of, things=things)
    last = middle if one.as_of == other.as_of else hold(other.store, other.as_of, things=things)
    courts = (first, middle, last)
    found = [_assessed(court, things, wanted) for court in courts]
    facts, days = Causes(first, middle), Causes(middle, last)
    differences = []
    for iri, subject in sorted({key for each in found for key in each}):
        before, between, after = (each.get((iri, subject)) for each in found)
        if _outcome(before) == _outcome(after):
            continue
        causes: list[Cause] = []
        if _outcome(before) != _outcome(between):
            causes += facts.of(iri, subject)
        if _outcome(between) != _outcome(after):
            causes += days.of(iri, subject)
        differences.append(
            Difference(
                thing=subject,
                provision=(last.provisions.get(iri) or first.provisions[iri]),
                before=_words(first, iri, subject, before),
                after=_words(last, iri, subject, after),
                causes=tuple(causes),
            )
        )
    told = {d.provision.iri for d in differences}
    states = _states(first, last, wanted)
    differences += [d for d in states if d.provision.iri not in told]
    differences.sort(key=lambda d: (d.provision.id, d.thing))
    return Diff(one, other, tuple(differences), Reasons(last, known_at=other.known_at))


def _on_either(one: Side, other: Side, name: str) -> str:
    try:
        return thing_named(other.store, name)
    except UnknownName:
        if one.store is other.store:
            raise
        return thing_named(one.store, name)


def _assessed(court: Court, things: list[str] | None, regime: str | None) -> Found:
    """Return what provisions come to for what existed on the day of a court."""
    return {
        (p.iri, thing): court.assess(p, thing)
        for p in court.order
        if regime is None or p.regime.iri == regime
        for thing in court.reached(p)
        if (things is None or thing in things) and not later(court, thing)
    }


def _outcome(found: Assessment | None) -> Outcome:
    """Return an outcome; what is not there is reached by nothing."""
    return found.outcome if found else Outcome.NOT


def _words(court: Court, iri: str, thing: str, found: Assessment | None) -> str:
    if found:
        return found.outcome.value
    if later(court, thing):
        return NOT_RELEASED
    return NOT_THERE if described(court.world.store, iri) else NO_PROVISION


def _states(first: Court, last: Court, regime: str | None) -> Iterator[Difference]:
    """Yield the provisions that are in another state, or have other exemptions or words."""
    causes = Causes(first, last)
    for iri in sorted({*first.provisions, *last.provisions}):
        one, other = first.provisions.get(iri), last.provisions.get(iri)
        provision = other or one
        if provision is None or (regime is not None and provision.regime.iri != regime):
            continue
        before, after = _state(first, iri), _state(last, iri)
        if NOT_THERE in (before, after):  # it is there, and reaches nothing that was asked about
            continue
        found = causes.of_state(one, other)
        if found:
            yield Difference("", provision, before, after, tuple(found))


def _state(court: Court, iri: str) -> str:
    provision = court.provisions.get(iri)
    if provision:
        return state(provision, court.world.day)[0].value
    return NOT_THERE if described(court.world.store, iri) else NO_PROVISION
