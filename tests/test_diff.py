"""Diff: changed outcomes between days, states of knowledge and stores, each with its cause."""

import json
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from kg import KnowledgeGraph, build
from kg.cli.group import cli
from kg.errors import UnknownName
from kg.law.court import assessments
from kg.law.diff import Diff, Side, diff
from kg.law.rows import Row
from kg.model import Iri, Object, Quantity, Source, Statement, Text
from kg.names import NAMESPACES, mint, rdf, term

TODAY = date(2026, 11, 1)
WEIGHTS = "us-bis-ai-diffusion.4E091"
PRESUMED, GENERAL = "eu-ai-act.art51-2", "eu-gpai-guidelines.indicative-gpai"


def days(store: ox.Store, one: str, other: str, *, regime: str = "", thing: str = "") -> Diff:
    before, after = (Side(store, date.fromisoformat(day), TODAY) for day in (one, other))
    return diff(before, after, regime=regime or None, thing=thing or None)


# ---------------------------------------------------------------- law


def test_the_diffusion_rule_stops_being_enforced_because_of_the_law(graph: KnowledgeGraph) -> None:
    rows = {r["provision"]: r for r in days(graph.engine, "2025-05-12", "2025-05-14").rows()}
    assert set(rows) == {WEIGHTS, "us-bis-ai-diffusion.3A090a-worldwide"}
    row = rows[WEIGHTS]
    assert (row["thing"], row["iri"]) == ("", None)
    assert (row["before"], row["after"]) == (
        "in force, not applying yet", "on the books, not enforced",
    )  # fmt: skip
    assert row["cause"] == "law"
    assert "not enforced from 2025-05-13" in row["detail"]
    assert "rescission announced 2025-05-13 (BIS press release" in row["detail"]


def test_the_whole_story_of_the_diffusion_rule(graph: KnowledgeGraph) -> None:
    told = []
    story = ["2025-01-12", "2025-01-13", "2025-05-12", "2025-05-13", "2025-05-15", "2026-11-01"]
    for one, other in pairwise(story):
        rows = days(graph.engine, one, other, regime="us-bis-ai-diffusion").rows()
        told.append([(r["before"], r["after"]) for r in rows if r["provision"] == WEIGHTS])
    assert told == [
        [("not made yet", "in force, not applying yet")],
        [],
        [("in force, not applying yet", "on the books, not enforced")],
        [],
        [],
    ]


def test_outcomes_that_a_day_of_the_law_changed(graph: KnowledgeGraph) -> None:
    found = days(graph.engine, "2025-08-01", "2025-08-02", regime="eu-ai-act", thing="Grok 4")
    rows = {r["provision"]: r for r in found.rows()}
    assert rows[PRESUMED]["before"] == "does not apply"
    assert rows[PRESUMED]["after"] == "applies"
    assert rows[PRESUMED]["cause"] == "law"
    assert "applies from 2025-08-02" in rows[PRESUMED]["detail"]
    assert {r["thing"] for r in rows.values()} == {"Grok 4"}


def test_an_exemption_that_ends_is_the_law(graph: KnowledgeGraph) -> None:
    rows = days(graph.engine, "2027-08-01", "2027-08-02", regime="eu-ai-act").rows()
    freed = [r for r in rows if r["before"] == "does not apply"]
    assert {r["provision"] for r in freed} >= {"eu-ai-act.art52", "eu-ai-act.art53"}
    assert {r["cause"] for r in freed} == {"law"}
    assert all(r["detail"].startswith("an exemption ends on 2027-08-02") for r in freed)


def test_an_exemption_that_begins_is_told_though_it_reaches_no_thing(graph: KnowledgeGraph) -> None:
    regime = "us-bis-anthropic-is-informed-2026"
    (row,) = days(graph.engine, "2026-06-25", "2026-06-26", regime=regime).rows()
    assert (row["thing"], row["before"], row["after"]) == ("", *["in force and applying"] * 2)
    assert row["detail"].startswith("an exemption begins on 2026-06-26: Mythos 5 for listed")


def test_a_release_is_a_fact(graph: KnowledgeGraph) -> None:
    found = days(graph.engine, "2026-06-08", "2026-06-09", thing="Claude Fable 5")
    rows = [r for r in found.rows() if r["thing"]]
    assert {(r["before"], r["cause"]) for r in rows} == {("not released yet", "fact")}
    assert all("was released on 2026-06-09" in r["detail"] for r in rows)


