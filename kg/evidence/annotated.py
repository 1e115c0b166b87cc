"""The annotated page: a document with all that was read in it marked, as one HTML file."""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from kg.document import Block, Document, Kind
from kg.evidence.taking import LINE
from kg.text.annotations import Annotation, Claim, Detail, Norm, Relation
from kg.text.told import PLURALS, said

WIDE = (Norm, Claim, Relation)
"""Types that cover whole clauses: they are underlined, and the shorter ones stand out in them."""
TAGS = {Kind.HEADING: "h2", Kind.FOOTNOTE: "small"}
LONGEST = 90
"""Characters of a heading that the contents show."""


def page(document: Document, found: Sequence[Annotation]) -> str:
    """Return the HTML page; it loads nothing, and everything of the document is escaped.

    Each run of characters between two borders of annotations is one element that names those that
    cover it, so that annotations may overlap at will.
    """
    from jinja2 import Environment, FileSystemLoader
    from markupsafe import Markup

    folder = Path(__file__).parent.parent / "view"
    environment = Environment(loader=FileSystemLoader(folder), autoescape=True)
    script = (folder / "document.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    counted = Counter(a.type for a in found)
    return environment.get_template("document.html").render(
        title=_title(document, found),
        source=document.url or Path(document.location).name,
        sha256=document.sha256,
        issued=document.issued,
        words=len(document.text.split()),
        blocks=list(_blocks(document, found)),
        headings=list(_headings(document)),
        types=[(t, many.capitalize(), counted[t]) for t, many in PLURALS.items() if counted[t]],
        annotations=[_told(document, a) for a in found],
        style=Markup((folder / "document.css").read_text(encoding="utf-8")),
        script=Markup(script),
        hash=f"'sha256-{digest}'",
    )


def _title(document: Document, found: Sequence[Annotation]) -> str:
    """Return what the document calls itself, else the name of its file."""
    details = {a.name: a.value for a in reversed(found) if isinstance(a, Detail)}
    return details.get("short_title") or details.get("title") or document.title or document.name


def _headings(document: Document) -> Iterator[tuple[int, str]]:
    for block in document.blocks:
        if block.kind is Kind.HEADING:
            words = " ".join(document.text[block.start : block.end].split())
            if words:
                yield block.start, words[:LONGEST] + "…" * (len(words) > LONGEST)


def _told(document: Document, annotation: Annotation) -> dict[str, Any]:
    """Return what the script needs of an annotation; it takes the quote from the marked text."""
    start, end = annotation.span
    told = {
        "type": annotation.type,
        "says": said(document, annotation),
        "path": document.path(start),
        "place": f"{start}-{end}",
        "rule": annotation.rule,
        "sure": round(annotation.confidence, 2),
    }
    if annotation.inferred:
        told["inferred"] = True
    if isinstance(annotation, Detail):
        told["quote"] = document.text[start:end]
    return told


def _blocks(document: Document, found: Sequence[Annotation]) -> Iterator[dict[str, Any]]:
    """Yield the blocks with their text cut at the borders of annotations."""
    marked = [(n, a) for n, a in enumerate(found) if not isinstance(a, Detail)]
    marked.sort(key=lambda pair: pair[1].span[0])
    for block, inside_block in _by_block(document.blocks, marked):
        yield {
            "at": block.start,
            "tag": TAGS.get(block.kind, "p"),
            "kind": block.kind.value.replace(" ", "-"),
            "path": block.path,
            "runs": list(_runs(document, block, inside_block)),
        }


def _by_block(
    blocks: Iterable[Block], marked: list[tuple[int, Annotation]]
) -> Iterator[tuple[Block, list[tuple[int, Annotation]]]]:
    """Yield each block with the annotations that overlap it; both come in text order."""
    open_: list[tuple[int, Annotation]] = []
    waiting = iter(marked)
    coming = next(waiting, None)
    for block in blocks:
        open_ = [pair for pair in open_ if pair[1].span[1] > block.start]
        while coming and coming[1].span[0] < block.end:
            if coming[1].span[1] > block.start:
                open_.append(coming)
            coming = next(waiting, None)
        yield block, list(open_)


def _runs(
    document: Document, block: Block, inside_block: list[tuple[int, Annotation]]
) -> Iterator[dict[str, Any]]:
    borders = {block.start, block.end}
    for _, a in inside_block:
        borders |= {min(max(border, block.start), block.end) for border in a.span}
    cuts = sorted(borders)
    for start, end in pairwise(cuts):
        over = [(n, a) for n, a in inside_block if a.span[0] < end and a.span[1] > start]
        narrow = [a for _, a in over if not isinstance(a, WIDE)]
        shortest = min(narrow, key=lambda a: a.span[1] - a.span[0], default=None)
        looks = {a.type for _, a in over if isinstance(a, WIDE)}
        if shortest:
            looks.add(shortest.type)
        unsure = any(a.confidence < LINE or a.inferred for _, a in over if a.type in looks)
        yield {
            "text": document.text[start:end],
            "ids": " ".join(str(n) for n, _ in over),
            "look": " ".join([f"t-{look}" for look in sorted(looks)] + ["unsure"] * unsure),
        }
