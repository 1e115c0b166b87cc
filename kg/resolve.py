"""Resolve names: which IRIs, minted from different names of one thing, are one.

A name's identity is its slug, so most names meet by being minted alike. What is left are aliases
("Claude 4.8 Opus") and things that the vocabularies call by a code ("Korea (Republic of)" is
place:KR). Only exact names and stated aliases count here; nothing is guessed from likeness.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.names import BASE, KINDS, NAMESPACES, slug

_PREFIXES = tuple(NAMESPACES[kind] for kind in KINDS)


@dataclass(frozen=True, slots=True)
class Called:
    """How one source calls one thing: its labels, and its further names."""

    iri: str
    labels: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


def split(iri: str) -> tuple[str, str, str]:
    """Split the IRI of a thing into namespace, slug and rest; empty strings for other IRIs.

    >>> split("https://w3id.org/ai-control/model/grok-3/release/api")
    ('https://w3id.org/ai-control/model/', 'grok-3', '/release/api')
    """
    if not iri.startswith(BASE):
        return "", "", ""
    for prefix in _PREFIXES:
        if iri.startswith(prefix):
            head, slash, rest = iri[len(prefix) :].partition("/")
            return prefix, head, slash + rest
    return "", "", ""


@dataclass(slots=True)
class Names:
    """The table from minted IRIs to the one IRI of each thing.

    Sources are added in the order of their rank: a name that is taken stays with whoever had it
    first. `ambiguous` holds the aliases that two things claim; they lead to neither.
    """

    table: dict[str, str] = field(default_factory=dict)
    ambiguous: set[str] = field(default_factory=set)
    _aliases: dict[str, str] = field(default_factory=dict)

    def add(self, things: Iterable[Called]) -> None:
        """Add what one source calls its things: first all labels, then all aliases."""
        called = list(things)
        for thing in called:
            names = [thing.iri, *_minted(thing.iri, thing.labels)]
            canonical = next((self.table[n] for n in names if n in self.table), thing.iri)
            for name in names:
                self.table.setdefault(name, canonical)
        for thing in called:
            canonical = self.table[thing.iri]
            for name in _minted(thing.iri, thing.aliases):
                self._add_alias(name, canonical)

    def _add_alias(self, name: str, canonical: str) -> None:
        if self._aliases.get(name, canonical) != canonical:
            self.ambiguous.add(name)
            self.table.pop(name, None)
        elif name not in self.table and name not in self.ambiguous:
            self.table[name] = self._aliases[name] = canonical

    def canonical(self, iri: str) -> str:
        """Return the one IRI of the thing that `iri` names; parts of a thing follow it."""
        if iri in self.table:
            return self.table[iri]
        prefix, head, rest = split(iri)
        return self.table.get(prefix + head, prefix + head) + rest if prefix else iri


def _minted(iri: str, names: Iterable[str]) -> list[str]:
    """Return what `names` would be minted as; nothing for parts, whose labels repeat at will."""
    prefix, _, part = split(iri)
    return [prefix + slug(name) for name in names] if prefix and not part else []
