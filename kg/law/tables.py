"""Tables: the provisions of a court over many things at once, in one polars query.

`table` asks the world what each test asks, a row for each thing; `met` adds the verdict of each
provision, after those of the provisions on which it rests. A court says the same of one thing.
"""

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING

from kg.law import columns
from kg.law.assess import Court
from kg.law.conditions import Compare, Condition, Has, Test, tests
from kg.law.kleene import Verdict
from kg.law.provisions import Provision, State, state
from kg.law.world import CLASSIFIED_AS, World

if TYPE_CHECKING:
    import polars as pl

THING = "thing"


def outcomes(court: Court, provisions: list[Provision], things: list[str]) -> "pl.DataFrame":
    """Return what provisions come to for things: a row a thing, a column a provision, by id.

    True: it applies; False: it does not; null: undetermined, or a thing that it does not reach.
    """
    import polars as pl

    chosen = [
        pl.when(_reached(court, provision)).then(_outcome(court, provision)).alias(provision.id)
        for provision in provisions
    ]
    frame = met(table(court, provisions, things).lazy(), court, provisions)
    return frame.select(THING, *chosen).collect()


def table(court: Court, provisions: Iterable[Provision], things: list[str]) -> "pl.DataFrame":
    """Return a row for each thing with what the conditions of provisions ask of it.

    The columns are `thing`, those of `columns.columns` for each test, `is <class>` for each class
    that a provision reaches, and, for a test of the class of another thing (a developer's model),
    one for the provision that asks.
    """
    import polars as pl

    found: dict[str, pl.Series] = {THING: pl.Series(THING, things, pl.String)}
    kinds = {thing: court.world.classes(thing) for thing in things}
    for provision in _with_grounds(court, provisions):
        for cls in court.classes(provision):
            name = f"is {cls}"
            if name not in found:
                inside = [not of or cls in of for of in kinds.values()]
                found[name] = pl.Series(name, inside, pl.Boolean)
        for test in asked(court, provision):
            name = _elsewhere(provision, test) or columns.column(test)
            if name in found or f"{name}.low" in found:
                continue
            if _elsewhere(provision, test):
                answers = (court.values(provision, thing)(test) for thing in things)
                found[name] = pl.Series(name, answers, pl.Boolean)
            elif isinstance(test, Compare):
                rows = [bounds(court.world, thing, test) for thing in things]
                for place, (part, kind) in enumerate(columns.columns(test).items()):
                    found[part] = pl.Series(part, [row[place] for row in rows], kind)
            else:
                answers = (court.world.verdict(thing, test, _not_given) for thing in things)
                found[name] = pl.Series(name, answers, pl.Boolean)
    return pl.DataFrame(list(found.values()))


def met(frame: "pl.LazyFrame", court: Court, provisions: Iterable[Provision]) -> "pl.LazyFrame":
    """Add whether each provision's terms are met, as a nullable Boolean named by its id.

    Its terms are its condition, and that no exemption lifts it as a whole; its dates do not count.
    """
    ready: set[str] = set()
    waiting = _with_grounds(court, provisions)
    while waiting:
        now = [p for p in waiting if all(g.id in ready for g in _grounds(court, p))]
        frame = frame.with_columns(_met(court, p).alias(p.id) for p in now)
        ready |= {p.id for p in now}
        waiting = [p for p in waiting if p.id not in ready]
    return frame


def bounds(world: World, thing: str, test: Compare) -> tuple[float | None, float | None, bool]:
    """Return the bounds of the quantity that a comparison tests, and whether it is a single one.

    Of several values those of the least, or the greatest; an empty place that the world knows to
    be empty gives bounds that fail every limit.
    """
    ends, complete = world.ends(thing, test.path)
    known = [world.values(end, test.path[-1]) for end in ends]
    values = [value for of_end in known for value in of_end]
    if not values:
        if world.verdict(thing, test, _not_given) is None:
            return None, None, False
        nothing = float("-inf") if test.comparator in (">", ">=") else float("inf")
        return nothing, nothing, False
    certain = complete and all(known)
    lows = [v.low for v in values if v.low is not None]
    highs = [v.high for v in values if v.high is not None]
    low: float | None
    high: float | None
    if test.comparator in (">", ">="):
        low = min(lows) if certain and len(lows) == len(values) else None
        high = min(highs, default=None)
    else:
        low = max(lows, default=None)
        high = max(highs) if certain and len(highs) == len(values) else None
    return low, high, certain and len(values) == 1


