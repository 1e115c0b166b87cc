"""Train the scorer of norms: `python -m bench.train_norms SENTENCES.json [--write]`.

SENTENCES maps each sentence to "regulatory" or "constitutive", as readers of the project "Nature of
EU Rules" have labelled sentences of EU law (Apache-2.0). Prints precision, recall and F1 of the
rules alone, of the scorer alone and of both, by cross-validation in five parts; --write fits all
sentences and writes the weights that ship.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.document import Block, Document
from kg.text.deontic import norms, scorer
from kg.text.passage import Passage, sentences

Array = NDArray[np.float64]
PARTS, SEED = 5, 20261124
PENALTY = 0.5
"""Strength of the quadratic penalty on the weights."""
STEPS = 30


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled sentence: what the scorer sees of it, what the rules say, what a reader said.

    `ruled` and `named` say that the rules see a norm in it, and one whose bearer can act.
    """

    row: Array
    ruled: bool
    named: bool
    label: bool


def examples(path: Path) -> Iterator[Example]:
    """Yield the labelled sentences of a file."""
    for text, label in json.loads(path.read_text("utf-8")).items():
        yield example(text, label == "regulatory")


def example(text: str, label: bool) -> Example:
    """Return one sentence as an example; its first norm stands for it, else its first modal."""
    block = Block(0, len(text))
    document = Document(name="", title="", text=text, blocks=(block,), location="", sha256="0" * 64)
    passage = Passage(document=document, block=block, text=text, start=0)
    passage.sentences = sentences(text)
    found = list(norms.candidates(passage))
    best = next((c for c in found if not c.against), found[0] if found else None)
    row = np.zeros(scorer.SIZE)
    where = best.span if best else (0, len(text))
    seen = best.features() if best else {"trigger": ""}
    for place, value in scorer.features(text[slice(*where)], seen).items():
        row[place] = value
    ruled = [c for c in found if not c.against]
    return Example(row, bool(ruled), any(c.bearer and c.reading.actor for c in ruled), label)


def fit(rows: Array, labels: Array) -> Array:
    """Return the weights of a logistic regression with a quadratic penalty.

    Newton's method in the space of the examples, of which there are fewer than weights: the answer
    is exact and the same on each run.
    """
    kernel = rows @ rows.T
    alpha: Array = np.zeros(len(labels))
    for _ in range(STEPS):
        scores = kernel @ alpha
        p = 1 / (1 + np.exp(-scores))
        spread = np.maximum(p * (1 - p), 1e-6)
        aim = scores + (labels - p) / spread
        alpha = np.asarray(np.linalg.solve(kernel + PENALTY * np.diag(1 / spread), aim), float)
    weights: Array = rows.T @ alpha
    return weights


def crossed(rows: Array, labels: Array) -> Array:
    """Return for each example the probability given by weights that have not seen it."""
    parts = np.random.default_rng(SEED).permutation(len(labels)) % PARTS
    found = np.zeros(len(labels))
    for part in range(PARTS):
        held = parts == part
        found[held] = 1 / (1 + np.exp(-rows[held] @ fit(rows[~held], labels[~held])))
    return found


def line(name: str, found: NDArray[np.bool_], labels: NDArray[np.bool_]) -> str:
    """Return precision, recall and F1 in a row of the table."""
    both = int((found & labels).sum())
    precision, recall = both / max(1, int(found.sum())), both / int(labels.sum())
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"{name:34} {precision:6.3f} {recall:6.3f} {f1:6.3f}"


def main() -> None:
    """Print the table; write the weights where that is asked for."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("sentences", type=Path)
    arguments.add_argument("--write", action="store_true", help="write the weights that ship")
    given = arguments.parse_args()
    read = list(examples(given.sentences))
    rows = np.array([e.row for e in read])
    labels, ruled, named = (
        np.array([getattr(e, name) for e in read]) for name in ("label", "ruled", "named")
    )
    scores = crossed(rows, labels.astype(float))
    print(f"{len(read)} sentences, {PARTS} parts{'':12} {'P':>6} {'R':>6} {'F1':>6}")
    print(line("rules: a norm", ruled, labels))
    print(line("rules: a norm of a named actor", named, labels))
    print(line("scorer", scores >= 0.5, labels))
    print(line("scorer, where the rules see a norm", (scores >= 0.5) & ruled, labels))
    if given.write:
        weights = fit(rows, labels.astype(float)).astype(np.float32)
        np.savez_compressed(scorer.WEIGHTS, weights=weights)
        print(f"{scorer.WEIGHTS.name}: {scorer.WEIGHTS.stat().st_size} bytes")


if __name__ == "__main__":
    main()
