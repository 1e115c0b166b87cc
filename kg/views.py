"""Write a view, the neighbourhood of a thing or the answer of a query, as one HTML file."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.drawing import Scene, page
from kg.errors import BadQuery, KgError, UnknownName
from kg.names import compact
from kg.network import distances, nearest, whole

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.network import Network

SAME_ROW = "same row"
"""Joins things that stand side by side in a row of an answer and that nothing else joins."""


@dataclass(frozen=True, slots=True)
class View:
    """What was written: the file, the numbers of things and relations drawn.

    `total` is the number of things before the limit.
    """

    path: Path
    nodes: int
    edges: int
    total: int
    title: str


def write_view(
    graph: "KnowledgeGraph",
    *,
    entity: str = "",
    query: str = "",
    out: Path,
    depth: int = 1,
    limit: int = 150,
) -> View:
    """Draw the things within `depth` relations of `entity`, or those that `query` answers.

    Of a SELECT query all things in its rows are drawn with the relations between them; two things
    in neighbouring columns that no relation joins are joined as "same row". Of a CONSTRUCT query
    its triples are drawn. `limit` bounds the things drawn: the nearest go first, and among equally
    near ones each kind has its turn. The file at `out` loads nothing from elsewhere, and the same
    graph gives the same bytes. Raises `UnknownName`, `BadQuery`, and `KgError` where the file
    cannot be written.
    """
    if bool(entity) == bool(query):
        raise BadQuery("a view shows either an entity or a query; name one of the two")
    if depth < 1 or limit < 1:
        raise BadQuery(f"depth ({depth}) and limit ({limit}) of a view are whole numbers from 1")
    things = whole(graph.engine)
    scene = (
        _around(graph, things, entity, depth, limit)
        if entity
        else _answer(graph, things, query, limit)
    )
    _write(out, page(scene, graph.engine))
    drawn = scene.network
    return View(out, len(drawn), drawn.number_of_edges(), sum(scene.total.values()), scene.title)


def _around(
    graph: "KnowledgeGraph", things: "Network", entity: str, depth: int, limit: int
) -> Scene:
    iri = str(graph.find(entity))
    if iri not in things:
        raise UnknownName(
            f"'{entity}' is {compact(iri)}, a term or record and no thing with relations; "
            "name a model, actor, chip, place, regime or source"
        )
    steps = distances(things, [iri], depth=depth)
    kept = nearest(things, steps, limit=limit)
    label = str(things.nodes[iri]["label"])
    reach = "next to it" if depth == 1 else f"within {depth} relations of it"
    return _scene(
        graph,
        _part(things, kept, things),
        title=label,
        summary=f"{label} ({things.nodes[iri]['kind']}) and what stands {reach}",
        start=True,
        total=_by_kind(things, steps),
    )


def _answer(graph: "KnowledgeGraph", things: "Network", query: str, limit: int) -> Scene:
    answer = graph.query(query)
    if answer.columns == ("answer",):
        raise BadQuery("the query answers yes or no, which cannot be drawn; use SELECT")
    if answer.is_graph:
        made = _made(answer.graph(), things)
        found = list(made)
    else:
        rows = [[v for v in row if isinstance(v, str) and v in things] for row in answer.tuples()]
        found = list(dict.fromkeys(v for row in rows for v in row))
        made = _joined(things, found, rows)
    if not found:
        wanted = "select the things themselves (?model), not only their names or values"
        empty = "the query has no answer, so there is nothing to draw"
        raise BadQuery(f"no thing stands in the answer; {wanted}" if len(answer) else empty)
    steps = dict.fromkeys(found, 0)
    kept = nearest(made, steps, limit=limit)
    return _scene(
        graph,
        _part(made, kept, things),
        title="Answer of a query",
        summary=" ".join(query.split()),
        start=False,
        total=_by_kind(made, found),
    )


def _by_kind(things: "Network", found: Iterable[str]) -> dict[str, int]:
    return Counter(str(things.nodes[iri]["kind"]) for iri in found)


def _part(drawn: "Network", kept: list[str], things: "Network") -> "Network":
    """Return the part of `drawn` between the nodes kept, in their order.

    Each node remembers in `links` how many relations it has in the whole graph.
    """
    import networkx

    part: Network = networkx.MultiDiGraph()
    for iri in kept:
        links = (things if iri in things else drawn).degree(iri)
        part.add_node(iri, **drawn.nodes[iri], links=links)
    for a in kept:
        for _, b, data in drawn.out_edges(a, data=True):
            if b in part:
                part.add_edge(a, b, predicate=data["predicate"])
    return part


def _joined(things: "Network", found: list[str], rows: Iterable[list[str]]) -> "Network":
    """Return the things found, with "same row" between neighbours in a row that nothing joins."""
    joined = things.subgraph(found).copy()
    for row in rows:
        for a, b in pairwise(row):
            if a != b and not joined.has_edge(a, b) and not joined.has_edge(b, a):
                joined.add_edge(a, b, predicate=SAME_ROW)
    return joined


def _made(triples: list[ox.Triple], things: "Network") -> "Network":
    """Return the network that the triples of a CONSTRUCT query make: all that is joined by IRIs."""
    import networkx

    made: Network = networkx.MultiDiGraph()
    ends = [(t.subject, t.predicate, t.object) for t in triples]
    for subject, predicate, value in sorted(ends, key=str):
        if not isinstance(subject, ox.NamedNode) or not isinstance(value, ox.NamedNode):
            continue
        for iri in (subject.value, value.value):
            if iri not in made:
                known = things.nodes[iri] if iri in things else {"kind": "term", "label": ""}
                made.add_node(iri, **known)
        made.add_edge(subject.value, value.value, predicate=predicate.value)
    return made


def _scene(graph: "KnowledgeGraph", part: "Network", **about: Any) -> Scene:
    newest = max((r.issued.isoformat() for r in graph.sources()), default="")
    return Scene(
        network=part,
        left_out="the nearest, each kind in turn, those with most relations first",
        sources_to=newest,
        known_at=graph.known_at.isoformat() if graph.known_at else "",
        **about,
    )


def _write(out: Path, html: str) -> None:
    """Write the file whole or not at all."""
    pending = out.with_name(f".{out.name}.{token_hex(4)}")
    try:
        pending.write_text(html, encoding="utf-8", newline="\n")
        pending.replace(out)
    except OSError as problem:
        pending.unlink(missing_ok=True)
        raise KgError(
            f"{out}: the view cannot be written ({problem.strerror}); name a file in a folder "
            "that exists and is yours to write"
        ) from problem
