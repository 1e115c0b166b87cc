"""The graph as networkx: every thing and relation is there, counted by SPARQL as well."""

import pytest

from kg import KnowledgeGraph
from kg.names import KINDS, NAMESPACES, rdf, term
from kg.network import distances, nearest

SPACES = "|".join(NAMESPACES[kind] for kind in KINDS)


def thing(variable: str) -> str:
    """Return a SPARQL test that a variable is a thing: in a namespace of things, no statement."""
    text = f"STR({variable})"
    return f'isIRI({variable}) && REGEX({text}, "^({SPACES})") && !CONTAINS({text}, "#")'


def test_every_thing_is_a_node(graph: KnowledgeGraph) -> None:
    (row,) = graph.query(
        f"""SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{
              {{ ?x ?p ?o FILTER({thing("?x")}) }} UNION
              {{ ?s ?p ?x FILTER({thing("?s")} && {thing("?x")}) }} }}"""
    ).tuples()
    network = graph.networkx()
    assert network.number_of_nodes() == row[0] > 1000


def test_every_relation_is_an_edge(graph: KnowledgeGraph) -> None:
    """Relations between things, and those that lie within parts without a name, eight deep."""
    ways = [f"{{ ?s ?p ?o FILTER({thing('?s')} && {thing('?o')} && ?p != rdf:type) }}"]
    for depth in range(1, 9):
        steps = "".join(f" ?b{i} ?q{i} ?b{i + 1} ." for i in range(1, depth))
        last = f" ?b{depth} ?q{depth} ?o ."
        blank = " && ".join(f"isBlank(?b{i})" for i in range(1, depth + 1))
        plain = " && ".join(f"?q{i} NOT IN (rdf:type, :unit)" for i in range(1, depth + 1))
        ways.append(
            f"{{ ?s ?p ?b1 .{steps}{last} "
            f"FILTER({blank} && {plain} && {thing('?s')} && {thing('?o')}) }}"
        )
    pattern = " UNION ".join(ways)
    found = graph.query(f"SELECT DISTINCT ?s ?p ?o WHERE {{ {pattern} }}").tuples()
    drawn = [(s, d["predicate"], o) for s, o, d in graph.networkx().edges(data=True)]
    assert len(drawn) == len(set(drawn)) > 1000
    assert set(drawn) == set(found)


def test_what_has_no_name_is_folded_into_what_has_it(graph: KnowledgeGraph) -> None:
    network = graph.networkx()
    amended = network.get_edge_data(
        NAMESPACES["regime"] + "eu-ai-act", NAMESPACES["regime"] + "eu-digital-omnibus-ai"
    )
    assert term("event") in {edge["predicate"] for edge in amended.values()}


def test_isolated_things_are_nodes(graph: KnowledgeGraph) -> None:
    network = graph.networkx()
    assert any(degree == 0 for _, degree in network.degree())


def test_terms_facts_and_statements_are_no_nodes(graph: KnowledgeGraph) -> None:
    outside = (NAMESPACES[""], NAMESPACES["fact"])
    assert not [n for n in graph.networkx() if n.startswith(outside) or "#" in n]


def test_nodes_say_what_they_are(graph: KnowledgeGraph) -> None:
    nodes = graph.networkx().nodes
    seen = {
        iri: (nodes[iri]["kind"], nodes[iri]["label"])
        for iri in (
            graph.find("Llama 3.1 405B"),
            graph.find("EU AI Act"),
            NAMESPACES["place"] + "US",
            NAMESPACES["regime"] + "eu-ai-act.art51-2",
        )
    }
    assert list(seen.values()) == [
        ("model", "Llama 3.1-405B"),
        ("regime", "EU AI Act"),
        ("place", "United States"),
        ("provision", "Presumption of systemic risk"),
    ]
    assert all(data["kind"] and data["label"] for _, data in nodes(data=True))


def test_edges_say_which_property_they_are(graph: KnowledgeGraph) -> None:
    predicates = {d["predicate"] for *_, d in graph.networkx().edges(data=True)}
    assert term("developedBy") in predicates
    assert rdf("rdf:type") not in predicates


def test_the_nearest_go_first_and_each_kind_has_its_turn(graph: KnowledgeGraph) -> None:
    network = graph.networkx()
    start = NAMESPACES["place"] + "US"
    steps = distances(network, [start], depth=2)
    assert steps[start] == 0
    assert set(steps.values()) == {0, 1, 2}
    around = {n for n, d in steps.items() if d == 1}
    assert around == {*network.successors(start), *network.predecessors(start)}
    kinds = {network.nodes[n]["kind"] for n in around}
    kept = nearest(network, steps, limit=1 + len(kinds))
    assert kept[0] == start
    assert sorted(network.nodes[n]["kind"] for n in kept[1:]) == sorted(kinds)


@pytest.mark.parametrize("limit", [1, 40, 10_000])
def test_the_limit_is_kept(graph: KnowledgeGraph, limit: int) -> None:
    network = graph.networkx()
    steps = distances(network, [NAMESPACES["place"] + "US"], depth=1)
    assert len(nearest(network, steps, limit=limit)) == min(limit, len(steps))
