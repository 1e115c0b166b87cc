"""Sweeps against brute force over the facts, months by hand, and overlaps as sets."""

import csv
import io
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from kg import KnowledgeGraph, assets
from kg.cli.group import cli
from kg.errors import BadQuery, UnknownName
from kg.law.measured import measured, quantity
from kg.law.overlap import definitions, jaccard
from kg.law.sweep import Counted, by_year, months, sweep, thresholds
from kg.names import NAMESPACES, term

Kg = Callable[..., Result]
DAY = date(2026, 11, 1)
COMPUTE = term("trainingCompute")
GRID = thresholds(1e23, 1e27, 17)
PREFIXES = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in NAMESPACES.items())

SMALL = """
regime:old a :Regime ; :shortName "Old" ; :event [ a :Signed ; :on "2023-10-30"^^xsd:date ] .
regime:old.p a :Provision ; :partOf regime:old ; :reaches :Model ;
    :inForceFrom "2024-01-01"^^xsd:date ; :appliesFrom "2025-01-01"^^xsd:date ;
    :condition [ sh:path :trainingCompute ; sh:minExclusive 1e25 ] .
regime:new.p a :Provision ; :partOf regime:old ; :reaches :Model ;
    :appliesFrom "2024-07-01"^^xsd:date ;
    :condition [ sh:path :trainingCompute ; sh:minInclusive 1e25 ] .
regime:bill a :Regime ; :shortName "Bill" ; :event [ a :Introduced ; :on "2024-03-01"^^xsd:date ] ,
    [ a :Vetoed ; :on "2024-09-01"^^xsd:date ] .
regime:bill.p a :Provision ; :partOf regime:bill ; :reaches :Model ;
    :condition [ sh:and ( [ sh:path :classifiedAs ; sh:hasValue :FoundationModel ]
                          [ sh:path :trainingCompute ; sh:minExclusive 1e26 ] ) ] .
regime:under.p a :Provision ; :partOf regime:old ; :reaches :Model ;
    :appliesFrom "2020-01-01"^^xsd:date ;
    :condition [ sh:path :trainingCompute ; sh:maxExclusive 1e24 ] .

model:a a :Model ; :trainingCompute 2e25 ; :releaseDate "2023-12-02"^^xsd:date .
model:b a :Model ; :trainingCompute 2e25 ; :releaseDate "2025-01-01"^^xsd:date .
fact:b a :Fact ; rdf:subject model:b ; rdf:predicate :trainingCompute ; :low 9e24 ; :high 4e25 .
model:c a :Model ; :trainingCompute 3e25 ; :releaseDate "2026-01-01"^^xsd:date .
fact:c a :Fact ; rdf:subject model:c ; rdf:predicate :trainingCompute ; :low 2e25 ; :high 2e26 .
model:exact a :Model ; :trainingCompute 1e25 ; :releaseDate "2022-01-01"^^xsd:date .
model:unknown a :Model ; :releaseDate "2021-01-01"^^xsd:date .
model:undated a :Model ; :trainingCompute 5e26 .
model:later a :Model ; :trainingCompute 5e26 ; :releaseDate "2027-01-01"^^xsd:date .
fact:bracket a :Fact ; rdf:subject model:bracket ; rdf:predicate :trainingCompute ; :low 5e25 .
model:bracket a :Model ; :releaseDate "2026-06-01"^^xsd:date .
"""


@pytest.fixture
def small() -> ox.Store:
    """Return the ontology's kinds of events with a few provisions and models."""
    store = ox.Store()
    for name in ("core.ttl", "control.ttl"):
        store.load(path=str(assets.folder("ontology") / name), format=ox.RdfFormat.TURTLE)
    store.load((PREFIXES + SMALL).encode(), format=ox.RdfFormat.TURTLE)
    return store


@pytest.fixture
def kg(built: Path) -> Kg:
    """Run the command line in this process, on the store of what ships."""

    def run(*args: str) -> Result:
        return CliRunner().invoke(cli, args, env={"KG_STORE": str(built)})

    return run


