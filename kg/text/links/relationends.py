"""Run one rule of relations over masked text: a relation for each pair of its ends."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import product

from kg.document import Where
from kg.text.annotations import Relation
from kg.text.links.masked import Masked
from kg.text.links.relationwords import Rule

PHRASE_GROUP = "_phrase"


def matches(rule: Rule, masked: Masked) -> Iterator[Relation]:
    """Yield what the rule finds in the text."""
    for match in rule.compiled.finditer(masked.text):
        stand = [name for name, words in match.groupdict().items() if words is not None]
        subjects = _ends(masked, match, next(name for name in stand if name[0] == "s"))
        target = next((name for name in stand if name[0] == "o"), None)
        objects = _ends(masked, match, target) if target else [None]
        for subject, other in product(subjects, objects):
            if subject:
                yield relation(subject, rule.predicate, other, rule.id)


def _ends(masked: Masked, match: re.Match[str], group: str) -> list[Where | None]:
    """Return the names in a group, those in brackets left out, else the phrase itself."""
    start, end = match.span(group)
    names: list[Where | None] = []
    first, last = bisect_left(masked.places, start), bisect_left(masked.places, end)
    # "o_phrase" is an end as it stands: "the Biden administration's approach", not Biden.
    if group.endswith(PHRASE_GROUP):
        first = last
    for place, span in zip(masked.places[first:last], masked.spans[first:last], strict=True):
        before = masked.text[start:place]
        if before.count("(") <= before.count(")"):
            names.append(span)
    return names or ([masked.at(start, end)] if start < end else [])


def relation(subject: Where, predicate: str, other: Where | None, rule: str) -> Relation:
    """Return a relation that spans both of its ends."""
    ends = [subject, other] if other else [subject]
    span = min(e[0] for e in ends), max(e[1] for e in ends)
    return Relation(
        span=span, rule=f"relation.{rule}", subject=subject, predicate=predicate, object=other
    )
