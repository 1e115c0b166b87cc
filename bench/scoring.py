"""Hold extracted annotations against annotated ones: the pairs that count, precision, recall, F1.

The rules of what counts as the same are those of the script score.py that lies with the annotated
texts; it is loaded from there, so that there is one definition.
"""

import json
import os
import runpy
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.epoch import SHARED
from bench.timing import ROOT
from kg.text.annotations import Annotation, to_json

TYPES = ("threshold", "definition", "norm", "reference", "date", "mention", "relation", "claim")


@dataclass(frozen=True, slots=True)
class Score:
    """How one type fared over some documents: annotated, found, and both."""

    gold: int = 0
    found: int = 0
    both: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.gold + other.gold, self.found + other.found, self.both + other.both)

    @property
    def precision(self) -> float:
        """Share of what was found that is annotated; 1 where nothing was found."""
        return self.both / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what is annotated that was found; 1 where nothing is annotated."""
        return self.both / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Scorer:
    """The script of the annotated texts in `folder`, of a folder above it, or the shared one."""

    def __init__(self, folder: Path) -> None:
        found = [p / "score.py" for p in _places(folder) if (p / "score.py").exists()]
        if not found:
            raise SystemExit(f"{folder}: no score.py here or above; the texts come with one, or "
                             f"set {SHARED} to the folder that holds gold/score.py")  # fmt: skip
        self.script = runpy.run_path(str(found[0]))

    def judge(
        self, gold: list[dict[str, Any]], found: Sequence[Annotation], text: str
    ) -> tuple[dict[str, Score], list[tuple[Annotation, bool]], dict[str, tuple[int, int]]]:
        """Return scores by type, each annotation with whether it is right, and further fields.

        What the script leaves out of its count is left out here too. The further fields are
        pairs of how many were right and how many pairs there were, as "norm.bearer".
        """
        scores, judged = {}, []
        further: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
        said = [(a, to_json(a)) for a in found]
        everything = [p for _, p in said]
        for kind in TYPES:
            g = [a for a in gold if a["type"] == kind]
            p = [(a, j) for a, j in said if j["type"] == kind]
            pairs = list(self.script["pairs"](g, [j for _, j in p], self.script["SAME"][kind]))
            hit_gold, hit = {id(x) for x, _ in pairs}, {id(y) for _, y in pairs}
            optional = self.script["optional"]
            g = [x for x in g if id(x) in hit_gold or not optional(x, text, everything)]
            p = [(a, j) for a, j in p if id(j) in hit or not optional(j, text, gold)]
            scores[kind] = Score(len(g), len(p), len(pairs))
            judged += [(a, id(j) in hit) for a, j in p]
            for name, alike in self.script["FURTHER"].items():
                if name.startswith(f"{kind}."):
                    right, all_ = further[name]
                    good = sum(bool(alike(x, y)) for x, y in pairs)
                    further[name] = (right + good, all_ + len(pairs))
        return scores, judged, dict(further)


def _places(folder: Path) -> list[Path]:
    """Return the folders in which the script may lie, the nearest first."""
    shared = Path(os.environ.get(SHARED, ROOT.parent / "shared"))
    return [folder, *folder.parents, shared / "gold"]


def gold_of(path: Path) -> list[dict[str, Any]]:
    """Return the annotations of a text, of the file NAME.jsonl beside NAME.txt."""
    lines = path.with_suffix(".jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]
