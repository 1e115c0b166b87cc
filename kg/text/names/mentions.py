"""Find named things: what the gazetteer knows, and what grammars read that it does not know.

The longest name wins, and names inside it are not marked again.
"""

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import chain

from kg.text.annotations import Mention
from kg.text.legal import instruments, lawnumbers
from kg.text.names import bodies, chips, companies, modelnames, people, shortforms, states
from kg.text.names.gazetteer import Gazetteer
from kg.text.names.linking import Linker
from kg.text.names.named import Named, longest
from kg.text.passage import Passage


def find(passage: Passage, *, names: Gazetteer) -> Iterator[Mention]:
    """Yield the mentions of a passage, each with the thing that it links to or candidates."""
    text, whole = passage.text, passage.document.text
    linker, recognise = _tools(names)
    article = not passage.binding
    found = chain(
        _named(text, names, article=article),
        shortforms.find(text, whole, recognise),
        shortforms.union(text, whole),
        people.again(text, _surnames(names, whole, article)),
    )
    for named in longest(found):
        if named.kind == "Jurisdiction" and states.is_part(text, named):
            continue
        link, candidates = named.link, named.candidates
        if not link and not candidates:
            words = " ".join(text[named.start : named.end].split())
            meant = linker.link(words, named.kind, day=passage.document.issued)
            link, candidates = meant.link, meant.candidates
        yield Mention(
            span=passage.at(named.start, named.end),
            rule=named.rule,
            kind=named.kind,
            link=link,
            candidates=candidates,
        )


def _named(text: str, names: Gazetteer, *, article: bool = False) -> Iterator[Named]:
    """Yield what a text names without knowing the document around it; names may overlap.

    `article`: the text is no law, so that persons and companies are known by what is said of them.
    """
    known = [states.in_full(text, named) for named in names.find(text)]
    for named in known:
        yield from _of_maker(text, named, names)
    if article:
        yield from people.members(text, (named for named in known if named.kind == "Actor"))
    yield from modelnames.find(text, names.families)
    actors = [named for named in known if named.kind == "Actor" and named.link]
    yield from (body for body in bodies.find(text) if not bodies.runs_on(text, body, actors))
    yield from people.find(text, article=article)
    yield from companies.find(text, article=article)
    yield from chips.find(text)
    for start, end in instruments.names_in(text):
        whose = _WHOSE.match(text, start, end)
        for span in lawnumbers.each(text, whose.end() if whose else start, end):
            yield Named(*span, "Instrument", "mention.instrument")
    for match in _TITLE.finditer(text):
        yield Named(*match.span("title"), "Instrument", "mention.instrument.title")


def _of_maker(text: str, named: Named, names: Gazetteer) -> Iterator[Named]:
    """Yield a name that the graph knows; of a chip behind its maker's name, both."""
    begin = chips.apart(text, named) if named.kind == "Hardware" else named.start
    maker = text[named.start : begin].rstrip()
    links = [name.link for name in names.by_words.get(maker, ()) if name.kind == "Actor"]
    if links:
        end = named.start + len(maker)
        yield Named(named.start, end, "Actor", "mention.known", links[0])
    yield named._replace(start=begin) if links else named


# The title of an order in brackets behind its number and day, or in quotation marks.
_TITLE = re.compile(
    r"(?:Executive\s+Order|E\.O\.|Proclamation)\s+(?:No\.\s+)?\d{4,5}"
    r"(?:\s+of\s+\w+\s+\d{1,2},\s+\d{4})?"
    r"(?:\s+\(|,?\s+(?:en)?titled,?\s+[“\"])(?P<title>(?!\w+\s\d{1,2},\s\d{4})[A-Z][^()“”\"]{9,240}?),?[)”\"]"
)
# "OpenAI's Preparedness Framework" is a framework and whose it is; "Children's" is no owner.
_WHOSE = re.compile(
    r"(?:(?!People|Children|Women|Consumer|Veteran|America)[A-Z]\w+\s+(?:of\s+|and\s+)?){0,6}"
    r"(?!People|Children|Women|Consumer|Veteran|America)[A-Z]\w+['’]s?\s+"
)


@lru_cache(maxsize=4)
def _tools(names: Gazetteer) -> tuple[Linker, shortforms.Recognise]:
    """Return the linker of a gazetteer, and what names there are in a text of its own."""
    return Linker(names), partial(_recognised, names)


@lru_cache(maxsize=4)
def _surnames(names: Gazetteer, whole: str, article: bool) -> dict[str, str]:
    """Return the persons of a document by their family names."""
    found = _named(whole, names, article=True) if article else people.find(whole)
    return people.surnames(whole, (n for n in found if n.rule.startswith("mention.person")))


def _recognised(names: Gazetteer, text: str) -> list[Named]:
    return longest(_named(text, names))
