"""Names that grammars read: states in full, laws and lists, bodies, and people of articles."""

from collections.abc import Callable

import pytest

from kg import KnowledgeGraph
from kg.document import Block, Document
from kg.text.names.gazetteer import Gazetteer, from_graph
from kg.text.names.mentions import find
from kg.text.passage import Passage

Marked = Callable[..., list[tuple[str, str]]]


@pytest.fixture(scope="session")
def names(built: object) -> Gazetteer:
    """Return the names of the shipped graph."""
    return from_graph(KnowledgeGraph.open(str(built)).engine)


@pytest.fixture
def marked(names: Gazetteer) -> Marked:
    """Return what gives class and words of the mentions of a text of one block."""

    def run(text: str, *, article: bool = False) -> list[tuple[str, str]]:
        block = Block(0, len(text))
        document = Document(
            name="t", title="", text=text, blocks=(block,), location="t.txt", sha256=""
        )
        passage = Passage(document=document, block=block, text=text, start=0, binding=not article)
        found = find(passage, names=names)
        return [(m.kind, " ".join(text[slice(*m.span)].split())) for m in found]

    return run


# ---------------------------------------------------------------- states


@pytest.mark.parametrize(
    "name",
    [
        "Islamic Republic of Iran",
        "Bolivarian Republic of Venezuela",
        "Republic of Cuba",
        "Federal Republic of Germany",
        "State of Israel",
        "Kingdom of Saudi Arabia",
        "French Republic",
        "Macau Special Administrative Region of the People’s Republic of China",
    ],
)
def test_a_state_is_marked_with_its_long_form(marked: Marked, name: str) -> None:
    assert marked(f"goods for the {name} need a licence") == [("Jurisdiction", name)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("the people of the State of California", "California"),
        ("a resident of any State of the United States", "United States"),
        ("the Hong Kong and other Special Administrative Regions", "Hong Kong"),
    ],
)
def test_what_is_no_long_form_keeps_the_bare_name(marked: Marked, text: str, place: str) -> None:
    assert marked(text) == [("Jurisdiction", place)]


@pytest.mark.parametrize(
    "text",
    [
        "published in the Official Journal of the European Union",
        "the California Consumer Price Index for all cities",
        "send it to 14th Street and Pennsylvania Avenue",
        "funded by the Digital Europe Programme and Horizon Europe",
        "harvests in Latin America and New England",
        "offices in Jersey City",
    ],
)
def test_a_state_inside_the_name_of_another_thing_is_not_marked(marked: Marked, text: str) -> None:
    assert marked(text) == []


def test_the_world_has_parts_and_the_union_a_council(marked: Marked) -> None:
    assert marked("members of the Australia Group") == [("Actor", "Australia Group")]
    title = (
        "REGULATION OF THE EUROPEAN PARLIAMENT AND OF THE COUNCIL on rivers of the Member States"
    )
    assert ("Actor", "COUNCIL") in marked(title)


# ---------------------------------------------------------------- instruments


@pytest.mark.parametrize(
    "name",
    [
        "Commerce Control List",
        "Entity List",
        "Code of Federal Regulations",
        "Basic Act on the Formation of a Harbour Society",
        "Act on Support of Harbours, and Protection of Rivers",
        "Fix Our Harbours Act",
        "Protecting Sailors from Deceptive Harbour Ads Act",
        "General Harbour Protection Regulation",
    ],
)
def test_laws_and_lists_are_marked_whole(marked: Marked, name: str) -> None:
    assert marked(f"as required by the {name}, it applies") == [("Instrument", name)]


@pytest.mark.parametrize(
    "text",
    [
        "as prescribed by Presidential Decree",
        "an address of the Internet Protocol",
        "adopt a state-of-the-art Safety and Security Framework",
        "the National System for Harbour Regulation",
        "A. List of harbours",
        "the Harbour Rules-Making body",
    ],
)
def test_kinds_of_texts_are_no_names_of_laws(marked: Marked, text: str) -> None:
    assert [m for m in marked(text) if m[0] == "Instrument"] == []


def test_laws_that_are_listed_by_number_are_several(marked: Marked) -> None:
    text = "Regulations (EU) 2031/745 and (EU) 2031/746, and Directive 2031/1/EC"
    assert marked(text) == [
        ("Instrument", "Regulations (EU) 2031/745"),
        ("Instrument", "(EU) 2031/746"),
        ("Instrument", "Directive 2031/1/EC"),
    ]


def test_two_laws_joined_by_and_the_are_two(marked: Marked) -> None:
    text = "the Measures for the Management of Harbour Services and the Harbour Security Law"
    assert [words for _, words in marked(text)] == [
        "Measures for the Management of Harbour Services",
        "Harbour Security Law",
    ]


def test_a_day_in_brackets_is_no_title_of_an_order(marked: Marked) -> None:
    assert marked("Executive Order 19999 (March 3, 2031)") == [
        ("Instrument", "Executive Order 19999")
    ]


# ---------------------------------------------------------------- bodies


@pytest.mark.parametrize(
    "name",
    [
        "Federal Court",
        "National Advisory Committee on Harbour Safety",
        "Central Bank of Brazil",
        "Chief Harbour and River Officer of the Department of Energy",
        "Ministry of Harbours",
        "Harbour Strategy Headquarters",
    ],
)
def test_bodies_are_marked_whole(marked: Marked, name: str) -> None:
    assert marked(f"it was sent to the {name} yesterday") == [("Actor", name)]


