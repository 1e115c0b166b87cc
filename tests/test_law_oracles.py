"""The law against independent oracles: pyshacl, all completions, chance, and itself in columns.

Facts are made up for each provision by walking the paths of its own tests, and written as triples
that both the graph and rdflib read. Values stand on, just under and just over every limit.
"""

import itertools
import math
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

import polars
import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from hypothesis import HealthCheck, assume, given, note, settings
from hypothesis import strategies as st

from kg import assets, build
from kg.errors import InvalidData
from kg.law import columns, tables
from kg.law.conditions import (
    All,
    Any,
    Compare,
    Condition,
    Exists,
    Has,
    Not,
    Shapes,
    Step,
    Test,
)
from kg.law.conditions import (
    tests as each_test,
)
from kg.law.kleene import Verdict, doubts, grounds, holds, probability
from kg.law.provisions import in_order, load
from kg.law.world import CLASSIFIED_AS, IN_GROUP, World
from kg.names import NAMESPACES, compact, rdf, term

THING = "https://example.org/thing"
OTHER = "https://example.org/other"
DAY = date(2026, 11, 1)
FEW = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
T = TypeVar("T")
Value = float | date | bool | str
Facts = dict[tuple[str, str], list[Value]]
"""Values by subject and property; a string is an IRI."""


@dataclass(frozen=True)
class Interval:
    """A number known only by its bounds; None is an open end."""

    low: float | None
    high: float | None


Partial = dict[tuple[str, str], list[Value] | Interval]
"""Facts with gaps: a pair that is absent is not known, except for classes and inverse steps."""


# ------------------------------------------------------------------ the law that is tested


SHAPE = "https://example.org/shape"
REGIMES = assets.folder("ontology") / "regimes"
FILES = sorted(p for p in REGIMES.glob("*.ttl") if ":condition [" in p.read_text())


@dataclass(frozen=True)
class Case:
    """A condition as the code under test reads it, and its shape alone for pyshacl."""

    name: str
    condition: Condition
    shape: rdflib.Graph

    @property
    def asked(self) -> list[Test]:
        """Return the tests of the condition, each once."""
        return list(dict.fromkeys(each_test(self.condition)))


@cache
def cases(path: Path) -> list[Case]:
    """Return the conditions of the provisions in a file, and of their exemptions."""
    graph, of = rdflib.Graph().parse(path), rdflib.Namespace(NAMESPACES[""])
    found = []
    for provision in sorted(graph.subjects(rdflib.RDF.type, of.Provision)):
        holders = [provision, *graph.objects(provision, of.exemption)]
        for shape in (s for holder in holders for s in graph.objects(holder, of.condition)):
            alone = rdflib.Graph()
            for triple in graph.cbd(shape):
                alone.add([rdflib.URIRef(SHAPE) if t == shape else t for t in triple])
            found.append(Case(compact(str(provision)), condition_of(alone), alone))
    return found


def condition_of(shape: rdflib.Graph) -> Condition:
    """Return the condition that the code under test reads in a graph with one shape."""
    held = ox.Store()
    held.load(shape.serialize(format="nt").encode(), format=ox.RdfFormat.N_TRIPLES)
    return Shapes(held, "the provision").condition(ox.NamedNode(SHAPE))


def test_every_condition_of_the_law_is_tried() -> None:
    loaded: list[Condition | None] = []
    for provision in load(build.ontology()).values():
        loaded += [provision.condition, *(e.condition for e in provision.exemptions)]
    tried = [case.condition for path in FILES for case in cases(path)]
    assert len(tried) == sum(c is not None for c in loaded) >= 87
    assert {normal(c) for c in tried} == {normal(c) for c in loaded if c}


def normal(condition: Condition) -> object:
    """Return a condition without the order of its parts, which blank nodes decide."""
    if isinstance(condition, All | Any):
        return type(condition).__name__, frozenset(normal(p) for p in condition.parts)
    return ("Not", normal(condition.part)) if isinstance(condition, Not) else condition


# ------------------------------------------------------------------ made-up facts


Tree = dict[Step, "Tree"]
"""The steps that the tests of a condition take, as a tree from the thing outwards."""


def tree_of(asked: list[Test]) -> Tree:
    """Return the tree of the paths of tests."""
    root: Tree = {}
    for test in asked:
        here = root
        for step in test.path:
            here = here.setdefault(step, {})
    return root