def test_all_that_changed_is_listed_and_nothing_else(graph: KnowledgeGraph) -> None:
    one, other = "2025-12-31", "2026-01-01"
    listed = {
        (r["provision"], r["iri"]): (r["before"], r["after"])
        for r in days(graph.engine, one, other).rows()
        if r["iri"] and r["before"] != "not released yet"
    }
    sides = []
    for day in (one, other):
        _, found = assessments(graph.engine, as_of=date.fromisoformat(day))
        sides.append({(a.provision.id, a.thing): a.outcome for a in found})
    before, after = sides
    expected = {
        key: (str(before[key]), str(after[key])) for key in before if before[key] is not after[key]
    }
    assert listed == expected
    assert {p.partition(".")[0] for p, _ in listed} >= {"us-ca-sb53"}


def test_the_other_way_round_is_the_mirror(graph: KnowledgeGraph) -> None:
    there, back = (
        {(r["provision"], r["iri"]): (r["before"], r["after"]) for r in found.rows()}
        for found in (
            days(graph.engine, "2025-08-01", "2025-08-02", thing="Grok 4"),
            days(graph.engine, "2025-08-02", "2025-08-01", thing="Grok 4"),
        )
    )
    assert there
    assert back == {key: (after, before) for key, (before, after) in there.items()}


def test_the_same_days_change_nothing(graph: KnowledgeGraph) -> None:
    assert not days(graph.engine, "2025-05-12", "2025-05-12").differences


def test_unknown_names_are_refused(graph: KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match="Nonesuch"):
        days(graph.engine, "2025-05-12", "2025-05-14", thing="Nonesuch")
    with pytest.raises(UnknownName, match="nothing is called 'eu-act-of-ai'"):
        days(graph.engine, "2025-05-12", "2025-05-14", regime="eu-act-of-ai")


# ---------------------------------------------------------------- facts and revisions


def revision(
    issued: str, *models: tuple[str, float, str], name: str = "tracker"
) -> list[Statement]:
    """Return what one edition of a source says: models with compute and release date."""
    src = Source(
        id="tracker",
        title="tracker",
        issued=date.fromisoformat(issued),
        licence="CC-BY-4.0",
        location="tracker.csv",
        sha256=sha256(issued.encode()).hexdigest(),
        kind="dataset",
    )
    said = []
    for label, compute, released in models:
        flop = Quantity(value=compute, unit=Iri(NAMESPACES["unit"] + "FLOP"), verbatim=str(compute),
                        low=compute, high=compute)  # fmt: skip
        facts: dict[str, Object] = {
            rdf("rdf:type"): term("Model"),
            rdf("rdfs:label"): Text(label),
            term("trainingCompute"): flop,
            term("outputModality"): Text("text"),
            term("releaseDate"): date.fromisoformat(released),
        }
        said += [
            Statement(subject=mint("model", label), predicate=Iri(p), object=o, source=src)
            for p, o in facts.items()
        ]
    return said


OLD = revision("2026-01-01", ("Heron", 9e24, "2025-06-01"), ("Plover", 2e24, "2025-06-01"),
               ("Godwit", 9e24, "2025-09-01"), ("Whimbrel", 4e25, "2025-09-01"))  # fmt: skip
NEW = revision(
    "2026-03-01",
    ("Heron", 2e25, "2025-06-01"),
    ("Plover", 2e24, "2025-06-01"),
    ("Godwit", 2e25, "2025-09-01"),
    ("Dunlin", 3e25, "2025-10-01"),
)


@pytest.fixture(scope="module")
def tracked() -> ox.Store:
    """Return a graph in memory with two editions of one source."""
    held = ox.Store()
    for said in (OLD, NEW):
        build.write_revision(held, said[0].source, said)
    build.derive(held)
    return held


@pytest.fixture(scope="module")
def sides(tracked: ox.Store) -> tuple[ox.Store, ox.Store]:
    """Return the graphs that were known after either edition."""
    before, after = (build.as_known(tracked, day) for day in (FEBRUARY, APRIL))
    return before, after


FEBRUARY, APRIL = date(2026, 2, 1), date(2026, 4, 1)
Sides = tuple[ox.Store, ox.Store]


def learnt(sides: Sides, one: date = TODAY, other: date = TODAY) -> dict[tuple[str, str], Row]:
    """Return what the newer edition changes, by thing and provision."""
    before, after = sides
    found = diff(Side(before, one, FEBRUARY), Side(after, other, APRIL))
    return {(row["thing"], row["provision"]): row for row in found.rows()}


def test_a_changed_fact_is_named_with_the_revision_that_brought_it(sides: Sides) -> None:
    rows = learnt(sides)
    row = rows["Heron", PRESUMED]
    assert (row["before"], row["after"], row["cause"]) == ("does not apply", "applies", "fact")
    assert row["detail"].startswith("training compute of Heron: 9e24, then 2e25 (source:tracker/")
    (brought,) = row["revisions"]
    assert brought.startswith(NAMESPACES["source"] + "tracker/2026-03-01-")
    assert (row["known_at_before"], row["known_at_after"]) == (FEBRUARY, APRIL)
    assert not [thing for thing, _ in rows if thing == "Plover"]
    assert ("Heron", GENERAL) not in rows


