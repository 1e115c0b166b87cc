"""Mentions: which words name things, how far a name goes, and what is no name."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import KnowledgeGraph
from kg.document import Block, Document
from kg.text.annotations import Mention
from kg.text.names import bodies, modelnames, people
from kg.text.names.gazetteer import Gazetteer, from_graph
from kg.text.names.mentions import find
from kg.text.names.named import Named, longest
from kg.text.passage import Passage

Marked = Callable[..., list[tuple[str, str]]]


@pytest.fixture(scope="session")
def names(built: object) -> Gazetteer:
    """Return the names of the shipped graph."""
    return from_graph(KnowledgeGraph.open(str(built)).engine)


def mentions_of(text: str, names: Gazetteer) -> list[Mention]:
    """Return the mentions of a text whose paragraphs are its blocks."""
    blocks, at = [], 0
    for words in text.split("\n\n"):
        blocks.append(Block(at, at + len(words)))
        at += len(words) + 2
    document = Document(
        name="t", title="", text=text, blocks=tuple(blocks), location="t.txt", sha256=""
    )
    passages = [
        Passage(document=document, block=b, text=text[b.start : b.end], start=b.start)
        for b in blocks
    ]
    return [m for passage in passages for m in find(passage, names=names)]


@pytest.fixture
def marked(names: Gazetteer) -> Marked:
    """Return what gives class and words of the mentions of a text."""

    def run(text: str) -> list[tuple[str, str]]:
        found = mentions_of(text, names)
        return [(m.kind, " ".join(text[slice(*m.span)].split())) for m in found]

    return run


# ---------------------------------------------------------------- places


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Chinese firms bought them.", "Chinese"),
        ("Items sent to CHINA need a licence.", "CHINA"),
        ("a non-U.S. person", "U.S."),
        ("EU-based providers", "EU"),
        ("in the Republic of Korea", "Republic of Korea"),
        ("the law of Scotland", "Scotland"),
        ("a Swiss court", "Swiss"),
    ],
)
def test_places_and_their_adjectives_are_jurisdictions(
    marked: Marked, text: str, place: str
) -> None:
    assert marked(text) == [("Jurisdiction", place)]


@pytest.mark.parametrize(
    "text",
    [
        "He asked us to polish the report.",
        "a fee of US$5 million",
        "under 50 U.S.C. 4801",
        "an Indian tribe",
        "the Member States",
        "each State and local government",
    ],
)
def test_what_looks_like_a_place_and_is_none(marked: Marked, text: str) -> None:
    assert [m for m in marked(text) if m[0] == "Jurisdiction"] == []


def test_the_union_is_one_where_there_are_member_states(marked: Marked) -> None:
    assert ("Jurisdiction", "Union") in marked("on the Union market. Member States shall act.")
    assert ("Jurisdiction", "Union") not in marked("The Union shall bargain for its workers.")


# ---------------------------------------------------------------- models and chips


@pytest.mark.parametrize(
    "name",
    [
        "Claude 4.8 Opus",
        "GLM-5.2.2.2",
        "Llama 4 Behemoth",
        "Gemma 4 (12B)",
        "GPT-4o",
        "Qwen3-235B-A22B",
        "gpt-oss-120b",
        "Claude Opus 9.1",
        "DeepSeek-V9",
        "Gemini 7 Ultra",
        "o3",
    ],
)
def test_a_model_is_marked_with_all_of_its_version(marked: Marked, name: str) -> None:
    assert marked(f"They compared {name} with others.") == [("Model", name)]


@pytest.mark.parametrize(
    "text",
    [
        "It reached ASL-3 in May 2025.",
        "Under SB-free rules, Step 3 follows Level 4.",
        "The Command 5 switch is on.",
        "see Article 51, Annex XIII and 15 CFR 702.7",
        "Meta-analysis is a method.",
        "GPT 4 million times",
    ],
)
def test_what_looks_like_a_model_and_is_none(marked: Marked, text: str) -> None:
    assert [m for m in marked(text) if m[0] == "Model" and m[1] != "GPT"] == []


@given(
    st.sampled_from(["Claude", "GPT", "Gemini", "Llama", "Qwen", "GLM"]),
    st.lists(st.integers(0, 99), min_size=1, max_size=4),
    st.sampled_from(["", " Pro", " Opus", "-Flash", " Max"]),
    st.sampled_from([" was tested", ", too", ".", " (see below)", "'s makers"]),
)
def test_any_version_of_a_family_is_read_to_its_end(family, version, tier, after) -> None:
    name = f"{family} {'.'.join(map(str, version))}{tier}"
    found = longest(modelnames.find(f"We ran {name}{after}"))
    assert [(f.start, f.end) for f in found] == [(7, 7 + len(name))]


def test_chips_with_and_without_their_maker(marked: Marked) -> None:
    text = (
        "Exports of NVIDIA H200 and H20 chips, Ascend 910Cs, a Blackwell B200 and Blackwell GPUs."
    )
    assert marked(text) == [
        ("Actor", "NVIDIA"),
        ("Hardware", "H200"),
        ("Hardware", "H20"),
        ("Hardware", "Ascend 910Cs"),
        ("Hardware", "Blackwell B200"),
        ("Hardware", "Blackwell"),
    ]


# ---------------------------------------------------------------- bodies and offices


@pytest.mark.parametrize(
    "name",
    [
        "Department of Energy",
        "Department of Health and Human Services",
        "Ministry of Economic Affairs and Digital Agenda",
        "Ministry of Public Security of the People's Republic of China",
        "Federal Maritime Commission",
        "Office of the National Cyber Director",
        "Secretary of Commerce",
        "Under Secretary of Commerce for Industry and Security",
        "Director of the National Science Foundation",
        "Attorney General",
        "Minister of Science and ICT",
        "Committee on Banking, Housing, and Urban Affairs of the Senate",
        "Assistant to the President for Economic Policy",
        "Assistant to the President and Counsel to the President",
        "Labor Commissioner",
        "U.S. Department of Agriculture",
        "European Data Protection Board",
    ],
)
def test_bodies_and_offices_are_marked_whole(marked: Marked, name: str) -> None:
    assert marked(f"A report goes to the {name} within 90 days.") == [("Actor", name)]


@pytest.mark.parametrize(
    "text",
    [
        "The Secretary shall report, and the Director may comment.",
        "Each agency and any advisory committee acts.",
        "A State Agency or Federal Agency may ask the board of directors.",
        "I act as President.",
        "A Delegation of Authority is needed.",
        "Artificial Intelligence Foundation Models are covered.",
        "An Advisory Committee is set up by the Board of Directors.",
    ],
)
def test_offices_and_bodies_without_a_name_are_not_marked(marked: Marked, text: str) -> None:
    assert marked(text) == []


def test_two_offices_joined_by_and_are_two(marked: Marked) -> None:
    text = "the Secretary of Defense and the Secretary of Energy, with NIST and the FTC"
    assert [words for _, words in marked(text)] == [
        "Secretary of Defense",
        "Secretary of Energy",
        "NIST",
        "FTC",
    ]


def test_a_law_named_after_a_body_is_a_law(marked: Marked) -> None:
    assert marked("under the Federal Trade\nCommission Act") == [
        ("Instrument", "Federal Trade Commission Act")
    ]


def test_an_order_is_named_by_its_number_and_by_its_title(marked: Marked) -> None:
    text = "Executive Order 19999 of March 3, 2031 (Keeping American Harbours Open), is revoked."
    assert marked(text) == [
        ("Instrument", "Executive Order 19999"),
        ("Instrument", "Keeping American Harbours Open"),
    ]


def test_the_owner_of_a_framework_is_a_mention_of_its_own(marked: Marked) -> None:
    assert marked("OpenAI's Preparedness Framework differs.") == [
        ("Actor", "OpenAI"),
        ("Instrument", "Preparedness Framework"),
    ]


def test_a_government_with_its_state_is_an_actor(marked: Marked) -> None:
    text = "The Federal Government, the U.S. Government and the Chinese government met."
    assert marked(text) == [
        ("Actor", "Federal Government"),
        ("Actor", "U.S. Government"),
        ("Jurisdiction", "Chinese"),
    ]


def test_a_name_is_found_across_the_end_of_a_line(marked: Marked) -> None:
    assert marked("the Bureau of Industry\nand Security") == [
        ("Actor", "Bureau of Industry and Security")
    ]


# ---------------------------------------------------------------- short forms


def test_an_abbreviation_is_learnt_where_it_is_explained(marked: Marked, names: Gazetteer) -> None:
    text = "The Harbour Safety Commission (HSC) meets.\n\nThe HSC shall publish its rules."
    assert marked(text)[1:] == [("Actor", "HSC"), ("Actor", "HSC")]
    assert marked("The HSC shall publish its rules.") == []
    linked = mentions_of("the National Science Foundation (“the Founder”); NSF acts", names)
    assert [m.link for m in linked] == ["us-nsf", "us-nsf"]


def test_brackets_that_explain_no_name_teach_nothing(marked: Marked) -> None:
    text = "The Department of Energy (Continued) uses large language models (LLMs). LLMs learn."
    assert marked(text) == [("Actor", "Department of Energy")]


def test_a_defined_head_means_its_body(names: Gazetteer) -> None:
    text = "“Commission” means the Federal Trade Commission.\n\nThe Commission may sue."
    assert [m.link for m in mentions_of(text, names)] == ["us-ftc", "us-ftc"]


def test_the_secretary_stays_unmarked_where_it_is_defined(marked: Marked) -> None:
    text = "the Secretary of Commerce (the “Secretary”).\n\nThe Secretary shall act."
    assert marked(text) == [("Actor", "Secretary of Commerce")]


# ---------------------------------------------------------------- persons


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Governor Newsom signed it.", "Newsom"),
        ("Mr. Moolenaar introduced the bill.", "Moolenaar"),
        ("Ursula K. Brandt,", "Ursula K. Brandt"),
        ("JANE Q. DOE", "JANE Q. DOE"),
        ("Sarah Whitfield argued that it fails.", "Sarah Whitfield"),
        ("Okonkwo Adeyemi said it fails.", "Okonkwo Adeyemi"),
    ],
)
def test_persons_are_marked_without_title(marked: Marked, text: str, name: str) -> None:
    assert ("Actor", name) in marked(text)


def test_a_family_name_alone_is_the_person_named_before(marked: Marked) -> None:
    text = "Sarah Whitfield wrote the report.\n\nLater Whitfield changed her mind."
    assert marked(text) == [("Actor", "Sarah Whitfield"), ("Actor", "Whitfield")]


@pytest.mark.parametrize(
    "text", ["General Provisions", "President Pro Tempore", "Secretary Approval"]
)
def test_titles_before_other_words_name_nobody(text: str) -> None:
    assert list(people.find(text)) == []


# ---------------------------------------------------------------- the choice between names


_NAMED = st.builds(
    lambda start, length, link: Named(start, start + length, "Actor", "r", link),
    st.integers(0, 40),
    st.integers(1, 12),
    st.sampled_from([None, "a", "b"]),
)


@given(st.lists(_NAMED, max_size=12))
def test_no_two_chosen_names_meet_and_the_longest_is_in(found: list[Named]) -> None:
    chosen = longest(found)
    assert all(a.end <= b.start for a, b in pairwise(chosen))
    linked = [n for n in found if n.link]
    if linked:
        best = max(n.end - n.start for n in linked)
        assert any(c.end - c.start >= best for c in chosen)


@given(st.text(alphabet="ABab .,'’-\n()“”of the and Department Commission 12", max_size=120))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    for named in (*bodies.find(text), *people.find(text), *modelnames.find(text)):
        assert 0 <= named.start < named.end <= len(text)
        assert text[named.start : named.end].strip() == text[named.start : named.end]