@dataclass
class Maker:
    """Makes facts for a condition: what may stand at the end of each step."""

    asked: list[Test]
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def ending(self, step: Step) -> list[Test]:
        """Return the tests whose last step this is."""
        return [t for t in self.asked if t.path[-1] == step]

    def candidates(self, step: Step, *, only_wanted: bool = False) -> list[Value]:
        """Return the values that tell the tests at a step apart: on, under and over each limit."""
        found: list[Value] = []
        for test in self.ending(step):
            if isinstance(test, Compare) and test.is_day:
                found += [date.fromordinal(int(test.value) + shift) for shift in (-1, 0, 1)]
            elif isinstance(test, Compare):
                limit = test.value
                found += [math.nextafter(limit, 0), limit, math.nextafter(limit, math.inf)]
                found += [limit / 8, limit * 8]
            elif isinstance(test, Has):
                found += [value_of(text) for text in test.values]
                found.append(not found[-1] if isinstance(found[-1], bool) else OTHER)
            else:
                found.append(OTHER)
        if only_wanted:
            found = [v for v in found if any(wants(t, v) for t in self.ending(step))]
        return sorted(dict.fromkeys(found), key=str)

    def fresh(self) -> str:
        """Return the IRI of a new thing."""
        return f"https://example.org/thing-{next(self.numbers)}"

    def many(self, step: Step) -> bool:
        """Say whether a step is one of classes, groups or other properties with several values."""
        ends = [t for t in self.ending(step) if isinstance(t, Has) and not t.every]
        return sum(len(t.values) for t in ends) > 1 or step.property in (CLASSIFIED_AS, IN_GROUP)


def wants(test: Test, value: Value) -> bool:
    """Say whether a test is passed by one value at the end of its path."""
    if isinstance(test, Compare):
        return passes(test, value)
    return isinstance(test, Exists) or value in map(value_of, test.values)


def value_of(text: str) -> Value:
    """Return the value that the text of a term stands for."""
    return text == "true" if text in ("true", "false") else text


@st.composite
def facts(draw: st.DrawFn, asked: list[Test]) -> Facts:
    """Draw complete facts for all that tests ask of `THING`, over one or two links.

    At whole steps only values that some test wants, since long conjunctions are seldom met else.
    """
    maker, made = Maker(asked), Facts()
    eager = draw(st.sampled_from([st.just(True), st.just(False), st.booleans()]))

    def fill(thing: str, tree: Tree) -> None:
        for step, further in sorted(tree.items(), key=lambda item: str(item[0])):
            if step.inverse:
                others = [maker.fresh() for _ in range(draw(st.integers(0, 2)))]
                for other in others:
                    made.setdefault((other, step.property), []).append(thing)
            elif (thing, step.property) in made:
                others = [v for v in made[thing, step.property] if isinstance(v, str)]
            elif further:
                ends = [c for c in maker.candidates(step) if isinstance(c, str) and c != OTHER]
                pick = st.sampled_from([*ends, ""])
                drawn = draw(st.lists(pick, min_size=1, max_size=2, unique=True))
                others = [value or maker.fresh() for value in drawn]
                made[thing, step.property] = list(others)
            else:
                others = []
                wanted = draw(eager)
                low = int(wanted or step.property not in (CLASSIFIED_AS, IN_GROUP))
                top = 3 if maker.many(step) else 1
                pick = st.sampled_from(maker.candidates(step, only_wanted=wanted))
                made[thing, step.property] = draw(
                    st.lists(pick, min_size=low, max_size=max(low, top), unique=True)
                )
            for other in others:
                fill(other, further)

    fill(THING, tree_of(asked))
    return made


