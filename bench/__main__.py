"""Run the measurements and write `bench/RESULTS.md`: python -m bench [--only PART] [--models N]."""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench import building, epoch, install, overhead, questions, report, startup, synthetic
from bench.figures import Figure, show
from bench.timing import ROOT, alone, seconds

Part = Callable[[argparse.Namespace, Path], list[Figure]]


def _synthetic(options: argparse.Namespace, work: Path) -> list[Figure]:
    """Build the store of invented models, or take the one that an earlier run left."""
    from kg import store

    place = _many(options, work)
    if store.exists(place):
        return show([Figure("models in the store", options.models, "models", note="built before")])
    taken = 0.0

    def build() -> None:
        nonlocal taken
        taken = alone(synthetic.build, str(place), str(options.models)).peak_mb

    passed = seconds(build)
    return show([
        Figure("models in the store", options.models, "models"),
        Figure("build of the store", passed, "s"),
        Figure("peak memory of the build", taken, "MB"),
    ])  # fmt: skip


def _many(options: argparse.Namespace, work: Path) -> Path:
    return work / f"synthetic-{options.models}"


PARTS: dict[str, tuple[str, Part]] = {
    "startup": ("Starting", lambda options, work: startup.measure(work / "shipped")),
    "building": ("Building what ships", lambda options, work: building.measure()),
    "epoch": ("Reading Epoch AI's files", lambda options, work: epoch.measure(options.epoch)),
    "install": ("Installing", lambda options, work: install.measure()),
    "synthetic": ("A store of many models", _synthetic),
    "overhead": (
        "KnowledgeGraph.query beside bare pyoxigraph",
        lambda options, work: overhead.measure(_many(options, work)),
    ),
    "questions": (
        "The question set beside rdflib in memory",
        lambda options, work: questions.measure(_many(options, work), work, options.limit),
    ),
}
"""The parts in their order: name on the command line, title, and what measures it."""


def main() -> None:
    """Run the parts that are wanted, print each figure, and write the page."""
    options = _options()
    with tempfile.TemporaryDirectory() as passing:
        work = Path(options.work or passing)
        work.mkdir(parents=True, exist_ok=True)
        wanted = options.only or list(PARTS)
        if {"overhead", "questions"} & set(wanted):
            wanted.append("synthetic")
        results = {}
        for name, (title, part) in PARTS.items():
            if name in wanted:
                print(f"{title}", flush=True)
                results[title] = part(options, work)
    if options.only:
        print("RESULTS.md is as it was: only a run of all parts writes it")
        return
    settings = f"--models {options.models} --limit {options.limit:.0f}"
    target = ROOT / "bench" / "RESULTS.md"
    target.write_text(report.page(results, settings), encoding="utf-8")
    missed = [f.name for figures in results.values() for f in figures if f.verdict == "missed"]
    print(f"written: {target}; missed: {', '.join(missed) or 'nothing'}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--models", type=int, default=100_000, help="invented models (100000)")
    parser.add_argument("--epoch", default="", help="folder of Epoch AI's CSV files")
    parser.add_argument(
        "--limit", type=float, default=120.0, help="seconds after which a question is stopped (120)"
    )
    parser.add_argument("--only", action="append", choices=list(PARTS), help="this part; may recur")
    parser.add_argument("--work", default="", help="keep stores in this folder, and reuse them")
    return parser.parse_args()


if __name__ == "__main__":
    main()
