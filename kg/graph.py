"""The front door: open a graph, ask it, feed it. The command line and other programs come here.

Readers are reached through `kg.intake` alone.
"""

import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg import build, catalogue, store
from kg.answer import Answer, where_broken
from kg.bind import bindings
from kg.claims import Revision, revisions
from kg.errors import BadQuery, BadSource, StoreError
from kg.guard import refuse_network
from kg.lookup import find
from kg.model import Iri
from kg.names import NAMESPACES
from kg.triples import Term

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kg.document import Document
    from kg.law.assess import Assessment
    from kg.law.coverage import Coverage
    from kg.law.explanation import Explanation
    from kg.law.transfer import TransferAnswer
    from kg.text.annotations import Annotation

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
        from kg import intake

        place = Path(path) if path is not None else default_path()
        if not store.exists(place):
            build.add(place, intake.shipped())
        engine = store.open_read(place)
        if build.is_stale(engine):
            del engine
            build.renew(place, intake.shipped())
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
        """Read datasets and documents into the store; return what each changes.

        Of datasets all are taken, or none. `reader` names a reader of `ingest`; without it each
        is asked whether it knows the thing, and what none knows is read as a document. With
        `dry_run` nothing is written. Raises `BadSource`, `StoreError`, `UnknownName`; where a
        document fails, after the others were written.
        """
        from kg import intake
        from kg.evidence.ingesting import ingest_documents

        self.must_be_present()
        placed = [(str(place), reader or intake.reader_of(str(place))) for place in locations]
        datasets = [(place, name) for place, name in placed if name]
        changes = (
            build.add(self.path, intake.statements(datasets), dry_run=dry_run) if datasets else []
        )
        texts = [place for place, name in placed if not name]
        outcomes = list(ingest_documents(self.path, texts, intake.document, dry_run=dry_run))
        self.engine = store.open_read(self.path)
        failed = [o.error for o in outcomes if o.error]
        if failed:
            raise BadSource("; ".join(failed))
        return changes + [o.change for o in outcomes if o.change]

    def must_be_present(self) -> None:
        """Raise `StoreError` where the graph is a view of the past, which nothing is added to."""
        if self.known_at is not None or self.as_of is not None:
            raise StoreError(
                "a graph opened with known_at or as_of is a view of the past; open it without"
            )

    def extract(self, location: Path | str) -> "tuple[Document, list[Annotation]]":
        """Read a document and return it with what its text says; nothing is written.

        `location` is a path, an http(s) address, or "-" for stdin. Raises `BadSource`.
        """
        from kg import intake
        from kg.text.names.gazetteer import from_graph
        from kg.text.pipeline import build as pipeline
        from kg.text.plugins.extractors import extract_with_all

        document = intake.document(str(location))
        return document, extract_with_all(document, pipeline(from_graph(self.engine)))[0]

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
            raise BadQuery(where_broken(text, problem)) from problem
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
