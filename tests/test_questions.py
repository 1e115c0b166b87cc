"""The questions: each file keeps the form of the catalogue, and answers on the graph that ships."""

import re
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import KnowledgeGraph, assets, catalogue
from kg.catalogue import TYPES, parse
from kg.errors import BadQuery, UnknownName
from kg.names import NAMESPACES

PATHS = sorted(assets.folder("queries").glob("*.rq"))

REQUIRED = {
    "open-weight-models-below",
    "open-weight-models-above",
    "thresholds-in-force",
    "regime-timeline",
    "regimes-of-jurisdiction",
    "models-by-country-over",
    "what-is-controlled",
    "export-status-of-model",
    "predictions-due",
    "statements-resting-on-one-source",
    "models-over-by-source",
    "contradictions",
    "lineage-of-model",
    "accelerators-over",
    "developers-over-revenue",
    "things",
    "quantities",
}
COMPETENCY = {str(n) for n in range(1, 13)}
"""The numbers of the twelve questions that the graph is for."""
ASKED = {f"qe{n}" for n in range(1, 8)}
IMPLIED = {f"qi{n}" for n in range(1, 17)}

each = pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)


def projected(text: str) -> list[str]:
    """Return the variables that the outermost SELECT projects."""
    store = ox.Store()
    return [v.value for v in store.query(text, prefixes=NAMESPACES).variables]


@each
def test_header_says_what_is_asked(path: Path) -> None:
    question = parse(path)
    assert question.summary.endswith("?")
    assert re.fullmatch(r"[a-z0-9-]+", question.name)
    assert question.tags
    assert question.answers
    assert set(question.answers) <= COMPETENCY | ASKED | IMPLIED
    for parameter in question.parameters:
        assert parameter.type in TYPES
        assert parameter.default
        assert parameter.help
        assert not parameter.help.endswith(".")


@each
def test_both_engines_parse_it(path: Path) -> None:
    from rdflib.plugins.sparql import prepareQuery

    text = path.read_text(encoding="utf-8")
    assert projected(text)
    assert prepareQuery(text, initNs=NAMESPACES).algebra.name == "SelectQuery"


@each
def test_parameters_are_projected_last_and_columns_are_named(path: Path) -> None:
    question = parse(path)
    names = projected(question.text)
    given = [p.variable for p in question.parameters]
    count = len(names) - len(given)
    assert sorted(names[count:]) == sorted(given)
    columns = names[:count]
    assert columns
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", c) for c in columns)


@each
def test_order_is_stated(path: Path) -> None:
    body = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert any(line.startswith("ORDER BY ") for line in body[-2:])


@each
def test_it_answers_on_the_shipped_graph(graph: KnowledgeGraph, path: Path) -> None:
    question = parse(path)
    answer = graph.ask(question.name)
    assert answer.columns
    assert not set(answer.columns) & {p.variable for p in question.parameters}
    assert len(answer) or "may-be-empty" in question.tags
    # No row twice: what has several values is joined in one cell.
    assert len(set(answer.tuples())) == len(answer)


@each
def test_any_is_an_answer_where_the_header_offers_it(graph: KnowledgeGraph, path: Path) -> None:
    question = parse(path)
    offered = {p.name: "any" for p in question.parameters if "any" in p.help}
    if offered and "may-be-empty" not in question.tags:
        assert len(graph.ask(question.name, offered))


def test_the_named_questions_are_there() -> None:
    assert not REQUIRED - set(catalogue.names())
    assert len(PATHS) >= 30


@pytest.mark.parametrize("asked", [COMPETENCY, ASKED, IMPLIED], ids=["twelve", "asked", "implied"])
def test_every_competency_question_has_an_answer(asked: set[str]) -> None:
    answered = {number for path in PATHS for number in parse(path).answers}
    assert asked - answered == set()


@pytest.mark.parametrize("name", ["open-weight-models-below", "open-weight-models-above"])
def test_columns_of_the_open_weight_questions(graph: KnowledgeGraph, name: str) -> None:
    assert graph.ask(name).columns == (
        "model", "developer", "jurisdiction", "value", "low", "high", "estimator", "weights",
        "licence", "outcome",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("open-weight-models-below", {"threshold": "1e2x5"}, "not a number"),
        ("open-weight-models-below", {"threshold": "inf"}, "not a number"),
        ("open-weight-models-below", {"as-of": "yesterday"}, "not a day"),
        ("events-between", {"from": "2026-13-01"}, "not a day"),
    ],
)
def test_a_wrong_value_is_refused(
    graph: KnowledgeGraph, name: str, given: dict[str, str], said: str
) -> None:
    with pytest.raises(BadQuery, match=said):
        graph.ask(name, given)


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("open-weight-models-below", {"quantity": "trainingComputer"}, "trainingCompute"),
        ("open-weight-models-below", {"treshold": "1e25"}, "threshold"),
        ("regime-timeline", {"regime": "us-bis-ai-difusion"}, "us-bis-ai-diffusion"),
        ("export-status-of-model", {"model": "claude-fabel-5"}, "claude-fable-5"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(
    graph: KnowledgeGraph, name: str, given: dict[str, str], said: str
) -> None:
    with pytest.raises(UnknownName, match=said):
        graph.ask(name, given)


@pytest.mark.parametrize(
    "text",
    [
        'epoch-notable" || true || "',
        "x') } UNION { ?s ?p ?o } #",
        "} LIMIT 1 SELECT * WHERE { ?s ?p ?o",
        '\\"\n"""}}',
        "<https://example.org/> ?threshold",
    ],
)
def test_a_text_stays_data(graph: KnowledgeGraph, text: str) -> None:
    assert len(graph.ask("models-over-by-source", threshold=0, source=text)) == 0
    assert len(graph.ask("things", called=text)) == 0
    assert len(graph.ask("models-over-by-source", threshold=0)) > 0


def test_today_is_the_default_day(graph: KnowledgeGraph) -> None:
    asked = graph.ask("thresholds-in-force").rows()
    assert asked == graph.ask("thresholds-in-force", as_of=date.today()).rows()
