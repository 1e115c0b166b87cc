"""Overlap: how far the definitions in force on a day catch the same models.

A definition is a provision with a lower limit on training compute, on parameters or on a
developer's revenue. One that reaches developers catches the models of those whom it reaches, and
one that reaches transactions is taken by its limit alone, because no transaction is in the graph.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from kg.errors import BadQuery
from kg.law.assess import Court
from kg.law.conditions import Compare, Step, tests
from kg.law.court import hold, later
from kg.law.kleene import Verdict, both, either
from kg.law.provisions import Provision, State, state
from kg.law.sweep import LOWER_LIMITS
from kg.names import term

KINDS = {
    **dict.fromkeys(("trainingCompute", "singleRunCompute"), "compute"),
    "parameters": "parameters",
    **dict.fromkeys(("annualRevenue", "annualRevenueInWon", "aiServiceRevenueInWon",
                     "revenueFromTechnology", "revenueOverThreeYears"), "revenue"),
}  # fmt: skip
"""The quantities by which a definition catches models, with the kind of definition."""
_KIND: dict[str, str] = {term(name): kind for name, kind in KINDS.items()}
CONCERNS, MADE_BY = term("concernsModel"), Step(term("developedBy"))


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition with the models that it certainly catches, and all that it may catch."""

    id: str
    kind: str
    certainly: frozenset[str]
    possibly: frozenset[str]


def jaccard(one: frozenset[str], other: frozenset[str]) -> float | None:
    """Return the share of what either holds that both hold; None where neither holds anything.

    >>> jaccard(frozenset("ab"), frozenset("bc")), jaccard(frozenset(), frozenset())
    (0.3333333333333333, None)
    """
    either_ = len(one | other)
    return len(one & other) / either_ if either_ else None


def definitions(store: ox.Store, *, as_of: date) -> list[Definition]:
    """Return the definitions in force and applying on a day, by kind and id.

    Raise `BadQuery` where there are none, or no models.
    """
    court = hold(store, as_of)
    models = [m for m in court.world.members("Model") if not later(court, m)]
    if not models:
        raise BadQuery(f"no model in this graph was there on {as_of}; add some with: kg ingest")
    chosen = [p for p in court.order if _limits(p) and state(p, as_of)[0] is State.EFFECTIVE]
    if not chosen:
        raise BadQuery(f"no definition by compute, parameters or revenue applied on {as_of}")
    found = [_definition(court, p, models) for p in chosen]
    return sorted(found, key=lambda d: (d.kind, d.id))


def _limits(provision: Provision) -> list[Compare]:
    """Return the lower limits by which a provision defines what it catches."""
    parts = tests(provision.condition) if provision.condition else ()
    return [
        test
        for test in parts
        if isinstance(test, Compare)
        and test.comparator in LOWER_LIMITS
        and test.path[-1].property in _KIND
    ]


def _definition(court: Court, provision: Provision, models: Iterable[str]) -> Definition:
    verdicts = {model: _caught(court, provision, model) for model in models}
    return Definition(
        provision.id,
        _KIND[_limits(provision)[0].path[-1].property],
        frozenset(m for m, caught in verdicts.items() if caught),
        frozenset(m for m, caught in verdicts.items() if caught is not False),
    )


def _caught(court: Court, provision: Provision, model: str) -> Verdict:
    """Say whether a definition catches a model, by its own terms."""
    if court.reaches(provision, model):
        return court.assess(provision, model).met
    makers = [known.text for known in court.world.values(model, MADE_BY)]
    if {"Developer", "Actor"} & set(provision.reaches):
        reached = [m for m in makers if court.reaches(provision, m)]
        met = [court.assess(provision, maker).met for maker in reached]
        return either(met if makers else [None])
    given = court.given(provision)
    return both(
        [court.world.verdict(model, test, given) for test in _of_concerned(_limits(provision))]
        or [None]
    )


def _of_concerned(limits: Iterable[Compare]) -> Iterator[Compare]:
    """Yield the limits on the model that a transaction concerns, as limits on that model."""
    for test in limits:
        if test.path[0].property == CONCERNS and len(test.path) > 1:
            yield Compare(test.path[1:], test.comparator, test.value, unit=test.unit)
