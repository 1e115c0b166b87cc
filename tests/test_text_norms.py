"""Norms: what binds, whom, and what only looks as if it did. The sentences are the tests' own."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.document import Block, Document, Kind
from kg.text.annotations import Day, Norm
from kg.text.deontic import norms, scorer
from kg.text.passage import Passage, sentences


def passage(text: str, *, binding: bool = True, kind: Kind = Kind.PARAGRAPH) -> Passage:
    block = Block(0, len(text), kind)
    document = Document(
        name="t", title="", text=text, blocks=(block,), location="t.txt", sha256="0" * 64
    )
    made = Passage(document=document, block=block, text=text, start=0, binding=binding)
    made.sentences = sentences(text)
    return made


def read(text: str, *, binding: bool = True) -> list[tuple[str, str, str | None]]:
    """Return trigger, modality and bearer of each norm, as text."""
    at = passage(text, binding=binding)
    found = [a for a in norms.find(at) if isinstance(a, Norm)]
    return [
        (at.quote(n.trigger), n.modality, at.quote(n.bearer) if n.bearer else None) for n in found
    ]


OBLIGED = [
    ("The operator shall keep a log.", "shall", "The operator"),
    ("Operators must notify the agency of each incident.", "must", "Operators"),
    ("A carrier is required to report losses.", "is required to", "A carrier"),
    ("The ministries are to strengthen supervision.", "are to", "The ministries"),
    ("Any person who misstates a fact shall be subject to a fine.", "shall", "Any person"),
    ("The penalties shall be effective, proportionate and dissuasive.", "shall", "The penalties"),
    ("It is the duty of the operator to report losses.", "It is the duty of", "the operator"),
    ("The lab will provide further answers within ten days.", "will", "The lab"),
    ("I hereby direct the Secretary of Energy to test it.", "hereby direct",
     "the Secretary of Energy"),
    ("An RVEU will need to file a notice.", "will need to", "An RVEU"),
    ("The exporter will have to return the license.", "will have to", "The exporter"),
    ("RVEUs will be subject to the caps in paragraph 6.", "will be subject to", "RVEUs"),
    ("The site must be located in a listed country.", "must", "The site"),
    ("CALLS ON the ministry to propose a law.", "CALLS ON", "the ministry"),
    ("Instructs its President to forward the text.", "Instructs", "its President"),
    ("The minister hereby directs all agencies to comply.", "hereby directs", "all agencies"),
    ("The board is hereby authorized and directed to issue rules.",
     "is hereby authorized and directed to", "The board"),
    ("The vendor is responsible for ensuring that logs are kept.", "is responsible for",
     "The vendor"),
    ("A firm is under a duty to report.", "is under a duty to", "A firm"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "bearer"), OBLIGED)
def test_obligations(text: str, trigger: str, bearer: str) -> None:
    assert read(text) == [(trigger, "obligation", bearer)]


FORBIDDEN = [
    ("A lab shall not release the weights.", "shall not", "A lab"),
    ("A lab shall not, without consent, release the weights.", "shall not", "A lab"),
    ("A lab must knowingly not mislead anyone.", "must knowingly not", "A lab"),
    ("Exporters may not split a shipment.", "may not", "Exporters"),
    ("No operator may train it without notice.", "may", "No operator"),
    ("Brokers are prohibited from reselling the chips.", "are prohibited from", "Brokers"),
    ("It shall be unlawful for any person to resell a chip.", "It shall be unlawful",
     "any person"),
    ("The sale of such chips is prohibited.", "is prohibited", None),
    ("In no case shall the system be used on minors.", "shall", None),
    ("The agency is not permitted to publish secrets.", "is not permitted to", "The agency"),
    ("Transfers within the country are not permitted under this license.", "are not permitted",
     None),
    ("Not more than 10 percent of the shares may be held by a foreign person.", "may",
     "a foreign person"),
    ("No more than two seats may be held by a firm.", "may", "a firm"),
    ("The term may not exceed one year.", "may not", "The term"),
    ("Nor may they lend it.", "may", "they"),
    ("Nor may an exporter ship it.", "may", "an exporter"),
    ("No further shipment may be made.", "may", None),
    ("It is not permissible for a firm to sell it.", "It is not permissible", "a firm"),
    ("It shall not be lawful for a firm to sell it.", "It shall not be lawful", "a firm"),
    ("A bank cannot withdraw the form.", "cannot", "A bank"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "bearer"), FORBIDDEN)
def test_prohibitions(text: str, trigger: str, bearer: str | None) -> None:
    assert read(text) == [(trigger, "prohibition", bearer)]


ALLOWED = [
    ("The board may extend the term.", "may", "The board"),
    ("The copy may be redacted only if secrets need it.", "may", None),
    ("Users have the right to complain.", "have the right to", "Users"),
    ("The minister shall have the power to inspect premises.", "shall have the power to",
     "The minister"),
    ("The agency is empowered to amend the annex.", "is empowered to", "The agency"),
    ("Small firms need not file the form.", "need not", "Small firms"),
    ("Firms shall not be required to disclose code.", "shall not be required to", "Firms"),
    ("No person is required to disclose a secret.", "is required to", "No person"),
    ("If it needs more time, the applicant can request an extension.", "can", "the applicant"),
    ("The firm can rebut this presumption.", "can", "The firm"),
    ("Appeals can be filed with the court.", "can", None),
    ("The court may or may not hold a hearing.", "may", "The court"),
    ("A broker is authorised to sell it.", "is authorised to", "A broker"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "bearer"), ALLOWED)
def test_permissions(text: str, trigger: str, bearer: str | None) -> None:
    assert read(text) == [(trigger, "permission", bearer)]


@pytest.mark.parametrize(
    "text",
    [
        "This Act shall be known as the Compute Act.",
        "This Act may be cited as the Compute Act.",
        "The term “lab” shall mean a person who trains models.",
        "This rule shall enter into force on 1 May 2027.",
        "Chapter II shall take effect in May.",
        "Nothing in this Act shall limit a court.",
        "This part shall not be construed to limit a court.",
        "Such a model shall be considered to be covered.",
        "A model shall be presumed to be covered above that value.",
        "Paragraph 2 shall not apply to research.",
        "The duty in subsection (b) shall apply to every lab.",
        "This section shall not prevent a state from acting.",
        "The following paragraph shall be inserted: ‘Labs keep logs.’",
        "The purpose of this Act is to protect the public.",
        "It shall apply from 2 May 2027.",
        "Chapters I and II shall apply from 2 May 2027.",
        "These measures are to take effect in May.",
        "References to the old rule shall be read in accordance with the annex.",
        "Exporters are to be considered as users.",
        "The Basic Act on Data shall be amended as follows.",
    ],
)
def test_what_only_declares_is_no_norm(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Serious risks may arise from such models.",
        "The rule covers chips that may be used in weapons.",
        "The report states how the lab will fulfil its duties.",
        "The annex lists the grounds on which a licence may be refused.",
        "The agency sets such terms as it may deem fit.",
        "The list covers other topics as shall be determined.",
        "Where laws provide that permits shall be obtained, this part is silent.",
        "Labs should consider the public.",
        "There is a need to act, and the system can infer goals.",
        "Results in May are what a firm can expect.",
        "The lab will receive questions from the agency.",
        "There need not be a written request.",
        "Small firms may not have the means to test.",
        "It may not be possible to trace a fault.",
        "The agency's practice is to use short forms.",
        "The agency asks such labs as the Director and the Secretary may deem fit.",
        "We will overcome this peril.",
        "OEE will notify the party.",
        "The form asks for data that is not required to be filed.",
        "The rule covers chips if the items are or may be intended for weapons.",
        "Since further changes are to be made, a new text is issued.",
        "While the office may engage with a firm, it is also possible that it is silent.",
        "A re-export occurs if, during transit, a form has to be lodged.",
        "The firm will cease to be a listed designer.",
        "Chips can be used in weapons.",
        "The bank cannot foresee the harm.",
        "Directs trade to the East.",
        "State laws are responsible for requiring firms to move.",
        "This is required in order to train a model.",
    ],
)
def test_what_can_happen_and_what_is_advice_is_no_norm(text: str) -> None:
    assert read(text) == []


def test_headings_have_none() -> None:
    at = passage("What an operator must do", kind=Kind.HEADING)
    assert list(norms.find(at)) == []


RECITALS = [
    ("Systems may be used in many fields.", 0),
    ("They may harm the rights of workers.", 0),
    ("Providers should test them.", 0),
    ("The Commission may adopt guidelines.", 1),
]


@pytest.mark.parametrize(("text", "count"), RECITALS)
def test_in_a_recital_only_somebody_who_is_named_has_a_permission(text: str, count: int) -> None:
    assert len(list(norms.find(passage(text, kind=Kind.RECITAL)))) == count


BEARERS = [
    ("In addition to the duties in Articles 5 and 6, providers of large models shall test them.",
     "providers of large models"),
    ("Within 90 days of the date of this order, the Secretary of Energy shall report.",
     "the Secretary of Energy"),
    ("The Secretary, in consultation with the Secretary of State, and, as appropriate, the heads "
     "of other agencies, shall issue rules.", "The Secretary"),
    ("Each year, the agency shall report.", "the agency"),
    ("Where a model poses a risk the importer must withdraw it.", "the importer"),
    ("A lab that meets the condition in Article 5(1), point (a), may object.", "A lab"),
    ("Labs established in other countries shall name an agent.", "Labs"),
    ("Importers, distributors, and resellers of chips shall keep records.",
     "Importers, distributors, and resellers of chips"),
    ("Any model that the vendor offers must carry a label.", "Any model"),
    ("If the file is lost, it shall restore it.", "it"),
    ("Labs that are banks subject to rules on control, plans or methods under other law shall "
     "keep logs.", "Labs"),
    ("The Under Secretary for Industry\nshall keep the list.",
     "The Under Secretary for Industry"),
    ("(a) IN GENERAL.—The Director shall report.", "The Director"),
    ("12 A person who runs a system must keep logs.", "A person"),
    ("Fines are to be set by the competent authorities.", "the competent authorities"),
    ("Records shall be filed in line with rules issued by the agency.", None),
    ("The plan shall be accompanied by a summary.", None),
    ("Samples shall be kept for use by the agency.", None),
    ("Records shall be sent to labs by the agency.", "the agency"),
    ("Transfers are not permitted unless approved by the agency.", None),
    ("A permit shall be required for the export of chips.", None),
    ("A permit is required for exports of chips.", None),
    ("Regard shall be had to the gravity of the harm.", None),
    ("Fees shall be based on the value of the goods.", None),
    ("Labels must not be removed, altered or hidden by any firm.", "any firm"),
    ("Non-compliance with any of the duties shall be subject to a fine.",
     "Non-compliance with any of the duties"),
    ("The Director of the Federal Permitting Council shall report.",
     "The Director of the Federal Permitting Council"),
    ("The Council on Rural Quality shall report.", "The Council on Rural Quality"),
    ("Within 9 days, the Director, in consultation with the Secretary of Y; the Chair; and heads "
     "of agencies that the Director deems fit, shall report.", "the Director"),
    ("In May, the Board, in consultation with the Chair, the Clerk, and other experts, shall act.",
     "the Board"),
    ("The vendor of a kit and the party that sells parts, tools, or plans that are used with kits "
     "shall, by contract, set terms.", "The vendor of a kit and the party"),
    ("The “lead fabricator” must report.", "The “lead fabricator”"),
    ("Records go to the “fabricator,” which the “fabricator” must file.", "the “fabricator”"),
    ("Firms below the $5 cap shall report.", "Firms"),
    ("Such plans: (i) must hold a date.", "Such plans"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "bearer"), BEARERS)
def test_bearers(text: str, bearer: str | None) -> None:
    ((_, _, found),) = read(text)
    assert found == bearer


def test_a_second_verb_with_its_own_modal_is_a_second_norm_of_the_same_bearer() -> None:
    text = "The lab shall test the model and may publish the result, but must not sell it."
    assert read(text) == [
        ("shall", "obligation", "The lab"),
        ("may", "permission", "The lab"),
        ("must not", "prohibition", "The lab"),
    ]
    at = passage(text)
    first = next(a for a in norms.find(at) if isinstance(a, Norm))
    assert at.quote(first.span) == "The lab shall test the model"


def test_a_comma_joins_verbs_too() -> None:
    text = "They must not sell the file, must not lend it, and must not lose it."
    assert read(text) == [("must not", "prohibition", "They")] * 3


def test_a_second_verb_without_a_modal_is_none() -> None:
    assert len(read("The lab shall test the model and publish the result.")) == 1


def test_a_second_clause_has_its_own_bearer() -> None:
    text = "The lab shall file a plan, and the agency shall review it."
    assert [bearer for _, _, bearer in read(text)] == ["The lab", "the agency"]


def test_relative_clauses_with_a_modal_are_norms_of_what_they_qualify() -> None:
    text = "The lab shall keep a file of tests, which shall list each fault."
    assert [bearer for _, _, bearer in read(text)] == ["The lab", "a file of tests"]
    text = "The agency shall set the forms that importers must use."
    assert [bearer for _, _, bearer in read(text)] == ["The agency", "importers"]


def test_what_a_rule_is_to_lay_down_is_a_norm_and_what_it_may_is_none() -> None:
    text = "The Director shall set the process by which the board, on request, shall approve it."
    assert [bearer for _, _, bearer in read(text)] == ["The Director", "the board"]
    text = "The Director shall set the terms under which the board may approve it."
    assert [bearer for _, _, bearer in read(text)] == ["The Director"]
    text = "The rule has a requirement that no share may be sold."
    assert read(text) == [("may", "prohibition", None)]


def test_a_verb_of_promise_after_a_modal_ends_no_clause() -> None:
    at = passage("The lab shall agree to a date before the sale.")
    (norm,) = norms.find(at)
    assert at.quote(norm.span) == "The lab shall agree to a date before the sale"


def test_a_clause_keeps_the_parenthesis_at_its_end() -> None:
    text = "The lab shall file the form in paragraph (2)(b), and the agency shall read it (all)."
    at = passage(text)
    assert [at.quote(n.span) for n in norms.find(at)] == [
        "The lab shall file the form in paragraph (2)(b)",
        "the agency shall read it (all)",
    ]


@pytest.mark.parametrize("mark", [":", "—", ", at a minimum:"])
def test_a_lead_in_is_one_norm_and_ends_before_its_mark(mark: str) -> None:
    at = passage(f"The operator shall{mark}")
    (norm,) = [a for a in norms.find(at) if isinstance(a, Norm)]
    assert at.quote(norm.span) == f"The operator shall{mark}".rstrip(":—")


def test_should_and_promises_bind_only_in_texts_that_do_not() -> None:
    text = "Signatories commit to share tests. They should publish them. We commit not to hide any."
    assert [n[:2] for n in read(text, binding=False)] == [
        ("commit to", "obligation"),
        ("should", "obligation"),
        ("commit not to", "prohibition"),
    ]
    assert read(text) == []


def test_an_article_has_the_norms_that_it_reports_and_not_its_own_advice() -> None:
    text = (
        "Analysts said the market could change. Companies must wake up, critics said. "
        "The new law requires large labs to report incidents. Under the Act, labs must keep logs."
    )
    assert read(text, binding=False) == [
        ("requires", "obligation", "large labs"),
        ("must", "obligation", "labs"),
    ]


def test_an_article_reports_what_authorities_order_and_what_controls_allow() -> None:
    text = (
        "Last week the ministry reportedly instructed local firms to buy less. "
        "These were not changed in the export controls, and the maker is still allowed to sell it."
    )
    assert read(text, binding=False) == [
        ("instructed", "obligation", "local firms"),
        ("is still allowed to", "permission", "the maker"),
    ]


REPORTS = [
    ("Before making a model — or a new edition — available to others, the developer must publish "
     "a report.", [("must", "obligation", "the developer")]),
    ("A startup that trains a large model must file these reports.",
     [("must", "obligation", "A startup")]),
    ("Small labs are subject only to the reporting rules.",
     [("are subject only to", "obligation", "Small labs")]),
    ("A list of foreign firms that cannot get chips without a licence.",
     [("cannot", "prohibition", "foreign firms")]),
    ("This is why ACM — a lab — cannot sell it without a US permit.",
     [("cannot", "prohibition", "ACM")]),
    ("Under the bill, labs would have to get a permit and would be barred from selling it.",
     [("would have to", "obligation", "labs"), ("would be barred from", "prohibition", "labs")]),
    ("The order required labs to report.", [("required", "obligation", "labs")]),
    ("The firm must keep up with its rivals.", []),
    ("Companies must adapt to the market.", []),
    ("We must obtain a broader view.", []),
    ("Labs cannot know the future.", []),
    ("Investors are subject to losses.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), REPORTS)
def test_what_an_article_says_of_a_duty(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(f"Critics said that it could change. {text}", binding=False) == expected


PROMISES = [
    ("Signatories will have confirmed the plan by May.", ["Signatories"]),
    ("The Framework will contain a plan.", ["The Framework"]),
    ("Further, such estimates will be supported by reasons.", [None]),
    ("This policy will evolve.", []),
    ("Models will become cheaper.", []),
]


@pytest.mark.parametrize(("text", "expected"), PROMISES)
def test_a_promise_binds_its_makers_through_their_documents(
    text: str, expected: list[str | None]
) -> None:
    text = f"Signatories commit to this Code. {text}"
    assert [bearer for _, _, bearer in read(text, binding=False)][1:] == expected


def test_an_item_of_a_list_has_the_bearer_of_its_lead_in() -> None:
    lead = "The board shall require that a firm that sells chips in bulk, even by post—"
    item = "(1) shall keep a log."
    text = f"{lead}\n{item}"
    blocks = (
        Block(0, len(lead), Kind.PARAGRAPH),
        Block(len(lead) + 1, len(text), Kind.ITEM, lead=0),
    )
    document = Document(
        name="t", title="", text=text, blocks=blocks, location="t.txt", sha256="0" * 64
    )
    at = Passage(document=document, block=blocks[1], text=item, start=blocks[1].start)
    at.sentences = sentences(item)
    (norm,) = [a for a in norms.find(at) if isinstance(a, Norm)]
    assert norm.bearer is not None
    assert at.quote(norm.bearer) == "a firm"


def test_the_conjunction_before_the_next_item_is_no_part_of_a_norm() -> None:
    at = passage("The lab shall file the form; and")
    (norm,) = [a for a in norms.find(at) if isinstance(a, Norm)]
    assert at.quote(norm.span) == "The lab shall file the form"


def test_only_a_duty_of_nobody_who_can_act_may_be_doubtful() -> None:
    def rules(text: str, *, scored: bool) -> list[str]:
        return [n.rule for n in norms.find(passage(text), scored=scored)]

    vague = "Applications shall be based on an average of the values of the most recent year."
    assert rules(vague, scored=True) == ["norm.shall.doubtful"]
    assert rules(vague, scored=False) == ["norm.shall"]
    for clear in ("The operator shall keep a log.", "A permit may be granted."):
        assert rules(clear, scored=True) == rules(clear, scored=False)


@given(st.text(max_size=80), st.dictionaries(st.sampled_from(["head", "verb"]), st.text()))
def test_the_scorer_gives_a_probability_for_anything(clause: str, seen: dict[str, str]) -> None:
    assert 0 <= scorer.probability(clause, seen) <= 1


def test_the_scorer_tells_a_duty_of_somebody_from_a_description() -> None:
    def score(text: str) -> float:
        found = next(norms.candidates(passage(text)))
        return scorer.probability(text[slice(*found.span)], found.features())

    assert score("Member States shall notify the Commission of those measures.") > 0.8
    assert score("The amount shall be expressed as a share of the total.") < 0.3


def test_condition_and_deadline() -> None:
    text = "If a fault is found, the operator shall, within 5 days, report it."
    at = passage(text)
    begin = text.index("within")
    at.found.append(Day(span=(begin, begin + 13), rule="t", iso="P5D", role="deadline"))
    (norm,) = [a for a in norms.find(at) if isinstance(a, Norm)]
    assert norm.condition is not None
    assert at.quote(norm.condition) == "If a fault is found"
    assert norm.deadline == (begin, begin + 13)
    at = passage("The operator may sell it unless the agency objects.")
    (norm,) = [a for a in norms.find(at) if isinstance(a, Norm)]
    assert norm.condition is not None
    assert at.quote(norm.condition) == "unless the agency objects"


CONDITIONS = [
    ("A lab may publish a model that is built upon another model, including a copy.", None),
    ("The lab shall give access upon request, in a safe form.", "upon request"),
    ("Upon a reasoned request, the lab shall give access.", "Upon a reasoned request"),
    ("A lab that errs shall be subject to the penalties of the port.", None),
    ("The plan shall be carried out subject to the availability of funds.",
     "subject to the availability of funds"),
    ("Logs shall be shared with officers no less often than once per quarter.", None),
    ("On or before January 1, 2027, and annually thereafter, the port shall issue rules.", None),
    ("Not later than 1 year after the date of this Act, the port shall issue rules.", None),
    ("A lab shall, upon a reasoned request by the port, give it all that is needed to "
     "demonstrate the safety of the boat.", "upon a reasoned request by the port"),
    ("Where rights are involved, those rights must not be infringed.", "Where rights are involved"),
    ("The port shall, if necessary, amend the list.", "if necessary"),
    ("A lab shall list its parts (except as the port allows), by name.",
     "except as the port allows"),
    ("A lab shall tell the port before it is sold, lent, or moved.",
     "before it is sold, lent, or moved"),
    ("In such a case, it shall inform the port.", "In such a case"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), CONDITIONS)
def test_a_condition_is_a_whole_phrase_and_no_time_or_duty(text: str, words: str | None) -> None:
    at = passage(text)
    (norm,) = [a for a in norms.find(at) if isinstance(a, Norm)]
    assert (at.quote(norm.condition) if norm.condition else None) == words


def test_what_measures_a_threshold_binds_nobody() -> None:
    assert read("(A) The compute threshold that a model shall exceed to be considered large.") == []
    assert len(read("A model shall meet the limits to be sold.")) == 1


def test_candidates_name_what_speaks_against_them() -> None:
    at = passage("This Act shall be known as the Compute Act. Risks may arise. Labs shall test.")
    assert [c.against for c in norms.candidates(at)] == ["declares", "epistemic", ""]
    features = next(norms.candidates(at)).features()
    assert (features["trigger"], features["verb"]) == ("shall", "known")


WORDS = st.sampled_from(
    "the a lab agency provider that which who and or , ; : — ( ) shall may must not be filed by "
    "within where if no it they of in consultation with . to Commission as such nor".split()
)


@settings(deadline=None)
@given(st.lists(WORDS, max_size=40), st.booleans())
def test_spans_hold_together_on_any_text(parts: list[str], binding: bool) -> None:
    text = " ".join(parts)
    at = passage(text, binding=binding)
    for norm in norms.find(at):
        assert isinstance(norm, Norm)
        assert norm.span[0] <= norm.trigger[0] < norm.trigger[1] <= norm.span[1] <= len(text)
        assert not re.match(r"\s|.*\s$", at.quote(norm.trigger))
        if norm.bearer:
            assert at.quote(norm.bearer).strip() == at.quote(norm.bearer) != ""


@given(st.sampled_from(["A lab", "The agency", "Any person", "Providers of models"]),
       st.sampled_from(["shall", "must"]), st.sampled_from([" ", "\n", "  "]))  # fmt: skip
def test_line_breaks_do_not_matter(bearer: str, modal: str, gap: str) -> None:
    text = f"{bearer}{gap}{modal}{gap}not{gap}sell it."
    assert [(" ".join(t.split()), m, b) for t, m, b in read(text)] == [
        (f"{modal} not", "prohibition", bearer)
    ]
