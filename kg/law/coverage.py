"""Coverage: which regimes an answer rests on, which it leaves out, and how old the data is.

That no modelled provision applies to a thing says nothing about what is not modelled, and every
answer says so.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from kg.names import term
from kg.triples import node

NO_RULE = (
    "No provision that is modelled here was found to apply. That speaks of the modelled provisions "
    "only: regimes that are partly modelled, only listed or not known here may well apply."
)
NOT_THIS_RULE = (
    "That this provision was not found to apply says nothing about other provisions, nor about "
    "what is not modelled."
)
_HORIZON = re.compile(r"sources reach to (\d{4}-\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the law is modelled, and the days to which law and facts reach.

    `last_checked` is the newest day on which a regime was held against its sources, `horizon` the
    day to which those sources reach, `newest_revision` that of the newest source of facts.
    """

    modelled: tuple[str, ...]
    partly: tuple[str, ...]
    listed: tuple[str, ...]
    last_checked: date | None
    horizon: date | None
    newest_revision: date | None

    def line(self) -> str:
        """Return the coverage as one line, to stand at the end of an answer."""
        total = len(self.modelled) + len(self.partly) + len(self.listed)
        return (
            f"Coverage: of {total} regimes {len(self.modelled)} modelled, {len(self.partly)} "
            f"partly modelled, {len(self.listed)} only listed; law last checked "
            f"{self.last_checked or 'never'}, its sources reach to {self.horizon or 'no known day'}"
            f"; newest source of facts {self.newest_revision or 'none'}."
        )


def coverage(store: ox.Store) -> Coverage:
    """Return the coverage of the regimes in a store."""
    names = dict(_values(store, "shortName"))
    extent: dict[str, list[str]] = {}
    for regime, kind in _values(store, "coverage"):
        extent.setdefault(kind, []).append(names.get(regime, regime))
    modelled, partly, listed = (
        tuple(sorted(extent.get(term(kind), []))) for kind in ("Modelled", "Partial", "PointerOnly")
    )
    notes = [note for _, note in _values(store, "coverageNote")]
    return Coverage(
        modelled=modelled,
        partly=partly,
        listed=listed,
        last_checked=_newest(day for _, day in _values(store, "lastChecked")),
        horizon=_newest(day for note in notes for day in _HORIZON.findall(note)),
        newest_revision=_newest(day for _, day in _values(store, "issued")),
    )


def _values(store: ox.Store, name: str) -> list[tuple[str, str]]:
    quads = store.quads_for_pattern(None, node(term(name)), None, ox.DefaultGraph())
    return [
        (q.subject.value, q.object.value)
        for q in quads
        if isinstance(q.subject, ox.NamedNode) and isinstance(q.object, ox.Literal | ox.NamedNode)
    ]


def _newest(days: Iterable[str]) -> date | None:
    return max((date.fromisoformat(day) for day in days), default=None)
