"""The grammar of public bodies and offices: "Department of Energy", "Secretary of Commerce".

It knows no single body. A name is a head with a subject behind it ("Ministry of Public Security"),
capitalised words that end in a head ("Federal Trade Commission"), an office with its body
("Director of the National Science Foundation"), or one of the few offices that need none
("the Attorney General"). The graph's own names come from the gazetteer.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from kg.text.names.bodywords import (
    ALONE,
    GENERIC,
    HEADS_LAST,
    HEADS_OF,
    MAY_BEGIN,
    OFFICES,
    OUTSIDE,
    RANKS,
)
from kg.text.names.named import Named, capitals

# What ends a subject: the law's own parts, and other bodies and offices that follow with "and".
_NO_SUBJECT = (
    r"(?:Act|Acts|Order|Article|Articles|Section|Sections|Regulation|Regulations|Chapter|Title|"
    r"Part|Annex|Program|Rule|Rules|Bill|Web|January|February|March|April|May|June|July|August|"
    r"September|October|November|December|Secretary|The|This|That|Such|Any|Each|In|If|When|Where|"
    r"President|Governor|Member\s+States?|Attorney|Director|Administrator|Nos?|Framework|"
    r"Convention|Declaration|Recommendation|Treaty|Directive|Agreement|Guidelines)\b"
)
_NO_FURTHER = (
    r"(?:Department|Ministry|Office|Bureau|Committee|Subcommittee|Director|Secretary|Minister|"
    r"Administrator|Chair\w*|Commissioner|Assistant|Deputy|Under|Attorney|Congress|Senate|House|"
    r"United|European|President|Governor|Federal|National|State|States|Member|Members|Counsel|"
    r"(?!AI\b|ICT\b|IT\b|R&D\b)[A-Z]{2,}|(?:[A-Z]\w+\s+){1,3}(?:University|Institute|Agency|"
    r"Commission|Foundation|Corporation|Board|Council))"
)

_WORD = r"(?:People['’]s|U\.S\.|[A-Z](?:[\w&.-]|['’](?!s\b))*\w(?:(?<=s)['’](?=\s+[A-Z]))?|[A-Z])"
_ONE = rf"(?!{_NO_SUBJECT}){_WORD}"
_SMALL = r"(?:of(?:\s+the)?|on)"
_MORE = rf"(?:\s+(?:and|&)\s+(?!{_NO_FURTHER}\b)|\s+{_SMALL}\s+|\s+)"
_RUN = rf"{_ONE}(?:{_MORE}{_ONE}){{0,12}}"
# "Banking, Housing, and Urban Affairs": commas belong to a name where an "and" closes the list.
_ITEM = rf"(?!{_NO_FURTHER}\b){_ONE}(?:\s+{_ONE}){{0,3}}"
_LISTED = rf"{_ITEM}(?:,\s+{_ITEM}){{1,4}},?\s+and\s+(?!{_NO_FURTHER}\b){_RUN}"
_SUBJECT = rf"(?:{_LISTED}|{_RUN})"
_NATIONS = r"(?:U\.S\.|US|UK|EU|PRC|United\s+(?:States|Kingdom|Nations))"
_NATION_BEFORE = re.compile(rf"(?<![\w.]){_NATIONS}\s+$")


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_ALONE_WORDS = [re.sub(" ", r"\\s+", w) for w in (*ALONE, *map(str.upper, ALONE))]
_TO_PRESIDENT = r"\s+to\s+the\s+(?:Vice\s+)?President(?:\s+of\s+the\s+United\s+States)?"
_BY_HEAD = re.compile(rf"(?:{_either(HEADS_OF)})\s+(?:of|for|on)\s+(?:(?:the|an?)\s+)?{_SUBJECT}")
_BY_OFFICE = re.compile(
    rf"(?:Chief(?:\s+(?:and\s+)?(?!Officer){_WORD}){{1,5}}\s+Officer|"
    rf"(?:(?:{_either(RANKS)})\s+){{0,3}}(?:{_either(OFFICES)}))"
    # "Assistant to the President and Counsel to the President" is one office.
    rf"(?:{_TO_PRESIDENT}(?:\s+and\s+(?:{_WORD}\s+){{1,3}}?(?:to|of)\s+the\s+President)?"
    rf"(?:\s+for\s+{_SUBJECT})?"
    rf"|(?:{_TO_PRESIDENT}|\s+(?:of|for|to)\s+(?:the\s+)?{_SUBJECT}){{1,3}})"
)
_LAST = re.compile(rf"(?:{_either(HEADS_LAST)})(?![\w-])")
_TAIL = re.compile(rf"\s+(?:of|for|on)\s+(?:(?:the|an?)\s+)?{_SUBJECT}")
_BEFORE = re.compile(rf"(?<![\w.])({_WORD})\s+(?:of\s+|(and|&)\s+)?$")
_CONTINUED = re.compile(r"\s+[A-Z][a-z]")
_ALONE = re.compile(
    rf"(?:{_either(_ALONE_WORDS)})(?![\w-])"
    r"(?:(?<=General)\s+of\s+(?:the\s+)?(?:United\s+States|State\s+of\s+[A-Z]\w+|[A-Z]\w+)"
    r"|(?<=President)\s+of\s+the\s+United\s+States)?"
)
# The patterns by the run of letters with which their names begin.
_STARTS: dict[str, list[tuple[re.Pattern[str], str]]] = defaultdict(list)
for _words, _pattern, _rule in (
    (HEADS_OF, _BY_HEAD, "mention.body.of"),
    ((*OFFICES, *RANKS), _BY_OFFICE, "mention.office"),
):
    for _first in {re.split(r"\W", word)[0] for word in _words}:
        _STARTS[_first].append((_pattern, _rule))
_LAST_WORDS = {head.split("\\s+")[-1] for head in HEADS_LAST}
_LAST_FIRSTS = {re.split(r"\W", head)[0] for head in HEADS_LAST}
_ALONE_FIRSTS = {re.split(r"\W", word)[0] for word in (*ALONE, *map(str.upper, ALONE))}
_AND = re.compile(r",?\s+(?:and|&|or)\s+(?:the\s+)?")
_ARTICLE = re.compile(r"(?:\b(?:the|THE|The)|[’']s)\s+(?:acting\s+)?$")
# "AI-related", and "the Director of the AI program": no name ends so.
_NO_END = re.compile(r"-(?:related|based|driven|enabled|generated|powered|specific)$|\bAI$")
_GENERIC = re.compile(
    r"(?:Board\s+of\s+(?:Directors|Trustees|Supervisors)|Office\s+of\s+the(?:\s+\w+)?|"
    r"\w+\s+(?:of|for|to)\s+the\s+(?:Board|Committee|Commission|Department|Agency|Office|Council|"
    r"Bureau|Institute|Center|Authority)|"
    r"Chief\s+of\s+Staff|Court\s+of\s+(?:Competent|Law|Record|Appeals?))$"
)
# Capitals that end in a head and name a thing or a trade.
_OF_COUNCIL = re.compile(r"\b(?:Recommendation|Declaration)\s+of\s+the\s+$")
_NO_BODY = re.compile(
    r"\b(?:Data\s+Cent(?:er|re)|Call\s+Cent(?:er|re)|(?:Transaction|Certification)\s+Authority|"
    r"(?:as\s+a|Executive|Intelligence|Web|Cloud|Information|Internet|Online|Platform)\s+Service)$"
)
# "The Attorney General of a State" is nobody by name, nor is "the President of the company".
_ANY_ONES = re.compile(
    r"\s+of\s+(?:an?|any|each|every|such|that|another)\s|"
    r"\s+of\s+the\s+(?:\w+\s)?(?:company|corporation|board|bank|entity|organi[sz]ation|university)\b"
)
# "The President" on a line of its own stands over who signs.
_SIGNS = re.compile(r"\s*(?:The|THE)\s+(?:President|PRESIDENT)\s*")
_EVERY = re.compile(r"\b(?:[Aa]ny|[Ee]ach|[Ee]very|[Nn]o)\s+$")
_LAW = re.compile(r"\s+(?:Act|Law|Code)\b(?:\s+of\s+\d{4}\b)?")


def find(text: str) -> Iterator[Named]:
    """Yield the bodies and offices that a text names; they may overlap."""
    for at, run in capitals(text):
        for pattern, rule in _STARTS.get(run, ()):
            match = pattern.match(text, at)
            if match and not _GENERIC.match(match[0]) and not _is_any_one(text, at, match.end()):
                yield _body_or_law(text, _with_nation(text, at), match.end(), rule)
        if run in _LAST_FIRSTS:
            yield from _ending_in_head(text, at)
        if run in _ALONE_FIRSTS:
            yield from _alone(text, at)


def runs_on(text: str, body: Named, known: Iterable[Named]) -> bool:
    """Say whether a name runs on from a known one, into other capitals or another known one.

    "Department of Commerce District Branch" is the department and what belongs to it; "Department
    of Energy and National Science Foundation" are two.
    """
    if body.kind == "Instrument":
        return False
    inside = [n for n in known if body.start <= n.start and n.end <= body.end]
    if any(_AND.fullmatch(text, a.end, b.start) for a, b in pairwise(inside)):
        return True
    if not inside or inside[0].start != body.start or inside[0].end == body.end:
        return False
    rest = text[inside[0].end : body.end].split()
    return rest[0][0].isupper() and rest[-1] not in _LAST_WORDS


def _ending_in_head(text: str, at: int) -> Iterator[Named]:
    """Yield the name whose head stands at `at`, behind capitalised words."""
    head = _LAST.match(text, at)
    start = _begin(text, at) if head else at
    if not head or _NO_BODY.search(text, start, head.end()):
        return
    tail = _TAIL.match(text, head.end())
    if (tail and start < at) or _is_named(text[start:at].split()):
        end = tail.end() if tail else head.end()
        named = _body_or_law(text, start, end, "mention.body.last")
        if named.kind != "Actor" or not _CONTINUED.match(text, end):
            yield named


def _is_any_one(text: str, at: int, end: int) -> bool:
    """Say whether words around a body make it any one of its sort, or no body at all."""
    before = text[max(0, at - 30) : at]
    return bool(_EVERY.search(before) or _OF_COUNCIL.search(before)) or not _ends(text, end)


def _ends(text: str, end: int) -> bool:
    """Say whether a name can end at `end`: no adjective does that a small noun follows."""
    goes_on = text[end : end + 1] == " " and text[end + 1 : end + 2].islower()
    return not (goes_on and _NO_END.search(text, max(0, end - 20), end))


def _alone(text: str, at: int) -> Iterator[Named]:
    match = _ALONE.match(text, at)
    if match:
        before = text[max(0, at - 16) : at]
        needs_article = ALONE.get(" ".join(match[0].split()).title(), False)
        named = not needs_article or _ARTICLE.search(before)
        no_one = _ANY_ONES.match(text, match.end()) or _SIGNS.fullmatch(_line(text, at))
        if named and not no_one:
            yield Named(_with_nation(text, at), match.end(), "Actor", "mention.office.alone")


def _line(text: str, at: int) -> str:
    """Return the line of the text that holds the character `at`."""
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]


def _body_or_law(text: str, start: int, end: int, rule: str) -> Named:
    """Return the body, or the law that is named after it ("Federal Trade Commission Act")."""
    law = _LAW.match(text, end)
    if law:
        return Named(start, law.end(), "Instrument", "mention.instrument.body")
    return Named(start, end, "Actor", rule)


def _with_nation(text: str, at: int) -> int:
    """Return where a name begins that may have its state before it: "U.S. Department of"."""
    nation = _NATION_BEFORE.search(text, max(0, at - 24), at)
    return nation.start() if nation else at


def _begin(text: str, at: int) -> int:
    """Return where the name begins whose head stands at `at`: before it as far as words go."""
    start = at
    for _ in range(9):
        before = _BEFORE.search(text, max(0, start - 40), start)
        if not before or (before[1] in OUTSIDE and before[1] not in MAY_BEGIN):
            break
        if start == at and not text[before.end(1) : at].isspace():
            break  # "Delegation of Authority" names no authority
        if before[2] and _LAST.fullmatch(before[1]):  # "the AI Office and the Board"
            break
        start = before.start()
    return start


def _is_named(words: list[str]) -> bool:
    """Say whether words before a head make a name of it: "Advisory" or "State" alone do not."""
    return any(word not in GENERIC and word[0].isupper() for word in words)
