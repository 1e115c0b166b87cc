"""Assume: facts that a person sets for one answer, such as "GPT-5.5 trainingCompute 3e25..2e26".

    <name> <property> <value>

Names are those of the graph. A property is written as in the ontology or by its label; spelling
with hyphens, underscores or spaces does not matter. A value is a number or an interval
(`3e25..2e26`, `..1e26`), a day, true or false, the name of a thing, words; several are separated by
commas; `?` says that nothing is known.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from kg.errors import BadQuery, UnknownName
from kg.law.world import Extra, Known
from kg.lookup import find
from kg.names import ONTOLOGY, compact, rdf, slug, term
from kg.triples import TYPE, node

WHY = "assumed for this answer"
FORM = "write: name property value, as in 'Grok 4 weights OpenWeights'"
KIND_OF: dict[str, str] = {
    term("Model"): "model",
    term("Actor"): "actor",
    term("Developer"): "actor",
    term("Hardware"): "hardware",
    term("Licence"): "licence",
    term("Jurisdiction"): "place",
    term("CountryGroup"): "group",
    term("Capability"): "capability",
}
"""In which namespace the members of a class have their names."""


def assumptions(store: ox.Store, texts: Iterable[str]) -> Extra:
    """Return what `texts` assume; raise `BadQuery` for one that cannot be read, or set twice."""
    found: Extra = {}
    for text in texts:
        asked, known = assumption(store, text)
        if asked in found:
            raise BadQuery(f"'{text}': this was assumed already; give one value for it")
        found[asked] = known
    return found


def assumption(store: ox.Store, text: str) -> tuple[tuple[str, str], list[Known]]:
    """Return thing and property that `text` is about, and the values that it sets.

    No values means that nothing is known. Raise `BadQuery` in one sentence where name, property or
    value is not understood.
    """
    called = properties(store)
    failed: UnknownName | None = None
    for name, prop, value in _splits(text, called):
        try:
            thing = find(store, name, kind=KIND_OF.get(prop.domain, ""))
        except UnknownName as problem:
            failed = failed or _other_kind(store, name, prop) or problem
            continue
        return (str(thing), prop.iri), values_of(store, text, prop, value)
    if failed:
        raise BadQuery(f"'{text}': {failed}") from failed
    raise BadQuery(f"'{text}': {_lacking(text, called)}")


def _other_kind(store: ox.Store, name: str, prop: "Property") -> UnknownName | None:
    """Return the error for a name of something of which the property is not said."""
    try:
        thing = find(store, name)
    except UnknownName:
        return None
    said, of = (iri.removeprefix(ONTOLOGY) for iri in (prop.iri, prop.domain))
    return UnknownName(f"{said} is said of a {of.lower()}, and {compact(thing)} is none")


@dataclass(frozen=True, slots=True)
class Property:
    """A property of the ontology: its IRIs, and whether a thing has one value of it only."""

    iri: str
    label: str
    domain: str
    range: str
    single: bool


def properties(store: ox.Store) -> dict[str, Property]:
    """Return the properties of the ontology by the spelling of their names and labels."""
    found = []
    for kind in (rdf("owl:ObjectProperty"), rdf("owl:DatatypeProperty")):
        for quad in store.quads_for_pattern(None, TYPE, node(kind), ox.DefaultGraph()):
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(ONTOLOGY):
                iri = quad.subject.value
                one = {term("QuantityProperty"), rdf("owl:FunctionalProperty")}
                found.append(
                    Property(
                        iri=iri,
                        label=_first(store, iri, "rdfs:label"),
                        domain=_first(store, iri, "rdfs:domain"),
                        range=_first(store, iri, "rdfs:range"),
                        single=bool(one & set(_objects(store, iri, "rdf:type"))),
                    )
                )
    found.sort(key=lambda p: p.iri)
    return {str(key): p for p in found for key in (slug(p.label), spelt(p.iri))}


def spelt(iri: str) -> str:
    """Return the local name of a term as its words are slugged: "trainingCompute" by hyphen.

    >>> spelt(term("placedOnEuMarketOn"))
    'placed-on-eu-market-on'
    """
    local = iri.removeprefix(ONTOLOGY)
    return slug(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", local))


def _splits(text: str, called: dict[str, Property]) -> Iterator[tuple[str, Property, str]]:
    """Yield the ways to cut a text in three, those with the most words in the property first."""
    words = text.split()
    for length in range(len(words) - 2, 0, -1):
        for start in range(1, len(words) - length):
            middle = " ".join(words[start : start + length])
            prop = called.get(slug(middle)) or called.get(spelt(middle))
            if prop:
                yield " ".join(words[:start]), prop, " ".join(words[start + length :])


def _lacking(text: str, called: dict[str, Property]) -> str:
    """Say why no part of a text could be cut out as a property, with the nearest ones."""
    from difflib import get_close_matches

    words = text.split()
    if len(words) < 3:
        return f"an assumption has three parts; {FORM}"
    for word in words[1:-1]:
        close = get_close_matches(spelt(word), called, n=2, cutoff=0.6)
        if close:
            names = [called[key].iri.removeprefix(ONTOLOGY) for key in close]
            return f"'{word}' is no property; did you mean {' or '.join(dict.fromkeys(names))}?"
    return f"no word of it is a property; {FORM}"


# ------------------------------------------------------------ values


def values_of(store: ox.Store, text: str, prop: Property, value: str) -> list[Known]:
    """Return the values that `value` writes; `text` stands before the words of a `BadQuery`."""
    if value == "?":
        return []
    parts = [value] if prop.single else [part.strip() for part in value.split(",")]
    return [_value(store, text, prop, part) for part in parts]


def _value(store: ox.Store, text: str, prop: Property, value: str) -> Known:
    name, kind = prop.iri.removeprefix(ONTOLOGY), prop.range.rpartition("#")[2]
    if kind == "boolean":
        known = {"true": "true", "yes": "true", "false": "false", "no": "false"}
        if value.casefold() not in known:
            raise BadQuery(f"'{text}': {name} is true or false, not '{value}'")
        return Known(known[value.casefold()], why=WHY)
    if kind in ("double", "date"):
        read = _number if kind == "double" else _day
        low_text, dots, high_text = value.partition("..")
        if not dots:
            high_text = low_text
        low, high = (read(text, name, end.strip()) for end in (low_text, high_text))
        if low is None and high is None:
            raise BadQuery(f"'{text}': an interval has a bound at least; write low..high")
        if low is not None and high is not None and low > high:
            raise BadQuery(f"'{text}': the lower bound {low_text} is above the upper {high_text}")
        exact = "" if dots else repr(low)
        return Known(value if kind == "date" else exact, low, high, WHY)
    if kind in ("string", "anyURI", "langString"):
        return Known(value, why=WHY)
    return Known(_thing(store, text, prop, value), why=WHY)


def _number(text: str, name: str, written: str) -> float | None:
    if not written:
        return None
    plain = re.sub(r"^10\^(\d+)$", r"1e\1", written.replace("_", ""))
    if not re.fullmatch(r"\d+(\.\d+)?([eE]\+?\d+)?", plain) or float(plain) == float("inf"):
        raise BadQuery(f"'{text}': {name} is a number or an interval, not '{written}'; "
                       "write 3e25 or 3e25..2e26")  # fmt: skip
    return float(plain)


def _day(text: str, name: str, written: str) -> float | None:
    if not written:
        return None
    try:
        return float(date.fromisoformat(written).toordinal())
    except ValueError as problem:
        raise BadQuery(
            f"'{text}': {name} is a day, not '{written}'; write it as 2026-11-01"
        ) from problem


def _thing(store: ox.Store, text: str, prop: Property, value: str) -> str:
    """Return the thing that a value names: a term of the property's class, or a thing."""
    terms = _terms(store, prop.range)
    for key in (str(slug(value)), spelt(value.removeprefix(":"))):
        if key in terms:
            return terms[key]
    kind = KIND_OF.get(prop.range, "")
    if prop.range and not kind and terms:
        listed = ", ".join(sorted({compact(iri).removeprefix(":") for iri in terms.values()}))
        raise BadQuery(f"'{text}': '{value}' is none of {listed}")
    try:
        return str(find(store, value, kind=kind))
    except UnknownName as problem:
        raise BadQuery(f"'{text}': {problem}") from problem


def _terms(store: ox.Store, cls: str) -> dict[str, str]:
    """Return the terms of a class of the ontology by name and label; without one, its classes."""
    of = node(cls or rdf("owl:Class"))
    found: dict[str, str] = {}
    for quad in store.quads_for_pattern(None, TYPE, of, ox.DefaultGraph()):
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(ONTOLOGY):
            iri = quad.subject.value
            found |= {spelt(iri): iri, slug(_first(store, iri, "rdfs:label")): iri}
    return found


def _objects(store: ox.Store, subject: str, curie: str) -> list[str]:
    quads = store.quads_for_pattern(node(subject), node(rdf(curie)), None, ox.DefaultGraph())
    return sorted(q.object.value for q in quads if isinstance(q.object, ox.NamedNode | ox.Literal))


def _first(store: ox.Store, subject: str, curie: str) -> str:
    return next(iter(_objects(store, subject, curie)), "")
