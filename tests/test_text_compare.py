"""The text of a regime held against the regime as the graph has it."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.documents import parse
from kg import KnowledgeGraph, intake
from kg.evidence.compare import ABSENT, ADDED, AGREES, DIFFERS, Difference, compare
from kg.evidence.ingesting import ingest_documents
from kg.evidence.instrument import bare, identify
from kg.names import mint
from kg.store import open_read
from kg.text.annotations import Annotation
from kg.text.names.gazetteer import from_graph
from kg.text.pipeline import build, extract

TEXTS = Path(__file__).parent / "data" / "documents"
SB53 = (TEXTS / "sb53-as-told.txt").read_text()
REGIME = mint("regime", "us-ca-sb53")

Compared = Callable[..., list[Difference]]


@pytest.fixture(scope="module")
def compared(built: Path) -> Compared:
    """Return a function that compares a text with a regime."""
    graph = open_read(built)
    nlp = build(from_graph(graph))

    def run(text: str, regime: str = REGIME) -> list[Difference]:
        document = parse(text.encode(), name="text.txt")
        return compare(graph, regime, document, extract(document, nlp))

    return run


def outcomes(points: list[Difference], what: str) -> list[tuple[str, str]]:
    return [(p.outcome, p.in_text) for p in points if p.what.startswith(what)]


def test_the_same_thresholds_and_days_agree(compared: Compared) -> None:
    points = compared(SB53)
    assert outcomes(points, "threshold") == [
        (AGREES, "training compute > 1e+26 FLOP"),
        (AGREES, "revenue > $500,000,000"),
    ]
    assert outcomes(points, "day") == [(AGREES, "in force: 2026-01-01")]
    first = points[0]
    assert first.quote == "greater than 10^26 integer or floating-point operations"
    assert first.path == "§ 22757.11(b)"
    assert "22757.11" in first.in_graph


@pytest.mark.parametrize(
    ("words", "others", "told"),
    [
        ("10^26", "10^25", "training compute > 1e+25 FLOP"),
        ("greater than 10^26", "at least 10^26", "training compute ≥ 1e+26 FLOP"),
        ("five hundred million dollars ($500,000,000)", "$50,000,000", "revenue > $50,000,000"),
    ],
)
def test_another_value_or_comparator_differs(
    compared: Compared, words: str, others: str, told: str
) -> None:
    assert words in SB53
    points = compared(SB53.replace(words, others))
    assert (DIFFERS, told) in outcomes(points, "threshold")
    assert [p.outcome for p in points if p.what == "threshold"].count(AGREES) == 1


def test_what_only_one_side_has_is_told(compared: Compared) -> None:
    less = SB53.replace("greater than 10^26 integer or floating-point operations", "much compute")
    assert (ABSENT, "") in outcomes(compared(less), "threshold")
    more = SB53 + "\n22757.15. A developer that serves more than 1,000,000 users shall register.\n"
    assert (ADDED, "users > 1,000,000 users") in outcomes(compared(more), "threshold")
    later = SB53.replace("January 1, 2026", "January 1, 2029")
    assert outcomes(compared(later), "day") == [(ADDED, "in force: 2029-01-01")]


def test_a_threshold_on_the_property_of_a_part_is_told_by_that_property(built: Path) -> None:
    """A path of several steps is a node without a name in the graph."""
    graph = open_read(built)
    document = parse(b"Bring milk.\n", name="text.txt")
    told = []
    for regime in ("us-eo-14110", "us-bis-702-7-proposed", "eu-ai-act", "us-bis-ear"):
        told += [p.in_graph for p in compare(graph, mint("regime", regime), document, [])]
    assert "networkBandwidth > 100 Gbit-per-s (" in " ".join(told)
    assert not [t for t in told if re.match(r"[0-9a-f]{20}", t)]


def test_a_text_of_another_kind_has_nothing_to_compare(compared: Compared) -> None:
    assert {p.outcome for p in compared("Bring milk and bread.\n")} == {ABSENT}


def test_definitions_that_were_read_are_not_the_graph_s_own(built: Path, tmp_path: Path) -> None:
    """A text does not agree with what it has itself brought into the graph."""
    path = Path(shutil.copytree(built, tmp_path / "own"))
    place = tmp_path / "sb53-as-told.txt"
    place.write_text(SB53)
    list(ingest_documents(path, [str(place)], intake.document))
    document, found = KnowledgeGraph.open(path).extract(place)
    points = compare(open_read(path), REGIME, document, found)
    assert {o for o, _ in outcomes(points, "definition")} == {ADDED}


@pytest.mark.parametrize(
    ("opening", "known"),
    [
        ("TRANSPARENCY IN FRONTIER ARTIFICIAL INTELLIGENCE ACT", True),
        ("AN ACT TO AMEND THE TRANSPARENCY IN FRONTIER ARTIFICIAL INTELLIGENCE ACT", False),
        ("REPORTS OF INCIDENTS ACT", False),
    ],
)
def test_a_text_is_known_by_its_name_and_not_by_a_name_in_it(
    built: Path, opening: str, known: bool
) -> None:
    graph = open_read(built)
    names = from_graph(graph)
    text = SB53.replace(SB53.splitlines()[0], opening)
    document = parse(text.encode(), name="text.txt")
    found: list[Annotation] = extract(document, build(names))
    instrument = identify(document, found, names, graph)
    assert (instrument.iri == REGIME, instrument.known) == (known, known)
    assert identify(document, found, names, graph, of=REGIME).iri == REGIME


@pytest.mark.parametrize(
    ("opening", "slug"),
    [
        ("REGULATION (EU) 2024/1689 OF THE EUROPEAN PARLIAMENT AND OF THE COUNCIL", "eu-ai-act"),
        ("Regulation (EU) 2024/168 on something else", "another"),
        ("Executive Order 14110 of October 30, 2023", "us-eo-14110"),
    ],
)
def test_a_text_is_known_by_the_number_with_which_it_begins(
    built: Path, opening: str, slug: str
) -> None:
    graph = open_read(built)
    names = from_graph(graph)
    text = SB53.replace(SB53.splitlines()[0], opening)
    document = parse(text.encode(), name="text.txt")
    found = extract(document, build(names))
    instrument = identify(document, found, names, graph)
    assert instrument.known == (slug != "another")
    assert instrument.iri == mint("regime", slug) or slug == "another"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("H.R. 5885", "H.R.5885"),
        ("Regulation (EU) No 2024/1689", "regulation 2024/1689"),
        ("Chip Security Act of 2025", "CHIP SECURITY ACT"),
        ("EO 14110", "Executive Order 14110"),
    ],
)
def test_spellings_of_one_law_are_the_same(one: str, other: str) -> None:
    assert bare(one) == bare(other) != ""
