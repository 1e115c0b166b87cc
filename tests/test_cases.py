"""The table of cases: what lawyers expect of each provision, held against what the court finds.

`tests/cases/README.md` says how a case is written. Facts are put into a graph that holds nothing
but the ontology and the regimes as they ship, so that a case rests on what it states alone.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import yaml

from kg.build import ontology
from kg.law import conditions
from kg.law.assess import Assessment, Court, Outcome
from kg.law.provisions import Provision, State, load, state
from kg.law.world import World
from kg.names import NAMESPACES, ONTOLOGY, rdf, term
from kg.triples import DOUBLE, PREDICATE, SUBJECT, TYPE, literal, node

FILES = sorted((Path(__file__).resolve().parent / "cases").glob("*.yaml"))
KEYS = {"name", "facts", "transfer", "as_of", "expect", "over_time", "on_its_terms", "missing",
        "rests_on", "exempt_under", "eased_under", "because", "citation"}  # fmt: skip
WORDS = {True: "applies", False: "does not apply", None: "undetermined"}
EXPECTED = re.compile(r"(applies|does not apply|undetermined)(?: \((.+)\))?")
NAMES_OF = {"Jurisdiction": "place", "Licence": "licence", "Model": "model", "Actor": "actor"}
"""The namespace in which a bare name is sought, by the range of the property."""
MODELS = "models"
"""The word of the cases for the models that a developer developed."""


class BadCase(ValueError):
    """A case that is not written as the README says."""


@dataclass(frozen=True, slots=True)
class Case:
    """One expectation: a provision, facts, a day, and what it comes to; `raw` is as written."""

    provision: str
    name: str
    day: date
    outcome: str
    state: str
    raw: dict[str, Any] = field(hash=False)


# ---------------------------------------------------------------- reading


class Loader(yaml.SafeLoader):
    """YAML as usual, but a key that stands twice is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Return the mapping."""
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = {key for key in keys if keys.count(key) > 1}
        if twice:
            raise BadCase(f"line {node.start_mark.line + 1}: {twice.pop()} stands twice")
        return super().construct_mapping(node, deep)


def read(path: Path) -> list[Case]:
    """Return the cases of a file, one for each day; raise `BadCase` for what is not one."""
    page = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)
    if not isinstance(page, dict) or set(page) != {"regime", "provisions"}:
        raise BadCase(f"{path.name}: has to hold the keys regime and provisions")
    if page["regime"] != path.stem:
        raise BadCase(f"{path.name}: is about {page['regime']}, so the name has to be that")
    return [
        case
        for part in page["provisions"]
        for raw in part["cases"]
        for case in days(path.name, part["provision"], {"citation": part["citation"], **raw})
    ]


def days(file: str, provision: str, raw: dict[str, Any]) -> Iterator[Case]:
    """Yield a case for each day that a case as written names."""
    where = f"{file}: {provision}: {raw.get('name', 'a case without a name')}"
    odd = set(raw) - KEYS
    if odd:
        raise BadCase(f"{where}: no case has {', '.join(sorted(odd))}; there are {sorted(KEYS)}")
    lacking = {"name", "facts", "because"} - set(raw)
    if lacking or ("over_time" in raw) == ("as_of" in raw and "expect" in raw):
        raise BadCase(f"{where}: needs name, facts, because, and as_of with expect or over_time")
    for day, expected in raw.get("over_time", {raw.get("as_of"): raw.get("expect")}).items():
        parts = EXPECTED.fullmatch(expected)
        if not isinstance(day, date) or not parts or (parts[2] and parts[2] not in list(State)):
            raise BadCase(f"{where}: {day}: {expected} is no day with an outcome (and state)")
        yield Case(provision, raw["name"], day, parts[1], parts[2] or "", raw)


@cache
def cases() -> list[Case]:
    """Return all cases of all files."""
    return [case for path in FILES for case in read(path)]


def parameters() -> list[Any]:
    """Return a parameter for each case; a file that cannot be read is one red test."""
    found = []
    for path in FILES:
        try:
            listed = [(c, f"{c.provision}: {c.name} ({c.day})") for c in read(path)]
        except Exception as problem:
            listed = [(problem, path.name)]  # type: ignore[list-item]
        found += [pytest.param(case, id=name) for case, name in listed]
    return found


# ---------------------------------------------------------------- facts


@cache
def shipped() -> ox.Store:
    """Return a store with the ontology and the regimes."""
    return ontology()


@cache
def provisions() -> dict[str, Provision]:
    """Return the provisions as they ship, by the id by which the cases call them."""
    return {p.id: p for p in load(shipped()).values()}


def one(subject: str, predicate: str) -> str:
    """Return the value of a property in what ships, empty when there is none."""
    quads = shipped().quads_for_pattern(node(subject), node(predicate), None, ox.DefaultGraph())
    return min(
        (str(q.object.value) for q in quads if not isinstance(q.object, ox.Triple)), default=""
    )


@dataclass(slots=True)
class Facts:
    """Turns the facts of a case into quads; `where` names the case in errors."""

    where: str
    quads: list[ox.Quad] = field(default_factory=list)
    quantities: set[tuple[str, float]] = field(default_factory=set)
    _count: int = 0

    def thing(self, cls: str, said: dict[str, Any]) -> str:
        """Return the IRI of a new thing of a class with these facts."""
        self._count += 1
        iri = f"https://example.org/case/{self._count}"
        of = said.get("a", cls)
        if not of:
            raise BadCase(f"{self.where}: say by 'a:' what kind of thing it is: {said}")
        self._add(iri, TYPE.value, node(term(of[:1].upper() + of[1:])))
        for name, value in said.items():
            if name == MODELS:
                for model in value:
                    mine = self.thing("Model", model)
                    self._add(mine, term("developedBy"), node(iri))
            elif name != "a":
                for each in value if isinstance(value, list) else [value]:
                    self._say(iri, name, each)
        return iri

    def _say(self, iri: str, name: str, value: Any) -> None:
        of = one(term(name), rdf("rdfs:range")).rpartition("#")[2]
        if not one(term(name), rdf("rdfs:label")):
            raise BadCase(f"{self.where}: the ontology has no property {name}")
        if of == "double":
            self._quantity(iri, name, value)
        elif of == "date" and isinstance(value, date):
            self.quantities.add((name, float(value.toordinal())))
            self._add(iri, term(name), literal(value))
        elif (of == "boolean" and isinstance(value, bool)) or (
            of == "string" and isinstance(value, str)
        ):
            self._add(iri, term(name), literal(value))
        elif isinstance(value, dict):
            self._add(iri, term(name), node(self.thing(of, value)))
        elif of not in ("date", "boolean", "string") and isinstance(value, str):
            self._add(iri, term(name), node(self._named(value, of)))
        else:
            raise BadCase(f"{self.where}: {name} cannot be {value!r} (quote NO, on, yes)")

    def _named(self, value: str, of: str) -> str:
        space, colon, name = value.partition(":")
        iri = (
            NAMESPACES.get(space, "?") + name
            if colon
            else NAMESPACES[NAMES_OF[of]] + value
            if of in NAMES_OF
            else ONTOLOGY + value
        )
        known = shipped().quads_for_pattern(None, None, node(iri)), one(iri, rdf("rdfs:label"))
        if not known[1] and not any(known[0]):
            raise BadCase(f"{self.where}: nothing is called {value}")
        return iri

    def _quantity(self, iri: str, name: str, value: Any) -> None:
        """State a number, or a fact with bounds only: `8e24..2e25`, `1e25..`, `..1e25`."""
        low, between, high = str(value).partition("..")
        try:
            bounds = [float(Fraction(end)) if end else None for end in (low, high or low)]
        except ValueError as problem:
            raise BadCase(f"{self.where}: {name} cannot be {value!r}") from problem
        if not between and bounds[0] is not None:
            self.quantities.add((name, bounds[0]))
            self._add(iri, term(name), ox.Literal(repr(bounds[0]), datatype=DOUBLE))
            return
        if not high:
            bounds[1] = None
        fact = f"{iri}/{name}"
        self._add(fact, SUBJECT.value, node(iri))
        self._add(fact, PREDICATE.value, node(term(name)))
        for bound, number in zip(("low", "high"), bounds, strict=True):
            if number is not None:
                self._add(fact, term(bound), ox.Literal(repr(number), datatype=DOUBLE))

    def _add(self, subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> None:
        self.quads.append(ox.Quad(node(subject), node(predicate), value, ox.DefaultGraph()))


def facts_of(case: Case) -> tuple[str, Facts]:
    """Return the thing that a case is about, and its facts."""
    facts = Facts(f"{case.provision}: {case.name}")
    if case.provision not in provisions():
        raise BadCase(f"{facts.where}: there is no such provision")
    return facts.thing(provisions()[case.provision].reaches[0], case.raw["facts"] or {}), facts


def found(case: Case) -> Assessment:
    """Return what the court finds on a case."""
    store = shipped()
    thing, facts = facts_of(case)
    transfer = facts.thing("Transfer", case.raw["transfer"]) if "transfer" in case.raw else ""
    store.extend(facts.quads)
    try:
        world = World(store, case.day)
        court = Court({p.iri: p for p in provisions().values()}, world, transfer=transfer)
        return court.assess(provisions()[case.provision], thing)
    finally:
        for quad in facts.quads:
            store.remove(quad)


def path(test: conditions.Test) -> str:
    """Write the path of a test as the cases do: `developedBy.headquarters`, `models.weights`."""
    return ".".join(
        MODELS if step.inverse else step.property.removeprefix(ONTOLOGY) for step in test.path
    )


# ---------------------------------------------------------------- the cases


@pytest.mark.parametrize("case", parameters())
def test_the_court_finds_what_the_case_expects(case: Case | Exception) -> None:
    if isinstance(case, Exception):
        raise case
    raw, finding = case.raw, found(case)
    said = f"{finding.state}: {finding.state_reason}; because {[path(t) for t in finding.because]}"
    assert finding.outcome == case.outcome, said
    if case.state:
        assert finding.state == case.state, said
    if "on_its_terms" in raw:
        assert WORDS[finding.met] == raw["on_its_terms"], said
    if finding.met is None:
        assert sorted({path(t) for t in finding.missing}) == sorted(raw.get("missing", [])), said
    if "rests_on" in raw:
        assert sorted({path(t) for t in finding.because}) == sorted(raw["rests_on"]), said
    exempted = finding.exempted.citation if finding.exempted else ""
    assert exempted == (raw.get("exempt_under", "") if finding.met is False else ""), said
    if "eased_under" in raw:
        assert [e.citation for e in finding.eased] == raw["eased_under"], said


WHOLE: dict[str, Any] = {
    "name": "n",
    "facts": {},
    "as_of": date(2026, 1, 1),
    "expect": "applies",
    "because": "b",
    "citation": "c",
}
"""A case as it has to be, for tests of what is refused."""


@pytest.mark.parametrize(
    ("odd", "words"),
    [
        ({"expects": "applies"}, "no case has expects"),
        ({"expect": "may apply"}, "may apply is no day with an outcome"),
        ({"expect": "applies (in limbo)"}, "is no day with an outcome"),
        ({"as_of": "2026-13-01"}, "is no day with an outcome"),
        ({"over_time": {}}, "as_of with expect or over_time"),
        ({"facts": {"trainingComptue": "1e25"}}, "no property trainingComptue"),
        ({"facts": {"trainingCompute": "much"}}, "trainingCompute cannot be 'much'"),
        ({"facts": {"developedBy": {"headquarters": "XX"}}}, "nothing is called XX"),
        ({"facts": {"designatedByCommission": "perhaps"}}, "designatedByCommission cannot be"),
    ],
)
def test_a_case_that_is_written_wrongly_is_refused_by_name(odd: dict[str, Any], words: str) -> None:
    with pytest.raises(BadCase, match=re.escape(words)) as refused:
        [facts_of(case) for case in days("x.yaml", "eu-ai-act.art51-2", WHOLE | odd)]
    assert "eu-ai-act.art51-2: n" in str(refused.value)


def test_a_key_that_stands_twice_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "x.yaml"
    page.write_text("regime: x\nprovisions: []\nregime: y\n", encoding="utf-8")
    with pytest.raises(BadCase, match="line 1: regime stands twice"):
        read(page)


# ---------------------------------------------------------------- what the table covers

NEVER_DENIED = {
    "us-eo-14409.s3": "the determination is classified: nothing says that a model is not covered",
}
"""Provisions that no facts take a thing out of, with the reason."""


def by_provision() -> dict[str, list[Case]]:
    """Return the cases of each provision."""
    of = defaultdict(list)
    for case in cases():
        of[case.provision].append(case)
    return of


def boundaries(provision: Provision) -> set[tuple[str, float]]:
    """Return each quantity or day that a provision, or an exemption, compares, with its limit."""
    asked = [provision.condition, *(e.condition for e in provision.exemptions)]
    return {
        (test.path[-1].property.removeprefix(ONTOLOGY), test.value)
        for condition in asked
        if condition
        for test in conditions.tests(condition)
        if isinstance(test, conditions.Compare)
    }


def lacking(provision: Provision, listed: list[Case]) -> Iterator[str]:
    """Yield what the table lacks for a provision."""
    first, end = provision.dates.get("appliesFrom"), provision.dates.get("appliesUntil")
    ever = first is not None and state(provision, first)[0] is State.EFFECTIVE
    if ever:
        on_terms = {c.outcome for c in listed if state(provision, c.day)[0] is State.EFFECTIVE}
    else:
        on_terms = {c.raw.get("on_its_terms", "") for c in listed}
        if not any(c.state for c in listed):
            yield "a case that says in what state it is, as it never applied"
    wanted = set(Outcome) - ({Outcome.NOT} if provision.id in NEVER_DENIED else set())
    yield from sorted(f"a case that {o} on its terms" for o in wanted - on_terms)
    at = {limit for case in listed for limit in facts_of(case)[1].quantities}
    yield from sorted(f"a case with {n} of exactly {v}" for n, v in boundaries(provision) - at)
    for turn, applies_then in ((first, ever), (end, False)):
        if turn:
            before = Outcome.APPLIES if turn == end else Outcome.NOT
            after = Outcome.APPLIES if applies_then else Outcome.NOT
            for day, outcome in ((turn - timedelta(days=1), before), (turn, after)):
                if not any(c.day == day and c.outcome == outcome for c in listed):
                    yield f"a case of {day}, at the turn of {turn}, that {outcome}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_provision_of_a_regime_has_every_kind_of_case(file: Path) -> None:
    listed = by_provision()
    wanted = {
        name: list(lacking(provision, listed[name]))
        for name, provision in provisions().items()
        if provision.regime.iri == NAMESPACES["regime"] + file.stem
    }
    assert {name: kinds for name, kinds in wanted.items() if kinds} == {}


def test_there_is_a_file_for_every_regime_with_a_condition_and_enough_cases() -> None:
    regimes = {p.regime.iri.removeprefix(NAMESPACES["regime"]) for p in provisions().values()}
    assert {path.stem for path in FILES} == regimes
    assert len({(c.provision, c.name) for c in cases()}) >= 150


def test_every_whole_exemption_can_be_tested() -> None:
    """What lifts a provision altogether must have a condition, or it would lift it unasked."""
    for provision in provisions().values():
        assert all(e.condition for e in provision.exemptions if e.whole), provision.id
