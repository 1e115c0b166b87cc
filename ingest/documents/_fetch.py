"""Fetch a document from an http(s) address, within bounds of size and time.

Every redirection is an address of its own: its host is looked up and checked as the first one's,
and the connection goes to the numeric address that was checked, so that a name cannot stand for
one host when it is checked and for another when it is asked.
"""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urljoin

from ingest.documents import _limits
from ingest.documents._address import Place, place
from kg.errors import BadSource

ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "application/pdf": ".pdf",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "text/markdown": ".md",
    "text/plain": ".txt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
"""The ending that a file of each content type gets, where its name has no other of them."""

_REDIRECTED = (301, 302, 303, 307, 308)
_CHUNK = 64 * 1024


class Fetched(NamedTuple):
    """What an address gave: the bytes, a name for them, and the address that gave them."""

    data: bytes
    name: str
    url: str


def is_address(location: str) -> bool:
    """Say whether a location is an address to fetch rather than a path."""
    return "://" in location[:12]


def fetch(address: str, *, allow_private: bool = False) -> Fetched:
    """Return what is at an http(s) address.

    Raises `BadSource` for a host that may not be asked (see `_address.place`), a refusal, too many
    redirections, and for more bytes or time than `_limits` has.
    """
    deadline = time.monotonic() + _limits.SECONDS
    url = address
    for _ in range(_limits.REDIRECTS + 1):
        to = place(url, allow_private=allow_private)
        try:
            found = _ask(to, url, deadline)
        except (OSError, http.client.HTTPException) as problem:
            late = time.monotonic() >= deadline
            said = _said(TimeoutError() if late else problem)
            raise BadSource(f"{url}: cannot be fetched ({said})") from problem
        if isinstance(found, Fetched):
            return found
        url = urljoin(url, found)
    raise BadSource(f"{address}: redirects more than {_limits.REDIRECTS} times")


def _ask(to: Place, url: str, deadline: float) -> Fetched | str:
    """Return what the host gives, or the address that it redirects to."""
    path = to.url.path or "/"
    target = f"{path}?{to.url.query}" if to.url.query else path
    connection = http.client.HTTPConnection(to.host, to.port)
    with closing(_socket(to, deadline)) as connection.sock, _shut_at(deadline, connection.sock):
        if isinstance(connection.sock, ssl.SSLSocket):
            connection.sock.do_handshake()
        connection.request(
            "GET",
            target.replace(" ", "%20"),
            headers={"User-Agent": user_agent(), "Accept-Encoding": "identity"},
        )
        with connection.getresponse() as answer:
            if answer.status in _REDIRECTED and answer.headers["Location"]:
                return str(answer.headers["Location"])
            if answer.status != 200:
                raise BadSource(f"{url}: the server answers {answer.status} {answer.reason}")
            if (answer.headers["Content-Encoding"] or "identity").casefold() != "identity":
                raise BadSource(f"{url}: the server sends it packed, though asked not to")
            name = _name(to.url.path, answer.headers.get_content_type(), to.host)
            return Fetched(_body(answer, url, deadline), name, url)


def _socket(to: Place, deadline: float) -> socket.socket:
    """Return a socket connected to the numeric address that was checked."""
    plain = socket.socket(to.family, socket.SOCK_STREAM)
    try:
        plain.settimeout(_left(deadline))
        plain.connect((to.numeric, to.port))
        if to.url.scheme == "http":
            return plain
        secure = ssl.create_default_context()
        return secure.wrap_socket(plain, server_hostname=to.host, do_handshake_on_connect=False)
    except BaseException:
        plain.close()
        raise


@contextmanager
def _shut_at(deadline: float, connected: socket.socket) -> Iterator[None]:
    """Shut a socket down at the deadline: a byte now and then would keep any timeout waiting."""

    def shut() -> None:
        with suppress(OSError):
            connected.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(max(0.0, deadline - time.monotonic()), shut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _body(answer: http.client.HTTPResponse, url: str, deadline: float) -> bytes:
    if (answer.length or 0) > _limits.FILE:
        raise BadSource(_limits.too_large(url))
    parts: list[bytes] = []
    size = 0
    while part := answer.read1(_CHUNK):
        size += len(part)
        if size > _limits.FILE:
            raise BadSource(_limits.too_large(url))
        parts.append(part)
    _left(deadline)  # a socket that was shut down reads as an end
    if answer.length:
        raise http.client.IncompleteRead(b"", answer.length)
    return b"".join(parts)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("timed out")
    return left


def _name(path: str, content_type: str, host: str) -> str:
    """Return a name for the file: that of the address, with the ending of the content type."""
    name = PurePosixPath(unquote(path)).name or host
    ending = ENDINGS.get(content_type, "")
    known = PurePosixPath(name).suffix.casefold() in {*ENDINGS.values(), ".htm"}
    return name if known or not ending else name + ending


def user_agent() -> str:
    """Return the name under which the project asks."""
    try:
        return f"ai-control-graph/{version('ai-control-graph')}"
    except PackageNotFoundError:
        return "ai-control-graph"


def _said(problem: Exception) -> str:
    if isinstance(problem, TimeoutError):
        return f"no answer within {_limits.SECONDS:.0f} seconds"
    if isinstance(problem, http.client.IncompleteRead):
        return "it ends before its end"
    return " ".join(str(problem).split())[:160] or type(problem).__name__
