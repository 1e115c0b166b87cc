"""Assessments as rows of plain values, for tables and for JSON."""

from collections.abc import Iterable, Sequence
from typing import Any

from kg.answer import Value
from kg.law.assess import Assessment, Outcome
from kg.law.conditions import Compare, tests
from kg.law.coverage import NO_RULE, coverage
from kg.law.reasons import Reasons, chance
from kg.names import compact

Row = dict[str, Any]
SHORT = ("model", "provision", "outcome", "probability", "because")
"""The columns of a table for people."""


def row(reasons: Reasons, found: Assessment) -> Row:
    """Return an assessment by column; `model` is the name of the thing, of whatever kind it is.

    Lists are lists and days are days; what is not known is None. `missing` says in words what is
    not known; `needs` the same as things and properties, in the form that an assumption takes.
    """
    words, provision = reasons.words, found.provision
    counting = [r for t in _compares(found) for r in t.counting]
    return {
        "model": words.name(found.thing),
        "thing": found.thing,
        "kind": reasons.kind(found.thing),
        "regime": provision.regime.name,
        "provision": provision.id,
        "citation": provision.citation,
        "outcome": found.outcome.value,
        "probability": chance(found),
        "missing": list(reasons.missing(found)),
        "needs": [f"{name_of(thing)} {name_of(prop)}" for thing, prop, _ in reasons.needs(found)],
        "because": reasons.because(found),
        "state": found.state.value,
        "effect": [words for _, words in provision.effects],
        "counting_rule": list(dict.fromkeys(counting)),
        "exempted": found.exempted.label if found.exempted else None,
        "eased": [e.label for e in found.eased],
        "open_exemptions": [e.label for e in found.open_exemptions],
        "coverage": reasons.extent(provision.regime.coverage),
        "not_modelled": list(provision.regime.coverage_notes),
        "last_checked": provision.regime.last_checked,
        "as_of": found.day,
        "known_at": reasons.known_at,
    }


def name_of(iri: str) -> str:
    """Return a thing or property as a prefixed name; terms of the ontology without the colon."""
    return compact(iri).removeprefix(":") if "://" in iri else iri


def _compares(found: Assessment) -> list[Compare]:
    condition = found.provision.condition
    return [t for t in tests(condition) if isinstance(t, Compare)] if condition else []


def flat(rows: Iterable[Row], columns: Sequence[str]) -> list[tuple[Value, ...]]:
    """Return rows as tuples of `columns` in which a list is one text."""
    return [
        tuple("; ".join(v) if isinstance(v, list) else v for v in (r[c] for c in columns))
        for r in rows
    ]


def remarks(reasons: Reasons, found: Sequence[Assessment]) -> list[str]:
    """Return the lines that end an answer: what its silence means, and its coverage."""
    applies = any(a.outcome is Outcome.APPLIES for a in found)
    return [*([] if applies else [NO_RULE]), coverage(reasons.words.store).line()]
