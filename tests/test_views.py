"""Views in a real browser: offline, inert to hostile text, readable, the same each time."""

import json
import os
import re
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import kg
from kg import KnowledgeGraph, build
from kg.errors import BadQuery, KgError, UnknownName
from kg.layout import positions
from kg.looks import LINES, LOOKS, contrast
from kg.model import Cell, Confidence, Iri, Quantity, Source, Span, Statement, Text
from kg.names import mint, rdf, term
from kg.views import View, write_view

HOSTILE = "</script><script>document.title='owned'</script><img src=x onerror=alert(1)>\"'&lt;"
Opened = Callable[..., tuple[str, list[str]]]


@pytest.fixture(scope="session")
def drawn(built: Path, tmp_path_factory: pytest.TempPathFactory) -> View:
    """Return the view of a model of the shipped facts."""
    out = tmp_path_factory.mktemp("views") / "llama.html"
    return write_view(KnowledgeGraph.open(built), entity="Llama 3.1 405B", out=out)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    """Return a graph with a few things whose names and quotes are hostile, and a contradiction."""
    path = tmp_path_factory.mktemp("small") / "store"
    source = Source(
        id="odd", title=f"Odd {HOSTILE}", issued=date(2026, 1, 2), licence="none", location="odd",
        sha256="0" * 64, kind="text",
    )  # fmt: skip
    sober = Source(
        id="sober", title="Sober", issued=date(2026, 2, 3), licence="none", location="sober.csv",
        sha256="1" * 64,
    )  # fmt: skip
    model, actor = mint("model", "odd-1"), mint("actor", "odd-labs")
    compute, flop = term("trainingCompute"), Iri(mint("unit", "x")[:-1] + "FLOP")

    def said(subject: Iri, predicate: str, value: object, **more: object) -> Statement:
        given = {"source": source, **more}
        return Statement(subject=subject, predicate=Iri(predicate), object=value, **given)  # type: ignore[arg-type]

    build.add(
        path,
        [
            said(model, rdf("rdf:type"), term("Model")),
            said(model, rdf("rdfs:label"), Text(HOSTILE)),
            said(actor, rdf("rdf:type"), term("Developer")),
            said(actor, rdf("rdfs:label"), Text("Odd & Sons <b>")),
            said(model, term("developedBy"), actor, place=Span(3, 40, HOSTILE, "Article 2")),
            said(model, compute, Quantity(value=2e25, unit=flop, verbatim="2e25")),
            said(
                model, compute, Quantity(value=5e25, unit=flop, verbatim="5.0E+25"), source=sober,
                place=Cell(7, "FLOP"), confidence=Confidence.LIKELY, estimator="Somebody",
                from_memory=False,
            ),
            said(model, term("comment"), Text("javascript:alert(1)"), from_memory=True),
        ],
    )  # fmt: skip
    return KnowledgeGraph.open(path)


# ---------------------------------------------------------------- what the page is


def test_the_page_opens_without_a_network(drawn: View, browser: Opened) -> None:
    dom, complaints = browser(drawn.path)
    assert complaints == []
    assert 'data-ready="yes"' in dom
    assert "<canvas" in dom
    assert len(re.findall(r"<button[^>]* data-node=", dom)) == drawn.nodes
    kinds, relations = (
        dom[dom.index(f'<ul id="{name}">') :].split("</ul>")[0] for name in ("kinds", "predicates")
    )
    assert "model" in kinds
    assert "actor" in kinds
    assert "developed by" in relations
    assert f"showing {drawn.nodes} of {drawn.total} things" in dom
    assert f"AI Control Graph {kg.__version__}" in dom
    assert "<title>Llama 3.1-405B · AI Control Graph</title>" in dom


def test_the_page_loads_nothing(drawn: View, acted: Callable[..., object]) -> None:
    assert acted(drawn.path, "return performance.getEntriesByType('resource').length;") == 0
    html = drawn.path.read_text(encoding="utf-8")
    assert not re.search(r"""(?:src|href|action)\s*=\s*["']?(?:https?:)?//""", html)
    assert not re.search(r"@import|url\(", html[: html.index("</style>")])
    assert "default-src 'none'" in html


