"""Explanations: conditions in plain words, every value with its source, what is missing."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pyoxigraph as ox
import pytest

from kg import KnowledgeGraph
from kg.errors import BadQuery, UnknownName
from kg.law import telling
from kg.law.conditions import All, Any, Compare, Exists, Has, Not, Step
from kg.law.coverage import coverage
from kg.law.explanation import Explanation, Part
from kg.law.provisions import load
from kg.law.transfer import RULES
from kg.law.values import Value
from kg.law.words import Words, interval
from kg.names import NAMESPACES, rdf, term

TODAY = date(2026, 11, 1)
CLEARANCE = re.compile(
    r"\b(cleared|clearance|complian\w*|legal|lawful|permitted|allowed|safe|exempt from)\b", re.I
)
"""Words that would make of a silence of this model a statement about the law."""


# ---------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("provision", "words"),
    [
        ("eu-ai-act.art51-2",
         "classified as general-purpose AI model and training compute over 1e25 FLOP"),
        ("us-ca-sb53.large",
         "annual revenue over 5e8 USD and classified as frontier developer"),
        ("us-ca-sb53.frontier-developer",
         "a model that it developed is classified as frontier model"),
        ("us-ca-sb1047.covered-ii",
         "base model is classified as covered model and compute cost of fine-tuning over 1e7 USD "
         "and fine-tuning compute at least 3e25 FLOP"),
        ("us-ear-3a090.c-licence-destination",
         "item is classified as item of ECCN 3A090.c and (destination is Macao or destination is "
         "in Country Group D:5)"),
    ],
)  # fmt: skip
def test_a_condition_reads_as_a_phrase(graph: KnowledgeGraph, provision: str, words: str) -> None:
    found = load(graph.engine)[NAMESPACES["regime"] + provision].condition
    assert found is not None
    assert Words(graph.engine).condition(found) == words


def path(*names: str) -> tuple[Step, ...]:
    return tuple(Step(term(n.removeprefix("^")), n.startswith("^")) for n in names)


@pytest.mark.parametrize(
    ("test", "words"),
    [
        (Compare(path("trainingCompute"), ">=", 1e26, unit=NAMESPACES["unit"] + "FLOP"),
         "training compute at least 1e26 FLOP"),
        (Compare(path("developedBy", "annualRevenue"), "<", 5e8, unit=NAMESPACES["unit"] + "USD"),
         "annual revenue of its developer under 5e8 USD"),
        (Compare(path("releasedOrModifiedOn"), ">=", date(2022, 1, 1).toordinal(), is_day=True),
         "released or modified on or after 2022-01-01"),
        (Compare(path("placedOnEuMarketOn"), "<", date(2025, 8, 2).toordinal(), is_day=True),
         "placed on the Union market before 2025-08-02"),
        (Has(path("developedBy", "headquarters", "within"), (NAMESPACES["place"] + "EU",)),
         "headquarters of its developer is within European Union"),
        (Has(path("placedOnEuMarket"), ("true",)), "placed on the Union market"),
        (Has(path("placedOnEuMarket"), ("false",)), "not placed on the Union market"),
        (Has(path("licence", "openSource"), ("true",)), "licence: open source"),
        (Exists(path("developedBy", "headquarters")), "there is a headquarters of its developer"),
        (Has(path("outputModality"), ("text",)), "output modality includes text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_test_reads_as_a_phrase(
    graph: KnowledgeGraph, test: Compare | Has | Exists, words: str
) -> None:
    assert Words(graph.engine).test(test) == words


def test_branches_read_in_a_fixed_order(graph: KnowledgeGraph) -> None:
    one, two = Has(path("infringed"), ("true",)), Has(path("generative"), ("true",))
    words = Words(graph.engine)
    assert words.condition(All((one, two))) == words.condition(All((two, one)))
    assert words.condition(All((Any((one, two)), Not(one)))) == (
        "(generative or infringed) and not (infringed)"
    )


def test_bounds_read_as_people_say_them() -> None:
    assert interval(3.8e25 / 3, 3.8e25 * 3) == "1.27e25 to 1.14e26"
    assert (interval(5e8, None), interval(None, 1e26)) == ("at least 5e8", "at most 1e26")


# ---------------------------------------------------------------- explanations


def parts(part: Part | None) -> Iterator[Part]:
    """Yield the tests of a condition."""
    if part is None:
        return
    for inner in part.parts:
        yield from parts(inner)
    if not part.parts:
        yield part


def all_parts(told: Explanation) -> Iterator[Part]:
    yield from parts(told.condition)
    for exemption in told.exemptions:
        yield from parts(exemption.condition)
    for below in told.depends_on:
        yield from all_parts(below)


def sourced(engine: ox.Store, value: Value) -> None:
    """Hold a value against the store: its statements stand in their revision's graph."""
    if value.basis != "fact":
        assert value.basis in ("inferred", "assumed", "provision", "vocabulary")
        assert value.why, value
        return
    assert value.evidence, value
    for evidence in value.evidence:
        revision = ox.NamedNode(evidence.statement.rpartition("#")[0])
        said = engine.quads_for_pattern(ox.NamedNode(evidence.statement), None, None, revision)
        assert {q.predicate.value for q in said} >= {rdf("rdf:object"), rdf("rdf:subject")}
        assert evidence.source
        assert evidence.edition
        assert evidence.place.startswith(("row ", "characters "))


