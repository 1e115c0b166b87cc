"""Turn what was read into statements: items of a text, each in its provision, with its words."""

from collections.abc import Iterable, Iterator

from kg.document import Block, Where
from kg.evidence.instrument import is_regime
from kg.evidence.reading import Reading
from kg.evidence.saying import direct, said
from kg.model import Iri, Statement, Text
from kg.names import rdf, term
from kg.text.annotations import (
    Annotation,
    Definition,
    Detail,
    Mention,
    Reference,
    Relation,
    Threshold,
)

TYPE, LABEL = rdf("rdf:type"), rdf("rdfs:label")
OPENING = 80
"""So many characters are quoted of a place that is named, and of a text that is described."""
READER = "reader"
"""Who found what needs no rule: that this is a text, and which law's."""

DETAILS = {
    "title": "alias",
    "short_title": "alias",
    "number": "citation",
    "body": "madeBy",
}


def statements(reading: Reading, keyed: Iterable[tuple[str, Annotation]]) -> Iterator[Statement]:
    """Yield the statements for annotations that have passed their checks, with their keys.

    What a place names or cites twice is said once. A threshold that is joined to the one before it
    (and, or) says to which.
    """
    linked: set[tuple[Iri, str, Iri]] = set()
    before: Iri | None = None
    for key, annotation in keyed:
        container, new = _container(reading, annotation)
        yield from new
        match annotation:
            case Mention() | Reference():
                yield from _link(reading, container, annotation, linked)
            case Detail():
                yield from _detail(reading, annotation)
            case _:
                item = reading.item(key)
                yield from _item(reading, container, item, annotation)
                if isinstance(annotation, Threshold):
                    if annotation.joined and before:
                        yield reading.say(item, "joinedTo", before, annotation.span, annotation)
                    before = item


def described(reading: Reading) -> Iterator[Statement]:
    """Yield what holds of the text as a whole; of a law that the graph does not know, its name.

    This much every document gives, so that an edition in which nothing was found can take the place
    of one in which something was.
    """
    block = next((b for b in reading.document.blocks if b.end > b.start), None)
    if block is None:
        return
    where = opening(block)
    by = Annotation(span=where, rule=READER)
    instrument, text = reading.instrument, reading.text_source()
    yield reading.say(text, TYPE, term("ReadText"), where, by)
    if is_regime(instrument.iri):
        yield reading.say(text, "textOf", instrument.iri, where, by)
        if not instrument.known:
            title = Text(instrument.title, "en")
            yield reading.say(instrument.iri, TYPE, term("ReadInstrument"), where, by)
            yield reading.say(instrument.iri, LABEL, title, where, by)


def opening(block: Block) -> Where:
    """Return the span of the first words of a block."""
    return block.start, min(block.end, block.start + OPENING)


def _item(r: Reading, container: Iri, item: Iri, annotation: Annotation) -> Iterator[Statement]:
    kind, parts = said(r, annotation)
    yield r.say(item, TYPE, term(kind), annotation.span, annotation)
    yield r.say(item, "inText", r.text_source(), annotation.span, annotation)
    yield r.say(item, "readIn", container, annotation.span, annotation)
    yield r.say(item, "words", r.text(annotation.span), annotation.span, annotation)
    if annotation.inferred:
        yield r.say(item, "inferred", True, annotation.span, annotation)
    if isinstance(annotation, Definition) and is_regime(r.instrument.iri):
        yield r.say(r.instrument.iri, "defines", item, annotation.span, annotation)
    for name, value, where in parts:
        yield r.say(item, name, value, where or annotation.span, annotation)
    if isinstance(annotation, Relation) and annotation.span not in r.implied:
        triple = direct(r, annotation)
        if triple:
            yield r.say(triple[0], triple[1], triple[2], annotation.span, annotation)


def _container(r: Reading, annotation: Annotation) -> tuple[Iri, list[Statement]]:
    """Return where the annotation stands, and the statements that make a place not met before."""
    block = r.document.block_at(annotation.span[0])
    if block is None or not block.path or not is_regime(r.instrument.iri):
        return (r.instrument.iri if is_regime(r.instrument.iri) else r.text_source()), []
    return _place(r, block.path, annotation)


def _place(r: Reading, path: str, annotation: Annotation) -> tuple[Iri, list[Statement]]:
    """Return a place by its path, and what makes it; one that is only cited has the words there."""
    iri = r.place(path)
    if iri in r.provisions:
        return iri, []
    r.provisions.add(iri)
    name = Text(f"{path} of {r.instrument.name}", "en")
    block = r.block_of(path)
    where = opening(block) if block else annotation.span
    return iri, [
        r.say(iri, TYPE, term("ReadProvision"), where, annotation),
        r.say(iri, LABEL, name, where, annotation),
        r.say(iri, "citation", Text(path), where, annotation),
        r.say(iri, "readIn", r.instrument.iri, where, annotation),
    ]


def _link(
    r: Reading,
    container: Iri,
    annotation: Mention | Reference,
    linked: set[tuple[Iri, str, Iri]],
) -> Iterator[Statement]:
    """Yield that the place names a thing, or cites another place."""
    new: list[Statement] = []
    if isinstance(annotation, Mention):
        name, target = "mentions", r.things.get(annotation.span)
    elif annotation.scope == "internal" and is_regime(r.instrument.iri) and annotation.target:
        name = "refersTo"
        target, new = _place(r, annotation.target, annotation)
    else:
        name, target = "refersTo", r.thing(annotation.instrument or annotation.span)
    if target is None or target == container or (container, name, target) in linked:
        return
    linked.add((container, name, target))
    yield from new
    yield r.say(container, name, target, annotation.span, annotation)


def _detail(r: Reading, detail: Detail) -> Iterator[Statement]:
    """Yield what the document says of itself, of an instrument that the graph does not know.

    Of a known regime nothing is said again: there `kg.evidence.compare` shows what differs.
    """
    known = r.instrument.known or not is_regime(r.instrument.iri)
    if known or detail.name not in DETAILS or detail.value == r.instrument.title:
        return
    yield r.say(r.instrument.iri, DETAILS[detail.name], Text(detail.value), detail.span, detail)