def store_of(partial: Partial) -> ox.Store:
    """Return facts in a store, laid down as the graph lays them down."""
    lines = [f"<{IN_GROUP}> <{term('closedWorld')}> true ."]
    for number, ((subject, name), values) in enumerate(partial.items()):
        if isinstance(values, Interval):
            fact = f"<{NAMESPACES['fact']}{number}>"
            lines.append(f"{fact} <{rdf('rdf:subject')}> <{subject}> .")
            lines.append(f"{fact} <{rdf('rdf:predicate')}> <{name}> .")
            for bound in ("low", "high"):
                if (number_ := getattr(values, bound)) is not None:
                    lines.append(f"{fact} <{term(bound)}> {turtle(number_)} .")
        elif name == IN_GROUP:
            for place, group in enumerate(values):
                membership = f"<https://example.org/membership/{number}/{place}>"
                lines.append(f"{membership} a <{term('Membership')}> .")
                lines.append(f"{membership} <{term('member')}> <{subject}> .")
                lines.append(f"{membership} <{term('group')}> {turtle(group)} .")
        else:
            lines += [f"<{subject}> <{name}> {turtle(value)} ." for value in values]
    held = ox.Store()
    held.load("\n".join(lines).encode(), format=ox.RdfFormat.TURTLE)
    return held


