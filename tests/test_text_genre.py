"""Texts are told apart by what they do: bind, promise, or argue and report."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.document import Block, Document
from kg.text.genre import Genre, genre, is_binding, weights

BILL = """A BILL
To require reports on large computing clusters, and for other purposes.
Be it enacted by the Senate and House of Representatives in Congress assembled,
SECTION 1. SHORT TITLE.
This Act may be cited as the "Cluster Reporting Act".
SEC. 2. REPORTS.
(a) In general.--The Secretary shall issue regulations under this section.
(b) Definitions.--In this Act, the term "cluster" means a set of machines."""

RECITALS = """(12) The notion of an AI model in this Regulation should be clearly defined and should
be aligned with the work of international organisations.
(13) Member States should ensure that the rules of this Regulation do not affect research, and the
notion of deployer referred to in Directive (EU) 2019/790 should be read broadly."""

ORDER = """By the authority vested in me as President, it is hereby ordered:
Section 1. Policy. We will lead. Our country needs it, and we should not wait.
Sec. 2. Reports. (a) Within 90 days of the date of this order, the Secretary of Commerce shall
report to the President, pursuant to section 5 of this order."""

RULE = """§ 900.12 Records.
(a) Each exporter shall keep the records described in paragraph (b) of this section.
(b) The term record means any document referred to in 15 CFR part 762.
Authority: 50 U.S.C. 4801-4852."""

PLEDGE = """The signatories commit to publish a safety framework. This pledge is voluntary.
Organisations should assess the risks of their models, and should report what they find.
The undersigned undertake to share their results. These commitments may change."""

CODE = """Code of Conduct for developers
Developers should test their models before release. Organizations should invest in security.
This code is voluntary guidance, and organizations should apply it step by step."""

SIGNED_CODE = """Measure 1.1 Documentation
Signatories will keep documents on each model, within the meaning of Article 53 of Regulation (EU)
2024/1689. Signatories commit to update them in accordance with Measure 1.2, pursuant to Article 55.
Measure 1.2 Signatories may, where referred to in paragraph 2, ask the AI Office."""

CONTROL_LIST = """9A123 Widgets as follows (see List of Items Controlled).
License Requirements
Reason for Control: NS, AT
Related Controls: See ECCNs 9D123 and 9E123 for software.
a. Widgets having a 'widget rate' of 48 or more;
Note 1 to 9A123.a: 9A123.a does not apply to widgets specified in 9A124.
Technical Note: For purposes of 9A123, 'widget rate' is the number of turns a second."""

COLUMN = """Congress should not rush. A ban would hurt the very companies that we rely on, and it
wouldn't slow anyone else. Critics argue that this is a race. But what would we gain?
It's hard to see how such rules could work."""

NEWS = """The ministry said on Tuesday that it would review the chip rules. Analysts told reporters
that sales could fall. "We are disappointed," a spokesman for the company said last week."""

NEWS_OF_A_LAW = """Lawmakers passed the bill on Friday, and the governor is expected to sign it.
Under the measure, developers must report incidents. Critics said that the rules could slow
startups, according to a statement. Experts warned last month that enforcement would be hard."""


def document(text: str) -> Document:
    return Document(name="x", title="x", text=text, blocks=(Block(0, len(text)),), location="x",
                    sha256="")  # fmt: skip


NEWS_OF_A_CODE = """Acme has refused to sign the Code of Practice, a voluntary framework.
"The market is going the wrong way," wrote Jane Roe of Acme in a post on Friday. "This Code brings a
number of doubts for developers." The code of practice asks firms to report on their tools. Some
officials said that they would wait. Others argued that the rest of the industry had signed."""


@pytest.mark.parametrize(
    "text",
    [BILL, RECITALS, ORDER, RULE, CONTROL_LIST],
    ids=["bill", "recitals", "order", "rule", "control list"],
)
def test_laws_bind(text: str) -> None:
    assert genre(document(text)) is Genre.LAW
    assert is_binding(document(text))


@pytest.mark.parametrize("text", [PLEDGE, CODE, SIGNED_CODE], ids=["pledge", "code", "signed code"])
def test_promises_and_codes_are_voluntary(text: str) -> None:
    assert genre(document(text)) is Genre.VOLUNTARY
    assert not is_binding(document(text))


@pytest.mark.parametrize(
    "text", [COLUMN, NEWS, NEWS_OF_A_LAW, NEWS_OF_A_CODE], ids=["column", "news", "law", "code"]
)
def test_columns_and_news_are_articles(text: str) -> None:
    assert genre(document(text)) is Genre.ARTICLE
    assert not is_binding(document(text))


def test_a_text_without_a_sign_is_an_article() -> None:
    assert genre(document("")) is Genre.ARTICLE


@given(st.sampled_from([BILL, RECITALS, ORDER, RULE, PLEDGE, COLUMN, NEWS]), st.integers(1, 40))
def test_the_length_of_a_text_does_not_change_its_genre(text: str, times: int) -> None:
    assert genre(document("\n".join([text] * times))) is genre(document(text))


@given(st.text(max_size=300))
def test_any_text_has_a_genre_and_no_sign_weighs_below_nothing(text: str) -> None:
    assert genre(document(text)) in Genre
    assert min(weights(text).values()) >= 0
