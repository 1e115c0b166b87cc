"""Find the claims of articles and statements: predictions, warnings, recommendations, opinions.

A sentence is cut into what the author says and what others are said to say, then judged by its
words: signs of stance against signs of plain news. A law claims nothing.
"""

import re
from collections.abc import Iterator

from kg.document import Document, Kind, Where
from kg.text.annotations import Annotation, Claim
from kg.text.genre import Genre, genre
from kg.text.opinions.claimwords import CONNECTIVE, META, VERBS
from kg.text.opinions.horizons import Months, horizon
from kg.text.opinions.indirect import participles, reported
from kg.text.opinions.speakers import Said, quotes
from kg.text.opinions.stance import advises, is_claim, kind_of, leaning
from kg.text.passage import Passage

SHORTEST = 4
"""The fewest words that make a claim."""
LONGEST = 1500
"""The most characters of a sentence; what is longer is a list or a table, and says nothing."""
_CONCEDES = re.compile(r"(?:While|Although|Though|Even though|Whereas|Despite the fact that)\s+")
_COMMA = re.compile(r",\s+(?!\d{4}\b|(?:and|or|but|which|who|that|including|such|especially)\b)")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|can|could|may|might|will|would|should|must|"
    r"remains?|seems?|appears?|\w{3,}(?:es|ed|ts|ns|ks|ps|ds|ys))\b"
)
_TALKS_ABOUT = re.compile(
    r"(?:This|The|Our)\s+(?:\w+\s+){0,2}(?:report|paper|article|essay|study|analysis|brief|post|"
    r"piece)\s+(?:\w+\s+){1,2}(?:how|why)\s+"
)
# What an announcement ("It is a call to action: ...") leads to, if it is a clause.
_COLON = re.compile(
    r":\s+(?=(?:\S+\s+){5})(?=[^:]*\b(?:is|are|will|would|could|must|should|may|can)\b)"
)
_ASKS = re.compile(r"\b(?:must|shall|(?:required|obliged|has|have) to)\W*:\W*$")
_MARKUP = re.compile(r"\s*#{1,6}\s")
# "**Reversal.** The ministry ...": a head that runs into its paragraph says nothing by itself.
_RUN_IN = re.compile(
    r"\s*(?:\*\*|__)?[^*_\n]{2,120}?(?:[.:!?]\s?(?:\*\*|__)[.:]?|(?:\*\*|__)[.:])\s+"
)


def find(passage: Passage) -> Iterator[Claim]:
    """Yield the claims of one paragraph."""
    if passage.binding or passage.block.kind in (Kind.HEADING, Kind.CELL, Kind.FOOTNOTE):
        return
    if _is_duty(passage) or _MARKUP.match(passage.text) or not _is_prose(passage.text):
        return
    if genre(passage.document) is not Genre.ARTICLE:
        return
    bias = leaning(passage.document.text)
    quoted = quotes(passage.text)
    carried: Months | None = None
    before = ""
    for sentence in passage.sentences:
        if sentence[1] - sentence[0] > LONGEST:
            continue
        if head := _RUN_IN.match(passage.text, *sentence):
            sentence = head.end(), sentence[1]
        words = passage.text[sentence[0] : sentence[1]]
        stated = horizon(words)
        reach = stated[0] if stated else carried
        # A length that opens a sentence holds for the sentences after it too.
        if stated:
            opens = VERBS.isdisjoint(words[: stated[1]].lower().split())
            carried = stated[0] if opens else None
        for part in _parts(passage.text, sentence, quoted):
            start, end = _trimmed(passage.text, part.start, part.end)
            clause = passage.text[start:end]
            if len(clause.split()) < SHORTEST or clause.endswith("?") or META.match(clause):
                continue
            # A sentence that ends in a colon announces what others say, unless it says what to do.
            if words.endswith(":") and not advises(clause):
                continue
            if not is_claim(clause, said=part.kind, how=part.how, bias=bias):
                continue
            kind = kind_of(clause, said=part.kind, before=before, dated=reach is not None)
            before = kind
            yield Claim(
                span=passage.at(start, end),
                rule=f"claim.{part.how}.{kind}",
                kind=kind,
                speaker=passage.at(*part.speaker) if part.speaker else None,
                horizon=reach if kind == "prediction" else None,
            )


def _parts(text: str, sentence: Where, quoted: list[Said]) -> Iterator[Said]:
    """Yield the stretches of a sentence that one speaker holds, each judged by itself."""
    start, end = sentence
    inside = [q for q in quoted if q.start < end and q.end > start]
    covered = sum(min(q.end, end) - max(q.start, start) for q in inside)
    if any(q.speaker for q in inside) or covered * 2 > end - start:
        for q in inside:
            yield Said(max(q.start, start), min(q.end, end), q.speaker, q.kind, q.how)
        yield from participles(text, min(inside[-1].end, end), end)
        return
    others = list(reported(text, sentence))
    whole = [said for said in others if said.how != "participle"]
    yield from others
    if whole:
        return
    words = text[start:end]
    if about := _TALKS_ABOUT.search(words):
        yield Said(start + about.end(), end, None, "", "author")
        return
    if (colon := _COLON.search(words)) and not is_claim(words[: colon.start()]):
        yield Said(start + colon.end(), end, None, "", "author")
        return
    main = min((_stop(text, start, said.start) for said in others), default=end)
    yield from _halves(text, start, main)


def _stop(text: str, start: int, before: int) -> int:
    """Return where the clause before a participle ends: at the comma or dash."""
    return max(text.rfind(mark, start, before) for mark in ",—–-")


def _halves(text: str, start: int, end: int) -> Iterator[Said]:
    """Cut "While A, B" in two; anything else is one."""
    lead = CONNECTIVE.match(text, start, end)
    first = lead.end() if lead else start
    concedes = _CONCEDES.match(text, first, end)
    if concedes:
        for comma in _COMMA.finditer(text, concedes.end(), end):
            if _FINITE.search(text, concedes.end(), comma.start()):
                yield Said(concedes.end(), comma.start(), None, "", "conceded")
                yield Said(comma.end(), end, None, "", "author")
                return
    yield Said(start, end, None, "", "author")


def _trimmed(text: str, start: int, end: int) -> Where:
    """Leave a connective before the words and the stop after them."""
    if lead := CONNECTIVE.match(text, start, end):
        start = lead.end()
    while start < end and text[start] in ' \n\t“"*_':
        start += 1
    while end > start and text[end - 1] in ' \n\t.,;:”"*_':
        end -= 1
    return start, end


def _is_duty(passage: Passage) -> bool:
    """Say whether a point only tells what a law asks: it stands under "developers must:"."""
    document, lead = passage.document, passage.block.lead
    if lead is None:
        return False
    block = document.blocks[lead]
    return bool(_ASKS.search(document.text, block.start, block.end))


def _is_prose(text: str) -> bool:
    """Say whether a paragraph holds sentences: a heading or a label has no stop at its end."""
    closed = text.rstrip(" \n*_").endswith((".", "!", "?", "”", '"', ")", "…", ":", ";"))
    return len(text.split()) >= SHORTEST and (closed or len(text.split()) > 14)


def across(document: Document, found: list[Annotation]) -> Iterator[Annotation]:
    """Yield nothing: a claim stands in one paragraph."""
    yield from ()