def test_a_duty_that_rests_on_a_changed_class_names_the_fact(sides: Sides) -> None:
    row = learnt(sides)["Godwit", "eu-ai-act.art55"]
    assert row["cause"] == "fact"
    assert "training compute of Godwit: 9e24, then 2e25" in row["detail"]


def test_a_thing_that_a_revision_brought(sides: Sides) -> None:
    rows = learnt(sides)
    row = rows["Dunlin", PRESUMED]
    assert (row["before"], row["after"]) == ("not in the graph", "applies")
    assert row["cause"] == "source revision"
    assert row["detail"].startswith("Dunlin came with source:tracker/2026-03-01-")
    assert "does not apply" not in {r["after"] for (t, _), r in rows.items() if t == "Dunlin"}
    before, after = sides
    back = diff(Side(after, TODAY, APRIL), Side(before, TODAY, FEBRUARY), thing="Dunlin")
    gone = {r["provision"]: r for r in back.rows()}
    assert (gone[PRESUMED]["before"], gone[PRESUMED]["after"]) == ("applies", "not in the graph")
    assert gone[PRESUMED]["cause"] == "source revision"
    assert {row["thing"] for row in gone.values()} == {"Dunlin"}


def test_knowing_the_same_changes_nothing(tracked: ox.Store, sides: Sides) -> None:
    later = date(2026, 2, 20)
    same = build.as_known(tracked, later)
    assert not diff(Side(sides[0], TODAY, FEBRUARY), Side(same, TODAY, later)).differences


def test_a_thing_that_a_newer_revision_left_out(sides: Sides) -> None:
    row = learnt(sides)["Whimbrel", PRESUMED]
    assert (row["before"], row["after"]) == ("applies", "not in the graph")
    assert row["detail"].startswith("Whimbrel stood in source:tracker/2026-01-01-")
    assert ", and no longer in source:tracker/2026-03-01-" in row["detail"]
    assert [r.rpartition("/")[2][:10] for r in row["revisions"]] == ["2026-03-01"]


def test_facts_and_law_are_told_apart(sides: Sides) -> None:
    early = date(2025, 8, 1)  # the provision applies from the next day on
    # The new number alone changes nothing on a day on which the provision does not apply.
    assert learnt(sides, early, TODAY)["Heron", PRESUMED]["cause"] == "law"
    assert ("Heron", PRESUMED) not in learnt(sides, TODAY, early)
    assert learnt(sides)["Heron", PRESUMED]["cause"] == "fact"


# ---------------------------------------------------------------- command line


Kg = Callable[..., Result]


@pytest.fixture
def kg(built: Path) -> Kg:
    """Run the command line in this process, on the store of what ships."""

    def run(*args: str) -> Result:
        return CliRunner().invoke(cli, args, env={"KG_STORE": str(built)})

    return run


def test_the_command_tells_days_and_causes(kg: Kg) -> None:
    result = kg("diff", "--from", "2025-05-12", "--to", "2025-05-14", "-f", "json")
    assert result.exit_code == 0, result.output
    assert {row["cause"] for row in json.loads(result.stdout)} == {"law"}
    assert "before: as of 2025-05-12" in result.stderr
    assert "0 outcomes and 2 provisions alone changed; cause: law 2" in result.stderr
    same = kg("diff", "--from", "2025-05-12", "--to", "2025-05-12", "--fail-empty")
    assert same.exit_code == 3
    assert "nothing changed: both sides are the same" in same.stderr


def test_two_stores(kg: Kg, tmp_path: Path) -> None:
    one, other = tmp_path / "old", tmp_path / "new"
    build.add(one, OLD)
    build.add(other, [*OLD, *NEW])
    result = kg("diff", "--store-a", str(one), "--store-b", str(other), "--as-of", "2026-11-01",
                "--thing", "Heron", "-f", "json")  # fmt: skip
    assert result.exit_code == 0, result.output
    rows = {row["provision"]: row for row in json.loads(result.stdout)}
    assert rows[PRESUMED]["cause"] == "fact"
    assert "9e24, then 2e25" in rows[PRESUMED]["detail"]


def test_bad_input_is_one_sentence(kg: Kg, tmp_path: Path) -> None:
    for args, words in (
        ((), "say what to compare"),
        (("--from", "2025-13-01"), "is not a day"),
        (("--store-a", str(tmp_path / "none")), "no store here"),
        (("--from", "2025-05-12", "--thing", "Nonesuch"), "nothing is called 'Nonesuch'"),
    ):
        result = kg("diff", *args)
        assert result.exit_code in (1, 2)
        assert words in result.stderr
        assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "none").exists()