def test_the_policy_names_the_scripts_and_no_other_runs(drawn: View, browser: Opened) -> None:
    html = drawn.path.read_text(encoding="utf-8")
    changed = drawn.path.with_name("changed.html")
    changed.write_text(
        html.replace("</body>", "<script>document.title = 'owned'</script></body>"),
        encoding="utf-8",
    )
    dom, complaints = browser(changed)
    assert 'data-ready="yes"' in dom
    assert "<title>owned" not in dom
    assert any("Content Security Policy" in line for line in complaints)


def test_hostile_text_is_inert(
    small: KnowledgeGraph, tmp_path: Path, browser: Opened, acted: Callable[..., object]
) -> None:
    view = write_view(small, entity="model:odd-1", out=tmp_path / "odd.html")
    assert "<script>document.title" not in view.path.read_text(encoding="utf-8")
    dom, complaints = browser(view.path)
    assert complaints == []
    assert "<title>owned" not in dom
    assert "<img" not in dom
    shown = acted(
        view.path,
        """document.querySelectorAll("#panel .why").forEach((b) => b.click());
           return [by("panel").querySelector("h2").textContent,
                   by("panel").querySelector("blockquote").textContent,
                   document.querySelectorAll("img, b:not(#panel b)").length,
                   document.querySelectorAll('a[href^="javascript"]').length];""",
    )
    assert shown == [HOSTILE, f"“{HOSTILE}”", 0, 0]


def test_the_same_graph_gives_the_same_bytes(built: Path, drawn: View, tmp_path: Path) -> None:
    again = write_view(
        KnowledgeGraph.open(built), entity="model:llama-3.1-405b", out=tmp_path / "again.html"
    )
    assert again.path.read_bytes() == drawn.path.read_bytes()


def test_a_rebuilt_graph_gives_the_same_bytes(drawn: View, tmp_path: Path) -> None:
    rebuilt = KnowledgeGraph.open(tmp_path / "store")
    again = write_view(rebuilt, entity="Llama 3.1 405B", out=tmp_path / "again.html")
    assert again.path.read_bytes() == drawn.path.read_bytes()


def test_a_thousand_things_fit_in_a_light_page(
    graph: KnowledgeGraph, tmp_path: Path, browser: Opened
) -> None:
    everything = "SELECT ?x WHERE { ?x ?p ?o FILTER isIRI(?x) }"
    view = write_view(graph, query=everything, limit=1000, out=tmp_path / "many.html")
    assert view.nodes == 1000 < view.total
    assert view.path.stat().st_size <= 1_500_000
    dom, complaints = browser(view.path)
    assert complaints == []
    assert 'data-ready="yes"' in dom
    assert "showing 1,000 of" in dom


# ---------------------------------------------------------------- what the reader can do


def test_a_search_selects_and_the_panel_tells_what_is_known(
    drawn: View, acted: Callable[..., object]
) -> None:
    shown = acted(
        drawn.path,
        """const search = by("search");
           search.value = "nemotron";
           search.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
           const found = by("panel").querySelector("h2").textContent;
           const hash = location.hash;
           search.value = "no such thing";
           search.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
           return [found, hash.length > 1, by("heard").textContent];""",
    )
    assert shown == ["Llama Nemotron Ultra 253B", True, "Nothing in this view is called so"]


def test_the_panel_shows_value_interval_source_and_place(
    drawn: View, acted: Callable[..., object]
) -> None:
    text = acted(
        drawn.path,
        """document.querySelectorAll("#panel .why").forEach((b) => b.click());
           return by("panel").innerText;""",
    )
    assert isinstance(text, str)
    assert "3.8e25 FLOP" in text
    assert "1.14e26" in text
    assert "Epoch AI" in text
    assert re.search(r"Place row \d+, column", text)
    assert "within a factor of 3" in text


def test_a_value_that_lost_is_shown_with_the_reason(
    small: KnowledgeGraph, tmp_path: Path, acted: Callable[..., object]
) -> None:
    view = write_view(small, entity="model:odd-1", out=tmp_path / "odd.html")
    text = acted(
        view.path,
        """document.querySelectorAll("#panel .why").forEach((b) => b.click());
           return by("panel").innerText;""",
    )
    assert isinstance(text, str)
    assert "5e25 FLOP" in text
    assert "1 overruled" in text
    assert re.search(r"Overruled: 2e25.*dataset goes before", text)
    assert "row 7, column 'FLOP'" in text
    assert "from memory" in text
    assert "Article 2" in text


