"""Queries cannot reach the network: shown with a listener that counts who calls."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from kg.errors import BadQuery
from kg.graph import KnowledgeGraph
from kg.guard import refuse_network

REFUSED = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "select * { service silent <URL> { ?s ?p ?o } }",
    "SELECT * { SERVICE#a comment\n<URL> { ?s ?p ?o } }",
    "SELECT * { { SELECT * { SERVICE<URL>{ ?s ?p ?o } } } }",
    "SELECT * FROM <URL> { ?s ?p ?o }",
    "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } FROM <URL> WHERE { ?s ?p ?o }",
    "ASK FROM <URL> { ?s ?p ?o }",
    "DESCRIBE <https://e.org/x> FROM <URL>",
]
ALLOWED = [
    'SELECT * { ?s ?p "SERVICE <http://e.org>" }',
    "SELECT * { ?service ?from ?load } # SERVICE FROM LOAD",
    "PREFIX service: <http://e.org/> SELECT * { ?s service:from ?o }",
    "SELECT * { ?s <http://e.org/SERVICE/FROM> ?o }",
    "SELECT * { ?s ?p '''FROM\nSERVICE''' }",
    "SELECT * { ?s :from ?o FILTER(?s < ?o && ?o > ?s) }",
]


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """Give the address of a server on loopback, and the list of the requests it got."""
    got: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            got.append(self.path)
            self.send_response(404)
            self.end_headers()

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/data", got
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("query", REFUSED)
def test_what_reaches_out_is_refused_and_reaches_nobody(
    query: str, listener: tuple[str, list[str]], graph: KnowledgeGraph
) -> None:
    address, got = listener
    with pytest.raises(BadQuery, match="only the graph itself"):
        graph.query(query.replace("URL", address))
    assert got == []


@pytest.mark.parametrize("query", ALLOWED)
def test_the_words_alone_are_allowed(query: str) -> None:
    refuse_network(query)


def test_the_listener_would_have_heard(
    listener: tuple[str, list[str]], graph: KnowledgeGraph
) -> None:
    """The oracle: the engine does call out when it is asked without the guard."""
    address, got = listener
    with pytest.raises((OSError, RuntimeError)):
        list(graph.engine.query(f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}"))
    assert got != []
