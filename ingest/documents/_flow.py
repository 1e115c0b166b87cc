"""Take HTML apart into blocks: the runs of text between them, tables, and lists set as tables."""

from collections.abc import Iterator

from ingest.documents import _law
from ingest.documents._tree import Element, Node

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav "
    "ol p pre section summary table tbody td tfoot th thead tr ul".split()
)


def flow(
    container: Element, blocks: frozenset[str] = BLOCKS, whole: frozenset[str] = frozenset()
) -> Iterator[list[Node] | Element]:
    """Yield what is in a container in order: blocks, and the runs of other nodes between them.

    `blocks` are the names of elements that are blocks, those of HTML unless given; `whole` of those
    that are none, whatever is in them: a note in a sentence.

    An element that is no block but has blocks inside (a link around a heading) counts as if it
    were not there. Runs without any text are left out.
    """
    run: list[Node] = []
    for node in _opened(container, blocks, whole):
        if isinstance(node, Element) and node.tag in blocks:
            if _has_text(run):
                yield run
            run = []
            yield node
        else:
            run.append(node)
    if _has_text(run):
        yield run


def _opened(container: Element, blocks: frozenset[str], whole: frozenset[str]) -> Iterator[Node]:
    closed = blocks | whole
    for node in container.children:
        if isinstance(node, Element) and node.tag not in closed and _holds(node, blocks):
            yield from _opened(node, blocks, whole)
        else:
            yield node


def _holds(element: Element, blocks: frozenset[str]) -> bool:
    return any(inner.tag in blocks for inner in element.walk())


def _has_text(nodes: list[Node]) -> bool:
    return any(
        any(not text.value.isspace() for text in node.texts())
        if isinstance(node, Element)
        else not node.value.isspace()
        for node in nodes
    )


def rows(table: Element) -> Iterator[list[Element]]:
    """Yield the rows of a table as lists of cells, those of tables inside it left out."""
    for child in table.elements:
        if child.tag in ("tr", "row"):
            yield [cell for cell in child.elements if cell.tag in ("td", "th")]
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from rows(child)


def listing(table: Element) -> list[tuple[Element, Element]]:
    """Return numbers and contents where a table sets a list: "(a)" in one cell, text in the next.

    Empty where a row is anything else.
    """
    found = []
    for cells in rows(table):
        filled = [cell for cell in cells if _has_text(cell.children)]
        if not filled:
            continue
        if len(filled) != 2 or not _law.is_label(filled[0].words):
            return []
        found.append((filled[0], filled[1]))
    return found
