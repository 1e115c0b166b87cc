"""The grammar of citations: of articles, sections, annexes, codes and numbered acts.

A citation is a chain of places ("point (a) of Article 51(1)"), perhaps with the instrument they
stand in ("of Regulation (EU) 2019/1020", "of such Act") and a parallel citation in brackets; or a
place in a numbered series ("15 CFR 734.13", "88 FR 75191", "3A090.a"); or an instrument alone.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from kg.document import Where
from kg.text.legal.places import ORDINALS, UNITS, WORDS, Place, place_at
from kg.text.legal.series import CFR, ECCN, PAGE, SERIES, STATE

RANGE = re.compile(r"[IVX]{1,5}[-–][IVX]{1,5}(?![\w-])")
_BEFORE_RANGE = re.compile(r"(?:\(|\b(?:in|under|by|to|of|with|see|and|paragraphs)\s)$")

# What ties the parts of a chain together.
_OF = re.compile(r",?(?:\s+inclusive,?)?\s+(?:of|in|to)\s+(?:the\s+)?")
_COMMA = re.compile(
    r",?\s+(?:in\s+particular\s+|and\s+in\s+particular\s+|(?:the\s+)?(?=first|second|third|introd))?"
)
# Before the name of an instrument: "of the federal “Clean Air Act”".
_TITLED = re.compile(r"(?:federal\s+|state\s+|said\s+)?[“\"‘']?")
# Units that belong "to" something; all others are "of" it.
_TAKE_TO = frozenset("annex appendix schedule supplement supp protocol".split())
_THEREOF = re.compile(r",?\s+(?:thereof|thereto)\b")
_UNITS_OF_SELF = "|".join(
    """
    article section subsection paragraph subparagraph clause chapter subchapter title subtitle part
    subpart division annex schedule act order law regulations? directive decision code agreement
    convention protocol treaty rules? measures provisions constitution supplement appendix
    subdivision ordinance decree bill instrument recommendation point note definition
    """.split()
)
_SELF = re.compile(
    r"(?:the\s+(?=Annex|Schedule|Appendix)|this|that|such|the\s+same|the\s+said|said)\s*"
    rf"(?P<what>(?i:{_UNITS_OF_SELF}))\b(?:\s+\d+\b)?"
)
_WHOLE = frozenset(
    "act order law regulation regulations directive decision code agreement convention protocol "
    "treaty rule rules measures provisions constitution ordinance decree bill instrument".split()
)
_SHORT_NAME = re.compile(
    r"(?:Act|Order|Law|Regulations?|Directive|Code|Convention|Treaty|Charter|Constitution|Agreement|"
    r"Rules|Measures|Decision|(?:19|20)\d\d\s+Act|[A-Z]{2,6}(?:\s+[A-Z]{3,6})?)\b(?!\s+[A-Z\d])"
)
_CODE_NAME = re.compile(
    r",?\s+(?:of\s+the\s+)?(?:United\s+States\s+Code|U\.S\.\s+Code|C\.R\.S\.|"
    r"Code\s+of\s+Federal\s+Regulations)(?!\w)(?:\s+\(?et\s+seq\.?\)?)?"
)
_ABBREVIATED = re.compile(r"\s+(?:TFEU|TEU|GDPR|ECHR|DSA|DMA|EUCFR)\b")
_COMMENCING = re.compile(r"\s*\((?:commencing|beginning)\s+with\s+(?i:section)\s+[\d.]+\)")
_BRACKET = re.compile(
    r"(?:,?\s+as\s+amended,?)?\s*\((?:codified\s+(?:at|in)\s+|as\s+amended,?\s+)?"
)
_ASIDE = re.compile(r"[”\"’]?,?[”\"’]?\s+(?:as\s+amended\s*,?\s*)?(?:\(?(?=\d+\s+U\.?\s?S))")
_IN_PARTICULAR = re.compile(r",?\s+and\s+in\s+particular\s+(?=Article)")
_JOINT = re.compile(r"\s*(?:[;,]|\band\b)\s*")
_COMPILED = re.compile(rf",\s+(?=\d+\s+(?:F\.?\s?R|{CFR}|Fed))")
_NOTE = re.compile(r"Notes?\s+\d+\s+to\s+(?:the\s+)?")
_STANDING = re.compile(
    r"\s+(?:as\s+)?(?:set\s+forth|contained|listed|found|specified)\s+(?:in|at)\s+(?:the\s+)?"
)
_ET_SEQ = re.compile(r",?\s+et\.?\s+seq\.?")
# Where a citation may begin: cheap, since every character of a text is asked.
_STARTING = "|".join(
    f"[{first}{first.upper()}](?i:{'|'.join(w[1:] for w in WORDS if w[0] == first)})"
    for first in sorted({w[0] for w in WORDS} - {"§"})
)
START = re.compile(
    rf"(?<![\w-])(?:(?:{_STARTING})"
    r"(?=\.?\s*[\s(]\s*[\dA-Zivx(Nn]|(?<=aragraph|ragraphs)\s[a-z][.\s])"
    rf"|ss?\.\s?\d|[Rr]egs?\.\s?\d|[Ss]ch\.\s?\d|OJ\s[LC]|Notes?\s(?:\d+\sto|to\s\d[A-E])"
    rf"|§|(?i:{ORDINALS})\s(?=[spiaSPIA,ato])|(?:ECCN|Export\s+Control\s+Class)|\d[A-E]\d{{3}}"
    rf"|\d+\s+(?:U\.?\s?S\.?\s?C|{CFR}|{PAGE}|ILCS)|{STATE}|(?<=\W)[IVX]+[-–][IVX]+)"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """Characters `start` to `end` of a text that cite; `places` as written, `rule` what found it.

    `instrument` is the span of the words that name the instrument, None where it is the text's own
    or where the citation is of a series ("15 CFR"), which names it by itself.
    """

    start: int
    end: int
    rule: str
    external: bool = False
    places: tuple[Place, ...] = ()
    instrument: Where | None = None
    cut: tuple[int, ...] = field(default=(), repr=False)


def citations(text: str, names: Mapping[int, int]) -> Iterator[Citation]:
    """Yield the citations in a text, in order, none inside another.

    `names` are the spans of names of instruments in it, as end by start.
    """
    at = 0
    starts = {m.start() for m in START.finditer(text)} | set(names)
    for start in sorted(starts):
        if start >= at and (found := citation_at(text, start, names)):
            yield found
            at = found.end


def citation_at(text: str, start: int, names: Mapping[int, int]) -> Citation | None:
    """Return the longest citation that begins at `start`, or None."""
    if start in names:
        return _from_instrument(text, start, names)
    if match := SERIES.match(text, start):
        found = Citation(start, match.end(), "reference.series", external=True)
        return _chained(text, found, UNITS["section"] - 3, names)
    if match := ECCN.match(text, start):
        found = Citation(start, match.end(), "reference.eccn", external=True)
        return _set_forth(text, _chained(text, found, UNITS["item"], names), names)
    if (match := _NOTE.match(text, start)) and (of := citation_at(text, match.end(), names)):
        return replace(of, start=start) if of.places else None
    if found_place := place_at(text, start):
        place, end = found_place
        found = Citation(start, end, "reference.place", places=(place,))
        return _chained(text, found, UNITS[place.unit], names)
    if (match := RANGE.match(text, start)) and _BEFORE_RANGE.search(
        text, max(0, start - 12), start
    ):
        return Citation(start, match.end(), "reference.range", places=(Place("", match[0]),))
    return None


def _set_forth(text: str, found: Citation, names: Mapping[int, int]) -> Citation:
    """Return the citation of a number in a list with the place where the list stands."""
    match = _STANDING.match(text, found.end)
    place = citation_at(text, match.end(), names) if match else None
    return replace(found, end=place.end, places=place.places) if place else found


def _chained(text: str, found: Citation, level: int, names: Mapping[int, int]) -> Citation:
    """Return the citation with the places and the instrument that go on with it."""
    under = False  # behind an "of" the next place is another citation's
    while True:
        end = found.end
        if match := _COMMENCING.match(text, end):
            found = replace(found, end=match.end())
        elif (not under or "particular" in text[end : end + 20]) and (
            (match := _COMMA.match(text, end))
            and (more := place_at(text, match.end(), inside=True))
            and UNITS[more[0].unit] > level
        ):
            found = replace(found, end=more[1], places=(*found.places, more[0]))
            level = UNITS[more[0].unit]
        elif match := _THEREOF.match(text, end):
            found = replace(found, end=match.end())
        elif match := _CODE_NAME.match(text, end):
            begin = match.end() - len(match[0].lstrip(", \n"))
            found = replace(found, end=match.end(), external=True, instrument=(begin, match.end()))
            return _with_parallel(text, found, names)
        elif match := _ABBREVIATED.match(text, end):
            begin = match.end() - len(match[0].strip())
            return replace(found, end=match.end(), external=True, instrument=(begin, match.end()))
        elif (match := _ET_SEQ.match(text, end)) and found.places:
            found = replace(found, end=match.end())
        elif match := _OF.match(text, end):
            longer = _of(text, found, match, names)
            if longer is None:
                return _with_parallel(text, found, names) if found.external else found
            if longer.instrument or not longer.places or longer.cut:
                return _with_parallel(text, replace(longer, cut=()), names)
            found, under = longer, True
        else:
            return _with_parallel(text, found, names) if found.external else found


def _of(
    text: str, found: Citation, link: re.Match[str], names: Mapping[int, int]
) -> Citation | None:
    """Return the citation with what stands behind its "of", None where that is no part of it."""
    at = link.end()
    weak = not link[0].strip(" ,\n").startswith("of") and "inclusive" not in link[0]
    if weak and not _takes_in(found, link[0]):
        return None
    if (opened := _TITLED.match(text, at)) and opened.end() in names:
        begin, end = opened.end(), names[opened.end()]
        return replace(found, end=end, external=True, instrument=(begin, end))
    if match := SERIES.match(text, at):
        return replace(found, end=match.end(), external=True, instrument=match.span())
    if more := place_at(text, at, inside=True):
        return replace(found, end=more[1], places=(*found.places, more[0]))
    if match := _SELF.match(text, link.start() + len(link[0].rstrip())) or _SELF.match(text, at):
        own = match[0].startswith("this") or match["what"].casefold() not in _WHOLE
        span = None if own else match.span()
        return replace(found, end=match.end(), external=not own, instrument=span, cut=(1,))
    if "the" in link[0] and (match := _SHORT_NAME.match(text, at)):
        return replace(found, end=match.end(), external=True, instrument=match.span())
    return None


def _takes_in(found: Citation, link: str) -> bool:
    """Say whether "in" or "to" goes on with the citation: "Annex I to", "3A090 in supplement"."""
    if "to" in link.split():
        return bool(found.places) and found.places[-1].unit in _TAKE_TO
    return found.rule == "reference.eccn"


def _from_instrument(text: str, start: int, names: Mapping[int, int]) -> Citation | None:
    """Return a citation of a whole instrument: one with a figure in it or a citation behind it."""
    end = names[start]
    name = Citation(start, end, "reference.name", external=True, instrument=(start, end))
    if particular := _IN_PARTICULAR.match(text, end):
        place = place_at(text, particular.end())
        if place and (thereof := _THEREOF.match(text, place[1])):
            return replace(name, end=thereof.end(), places=(place[0],), rule="reference.name.cited")
    longer = _with_parallel(text, name, names)
    code = text[start:end].endswith(("Code", "Law"))
    if longer.end == end and (match := _COMMA.match(text, end)):
        more = place_at(text, match.end(), inside=True)
        if more and (code or more[0].unit == "§"):
            longer = replace(name, end=more[1], places=(more[0],))
    if longer.end > end:
        return replace(longer, rule="reference.name.cited")
    if any(character.isdigit() for character in text[start:end]):
        return replace(name, rule="reference.name.number")
    return None


def _with_parallel(text: str, found: Citation, names: Mapping[int, int]) -> Citation:
    """Return the citation with a second one of the same place behind it, mostly in brackets."""
    while found.rule == "reference.name" and (match := _COMPILED.match(text, found.end)):
        series = SERIES.match(text, match.end())
        if series is None:
            break
        found = replace(found, end=series.end())
    if match := _ASIDE.match(text, found.end):
        series = SERIES.match(text, match.end())
        if series and not text[match.start() : match.end()].endswith("("):
            return replace(found, end=series.end())
    if match := _BRACKET.match(text, found.end):
        at = match.end()
        while inner := citation_at(text, at, names):
            at = inner.end
            if text.startswith(")", at):
                return replace(found, end=at + 1)
            if not (joint := _JOINT.match(text, at)):
                break
            at = joint.end()
    return found
