"""Derived quantities: sums, ratios and limits of known quantities, as intervals.

Where a value is known with bounds only, so is what is computed from it; nothing is sharper than
what it rests on. Each result says in words how it came about. That training compute counts in the
original model is how Epoch AI keeps its data (epoch.ai/data/ai-models-documentation/estimation).
"""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.law.conditions import Step
from kg.law.world import Extra, Known, World
from kg.names import NAMESPACES, term
from kg.triples import node

Interval = tuple[float | None, float | None]
"""A lower and an upper bound; None where there is none."""

Bound = dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]
"""Terms that stand for variables of a query."""

COMPUTE, FINE_TUNING = term("trainingCompute"), term("fineTuningCompute")
BASED_ON, RELEASE = term("basedOn"), term("releaseDate")


def added(one: Interval, other: Interval) -> Interval:
    """Return the interval of all sums.

    >>> added((1.0, 2.0), (10.0, None))
    (11.0, None)
    """
    (low, high), (low2, high2) = one, other
    return (
        None if low is None or low2 is None else low + low2,
        None if high is None or high2 is None else high + high2,
    )


def remaining(whole: Interval, part: Interval) -> Interval:
    """Return the interval of what is left of a whole without a part; never below nothing.

    >>> remaining((3.0, 5.0), (1.0, 4.0))
    (0.0, 4.0)
    """
    (low, high), (least, most) = whole, part
    left = 0.0 if low is None or most is None else max(0.0, low - most)
    return left, None if high is None else max(0.0, high - (least or 0.0))


def quotient(top: Interval, bottom: Interval) -> Interval:
    """Return the interval of all quotients of quantities that are not negative.

    >>> quotient((2.0, 3.0), (4.0, 8.0)), quotient((2.0, 3.0), (0.0, 8.0))
    ((0.25, 0.75), (0.25, None))
    """
    (low, high), (least, most) = top, bottom
    return (
        0.0 if low is None or not most else low / most,
        None if high is None or not least else high / least,
    )


def derived(world: World, things: Iterable[str] | None = None) -> Extra:
    """Return what can be computed from what a world knows, for things without a stated value.

    `things` restricts it to some things; without it all are taken.
    """
    found: Extra = {}
    if things is None:
        models, chips = world.members("Model"), world.members("Accelerator")
    else:
        of = {thing: world.classes(thing) for thing in things}
        models = [thing for thing, classes in of.items() if "Model" in classes]
        chips = [thing for thing, classes in of.items() if "Accelerator" in classes]
    partial = _partial(world, models)
    for model in models:
        found.update(_of_model(world, model, whole=model not in partial))
    for chip in chips:
        found.update(_of_chip(world, chip))
    return {
        (thing, name): known
        for (thing, name), known in found.items()
        if not world.values(thing, Step(name))
    }


def not_yet(world: World, things: Iterable[str] | None = None) -> Extra:
    """Return what a release after the day of a world denies: that the model could be had by then.

    It goes before what rules infer from how the model can be had, which they read without its day.
    """
    found: Extra = {}
    for model in world.members("Model") if things is None else things:
        for released in world.values(model, Step(RELEASE))[:1]:
            if released.low is not None and released.low > world.day.toordinal():
                why = f"computed: it could not be had before {released.text}"
                for name in ("placedOnEuMarket", "availableToCalifornians"):
                    found[model, term(name)] = [Known("false", why=why)]
    return found


PRE_TRAINING_ONLY = """
SELECT DISTINCT ?model WHERE {
  ?fact rdf:predicate :trainingCompute ; rdf:subject ?model ; :note|:method ?words .
  FILTER(CONTAINS(LCASE(?words), "pre-training only"))
}
"""


def _partial(world: World, models: list[str]) -> frozenset[str]:
    """Return those models whose stated compute leaves training out, so that it limits nothing."""
    each: list[Bound] = [{ox.Variable("model"): node(model)} for model in models]
    found = set()
    for bound in each if len(models) < 20 else [{}]:
        rows = world.store.query(PRE_TRAINING_ONLY, prefixes=NAMESPACES, substitutions=bound)
        assert isinstance(rows, ox.QuerySolutions)
        found |= {str(row["model"].value) for row in rows}
    return frozenset(m for m in found if (m, COMPUTE) not in world.assumed)


def _interval(world: World, thing: str, name: str) -> Interval | None:
    """Return the bounds of the one value of a quantity; None where there is none, or several."""
    known = world.values(thing, Step(name))
    return (known[0].low, known[0].high) if len(known) == 1 else None


Pair = tuple[tuple[str, str], list[Known]]


def _of_model(world: World, model: str, *, whole: bool) -> Iterator[Pair]:
    """Yield what follows for a model; `whole` where its compute is that of all its training."""
    total = _interval(world, model, COMPUTE) if whole else None
    if total and total[1] is not None:
        why = "computed: no run takes more than all training together"
        yield (model, term("singleRunCompute")), [Known("", 0.0, total[1], why)]
    tuning = _interval(world, model, FINE_TUNING)
    originals = world.values(model, Step(BASED_ON))
    original = _interval(world, originals[0].text, COMPUTE) if len(originals) == 1 else None
    if not tuning and total:
        if original:
            tuning = remaining(total, original)
            why = "computed: all training, less that of the original model"
        else:
            tuning = (0.0, total[1])
            why = "computed: a modification takes no more than all training together"
        yield (model, FINE_TUNING), [Known("", *tuning, why)]
    if tuning and original:
        why = "computed: training compute of the modification over that of the original model"
        ratio = quotient(tuning, original)
        yield (model, term("modificationComputeRatio")), [Known("", *ratio, why)]
    yield from _days(world, model)


def _days(world: World, model: str) -> Iterator[Pair]:
    """Yield days that a release date bounds: what comes after it came no earlier."""
    for released in world.values(model, Step(RELEASE))[:1]:
        why = "computed: on the day of its release or, if modified, later"
        on = Known(released.text, released.low, None, why)
        yield (model, term("releasedOrModifiedOn")), [on]
        if released.high is not None and released.high <= world.day.toordinal():
            over = Known("false", why="computed: it was released by that day, its training is over")
            yield (model, term("trainingWithinSixMonths")), [over]
        latest = _earliest_weights(world, model)
        why = "computed: not before the first day on which it could be had"
        if latest and latest.high is not None:
            why += f", and not after its weights were published ({latest.text})"
        on = Known(released.text, released.low, latest.high if latest else None, why)
        yield (model, term("placedOnEuMarketOn")), [on]


def _earliest_weights(world: World, model: str) -> Known | None:
    """Return the first day on which weights were published, if that placed the model."""
    placed = [k.text for k in world.values(model, Step(term("placedOnEuMarket")))]
    if placed != ["true"]:
        return None
    days = [
        day
        for release in world.values(model, Step(term("release")))
        if term("WeightsRelease") in _texts(world, release.text, "form")
        for day in world.values(release.text, Step(RELEASE))
    ]
    return min(days, key=lambda day: day.text, default=None)


def _texts(world: World, thing: str, name: str) -> list[str]:
    return [known.text for known in world.values(thing, Step(term(name)))]


def _of_chip(world: World, chip: str) -> Iterator[Pair]:
    memory = _interval(world, chip, term("memoryBandwidth"))
    links = _interval(world, chip, term("interconnectBandwidth"))
    if memory and links:
        why = "computed: memory bandwidth and interconnect bandwidth together"
        both = Known("", *added(memory, links), why)
        yield (chip, term("memoryAndInterconnectBandwidth")), [both]
