"""References: each way of citing law is found whole, and nothing else is."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import documents
from kg.document import Block, Document, Kind
from kg.text.annotations import Reference
from kg.text.legal import references
from kg.text.legal.instruments import names_in
from kg.text.passage import Passage, sentences


def passage(text: str, kind: Kind = Kind.PARAGRAPH) -> Passage:
    """Return a text as the one block of a document, with blanks before it."""
    document = Document(
        name="x",
        title="x",
        text=f"  {text}",
        blocks=(Block(2, 2 + len(text), kind),),
        location="x.txt",
        sha256="",
    )
    made = Passage(document=document, block=document.blocks[0], text=text, start=2)
    made.sentences = sentences(text)
    return made


def found(text: str, kind: Kind = Kind.PARAGRAPH) -> list[Reference]:
    """Return the references of a text."""
    return list(references.find(passage(text, kind)))


def cited(text: str, kind: Kind = Kind.PARAGRAPH) -> list[str]:
    """Return the words of the references of a text."""
    return [f"  {text}"[slice(*r.span)] for r in found(text, kind)]


WHOLE = [
    "Article 51(1), point (a)",
    "Articles 53 and 55",
    "paragraph 1, points (a) and (b)",
    "paragraph 1 of this Article",
    "Annex XI, in particular points 2 (d) and (e) thereof",
    "Annexes XI and XII",
    "Article 5(1), first subparagraph, point (h)",
    "second sentence of paragraph 4",
    "Chapter III, Section 2",
    "Sections 2 and 3",
    "Regulation (EU) 2019/1020",
    "Treaty on the Functioning of the Rivers, and in particular Articles 6 and 14 thereof",
    "3A090.a and 3A090.b",
    "4A001 to 4A004, or 4D",
    "4D090, 5D002.z, and 5D992.z",
    "4A090.a and .b",
    "paragraphs a. through c. of this Note 1",
    "Supp. No. 1 to part 774",
    "Commission Delegated Decision of 5 May 2015",
    "Directive 2002/58/EC",
    "Article 2, point (4), of Directive (EU) 2022/2557",
    "Article 16 TFEU",
    "Article 2 (1) 2 of the Harbour Act",
    "s. 3(1) of the Harbour Act 2018",
    "OJ L 333, 27.12.2022, p. 80",
    "Note 1 to 3A090.a",
    "Export Control Classification Number 3A090 in the Commerce Control List set forth in "
    "Supplement No. 1 to part 774 of the Export Administration Regulations",
    "Article 8 of the Charter of Fundamental Rights of the European Union",
    "section 4.2(b) of Executive Order 14110",
    "E.O. 13603, 77 FR 16651, 3 CFR, 2012 Comp., p. 225",
    "15 CFR 734.13",
    "15 CFR parts 730 through 774",
    "15 C.F.R. § 744.23(a)(4)",
    "31 CFR Part 850, Subpart A",
    "50 U.S.C. 4501 et seq.",
    "47 U.S.C. 1702(e)-(f)",
    "section 552 of title 5, United States Code",
    "Public Law 115-232",
    "132 Stat. 2208",
    "88 FR 75191",
    "§ 734.9(e)",
    "§ 850.224(j) or (k)",
    "supplement no. 5 to part 740",
    "paragraph (a)(1)(i) or (ii) of this section",
    "paragraph (a), (b), or (c) of this section",
    "subsections (a) through (c)",
    "clause (ii) of subparagraph (A)",
    "subclauses (I) and (II) of clause (i)",
    "Section 22757.11 of the Business and Professions Code",
    "Chapter 25.1 (commencing with Section 22757.10) of Division 8 of the Water Code",
    "section 1742 of the Export Control Reform Act of 2018 (50 U.S.C. 4801)",
    "Clean Skies Act (Division 3 (commencing with Section 4920.000) of Title 1 of the Water Code)",
    "section 6 of such Act",
    "ECCNs 3A090, 4A090, or 5A992.z",
    "4A090.a",
    "Article 17 of the PRC Cybersecurity Law",
    "section 3(2) of the Data Protection Act 2018",
    "regulation 4(1)(b) of the Online Safety (Fees) Regulations 2025",
    "paragraph 3 of Schedule 2 to this Act",
    "N.Y. Gen. Bus. Law § 899-aa",
    "740 ILCS 14/10",
    'Clean Skies Act of 1964", 42 U.S.C. sec. 2000a et seq.',
    "Title II of the federal “Clean Skies Act of 1964”, 42 U.S.C. sec. 2000a(e)",
    "Article 6(1) of the UK GDPR",
    "subparagraph 3 of Article 2",
    "commitments i-iv",
    "Outcomes 1, 2 and 3",
    "Public Order Act 1986",
]


@pytest.mark.parametrize("citation", WHOLE)
def test_a_citation_is_found_whole(citation: str) -> None:
    assert cited(f"The agency acts pursuant to {citation}, where it can.") == [citation]


@pytest.mark.parametrize("citation", WHOLE)
def test_line_breaks_in_a_citation_do_not_matter(citation: str) -> None:
    broken = citation.replace(" ", "\n")
    assert cited(f"The agency acts pursuant to {broken}, where it can.") == [broken]


@pytest.mark.parametrize(
    "text",
    [
        "The requirements of this section, this Act and this Regulation apply to this Article.",
        "The Commission adopted 3 acts on 5 May 2026 in 2 sections of the city.",
        "Under this paragraph (d) and this Article 5 nothing happens.",
        "In this section I show that an article is no clause.",
        "The Export Control Board met in the title race of part of May.",
        "It trained a model with 10^26 operations on 3,000 chips in 90 days.",
    ],
)
def test_what_cites_no_other_place_is_no_reference(text: str) -> None:
    assert cited(text) == []


@pytest.mark.parametrize(
    "heading",
    [
        "SEC. 2. DEFINITIONS.",
        "Article 51: Classification of models",
        "§ 702.7",
        "§ 702.7   Special requirements.",
        "PART 850—PROVISIONS ON INVESTMENT",
        "CHAPTER V",
        "Annex XIII",
        "Outcome 1. Risk is managed.",
        "H. R. 8315",
        "Note 1 to § 850.217:",
    ],
)
def test_the_number_of_a_heading_is_no_reference(heading: str) -> None:
    assert cited(heading) == []


def test_a_heading_that_runs_into_a_text_is_no_reference() -> None:
    text = "Funds end.SEC. 3. Section 12 of the Water Code is amended."
    assert cited(text) == ["Section 12 of the Water Code"]


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        ("Article 53 and, where applicable, Article 55 apply", ["Article 53", "Article 55"]),
        ("section 4 or challenged under section 3", ["section 4", "section 3"]),
        ("complies with section 4, and (2) notifies", ["section 4"]),
        ("section 9 and 30 days", ["section 9"]),
        ("point (a) of Article 5(1), point (b) of Article 6", None),
        ("Annex IV. The Commission", ["Annex IV"]),
    ],
)
def test_citations_side_by_side_are_told_apart(text: str, citations: list[str] | None) -> None:
    wanted = citations or ["point (a) of Article 5(1)", "point (b) of Article 6"]
    assert cited(f"It follows from {text} here.") == wanted


@pytest.mark.parametrize(
    ("text", "scope", "target"),
    [
        ("Article 51(1), point (a)", "internal", "Article 51(1)(a)"),
        ("point (a) of Article 51(1)", "internal", "Article 51(1)(a)"),
        ("clause (ii) of subparagraph (A)", "internal", "subparagraph (A)(ii)"),
        ("Articles 53 and 55", "internal", "Article 53; Article 55"),
        ("Articles 8 to 15", "internal", "Article 8-15"),
        ("Article 6(1) and (2)", "internal", "Article 6(1); Article 6(2)"),
        ("paragraph 1 of this Article", "internal", "paragraph 1"),
        ("Article 4(3) of Directive (EU) 2019/790", "external", "Article 4(3)"),
        ("section 6 of such Act", "external", "Section 6"),
        ("15 CFR 734.13", "external", "15 CFR 734.13"),
    ],
)
def test_scope_and_normal_form(text: str, scope: str, target: str) -> None:
    (reference,) = found(f"as set out in {text}.")
    assert (reference.scope, reference.target) == (scope, target)


def test_the_instrument_of_a_citation_is_told() -> None:
    text = "as set out in Article 4(3) of Directive (EU) 2019/790."
    (reference,) = found(text)
    assert reference.instrument
    assert f"  {text}"[slice(*reference.instrument)] == "Directive (EU) 2019/790"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("under the Personal Information Protection Law of the PRC today", None),
        (
            "Under the Federal Food, Drug, and Cosmetic Act, a",
            "Federal Food, Drug, and Cosmetic Act",
        ),
        ("see the Provisions on the Management of Synthetic Content and", None),
        ("the Trading with the Enemy Act of 1917 says", "Trading with the Enemy Act of 1917"),
        ("in the Defense Authorization Act for Fiscal Year 2019 says", None),
        ("AMENDMENT TO EMERGENCY ECONOMIC POWERS ACT.", "EMERGENCY ECONOMIC POWERS ACT"),
        ("OFAC's Iranian Transactions Regulations", "Iranian Transactions Regulations"),
    ],
)
def test_names_of_laws_are_known_by_their_grammar(text: str, name: str | None) -> None:
    wanted = name or text.split(" the ", 1)[1].removesuffix(" today").removesuffix(" says")
    assert [text[a:b] for a, b in names_in(text)] == [wanted.removesuffix(" and")]


def test_two_laws_side_by_side_are_two() -> None:
    text = "under the Clean Air Act and the Clean Water Act, and this Act"
    assert [text[a:b] for a, b in names_in(text)] == ["Clean Air Act", "Clean Water Act"]


def test_laws_that_are_listed_by_number_are_cited_each_by_itself() -> None:
    text = "amending Regulations (EC) No 300/2008, (EU) No 167/2013 and (EU) 2018/858 and this"
    assert cited(text) == ["Regulations (EC) No 300/2008", "(EU) No 167/2013", "(EU) 2018/858"]
    assert cited("Executive Orders 13771 and 13777 are") == ["Executive Orders 13771", "13777"]


def test_the_entry_of_a_list_is_a_heading_and_a_mention_of_it_a_reference() -> None:
    assert cited("3A090 Integrated boats as follows (see List).") == []
    assert cited("3A090.a does not apply to boats.") == ["3A090.a"]


def test_a_bare_name_is_a_mention_and_no_reference() -> None:
    assert cited("It violates the Clean Air Act in many ways.") == []


@given(
    article=st.integers(1, 180),
    paragraph=st.integers(1, 12),
    point=st.sampled_from("abcdefgh"),
    around=st.sampled_from(["{}", "as {} says.", "({})", "under {};"]),
)
def test_any_article_is_found_with_its_last_level(
    article: int, paragraph: int, point: str, around: str
) -> None:
    citation = f"Article {article}({paragraph}), point ({point})"
    text = "It is bound, " + around.format(citation)
    assert cited(text) == [citation]
    assert found(text)[0].target == f"Article {article}({paragraph})({point})"


@given(st.text(alphabet="Article Section(1)§ ,.andof 12IVXCFRUSC", max_size=80))
def test_any_text_gives_spans_inside_it_that_do_not_overlap(text: str) -> None:
    spans = [r.span for r in found(text)]
    assert all(2 <= a < b <= len(text) + 2 for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_a_document_of_text_is_cut_into_blocks_that_cite() -> None:
    data = b"Article 1: Scope\n\nThis Law applies as Article 2 says.\n"
    document = documents.parse(data, name="law.txt")
    cited_there = [
        document.text[slice(*r.span)]
        for block in document.blocks
        for r in references.find(
            Passage(
                document=document,
                block=block,
                text=document.text[block.start : block.end],
                start=block.start,
            )
        )
    ]
    assert cited_there == ["Article 2"]


# ---------------------------------------------------------------- whose text it is


def scopes(text: str, *, title: str = "x", instrument: str = "") -> dict[str, str]:
    """Return the scope of each reference of a document by its words."""
    document = Document(
        name="x", title=title, text=text, blocks=(Block(0, len(text)),), location="x.txt",
        sha256="", instrument=instrument,
    )  # fmt: skip
    made = Passage(document=document, block=document.blocks[0], text=text, start=0)
    made.sentences = sentences(text)
    return {text[slice(*r.span)]: r.scope for r in references.find(made)}


def test_a_text_that_cites_itself_by_name_or_number_means_itself() -> None:
    text = (
        "Article 5 of Regulation (EU) 2031/1689 applies, Article 6 of Regulation (EU) 2031/7 not."
    )
    inside = {
        "Article 5 of Regulation (EU) 2031/1689": "internal",
        "Article 6 of Regulation (EU) 2031/7": "external",
    }
    assert scopes(text, instrument="32031R1689") == inside
    cited_as = (
        "This Act may be cited as the Harbour Act 2031. See section 3 of the Harbour Act 2031."
    )
    assert scopes(cited_as)["section 3 of the Harbour Act 2031"] == "internal"


def test_parts_of_a_code_cite_each_other() -> None:
    own = "In this part, as § 748.3 says, see part 744 of the EAR and ECCN 3A090."
    assert scopes(own) == {
        "§ 748.3": "internal", "part 744 of the EAR": "internal", "ECCN 3A090": "internal",
    }  # fmt: skip
    other = "In this part, as § 850.3 says, see part 744 of the EAR and ECCN 3A090."
    assert scopes(other) == {
        "§ 850.3": "internal", "part 744 of the EAR": "external", "ECCN 3A090": "external",
    }  # fmt: skip


def test_a_place_that_a_clause_changes_is_of_the_text_changed() -> None:
    text = "The Harbour Act of 2018 is amended by inserting after section 1758 the following:"
    assert scopes(text)["section 1758"] == "external"
    assert scopes("as section 1758 says")["section 1758"] == "internal"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("H.R. 8094\n\nThis follows H.R. 8094 as introduced.", ["H.R. 8094"]),
        ("legis-num: H.R. 8094\ncongress: 119th\nH.R. 8094\nTo amend the law.", []),
        ("# H.R. 8094\n\nTo amend the law.", []),
        ("H.R. 8094\n\nThis Act may be cited as the “Ferry Act of 2026”.", []),
    ],
)
def test_a_law_does_not_cite_itself_in_its_title(text: str, words: list[str]) -> None:
    assert cited(text) == words
