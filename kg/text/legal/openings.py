"""How a sentence begins that defines a term without quotation marks around it.

Before the term may stand its number, a title, and how far the meaning reaches ("For the purposes
of this section,"); which verbs define behind it depends on these.
"""

import re
from typing import NamedTuple

from kg.document import Kind
from kg.text.legal.meanings import (
    CLAUSE,
    CONCEIVED,
    DASH,
    DEFINED,
    INCLUDES,
    IS,
    LIMITED,
    LONG,
    MEANS,
    PLAIN,
)
from kg.text.passage import Passage


class Opening(NamedTuple):
    """The parts of a sentence that may define: spans of the text, and how sure its words are."""

    term: tuple[int, int]
    verb: int
    rule: str


_TITLE = r"(?:[A-Z][\w’' -]{2,60}\.\s?[—–]\s?|[A-Z][A-Z; ’'-]{2,60}—\s?)?"
_NOTE = (
    r"(?:(?:(?:Technical\s+)?Notes?(?:\s+\d+)?(?:\s+to\s+[\w.]+)?|Related\s+Definitions?)"
    r"\s*[:.—–]\s*)?"
)
NUMBERED = (
    rf"[\s\u2012–—•*·_#>\"“‘'-]*{_NOTE}(?:(?:Article|Section|§|Art\.|Sec\.)\s+\d+\w*[.:]?\s+)?"
    rf"(?:\(?\w{{1,5}}[).]|[IVX]{{1,5}}\s[–-]\s)?[\s:]*(?:\(\w{{1,4}}\)\s*){{0,2}}{_TITLE}[_*]*"
)
_UNIT = (
    r"(?i:act|law|order|part|subpart|chapter|title|subtitle|division|section|subsection|article|"
    r"paragraph|subparagraph|annex|schedule|regulations?|directive|decision|rules?|measures|"
    r"provisions|code|agreement|convention|guidelines|document|policy|statement|framework|"
    r"commitments|recommendation|principles|definition)"
)
# How far a meaning reaches; behind it even "is" and "includes" define.
SCOPE = (
    r"(?:(?:[Ff]or|FOR)\s+(?:(?:the\s+)?purposes?\s+of|(?=parts?\s+\d))\s*[^;:“”\"‘]{2,100}?[,:]\s+|"
    rf"[Ii]n\s+(?:this|these)\s+{_UNIT}(?:\s+and\s+[^;:,“”\"‘]{{3,60}})?,?\s+|"
    r"(?:[Aa]s|[Ww]hen)\s+used\s+(?:in|herein)[^;:,“”\"‘]{0,60},\s+|"
    r"[Aa]s\s+defined\s+(?:in|by)\s+[^;:“”\"‘]{3,100}?,\s+)"
)
_LIMIT = (
    r"(?:(?:Prior\s+to|Before|After|Until|From|(?:On\s+and|On\s+or|Beginning\s+on\s+or)\s+after|"
    r"Beginning|Subject\s+to|Except\s+as|Unless|Notwithstanding)\s+[^;:“”\"‘]{3,80}?,\s+(?!(?:19|20)\d\d\b))"
)
_SCOPED = re.compile(rf"{NUMBERED}(?P<limit>{_LIMIT})?(?P<scope>{SCOPE}{{1,2}}{_LIMIT}?)?")
OPENS = re.compile(rf"{NUMBERED}(?:{_LIMIT}|{SCOPE}(?:an?\s+|the\s+)?)*(?:[Aa]n?\s+)?")
"""What may stand between the begin of a sentence and a term in quotation marks."""
_NOTION = r"(?:(?:[Tt]he\s+)?(?:notion|concept|definition|meaning)\s+of\s+(?:an?\s+|the\s+)?)"
_VERB = (
    rf"(?P<defined>{DEFINED})|(?P<means>{MEANS})|(?P<includes>{INCLUDES})(?P<all>\s+(?:all|any|both)\b)?|"
    rf"(?P<is>{IS})"
)
_BEHIND = re.compile(
    rf"(?P<article>(?:[Aa]n?|[Tt]he)\s+)?(?P<term>{LONG})(?P<short>\s+\([A-Z][^()\s]{{0,12}}\))?{LIMITED}?{DASH}(?:{_VERB})"
)
_CONCEPT = re.compile(rf"{_NOTION}[“\"‘']?(?P<term>{LONG})[”\"’']?{LIMITED}?,?\s+{CONCEIVED}")
# "The services mentioned in these Provisions refer to", as translated laws say it.
_MENTIONED = re.compile(
    rf"(?:The\s+)?(?P<term>{LONG}),?\s+(?:as\s+)?(?:used|mentioned|referred\s+to|named|called|stated|"
    rf"provided|stipulated|specified)\s+(?:in|under|by)\s+(?:this|these|the\s+present)\s+{_UNIT},?\s+"
    rf"(?:{MEANS}|refers?\s+to\b|(?:is|are)\s+(?=an?\b|any\b|the\b|those\b))"
)
# "For the purposes of this Part, a person is responsible for a system if", as the British do.
# "‘process’ (noun) a structured set": a row of a table of terms.
ENTRY = re.compile(
    r"[\s\u2012–—•*·-]*[“\"‘'](?P<term>[^“”\"‘’';:()]{2,60})[”\"’']\s+(?:\([^()]{1,40}\)\s+)?(?=[a-z]\w*\s)"
)
GLOSSARY_TERM = re.compile(
    rf"{NUMBERED}(?P<term>{PLAIN})[_*,.”\"’']*(?:\s+\((?:Cat|[A-Z])[^()]*\))?"
    r"(?:\s*(?P<stop>(?<!\.)(?::|—|\s–|\s--?))\s*|(?<=[a-zA-Z][a-zA-Z])(?P<full>\.)[”\"’']?\s+(?=[A-Z“]))"
    r"(?=\S)(?P<other>(?!These\s+are\b|This\s+(?:is|means)\b)(?:See|This|These|That|It|In|For|If|No|Each|"
    r"Every|The\s+(?:following|terms?|words?|definitions?|purposes?))\b)?"
)
_QUALITY = re.compile(
    r"(?:an?|the|any)\s+[\w-]+(?:\s+[\w-]+){0,8}?\s+(?:is|are|shall\s+be)\s+(?:"
    r"(?:considered|deemed|regarded|treated)\s+(?:as\s+|to\s+be\s+)?(?:an?\s+|the\s+)?(?P<deemed>\w[^.;:“”]{2,60}?)|"
    r"(?P<term>(?:responsible|established|related|connected|associated|affiliated|resident|eligible|"
    r"independent)\b[^.;:]{0,90}?)),?\s+(?:only\s+)?(?:if|where|when)\b"
)
# Without one of these a sentence has no verb of meaning but "is".
_HINTS = tuple(
    "mean includ exclud defined refer denote compris consist encompass pertain understood "
    "interpreted construed".split()
)
_COPULA = re.compile(r"\s(?:is|are|be)\b")
_NEAR = 300
"""How many characters behind the begin of a sentence its verb of meaning may stand."""