def total(found: list[Counted], threshold: float) -> Counted:
    """Return the one count at a threshold."""
    return next(c for c in found if c.threshold == threshold)


# ------------------------------------------------------------------ counts


def test_counts_are_those_of_a_brute_force_over_the_facts(graph: KnowledgeGraph) -> None:
    answer = graph.query(
        """SELECT ?m (SAMPLE(?v) AS ?value) (SAMPLE(?l) AS ?low) (SAMPLE(?h) AS ?high) WHERE {
             ?m a :Model
             OPTIONAL { ?m :trainingCompute ?v }
             OPTIONAL { ?f rdf:subject ?m ; rdf:predicate :trainingCompute ; :low ?l }
             OPTIONAL { ?g rdf:subject ?m ; rdf:predicate :trainingCompute ; :high ?h }
             FILTER NOT EXISTS { ?m :releaseDate ?d FILTER(?d > "2026-11-01"^^xsd:date) }
           } GROUP BY ?m"""
    )
    found = sweep(graph.engine, COMPUTE, GRID, as_of=DAY)
    assert len(found) == 17
    for counted in found:
        expected = {"certainly": 0, "possibly": 0, "not_over": 0, "unknown": 0}
        by_estimate = 0
        for row in answer:
            value, low, high = (row[name] for name in ("value", "low", "high"))
            if value is not None and low is None and high is None:
                low = high = value
            by_estimate += isinstance(value, float) and value > counted.threshold
            if low is None and high is None:
                expected["unknown"] += 1
            elif isinstance(low, float) and low > counted.threshold:
                expected["certainly"] += 1
            elif isinstance(high, float) and high <= counted.threshold:
                expected["not_over"] += 1
            else:
                expected["possibly"] += 1
        assert {name: getattr(counted, name) for name in expected} == expected
        assert counted.by_estimate == by_estimate
        assert expected["unknown"] > 50  # what is unknown is much, and never among those under


def test_counts_only_fall_as_the_threshold_rises(graph: KnowledgeGraph) -> None:
    found = sweep(graph.engine, COMPUTE, GRID, as_of=DAY)
    for lower, higher in pairwise(found):
        assert lower.certainly >= higher.certainly
        assert lower.certainly + lower.possibly >= higher.certainly + higher.possibly
        assert lower.unknown == higher.unknown
        assert higher.certainly <= higher.by_estimate <= higher.certainly + higher.possibly
    assert found[0].certainly > found[8].certainly > 0


@pytest.mark.parametrize("by", ["weights", "year"])
def test_groups_add_up_to_all(graph: KnowledgeGraph, by: str) -> None:
    whole = total(sweep(graph.engine, COMPUTE, [1e24], as_of=DAY), 1e24)
    parts = sweep(graph.engine, COMPUTE, [1e24], as_of=DAY, by=by)
    assert len(parts) > 4
    assert len({p.group for p in parts}) == len(parts)
    for name in ("by_estimate", "certainly", "possibly", "not_over", "unknown"):
        assert sum(getattr(p, name) for p in parts) == getattr(whole, name)


def test_a_limit_itself_is_not_over_and_bounds_alone_count(small: ox.Store) -> None:
    at = total(sweep(small, COMPUTE, [1e25], as_of=DAY), 1e25)
    # over: a, c, undated, bracket; straddling: b; not over: exact; not there yet: later
    assert (at.certainly, at.possibly, at.not_over, at.unknown) == (4, 1, 1, 1)
    assert at.by_estimate == 4  # a, b, c, undated: a bracket has no estimate
    assert total(sweep(small, COMPUTE, [1e26], as_of=DAY), 1e26).possibly == 2  # c and bracket


def test_models_come_with_their_day(small: ox.Store) -> None:
    assert len(measured(small, COMPUTE, date(2022, 6, 1))) == 3  # exact, unknown, undated
    assert len(measured(small, COMPUTE, DAY)) == 7


