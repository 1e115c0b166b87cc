"""Settle contradictions: of the values that sources give for one property, which the graph holds.

The ranks, in this order; the first that tells two values apart decides:

1. what a source was opened for goes before what was written from memory;
2. a dataset goes before what was read out of a text;
3. what was said later goes before what was said earlier;
4. the surer statement goes before the less sure one;
5. what a revision says first goes before what it says later.

The losing values stay visible, each with the reason.
"""

from typing import Any

import pyoxigraph as ox

from kg.claims import Claim
from kg.triples import DATE, DOUBLE, Term

SURE = ("confident", "high", "likely", "medium", "speculative", "low", "")
KIND_ORDER = {"curated": 0, "dataset": 0, "text": 1}
SAME = 0.01
"""Two numbers that differ by no more than this fraction are the same value.

Sources round to three digits; field observations count a change of more than 1 % as a change.
"""

Chosen = list[list[Claim]]
"""The values that stand, each as the claims that say it, the best first."""

Lost = list[tuple[Claim, str]]
"""The claims that lost, each with the reason."""


def _rank(claim: Claim) -> tuple[Any, ...]:
    return (
        claim.from_memory,
        KIND_ORDER[claim.revision.kind],
        -claim.said_on.toordinal(),
        SURE.index(claim.confidence),
        claim.revision.source,
        claim.number,
    )


def gather(group: list[Claim]) -> Chosen:
    """Return each distinct value with the claims that say it, the best first."""
    chosen: Chosen = []
    for claim in sorted(group, key=_rank):
        for support in chosen:
            if same(support[0].object, claim.object):
                support.append(claim)
                break
        else:
            chosen.append([claim])
    return chosen


def settle(group: list[Claim], *, one: bool) -> tuple[Chosen, Lost]:
    """Return the values that win, each with its support, and those that lose, each with why.

    Where a property may have several values, those of the best-ranked revision stand together.
    """
    ranked = sorted(group, key=_rank)
    best = ranked[0]
    winners = [best] if one else [c for c in ranked if c.revision.iri == best.revision.iri]
    chosen = gather(winners)
    lost: Lost = []
    for claim in ranked:
        if any(claim is w for w in winners):
            continue
        support = next((s for s in chosen if same(s[0].object, claim.object)), None)
        if support is not None:
            support.append(claim)
        else:
            lost.append((claim, _why(best, claim)))
    return chosen, lost


def _why(winner: Claim, loser: Claim) -> str:
    if loser.from_memory and not winner.from_memory:
        return "written from memory; what a source was opened for goes before it"
    if KIND_ORDER[loser.revision.kind] > KIND_ORDER[winner.revision.kind]:
        return "read out of a text; a dataset goes before it"
    if loser.said_on < winner.said_on:
        return f"said on {loser.said_on}; the value taken was said on {winner.said_on}"
    if SURE.index(loser.confidence) > SURE.index(winner.confidence):
        called = loser.confidence or "without a stated confidence"
        return f"{called}; the value taken is {winner.confidence}"
    if loser.revision.iri == winner.revision.iri:
        return "a later statement of the same revision"
    return "said on the same day and as surely; the order of the sources decides"


def superseded(older: list[Claim], chosen: Chosen) -> Lost:
    """Return what earlier editions said otherwise than the values that stand."""
    return [
        (claim, f"an earlier edition of the same source ({claim.revision.issued})")
        for claim in older
        if not any(same(s[0].object, claim.object) for s in chosen)
    ]


def same(one: Term, other: Term) -> bool:
    """Say whether two values are the same: numbers within 1 %, names and days exactly."""
    if one == other:
        return True
    if not isinstance(one, ox.Literal) or not isinstance(other, ox.Literal):
        return False
    if one.datatype == DOUBLE and other.datatype == DOUBLE:
        a, b = float(one.value), float(other.value)
        return abs(a - b) <= SAME * max(abs(a), abs(b))
    if DATE in (one.datatype, other.datatype):
        return False
    return one.value.strip().casefold() == other.value.strip().casefold()
