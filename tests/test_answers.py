"""Answers on models that were made up: held against plain Python, and against another engine."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import product
from random import Random

import pytest

from kg import KnowledgeGraph, build
from kg.model import Iri, Object, Quantity, Source, Statement, Text
from kg.names import NAMESPACES, mint, rdf, term

FLOP = Iri(NAMESPACES["unit"] + "FLOP")
USD = Iri(NAMESPACES["unit"] + "USD")
LINE = 1e25
DAY = "2026-06-30"
OPEN = ("OpenWeights", "RestrictedOpenWeights", "NonCommercialWeights")
ACCESS = (*OPEN, "ApiAccess", "Unreleased", "UnknownAccess", None)

Rows = Callable[..., list[dict[str, object]]]


@dataclass(frozen=True)
class Made:
    """A model that was made up: what is said of it, or None where nothing is."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    access: str | None
    released: date | None
    existence: str | None
    country: str | None

    @property
    def out(self) -> bool:
        """Say whether it counts as out by DAY."""
        doubted = self.existence in ("Announced", "ClaimedOnly") and self.access not in OPEN
        return not doubted and (self.released is None or self.released.isoformat() <= DAY)


def made_up() -> list[Made]:
    """Return all bounds around the line in all kinds of access, and chance for the rest."""
    chance = Random(7)
    bounds = [
        (None, None, None),
        (LINE, LINE, LINE),
        (LINE / 9, LINE / 10, LINE),
        (LINE * 9, LINE, LINE * 10),
        (LINE / 2, LINE / 3, LINE * 0.999),
        (LINE * 2, LINE * 1.001, LINE * 3),
        (LINE * 1.1, LINE / 3, LINE * 3),
        (LINE / 5, LINE / 50, LINE / 2),
        (LINE * 50, LINE * 20, LINE * 90),
        (LINE * 20, LINE * 10, LINE * 30),
    ]
    days = (None, date(2024, 1, 1), date(2026, 6, 30), date(2026, 7, 1))
    lives = (None, "Confirmed", "Announced", "ClaimedOnly")
    places = (None, "FR", "CN", "US")
    return [
        Made(f"M{n}", *b, access, chance.choice(days), chance.choice(lives), chance.choice(places))
        for n, (b, access) in enumerate(product(bounds, ACCESS))
    ]


def _source(name: str, issued: str = "2026-01-31", kind: str = "dataset") -> Source:
    return Source(
        id=name,
        title=f"Source {name}",
        issued=date.fromisoformat(issued),
        licence="CC-BY-4.0",
        location=f"{name}-{issued}.csv",
        sha256=sha256(f"{name} {issued}".encode()).hexdigest(),
        kind=kind,
    )


ONE, TWO = _source("one"), _source("two", "2026-02-28")
BEFORE = _source("two", "2025-02-28")


def _say(subject: Iri, predicate: str, value: Object, source: Source = ONE) -> Statement:
    return Statement(subject=subject, predicate=term(predicate), object=value, source=source)


def _flop(value: float, low: float | None = None, high: float | None = None) -> Quantity:
    return Quantity(value=value, unit=FLOP, verbatim=f"{value:.3g}", low=low, high=high)


def _thing(kind: str, name: str, cls: str, source: Source = ONE) -> tuple[Iri, list[Statement]]:
    iri = mint(kind, name)
    return iri, [
        Statement(subject=iri, predicate=rdf("rdf:type"), object=term(cls), source=source),
        Statement(subject=iri, predicate=rdf("rdfs:label"), object=Text(name), source=source),
    ]


def _statements() -> Iterator[Statement]:
    for model in made_up():
        iri, said = _thing("model", model.name, "Model")
        yield from said
        if model.value is not None:
            yield _say(iri, "trainingCompute", _flop(model.value, model.low, model.high))
        if model.access:
            yield _say(iri, "weights", term(model.access))
        if model.released:
            yield _say(iri, "releaseDate", model.released)
        if model.existence:
            yield _say(iri, "existence", term(model.existence))
        if model.country:
            yield _say(iri, "country", Iri(NAMESPACES["place"] + model.country))
    yield from _developers()
    yield from _line_of_descent()
    yield from _disputed()


REVENUES = {
    "Over": (None, math.nextafter(5e8, math.inf), None, "yes"),
    "Under": (None, None, 5e8, "no"),
    "Exactly": (5e8, 5e8, 5e8, "no"),
    "Straddling": (None, 1e8, 9e8, "undetermined"),
    "Far over": (None, 9e8, None, "yes"),
    "Silent": (None, None, None, "undetermined"),
}
"""Developers by value, low and high of their revenue, and whether it exceeds 500 million."""


def _developers() -> Iterator[Statement]:
    for name, (value, low, high, _) in REVENUES.items():
        iri, said = _thing("actor", name, "Developer")
        yield from said
        if (value, low, high) != (None, None, None):
            worth = Quantity(value=value, unit=USD, verbatim=name, low=low, high=high)
            yield _say(iri, "annualRevenue", worth)


