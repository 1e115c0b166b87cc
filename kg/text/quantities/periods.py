"""Read deadlines that run from an event: "within 90 days", "not later than two weeks after"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.text.quantities.numbers import Number, numbers
from kg.text.quantities.numerals import ORDINALS

UNITS = {"minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "quarter": "Q",
         "year": "Y"}  # fmt: skip
_UNIT_WORD = "|".join(UNITS)
_KIND_OF_DAY = (
    r"(?:calendar|business|working|consecutive|banking|trading|court|school|sitting|full|clear|"
    r"U\.S\.\s+business)"
)
_UNIT = re.compile(
    rf"[\s-]*(?:\(\w+\)\s*)?(?:{_KIND_OF_DAY}[\s-]+)?(?P<unit>{_UNIT_WORD})s?\b(?P<notice>['’])?",
    re.IGNORECASE,
)
_HAS_UNIT = re.compile(rf"\b(?:{_UNIT_WORD})s?\b", re.IGNORECASE)
_A_UNIT = re.compile(
    rf"\ban?\s+(?=(?:{_KIND_OF_DAY}\s+)?(?:hour|day|week|month|year)\b)", re.IGNORECASE
)

# --- what leads to a length of time and makes it a point -----------------------------------------
_PERIOD_OF = r"(?:an?|the)\s+(?:(?:additional|further|maximum|reasonable)\s+)?(?:period|term)\s+of"
_AT_MOST = (
    r"(?:not\s+more\s+than|not\s+exceeding|no\s+more\s+than|at\s+most|the\s+shorter\s+of|"
    r"a\s+maximum\s+of|up\s+to|the\s+first|the|an?)"
)
LATEST = (
    rf"(?:at\s+the\s+latest\s*,?\s*|not?\s+later\s+than\s+)?\bwithin(?:\s+{_PERIOD_OF})?"
    rf"(?:\s+{_AT_MOST})?"
    r"|\b(?:by\s+)?(?:not?|nor)\s+(?:later|more)\s+than"
    r"|\b(?:in\s+no\s+(?:event|case)\s+)?later\s+than"
    r"|\bat\s+the\s+latest(?:\s+by)?|\bnot\s+to\s+exceed|\bno\s+longer\s+than"
    r"|\bin\s+(?:not\s+more|no\s+more|less)\s+than|\bless\s+than|\bby\s+the\s+end\s+of"
)
EARLIEST = r"\bat\s+the\s+earliest|\b(?:not?\s+)?(?:earlier|sooner)\s+than"
LEAST = r"\bat\s+least|\b(?:not?|no)\s+(?:less|fewer)\s+than|\bmore\s+than"
_LEADS = re.compile(
    rf"(?:(?P<latest>{LATEST})|(?P<earliest>{EARLIEST})|(?P<least>{LEAST}))\s*$", re.IGNORECASE
)
_SETS_POINT = re.compile(r"within|late|earl|soon|by\s+the\s+end", re.IGNORECASE)
_RUNS_FROM = re.compile(
    r"\s*(?:immediately\s+|at\s+the\s+latest\s+)?(?:after|before|following|prior\s+to|from|"
    r"in\s+advance|post-\w+)\b",
    re.IGNORECASE,
)

# --- what is no point in time: how long something lasts, is kept, or comes back -------------------
_FOR_AT_LEAST = (
    r"(?:at\s+least|not\s+(?:less|more|longer)\s+than|up\s+to|more\s+than|"
    r"no\s+(?:more|less|longer)\s+than|a\s+minimum\s+of|the)"
)
_LASTS = re.compile(
    rf"(?:\bfor(?:\s+(?:an?|the|another|each(?:\s+of)?))?(?:\s+(?:\w+\s+)?(?:period|term|duration)"
    rf"\s+of)?(?:\s+{_FOR_AT_LEAST})?"
    r"|\b(?:periods?|terms?|durations?)\s+(?:of(?:\s+not\s+(?:more|less)\s+than)?|up\s+to|"
    r"not\s+exceeding)(?:\s+(?:at\s+least|up\s+to|not\s+exceeding))?"
    r"|\b(?:every|each|per|once(?:\s+(?:in|a|every))*|twice(?:\s+(?:in|a))*)|\bage\s+of|\baged"
    r"|\b(?:last|past|previous|preceding|prior|next|first|coming)"
    r"|\b(?:in|over|during)(?:\s+the)|\bover|\bplus|\bexceed\w*|\bending)\s*$",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\s*(?:-\s*)?(?:periods?\b|terms?\b|old\b|of\s+age\b|(?:immediately\s+)?preceding\b|ago\b|"
    r"of\s+(?:experience|imprisonment|service)\b|or\s+older\b)",
    re.IGNORECASE,
)
_KEEP = re.compile(
    r"\b(?:retain\w*|retention|keep|kept|store[sd]?|storing|preserv\w+|maintain\w*|imprison\w*|"
    r"renew\w*\s+(?:for|every)|valid\s+for)\b",
    re.IGNORECASE,
)
_PLANS = re.compile(r"\bplan(?:s|ning|ned)?,\s+$", re.IGNORECASE)
_A_PERIOD = re.compile(r"\s+(?:calendar\s+)?(?:period|deadline|window|time\s+limit)\b")

_FIRST_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth"
)
_ORDINALS = {word: n for n, word in enumerate(_FIRST_ORDINALS.split(), 1)} | ORDINALS
_NTH_DAY = re.compile(
    rf"\b(?:on\s+)?the\s+(?:(?P<word>{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})\s+|"
    rf"(?P<figures>\d{{1,3}})(?:st|nd|rd|th)\s+)?(?:{_KIND_OF_DAY}\s+)?day"
    r"(?=\s+(?:following|after)\b|\s*$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time that sets a point; `lead` is latest, earliest, least or "" (bare)."""

    start: int
    end: int
    iso: str
    lead: str = ""


