"""Answers on the data that ships and on datasets of others, held against tables and dates."""

import csv
from pathlib import Path

import pytest

from kg import KnowledgeGraph, build

LINE, DAY = 1e25, "2026-06-30"
OPEN = ("OpenWeights", "RestrictedOpenWeights", "NonCommercialWeights")


def test_open_weight_models_of_the_curated_facts(graph: KnowledgeGraph) -> None:
    from ingest.curated import location

    with (Path(location()) / "models.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    said: dict[str, dict[str, dict[str, str]]] = {}
    for row in table:
        said.setdefault(row["subject"], {}).setdefault(row["property"], row)
    factors = {"confident": 3.0, "likely": 10.0}
    below, above = {}, {}
    for facts in said.values():
        if "weights" not in facts or facts["rdf:type"]["value"] != "Model":
            continue
        released = facts.get("releaseDate", {"value": ""})["value"]
        if facts["weights"]["value"] not in OPEN or released > DAY:
            continue
        name, compute = facts["rdfs:label"]["value"], facts.get("trainingCompute")
        low, high = None, None
        if compute:
            factor = factors.get(compute["confidence"], 30.0)
            low = float(compute["low"] or float(compute["value"]) / factor)
            high = float(compute["high"] or float(compute["value"]) * factor)
        if low is None or low < LINE:
            below[name] = "below" if high is not None and high < LINE else "undetermined"
        if high is None or high > LINE:
            above[name] = "above" if low is not None and low > LINE else "undetermined"
    for side, expected in (("below", below), ("above", above)):
        rows = graph.ask(f"open-weight-models-{side}", threshold=LINE, as_of=DAY)
        assert {r["model"]: r["outcome"] for r in rows} == expected
        assert len(expected) > 50


def in_force(graph: KnowledgeGraph, day: str, regime: str) -> set[object]:
    return {
        r["status"] for r in graph.ask("thresholds-in-force", as_of=day) if r["regime"] == regime
    }


@pytest.mark.parametrize(
    ("regime", "day", "status"),
    [
        ("EO 14110", "2023-10-29", set()),
        ("EO 14110", "2023-10-30", {"in force"}),
        ("EO 14110", "2025-01-19", {"in force"}),
        ("EO 14110", "2025-01-20", set()),
        ("AI Diffusion Rule", "2025-01-12", set()),
        ("AI Diffusion Rule", "2025-01-13", {"in force, not yet applied"}),
        ("AI Diffusion Rule", "2025-05-12", {"in force, not yet applied"}),
        ("AI Diffusion Rule", "2025-05-13", {"on the books, not enforced"}),
        ("AI Diffusion Rule", "2025-05-15", {"on the books, not enforced"}),
        ("California SB 53 (TFAIA)", "2025-12-31", set()),
        ("California SB 53 (TFAIA)", "2026-01-01", {"in force"}),
        ("California SB 1047", "2024-09-28", set()),
        ("NY RAISE (2025 text)", "2025-12-18", set()),
        ("NY RAISE (2025 text)", "2026-03-20", {"not known whether in force"}),
        ("NY RAISE (2025 text)", "2026-03-27", set()),
    ],
)
def test_thresholds_in_force(
    graph: KnowledgeGraph, regime: str, day: str, status: set[str]
) -> None:
    assert in_force(graph, day, regime) == status


def test_an_event_with_a_scope_leaves_the_rest_alone(graph: KnowledgeGraph) -> None:
    # SB 24-205 was repealed; SB 26-189 took its place in the same regime.
    def statuses(day: str) -> set[object]:
        rows = graph.ask("provisions-of-regime", regime="us-co-ai-act", as_of=day)
        return {r["status"] for r in rows}

    assert statuses("2026-12-31") == {"not yet in force"}
    assert statuses("2027-01-01") == {"in force"}


def test_thresholds_carry_comparator_unit_and_counting_rule(graph: KnowledgeGraph) -> None:
    rows = list(graph.ask("thresholds-in-force", as_of="2026-01-01"))
    compute = {
        r["regime"]: (r["comparator"], r["value"], r["unit"])
        for r in rows
        if r["tested"] == "training compute" and r["reaches"] == "model" and r["value"] != 1e23
    }
    assert compute["EU AI Act"] == (">", 1e25, "FLOP")
    assert compute["AI Diffusion Rule"][:2] == (">=", 1e26)
    assert compute["California SB 53 (TFAIA)"][:2] == (">", 1e26)
    assert "integer" in str(compute["California SB 53 (TFAIA)"][2])
    assert any("cumulative" in str(r["counting_rule"]) for r in rows if r["regime"] == "EU AI Act")


@pytest.mark.parametrize(
    ("model", "day", "status", "exempt"),
    [
        ("claude-fable-5", "2026-06-11", "not yet in force", False),
        ("claude-fable-5", "2026-06-12", "in force", False),
        ("claude-fable-5", "2026-06-27", "in force", False),
        ("claude-fable-5", "2026-07-01", "ended", False),
        ("claude-mythos-5", "2026-06-25", "in force", False),
        ("claude-mythos-5", "2026-06-27", "in force", True),
        ("claude-mythos-5", "2026-07-01", "ended", True),
    ],
)
def test_export_status_of_model(
    graph: KnowledgeGraph, model: str, day: str, status: str, exempt: bool
) -> None:
    rows = list(graph.ask("export-status-of-model", model=model, as_of=day))
    (letter,) = [r for r in rows if r["named"] == "yes"]
    assert letter["status"] == status
    assert ("Mythos 5" in str(letter["exemptions"])) is exempt
    (weights,) = [r for r in rows if r["regime"] == "AI Diffusion Rule"]
    assert weights["status"] == "on the books, not enforced"
    assert weights["outcome"] == "undetermined: no value is known"
    assert weights["weights_test"] == "passed"


def test_a_letter_to_one_company_does_not_reach_others(graph: KnowledgeGraph) -> None:
    rows = list(graph.ask("export-status-of-model", model="llama-3.1-405b", as_of="2026-06-20"))
    assert {(r["named"], r["weights_test"]) for r in rows} == {("no", "failed")}


def test_only_the_article_vouches_for_one_model(graph: KnowledgeGraph) -> None:
    (row,) = graph.ask("models-resting-on-the-article")
    assert (row["model"], row["probably_the_same_as"]) == ("GLM-5.2.2.2", "GLM-5.2")


# ------------------------------------------------------------------ datasets of others


@pytest.mark.parametrize(
    "name", ["notable_ai_models_2026-01.csv", "large_scale_ai_models_2025-10.csv"]
)
def test_models_over_by_source_counts_as_the_table_does(
    shared: Path, tmp_path: Path, name: str
) -> None:
    import polars as pl

    from ingest import reader, reader_for

    location = str(shared / "data" / "epoch" / name)
    build.add(tmp_path / "store", reader(reader_for(location)).read(location))
    graph = KnowledgeGraph.open(tmp_path / "store")
    column = pl.read_csv(location, infer_schema=False)["Training compute (FLOP)"]
    values = column.str.strip_chars().replace("", None).cast(pl.Float64)
    for line in (1e23, 1e24, 1e25, 1e26):
        answer = graph.ask("models-over-by-source", threshold=line, source=name)
        assert len(answer) == int((values > line).sum())
