"""Score extraction against annotated texts: `python -m bench.extraction GOLD [--errors]`.

GOLD is a folder of NAME.txt and NAME.jsonl pairs with the script score.py beside or above it.
"""

import argparse
import json
import runpy
import sys
import tempfile
from pathlib import Path

from ingest import documents
from kg.graph import KnowledgeGraph
from kg.text.annotations import to_json
from kg.text.gazetteer import from_graph
from kg.text.pipeline import build, extract


def predict(gold: Path, into: Path, *, store: Path | None = None) -> None:
    """Write what is extracted from each text of `gold` to a file of the same name in `into`."""
    nlp = build(from_graph(KnowledgeGraph.open(store).engine))
    for text in sorted(gold.glob("*.txt")):
        lines = [
            json.dumps(to_json(annotation), ensure_ascii=False)
            for annotation in extract(documents.load(str(text)), nlp)
        ]
        (into / f"{text.stem}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def score(gold: Path, predicted: Path, *options: str) -> None:
    """Print the scores, with the scorer that lies in the folder of the texts or above it."""
    scorer = next(p / "score.py" for p in (gold, *gold.parents) if (p / "score.py").exists())
    sys.argv = [str(scorer), str(gold), str(predicted), *options]
    runpy.run_path(str(scorer), run_name="__main__")


def main() -> None:
    """Extract and score."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("--errors", action="store_true", help="print what was missed or wrong")
    arguments.add_argument("--store", type=Path, help="the store whose names are used")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        predict(given.gold.resolve(), Path(folder), store=given.store)
        score(given.gold.resolve(), Path(folder), *(["--errors"] if given.errors else []))


if __name__ == "__main__":
    main()
