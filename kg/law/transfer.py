"""A transfer that somebody asks about: which provisions reach it, and which facts of it they lack.

The transfer stands in the graph's world for one answer only. What follows from its end user is
inferred by rules that are stated in `RULES`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import BadQuery, UnknownName, nearest
from kg.law.assess import Assessment, Court
from kg.law.conditions import Step
from kg.law.court import RANK, hold, thing_named
from kg.law.provisions import Provision
from kg.law.reasons import Reasons
from kg.law.rows import row
from kg.law.world import Extra, Known, World
from kg.lookup import find
from kg.names import NAMESPACES, ONTOLOGY, compact, rdf, slug, term
from kg.triples import node
from kg.wording import said_of

if TYPE_CHECKING:
    from kg.law.explanation import Explanation

TRANSFER = "transfer"
"""What the transfer is called in the world of its answer; it is no IRI and in no store."""
FORMS = {"weights": "Weights", "API": "Access", "know-how": "KnowHow", "chip": "Chips"}
"""What can be transferred, with the class of controlled things that a provision names for it."""
BARRING = ("LicenceRequirement", "Prohibition")
RULES = {
    "seat": "an end user has the seats of its own headquarters and of those of its parents",
    "foreign": "an end user with no headquarters in the United States is taken as a foreign person",
    "home": "an end user with its headquarters in the United States is taken as no foreign person",
    "anyone": "no end user is named, so the item reaches whoever is at a destination outside the "
    "United States, and foreign persons among them",
}
ASKED = "as asked"


@dataclass(frozen=True, slots=True)
class Transfer:
    """What is sent in which form where; IRIs, empty where not said."""

    item: str
    form: str
    destination: str
    origin: str = ""
    end_user: str = ""


@dataclass(frozen=True, slots=True)
class TransferAnswer:
    """The assessments of a transfer; those in `untested` hang on facts of it that are not known."""

    transfer: Transfer
    assessments: tuple[Assessment, ...]
    untested: tuple[tuple[Assessment, tuple[str, ...]], ...]
    reasons: Reasons

    def rows(self) -> list[dict[str, Any]]:
        """Return the assessments by column, with the transfer; `thing` is the item."""
        words, asked = self.reasons.words, self.transfer
        untested = {id(found): facts for found, facts in self.untested}
        return [
            row(self.reasons, found)
            | {"model": words.name(asked.item), "thing": asked.item}
            | {"form": asked.form, "destination": asked.destination}
            | {"origin": asked.origin or None, "end_user": asked.end_user or None}
            | {"tested_on": "transfer" if found.thing == TRANSFER else "item"}
            | {"transfer_lacks": list(untested.get(id(found), ()))}
            for found in self.assessments
        ]

    def explained(self) -> "list[Explanation]":
        """Return the explanation of each assessment."""
        from kg.law.explain import Explainer

        explainer = Explainer(self.reasons.court, known_at=self.reasons.known_at)
        return [explainer.explain(a.provision, a.thing) for a in self.assessments]


def transfer(
    store: ox.Store,
    *,
    item: str,
    form: str = "",
    destination: str,
    origin: str = "",
    end_user: str = "",
    facts: Mapping[str, str] | None = None,
    as_of: date,
    known_at: date,
    assumptions: Sequence[str] = (),
) -> TransferAnswer:
    """Assess a transfer by all provisions that control what is transferred.

    Things and places are given by name; `facts` are further properties of the transfer by name.
    Raises `UnknownName`, and `BadQuery` for a form that does not fit the item.
    """
    asked = _asked(store, item, form, destination, origin, end_user)
    court = hold(store, as_of, things=[asked.item], reaching=["Transfer"], assumptions=assumptions)
    given = {**_given(asked), **_facts(store, facts or {})}
    court = Court(
        court.provisions,
        World(
            store,
            as_of,
            inferred={**court.world.inferred, **_inferred(court.world, asked)},
            assumed={**court.world.assumed, **given},
        ),
        transfer=TRANSFER,
    )
    found = sorted(
        (court.assess(provision, thing) for provision, thing in _reached(court, asked)),
        key=lambda a: (RANK[a.outcome], a.provision.id),
    )
    reasons = Reasons(court, known_at=known_at)
    return TransferAnswer(asked, tuple(found), tuple(_untested(reasons, found)), reasons)


def _asked(
    store: ox.Store, item: str, form: str, destination: str, origin: str, end_user: str
) -> Transfer:
    thing = thing_named(store, item)
    is_model = thing.startswith(NAMESPACES["model"])
    if not is_model and not thing.startswith(NAMESPACES["hardware"]):
        raise UnknownName(f"{compact(thing)} is neither a model nor hardware; name what is sent")
    form = form or ("weights" if is_model else "chip")
    chosen = next((f for f in FORMS if f.casefold() == form.casefold()), "")
    if not chosen:
        raise UnknownName(
            f"no form '{form}'{nearest(form, list(FORMS)) or '.'} One of {', '.join(FORMS)}"
        )
    if is_model == (chosen == "chip"):
        fitting = "weights, API or know-how" if is_model else "chip"
        raise BadQuery(f"{compact(thing)} cannot be sent as {chosen}; its form is {fitting}")
    return Transfer(
        item=thing,
        form=chosen,
        destination=find(store, destination, kind="place"),
        origin=find(store, origin, kind="place") if origin else "",
        end_user=find(store, end_user, kind="actor") if end_user else "",
    )


def _given(asked: Transfer) -> Extra:
    values = {
        "item": asked.item,
        "destination": asked.destination,
        "origin": asked.origin,
        "endUser": asked.end_user,
    }
    return {(TRANSFER, term(name)): [Known(v, why=ASKED)] for name, v in values.items() if v}


def _facts(store: ox.Store, facts: Mapping[str, str]) -> Extra:
    """Read further facts of the transfer; raise `UnknownName` or `BadQuery` for odd ones."""
    known = {
        slug(name): iri
        for iri in _of_transfers(store)
        for name in (iri.removeprefix(ONTOLOGY), _label(store, iri))
    }
    found: Extra = {}
    for name, value in facts.items():
        iri = known.get(slug(name))
        if iri is None:
            listed = sorted(iri.removeprefix(ONTOLOGY) for iri in _of_transfers(store))
            raise UnknownName(
                f"'{name}' is no property of a transfer{nearest(name, listed) or '.'} "
                f"There are: {', '.join(listed)}"
            )
        found[TRANSFER, iri] = [Known(_value(store, iri, value), why=ASKED)]
    return found


def _of_transfers(store: ox.Store) -> list[str]:
    quads = store.quads_for_pattern(
        None, node(rdf("rdfs:domain")), node(term("Transfer")), ox.DefaultGraph()
    )
    return sorted(q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode))


def _label(store: ox.Store, iri: str) -> str:
    return "".join(str(t.value) for t in said_of(store, node(iri)).get(rdf("rdfs:label"), []))


def _value(store: ox.Store, iri: str, value: str) -> str:
    ranges = {str(t.value) for t in said_of(store, node(iri)).get(rdf("rdfs:range"), [])}
    if rdf("xsd:boolean") in ranges:
        plain = {"true": "true", "yes": "true", "false": "false", "no": "false"}
        if value.casefold() not in plain:
            name = iri.removeprefix(ONTOLOGY)
            raise BadQuery(f"{name} is '{value}', which is neither true nor false")
        return plain[value.casefold()]
    return value if rdf("xsd:string") in ranges else find(store, value)


def _inferred(world: World, asked: Transfer) -> Extra:
    """Return what the rules make of the end user and the destination."""
    home = NAMESPACES["place"] + "US"
    foreign = (TRANSFER, term("recipientIsForeignPerson"))
    if not asked.end_user:
        abroad = asked.destination != home and home not in _within(world, asked.destination)
        return {foreign: [_known("true", "anyone")]} if abroad else {}
    seats = list(dict.fromkeys(_seats(world, asked.end_user)))
    if not seats:
        return {}
    at_home = any(seat == home or home in _within(world, seat) for seat in seats)
    return {
        (TRANSFER, term("endUserSeat")): [_known(seat, "seat") for seat in seats],
        foreign: [_known("false", "home") if at_home else _known("true", "foreign")],
    }


def _known(text: str, rule: str) -> Known:
    return Known(text, why=f"inferred: {RULES[rule]}")


def _within(world: World, place: str) -> list[str]:
    return [known.text for known in world.values(place, Step(term("within")))]


def _seats(world: World, actor: str) -> Iterator[str]:
    waiting, seen = [actor], {actor}
    while waiting:
        here = waiting.pop()
        yield from (k.text for k in world.values(here, Step(term("headquarters"))))
        parents = [k.text for k in world.values(here, Step(term("parent")))]
        waiting += [p for p in parents if p not in seen]
        seen |= set(parents)


def _reached(court: Court, asked: Transfer) -> Iterator[tuple[Provision, str]]:
    """Yield the provisions that control what is transferred, with what each is tested on."""
    controlled = term(FORMS[asked.form])
    for provision in court.order:
        controls = _controls(court.world.store, provision)
        if controlled not in controls:
            continue
        if "Transfer" in provision.reaches:
            yield provision, TRANSFER
        elif court.reaches(provision, asked.item) and any(
            kind in BARRING for kind, _ in provision.effects
        ):
            yield provision, asked.item


def _controls(store: ox.Store, provision: Provision) -> set[str]:
    own = said_of(store, node(provision.iri)).get(term("controls"), [])
    regime = said_of(store, node(provision.regime.iri)).get(term("controls"), [])
    return {str(t.value) for t in own or regime}


def _untested(
    reasons: Reasons, found: Sequence[Assessment]
) -> Iterator[tuple[Assessment, tuple[str, ...]]]:
    """Yield the assessments that hang on facts of the transfer, with the names of those facts."""
    for assessment in found:
        lacking = [
            prop.removeprefix(ONTOLOGY)
            for thing, prop, _ in reasons.needs(assessment)
            if thing == TRANSFER
        ]
        if lacking:
            yield assessment, tuple(dict.fromkeys(lacking))
