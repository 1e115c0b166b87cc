"""The law in columns says what a court says of one thing, for all things and provisions at once."""

import math
import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import polars
import pyoxigraph as ox
import pytest

from kg import KnowledgeGraph, build
from kg.law import columns, tables
from kg.law.assess import REACHED, Court, Outcome
from kg.law.conditions import Compare, Has, Step
from kg.law.conditions import tests as each_test
from kg.law.court import hold
from kg.law.kleene import over
from kg.law.provisions import Provision, load
from kg.law.world import Known, World
from kg.names import rdf, term
from kg.triples import DATE, DOUBLE

DAYS = [date(2023, 12, 1), date(2025, 5, 14), date(2026, 3, 20), date(2026, 11, 1)]
SAID = {Outcome.APPLIES: True, Outcome.NOT: False, Outcome.UNDETERMINED: None}


def by_classes(court: Court) -> Iterator[tuple[list[Provision], list[str]]]:
    """Yield the provisions that reach the same things, with these things."""
    groups = defaultdict(list)
    for provision in court.order:
        groups[frozenset(court.classes(provision))].append(provision)
    for provisions in groups.values():
        yield provisions, court.reached(provisions[0])


def disagreements(court: Court) -> tuple[int, list[str]]:
    """Count the verdicts of a court; list those in which the columns differ."""
    count, found = 0, []
    for provisions, things in by_classes(court):
        outcomes = tables.outcomes(court, provisions, things)
        table = tables.table(court, provisions, things)
        terms = tables.met(table.lazy(), court, provisions).collect()
        assert outcomes["thing"].to_list() == table["thing"].to_list() == things
        for provision in provisions:
            both = zip(outcomes[provision.id].to_list(), terms[provision.id].to_list(), strict=True)
            for thing, mine in zip(things, both, strict=True):
                theirs = court.assess(provision, thing)
                count += 1
                if mine != (SAID[theirs.outcome], theirs.met):
                    found.append(f"{provision.id} {thing}: {mine}, not {theirs.outcome}")
    return count, found


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_columns_and_court_agree_on_all_that_ships(graph: KnowledgeGraph, day: date) -> None:
    count, differ = disagreements(hold(graph.engine, day))
    assert count > 9000
    assert differ == []


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_columns_and_court_agree_on_things_of_every_class(seed: int) -> None:
    engine = build.ontology()
    provisions = load(engine)
    engine.bulk_extend(made_up(list(provisions.values()), random.Random(seed)))
    transfer = "https://example.org/Transfer-1"
    for known_transfer in ("", transfer):
        world = World(engine, date(2026, 11, 1))
        court = Court(provisions, world, transfer=known_transfer)
        count, differ = disagreements(court)
        assert count > 700
        assert differ == []
        outcomes = {a.outcome for a in court.all()}
        assert outcomes == set(Outcome), "facts that decide only one way prove little"


NEVER_UNKNOWN = {rdf("rdf:type"), term("developedBy"), term("classifiedAs")}
"""What is complete by rule (kinds, who developed what), or given by provisions unless said."""


