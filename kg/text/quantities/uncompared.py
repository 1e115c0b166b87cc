"""Tell the bound of a number that no comparing word stands beside.

Nouns bound it ("a capacity of", "the 10^25 FLOP threshold", "a cap of 500 units"), the one before
it does ("at least 5 megawatts or 200 GB/s"), or it says whom a rule reaches ("applies to developers
with $500 million in revenue"). A floor is "ge", a ceiling "le".
"""

import re
from typing import NamedTuple

from kg.text.quantities.bare import ONLY_COMPUTE
from kg.text.quantities.comparators import ABOUT
from kg.text.quantities.measures import Measure

FLOORS = r"thresholds?|triggers?(?:\s+levels?)?|cut-?offs?|bright\s+lines?|floors?|presumptions?"
CEILINGS = r"caps?|ceilings?|limits?|quotas?"
_CAPACITY = r"capacity|capability|performance|bandwidth|density|(?:transfer|peak|compute)\s+rate"
_NOW = r"(?:(?:currently|now|initially)\s+)?"
_IS = r"(?:is|was|are|were|be|has\s+been|shall\s+be|would\s+be|stands|starts|begins|remains)"
# What joins such a noun to its number: "is set at", "of", "(currently", ":", "from 10^25 to".
_LINK = (
    rf"[’'”\"]?(?:\s*\([^()]{{1,12}}\))?(?:\s*[:=|(]\s*(?:[A-Z][\w ]{{1,20}}:\s*)?|"
    rf"\s*[,—–]\s*(?=(?:currently|now|i\.e|namely|~))|"
    rf"\s+(?:(?:that|which)\s+)?(?:{_IS}\s+{_NOW}|(?:{_IS}\s+{_NOW})?(?:(?:set|fixed|established|"
    rf"defined|pegged|specified)\s+)?(?:of|at|to|from)\s+))"
    rf"(?:(?:currently|now|i\.e\.,?|namely)\s+)?(?:an?\s+|the\s+)?(?:{ABOUT})?$"
)
# "the threshold for banks referred to above shall be"; "The following thresholds apply: (a)".
_FAR = (
    rf"\s+(?:that|which|for|in|under|referred\s+to)\b[^.;:]{{1,80}}?\s(?:(?:shall\s+be|is|are)\s+"
    rf"(?:(?:set|fixed)\s+at\s+)?|amounts?\s+to\s+)(?:an?\s+|the\s+)?(?:{ABOUT})?$"
    r"|(?:\s+(?:shall\s+|will\s+)?(?:apply|are|be|is))?(?:\s+as\s+follows)?\s*[:—–]\s*$"
)
_BEFORE = re.compile(
    rf"(?P<capacity>(?:{_CAPACITY})(?:{_LINK}))"
    rf"|\b(?P<ge>(?:{FLOORS})(?:{_LINK}|{_FAR})|following\s+(?:[\w-]+\s+)?criteria\s*[:—–]\s*$)"
    rf"|\b(?P<set>set\w*\s+(?:[\w-]+\s+){{0,4}}at\s+(?:an?\s+|the\s+)?(?:{ABOUT})?$)"
    rf"|\b(?P<le>(?:{CEILINGS})(?:{_LINK}|{_FAR}|\s+$)"
    rf"|(?:cap|limit|restrict)(?:s|ped|ping|ing)\s+(?:[\w-]+\s+){{1,6}}?(?:at|to)\s+(?:{ABOUT})?$)",
    re.IGNORECASE,
)
_ADJECTIVES = (
    r"[\s-]*(?:(?!(?:and|or|of|the|is|are|as|in|on|to|for|that|with|under)\b)[\w-]+\s+){0,3}?"
)
_AFTER = re.compile(
    rf"{_ADJECTIVES}(?:(?P<ge>{FLOORS})|(?P<le>{CEILINGS})|(?P<mark>mark|level|line|bar))\b",
    re.IGNORECASE,
)
_FORMULA = re.compile(r"\s*[×x*·]\s")
_CAPACITIES = frozenset({
    "cluster_compute_rate", "interconnect_bandwidth", "memory_bandwidth", "training_compute",
    "memory_bandwidth_density", "total_processing_performance", "performance_density",
})  # fmt: skip
_COMPUTE = frozenset({"FLOP", "FLOP/s", "TPP", "parameters"})
_COUNTED = frozenset({"users", "persons"})
_CURRENCIES = frozenset({"USD", "EUR", "GBP", "CNY"})

