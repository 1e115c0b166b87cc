"""The figures that the README states are those of what ships."""

import re
from pathlib import Path

import pytest

from kg import KnowledgeGraph, assets, catalogue

README = Path(__file__).resolve().parent.parent / "README.md"

OF_CLASS = {
    "regimes": "?x a :Regime",
    "provisions": "?x a :Provision",
    "thresholds": "?x a :Threshold",
    "models": "?x a :Model",
    "accelerators": "?x a :Accelerator",
}


def stated(what: str) -> int:
    """Return the number that stands before `what` in the README."""
    found = re.search(rf"\b(\d+) {what}\b", README.read_text(encoding="utf-8"))
    assert found, f"the README states no number of {what}"
    return int(found[1])


@pytest.mark.parametrize("what", sorted(OF_CLASS))
def test_the_graph_holds_as_many_things_as_the_readme_says(
    graph: KnowledgeGraph, what: str
) -> None:
    counted = graph.query(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {OF_CLASS[what]} }}")
    assert counted.tuples() == [(stated(what),)]


def test_the_folders_hold_as_many_files_as_the_readme_says() -> None:
    assert len(catalogue.names()) == stated("questions")
    assert len(list((assets.folder("ontology") / "rules").glob("*.rq"))) == stated("rules")
