"""Triggers as the laws of many places word them, and the levels and amounts that are none."""

import pytest

from kg.document import Block, Document
from kg.text.annotations import Threshold
from kg.text.passage import Passage, sentences
from kg.text.quantities.thresholds import find

FLOP, TPP, USD, EUR, CNY = "FLOP", "TPP", "USD", "EUR", "CNY"


def thresholds(text: str) -> list[Threshold]:
    block = Block(0, len(text))
    document = Document(
        name="law", title="law", text=text, blocks=(block,), location="law.txt", sha256=""
    )
    passage = Passage(document=document, block=block, text=text, start=0, sentences=sentences(text))
    return [t for t in find(passage) if isinstance(t, Threshold)]


def said(text: str) -> list[tuple[str, str, float, str]]:
    return [(t.quantity, t.comparator, t.value, t.unit) for t in thresholds(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Frontier models: compute, what it costs, what it may cause.
        ("a model trained with more than 10º26 operations, the compute cost of which exceeds "
         "$100 million",
         [("training_compute", "gt", 1e26, FLOP), ("training_cost", "gt", 1e8, USD)]),
        ("a model made by knowledge distillation at a compute cost exceeding five million dollars",
         [("distillation_cost", "gt", 5e6, USD)]),
        ("has spent over one hundred million dollars in compute costs in aggregate on training",
         [("cumulative_cost", "gt", 1e8, USD)]),
        ("causes the death of, or serious injury to, more than 50 people or more than "
         "$1,000,000,000 in damage to, or loss of, property",
         [("casualties", "gt", 50, "persons"), ("damage", "gt", 1e9, USD)]),
        ("the death or serious injury of one hundred or more people",
         [("casualties", "ge", 100, "persons")]),
        ("compute used in training is at least 10 to the 26th power floating-point operations",
         [("training_compute", "ge", 1e26, FLOP)]),
        ("trained on less than 6 x 10^25 computational operations",
         [("training_compute", "lt", 6e25, FLOP)]),
        ("an aggregate TPP of less than 26,900,000 in a calendar year",
         [("installed_processing_performance", "lt", 26_900_000, TPP)]),
        ("where the quota is 790 million TPP",
         [("total_processing_performance", "le", 790e6, TPP)]),
        ("a facility with an IT load of 100 megawatts or more", [("other", "ge", 100, "other")]),
        # Platforms and data: users, recipients, consumers, a share of revenue.
        ("a platform whose number of average monthly active recipients of the service is equal to "
         "or higher than 45 million", [("users", "ge", 45e6, "users")]),
        ("it has at least 45 million monthly active end users and at least 10 000 yearly active "
         "business users", [("users", "ge", 45e6, "users"), ("users", "ge", 1e4, "users")]),
        ("the average number of daily domestic users over the three months is 1 million or more",
         [("users", "ge", 1e6, "users")]),
        ("a service with domestic users averaging at least 1 million a day",
         [("users", "ge", 1e6, "users")]),
        ("handles the personal information of more than 1 million persons",
         [("users", "gt", 1e6, "persons")]),
        ("its active United Kingdom users exceed 34 million, or exceed 7 million where it "
         "recommends content", [("users", "gt", 34e6, "users"), ("users", "gt", 7e6, "users")]),
        ("has more than 7 million but fewer than 34 million active users",
         [("users", "gt", 7e6, "users"), ("users", "lt", 34e6, "users")]),
        ("sells the data of not less than 25,000 consumers and derives more than 25 percent of its "
         "gross revenue from that",
         [("users", "ge", 25_000, "users"), ("revenue", "gt", 25, "percent")]),
        ("an incident that affects more than 5 lakh users", [("users", "gt", 5e5, "users")]),
        # Firms: turnover, sales, assets, staff, in any currency.
        ("an annual Union turnover equal to or above EUR 7,5 billion in each of the last three "
         "financial years", [("revenue", "ge", 7.5e9, EUR)]),
        ("a market capitalisation that amounted to at least EUR 75 billion",
         [("other", "ge", 75e9, EUR)]),
        ("average sales of KRW 1 trillion or more", [("revenue", "ge", 1e12, "other")]),
        ("sales of 10 billion won or more in the year before",
         [("revenue", "ge", 10e9, "other")]),
        ("a merger where the turnover of all parties exceeded RMB 10 billion yuan",
         [("revenue", "gt", 10e9, CNY)]),
        ("a turnover of more than INR 250 crore", [("revenue", "gt", 2.5e9, "other")]),
        ("revenue of HK$ 100 million or above", [("revenue", "ge", 1e8, "other")]),
        ("the turnover of each party is more than EUR 5 000 million",
         [("revenue", "gt", 5e9, EUR)]),
        ("each achieves more than two-thirds of its aggregate turnover within one State",
         [("revenue", "gt", 2 / 3, "ratio")]),
        ("firms that employ fewer than 250 persons and have a turnover not exceeding EUR 50 "
         "million, and/or a balance sheet total not exceeding EUR 43 million",
         [("other", "lt", 250, "persons"), ("revenue", "le", 5e7, EUR),
          ("other", "le", 43e6, EUR)]),
        ("a deployer with fewer than 50 full-time equivalent employees",
         [("other", "lt", 50, "persons")]),
        # Owners and deals.
        ("a person who owns in excess of 50 percent of the voting interest",
         [("ownership_share", "gt", 50, "percent")]),
        ("a holding of at least one-third of the shares",
         [("ownership_share", "ge", 1 / 3, "ratio")]),
        ("an acquisition with a value of $50 million or more", [("other", "ge", 5e7, USD)]),
        ("voting securities in excess of $200 million but not in excess of $500 million",
         [("other", "gt", 2e8, USD), ("other", "le", 5e8, USD)]),
        # Ages and times.
        ("a minor who has not attained the age of 18 years", [("other", "lt", 18, "years")]),
        ("a senior is an individual who is 65 years of age or older",
         [("other", "ge", 65, "years")]),
        ("services offered to persons under 16", [("other", "lt", 16, "years")]),
        ("provided that the leave does not exceed three months",
         [("duration", "le", 3, "months")]),
        ("if a member is absent for a total of more than 12 days",
         [("duration", "gt", 12, "days")]),
        ("The threshold that applies to banks under this Article shall be EUR 3 million",
         [("other", "ge", 3e6, EUR)]),
        ("where the service is down for more than 8 hours", [("duration", "gt", 8, "other")]),
        # Goods: units of physics, numbers without a unit, glosses, ratios.
        ("a memory density greater than 0.20 gigabits per square millimeter",
         [("other", "gt", 0.2, "other")]),
        ("a die with more than 3000 through-silicon vias", [("other", "gt", 3000, "other")]),
        ("made at a ‘16/14 nanometer node’ or below", [("other", "le", 16, "other")]),
        ("an aspect ratio greater than 30:1", [("other", "gt", 30, "ratio")]),
        ("a dielectric constant of less than 3.3", [("other", "lt", 3.3, "other")]),
        ("an accuracy of less (better) than 0.5 mrad", [("other", "lt", 0.5, "other")]),
        ("an output of 5 kW (6.7 hp) or more", [("other", "ge", 5, "other")]),
        ("an energy exceeding 2 x 10-6 J", [("other", "gt", 2e-6, "other")]),
        # Counts of people and of other things; rates of chips and of computers.
        ("with over 10,000,000 monthly downloads", [("other", "gt", 1e7, "other")]),
        ("with at least 5 million active devices", [("other", "ge", 5e6, "other")]),
        ("with over 3,000,000 requests a day", [("other", "gt", 3e6, "other")]),
        ("with more than 10,000,000 monthly users", [("users", "gt", 1e7, "users")]),
        ("a computer with an adjusted peak performance exceeding 12 Weighted TeraFLOPS (WT)",
         [("cluster_compute_rate", "gt", 1.2e13, "FLOP/s")]),
        ("computers with a performance of more than 8.0 WT",
         [("cluster_compute_rate", "gt", 8e12, "FLOP/s")]),
        ("chips exceeding 900 TFLOPS", [("other", "gt", 9e14, "FLOP/s")]),
        ("a performance greater than or equal to a TPP of 4800",
         [("total_processing_performance", "ge", 4800, TPP)]),
        # Capital that is pledged or spent is no money given out.
        ("$8,000,000 or more of revenue, profit or capital expenditure",
         [("revenue", "ge", 8e6, USD)]),
        ("more than 50 percent of its capital expenditure is attributable to the activity",
         [("other", "gt", 50, "percent")]),
        ("a limited partner with uncalled capital of not more than $700,000",
         [("other", "le", 7e5, USD)]),
        ("a fund with aggregate capital contributions below USD 4 million",
         [("other", "lt", 4e6, USD)]),
        # No comparing word, but a noun that bounds or the reach of a rule.
        ("the threshold shall be 45 million monthly active users",
         [("users", "ge", 45e6, "users")]),
        ("A developer with annual revenue of $500 million shall publish a plan",
         [("revenue", "ge", 5e8, USD)]),
        ("qubits of 34 or more, but fewer than 100, and fully connected",
         [("other", "ge", 34, "other"), ("other", "lt", 100, "other")]),
    ],
)  # fmt: skip
def test_laws_of_many_places_are_read(
    text: str, expected: list[tuple[str, str, float, str]]
) -> None:
    found = said(text + ".")
    assert [f[:2] + f[3:] for f in found] == [e[:2] + e[3:] for e in expected]
    assert [f[2] for f in found] == pytest.approx([e[2] for e in expected], rel=1e-9)


