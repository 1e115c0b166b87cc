"""Facts: names resolved, contradictions settled by stated ranks, the losers visible."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import build, store
from kg.answer import Answer
from kg.bounds import FACTORS, bounds
from kg.claims import claims, revisions
from kg.model import Cell, Confidence, Iri, Object, Quantity, Source, Span, Statement, Text
from kg.names import NAMESPACES, mint, rdf, slug, term

FLOP = Iri(NAMESPACES["unit"] + "FLOP")
LABEL = rdf("rdfs:label")


def source(name: str, issued: str = "2026-01-31", *, kind: str = "dataset") -> Source:
    """Make up a source; its hash follows from name and day."""
    return Source(
        id=name,
        title=name,
        issued=date.fromisoformat(issued),
        licence="CC-BY-4.0",
        location=f"{name}.csv",
        sha256=sha256(f"{name} {issued}".encode()).hexdigest(),
        kind=kind,
    )


def flop(value: float, low: float | None = None, high: float | None = None) -> Quantity:
    return Quantity(value=value, unit=FLOP, verbatim=repr(value), low=low, high=high)


def say(src: Source, model: str, prop: str, value: Object, **more: object) -> Statement:
    return Statement(
        subject=mint("model", model), predicate=term(prop), object=value, source=src, **more
    )  # type: ignore[arg-type]


def named(src: Source, model: str, *aliases: str) -> list[Statement]:
    subject = mint("model", model)
    said = [
        Statement(subject=subject, predicate=rdf("rdf:type"), object=term("Model"), source=src),
        Statement(subject=subject, predicate=LABEL, object=Text(model), source=src),
    ]
    return said + [say(src, model, "alias", Text(a)) for a in aliases]


Ask = Callable[..., list[tuple[object, ...]]]


@pytest.fixture
def hold(tmp_path: Path) -> Callable[..., Ask]:
    """Return a function that stores statements and gives one that asks the store."""

    def held(*statements: Statement) -> Ask:
        build.add(tmp_path / "store", statements)
        engine = store.open_read(tmp_path / "store")

        def ask(query: str) -> list[tuple[object, ...]]:
            return Answer(engine.query(query, prefixes=NAMESPACES)).tuples()

        return ask

    return held


COMPUTE = "SELECT ?v { model:grok-3 :trainingCompute ?v }"
LOSERS = """SELECT ?v ?reason { ?fact rdf:subject model:grok-3 ; rdf:predicate :trainingCompute ;
            :overruled [ rdf:object ?v ; :reason ?reason ] } ORDER BY ?v"""


def test_a_later_value_goes_before_an_earlier_one(hold: Callable[..., Ask]) -> None:
    old, new = source("a", "2025-02-24"), source("b", "2025-10-31")
    ask = hold(
        say(old, "Grok-3", "trainingCompute", flop(4.64e26)),
        say(new, "Grok 3", "trainingCompute", flop(3.5e26)),
    )
    assert ask(COMPUTE) == [(3.5e26,)]
    assert ask(LOSERS) == [(4.64e26, "said on 2025-02-24; the value taken was said on 2025-10-31")]


def test_memory_never_goes_before_a_source(hold: Callable[..., Ask]) -> None:
    old, new = source("a", "2020-01-01"), source("b", "2026-01-31")
    ask = hold(
        say(old, "Grok 3", "trainingCompute", flop(3.5e26)),
        say(new, "Grok 3", "trainingCompute", flop(9e26), from_memory=True),
    )
    assert ask(COMPUTE) == [(3.5e26,)]
    assert "from memory" in str(ask(LOSERS)[0][1])


def test_a_dataset_goes_before_a_text(hold: Callable[..., Ask]) -> None:
    ask = hold(
        say(source("article", "2026-06-25", kind="text"), "Grok 3", "trainingCompute", flop(1e27)),
        say(source("data", "2025-01-01"), "Grok 3", "trainingCompute", flop(3.5e26)),
    )
    assert ask(COMPUTE) == [(3.5e26,)]


def test_the_surer_of_two_on_one_day_wins(hold: Callable[..., Ask]) -> None:
    likely, confident = Confidence.LIKELY, Confidence.CONFIDENT
    ask = hold(
        say(source("a"), "Grok 3", "trainingCompute", flop(1e26), confidence=likely),
        say(source("b"), "Grok 3", "trainingCompute", flop(3.5e26), confidence=confident),
    )
    assert ask(COMPUTE) == [(3.5e26,)]
    assert ask(LOSERS) == [(1e26, "likely; the value taken is confident")]


def test_a_source_speaks_by_its_newest_edition(hold: Callable[..., Ask]) -> None:
    hold(say(source("epoch", "2025-02-24"), "Grok 3", "trainingCompute", flop(4.64e26)))
    ask = hold(say(source("epoch", "2025-10-31"), "Grok 3", "trainingCompute", flop(3.5e26)))
    assert ask(COMPUTE) == [(3.5e26,)]
    assert ask(LOSERS) == [(4.64e26, "an earlier edition of the same source (2025-02-24)")]


def test_what_the_newest_edition_withdrew_is_no_fact(hold: Callable[..., Ask]) -> None:
    hold(
        *named(source("epoch", "2025-02-24"), "Grok 3"),
        say(source("epoch", "2025-02-24"), "Grok 3", "trainingCompute", flop(4.64e26)),
    )
    ask = hold(*named(source("epoch", "2025-10-31"), "Grok 3"))
    assert ask(COMPUTE) == []
    assert ask("SELECT ?v { GRAPH ?r { ?s rdf:predicate :trainingCompute ; rdf:object ?v } }") == [
        (4.64e26,)
    ]


def test_values_within_a_percent_agree(hold: Callable[..., Ask]) -> None:
    ask = hold(
        say(source("a", "2025-01-01"), "Grok 3", "trainingCompute", flop(3.8001e25)),
        say(source("b", "2026-01-01"), "Grok 3", "trainingCompute", flop(3.8e25)),
    )
    assert ask(LOSERS) == []
    support = "SELECT ?s { ?f rdf:predicate :trainingCompute ; :settledFrom|:supportedBy ?s }"
    assert len(ask(support)) == 2


def test_an_alias_leads_to_its_thing(hold: Callable[..., Ask]) -> None:
    curated = source("curated", kind="curated")
    ask = hold(
        *named(curated, "Claude Opus 4.8", "Claude 4.8 Opus"),
        say(source("article", kind="text"), "Claude 4.8 Opus", "trainingCompute", flop(1e26)),
    )
    assert ask("SELECT ?v { model:claude-opus-4.8 :trainingCompute ?v }") == [(1e26,)]
    assert ask("SELECT ?p { model:claude-4.8-opus ?p ?o }") == []


def test_two_names_of_one_developer_are_one_fact(hold: Callable[..., Ask]) -> None:
    curated, data = source("curated", kind="curated"), source("data")
    actor = mint("actor", "Microsoft")
    called = Statement(
        subject=actor, predicate=term("alias"), object=Text("Microsoft Research"), source=curated
    )
    ask = hold(
        called,
        say(data, "Grok 3", "developedBy", actor),
        say(data, "Grok 3", "developedBy", mint("actor", "Microsoft Research")),
    )
    assert ask("SELECT ?who { model:grok-3 :developedBy ?who }") == [(actor,)]
    by = "?f rdf:predicate :developedBy"
    assert ask(f"SELECT (COUNT(?s) AS ?n) {{ {by} ; :settledFrom ?s }}") == [(1,)]
    assert ask(f"SELECT (COUNT(?s) AS ?n) {{ {by} ; :supportedBy ?s }}") == [(1,)]


def test_an_alias_of_two_things_leads_to_neither(hold: Callable[..., Ask]) -> None:
    curated = source("curated", kind="curated")
    ask = hold(
        *named(curated, "Gemini 3.5 Flash", "Gemini 3.5"),
        *named(curated, "Gemini 3.5 Pro", "Gemini 3.5"),
        say(source("b"), "Gemini 3.5", "trainingCompute", flop(1e26)),
    )
    assert ask("SELECT ?m { ?m :trainingCompute ?v }") == [
        ("https://w3id.org/ai-control/model/gemini-3.5",)
    ]


def test_parts_with_one_label_stay_apart(hold: Callable[..., Ask]) -> None:
    article = source("article", kind="text")
    items = [Iri(f"{mint('source', 'article')}/item/{n}") for n in ("f.wassenaar", "r.wassenaar")]
    label = Text("Wassenaar Arrangement")
    ask = hold(
        *(Statement(subject=i, predicate=LABEL, object=label, source=article) for i in items)
    )
    assert ask("SELECT ?i { ?i rdfs:label 'Wassenaar Arrangement' FILTER(CONTAINS(STR(?i), '/i')) }"
               "ORDER BY ?i") == [(i,) for i in items]  # fmt: skip


def test_a_version_is_never_taken_for_another(hold: Callable[..., Ask]) -> None:
    ask = hold(*named(source("a"), "GLM-5.2"), *named(source("b"), "GLM-5.2.2.2"))
    assert len(ask("SELECT ?m { ?m a :Model }")) == 2


def test_a_bracket_has_bounds_and_no_value(hold: Callable[..., Ask]) -> None:
    usd = Iri(NAMESPACES["unit"] + "USD")
    bracket = Quantity(value=None, unit=usd, verbatim="yes", low=5e8)
    ask = hold(
        Statement(
            subject=mint("actor", "Anthropic"),
            predicate=term("annualRevenue"),
            object=bracket,
            source=source("a"),
        )
    )
    assert ask("SELECT ?v { ?a :annualRevenue ?v }") == []
    assert ask("SELECT ?low ?high { ?f rdf:predicate :annualRevenue ; :low ?low "
               "OPTIONAL { ?f :high ?high } }") == [(5e8, None)]  # fmt: skip


def test_reading_the_same_bytes_adds_nothing(tmp_path: Path) -> None:
    said = [*named(source("a"), "Grok 3"), say(source("a"), "Grok 3", "parameters", flop(1e12))]
    build.add(tmp_path, said)
    before = store.generation(tmp_path)
    (again,) = build.add(tmp_path, said)
    assert again.known
    assert store.generation(tmp_path) == before


def test_a_dry_run_says_what_would_change_and_writes_nothing(tmp_path: Path) -> None:
    first, second = source("a", "2025-01-01"), source("a", "2026-01-01")
    build.add(
        tmp_path,
        [
            say(first, "Grok 3", "trainingCompute", flop(4e26)),
            say(first, "Grok 3", "parameters", flop(1e12)),
        ],
    )
    before = store.generation(tmp_path)
    (change,) = build.add(
        tmp_path,
        [
            say(second, "Grok 3", "trainingCompute", flop(3.5e26)),
            say(second, "Grok 3", "trainingCost", flop(1e9)),
        ],
        dry_run=True,
    )
    grok = mint("model", "Grok 3")
    assert change.new == (f"{grok} {term('trainingCost')}",)
    assert change.changed == (f"{grok} {term('trainingCompute')}",)
    assert change.gone == (f"{grok} {term('parameters')}",)
    assert store.generation(tmp_path) == before
    assert len(revisions(store.open_read(tmp_path))) == 1


def test_editions_read_together_are_compared_with_each_other(tmp_path: Path) -> None:
    first, second = source("a", "2025-01-01"), source("a", "2026-01-01")
    changes = build.add(
        tmp_path,
        [
            say(second, "Grok 3", "trainingCompute", flop(3.5e26)),
            say(first, "Grok 3", "trainingCompute", flop(4e26)),
        ],
    )
    compute = f"{mint('model', 'Grok 3')} {term('trainingCompute')}"
    assert [(c.source.issued.year, c.new, c.changed) for c in changes] == [
        (2025, (compute,), ()),
        (2026, (), (compute,)),
    ]


def test_known_at_leaves_out_what_came_later(tmp_path: Path) -> None:
    build.add(tmp_path, [say(source("a", "2025-01-01"), "Grok 3", "trainingCompute", flop(4e26))])
    build.add(tmp_path, [say(source("a", "2026-01-01"), "Grok 3", "trainingCompute", flop(3e26))])
    for day, expected in (("2024-12-31", []), ("2025-06-01", [(4e26,)]), ("2026-01-01", [(3e26,)])):
        past = build.as_known(store.open_read(tmp_path), date.fromisoformat(day))
        assert Answer(past.query(COMPUTE, prefixes=NAMESPACES)).tuples() == expected


def test_deriving_again_gives_the_same_graph(tmp_path: Path) -> None:
    build.add(
        tmp_path,
        [
            *named(source("a"), "Grok 3", "Grok-3 Beta"),
            say(source("a"), "Grok 3", "trainingCompute", flop(4e26)),
            say(source("b", "2025-01-01"), "Grok 3", "trainingCompute", flop(3e26)),
        ],
    )

    def canonical() -> ox.Dataset:
        reading = store.open_read(tmp_path)
        graph = ox.Dataset(reading.quads_for_pattern(None, None, None, ox.DefaultGraph()))
        graph.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        return graph

    before = canonical()
    with store.writing(tmp_path) as writer:
        build.derive(writer)
    assert canonical() == before


# ---------------------------------------------------------------- properties

numbers = st.floats(min_value=1e-3, max_value=1e38, allow_nan=False)
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)
objects = st.one_of(
    texts.map(Text),
    st.booleans(),
    numbers,
    st.dates(),
    numbers.map(flop),
    texts.map(lambda name: mint("actor", "x" + name)),
)
places = st.one_of(
    st.none(),
    st.builds(Cell, row=st.integers(1, 10**6), column=texts),
    st.builds(Span, start=st.integers(0, 99), end=st.integers(100, 200), quote=texts, path=texts),
)


@settings(max_examples=60, deadline=None)
@given(value=objects, place=places, sure=st.sampled_from([None, *Confidence]), note=texts)
def test_a_statement_survives_the_store(
    value: Object, place: Span | Cell | None, sure: Confidence | None, note: str
) -> None:
    src = source("a")
    statement = say(src, "Grok 3", "p", value, place=place, confidence=sure, note=note)
    held = ox.Store()
    build.write_revision(held, src, [statement])
    (revision,) = revisions(held)
    (claim,) = claims(held, revision)
    assert (claim.subject, claim.predicate) == (statement.subject, statement.predicate)
    assert claim.confidence == (sure.value if sure else "")
    assert dict(claim.details)["note"].value == note
    if isinstance(value, float | Quantity) and not isinstance(value, bool):
        number = value.value if isinstance(value, Quantity) else value
        assert float(claim.object.value) == number
    elif isinstance(value, Text):
        assert claim.object.value == value.value
    assert (claim.revision.issued, claim.revision.sha256) == (src.issued, src.sha256)


@settings(max_examples=25, deadline=None)
@given(order=st.permutations(range(4)))
def test_the_order_of_reading_does_not_matter(order: list[int]) -> None:
    said = [
        (source("a", "2025-01-01"), 1e26),
        (source("b", "2026-01-01"), 2e26),
        (source("c", "2026-01-01", kind="text"), 3e26),
        (source("d", "2024-01-01"), 4e26),
    ]
    held = ox.Store()
    for place in order:
        src, value = said[place]
        build.write_revision(held, src, [say(src, "Grok 3", "trainingCompute", flop(value))])
    build.derive(held)
    assert Answer(held.query(COMPUTE, prefixes=NAMESPACES)).tuples() == [(2e26,)]


@given(name=texts)
def test_a_slug_is_stable_and_safe_in_an_iri(name: str) -> None:
    once = slug(name)
    assert slug(once) == once
    assert not set(once) & set(' /#?%<>"{}|\\^`')
    assert slug(f"  {name.upper()} ") == slug(name.upper())


@given(value=numbers, sure=st.sampled_from(list(FACTORS)))
def test_bounds_hold_the_value_and_widen_with_doubt(value: float, sure: Confidence) -> None:
    found = bounds("trainingCompute", value, confidence=sure.value)
    unsure = bounds("trainingCompute", value)
    assert found.low is not None
    assert found.high is not None
    assert found.low < value < found.high
    assert unsure.low is not None
    assert unsure.low <= found.low