def turtle(value: Value) -> str:
    """Return a value as a Turtle term."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f'"{value!r}"^^<{NAMESPACES["xsd"]}double>'
    if isinstance(value, date):
        return f'"{value}"^^<{NAMESPACES["xsd"]}date>'
    return f"<{value}>" if "://" in value else f'"{value}"'


def data_of(made: Facts) -> rdflib.Graph:
    """Return complete facts as plain triples for rdflib."""
    lines = [
        f"<{s}> <{p}> {turtle(value)} ." for (s, p), values in made.items() for value in values
    ]
    return rdflib.Graph().parse(data="\n".join(lines), format="turtle")


def out(_: str, __: str) -> Verdict:
    """Say that no provision gives a class."""
    return False


def judge(condition: Condition, partial: Partial, given_: object = out) -> Verdict:
    """Return what the code under test says of partial or complete facts."""
    world = World(store_of(partial), DAY)
    return holds(condition, lambda test: world.verdict(THING, test, given_))  # type: ignore[arg-type]


def naive(condition: Condition, made: Facts) -> bool:
    """Evaluate a condition over complete facts in two values, as one reads SHACL."""
    if isinstance(condition, All):
        return all(naive(part, made) for part in condition.parts)
    if isinstance(condition, Any):
        return any(naive(part, made) for part in condition.parts)
    if isinstance(condition, Not):
        return not naive(condition.part, made)
    values: list[Value] = [THING]
    for step in condition.path:
        if step.inverse:
            values = [s for (s, p), vs in made.items() if p == step.property and values[0] in vs]
        else:
            values = [v for at in values for v in made.get((str(at), step.property), [])]
    if isinstance(condition, Exists):
        return bool(values)
    if isinstance(condition, Has):
        hits = [v in map(value_of, condition.values) for v in values]
        return bool(hits) and all(hits) if condition.every else any(hits)
    return bool(values) and all(passes(condition, v) for v in values)


def passes(test: Compare, value: Value) -> bool:
    """Compare a value with the limit of a test."""
    number = value.toordinal() if isinstance(value, date) else float(value)
    return {
        ">": number > test.value,
        ">=": number >= test.value,
        "<": number < test.value,
        "<=": number <= test.value,
    }[test.comparator]


def conforms(shape: rdflib.Graph, data: rdflib.Graph) -> bool:
    """Return what pyshacl says of `THING`."""
    targeted = rdflib.Graph() + shape
    targeted.add((rdflib.URIRef(SHAPE), rdflib.SH.targetNode, rdflib.URIRef(THING)))
    return bool(pyshacl.validate(data, shacl_graph=targeted, advanced=False)[0])


# ------------------------------------------------------------------ oracle 1: pyshacl


def on_drawn(drawn: st.SearchStrategy[T], check: Callable[[T], None], name: str) -> None:
    """Check what is drawn, many times; `name` says in a failure what was being checked."""

    @FEW
    @given(drawn)
    def run(made: T) -> None:
        note(name)
        check(made)

    run()


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_on_complete_facts_pyshacl_says_the_same(path: Path) -> None:
    for case in cases(path):
        seen = against_pyshacl(case)
        assert seen == {True, False}, f"{case.name}: the facts decide only one way"


def against_pyshacl(case: Case) -> set[bool]:
    """Check that pyshacl agrees on made-up facts; return the verdicts that it gave."""
    seen: set[bool] = set()

    def agrees(made: Facts) -> None:
        expected = conforms(case.shape, data_of(made))
        assert judge(case.condition, made) is expected
        assert naive(case.condition, made) is expected
        seen.add(expected)

    on_drawn(facts(case.asked), agrees, case.name)
    return seen


# ------------------------------------------------------------------ oracle 1, on shapes of any kind


LEAVES = st.one_of(
    st.tuples(
        st.sampled_from(["minExclusive", "minInclusive", "maxExclusive", "maxInclusive"]),
        st.sampled_from(["1e24", "1e25"]),
    ).map(lambda c: f"sh:path :number ; sh:{c[0]} {c[1]}"),
    st.just("sh:path :number ; sh:minExclusive 1e24 ; sh:maxInclusive 1e25"),
    st.sampled_from(["2026-01-01", "2026-01-02"]).map(
        lambda day: f'sh:path :day ; sh:maxExclusive "{day}"^^xsd:date'
    ),
    st.sampled_from([":A", ":B", ":A , :B"]).map(lambda v: f"sh:path :kind ; sh:hasValue {v}"),
    st.sampled_from([":A :C", ":B"]).map(lambda v: f"sh:path :kind ; sh:in ( {v} )"),
    st.sampled_from([":Upper", ":Lower"]).map(lambda c: f"sh:path :kind ; sh:class {c}"),
    st.sampled_from([":number", ":kind"]).map(lambda p: f"sh:path ( :link {p} )"),
    st.just("sh:path ( [ sh:inversePath :link ] :kind ) ; sh:hasValue :A"),
    st.just("sh:path ( :link :number ) ; sh:maxExclusive 1e25"),
)
SHAPES = st.recursive(
    LEAVES.map(lambda text: f"sh:property [ {text} ; sh:minCount 1 ]"),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(
            lambda parts: f"sh:and ( {' '.join(f'[ {part} ]' for part in parts)} )"
        ),
        st.lists(inner, min_size=1, max_size=3).map(
            lambda parts: f"sh:or ( {' '.join(f'[ {part} ]' for part in parts)} )"
        ),
        inner.map(lambda part: f"sh:not [ {part} ]"),
        inner.map(lambda part: f"sh:node [ {part} ]"),
        st.lists(inner, min_size=2, max_size=2).map(" ; ".join),
    ),
    max_leaves=6,
)
PREFIXES = f"""
@prefix : <{NAMESPACES[""]}> . @prefix sh: <{NAMESPACES["sh"]}> .
@prefix xsd: <{NAMESPACES["xsd"]}> . @prefix rdfs: <{NAMESPACES["rdfs"]}> .
"""
KINDS: Facts = {
    (term("A"), rdf("rdf:type")): [term("Upper")],
    (term("B"), rdf("rdf:type")): [term("Lower")],
    (term("C"), rdf("rdf:type")): [term("Elsewhere")],
    (term("Lower"), rdf("rdfs:subClassOf")): [term("Upper")],
}


@st.composite
def worlds(draw: st.DrawFn) -> Facts:
    """Draw complete facts of a thing and of those that it links to, or that link to it."""
    made: Facts = dict(KINDS)
    linked = draw(st.lists(st.sampled_from([OTHER, f"{OTHER}-2"]), min_size=1, unique=True))
    made[THING, term("link")] = list(linked)
    linking = draw(st.lists(st.sampled_from([f"{OTHER}-3", f"{OTHER}-4"]), unique=True))
    made |= {(thing, term("link")): [THING] for thing in linking}
    for thing in (THING, *linked, *linking):
        kind = st.sampled_from([term("A"), term("B"), term("C")])
        made[thing, term("kind")] = draw(st.lists(kind, min_size=1, max_size=2, unique=True))
        limits = [1e24, 1e25]
        near = [math.nextafter(n, way) for n in limits for way in (0, math.inf)]
        number = st.sampled_from([*limits, *near])
        made[thing, term("number")] = draw(st.lists(number, min_size=1, max_size=2, unique=True))
        day = st.dates(date(2025, 12, 31), date(2026, 1, 2))
        made[thing, term("day")] = [draw(day)]
    return made


@settings(FEW, max_examples=300)
@given(SHAPES, worlds())
def test_every_construct_means_what_pyshacl_takes_it_to_mean(shape: str, made: Facts) -> None:
    text = f"{PREFIXES}<{SHAPE}> a sh:NodeShape ; {shape} . :Lower rdfs:subClassOf :Upper ."
    graph = rdflib.Graph().parse(data=text, format="turtle")
    expected = conforms(graph, data_of(made))
    assert judge(condition_of(graph), made) is expected


# ------------------------------------------------------------------ oracle 2: all completions


@dataclass(frozen=True)
class Gaps:
    """Facts with gaps, and the memberships (class, thing) of which nothing is known."""

    known: Partial
    open: frozenset[tuple[str, str]]

    def given(self, cls: str, thing: str) -> Verdict:
        """Answer as the provisions that a condition depends on would."""
        return None if (cls, thing) in self.open else False


@st.composite
def gaps(draw: st.DrawFn, asked: list[Test], most: int = 3) -> Gaps:
    """Draw facts of which some are missing, some numbers are bounded, some classes are open."""
    made = draw(facts(asked))
    inverse = {s.property for t in asked for s in t.path if s.inverse}
    closed = {IN_GROUP, CLASSIFIED_AS, *inverse}
    can_miss = sorted(key for key in made if key[1] not in closed)
    known: Partial = dict(made)
    for key in draw(st.lists(st.sampled_from(can_miss), max_size=most)) if can_miss else []:
        del_or_widen = draw(st.booleans())
        values = made[key]
        if del_or_widen and all(isinstance(v, float) for v in values):
            known[key] = draw(intervals(asked, key[1], values))
        else:
            known.pop(key, None)
    classes = [
        (cls, thing)
        for thing, name in made
        if name == CLASSIFIED_AS
        for test in asked
        if isinstance(test, Has) and test.path[-1].property == CLASSIFIED_AS
        for cls in test.values
        if cls not in made[thing, name]
    ]
    unsure = draw(st.sets(st.sampled_from(sorted(classes)), max_size=3)) if classes else set()
    return Gaps(known, frozenset(unsure))


@st.composite
def intervals(draw: st.DrawFn, asked: list[Test], name: str, values: list[Value]) -> Interval:
    """Draw bounds for a number, around the value that it has."""
    near = limits_near(asked, name)
    value = float(values[0])  # type: ignore[arg-type]
    low = draw(st.sampled_from([None, value, *(n for n in near if n < value)]))
    high = draw(st.sampled_from([None, value, *(n for n in near if n > value)]))
    return Interval(low, high)


def limits_near(asked: list[Test], name: str) -> list[float]:
    """Return the values on and around all limits of a property."""
    of = [t for t in asked if isinstance(t, Compare) and t.path[-1].property == name]
    return [v for t in of for v in Maker([t]).candidates(t.path[-1]) if isinstance(v, float)]


MANY = 3000


class TooMany(Exception):
    """There are more completions than a test has time for."""


def completions(asked: list[Test], partial: Gaps) -> list[Facts]:
    """Return all ways in which missing facts may stand, over the values that tests tell apart."""
    maker, tree = Maker(asked), tree_of(asked)
    known_things = {thing for thing, _ in partial.known} | {THING}

    def standing(thing: str, step: Step, *, ends: bool) -> list[list[Value]]:
        """Return the lists of values that may stand at a step."""
        held = partial.known.get((thing, step.property))
        if isinstance(held, Interval):
            low = -math.inf if held.low is None else held.low
            high = math.inf if held.high is None else held.high
            inside = {*limits_near(asked, step.property), low, high} - {-math.inf, math.inf}
            return [[v] for v in sorted(inside) if low <= v <= high]
        candidates = maker.candidates(step)
        if step.property == CLASSIFIED_AS and thing in known_things:
            unsure = [c for c in candidates if (c, thing) in partial.open]
            return [[*(held or []), *more] for more in subsets(unsure)]
        if held is not None:
            return [list(held)]
        if not ends:
            links = [c for c in candidates if isinstance(c, str) and c != OTHER]
            found = [[v] for v in [*links, "https://example.org/new"]]
        else:
            found = subsets(candidates)[1:] if maker.many(step) else [[v] for v in candidates]
        absent = any(isinstance(t, Exists) for t in maker.ending(step))
        closed = step.property in (CLASSIFIED_AS, IN_GROUP)
        return [[], *found] if absent or closed else found

    def fill(thing: str, tree: Tree) -> list[Facts]:
        """Return all complete facts of a thing and what lies beyond it."""
        whole: list[Facts] = [{}]
        for step, further in tree.items():
            choices: list[Facts] = []
            if step.inverse:
                others = [s for (s, p), v in partial.known.items() if p == step.property]
                here: Facts = {(other, step.property): [thing] for other in others}
                choices = joined([[here], *(fill(other, further) for other in others)])
            else:
                for values in standing(thing, step, ends=not further):
                    beyond = [fill(str(v), further) for v in values] if further else []
                    choices += joined([[{(thing, step.property): values}], *beyond])
            whole = joined([whole, choices])
        return whole

    return fill(THING, tree)


def joined(choices: list[list[Facts]]) -> list[Facts]:
    """Return every choice of one from each list, put together; what contradicts is left out."""
    if math.prod(len(c) for c in choices) > MANY:
        raise TooMany
    found = []
    for parts in itertools.product(*choices):
        whole: Facts = {}
        if all(whole.setdefault(k, v) == v for part in parts for k, v in part.items()):
            found.append(whole)
    return found


def subsets(values: list[Value]) -> list[list[Value]]:
    """Return all subsets, the empty one first."""
    sizes = range(len(values) + 1)
    return [list(s) for n in sizes for s in itertools.combinations(values, n)]


def stands_once(asked: list[Test], condition: Condition) -> bool:
    """Say whether each fact stands in one test only, so that nothing ties two tests together."""
    paths = [(t.path, t.values if isinstance(t, Has) else ()) for t in each_test(condition)]
    ends = {p for p, _ in paths}
    several = [p for p, n in Counter(p for p, _ in paths).items() if n > 1]
    is_set = all(isinstance(t, Has) and not t.every for t in asked if t.path in several)
    through = any(p[:n] in ends for p in ends for n in range(1, len(p)))
    return len(set(paths)) == len(paths) and is_set and not through


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_verdict_holds_in_all_completions_and_doubt_in_some(path: Path) -> None:
    for case in cases(path):
        against_completions(case)


def against_completions(case: Case) -> None:
    """Check soundness, and completeness where each fact stands in one test."""
    once = stands_once(case.asked, case.condition)

    def agrees(partial: Gaps) -> None:
        found = judge(case.condition, partial.known, partial.given)
        try:
            all_ = completions(case.asked, partial)
        except TooMany:
            assume(False)
        outcomes = {naive(case.condition, made) for made in all_}
        assert outcomes
        if found is not None:
            assert outcomes == {found}
        elif once:
            assert outcomes == {True, False}

    on_drawn(gaps(case.asked), agrees, case.name)


# ------------------------------------------------------------------ monotone


@st.composite
def widened(draw: st.DrawFn, asked: list[Test]) -> tuple[Gaps, Gaps]:
    """Draw facts with gaps, and the same with one of them less certain."""
    before = draw(gaps(asked))
    numbers = sorted(
        key
        for key, values in before.known.items()
        if isinstance(values, Interval) or isinstance(values[:1] and values[0], float)
    )
    assume(numbers)
    key = draw(st.sampled_from(numbers))
    held = before.known[key]
    narrow = held if isinstance(held, Interval) else Interval(float(held[0]), float(held[0]))  # type: ignore[arg-type]
    near = limits_near(asked, key[1])
    lows = [n for n in near if narrow.low is not None and n < narrow.low]
    highs = [n for n in near if narrow.high is not None and n > narrow.high]
    wide = Interval(
        draw(st.sampled_from([narrow.low, None, *lows])),
        draw(st.sampled_from([narrow.high, None, *highs])),
    )
    return before, replace(before, known={**before.known, key: wide})


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_wider_interval_never_decides_nor_changes_sides(path: Path) -> None:
    for case in cases(path):
        if any(isinstance(t, Compare) and not t.is_day for t in case.asked):
            only_loses(case)


def only_loses(case: Case) -> None:
    """Check that a verdict stays or is lost when a number is less certain."""

    def stays(pair: tuple[Gaps, Gaps]) -> None:
        before, after = (judge(case.condition, p.known, p.given) for p in pair)
        assert after is None or after is before

    on_drawn(widened(case.asked), stays, case.name)


# ------------------------------------------------------------------ probability


@st.composite
def bounded(draw: st.DrawFn, asked: list[Test]) -> Partial:
    """Draw facts of single things, with intervals for some numbers."""
    made = draw(facts(asked))
    assume(all(len(v) == 1 for (_, p), v in made.items() if p not in (CLASSIFIED_AS, IN_GROUP)))
    known: Partial = dict(made)
    for (thing, name), values in made.items():
        if values and isinstance(values[0], float) and draw(st.booleans()):
            factor = draw(st.sampled_from([1.5, 3.0, 10.0]))
            known[thing, name] = Interval(values[0] / factor, values[0] * factor)
    return known


def by_sampling(condition: Condition, partial: Partial, count: int) -> float:
    """Return how often a condition holds when bounded numbers are drawn from their log-normals.

    A test that the bounds decide is decided: the interval is then taken as certain.
    """
    chance = random.Random(7)
    world = World(store_of(partial), DAY)
    fixed = {t: world.verdict(THING, t, out) for t in each_test(condition)}
    spread = {key: held for key, held in partial.items() if isinstance(held, Interval)}
    hits = 0
    for _ in range(count):
        made = {key: held for key, held in partial.items() if not isinstance(held, Interval)}
        for key, held in spread.items():
            assert held.low
            assert held.high
            middle = (math.log(held.low) + math.log(held.high)) / 2
            deviation = (math.log(held.high) - math.log(held.low)) / (2 * 1.6448536269514722)
            made[key] = [math.exp(chance.gauss(middle, deviation))]
        here = {t: naive(t, made) if v is None else v for t, v in fixed.items()}
        hits += bool(holds(condition, here.__getitem__))
    return hits / count


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_the_probability_is_how_often_the_condition_holds(path: Path) -> None:
    for case in cases(path):
        if any(isinstance(t, Compare) and not t.is_day for t in case.asked):
            against_sampling(case)


def against_sampling(case: Case) -> None:
    """Check the probability against a sample, and that it is 0 or 1 just where it is decided."""

    def agrees(partial: Partial) -> None:
        world = World(store_of(partial), DAY)
        found = probability(case.condition, lambda test: world.chance(THING, test, out))
        decided = judge(case.condition, partial)
        assert found is not None
        assert (found in (0.0, 1.0)) == (decided is not None)
        if decided is None:
            assert found == pytest.approx(by_sampling(case.condition, partial, 1500), abs=0.06)
        else:
            assert found == float(decided)

    on_drawn(bounded(case.asked), agrees, case.name)


# ------------------------------------------------------------------ columns


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_columns_say_what_one_thing_at_a_time_says(path: Path) -> None:
    for case in cases(path):
        in_columns(case)


def in_columns(case: Case) -> None:
    """Check verdict and probability of many made-up things, evaluated at once."""
    rows: list[dict[str, object]] = []
    expected: list[tuple[Verdict, float | None]] = []

    def collect(partial: Gaps) -> None:
        world = World(store_of(partial.known), DAY)
        row: dict[str, object] = {}
        for test in case.asked:
            if isinstance(test, Compare):
                values: tuple[object, ...] = tables.bounds(world, THING, test)
            else:
                values = (world.verdict(THING, test, partial.given),)
            row |= dict(zip(columns.columns(test), values, strict=True))
        rows.append(row)
        chance = probability(case.condition, lambda test: world.chance(THING, test, partial.given))
        expected.append((judge(case.condition, partial.known, partial.given), chance))

    on_drawn(gaps(case.asked, most=6), collect, case.name)
    schema = {name: kind for test in case.asked for name, kind in columns.columns(test).items()}
    frame = polars.DataFrame(rows, schema=schema).lazy()
    chances = frame.with_columns(columns.chances(case.condition))
    found = chances.select(
        verdict=columns.verdict(case.condition), chance=columns.probability(case.condition)
    ).collect()
    assert found["verdict"].to_list() == [verdict for verdict, _ in expected], case.name
    for mine, (_, theirs) in zip(found["chance"].to_list(), expected, strict=True):
        assert mine == (None if theirs is None else pytest.approx(theirs, abs=1e-6)), case.name


# ------------------------------------------------------------------ reasons


@st.composite
def answered(draw: st.DrawFn, asked: list[Test]) -> dict[Test, Verdict]:
    """Draw a verdict, or none, for each test."""
    return {test: draw(st.sampled_from([True, False, None])) for test in asked}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_reasons_carry_the_verdict_and_doubts_are_all_that_is_missing(path: Path) -> None:
    for case in cases(path):
        reasons(case)


def polarities(condition: Condition, straight: bool = True) -> dict[Test, set[bool]]:
    """Return for each test whether it speaks for the condition, or under a `Not` against it."""
    if isinstance(condition, Not):
        return polarities(condition.part, not straight)
    if not isinstance(condition, All | Any):
        return {condition: {straight}}
    found: dict[Test, set[bool]] = {}
    for part in condition.parts:
        for test, sides in polarities(part, straight).items():
            found[test] = found.get(test, set()) | sides
    return found


def reasons(case: Case) -> None:
    """Check that nothing but the grounds counts, and that nothing but the doubts is missing."""

    def carry(drawn: tuple[dict[Test, Verdict], dict[Test, Verdict], int]) -> None:
        values, others, seed = drawn
        verdict = holds(case.condition, values.__getitem__)
        carrying = grounds(case.condition, values.__getitem__)
        missing = doubts(case.condition, values.__getitem__)
        assert bool(missing) == (verdict is None) == (not carrying)
        if verdict is None:
            assert all(values[test] is None for test in missing)
            coin = random.Random(seed)
            settled = {test: coin.random() < 0.5 for test in missing}
            assert holds(case.condition, {**values, **settled}.__getitem__) is not None
        else:
            sides = polarities(case.condition)
            assert all((values[test] is verdict) in sides[test] for test in carrying)
            kept = {test: values[test] for test in carrying}
            assert holds(case.condition, {**others, **kept}.__getitem__) is verdict

    seeds = st.integers(0, 2**32)
    on_drawn(st.tuples(answered(case.asked), answered(case.asked), seeds), carry, case.name)


# ------------------------------------------------------------------ what is not evaluated


REFUSED = {
    'sh:property [ sh:path :p ; sh:pattern "^a" ; sh:minCount 1 ]': "sh:pattern",
    "sh:property [ sh:path :p ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:class :C ] ]":
        "sh:qualified",
    "sh:property [ sh:path [ sh:zeroOrMorePath :p ] ; sh:hasValue :A ]": "a path that is neither",
    "sh:property [ sh:path [ sh:alternativePath ( :p :q ) ] ; sh:hasValue :A ]": "a path that",
    "sh:property [ sh:path :p ; sh:maxCount 0 ]": "sh:maxCount",
    "sh:property [ sh:path :p ; sh:minCount 2 ]": "sh:minCount 2",
    "sh:property [ sh:path :p ; sh:not [ sh:path :q ; sh:hasValue :A ] ]": "sh:not beside",
    "sh:property [ sh:path :p ; sh:property [ sh:path :q ; sh:hasValue :A ] ]":
        "sh:property beside",
    "sh:hasValue :A": "sh:hasValue without a sh:path",
    "sh:property [ sh:path :p ; sh:minExclusive 7 ]": "neither a double nor a day",
    "sh:property [ sh:path :p ; sh:deactivated true ]": "sh:deactivated",
    "sh:property [ sh:path :p ]": "tests nothing",
    "sh:xone ( [ sh:class :A ] [ sh:class :B ] )": "sh:xone",
}  # fmt: skip


@pytest.mark.parametrize("shape", REFUSED)
def test_what_is_not_evaluated_is_refused_by_name(shape: str) -> None:
    text = f"""{PREFIXES} <{NAMESPACES["regime"]}bill.s1> a :Provision ;
        :partOf <{NAMESPACES["regime"]}bill> ; :condition [ a sh:NodeShape ; {shape} ] ."""
    held = ox.Store()
    held.load(text.encode(), format=ox.RdfFormat.TURTLE)
    with pytest.raises(InvalidData) as refused:
        load(held)
    assert "regime:bill.s1" in str(refused.value)
    assert REFUSED[shape] in str(refused.value)


def test_a_circle_of_provisions_names_its_members() -> None:
    name = NAMESPACES["regime"] + "bill.s"
    text = PREFIXES + "\n".join(
        f"<{name}{n}> a :Provision ; :partOf <{name}> ; :dependsOn <{name}{n % 3 + 1}> ."
        for n in (1, 2, 3)
    )
    held = ox.Store()
    held.load(text.encode(), format=ox.RdfFormat.TURTLE)
    with pytest.raises(InvalidData) as refused:
        in_order(load(held))
    assert all(f"regime:bill.s{n}" in str(refused.value) for n in (1, 2, 3))