@pytest.mark.parametrize(
    "text",
    [
        # The level that a duty asks for, and not what it depends on.
        "The Secretary shall allocate at least 20 percent of the funds to small firms.",
        "The agency shall select at least 10 plans for the programme.",
        "The director must hold no fewer than 12 hearings in each region.",
        "The authority is required to publish at least 40 reports.",
        "The programme is limited to a maximum of 25 sites, with at least 10 sites in the north.",
        "An advertiser shall show the notice for at least four seconds.",
        "The owner must maintain insurance cover of at least $2,000,000.",
        "A committee shall consist of not less than 5 nor more than 15 members.",
        "The applicant shall file at least 12 copies.",
        "The aid is EUR 5 a head for a maximum of 800 heads.",
        "The fee shall in no case exceed one third of the actual cost.",
        # Money that is given out, terms, deadlines, citations, names.
        "ensuring up to 2 percent each year for administrative costs",
        "The extension shall not exceed 30 working days.",
        "may ask for more time not less than 30 days before the hearing",
        "a licence valid for up to two years",
        "as provided in the Export Act of 1979, or under another law",
        "machines that meet or exceed the parameters of 2B009",
        "where stronger safeguards (ASL-3 or higher) are needed",
        "software controlled under 3E001 or exceeding the limits of 4A003.b.2",
    ],
)
def test_required_levels_and_other_bounds_are_no_thresholds(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A firm that must report is one with at least 250 employees.", 250),
        ("The duty shall apply to holders of at least 5 000 licences.", 5000),
        ("To be eligible, a firm must create at least 100 jobs.", 100),
        ("A gatekeeper shall be presumed where it serves at least 10 000 business users.", 10_000),
    ],
)
def test_a_duty_that_names_whom_it_reaches_keeps_its_threshold(text: str, value: float) -> None:
    assert [t.value for t in thresholds(text)] == [value]