def _not_given(_: str, __: str) -> Verdict:
    return None


def _with_grounds(court: Court, provisions: Iterable[Provision]) -> list[Provision]:
    """Return provisions with those on which they rest, in the court's order."""
    wanted: dict[str, Provision] = {}
    waiting = list(provisions)
    while waiting:
        provision = waiting.pop()
        if provision.iri not in wanted:
            wanted[provision.iri] = provision
            waiting += _grounds(court, provision)
    return [p for p in court.order if p.iri in wanted]


def _grounds(court: Court, provision: Provision) -> list[Provision]:
    return [court.provisions[iri] for iri in provision.depends_on if iri in court.provisions]


def _conditions(court: Court, provision: Provision) -> list[Condition]:
    """Return the condition of a provision and those of the exemptions tested on the same thing."""
    lifting = [
        e.condition for e in provision.exemptions if court.exempted_as(provision, e, THING) == THING
    ]
    return [condition for condition in (provision.condition, *lifting) if condition]


def asked(court: Court, provision: Provision) -> Iterable[Test]:
    """Yield the tests that a table answers; one of several classes comes class by class."""
    for condition in _conditions(court, provision):
        for test in tests(condition):
            if _is_class(test) and not _elsewhere(provision, test):
                yield from _classes(test)
            else:
                yield test


def _is_class(test: Test) -> bool:
    return isinstance(test, Has) and test.path[-1].property == CLASSIFIED_AS


def _classes(test: Test) -> list[Has]:
    return [Has(test.path, (cls,)) for cls in test.values] if isinstance(test, Has) else []


def _elsewhere(provision: Provision, test: Test) -> str:
    """Return the name of the column of a class that another thing must have; else ""."""
    if not _is_class(test) or len(test.path) == 1:
        return ""
    return f"{columns.column(test)} for {provision.id}"


def _known(court: Court, provision: Provision) -> dict[Test, "pl.Expr"]:
    """Return what stands for the tests of a provision that other provisions answer."""
    import polars as pl

    known: dict[Test, pl.Expr] = {}
    for condition in _conditions(court, provision):
        for test in tests(condition):
            if _elsewhere(provision, test):
                known[test] = pl.col(_elsewhere(provision, test))
            elif _is_class(test):
                known[test] = reduce(or_, [_given(court, provision, of) for of in _classes(test)])
    return known


def _given(court: Court, provision: Provision, test: Has) -> "pl.Expr":
    """Return whether a thing is in a class: said by a source, else given by other provisions."""
    import polars as pl

    givers = [g for g in _grounds(court, provision) if test.values[0] in g.gives]
    if not givers:
        return columns.answer(test)
    given = [
        _reached(court, giver)
        & (pl.col(giver.id) if giver.regime.iri == provision.regime.iri else _outcome(court, giver))
        for giver in givers
    ]
    return pl.coalesce(columns.answer(test), reduce(or_, given))


def _met(court: Court, provision: Provision) -> "pl.Expr":
    import polars as pl

    known = _known(court, provision)
    parts = [pl.lit(None, pl.Boolean)]
    if provision.condition is not None:
        parts = [columns.verdict(provision.condition, known)]
    for exemption in provision.exemptions:
        if not exemption.whole or not exemption.stands(court.world.day):
            continue
        if exemption.condition and court.exempted_as(provision, exemption, THING) == THING:
            parts.append(~columns.verdict(exemption.condition, known))
        else:
            lifted = court.exempts(provision, exemption, THING)
            parts.append(~pl.lit(lifted, pl.Boolean))
    return reduce(and_, parts)


def _reached(court: Court, provision: Provision) -> "pl.Expr":
    import polars as pl

    return reduce(or_, [pl.col(f"is {cls}") for cls in sorted(court.classes(provision))])


def _outcome(court: Court, provision: Provision) -> "pl.Expr":
    import polars as pl

    terms = pl.col(provision.id)
    now, _ = state(provision, court.world.day)
    if now is State.EFFECTIVE:
        return terms
    if now is State.OPEN:
        return terms & pl.lit(None, pl.Boolean)
    return pl.lit(False)
