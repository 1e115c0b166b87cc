"""Find dates in a passage: calendar dates and deadlines, each with its role in the rule."""

import re
from collections.abc import Iterator

from kg.text.annotations import Annotation, Day
from kg.text.passage import Passage
from kg.text.quantities.days import CalendarDate, calendar_dates
from kg.text.quantities.periods import Period, periods

ROLES = (
    ("other", r"\b(?:not?\s+(?:earlier|sooner)\s+than|not\s+before|between|"
              r"(?<!and )(?<!or )after)"),
    ("expiry", r"\b(?:until|till|through|from\s+[\w\s,]{4,20}\s+to|expir\w+|sunsets?|lapses?|ends?|"
               r"repealed|terminat\w+|cease\w*(?:\s+[\w\s]{0,30})?)(?:\s+on)?"),
    ("deadline", r"\b(?:not?\s+later\s+than|on\s+or\s+before|at\s+the\s+latest(?:\s+(?:by|on))?|"
                 r"by(?:\s+(?:no|not)\s+later\s+than)?(?:\s+the\s+end\s+of)?(?:\s+the\s+year)?|"
                 r"before|prior\s+to|due(?:\s+(?:on|by))?|deadlines?(?:\s+(?:is|of))?)"),
    ("in_force", r"\b(?:on\s+and\s+after|on\s+or\s+after|on\s+and\s+from|as\s+(?:of|from)|from|"
                 r"(?:beginning|commenc\w+|starting)(?:\s+(?:on|in|from))?|with\s+effect\s+from|"
                 r"effective(?:\s+(?:date|on|as\s+of|from|is|:|of))*|"
                 r"(?:tak|took|com|enter|go|becom|is|are|be)\w*\s+(?:in|into|effective|effect|"
                 r"force|operation|operative)(?:\s+(?:effect|force|operation|on|in))*|"
                 r"appl(?:y|ies|icable)(?:\s+(?:on|from|as\s+from|as\s+of|to\s+[\w\s]{1,30}))?|"
                 r"operative(?:\s+on)?)"),
    ("event", r"\b(?:dated|since|of|done\s+at\s+[\w\s,]{1,30}?|(?:adopted|signed|published|issued|"
              r"enacted|approved|released|introduced|made|passed|"
              r"approval|adoption|publication|signature|promulgat\w+)(?:\s+(?:on|in))?)"),
)  # fmt: skip
"""The words right before a date that give its role, asked in this order."""

_ROLE = re.compile(
    "(?:" + "|".join(f"(?P<{name}>{words})" for name, words in ROLES)
    + r")(?:\s+(?:the|midnight(?:\s+on)?))?[\s,:—–-]*(?:Q[1-4]\s?[—–-]\s?)?$",
    re.IGNORECASE,
)  # fmt: skip
_OPENS = re.compile(r"^[\W\d]*(?:\(\w{1,4}\)\s*)*(?:before|prior\s+to)\s+$", re.IGNORECASE)
# "models placed on the market before": whom the rule reaches, not by when it is to be kept.
_TRIGGER = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bbe )\b(?:\w+ed|put|made|begun|begins?|held|sold|bought|given|"
    r"taken|known|occur\w*|came|existing|in\s+(?:use|force|effect|operation))\b(?:[^.;]|U\.S\.){0,60}"
    r"\b(?:before|prior\s+to|on\s+or\s+after)\s+$",
    re.IGNORECASE,
)
_AS_IT_STOOD = re.compile(
    r"\bas\s+(?:it\s+)?(?:is\s+|was\s+)?(?:in\s+(?:effect|force)|effective|amended|published|worded)\s+"
    r"(?:on|immediately\s+before|at)\s+(?:the\s+day\s+before\s+)?$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_IN_FORCE = re.compile(
    r"\b(?:appl(?:y|ies)|(?:take|takes|taking)\s+effect|(?:enters?|come|comes)\s+into\s+(?:force|"
    r"effect|operation)|effective|operative|beginning|commencing|starting)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_EXPIRES = re.compile(
    r"\b(?:expir\w+|terminat\w+|sunset\w*|cease\w*|repealed|lapses?)\b[^.;]{0,60}$", re.IGNORECASE
)
_DUE = re.compile(r"\b(?:due|deadlines?|notification\s+dates?)\b", re.IGNORECASE)
_MUST = re.compile(
    r"\b(?:shall|must|should|will|may|is\s+to|are\s+to|requir\w+|mandat\w+|obligat\w+|oblig\w+|"
    r"direct(?:s|ed)|due)\b",
    re.IGNORECASE,
)


def find(passage: Passage) -> Iterator[Annotation]:
    """Yield the dates of a passage."""
    text = passage.text
    for date in calendar_dates(text):
        role, rule = role_of(date, text)
        yield Day(
            span=passage.at(date.start, date.end), rule=f"date.{rule}", iso=date.iso, role=role
        )
    for start, end in passage.sentences or [(0, len(text))]:
        sentence = text[start:end]
        for period in periods(sentence):
            if not (passage.binding or period.lead or _MUST.search(sentence)):
                continue  # "one week after the release", in a tale
            yield Day(
                span=passage.at(start + period.start, start + period.end),
                rule=f"date.period.{period.lead or 'bare'}",
                iso=period.iso,
                role=period_role(period, sentence),
            )


def role_of(date: CalendarDate, text: str) -> tuple[str, str]:
    """Return the role of a calendar date and the name of the rule that gave it."""
    form = _form(date.iso)
    before = text[max(0, date.start - 120) : date.start]
    match = _ROLE.search(before)
    role = (match.lastgroup or "") if match else ""
    if role == "deadline" and _OPENS.search(text[: date.start]):
        role = "expiry"  # "Before January 1, 2027, 'covered model' means": a rule with an end
    elif (role in ("deadline", "in_force") and _triggers(before)) or _AS_IT_STOOD.search(before):
        role = "other"
    elif role == "other" and _BETWEEN.search(before) and text[date.end : date.end + 5] != " and ":
        role = "event"  # "between the October 2022 rules and these": a name
    elif form == "yearless" and (role == "expiry" or (match and match[0][:4].casefold() == "from")):
        role = "other"
    elif role in ("", "event") and _EXPIRES.search(before):
        role = "expiry"
    elif role in ("", "event") and _IN_FORCE.search(before):
        role = "in_force"
    elif role in ("", "event") and form == "yearless":
        role = "deadline" if _DUE.search(text[max(0, date.start - 160) : date.start]) else "other"
    return (role or "event"), f"{form}.{role or 'plain'}"


def _triggers(before: str) -> bool:
    trigger = _TRIGGER.search(before)
    return bool(trigger and not _MUST.search(before, max(0, trigger.start() - 16)))


def _form(iso: str) -> str:
    if iso.startswith("--"):
        return "yearless"
    return {4: "year", 7: "month", 10: "day"}[len(iso)]


def period_role(period: Period, sentence: str) -> str:
    """Return the role of a deadline that runs from an event."""
    before = sentence[: period.start]
    if period.lead == "earliest":
        return "other"
    if period.lead != "latest" and _EXPIRES.search(before):
        return "expiry"
    if _IN_FORCE.search(before) and not period.lead:
        return "in_force"
    return "deadline"
