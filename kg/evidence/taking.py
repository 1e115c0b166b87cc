"""Take a document in: check what was read, and part it into statements and doubts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import pyoxigraph as ox

from kg.document import Document
from kg.evidence import decisions
from kg.evidence.decisions import Decision
from kg.evidence.doubts import Doubt
from kg.evidence.instrument import Instrument, bare, identify, own_names
from kg.evidence.keys import keyed
from kg.evidence.reading import Reading, reading
from kg.evidence.saying import direct
from kg.evidence.statements import described, statements
from kg.model import Iri, Source, Statement
from kg.names import compact, rdf
from kg.text.annotations import Annotation, Mention, Relation, to_json
from kg.text.names.gazetteer import Gazetteer
from kg.text.plugins.extractors import Failed
from kg.text.verify import problem
from kg.triples import node

LINE = 0.5
"""Below this probability of being right an annotation waits for a person.

At one half a fact in the graph is likelier right than wrong; questions can ask for more by
`:certainty`.
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """What one document gives: statements to write, and doubts to ask a person about.

    `renewed` are decisions whose edition changes with this one, and the statements of those
    editions; of those that no longer stand the words have left the text.
    """

    source: Source
    instrument: Instrument
    annotations: tuple[Annotation, ...]
    statements: tuple[Statement, ...]
    doubts: tuple[Doubt, ...]
    renewed: tuple[tuple[Decision, tuple[Statement, ...]], ...] = ()


def take(
    document: Document,
    found: Sequence[Annotation],
    names: Gazetteer,
    graph: ox.Store,
    *,
    issued: tuple[date, str],
    decided: dict[str, Decision],
    licence: str = "unknown",
    of: str = "",
    failed: Sequence[Failed] = (),
) -> Taken:
    """Return what a document gives, after the checks and the decisions of people.

    `found` is what extraction gave, `graph` the graph that it is held against, `issued` the day of
    the document and how it is known, `of` the IRI of the regime that it is the text of, `failed`
    what did not even pass the first look at a further extractor's words.
    """
    instrument = identify(document, found, names, graph, of=of)
    source = Source(
        id=document.name,
        title=instrument.title or document.name,
        issued=issued[0],
        licence=licence,
        location=document.location,
        sha256=document.sha256,
        url=document.url,
        issued_from=issued[1],
        kind="text",
    )
    pairs = list(keyed(document, found))
    own = own_names(document, found, instrument)
    parting = _Parting(reading(document, source, instrument, pairs, names), graph, own)
    for key, annotation in pairs:
        parting.decide(key, annotation, decided.get(key))
    for key, annotation in pairs:
        if key not in decided:
            parting.check(key, annotation)
    for (key, annotation), (_, why) in zip(
        keyed(document, [a for a, _ in failed]), failed, strict=True
    ):
        if key not in decided:
            parting.doubt(key, annotation, "unchecked", why)
    kept = sorted(parting.kept, key=lambda pair: (pair[1].span[0], -pair[1].span[1]))
    return Taken(
        source,
        instrument,
        tuple(a for _, a in kept),
        (*described(parting.reading), *statements(parting.reading, kept)),
        tuple(parting.doubts.values()),
        tuple(
            (decision, tuple(said))
            for decision, said in decisions.renewed(graph, decided, parting.present, document)
        ),
    )


@dataclass(slots=True)
class _Parting:
    """What is kept of a document, and what waits."""

    reading: Reading
    graph: ox.Store
    own_names: frozenset[str]
    kept: list[tuple[str, Annotation]] = field(default_factory=list)
    doubts: dict[str, Doubt] = field(default_factory=dict)
    present: set[str] = field(default_factory=set)

    def decide(self, key: str, annotation: Annotation, decision: Decision | None) -> None:
        """Keep or drop an item as a person decided; ask again where its words have changed."""
        if decision is None:
            return
        self.present.add(key)
        if decision.kind == "rejected":
            return
        sure = decisions.anchored(decision, annotation, self.reading.document)
        if sure is None:
            why = f"{decision.kind} by {decision.by} on {decision.on}"
            self.doubt(key, annotation, "changed", why)
            return
        if decision.thing:
            self.reading.things[sure.span] = Iri(decision.thing)
        self.kept.append((key, sure))

    def check(self, key: str, annotation: Annotation) -> None:
        """Keep an item that passes both checks and gives no cause for doubt.

        A text that says its own name mentions nothing.
        """
        if isinstance(annotation, Mention) and self._is_own_name(annotation):
            return
        reason, because = self._cause(annotation)
        if reason:
            self.doubt(key, annotation, reason, because)
        else:
            self.kept.append((key, annotation))

    def _is_own_name(self, mention: Mention) -> bool:
        words = bare(self.reading.text(mention.span).value)
        return mention.kind == "Instrument" and any(own.endswith(words) for own in self.own_names)

    def doubt(self, key: str, annotation: Annotation, reason: str, because: str) -> None:
        """Let an item wait; the same item a second time waits once."""
        document = self.reading.document
        waiting = Doubt(
            key=key,
            source=self.reading.source.id,
            instrument=self.reading.instrument.iri,
            reason=reason,
            because=because,
            quote=document.text[slice(*annotation.span)],
            path=document.path(annotation.span[0]),
            annotation=to_json(annotation),
        )
        self.doubts.setdefault(key, waiting)

    def _cause(self, annotation: Annotation) -> tuple[str, str]:
        """Return why an annotation has to wait: one of `doubts.REASONS`, and in words."""
        wrong = problem(self.reading.document, annotation)
        if wrong:
            return "unchecked", wrong
        if annotation.confidence < LINE:
            return "unsure", f"rule {annotation.rule} is right in {annotation.confidence:.0%}"
        if isinstance(annotation, Mention) and annotation.span not in self.reading.things:
            near = ", ".join(annotation.candidates)
            return "unlinked", f"near: {near}" if near else "nothing is called alike"
        if isinstance(annotation, Relation):
            against = self._against(annotation)
            if against:
                return "contradicts", against
        return "", ""

    def _against(self, found: Relation) -> str:
        """Return what the graph says otherwise, or ""; where it says nothing is no quarrel."""
        triple = direct(self.reading, found)
        if triple is None:
            return ""
        subject, predicate, thing = triple
        held = _objects(self.graph, subject, predicate)
        if not held or thing in held:
            return ""
        if any(thing in _objects(self.graph, h, rdf("skos:broader")) for h in held):
            self.reading.implied.add(found.span)
            return ""
        return f"the graph has {', '.join(compact(h) for h in held)}, the text {compact(thing)}"


def _objects(graph: ox.Store, subject: str, predicate: str) -> list[str]:
    """Return the things that the graph has as objects of a subject and property."""
    quads = graph.quads_for_pattern(node(subject), node(predicate), None, ox.DefaultGraph())
    return [q.object.value for q in quads if isinstance(q.object, ox.NamedNode)]