def _line_of_descent() -> Iterator[Statement]:
    """Three generations that were announced only, so that they count nowhere else."""
    names = ("Grandmother", "Mother", "Daughter")
    for name in names:
        iri, said = _thing("model", name, "Model")
        yield from said
        yield _say(iri, "existence", term("Announced"))
    for child, parent in zip(names[1:], names, strict=False):
        yield _say(mint("model", child), "basedOn", mint("model", parent))


def _disputed() -> Iterator[Statement]:
    for source, value in ((ONE, 2e20), (TWO, 3e20), (BEFORE, 5e20)):
        iri, said = _thing("model", "Disputed", "Model", source)
        yield from said
        yield _say(iri, "trainingCompute", _flop(value, value, value), source)
    yield _say(iri, "existence", term("Announced"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    """Return a graph of what was made up, and nothing that ships but the ontology."""
    path = tmp_path_factory.mktemp("small") / "store"
    build.add(path, _statements())
    return KnowledgeGraph.open(path)


@pytest.fixture
def ask(small: KnowledgeGraph) -> Rows:
    def rows(name: str, **parameters: object) -> list[dict[str, object]]:
        return list(small.ask(name, parameters))

    return rows


# ------------------------------------------------------------------ thresholds on models


def test_open_weight_models_below(ask: Rows) -> None:
    expected = {
        m.name: "below" if m.high is not None and m.high < LINE else "undetermined"
        for m in made_up()
        if m.out and m.access in OPEN and not (m.low is not None and m.low >= LINE)
    }
    rows = ask("open-weight-models-below", threshold=LINE, as_of=DAY)
    assert {r["model"]: r["outcome"] for r in rows} == expected
    assert set(expected.values()) == {"below", "undetermined"}
    assert all(r["low"] is r["high"] is r["value"] is None for r in rows if r["model"] == "M0")


def test_open_weight_models_above(ask: Rows) -> None:
    expected = {
        m.name: "above" if m.low is not None and m.low > LINE else "undetermined"
        for m in made_up()
        if m.out and m.access in OPEN and not (m.high is not None and m.high <= LINE)
    }
    rows = ask("open-weight-models-above", threshold=LINE, as_of=DAY)
    assert {r["model"]: r["outcome"] for r in rows} == expected
    assert set(expected.values()) == {"above", "undetermined"}


def test_a_value_on_the_line_is_neither_below_nor_above(ask: Rows) -> None:
    exact = {m.name for m in made_up() if m.low == m.high == LINE}
    for side in ("below", "above"):
        rows = ask(f"open-weight-models-{side}", threshold=LINE, as_of="2030-01-01")
        assert not exact & {r["model"] for r in rows}


def test_models_by_country_over(ask: Rows) -> None:
    names = {None: "not known", "FR": "France", "CN": "China", "US": "United States of America"}
    counts: dict[str, list[int]] = {}
    for m in made_up():
        if m.out:
            found = counts.setdefault(m.country or "", [0, 0, 0, 0])
            found[0] += m.low is not None and m.low > LINE
            found[1] += not (m.high is not None and m.high <= LINE)
            found[2] += m.value is None
            found[3] += 1
    rows = ask("models-by-country-over", threshold=LINE, as_of=DAY)
    got = {
        r["country"]: [r["certain"], r["possible"], r["without_value"], r["models"]] for r in rows
    }
    for code, count in counts.items():
        label = names[code or None]
        assert next(c for name, c in got.items() if label.startswith(str(name))) == count
    assert len(got) == len(counts)


def test_models_crossing(ask: Rows) -> None:
    rows = ask("models-crossing", as_of=DAY)
    known = [m for m in made_up() if m.out and m.value is not None]
    silent = sum(m.out and m.value is None for m in made_up())
    for row, line in zip(rows, (1e23, 1e24, 1e25, 1e26), strict=True):
        assert row["line"] == line
        assert row["certain"] == sum(m.low > line for m in known)  # type: ignore[operator]
        assert row["surely_not"] == sum(m.high <= line for m in known)  # type: ignore[operator]
        assert row["not_tellable"] == silent
        assert sum(int(str(v)) for c, v in row.items() if c != "line") == len(known) + silent


@pytest.mark.parametrize(("old", "new"), [(1e26, 1e25), (1e25, 1e26), (1e25, 1e25)])
def test_entering_between(ask: Rows, old: float, new: float) -> None:
    verb = "enter" if new < old else "leave"
    lower, upper = sorted((old, new))
    expected = {}
    for m in made_up():
        if not m.out or old == new:
            continue
        if m.low is None or m.high is None:
            expected[m.name] = "not tellable"
        elif m.high > lower and m.low <= upper:
            sure = m.low > lower and m.high <= upper
            expected[m.name] = f"{verb}s" if sure else f"may {verb}"
    rows = ask("entering-between", old=old, new=new, as_of=DAY)
    assert {r["model"]: r["change"] for r in rows} == expected


def test_developers_over_revenue(ask: Rows) -> None:
    rows = ask("developers-over-revenue", threshold=5e8)
    assert {r["developer"]: r["outcome"] for r in rows} == {
        name: outcome for name, (*_, outcome) in REVENUES.items()
    }


def test_lineage_of_model(ask: Rows) -> None:
    rows = ask("lineage-of-model", model="Mother")
    assert {(r["relation"], r["steps"], r["name"]) for r in rows} == {
        ("is", 0, "Mother"),
        ("is based on", 1, "Grandmother"),
        ("is the base of", 1, "Daughter"),
    }
    steps = {r["name"]: r["steps"] for r in ask("lineage-of-model", model="Daughter")}
    assert steps == {"Daughter": 0, "Mother": 1, "Grandmother": 2}


def test_contradictions_and_superseded_values(ask: Rows) -> None:
    (row,) = ask("contradictions", quantity="trainingCompute")
    assert (row["name"], row["taken"], row["lost"]) == ("Disputed", 3e20, 2e20)
    assert str(row["taken_from"]).startswith("two/2026-02-28")
    assert str(row["lost_from"]).startswith("one/2026-01-31")
    (row,) = ask("superseded-values", quantity="trainingCompute")
    assert (row["now"], row["before"]) == (3e20, 5e20)
    assert str(row["edition"]).startswith("two/2025-02-28")


def test_every_statement_of_a_source_is_listed_before_any_is_preferred(ask: Rows) -> None:
    def disputed(**parameters: object) -> set[object]:
        rows = ask("models-over-by-source", threshold=1e20, **parameters)
        return {r["value"] for r in rows if r["model"] == "Disputed"}

    assert disputed() == {2e20, 3e20, 5e20}
    assert disputed(source="two") == {3e20, 5e20}
    assert disputed(source="two-2025-02-28.csv") == {5e20}
    (revision,) = {str(r["revision"]) for r in ask("models-over-by-source", source="one")}
    assert disputed(source=revision) == {2e20}
    assert disputed(source=NAMESPACES["source"] + revision) == {2e20}
    assert disputed(source="three") == set()
    exact = ask("models-over-by-source", threshold=3e20, source="two")
    assert {r["value"] for r in exact} == {5e20}


# ------------------------------------------------------------------ another engine


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("open-weight-models-below", {"threshold": LINE, "as-of": DAY}),
        ("open-weight-models-above", {"threshold": LINE, "as-of": DAY}),
        ("models-by-country-over", {"as-of": DAY}),
        ("models-crossing", {"as-of": DAY}),
        ("entering-between", {"as-of": DAY}),
        ("developers-over-revenue", {}),
        ("lineage-of-model", {"model": "Mother"}),
        ("contradictions", {}),
        ("models-over-by-source", {"threshold": 1e20, "source": "two"}),
        ("regime-timeline", {"regime": "us-bis-ai-diffusion"}),
        ("regimes-of-jurisdiction", {"jurisdiction": "EU", "as-of": DAY}),
        ("what-is-controlled", {"jurisdiction": "US-CA", "as-of": DAY}),
        ("exemptions", {"as-of": DAY}),
    ],
)
def test_rdflib_gives_the_same_answer(
    small: KnowledgeGraph, reference: object, name: str, given: dict[str, object]
) -> None:
    import rdflib

    from kg.bind import bindings
    from kg.catalogue import question

    assert isinstance(reference, rdflib.Dataset)
    asked = question(name)
    bound = bindings(small.engine, asked, given)
    terms = {k: rdflib.util.from_n3(str(v)) for k, v in bound.items()}
    result = reference.query(asked.text, initNs=NAMESPACES, initBindings=terms)
    columns = [str(v) for v in result.vars or []]
    other = [
        tuple(_plain(v) for c, v in zip(columns, row, strict=True) if c not in bound)
        for row in result
        if isinstance(row, rdflib.query.ResultRow)
    ]
    assert other == [tuple(_plain(v) for v in row) for row in small.ask(name, given).tuples()]


def _plain(value: object) -> object:
    if hasattr(value, "toPython"):
        value = value.toPython()
    if isinstance(value, float | int) and not isinstance(value, bool):
        return f"{float(value):.9g}"
    return None if value is None else str(value)


@pytest.fixture(scope="module")
def reference(small: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> object:
    """Return the same graph in rdflib's own memory store."""
    import pyoxigraph as ox
    import rdflib

    path = tmp_path_factory.mktemp("reference") / "small.nq"
    small.engine.dump(str(path), format=ox.RdfFormat.N_QUADS)
    dataset = rdflib.Dataset()
    dataset.parse(str(path), format="nquads")
    return dataset