def periods(text: str) -> Iterator[Period]:
    """Yield the deadlines of a sentence that run from an event.

    A length of time counts where a word of time leads to it ("within", "no later than"), or where
    an event follows from which it runs ("30 days after"); terms, retention periods and what comes
    back regularly ("every two years") are left out.
    """
    if not _HAS_UNIT.search(text):
        return
    for match in _NTH_DAY.finditer(text):  # "on the twentieth day following"
        word = (match["word"] or "first").casefold()
        yield Period(*match.span(), f"P{int(match['figures'] or _ORDINALS[word])}D")
    for number in sorted([*numbers(text), *_articles(text)], key=lambda n: n.start):
        unit = _UNIT.match(text, number.end)
        if unit and number.value == int(number.value):
            period = _period(text, number, unit)
            if period:
                yield period


def lengths(text: str) -> set[str]:
    """Return all lengths of time in a text as ISO 8601, whether or not they set a point."""
    units = ((n, _UNIT.match(text, n.end)) for n in [*numbers(text), *_articles(text)])
    return {_iso(int(n.value), unit["unit"].casefold()) for n, unit in units if unit}


def _period(text: str, number: Number, unit: re.Match[str]) -> Period | None:
    before = text[max(0, number.start - 70) : number.start]
    after = text[unit.end() : unit.end() + 60]
    lead = _LEADS.search(before)
    point = bool(lead and _SETS_POINT.search(lead[0]))
    if text[number.end] == "-":
        # "the 4-year validity" is an adjective; "within the 90-day period" is a deadline.
        if not (point and _A_PERIOD.match(after)):
            return None
    elif _BACK.match(after) or (not point and _LASTS.search(before)):
        return None
    if not (point or unit["notice"] or _RUNS_FROM.match(after)):
        return None
    start = number.start - (len(before) - lead.start() if lead else 0)
    # "plans, within six months, to" is a condition, and belongs to the thresholds.
    if lead and _PLANS.search(text, 0, start):
        return None
    name = (lead.lastgroup or "") if lead else ""
    if not point and _KEEP.search(text, max(0, start - 160), start):
        return None
    return Period(start, unit.end(), _iso(int(number.value), unit["unit"].casefold()), name)


def _articles(text: str) -> Iterator[Number]:
    """Yield "a" before a unit of time as the number one ("within a month")."""
    for match in _A_UNIT.finditer(text):
        yield Number(match.start(), match.end() - 1, 1.0)


def _iso(count: int, unit: str) -> str:
    if unit in ("week", "quarter"):
        return f"P{7 * count}D" if unit == "week" else f"P{3 * count}M"
    return f"P{'T' if unit in ('minute', 'hour') else ''}{count}{UNITS[unit]}"
