"""What rules and arithmetic make of the facts: each rule both ways, and never against the facts."""

import re
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import decided
from kg import KnowledgeGraph, assets
from kg.errors import BadQuery
from kg.law.assess import Court
from kg.law.conditions import Step
from kg.law.derived import Interval, added, quotient, remaining
from kg.law.infer import inferred, world
from kg.law.provisions import load
from kg.law.rules import rules
from kg.law.world import Extra, Known, World
from kg.names import NAMESPACES, ONTOLOGY, rdf, term
from kg.triples import TYPE, node

DAY = date(2026, 11, 1)
PREFIXES = "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in NAMESPACES.items())
COMPUTE = "rdf:predicate :trainingCompute ; rdf:subject model:m ; "
M = "model:m a :Model ; "
API = M + ":weights :ApiAccess ; :status 'released' ; :developedBy actor:a ; "
SINCE = ":releaseDate '2025-09-01'^^xsd:date . "
BEFORE = ":releaseDate '2025-08-01'^^xsd:date . "
PARIS = "actor:a a :Company ; :headquarters place:FR . place:FR :within place:EU . "
OPEN = M + ":weights :RestrictedOpenWeights ; :licence licence:l ; :developedBy actor:a . "
COMPANY = "actor:a a :Company . "

CASES: dict[str, list[tuple[str, str]]] = {
    "accelerator-not-memory": [
        ("hardware:h a :Accelerator .", "hardware:h :highBandwidthMemory false"),
        ("hardware:h a :Hardware .", ""),
    ],
    "closed-weights-not-public": [
        (M + ":weights :HostedAccess .", "model:m :parametersAndArchitecturePublic false"),
        (M + ":weights :OpenWeights .", ""),
        (M + ":weights :UnknownAccess .", ""),
    ],
    "deploys-frontier": [
        (API + SINCE + f"model:m :domain 'Language' . fact:f {COMPUTE} :low 1.1e26 .",
         "actor:a :deploysFrontierModel true"),
        (API + SINCE + f"model:m :domain 'Language' . fact:f {COMPUTE} :low 1e26 .", ""),
        (API + SINCE + f"model:m :domain 'Games' . fact:f {COMPUTE} :low 1.1e26 .", ""),
        (M + ":weights :Unreleased ; :developedBy actor:a ; :domain 'Language' ; " + SINCE
         + f"fact:f {COMPUTE} :low 1.1e26 .", ""),
    ],
    "first-marketed": [
        ("hardware:h a :Accelerator ; " + SINCE,
         "hardware:h :firstMarketedOn '2025-09-01'^^xsd:date"),
        (M + SINCE, ""),
    ],
    "foundation-by-output": [
        (M + ":inputModality 'text', 'image' ; :outputModality 'text' .",
         "model:m :classifiedAs :FoundationModel"),
        (M + ":inputModality 'text' ; :outputModality 'image' .", ""),
        (M + ":inputModality 'text' ; :outputModality 'text' ; :domain 'Medicine' .", ""),
    ],
    "foundation-by-compute": [
        (M + f":modality 'text;multimodal' . fact:f {COMPUTE} :low 1.1e23 .",
         "model:m :classifiedAs :FoundationModel"),
        (M + f":domain 'Language' . fact:f {COMPUTE} :low 1e23 .", ""),
        (M + f":domain 'Vision' . fact:f {COMPUTE} :low 1e25 .", ""),
        (M + f":domain 'Language', 'Biology' . fact:f {COMPUTE} :low 1e25 .", ""),
    ],
    "home-offer-eu": [
        (API + BEFORE + PARIS, "model:m :placedOnEuMarket true"),
        (API + BEFORE + "actor:a a :Company ; :headquarters place:GB .", ""),
        (API + BEFORE + PARIS.replace(":Company", ":ResearchOrganisation"), ""),
    ],
    "image-generation": [
        (M + ":domain 'Image generation' .",
         "model:m :outputModality 'image' ; :generative true"),
        (M + ":modality 'text;image' .", ""),
        (M + ":domain 'Image generation' ; :outputModality 'text' .", ""),
    ],
    "language": [
        (M + ":modality 'text;multimodal;image' ; " + SINCE,
         "model:m :outputModality 'text' ; :inputModality 'text' ; :generative true"),
        (M + ":domain 'Language' .",
         "model:m :outputModality 'text' ; :inputModality 'text' ; :generative true"),
        (M + ":domain 'Language' ; :releaseDate '2019-12-31'^^xsd:date .", ""),
        (M + ":domain 'Language', 'Robotics' ; " + SINCE, ""),
        (M + ":modality 'multimodal' ; " + SINCE, ""),
    ],
    "licence-approved": [
        ("licence:l a :Licence ; :openSource true .", "licence:l :freeAndOpen true"),
        ("licence:l a :Licence .", ""),
    ],
    "licence-limited": [
        ("licence:l a :Licence ; :freeAndOpen false .", "licence:l :openSource false"),
        ("licence:l a :Licence ; :freeAndOpen true .", ""),
    ],
    "narrow-domain": [
        (M + ":domain 'Games' .", "model:m :outputModality 'moves of a game'"),
        (M + ":modality 'biology' ; :domain 'Biology' .",
         "model:m :outputModality 'biological sequences or structures'"),
        (M + ":domain 'Games', 'Language' .", ""),
        (M + ":modality 'text;biology' .", ""),
        (M + ":domain 'Vision' .", ""),
    ],
    "not-biological": [
        (M + ":domain 'Vision' .", "model:m :trainedMainlyOnBiologicalSequences false"),
        (M + ":modality 'in:text out:text' ; :inputModality 'text' ; :outputModality 'text' .",
         "model:m :trainedMainlyOnBiologicalSequences false"),
        (M + ":domain 'Language', 'Biology' .", ""),
        (M + ":modality 'text;biology' .", ""),
        (M + SINCE, ""),
    ],
    "not-public-california": [
        (M + ":weights :RestrictedProgramme .", "model:m :availableToCalifornians false"),
        (M + ":weights :ApiAccess .", ""),
    ],
    "open-weights-california": [
        (M + ":weights :DownloadableWeights .", "model:m :availableToCalifornians true"),
        (OPEN + "licence:l :onApplication true .", ""),
        (M + ":weights :OpenWeights ; :onApplication true .", ""),
        (M + ":weights :ClosedWeights .", ""),
    ],
    "open-weights-eu": [
        (OPEN + COMPANY, "model:m :placedOnEuMarket true"),
        (OPEN + COMPANY + "licence:l :leavesOut place:CN .", "model:m :placedOnEuMarket true"),
        (OPEN + COMPANY + "licence:l :leavesOut place:EU .", ""),
        (OPEN + COMPANY + "licence:l :onApplication true .", ""),
        (OPEN + "actor:a :parent actor:b . actor:b a :Company .", "model:m :placedOnEuMarket true"),
        (OPEN + "actor:a a :ResearchOrganisation .", ""),
    ],
    "open-weights-public": [
        (M + ":weights :NonCommercialWeights .", "model:m :parametersAndArchitecturePublic true"),
        (OPEN + "licence:l :onApplication true .", ""),
        (M + ":weights :ApiAccess .", ""),
    ],
    "original-compute-known": [
        (M + ":basedOn model:b . fact:f rdf:subject model:b ; rdf:predicate :trainingCompute ; "
         ":low 1e24 ; :high 1e25 .", "model:m :originalComputeUnknown false"),
        (M + ":basedOn model:b .", ""),
        (M + ":basedOn model:b, model:c . fact:f rdf:subject model:b ; "
         "rdf:predicate :trainingCompute ; :low 1e24 ; :high 1e25 .", ""),
    ],
    "seat-in-korea": [
        ("actor:a a :Developer ; :headquarters place:KR .",
         "actor:a :establishedOutsideKorea false"),
        ("actor:a a :Developer ; :headquarters place:US .", ""),
    ],
    "signatory-eu": [
        (API + SINCE + "actor:a :commitmentToCode 'signed_full' .",
         "model:m :placedOnEuMarket true"),
        (API + BEFORE + "actor:a :commitmentToCode 'signed_full' .", ""),
        (API + SINCE + "actor:a :commitmentToCode 'refused' .", ""),
        (M + ":weights :RestrictedProgramme ; :status 'released' ; :developedBy actor:a ; " + SINCE
         + "actor:a :commitmentToCode 'signed_full' .", ""),
    ],
    "stated-output": [
        (M + ":outputModality 'audio' .", "model:m :generative true"),
        (M + ":outputModality 'rankings' .", ""),
    ],
    "unreleased-eu": [
        (M + ":weights :Unreleased .", "model:m :placedOnEuMarket false"),
        (M + ":weights :RestrictedProgramme .", ""),
    ],
    "us-offer-california": [
        (API + SINCE + "actor:a :headquarters place:US-WA . place:US-WA :within place:US .",
         "model:m :availableToCalifornians true"),
        (API + SINCE + "actor:a :headquarters place:CN .", ""),
        (API.replace("released", "limited_preview") + SINCE + "actor:a :headquarters place:US .",
         ""),
    ],
}  # fmt: skip
"""For each rule: facts, and what it makes of them ("" for nothing)."""