def test_the_legend_hides_kinds(drawn: View, acted: Callable[..., object]) -> None:
    see = "return Number(document.body.dataset.named);"
    actor = """[...by("kinds").querySelectorAll("label")]
        .find((label) => label.querySelector("span").textContent === "actor").click();"""
    assert acted(drawn.path, see) == drawn.nodes
    assert acted(drawn.path, see, act=actor) == drawn.nodes - 1
    assert acted(drawn.path, see, act=actor + actor) == drawn.nodes


def test_all_is_reached_by_keyboard_and_named_for_readers(
    drawn: View, acted: Callable[..., object]
) -> None:
    found = acted(
        drawn.path,
        """const reached = [...document.querySelectorAll("button, input, a[href], [tabindex]")];
           const button = document.querySelector('[data-node="1"]');
           button.focus();
           button.click();
           const moved = document.activeElement.id;
           document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
           return [reached.every((e) => e.tabIndex <= 0), document.documentElement.lang,
                   moved, by("heard").textContent,
                   [...document.querySelectorAll("input")].every((i) => i.labels.length === 1),
                   by("canvas").getAttribute("aria-label").includes("table below")];""",
    )
    assert found == [True, "en", "panel", "Nothing selected", True, True]


def test_a_link_to_a_thing_selects_it(drawn: View, browser: Opened) -> None:
    dom, _ = browser(drawn.path, fragment="#actor%3Ameta")
    panel = dom[dom.index('<aside id="panel"') :]
    assert re.search(r"<h2>Meta</h2>", panel)


# ---------------------------------------------------------------- how it looks


def test_text_can_be_read_on_its_ground() -> None:
    css = (Path(next(iter(kg.__path__))) / "view" / "view.css").read_text(encoding="utf-8")
    colour = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", css))
    pairs = [
        (text, ground) for text in ("ink", "quiet", "accent") for ground in ("paper", "ground")
    ]
    for text, ground in [*pairs, ("warn", "warn-ground")]:
        assert contrast(colour[text], colour[ground]) >= 4.5, (text, ground)


def test_letters_and_lines_stand_out(small: KnowledgeGraph, tmp_path: Path) -> None:
    view = write_view(small, entity="model:odd-1", out=tmp_path / "odd.html")
    data = re.search(
        r'<script type="application/json" id="view">(.*?)</script>',
        view.path.read_text(encoding="utf-8"),
        re.DOTALL,
    )
    assert data
    for kind in json.loads(data[1])["view"]["kinds"]:
        assert contrast(kind["ink"], kind["hue"]) >= 4.5, kind["name"]
    assert all(contrast(line, "#ffffff") >= 3 for line in LINES)


def test_kinds_are_told_apart_without_colour() -> None:
    assert len({(shape, letter) for _, shape, letter in LOOKS.values()}) == len(LOOKS)
    assert len({letter for *_, letter in LOOKS.values()}) == len(LOOKS)


