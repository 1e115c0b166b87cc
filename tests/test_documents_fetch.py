"""Fetching: a real server on the loopback host, and the hosts that are never asked."""

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.documents import _address, _fetch, _limits, load
from kg.errors import BadSource

LAW = "SEC. 2. LIMITS.\n\n(a) In General.—A lab shall report each run above 10^26 operations.\n"


class Answers(BaseHTTPRequestHandler):
    """Serves a law, redirections, and all that a bad server does."""

    seen: dict[str, str]

    def do_GET(self) -> None:
        """Answer by the path."""
        type(self).seen = dict(self.headers)
        what = self.path.strip("/").split("?")[0]
        match what:
            case "law.txt" | "law":
                self.give(LAW.encode(), "text/plain; charset=utf-8")
            case "moved":
                self.go("/law.txt")
            case "round":
                self.go("/round")
            case "inside":
                self.go("http://127.0.0.1:1/secret.txt")
            case "file":
                self.go("file:///etc/hostname")
            case "huge":
                self.give(b"", "text/plain", length=_limits.FILE + 1)
            case "endless":
                self.give(b"", "text/plain", length=None)
                for _ in range(10_000):
                    self.wfile.write(b"law " * 10_000)
            case "cut":
                self.give(b"A law that", "text/plain", length=5000)
            case "slow":
                self.give(b"A", "text/plain", length=100)
                for _ in range(20):
                    self.wfile.write(b"A")
                    self.wfile.flush()
                    time.sleep(0.2)
            case "dripping":
                for _ in range(20):
                    self.wfile.write(b"H")
                    self.wfile.flush()
                    time.sleep(0.2)
            case "packed":
                self.give(b"\x1f\x8b", "text/plain", packed=True)
            case _:
                self.send_error(404, "Not Found")

    def give(
        self, body: bytes, kind: str, *, length: int | None = -1, packed: bool = False
    ) -> None:
        """Send a body, under a length that may not be its own."""
        self.send_response(200)
        self.send_header("Content-Type", kind)
        if length is not None:
            self.send_header("Content-Length", str(len(body) if length < 0 else length))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def go(self, to: str) -> None:
        """Redirect."""
        self.send_response(302)
        self.send_header("Location", to)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep the log of the tests clean."""


class Server(ThreadingHTTPServer):
    """A server that says nothing of clients that hang up."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Do nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with Server(("127.0.0.1", 0), Answers) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def said(location: str, *, allow_private: bool = True) -> str:
    with pytest.raises(BadSource) as caught:
        load(location, allow_private=allow_private)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_document_is_fetched_under_the_name_of_the_project(server: str) -> None:
    document = load(f"{server}/law.txt?as=text", allow_private=True)
    assert document.text == LAW
    assert [b.path for b in document.blocks] == ["Section 2", "Section 2(a)"]
    assert document.url == document.location == f"{server}/law.txt?as=text"
    assert Answers.seen["User-Agent"].startswith("ai-control-graph")
    assert Answers.seen["Host"] == server.removeprefix("http://")


def test_the_content_type_names_a_file_without_an_ending(server: str) -> None:
    assert load(f"{server}/law", allow_private=True).name == "law"


def test_a_redirection_is_followed_and_the_last_address_kept(server: str) -> None:
    document = load(f"{server}/moved", allow_private=True)
    assert document.url == f"{server}/law.txt"
    assert document.location == f"{server}/moved"


def test_a_loopback_host_is_not_asked_unless_allowed(server: str) -> None:
    assert "private network" in said(f"{server}/law.txt", allow_private=False)
    assert "private network" in said(
        f"{server.replace('127.0.0.1', 'localhost')}/", allow_private=False
    )


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "10.1.2.3", "192.168.0.9", "169.254.169.254", "0.0.0.0", "[::1]", "[fe80::1]",
     "[::ffff:127.0.0.1]", "[64:ff9b::a00:1]", "100.64.0.1", "224.0.0.1", "2130706433", "0x7f.1"],
)  # fmt: skip
def test_private_and_reserved_hosts_are_refused_without_a_connection(
    host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect(*_: object) -> None:
        raise AssertionError("connected")

    monkeypatch.setattr(socket.socket, "connect", connect)
    assert "private network" in said(f"http://{host}/law.txt", allow_private=False)


@given(st.ip_addresses(v=4))
def test_an_address_is_judged_alike_in_all_its_disguises(address: object) -> None:
    plain = _address.is_public(str(address))
    assert _address.is_public(f"::ffff:{address}") == plain
    assert _address.is_public(f"64:ff9b::{address}") == plain


def test_every_address_of_a_name_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(*_: object, **__: object) -> list[tuple[object, ...]]:
        stream = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
        return [(*stream, ("93.184.215.14", 80)), (*stream, ("10.0.0.8", 80))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert "10.0.0.8" in said("http://two.example/law.txt", allow_private=False)


def test_the_connection_goes_to_the_address_that_was_checked(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(server.rpartition(":")[2])
    names: list[str] = []

    def resolve(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        names.append(host)
        assert len(names) == 1, "the name was looked up twice"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert load(f"http://law.example:{port}/law.txt", allow_private=True).text == LAW
    assert Answers.seen["Host"] == f"law.example:{port}"


def test_a_redirection_to_a_private_host_is_checked_too(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The first host counts as public here, so that only the second can be refused.
    port = server.rpartition(":")[2]
    public = _address.is_public
    asked: list[str] = []

    def judge(numeric: str) -> bool:
        asked.append(numeric)
        return len(asked) == 1 or public(numeric)

    monkeypatch.setattr(_address, "is_public", judge)
    assert "private network" in said(f"http://127.0.0.1:{port}/inside", allow_private=False)
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("nothing", "answers 404"),
        ("round", "redirects more than"),
        ("file", "only http and https"),
        ("huge", "larger than"),
        ("endless", "larger than"),
        ("cut", "ends before its end"),
        ("packed", "packed"),
    ],
)
def test_a_bad_answer_is_one_sentence(path: str, words: str, server: str) -> None:
    assert words in said(f"{server}/{path}")


@pytest.mark.parametrize("path", ["slow", "dripping"])
def test_a_slow_server_is_left_in_time(
    path: str, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_limits, "SECONDS", 0.5)
    begun = time.monotonic()
    assert "no answer within" in said(f"{server}/{path}")
    assert time.monotonic() - begun < 3


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("ftp://example.org/law.txt", "only http and https"),
        ("file:///etc/hostname", "only http and https"),
        ("http:///law.txt", "names no host"),
        ("http://me:secret@example.org/", "password"),
        ("http://nobody.invalid/law.txt", "no host is called"),
        ("http://[::1/law.txt", "is no address"),
    ],
)
def test_other_addresses_are_not_fetched(address: str, words: str) -> None:
    message = said(address)
    assert words in message
    assert "secret" not in message


def test_a_host_that_does_not_answer_is_said(server: str) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    assert "cannot be fetched" in said(f"http://127.0.0.1:{port}/law.txt")


def test_a_path_is_no_address() -> None:
    assert not _fetch.is_address("laws/act.txt")
    assert not _fetch.is_address("C:/laws/act.txt")