def test_what_applies_is_explained_down_to_the_row(graph: KnowledgeGraph) -> None:
    told = graph.explain("Llama 3.1 405B", "eu-ai-act.art51-2", as_of=TODAY)
    assert (told.outcome, told.probability, told.missing) == ("applies", 1.0, ())
    assert told.citation == "Art. 51(2)"
    compute = next(p for p in parts(told.condition) if p.words == "training compute over 1e25 FLOP")
    (value,) = compute.values
    assert (compute.verdict, value.words, value.basis) == ("yes", "3.8e25 FLOP", "fact")
    assert value.low == pytest.approx(3.8e25 / 3)
    assert value.high == pytest.approx(3.8e25 * 3)
    assert value.estimator == "Epoch AI"
    (evidence,) = value.evidence
    assert evidence.verbatim == "3.80e25"
    assert evidence.cites.startswith("Epoch AI, notable AI models")
    sourced(graph.engine, value)
    assert any("floating-point operations (Art 3(67))" in rule for rule in told.counting_rules)
    (below,) = [d for d in told.depends_on if d.provision == "eu-gpai-guidelines.indicative-gpai"]
    assert (below.outcome, below.depends_on, below.coverage) == ("applies", (), None)
    decisive = [d for d in told.dates if d.decides]
    assert {d.on for d in decisive} == {date(2025, 8, 2)}


def test_what_is_open_says_what_would_settle_it(graph: KnowledgeGraph) -> None:
    told = graph.explain("deepseek-v4-pro", "eu-ai-act.art51-2", as_of=TODAY)
    assert told.outcome == "undetermined"
    assert told.probability == pytest.approx(0.49, abs=0.02)
    (missing,) = told.missing
    assert missing.startswith("training compute: what is known of it (9.7e23 to 9.7e25)")
    open_ones = [p for p in parts(told.condition) if p.verdict == "not known"]
    assert [p.words for p in open_ones] == ["training compute over 1e25 FLOP"]
    assert open_ones[0].settled_by == (
        "a value of training compute, or bounds, wholly on one side of 1e25 FLOP"
    )


@pytest.mark.parametrize(
    ("day", "state", "because"),
    [
        (date(2025, 1, 12), "not made yet", "2025-01-13"),
        (date(2025, 1, 13), "in force, not applying yet", "2025-05-15"),
        (date(2025, 5, 13), "on the books, not enforced", "2025-05-13"),
        (date(2025, 5, 15), "on the books, not enforced", "2025-05-13"),
        (TODAY, "on the books, not enforced", "2025-05-13"),
    ],
)
def test_a_day_on_which_it_does_not_apply_is_the_reason(
    graph: KnowledgeGraph, day: date, state: str, because: str
) -> None:
    told = graph.explain("Grok 4", "4E091", as_of=day)
    assert (told.outcome, told.probability) == ("does not apply", 0.0)
    assert told.state == state
    assert told.because.startswith(state)
    assert because in told.because


