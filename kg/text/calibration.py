"""Confidence: how often what a rule finds is right, as counted on annotated texts.

The counts stand in `confidence.json` beside this module; `python -m bench.extraction --calibrate`
makes it. A rule that was met too seldom to say much leans on the rate of its type.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from kg.text.annotations import Annotation

TABLE = Path(__file__).parent / "confidence.json"
WEIGHT = 8
"""How many cases the rate of the type weighs against a rule's own: below that, chance rules."""
UNCOUNTED = 0.5
"""What is assumed of types that no annotated text holds, such as exemptions: nothing either way."""

Counts = Mapping[str, tuple[int, int]]
"""For each rule and each type: how many of its annotations were right, and how many there were."""


def calibrated(annotation: Annotation) -> Annotation:
    """Return the annotation with the confidence that its rule has earned."""
    return replace(annotation, confidence=_table(annotation.type, annotation.rule))


@cache
def _table(kind: str, rule: str) -> float:
    return confidence(_shipped(), kind, rule)


@cache
def _shipped() -> Counts:
    said = json.loads(TABLE.read_text("utf-8"))
    return {name: (right, all_) for name, (right, all_) in said.items()}


def confidence(counts: Counts, kind: str, rule: str) -> float:
    """Return the probability that what `rule` finds of type `kind` is right.

    The rule's own rate, drawn towards that of its type, and that towards one half, by `WEIGHT`
    cases each (the mean of a Beta posterior).

    >>> confidence({"date": (92, 100), "date.full": (40, 40)}, "date", "date.full") > 0.97
    True
    >>> confidence({}, "date", "date.full")
    0.5
    """
    right, all_ = counts.get(kind, (0, 0))
    rate = (right + WEIGHT * UNCOUNTED) / (all_ + WEIGHT)
    right, all_ = counts.get(rule, (0, 0))
    return (right + WEIGHT * rate) / (all_ + WEIGHT)


def counted(judged: Iterable[tuple[Annotation, bool]]) -> dict[str, tuple[int, int]]:
    """Return the counts of annotations that were judged right or wrong."""
    right, all_ = Counter[str](), Counter[str]()
    for annotation, is_right in judged:
        for name in {annotation.type, annotation.rule}:
            all_[name] += 1
            right[name] += is_right
    return {name: (right[name], all_[name]) for name in sorted(all_)}
