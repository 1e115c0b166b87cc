"""kg demo: build a graph, read a dataset, assess a model, answer a question, draw a view."""

import os
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

import click

from kg.cli.errors import note
from kg.cli.help import Command
from kg.cli.options import STORE, open_graph, store_option
from kg.cli.output import width, write, write_answer
from kg.cli.taken import told

QUESTION, THRESHOLD = "open-weight-models-below", "1e25"
MODEL, PROVISION, DAY = "model:llama-3.1-405b", "eu-ai-act.art51-2", "2026-11-01"
VIEW = """
CONSTRUCT { ?model :developedBy ?developer ; :basedOn ?base . ?developer :headquarters ?place }
WHERE {
  ?model :trainingCompute ?flop ; :developedBy ?developer FILTER (?flop >= 1e25)
  OPTIONAL { ?model :basedOn ?base }
  OPTIONAL { ?developer :headquarters ?place }
}
"""


@click.command(cls=Command, short_help="See it work: build, read, ask, draw.")
@click.argument("location", required=False)
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("kg-demo.html"),
    show_default=True,
    help="The HTML view to write.",
)
@store_option
def command(location: str | None, out: Path) -> None:
    """Build a graph, read a dataset, assess a model, list open-weight models below 1e25, and draw.

    LOCATION is a dataset to read, by default a table of Epoch AI that ships with the program. The
    graph is built in a temporary folder unless --store or KG_STORE names one.

    kg demo
    kg demo notable_ai_models.csv -o demo.html
    """
    from kg import assets
    from kg.claims import revisions
    from kg.law import telling
    from kg.views import write_view

    ctx = click.get_current_context()
    if STORE not in ctx.meta and not os.environ.get("KG_STORE"):
        folder = ctx.with_resource(tempfile.TemporaryDirectory(prefix="kg-demo-"))
        ctx.meta[STORE] = Path(folder) / "store"
    graph = open_graph()
    held = {r.source for r in revisions(graph.engine)}
    given = [location] if location else [str(p) for p in assets.folder("demo").glob("*.csv")]
    for data in sorted(given):
        for change in graph.ingest(data):
            for line in told(change, held, dry_run=False, verbose=False):
                note(line)
    note(f"asking: kg explain {MODEL} {PROVISION} --as-of {DAY}")
    explained = graph.explain(MODEL, PROVISION, as_of=date.fromisoformat(DAY))
    write([telling.text(explained, width=min(width(), 120)), "\n"])
    note(f"asking: kg ask {QUESTION} -p threshold {THRESHOLD}")
    answer = graph.ask(QUESTION, {"threshold": THRESHOLD})
    write_answer(answer, "table")
    outcomes = Counter(str(row["outcome"]) for row in answer)
    note(f"{len(answer)} models: {', '.join(f'{n} {name}' for name, n in outcomes.items())}")
    out.parent.mkdir(parents=True, exist_ok=True)
    view = write_view(graph, query=VIEW, out=out)
    note(f"a view of the models at 10^25 FLOP and above: {view.path}")