@pytest.mark.parametrize("count", [2, 10, 50, 150])
def test_boxes_do_not_overlap(count: int) -> None:
    boxes = [(60.0 + 7 * (i % 9), 38.0) for i in range(count)]
    edges = [(i // 3, i) for i in range(1, count)]
    kinds = ["ab"[i % 2] for i in range(count)]
    places = positions(boxes, edges, kinds)
    assert places == positions(boxes, edges, kinds)
    clashes = sum(
        abs(places[i][0] - places[j][0]) < (boxes[i][0] + boxes[j][0]) / 2 - 1
        and abs(places[i][1] - places[j][1]) < (boxes[i][1] + boxes[j][1]) / 2 - 1
        for i in range(count)
        for j in range(i)
    )
    assert clashes == 0


# ---------------------------------------------------------------- what is drawn


def test_a_hub_is_cut_to_the_limit_and_says_so(graph: KnowledgeGraph, tmp_path: Path) -> None:
    view = write_view(graph, entity="place:US", limit=40, out=tmp_path / "us.html")
    (row,) = graph.query(
        """SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {
             { ?x ?p place:US } UNION { place:US ?p ?x }
             FILTER(isIRI(?x) && ?p NOT IN (rdf:type, rdf:subject, rdf:object)
               && !CONTAINS(STR(?x), "/fact/") && !CONTAINS(STR(?x), "ontology")
               && STRSTARTS(STR(?x), "https://w3id.org/ai-control/")) }"""
    ).tuples()
    assert isinstance(row[0], int)
    assert view.total >= row[0] + 1 > 100
    assert view.nodes == 40
    text = view.path.read_text(encoding="utf-8")
    assert f"showing 40 of {view.total} things" in text
    assert "the nearest, each kind in turn, those with most relations first" in text


def test_a_query_is_drawn_with_the_relations_between_its_things(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    query = "SELECT ?m ?a WHERE { ?m :developedBy ?a } ORDER BY ?m LIMIT 20"
    view = write_view(graph, query=query, out=tmp_path / "q.html")
    things = {value for row in graph.query(query).tuples() for value in row}
    assert view.nodes == view.total == len(things)
    assert view.edges >= 20


def test_things_of_one_row_are_joined_when_nothing_else_joins_them(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    query = "SELECT ?a ?b WHERE { VALUES (?a ?b) { (model:gpt-4 regime:eu-ai-act) } }"
    view = write_view(graph, query=query, out=tmp_path / "q.html")
    assert (view.nodes, view.edges) == (2, 1)
    assert "same row" in view.path.read_text(encoding="utf-8")


def test_a_construct_query_is_drawn_as_it_is(graph: KnowledgeGraph, tmp_path: Path) -> None:
    query = "CONSTRUCT { ?m :region ?p } WHERE { ?m :country ?p } ORDER BY ?m LIMIT 9"
    view = write_view(graph, query=query, out=tmp_path / "q.html")
    assert view.edges == 9
    assert view.path.read_text(encoding="utf-8").count("<td>region<td>") == 9


def test_known_at_is_said(built: Path, tmp_path: Path) -> None:
    past = KnowledgeGraph.open(built, known_at=date(2030, 1, 1))
    view = write_view(past, entity="Llama 3.1 405B", out=tmp_path / "past.html")
    assert "as known at 2030-01-01" in view.path.read_text(encoding="utf-8")


# ---------------------------------------------------------------- what can go wrong


@pytest.mark.parametrize(
    ("asked", "error", "words"),
    [
        ({}, BadQuery, "either an entity or a query"),
        ({"entity": "OpenAI", "query": "ASK {}"}, BadQuery, "either an entity or a query"),
        ({"entity": "Lama 3.1 405B"}, UnknownName, "did you mean"),
        ({"entity": ":Model"}, UnknownName, "no thing with relations"),
        ({"entity": "OpenAI", "depth": 0}, BadQuery, "from 1"),
        ({"entity": "OpenAI", "limit": 0}, BadQuery, "from 1"),
        ({"query": "ASK { ?s ?p ?o }"}, BadQuery, "yes or no"),
        ({"query": "SELECT ?l { ?m a :Model ; rdfs:label ?l }"}, BadQuery, "no thing stands in"),
        ({"query": "SELECT ?m { ?m a :NoSuchClass }"}, BadQuery, "has no answer"),
        ({"query": "SELECT ?m {"}, BadQuery, "line 1"),
    ],
)
def test_what_cannot_be_drawn_says_so(
    graph: KnowledgeGraph, tmp_path: Path, asked: dict[str, str], error: type[KgError], words: str
) -> None:
    out = tmp_path / "view.html"
    with pytest.raises(error, match=words):
        write_view(graph, out=out, **asked)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_leaves_nothing(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    folder = tmp_path / "folder.html"
    folder.mkdir()
    for out in (tmp_path / "none" / "view.html", folder):
        with pytest.raises(KgError, match="cannot be written"):
            write_view(graph, entity="OpenAI", out=out)
    assert list(tmp_path.iterdir()) == [folder]


def test_a_view_takes_the_place_of_an_older_one_at_once(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    out = tmp_path / "view.html"
    out.write_text("old")
    held = out.open()
    with held:
        write_view(graph, entity="OpenAI", out=out)
        assert held.read() == "old"
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert list(tmp_path.iterdir()) == [out]
    wanted = 0o666 & ~_umask()
    assert stat.S_IMODE(out.stat().st_mode) == wanted


def _umask() -> int:
    now = os.umask(0)
    os.umask(now)
    return now