def test_readings_exemptions_and_gaps_of_the_law_are_told(graph: KnowledgeGraph) -> None:
    told = graph.explain("Grok 4", "us-bis-ai-diffusion.4E091", as_of=date(2025, 5, 14))
    (other,) = told.alternatives
    assert other.words == "training compute over 1e26 FLOP"
    assert other.verdict == "not known"
    assert {e.verdict for e in told.exemptions} == {"open"}
    aia = next(e for e in told.exemptions if "AIA" in e.label)
    assert (aia.condition, aia.remark) == (
        None,
        "its condition is tested on a transfer: see kg transfer",
    )
    assert any("describe 4E091 as enforced" in text for text in told.contested)
    assert any("synthetic data" in rule for rule in told.counting_rules)
    assert told.not_modelled
    assert told.effects[0].startswith("licence requirement: licence to all destinations")
    released = next(d for d in told.dates if "released" in d.words)
    assert not released.past, "Grok 4 was not there yet"


def test_assumptions_are_told_as_such(graph: KnowledgeGraph) -> None:
    told = graph.explain(
        "deepseek-v4-pro", "eu-ai-act.art51-2", as_of=TODAY,
        assume=["deepseek-v4-pro trainingCompute 2e25..3e25"],
    )  # fmt: skip
    assert told.outcome == "applies"
    values = [v for p in all_parts(told) for v in p.values if v.property == "training compute"]
    assert values
    assert {(v.basis, v.why) for v in values} == {("assumed", "assumed for this answer")}


@pytest.mark.parametrize(
    ("thing", "provision"),
    [
        ("Llama 3.1 405B", "eu-ai-act.art54"),
        ("Composer 2", "eu-gpai-guidelines.one-third"),
        ("Meta", "us-ca-sb53.large"),
        ("Anthropic", "us-ny-raise.large"),
        ("h200", "us-ear-3a090.b"),
        ("Grok 4", "us-bis-ai-diffusion.4E091"),
    ],
)
def test_every_value_names_its_source(graph: KnowledgeGraph, thing: str, provision: str) -> None:
    told = graph.explain(thing, provision, as_of=TODAY)
    found = [value for part in all_parts(told) for value in part.values]
    assert found
    for value in found:
        sourced(graph.engine, value)
    for part in all_parts(told):
        if part.verdict == "not known":
            assert part.missing
            assert part.settled_by


