"""Decisions: what a person said of a doubt, as a source of its own that a new reading can use.

Each item has its source, and each decision on it is an edition: a later one goes before an earlier
one, and a new reading of a changed document finds it by the item's key. Until the document is read
again the edition also carries what the decision lets the text say.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from hashlib import sha256
from typing import Any

import pyoxigraph as ox

from kg.claims import current, revisions
from kg.document import Document
from kg.model import Iri, Source, Statement, Text
from kg.names import mint, rdf, term
from kg.text.annotations import Annotation, from_json
from kg.text.verify import misplaced, spans
from kg.triples import PREDICATE, node

KINDS = ("accepted", "rejected", "corrected")
CLASSES = {
    "Model": ("model", "Model"),
    "Actor": ("actor", "Organisation"),
    "Jurisdiction": ("place", "Jurisdiction"),
    "Instrument": ("regime", "ReadInstrument"),
    "Hardware": ("hardware", "Accelerator"),
}
"""Where the things of a mention's class live: the namespace of their IRIs, and their class."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What `by` decided on an item of the text `source`, on the day `on`; `kind` is of `KINDS`.

    `annotation` is the JSON form of what holds, `at` where the item stood then, `words` the words
    at each span of it, by field. `thing` is the IRI that a mention was linked to, and `new` says
    that the decision made that thing. `stands` is false once the words have left the text.
    """

    key: str
    source: str
    kind: str
    by: str
    on: date
    because: str
    annotation: dict[str, Any]
    at: tuple[int, int]
    words: dict[str, str]
    thing: str = ""
    new: bool = False
    stands: bool = True

    @property
    def item(self) -> Iri:
        """The IRI of the item."""
        return Iri(f"{mint('source', self.source)}/item/{self.key}")

    @property
    def quote(self) -> str:
        """The words of the item on one line."""
        return " ".join(self.words["span"].split())


def words_of(document: Document, annotation: Annotation) -> dict[str, str]:
    """Return the words at each span of an annotation, by the name of its field."""
    return {name: document.text[slice(*where)] for name, where in spans(annotation)}


def anchored(decision: Decision, found: Annotation, document: Document) -> Annotation | None:
    """Return what was decided on, in the place where it stands in the text now.

    `found` is the item in that text. None where the words at one of its spans are other words now,
    so that a person has to look again.
    """
    moved = found.span[0] - decision.at[0]
    said = dict(decision.annotation)
    for name in decision.words:
        start, end = said[name]
        said[name] = [start + moved, end + moved]
    annotation = replace(from_json(said), rule="review", confidence=1.0)
    same = not misplaced(document, annotation) and (
        words_of(document, annotation) == decision.words
    )
    return annotation if same else None


def source_of(decision: Decision, seen_in: str = "") -> Source:
    """Return the source that a decision is an edition of; `seen_in` is the hash of a later text.

    It ranks as a text: who accepts a reading says that the text was read rightly, not that it is
    right, and what datasets say goes before it still.
    """
    said = json.dumps(_plain(decision) | {"seen": seen_in}, sort_keys=True, ensure_ascii=False)
    return Source(
        id=f"review-{decision.source}-{decision.key}",
        title=f"Review of “{decision.quote[:60]}” in {decision.source}",
        issued=decision.on,
        licence="https://creativecommons.org/publicdomain/zero/1.0/",
        location="kg review",
        sha256=sha256(said.encode()).hexdigest(),
        attribution=decision.by,
        issued_from="the day of the decision",
        kind="text",
    )


def statements(decision: Decision, source: Source) -> list[Statement]:
    """Return the statements that record a decision, and the thing that it made."""
    said: list[tuple[str, Any]] = [
        ("decision", Text(decision.kind)),
        ("decidedBy", Text(decision.by)),
        ("decidedOn", decision.on),
        ("decidedAnnotation", Text(json.dumps(_plain(decision), ensure_ascii=False))),
        ("stands", decision.stands),
    ]
    if decision.because:
        said.append(("decidedBecause", Text(decision.because)))
    made = [
        Statement(subject=decision.item, predicate=term(name), object=value, source=source)
        for name, value in said
    ]
    if decision.new:
        thing, cls = Iri(decision.thing), term(CLASSES[decision.annotation["class"]][1])
        for predicate, value in (
            (rdf("rdf:type"), cls),
            (rdf("rdfs:label"), Text(decision.quote, "en")),
        ):
            made.append(Statement(subject=thing, predicate=predicate, object=value, source=source))
    return made


def _plain(decision: Decision) -> dict[str, Any]:
    said = {f.name: getattr(decision, f.name) for f in fields(decision)}
    return said | {"on": decision.on.isoformat(), "at": list(decision.at)}


def decisions(store: ox.Store, source: str) -> dict[str, Decision]:
    """Return what was decided on the items of a source, by their keys."""
    start = f"{mint('source', source)}/item/"
    found = {}
    said = store.quads_for_pattern(None, node(term("decidedAnnotation")), None, ox.DefaultGraph())
    for quad in said:
        if not (isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal)):
            continue
        if quad.subject.value.startswith(start):
            plain = json.loads(quad.object.value)
            decision = Decision(
                **plain
                | {"on": date.fromisoformat(plain["on"]), "at": (plain["at"][0], plain["at"][1])}
            )
            found[decision.key] = decision
    return found


def renewed(
    store: ox.Store, decided: dict[str, Decision], present: set[str], document: Document
) -> Iterator[tuple[Decision, list[Statement]]]:
    """Yield decisions that need a new edition now that `document` was read, with its statements.

    What the document gives itself its decision need not carry any more, and what has left the text
    (is not `present`) must not be carried on.
    """
    if not decided:
        return
    newest = {r.source: r.iri for r in current(revisions(store))}
    for decision in decided.values():
        if decision.kind == "rejected":
            continue
        stands = decision.key in present
        edition = newest.get(mint("source", source_of(decision).id))
        if stands != decision.stands or (edition and _carries(store, edition)):
            now = replace(decision, stands=stands)
            source = replace(
                source_of(now, document.sha256),
                issued=max(date.today(), decision.on),
                issued_from="the day on which the text was read again",
            )
            yield now, statements(now, source)


def _carries(store: ox.Store, edition: str) -> bool:
    """Say whether an edition says more than that something was decided."""
    quads = store.quads_for_pattern(None, PREDICATE, None, node(edition))
    return any(q.object.value not in _OWN for q in quads if isinstance(q.object, ox.NamedNode))


_OWN = {
    rdf("rdf:type"),
    rdf("rdfs:label"),
    *(
        term(n)
        for n in ("decision decidedBy decidedOn decidedAnnotation decidedBecause stands").split()
    ),
}
