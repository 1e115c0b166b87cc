"""Turn what a model quotes into annotations with spans: only words that stand in the text count."""

from dataclasses import fields
from typing import Any

from kg.document import Document, Where
from kg.text.annotations import (
    CLAIM_KINDS,
    CLASSES,
    CLASSES_BY_TYPE,
    COMPARATORS,
    MODALITIES,
    PREDICATES,
    QUANTITIES,
    ROLES,
    UNITS,
    Annotation,
    from_json,
)

PARTS = ("term", "trigger", "bearer", "subject", "object", "speaker", "condition", "deadline")
"""The fields that a model gives as words and an annotation holds as a span."""
TYPES = ("threshold", "definition", "norm", "reference", "date", "mention", "relation", "claim")
DERIVED, TAKEN_AS_READ = 0.6, 0.4
"""Confidence in a model whose hits nobody has counted: over the line of review where the second
check can derive the value from the words (threshold, date, norm), below it elsewhere."""

_STRING = {"type": "string"}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["annotations"],
    "properties": {
        "annotations": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "quote"],
                "properties": {
                    "type": {"enum": list(TYPES)},
                    "quote": _STRING,
                    **dict.fromkeys(PARTS, _STRING),
                    "quantity": {"enum": list(QUANTITIES)},
                    "comparator": {"enum": list(COMPARATORS)},
                    "value": {"type": "number"},
                    "unit": {"enum": list(UNITS)},
                    "modality": {"enum": list(MODALITIES)},
                    "scope": {"enum": ["internal", "external"]},
                    "iso": _STRING,
                    "role": {"enum": list(ROLES)},
                    "class": {"enum": list(CLASSES)},
                    "predicate": {"enum": list(PREDICATES)},
                    "kind": {"enum": list(CLAIM_KINDS)},
                    "horizon": {"type": "array", "items": {"type": "integer"}},
                },
            },
        }
    },
}


def annotation_of(
    said: dict[str, Any], document: Document, start: int, end: int, *, rule: str
) -> Annotation | None:
    """Return the annotation that an answer makes of the text between `start` and `end`.

    None where its quote, or a part that it must have, does not stand there, or where it is no
    annotation.
    """
    kind = said.get("type")
    span = _found(said.get("quote"), document, start, end)
    if kind not in TYPES or span is None:
        return None
    values: dict[str, Any] = {**said, "span": span, "rule": rule}
    values["confidence"] = DERIVED if kind in ("threshold", "date", "norm") else TAKEN_AS_READ
    for name in PARTS:
        words = said.get(name)
        values[name] = _found(words, document, *span) or _found(words, document, start, end)
    wanted = {f.name for f in fields(CLASSES_BY_TYPE[kind])}
    if "horizon" in wanted:
        values["horizon"] = _term(said.get("horizon"))
    if any(name in wanted and values[name] is None for name in ("term", "trigger")):
        return None
    if kind == "relation" and values["subject"] is None:
        return None
    known = wanted | ({"class"} if kind == "mention" else set())
    try:
        return from_json({k: v for k, v in values.items() if k in known} | {"type": kind})
    except ValueError:
        return None


def _found(words: object, document: Document, start: int, end: int) -> Where | None:
    if not isinstance(words, str) or not words.strip():
        return None
    at = document.text.find(words, start, end)
    return (at, at + len(words)) if at >= 0 else None


def _term(months: object) -> tuple[int, int] | None:
    if isinstance(months, list) and len(months) == 2 and all(type(m) is int for m in months):
        return months[0], months[1]
    return None
