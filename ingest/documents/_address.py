"""Decide which hosts may be asked: public ones, by every address that their name stands for."""

import ipaddress
import socket
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from kg.errors import BadSource

_PORTS = {"http": 80, "https": 443}
# IPv6 addresses that carry one of IPv4 in their last 32 bits (RFC 6052).
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


class Place(NamedTuple):
    """Where to connect for an address: the host's name, and the numeric address checked for it."""

    url: SplitResult
    host: str
    port: int
    numeric: str
    family: int


def place(address: str, *, allow_private: bool) -> Place:
    """Return where to connect for an http(s) address.

    Raises `BadSource` for another scheme, an address with a password in it, an unknown host, and,
    unless `allow_private`, for a host of which any address is not public.
    """
    try:
        url = urlsplit(address)
        host, port = url.hostname or "", url.port
    except ValueError as problem:
        raise BadSource(f"{address}: is no address ({problem})") from problem
    if url.scheme not in _PORTS:
        raise BadSource(f"{address}: only http and https addresses are fetched")
    if not host:
        raise BadSource(f"{address}: names no host")
    if url.username is not None or url.password is not None:
        raise BadSource(f"{host}: an address with a password in it is not fetched")
    port = port or _PORTS[url.scheme]
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:
        raise BadSource(f"{address}: no host is called {host}") from problem
    for *_, at in found:
        if not allow_private and not is_public(str(at[0])):
            raise BadSource(
                f"{address}: {host} is {at[0]}, an address of a private network, which is not "
                "asked without --allow-private"
            )
    family, *_, at = found[0]
    return Place(url, host, port, str(at[0]), family)


def is_public(numeric: str) -> bool:
    """Say whether a numeric address belongs to the public internet.

    >>> is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("93.184.215.14")
    (False, False, True)
    """
    address = ipaddress.ip_address(numeric.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if address.teredo is not None:
            return False
    return address.is_global and not address.is_multicast
