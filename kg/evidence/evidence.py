"""Evidence: each fact that texts say of a thing, with quote, place and source."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from kg.claims import Revision, current, revisions
from kg.names import ONTOLOGY, compact, rdf, term
from kg.text.told import told_item
from kg.triples import OBJECT, PREDICATE, SUBJECT, node

ORDER = (
    "ReadThreshold ReadDefinition ReadObligation ReadProhibition ReadPermission ReadExemption "
    "ReadPenalty ReadDate Prediction Imperative Claim Relation"
).split()
"""The kinds of items in the order in which they are listed; what is said of the thing follows."""
LAST = len(ORDER)
TYPE, LABEL = rdf("rdf:type"), rdf("rdfs:label")
SKIPPED = {term(n) for n in ("inText", "readIn", "defines", "textOf", "citation", "stands")}
SKIPPED |= {term(n) for n in ("saidSubject", "saidObject", "bearerActor", "speaker")}
"""What says no more of a thing than an item does that is listed itself."""


WORDS: dict[str, str] = {
    TYPE: " is of the kind: ",
    LABEL: " is called ",
    term("alias"): " is also called ",
    term("addressee"): ", addressed to ",
    term("country"): ", country: ",
    term("weights"): ", weights: ",
    term("textOf"): " is the text of ",
}
"""What stands between the names of two things, of properties whose own name is no verb."""


@dataclass(frozen=True, slots=True)
class _Said:
    """One statement that has a place in a text, and why it lost, where it did."""

    subject: str
    predicate: str
    value: str
    lost: str
    details: dict[str, str]
    source: str
    source_id: str


def evidence(store: ox.Store, iri: str) -> list[dict[str, Any]]:
    """Return what texts say of a thing: `says`, `kind`, `quote`, `path`, `source`, `certainty`.

    Things said of the thing itself, all items that were read in it or in one of its places, and
    where texts name it; one row an item. `start` and `end` are the place of the quote, `item` is
    the IRI of what the row tells. Each source speaks by its newest edition. Of statements without a
    place in a text, such as those of a table, there are none here; `kg show` has them.
    """
    newest = {r.iri: r for r in current(revisions(store))}
    rows: list[tuple[tuple[int, str, int], dict[str, Any]]] = []
    for subject in (iri, *_inside(store, iri)):
        of: dict[str, list[_Said]] = defaultdict(list)
        for said in _of(store, subject, newest):
            of[said.source].append(said)
        for source in sorted(of):
            rows += _rows(store, subject, of[source], whole=subject != iri)
    for said in _naming(store, iri, newest):
        if said.predicate not in SKIPPED:
            rows += _worded(store, LAST + 1, said)
    unique = {(r["says"], " ".join(r["quote"].split()), r["source"], r["path"]): (at, r)
              for at, r in reversed(rows)}  # fmt: skip
    return [row for _, row in sorted(unique.values(), key=lambda pair: pair[0])]


def _inside(store: ox.Store, iri: str) -> Iterator[str]:
    """Yield the places of a thing, and the items that were read in it or in one of them."""
    seen, waiting = {iri}, [iri]
    while waiting:
        found = store.quads_for_pattern(
            None, node(term("readIn")), node(waiting.pop()), ox.DefaultGraph()
        )
        for quad in found:
            inside = quad.subject.value if isinstance(quad.subject, ox.NamedNode) else iri
            if inside not in seen:
                seen.add(inside)
                waiting.append(inside)
                yield inside


def _of(store: ox.Store, subject: str, newest: dict[str, Revision]) -> Iterator[_Said]:
    facts = store.quads_for_pattern(None, SUBJECT, node(subject), ox.DefaultGraph())
    yield from _supporting(store, (q.subject for q in facts), newest)


def _naming(store: ox.Store, iri: str, newest: dict[str, Revision]) -> Iterator[_Said]:
    facts = store.quads_for_pattern(None, OBJECT, node(iri), ox.DefaultGraph())
    yield from _supporting(store, (q.subject for q in facts), newest)


def _supporting(
    store: ox.Store, facts: Iterable[Any], newest: dict[str, Revision]
) -> Iterator[_Said]:
    """Yield the statements with a place in a text on which facts rest, and those that lost."""
    for fact in facts:
        for name in ("settledFrom", "supportedBy"):
            for quad in store.quads_for_pattern(fact, node(term(name)), None, ox.DefaultGraph()):
                yield from _said(store, quad.object, newest)
        lost = store.quads_for_pattern(fact, node(term("overruled")), None, ox.DefaultGraph())
        for quad in lost:
            about = _all(store, quad.object, ox.DefaultGraph())
            statement = node(about[term("statement")])
            yield from _said(store, statement, newest, about.get(term("reason"), ""))


def _said(
    store: ox.Store, statement: Any, newest: dict[str, Revision], lost: str = ""
) -> Iterator[_Said]:
    revision = newest.get(statement.value.rpartition("#")[0])
    if revision is None:
        return
    about = _all(store, statement, node(revision.iri))
    if term("quote") in about:
        subject, predicate, value = (about[p.value] for p in (SUBJECT, PREDICATE, OBJECT))
        details = {k.removeprefix(ONTOLOGY): v for k, v in about.items()}
        yield _Said(subject, predicate, value, lost, details, revision.title,
                    revision.source.rpartition("/")[2])  # fmt: skip


def _all(store: ox.Store, subject: Any, graph: ox.NamedNode | ox.DefaultGraph) -> dict[str, str]:
    quads = store.quads_for_pattern(subject, None, None, graph)
    return {q.predicate.value: q.object.value for q in quads if not isinstance(q.object, ox.Triple)}


def _rows(
    store: ox.Store, subject: str, said: list[_Said], *, whole: bool
) -> Iterator[tuple[tuple[int, str, int], dict[str, Any]]]:
    """Yield one row for an item, one a statement for anything else."""
    kind = next((s for s in said if s.predicate == TYPE), None)
    name = kind.value.removeprefix(ONTOLOGY) if kind else ""
    if whole and kind and name in ORDER:
        values: dict[str, list[str]] = defaultdict(list)
        for each in sorted(said, key=lambda s: int(s.details["start"])):
            if each.predicate.startswith(ONTOLOGY):
                values[each.predicate.removeprefix(ONTOLOGY)].append(_name(store, each.value))
        yield _row(ORDER.index(name), kind, told_item(name, values))
        return
    for each in said:
        if each.predicate not in SKIPPED and (not whole or each.predicate not in (TYPE, LABEL)):
            yield from _worded(store, LAST + (1 if whole else 0), each)


def _worded(
    store: ox.Store, place: int, said: _Said
) -> Iterator[tuple[tuple[int, str, int], dict[str, Any]]]:
    """Yield the row of one statement; none for what says no more than that a thing is itself."""
    says = _one(store, said)
    if says:
        lost = f" (overruled: {said.lost})" if said.lost else ""
        yield _row(place, said, f"{says}{lost}")


def _one(store: ox.Store, said: _Said) -> str:
    """Return the sentence of a statement, or "" where it says no more than its own names.

    What is said about a thing is an item that is a sentence itself, or one that only names it.
    """
    subject, value = _name(store, said.subject), _name(store, said.value)
    if said.predicate == term("about"):
        item = ox.Quad(node(said.subject), node(TYPE), node(term("Mention")), ox.DefaultGraph())
        return f"{said.source} mentions {subject}" if item in store else subject
    if said.predicate in WORDS:
        return "" if subject == value else f"{subject}{WORDS[said.predicate]}{value}"
    return f"{subject} {_name(store, said.predicate)} {value}"


def _name(store: ox.Store, value: str) -> str:
    """Return what people call a thing; a value that is none stands for itself."""
    if not value.startswith(("http://", "https://")):
        return value
    for predicate in (term("shortName"), LABEL, term("definedTerm")):
        found = store.quads_for_pattern(node(value), node(predicate), None, ox.DefaultGraph())
        quad = next(found, None)
        if quad and isinstance(quad.object, ox.Literal):
            return quad.object.value
    return compact(value).removeprefix(":")


def _row(place: int, said: _Said, says: str) -> tuple[tuple[int, str, int], dict[str, Any]]:
    start = int(said.details["start"])
    sure = said.details.get("certainty")
    kind = said.value.removeprefix(ONTOLOGY) if place < LAST else "statement"
    row = {
        "says": says,
        "kind": kind,
        "quote": said.details["quote"],
        "path": said.details.get("path", ""),
        "source": said.source,
        "source_id": said.source_id,
        "certainty": float(sure) if sure else None,
        "start": start,
        "end": int(said.details["end"]),
        "item": said.subject,
    }
    return (place, said.source, start), row
