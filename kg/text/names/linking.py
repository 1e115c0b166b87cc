"""Link a name to a thing of the graph: by version, by alias, by likeness, or to nothing.

The order is that of trust. A model is known by its version key, other things by their names; what
is only alike is linked where all its numbers agree. Namesakes are told apart by jurisdiction and
day. What is left is no thing of the graph, and gets the nearest as candidates.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeVar

from kg.names import slug
from kg.text.names.gazetteer import Gazetteer, Name, own_first
from kg.text.names.modelnames import numbers, version_key

K = TypeVar("K")

ALIKE = 0.85
"""From which likeness on (0 to 1) a name is taken for another that has the same numbers."""
NEAR = 0.4
"""From which likeness on a thing is a candidate."""
CANDIDATES = 3


class Link(NamedTuple):
    """What a name means: the slug of a thing, or None and the slugs that came nearest.

    `proposed` is the slug that a new thing of this name would have.
    """

    link: str | None
    candidates: tuple[str, ...] = ()
    proposed: str = ""


@dataclass(frozen=True, eq=False)
class Linker:
    """The tables by which names are linked, made from a gazetteer when first asked."""

    names: Gazetteer

    @cached_property
    def _by_key(self) -> dict[tuple[str, ...], list[Name]]:
        return _table((version_key(n.words), n) for n in self.names.names if n.kind == "Model")

    @cached_property
    def _by_slug(self) -> dict[tuple[str, str], list[Name]]:
        return _table(((n.kind, slug(n.words)), n) for n in self.names.names)

    def link(self, words: str, kind: str, *, place: str = "", day: date | None = None) -> Link:
        """Return what `words`, a name of class `kind`, means in a text.

        `place` is the code of the jurisdiction that the text belongs to and `day` the day of the
        text: of namesakes the one of that jurisdiction is meant, and none that came later.
        """
        for found in (self._by_version(words, kind), self._by_slug.get((kind, slug(words)), [])):
            if found:
                return _chosen(_fitting(found, place, day), words)
        return self._alike(words, kind, place, day)

    def _by_version(self, words: str, kind: str) -> list[Name]:
        return self._by_key.get(version_key(words), []) if kind == "Model" else []

    @cached_property
    def _by_part(self) -> dict[tuple[str, str], set[str]]:
        """The words of all names of a class by each of their trigrams."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for kind, words in self._by_slug:
            for part in _trigrams(words):
                found[kind, part].add(words)
        return found

    @lru_cache(maxsize=4096)  # noqa: B019 - a linker lives as long as the program
    def _alike(self, words: str, kind: str, place: str, day: date | None) -> Link:
        """Return the most alike name whose numbers are the same, else NIL with candidates."""
        wanted = slug(words)
        parts, counted = _trigrams(wanted), numbers(version_key(wanted))
        shared = Counter(name for part in parts for name in self._by_part.get((kind, part), ()))
        scored = sorted(
            ((2 * n / (len(parts) + len(_trigrams(name))), name) for name, n in shared.items()),
            key=lambda s: (-s[0], s[1]),
        )
        # Letters that differ in the name of a model make it another model, and a minister is no
        # ministry.
        if kind != "Model":
            for score, name in scored:
                same = numbers(version_key(name)) == counted and _head(name) == _head(wanted)
                if score >= ALIKE and same:
                    return _chosen(_fitting(self._by_slug[kind, name], place, day), words)
        near = (name for score, name in scored if score >= NEAR)
        links = dict.fromkeys(n.link for name in near for n in self._by_slug[kind, name])
        return Link(None, tuple(links)[:CANDIDATES], wanted)


def _head(words: str) -> str:
    return words.partition("-")[0]


@lru_cache(maxsize=65536)
def _trigrams(words: str) -> frozenset[str]:
    padded = f"  {words} "
    return frozenset(padded[i : i + 3] for i in range(len(padded) - 2))


def _table(pairs: Iterable[tuple[K, Name]]) -> dict[K, list[Name]]:
    found: dict[K, list[Name]] = defaultdict(list)
    for key, name in pairs:
        found[key].append(name)
    return dict(found)


def _fitting(names: list[Name], place: str, day: date | None) -> list[Name]:
    """Return the names that fit the text's place and day, or all where that leaves none."""
    in_time = [n for n in names if not (day and n.since and n.since > day)] or names
    in_time = list(own_first(in_time))
    return [n for n in in_time if place and n.place == place] or in_time


def _chosen(names: list[Name], words: str) -> Link:
    links = tuple(dict.fromkeys(n.link for n in names))
    return Link(links[0]) if len(links) == 1 else Link(None, links[:CANDIDATES], slug(words))