# --- whom a rule reaches: "applies to models trained on 10^26 FLOPs" -----------------------------
_ANYONE = (
    r"\b(?:models|systems|developers|companies|firms|labs|platforms|services|entities|persons|"
    r"providers|undertakings|businesses|clusters|operators|organi[sz]ations|corporations|"
    r"facilities|data\s?cent(?:er|re)s|(?:any|an?|each|every|no)\s+(?:[\w-]+\s+){0,3}?(?:model|"
    r"system|developer|company|firm|lab|platform|service|entity|person|provider|undertaking|"
    r"business|cluster|operator|organi[sz]ation|corporation|facility|data\s?cent(?:er|re)))\b"
)
_HAVING = (
    r"(?:with|having|ha(?:s|ve)|on|using|us(?:es?|ed)|by|of|earn(?:s|ing)?|generat(?:es?|ing)|"
    r"mak(?:es?|ing)|spend(?:s|ing)?|spent|cost(?:s|ing)?|serv(?:es?|ing)|employ(?:s|ing)?)"
)
_WHOM = re.compile(
    rf"{_ANYONE}(?:\s+(?!(?:and|or|but|must|shall)\b)[\w’'-]+){{0,6}}?\s+{_HAVING}\s+"
    rf"(?:(?:[\w’'-]+\s+){{0,5}}?(?:of|at)\s+)?(?:an?\s+|the\s+)?(?:{ABOUT})?$",
    re.IGNORECASE,
)
_REACHES = re.compile(
    r"\b(?:appl(?:y|ies|ied|ying)(?:\s+\w+)?\s+to|cover(?:s|ed|ing)?|captur\w+|target(?:s|ed|ing)?|"
    r"reach(?:es)?|affect(?:s|ed|ing)?|hits?|catch(?:es)?|regulat(?:es?|ing)|govern(?:s|ing)?|requir(?:es?|ed|ing)|means?|subject|"
    r"(?:restricted|limited)\s+to|bind(?:s|ing)?)\b",
    re.IGNORECASE,
)
_MUST = re.compile(
    r"[^.;]{0,120}?\b(?:must|shall|would\s+(?:have|need)\s+to|(?:is|are|be)\s+(?:[\w-]+\s+)?(?:required|"
    r"subject|covered|presumed|exempt|obliged|considered|regulated|deemed|classified)|needs?\s+to|"
    r"qualif(?:y|ies)|counts?\s+as|falls?\s+(?:under|within))\b",
    re.IGNORECASE,
)
# "the law kicks in at 10^26 FLOPs".
_SETS_IN = re.compile(
    rf"\b(?:kicks?\s+in|starts?|begins?|appl(?:y|ies)|bites?)\s+(?:at|from)\s+(?:{ABOUT})?$",
    re.IGNORECASE,
)
_AMOUNT_OF = re.compile(
    r"\b(?:revenues?|turnover|sales|receipts|assets|costs?|costing|spend\w*|spent|budgets?|"
    r"capitali[sz]ation)\b",
    re.IGNORECASE,
)