_EARLY_IS = re.compile(rf"(?:An?\s+)?[^\W_][\w ’'/()-]{{0,80}}?\s{IS}")
# A sentence that begins like this speaks of a thing and defines no word.
NO_TERM = re.compile(
    r"(?:The|This|That|These|Those|It|They|He|She|We|You|Which|What|Such|Each|Any|Every|All|No|"
    r"There|If|Where|When|In|On|For|By|At|As|Nothing|However|Section|Article|Paragraph|Chapter|"
    r"Annex|Part|Subsection|Examples?|References?|Note|And|Or|But|To|Its|Their|Our|An?|Some|Other|Both|with|"
    r"by|the|an?|any|this|such|for|in|to|and|or|but|which|that|it|they|of|Also|Only|Following|following|"
    r"[Tt]erms?|[Ww]ords?|[Dd]efinitions?|[Ee]xpressions?)\b"
)
# Words of a sentence, not of a term.
_NO_PART = re.compile(
    r"\b(?:including|such\s+as|by\s+means|according\s+to|pursuant\s+to)\b|\b(?:terms|expressions)$|,\s+by\b"
)
# Before "means" these show that it is the noun, or that a thing is said to follow.
_NOUN = re.compile(
    r"\b(?:other|any|all|no|some|technical|electronic|automated|mechanical|technological|alternative|"
    r"effective|appropriate|reasonable|necessary|same|such|these|those|only|best|financial|practical|to\s+\w+|"
    r"also|often|usually|generally|sometimes|always|simply|really|typically|necessarily)$"
)
# Kinds of thing that are said to include this and that without being defined.
_KINDS = re.compile(
    r"\b(?:factors?|examples?|activities|activity|requirements?|measures?|topics?|information|options?|"
    r"areas?|steps?|elements?|duties|functions?|powers?|responsibilities|penalties|sanctions?|actions?|"
    r"considerations?|benefits?|goals?|objectives?|criteria|conditions?|contents?|means|services|tasks?|"
    r"reports?|efforts?|priorities|reasons?|methods?|controls?|plans?|strategy|mandates?|requires?)$",
    re.I,
)
# What announces definitions: a lead-in or a title.
_ANNOUNCES = re.compile(
    r"\bdefinitions?\s+(?:shall\s+)?appl(?:y|ies)\b|\bare\s+definitions\b|\bfollowing\s+(?:terms|definitions|meanings)|"
    r"\bterms\b[^.;]{0,60}\b(?:mean|meanings?|defined|understood|construed|definitions)\b|"
    rf"^[^.;]{{0,12}}(?:[Ff]or\s+(?:the\s+)?purposes?\s+of\s+(?:[^.;]{{3,30}}\s)?(?:this|these)|[Ii]n\s+th(?:is|ese)|[Aa]s\s+used\s+in\s+th(?:is|ese))\s+{_UNIT}\b"
    r"[^.;“”\"]{0,40}[,:—-]\s*$"
)
_HEADED = re.compile(
    r"\bdefinitions\b|\bdefinition\b(?!\s+of\b)|\bglossary\b|\bterminology\b|\bkey\s+terms\b", re.I
)
_SECTION = re.compile(r"(?:§|SEC\.|Sec\.|Section|Article|Chapter|PART)\s*\d")
_BACK = 120
"""How many blocks before one its list of definitions may have been announced."""


