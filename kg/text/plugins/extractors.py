"""Extractors: our own pipeline, and those that others bring by an entry point.

A package offers one under the group `ai_control_graph.extractors`: something with a method
`extract(document)` that returns annotations, or a class or function that makes one when called. It
is asked where a user names it. What it gives passes the same two checks as what we find.
"""

from collections.abc import Iterable, Sequence
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from kg.document import Document
from kg.errors import KgError, UnknownName, nearest
from kg.text.annotations import Annotation
from kg.text.pipeline import extract, in_order
from kg.text.verify import problem

if TYPE_CHECKING:
    from spacy.language import Language

GROUP = "ai_control_graph.extractors"


Failed = tuple[Annotation, str]
"""What an extractor gave and a check refused, with the reason."""


class Extractor(Protocol):
    """What an entry point leads to."""

    def extract(self, document: Document) -> "Sequence[Annotation | tuple[Annotation, str]]":
        """Return what the document says; spans count characters of `document.text`.

        An annotation can come with the words that its finder saw at its span; where other words
        stand there it is not believed.
        """
        ...


class Found(NamedTuple):
    """What all extractors found in a document.

    `failed` is what a check refused, `notes` tell what went wrong without harm to the rest.
    """

    annotations: list[Annotation]
    failed: list[Failed]
    notes: list[str]


def names() -> list[str]:
    """Return the names of the extractors that are installed."""
    return sorted(point.name for point in entry_points(group=GROUP))


def extractor(name: str) -> Extractor:
    """Load and return the extractor called `name`; raise `UnknownName` for any other name."""
    points = {point.name: point for point in entry_points(group=GROUP)}
    if name not in points:
        near = nearest(name, list(points))
        known = ", ".join(sorted(points)) or "none"
        raise UnknownName(f"no extractor '{name}' is installed{near} (installed: {known})")
    return _made(points[name])


def _made(point: EntryPoint) -> Extractor:
    found = point.load()
    ready = hasattr(found, "extract") and not isinstance(found, type)
    return cast(Extractor, found if ready else found())


def extract_with_all(
    document: Document, nlp: "Language", others: Sequence[Extractor] = ()
) -> Found:
    """Return what our pipeline and `others` find in a document.

    Where another finds what we have found (same type, overlapping), ours stands. An extractor that
    fails loses its own facts only.
    """
    found = Found(extract(document, nlp), [], [])
    for other in others:
        try:
            _add(found, document, other.extract(document))
        except KgError as problem:
            found.notes.append(str(problem))
        except Exception as problem:  # a stranger's code can raise anything
            name = type(other).__name__
            found.notes.append(f"{document.name}: the extractor {name} failed ({problem!r})")
        found.notes.extend(getattr(other, "notes", ()))
    return found._replace(annotations=in_order(found.annotations))


def _add(
    found: Found, document: Document, theirs: Iterable[Annotation | tuple[Annotation, str]]
) -> None:
    """Add what passes both checks and overlaps nothing of the same type found before."""
    known = {(a.type, position) for a in found.annotations for position in range(*a.span)}
    for each in theirs:
        annotation, quote = each if isinstance(each, tuple) else (each, None)
        wrong = problem(document, annotation, quote)
        if wrong:
            found.failed.append((annotation, f"{annotation.rule}: {wrong}"))
        elif not any((annotation.type, at) in known for at in range(*annotation.span)):
            found.annotations.append(annotation)
