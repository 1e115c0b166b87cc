"""What it takes to read, store and settle all of Epoch AI's files in a folder."""

import os
import tempfile
from pathlib import Path

from bench.figures import Figure, show
from bench.timing import alone, seconds

SHARED = "AI_CONTROL_GRAPH_SHARED"


def folder(named: str) -> Path | None:
    """Return the folder of the files: the one named, else the one that the environment tells."""
    if named:
        return Path(named)
    shared = os.environ.get(SHARED)
    return Path(shared) / "data" / "epoch" if shared else None


def measure(named: str) -> list[Figure]:
    """Read the files alone, then read them into a store; say plainly when there are none."""
    place = folder(named)
    if place is None or not any(place.glob("*.csv")):
        where = place if place else f"give --epoch DIR or set {SHARED}"
        print(f"  not measured: no CSV files of Epoch AI are here ({where})", flush=True)
        return []
    reading, storing = alone(read, str(place)), alone(read_and_store, str(place))
    count, refused = reading.result["statements"], reading.result["refused"]
    rate, whole = count / reading.result["seconds"], count / storing.result["seconds"]
    said = f"{count:,} statements of {reading.result['files']} files"
    said += f"; refused: {', '.join(refused)}" if refused else ""
    return show([
        Figure("reading alone", rate, "statements a second", note=said),
        Figure("peak memory of reading", reading.peak_mb, "MB"),
        Figure("reading, storing, deriving", whole, "statements a second",
               note=f"{storing.result['seconds']:.3g} s, {storing.result['quads']:,} quads"),
        Figure("peak memory of storing", storing.peak_mb, "MB"),
    ])  # fmt: skip


def read(place: str) -> dict[str, object]:
    """Read every file and throw the statements away; return what there was and the seconds."""
    from ingest import epoch
    from kg.errors import BadSource

    count, refused, files = 0, list[str](), sorted(Path(place).glob("*.csv"))

    def work() -> None:
        nonlocal count
        for file in files:
            try:
                count += sum(1 for _ in epoch.read(str(file)))
            except BadSource:
                refused.append(file.name)

    taken = seconds(work)
    return {
        "seconds": taken,
        "statements": count,
        "files": len(files) - len(refused),
        "refused": refused,
    }


def read_and_store(place: str) -> dict[str, float]:
    """Ingest all files that can be read into a store of what ships; return seconds and quads."""
    from kg import KnowledgeGraph

    refused = read(place)["refused"]
    assert isinstance(refused, list)
    files = [file for file in sorted(Path(place).glob("*.csv")) if file.name not in refused]
    with tempfile.TemporaryDirectory() as work:
        graph = KnowledgeGraph.open(Path(work) / "store")
        taken = seconds(lambda: graph.ingest(*files, reader="epoch"))
        return {"seconds": taken, "quads": len(graph.engine)}
