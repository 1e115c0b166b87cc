"""Columns: a condition as one polars expression, for tables with a row for each thing.

What a condition asks stands in columns that are named after its tests: a comparison has two of
Float64, the bounds of the quantity; every other test has one nullable Boolean, null where it is
not known. An expression made here is a nullable Boolean too, because polars' `&`, `|` and `~` are
Kleene's; it is what `kg.law.kleene.holds` returns, a column at a time.
"""

from collections.abc import Iterator, Mapping
from functools import reduce
from itertools import product
from math import log, sqrt
from operator import add, and_, mul, or_
from typing import TYPE_CHECKING

from kg.law.conditions import All, Any, Compare, Condition, Has, Not, Path, Test, tests
from kg.law.kleene import Z90
from kg.names import compact

if TYPE_CHECKING:
    import polars as pl

Known = Mapping[Test, "pl.Expr"]
"""Expressions that stand for tests, instead of their columns."""


def column(test: Test) -> str:
    """Return the name of a test's column; of a comparison, what the names of its columns share.

    Where a quantity has several values all must pass, so the least is tested against a lower
    limit and the greatest against an upper one.

    >>> from kg.law.conditions import Step
    >>> from kg.names import term
    >>> compute = (Step(term("trainingCompute")),)
    >>> column(Compare(compute, ">", 1e25)), column(Has(compute, ("true",)))
    ('trainingCompute.least', 'trainingCompute = true')
    """
    path = "/".join(("^" if s.inverse else "") + _short(s.property) for s in test.path)
    if isinstance(test, Compare):
        return f"{path}.{'least' if test.comparator in ('>', '>=') else 'greatest'}"
    if isinstance(test, Has):
        return f"{path} {'all in' if test.every else '='} {', '.join(map(_short, test.values))}"
    return f"{path} exists"


def columns(test: Test) -> dict[str, "pl.DataType"]:
    """Return the names of a test's columns with their types.

    A comparison has a third, `.single`, which only the probability reads: whether the bounds are
    those of one quantity, so that it can be said how likely it lies where between them.
    """
    import polars as pl

    name = column(test)
    if isinstance(test, Compare):
        return {
            f"{name}.low": pl.Float64(),
            f"{name}.high": pl.Float64(),
            f"{name}.single": pl.Boolean(),
        }
    return {name: pl.Boolean()}


def verdict(condition: Condition, known: Known | None = None) -> "pl.Expr":
    """Return a condition's verdict as a nullable Boolean; `known` stands in for some tests."""
    if isinstance(condition, All):
        return reduce(and_, [verdict(part, known) for part in condition.parts])
    if isinstance(condition, Any):
        return reduce(or_, [verdict(part, known) for part in condition.parts])
    if isinstance(condition, Not):
        return ~verdict(condition.part, known)
    return known[condition] if known and condition in known else answer(condition)


def answer(test: Test) -> "pl.Expr":
    """Return the verdict of one test, from its own columns."""
    import polars as pl

    name = column(test)
    if not isinstance(test, Compare):
        return pl.col(name)
    low, high, value = pl.col(f"{name}.low"), pl.col(f"{name}.high"), test.value
    yes, no = {
        ">": (low > value, high <= value),
        ">=": (low >= value, high < value),
        "<": (high < value, low >= value),
        "<=": (high <= value, low > value),
    }[test.comparator]
    return pl.when(yes).then(True).when(no).then(False)


# ---------------------------------------------------------------- probability


def chances(condition: Condition, known: Known | None = None) -> list["pl.Expr"]:
    """Return the columns that `probability` reads: the chance of each test, null where unknown."""
    return [
        _chance(test, known).alias(_chance_of(test)) for test in dict.fromkeys(tests(condition))
    ]


def probability(condition: Condition, known: Known | None = None) -> "pl.Expr":
    """Return the probability that a condition holds as a Float64, as `kleene.probability` does.

    The frame must have the columns of `chances`. An unknown chance lies between 0 and 1; where
    that leaves the whole open, it is null.
    """
    import polars as pl

    decided = verdict(condition, known).cast(pl.Float64)
    least, most = (_total(condition, unknown) for unknown in (0.0, 1.0))
    return pl.coalesce(decided, pl.when(least == most).then(least))


