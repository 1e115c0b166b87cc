"""Numbers of legal texts: every notation that laws use for one value gives that value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.quantities.measures import measures
from kg.text.quantities.numbers import numbers
from kg.text.quantities.numerals import ONES, SCALES, TENS


def values(text: str, **options: bool) -> list[float]:
    return [number.value for number in numbers(text, **options)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10^25", 1e25),
        ("10^{25}", 1e25),
        ("10**25", 1e25),
        ("10²⁶", 1e26),
        ("10<sup>26</sup>", 1e26),
        ("10⁻³", 1e-3),
        ("1e26", 1e26),
        ("10^(25)", 1e25),
        ("10(^25)", 1e25),
        ("10 ²⁶", 1e26),
        ("10 <sup>26</sup>", 1e26),
        ("ten septillion", 1e25),
        ("100 quadrillion", 1e17),
        ("3 x 10^24", 3e24),
        ("2.5 × 10^25", 2.5e25),
        ("three times 10^25", 3e25),
        ("ten to the power of 26", 1e26),
        ("10 to the power of 26", 1e26),
        ("10 to the 26th power", 1e26),
        ("ten to the twenty-sixth power", 1e26),
        ("2.5 × 10 25", 2.5e25),
        ("10 000", 10_000),
        ("10\u00a0000", 10_000),
        ("4,800", 4_800),
        ("1.000.000", 1e6),
        ("7,5 billion", 7.5e9),
        ("0,125", 0.125),
        ("12B", 12e9),
        ("$35m", 35e6),
        ("EUR 3 mn", 3e6),
        ("five hundred million", 5e8),
        ("one hundred and fifty", 150),
        ("twenty-five", 25),
        ("a hundred thousand", 1e5),
        ("half a million", 5e5),
        ("tens of billions", 1e10),
        ("hundreds of thousands", 1e5),
        ("one-third", 1 / 3),
        ("two-thirds", 2 / 3),
        ("2/3", 2 / 3),
        ("16/14 nanometers", 16),
        ("10º26", 1e26),
        ("5 x 10-6", 5e-6),
        ("2 x 1012", 2e12),
        ("10 −4", 1e-4),
        ("5 lakh", 5e5),
        ("500 crore", 5e9),
        ("2,50,00,000", 25_000_000),
    ],
)
def test_each_notation_gives_its_value(text: str, value: float) -> None:
    (found,) = values(f"exceeds {text} in total")
    assert found == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize("text", ["seven (7) days", "30 (thirty) days", "thirty (30) days"])
def test_a_number_in_words_and_figures_is_one(text: str) -> None:
    assert len(numbers(text)) == 1


def test_an_amount_in_words_and_figures_is_one_measure() -> None:
    (measure,) = measures("five hundred million dollars ($500,000,000)")
    assert (measure.value, measure.unit) == (5e8, "USD")


@pytest.mark.parametrize(
    "text",
    [
        "a quantity greater than 1025 floating-point operations",
        "measured in floating point operations is greater than 1025",
        "more than 10 25 operations",
        "more than 10(25) operations",
    ],
)
def test_a_flattened_power_is_recovered_near_operations_on_either_side(text: str) -> None:
    (number,) = numbers(text)
    assert number.value == 1e25
    assert number.inferred


@pytest.mark.parametrize(
    "text",
    [
        "operations under Regulation (EU) No 1025/2012",
        "operations under Regulation (EU) 2019/1020",
        "operations under Article 1025",
        "the 1025 pages of the annex",
        "operations on 10 250 machines",
        "a person named in section 10(25) or in rule 10 (20) of the code",
    ],
)
def test_no_power_is_made_of_other_figures(text: str) -> None:
    assert all(value < 1e18 for value in values(text))


@pytest.mark.parametrize(
    "text",
    ["software under 2B009 or 3E001", "item 3A001.b.2 of the list", "models of level ASL-3",
     "100 N/cm 2"],
)  # fmt: skip
def test_codes_names_and_lost_squares_are_no_numbers(text: str) -> None:
    assert values(text) in ([], [100])


@pytest.mark.parametrize(
    ("text", "value"),
    [("a field of 8T or more", 8), ("at 153K (-120 °C)", 153), ("a force of 5 MN", 5),
     ("used by 10K people", 10_000), ("a 70B model", 70e9), ("paid $3B", 3e9)],
)  # fmt: skip
def test_a_letter_is_a_scale_only_before_a_noun_or_behind_money(text: str, value: float) -> None:
    assert values(text)[0] == value


def test_the_mark_of_an_entry_is_no_number() -> None:
    assert values("more than: (1) 50 units; or (2) 70 units") == [50, 70]


def test_a_power_in_signs_of_a_formula_is_no_money() -> None:
    (measure,) = measures("more than $10^{26}$ operations")
    assert (measure.value, measure.unit) == (1e26, "FLOP")


def test_two_numbers_joined_by_and_stay_two() -> None:
    assert values("between two and three members") == [2, 3]


def test_a_cited_number_is_none() -> None:
    assert values("Article 6 and § 12 and paragraph 3 apply") == []


@given(st.integers(min_value=1000, max_value=10**15), st.sampled_from([",", " ", "\u00a0"]))
def test_grouped_figures_mean_what_plain_ones_do(value: int, mark: str) -> None:
    (found,) = values(f"exceeds {value:,}".replace(",", mark) + " units")
    assert found == value


@given(st.integers(min_value=18, max_value=29), st.integers(min_value=1, max_value=9))
def test_all_notations_of_a_power_agree(exponent: int, factor: int) -> None:
    raised = str(exponent).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    forms = [f"{factor} x 10^{exponent}", f"{factor} × 10**{exponent}", f"{factor} x 10{raised}",
             f"{factor}e{exponent}", f"{factor} × 10 {exponent}"]  # fmt: skip
    assert {values(f"exceeds {form} FLOP")[0] for form in forms} == {float(f"{factor}e{exponent}")}


@given(st.integers(min_value=1, max_value=999), st.sampled_from(sorted(SCALES)[1:]))
def test_a_spelled_number_is_what_its_figures_are(value: int, scale: str) -> None:
    words = _spell(value)
    (found,) = values(f"exceeds {words} {scale} dollars")
    assert found == pytest.approx(value * SCALES[scale], rel=1e-14)


@given(st.text(max_size=80))
def test_any_text_is_read_without_failing_and_spans_hold_digits_or_words(text: str) -> None:
    for number in numbers(text):
        assert 0 <= number.start < number.end <= len(text)


def _spell(value: int) -> str:
    """Spell a number below a thousand, as drafters do."""
    names = {n: word for word, n in (ONES | TENS).items()}
    hundreds, rest = divmod(value, 100)
    words = [f"{names[hundreds]} hundred"] if hundreds else []
    if rest in names and rest:
        words.append(names[rest])
    elif rest:
        words.append(f"{names[rest - rest % 10]}-{names[rest % 10]}")
    return " ".join(words)
