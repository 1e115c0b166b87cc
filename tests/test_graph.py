"""The front door in Python: open, query, ask, ingest, and the same graph in other libraries."""

from datetime import date
from pathlib import Path

import pytest

from kg import KnowledgeGraph
from kg.errors import BadQuery, StoreError, UnknownName

EPOCH = "Model,Organization,Publication date,Training compute (FLOP),Confidence\n"


def test_a_missing_store_is_built_on_first_use(tmp_path: Path) -> None:
    graph = KnowledgeGraph.open(tmp_path / "deep" / "store")
    assert {r.source.rpartition("/")[2] for r in graph.sources()} >= {"curated"}
    assert graph.query("ASK { model:llama-3.1-405b :trainingCompute ?v }")


def test_the_store_is_where_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE", str(tmp_path / "mine"))
    assert KnowledgeGraph.open().path == tmp_path / "mine"


def test_rows_are_plain_python(graph: KnowledgeGraph) -> None:
    answer = graph.query(
        """SELECT ?label ?compute ?released ?nothing WHERE {
             model:llama-3.1-405b rdfs:label ?label ; :trainingCompute ?compute ;
               :releaseDate ?released }"""
    )
    (row,) = answer.rows()
    assert row == {
        "label": "Llama 3.1-405B",
        "compute": 3.8e25,
        "released": date(2024, 7, 23),
        "nothing": None,
    }
    assert '"compute": 3.8e+25' in answer.json()
    frame = answer.polars()
    assert frame["compute"].to_list() == [3.8e25]
    assert frame.columns == ["label", "compute", "released", "nothing"]


def test_compute_is_a_float_column_even_beside_missing_values(graph: KnowledgeGraph) -> None:
    frame = graph.query(
        "SELECT ?m ?v { ?m a :Model OPTIONAL { ?m :trainingCompute ?v } } ORDER BY ?m"
    ).polars()
    assert frame["v"].dtype.is_float()
    assert 0 < frame["v"].null_count() < len(frame)


def test_yes_or_no_and_graph_answers(graph: KnowledgeGraph) -> None:
    assert graph.query("ASK { ?m a :Model }").rows() == [{"answer": True}]
    made = graph.query("CONSTRUCT { ?m a :Model } WHERE { ?m a :Model } LIMIT 3")
    assert made.is_graph
    assert len(made.graph()) == len(made) == 3


def test_a_broken_query_says_line_and_column(graph: KnowledgeGraph) -> None:
    with pytest.raises(BadQuery, match=r"line 2, column 9.*the line: \?s \?p }"):
        graph.query("SELECT * {\n ?s ?p }")


def test_an_update_is_no_query(graph: KnowledgeGraph) -> None:
    with pytest.raises(BadQuery):
        graph.query("DELETE WHERE { ?s ?p ?o }")


def test_a_big_integer_in_a_query_is_no_trap_for_our_values(graph: KnowledgeGraph) -> None:
    """The reason for doubles: an integer literal of 10^25 would drop every row without a word."""
    over = graph.query("SELECT ?m { ?m :trainingCompute ?v FILTER(?v > 1e25) }")
    assert len(over) > 10


def test_near_names_are_offered(graph: KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match=r"did you mean model:llama-3\.1-405b"):
        graph.find("Llama 3.1 405")
    with pytest.raises(UnknownName, match="did you mean open-weight-models-below"):
        graph.ask("open-weight-models-belo")


@pytest.mark.parametrize(
    "name",
    [
        "Llama 3.1 405B",
        "llama 3.1-405b",
        "model:llama-3.1-405b",
        "https://w3id.org/ai-control/model/llama-3.1-405b",
        "Meta Llama 3.1 405B",
    ],
)
def test_a_thing_is_found_by_any_of_its_names(graph: KnowledgeGraph, name: str) -> None:
    assert graph.find(name) == "https://w3id.org/ai-control/model/llama-3.1-405b"


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("Anthropic", "actor/anthropic"),
        ("EU AI Act", "regime/eu-ai-act"),
        ("us", "place/US"),
        ("Korea (Republic of)", "place/KR"),
        ("NVIDIA H100 SXM5 80GB", "hardware/h100"),
    ],
)
def test_things_of_all_kinds_are_found(graph: KnowledgeGraph, name: str, iri: str) -> None:
    assert graph.find(name).startswith("https://w3id.org/ai-control/" + iri)


def test_a_view_of_the_past_takes_nothing_in(built: Path, tmp_path: Path) -> None:
    past = KnowledgeGraph.open(built, known_at=date(2026, 1, 1))
    assert not past.query("ASK { model:llama-3.1-405b :trainingCompute ?v }")
    assert past.query("ASK { ?r a :Regime }"), "the law is dated by its events, not by a source"
    with pytest.raises(StoreError, match="view of the past"):
        past.ingest(tmp_path)


def test_rdflib_sees_the_same_store(graph: KnowledgeGraph) -> None:
    dataset = graph.rdflib()
    query = """PREFIX : <https://w3id.org/ai-control/ontology#>
               SELECT (COUNT(?m) AS ?n) WHERE { ?m a :Model }"""
    (row,) = dataset.query(query)
    assert int(row[0]) == graph.query("SELECT (COUNT(?m) AS ?n) { ?m a :Model }").tuples()[0][0]


def test_networkx_has_every_model_and_its_developer(graph: KnowledgeGraph) -> None:
    network = graph.networkx()
    models = {r[0] for r in graph.query("SELECT ?m { ?m a :Model }").tuples()}
    assert models <= set(network.nodes)
    llama = "https://w3id.org/ai-control/model/llama-3.1-405b"
    edges = {(to, data["predicate"]) for _, to, data in network.out_edges(llama, data=True)}
    assert any(to.endswith("actor/meta") and p.endswith("developedBy") for to, p in edges)
