"""What it takes to start: `kg` beside the bare import of its library, `assess` beside `show`."""

import sys
from pathlib import Path

from bench.figures import Figure, show
from bench.timing import alternate, command
from kg import KnowledgeGraph

REPETITIONS = 15
HELP_TARGET, ASK_TARGET, ASSESS_TARGET = 2.5, 10.0, 1.5
MODEL = "model:llama-3.1-405b"
QUESTION = ("open-weight-models-below", "-p", "threshold", "1e25")


def measure(place: Path) -> list[Figure]:
    """Time commands on the shipped graph; `place` is where to build its store."""
    KnowledgeGraph.open(place)
    bare = [sys.executable, "-c", "import click"]
    kg = [sys.executable, "-m", "kg"]
    script = Path(sys.executable).with_name("kg")
    if script.exists():
        kg = [str(script)]
    asking = [*kg, "--store", str(place), "ask", *QUESTION]
    click, help_, ask = alternate(
        command(bare), command([*kg, "--help"]), command(asking), repetitions=REPETITIONS
    )
    on = [*kg, "--store", str(place)]
    shown, assessed = alternate(
        command([*on, "show", MODEL]), command([*on, "assess", MODEL]), repetitions=REPETITIONS
    )
    return show([
        Figure("python -c 'import click'", click * 1e3, "ms"),
        Figure("kg --help", help_ / click, "times", at_most=HELP_TARGET,
               note=f"{help_ * 1e3:.3g} ms"),
        Figure(f"kg ask {QUESTION[0]}", ask / click, "times", at_most=ASK_TARGET,
               note=f"{ask * 1e3:.3g} ms on the shipped graph"),
        Figure("kg assess of one model, against kg show", assessed / shown, "times",
               at_most=ASSESS_TARGET, note=f"{assessed * 1e3:.3g} ms against {shown * 1e3:.3g} ms"),
    ])  # fmt: skip
