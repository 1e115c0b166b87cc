"""Assess: for each provision and each thing that it reaches, does it apply on a day, and why."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kg.law.conditions import Condition, Test
from kg.law.kleene import Verdict, both, doubts, either, grounds, holds, probability
from kg.law.provisions import Exemption, Provision, State, in_order, state
from kg.law.world import World


class Outcome(StrEnum):
    """What a provision comes to for a thing on a day."""

    APPLIES = "applies"
    NOT = "does not apply"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Assessment:
    """One provision for one thing on one day.

    `condition` is the verdict on the condition alone, `met` that on the condition and the
    exemptions that lift the whole: what the provision comes to on its terms, whatever its state.
    `because` holds the tests that carry the verdict, `missing` those on which an undetermined
    outcome hangs; `probability` is that of `met` where only bounds leave it open.
    `exempted` is the exemption that takes the thing out, `eased` those that lift a part of the
    effect, `open_exemptions` those of which it is not known whether they do either.
    """

    thing: str
    provision: Provision
    day: date
    state: State
    state_reason: str
    outcome: Outcome
    condition: Verdict
    met: Verdict
    because: tuple[Test, ...]
    missing: tuple[Test, ...]
    probability: float | None
    exempted: Exemption | None
    eased: tuple[Exemption, ...]
    open_exemptions: tuple[Exemption, ...]


REACHED = {
    "Model": ("Model",),
    "Developer": ("Developer",),
    "Actor": ("Actor",),
    "Accelerator": ("Accelerator",),
    "Hardware": ("Accelerator", "Hardware"),
    "Cluster": ("Cluster",),
    "Transfer": ("Transfer",),
    "Transaction": ("Transaction",),
    "Service": ("Service",),
}
"""The classes of the graph whose members a provision that reaches a class is tested on."""


class Court:
    """Assesses provisions over a world, each after those on which it depends.

    Verdicts are found when they are asked for and kept, so that one thing costs little and all
    things cost each test once.
    """

    def __init__(
        self, provisions: dict[str, Provision], world: World, *, transfer: str = ""
    ) -> None:
        """Take provisions and world; `transfer` is what exemptions for transfers are tested on."""
        self.provisions = provisions
        self.world = world
        self.transfer = transfer
        self.order = in_order(provisions)
        self._found: dict[tuple[str, str], Assessment] = {}

    def all(self, things: Iterable[str] | None = None) -> Iterator[Assessment]:
        """Yield the assessments of all provisions, over `things` or all that they reach."""
        chosen = None if things is None else {t: self.world.classes(t) for t in things}
        for provision in self.order:
            classes = self.classes(provision)
            if chosen is None:
                reached = self.reached(provision)
            else:
                reached = [thing for thing, of in chosen.items() if of & classes]
            for thing in reached:
                yield self.assess(provision, thing)

    def reached(self, provision: Provision) -> list[str]:
        """Return the things that a provision is tested on."""
        classes = self.classes(provision)
        return sorted({thing for cls in classes for thing in self.world.members(cls)})

    def reaches(self, provision: Provision, thing: str) -> bool:
        """Say whether a provision is tested on a thing."""
        return bool(self.world.classes(thing) & self.classes(provision))

    def classes(self, provision: Provision) -> set[str]:
        """Return the classes of the graph that a provision reaches."""
        return {c for reached in provision.reaches for c in REACHED.get(reached, ())}

    def assess(self, provision: Provision, thing: str) -> Assessment:
        """Return the assessment of one provision for one thing."""
        asked = (provision.iri, thing)
        if asked not in self._found:
            self._found[asked] = self._assess(provision, thing)
        return self._found[asked]

    def _assess(self, provision: Provision, thing: str) -> Assessment:
        day = self.world.day
        now, why = state(provision, day)
        values = self.values(provision, thing)
        condition = provision.condition
        verdict = None if condition is None else holds(condition, values)
        lifted = [(e, self.exempts(provision, e, thing)) for e in provision.exemptions]
        exempted = next((e for e, lifts in lifted if e.whole and lifts), None)
        in_doubt = [e.condition for e, lifts in lifted if e.whole and lifts is None]
        met = both([verdict, False if exempted else None if in_doubt else True])
        decisive = [condition] if verdict is False or not exempted else [exempted.condition]
        hanging = [] if met is not None else [condition, *in_doubt]
        return Assessment(
            thing=thing,
            provision=provision,
            day=day,
            state=now,
            state_reason=why,
            outcome=_outcome(now, met),
            condition=verdict,
            met=met,
            because=tuple(test for c in decisive if c for test in grounds(c, values)),
            missing=tuple(test for c in hanging if c for test in doubts(c, values)),
            probability=self._probability(provision, thing, exempted, in_doubt),
            exempted=exempted,
            eased=tuple(e for e, lifts in lifted if lifts and not e.whole),
            open_exemptions=tuple(e for e, lifts in lifted if lifts is None),
        )

    def exempts(self, provision: Provision, exemption: Exemption, thing: str) -> Verdict:
        """Say whether the condition of an exemption is met; one for transfers asks the transfer."""
        if not exemption.stands(self.world.day):
            return False
        subject = self.exempted_as(provision, exemption, thing)
        if exemption.condition is None or not subject:
            return None
        return holds(exemption.condition, self.values(provision, subject))

    def exempted_as(self, provision: Provision, exemption: Exemption, thing: str) -> str:
        """Return what an exemption is tested on: the thing, or the transfer; "" where none is."""
        elsewhere = exemption.reaches and not set(exemption.reaches) & set(provision.reaches)
        return self.transfer if elsewhere else thing

    def values(self, provision: Provision, thing: str) -> Callable[[Test], Verdict]:
        """Return what answers the tests of a provision for a thing."""
        given = self.given(provision)
        return lambda test: self.world.verdict(thing, test, given)

    def _probability(
        self,
        provision: Provision,
        thing: str,
        exempted: Exemption | None,
        in_doubt: list[Condition | None],
    ) -> float | None:
        if exempted:
            return 0.0
        if provision.condition is None:
            return None
        given = self.given(provision)
        found = probability(provision.condition, lambda test: self.world.chance(thing, test, given))
        return None if in_doubt and found else found

    def given(self, provision: Provision) -> Callable[[str, str], Verdict]:
        """Return what says whether a class is given by the provisions that this one depends on.

        A provision of the same regime gives its class on its terms, whatever its state: the words
        that a bill defines mean in its duties what it says. One of another regime gives it while
        it applies. A thing of a kind that a provision does not reach is not put into its class.
        """

        def gives(giver: Provision, thing: str) -> Verdict:
            if self.world.classes(thing) and not self.reaches(giver, thing):
                return False
            found = self.assess(giver, thing)
            same = giver.regime.iri == provision.regime.iri
            return found.met if same else _VERDICT[found.outcome]

        def given(cls: str, thing: str) -> Verdict:
            givers = [
                self.provisions[iri]
                for iri in provision.depends_on
                if iri in self.provisions and cls in self.provisions[iri].gives
            ]
            return either([gives(giver, thing) for giver in givers]) if givers else None

        return given


def _outcome(now: State, met: Verdict) -> Outcome:
    if met is False or now not in (State.EFFECTIVE, State.OPEN):
        return Outcome.NOT
    return Outcome.APPLIES if met and now is State.EFFECTIVE else Outcome.UNDETERMINED


_VERDICT: dict[Outcome, Verdict] = {
    Outcome.APPLIES: True,
    Outcome.NOT: False,
    Outcome.UNDETERMINED: None,
}
