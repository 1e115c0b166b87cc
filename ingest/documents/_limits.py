"""The bounds on what is read, and why each is where it is.

A document that passes them is read whole; one that does not is refused in a sentence, so that one
bad file of a folder costs neither the memory nor the time of the others.
"""

from kg.errors import BadSource

MIB = 1024 * 1024

FILE = 64 * MIB
"""Bytes of a file. The AI Act is 1.5 MB as HTML; the longest codified titles are below 50 MB."""

LINE = 2_000_000
"""Characters of one line. A run-on edition of a whole act stays below; a dump of data does not."""

MEMBER = 64 * MIB
"""Bytes of one unpacked member of an archive: as for a file."""

ARCHIVE = 256 * MIB
"""Bytes of all unpacked members of an archive."""

MEMBERS = 4096
"""Members of an archive. An office document has tens, with many pictures some hundreds."""

RATIO = 200
"""How often larger a member may be than it is packed. XML packs at most about 30 to 1."""

PAGES = 5000
"""Pages of a PDF: a codified title has some 3,000."""

DEPTH = 200
"""Elements inside one another in XML: office documents and laws nest some tens deep."""

SECONDS = 60.0
"""Time for fetching one address, from looking its name up to its last byte."""

REDIRECTS = 5
"""Redirections that are followed from one address."""


def check_size(data: bytes, location: str) -> None:
    """Refuse a file that is too large or empty with `BadSource`."""
    if len(data) > FILE:
        raise BadSource(too_large(location))
    if not data.strip():
        raise BadSource(f"{location}: is empty")


def too_large(location: str) -> str:
    """Return the sentence for a file that is larger than `FILE`."""
    return f"{location}: is larger than {FILE // MIB} MiB; split it, or give the text alone"
