"""Feeds: the addresses of their entries, in their order, each once."""

from pathlib import Path

import pytest

from ingest import documents
from kg.errors import BadSource

RSS = """<?xml version="1.0"?>
<rss version="2.0"><channel><title>Acts</title><link>https://example.org/</link>
<item><title>One</title><link> https://example.org/acts/1.html </link></item>
<item><title>Two</title><guid>no address</guid></item>
<item><link>https://example.org/acts/3.pdf</link></item>
<item><link>https://example.org/acts/1.html</link></item>
</channel></rss>"""

ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Acts</title><link href="https://example.org/"/>
<entry><link rel="self" href="https://example.org/feed/1"/>
<link rel="alternate" href="https://example.org/acts/1.xml"/></entry>
<entry><link href="acts/2.xml"/></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns="http://purl.org/rss/1.0/"><channel><link>https://example.org/</link></channel>
<item><link>https://example.org/a</link></item></rdf:RDF>"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (RSS, ["https://example.org/acts/1.html", "https://example.org/acts/3.pdf"]),
        (RDF, ["https://example.org/a"]),
    ],
    ids=["rss 2.0", "rss 1.0"],
)
def test_a_feed_lists_its_entries_and_not_itself(
    tmp_path: Path, text: str, expected: list[str]
) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(text)
    assert documents.feed(str(file)) == expected


def test_an_atom_feed_gives_the_page_of_an_entry_and_takes_relative_addresses_from_its_own(
    tmp_path: Path,
) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(ATOM)
    first, second = documents.feed(str(file))
    assert first == "https://example.org/acts/1.xml"
    assert second.endswith("/acts/2.xml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<html><body>no feed</body></html>", "is no feed"),
        ("<rss><channel>", "feed.xml"),
        ('<!DOCTYPE r [<!ENTITY a "b">]><rss>&a;</rss>', "feed.xml"),
    ],
    ids=["a page", "cut off", "entities"],
)
def test_what_is_no_feed_is_refused_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(text)
    with pytest.raises(BadSource, match=said) as problem:
        documents.feed(str(file))
    assert "\n" not in str(problem.value)
