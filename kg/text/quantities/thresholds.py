"""Find thresholds: a comparator with a number that decides whether a rule reaches something.

The comparisons of each sentence (`comparisons`) are thresholds, but for those that only
look like one: fines, terms of office, retention periods, heads in a committee (`scope`).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from kg.document import Document
from kg.text.annotations import Annotation, Threshold
from kg.text.passage import Passage
from kg.text.quantities import comparators, scope
from kg.text.quantities.comparisons import Reading, leads, readings
from kg.text.quantities.subjects import quantity_of

_TAIL = re.compile(r"[;,.]?\s*\b(and/or|or|and)\s*$", re.IGNORECASE)
# An entry of a list ("A bandwidth of 100 Hz or more; and") bounds, whatever the text around it is.
_ENTRY = re.compile(r"(?:[;:]|[;,]\s*(?:and/or|and|or))\s*$", re.IGNORECASE)
_ALL = re.compile(r"\b(?:all|each|both)\s+of\b", re.IGNORECASE)
_ANY_OF = re.compile(r"\b(?:any|either|one(?:\s+or\s+more)?)\s+of\b", re.IGNORECASE)
# So much of a lead-in may name what its comparator compares.
_NOUN = 150


def find(passage: Passage) -> Iterator[Annotation]:
    """Yield the thresholds of a passage."""
    lead = _lead(passage)
    ahead = _compares(lead) if lead else ""
    if not ahead and not comparators.any_in(passage.text):
        return
    first = True
    for start, end in passage.sentences or [(0, len(passage.text))]:
        text = ahead + passage.text[start:end]
        for reading in readings(text):
            if reading.end <= len(ahead) or scope.excluded(reading, text, lead):
                continue
            told = passage.binding or reading.rule == "reach" or _ENTRY.search(text)
            if not (told or scope.speaks_of_rules(f"{lead} {text}")):
                continue
            quantity = _quantity(reading, text, lead)
            level = scope.level(reading, quantity, text, lead)
            if level == "required":
                continue
            joined = reading.joined or (_list_joint(passage) if first else "")
            first = False
            rule = f"threshold.{reading.rule}{'.level' if level else ''}"
            yield _threshold(passage, reading, start - len(ahead), rule, quantity, joined)
        ahead = ""


def _compares(lead: str) -> str:
    """Return the end of a lead-in that compares the entries of its list, "" where it does not.

    An entry is read behind these words, as if it stood in their sentence.
    """
    begins = leads(lead)
    return "" if begins is None else f"{lead[max(0, begins - _NOUN) :]} "


def _quantity(reading: Reading, text: str, lead: str) -> str:
    if scope.is_age(reading, text):
        return "other"
    return reading.quantity or quantity_of(
        reading.unit,
        reading.measure.sort,
        f"{lead[-200:]} {text[max(0, reading.start - 250) : reading.measure.start]}",
        text[reading.end : reading.end + 120],
    )


def _threshold(
    passage: Passage, reading: Reading, at: int, rule: str, quantity: str, joined: str
) -> Threshold:
    # Where the comparator stands in the lead-in, the span is the amount alone.
    begins = reading.start if at + reading.start >= 0 else reading.measure.start
    span = passage.at(at + begins, at + reading.end)
    recovered = any(s < span[1] and e > span[0] for s, e in passage.document.recovered)
    subject = reading.subject if reading.subject and at + reading.subject[0] >= 0 else None
    return Threshold(
        span=span,
        rule=rule,
        quantity=quantity,
        comparator=reading.sign,
        value=reading.value,
        unit=reading.unit,
        subject=passage.at(at + subject[0], at + subject[1]) if subject else None,
        joined=joined,
        inferred=reading.inferred or recovered,
    )


def _lead(passage: Passage) -> str:
    index = passage.block.lead
    if index is None or index >= len(passage.document.blocks):
        return ""
    block = passage.document.blocks[index]
    return passage.document.text[block.start : block.end]


def _list_joint(passage: Passage) -> str:
    """Return how the items of the list are joined that this passage is an item of, or "".

    Drafters write the word once, behind the last item but one, or say it in the lead-in.
    """
    document, block = passage.document, passage.block
    if block.lead is None:
        return ""
    here = bisect_left(document.blocks, block.start, key=lambda b: b.start)
    if here == block.lead + 1:
        return ""
    for text in _siblings(document, here, block.lead):
        if tail := _TAIL.search(text):
            return "and" if tail[1].casefold() == "and" else "or"
    lead = _lead(passage)
    return "and" if _ALL.search(lead) else "or" if _ANY_OF.search(lead) else ""


def _siblings(document: Document, here: int, lead: int) -> Iterator[str]:
    for step in (-1, 1):
        at = here if step > 0 else here - 1
        while lead < at < len(document.blocks) and document.blocks[at].lead == lead:
            block = document.blocks[at]
            yield document.text[max(block.start, block.end - 12) : block.end]
            at += step
