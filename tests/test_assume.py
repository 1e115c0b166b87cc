"""What may be assumed for one answer, how it is written, and what is refused."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import KnowledgeGraph
from kg.errors import BadQuery
from kg.law.assume import assumptions
from kg.names import NAMESPACES, term

LLAMA, GPT, GROK = (NAMESPACES["model"] + m for m in ("llama-3.1-405b", "gpt-5.5", "grok-4"))
ANTHROPIC = NAMESPACES["actor"] + "anthropic"
APACHE, SINGAPORE = NAMESPACES["licence"] + "apache-2.0", NAMESPACES["place"] + "SG"
FIRST = float(date(2025, 9, 1).toordinal())

READ = [
    ("GPT-5.5 trainingCompute 3e25..2e26", GPT, "trainingCompute", [("", 3e25, 2e26)]),
    ("GPT-5.5 training_compute 10^26", GPT, "trainingCompute", [("1e+26", 1e26, 1e26)]),
    ("gpt-5.5 training compute ..1e26", GPT, "trainingCompute", [("", None, 1e26)]),
    ("model:gpt-5.5 Training-Compute 3e25..", GPT, "trainingCompute", [("", 3e25, None)]),
    ("GPT-5.5 trainingCompute ?", GPT, "trainingCompute", []),
    ("Grok 4 weights OpenWeights", GROK, "weights", [(term("OpenWeights"), None, None)]),
    ("Grok 4 weights open weights", GROK, "weights", [(term("OpenWeights"), None, None)]),
    ("Grok 4 licence Apache 2.0", GROK, "licence", [(APACHE, None, None)]),
    ("Grok 4 outputModality text, image", GROK, "outputModality",
     [("text", None, None), ("image", None, None)]),
    ("Anthropic annualRevenue 6e8", ANTHROPIC, "annualRevenue", [("600000000.0", 6e8, 6e8)]),
    ("Anthropic headquarters Singapore", ANTHROPIC, "headquarters", [(SINGAPORE, None, None)]),
    ("Llama 3.1 405B placed on the Union market yes", LLAMA, "placedOnEuMarket",
     [("true", None, None)]),
    ("Llama 3.1 405B placedOnEuMarketOn 2025-09-01", LLAMA, "placedOnEuMarketOn",
     [("2025-09-01", FIRST, FIRST)]),
    ("GPT-5.5 classifiedAs foundation model", GPT, "classifiedAs",
     [(term("FoundationModel"), None, None)]),
    ("GPT-5.5 based on Grok 4", GPT, "basedOn", [(GROK, None, None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "thing", "prop", "values"), READ, ids=lambda v: str(v)[:40])
def test_an_assumption_is_read(
    graph: KnowledgeGraph, text: str, thing: str, prop: str, values: list[object]
) -> None:
    ((asked, known),) = assumptions(graph.engine, [text]).items()
    assert asked == (thing, term(prop))
    assert [(k.text, k.low, k.high) for k in known] == values
    assert all(k.why == "assumed for this answer" and not k.fact for k in known)


BAD = [
    ("GPT-5.5 1e25", "three parts"),
    ("", "three parts"),
    ("Nonesuch trainingCompute 1e25", "nothing is called 'Nonesuch'"),
    ("GPT-5.5 traningCompute 1e25", "did you mean trainingCompute"),
    ("GPT-5.5 zzzzzz 1e25", "no word of it is a property"),
    ("GPT-5.5 trainingCompute lots", "a number or an interval, not 'lots'"),
    ("GPT-5.5 trainingCompute -1", "not '-1'"),
    ("GPT-5.5 trainingCompute nan", "not 'nan'"),
    ("GPT-5.5 trainingCompute 1e999", "not '1e999'"),
    ("GPT-5.5 trainingCompute 3e26..1e25", "the lower bound 3e26 is above the upper 1e25"),
    ("GPT-5.5 trainingCompute ..", "a bound at least"),
    ("GPT-5.5 weights free", "none of ApiAccess, ClosedWeights"),
    ("GPT-5.5 generative maybe", "true or false"),
    ("GPT-5.5 releaseDate soon", "write it as 2026-11-01"),
    ("Anthropic trainingCompute 1e25", "trainingCompute is said of a model"),
    ("Anthropic headquarters Atlantis", "nothing is called 'Atlantis'"),
]


@pytest.mark.parametrize(("text", "words"), BAD)
def test_what_is_not_understood_is_said_in_one_sentence(
    graph: KnowledgeGraph, text: str, words: str
) -> None:
    with pytest.raises(BadQuery) as caught:
        assumptions(graph.engine, [text])
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"'{text}': ")
    assert "\n" not in str(caught.value)


def test_the_same_is_not_assumed_twice(graph: KnowledgeGraph) -> None:
    twice = ["Grok 4 weights OpenWeights", "grok-4 weights ApiAccess"]
    with pytest.raises(BadQuery, match="assumed already"):
        assumptions(graph.engine, twice)
    apart = ["Grok 4 weights OpenWeights", "Grok 4 licence MIT"]
    assert len(assumptions(graph.engine, apart)) == 2


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(shipped: KnowledgeGraph, text: str) -> None:
    try:
        found = assumptions(shipped.engine, [text])
    except BadQuery:
        return
    assert len(found) == 1


@pytest.fixture(scope="module")
def shipped(built: object) -> KnowledgeGraph:
    """Return the graph of what ships, for many examples."""
    return KnowledgeGraph.open(str(built))
