"""Tell what reading a source changed, and what a document gave: lines for `kg ingest`."""

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING

from kg.cli.errors import note

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.build import Change
    from kg.evidence.ingesting import Outcome

SHOWN = 12
"""So many points of a comparison are told without -v."""


def expanded(
    locations: Sequence[str], *, feed: bool, allow_private: bool
) -> "tuple[list[str], int]":
    """Return the places of documents at locations, and the number of locations that are wrong.

    What is wrong is told, and so is what was left out of folders.
    """
    from kg import intake

    found = intake.expand(locations, feed=feed, allow_private=allow_private)
    for error in found.errors:
        note(error)
    if found.left_out:
        files = "1 file" if found.left_out == 1 else f"{found.left_out} files"
        note(f"{files} of other kinds left out of the folders")
    return found.places, len(found.errors)


def told(change: "Change", held: Container[str], *, dry_run: bool, verbose: bool) -> Iterator[str]:
    """Yield the lines that tell what reading one revision changes.

    `held` has the IRIs of the sources of which the graph had an edition before.
    """
    from kg.names import compact, mint

    name = f"{compact(change.revision)} ({change.source.title})"
    if change.known:
        yield f"{name}: nothing new, these {change.statements} statements are in the store already"
        return
    verb = "would add" if dry_run else "added"
    against = ""
    if mint("source", change.source.id) in held:
        against = (
            f"; against the edition before: {len(change.new)} new, {len(change.changed)} changed, "
            f"{len(change.gone)} gone"
        )
    yield f"{name}: {verb} {change.statements} statements{against}"
    if verbose:
        for mark, pairs in (("+", change.new), ("~", change.changed), ("-", change.gone)):
            for pair in pairs:
                yield f"  {mark} {' '.join(compact(iri) for iri in pair.split(' '))}"


def told_document(
    graph: "ox.Store",
    outcome: "Outcome",
    held: Container[str],
    *,
    dry_run: bool,
    verbose: bool,
) -> Iterator[str]:
    """Yield the lines that tell what a document gave, and how it stands to `graph`, as it was.

    `held` is that of `told`.
    """
    from kg.names import compact
    from kg.text.told import counted

    for problem in outcome.notes:
        note(problem)
    if outcome.error:
        note(outcome.error)
        return
    taken = outcome.taken
    if outcome.change is None or taken is None:
        yield f"{outcome.location}: nothing new, these bytes were read before"
        return
    yield from told(outcome.change, held, dry_run=dry_run, verbose=verbose)
    known = "" if taken.instrument.known else " (not in the graph as a regime)"
    whose = f"the text of {compact(taken.instrument.iri)}{known}"
    if taken.instrument.iri.endswith(f"source/{taken.source.id}"):
        whose = "no law"
    yield f"  {whose}: {counted(a.type for a in taken.annotations) or 'nothing was found in it'}"
    for decision, _ in taken.renewed:
        if not decision.stands:
            yield (
                f"  no longer in the text, {decision.kind} by {decision.by} on {decision.on}: "
                f"“{decision.quote}”"
            )
    if taken.doubts:
        reasons = Counter(d.reason for d in taken.doubts)
        waiting = ", ".join(f"{n} {reason}" for reason, n in reasons.most_common())
        verb = "would wait for" if dry_run else "waiting for"
        yield f"  {verb} kg review --source {taken.source.id}: {waiting}"
    if taken.instrument.known:
        yield from _compared(graph, outcome, verbose=verbose)


def _compared(graph: "ox.Store", outcome: "Outcome", *, verbose: bool) -> Iterator[str]:
    """Yield how the text stands to the regime as the graph has it."""
    from kg.evidence.compare import ABSENT, ADDED, AGREES, DIFFERS, compare

    assert outcome.document
    assert outcome.taken
    points = compare(
        graph, outcome.taken.instrument.iri, outcome.document, outcome.taken.annotations
    )
    order = (DIFFERS, AGREES, ADDED, ABSENT)
    counted = Counter(p.outcome for p in points)
    numbers = ", ".join(f"{counted[word]} {word}" for word in order if counted[word])
    yield f"  against the graph: {numbers or 'nothing to compare'}"
    ranked = sorted(points, key=lambda p: order.index(p.outcome))
    for point in ranked if verbose else ranked[:SHOWN]:
        both = " | ".join(x for x in (point.in_graph, point.in_text) if x)
        yield f"    {point.outcome}: {point.what}: {both}{f' ({point.path})' if point.path else ''}"
    if len(points) > SHOWN and not verbose:
        yield f"    … and {len(points) - SHOWN} more; see them with -v"
