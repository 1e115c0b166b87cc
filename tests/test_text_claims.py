"""Claims are cut from sentences, told from facts, and given to the one who holds them."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.document import Block, Document, Kind
from kg.text.annotations import CLAIM_KINDS, Claim
from kg.text.opinions import claims
from kg.text.opinions.horizons import horizon
from kg.text.opinions.speakers import quotes
from kg.text.passage import Passage, sentences

# What makes the document around a tested paragraph an opinion piece.
COLUMN = (
    "We should not rush. Critics argue that this is a race, but what would we gain? It's hard to "
    "see how such rules could work, and Congress must not pretend that they would."
)
NEWS = (
    "The ministry said on Tuesday, March 4, that it reviewed the chip rules. Analysts told "
    "reporters on Friday that sales rose 4 percent last year. A spokesman declined to comment."
)


def found(text: str, *, around: str = COLUMN, kind: Kind = Kind.PARAGRAPH) -> list[Claim]:
    """Return the claims of `text`, the first block of a document that goes on with `around`."""
    whole = f"{text}\n{around}"
    block = Block(0, len(text), kind)
    document = Document(name="x", title="x", text=whole, blocks=(block,), location="x", sha256="")
    passage = Passage(
        document=document, block=block, text=text, start=0, binding=False, sentences=sentences(text)
    )
    return list(claims.find(passage))


def read(text: str, *, around: str = COLUMN) -> list[tuple[str, str, str | None]]:
    """Return kind, words and speaker of each claim of a paragraph."""
    return [
        (c.kind, text[slice(*c.span)], text[slice(*c.speaker)] if c.speaker else None)
        for c in found(text, around=around)
    ]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("prediction", "Export licences will spread to cloud services"),
        ("prediction", "It is highly likely that the Senate will adopt a similar rule"),
        ("warning", "A blanket ban could stifle research and fragment the market"),
        (
            "warning",
            "If chips are withheld, the pace of progress will slow and rivals will exploit it",
        ),
        ("warning", "Such a rule risks handing the field to less careful rivals"),
        ("recommendation", "Governments should publish the tests that they rely on"),
        ("recommendation", "It is essential to separate open models from closed ones"),
        ("recommendation", "The industry must move from warnings to proposals"),
        ("recommendation", "Establish a fund for testing centres within the ministry"),
        ("recommendation", "Led by the ministry, develop shared rules for chip exports"),
        ("opinion", "The delay of that rule is not a coincidence"),
        ("opinion", "The line between frontier and ordinary models is blurry"),
        ("opinion", "Thresholds are a crude but useful tool"),
        ("opinion", "This policy is not a shield but a gift to competitors"),
        ("opinion", "I'm hoping that the committee drops this bill for good"),
        ("opinion", "We want labs to be open about their tests"),
        ("opinion", "The rule does more harm than good"),
        ("prediction", "Chip makers are expected to move their plants"),
        ("prediction", "If the rule stays, we'll see a second market for chips"),
        ("prediction", "Even if the ban passes, buyers will find a way"),
    ],
)
def test_the_four_kinds(kind: str, text: str) -> None:
    assert read(f"{text}.") == [(kind, text, None)]


@pytest.mark.parametrize(
    "text",
    [
        "The company released its model on March 3, 2025 and published 12 reports.",
        "The bureau issued 40 licences in April, and officials visited two plants.",
        "The act was signed on Tuesday and entered into force in August 2024.",
        "Shares of the chip maker dropped 3 percent on Friday.",
        "What exactly is being prohibited?",
        "Read the full report on our site, it is essential.",
        "In this article, we will analyze why the rule could fail.",
        "A crucial step",
        "Foo Letter is a newsletter for subscribers.",
        "The Foo models are trained on a mix of open data.",
        "The rule was designed to slow the makers of weapons.",
        "It reportedly began to buy the equipment in February.",
        "#### 2. Why the rule could be a dangerous mistake for everybody.",
        "It is possible to name a few important results:",
        "Firms do not have to redesign their chips.",
    ],
)
def test_facts_questions_and_labels_are_no_claims(text: str) -> None:
    assert read(text, around=NEWS) == []


PLAIN = (
    "Shares of the chip maker fell 3 percent after the vote.",
    "The bill would require developers of large models to publish their tests.",
    "The measure would allow the agency to inspect data centres.",
    "SB 99 requires large developers to publish their frameworks.",
    "The rule takes effect on May 15 and gives companies 120 days to comply.",
    "Companies that fail to comply could be fined up to 35 million euros.",
    "Thresholds are measured in floating-point operations.",
    "Performance density is the ratio of performance and die area.",
    "High bandwidth memory refers to stacked chips that can move data quickly.",
    "The act bans systems that could manipulate users.",
    "The agency quietly published a list of firms that cannot buy chips.",
    "The two states signed an agreement that will let labs exchange tests.",
    "The fund invested 3 billion dollars in a foundry that makes advanced chips.",
)
VIEWS = (
    "The timing is no accident.",
    "The threshold is arbitrary and easy to evade.",
    "The consequences could have been disastrous.",
    "Licensing is a blunt instrument, but it is better than nothing.",
    "There is little evidence that thresholds slow anyone down.",
    "Such a ban could push developers abroad.",
)


@pytest.mark.parametrize("around", [NEWS, COLUMN], ids=["news", "column"])
@pytest.mark.parametrize("text", PLAIN)
def test_what_a_law_does_and_what_happened_is_no_claim(text: str, around: str) -> None:
    assert read(text, around=around) == []


@pytest.mark.parametrize("around", [NEWS, COLUMN], ids=["news", "column"])
@pytest.mark.parametrize("text", VIEWS)
def test_a_judgement_is_a_claim_in_news_and_columns(text: str, around: str) -> None:
    assert [c for _, c, _ in read(text, around=around)] == [text.rstrip(".")]


@pytest.mark.parametrize("head", ["**Reversal.** ", "**1. A costly delay:** ", "**The H9 deal**: "])
def test_a_head_that_runs_into_a_paragraph_is_left_off(head: str) -> None:
    claim = "This was a dangerous mistake"
    assert [c for _, c, _ in read(f"{head}{claim}.")] == [claim]


def test_marks_of_emphasis_are_no_part_of_a_claim() -> None:
    assert [c for _, c, _ in read("*A ban would be a dangerous mistake.*")] == [
        "A ban would be a dangerous mistake"
    ]


def test_an_article_alone_is_no_speaker() -> None:
    assert all(c.speaker is None for c in found("The stated goal: it should prevent misuse of AI."))


def test_a_heading_is_no_claim() -> None:
    text = "Why a ban would be a dangerous mistake for everybody involved."
    assert found(text)
    assert not found(text, kind=Kind.HEADING)


@pytest.mark.parametrize(("lead", "claimed"), [("Large developers must:", 0), ("Our plan:", 1)])
def test_a_duty_that_is_listed_is_no_advice(lead: str, claimed: int) -> None:
    point = "Publish a framework that covers grave risks and update it often."
    text = f"{lead}\n{point}\n{COLUMN}"
    start = len(lead) + 1
    blocks = Block(0, len(lead)), Block(start, start + len(point), lead=0)
    document = Document(name="x", title="x", text=text, blocks=blocks, location="x", sha256="")
    passage = Passage(
        document=document, block=blocks[1], text=point, start=start, binding=False,
        sentences=sentences(point),
    )  # fmt: skip
    assert len(list(claims.find(passage))) == claimed


def test_a_clause_that_breaks_off_at_must_is_no_advice() -> None:
    assert found("In addition to these first duties, large developers must:") == []


def test_a_law_claims_nothing() -> None:
    text = "Unchecked models could cause catastrophic harm to the public."
    law = "\n".join(f"({n}) This Act shall apply under section {n} of this Act." for n in range(9))
    assert found(text)
    assert not found(text, around=law)


@pytest.mark.parametrize(
    "lead",
    ["However,", "Finally,", "Firstly,", "On the other hand,", "Therefore,", "But", "Moreover,"],
)
def test_a_leading_connective_is_left_off(lead: str) -> None:
    claim = "a ban would be a dangerous mistake"
    assert read(f"{lead} {claim}.") == [("warning", claim, None)]


def test_a_concession_is_a_claim_of_its_own() -> None:
    text = "While protection against misuse is crucial, an indiscriminate ban could harm research."
    assert read(text) == [
        ("opinion", "protection against misuse is crucial", None),
        ("warning", "an indiscriminate ban could harm research", None),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "claim", "speaker"),
    [
        ("Many economists argue that the rule is a costly mistake.", "opinion",
         "the rule is a costly mistake", "Many economists"),
        ("On one hand, the lab, including its founders, argues that openness is a duty.", "opinion",
         "openness is a duty", "lab"),
        ("This view suggests that firms should publish their tests.", "recommendation",
         "firms should publish their tests", "This view"),
        ("The senator warned that sales to rivals were growing.", "warning",
         "sales to rivals were growing", "senator"),
        ("Critics argue the reversal weakens the whole effort.", "opinion",
         "the reversal weakens the whole effort", "Critics"),
        ("According to the trade group, the rule would cripple exports.", "warning",
         "the rule would cripple exports", "trade group"),
        ("Two officials told the paper that envoys admitted that the probe is a blunder.",
         "opinion", "the probe is a blunder", "envoys"),
        ("The paper reported that new rules were likely to target memory and that firms had already"
         " begun to buy in May.", "prediction", "new rules were likely to target memory", "paper"),
        ("Acme told investors that it expected to sell a million chips abroad.", "prediction",
         "it expected to sell a million chips abroad", "Acme"),
        ("It angered consumer groups who warned the clause would give firms a dangerous free hand.",
         "warning", "the clause would give firms a dangerous free hand", "consumer groups"),
        ("Asked about the vote, Jane Roe said the deal was a grave mistake.", "opinion",
         "the deal was a grave mistake", "Jane Roe"),
        ("The bank confirmed its pledge this week, but warned that the rule could hurt trade.",
         "warning", "the rule could hurt trade", "bank"),
        ("However, Acme refused to sign, claiming the code would restrict research and warning"
         " that Europe could fall behind.", "warning", "Europe could fall behind", "Acme"),
        ("The note split the field, with some predicting that it would hurt sales and others"
         " praising it.", "prediction", "it would hurt sales", "some"),
        ("The rule would cripple exports, the trade group said.", "warning",
         "The rule would cripple exports", "trade group"),
        ("Rep. Lee sent a letter on Friday, warning that the sale could endanger the public.",
         "warning", "the sale could endanger the public", "Rep. Lee"),
        ("Forty firms, among them two banks, have called on the Commission to delay the rules.",
         "recommendation",
         "Forty firms, among them two banks, have called on the Commission to delay the rules",
         "Forty firms"),
    ],
)  # fmt: skip
def test_what_others_hold_is_theirs(text: str, kind: str, claim: str, speaker: str) -> None:
    assert (kind, claim, speaker) in read(text, around=NEWS)


@pytest.mark.parametrize(
    ("text", "claims_", "speaker"),
    [
        ("“We must test every model before release,” analysts point out.",
         ["We must test every model before release"], "analysts"),
        ('"We must test every model before release," say two former officials.',
         ["We must test every model before release"], "two former officials"),
        ("“The rule is a mistake. It would hurt small firms,” Ms. Ito wrote.",
         ["The rule is a mistake", "It would hurt small firms"], "Ms. Ito"),
        ("Jane Roe, Acme’s counsel, said in an interview last year with the paper that, “What you"
         " risk is a lost market. And that can have a very negative effect.”",
         ["What you risk is a lost market", "that can have a very negative effect"],
         "Jane Roe"),
        ("“The law is a mistake,” wrote Acme’s chief Jane Roe in a post on her page.",
         ["The law is a mistake"], "Acme’s chief Jane Roe"),
        ("Jane Roe claimed that the law will “choke research and drive small firms away.”",
         ["the law will “choke research and drive small firms away"], "Jane Roe"),
        ("The minister wrote: “The rule is a dangerous mistake for everybody.”",
         ["The rule is a dangerous mistake for everybody"], "minister"),
    ],
)  # fmt: skip
def test_quotes_belong_to_their_speaker(text: str, claims_: list[str], speaker: str) -> None:
    assert [(c, s) for _, c, s in read(text)] == [(c, speaker) for c in claims_]


@pytest.mark.parametrize(
    "text",
    [
        "This bill faces a vote at a time when many states are passing their own rules.",
        "This loose use of the word matters enormously, because the stakes at these points differ.",
    ],
)
def test_nouns_that_look_like_verbs_of_saying_report_nothing(text: str) -> None:
    assert all(c.speaker is None and c.span[0] == 0 for c in found(text))


def test_a_line_of_names_takes_no_time_and_claims_nothing() -> None:
    names = ", ".join(f"Acme{n} Corp" for n in range(4500))
    began = time.process_time()
    assert found(f"{names}.") == []
    assert time.process_time() - began < 1


def test_quotation_marks_around_a_word_make_no_quote() -> None:
    assert quotes('The "black box" nature of "frontier" models worries many.') == []


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("In the short term (6-12 months), more", (6, 12)),
        ("In the medium term (1–3 years), more", (12, 36)),
        ("within two years", (0, 24)),
        ("over the next decade", (0, 120)),
        ("in the next 18 months", (0, 18)),
        ("over the coming five years", (0, 60)),
        ("three to five years", (36, 60)),
        ("ten years from now", (120, 120)),
        ("in five years", (60, 60)),
    ],
)
def test_stated_lengths_are_months(text: str, months: tuple[int, int]) -> None:
    stated = horizon(text)
    assert stated is not None
    assert stated[0] == months


@pytest.mark.parametrize(
    "text", ["by 2027", "in the coming years", "a matter of months", "last year", "soon", "yearly"]
)
def test_no_length_is_no_horizon(text: str) -> None:
    assert horizon(text) is None


@given(st.integers(1, 40), st.integers(1, 40), st.sampled_from(["month", "year"]))
def test_ranges_read_back(low: int, more: int, unit: str) -> None:
    by = {"month": 1, "year": 12}[unit]
    stated = horizon(f"We expect this in {low}-{low + more} {unit}s.")
    assert stated is not None
    assert stated[0] == (low * by, (low + more) * by)


def test_a_horizon_at_the_start_holds_for_the_paragraph() -> None:
    text = (
        "In the medium term (1-3 years), export rules will be formalized. New blocs could emerge. "
        "These tensions will define policy over the next decade. Chips will be decisive."
    )
    assert [c.horizon for c in found(text)] == [(12, 36), (12, 36), (0, 120), None]


def test_only_a_prediction_has_a_horizon() -> None:
    text = "In the next two years, governments must publish their tests. Similar rules will follow."
    assert [(c.kind, c.horizon) for c in found(text)] == [
        ("recommendation", None),
        ("prediction", (0, 24)),
    ]


WORDS = (
    'while the rule could , “ ” " argue that experts warned harm is crucial . ? : But will'.split()
)


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_any_words_give_claims_within_them(text: str) -> None:
    for claim in found(text) if text.strip() else []:
        words = text[slice(*claim.span)]
        assert claim.kind in CLAIM_KINDS
        assert len(words.split()) >= 4
        assert not re.search(r"[.,;:]$|^\s|\s$", words)
        assert claim.speaker is None or text[slice(*claim.speaker)].strip()
