"""Whose text it is: the regime of the graph that a document is the text of, or a new name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from kg.document import Document
from kg.evidence import titles
from kg.model import Iri
from kg.names import NAMESPACES, mint, rdf, term
from kg.text.annotations import Annotation, Detail
from kg.text.genre import Genre, genre, is_binding
from kg.text.names.gazetteer import Gazetteer
from kg.triples import node

NAMING = ("number", "short_title", "title")
"""The details that name an instrument, the surest first."""
LONGEST = 60
"""No slug is longer: a title can be a paragraph."""
DIGITS = 4
"""So many digits make a number of a law that is told from all others."""
_SECTORS = {"R": "Regulation", "L": "Directive", "D": "Decision"}
_SPELT = (
    (re.compile(r"\((?:EU|EC|EEC|Euratom)\)|\bNo\b\.?(?=\s*\d)"), ""),
    (re.compile(r"\bE\.?O\.?[\s-]*(?=\d)"), "Executive Order "),
    (re.compile(r",?\s+of\s+(?:19|20)\d\d\.?$"), ""),
)
"""What names of laws have or lack and are the same: "Regulation (EU) No 1", "X Act of 2025"."""
_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Instrument:
    """What the text is the text of. `known` says that the graph has it as a regime, as data.

    `iri` is that of the regime; of an article, which is no instrument, it is that of its source.
    `title` is what the text calls itself, `name` what the graph calls it, by which its places go.
    """

    iri: Iri
    title: str
    known: bool
    name: str


def identify(
    document: Document,
    found: Iterable[Annotation],
    names: Gazetteer,
    graph: ox.Store,
    *,
    of: str = "",
) -> Instrument:
    """Return the instrument of a document; `of`, the IRI of a regime, settles it.

    Compared are letters and digits alone: "S. 3150" and "S.3150" are one number. A title may go on
    after the number of a law ("Regulation (EU) 2024/1689 of the European Parliament"), not after
    its name ("AI Act Reform Bill"). A law that the graph does not know is named by its number or
    title; what binds nobody, or has no name at all, is its own source.
    """
    details = _own_details(document, found)
    called = [d.value for name in NAMING for d in details if d.name == name]
    title = next((d.value for n in ("short_title", "title") for d in details if d.name == n), "")
    title = title or document.title
    if of:
        return _instrument(graph, of, title)
    number = _celex(document.instrument)
    numbered = number or any(d.name in ("number", "short_title") for d in details)
    if not numbered and genre(document) is Genre.ARTICLE:
        return _source(document)
    regimes = {
        bare(words): n.iri
        for n in names.names
        if n.kind == "Instrument"
        for words in (n.words, n.link)
    }
    opening = list(titles.opening(document))
    said = [*_kinds(number), *called, *titles.short_titles(document), document.title, document.name]
    for words in filter(None, map(bare, (*said, *opening))):
        iri = regimes.get(words) or _numbered(words, regimes)
        if iri:
            return _instrument(graph, iri, title)
    known = ((n.words, n.iri) for n in names.names if n.kind == "Instrument")
    if iri := titles.titled((*called, document.title, *opening), known):
        return _instrument(graph, iri, title)
    if not called and not (is_binding(document) and titles.is_named(document, details)):
        return _source(document)
    for spelt in _kinds(number):
        # What else was read of the same act says of which kind it is.
        iri = _regime(spelt)
        if next(graph.quads_for_pattern(node(iri), None, None, None), None):
            return _instrument(graph, iri, title)
    name = next((c for c in (number, *called) if c), document.name)
    return _instrument(graph, _regime(name), title)


def _own_details(document: Document, found: Iterable[Annotation]) -> list[Detail]:
    """Return what a text says of itself; where the file has its number, no other is its own.

    An annex, whose number comes without its kind, has no title of the act and may list others.
    """
    details = [a for a in found if isinstance(a, Detail) and not titles.cites(document, a)]
    if len(_kinds(document.instrument)) > 1:
        return []
    return [d for d in details if not (document.instrument and d.name == "number")]


def _source(document: Document) -> Instrument:
    source = mint("source", document.name)
    return Instrument(source, document.title, known=False, name=document.title)


def _regime(name: str) -> Iri:
    """Return the IRI of a law that the graph does not know, by its number or title."""
    short = name[:LONGEST].rsplit(" ", 1)[0] if len(name) > LONGEST else name
    # "H.R. 5885" and "H.R.5885" are one number, so its marks do not count.
    return mint("regime", _MARKS.sub("-", short))


def _kinds(number: str) -> list[str]:
    """Return the numbers that a number of the Official Journal without its kind may stand for."""
    if not re.fullmatch(r"\d{4}/\d+", number):
        return [number]
    return [f"{kind} (EU) {number}" for kind in _SECTORS.values()]


def _instrument(graph: ox.Store, iri: str, title: str) -> Instrument:
    known = _is_data(graph, iri)
    names = graph.quads_for_pattern(node(iri), node(term("shortName")), None, ox.DefaultGraph())
    short = next((q.object.value for q in names if isinstance(q.object, ox.Literal)), title)
    return Instrument(Iri(iri), title, known, short if known else title)


def _is_data(graph: ox.Store, iri: str) -> bool:
    """Say whether the graph has a regime as data, not only as what a text said of it."""
    pattern = (node(iri), node(rdf("rdf:type")), node(term("Regime")), ox.DefaultGraph())
    return next(graph.quads_for_pattern(*pattern), None) is not None


def _numbered(words: str, regimes: dict[str, str]) -> str:
    """Return the regime with whose number the words begin, or ""."""
    for name, iri in regimes.items():
        if sum(c.isdigit() for c in name) >= DIGITS and name[-1].isdigit():
            after = words.removeprefix(name)
            if after != words and not after[:1].isdigit():
                return iri
    return ""


def _celex(number: str) -> str:
    """Return the number of a law as it is cited, where it is a CELEX number; any other as it is.

    >>> _celex("32024R1689")
    'Regulation (EU) 2024/1689'
    """
    match = re.fullmatch(r"3(\d{4})([RLD])0*(\d+)", number)
    return f"{_SECTORS[match[2]]} (EU) {match[1]}/{match[3]}" if match else number


def own_names(
    document: Document, found: Iterable[Annotation], instrument: Instrument
) -> frozenset[str]:
    """Return the names by which a text calls itself, as `bare` gives them."""
    details = (d.value for d in _own_details(document, found) if d.name in NAMING)
    return frozenset(map(bare, (instrument.title, document.title, document.instrument, *details)))


def is_regime(iri: str) -> bool:
    """Say whether an IRI is that of a regime, so that what is read in its text is law."""
    return iri.startswith(NAMESPACES["regime"])


def bare(words: str) -> str:
    """Return the letters and digits of a name, by which two spellings are compared."""
    for pattern, instead in _SPELT:
        words = pattern.sub(instead, words)
    return _MARKS.sub("", words.casefold())
