"""Linking: versions tell models apart, aliases and likeness the rest, and NIL keeps candidates."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import KnowledgeGraph
from kg.text.names.gazetteer import Gazetteer, Name, from_graph
from kg.text.names.linking import Linker
from kg.text.names.modelnames import version_key


@pytest.fixture
def linker(graph: KnowledgeGraph) -> Linker:
    """Return the linker of the shipped graph."""
    return Linker(from_graph(graph.engine))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Claude 4.8 Opus", "claude-opus-4.8"),
        ("Qwen 3.7-Max", "qwen3.7-max"),
        ("Gemma 4 (12B)", "gemma-4-12b"),
        ("ERNIE 4.0", "ERNIE 4"),
        ("Whisper v3", "whisper-3"),
    ],
)
def test_one_model_has_one_key(one: str, other: str) -> None:
    assert version_key(one) == version_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GLM-5.2.2.2", "GLM-5.2"),
        ("Llama 4 Behemoth", "Llama 4"),
        ("GPT-4o", "GPT-4"),
        ("Claude Opus 4.1", "Claude Opus 4"),
        ("Qwen2.5-72B", "Qwen2-72B"),
    ],
)
def test_two_models_have_two_keys(one: str, other: str) -> None:
    assert version_key(one) != version_key(other)


_WORDS = st.lists(st.sampled_from("claude opus pro max flash".split()), min_size=1, max_size=4)
_VERSION = st.lists(st.integers(1, 30), min_size=1, max_size=4)


@given(_WORDS, _VERSION, st.randoms())
def test_neither_order_nor_signs_between_words_change_the_key(words, version, random) -> None:
    parts = [*words, ".".join(map(str, version))]
    mixed = random.sample(parts, len(parts))
    assert version_key(" ".join(parts)) == version_key("-".join(mixed).title())


@given(_WORDS, _VERSION, st.integers(1, 30))
def test_a_longer_version_is_another_model(words, version, more) -> None:
    name = " ".join([*words, ".".join(map(str, version))])
    assert version_key(name) != version_key(f"{name}.{more}")


@pytest.mark.parametrize(
    ("words", "kind", "link"),
    [
        ("Claude 4.8 Opus", "Model", "claude-opus-4.8"),
        ("GLM-5.2.2.2", "Model", "glm-5.2.2.2"),
        ("Llama 4 Behemoth", "Model", "llama-4-behemoth"),
        ("Chinese", "Jurisdiction", "cn"),
        ("U.S.", "Jurisdiction", "us"),
        ("BIS", "Actor", "bis"),
        ("Nvidia", "Actor", "nvidia"),
        ("National Institute for Standards and Technology", "Actor", "us-nist"),
        ("AI Act", "Instrument", "eu-ai-act"),
    ],
)
def test_known_things_are_linked(linker: Linker, words: str, kind: str, link: str) -> None:
    assert linker.link(words, kind).link == link


@pytest.mark.parametrize("words", ["Llama 4", "GLM-5.2.3", "Claude Opus 9", "Qwen2.5-73B"])
def test_an_unknown_version_is_no_known_model(linker: Linker, words: str) -> None:
    found = linker.link(words, "Model")
    assert found.link is None
    assert found.candidates
    assert found.proposed == words.lower().replace(" ", "-")


def test_a_name_of_another_class_is_not_linked(linker: Linker) -> None:
    assert linker.link("Anthropic", "Jurisdiction").link is None


def test_nothing_alike_has_no_candidates(linker: Linker) -> None:
    found = linker.link("Xqzzv", "Actor")
    assert (found.link, found.candidates, found.proposed) == (None, (), "xqzzv")


def _namesakes() -> Linker:
    return Linker(
        Gazetteer(
            (
                Name("Ministry of Trade", "Actor", "a:1", "kr-trade", "KR"),
                Name("Ministry of Trade", "Actor", "a:2", "jp-trade", "JP"),
                Name("Orion", "Model", "m:1", "orion-old", "", date(2020, 1, 1)),
                Name("Orion", "Model", "m:2", "orion-new", "", date(2026, 1, 1)),
            )
        )
    )


def test_namesakes_are_told_apart_by_place() -> None:
    linker = _namesakes()
    assert linker.link("Ministry of Trade", "Actor", place="JP").link == "jp-trade"
    assert linker.link("Ministry of Trade", "Actor").link is None
    assert set(linker.link("Ministry of Trade", "Actor").candidates) == {"kr-trade", "jp-trade"}


def test_a_text_means_no_model_that_came_after_it() -> None:
    linker = _namesakes()
    assert linker.link("Orion", "Model", day=date(2023, 5, 1)).link == "orion-old"
    assert linker.link("Orion", "Model", day=date(2026, 5, 1)).link is None


def test_a_thing_that_is_called_so_comes_before_one_with_the_alias() -> None:
    names = (
        Name("Harbour Office", "Actor", "iri:a", "a", called=False),
        Name("Harbour Office", "Actor", "iri:b", "b", called=True),
    )
    assert Linker(Gazetteer(names)).link("Harbour Office", "Actor").link == "b"
    assert [n.link for n in Gazetteer(names).find("the Harbour Office acts")] == ["b"]


def test_a_bare_family_is_no_single_model(graph: KnowledgeGraph) -> None:
    found = list(from_graph(graph.engine).find("They asked Claude about it."))
    assert [n.link for n in found] == [None]
