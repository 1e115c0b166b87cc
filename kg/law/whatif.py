"""What if: who would enter and who would leave if a rule or a fact was another; all in memory."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyoxigraph as ox

from kg.law.assess import Assessment, Court, Outcome
from kg.law.bill import with_bill
from kg.law.court import hold, later, provision_named
from kg.law.hypothesis import DEVELOPER, in_force, made_up, moved
from kg.law.provisions import Provision, State
from kg.law.reasons import Reasons, chance
from kg.law.rows import Row

APPLIES, NOT, OPEN = Outcome.APPLIES, Outcome.NOT, Outcome.UNDETERMINED
CHANGES = {
    (NOT, APPLIES): "enters",
    (APPLIES, NOT): "leaves",
    (OPEN, APPLIES): "is certainly in",
    (OPEN, NOT): "is certainly out",
    (NOT, OPEN): "may enter",
    (APPLIES, OPEN): "may leave",
}
"""What a change of outcome comes to; from "undetermined" it is not known whether anything changes.

"may enter" and "may leave" are outcomes that were determined and become undetermined.
"""
NO_PROVISION = "no such provision"
SHORT = ("change", "thing", "developer", "provision", "before", "after", "probability", "why")
"""The columns of a table for people."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What is supposed: a provision made up, moved or put in force, a regime of a file, facts.

    `quantity`, `comparator`, `value`, `where` and `reaches` make up a provision; with `provision`
    it is that one that gets `value` as its threshold, and `quantity` says which of several.
    """

    quantity: str = ""
    comparator: str = ">"
    value: float | None = None
    where: Sequence[str] = ()
    reaches: str = ""
    provision: str = ""
    in_force: bool = False
    bill: Path | None = None
    assumptions: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a provision comes to reach or not; `before` is None where there was none."""

    before: Assessment | None
    after: Assessment

    @property
    def change(self) -> str:
        """Return the change in words: one of `CHANGES`."""
        return CHANGES[_outcome(self.before), self.after.outcome]


@dataclass(frozen=True, slots=True)
class Tally:
    """To how many things a provision applies for certain, and to how many more it may."""

    provision: Provision
    state: State
    certain: tuple[int, int]
    possible: tuple[int, int]

    def line(self) -> str:
        """Return the numbers before and after in words."""
        (certain, now), (possible, then) = self.certain, self.possible
        return (
            f"{self.provision.id}: {certain} certain and {possible} more possible before, "
            f"{now} certain and {then} more possible after"
        )


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The changes that a hypothesis makes, and the tallies of the provisions it is about."""

    changes: tuple[Change, ...]
    tallies: tuple[Tally, ...]
    reasons: Reasons

    def rows(self) -> list[Row]:
        """Return the changes by column; `why` is the reason of the outcome after the change."""
        return [self._row(change) for change in self.changes]

    def _row(self, change: Change) -> Row:
        words, after, before = self.reasons.words, change.after, change.before
        made = self.reasons.court.world.values(after.thing, DEVELOPER)
        return {
            "change": change.change,
            "thing": words.name(after.thing),
            "iri": after.thing,
            "kind": self.reasons.kind(after.thing),
            "developer": [words.name(known.text) for known in made],
            "regime": after.provision.regime.name,
            "provision": after.provision.id,
            "citation": after.provision.citation,
            "before": before.outcome.value if before else NO_PROVISION,
            "after": after.outcome.value,
            "probability_before": chance(before) if before else 0.0,
            "probability": chance(after),
            "why": self.reasons.because(after),
            "as_of": after.day,
            "known_at": self.reasons.known_at,
        }


def what_if(store: ox.Store, asked: Hypothesis, *, as_of: date, known_at: date) -> WhatIf:
    """Return what a hypothesis changes on a day; the store stays as it is.

    Where it is about provisions, these and those that rest on them are compared, else all. Raises
    `BadQuery`, `UnknownName`, and `BadSource` or `InvalidData` for the file of a regime.
    """
    before = hold(store, as_of)
    graph, bill = with_bill(store, asked.bill) if asked.bill else (store, [])
    after = before
    if bill or asked.assumptions:
        after = hold(graph, as_of, assumptions=asked.assumptions)
    changed = {iri: in_force(after.provisions[iri], as_of) for iri in bill}
    if asked.provision:
        iri = provision_named(graph, asked.provision)
        provision = changed.get(iri, after.provisions[iri])
        if asked.value is not None:
            provision = moved(graph, provision, asked.value, asked.quantity)
        changed[provision.iri] = in_force(provision, as_of) if asked.in_force else provision
    elif asked.quantity and asked.value is not None:
        invented = made_up(
            graph,
            as_of,
            quantity=asked.quantity,
            comparator=asked.comparator,
            value=asked.value,
            where=asked.where,
            reaches=asked.reaches,
        )
        changed[invented.iri] = invented
    after = Court({**after.provisions, **changed}, after.world)
    scope = _resting_on(after, set(changed)) if changed else set(after.provisions)
    pairs = {iri: list(_compared(before, after, iri)) for iri in sorted(scope)}
    reasons = Reasons(after, known_at=known_at)
    changes = [
        Change(b, a) for found in pairs.values() for b, a in found if _outcome(b) != a.outcome
    ]
    changes.sort(
        key=lambda c: (
            list(CHANGES.values()).index(c.change),
            c.after.provision.id,
            -(chance(c.after) or 0.0),
            reasons.words.name(c.after.thing),
        )
    )
    tallies = [_tally(after.provisions[iri], pairs[iri]) for iri in sorted(changed)]
    return WhatIf(tuple(changes), tuple(tallies), reasons)


def _resting_on(court: Court, provisions: set[str]) -> set[str]:
    """Return provisions with those that depend on them, at once or by others."""
    found = set(provisions)
    for provision in court.order:  # each comes after those on which it rests
        if found & set(provision.depends_on):
            found.add(provision.iri)
    return found


Pair = tuple[Assessment | None, Assessment]


def _compared(before: Court, after: Court, iri: str) -> Iterator[Pair]:
    """Yield what a provision came to and comes to, for what existed on the day."""
    now, then = after.provisions[iri], before.provisions.get(iri)
    for thing in after.reached(now):
        if not later(after, thing):
            yield before.assess(then, thing) if then else None, after.assess(now, thing)


def _outcome(found: Assessment | None) -> Outcome:
    return found.outcome if found else NOT


def _tally(provision: Provision, pairs: list[Pair]) -> Tally:
    then, now = [_outcome(b) for b, _ in pairs], [a.outcome for _, a in pairs]
    state = pairs[0][1].state if pairs else State.EFFECTIVE
    return Tally(
        provision=provision,
        state=state,
        certain=(then.count(APPLIES), now.count(APPLIES)),
        possible=(then.count(OPEN), now.count(OPEN)),
    )
