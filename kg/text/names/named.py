"""One named thing as a matcher found it, and the choice between names that overlap."""

import re
from bisect import bisect_left, insort
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple


class Named(NamedTuple):
    """Characters `start` to `end` of a text name something of class `kind`.

    `rule` is the id of the rule that found it; `link` the slug of the thing, None where the matcher
    does not know it; `candidates` are slugs that it may be where there is no link.
    """

    start: int
    end: int
    kind: str
    rule: str
    link: str | None = None
    candidates: tuple[str, ...] = ()


def longest(found: Iterable[Named]) -> list[Named]:
    """Return names in text order, none inside or across another: the longest wins.

    A name without a link that cuts into one with a link is a misreading of a grammar, and out. Of
    two that are equally long the one with a link wins, then the one found first.
    """
    ranked = sorted(found, key=lambda n: (n.start - n.end, n.link is None))
    sure: list[Named] = []
    for name in ranked:
        if name.link:
            _take(sure, name)
    taken: list[Named] = []
    for name in ranked:
        if name.link or not any(_cuts(name, n) for n in _around(sure, name)):
            _take(taken, name)
    return taken


def _take(taken: list[Named], name: Named) -> None:
    """Put a name into its place among disjoint names, where it is free."""
    if not any(_meets(name, other) for other in _around(taken, name)):
        insort(taken, name, key=lambda n: n.start)


def _around(taken: list[Named], name: Named) -> list[Named]:
    """Return those of disjoint names that can meet the ends of a name."""
    first = bisect_left(taken, name.start, key=lambda n: n.start)
    last = bisect_left(taken, name.end, key=lambda n: n.start)
    return [*taken[max(0, first - 1) : first + 1], *taken[max(0, last - 1) : last]]


def _meets(a: Named, b: Named) -> bool:
    return a.start < b.end and b.start < a.end


def _cuts(a: Named, b: Named) -> bool:
    return _meets(a, b) and not (a.start <= b.start and b.end <= a.end)


@lru_cache(maxsize=4)
def capitals(text: str) -> tuple[tuple[int, str], ...]:
    """Return place and letters of each run of letters and digits that begins with a capital.

    Names begin so, and each matcher looks a name up by its first run: the cost of finding names
    grows with the capitals of a text, not with the number of names and rules.
    """
    found = ((match.start(), match[0]) for match in _CAPITAL.finditer(text))
    return tuple((at, run) for at, run in found if not at or not text[at - 1].isalnum())


_CAPITAL = re.compile(r"[A-ZÀ-Þ0-9][^\W_]*")
