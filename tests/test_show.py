"""What `kg show` shows: every thing of the reference facts, with its source and contradictions."""

import csv
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click
import pyoxigraph as ox
import pytest
import yaml
from click.testing import CliRunner

from kg import KnowledgeGraph, build
from kg.cli.group import cli
from kg.cli.page import page
from kg.entity import Entity, Fact, entity
from kg.model import Cell, Confidence, Iri, Quantity, Source, Span, Statement, Text
from kg.names import NAMESPACES, mint, rdf, term
from kg.wording import describe


def fact(shown: Entity, name: str) -> Fact:
    """Return the one fact of a thing by the name of its property."""
    (found,) = [f for f in shown.facts if f.name == name]
    return found


def text(shown: Entity) -> str:
    """Return the page of a thing with single blanks."""
    return " ".join(click.unstyle(" ".join(page(shown, width=100))).split())


# ---------------------------------------------------------------- statements of our own

MODEL = mint("model", "Heron 2")


def source(name: str, day: date, **more: Any) -> Source:
    return Source(
        id=name, title=name.title(), issued=day, licence="CC0-1.0", location=f"{name}.csv",
        sha256=name.encode().hex().ljust(64, "0"), **more,
    )  # fmt: skip


def flop(value: float | None, verbatim: str, **more: Any) -> Quantity:
    return Quantity(value=value, unit=unit("FLOP"), verbatim=verbatim, **more)


def unit(name: str) -> Iri:
    return Iri(NAMESPACES["unit"] + name)


def say(by: Source, predicate: str, value: Any, subject: Iri = MODEL, **more: Any) -> Statement:
    return Statement(subject=subject, predicate=Iri(predicate), object=value, source=by, **more)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    """Return a graph in which two sources speak of one model, and one of its developer."""
    path = tmp_path_factory.mktemp("show") / "store"
    old = source("gazette", date(2025, 1, 1))
    new = source("ledger", date(2026, 2, 3))
    article = source("essay", date(2026, 1, 1), kind="text")
    actor = mint("actor", "Larkspur AI")
    build.add(
        path,
        [
            say(new, rdf("rdf:type"), term("Model")),
            say(new, rdf("rdfs:label"), Text("Heron 2")),
            say(new, term("developedBy"), actor),
            say(new, rdf("rdfs:label"), Text("Larkspur AI"), actor),
            say(
                new,
                term("trainingCompute"),
                flop(9.5e24, "9.5E+024", low=8e24, high=1.2e25),
                place=Cell(7, "Training compute (FLOP)"),
                confidence=Confidence.LIKELY,
                estimator="Ledger AI",
                method="hardware",
                cites="https://example.org/heron",
                said_on=date(2026, 2, 1),
                note="without the second stage",
            ),
            say(
                old,
                term("trainingCompute"),
                flop(3e24, "3e24"),
                place=Cell(2, "Compute"),
                confidence=Confidence.SPECULATIVE,
            ),
            say(
                new,
                term("parameters"),
                Quantity(value=7e10, unit=unit("count"), verbatim="70000000000"),
                from_memory=True,
            ),
            say(
                new,
                term("annualRevenue"),
                Quantity(value=None, low=5e8, unit=unit("USD"), verbatim="over USD 500M"),
                actor,
            ),
            say(
                article,
                term("status"),
                Text("announced \x1b[31mtwice"),
                place=Span(10, 19, "announced", "paragraph 3"),
            ),
        ],
    )
    return KnowledgeGraph.open(path)


def test_a_value_is_shown_with_all_that_is_known_of_it(small: KnowledgeGraph) -> None:
    compute = fact(entity(small.engine, MODEL), "training compute")
    assert (compute.value, compute.unit, compute.low, compute.high) == (
        9.5e24, "FLOP", 8e24, 1.2e25,
    )  # fmt: skip
    assert (compute.confidence, compute.estimator) == ("likely", "Ledger AI")
    assert compute.method == "hardware"
    assert compute.note == "without the second stage"
    (evidence,) = compute.evidence
    assert evidence.source == "Ledger"
    assert evidence.edition == date(2026, 2, 3)
    assert evidence.place == "row 7, column 'Training compute (FLOP)'"
    assert evidence.verbatim == "9.5E+024"
    assert evidence.cites == "https://example.org/heron"
    assert evidence.said_on == date(2026, 2, 1)


