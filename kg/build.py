"""Change a store: build it, add revisions, derive anew what follows from them.

Everything in the default graph can be thrown away: `derive` makes it again from the ontology files
and the revisions, and gives the same graph.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from kg import assets, store
from kg.claims import claims, current, revisions
from kg.errors import BadSource, StoreError
from kg.facts import facts
from kg.model import Iri, Source, Statement
from kg.names import BASE, mint, term
from kg.triples import literal, node, revision_iri, source_quads, statement_quads, to_term

GRAPH = node(BASE + "graph")
BUILT_FROM = node(term("builtFrom"))


@dataclass(frozen=True, slots=True)
class Change:
    """What reading one source in one version does to the store.

    `known` says that these bytes were read before; the three lists hold "subject property" pairs:
    those that the source did not speak of in the edition before, those of which it now says
    something else, and those of which it no longer speaks.
    """

    revision: Iri
    source: Source
    statements: int
    known: bool
    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]


def add(path: Path, statements: Iterable[Statement], *, dry_run: bool = False) -> list[Change]:
    """Add the revisions that `statements` make up to the store at `path` and derive all facts.

    Nothing is written when all of it is known, with `dry_run`, or when an error is raised. Raises
    `BadSource` where there is no statement at all, and `StoreError`.
    """
    said: dict[Source, list[Statement]] = defaultdict(list)
    for statement in statements:
        said[statement.source].append(statement)
    if not said:
        raise BadSource("nothing to read: the source has no statements")
    reading = store.open_read(path) if store.exists(path) else ox.Store()
    changes, before = [], _Editions(reading)
    for source in sorted(said, key=lambda s: (s.id, s.issued)):
        changes.append(before.change(source, said[source]))
    del reading, before
    fresh = [change for change in changes if not change.known]
    if fresh and not dry_run:
        with store.writing(path) as writer:
            for change in fresh:
                write_revision(writer, change.source, said[change.source])
            derive(writer)
    return changes


def write_revision(writer: ox.Store, source: Source, statements: list[Statement]) -> None:
    """Write one revision into its named graph."""
    described = source_quads(source, len(statements), datetime.now(UTC))
    writer.bulk_extend(chain(described, statement_quads(statements, revision_iri(source))))


def derive(writer: ox.Store) -> None:
    """Make the default graph anew: the ontology with the regimes, the catalogue, the facts."""
    held = ontology()
    mark = ox.Quad(GRAPH, BUILT_FROM, literal(assets.fingerprint(assets.ontology_files())))
    writer.clear_graph(ox.DefaultGraph())
    writer.bulk_extend(chain(held, facts(writer, held), [mark]))


def ontology() -> ox.Store:
    """Return the terms, vocabularies and regimes of the ontology files, in memory."""
    held = ox.Store()
    held.bulk_extend(chain.from_iterable(_triples(path) for path in assets.ontology_files()))
    return held


def _triples(path: Path) -> Iterator[ox.Quad]:
    try:
        yield from ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
    except SyntaxError as problem:
        raise StoreError(f"{path}: is not Turtle ({problem}); mend it, or reinstall") from problem


def is_stale(reading: ox.Store) -> bool:
    """Say whether the ontology files have changed since the store was derived."""
    built = next(reading.quads_for_pattern(GRAPH, BUILT_FROM, None, ox.DefaultGraph()), None)
    now = assets.fingerprint(assets.ontology_files())
    return built is None or not isinstance(built.object, ox.Literal) or built.object.value != now


def renew(path: Path, shipped: Iterable[Statement]) -> None:
    """Derive the store anew after the program changed: its ontology, or its curated facts."""
    said: dict[Source, list[Statement]] = defaultdict(list)
    for statement in shipped:
        said[statement.source].append(statement)
    with store.writing(path) as writer:
        held = {r.iri for r in revisions(writer)}
        for source, statements in said.items():
            if revision_iri(source) not in held:
                write_revision(writer, source, statements)
        derive(writer)


def as_known(reading: ox.Store, known_at: date) -> ox.Store:
    """Return a graph in memory that holds only what sources had published by `known_at`."""
    past = ox.Store()
    for revision in revisions(reading, known_at=known_at):
        past.bulk_extend(reading.quads_for_pattern(None, None, None, node(revision.iri)))
    derive(past)
    return past


Spoken = dict[str, set[str]]
"""What an edition says: the values of each "subject property" pair."""


class _Editions:
    """The edition before, of each source: that of the store, then those of the same reading."""

    def __init__(self, reading: ox.Store) -> None:
        self._reading = reading
        self._known = revisions(reading)
        self._before: dict[str, Spoken] = {}

    def change(self, source: Source, statements: list[Statement]) -> Change:
        """Return what an edition changes, and take it as the one before the next."""
        revision = revision_iri(source)
        then = self._before.get(source.id)
        if then is None:
            then = self._stored(mint("source", source.id))
        now: Spoken = defaultdict(set)
        for s in statements:
            now[f"{s.subject} {s.predicate}"].add(str(to_term(s.object)))
        self._before[source.id] = now
        return Change(
            revision=revision,
            source=source,
            statements=len(statements),
            known=any(r.iri == revision for r in self._known),
            new=tuple(k for k in now if k not in then),
            changed=tuple(k for k in now if k in then and now[k] != then[k]),
            gone=tuple(k for k in then if k not in now),
        )

    def _stored(self, source: Iri) -> Spoken:
        said: Spoken = defaultdict(set)
        for revision in current(self._known):
            if revision.source == source:
                for c in claims(self._reading, revision):
                    said[f"{c.subject} {c.predicate}"].add(str(c.object))
        return said