def at(passage: Passage, start: int, end: int, *, loose: bool) -> Opening | None:
    """Return the opening of the sentence from `start` to `end` where it defines, else None.

    `loose`: the text's plain statements may define, as those of an article do not.
    """
    text, near = passage.text, min(end, start + _NEAR)
    verb = any(text.find(hint, start, near) >= 0 for hint in _HINTS)
    if not verb and not _COPULA.search(text, start, near):
        return None
    scoped = _SCOPED.match(text, start, end)
    begin = scoped.end() if scoped else start
    scope = bool(scoped and scoped["scope"])
    if not (verb or scope) and not (_EARLY_IS.match(text, begin, end) and announced(passage)):
        return None
    for rule, pattern in (("mentioned", _MENTIONED), ("concept", _CONCEPT)):
        if (match := pattern.match(text, begin, end)) and _is_term(match["term"]):
            return Opening(match.span("term"), match.end(), rule)
    if scope and (match := _QUALITY.match(text, begin, end)):
        group = "deemed" if match["deemed"] else "term"
        return Opening(match.span(group), match.end(), "scoped.if")
    match = _BEHIND.match(text, begin, end)
    if match is None or NO_TERM.match(match["term"]) or _NO_PART.search(match["term"]):
        return None
    first = begins(passage, start)
    if match["includes"]:
        found = _includes(passage, match, scope=scope, loose=loose, first=first)
    elif match["is"]:
        found = _is(passage, match, scope=scope, first=first)
    else:
        found = _means(passage, match, scope=scope, loose=loose, first=first)
    return Opening(match.span("term"), match.end(), found) if found else None


def _is_term(words: str) -> bool:
    return not CLAUSE.search(words) and not NO_TERM.match(words)


def _means(
    passage: Passage, match: re.Match[str], *, scope: bool, loose: bool, first: bool
) -> str | None:
    """Return the rule by which "means" or "is defined as" defines here, None where it does not."""
    term, article = match["term"], match["article"]
    # A term may hold a clause of its own ("model that could be misused means any model").
    sure = first and not article and term[0].isupper() and match[0].endswith(("means", "mean"))
    if _NOUN.search(term) or (CLAUSE.search(term) and not sure):
        return None
    if scope:
        return "scoped"
    if match["defined"]:
        return "sentence" if match[0].endswith(("as", "to mean")) else None
    bare = not article and (loose or announced(passage))
    return "block.means" if bare and (first or term[0].isupper()) else None


def _includes(
    passage: Passage, match: re.Match[str], *, scope: bool, loose: bool, first: bool
) -> str | None:
    """Return the rule by which "includes" or "refers to" defines here, None where it does not."""
    term, verb = match["term"], match["includes"]
    if CLAUSE.search(term) or verb.startswith(("shall", "may", "also")):
        return None
    if scope:
        return "scoped.includes"
    words = len(re.sub(r"\([^()]*\)", "", term).split())
    if match["article"] or _KINDS.search(term) or words > (8 if "refer" in verb else 4):
        return None
    named = passage.binding and term[0].isupper() and (first or match["short"])
    if announced(passage) or (loose and (named or match["all"])):
        return "block.includes"
    return None


def _is(passage: Passage, match: re.Match[str], *, scope: bool, first: bool) -> str | None:
    """Return the rule by which "is" defines here, None where it does not."""
    term, article = match["term"], match["article"]
    if CLAUSE.search(term):
        return None
    if scope:
        return "scoped.is"
    named = (term[0].isupper() or article) and article != "The " and len(term.split()) <= 8
    listed = first and passage.block.kind is not Kind.HEADING and announced(passage)
    return "block.is" if named and listed else None


def begins(passage: Passage, start: int) -> bool:
    """Say whether a sentence is the first of its block, behind the number and title of that."""
    return bool(_SCOPED.fullmatch(passage.text, 0, start))


def announced(passage: Passage) -> bool:
    """Say whether definitions were announced before a passage, by its lead-in or a title."""
    document, block = passage.document, passage.block
    if block.lead is not None and 0 <= block.lead < len(document.blocks):
        lead = document.blocks[block.lead]
        words = passage.quote((lead.start, lead.end))
        if _ANNOUNCES.search(words) or _HEADED.search(words):
            return True
    index = _index(passage)
    for before in reversed(document.blocks[max(0, index - _BACK) : index]):
        if before.end - before.start > 300:
            continue
        words = passage.quote((before.start, before.end))
        if _ANNOUNCES.search(words):
            return True
        if before.kind is Kind.HEADING or _SECTION.match(words):
            return bool(_HEADED.search(words))
    return False


def _index(passage: Passage) -> int:
    """Return the index of the block of a passage in its document."""
    blocks, low = passage.document.blocks, 0
    high = len(blocks)
    while low < high:
        middle = (low + high) // 2
        if blocks[middle].start < passage.start:
            low = middle + 1
        else:
            high = middle
    return low
