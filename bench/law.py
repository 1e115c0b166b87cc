"""What the law costs in bulk: 60 provisions over 2 million made-up models, in three values.

The provisions are real, with their exemptions and the provisions on which they rest; the columns
are made up, with bounds and unknowns. Beside them run bare polars expressions of the same tests on
the same columns, and pyshacl on a sample. `python -m bench.law` prints the figures.
"""

import json
import math
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import reduce
from operator import and_, or_
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import KnowledgeGraph, build, store
from kg.law import columns, provisions, tables
from kg.law.assess import Court
from kg.law.conditions import All, Compare, Condition, Has, Not
from kg.law.conditions import Any as Either
from kg.law.provisions import Provision
from kg.law.world import World
from kg.names import NAMESPACES, compact

if TYPE_CHECKING:
    import polars as pl
    import rdflib

MODELS, CHUNK, PROVISIONS, SAMPLE = 2_000_000, 250_000, 60, 200
REACHED = ("Model", "Accelerator", "Hardware", "Developer")
DAY = date(2026, 11, 1)


def run() -> list[str]:
    """Return the figures as lines; the columns are measured in a process of their own."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "store"
        KnowledgeGraph.open(place)
        command = [sys.executable, __file__, str(place)]
        found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        ours, bare = found["ours"], found["bare"]
        shacl = _shacl(place)
    pairs = MODELS * PROVISIONS
    return [
        f"{MODELS:,} models by {PROVISIONS} provisions, three-valued: {ours:.2f} s, "
        f"{pairs / ours / 1e6:,.0f} million verdicts a second",
        f"beside bare polars, three-valued with bounds, {bare:.2f} s: {ours / bare:.2f} times "
        f"[at most 3: {_met(ours / bare <= 3)}]; beside bare polars, two-valued without bounds, "
        f"{found['plain']:.2f} s: {ours / found['plain']:.2f} times",
        f"beside pyshacl, {shacl * 1e3:.2f} ms a verdict on {SAMPLE} models: "
        f"{shacl * pairs / ours:,.0f} times faster "
        f"[at least 1,000: {_met(shacl * pairs / ours >= 1000)}]",
        f"peak memory: {found['peak'] / 1024:,.0f} MB [under 1,000: {_met(found['peak'] < 1e6)}]",
    ]


def _met(target: bool) -> str:
    return "met" if target else "missed"


def _court(place: Path) -> tuple[Court, list[Provision]]:
    """Return the court of a store, and the provisions that are measured."""
    engine = store.open_read(place)
    court = Court(provisions.load(engine), World(engine, DAY))
    asked = [p for p in court.order if p.condition and p.reaches[0] in REACHED]
    return court, sorted(asked, key=lambda p: REACHED.index(p.reaches[0]))[:PROVISIONS]


def _pools(court: Court, chosen: list[Provision]) -> dict[str, list[float]]:
    """Return values around the limits of each quantity, by the name of its column."""
    chance, pools = random.Random(1), dict[str, list[float]]()
    for provision in chosen:
        for test in tables.asked(court, provision):
            if isinstance(test, Compare):
                spread = [test.value * math.exp(chance.gauss(0, 3)) for _ in range(2000)]
                pools.setdefault(columns.column(test), []).extend([test.value, *spread])
    return pools


# ---------------------------------------------------------------- columns


def _columns(place: Path) -> dict[str, float]:
    """Measure seconds of the three ways and the peak in kilobytes, in this process."""
    import resource

    court, chosen = _court(place)
    bare = [_bare(p, p.condition, True).alias(p.id) for p in chosen if p.condition]
    plain = [_bare(p, p.condition, False).alias(p.id) for p in chosen if p.condition]
    names = [p.id for p in chosen]
    alone = [p.id for p in chosen if not p.depends_on and not p.exemptions]
    seconds = dict.fromkeys(("ours", "bare", "plain"), 0.0)
    for frame in _chunks(court, chosen):
        ways: dict[str, Callable[[pl.LazyFrame], pl.LazyFrame]] = {
            "bare": lambda lazy: lazy.select(bare),
            "ours": lambda lazy: tables.met(lazy, court, chosen).select(names),
            "plain": lambda lazy: lazy.select(plain),
        }
        found = {}
        for name, way in ways.items():
            begin = time.perf_counter()
            found[name] = way(frame.lazy()).collect()
            seconds[name] += time.perf_counter() - begin
        if not found["bare"].select(alone).equals(found["ours"].select(alone)):
            raise AssertionError("the two ways do not agree")
    return {**seconds, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}


def _chunks(court: Court, chosen: list[Provision]) -> Iterator["pl.DataFrame"]:
    """Yield tables of made-up models with all columns that the provisions ask for."""
    import polars as pl

    schema, pools = tables.table(court, chosen, []).schema, _pools(court, chosen)
    verdicts = [True, False, True, False, True, False, None]
    for chunk in range(MODELS // CHUNK):
        found = []
        for seed, name in enumerate(schema, start=chunk * len(schema)):
            quantity, _, bound = name.rpartition(".")
            if bound == "low" and quantity in pools:
                middle = _sample(pools[quantity], seed)
                width = _sample([1.0, 3.0, 10.0, None], seed + 7919)
                found += [(middle / width).alias(name), (middle * width).alias(f"{quantity}.high")]
            elif name.startswith("is "):
                found.append(pl.repeat(True, CHUNK, eager=True).alias(name))
            elif schema[name] == pl.Boolean and bound != "single":
                found.append(_sample(verdicts, seed).alias(name))
        yield pl.DataFrame(found)


def _sample(pool: list[Any], seed: int) -> "pl.Series":
    import polars as pl

    return pl.Series(pool).sample(CHUNK, with_replacement=True, seed=seed)


def _bare(provision: Provision, condition: Condition, bounded: bool) -> "pl.Expr":
    """Return what one would write by hand for a condition, alone and with no other provision."""
    import polars as pl

    if isinstance(condition, All | Either):
        joined = and_ if isinstance(condition, All) else or_
        return reduce(joined, [_bare(provision, part, bounded) for part in condition.parts])
    if isinstance(condition, Not):
        return ~_bare(provision, condition.part, bounded)
    name = columns.column(condition)
    if not isinstance(condition, Compare):
        elsewhere = len(condition.path) > 1 and condition.path[-1].property.endswith("classifiedAs")
        return pl.col(f"{name} for {provision.id}" if elsewhere else name)
    low, high, value = pl.col(f"{name}.low"), pl.col(f"{name}.high"), condition.value
    yes, no, simple = {
        ">": (low > value, high <= value, low > value),
        ">=": (low >= value, high < value, low >= value),
        "<": (high < value, low >= value, high < value),
        "<=": (high <= value, low > value, high <= value),
    }[condition.comparator]
    return pl.when(yes).then(True).when(no).then(False) if bounded else simple


# ---------------------------------------------------------------- pyshacl


def _shacl(place: Path) -> float:
    """Return seconds a verdict that pyshacl takes for the same conditions on a sample of models."""
    import pyshacl

    court, chosen = _court(place)
    models = [f"https://example.org/model/{n}" for n in range(SAMPLE)]
    shapes, facts = _shapes(chosen, models), _facts(court, chosen, models)
    begin = time.perf_counter()
    pyshacl.validate(facts, shacl_graph=shapes, advanced=False)
    return (time.perf_counter() - begin) / (SAMPLE * len(chosen))


def _shapes(chosen: list[Provision], models: list[str]) -> "rdflib.Graph":
    """Return the conditions of the provisions, each aimed at all models."""
    import rdflib

    of, shacl = rdflib.Namespace(NAMESPACES[""]), rdflib.Namespace(NAMESPACES["sh"])
    rules, shapes = rdflib.Graph(), rdflib.Graph()
    for quad in build.ontology():
        rules.add((_rdflib(quad.subject), _rdflib(quad.predicate), _rdflib(quad.object)))
    for provision in chosen:
        shape = next(rules.objects(rdflib.URIRef(provision.iri), of.condition))
        shapes += rules.cbd(shape)
        for model in models:
            shapes.add((shape, shacl.targetNode, rdflib.URIRef(model)))
    return shapes


def _facts(court: Court, chosen: list[Provision], models: list[str]) -> "rdflib.Graph":
    """Return made-up facts of the models, at the end of every path that the conditions take."""
    import rdflib
    from rdflib import Literal, URIRef

    chance, pools, facts = random.Random(2), _pools(court, chosen), rdflib.Graph()
    wanted = {test for provision in chosen for test in tables.asked(court, provision)}
    for model, test in ((m, t) for m in models for t in sorted(wanted, key=columns.column)):
        here = URIRef(model)
        for step in test.path[:-1]:
            link, there = URIRef(step.property), URIRef(f"{here}/{compact(step.property)}")
            facts.add((there, link, here) if step.inverse else (here, link, there))
            here = there
        last = URIRef(test.path[-1].property)
        if isinstance(test, Compare) and not test.is_day and facts.value(here, last) is None:
            facts.add((here, last, Literal(chance.choice(pools[columns.column(test)]))))
        elif isinstance(test, Has) and chance.random() < 0.5:
            text = test.values[0]
            facts.add((here, last, URIRef(text) if ":" in text else Literal(text == "true")))
    return facts


def _rdflib(term: Any) -> Any:
    import pyoxigraph as ox
    from rdflib import BNode, Literal, URIRef

    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    return Literal(term.value, datatype=URIRef(term.datatype.value))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(_columns(Path(sys.argv[1]))))
    else:
        print("\n".join(run()))
