"""Hold court over a store: assess and explain, with things, regimes and provisions by name."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import UnknownName, nearest
from kg.law import infer
from kg.law.assess import REACHED, Assessment, Court, Outcome
from kg.law.provisions import Provision, load
from kg.law.world import World
from kg.lookup import find
from kg.model import Iri
from kg.names import NAMESPACES, ONTOLOGY, compact, term
from kg.triples import TYPE, node
from kg.wording import said_of

if TYPE_CHECKING:
    from kg.law.explanation import Explanation

RANK = {Outcome.APPLIES: 0, Outcome.UNDETERMINED: 1, Outcome.NOT: 2}


def hold(
    store: ox.Store,
    day: date,
    *,
    things: Collection[str] | None = None,
    reaching: Collection[str] = (),
    assumptions: Sequence[str] = (),
) -> Court:
    """Return a court for a day; `assumptions` are texts as `kg.law.assume` reads them.

    With `things` it reads the provisions that reach these, or the classes `reaching`, and rules
    infer facts for these only, which is quicker.
    """
    given = None
    if assumptions:
        from kg.law import assume

        given = assume.assumptions(store, assumptions)
    world = infer.world(store, day, given, things=things)
    classes = None if things is None else [*_classes(world, things), *reaching]
    return Court(load(store, reaching=classes), world)


def _classes(world: World, things: Iterable[str]) -> list[str]:
    """Return the classes by which provisions reach some things."""
    of = {cls for thing in things for cls in world.classes(thing)}
    return [reached for reached, classes in REACHED.items() if of & set(classes)]


def assessments(
    store: ox.Store,
    thing: str | None = None,
    *,
    regime: str | None = None,
    provision: str | None = None,
    as_of: date,
    assumptions: Sequence[str] = (),
) -> tuple[Court, list[Assessment]]:
    """Return a court, and its assessments of one thing or of all that existed on the day.

    `regime` and `provision` leave out all others. Applying ones come first. Raises `UnknownName`.
    """
    things = [thing_named(store, thing)] if thing is not None else None
    court = hold(store, as_of, things=things, assumptions=assumptions)
    chosen = _chosen(store, court, regime, provision)
    if things is None:
        pairs = [(p, t) for p in chosen for t in court.reached(p) if not later(court, t)]
    elif provision is not None:
        pairs = [(_reaching(court, provision_named(store, provision), t), t) for t in things]
    else:
        pairs = [(p, t) for p in chosen for t in things if court.reaches(p, t)]
    found = [court.assess(p, t) for p, t in pairs]
    return court, sorted(found, key=lambda a: (RANK[a.outcome], a.provision.id, a.thing))


def explanation(
    store: ox.Store,
    thing: str,
    provision: str,
    *,
    as_of: date,
    known_at: date,
    assumptions: Sequence[str] = (),
) -> "Explanation":
    """Explain a provision for a thing on a day; raise `UnknownName`."""
    from kg.law.explain import Explainer

    of, iri = thing_named(store, thing), provision_named(store, provision)
    court = hold(store, as_of, things=[of], assumptions=assumptions)
    asked = _reaching(court, iri, of)
    return Explainer(court, known_at=known_at).explain(asked, of)


def _reaching(court: Court, iri: str, thing: str) -> Provision:
    """Return a provision that reaches a thing; raise `UnknownName` where it does not."""
    asked = court.provisions.get(iri)
    if asked is None or not court.reaches(asked, thing):
        reached = said_of(court.world.store, node(iri)).get(term("reaches"), [])
        raise UnknownName(
            f"{_id(iri)} reaches {_listed(str(r.value) for r in reached)}, and {compact(thing)} is "
            f"none; see what reaches it with: kg assess {compact(thing)}"
        )
    return asked


def _chosen(
    store: ox.Store, court: Court, regime: str | None, provision: str | None
) -> list[Provision]:
    chosen = court.order
    if regime is not None:
        iri = find(store, regime, kind="regime")
        chosen = [p for p in chosen if p.regime.iri == iri]
    if provision is not None:
        asked = provision_named(store, provision)
        chosen = [p for p in chosen if p.iri == asked]
    return chosen


def provision_named(store: ox.Store, name: str) -> str:
    """Return the IRI of the provision called `name`: its id, prefixed name, IRI, or its id's end.

    Raise `UnknownName` with the nearest ids, or with all that the name fits.
    """
    wanted = name.strip().removeprefix(NAMESPACES["regime"]).removeprefix("regime:").casefold()
    quads = store.quads_for_pattern(None, TYPE, node(term("Provision")), ox.DefaultGraph())
    iris = sorted(q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode))
    ids = {_id(iri).casefold(): iri for iri in iris}
    if wanted in ids:
        return ids[wanted]
    found = [iri for id_, iri in ids.items() if wanted and id_.partition(".")[2] == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(_id(iri) for iri in found)
        raise UnknownName(f"'{name}' is the name of several provisions: {listed}; say which one")
    known = [_id(iri) for iri in iris]
    near = nearest(wanted, known) or "; list those of a regime with: kg assess --regime NAME"
    raise UnknownName(f"no provision is called '{name}'{near}")


def _id(iri: str) -> str:
    return iri.removeprefix(NAMESPACES["regime"])


def thing_named(store: ox.Store, name: str) -> Iri:
    """Return the thing called `name` that provisions can reach; raise `UnknownName`."""
    found = find(store, name)
    quads = store.quads_for_pattern(node(found), TYPE, None, ox.DefaultGraph())
    if not {q.object for q in quads} & _REACHED:
        raise UnknownName(
            f"{compact(found)} is nothing on which a provision is tested; name a model, developer, "
            "accelerator or cluster"
        )
    return found


_REACHED = {node(term(cls)) for classes in REACHED.values() for cls in classes}


def later(court: Court, thing: str) -> bool:
    """Say whether a model is known to have been released only after the day of the court."""
    released = court.world.store.quads_for_pattern(
        node(thing), node(term("releaseDate")), None, ox.DefaultGraph()
    )
    day = court.world.day.isoformat()
    return any(isinstance(q.object, ox.Literal) and q.object.value > day for q in released)


def _listed(classes: Iterable[str]) -> str:
    names = [iri.removeprefix(ONTOLOGY).lower() for iri in classes]
    return " or ".join(f"{'an' if n[0] in 'aeiou' else 'a'} {n}" for n in names) or "nothing"