# --- a number beside another ---------------------------------------------------------------------
_COORDINATED = re.compile(
    r"\s*(?:,\s*)?(?:\b(?:and/or|or|and)\s+)(?:(?:to|by|of|an?|the|in|with)\s+){0,2}$"
    r"|\s*,\s*(?:or|and)\s*,?\s+(?:for|if|where|when|in\s+the\s+case\s+of|with\s+respect\s+to)\s"
    r"[^,;:.]{1,80},\s+$",
    re.IGNORECASE,
)
# "from 10^25 to 10^26"; "(EU: 10^25 FLOP, US: 10^26 FLOP)".
_AGAIN = re.compile(r"\s*to\s+|\s*[,;]\s+[A-Z][\w ]{1,20}:\s*")
_CONSECUTIVE = re.compile(r"[\w()]+\s+consecutive\b", re.IGNORECASE)
# The verb alone: "plans, within six months, to engage in"; "a plan within a year" has a deadline.
_PLANNED = re.compile(r"\bplan(?:s|ning|ned)?,\s+within\s$", re.IGNORECASE)
_WITHIN = len("within ")
_FAR_BACK, _WINDOW, _ASIDE, _CLOSE = 200, 130, 100, 40


class Bound(NamedTuple):
    """How a number bounds, from where in the text, and by which rule."""

    sign: str
    rule: str
    start: int


def by_noun(text: str, at: int, measure: Measure) -> Bound | None:
    """Return the bound that the nouns before or behind a number give it.

    `at` is where its noun would end: before the number, or before the mark of its entry of a list.
    """
    found = None
    if not _FORMULA.match(text, measure.end):
        found = _BEFORE.search(text[max(0, at - _WINDOW) : at])
    if found and (not found["capacity"] or measure.sort in _CAPACITIES or not measure.unit):
        start = at - len(found[0]) if found["le"] else measure.start
        return Bound("le" if found["le"] else "ge", "bound", start)
    after = _AFTER.match(text, measure.end)
    large = measure.value >= ONLY_COMPUTE
    if after and (measure.unit or large):
        if after["mark"] and not (large or measure.unit in _COMPUTE):
            return None
        return Bound("le" if after["le"] else "ge", "named", measure.start)
    return None


def noun_before(text: str) -> int | None:
    """Return where the noun begins that bounds what follows the text, if it ends in one."""
    low = max(0, len(text) - _WINDOW)
    found = _BEFORE.search(text[low:])
    return low + found.start() if found and not found["capacity"] else None


def by_time(text: str, measure: Measure) -> Bound | None:
    """Return the bound of a length of time that is planned or counted in a row."""
    if measure.sort != "duration":
        return None
    if _PLANNED.search(text, 0, measure.start):
        return Bound("le", "plan", measure.start - _WITHIN)
    if _CONSECUTIVE.match(text, measure.start):
        return Bound("ge", "consecutive", measure.start)
    return None


def by_neighbour(gap: str, measure: Measure, last: Bound, unit: str) -> Bound | None:
    """Return the bound of the number before, of `unit`, which the words between join to this."""
    if not measure.unit or measure.unit == "other":
        return None
    if len(gap) > (_ASIDE if measure.unit == unit else _CLOSE):
        return None
    joined = _COORDINATED.match(gap) or (last.rule in ("bound", "named") and _AGAIN.fullmatch(gap))
    return Bound(last.sign, "coordinated", measure.start) if joined else None


def by_reach(text: str, measure: Measure) -> Bound | None:
    """Return the bound of an amount that tells whom a rule reaches."""
    if measure.unit in _CURRENCIES or measure.sort == "money":
        around = text[max(0, measure.start - 40) : measure.end + 40]
        told = bool(_AMOUNT_OF.search(around))
    else:
        told = measure.unit in _COMPUTE | _COUNTED or measure.value >= ONLY_COMPUTE
    if not told:
        return None
    low = max(0, measure.start - _FAR_BACK)
    whom = _WHOM.search(text, low, measure.start)
    if _SETS_IN.search(text, low, measure.start):
        return Bound("ge", "reach", measure.start)
    if whom and (_REACHES.search(text, low, whom.start()) or _MUST.match(text, measure.end)):
        return Bound("ge", "reach", measure.start)
    return None