def _total(condition: Condition, unknown: float) -> "pl.Expr":
    """Return the least (`unknown` 0) or the greatest (1) that the probability can be.

    Different quantities are independent. One that stands in several tests is divided at their
    limits, and the parts in which it may lie are summed.
    """
    import polars as pl

    parts = []
    for places in product(*(_places(shared) for shared in _shared(condition))):
        fixed = {test: chance for _, given in places for test, chance in given.items()}
        whole = _combined(condition, fixed, unknown)
        parts.append(reduce(mul, [weight for weight, _ in places], whole))
    return reduce(add, parts) + pl.lit(0.0)


def _combined(condition: Condition, fixed: Known, unknown: float) -> "pl.Expr":
    import polars as pl

    if isinstance(condition, Not):
        return 1 - _combined(condition.part, fixed, 1 - unknown)
    if isinstance(condition, All):
        return reduce(mul, [_combined(part, fixed, unknown) for part in condition.parts])
    if isinstance(condition, Any):
        return 1 - reduce(mul, [1 - _combined(part, fixed, unknown) for part in condition.parts])
    return fixed.get(condition, pl.col(_chance_of(condition))).fill_null(unknown)


def _shared(condition: Condition) -> list[list[Compare]]:
    """Return the tests of each quantity that stands in more than one place."""
    found: dict[Path, list[Compare]] = {}
    for test in tests(condition):
        if isinstance(test, Compare) and not test.is_day:
            found.setdefault(test.path, []).append(test)
    return [list(dict.fromkeys(same)) for same in found.values() if len(same) > 1]


def _places(shared: list[Compare]) -> Iterator[tuple["pl.Expr", dict[Test, "pl.Expr"]]]:
    """Yield where a quantity may lie between its limits: how likely that is, and what it gives.

    A chance that is not known leaves its limit out; one of 0 or 1 stays what it is.
    """
    import polars as pl

    limits = {test.value: test for test in sorted(shared, key=lambda t: t.value)}
    above: list[pl.Expr] = [pl.lit(1.0)]
    for test in limits.values():
        chance = pl.col(_chance_of(test))
        above.append(pl.coalesce(chance if _is_lower(test) else 1 - chance, above[-1]))
    above.append(pl.lit(0.0))
    for passed in range(len(limits) + 1):
        given: dict[Test, pl.Expr] = {}
        for test in shared:
            chance = pl.col(_chance_of(test))
            here = float((list(limits).index(test.value) < passed) is _is_lower(test))
            given[test] = pl.when((chance > 0) & (chance < 1)).then(here).otherwise(chance)
        yield above[passed] - above[passed + 1], given


def _is_lower(test: Compare) -> bool:
    return test.comparator in (">", ">=")


def _chance_of(test: Test) -> str:
    name = f"chance of {column(test)}"
    return f"{name} {test.comparator} {test.value!r}" if isinstance(test, Compare) else name


def _chance(test: Test, known: Known | None) -> "pl.Expr":
    import polars as pl

    if known and test in known:
        return known[test].cast(pl.Float64)
    decided = answer(test).cast(pl.Float64)
    if not isinstance(test, Compare) or test.is_day:
        return decided
    name = column(test)
    above = over(test.value, pl.col(f"{name}.low"), pl.col(f"{name}.high"))
    open_ = above if _is_lower(test) else 1 - above
    return pl.coalesce(decided, pl.when(pl.col(f"{name}.single")).then(open_))


def over(value: float, low: "pl.Expr", high: "pl.Expr") -> "pl.Expr":
    """Return the probability that quantities in 90 % intervals exceed `value`, where it is open.

    As `kleene.over`, for intervals in which `value` lies. The error is below 1e-7 (Abramowitz and
    Stegun, Handbook of Mathematical Functions, 7.1.26, halved), because polars has no erfc.
    """
    import polars as pl

    if value <= 0:
        return pl.when(low.is_not_null() & high.is_not_null()).then(0.5)
    deviation = (high.log() - low.log()) / (2 * Z90)
    distance = (log(value) - (low.log() + high.log()) / 2) / (deviation * sqrt(2))
    distance = pl.when(deviation > 0).then(distance).otherwise(deviation)  # 0 where they touch
    size = distance.abs()
    t = 1 / (1 + 0.3275911 * size)
    series = reduce(lambda sum_, a: (sum_ + a) * t, _ERFC, pl.lit(0.0))
    tail = series * (-size * size).exp() / 2
    above = pl.when(distance < 0).then(1 - tail).otherwise(tail)
    return pl.when(low <= 0).then(pl.when(high.is_not_null()).then(0.5)).otherwise(above)


_ERFC = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)
"""The coefficients of the formula, from the highest power down."""


def _short(name: str) -> str:
    return compact(name).removeprefix(":")
