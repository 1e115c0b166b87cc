"""What it takes to build the store of what ships, as the first command of a new user does."""

import tempfile
from pathlib import Path
from statistics import median

from bench.figures import Figure, show
from bench.timing import alone, seconds

REPETITIONS = 3


def measure() -> list[Figure]:
    """Build the shipped store several times, each in a process of its own."""
    runs = [alone(build) for _ in range(REPETITIONS)]
    taken = median(run.result["seconds"] for run in runs)
    return show([
        Figure("build of the shipped store", taken, "s", note=f"{runs[0].result['quads']:,} quads"),
        Figure("its peak memory", max(run.peak_mb for run in runs), "MB"),
        Figure("its size on disk", runs[0].result["mb"], "MB"),
    ])  # fmt: skip


def build() -> dict[str, float]:
    """Build the shipped store in a new folder; return seconds, quads and megabytes."""
    from kg import KnowledgeGraph

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "store"
        taken = seconds(lambda: KnowledgeGraph.open(place))
        size = sum(file.stat().st_size for file in place.rglob("*") if file.is_file())
        return {
            "seconds": taken,
            "quads": len(KnowledgeGraph.open(place).engine),
            "mb": size / 1e6,
        }
