"""Fixtures that several tests share."""

import os
from pathlib import Path

import pytest

from kg import KnowledgeGraph

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of reference facts and datasets, or skip: it is not part of the project."""
    folder = Path(os.environ.get("AI_CONTROL_GRAPH_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"the reference facts are not here ({folder}); this test compares with them")
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of what ships, built once; tests that write make their own."""
    path = tmp_path_factory.mktemp("built") / "store"
    KnowledgeGraph.open(path)
    return path


@pytest.fixture
def graph(built: Path) -> KnowledgeGraph:
    """Return the graph of what ships, opened for reading."""
    return KnowledgeGraph.open(built)
