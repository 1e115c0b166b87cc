"""The names that the graph knows: made from the graph, found in texts, used by the linker."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import pyoxigraph as ox

from kg.text.names.modelnames import COMPANIES, families
from kg.text.names.named import Named, capitals
from kg.text.names.spellings import spellings
from kg.text.names.things import Thing, things


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one thing: its words, its class (see `annotations.CLASSES`), its IRI and slug.

    `place` is the code of the jurisdiction that the thing belongs to, `since` the day from which it
    exists, both as far as the graph knows; `called` says that it is the thing's own name and no
    alias. The linker chooses by them between namesakes.
    """

    words: str
    kind: str
    iri: str
    link: str
    place: str = ""
    since: date | None = None
    called: bool = False


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """All names. Make one with `from_graph`."""

    names: tuple[Name, ...] = field(repr=False)
    _patterns: dict[str, re.Pattern[str]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def by_words(self) -> dict[str, tuple[Name, ...]]:
        """The names by their words."""
        found: dict[str, list[Name]] = defaultdict(list)
        for name in self.names:
            found[name.words].append(name)
        return {words: tuple(names) for words, names in found.items()}

    @cached_property
    def by_first(self) -> dict[str, list[str]]:
        """All names by the run of letters and digits with which they begin."""
        found: dict[str, list[str]] = defaultdict(list)
        for words in self.by_words:
            first = _RUN.match(words)
            if first:
                found[first[0]].append(words)
        return found

    @cached_property
    def families(self) -> frozenset[str]:
        """The words with which the names of its models begin."""
        of_kind = [(n.kind, n.words) for n in self.names]
        return families(
            (words for kind, words in of_kind if kind == "Model"),
            (words for kind, words in of_kind if kind == "Actor"),
        )

    @cached_property
    def small(self) -> re.Pattern[str]:
        """What finds the names that begin with a small letter ("xAI")."""
        firsts = sorted(first for first in self.by_first if first[0].islower())
        return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, firsts)) or '(?!)'})(?![^\W_])")

    def find(self, text: str) -> Iterator[Named]:
        """Yield the names in a text; they may overlap.

        Words may stand apart by any blanks, so that a name is also found across a line's end.
        """
        runs = [(at, run) for at, run in capitals(text) if run in self.by_first]
        runs += [(match.start(), match[0]) for match in self.small.finditer(text)]
        for at, run in runs:
            match = self._pattern(run).match(text, at)
            if match and not (
                match[0] in NOT_BEFORE and NOT_BEFORE[match[0]].match(text, match.end())
            ):
                yield self._named(match)

    def _pattern(self, first: str) -> re.Pattern[str]:
        """Return what matches all names that begin with `first`, the longest first."""
        if first not in self._patterns:
            names = sorted(self.by_first[first], key=len, reverse=True)
            either = "|".join(r"\s+".join(map(re.escape, words.split())) for words in names)
            self._patterns[first] = re.compile(rf"(?:{either})(?![^\W_]|\$|\.[A-Za-z0-9])")
        return self._patterns[first]

    def _named(self, match: re.Match[str]) -> Named:
        words = " ".join(match[0].split())
        names = self.by_words[words]
        links = tuple(dict.fromkeys(name.link for name in own_first(names)))
        sure = len(links) == 1 and not self._is_family(words, names[0].kind)
        return Named(
            match.start(),
            match.end(),
            names[0].kind,
            "mention.known",
            links[0] if sure else None,
            () if sure else links,
        )

    def _is_family(self, words: str, kind: str) -> bool:
        """Say whether a bare word is that of a family of models: "Claude" is not Claude 1."""
        return kind == "Model" and words in self.families and len(self.by_first[words]) > 1


def own_first(names: Sequence[Name]) -> Sequence[Name]:
    """Return of namesakes those that are called so, or all where it is an alias of each."""
    return [name for name in names if name.called] or names


# Names that are other words where these follow.
NOT_BEFORE = {
    "Indian": re.compile(r"\s+(?:[Tt]rib|[Cc]ountry|[Hh]ealth|[Ll]and|[Rr]eserv|[Oo]cean)"),
    "Meta": re.compile(r"-[a-z]"),
    "Intel": re.compile(r"\s+[Cc]ommunity"),
}

_RUN = re.compile(r"[^\W_]+")


def from_graph(store: ox.Store) -> Gazetteer:
    """Return the names of all models, actors, jurisdictions, regimes and chips of a graph."""
    return Gazetteer(tuple(_names(list(things(store)))))


# Where two things of different classes share a name, texts mean the first of these.
_RANK = ("Jurisdiction", "Instrument", "Model", "Actor", "Hardware")


def _names(things: list[Thing]) -> Iterator[Name]:
    """Yield every spelling of every thing once, for things of the class that ranks first."""
    models = families(w for t in things if t.kind == "Model" for w in t.names)
    taken: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    for thing in sorted(things, key=lambda t: _RANK.index(t.kind)):
        for words in spellings(thing):
            family = words in models and words != thing.names[0]
            if thing.kind == "Actor" and family and words.casefold() not in COMPANIES:
                continue  # developers have the names of their models as aliases
            ours = taken.setdefault(words, thing.kind) == thing.kind
            if ours and (words, thing.iri) not in seen:
                seen.add((words, thing.iri))
                called = words.casefold() == thing.names[0].casefold()
                yield Name(
                    words, thing.kind, thing.iri, thing.link, thing.place, thing.since, called
                )
