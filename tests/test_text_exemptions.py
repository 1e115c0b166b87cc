"""Exemptions, penalties and what a document says of itself."""

import pytest

from kg.document import Block, Document, Kind
from kg.text.annotations import Day
from kg.text.legal import details, exemptions, penalties
from kg.text.passage import Passage, sentences


def passage(text: str) -> Passage:
    """Return a text as the one block of a document."""
    document = Document(
        name="x", title="x", text=text, blocks=(Block(0, len(text)),), location="x.txt", sha256=""
    )
    made = Passage(document=document, block=document.blocks[0], text=text, start=0)
    made.sentences = sentences(text)
    return made


@pytest.mark.parametrize(
    ("text", "rule_of", "who"),
    [
        (
            "The duties set out in paragraph 1, points (a) and (b), shall not apply to free boats.",
            "The duties set out in paragraph 1, points (a) and (b)",
            "free boats",
        ),
        ("This Act does not apply to a boat where it is on land.", "This Act", "a boat"),
        (
            "Rafts are exempt from section 4.2(b) of this order.",
            "section 4.2(b) of this order",
            "Rafts",
        ),
        ("If it rains, this duty does not apply.", "this duty", None),
        ("By way of derogation from Article 5, a ferry may stop.", "Article 5", None),
        ("Nothing in this part prohibits a ferry from stopping.", "this part", None),
        ("This part does not apply to any U.S. boat.", "This part", "any U.S. boat"),
        ("A ferry shall stop, except that a raft may drift.", None, None),
    ],
)
def test_an_exemption_tells_what_is_exempt_from_what(
    text: str, rule_of: str | None, who: str | None
) -> None:
    (found,) = exemptions.find(passage(text))
    parts = [text[slice(*where)] if where else None for where in (found.rule_of, found.who)]
    assert [p.rstrip(",") if p else p for p in parts] == [rule_of, who]


@pytest.mark.parametrize(
    "text",
    [
        "This Act applies to boats.",
        "Notwithstanding the rain, the ferry sails.",
        "Apply to the office of the port.",
    ],
)
def test_a_rule_without_exception_is_no_exemption(text: str) -> None:
    assert list(exemptions.find(passage(text))) == []


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        (
            "Owners shall be subject to fines of up to EUR 15 000 000 or, if higher, up to 3 % of "
            "their total worldwide annual turnover.",
            [(15e6, "EUR"), (3.0, "percent")],
        ),
        ("A person is liable for a civil penalty not exceeding $10,000 per day.", [(1e4, "USD")]),
        ("Any owner shall be fined not more than five hundred thousand dollars.", [(5e5, "USD")]),
        ("A person who rows at night commits an offence.", [(None, "")]),
        ("The fine-tuning run cost $3,000,000.", []),
        ("When it sets a fine, the port shall consider the weather.", []),
    ],
)
def test_a_penalty_has_its_amount(text: str, amounts: list[tuple[float | None, str]]) -> None:
    assert [(p.value, p.unit) for p in penalties.find(passage(text))] == amounts


@pytest.mark.parametrize(
    "text",
    [
        "Notwithstanding paragraph 2, the ferry shall always be considered to be large.",
        "Notwithstanding section 4, 5(a)(2), or 6 of the Port Act (15 U.S.C. 44; 45(a)(2); 46), "
        "the port shall enforce this Act.",
        "Notwithstanding this section, a license may be required under another law.",
        "Notwithstanding paragraph (a), a boat is not an excepted boat if it leaks.",
        "Without prejudice to paragraph 2, the ferry shall sail.",
    ],
)
def test_what_reaches_further_is_no_exemption(text: str) -> None:
    assert list(exemptions.find(passage(text))) == []


def test_an_exemption_does_not_end_in_a_parenthesis() -> None:
    text = "Notwithstanding section 4 of the Port Act (15 U.S.C. 44; 46), a ferry may stop."
    (found,) = exemptions.find(passage(text))
    assert text[slice(*found.span)] == text[:-1]


@pytest.mark.parametrize(
    "text",
    [
        "18 U.S.C. 1001 applies, which provides that whoever lies shall be fined under title 18.",
        "Pursuant to 18 U.S.C. 1001, whoever lies shall be fined under title 18.",
        "Lies are punishable under the Criminal Code.",
        "Owners may be liable to penalties under other laws.",
    ],
)
def test_what_another_law_punishes_is_no_penalty(text: str) -> None:
    assert list(penalties.find(passage(text))) == []


def test_another_law_may_say_what_a_breach_of_this_one_costs() -> None:
    text = "IEEPA provides for a penalty of $250,000 for a violation of paragraph (a) of this part."
    assert [p.value for p in penalties.find(passage(text))] == [250_000]


def test_a_recital_has_no_penalties() -> None:
    text = "Owners should be subject to fines of up to EUR 15 000 000."
    at = passage(text)
    assert list(penalties.find(at))
    at.block = Block(0, len(text), Kind.RECITAL)
    assert list(penalties.find(at)) == []


def test_a_penalty_names_who_bears_it() -> None:
    text = "Every person who rows at night is guilty of an offence."
    (penalty,) = penalties.find(passage(text))
    assert penalty.bearer
    assert text[slice(*penalty.bearer)] == "Every person"


def told(text: str, *days: Day) -> dict[str, str]:
    """Return the details of a text of lines, by name."""
    at, blocks = 0, []
    for line in text.split("\n"):
        if line:
            blocks.append(Block(at, at + len(line)))
        at += len(line) + 1
    document = Document(
        name="x", title="x", text=text, blocks=tuple(blocks), location="x.txt", sha256=""
    )
    return {d.name: d.value for d in details.across(document, list(days))}


def day(text: str, words: str, iso: str, role: str) -> Day:
    """Return the date that `words` are in `text`."""
    at = text.index(words)
    return Day(span=(at, at + len(words)), rule="test", iso=iso, role=role)


def test_a_bill_tells_its_number_house_and_short_title() -> None:
    said = told(
        "S. 77\n\nIN THE SENATE OF THE UNITED STATES\nMay 8, 2025\nA BILL\n"
        "Be it so.\nThis Act may be cited as the “Safe Ferry Act” or the “SAFE Act”.\n"
    )
    assert said == {
        "number": "S. 77",
        "body": "Senate of the United States",
        "short_title": "Safe Ferry Act",
    }


def test_a_regulation_tells_title_number_body_and_days() -> None:
    text = (
        "REGULATION (EU) 2031/12 OF THE EUROPEAN PARLIAMENT AND OF THE COUNCIL\nof 3 June 2031\n"
        "on ferries\n\nThis Regulation shall apply from 4 July 2032.\n"
    )
    said = told(
        text,
        day(text, "3 June 2031", "2031-06-03", "event"),
        day(text, "4 July 2032", "2032-07-04", "in_force"),
    )
    assert said["number"] == "REGULATION (EU) 2031/12"
    assert said["body"] == "European Parliament and Council"
    assert (said["date_signed"], said["in_force"]) == ("2031-06-03", "2032-07-04")


def test_the_day_of_another_order_is_not_the_day_of_this_one() -> None:
    text = "Pursuant to Executive Order 14179 of January 23, 2025, boats sail.\n"
    assert "date_signed" not in told(text, day(text, "January 23, 2025", "2025-01-23", "event"))


def test_a_part_of_the_code_of_federal_regulations_tells_its_number() -> None:
    said = told("15 CFR part 702 is to be amended:\n\nPART 702—FERRY SURVEYS\n")
    assert said["number"] == "15 CFR part 702"
