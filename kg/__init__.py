"""AI Control Graph: AI models and the regimes that control them, in one graph with its evidence."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["KnowledgeGraph"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # Lazy, so that `kg --help` does not pay for the engine.
    if name == "KnowledgeGraph":
        from kg.graph import KnowledgeGraph

        return KnowledgeGraph
    raise AttributeError(f"module 'kg' has no attribute '{name}'")
