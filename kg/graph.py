"""The front door: open a graph, ask it, feed it. The command line and other programs come here.

This is the one module that brings readers (`ingest`) and store together.
"""

import os
import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg import build, catalogue, store
from kg.answer import Answer
from kg.bind import bindings
from kg.claims import Revision, revisions
from kg.errors import BadQuery, StoreError
from kg.guard import refuse_network
from kg.lookup import find
from kg.model import Iri
from kg.names import NAMESPACES
from kg.triples import Term

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kg.law.assess import Assessment
    from kg.law.coverage import Coverage
    from kg.law.explanation import Explanation
    from kg.law.transfer import TransferAnswer

AS_OF = "as-of"
"""The parameter of a question that is the day of the law."""
ASSESSMENTS = "assessments"
"""The tag of questions that ask for assessments, which are made for their day."""


def default_path() -> Path:
    """Return where the store is when nobody says otherwise: KG_STORE, else the user's data folder.

    A relative or `~` path in KG_STORE is taken as a shell would take it.
    """
    named = os.environ.get("KG_STORE")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("ai-control-graph") / "store"


class KnowledgeGraph:
    """A graph in a store on disk. Make one with `KnowledgeGraph.open`.

    In the store's default graph stand ontology, regimes and facts; a named graph for each revision
    holds what that source said. Queries see the default graph, and revisions with `GRAPH`.
    """

    def __init__(self, path: Path, engine: ox.Store, *, known_at: date | None = None) -> None:
        self.path = path
        self.known_at = known_at
        self.as_of: date | None = None
        self.engine = engine

    @classmethod
    def open(
        cls,
        path: Path | str | None = None,
        *,
        known_at: date | None = None,
        as_of: date | None = None,
    ) -> "KnowledgeGraph":
        """Open the store at `path` (see `default_path`), building it where there is none.

        With `known_at` only what sources had published by that day counts; with `as_of` the
        assessments of that day stand in the graph (`:Assessment`). Either makes the graph in
        memory, which takes seconds. Raises `StoreError`.
        """
        place = Path(path) if path is not None else default_path()
        if not store.exists(place):
            build.add(place, _shipped())
        engine = store.open_read(place)
        if build.is_stale(engine):
            del engine
            build.renew(place, _shipped())
            engine = store.open_read(place)
        if known_at is not None:
            engine = build.as_known(engine, known_at)
        graph = cls(place, engine, known_at=known_at)
        if as_of is not None:
            graph.engine, graph.as_of = graph._assessed(as_of), as_of
        return graph

    def ingest(
        self, *locations: Path | str, reader: str = "", dry_run: bool = False
    ) -> list[build.Change]:
        """Read the sources at `locations` into the store; return what that changes.

        All are taken, or none: where one cannot be read, nothing is written. `reader` names a
        reader of `ingest`; without it each is asked whether it knows the thing. With `dry_run`
        nothing is written either. Raises `BadSource`, `StoreError`, `UnknownName`.
        """
        import ingest

        if self.known_at is not None or self.as_of is not None:
            raise StoreError(
                "a graph opened with known_at or as_of is a view of the past; open it without"
            )
        names = [reader or ingest.reader_for(str(location)) for location in locations]
        statements = chain.from_iterable(
            ingest.reader(name).read(str(location))
            for name, location in zip(names, locations, strict=True)
        )
        changes = build.add(self.path, statements, dry_run=dry_run)
        self.engine = store.open_read(self.path)
        return changes

    def query(self, text: str, *, bind: Mapping[str, Term] | None = None) -> Answer:
        """Answer a SPARQL query (SELECT, ASK, CONSTRUCT, DESCRIBE).

        The prefixes of `kg.names.NAMESPACES` need not be declared. `bind` gives values to
        variables that the query projects; those columns are left out of the answer. Raises
        `BadQuery` with line and column, `StoreError`, and refuses to reach the network.
        """
        return self._answer(self.engine, text, bind or {})

    def _answer(self, engine: ox.Store, text: str, bind: Mapping[str, Term]) -> Answer:
        refuse_network(text)
        try:
            result = engine.query(
                text,
                prefixes=NAMESPACES,
                substitutions={ox.Variable(n): t for n, t in bind.items()},
            )
        except (SyntaxError, ValueError) as problem:
            raise BadQuery(_syntax(text, problem)) from problem
        except (OSError, RuntimeError) as problem:
            raise BadQuery(f"the query failed ({problem})") from problem
        return Answer(result, hidden=tuple(bind))

    def ask(self, name: str, parameters: Mapping[str, Any] | None = None, **more: Any) -> Answer:
        """Answer the question `name` of the catalogue.

        Parameters are given by name in a mapping, or as keywords with underscores
        (`as_of="2026-11-01"`); `as_of` is that of the graph where it has one. A question that is
        tagged "assessments" finds those of its day. Raises `UnknownName` and `BadQuery`.
        """
        asked = catalogue.question(name)
        given = {
            asked.parameter(n).name: value for n, value in {**(parameters or {}), **more}.items()
        }
        dated = any(p.name == AS_OF for p in asked.parameters)
        if dated and self.as_of:
            given.setdefault(AS_OF, self.as_of)
        bound = bindings(self.engine, asked, given)
        engine = self.engine
        if ASSESSMENTS in asked.tags:
            day = bound[AS_OF.replace("-", "_")]
            if not isinstance(day, ox.Literal):
                raise BadQuery(f"{name}: assessments are of one day; give {AS_OF} a day")
            engine = self._assessed(date.fromisoformat(day.value))
        return self._answer(engine, asked.text, bound)

    def _assessed(self, day: date) -> ox.Store:
        """Return the graph with the assessments of a day."""
        if day == self.as_of:
            return self.engine
        from kg.law.assessed import assessed

        return assessed(self.engine, day, known_at=self.known_at or date.today())

    def assess(
        self,
        thing: str | None = None,
        *,
        regime: str | None = None,
        provision: str | None = None,
        as_of: date | None = None,
        assume: Sequence[str] = (),
    ) -> "list[Assessment]":
        """Return what provisions come to for a thing, or for all things, on a day (today).

        `assume` sets facts for this answer, such as "Grok 4 trainingCompute 3e25..2e26". Those
        that apply come first. Raises `UnknownName`, `BadQuery`.
        """
        from kg.law.court import assessments

        day = as_of or self.as_of or date.today()
        _, found = assessments(
            self.engine, thing, regime=regime, provision=provision, as_of=day, assumptions=assume
        )
        return found

    def explain(
        self, thing: str, provision: str, *, as_of: date | None = None, assume: Sequence[str] = ()
    ) -> "Explanation":
        """Explain what a provision comes to for a thing on a day (today): tests, values, sources.

        Raises `UnknownName`, `BadQuery`.
        """
        from kg.law.court import explanation

        return explanation(
            self.engine,
            thing,
            provision,
            as_of=as_of or self.as_of or date.today(),
            known_at=self.known_at or date.today(),
            assumptions=assume,
        )

    def transfer(
        self,
        *,
        item: str,
        destination: str,
        form: str = "",
        origin: str = "",
        end_user: str = "",
        facts: Mapping[str, str] | None = None,
        as_of: date | None = None,
        assume: Sequence[str] = (),
    ) -> "TransferAnswer":
        """Return what provisions come to for a transfer of a model or chip on a day (today).

        `form` is weights, API, know-how or chip; `facts` are further properties of the transfer,
        such as recipientIsListed. Raises `UnknownName`, `BadQuery`.
        """
        from kg.law.transfer import transfer

        return transfer(
            self.engine,
            item=item,
            form=form,
            destination=destination,
            origin=origin,
            end_user=end_user,
            facts=facts,
            as_of=as_of or self.as_of or date.today(),
            known_at=self.known_at or date.today(),
            assumptions=assume,
        )

    def coverage(self) -> "Coverage":
        """Return which regimes are modelled, partly modelled or listed, and how old the data is."""
        from kg.law.coverage import coverage

        return coverage(self.engine)

    def find(self, name: str) -> Iri:
        """Return the IRI of the thing called `name`; raise `UnknownName` with the nearest names."""
        return find(self.engine, name)

    def sources(self) -> list[Revision]:
        """Return the revisions that the store holds, by source and day."""
        return revisions(self.engine)

    def rdflib(self) -> "rdflib.Dataset":
        """Return an rdflib Dataset over the same store, for reading."""
        import rdflib
        from oxrdflib import OxigraphStore

        return rdflib.Dataset(store=OxigraphStore(store=self.engine))

    def networkx(self) -> "networkx.MultiDiGraph[str]":
        """Return the things of the graph and the relations between them as a networkx graph.

        Nodes are IRIs with the attributes `label` and `kind`; edges have the attribute `predicate`.
        """
        from kg.network import whole

        return whole(self.engine)


def _shipped() -> Any:
    """Yield the statements of the curated facts that come with the program."""
    import ingest

    return ingest.reader("curated").read("curated")


def _syntax(text: str, problem: Exception) -> str:
    """Say where a query is broken, with the line itself."""
    found = re.match(r"error at (\d+):(\d+):?\s*(.*)", str(problem), re.DOTALL)
    if not found:
        return f"the query is not SPARQL ({problem})"
    line, column = int(found[1]), int(found[2])
    lines = text.splitlines() or [""]
    shown = lines[min(line, len(lines)) - 1].strip()
    return f"the query is broken at line {line}, column {column}: {found[3]}; the line: {shown}"