def test_a_value_that_lost_is_shown_with_the_reason(small: KnowledgeGraph) -> None:
    compute = fact(entity(small.engine, MODEL), "training compute")
    (lost,) = compute.overruled
    assert lost.value == 3e24
    assert lost.reason
    assert lost.evidence is not None
    assert (lost.evidence.source, lost.evidence.place) == ("Gazette", "row 2, column 'Compute'")


def test_memory_brackets_and_quotes_are_marked(small: KnowledgeGraph) -> None:
    shown = entity(small.engine, MODEL)
    assert fact(shown, "parameters").from_memory
    assert not fact(shown, "training compute").from_memory
    revenue = fact(entity(small.engine, mint("actor", "Larkspur AI")), "annual revenue")
    assert (revenue.value, revenue.low, revenue.high) == (None, 5e8, None)
    (said,) = fact(shown, "status").evidence
    assert (said.quote, said.place) == ("announced", "characters 10 to 19, paragraph 3")


def test_what_refers_to_a_thing_is_shown(small: KnowledgeGraph) -> None:
    shown = entity(small.engine, mint("actor", "Larkspur AI"))
    (link,) = shown.links
    assert (link.name, link.label, link.subject) == ("developed by", "Heron 2", MODEL)


def test_the_page_says_it_in_words(small: KnowledgeGraph) -> None:
    shown = text(entity(small.engine, MODEL))
    assert "Heron 2 (model) model:heron-2 https://w3id.org/ai-control/model/heron-2" in shown
    assert "training compute 9.5e24 FLOP [8e24 to 1.2e25]" in shown
    assert "likely; Ledger AI; hardware; stated by the source; note: without" in shown
    assert "row 7, column 'Training compute (FLOP)', written '9.5E+024', citing [" in shown
    assert "not taken: 3e24: " in shown
    assert "from memory: no source was opened" in shown
    assert 'characters 10 to 19, paragraph 3, "announced"' in shown
    assert "developed by Larkspur AI (actor:larkspur-ai)" in shown
    assert "] Ledger, edition of 2026-02-03" in shown
    actor = text(entity(small.engine, mint("actor", "Larkspur AI")))
    assert "annual revenue over USD 500M (no value stated) [5e8 to ?]" in actor
    assert 'referred to by "developed by" (1) Heron 2 (model:heron-2)' in actor


def test_tables_and_json_carry_the_same(small: KnowledgeGraph) -> None:
    def run(*args: str) -> str:
        result = CliRunner().invoke(cli, ["--store", str(small.path), "show", "heron 2", *args])
        assert result.exit_code == 0
        return result.stdout

    whole = json.loads(run("-f", "json"))
    rows = [json.loads(line) for line in run("-f", "jsonl").splitlines()]
    compute = [r for r in rows if r["property"] == term("trainingCompute")]
    assert [(r["value"], r["source"], bool(r["overruled"])) for r in compute] == [
        (9.5e24, "Ledger", False),
        (3e24, "Gazette", True),
    ]
    assert len(rows) == sum(1 + len(f["overruled"]) for f in whole["facts"]) + len(whole["links"])
    assert "\x1b" not in run()
    assert not any("\x1b[31m" in line for line in page(entity(small.engine, MODEL), width=80))
    assert run("-f", "csv").splitlines()[1].startswith(f"{MODEL},")


# ---------------------------------------------------------------- regimes


def test_a_regime_is_shown_with_events_provisions_and_conditions(graph: KnowledgeGraph) -> None:
    shown = entity(graph.engine, graph.find("us-ca-sb53"))
    page_ = text(shown)
    assert "event signed: on 2025-09-29; source: https://leginfo" in page_
    assert page_.index("signed: on 2025-09-29") < page_.index("deadline: on 2027-01-01")
    assert "annual revenue > 5e8 USD [counting rule: gross revenue" in page_
    assert "training compute > 1e26 FLOP" in page_
    assert "obligation: publish and follow a frontier AI framework" in page_
    parts = {part.iri.rpartition("sb53.")[2] for part in shown.parts}
    assert parts >= {"frontier-model", "frontier-developer", "large", "incidents"}


