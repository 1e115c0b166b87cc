"""What the side panel of a view tells of a thing: its facts, and on what each of them rests."""

from typing import Any

import pyoxigraph as ox

from kg.entity import Evidence, Fact, entity
from kg.formats import readable
from kg.model import Iri
from kg.names import rdf
from kg.network import is_thing

Line = dict[str, Any]
"""One line of the panel, ready for JSON; empty entries are left out. The keys, kept short because
a view holds thousands of lines:

    p property (its IRI)      g its name                       v the value in words
    o the IRI of the value, where it is a thing                i interval of the value
    w where that comes from   s the source and its edition     a the place in it
    q the words quoted there  r the source's spelling          c confidence
    b estimator and method    t what the source relies on      n remark
    m true if from memory     k number of further statements that say the same
    x values that were overruled, each as [value, reason]
"""


def lines(store: ox.Store, iri: str) -> list[Line]:
    """Return what the graph holds of the thing `iri`, line by line; its label stands elsewhere."""
    known = entity(store, Iri(iri))
    return [_line(fact) for fact in known.facts if fact.property != rdf("rdfs:label")]


def _line(fact: Fact) -> Line:
    unit = f" {fact.unit}" if fact.unit else ""
    bounded = (fact.low is not None or fact.high is not None) and fact.low != fact.high
    interval = _interval(fact.low, fact.high) + unit if bounded else ""
    bracket = bounded and fact.value is None
    is_relation = isinstance(fact.value, str) and is_thing(fact.value)
    line = {
        "p": fact.property,
        "g": fact.name,
        "v": interval if bracket else fact.words + unit,
        "o": fact.value if is_relation else "",
        "i": "" if bracket else interval,
        "w": fact.bounds_from if bounded else "",
        "c": fact.confidence,
        "b": ", ".join(filter(None, (fact.estimator, fact.method))),
        "n": fact.note,
        "m": fact.from_memory,
        "x": [[lost.words, lost.reason] for lost in fact.overruled],
    }
    if fact.evidence:
        line |= _evidence(fact.evidence[0])
        line["k"] = len(fact.evidence) - 1
    return {key: entry for key, entry in line.items() if entry or key == "v"}


def _evidence(best: Evidence) -> Line:
    edition = f", edition of {best.edition}" if best.edition else ""
    return {
        "s": best.source + edition,
        "a": best.place,
        "q": best.quote,
        "r": best.verbatim,
        "t": best.cites,
    }


def _interval(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return f"at least {readable(low)}" if high is None else f"at most {readable(high)}"
    return f"{readable(low)} to {readable(high)}"
