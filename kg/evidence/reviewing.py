"""Review: turn a person's decision on a doubt into a revision, and take the doubt off the queue."""

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg import build, store
from kg.claims import revisions
from kg.document import Document
from kg.errors import BadSource, UnknownName
from kg.evidence import archive, decisions, doubts
from kg.evidence.decisions import CLASSES, Decision
from kg.evidence.doubts import Doubt
from kg.evidence.instrument import is_regime
from kg.evidence.saying import ASSUMED_DAY
from kg.evidence.taking import Taken, take
from kg.lookup import find_kind
from kg.model import Iri, Source, Statement
from kg.names import mint, slug
from kg.text.annotations import Annotation, Mention, from_json, to_json
from kg.text.names.gazetteer import Gazetteer, from_graph
from kg.text.verify import misplaced, unknown_word


class Decided(NamedTuple):
    """A decision, what it changed in the store, and the doubts that it gave rise to."""

    decision: Decision
    change: build.Change
    raised: tuple[Doubt, ...]


def doubt(path: Path, key: str, source: str = "") -> Doubt:
    """Return the doubt whose key begins with `key`; raise `UnknownName` for none or several.

    The same words have the same key in each document that has them, which `source` tells apart.
    """
    found = [d for d in doubts.on_source(doubts.read(path), source) if d.key.startswith(key)]
    if len(found) == 1:
        return found[0]
    if found:
        whose = sorted({d.source for d in found})
        listed = f"{', '.join(whose[:3])}{' and more' if len(whose) > 3 else ''}"
        ways = ["say in which document with --source NAME"] if len(whose) > 1 else []
        ways += ["give more of the key"] if len({d.key for d in found}) > 1 else []
        raise UnknownName(
            f"{len(found)} doubts begin with '{key}' (in {listed}); {' or '.join(ways)}"
        )
    where = f" on {source}" if source else ""
    raise UnknownName(f"no doubt{where} has the key '{key}'; list them with: kg review")


def decide(
    path: Path,
    waiting: Doubt,
    kind: str,
    *,
    by: str,
    because: str = "",
    changes: dict[str, Any] | None = None,
    link: str = "",
    on: date | None = None,
) -> Decided:
    """Write a decision on a doubt and, unless it is rejected, what it says, into the store.

    `kind` is one of `decisions.KINDS`; `changes` are fields of the annotation in its JSON form,
    `link` the name of the thing that a mention names. A mention that is accepted without a link
    makes a new thing of its name. What the decision adds is what the whole document gives with it
    and does not give without it: a name that is known now can make a relation speak of the thing.
    Raises `BadSource` where a corrected annotation does not fit its text, `UnknownName` for a link
    that the graph does not know, or that is a thing of another kind than the mention.
    """
    document, found = archive.fetch(path, waiting.source)
    graph = store.open_read(path)
    names = from_graph(graph)
    annotation = _decided(waiting, document, changes or {})
    thing, new = "", False
    if isinstance(annotation, Mention) and kind != "rejected":
        thing, new = _thing(graph, names, document, annotation, link)
        annotation = replace(annotation, link=_slug(thing))
    elif link:
        raise BadSource(f"{waiting.key}: is a {annotation.type}; only a mention can be linked")
    decision = Decision(
        key=waiting.key,
        source=waiting.source,
        kind=kind,
        by=by,
        on=on or date.today(),
        because=because,
        annotation=to_json(annotation),
        at=_at(waiting),
        words=decisions.words_of(document, annotation),
        thing=thing,
        new=new,
    )
    held = decisions.decisions(graph, waiting.source)
    item = from_json(waiting.annotation)
    again = partial(
        take,
        document,
        found if item in found else [*found, item],
        names,
        graph,
        issued=_issued(graph, document),
        of=waiting.instrument if is_regime(waiting.instrument) else "",
    )
    before, after = again(decided=held), again(decided={**held, decision.key: decision})
    source = decisions.source_of(decision)
    written = decisions.statements(decision, source)
    written += _added(before, after, source)
    del graph
    change = build.add(path, written)[0]
    others = [d for d in doubts.read(path, waiting.source) if from_json(d.annotation) not in found]
    left = {d.key: d for d in (*others, *after.doubts) if d.key != waiting.key}
    doubts.write(path, waiting.source, left.values())
    known = {d.key for d in before.doubts}
    raised = tuple(d for d in after.doubts if d.key not in known)
    return Decided(decision, change, raised)


def _issued(graph: ox.Store, document: Document) -> tuple[date, str]:
    """Return the day of the edition that the text is, and how it is known."""
    for revision in revisions(graph):
        if revision.sha256 == document.sha256:
            return revision.issued, revision.issued_from
    return date.today(), ASSUMED_DAY


def _added(before: Taken, after: Taken, source: Source) -> list[Statement]:
    """Return what a document gives with a decision and not without it, as said by the review."""
    said = {(s.subject, s.predicate, s.object) for s in before.statements}
    return [
        replace(s, source=source)
        for s in after.statements
        if (s.subject, s.predicate, s.object) not in said
    ]


def _decided(waiting: Doubt, document: Document, changes: dict[str, Any]) -> Annotation:
    unknown = sorted(set(changes) - set(waiting.annotation))
    if unknown:
        known = ", ".join(waiting.annotation)
        raise BadSource(f"a {waiting.annotation['type']} has no field '{unknown[0]}': {known}")
    try:
        annotation = from_json({**waiting.annotation, **changes})
    except ValueError as problem:
        raise BadSource(f"{waiting.key}: {problem}") from problem
    wrong = misplaced(document, annotation) or unknown_word(annotation)
    if wrong:
        raise BadSource(f"{waiting.key}: {wrong}; nothing was decided")
    return annotation


def _at(waiting: Doubt) -> tuple[int, int]:
    start, end = waiting.annotation["span"]
    return start, end


def _thing(
    graph: ox.Store, names: Gazetteer, document: Document, mention: Mention, link: str
) -> tuple[str, bool]:
    """Return the thing that a mention names, and whether it is a new one."""
    if link:
        words = " ".join(document.text[slice(*mention.span)].split())
        hint = (
            f"“{words}” was read as {mention.kind}; link one of those, or give it another class "
            f"with --correct class={'|'.join(CLASSES)}"
        )
        return find_kind(graph, link, CLASSES[mention.kind][0], hint), False
    words = document.text[slice(*mention.span)]
    iri = mint(CLASSES[mention.kind][0], words)
    known = any(n.iri == iri for n in names.names)
    return iri, not known


def _slug(iri: str) -> str:
    return slug(Iri(iri).rpartition("/")[2])
