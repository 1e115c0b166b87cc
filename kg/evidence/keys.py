"""Names for what was read: an item keeps its name as long as its words stand in the text."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from kg.document import Document, Where
from kg.text.annotations import (
    Annotation,
    Claim,
    Day,
    Definition,
    Exemption,
    Mention,
    Norm,
    Relation,
)
from kg.text.passage import sentences

WHOLE = (Norm, Definition, Claim, Relation, Exemption, Mention)
"""Types that need no words around them: their own are a clause, or name one thing anywhere."""


def keyed(document: Document, found: Iterable[Annotation]) -> Iterator[tuple[str, Annotation]]:
    """Yield each annotation with its key of 12 hexadecimal digits.

    The key is made of the type, the words, and of a few words ("within 30 days") the sentence in
    which they stand, so that it survives a change elsewhere in the text. The same words in the same
    sentence a second time get another key, by their number in the text. A mention is one thing to
    ask about however often it stands.
    """
    seen: Counter[str] = Counter()
    around = _Around(document)
    for annotation in found:
        context = "" if isinstance(annotation, WHOLE) else around.sentence(annotation.span)
        words = _plain(document.text[slice(*annotation.span)])
        said = "|".join((annotation.type, words, _told_apart(document, annotation), context))
        seen[said] += not isinstance(annotation, Mention) or not seen[said]
        yield sha256(f"{said}|{seen[said]}".encode()).hexdigest()[:12], annotation


class _Around:
    """The sentences of a document; those of the block asked last are kept, as blocks come in turn.

    A block without marks of sentences is one sentence.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._block: Where = (0, 0)
        self._found: list[Where] = []

    def sentence(self, span: Where) -> str:
        block = self._document.block_at(span[0])
        if block is None:
            return ""
        if (block.start, block.end) != self._block:
            self._block = block.start, block.end
            self._found = sentences(self._document.text[block.start : block.end])
        at = span[0] - block.start
        number = bisect_right(self._found, at, key=lambda where: where[0]) - 1
        start, end = self._found[max(0, number)] if self._found else (0, 0)
        return _plain(self._document.text[block.start + start : block.start + end])


def _plain(text: str) -> str:
    return " ".join(text.split())


def _told_apart(document: Document, annotation: Annotation) -> str:
    """Return what tells two items of the same words apart: two norms can share a sentence."""

    def text(where: Where | None) -> str:
        return document.text[slice(*where)] if where else ""

    match annotation:
        case Norm():
            offset = annotation.trigger[0] - annotation.span[0]
            return f"{text(annotation.trigger)}@{offset}"
        case Definition():
            return text(annotation.term)
        case Relation():
            return "|".join(
                (text(annotation.subject), annotation.predicate, text(annotation.object))
            )
        case Day():
            return annotation.iso
        case Mention():
            return annotation.kind
    return ""
