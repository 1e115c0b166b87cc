"""How wrong the projection has been: fits on past years' ends, scored by the years after them.

`python -m bench.projection` prints it for what ships; `python -m bench.projection FILE...` for what
ships with more sources, such as Epoch AI's tables.
"""

import sys
import tempfile
from datetime import date
from pathlib import Path

from kg import KnowledgeGraph
from kg.law.backtest import backtest, how_wrong
from kg.law.projection import last_whole_year, points, project

AS_OF = date(2026, 11, 1)
OVER = (1e24, 1e25, 1e26)
UNTIL = 2028


def run(*sources: str) -> list[str]:
    """Return the backtest and the projection as lines."""
    with tempfile.TemporaryDirectory() as folder:
        graph = KnowledgeGraph.open(Path(folder) / "store")
        for source in sources:  # one by one: each is an edition of its own
            graph.ingest(source)
        known = points(graph.engine, as_of=AS_OF)
    last = last_whole_year(known)
    scores = backtest(known, OVER)
    lines = [f"{len(known)} models with an estimate and a day of release; whole years to {last}"]
    lines += [
        f"fitted to {s.fitted_to}, to the end of {s.year}, over {s.threshold:g}: expected "
        f"{s.predicted:g} new ({s.low:g} to {s.high:g}), came {s.actual}"
        f"{'' if s.within else ', outside'}"
        for s in scores
        if s.high or s.actual
    ]
    lines += how_wrong(scores)
    for p in project(known, OVER, range(last + 1, UNTIL + 1)):
        low, high = p.published
        beside = "" if low is None else f"; published: {low} to {high}"
        lines.append(
            f"over {p.threshold:g} by the end of {p.year}: {p.count:g} ({p.low} to {p.high}), "
            f"{p.known} by the end of {last}{beside}"
        )
    return lines


if __name__ == "__main__":
    print("\n".join(run(*sys.argv[1:])))
