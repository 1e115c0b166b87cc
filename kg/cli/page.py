"""One thing as a page of text: its facts with evidence, its parts, what refers to it."""

import re
import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby

import click

from kg.entity import Entity, Evidence, Fact
from kg.formats import Value, readable, visible
from kg.names import compact, rdf, term

NAMES = 26
"""Width of the column of property names."""
LISTED = 12
"""How many things that refer to this one by one property are listed."""
COLUMNS = (
    "thing", "property", "value", "unit", "low", "high", "confidence", "estimator", "method",
    "said_on", "from_memory", "source", "edition", "place", "quote", "cites", "overruled",
)  # fmt: skip

Numbers = dict[tuple[str, Value], int]
_DAY = re.compile(r"\bon (\d{4}-\d\d-\d\d)")


def page(shown: Entity, *, width: int) -> Iterator[str]:
    """Yield the lines of the page, `width` characters wide at most where words allow."""
    yield _heading(shown)
    yield click.style(f"{compact(shown.iri)}  {shown.iri}", dim=True)
    yield ""
    sources = _sources(shown)
    yield from _facts(shown, sources, width)
    for part in shown.parts:
        yield ""
        yield f"{_heading(part)}  {click.style(compact(part.iri), dim=True)}"
        yield from _facts(part, sources, width, inside=shown.iri)
    yield from _links(shown, width)
    if sources:
        yield ""
        yield click.style("sources", bold=True)
        for (title, edition), number in sources.items():
            text = f"{title}, edition of {edition}" if edition else title
            yield from _wrapped(f"  [{number}] ", text, width)


def _heading(thing: Entity) -> str:
    return f"{click.style(visible(thing.label), bold=True)}  ({visible(', '.join(thing.kinds))})"


def _sources(shown: Entity) -> Numbers:
    """Give each edition on which the page rests, and each that those cite, a number."""
    numbers: Numbers = {}
    for thing in (shown, *shown.parts):
        for fact in thing.facts:
            lost = [o.evidence for o in fact.overruled if o.evidence]
            for e in (*fact.evidence, *lost):
                numbers.setdefault((e.source, e.edition), len(numbers) + 1)
                if e.cites:
                    numbers.setdefault((e.cites, None), len(numbers) + 1)
    return numbers


def _facts(shown: Entity, sources: Numbers, width: int, *, inside: str = "") -> Iterator[str]:
    """Yield the facts of a thing; of a part of another thing without what goes without saying."""
    indent = "  " if inside else ""
    facts = [f for f in shown.facts if not _said_already(f, shown, inside)]
    for name, found in groupby(facts, key=lambda fact: fact.name):
        head = f"{indent}{name:{NAMES}} "
        group = list(found)
        if group[0].property == term("event"):
            group.sort(key=lambda fact: "".join(_DAY.findall(fact.words)[:1]))
        for fact in group:
            yield from _wrapped(head, _value(fact), width)
            head = " " * len(head)
            for remark in _remarks(fact, sources):
                for line in _wrapped(head + "  ", remark, width):
                    yield click.style(line, dim=True)


def _said_already(fact: Fact, shown: Entity, inside: str) -> bool:
    """Say whether the heading, or the thing of which this is a part, says it already."""
    heading = fact.property == rdf("rdfs:label") and not fact.evidence and fact.value == shown.label
    return heading or (bool(inside) and fact.value == inside)


def _value(fact: Fact) -> str:
    text = fact.words
    if fact.unit and fact.value is not None:
        text += f" {fact.unit}"
    if isinstance(fact.value, str) and fact.value != fact.words:
        prefixed = compact(fact.value)
        text += "" if prefixed.startswith(":") or prefixed == fact.value else f" ({prefixed})"
    if fact.value is None:
        text += " (no value stated)"
    bounds = [fact.low, fact.high]
    if bounds not in ([None, None], [fact.value, fact.value]):
        low, high = (readable(bound) if bound is not None else "?" for bound in bounds)
        text += f"  [{low} to {high}]"
    return text


def _remarks(fact: Fact, sources: Numbers) -> Iterator[str]:
    sure = [fact.confidence, fact.estimator, fact.method]
    sure += ["from memory: no source was opened"] if fact.from_memory else []
    sure += [fact.bounds_from] if fact.bounds_from != "the value as stated" else []
    sure += [f"note: {fact.note}"] if fact.note else []
    if any(sure):
        yield "; ".join(text for text in sure if text)
    for evidence in fact.evidence:
        yield _told(evidence, sources)
    for lost in fact.overruled:
        where = f" {_told(lost.evidence, sources)}" if lost.evidence else ""
        yield f"not taken: {lost.words}: {lost.reason}{where}"


def _told(evidence: Evidence, sources: Numbers) -> str:
    number = sources[evidence.source, evidence.edition]
    parts = [evidence.place]
    parts += [f'"{evidence.quote}"'] if evidence.quote else []
    parts += [f"written '{evidence.verbatim}'"] if evidence.verbatim else []
    parts += [f"citing [{sources[evidence.cites, None]}]"] if evidence.cites else []
    parts += [f"said on {evidence.said_on}"] if evidence.said_on else []
    return f"[{number}] " + ", ".join(part for part in parts if part)


def _links(shown: Entity, width: int) -> Iterator[str]:
    for name, found in groupby(shown.links, key=lambda link: link.name):
        links = list(found)
        yield ""
        yield click.style(visible(f'referred to by "{name}" ({len(links)})'), bold=True)
        for link in links[:LISTED]:
            prefixed = compact(link.subject)
            text = link.label if link.label == prefixed else f"{link.label} ({prefixed})"
            yield from _wrapped("  ", text, width)
        if len(links) > LISTED:
            yield f"  … and {len(links) - LISTED} more: -f json lists them all"


def _wrapped(head: str, text: str, width: int) -> Iterator[str]:
    lines = textwrap.wrap(
        visible(" ".join(text.split())),
        max(width - len(head), 30),
        break_long_words=False,
        break_on_hyphens=False,
    )
    yield visible(head) + (lines[0] if lines else "")
    for line in lines[1:]:
        yield " " * len(head) + line


def rows(shown: Entity) -> Iterator[Sequence[Value]]:
    """Yield the page as rows of `COLUMNS`, one for each fact, value that lost, and reference."""
    for thing in (shown, *shown.parts):
        for f in thing.facts:
            about = (thing.iri, f.property)
            measured = (f.unit, f.low, f.high, f.confidence, f.estimator, f.method, f.said_on)
            best = f.evidence[0] if f.evidence else None
            yield (*about, f.value, *measured, f.from_memory, *_where(best), None)
            for lost in f.overruled:
                nothing = (None,) * (len(measured) + 1)
                yield (*about, lost.value, *nothing, *_where(lost.evidence), lost.reason)
    for link in shown.links:
        gap = (None,) * (len(COLUMNS) - 3)
        yield (link.subject, link.property, shown.iri, *gap)


def _where(e: Evidence | None) -> tuple[Value, ...]:
    return (e.source, e.edition, e.place, e.quote, e.cites) if e else (None,) * 5
