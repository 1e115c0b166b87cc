"""Provisions with their dates: what a provision says, and in what state it is on a day."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter

import pyoxigraph as ox

from kg.errors import InvalidData
from kg.law.conditions import Condition
from kg.names import NAMESPACES, compact, term
from kg.triples import TYPE, node


class State(StrEnum):
    """The state of a provision on a day; only `EFFECTIVE` makes it apply to anything."""

    EFFECTIVE = "in force and applying"
    NOT_YET = "not made yet"
    PROPOSED = "proposed, not in force"
    MADE = "made, not in force yet"
    WAITING = "in force, not applying yet"
    NOT_ENFORCED = "on the books, not enforced"
    SUSPENDED = "suspended"
    OPEN = "whether it was in force is open"
    ENDED = "no longer in force"
    FAILED = "never in force"


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a regime; `phase` is the class above its kind ("BeginningEvent", …)."""

    kind: str
    phase: str
    on: date
    scope: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Exemption:
    """An exemption; `whole` where it lifts the provision, and not only a part of its effect.

    `reaches` names the class on which it is tested where that is not the provision's own. It may
    have days of its own, as a transition period has.
    """

    label: str
    citation: str
    lifts: str
    keeps: str
    whole: bool
    condition: Condition | None
    reaches: tuple[str, ...] = ()
    applies_from: date | None = None
    applies_until: date | None = None

    def stands(self, day: date) -> bool:
        """Say whether there is such an exemption on a day."""
        return (self.applies_from is None or self.applies_from <= day) and (
            self.applies_until is None or day < self.applies_until
        )


@dataclass(frozen=True, slots=True)
class Regime:
    """A regime as far as its provisions need it."""

    iri: str
    name: str
    coverage: str
    coverage_notes: tuple[str, ...]
    last_checked: date | None
    jurisdictions: tuple[str, ...]
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Provision:
    """One rule; `effects` are pairs of kind and words, `gives` the classes it puts things into."""

    iri: str
    label: str
    citation: str
    regime: Regime
    reaches: tuple[str, ...]
    condition: Condition | None
    exemptions: tuple[Exemption, ...]
    effects: tuple[tuple[str, str], ...]
    gives: tuple[str, ...]
    depends_on: tuple[str, ...]
    dates: dict[str, date] = field(hash=False)
    enforced: bool = True

    @property
    def id(self) -> str:
        """Return the id by which people call it, such as "eu-ai-act.art51-2"."""
        return self.iri.removeprefix(NAMESPACES["regime"])


def state(provision: Provision, day: date) -> tuple[State, str]:
    """Return the state of a provision on a day, and the words that say which date decides.

    Events that name a scope concern a part of the regime and decide nothing for a provision that
    has its own dates.
    """
    events = [e for e in provision.regime.events if not e.scope]
    past = [e for e in events if e.on <= day]
    dates = provision.dates
    ended = _earliest(
        [e for e in past if e.phase == "EndingEvent"], dates.get("appliesUntil"), day, "ended"
    )
    starts = [e for e in events if e.phase == "BeginningEvent"]
    in_force = dates.get("inForceFrom") or min((e.on for e in starts), default=None)
    applies = dates.get("appliesFrom") or in_force
    doubtful = dates.get("doubtfulFrom")
    begun = in_force or applies or doubtful
    if ended:
        return (State.ENDED if begun else State.FAILED), ended
    if begun is None or day < begun:
        then = f"it enters into force on {begun}" if begun else "it never entered into force"
        if begun and begun == doubtful:
            then = f"whether it entered into force on {begun} is open"
        return _in_the_making(past, then)
    if begun == doubtful:
        return State.OPEN, f"from {doubtful} on no source decides it"
    stopped = _earliest(
        [e for e in past if e.phase == "SuspendingEvent"],
        dates.get("notEnforcedFrom"),
        day,
        "not enforced",
    )
    if stopped:
        return State.NOT_ENFORCED, stopped
    if applies and day < applies:
        return State.WAITING, f"in force from {begun}; it applies from {applies}"
    return State.EFFECTIVE, f"applies from {applies}"


ENACTING = frozenset({"Signed", "Adopted", "Published"})
"""The kinds of events that end the making of a text; before them it is a proposal."""


def _in_the_making(past: list[Event], then: str) -> tuple[State, str]:
    """Return the state of a text that has no force yet; `then` says when it has, if ever."""
    made = [e for e in past if e.phase == "MakingEvent"]
    if not made:
        return State.NOT_YET, f"nothing had happened by that day; {then}"
    if any(e.kind in ENACTING for e in made):
        return State.MADE, then
    last = max(made, key=lambda e: e.on)
    return State.PROPOSED, f"{last.kind.lower()} on {last.on}; {then}"


def _earliest(events: list[Event], own: date | None, day: date, word: str) -> str:
    """Say since when something holds, by the provision's own date or the regime's first event."""
    if own is not None:
        return f"{word} from {own}" if own <= day else ""
    if not events:
        return ""
    first = min(events, key=lambda e: e.on)
    return f"{first.kind.lower()} on {first.on}"


def load(store: ox.Store, *, reaching: Collection[str] | None = None) -> dict[str, Provision]:
    """Return all provisions by IRI, or those that reach one of some classes and what these rest on.

    Raise `InvalidData` for a condition that is not evaluated.
    """
    from kg.law.reading import Reader  # it makes the records of this module

    read = Reader(store)
    known = set(_subjects(store, TYPE, "Provision"))
    waiting = known
    if reaching is not None:
        reaches = node(term("reaches"))
        waiting = known & {iri for cls in reaching for iri in _subjects(store, reaches, cls)}
    found: dict[str, Provision] = {}
    while waiting:
        found |= {iri: read.provision(iri) for iri in waiting}
        waiting = {d for iri in waiting for d in found[iri].depends_on} & known - found.keys()
    return dict(sorted(found.items()))


def _subjects(store: ox.Store, predicate: ox.NamedNode, cls: str) -> list[str]:
    quads = store.quads_for_pattern(None, predicate, node(term(cls)), ox.DefaultGraph())
    return [q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode)]


def in_order(provisions: dict[str, Provision]) -> list[Provision]:
    """Return the provisions so that each comes after those on which it depends.

    Raise `InvalidData` naming the members of a circle.
    """
    graph = {p.iri: [d for d in p.depends_on if d in provisions] for p in provisions.values()}
    try:
        return [provisions[iri] for iri in TopologicalSorter(graph).static_order()]
    except CycleError as problem:
        circle = " -> ".join(compact(iri) for iri in problem.args[1])
        raise InvalidData(f"provisions depend on each other in a circle: {circle}") from problem
