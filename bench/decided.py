"""How much is decided: models with a known compute against provisions that compute triggers.

Run by `python -m bench.decided`. A pair is a model and a provision that tests a quantity of compute
(all training, one run, a modification and its ratio to the original) of which a value or a bound is
known for the model. It is settled where there is a verdict, or where nothing but the interval of
compute keeps it open. Beside it stands the share over all models and these provisions, also where
the quantity that is tested is not known. Verdicts are on the terms of a provision, whatever its
state on the day; outcomes take the day into account.
"""

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kg import KnowledgeGraph
from kg.law.assess import Assessment, Court, Outcome
from kg.law.conditions import Compare, Has, Step, Test, tests
from kg.law.infer import world
from kg.law.provisions import Provision, load
from kg.law.world import CLASSIFIED_AS, World
from kg.names import compact, term

AS_OF = date(2026, 11, 1)
COMPUTE, TUNING = term("trainingCompute"), term("fineTuningCompute")
RUN, RATIO = term("singleRunCompute"), term("modificationComputeRatio")


@dataclass(slots=True)
class Tally:
    """Pairs of one provision by what they came to; `open_for` counts what the rest lack.

    `untold` counts models of which the tested quantity is not known: they make no pairs.
    """

    decided: int = 0
    interval: int = 0
    rest: int = 0
    outcome_decided: int = 0
    untold: int = 0
    open_for: Counter[str] = field(default_factory=Counter)

    def count(self, assessment: Assessment, lacking: set[str]) -> None:
        """Count one pair, with what it lacks beside the interval of compute."""
        self.outcome_decided += assessment.outcome is not Outcome.UNDETERMINED
        if assessment.met is not None:
            self.decided += 1
        elif lacking:
            self.rest += 1
            self.open_for[", ".join(sorted(lacking))] += 1
        else:
            self.interval += 1

    @property
    def pairs(self) -> int:
        """Return the number of pairs."""
        return self.decided + self.interval + self.rest


def tested(provision: Provision) -> set[str]:
    """Return the quantities of compute of a model that the condition of a provision tests."""
    if "Model" not in provision.reaches or provision.condition is None:
        return set()
    compared = (t for t in tests(provision.condition) if isinstance(t, Compare))
    return {t.path[0].property for t in compared if len(t.path) == 1} & {
        COMPUTE,
        TUNING,
        RUN,
        RATIO,
    }


def tallies(court: Court) -> dict[str, Tally]:
    """Return the tally of each provision that compute triggers, by its id."""
    values = court.world.values
    models = [m for m in court.world.members("Model") if values(m, Step(COMPUTE))]
    found: dict[str, Tally] = {}
    for provision in court.order:
        quantities = {RATIO} & tested(provision) or tested(provision)
        if not quantities:
            continue
        tally = found[provision.id] = Tally()
        for model in models:
            if any(values(model, Step(quantity)) for quantity in quantities):
                tally.count(court.assess(provision, model), set(others(court, provision, model)))
            else:
                tally.untold += 1
    return found


def others(court: Court, provision: Provision, model: str) -> Iterator[str]:
    """Yield what an open verdict lacks beside the interval of compute."""
    for test in court.assess(provision, model).missing:
        if is_interval(court.world, model, test):
            continue
        givers = list(_givers(court, provision, model, test))
        if not givers:
            yield "/".join(compact(step.property).removeprefix(":") for step in test.path)
        for giver in givers:
            yield from others(court, giver, model)


def is_interval(world: World, model: str, test: Test) -> bool:
    """Say whether a test would be decided if the compute of model and original were exact."""
    if not isinstance(test, Compare) or len(test.path) != 1:
        return False
    name = test.path[0].property
    if name in (TUNING, RATIO):
        originals = world.values(model, Step(term("basedOn")))
        return len(originals) == 1 and bool(world.values(originals[0].text, Step(COMPUTE)))
    return name == COMPUTE


def _givers(court: Court, provision: Provision, model: str, test: Test) -> Iterator[Provision]:
    """Yield the provisions, open too, that would give the class of a test."""
    if isinstance(test, Has) and test.path == (Step(CLASSIFIED_AS),):
        for iri in provision.depends_on:
            giver = court.provisions.get(iri)
            gives = giver and set(giver.gives) & set(test.values)
            if giver and gives and court.assess(giver, model).met is None:
                yield giver


def share(found: dict[str, Tally], *, whole: bool = False) -> float:
    """Return the share of pairs that are decided or open for the interval alone.

    With `whole` models of which the tested quantity is not known count as not settled.
    """
    pairs = sum(t.pairs + (t.untold if whole else 0) for t in found.values())
    return sum(t.decided + t.interval for t in found.values()) / pairs


def court(graph: KnowledgeGraph, day: date = AS_OF) -> Court:
    """Return a court over a graph with all that rules infer."""
    return Court(load(graph.engine), world(graph.engine, day))


def main() -> None:
    """Print the shares for what ships."""
    with tempfile.TemporaryDirectory() as folder:
        found = tallies(court(KnowledgeGraph.open(Path(folder) / "store")))
    pairs = sum(t.pairs for t in found.values())
    outcomes = sum(t.outcome_decided for t in found.values())
    print(f"{pairs} pairs of a model with a known compute and a provision that compute triggers")
    print(f"decided, or open for the interval of the compute alone: {share(found):.1%}")
    print(f"the same with models whose tested quantity is unknown: {share(found, whole=True):.1%}")
    print(f"outcome on {AS_OF} decided: {outcomes / pairs:.1%}")
    print("decided / interval / rest / outcome decided, by provision:")
    for name, tally in found.items():
        lacking = "; ".join(f"{n} lack {words}" for words, n in tally.open_for.most_common(3))
        print(
            f"  {name}: {tally.decided} / {tally.interval} / {tally.rest} / "
            f"{tally.outcome_decided}{'; ' if lacking else ''}{lacking}"
        )


if __name__ == "__main__":
    main()