@pytest.mark.parametrize(
    "text",
    [
        "paid out of the Harbour Maintenance Fund",
        "a permit for a Shared Data Center",
        "any Agency of the Harbour",
        "the Director of the AI program",
        "Infrastructure as a Service",
        "the CAS number of a chemical",
    ],
)
def test_funds_and_trades_are_no_bodies(marked: Marked, text: str) -> None:
    assert marked(text) == []


def test_bodies_in_a_row_are_several(marked: Marked) -> None:
    text = "Ministry of Public Security, National Harbour Administration, Ministry of Rivers"
    assert [words for _, words in marked(text)] == text.split(", ")
    text = "between the Department of Energy and National Science Foundation"
    assert [words for _, words in marked(text)] == [
        "Department of Energy",
        "National Science Foundation",
    ]


def test_a_known_body_ends_where_its_name_ends(marked: Marked) -> None:
    assert ("Actor", "Department of Commerce") in marked(
        "the Department of Commerce Harbour Branch"
    )
    assert ("Actor", "AI Office") in marked("tell the AI Office of the Framework")


def test_letters_of_another_language_are_learnt(marked: Marked) -> None:
    text = "the European Anti-Fraud Office (OLAF) acts, and OLAF reports"
    assert [words for _, words in marked(text)] == ["European Anti-Fraud Office", "OLAF", "OLAF"]


# ---------------------------------------------------------------- articles


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“It leaks,” said Okonkwo Adeyemi.", "Okonkwo Adeyemi"),
        ("“It leaks.” Adeyemi replied.", "Adeyemi"),
        ("Okonkwo Adeyemi, a senior fellow at a think tank, left.", "Okonkwo Adeyemi"),
        ("Rep. Okonkwo Adeyemi (D-CA) and Lindiwe Mbeki (R-MN) met.", "Lindiwe Mbeki"),
        ("Some, such as Okonkwo Adeyemi of OpenAI, doubt it.", "Okonkwo Adeyemi"),
        ("Okonkwo Adeyemi met us. “No,” said Okonkwo Adeyemi.", "Okonkwo Adeyemi"),
        ("Ms. von der Harbour spoke.", "von der Harbour"),
        ("Vice President JD Vance spoke.", "JD Vance"),
        ("Harbour Capital and Lambda Rowing Labs raised money.", "Lambda Rowing Labs"),
        ("Rowlane, the maker of oars, was sold.", "Rowlane"),
        ("Researchers at Rowlane Research found it.", "Rowlane Research"),
        ("They work for Rowlane Inc in Ohio.", "Rowlane Inc"),
    ],
)
def test_articles_name_people_and_companies(marked: Marked, text: str, name: str) -> None:
    assert ("Actor", name) in marked(text, article=True)


@pytest.mark.parametrize(
    "text",
    [
        "Currently, a company pays nothing.",
        "Emerging Technologies and Human Capital matter.",
        "Researchers at Federal agencies row.",
        "“No,” they said. He replied.",
    ],
)
def test_articles_also_speak_of_nobody(marked: Marked, text: str) -> None:
    assert marked(text, article=True) == []


def test_memory_and_lines_of_chips_are_hardware(marked: Marked) -> None:
    text = "They use HBM3e and buy Huawei's Ascend line of AI chips."
    assert [words for kind, words in marked(text) if kind == "Hardware"] == ["HBM3e", "Ascend"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The Attorney General of a State may sue.", []),
        ("The President of the company signs.", []),
        ("The President", []),
        ("A. B. RIVERA", [("Actor", "A. B. RIVERA")]),
        ("The President may order it.", [("Actor", "President")]),
        ("The Welsh Ministers may make it.", [("Actor", "Welsh Ministers")]),
        ("The Biden administration acted.", [("Actor", "Biden")]),
    ],
)
def test_offices_name_somebody_or_nobody(
    marked: Marked, text: str, named: list[tuple[str, str]]
) -> None:
    assert marked(text) == named


def test_a_head_that_the_law_defines_needs_no_article(marked: Marked) -> None:
    text = "The term Commission means the Federal Maritime Commission. Powers of Commission."
    assert [words for _, words in marked(text)] == [
        "Commission",
        "Federal Maritime Commission",
        "Commission",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Recommendation of the Council on River Safety",
        "OECD Guidelines for Multinational Boatyards",
        "Export Boat Regulations",
        "Fourth Amendment",
        "Federal Rules of Civil Procedure",
        "Commission Decision of 24 January 2024",
        "River Technology Control Regime",
    ],
)
def test_more_laws_and_rules_are_marked_whole(marked: Marked, name: str) -> None:
    assert ("Instrument", name) in marked(f"It acts under the **{name}** (see below).")


@pytest.mark.parametrize(
    "text",
    [
        "Conforming Amendment",
        "Technical Amendment.",
        "It adopts a Code of Conduct.",
        "the Watch List",
    ],
)
def test_headings_of_bills_and_any_code_are_no_laws(marked: Marked, text: str) -> None:
    assert marked(text) == []


def test_everyday_words_are_companies_in_articles_only(marked: Marked) -> None:
    text = "Tools from Synopsys and Cadence sell well."
    assert marked(text, article=True) == [("Actor", "Synopsys"), ("Actor", "Cadence")]
    assert marked(text) == [("Actor", "Synopsys")]