@pytest.mark.parametrize("seed", [4, 5, 6, 7])
def test_learning_more_never_changes_an_outcome(seed: int) -> None:
    chance, provisions = random.Random(seed), load(build.ontology())
    facts = list(made_up(list(provisions.values()), chance))
    keys = {
        (q.subject, q.predicate)
        for q in facts
        if q.predicate.value not in NEVER_UNKNOWN and "/fact/" not in q.subject.value
    }
    dropped = set(chance.sample(sorted(keys, key=str), k=len(keys) // 4))
    courts = []
    for said in ([q for q in facts if (q.subject, q.predicate) not in dropped], facts):
        engine = build.ontology()
        engine.bulk_extend(said)
        courts.append(Court(provisions, World(engine, DAYS[-1])))
    less, more = courts
    decided = [a for a in less.all() if a.outcome is not Outcome.UNDETERMINED]
    changed = [
        f"{a.provision.id} {a.thing}: {a.outcome}, then {later.outcome}"
        for a in decided
        if (later := more.assess(a.provision, a.thing)).outcome is not a.outcome
    ]
    assert changed == []
    assert sum(a.outcome is Outcome.APPLIES for a in decided) > 10


def made_up(provisions: list[Provision], chance: random.Random) -> Iterator[ox.Quad]:
    """Yield facts of eight things of each class that a provision reaches, with gaps and bounds."""
    names = sorted({cls for classes in REACHED.values() for cls in classes})
    things = {cls: [f"https://example.org/{cls}-{n}" for n in range(8)] for cls in names}
    facts: dict[tuple[str, str], set[object]] = {}
    for cls, members in things.items():
        for thing in members:
            facts[thing, rdf("rdf:type")] = {ox.NamedNode(term(cls))}
    for provision in provisions:
        conditions = [provision.condition, *(e.condition for e in provision.exemptions)]
        wanted = [test for c in conditions if c for test in each_test(c)]
        for thing in (t for cls in provision.reaches for t in things[cls]):
            for test in wanted:
                here = thing
                for step in test.path[:-1]:
                    kind = "Accelerator" if "item" in step.property else chance.choice(names)
                    there = chance.choice(things["Model" if step.inverse else kind])
                    ends = (there, here) if step.inverse else (here, there)
                    if chance.random() < 0.7:
                        said = facts.setdefault((ends[0], step.property), set())
                        if len(said) < 2:
                            said.add(ox.NamedNode(ends[1]))
                    here = there
                if chance.random() < 0.6:
                    values = facts.setdefault((here, test.path[-1].property), set())
                    if len(values) < 2 and (value := passing(test, chance)):
                        values.add(value)
    for (subject, name), values in facts.items():
        for value in values:
            yield ox.Quad(ox.NamedNode(subject), ox.NamedNode(name), value)  # type: ignore[arg-type]
        if all(isinstance(v, ox.Literal) and v.datatype == DOUBLE for v in values):
            yield from bounds(subject, name, values, chance)


def passing(test: object, chance: random.Random) -> ox.NamedNode | ox.Literal | None:
    """Return a value that a test may pass, or fail by little."""
    if isinstance(test, Compare) and test.is_day:
        day = date.fromordinal(int(test.value) + chance.choice((-1, 0, 1)))
        return ox.Literal(day.isoformat(), datatype=DATE)
    if isinstance(test, Compare):
        return ox.Literal(str(test.value * chance.choice((0.5, 1, 2))), datatype=DOUBLE)
    if not isinstance(test, Has):
        return None
    value = chance.choice([*test.values, test.values[0]])
    if value == "true":
        return ox.Literal(chance.random() < 0.8)
    return ox.NamedNode(value) if ":" in value else ox.Literal(value)


def bounds(
    subject: str, name: str, values: set[object], chance: random.Random
) -> Iterator[ox.Quad]:
    """Yield a fact that bounds a number, for every other one."""
    if len(values) != 1 or chance.random() < 0.5:
        return
    value = float(next(iter(values)).value)  # type: ignore[attr-defined]
    named = f"{subject.rpartition('/')[2]}-{name.rpartition('#')[2]}"
    fact = ox.NamedNode(f"https://example.org/fact/{named}")
    yield ox.Quad(fact, ox.NamedNode(rdf("rdf:subject")), ox.NamedNode(subject))
    yield ox.Quad(fact, ox.NamedNode(rdf("rdf:predicate")), ox.NamedNode(name))
    for bound, factor in (("low", 1 / 3), ("high", 3.0)):
        number = ox.Literal(str(value * factor), datatype=DOUBLE)
        yield ox.Quad(fact, ox.NamedNode(term(bound)), number)


ONE, TWO = "https://example.org/one", "https://example.org/two"
INFINITE = math.inf


@pytest.mark.parametrize(
    ("first", "second", "comparator", "expected"),
    [
        ((2.0, 3.0), (5.0, 6.0), ">", (2.0, 3.0, False)),
        ((2.0, 3.0), (5.0, 6.0), "<=", (5.0, 6.0, False)),
        ((2.0, 7.0), (3.0, 4.0), ">", (2.0, 4.0, False)),
        ((2.0, 3.0), None, ">", (None, 3.0, False)),
        ((2.0, 3.0), None, "<", (2.0, None, False)),
        ((None, 3.0), (5.0, None), ">=", (None, 3.0, False)),
        (None, None, ">", (None, None, False)),
    ],
)
def test_of_several_values_all_must_pass(
    first: tuple[float | None, float | None] | None,
    second: tuple[float | None, float | None] | None,
    comparator: str,
    expected: tuple[float | None, float | None, bool],
) -> None:
    item, power = term("item"), term("totalProcessingPerformance")
    assumed = {("x:t", item): [Known(ONE), Known(TWO)]}
    for thing, held in ((ONE, first), (TWO, second)):
        if held:
            assumed[thing, power] = [Known("", *held)]
    world = World(ox.Store(), DAYS[0], assumed=assumed)
    test = Compare((Step(item), Step(power)), comparator, 4.0)
    assert tables.bounds(world, "x:t", test) == expected
    row = dict(zip(columns.columns(test), ([value] for value in expected), strict=True))
    frame = polars.DataFrame(row, schema=columns.columns(test))
    answer = frame.select(columns.answer(test)).item()
    assert answer is world.verdict("x:t", test, lambda _, __: None)


def test_what_is_known_to_be_empty_fails_every_limit() -> None:
    test = Compare((Step(term("developedBy"), inverse=True), Step(term("size"))), "<", 4.0)
    world = World(ox.Store(), DAYS[0])
    assert tables.bounds(world, ONE, test) == (INFINITE, INFINITE, False)
    assert world.verdict(ONE, test, lambda _, __: None) is False


def test_a_thing_that_a_provision_does_not_reach_has_no_outcome(graph: KnowledgeGraph) -> None:
    court = hold(graph.engine, DAYS[-1])
    model, chip = court.world.members("Model")[0], court.world.members("Accelerator")[0]
    both = [p for p in court.order if p.id in ("us-ca-sb53.frontier-model", "us-ear-3a090.a")]
    frame = tables.outcomes(court, both, [model, chip])
    assert frame["us-ca-sb53.frontier-model"][1] is None
    assert frame["us-ear-3a090.a"][0] is None
    assert frame["us-ear-3a090.a"][1] is not None


def test_the_probability_column_is_as_exact_as_erfc() -> None:
    chance = random.Random(3)
    rows = []
    for _ in range(2000):
        low = math.exp(chance.uniform(-20, 70))
        high = low * chance.choice([1.0 + 1e-9, 1.01, 2.0, 9.0, 900.0])
        rows.append((low, high, low * (high / low) ** chance.random()))
    for low, high, value in rows[:50]:
        bound = polars.lit(low), polars.lit(high)
        found = polars.select(columns.over(value, *bound)).item()
        assert found == pytest.approx(over(value, low, high), abs=1e-6)
    frame = polars.DataFrame({"low": [r[0] for r in rows], "high": [r[1] for r in rows]})
    column = columns.over(1e25, polars.col("low"), polars.col("high"))
    for found, (low, high, _) in zip(frame.select(column).to_series(), rows, strict=True):
        assert found == pytest.approx(over(1e25, low, high), abs=1e-6)


def test_each_column_is_of_one_test_and_says_of_which(graph: KnowledgeGraph) -> None:
    asked = defaultdict(set)
    for provision in load(graph.engine).values():
        for condition in (provision.condition, *(e.condition for e in provision.exemptions)):
            for test in each_test(condition) if condition else ():
                same = (
                    (test.path, test.comparator[0])
                    if isinstance(test, Compare)
                    else (type(test), test)
                )
                asked[columns.column(test)].add(same)
    assert {name: same for name, same in asked.items() if len(same) > 1} == {}
    assert {
        "trainingCompute.least",
        "classifiedAs = GeneralPurposeModel",
        "item/classifiedAs = Item3A090a",
        "^developedBy/classifiedAs = FrontierModel",
        "destination/inGroup = group:ear-d-5",
        "performanceDensity.greatest",
        "developedBy/headquarters exists",
    } <= set(asked)
