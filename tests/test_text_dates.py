"""Dates: calendar forms, deadlines that run from an event, roles, and what dates nothing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.document import Block, Document
from kg.text.annotations import Day
from kg.text.passage import Passage, sentences
from kg.text.quantities.dates import find
from kg.text.quantities.derive import derivable


def days(text: str) -> list[Day]:
    block = Block(0, len(text))
    document = Document(
        name="law", title="law", text=text, blocks=(block,), location="law.txt", sha256=""
    )
    passage = Passage(document=document, block=block, text=text, start=0, sentences=sentences(text))
    return [day for day in find(passage) if isinstance(day, Day)]


def isos(text: str) -> list[str]:
    return [day.iso for day in days(text)]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("on January 1, 2027,", "2027-01-01"),
        ("Beginning January 1, 2027, a developer shall", "2027-01-01"),
        ("from 2 August 2026", "2026-08-02"),
        ("the 1st day of July, 2027", "2027-07-01"),
        ("[Jan. 15, 2025]", "2025-01-15"),
        ("OJ L 138, 26.5.2016, p. 44", "2016-05-26"),
        ("filed 03/04/2026", "2026-03-04"),
        ("filed 13/04/2026", "2026-04-13"),
        ("dated 2025-12-11", "2025-12-11"),
        ("in May 2023", "2023-05"),
        ("due on April 15", "--04-15"),
        ("on 31 December of each year", "--12-31"),
        ("by the end of 2030", "2030"),
        ("signed the Executive Order in 2023", "2023"),
        ("within 90 days of this order", "P90D"),
        ("not later than 365 days after enactment", "P365D"),
        ("within two weeks", "P14D"),
        ("within seven (7) calendar days", "P7D"),
        ("within 72 hours", "PT72H"),
        ("within a period of three months from receipt", "P3M"),
        ("within a 30-day period after receipt", "P30D"),
        ("at the earliest six months after the decision", "P6M"),
        ("no later than 1 year after enactment", "P1Y"),
        ("at least 30 days before the hearing", "P30D"),
        ("on the twentieth day following its publication", "P20D"),
        ("within a month", "P1M"),
    ],
)
def test_each_form_gives_its_iso(text: str, iso: str) -> None:
    assert isos(text) == [iso]


@pytest.mark.parametrize(
    "text",
    [
        "The provider may keep 10 of them and may amend 2 others.",
        "shall retain the records for five years after the sale",
        "for a period of 10 years after the model was placed on the market",
        "shall report every two years and at least once every 6 months",
        "imprisonment for not more than 5 years",
        "within the 12 months preceding the request",
        "the Export Control Reform Act of 2018",
        "Regulation (EU) 2019/1020 and Directive 2000/31/EC",
        "appropriated for fiscal year 2026",
        "a child who is 16 years old",
        "on 31 February 2026",
        "the last two years",
    ],
)
def test_what_dates_nothing_is_left_out(text: str) -> None:
    assert isos(text) == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("This Act shall take effect on January 1, 2027.", "in_force"),
        ("It shall apply from 2 August 2026.", "in_force"),
        ("On and after January 1, 2027, a model shall", "in_force"),
        ("This Act takes effect 90 days after its enactment.", "in_force"),
        ("By 2 August 2025, each State shall designate", "deadline"),
        ("shall report on or before March 1, 2026", "deadline"),
        ("if no rule is adopted before January 1, 2027, then", "deadline"),
        ("shall notify the agency within 15 days", "deadline"),
        ("This section is operative until January 1, 2030.", "expiry"),
        ("This Act expires on May 1, 2029.", "expiry"),
        ("Before January 1, 2027, the term means the following", "expiry"),
        ("The measure expires 30 days after its notification.", "expiry"),
        ("models placed on the market before 2 August 2025", "other"),
        ("contracts that were signed on or after January 1, 2026 are covered", "other"),
        ("stock acquired by a U.S. person prior to January 2, 2025", "other"),
        ("a harm that occurs on or after January 1, 2026", "other"),
        ("the code shall be drawn up before 2 May 2025", "deadline"),
        ("the systems must have been registered before 2 May 2025", "deadline"),
        ("item 3A090 of the list as in effect on December 15, 2025", "other"),
        ("stocks were built up between the October 2022 rules and the later ones", "event"),
        ("may ask at the earliest six months after", "other"),
        ("Executive Order 14110 of October 30, 2023", "event"),
        ("signed on 13 June 2024", "event"),
    ],
)
def test_the_words_around_a_date_give_its_role(text: str, role: str) -> None:
    assert [day.role for day in days(text)] == [role]


def test_the_span_takes_within_in_and_not_the_event() -> None:
    text = "shall reply within 30 calendar days of receiving the request"
    (day,) = days(text)
    assert text[slice(*day.span)] == "within 30 calendar days"


def test_a_length_of_time_in_a_tale_is_no_deadline() -> None:
    text = "The ban came only one week after the release of the rules."
    block = Block(0, len(text))
    document = Document(
        name="essay", title="essay", text=text, blocks=(block,), location="essay.txt", sha256=""
    )
    tale = Passage(document=document, block=block, text=text, start=0, binding=False)
    assert list(find(tale)) == []


def test_a_year_said_once_dates_both_ends_of_a_range() -> None:
    assert isos("between January 1 and March 31, 2026") == ["2026-01-01", "2026-03-31"]


def test_a_date_over_a_line_break_is_one() -> None:
    assert isos("not later than January\n1, 2027") == ["2027-01-01"]


FORMS = ["{0:%B} {0.day}, {0.year}", "{0.day} {0:%B} {0.year}", "{0:%Y-%m-%d}",
         "{0.day}.{0.month}.{0.year}", "{0:%B} {0.day} {0.year}"]  # fmt: skip


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)), st.sampled_from(FORMS))
def test_every_day_is_read_in_every_form_and_derived_again(day: date, form: str) -> None:
    written = form.format(day)
    (found,) = days(f"It was published on {written}.")
    assert found.iso == day.isoformat()
    assert derivable(found, written)
    other = form.format(day + timedelta(days=1))
    assert not derivable(found, other)


@given(st.integers(min_value=2, max_value=999), st.sampled_from(["day", "month", "year", "hour"]))
def test_every_length_of_time_is_read_and_derived_again(count: int, unit: str) -> None:
    (found,) = days(f"shall answer within {count} {unit}s of the request")
    letter = "T" if unit == "hour" else ""
    assert found.iso == f"P{letter}{count}{unit[0].upper()}"
    assert derivable(found, f"within {count} {unit}s")
    assert not derivable(found, f"within {count + 1} {unit}s")


@given(st.text(alphabet="May Juneof 0123456789.,/-within days\n", max_size=120))
def test_any_text_is_read_without_failing(text: str) -> None:
    for day in days("x " + text):
        assert day.span[0] < day.span[1]
        assert day.iso
