"""Hypotheses: a provision made up for one answer, or one of the graph with another threshold."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

import pyoxigraph as ox

from kg.errors import BadQuery, UnknownName, nearest
from kg.law.assess import REACHED
from kg.law.assume import Property, properties, spelt, values_of
from kg.law.conditions import All, Any, Compare, Condition, Has, Not, Path, Step, Test, tests
from kg.law.provisions import Provision, Regime
from kg.law.words import Words
from kg.names import NAMESPACES, ONTOLOGY, rdf, term
from kg.triples import DOUBLE, node

MADE_UP = NAMESPACES["regime"] + "what-if"
DEVELOPER = Step(term("developedBy"))
DOMAINS = {"Model": "Model", "Actor": "Developer", "Hardware": "Accelerator", "Cluster": "Cluster"}
"""The class that a provision reaches by the class of which its quantity is said."""
SHORT_FOR = {"country": "headquarters", "developer": "developed-by"}
"""Words that a person uses for a property."""
ACCESS = {"open": "DownloadableWeights", "closed": "ClosedWeights"}
"""Words that a person uses for a kind of access to weights, with all that is narrower."""


def made_up(
    store: ox.Store,
    day: date,
    *,
    quantity: str,
    comparator: str,
    value: float,
    where: Sequence[str] = (),
    reaches: str = "",
) -> Provision:
    """Return a provision in force on `day` that tests one quantity, and `where` beside it.

    `reaches` names a class, without it that of which the quantity is said; each text of `where` is
    `property=value`. Raise `BadQuery` and `UnknownName` for what is not understood.
    """
    called = properties(store)
    asked = _property(called, quantity)
    if asked.range != DOUBLE.value:
        raise BadQuery(f"{_local(asked)} is no quantity that can be over or under a number")
    of = _local_name(asked.domain)
    reached = _class(reaches) if reaches else DOMAINS.get(of, of or "Model")
    units = store.quads_for_pattern(node(asked.iri), node(term("unit")), None, ox.DefaultGraph())
    unit = next((q.object.value for q in units if isinstance(q.object, ox.NamedNode)), "")
    limit = Compare(_path(asked, reached), comparator, value, unit=unit)
    beside = [_where(store, called, text, reached) for text in where]
    condition: Condition = All((limit, *beside)) if beside else limit
    return Provision(
        iri=MADE_UP,
        label=Words(store).condition(condition),
        citation="made up for this answer",
        regime=Regime(MADE_UP, "what if", "", (), None, ()),
        reaches=(reached,),
        condition=condition,
        exemptions=(),
        effects=(),
        gives=(),
        depends_on=(),
        dates={"inForceFrom": day, "appliesFrom": day},
    )


def moved(store: ox.Store, provision: Provision, value: float, quantity: str = "") -> Provision:
    """Return a provision with another number in the place of its threshold.

    `quantity` names the threshold where the condition has several. Raise `BadQuery` where it has
    none, or leaves open which is meant.
    """
    found = _numbers(provision.condition)
    if quantity:
        asked = _property(properties(store), quantity)
        found = [t for t in found if t.path[-1].property == asked.iri]
    if len(found) != 1:
        words = Words(store)
        listed = "; ".join(sorted(words.test(t) for t in _numbers(provision.condition)))
        if not listed:
            raise BadQuery(f"{provision.id} tests no number, so it has no threshold to move")
        if quantity and not found:
            raise BadQuery(f"no threshold of {provision.id} is of {quantity}; there is: {listed}")
        raise BadQuery(
            f"{provision.id} has several thresholds ({listed}); say which is moved by its quantity"
        )
    assert provision.condition is not None
    changed = _replaced(provision.condition, found[0], replace(found[0], value=value))
    return replace(provision, condition=changed)


def in_force(provision: Provision, day: date) -> Provision:
    """Return a provision as it would be if it had entered into force and applied on `day`."""
    return replace(
        provision,
        regime=replace(provision.regime, events=()),
        dates={"inForceFrom": day, "appliesFrom": day},
    )


def _numbers(condition: Condition | None) -> list[Compare]:
    """Return the tests of numbers, each once."""
    found = tests(condition) if condition is not None else iter(())
    return list(dict.fromkeys(t for t in found if isinstance(t, Compare) and not t.is_day))


def _replaced(condition: Condition, old: Test, new: Test) -> Condition:
    if isinstance(condition, All | Any):
        return replace(condition, parts=tuple(_replaced(p, old, new) for p in condition.parts))
    if isinstance(condition, Not):
        return Not(_replaced(condition.part, old, new))
    return new if condition == old else condition


# ------------------------------------------------------------ reading what a person writes


def _property(called: dict[str, Property], name: str) -> Property:
    key = spelt(SHORT_FOR.get(name.strip().casefold(), name.strip()))
    if key not in called:
        raise UnknownName(f"no property is called '{name}'{nearest(key, list(called))}")
    return called[key]


def _class(name: str) -> str:
    for known in REACHED:
        if spelt(known) == spelt(name):
            return known
    listed = ", ".join(cls.lower() for cls in REACHED)
    raise UnknownName(f"provisions reach no '{name}'; one of {listed}")


def _path(prop: Property, reached: str) -> Path:
    """Return the way from what is reached to a property: of a model's developer, if need be."""
    of = _local_name(prop.domain)
    if not of or of == reached or reached in (DOMAINS.get(of), *REACHED.get(of, ())):
        return (Step(prop.iri),)
    if of in ("Actor", "Developer") and reached == "Model":
        return (DEVELOPER, Step(prop.iri))
    raise BadQuery(
        f"{_local(prop)} is said of a {of.lower()}, not of a {reached.lower()}; "
        "what is reached is set with --reaches"
    )


def _where(store: ox.Store, called: dict[str, Property], text: str, reached: str) -> Has:
    name, equals, value = (part.strip() for part in text.partition("="))
    if not (name and equals and value):
        raise BadQuery(f"'{text}': write property=value, as in weights=open or country=CN")
    prop = _property(called, name)
    if prop.range == DOUBLE.value:
        raise BadQuery(f"'{text}': {_local(prop)} is a number; a number is tested by --quantity")
    if prop.iri == term("weights"):
        value = ACCESS.get(value.casefold(), value)
    found = [known.text for known in values_of(store, text, prop, value)]
    if not found:
        raise BadQuery(f"'{text}': a provision tests a value; '{value}' is none")
    return Has(_path(prop, reached), tuple(_with_narrower(store, found)))


def _with_narrower(store: ox.Store, found: Iterable[str]) -> Iterator[str]:
    """Yield values with the concepts below them, and places with those within them."""
    waiting, seen = list(found), set[str]()
    while waiting:
        value = waiting.pop(0)
        if value in seen:
            continue
        seen.add(value)
        yield value
        if "://" not in value:
            continue
        for above in (rdf("skos:broader"), term("within")):
            quads = store.quads_for_pattern(None, node(above), node(value), ox.DefaultGraph())
            waiting += sorted(q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode))


def _local(prop: Property) -> str:
    return _local_name(prop.iri)


def _local_name(iri: str) -> str:
    return iri.removeprefix(ONTOLOGY)