@given(st.floats(1e-9, 1e30), st.floats(1.001, 1e12), st.integers(2, 60))
def test_thresholds_ascend_from_end_to_end(low: float, factor: float, steps: int) -> None:
    found = thresholds(low, low * factor, steps)
    assert len(found) == steps
    assert found == sorted(found)
    assert found[0] == pytest.approx(low)
    assert found[-1] == pytest.approx(low * factor)


def test_round_thresholds_are_exact() -> None:
    assert {1e23, 1e24, 1e25, 1e26, 1e27} <= set(GRID)


# ------------------------------------------------------------------ how limits age


def test_months_from_birth_are_those_by_hand(small: ox.Store) -> None:
    found = {(a.birth.test.value, a.n): a for a in by_year(small, COMPUTE, [1, 2, 3, 4], as_of=DAY)}
    assert sorted({value for value, _ in found}) == [1e25, 1e26]  # 1e24 is an upper limit
    birth = found[1e25, 1].birth
    assert (birth.day, birth.how, birth.provision) == (date(2024, 1, 1), "in force", "old.p")
    # certainly over: a on 2023-12-02, 30 days before; c 731 days after; bracket 882 days after
    assert [found[1e25, n].certainly for n in (1, 2, 3, 4)] == [-1.0, 24.0, 29.0, None]
    # with b, 366 days after: the second may have come a year earlier
    assert [found[1e25, n].possibly for n in (1, 2, 3, 4)] == [-1.0, 12.0, 24.0, 29.0]
    bill = found[1e26, 1]
    assert (bill.birth.day, bill.birth.how) == (date(2024, 3, 1), "proposed")
    # the one certainly over has no day of release; c may be, 671 days after, and so may bracket
    assert (bill.certainly, bill.possibly) == (None, 22.0)
    assert found[1e26, 2].possibly == 27.0
    assert found[1e26, 3].possibly is None


def test_the_limits_of_the_law_have_their_births(graph: KnowledgeGraph) -> None:
    found = {a.birth.test.value: a for a in by_year(graph.engine, COMPUTE, [1], as_of=DAY)}
    assert found[1e26].birth.day == date(2023, 10, 30)  # Executive Order 14110
    assert found[1e25].birth.day == date(2024, 8, 1)  # the AI Act
    assert (found[1e23].certainly or 0) < 0  # old models were over it when it was made
    assert all((a.possibly or 0) <= (a.certainly or 9e9) for a in found.values())


def test_months_count_both_ways() -> None:
    assert months(date(2024, 8, 1), date(2024, 8, 1)) == 0
    assert months(date(2024, 1, 1), date(2026, 1, 1)) == 24
    assert months(date(2026, 1, 1), date(2024, 1, 1)) == -24


# ------------------------------------------------------------------ overlaps

SETS = st.frozensets(st.sampled_from("abcdef"))


@given(SETS, SETS)
def test_jaccard_is_a_share_the_same_both_ways(one: frozenset[str], other: frozenset[str]) -> None:
    share = jaccard(one, other)
    assert share == jaccard(other, one)
    if not one | other:
        assert share is None  # two empty sets are alike in nothing
    else:
        assert share == sum(x in one and x in other for x in "abcdef") / len(one | other)
        assert (share == 1) == (one == other)


def test_definitions_in_force_and_what_they_catch(graph: KnowledgeGraph) -> None:
    found = {d.id: d for d in definitions(graph.engine, as_of=DAY)}
    assert {"eu-ai-act.art51-2", "us-ca-sb53.frontier-model", "us-outbound-850.224k1"} <= set(found)
    assert {d.kind for d in found.values()} == {"compute", "revenue"}
    assert "us-ca-sb1047.covered-i" not in found  # vetoed
    assert "us-ny-raise.frontier-model" not in found  # from 2027
    assert "us-eo-14110.4-2-b-i-general" not in found  # revoked
    for definition in found.values():
        assert definition.certainly <= definition.possibly
    act, order = found["eu-ai-act.art51-2"], found["us-outbound-850.224k1"]
    assert act.certainly == order.certainly != frozenset()  # both over 1e25
    limited = total(sweep(graph.engine, COMPUTE, [1e25], as_of=DAY), 1e25)
    assert len(order.certainly) == limited.certainly
    assert len(order.possibly) == limited.certainly + limited.possibly + limited.unknown


