"""The slower side of the question set: rdflib in memory, in a process of its own."""

import json
import signal
import time
from pathlib import Path
from types import FrameType
from typing import Any


class OutOfTime(BaseException):
    """A question has run for its limit; not an `Exception`, so that rdflib cannot swallow it."""


AGAIN = 10.0
"""Seconds after which a question that took no notice of the first ring is rung for again."""


def arm(seconds: float) -> None:
    """Let `OutOfTime` be raised after `seconds` of processor time from now."""

    def ring(number: int, frame: FrameType | None) -> None:
        signal.setitimer(signal.ITIMER_PROF, AGAIN)
        raise OutOfTime

    signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)


def disarm() -> None:
    """Let nothing be raised any more."""
    signal.setitimer(signal.ITIMER_PROF, 0)


def answer(dump: str, asked: str, answers: str) -> None:
    """Load the N-Triples file `dump` and ask it what the JSON lines of `asked` say, each once.

    For each line, with `name`, `text`, `bind` and `limit` in seconds, a JSON line goes to the file
    `answers`: `name`, processor `seconds`, `rows` (None where the limit struck), `problem`. Loading
    is not counted.
    """
    import rdflib

    _mend()
    graph = rdflib.Graph()
    graph.parse(dump, format="ox-nt")  # the parser of oxrdflib; the store is rdflib's own
    with Path(answers).open("w", encoding="utf-8") as out:
        for line in Path(asked).read_text(encoding="utf-8").splitlines():
            out.write(json.dumps(_one(graph, json.loads(line))) + "\n")
            out.flush()


def _mend() -> None:
    """Let rdflib aggregate DISTINCT over unbound variables, as SPARQL says; 7.6 raises there."""
    from rdflib.plugins.sparql.aggregates import Accumulator
    from rdflib.plugins.sparql.sparql import NotBoundError

    strict = Accumulator.use_row

    def use_row(self: Accumulator, row: Any) -> bool:
        try:
            return strict(self, row)
        except NotBoundError:
            return False

    Accumulator.use_row = use_row  # type: ignore[method-assign]


def _one(graph: Any, question: dict[str, Any]) -> dict[str, Any]:
    from kg.names import NAMESPACES

    bind = {name: _term(*parts) for name, parts in question["bind"].items()}
    rows, problem = None, ""
    begun = time.process_time()
    try:
        arm(question["limit"])
        found = graph.query(question["text"], initBindings=bind, initNs=NAMESPACES)
        rows = sum(1 for _ in found)
        disarm()
    except OutOfTime:
        disarm()
        problem = "limit"
    except Exception as error:  # whatever rdflib makes of the query is the result
        disarm()
        problem = f"{type(error).__name__}: {error}"[:200]
    taken = time.process_time() - begun
    return {"name": question["name"], "seconds": taken, "rows": rows, "problem": problem}


def _term(kind: str, value: str, datatype: str) -> Any:
    import rdflib

    if kind == "iri":
        return rdflib.URIRef(value)
    return rdflib.Literal(value, datatype=rdflib.URIRef(datatype))
