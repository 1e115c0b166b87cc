"""Find the documents that a feed lists: RSS 2.0, RSS 1.0 and Atom."""

from urllib.parse import urljoin

from ingest.documents import _xml_tree
from ingest.documents._tree import Element
from kg.errors import BadSource

ENTRIES = ("item", "entry")
"""An entry of RSS, and of Atom (RFC 4287)."""
ROOTS = ("rss", "RDF", "feed")


def links(data: bytes, location: str) -> list[str]:
    """Return the addresses of a feed's entries in its order, each once.

    A relative address is taken from that of the feed. Raises `BadSource` for what is no feed.
    """
    tree = _xml_tree.parse(_xml_tree.source(data, location), location)
    if tree.tag not in ROOTS:
        raise BadSource(f"{location}: is no feed of RSS or Atom, but begins with <{tree.tag}>")
    found = (_link(element) for element in tree.walk() if element.tag in ENTRIES)
    return list(dict.fromkeys(urljoin(location, link) for link in found if link))


def _link(entry: Element) -> str:
    """Return an entry's own address: Atom has it in an attribute, RSS as text."""
    for element in entry.elements:
        if element.tag == "link" and element.get("rel") in ("", "alternate"):
            return element.get("href") or element.words
    return ""