def test_definitions_have_their_days(graph: KnowledgeGraph) -> None:
    then = {d.id for d in definitions(graph.engine, as_of=date(2024, 12, 1))}
    assert "us-eo-14110.4-2-b-i-general" in then
    assert "eu-ai-act.art51-2" not in then
    with pytest.raises(BadQuery, match="2020-01-01"):
        definitions(graph.engine, as_of=date(2020, 1, 1))


# ------------------------------------------------------------------ the command


def table(result: Result) -> list[dict[str, str]]:
    """Return what a command wrote as CSV."""
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_the_command_writes_counts_with_what_they_mean(kg: Kg) -> None:
    result = kg("sweep", "--steps", "5", "--as-of", "2026-11-01")
    rows = table(result)
    assert [float(r["threshold"]) for r in rows] == [1e23, 1e24, 1e25, 1e26, 1e27]
    assert "no source gives a value" in result.stderr
    assert "Coverage:" in result.stderr
    shares = table(kg("sweep", "--by", "weights", "--steps", "2"))
    assert {"open weights", "API access"} <= {r["weights"] for r in shares}


def test_the_matrix_is_symmetric_with_ones_on_its_diagonal(kg: Kg) -> None:
    rows = table(kg("sweep", "--overlap", "--as-of", "2026-11-01"))
    for caught in ("certainly", "possibly"):
        ours = {r["definition"]: r for r in rows if r["caught"] == caught}
        assert len(ours) >= 8
        for a in ours:
            assert ours[a][a] == ("1.0" if int(ours[a]["models"]) else "")
            assert all(ours[a][b] == ours[b][a] for b in ours)
    people = kg("sweep", "--overlap", "--as-of", "2026-11-01", "-f", "md")
    assert "| 1 eu-ai-act.art51-2 |" in people.stdout


def test_months_not_reached_are_empty_and_not_nought(kg: Kg) -> None:
    rows = table(kg("sweep", "--by-year", "--n", "1,5000", "--as-of", "2026-11-01"))
    assert {r["certainly_months"] for r in rows if r["n"] == "5000"} == {""}
    assert all(r["possibly_months"] for r in rows if r["n"] == "1")


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--quantity", "training-computer"], "did you mean training-compute"),
        (["--from", "1e25", "--to", "1e24"], "not from 1e+25 to 1e+24"),
        (["--from", "nan"], "not from nan"),
        (["--from", "0"], "over nought"),
        (["--steps", "1"], "2 to 1000 steps, not 1"),
        (["--quantity", "annual-revenue"], "no model in this graph"),
        (["--as-of", "1950-01-01"], "no model in this graph that was there on 1950-01-01"),
        (["--by-year", "--n", "0"], "first or a later one"),
        (["--by-year", "--n", "one"], "no list of numbers"),
        (["--by-year", "--quantity", "context-window"], "no provision of this graph"),
        (["--by-year", "--overlap"], "ask for one"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_swept_is_told_in_a_sentence(kg: Kg, args: list[str], says: str) -> None:
    result = kg("sweep", *args)
    assert result.exit_code in (1, 2)
    assert says in result.stderr
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1


def test_quantities_are_found_as_people_write_them(small: ox.Store) -> None:
    for name in ("training-compute", "trainingCompute", "training compute", ":trainingCompute"):
        assert quantity(small, name) == COMPUTE
    with pytest.raises(UnknownName):
        quantity(small, "weights")
