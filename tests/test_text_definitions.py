"""Definitions: each way in which a text fixes the meaning of a term, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.document import Block, Document
from kg.text.legal import definitions
from kg.text.passage import Passage, sentences


def defined(text: str, *, lead: str = "", binding: bool = True) -> list[tuple[str, str]]:
    """Return term and span of each definition of a block, `lead` being the block that leads in."""
    start = len(lead) + 1
    blocks = (Block(0, len(lead)), Block(start, start + len(text), lead=0 if lead else None))
    document = Document(
        name="x", title="x", text=f"{lead}\n{text}", blocks=blocks, location="x.txt", sha256=""
    )
    passage = Passage(document=document, block=blocks[1], text=text, start=start, binding=binding)
    passage.sentences = sentences(text)
    whole = document.text
    return [(whole[slice(*d.term)], whole[slice(*d.span)]) for d in definitions.find(passage)]


@pytest.mark.parametrize(
    ("text", "term", "ends"),
    [
        ("(3) ‘river model’ means a model of rivers;", "river model", "a model of rivers"),
        ('(a) "Ferry" means a boat. It floats.', "Ferry", "means a boat"),
        ("“Ferry” means any of the following:", "Ferry", "the following"),
        ("The term ‘ferry’ means a boat that—", "ferry", "a boat that"),
        ("The term ferry means, with respect to a port:", "ferry", "to a port"),
        ("Ferry has the meaning set forth in 15 U.S.C. 9401(3).", "Ferry", "9401(3)"),
        ("Covered U.S. ferry means any boat. This is wide.", "Covered U.S. ferry", "any boat"),
        ("river model means a model of rivers. (modèle)", "river model", "of rivers"),
        ('(2) "Ferry providers" refers to people who row.', "Ferry providers", "who row"),
        ("“Ferry” does not include any of the following:", "Ferry", "the following"),
        ("“Ferry” includes a raft.", "Ferry", "a raft"),
        ("The term “ferry” is not limited to boats.", "ferry", "to boats"),
        ("We define ‘ferry’ as a boat that crosses.", "ferry", "that crosses"),
        ("“Ferry”, in relation to a port, means a boat.", "Ferry", "a boat"),
        ("“Ferry,” as used in this Act, means a boat.", "Ferry", "a boat"),
        ("References to ferries in these rules are to boats.", "ferries", "to boats"),
        ("A ferry line is defined as the boats of one owner.", "ferry line", "one owner"),
        (
            "a right of passage for the boat, which means the right of its owner.",
            "right of passage",
            "its owner",
        ),
        ("For purposes of this part, a local ferry is:", "local ferry", "is"),
        (
            "For the purposes of this Part, a person is responsible for a ferry if they row it.",
            "responsible for a ferry",
            "row it",
        ),
        (
            "The term in-river transfer has the meaning given in section 4.",
            "in-river transfer",
            "section 4",
        ),
        ("ferry lines (hereinafter “lines”) shall run", "lines", "(hereinafter “lines”)"),
        ("ferry lines (hereinafter ferry lines) run", "ferry lines", "ferry lines)"),
        ("it crosses a river by boat (a “crossing”).", "crossing", "(a “crossing”)"),
        ("the River Crossing Task Force (Task Force) acts", "Task Force", "(Task Force)"),
        ("departments and agencies (agencies) act", "agencies", "(agencies)"),
        ("a ferry, as defined in Section 12 of the Water Code.", "ferry", "Water Code"),
        ("with “ferry” as defined in the River Act (15 U.S.C. 80b).", "ferry", "80b)"),
        ("A boat is a “ferry” for the purposes of this Act if it sails.", "ferry", "it sails"),
        ("(a boat; hereafter in this Article referred to as “ferry”)", "ferry", "“ferry”)"),
        ("In this section, ferry means a boat.", "ferry", "a boat"),
    ],
)
def test_each_way_to_define_is_found(text: str, term: str, ends: str) -> None:
    ((found, span),) = defined(text)
    assert found == term
    assert span.endswith(ends)


@pytest.mark.parametrize(
    "text",
    [
        "The owner shall include a plan and includes all boats.",
        "Any means of transport is allowed by this means.",
        "This means that the ferry stops.",
        "The ferry, as defined in paragraph (a) of this section, stops.",
        "The Large River Association (LRA) met the Agency (“ARA”).",
        "It refers to Article 5 and has meaning.",
        "The report (see below) includes the following (a) to (c).",
        "Section 4 of the Act is a part of this Act.",
    ],
)
def test_what_fixes_no_meaning_is_no_definition(text: str) -> None:
    assert defined(text) == []


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Artificial rivers or AR has the meaning of 5 U.S.C. 3.", ["Artificial rivers", "AR"]),
        ("Rowing or rowing run refers to any crossing.", ["Rowing", "rowing run"]),
        ("“Ferry” and “raft” have the meanings given in Annex I.", ["Ferry", "raft"]),
        ("The terms ferry and raft have the meanings given there.", ["ferry", "raft"]),
        (
            "The term interstate or foreign commerce means trade.",
            ["interstate or foreign commerce"],
        ),
    ],
)
def test_each_name_of_a_definition_is_a_term(text: str, terms: list[str]) -> None:
    assert [term for term, _ in defined(text)] == terms


def test_a_definition_inside_another_by_citation_is_its_own_only_with_its_own_term() -> None:
    text = "‘ferry’ means a ferry as defined in Article 2 of Directive (EU) 2022/2557;"
    assert [term for term, _ in defined(text)] == ["ferry"]
    text = "Rower means any rower, citizen of the Union as defined by the River Act, or other boat."
    assert [term for term, _ in defined(text)] == ["Rower", "citizen of the Union"]


def test_definitions_that_run_into_each_other_end_at_their_own_stop() -> None:
    text = "(b) “Ferry” means a boat.(c) “Raft” means a float."
    assert [span for _, span in defined(text)] == ["Ferry” means a boat", "Raft” means a float"]


def test_a_glossary_defines_with_a_colon_only_behind_its_lead() -> None:
    line = "– River model: a model of rivers."
    assert defined(line) == []
    lead = "The following terms are understood so:"
    assert [term for term, _ in defined(line, lead=lead)] == ["River model"]


def test_an_article_that_says_what_a_title_includes_defines_nothing() -> None:
    assert defined("The book “Rivers” includes two maps.", binding=False) == []


@given(
    term=st.lists(st.sampled_from("river model boat crossing".split()), min_size=1, max_size=4),
    quotes=st.sampled_from(["‘’", "“”", '""', "''"]),
    verb=st.sampled_from(["means", "has the meaning given in", "shall mean", "includes"]),
)
def test_any_quoted_term_before_a_verb_of_meaning(term: list[str], quotes: str, verb: str) -> None:
    name = " ".join(term)
    text = f"(a) {quotes[0]}{name}{quotes[1]} {verb} something of its own."
    assert defined(text) == [(name, f"{name}{quotes[1]} {verb} something of its own")]


@given(st.text(alphabet="The term “”‘’(),.:;means includes—A b", max_size=90))
def test_any_text_gives_terms_inside_their_definitions(text: str) -> None:
    for term, span in defined(text):
        assert term
        assert term in span


def test_small_words_before_includes_are_terms_where_definitions_were_announced() -> None:
    lead = "The following definitions apply in this Act."
    assert defined("ferry includes a raft.", lead=lead) == [("ferry", "ferry includes a raft")]
    assert defined("ferry includes a raft.", lead="The boats are these.") == []


@pytest.mark.parametrize(
    "whole",
    [
        "ferry has the meaning given that term in section 5 of the Port Act (15 U.S.C. 9401; "
        "Public Law 116–283)",
        "ferry means a boat (see No. 5. It floats) that crosses",
        "ferry (as defined in section 5 of the Port Act of 2001 (42 U.S.C. 5195c(e)))",
    ],
)
def test_a_definition_does_not_end_in_a_parenthesis(whole: str) -> None:
    before = "The port keeps each " if "(as" in whole else "The term "
    assert defined(f"{before}{whole}. It is wide.") == [("ferry", whole)]


def test_a_definition_ends_with_the_parenthesis_that_it_stands_in() -> None:
    text = "The port knew (“knowledge” is defined in 15 CFR 772.1) that boats leak."
    assert defined(text) == [("knowledge", "knowledge” is defined in 15 CFR 772.1")]
