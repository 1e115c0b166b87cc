"""Lists that one comparator leads into: in one sentence, over blocks, with asides and glosses."""

import pytest

from kg.document import Block, Document, Kind
from kg.text.annotations import Threshold
from kg.text.passage import Passage, sentences
from kg.text.quantities import lists
from kg.text.quantities.derive import derivable
from kg.text.quantities.thresholds import find

FLOP, USD, EUR = "FLOP", "USD", "EUR"


def thresholds(*texts: str) -> list[Threshold]:
    """Return the thresholds of a lead-in and the entries of its list, each a block."""
    whole, blocks = "", []
    for text in texts:
        lead, kind = (0, Kind.ITEM) if blocks else (None, Kind.PARAGRAPH)
        blocks.append(Block(len(whole), len(whole) + len(text), kind, lead=lead))
        whole += text + "\n"
    document = Document(
        name="law", title="law", text=whole, blocks=tuple(blocks), location="law.txt", sha256=""
    )
    passages = (
        Passage(document=document, block=b, text=t, start=b.start, sentences=sentences(t))
        for b, t in zip(blocks, texts, strict=True)
    )
    return [t for p in passages for t in find(p) if isinstance(t, Threshold)]


def said(*texts: str) -> list[tuple[str, str, float, str]]:
    return [(t.quantity, t.comparator, t.value, t.unit) for t in thresholds(*texts)]


LISTS = [
    ("a system trained using computing power greater than:",
     "(1) 10^25 operations; or", "(2) 10^24 operations, if trained on data of biology;",
     [("training_compute", "gt", 1e25, FLOP), ("training_compute", "gt", 1e24, FLOP)]),
    ("a system trained with computing power that meets or exceeds any of the following:",
     "(A) 10^26 integer operations; or", "(B) in the case of a narrow system, 10^23 operations.",
     [("training_compute", "ge", 1e26, FLOP), ("training_compute", "ge", 1e23, FLOP)]),
    ("a person that has, individually or in aggregate, more than—",
     "(i) 50 percent of its revenue; or", "(ii) 50 percent of its capital expenditure;",
     [("revenue", "gt", 50, "percent"), ("other", "gt", 50, "percent")]),
    ("an undertaking with a turnover of at least the following amounts:",
     "(a) EUR 5 million for a small one;", "(b) approximately EUR 50 million for another.",
     [("revenue", "ge", 5e6, EUR), ("revenue", "ge", 5e7, EUR)]),
    ("interests of not more than either of the following:",
     "a) 5 percent of the voting shares;", "b) 10 percent of the capital.",
     [("ownership_share", "le", 5, "percent"), ("ownership_share", "le", 10, "percent")]),
    ("an entity that exceeds at least two of the following three criteria:",
     "(a) a net turnover of EUR 40 000 000;", "(b) an average number of 250 employees.",
     [("revenue", "gt", 4e7, EUR), ("other", "gt", 250, "persons")]),
    ("the following thresholds apply:",
     "(a) 10^25 FLOP of training compute;", "(b) 45 million monthly active users.",
     [("training_compute", "ge", 1e25, FLOP), ("users", "ge", 45e6, "users")]),
    ("circuits with a total processing performance of at least:",
     "(1) 4800; or", "(2) 2400, where they are made for a data centre.",
     [("total_processing_performance", "ge", 4800, "TPP"),
      ("total_processing_performance", "ge", 2400, "TPP")]),
]  # fmt: skip


@pytest.mark.parametrize(("lead", "first", "second", "expected"), LISTS)
def test_a_comparator_holds_for_each_entry_that_it_leads_into(
    lead: str, first: str, second: str, expected: list[tuple[str, str, float, str]]
) -> None:
    assert said(f"{lead} {first} {second}") == expected
    assert said(lead, first, second) == expected


def test_the_span_in_a_block_of_its_own_is_the_amount() -> None:
    lead, entry = "computing power greater than:", "(1) 10^25 operations; or"
    (found,) = thresholds(lead, entry)
    at = len(lead) + 1
    assert entry[found.span[0] - at : found.span[1] - at] == "10^25 operations"
    assert found.subject is None or found.subject[0] >= at


def test_the_sentence_of_a_listed_amount_gives_its_value_again() -> None:
    text = "computing power greater than: (1) 10^25 operations; or (2) 10^24 operations."
    first, second = thresholds(text)
    assert second.rule == "threshold.listed"
    assert second.joined == "or"
    assert derivable(first, text)
    assert derivable(second, text)
    assert not derivable(second, "10^24 operations")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a stock below (i) 20 million wafers for sales in 2031; or (ii) 30 million wafers for "
         "later sales", [20e6, 30e6]),
        ("compute of no less than (i) 10^26 FLOP or (ii), for biology, 10^23 FLOP", [1e26, 1e23]),
        ("more than: (a) in the case of a bank, 25 percent of the shares; (b) in any other case, "
         "50 percent of the shares", [25, 50]),
        ("compute greater than 10^26 operations, or, for models of biology, 10^23 operations",
         [1e26, 1e23]),
    ],
)  # fmt: skip
def test_marks_and_asides_do_not_part_comparator_and_number(text: str, values: list[float]) -> None:
    assert [value for _, _, value, _ in said(text)] == values


def test_an_entry_with_a_comparator_of_its_own_keeps_it() -> None:
    text = "a cost of more than: (1) $5,000,000; (2) not more than $100; or (3) $7,000,000."
    assert [sign for _, sign, _, _ in said(text)] == ["gt", "le", "gt"]


@pytest.mark.parametrize(
    "texts",
    [
        ("The report shall hold at least one of the following:", "(a) 50 chips;", "(b) 70 GPUs."),
        ("a fine not exceeding:", "(a) $1,000 at first;", "(b) $5,000 thereafter."),
        ("not later than: (1) 30 days after notice; (2) 60 days after a hearing",),
        ("The body consists of not more than: (a) 12 members; (b) 3 observers.",),
        ("The operator shall name:", "(1) 50 sites;", "(2) 70 plants."),
        ("mixtures with at least one of the following chemicals constitute 30 goods",),
    ],
)
def test_lists_that_bound_no_reach_give_none(texts: tuple[str, ...]) -> None:
    assert said(*texts) == []


@pytest.mark.parametrize(
    ("before", "opens"),
    [("than: (1) ", True), ("than: **(i)** ", True), ("than: a) ", True), ("than (b)(2) ", True),
     ("than: 3. ", True), ("a firm of ", False), ("than (see annex) 5 and ", False)],
)  # fmt: skip
def test_an_entry_opens_with_its_mark(before: str, opens: bool) -> None:
    text = f"{before}10^25 operations"
    assert (lists.entry(text, len(before)) is not None) is opens
