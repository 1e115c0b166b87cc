"""The reading of one document: what turning its annotations into statements needs to know."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.document import Block, Document, Where
from kg.evidence.instrument import Instrument
from kg.model import Iri, Object, Source, Span, Statement, Text
from kg.names import mint, slug, term
from kg.text.annotations import Annotation, Day, Definition, Mention
from kg.text.names.gazetteer import Gazetteer

_BEFORE = re.compile(r"(?:an?|the|each|any|every|no|all|such|other|those|these)\s+", re.IGNORECASE)
"""What stands before a defined term where the text uses it."""


@dataclass(slots=True)
class Reading:
    """All that turning one document into statements needs; make one with `reading`.

    `things` gives the IRI of the thing that is mentioned at a span, `days` the ISO form of the date
    at a span, `terms` the item that defines a term, `definitions` those items by their spans, in
    text order. `implied` are the spans of relations that the graph holds already, and more exactly.
    """

    document: Document
    source: Source
    instrument: Instrument
    things: dict[Where, Iri] = field(default_factory=dict)
    days: Mapping[Where, str] = field(default_factory=dict)
    terms: dict[str, Iri] = field(default_factory=dict)
    definitions: list[tuple[Where, Iri]] = field(default_factory=list)
    implied: set[Where] = field(default_factory=set)
    provisions: set[Iri] = field(default_factory=set)
    _places: list[Where] = field(default_factory=list)
    _blocks: dict[str, Block] = field(default_factory=dict)

    def text(self, where: Where) -> Text:
        """Return the words at a span as one line."""
        return Text(" ".join(self.document.text[slice(*where)].split()))

    def thing(self, where: Where | None) -> Iri | None:
        """Return the thing mentioned inside a span: the first, where there are several."""
        if where is None:
            return None
        if len(self._places) != len(self.things):
            self._places = sorted(self.things)
        at = bisect_left(self._places, where)
        first = self._places[at] if at < len(self._places) else None
        return self.things[first] if first and first[1] <= where[1] else None

    def only_thing(self, where: Where | None) -> Iri | None:
        """Return the thing that a span names and nothing beside: "the United States", no more."""
        if where is None:
            return None
        start, end = where
        before = _BEFORE.match(self.document.text, start, end)
        return self.things.get(where) or (self.things.get((before.end(), end)) if before else None)

    def definition_of(self, where: Where) -> Iri | None:
        """Return the item that defines the words at a span, in singular or plural."""
        words = _BEFORE.sub("", self.text(where).value, count=1).casefold()
        return self.terms.get(words) or self.terms.get(words.removesuffix("s"))

    def definition_around(self, where: Where) -> Iri | None:
        """Return the item of the definition in which a span lies."""
        at = bisect_left(self.definitions, where[0] + 1, key=lambda pair: pair[0][0]) - 1
        if at < 0 or self.definitions[at][0][1] < where[1]:
            return None
        return self.definitions[at][1]

    def points(self, where: Where) -> list[Where]:
        """Return the blocks that a span leads into ("The provider shall:"), none where it ends."""
        block = self.document.block_at(where[0])
        if block is None or self.document.text[where[1] : block.end].strip(" \t\n:—–-,;"):
            return []
        index = bisect_right(self.document.blocks, block.start, key=lambda b: b.start) - 1
        led = []
        for each in self.document.blocks[index + 1 :]:
            if each.lead == index:
                led.append((each.start, each.end))
            elif each.lead is None or each.lead < index:
                break
        return led

    def say(
        self, subject: Iri, name: str, value: Object, where: Where, by: Annotation
    ) -> Statement:
        """Return one statement with its quote."""
        quote = self.document.text[slice(*where)]
        return Statement(
            subject=subject,
            predicate=Iri(name) if ":" in name else term(name),
            object=value,
            source=self.source,
            place=Span(*where, quote, self.document.path(where[0])),
            found_by=by.rule,
            certainty=round(by.confidence, 3),
        )

    def item(self, key: str) -> Iri:
        """Return the IRI of an item by its key."""
        return Iri(f"{self.text_source()}/item/{key}")

    def text_source(self) -> Iri:
        """Return the IRI of the source whose text this is."""
        return mint("source", self.source.id)

    def block_of(self, path: str) -> Block | None:
        """Return the first block with a path."""
        if not self._blocks:
            self._blocks = {b.path: b for b in reversed(self.document.blocks) if b.path}
        return self._blocks.get(path)

    def place(self, path: str) -> Iri:
        """Return the IRI of a place of the instrument by its path ("Article 51(2)")."""
        return Iri(f"{self.instrument.iri}/text/{slug(path)}")


def reading(
    document: Document,
    source: Source,
    instrument: Instrument,
    keyed: Iterable[tuple[str, Annotation]],
    names: Gazetteer,
) -> Reading:
    """Return the reading of a document whose annotations have these keys."""
    iris = {(n.kind, n.link): Iri(n.iri) for n in names.names}
    made = Reading(document, source, instrument)
    days: dict[Where, str] = {}
    for key, annotation in keyed:
        match annotation:
            case Mention(kind=kind, link=link) if link and (kind, link) in iris:
                made.things[annotation.span] = iris[kind, link]
            case Day(iso=iso):
                days[annotation.span] = iso
            case Definition(term=where):
                made.terms.setdefault(made.text(where).value.casefold(), made.item(key))
                made.definitions.append((annotation.span, made.item(key)))
    made.days = days
    made.definitions.sort()
    return made
