"""Two checks before anything is written: the words stand there, and they give the value.

DESIGN's rule for all evidence, whoever found it, a rule of ours or a language model.
"""

from collections.abc import Iterator
from dataclasses import fields

from kg.document import Document, Where
from kg.text.annotations import (
    CLAIM_KINDS,
    CLASSES,
    COMPARATORS,
    MODALITIES,
    PREDICATES,
    QUANTITIES,
    ROLES,
    UNITS,
    Annotation,
    Claim,
    Day,
    Mention,
    Norm,
    Reference,
    Relation,
    Threshold,
)
from kg.text.passage import sentences
from kg.text.quantities.derive import derivable, holds_value


def problem(document: Document, annotation: Annotation, quote: str | None = None) -> str:
    """Return why an annotation does not hold, in a few words, or "" where it does.

    `quote` is what the finder says stands at the span; without it only the place is checked. The
    value is derived afresh from the words by `derivable`, which shares no state with finders.
    """
    wrong = misplaced(document, annotation)
    if wrong:
        return wrong
    words = document.text[slice(*annotation.span)]
    if quote is not None and quote != words:
        return "the quote does not stand there"
    unknown = unknown_word(annotation)
    if unknown:
        return unknown
    if isinstance(annotation, Threshold | Day | Norm) and not any(
        derivable(annotation, words) for words in _evidence(document, annotation)
    ):
        return "the value does not follow from the words"
    return ""


def misplaced(document: Document, annotation: Annotation) -> str:
    """Return which span of an annotation is no place with words in the text, or ""."""
    for name, where in spans(annotation):
        if not 0 <= where[0] < where[1] <= len(document.text):
            return f"the {name} lies outside the text"
        if not document.text[slice(*where)].strip():
            return f"the {name} holds no words"
    return ""


def _evidence(document: Document, annotation: Annotation) -> Iterator[str]:
    """Yield the words from which a value must follow, the narrowest first.

    A norm's are its sentence as far as the trigger: what negates it may stand before all that the
    norm itself takes in ("In no case shall the provider"). A number's comparator may stand once
    for several ("between 10 and 50 percent"), or at the end of what leads into a list; the number
    itself stands in the span.
    """
    if isinstance(annotation, Norm):
        start, end = annotation.trigger
        yield document.text[_sentence(document, start)[0] : end]
        return
    start, end = annotation.span
    yield document.text[start:end]
    if not isinstance(annotation, Threshold) or not holds_value(
        annotation, document.text[start:end]
    ):
        return
    first, last = _sentence(document, start)
    yield document.text[first : max(last, end)]
    block = document.block_at(start)
    if block is not None and block.lead is not None:
        lead = document.blocks[block.lead]
        opened = document.text[_sentence(document, lead.end - 1)[0] : lead.end].rstrip(" :—–-")
        yield f"{opened} {document.text[start : max(last, end)]}"


def _sentence(document: Document, at: int) -> Where:
    """Return the sentence of a block in which a character stands."""
    block = document.block_at(at)
    if block is None:
        return at, at
    text = document.text[block.start : block.end]
    around = [w for w in sentences(text) if block.start + w[0] <= at]
    first, last = max(around, default=(0, len(text)))
    return block.start + first, block.start + last


def spans(annotation: Annotation) -> list[tuple[str, Where]]:
    """Return the spans of an annotation with the names of their fields."""
    found = []
    for field in fields(annotation):
        value = getattr(annotation, field.name)
        if field.name != "horizon" and isinstance(value, tuple) and len(value) == 2:
            found.append((field.name, value))
    return [(name, w) for name, w in found if all(isinstance(n, int) for n in w)]


def unknown_word(annotation: Annotation) -> str:
    """Return which word of a closed list an annotation breaks, or ""."""
    match annotation:
        case Threshold():
            checks = [
                (annotation.quantity, QUANTITIES),
                (annotation.comparator, COMPARATORS),
                (annotation.unit, UNITS),
            ]
        case Norm():
            checks = [(annotation.modality, MODALITIES)]
        case Day():
            checks = [(annotation.role, ROLES)]
        case Mention():
            checks = [(annotation.kind, CLASSES)]
        case Relation():
            checks = [(annotation.predicate, PREDICATES)]
        case Claim():
            checks = [(annotation.kind, CLAIM_KINDS)]
        case Reference():
            checks = [(annotation.scope, ("internal", "external"))]
        case _:
            checks = []
    return next(
        (f"no {annotation.type} knows the word {w!r}" for w, ws in checks if w not in ws), ""
    )