def test_an_explanation_is_the_same_on_a_store_built_anew(
    graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = KnowledgeGraph.open(tmp_path_factory.mktemp("anew") / "store")
    for asked in (("Llama 3.1 405B", "eu-ai-act.art53"), ("h200", "us-ear-3a090.a")):
        one, two = (telling.text(g.explain(*asked, as_of=TODAY)) for g in (graph, other))
        assert one == two


def test_a_short_explanation_as_text(graph: KnowledgeGraph) -> None:
    told = graph.explain("Grok 4", "us-eo-14409.s3", as_of=date(2026, 7, 1))
    head, _, rest = telling.text(replace(told, known_at=date(2026, 11, 24))).partition(
        "\n\nDates\n"
    )
    assert (
        head
        == """\
Grok 4: Voluntary access before release (EO 14409 (covered frontier models), s. 3; us-eo-14409.s3)
On 2026-07-01, as known on 2026-11-24: does not apply
because: made, not in force yet: it enters into force on 2026-08-04
state on the day: made, not in force yet; it enters into force on 2026-08-04

Condition
  [not known] classified as covered frontier model
    no value is known

Effect
  permission: developer may ask whether a model is covered, give government access for up to 30 days
    before release to other trusted partners, and help choose those partners

Limits
  No mandatory licensing, preclearance or permitting is authorised (s.3(c))"""
    )
    assert "\n  2026-08-04 applies from (after the day asked for) (this decides)\n" in rest
    end = " ".join(rest.split())
    assert "That this provision was not found to apply says nothing about other" in end
    assert told.coverage
    assert end.endswith(told.coverage.line())


def test_markdown_is_an_outline_that_no_value_can_break(graph: KnowledgeGraph) -> None:
    told = graph.explain("Llama 3.1 405B", "eu-ai-act.art51-2", as_of=TODAY)
    lines = telling.markdown(replace(told, thing="<script>*x*`y`</script>\n# head")).splitlines()
    assert lines[0].startswith("# &lt;script>\\*x\\*\\`y\\`&lt;/script> # head: Presumption")
    assert all(re.match(r"(#{1,2} |( {2})*- |$)", line) for line in lines)
    assert [line for line in lines if line.startswith("## ")] == [
        "## Condition", "## Counting rule", "## Effect", "## Dates", "## Rests on",
        "## Not modelled", "## Sources of the law", "## How far this reaches",
    ]  # fmt: skip


def test_json_is_the_record(graph: KnowledgeGraph) -> None:
    told = graph.explain("Llama 3.1 405B", "eu-ai-act.art51-2", as_of=TODAY)
    read = json.loads(telling.json_text(told))
    assert set(read) == set(Explanation.__slots__)
    assert (read["as_of"], read["outcome"]) == ("2026-11-01", "applies")
    assert "EU AI Act" in read["coverage"]["partly"]
    assert len(read["coverage"]["listed"]) > 30


# ---------------------------------------------------------------- coverage


def test_the_coverage_line_counts_what_the_regimes_say(graph: KnowledgeGraph) -> None:
    found = coverage(graph.engine)
    rows = graph.query(
        "SELECT ?c (COUNT(?r) AS ?n) { ?r a :Regime ; :coverage ?c } GROUP BY ?c"
    ).rows()
    counted = {str(r["c"]).rpartition("#")[2]: r["n"] for r in rows}
    assert len(found.modelled) == counted.get("Modelled", 0)
    assert len(found.partly) == counted["Partial"]
    assert len(found.listed) == counted["PointerOnly"]
    assert found.horizon == date(2026, 10, 9)
    assert found.newest_revision == max(r.issued for r in graph.sources())
    line = found.line()
    assert line.startswith("Coverage: of 69 regimes ")
    assert f"{len(found.listed)} only listed" in line
    assert "2026-10-09" in line


def test_no_silence_is_worded_as_clearance(graph: KnowledgeGraph) -> None:
    """Only the words of this program are looked at: laws may say "compliance" as they like."""
    asked = (
        ("Grok 4", "4E091"),
        ("deepseek-v4-pro", "eu-ai-act.art51-2"),
        ("Meta", "us-ca-sb53.large"),
        ("h20", "us-ear-3a090.a"),
        ("Llama 3.1 405B", "us-ca-sb1047.covered-i"),
    )
    for thing, provision in asked:
        told = graph.explain(thing, provision, as_of=TODAY)
        ours = replace(
            told, effects=(), limits=(), readings=(), contested=(), not_modelled=(), sources=(),
            counting_rules=(), alternatives=(), exemptions=(), dates=(), depends_on=(), deadline="",
        )  # fmt: skip
        for text in (telling.text(ours), telling.markdown(ours), told.because):
            assert not CLEARANCE.search(text), text
        if told.outcome != "applies":
            assert "says nothing about other provisions" in " ".join(telling.text(ours).split())


# ---------------------------------------------------------------- transfers


@pytest.mark.parametrize(
    ("day", "item", "outcome"),
    [
        (date(2026, 6, 11), "Claude Fable 5", "does not apply"),
        (date(2026, 6, 12), "Claude Fable 5", "applies"),
        (date(2026, 6, 27), "Claude Fable 5", "applies"),
        (date(2026, 7, 1), "Claude Fable 5", "does not apply"),
        (date(2026, 6, 12), "Claude Mythos 5", "applies"),
        (date(2026, 6, 27), "Claude Mythos 5", "undetermined"),
        (date(2026, 6, 12), "Claude Opus 4.8", "does not apply"),
    ],
)
def test_the_letter_of_june_2026(graph: KnowledgeGraph, day: date, item: str, outcome: str) -> None:
    answer = graph.transfer(item=item, form="API", destination="DE", as_of=day)
    letter = next(r for r in answer.rows() if r["provision"] == "us-bis-anthropic.licence")
    assert letter["outcome"] == outcome
    if outcome == "undetermined":
        assert letter["transfer_lacks"] == ["recipientIsListed"]


def test_an_exemption_for_listed_recipients_is_taken(graph: KnowledgeGraph) -> None:
    asked = {"item": "Claude Mythos 5", "form": "API", "destination": "DE"}
    day = date(2026, 6, 27)
    listed = graph.transfer(**asked, facts={"recipientIsListed": "true"}, as_of=day)
    others = graph.transfer(**asked, facts={"recipient is listed": "no"}, as_of=day)
    outcomes = [
        next(a.outcome for a in answer.assessments if a.provision.id == "us-bis-anthropic.licence")
        for answer in (listed, others)
    ]
    assert outcomes == ["does not apply", "applies"]


def test_weights_bring_in_the_rule_that_is_tested_on_the_model(graph: KnowledgeGraph) -> None:
    answer = graph.transfer(
        item="Grok 4", form="weights", destination="AE", as_of=date(2025, 5, 14)
    )
    row = next(r for r in answer.rows() if r["provision"] == "us-bis-ai-diffusion.4E091")
    assert (row["outcome"], row["tested_on"], row["model"]) == ("does not apply", "item", "Grok 4")
    assert "not enforced" in row["because"]
    by_api = graph.transfer(item="Grok 4", form="API", destination="AE", as_of=date(2025, 5, 14))
    assert "us-bis-ai-diffusion.4E091" not in {r["provision"] for r in by_api.rows()}


@pytest.mark.parametrize(
    ("item", "place", "end_user", "outcome"),
    [
        ("h100-sxm", "AE", "", "applies"),
        ("h100-sxm", "DE", "", "undetermined"),
        ("h100-sxm", "DE", "Mistral AI", "does not apply"),
        ("h100-sxm", "DE", "Alibaba", "applies"),
    ],
)
def test_a_chip_goes_by_destination_and_by_the_seat_of_its_user(
    graph: KnowledgeGraph, item: str, place: str, end_user: str, outcome: str
) -> None:
    answer = graph.transfer(item=item, destination=place, end_user=end_user, as_of=TODAY)
    found = {a.provision.id: a for a in answer.assessments}["us-ear-3a090.licence-destination"]
    assert found.outcome == outcome
    lacking = {a.provision.id: facts for a, facts in answer.untested}
    assert ("us-ear-3a090.licence-destination" in lacking) == (outcome == "undetermined")
    if outcome == "undetermined":
        assert lacking["us-ear-3a090.licence-destination"] == ("endUserSeat",)


def test_what_is_inferred_of_a_transfer_names_its_rule(graph: KnowledgeGraph) -> None:
    answer = graph.transfer(
        item="Claude Fable 5", form="API", destination="DE", end_user="Alibaba",
        as_of=date(2026, 6, 12),
    )  # fmt: skip
    (letter,) = [t for t in answer.explained() if t.provision == "us-bis-anthropic.licence"]
    test = next(p for p in parts(letter.condition) if "foreign person" in p.words)
    (value,) = test.values
    assert (value.basis, value.words) == ("inferred", "yes")
    assert RULES["foreign"] in value.why
    item = next(p for p in parts(letter.condition) if p.words.startswith("item is"))
    assert [(v.basis, v.why) for v in item.values] == [("assumed", "as asked")]


@pytest.mark.parametrize(
    ("asked", "error", "words"),
    [
        ({"item": "Grok 4", "destination": "Atlantis"}, UnknownName, "is called 'Atlantis'"),
        ({"item": "Grok 4", "destination": "AE", "form": "chip"}, BadQuery, "API or know-how"),
        ({"item": "h200", "destination": "AE", "form": "weights"}, BadQuery, "its form is chip"),
        ({"item": "Grok 4", "destination": "AE", "form": "wieghts"}, UnknownName, "mean weights"),
        ({"item": "Meta", "destination": "AE"}, UnknownName, "neither a model nor hardware"),
        ({"item": "Grok 4", "destination": "AE", "end_user": "Nobody Ltd"}, UnknownName, "Nobody"),
        ({"item": "Grok 4", "destination": "AE", "facts": {"listed": "true"}}, UnknownName,
         "recipientIsListed"),
        ({"item": "Grok 4", "destination": "AE", "facts": {"recipientIsListed": "maybe"}}, BadQuery,
         "neither true nor false"),
    ],
)  # fmt: skip
def test_a_transfer_that_makes_no_sense_is_refused(
    graph: KnowledgeGraph, asked: dict[str, str], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=re.escape(words)):
        graph.transfer(**asked, as_of=TODAY)  # type: ignore[arg-type]
