"""Thresholds: each way of comparing, each kind of quantity, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.document import Block, Document, Kind
from kg.text.annotations import Threshold
from kg.text.passage import Passage, sentences
from kg.text.quantities.derive import derivable
from kg.text.quantities.thresholds import find


def passages(*texts: str) -> list[Passage]:
    """Return one document of several blocks; all after the first are items of its list."""
    whole, blocks = "", []
    for text in texts:
        lead, kind = (0, Kind.ITEM) if blocks else (None, Kind.PARAGRAPH)
        blocks.append(Block(len(whole), len(whole) + len(text), kind, lead=lead))
        whole += text + "\n"
    document = Document(
        name="law", title="law", text=whole, blocks=tuple(blocks), location="law.txt", sha256=""
    )
    return [
        Passage(document=document, block=b, text=t, start=b.start, sentences=sentences(t))
        for b, t in zip(blocks, texts, strict=True)
    ]


def thresholds(*texts: str) -> list[Threshold]:
    return [t for p in passages(*texts) for t in find(p) if isinstance(t, Threshold)]


def said(*texts: str) -> list[tuple[str, str, float, str]]:
    return [(t.quantity, t.comparator, t.value, t.unit) for t in thresholds(*texts)]


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("greater than #", "gt"),
        ("more than #", "gt"),
        ("that exceeds #", "gt"),
        ("in excess of #", "gt"),
        ("over #", "gt"),
        ("above #", "gt"),
        ("> #", "gt"),
        ("at least #", "ge"),
        ("# or more", "ge"),
        ("# or greater", "ge"),
        ("not less than #", "ge"),
        ("no fewer than #", "ge"),
        ("equal to or greater than #", "ge"),
        ("equal to or higher than #", "ge"),
        ("greater than or equal to #", "ge"),
        ("that meets or exceeds #", "ge"),
        (">= #", "ge"),
        ("≥ #", "ge"),
        ("a minimum of #", "ge"),
        ("at least by #", "ge"),
        ("less than #", "lt"),
        ("fewer than #", "lt"),
        ("below #", "lt"),
        ("up to #", "le"),
        ("no more than #", "le"),
        ("not exceeding #", "le"),
        ("that does not exceed #", "le"),
        ("that does not, in any case, exceed #", "le"),
        ("# or fewer", "le"),
        ("at or below #", "le"),
        ("<= #", "le"),
        ("exceeding, in the aggregate, #", "gt"),
        ("greater, in total, than #", "gt"),
        ("greater than (approximately) #", "gt"),
        ("exceeding ~#", "gt"),
        ("that crosses #", "gt"),
        ("greater than, or equal to, #", "ge"),
        ("equal to, or greater than, #", "ge"),
        ("at or beyond #", "ge"),
        ("of at least about #", "ge"),
        ("# and up", "ge"),
        ("#+", "ge"),
        ("greater than or equal to a total of #", "ge"),
    ],
)
def test_each_comparator_is_read(words: str, sign: str) -> None:
    text = f"a model trained on computing power {words.replace('#', '10^26 operations')}."
    assert said(text) == [("training_compute", sign, 1e26, "FLOP")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the amount of compute measured in floating point operations is greater than 1025.",
         ("training_compute", "gt", 1e25, "FLOP")),
        ("a model created by fine-tuning with at least three times 10^25 FLOP",
         ("modification_compute", "ge", 3e25, "FLOP")),
        ("compute used to modify it greater than one-third of the original training compute",
         ("compute_ratio", "gt", 1 / 3, "ratio")),
        ("a cluster with a theoretical maximum computing capacity of 10^20 integer operations per "
         "second", ("cluster_compute_rate", "ge", 1e20, "FLOP/s")),
        ("a theoretical compute capacity of 100 or more double-precision (64-bit) petaflops",
         ("cluster_compute_rate", "ge", 1e17, "FLOP/s")),
        ("a memory bandwidth of 1.4 TB/s or greater", ("memory_bandwidth", "ge", 1400, "GB/s")),
        ("connected by networking of over 100 Gbit/s",
         ("interconnect_bandwidth", "gt", 100, "Gbit/s")),
        ("a total DRAM bandwidth of 1,400 gigabytes per second or more",
         ("memory_bandwidth", "ge", 1400, "GB/s")),
        ("a memory bandwidth density greater than 2 gigabytes per second per square millimeter",
         ("memory_bandwidth_density", "gt", 2, "GB/s/mm2")),
        ("a TPP of 4800 or more", ("total_processing_performance", "ge", 4800, "TPP")),
        ("a 'performance density' of 5.92 or more", ("performance_density", "ge", 5.92, "TPP/mm2")),
        ("models of at least tens of billions of parameters",
         ("parameters", "ge", 1e10, "parameters")),
        ("trained at a compute cost that exceeds one hundred million dollars ($100,000,000)",
         ("training_cost", "gt", 1e8, "USD")),
        ("the cost of fine-tuning it exceeds $10 million", ("modification_cost", "gt", 1e7, "USD")),
        ("made by distilling a model at a compute cost exceeding $5,000,000",
         ("distillation_cost", "gt", 5e6, "USD")),
        ("a person that has spent over $100 million in compute costs in aggregate on training",
         ("cumulative_cost", "gt", 1e8, "USD")),
        ("annual gross revenues in excess of $500,000,000", ("revenue", "gt", 5e8, "USD")),
        ("a turnover equal to or above EUR 7,5 billion", ("revenue", "ge", 7.5e9, "EUR")),
        ("more than 10 000 registered business users", ("users", "gt", 10_000, "users")),
        ("the number of monthly active users is equal to or higher than 45 million",
         ("users", "ge", 45e6, "users")),
        ("a market share of at least 30 %", ("market_share", "ge", 30, "percent")),
        ("a person who owns 25 percent or more of the voting interests",
         ("ownership_share", "ge", 25, "percent")),
        ("the death of more than 50 people", ("casualties", "gt", 50, "persons")),
        ("at least one billion dollars in damage to property", ("damage", "ge", 1e9, "USD")),
        ("logic circuits at a node of 16/14 nanometers or less", ("other", "le", 16, "other")),
        ("circuits with 128 layers or more", ("other", "ge", 128, "other")),
        ("a business that has operated for less than 1 year", ("duration", "lt", 1, "years")),
        ("need not report if it has had no such activity for seven consecutive quarters",
         ("duration", "ge", 21, "months")),
        ("the same incident in at least three Member States", ("other", "ge", 3, "other")),
        ("an individual under the age of 18", ("other", "lt", 18, "years")),
        ("the threshold is set at 45 million monthly active users",
         ("users", "ge", 45e6, "users")),
    ],
)  # fmt: skip
def test_each_quantity_is_told(text: str, expected: tuple[str, str, float, str]) -> None:
    (found,) = said(text)
    assert found[:2] + found[3:] == expected[:2] + expected[3:]
    assert found[2] == pytest.approx(expected[2], rel=1e-9)


@pytest.mark.parametrize(
    "text",
    [
        "A violation is subject to a civil penalty of not more than $10,000.",
        "shall be fined up to EUR 35 000 000 or, if higher, up to 7 % of its turnover",
        "the maximum amount of fines shall be 6 % of the annual turnover",
        "imprisonment for not more than five years",
        "shall keep the logs for a period of at least six months",
        "the report is due at least 30 days before the hearing",
        "a committee of no more than 25 members",
        "confirmed by at least two natural persons",
        "signed by at least two persons who witnessed it",
        "one or more providers and at least one deployer",
        "shall report to Congress for three consecutive years",
        "a quorum of more than 50 percent of the members",
        "grants of not more than $5,000,000 to a laboratory",
        "as required under section 5 and over 15 U.S.C. 9401",
        "established under the law of a third country",
        "the amount is adjusted to the nearest one hundred dollars ($100)",
        "the update of fiscal year 2026, by more than before",
    ],
)
def test_what_only_looks_like_a_threshold_is_none(text: str) -> None:
    assert said(text) == []


def test_coordinated_values_are_each_one_and_joined() -> None:
    text = "a TPP of 2400 or more and less than 4800, or a performance density of 3.2 or more."
    found = thresholds(text)
    assert [(t.comparator, t.value, t.unit) for t in found] == [
        ("ge", 2400, "TPP"), ("lt", 4800, "TPP"), ("ge", 3.2, "TPP/mm2")]  # fmt: skip
    assert [t.joined for t in found] == ["", "and", "or"]


def test_and_or_between_thresholds_joins_by_or() -> None:
    text = "a turnover not exceeding EUR 50 million, and/or assets not exceeding EUR 43 million."
    assert [t.joined for t in thresholds(text)] == ["", "or"]


def test_a_second_value_takes_the_comparator_of_the_first() -> None:
    text = "capacity of at least 5 megawatts or 200 GB/s of networking"
    assert [(t.comparator, t.value) for t in thresholds(text)] == [("ge", 5), ("ge", 200)]


def test_a_range_is_two_bounds() -> None:
    assert [(c, v) for _, c, v, _ in said("between 50 and 250 employees")] == [
        ("ge", 50), ("le", 250)]  # fmt: skip


def test_items_of_a_list_are_joined_by_the_word_behind_the_last_but_one() -> None:
    found = thresholds(
        "An undertaking is large where it has:",
        "(a) a turnover of at least EUR 75 million;",
        "(b) more than 250 employees; or",
        "(c) at least 45 million monthly users.",
    )
    assert [t.joined for t in found] == ["", "or", "or"]


def test_the_lead_in_of_a_list_tells_what_the_items_count() -> None:
    found = said(
        "A parent is a person that holds interests in an entity of:", "(a) 50 percent or more;"
    )
    assert found == [("ownership_share", "ge", 50, "percent")]


def test_span_and_subject_are_the_words_themselves() -> None:
    text = (
        "a model, the cost of which exceeds one hundred million dollars ($100,000,000), is covered"
    )
    (found,) = thresholds(text)
    assert text[slice(*found.span)] == "exceeds one hundred million dollars ($100,000,000)"
    assert found.subject
    assert text[slice(*found.subject)] == "cost of which"


def test_a_line_break_inside_a_comparison_does_not_hide_it() -> None:
    assert said("computing power greater\nthan 10^26 floating-point\noperations") == [
        ("training_compute", "gt", 1e26, "FLOP")]  # fmt: skip


def test_a_recovered_exponent_is_marked_as_inferred() -> None:
    (found,) = thresholds("greater than 1026 integer or floating-point operations")
    assert found.value == 1e26
    assert found.inferred


@given(
    st.sampled_from(["more than {}", "at least {}", "{} or less", "less than {}"]),
    st.integers(min_value=20, max_value=10**9),
    st.sampled_from(["employees", "dollars", "Gbit/s", "TPP", "users", "percent of the shares"]),
)
def test_what_is_found_can_be_derived_from_its_quote(words: str, value: int, unit: str) -> None:
    text = f"An entity with {words.format(f'{value:,} {unit}')} is covered."
    (found,) = thresholds(text)
    quote = text[slice(*found.span)]
    assert found.value == value
    assert derivable(found, quote)


@pytest.mark.parametrize("quote", ["greater than 10^25 operations", "at least 10^26 operations",
                                   "greater than 10^26 parameters", ""])  # fmt: skip
def test_another_value_comparator_or_unit_is_not_derivable(quote: str) -> None:
    threshold = Threshold(span=(0, 1), rule="", quantity="training_compute", comparator="gt",
                          value=1e26, unit="FLOP")  # fmt: skip
    assert not derivable(threshold, quote)
    assert derivable(threshold, "greater than 10^26 operations")


@given(st.text(alphabet="at least more than 0123456789%,.$()^ or\n", max_size=120))
def test_any_text_is_read_without_failing(text: str) -> None:
    for found in thresholds("x " + text):
        assert found.span[0] < found.span[1]
