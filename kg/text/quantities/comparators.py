"""Read what compares a number: "greater than", "or more", "does not, in any case, exceed".

A comparator stands before its number ("at least"), behind it ("or more", "and above"), or in a
sign (">="). A negation before it turns it: "not more than" is at most.
"""

import re
from dataclasses import dataclass

from kg.text.quantities.numbers import lowered

_GLOSS = r"(?:\s*\((?:better|worse|finer|lower|less|more|higher|greater)\))?"
_THAN = r"(?:,\s[^,;:.()]{1,40},)?\s+than"
_THAN_MORE = rf"(?:greater|more|higher|larger|longer|bigger){_GLOSS}{_THAN}"
_THAN_LESS = rf"(?:less|fewer|lower|smaller|shorter|better\s*\(less\)){_GLOSS}{_THAN}"
_OR_EQUAL = r",?\s+or\s+(?:equal\s+(?:to|with)|equals?)(?:,(?=\s))?"
_EQUAL_OR = r"(?:is\s+|are\s+)?equals?(?:\s+to)?,?\s+or"
_PASSES = r"(?:exceed(?:s|ing)?|above|over|beyond|in\s+excess\s+of|surpass(?:es|ing))"

WORDS: dict[str, tuple[str, ...]] = {
    "ge": (
        # "At least two of the following" counts entries, it compares none.
        r"at\s+least(?!\s+(?:any|one|two|three)(?:\s+or\s+more)?\s+of\s+the\s+(?:\w+\s+)?following)",
        r"(?:amount|correspond|equal)s?\s+to\s+at\s+least",
        r"(?:a\s+)?minimum(?:\s+of)?",
        r"at\s+a\s+minimum",
        rf"(?:above|over){_OR_EQUAL}",
        rf"{_THAN_MORE}{_OR_EQUAL}",
        rf"{_EQUAL_OR}\s+(?:(?:is\s+)?{_THAN_MORE}|{_PASSES})",
        rf"(?:meets?|meeting|equals?|equal(?:l?ing)?(?:\s+to)?)\s+or\s+{_PASSES}",
        rf"(?:reach(?:es)?|at|of)\s+or\s+{_PASSES}",
        r"exceeds?\s+or\s+(?:is\s+equal\s+to|equals?)",
        r"reach(?:es|ed|ing)?",
        r"attain(?:s|ed|ing)?",
        r"(?:a\s+)?floor\s+of",
        r"as\s+(?:few|little)\s+as",
        r"starting\s+(?:at|from)",
        r"≥|⩾|>\s?=|=\s?>",
    ),
    "le": (
        r"up\s+to(?:\s+and\s+including)?",
        r"at\s+most",
        r"(?:a\s+)?maximum\s+of",
        r"limited\s+to",
        r"capped\s+at",
        r"as\s+(?:many|much)\s+as",
        rf"(?:below|under){_OR_EQUAL}",
        rf"{_THAN_LESS}{_OR_EQUAL}",
        rf"{_EQUAL_OR}\s+(?:{_THAN_LESS}|below|under)",
        r"at\s+or\s+(?:below|under)",
        r"≤|⩽|<\s?=|=\s?<",
    ),
    "gt": (
        _THAN_MORE,
        r"(?:heavier|older|better|wider|faster|thicker|deeper)\s+than",
        r"exceed(?:s|ed|ing)?",
        r"in\s+excess\s+of",
        r"surpass(?:es|ed|ing)?",
        r"upwards?\s+of|north\s+of",
        r"cross(?:es|ed|ing)?|tops|topp(?:ed|ing)",
        r"over|above|beyond",
        r"(?<![\"'/])>",
    ),
    "lt": (
        _THAN_LESS,
        r"(?:lighter|younger|thinner|narrower|finer|slower)\s+than",
        r"below|under",
        r"<(?!/)",
    ),
}
"""The words of each comparator before a number; asked in this order."""

