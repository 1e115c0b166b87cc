"""Ingest documents: from locations to revisions in the store and doubts beside it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from kg import build, store
from kg.claims import Revision, revisions
from kg.document import Document
from kg.evidence import archive, doubts
from kg.evidence.batch import Load, Read, read_all
from kg.evidence.decisions import decisions
from kg.evidence.saying import ASSUMED_DAY
from kg.evidence.taking import Taken, take
from kg.model import Statement
from kg.names import compact, mint, term
from kg.text.annotations import Annotation, Detail
from kg.text.names.gazetteer import Gazetteer, from_graph
from kg.triples import TYPE, node

TOGETHER = 100
"""So many documents are written at once: deriving the facts anew costs the same for one as for
many, and what is written is kept when the run is broken off."""
DATED = ("date_signed", "date")
"""The details that give a document its day, where its format has none. The day from which a law
applies is no such day: it is known long before."""

Tell = Callable[[Read], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one location: taken (and what it changes), known already, or an error."""

    location: str
    document: Document | None = None
    annotations: tuple[Annotation, ...] = ()
    taken: Taken | None = None
    change: build.Change | None = None
    known: bool = False
    error: str = ""
    notes: tuple[str, ...] = ()


def ingest_documents(
    path: Path,
    locations: Sequence[str],
    load: Load,
    *,
    of: str = "",
    licence: str = "unknown",
    others: Sequence[str] = (),
    dry_run: bool = False,
    named: bool = False,
    processes: int = 0,
    tell: Tell = lambda read: None,
) -> Iterator[Outcome]:
    """Read documents into the store at `path`, and yield what became of each once it is written.

    A document that fails is reported, not raised. Bytes that the store has read before are not
    read again, so that a run that was broken off goes on where it stopped. All are read with the
    names that the graph knows at the start. `of` is the IRI of the regime whose text they are,
    `named` says that a person gave the document its name, so that it is the next edition of what
    has that name wherever it lies, `others` are names of further extractors, `tell` is called for
    each document read. Raises `StoreError`, and `UnknownName` for an extractor that is not there.
    """
    names = from_graph(store.open_read(path))
    known = archive.held(path)
    reads = read_all(locations, load, names, others=others, known=known, processes=processes)
    called: dict[str, Read] = {}
    while batch := list(islice(reads, TOGETHER)):
        graph = store.open_read(path)
        editions = revisions(graph)
        ready = []
        for read in batch:
            tell(read)
            error = read.error or _name_taken(read, called, editions, graph, named=named)
            error = error or _filed_elsewhere(read, editions, graph, of)
            if error or read.document is None:
                ready.append(Outcome(read.location, error=error))
                continue
            called.setdefault(read.document.name, read)
            ready.append(_outcome(read, names, graph, editions, of=of, licence=licence))
        del graph
        yield from _written(path, ready, dry_run=dry_run)


def _name_taken(
    read: Read,
    called: dict[str, Read],
    editions: list[Revision],
    graph: ox.Store,
    *,
    named: bool,
) -> str:
    """Say that the name of a document is that of something else, or return ""."""
    if read.document is None:
        return ""
    name = read.document.name
    twin = called.get(name)
    if twin and twin.document and twin.document.sha256 != read.document.sha256:
        return (
            f"{read.location}: has the same name ('{name}') as {twin.location}, as whose next "
            "edition it would count; rename it, or read it alone with --source NAME"
        )
    source = mint("source", name)
    text = ox.Quad(node(source), TYPE, node(term("ReadText")))
    before = [r for r in editions if r.source == source]
    if text not in graph and before:
        return (
            f"{read.location}: '{name}' is the name of a source that was not read as a document; "
            "rename it, or read it alone with --source NAME"
        )
    ours = Path(read.location).resolve()
    known = any(
        r.sha256 == read.document.sha256 or Path(r.location).resolve() == ours for r in before
    )
    if before and not known and not named:
        return (
            f"{read.location}: has the same name ('{name}') as {before[-1].location}, which was "
            f"read before; read it with --source NAME, or as its next edition with --source {name}"
        )
    return ""


def _filed_elsewhere(read: Read, editions: list[Revision], graph: ox.Store, of: str) -> str:
    """Say that the same bytes are known as the text of another regime than `of`, or return ""."""
    if read.document is None or not of:
        return ""
    source = mint("source", read.document.name)
    if not any(r.source == source and r.sha256 == read.document.sha256 for r in editions):
        return ""
    filed = graph.quads_for_pattern(node(source), node(term("textOf")), None, ox.DefaultGraph())
    iris = [q.object.value for q in filed if isinstance(q.object, ox.NamedNode)]
    if of in iris:
        return ""
    whose = f"as the text of {compact(iris[0])}" if iris else "as no law's text"
    return (
        f"{read.location}: these bytes were filed {whose} before, and nothing was changed; to file "
        f"them under {compact(of)} read them with --source NEW"
    )


def _outcome(
    read: Read,
    names: Gazetteer,
    graph: ox.Store,
    editions: list[Revision],
    *,
    of: str,
    licence: str,
) -> Outcome:
    document = read.document
    assert document is not None
    if read.known:
        return Outcome(read.location, document, known=True)
    before = [r for r in editions if r.source == mint("source", document.name)]
    same = next((r for r in before if r.sha256 == document.sha256), None)
    taken = take(
        document,
        read.annotations,
        names,
        graph,
        issued=_issued(document, read.annotations, same),
        decided=decisions(graph, document.name),
        licence=licence,
        of=of,
        failed=read.failed,
    )
    if not taken.statements:
        return Outcome(read.location, error=f"{read.location}: holds no text")
    return Outcome(
        read.location, document, read.annotations, taken, known=same is not None, notes=read.notes
    )


def _issued(
    document: Document, found: Sequence[Annotation], same: Revision | None
) -> tuple[date, str]:
    """Return the day of a document, and how it is known."""
    if same:
        return same.issued, same.issued_from
    if document.issued:
        return document.issued, "stated by the document"
    for name in DATED:
        for detail in found:
            if isinstance(detail, Detail) and detail.name == name:
                with suppress(ValueError):  # a month, or a year, is no day
                    day = date.fromisoformat(detail.value)
                    if day <= date.today():
                        return day, "read in its text"
    return date.today(), ASSUMED_DAY


def _written(path: Path, ready: list[Outcome], *, dry_run: bool) -> list[Outcome]:
    """Write what was taken, and return the outcomes with what that changed.

    The text is kept last of all: it is the sign that nothing of its document is missing.
    """
    taken = [o.taken for o in ready if o.taken]
    if not taken:
        return ready
    changes = build.add(path, _statements(taken), dry_run=dry_run)
    if not dry_run:
        for outcome in ready:
            if outcome.document and outcome.taken:
                doubts.write(path, outcome.taken.source.id, outcome.taken.doubts)
                archive.keep(path, outcome.document, outcome.annotations)
    by_source = {c.source: c for c in changes}
    return [replace(o, change=by_source.get(o.taken.source)) if o.taken else o for o in ready]


def _statements(taken: list[Taken]) -> Iterator[Statement]:
    for each in taken:
        yield from each.statements
        for _, said in each.renewed:
            yield from said
