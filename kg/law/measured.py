"""Models with their amount of a quantity: what counts over thresholds and trends are taken from.

Only settled facts of the graph count. What no source says stays unknown, and is never nought.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from kg.errors import BadQuery, UnknownName, nearest
from kg.law.conditions import Compare, Step
from kg.law.kleene import Verdict, both
from kg.law.world import Known, World, compare
from kg.names import ONTOLOGY, slug, term
from kg.triples import TYPE, node
from kg.wording import label


@dataclass(frozen=True, slots=True)
class Measured:
    """A model with what is known of one quantity of it; `amounts` is empty where nothing is."""

    model: str
    amounts: tuple[Known, ...]
    released: date | None
    weights: str
    countries: tuple[str, ...]

    @property
    def estimate(self) -> float | None:
        """Return the one value that is given for the amount; None where only bounds are."""
        texts = [known.text for known in self.amounts if known.text]
        return float(texts[0]) if texts else None

    def over(self, test: Compare) -> Verdict:
        """Say whether the amount is over a limit: None where its interval, or nothing, is known."""
        if not self.amounts:
            return None
        return both([compare(test, known.low, known.high) for known in self.amounts])


def quantity(store: ox.Store, name: str) -> str:
    """Return the IRI of a quantity by its name, such as "training-compute".

    Raise `UnknownName` with the nearest names.
    """
    quads = store.quads_for_pattern(None, TYPE, node(term("QuantityProperty")), ox.DefaultGraph())
    iris = sorted(q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode))
    known = {slug(label(store, iri)): iri for iri in iris}
    locals_ = {iri.removeprefix(ONTOLOGY).casefold(): iri for iri in iris}
    found = known.get(slug(name)) or locals_.get(name.removeprefix(":").casefold())
    if found is None:
        raise UnknownName(f"no quantity is called '{name}'{nearest(slug(name), sorted(known))}")
    return found


def measured(store: ox.Store, prop: str, day: date) -> list[Measured]:
    """Return all models but those that are known to have been released only after `day`.

    Raise `BadQuery` where none of them has any value or bound of the quantity `prop`.
    """
    world = World(store, day)
    found = [_measured(world, prop, model) for model in world.members("Model")]
    there = [m for m in found if m.released is None or m.released <= day]
    if not any(m.amounts for m in there):
        raise BadQuery(
            f"no model in this graph that was there on {day} has a known {label(store, prop)}; "
            "add a source that gives it with: kg ingest FILE"
        )
    return there


def _measured(world: World, prop: str, model: str) -> Measured:
    def texts(name: str) -> list[str]:
        return [known.text for known in world.values(model, Step(term(name)))]

    return Measured(
        model=model,
        amounts=tuple(world.values(model, Step(prop))),
        released=min((date.fromisoformat(text) for text in texts("releaseDate")), default=None),
        weights="; ".join(texts("weights")),
        countries=tuple(texts("country")),
    )


def crossed(models: Iterable[Measured], test: Compare) -> tuple[list[Measured], list[Measured]]:
    """Return the models certainly over a limit, and those of which a known interval straddles it.

    Models of which nothing is known are in neither.
    """
    known = [(m, m.over(test)) for m in models if m.amounts]
    return [m for m, over in known if over], [m for m, over in known if over is None]


def over_it(prop: str, value: float, comparator: str = ">") -> Compare:
    """Return the test of a quantity against a limit."""
    return Compare((Step(prop),), comparator, value)