def small(turtle: str) -> ox.Store:
    """Return a graph of a few facts."""
    store = ox.Store()
    store.load(
        (PREFIXES.replace("PREFIX", "@prefix").replace(">\n", "> .\n") + turtle).encode(),
        format=ox.RdfFormat.TURTLE,
    )
    return store


def texts(found: Extra) -> set[tuple[str, str, str]]:
    """Return values as subject, property and text."""
    return {(thing, prop, known.text) for (thing, prop), all_ in found.items() for known in all_}


def triples(turtle: str) -> set[tuple[str, str, str]]:
    """Return the triples of a Turtle text as subject, property and text."""
    quads = small(turtle + " ." if turtle else "").quads_for_pattern(None, None, None)
    return {(named(q.subject), q.predicate.value, named(q.object)) for q in quads}


def named(value: object) -> str:
    """Return the text of a term."""
    return str(getattr(value, "value", value))


# ---------------------------------------------------------------- rules


@pytest.mark.parametrize(
    ("name", "facts", "expected"),
    [(name, *case) for name, cases in CASES.items() for case in cases],
)
def test_a_rule_infers_what_it_says_and_no_more(name: str, facts: str, expected: str) -> None:
    rule = [r for r in rules() if r.name == name]
    assert texts(inferred(small(facts), by=rule)) == triples(expected)