def test_a_number_that_no_unit_or_noun_explains_has_a_rule_of_its_own() -> None:
    (plain,) = thresholds("a frequency exceeding 40 kHz")
    (bare,) = thresholds("a quality factor exceeding 10,000")
    assert plain.rule == "threshold.before"
    assert bare.rule == "threshold.before.bare"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Last year the firm sold more than 30 million phones.", 0),
        ("A bandwidth of 100 Hz or more; and", 1),
        ("The law covers firms that sold more than 30 million phones.", 1),
    ],
)
def test_outside_law_a_number_bounds_only_beside_words_of_rules_or_in_a_list(
    text: str, count: int
) -> None:
    block = Block(0, len(text))
    document = Document(
        name="essay", title="essay", text=text, blocks=(block,), location="e.txt", sha256=""
    )
    tale = Passage(document=document, block=block, text=text, start=0, binding=False)
    assert len(list(find(tale))) == count


REPORTED = [
    ("The bill applies to developers with $500M revenue and models trained on 10^26 FLOPs.",
     [("revenue", "ge", 5e8, USD), ("training_compute", "ge", 1e26, FLOP)]),
    ("Systems trained with 10^25 FLOPs are presumed to be risky.",
     [("training_compute", "ge", 1e25, FLOP)]),
    ("The order would require reports for any model trained using 10^26 operations.",
     [("training_compute", "ge", 1e26, FLOP)]),
    ("Critics of the 10^25 FLOP threshold call it low.", [("training_compute", "ge", 1e25, FLOP)]),
    ("It has a 10^26 FLOP trigger and a $100 million training cost threshold.",
     [("training_compute", "ge", 1e26, FLOP), ("training_cost", "ge", 1e8, USD)]),
    ("Why does the act draw the 10^26 FLOP line?", [("training_compute", "ge", 1e26, FLOP)]),
    ("Models above the 10^25 FLOPs mark must be reported.",
     [("training_compute", "gt", 1e25, FLOP)]),
    ("The law kicks in at 10^26 FLOPs.", [("training_compute", "ge", 1e26, FLOP)]),
    ("They may raise the threshold from 10^25 to 10^26 FLOPs.",
     [("training_compute", "ge", 1e25, FLOP), ("training_compute", "ge", 1e26, FLOP)]),
    ("The thresholds (EU: 10^25 FLOP, US: 10^26 FLOP) differ.",
     [("training_compute", "ge", 1e25, FLOP), ("training_compute", "ge", 1e26, FLOP)]),
    ("The threshold, currently 10^25 FLOPs, may change.", [("training_compute", "ge", 1e25, FLOP)]),
    ("The rule has a cap of approximately 3 million boards.", [("other", "le", 3e6, "other")]),
    ("The rule limits each country to 50,000 GPUs.", [("other", "le", 5e4, "other")]),
    ("The law covers firms with 500+ employees.", [("other", "ge", 500, "persons")]),
]  # fmt: skip
FACTS = [
    "The model was trained on 2x10^25 FLOP, the report said.",
    "By that year models had crossed 1e26 FLOP.",
    "The lab, with 700 million users, must comply with the act.",
    "The company has revenue of $500 million and must report it.",
    "The shares passed the $1 trillion mark under the new rules.",
    "The agency spent $10 million on the rules.",
    "Models trained on 15 trillion tokens must be documented under the act.",
]


def told(text: str) -> list[tuple[str, str, float, str]]:
    """Return the thresholds of a sentence of an article."""
    block = Block(0, len(text))
    document = Document(
        name="essay", title="essay", text=text, blocks=(block,), location="e.txt", sha256=""
    )
    tale = Passage(document=document, block=block, text=text, start=0, binding=False)
    return [
        (t.quantity, t.comparator, t.value, t.unit) for t in find(tale) if isinstance(t, Threshold)
    ]


@pytest.mark.parametrize(("text", "expected"), REPORTED)
def test_articles_report_triggers_with_and_without_a_comparing_word(
    text: str, expected: list[tuple[str, str, float, str]]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("text", FACTS)
def test_what_something_has_or_took_is_no_trigger(text: str) -> None:
    assert told(text) == []