BEHIND = {
    "ge": (
        r"or\s+(?:more|greater|higher|above|over|longer|larger|older|in\s+excess|exceed\w*|better|"
        r"wider|faster|beyond|up)|onwards?|and\s+(?:above|over|more|higher|older|up(?:wards?)?|beyond|greater)|(?:at\s+)?minimum(?!\s+(?:[\w-]+\s+)?of\b)|plus\b"
    ),
    "le": (
        r"or\s+(?:less|fewer|lower|below|smaller|shorter|under|younger|narrower|thinner)|"
        r"and\s+(?:below|under|less|lower|younger)|at\s+(?:the\s+)?most|(?:at\s+)?maximum(?!\s+(?:[\w-]+\s+)?of\b)"
    ),
}
TURNED = {"gt": "le", "lt": "ge", "ge": "lt", "le": "gt", "eq": "eq"}
WEAK = frozenset(
    "over above under below beyond reach reaches cross crosses crossed crossing tops topped "
    "topping".split()
) | {"up to"}
"""Comparators that mostly mean something else ("under section 5"); they need a unit."""

# What may stand between a comparator and its number: "at least by 5 %", "exceeds a total of",
# "more than approximately", "exceeding, in aggregate, EUR 5 million".
_NOUN_OF = r"(?:(?:an?|the|its|their|his|such)\s+)?(?:[^\W\d][\w’'-]*\s+){0,4}?(?:of|at|to)\s+"
# Words of a rough number.
ABOUT = (
    r"\(?(?:approximately|about|roughly|around|nearly|some|circa|an\s+estimated)\)?\s+|"
    r"ca?\.\s?|[~≈]\s?"
)
# What opens a list: "of the following amounts", "any of the following:", "more than:".
_FOLLOWING = (
    r"(?:(?:\s+the\s+(?:limits|levels)\s+of)?(?:\s+(?:at\s+least\s+)?(?:any|either|each|both|all|one|two|"
    r"three|whichever)(?:\s+(?:one|or\s+more))?\s+of)?\s+the\s+(?:[a-z]+\s+)?following"
    r"(?:\s+[a-z-]+){0,3}?\s*[:—–-]+|\s*[:—–-]*)"
)
_FILLER = (
    rf"(?:\s*(?:,\s+(?:[^,;:.()]{{1,50}},\s*)?|by\s+|an?\s+|the\s+|"
    rf"either\s+|(?:an?\s+)?(?:estimated|average|annual|aggregate|total|combined|equivalent)\s+"
    rf"|the\s+(?:equivalent|greater|lesser|higher|lower)\s+of\s+|[\"'‘“(]|[±+]\s?)"
    rf"|\s+{_NOUN_OF}|{_FOLLOWING})?\s*(?:{ABOUT})?"
)
_BEFORE = re.compile(
    "(?:"
    + "|".join(
        rf"(?P<{sign}>(?<![\w-])(?:{'|'.join(words)})(?![\w-]))" for sign, words in WORDS.items()
    )
    + rf"){_FILLER}\s*$"
)
_ASIDE = (
    r"(?:in\s+(?:any|no)\s+(?:case|event|circumstances?)|at\s+any\s+time|individually|collectively|"
    r"in\s+(?:the\s+)?(?:aggregate|total)|on\s+average|[^,;:.]{1,40}(?=,))"
)
# A negation reaches its verb over an auxiliary and an aside: "does not, in any case, exceed".
_NOT = re.compile(
    r"(?:\b(?:not|no|nor|never|neither|cannot|in\s+no\s+(?:case|event|circumstances?))|n['’]t)\s*"
    r"(?:\s(?:be|is|are|to|have|been|it|shall|any|\w+ly)\b\s*)?"
    rf"(?:,?\s*{_ASIDE},?\s*)?\s*$"
)
_CLOSE = re.compile(
    r"\s*(?:(?:the\s+age|an?\s+(?:total|average|annual)|the\s+(?:threshold|limit|amount))\s+of\s+)?"
    rf"(?:an?\s+|the\s+)?(?:{ABOUT})?|{_FOLLOWING}\s*"
)
# A noun that belongs to the measure ("half-pitch or less"), and no other number or clause.
_REST_OF_NOUN = (
    r"(?:(?:of\s+(?:the\s+|its\s+|all\s+|(?=age\b)))?"
    r"(?!(?:is|are|was|and|or|to|from|than|of|in|at|an?|the|with|for)\b)[a-z][\w-]*['’\"”,]?\s+){0,3}?"
)
_BEHIND = re.compile(
    rf"(?P<plus>\+(?!\w))|(?:['’\"”)]\s*)?(?:\s*\([^()]{{1,30}}\))?(?:,?\s+|-){_REST_OF_NOUN}\(?(?:"
    + "|".join(rf"(?P<{sign}>{words})" for sign, words in BEHIND.items())
    + r")(?!\w|\s+[\d$€£])"
)
_INSIDE = re.compile(
    r"^(?P<plus>\+)|(?<=\s)or\s+(?:(?P<ge>more|greater|higher|above|over)|"
    r"(?P<le>less|fewer|lower|below|smaller))\b"
)
_PLUS = {"plus": "ge"}
_REACH, _BEYOND = 90, 60
_ANY = re.compile(
    r"\b(?:at\s+least|at\s+most|minimum|maximum|than|equals?|equal(?:l?ing)?\s+to|exceed\w*|"
    r"excess|surpass\w*|reach\w*|attain\w*|cross\w*|tops|topp\w+|up\s+to|upwards?|north|over|above|below|under|beyond|between|"
    r"limit\w*|caps?|capped|ceilings?|quotas?|threshold\w*|triggers?|cut-?offs?|set\s+at|flops?|"
    r"operations|revenues?|turnover|parameters|users|costs?|floor|mark|employ\w*|and\s+up|capacity|capability|bandwidth|"
    r"consecutive|plan\w*|aged?|as\s+(?:many|much)\s+as|"
    r"or\s+(?:more|less|greater|higher|fewer|lower|smaller|longer|older|larger|wider|shorter|"
    r"younger)|and\s+(?:above|over|more|older))\b|[<>≥≤⩾⩽]|\d[kmbt]?\+"
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparator with its place; `words` in lower case, `behind` where it follows the number."""

    start: int
    end: int
    sign: str
    words: str
    behind: bool = False
    negated: bool = False


def any_in(text: str) -> bool:
    """Say whether a text may hold a comparison at all."""
    return bool(_ANY.search(lowered(text)))


def before(text: str, at: int, floor: int = 0) -> Comparison | None:
    """Return the comparator whose number begins at `at`; no word before `floor` is read."""
    start = max(floor, at - _REACH)
    window = lowered(text[start:at])
    match = _BEFORE.search(window)
    if match is None:
        return None
    sign = match.lastgroup or "eq"
    begin = start + match.start()
    words = " ".join(match[sign].split())
    if words in WEAK and not _CLOSE.fullmatch(window, match.end(sign)):
        return None  # "under the law of a third"
    from_ = max(floor, begin - _REACH)
    no = _NOT.search(lowered(text[from_:begin]))
    if no and not words.startswith("at least"):
        begin, sign = from_ + no.start(), TURNED[sign]
    return Comparison(begin, start + match.end(sign), sign, words, negated=bool(no))


def behind(text: str, at: int) -> Comparison | None:
    """Return the comparator that follows a measure that ends at `at` ("50 percent or more")."""
    match = _BEHIND.match(lowered(text[at : at + _BEYOND]))
    if match is None:
        return None
    name = match.lastgroup or "eq"
    words = " ".join(match[name].split())
    return Comparison(at, at + match.end(), _PLUS.get(name, name), words, behind=True)


def inside(text: str, start: int, end: int) -> Comparison | None:
    """Return the comparator between a number and its unit ("100 or more petaflops")."""
    match = _INSIDE.search(lowered(text[start:end]))
    if match is None:
        return None
    name = match.lastgroup or "eq"
    sign = _PLUS.get(name, name)
    return Comparison(start + match.start(), start + match.end(), sign, match[0], behind=True)
