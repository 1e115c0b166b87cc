"""Read provisions and their regimes from a store; `kg.law.provisions` says what they are."""

from collections import defaultdict
from datetime import date

import pyoxigraph as ox

from kg.law.conditions import Shapes
from kg.law.provisions import Event, Exemption, Provision, Regime
from kg.names import ONTOLOGY, compact, rdf
from kg.triples import Term, node

DATES = ("inForceFrom", "inForceUntil", "appliesFrom", "appliesUntil", "enforcedFrom",
         "notEnforcedFrom", "doubtfulFrom")  # fmt: skip


class Reader:
    """Reads from the default graph of one store; a regime is read once."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._phases = self._read_phases()
        self._regimes: dict[str, Regime] = {}

    def provision(self, iri: str) -> Provision:
        """Return a provision; raise `InvalidData` for a condition that is not evaluated."""
        said = self._said(node(iri))
        effects, gives = [], []
        for effect in said["effect"]:
            of = self._said(effect)
            kind = next((_local(t) for t in of["type"]), "")
            effects.append((kind, _first(of["label"])))
            gives += [str(v.value) for v in of["classifiesAs"]]
        where = compact(iri)
        conditions = [Shapes(self._store, where).condition(c) for c in said["condition"]]
        enforced = _first(said["enforced"]) != "false"
        return Provision(
            iri=iri,
            label=_first(said["label"]),
            citation="; ".join(_texts(said["citation"])),
            regime=self._regime(_first(said["partOf"])),
            reaches=tuple(sorted(_local(v) for v in said["reaches"])),
            condition=conditions[0] if conditions else None,
            exemptions=tuple(self._exemption(e, where) for e in said["exemption"]),
            effects=tuple(sorted(effects)),
            gives=tuple(sorted(gives)),
            depends_on=tuple(sorted(_texts(said["dependsOn"]))),
            dates={n: date.fromisoformat(_first(said[n])) for n in DATES if said[n]},
            enforced=enforced,
        )

    def _exemption(self, exemption: Term, where: str) -> Exemption:
        said = self._said(exemption)
        shapes = said["condition"]
        starts, ends = _first(said["appliesFrom"]), _first(said["appliesUntil"])
        return Exemption(
            label=_first(said["label"]),
            citation=_first(said["citation"]),
            lifts="; ".join(_texts(said["lifts"])),
            keeps="; ".join(_texts(said["keeps"])),
            whole=_first(said["liftsWhole"]) == "true",
            condition=Shapes(self._store, where).condition(shapes[0]) if shapes else None,
            reaches=tuple(sorted(_local(v) for v in said["reaches"])),
            applies_from=date.fromisoformat(starts) if starts else None,
            applies_until=date.fromisoformat(ends) if ends else None,
        )

    def _regime(self, iri: str) -> Regime:
        if iri not in self._regimes:
            said = self._said(node(iri))
            events = sorted(
                (e for e in map(self._event, said["event"]) if e), key=lambda e: (e.on, e.kind)
            )
            checked = _first(said["lastChecked"])
            self._regimes[iri] = Regime(
                iri=iri,
                name=_first(said["shortName"]) or _first(said["label"]),
                coverage=_local(said["coverage"][0]) if said["coverage"] else "",
                coverage_notes=tuple(sorted(_texts(said["coverageNote"]))),
                last_checked=date.fromisoformat(checked) if checked else None,
                jurisdictions=tuple(sorted(_texts(said["jurisdiction"]))),
                events=tuple(events),
            )
        return self._regimes[iri]

    def _event(self, event: Term) -> Event | None:
        said = self._said(event)
        if not said["on"]:
            return None
        kind = next((_local(t) for t in said["type"]), "")
        return Event(
            kind=kind,
            phase=self._phases.get(kind, ""),
            on=date.fromisoformat(_first(said["on"])),
            scope=_first(said["scope"]),
            note=_first(said["note"]),
        )

    def _read_phases(self) -> dict[str, str]:
        sub = node(rdf("rdfs:subClassOf"))
        quads = self._store.quads_for_pattern(None, sub, None, ox.DefaultGraph())
        return {
            _local(q.subject): _local(q.object)
            for q in quads
            if isinstance(q.subject, ox.NamedNode)
            and isinstance(q.object, ox.NamedNode)
            and q.object.value.endswith("Event")
        }

    def _said(self, subject: Term) -> dict[str, list[Term]]:
        said: dict[str, list[Term]] = defaultdict(list)
        if isinstance(subject, ox.NamedNode | ox.BlankNode):
            for quad in self._store.quads_for_pattern(subject, None, None, ox.DefaultGraph()):
                if not isinstance(quad.object, ox.Triple):
                    said[_local(quad.predicate)].append(quad.object)
        return said


def _local(value: Term | ox.NamedNode) -> str:
    return str(value.value).removeprefix(ONTOLOGY).rpartition("#")[2].rpartition("/")[2]


def _texts(values: list[Term]) -> list[str]:
    return [str(v.value) for v in values]


def _first(values: list[Term]) -> str:
    return min(_texts(values), default="")
