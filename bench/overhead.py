"""What the front door costs: `KnowledgeGraph.query` beside the same query on bare pyoxigraph."""

from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import pyoxigraph as ox

from bench.figures import Figure, show
from bench.timing import alternate
from kg import KnowledgeGraph, store
from kg.names import NAMESPACES

TARGET = 1.15
REPETITIONS = 7

Convert = Callable[[Any], Any]
Case = tuple[str, str, tuple[Convert, ...]]


def _text(term: Any) -> Any:
    return term.value


def _number(term: Any) -> Any:
    return float(term.value)


def _maybe(term: Any) -> Any:
    return None if term is None else float(term.value)


CASES: tuple[Case, ...] = (
    (
        "threshold scan",
        """SELECT ?model ?name ?value WHERE {
          ?model :trainingCompute ?value ; rdfs:label ?name . FILTER(?value > 1e22) }""",
        (_text, _text, _number),
    ),
    (
        "aggregate",
        """SELECT ?place (COUNT(?model) AS ?models) (MAX(?value) AS ?largest) WHERE {
          ?model :trainingCompute ?value ; :country ?place } GROUP BY ?place""",
        (_text, _number, _number),
    ),
    (
        "neighbourhood",
        """SELECT ?relation ?other WHERE {
          { <https://w3id.org/ai-control/model/synthetic-9> ?relation ?other }
          UNION { ?other ?relation <https://w3id.org/ai-control/model/synthetic-9> } }""",
        (_text, _text),
    ),
    (
        "wide rows",
        """SELECT ?model ?name ?developer ?place ?released ?access ?domain ?size ?value WHERE {
          ?model a :Model ; rdfs:label ?name ; :developedBy ?developer ; :country ?place ;
            :releaseDate ?released ; :weights ?access ; :domain ?domain .
          OPTIONAL { ?model :parameters ?size } OPTIONAL { ?model :trainingCompute ?value } }""",
        (_text, _text, _text, _text, _text, _text, _text, _maybe, _maybe),
    ),
)
"""Name, query, and how one who knows the columns makes each a plain Python value."""


def measure(place: Path) -> list[Figure]:
    """Compare the two on the store at `place`; print and return a figure a case, and the median.

    Both read the same generation, opened read-only. The bare side knows its columns and fetches
    them by position, the fastest way; the front door finds out each value's type.
    """
    graph, bare = KnowledgeGraph(place, store.open_read(place)), store.open_read(place)
    figures, ratios = [], []
    for name, text, converts in CASES:
        rows = len(_fetch(bare, text, converts))
        if len(graph.query(text)) != rows or rows == 0:
            raise RuntimeError(f"{name}: the two sides differ, or there is nothing to compare")
        ours, theirs = alternate(
            lambda text=text: graph.query(text).tuples(),  # type: ignore[misc]
            lambda text=text, converts=converts: _fetch(bare, text, converts),  # type: ignore[misc]
            repetitions=REPETITIONS if rows > 1000 else 20 * REPETITIONS,
        )
        ratios.append(ours / theirs)
        note = f"{rows:,} rows; {ours * 1e3:.3g} ms against {theirs * 1e3:.3g} ms"
        figures += show([Figure(name, ours / theirs, "times", at_most=TARGET, note=note)])
    return figures + show([Figure("median", median(ratios), "times", at_most=TARGET)])


def _fetch(bare: ox.Store, text: str, converts: tuple[Convert, ...]) -> list[tuple[Any, ...]]:
    found = bare.query(text, prefixes=NAMESPACES)
    assert isinstance(found, ox.QuerySolutions)
    return [
        tuple([convert(term) for convert, term in zip(converts, solution, strict=True)])
        for solution in found
    ]
