"""Weigh a duty whose bearer is unclear: say how likely its clause regulates somebody.

A logistic regression over the words of the clause and what the rules saw in it, hashed into one
row of weights. `bench/train_norms.py` makes the weights from sentences that readers have labelled.
It does not decide what is a norm, since its labels ask for less; it says which norms to doubt.
"""

import math
import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from zlib import crc32

WEIGHTS = Path(__file__).parent / "regulates.npz"
SIZE = 1 << 14
"""Length of the row of weights; its last place is the bias."""
WORDS = 50
"""The words of a clause that are looked at; what binds stands at its start."""

UNSEEN = frozenset({"trigger", "modality"})
"""Features that are left out: the labelled sentences have few modal words but "shall"."""

_WORD = re.compile(r"[^\W\d_]+|\d+")


def probability(clause: str, seen: Mapping[str, str | bool]) -> float:
    """Return the probability, 0 to 1, that the clause tells somebody what to do or not to do.

    `seen` are the features that the rules name, as `Candidate.features` gives them.
    """
    weights = _weights()
    weight = sum(value * weights[i] for i, value in features(clause, seen).items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, weight))))


def features(clause: str, seen: Mapping[str, str | bool]) -> dict[int, float]:
    """Return the places of the row that the clause touches, each with its value.

    Words and pairs of words share a length of one, so that long clauses weigh no more than short
    ones; each feature that the rules name has a length of one of its own.
    """
    words = ["1" if w.isdigit() else w for w in _WORD.findall(clause.lower())[:WORDS]]
    grams = [*words, *map(" ".join, pairwise(words))]
    share = 1 / math.sqrt(max(1, len(grams)))
    found: dict[int, float] = {SIZE - 1: 1.0}
    for gram in grams:
        place = _place(gram)
        found[place] = found.get(place, 0.0) + share
    for name, value in seen.items():
        if name in UNSEEN:
            continue
        place = _place(f"{name}={value}")
        found[place] = found.get(place, 0.0) + 1.0
    return found


def _place(feature: str) -> int:
    return crc32(feature.encode()) % (SIZE - 1)


@cache
def _weights() -> list[float]:
    import numpy as np

    with np.load(WEIGHTS) as stored:
        row: list[float] = stored["weights"].astype(float).tolist()
    return row
