"""Reasons in short: what an outcome rests on, and what an undetermined one lacks, in words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kg.formats import readable
from kg.law.assess import Assessment, Court, Outcome
from kg.law.conditions import Compare, Exists, Has, Path, Test
from kg.law.kleene import Verdict
from kg.law.provisions import Provision, State
from kg.law.words import Words, interval
from kg.law.world import CLASSIFIED_AS, IN_GROUP, Known
from kg.names import ONTOLOGY

VERDICTS: dict[Verdict, str] = {True: "yes", False: "no", None: "not known"}
KINDS = ("Model", "Accelerator", "Cluster", "Hardware", "Developer", "Actor", "Service")
"""Classes by which a thing is called, the nearer first."""
Need = tuple[str, str, str]
"""A fact that is not known: its thing, its property, and both in words."""


class Reasons:
    """Tells the reasons of the assessments of a court; `known_at` is the day of its sources."""

    def __init__(self, court: Court, *, known_at: date) -> None:
        self.court = court
        self.known_at = known_at
        self.words = Words(court.world.store)

    def kind(self, thing: str) -> str:
        """Return what a thing is, in the words of the ontology: model, company, accelerator."""
        classes = self.court.world.classes(thing)
        chosen = next((c for c in KINDS if c in classes), "")
        return self.words.name(ONTOLOGY + chosen) if chosen else "transfer"

    def extent(self, coverage: str) -> str:
        """Return how much of a regime is modelled, in words."""
        return self.words.name(ONTOLOGY + coverage) if coverage else ""

    def because(self, found: Assessment) -> str:
        """Return in one sentence what the outcome of an assessment rests on."""
        in_doubt = found.state is State.OPEN and found.met is False
        if found.state is not State.EFFECTIVE and not in_doubt:
            return f"{found.state.value}: {found.state_reason}"
        if found.exempted and found.condition is not False:
            return f"exempted: {found.exempted.label} ({found.exempted.citation})"
        if found.outcome is Outcome.UNDETERMINED:
            open_ones = [e.label for e in found.open_exemptions if e.whole]
            if found.condition is True and open_ones:
                return f"the condition is met; whether it is exempted is open: {open_ones[0]}"
            told = {self.unknown(found.thing, test) for test in found.missing}
            return "not known: " + "; ".join(sorted(told))
        met = found.outcome is Outcome.APPLIES
        told = {self._ground(found, test) for test in found.because}
        return ("the condition is met: " if met else "not met: ") + "; ".join(sorted(told))

    def _ground(self, found: Assessment, test: Test) -> str:
        """Return a test that carries a verdict, with the value that decided it.

        Whether it holds goes without saying where all that is listed holds, or none of it.
        """
        words = self.words.test(test)
        verdict = self.court.world.verdict(found.thing, test, self.court.given(found.provision))
        plain = isinstance(test, Has) and test.values in (("true",), ("false",))
        if plain or verdict is not (found.outcome is Outcome.APPLIES):
            words += f": {VERDICTS[verdict]}"
        subjects, _ = self.court.world.ends(found.thing, test.path)
        known = [k for s in subjects for k in self.court.world.values(s, test.path[-1])]
        if isinstance(test, Has) and test.path[-1].property == CLASSIFIED_AS:
            givers = self.givers(found.provision, test)
            if verdict:
                assess = self.court.assess
                givers = [g for g in givers if any(assess(g, s).met for s in subjects)]
            told = [f"see {', '.join(giver.id for giver in givers)}"] if givers else []
            told += [_basis(k) for k in known if k.text in test.values]
        elif plain or isinstance(test, Exists) or test.path[-1].property == IN_GROUP:
            told = [_basis(k) for k in known]
        else:
            measured = isinstance(test, Compare) and not test.is_day
            told = [
                ", ".join(filter(None, (self._known(k, measured=measured), _basis(k))))
                for k in known
            ]
            told = [f"is {' and '.join(told)}"] if told else []
        told = list(dict.fromkeys(text for text in told if text))
        return f"{words} ({', '.join(told)})" if told else words

    def _known(self, known: Known, *, measured: bool) -> str:
        """Return a value in words, a number with its bounds."""
        if not measured:
            return self.words.name(known.text)
        bounds = interval(known.low, known.high)
        if not known.text or known.low == known.high:
            return bounds
        return f"{readable(float(known.text))}, within {bounds}"

    def missing(self, found: Assessment) -> tuple[str, ...]:
        """Return the facts that are not known and leave an outcome undetermined, in words.

        Where a class is not known, these are the facts that the provisions which give it lack.
        """
        return tuple(dict.fromkeys(words for _, _, words in self.needs(found)))

    def needs(self, found: Assessment) -> list[Need]:
        """Return what an undetermined outcome lacks: thing, property, and the same in words."""
        if found.outcome is not Outcome.UNDETERMINED:
            return []
        return sorted(set(self._needs(found, ())), key=lambda need: (need[2], need))

    def _needs(self, found: Assessment, above: tuple[str, ...]) -> Iterator[Need]:
        for test in found.missing:
            subjects, _ = self.court.world.ends(found.thing, test.path)
            lacking = [
                (giver, subject)
                for giver in self.givers(found.provision, test)
                for subject in subjects
                if giver.iri not in above and self.court.reaches(giver, subject)
            ]
            deeper = [
                need if subject == found.thing else self._of(subject, need)
                for giver, subject in lacking
                for need in self._needs(self.court.assess(giver, subject), (*above, giver.iri))
            ]
            if deeper:
                yield from deeper
            else:
                words = self.unknown(found.thing, test)
                yield (*self._gap(found.thing, test.path), words)

    def _of(self, subject: str, need: Need) -> Need:
        """Return what another thing lacks, with its name."""
        thing, prop, words = need
        return thing, prop, f"{self.words.name(subject)}: {words}"

    def givers(self, provision: Provision, test: Test) -> list[Provision]:
        """Return the provisions that give the class that a test asks for."""
        if not isinstance(test, Has) or test.path[-1].property != CLASSIFIED_AS:
            return []
        known = (self.court.provisions.get(iri) for iri in provision.depends_on)
        return [p for p in known if p and set(p.gives) & set(test.values)]

    def _gap(self, thing: str, path: Path) -> tuple[str, str]:
        """Return where a path ends for want of a fact: the thing, and the property it lacks."""
        here = [thing]
        for step in path[:-1]:
            for subject in here:
                if not self.court.world.values(subject, step):
                    return subject, step.property
            here = [k.text for subject in here for k in self.court.world.values(subject, step)]
        return (here or [thing])[0], path[-1].property

    def unknown(self, thing: str, test: Test) -> str:
        """Say what is not known where a test has no verdict."""
        before, last = test.path[:-1], test.path[-1]
        if isinstance(test, Has) and last.property == CLASSIFIED_AS:
            subject = self.words.path(before) if before else "it"
            classes = " or ".join(self.words.name(c) for c in test.values)
            return f"whether {subject} counts as {classes}"
        if isinstance(test, Has) and test.values in (("true",), ("false",)):
            return self.words.test(replace(test, values=("true",)))
        subjects, complete = self.court.world.ends(thing, test.path)
        if not complete or not subjects:
            return self.words.path(before)
        if isinstance(test, Compare):
            known = [k for s in subjects for k in self.court.world.values(s, last)]
            spans = [k for k in known if k.low is not None or k.high is not None]
            if spans:
                shown = " and ".join(interval(k.low, k.high) for k in spans)
                line = self.words.number(test.value, test.unit)
                name = self.words.path(test.path)
                return f"{name}: what is known of it ({shown}) lies on both sides of {line}"
        return self.words.path(test.path)


def _basis(known: Known) -> str:
    """Say of a value that no source states it."""
    word = known.why.partition(" ")[0].rstrip(":")
    return {"assumed": "assumed", "inferred": "inferred", "computed": "computed"}.get(word, "")


def chance(found: Assessment) -> float | None:
    """Return the probability that a provision applies: 1 or 0 where the outcome is determined."""
    if found.outcome is Outcome.UNDETERMINED:
        return found.probability if found.state is State.EFFECTIVE else None
    return float(found.outcome is Outcome.APPLIES)
