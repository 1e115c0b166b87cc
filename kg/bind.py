"""Turn the parameters of a question, given as text or Python values, into terms to be bound."""

from datetime import date
from typing import Any

import pyoxigraph as ox

from kg.catalogue import Question
from kg.errors import BadQuery, UnknownName, nearest
from kg.lookup import find
from kg.names import ONTOLOGY, term
from kg.triples import TYPE, Term, double, literal, node

ANY = node(term("Any"))
"""Bound to a parameter of any type whose value is "any": the question then does not restrict."""


def bindings(store: ox.Store, question: Question, given: dict[str, Any]) -> dict[str, Term]:
    """Return the term of each parameter of `question`, by variable name.

    `given` maps parameter names (with hyphens or underscores) to text or plain values; what is not
    given has its default. Raise `BadQuery` for a value of the wrong type and `UnknownName` for a
    name that is not known.
    """
    values = {question.parameter(name).name: value for name, value in given.items()}
    return {
        p.variable: _term(store, question.name, p.name, p.type, values.get(p.name, p.default))
        for p in question.parameters
    }


def _term(store: ox.Store, question: str, name: str, kind: str, value: Any) -> Term:
    text = value.isoformat() if isinstance(value, date) else str(value).strip()
    if text == "any":
        return ANY
    try:
        if kind == "number":
            return double(_finite(text))
        if kind == "integer":
            return literal(int(text))
        if kind == "date":
            return literal(day(text))
    except ValueError:
        expected = {"number": "a number such as 1e25", "integer": "a whole number"}.get(
            kind, "a day such as 2026-11-01, or today"
        )
        raise BadQuery(f"{question}: {name} is '{text}', not {expected}") from None
    if kind == "text":
        return literal(text)
    if kind == "property":
        return _property(store, question, name, text)
    return node(find(store, text, kind="" if kind == "thing" else kind))


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")) or number != number:
        raise ValueError(text)
    return number


def day(text: str) -> date:
    """Return the day that `text` names: an ISO date or "today"; raise `ValueError` otherwise."""
    return date.today() if text == "today" else date.fromisoformat(text)


def _property(store: ox.Store, question: str, name: str, text: str) -> ox.NamedNode:
    """Return a quantity property by its name in any of the usual spellings."""
    quads = store.quads_for_pattern(None, TYPE, node(term("QuantityProperty")), None)
    known = {
        q.subject.value.removeprefix(ONTOLOGY): q.subject
        for q in quads
        if isinstance(q.subject, ox.NamedNode)
    }
    wanted = text.removeprefix(ONTOLOGY).lstrip(":").replace("-", "").replace("_", "").casefold()
    for local, iri in known.items():
        if local.casefold() == wanted:
            return iri
    raise UnknownName(
        f"{question}: {name} is '{text}', which is no measured quantity"
        f"{nearest(text, list(known)) or '.'} List them with: kg ask quantities"
    )
