"""Derivation afresh: what a quote says must give the modality, the value and the day again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.annotations import Day, Norm, Threshold
from kg.text.quantities.derive import derivable, modality

OBLIGATION, PROHIBITION, PERMISSION = "obligation", "prohibition", "permission"

TRIGGERS = [
    ("shall", OBLIGATION),
    ("must", OBLIGATION),
    ("should", OBLIGATION),
    ("is required to", OBLIGATION),
    ("are to", OBLIGATION),
    ("has to", OBLIGATION),
    ("may be required to", OBLIGATION),
    ("undertake to", OBLIGATION),
    ("affirm their commitment to", OBLIGATION),
    ("hereby direct", OBLIGATION),
    ("has a duty to", OBLIGATION),
    ("shall not", PROHIBITION),
    ("may not", PROHIBITION),
    ("must, in any event, not", PROHIBITION),
    ("commit not to", PROHIBITION),
    ("is prohibited from", PROHIBITION),
    ("shall be barred from", PROHIBITION),
    ("is not permitted to", PROHIBITION),
    ("it is unlawful", PROHIBITION),
    ("need not", PERMISSION),
    ("is not required to", PERMISSION),
    ("shall not be obliged to", PERMISSION),
    ("will not, however, have to", PERMISSION),
    ("is not prohibited from", PERMISSION),
    ("may", PERMISSION),
    ("may only", PERMISSION),
    ("can", PERMISSION),
    ("is entitled to", PERMISSION),
    ("shall have the right to", PERMISSION),
]


def norm(trigger: str, says: str) -> Norm:
    return Norm(span=(0, 90), rule="", trigger=(0, len(trigger)), modality=says)


@pytest.mark.parametrize(("trigger", "says"), TRIGGERS)
@pytest.mark.parametrize("claimed", [OBLIGATION, PROHIBITION, PERMISSION])
def test_a_modality_stands_only_where_its_trigger_says_it(
    trigger: str, says: str, claimed: str
) -> None:
    assert derivable(norm(trigger, claimed), trigger) is (says == claimed)
    assert derivable(norm(trigger, claimed), f"The provider {trigger}") is (says == claimed)


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("No person may", PROHIBITION),
        ("(a) No U.S. person, nor anybody for it, may", PROHIBITION),
        ("Neither the agency nor its staff shall", PROHIBITION),
        ("In no case shall", PROHIBITION),
        ("No operator shall be required to", PERMISSION),
        ("No later than 30 days after the sale, the seller shall", OBLIGATION),
        ("No licence is required, but the exporter must", OBLIGATION),
        ("If no answer is given, the applicant may", PERMISSION),
        ("Under Regulation (EU) No 1025/2012, the Commission shall", OBLIGATION),
    ],
)
def test_a_negation_in_the_subject_turns_the_trigger(sentence: str, says: str) -> None:
    trigger = sentence[sentence.rfind(" shall" if " shall" in sentence else " m") + 1 :]
    for claimed in (OBLIGATION, PROHIBITION, PERMISSION):
        assert derivable(norm(trigger, claimed), sentence) is (says == claimed)


@pytest.mark.parametrize("words", ["", "the provider", "maybe", "1 January 2027"])
def test_unknown_words_say_nothing(words: str) -> None:
    assert modality(words) == ""
    assert not derivable(norm(words, OBLIGATION), words)


def test_a_threshold_whose_unit_stands_elsewhere_follows_from_its_sentence() -> None:
    found = Threshold(span=(0, 1), rule="", quantity="users", comparator="gt", value=7e6,
                      unit="users")  # fmt: skip
    sentence = "It has more than 7 million but fewer than 34 million active users."
    assert derivable(found, sentence)
    assert not derivable(found, "more than 7 million")
    assert not derivable(found, sentence.replace("more than", "at least"))


def test_a_day_follows_from_its_sentence() -> None:
    found = Day(span=(0, 1), rule="", iso="2027", role="deadline")
    assert derivable(found, "The plan shall be ready by 2027.")
    assert not derivable(found, "The plan shall be ready by 2028.")


@given(st.text(alphabet="no may shall not be required,.(a) ", max_size=60), st.integers(0, 40))
def test_any_quote_is_judged_without_failing(quote: str, length: int) -> None:
    said = [c for c in (OBLIGATION, PROHIBITION, PERMISSION)
            if derivable(norm("x" * length, c), quote)]  # fmt: skip
    assert len(said) <= 1