def test_every_rule_is_tried_both_ways() -> None:
    assert set(CASES) == {rule.name for rule in rules()}
    for name, cases in CASES.items():
        assert {bool(expected) for _, expected in cases} == {True, False}, name


@pytest.mark.parametrize("path", assets.rule_files(), ids=lambda p: p.stem)
def test_a_rule_file_states_its_words_its_source_and_its_confidence(path: Path) -> None:
    rule = next(r for r in rules() if r.name == path.stem)
    assert re.fullmatch(r"[A-Z].{20,}\.", rule.words)
    assert len(rule.source) > 15
    assert rule.confidence in ("high", "likely")
    assert set(re.findall(r"^#\+ (\w+):", rule.text, re.MULTILINE)) <= {
        "rule", "source", "confidence", "note"
    }  # fmt: skip
    assert rule.words in rule.why
    assert rule.source in rule.why


def test_rules_build_properties_of_the_ontology(graph: KnowledgeGraph) -> None:
    built = {prop for _, prop in inferred(graph.engine)}
    kinds = [node(rdf(f"owl:{kind}Property")) for kind in ("Object", "Datatype")]
    defined = {
        named(q.subject)
        for kind in kinds
        for q in graph.engine.quads_for_pattern(None, TYPE, kind, ox.DefaultGraph())
    }
    assert len(built) > 12
    assert built <= defined


