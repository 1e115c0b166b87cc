"""Whose text a document is: the law that it names as its own, never one that it cites."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from ingest.documents import load, parse
from kg.document import Document
from kg.evidence.instrument import Instrument, identify
from kg.names import mint, rdf
from kg.store import open_read
from kg.text.annotations import Detail
from kg.text.genre import Genre, genre
from kg.text.legal.details import across
from kg.text.names.gazetteer import Gazetteer, from_graph
from kg.text.pipeline import build, extract

BODY = """
(a) In this chapter, “developer” means a person who trains a model.
(b) A developer shall publish a protocol pursuant to subsection (a), and shall keep it.
(c) A developer shall not deploy a model in violation of subsection (b).
"""
Told = Callable[[Document], Instrument]


@pytest.fixture(scope="module")
def told(built: Path) -> Told:
    """Return a function that says whose text a document is, by what it says of itself."""
    graph = open_read(built)
    names = from_graph(graph)
    return lambda document: identify(document, list(across(document, [])), names, graph)


def law(text: str, name: str = "text.txt") -> Document:
    return parse(f"{text}\n{BODY}".encode(), name=name)


@pytest.mark.parametrize(
    ("opening", "slug"),
    [
        (
            "This Act may be cited as the “Oversight of Verified Exports and Restrictions Act” or "
            "the “AI OVERWATCH Act”.",
            "us-bill-ai-overwatch",
        ),
        (
            "October 30, 2023\nExecutive Order on the Safe, Secure, and Trustworthy Development "
            "and Use of Artificial Intelligence\n\nBy the authority vested in me as President:",
            "us-eo-14110",
        ),
        ("Code of Practice for General-Purpose AI Models", "eu-gpai-code-of-practice"),
        (
            "PART 850—PROVISIONS PERTAINING TO U.S. INVESTMENTS IN CERTAIN NATIONAL SECURITY "
            "TECHNOLOGIES AND PRODUCTS IN COUNTRIES OF CONCERN",
            "us-outbound-850",
        ),
        ("Measures for Labeling of AI-Generated Synthetic Content", "cn-labelling"),
    ],
)
def test_a_law_is_known_by_its_own_title(told: Told, opening: str, slug: str) -> None:
    found = told(law(opening))
    assert (found.iri, found.known) == (mint("regime", slug), True)


@pytest.mark.parametrize(
    "opening",
    [
        # About the code, or about an order: one word more is another text.
        "Guidelines on the Code of Practice for General-Purpose AI Models",
        "Rescission of the Executive Order on the Safe, Secure, and Trustworthy Development and "
        "Use of Artificial Intelligence",
        "Executive Order 14110 was revoked in January 2025 by its successor.",
        "Regulation (EU) 2024/1689 has applied since August 2024 to some of this.",
    ],
)
def test_a_law_that_is_cited_is_not_the_text(told: Told, opening: str) -> None:
    assert not told(law(opening)).known


def test_a_text_without_a_name_of_its_own_is_its_source(told: Told) -> None:
    nameless = law("Note to self.", name="u16.txt")
    assert genre(nameless) is Genre.LAW  # its words are those of a law, but nothing says of which
    found = told(nameless)
    assert (found.iri, found.known) == (mint("source", "u16"), False)
    named = told(law("Kelp Forest Models Act", name="u16.txt"))
    assert named.iri == mint("regime", "kelp-forest-models-act")


def test_an_article_about_a_law_is_its_own_source(told: Told) -> None:
    text = (
        "EU AI Act\n\nWe think that it could be worse, critics said last week. But isn't that what "
        "policymakers want? I doubt it. Experts warn that Washington should wait."
    )
    document = parse(text.encode(), name="post.txt")
    assert told(document).iri == mint("source", "post")


def test_all_files_of_an_act_in_formex_are_its_text(told: Told, shared: Path) -> None:
    files = sorted((shared / "data" / "legal" / "eu_ai_act_formex").glob("*EN.0*.fmx.xml"))
    assert len(files) == 14
    assert {told(load(str(file))).iri for file in files} == {mint("regime", "eu-ai-act")}


@pytest.mark.parametrize(
    ("file", "slug"),
    [
        ("agora_307.txt", "us-eo-14110"),
        ("agora_1805.txt", "us-outbound-850"),
        ("us_bills/hr-6875.md", "us-bill-ai-overwatch"),
        ("GPAI-Code-of-Practice-Transparency-Jul-2025.pdf", "eu-gpai-code-of-practice"),
    ],
)
def test_laws_as_published_are_known(told: Told, shared: Path, file: str, slug: str) -> None:
    assert told(load(str(shared / "data" / "legal" / file))).iri == mint("regime", slug)


@pytest.mark.parametrize(
    ("clause", "days"),
    [
        ("This Act shall take effect on January 1, 2027.", ["2027-01-01"]),
        ("Except as section 3 says, this Act takes effect on January 1, 2027.", ["2027-01-01"]),
        ("It shall apply from 2 August 2026.", ["2026-08-02"]),
        ("The amount in this title is on and after January 1, 2026, adjusted.", []),
        ("In this part, on and after January 1, 2026, the dollar amount shall be adjusted.", []),
        ("This Act should apply from 2 August 2026.", []),
        ("The duties in this Act shall apply from 2 August 2027.", []),
        ("This part shall apply to licences issued on or after January 1, 2026.", []),
    ],
)
def test_only_a_clause_on_the_law_itself_says_when_it_begins(
    built: Path, clause: str, days: list[str]
) -> None:
    nlp = build(from_graph(open_read(built)))
    document = law(f"Kelp Forest Models Act\n\nSection 1. {clause}")
    details = [a for a in extract(document, nlp) if isinstance(a, Detail)]
    assert [d.value for d in details if d.name == "in_force"] == days


def test_an_annex_goes_with_its_act_as_it_was_read_before() -> None:
    annex = replace(law("ANNEX II", name="annex.txt"), instrument="2031/77", format="formex")
    graph = ox.Store()
    alone = identify(annex, [], Gazetteer(()), graph)
    assert (alone.iri, alone.known) == (mint("regime", "2031-77"), False)
    act = mint("regime", "directive-eu-2031-77")
    graph.add(ox.Quad(ox.NamedNode(act), ox.NamedNode(rdf("rdfs:label")), ox.Literal("Wards")))
    assert identify(annex, [], Gazetteer(()), graph).iri == act