@pytest.mark.parametrize(
    ("provision", "words"),
    [
        ("us-ca-sb53.frontier-developer", "inverse of developed by → classified as = frontier"),
        ("us-ear-3a090.a", "(performance density >= 5.92 TPP/mm² and total processing"),
        ("us-ear-3a090.a", "marketed for datacentres = yes or total processing performance >= "),
        ("eu-ai-act.art54", "developed by → headquarters exists"),
        ("eu-ai-act.art54", "not developed by → headquarters → within = European Union"),
    ],
)
def test_a_condition_is_in_words(provision: str, words: str, graph: KnowledgeGraph) -> None:
    shown = entity(graph.engine, graph.find(f"regime:{provision}"))
    assert words in fact(shown, "condition").words


def test_no_condition_of_any_regime_is_left_in_rdf(graph: KnowledgeGraph) -> None:
    shapes = graph.engine.query("SELECT ?c { ?p :condition ?c }", prefixes=NAMESPACES)
    assert isinstance(shapes, ox.QuerySolutions)
    words = [describe(graph.engine, row[0]) for row in shapes]
    assert len(words) > 60
    for said in words:
        assert said.count("(") == said.count(")")
        assert not any(bad in said for bad in ("_:", "sh:", "None", "http://www.w3.org"))
        assert any(sign in said for sign in (">", "<", "=", " in (", " exists"))


# ---------------------------------------------------------------- all of the reference facts


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def assert_shown(graph: KnowledgeGraph, names: Iterable[str]) -> list[Entity]:
    """Show each thing by its name; each has a kind, and its facts have sources."""
    shown = []
    for name in names:
        thing = entity(graph.engine, graph.find(name))
        assert thing.kinds, name
        assert any(f.evidence for f in thing.facts), name
        for f in thing.facts:
            assert all(e.source and e.edition and e.place for e in f.evidence), (name, f.name)
        shown.append(thing)
    return shown


def test_every_model_is_shown_with_its_compute_as_the_facts_have_it(
    graph: KnowledgeGraph, shared: Path
) -> None:
    models = rows(shared / "facts" / "models.csv")
    shown = assert_shown(graph, (f"model:{row['id']}" for row in models))
    for row, thing in zip(models, shown, strict=True):
        compute = [f for f in thing.facts if f.property == term("trainingCompute")]
        if row["training_compute_flop"]:
            (found,) = compute
            assert found.value == pytest.approx(float(row["training_compute_flop"]), rel=0.01)
            assert found.evidence[0].verbatim == row["training_compute_flop"]
        else:
            assert not compute, f"{row['id']}: unknown is not a value"
    assert "model:glm-5.2" in text(shown[[r["id"] for r in models].index("glm-5.2.2.2")])


def test_every_developer_and_chip_is_shown(graph: KnowledgeGraph, shared: Path) -> None:
    for file in ("developers", "hardware"):
        assert_shown(graph, (row["name"] for row in rows(shared / "facts" / f"{file}.csv")))


def test_every_regime_is_shown_with_a_source(graph: KnowledgeGraph, shared: Path) -> None:
    held = yaml.safe_load((shared / "facts" / "regimes.yaml").read_text(encoding="utf-8"))
    regimes = held["regimes"]
    assert len(regimes) == 69
    for regime in regimes:
        thing = entity(graph.engine, graph.find(f"regime:{regime['id']}"))
        assert "regime" in thing.kinds
        assert fact(thing, "last checked")
        names = {f.name for f in thing.facts}
        assert "source" in names or "from memory" in names or "event" in names, regime["id"]
        shown = {part.iri for part in thing.parts}
        for provision in regime.get("provisions") or []:
            iri = graph.find(f"regime:{provision['id']}")
            assert iri in shown, provision["id"]


def test_every_item_of_the_article_is_shown_with_its_offsets(
    graph: KnowledgeGraph, shared: Path
) -> None:
    inventory = yaml.safe_load(
        (shared / "facts" / "article_inventory.yaml").read_text(encoding="utf-8")
    )
    items = [
        entry
        for section in inventory.values()
        if isinstance(section, list)
        for entry in section
        if isinstance(entry, dict)
    ]
    assert len(items) > 250
    for item in items:
        thing = entity(graph.engine, graph.find(f"source:article-export-ban/item/{item['id']}"))
        quoted = {e.place for f in thing.facts for e in f.evidence if e.quote}
        starts = [o for mention in item.get("mentions", []) for o in mention["offsets"]]
        starts += [item["evidence"]["offset"]] if "evidence" in item else []
        for start in starts:
            assert any(f"characters {start} to" in place for place in quoted), item