def test_the_order_of_rules_decides_nothing(graph: KnowledgeGraph) -> None:
    forwards = inferred(graph.engine)
    assert inferred(graph.engine, by=rules()[::-1]) == forwards
    assert list(inferred(graph.engine)) == list(forwards) == sorted(forwards)


def test_rules_that_contradict_each_other_leave_it_open() -> None:
    released = API + SINCE + PARIS
    functional = ":placedOnEuMarket a owl:FunctionalProperty . "
    found = inferred(small(functional + released + "model:m :weights :Unreleased ."))
    assert (NAMESPACES["model"] + "m", term("placedOnEuMarket")) not in found


HEADER = "#+ rule: Zebras are generative.\n#+ source: made up for a test\n#+ confidence: likely\n"


def add_rule(folder: Path, text: str, patch: pytest.MonkeyPatch) -> Path:
    """Let the folder of rules hold one rule more."""
    path = folder / "zebra.rq"
    path.write_text(text)
    files = [*assets.rule_files(), path]
    patch.setattr(assets, "rule_files", lambda: files)
    return path


def test_a_rule_is_one_new_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    zebra = small("model:zebra a :Model .")
    asked = (NAMESPACES["model"] + "zebra", term("generative"))
    assert asked not in inferred(zebra)
    add_rule(tmp_path, HEADER + "CONSTRUCT { ?model :generative true } "
             "WHERE { ?model a :Model FILTER(?model = model:zebra) }", monkeypatch)  # fmt: skip
    (value,) = inferred(zebra)[asked]
    assert value.why == "inferred (likely): Zebras are generative. Source: made up for a test"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("CONSTRUCT { ?model :generative true } WHERE { ?model a :Model }", "no '#+ rule:' line"),
        (HEADER.replace("#+ source: made up for a test\n", ""), "no '#+ source:' line"),
        (HEADER.replace("likely", "surely"), "'surely' is no confidence"),
        (HEADER + "SELECT * WHERE { ?model a :Model }", "no CONSTRUCT that begins with"),
        (HEADER + "CONSTRUCT { ?m :generative true } WHERE { ?m a :Model }", "named by a kind"),
        (HEADER + "CONSTRUCT { ?model :generative } WHERE { ?model a :Model }", "not SPARQL"),
    ],
)
def test_a_rule_that_lacks_something_is_named(
    text: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_rule(tmp_path, text, monkeypatch)
    with pytest.raises(BadQuery, match=re.escape(words)) as caught:
        inferred(small(""))
    assert "zebra" in str(caught.value)


@pytest.fixture(scope="module")
def with_demo(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    """Give the graph of what ships with the dataset of the demonstration."""
    graph = KnowledgeGraph.open(tmp_path_factory.mktemp("demo") / "store")
    (edition,) = (Path(assets.__file__).parent / "demo").glob("*.csv")
    graph.ingest(edition)
    return graph


def test_what_is_inferred_agrees_with_what_is_stated(with_demo: KnowledgeGraph) -> None:
    store = with_demo.engine
    alone, both = World(store, DAY), 0
    for (thing, prop), values in inferred(store).items():
        stated = {k.text for k in alone.values(thing, Step(prop))}
        if stated and prop != term("classifiedAs"):
            both += 1
            assert {k.text for k in values} <= stated, (thing, prop)
    assert both > 40


# ---------------------------------------------------------------- the world


def known(of: World, thing: str, prop: str) -> list[Known]:
    """Return what is known of a property of a model."""
    return of.values(NAMESPACES["model"] + thing, Step(term(prop)))


def test_a_stated_value_stands_before_an_inferred_one() -> None:
    store = small(M + ":weights :Unreleased ; :placedOnEuMarket true .")
    assert [k.text for k in known(world(store, DAY), "m", "placedOnEuMarket")] == ["true"]
    (value,) = inferred(store)[NAMESPACES["model"] + "m", term("placedOnEuMarket")]
    assert value.text == "false"


def test_classes_of_sources_and_of_rules_stand_together() -> None:
    store = small(M + ":classifiedAs :EpochFoundationModel ; :inputModality 'text' ; "
                  ":outputModality 'text' .")  # fmt: skip
    found = {k.text.removeprefix(ONTOLOGY) for k in known(world(store, DAY), "m", "classifiedAs")}
    assert found == {"EpochFoundationModel", "FoundationModel"}


def test_an_inferred_value_says_that_it_is_and_why(graph: KnowledgeGraph) -> None:
    (value,) = known(world(graph.engine, DAY), "llama-3.1-405b", "placedOnEuMarket")
    assert value.text == "true"
    assert value.why.startswith("inferred (likely): A model of a company, or of what a company")
    assert "Regulation (EU) 2024/1689" in value.why
    assert not value.fact


def test_the_modifier_of_an_open_model_is_a_provider(graph: KnowledgeGraph) -> None:
    court = decided.court(graph)
    rule = court.provisions[NAMESPACES["regime"] + "eu-gpai-guidelines.one-third"]
    found = {m: court.assess(rule, NAMESPACES["model"] + m).outcome.value
             for m in ("composer-2", "composer-2.5", "deepseek-r1", "gpt-4")}  # fmt: skip
    assert found == {"composer-2": "applies", "composer-2.5": "applies",
                     "deepseek-r1": "undetermined", "gpt-4": "undetermined"}  # fmt: skip


def test_models_of_biological_sequences_are_told_from_others(graph: KnowledgeGraph) -> None:
    here = world(graph.engine, DAY)
    mainly = {
        model: [k.text for k in known(here, model, "trainedMainlyOnBiologicalSequences")]
        for model in ("evo-2-40b", "esm3-98b", "galactica-120b", "grok-4", "alphafold-3")
    }
    assert mainly == {"evo-2-40b": ["true"], "esm3-98b": ["true"], "galactica-120b": ["false"],
                      "grok-4": ["false"], "alphafold-3": []}  # fmt: skip


def test_a_licence_that_leaves_the_union_out_leaves_its_market_open(graph: KnowledgeGraph) -> None:
    here = world(graph.engine, DAY)
    for model in ("hunyuan-large", "llama-4-scout", "llama-1-65b", "pangu-pro-moe"):
        assert known(here, model, "placedOnEuMarket") == [], model
    assert known(here, "alphafold-3", "parametersAndArchitecturePublic") == []


def test_rules_follow_what_is_assumed(graph: KnowledgeGraph) -> None:
    grok, opened = NAMESPACES["model"] + "grok-4", Known(term("OpenWeights"))
    before = world(graph.engine, DAY)
    after = world(graph.engine, DAY, {(grok, term("weights")): [opened]})
    for prop, was, becomes in (
        ("parametersAndArchitecturePublic", ["false"], ["true"]),
        ("placedOnEuMarket", [], ["true"]),
    ):
        assert [k.text for k in known(before, "grok-4", prop)] == was
        assert [k.text for k in known(after, "grok-4", prop)] == becomes


def test_rules_follow_an_assumed_interval_and_an_assumed_ignorance(graph: KnowledgeGraph) -> None:
    model = NAMESPACES["model"] + "veo-3"
    asked: tuple[str, str] = (model, term("trainingCompute"))
    language: Extra = {(model, term("domain")): [Known("Language")]}
    sure = world(graph.engine, DAY, {**language, asked: [Known("", 2e23, 1e24)]})
    unsure = world(graph.engine, DAY, {**language, asked: [Known("", 2e22, 1e24)]})
    none = world(graph.engine, DAY, {**language, asked: []})
    classes = [[k.text for k in known(w, "veo-3", "classifiedAs")] for w in (sure, unsure, none)]
    assert classes == [[term("FoundationModel")], [], []]
    assert [(k.low, k.high) for k in known(sure, "veo-3", "singleRunCompute")] == [(0.0, 1e24)]
    assert known(none, "veo-3", "singleRunCompute") == []


def test_an_assumed_developer_is_found_from_both_ends(graph: KnowledgeGraph) -> None:
    gpt, meta = NAMESPACES["model"] + "gpt-4.5", NAMESPACES["actor"] + "meta"
    here = world(graph.engine, DAY, {(gpt, term("developedBy")): [Known(meta)]})
    made = Step(term("developedBy"), inverse=True)
    assert gpt in {k.text for k in here.values(meta, made)}
    assert gpt not in {k.text for k in here.values(NAMESPACES["actor"] + "openai", made)}
    assert [k.text for k in here.values(meta, Step(term("deploysFrontierModel")))] == ["true"]


def test_inferring_for_some_things_gives_the_same_outcomes(graph: KnowledgeGraph) -> None:
    provisions = load(graph.engine)
    whole = Court(provisions, world(graph.engine, DAY))
    some = [
        thing
        for cls in ("Model", "Developer", "Accelerator")
        for thing in whole.world.members(cls)[::9]
    ]
    assert len(some) > 40
    for thing in some:
        alone = Court(provisions, world(graph.engine, DAY, things=[thing]))
        for found in alone.all([thing]):
            other = whole.assess(found.provision, thing)
            assert found.outcome is other.outcome, (thing, found.provision.id)
            assert found.missing == other.missing, (thing, found.provision.id)


# ---------------------------------------------------------------- arithmetic

AMOUNT = st.floats(min_value=0, max_value=1e30, allow_nan=False)


@st.composite
def inside(draw: st.DrawFn) -> tuple[Interval, float]:
    """Draw an interval, open ends among them, and a number in it."""
    low, number, high = sorted(draw(st.tuples(AMOUNT, AMOUNT, AMOUNT)))
    ends = draw(st.tuples(st.booleans(), st.booleans()))
    return (low if ends[0] else None, high if ends[1] else None), number


def holds(interval: Interval, number: float) -> bool:
    """Say whether an interval holds a number, but for rounding."""
    low, high = interval
    slack = 1e-9 * abs(number)
    return (low is None or low <= number + slack) and (high is None or number - slack <= high)


@given(inside(), inside())
def test_bounds_hold_all_sums_and_quotients(
    one: tuple[Interval, float], other: tuple[Interval, float]
) -> None:
    (first, a), (second, b) = one, other
    assert holds(added(first, second), a + b)
    if b > 1e-250:
        assert holds(quotient(first, second), a / b)


@given(inside(), inside())
def test_bounds_hold_all_that_can_be_left(
    one: tuple[Interval, float], other: tuple[Interval, float]
) -> None:
    (whole, a), (part, b) = one, other
    left = remaining(whole, part)
    if a >= b:
        low, high = left
        slack = 1e-9 * a
        assert low is None or low <= a - b + slack
        assert high is None or a - b - slack <= high
    assert left[0] is not None
    assert left[0] >= 0


def facts_of(model: str, prop: str, low: float, high: float) -> str:
    """Return the facts of a quantity with bounds."""
    return (
        f"model:{model} a :Model ; :{prop} {low:e} . fact:{model}-{prop} rdf:subject "
        f"model:{model} ; rdf:predicate :{prop} ; :low {low:e} ; :high {high:e} . "
    )


def bounds(of: World, thing: str, prop: str) -> list[tuple[float | None, float | None]]:
    """Return the bounds that are known of a quantity of a model."""
    return [(k.low, k.high) for k in known(of, thing, prop)]


def test_a_modification_is_what_is_left_without_the_original() -> None:
    base = facts_of("b", "trainingCompute", 1e24, 2e24)
    here = world(small(base + facts_of("m", "trainingCompute", 5e24, 8e24)
                       + "model:m :basedOn model:b ."), DAY)  # fmt: skip
    assert bounds(here, "m", "fineTuningCompute")[0] == pytest.approx((3e24, 7e24))
    assert bounds(here, "m", "modificationComputeRatio")[0] == pytest.approx((1.5, 7.0))
    assert bounds(here, "b", "modificationComputeRatio") == []


def test_a_stated_modification_goes_before_what_is_left() -> None:
    base = facts_of("b", "trainingCompute", 1e24, 2e24)
    stated = facts_of("m", "fineTuningCompute", 1e24, 1e24)
    here = world(small(base + stated + facts_of("m", "trainingCompute", 5e24, 8e24)
                       + "model:m :basedOn model:b ."), DAY)  # fmt: skip
    assert bounds(here, "m", "modificationComputeRatio") == [(0.5, 1.0)]


def test_without_a_known_original_there_is_only_an_upper_bound() -> None:
    here = world(small(facts_of("m", "trainingCompute", 5e24, 8e24)), DAY)
    assert bounds(here, "m", "fineTuningCompute") == [(0.0, 8e24)]
    assert bounds(here, "m", "singleRunCompute") == [(0.0, 8e24)]
    assert bounds(here, "m", "modificationComputeRatio") == []


def test_compute_of_pre_training_only_limits_nothing(graph: KnowledgeGraph) -> None:
    here = world(graph.engine, DAY)
    assert bounds(here, "deepseek-v4-pro", "singleRunCompute") == []
    assert len(bounds(here, "deepseek-v3", "singleRunCompute")) == 1


def test_a_release_bounds_the_days_that_follow_it(graph: KnowledgeGraph) -> None:
    here = world(graph.engine, DAY)
    released = float(date(2023, 11, 4).toordinal())
    published = float(date(2024, 3, 17).toordinal())
    assert bounds(here, "grok-1", "placedOnEuMarketOn") == [(released, published)]
    assert bounds(here, "grok-1", "releasedOrModifiedOn") == [(released, None)]
    assert bounds(here, "grok-4", "placedOnEuMarketOn")[0][1] is None


def test_a_model_is_on_no_market_before_its_release(graph: KnowledgeGraph) -> None:
    released = date(2024, 7, 23)
    before = world(graph.engine, date(2024, 7, 22))
    for here, on in ((before, "false"), (world(graph.engine, released), "true")):
        for prop in ("placedOnEuMarket", "availableToCalifornians"):
            assert [k.text for k in known(here, "llama-3.1-405b", prop)] == [on]
    (value,) = known(before, "llama-3.1-405b", "placedOnEuMarket")
    assert value.why == "computed: it could not be had before 2024-07-23"


def test_training_is_over_once_a_model_is_released() -> None:
    store = small(M + SINCE)
    before, after = world(store, date(2025, 8, 31)), world(store, date(2025, 9, 1))
    assert [k.text for k in known(after, "m", "trainingWithinSixMonths")] == ["false"]
    assert known(before, "m", "trainingWithinSixMonths") == []


def test_bandwidths_of_a_chip_add_up(graph: KnowledgeGraph) -> None:
    chip = NAMESPACES["hardware"] + "h100-sxm"
    (value,) = world(graph.engine, DAY).values(chip, Step(term("memoryAndInterconnectBandwidth")))
    assert (value.low, value.high) == (3350 + 900, 3350 + 900)
    assert value.why.startswith("computed: ")


# ---------------------------------------------------------------- what it is for


def test_nine_pairs_in_ten_are_settled(graph: KnowledgeGraph) -> None:
    found = decided.tallies(decided.court(graph))
    assert set(found) >= {"eu-ai-act.art51-2", "us-ca-sb53.frontier-model",
                          "us-bis-ai-diffusion.4E091", "eu-gpai-guidelines.one-third"}  # fmt: skip
    assert sum(tally.pairs for tally in found.values()) > 2000
    assert decided.share(found) >= 0.9


def test_without_rules_it_would_not_be_so(graph: KnowledgeGraph) -> None:
    bare = Court(load(graph.engine), World(graph.engine, DAY))
    assert decided.share(decided.tallies(bare)) < 0.85


def test_the_bound_of_a_run_is_no_interval_of_its_own(graph: KnowledgeGraph) -> None:
    """What is open because only an upper bound is known does not pass for settled."""
    court = decided.court(graph)
    covered = court.provisions[NAMESPACES["regime"] + "us-ca-sb1047.covered-ii"]
    lacking = set(decided.others(court, covered, NAMESPACES["model"] + "grok-4"))
    assert lacking == {"basedOn/classifiedAs", "fineTuningCompute", "fineTuningComputeCost"}
