"""The question set on many models: the engine beside rdflib in memory, question by question."""

import json
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import pyoxigraph as ox

from bench import rdflib_side
from bench.figures import Figure, show
from bench.timing import alone, processor_seconds
from kg import KnowledgeGraph, catalogue, store
from kg.bind import bindings

TARGET = 10.0
REPETITIONS = 3
SLOW = 2.0
"""From this many seconds on a question is too slow for a person who waits for it."""
PATIENCE = 30.0
"""rdflib is stopped after this many seconds, or where the target is surely met if that is later."""
SURELY = 1.5
"""How many times the target rdflib may take before it is stopped."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What one question took: processor seconds, rows of the answer, whether it was stopped."""

    seconds: float
    rows: int | None
    stopped: bool = False
    problem: str = ""


def measure(place: Path, work: Path, longest: float) -> list[Figure]:
    """Ask every question with its defaults of both; return a figure each, and a summary.

    `place` is the store, `work` a folder for the dump that rdflib reads, `longest` the seconds
    after which a question is stopped in either engine (here four times as many of wall time, in
    which other work counts). `why_alone` tells which questions have no ratio.
    """
    names = catalogue.names()
    ours = {name: _ours(place, name, longest) for name in names}
    shared = [n for n in names if not (why_alone(n) or ours[n].problem or ours[n].stopped)]
    print(f"  {len(names)} questions asked here, now {len(shared)} of rdflib", flush=True)
    theirs = _theirs(place, work, {n: ours[n].seconds for n in shared}, longest)
    figures = [_figure(name, ours[name], theirs.get(name)) for name in names]
    show(figures)
    ratios = {f.name: f.value for f in figures if f.at_least is not None}
    whole = sum(theirs[n].seconds for n in ratios) / sum(ours[n].seconds for n in ratios)
    any_stopped = any(theirs[n].stopped for n in ratios)
    slow = [n for n in names if ours[n].seconds > SLOW or ours[n].stopped]
    note = f"of {len(ratios)} questions; where rdflib was stopped its limit counts"
    return figures + show([
        Figure("the whole set", whole, "times", at_least=TARGET, over=any_stopped, note=note),
        Figure("median ratio", median(ratios.values()), "times", at_least=TARGET, note=note),
        Figure("smallest ratio", min(ratios.values()), "times", at_least=TARGET,
               note=min(ratios, key=lambda name: ratios[name])),
        Figure(f"questions over {SLOW:.0f} s here", len(slow), "questions", note=", ".join(slow)),
    ])  # fmt: skip


def why_alone(name: str) -> str:
    """Say why a question cannot be asked of rdflib's copy of the default graph, or ""."""
    question = catalogue.question(name)
    if "assessments" in question.tags:
        return "computes assessments first"
    lines = (line.partition("#")[0] for line in question.text.splitlines())
    return "reads revisions" if any("GRAPH" in line for line in lines) else ""


def engine_side(place: str, name: str) -> dict[str, Any]:
    """Ask one question; return its processor seconds (median) and rows. Its process is its own."""
    graph = KnowledgeGraph(Path(place), store.open_read(Path(place)))
    rows = 0

    def ask() -> None:
        nonlocal rows
        rows = len(graph.ask(name).tuples())

    first = processor_seconds(ask)
    again = 1 if first > SLOW else REPETITIONS
    taken = median(processor_seconds(ask) for _ in range(again))
    return {"seconds": taken, "rows": rows}


def _ours(place: Path, name: str, longest: float) -> Taken:
    try:
        told = alone(engine_side, str(place), name, limit=4 * longest).result
    except TimeoutError:
        return Taken(longest, None, stopped=True)
    except RuntimeError as problem:
        return Taken(0.0, None, problem=str(problem))
    return Taken(told["seconds"], told["rows"])


def _theirs(place: Path, work: Path, ours: dict[str, float], longest: float) -> dict[str, Taken]:
    dump, asked, answers = work / "default.nt", work / "asked.jsonl", work / "answers.jsonl"
    engine = store.open_read(place)
    engine.dump(str(dump), format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    with asked.open("w", encoding="utf-8") as out:
        for name, taken in ours.items():
            question = catalogue.question(name)
            bind = {n: _plain(t) for n, t in bindings(engine, question, {}).items()}
            patience = min(longest, max(PATIENCE, SURELY * TARGET * taken))
            line = {"name": name, "text": question.text, "bind": bind, "limit": patience}
            out.write(json.dumps(line) + "\n")
    del engine
    try:
        alone(rdflib_side.answer, str(dump), str(asked), str(answers))
    finally:
        dump.unlink()
    return {
        told["name"]: Taken(
            told["seconds"],
            told["rows"],
            stopped=told["problem"] == "limit",
            problem=told["problem"].removeprefix("limit"),
        )
        for told in map(json.loads, answers.read_text(encoding="utf-8").splitlines())
    }


def _plain(term: Any) -> tuple[str, str, str]:
    if isinstance(term, ox.NamedNode):
        return "iri", term.value, ""
    return "literal", term.value, term.datatype.value


def _figure(name: str, ours: Taken, theirs: Taken | None) -> Figure:
    here = f"{'over ' if ours.stopped else ''}{ours.seconds * 1e3:.3g} ms, {ours.rows} rows"
    if ours.problem:
        return Figure(name, 0.0, "seconds", note=f"not asked: {ours.problem}")
    if theirs is None:
        why = why_alone(name) or "stopped here"
        note = f"no ratio: {why}; {here}"
        return Figure(name, ours.seconds, "seconds", over=ours.stopped, note=note)
    if theirs.problem:
        return Figure(name, ours.seconds, "seconds", note=f"rdflib fails: {theirs.problem}; {here}")
    there = f"rdflib {'over ' if theirs.stopped else ''}{theirs.seconds:.3g} s"
    if theirs.rows is not None and theirs.rows != ours.rows:
        there += f", {theirs.rows} rows"
    return Figure(
        name,
        theirs.seconds / ours.seconds,
        "times",
        at_least=TARGET,
        over=theirs.stopped,
        note=f"{here}; {there}",
    )
