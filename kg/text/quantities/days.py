"""Read calendar dates in all usual forms as ISO 8601: days, months, years, days of no year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_NAMES = "january february march april may june july august september october november december"
MONTHS = {name: n for n, name in enumerate(_NAMES.split(), 1)}
_SHORT = {name[:3]: n for name, n in MONTHS.items()} | {"sept": 9}

# "May" is a month only with a capital, as every month in English; so the pattern keeps case.
_FULL = "|".join(n.capitalize() for n in MONTHS) + "|" + "|".join(n.upper() for n in MONTHS)
_MONTH = rf"(?:{_FULL}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_TH = r"(?:st|nd|rd|th)"
_YEAR = r"(?:1[89]|20|21)\d\d"
_LAST = rf"(?:\s*[-–—]\s*{_DAY}|\s+(?:and|to|through)\s+{_DAY}{_TH}?)"  # of a range of days

_DATE = re.compile(
    rf"\b(?P<m1>{_MONTH})\s+(?P<d1>{_DAY}){_TH}?(?!\d|\s*(?:%|per\s*cent)|\.\d)"
    rf"(?:{_LAST}(?=,?\s+{_YEAR}))?(?:,?\s+(?P<y1>{_YEAR})\b)?"
    rf"|(?<![\w./-])(?P<d2>{_DAY}){_TH}?{_LAST}?(?:\s+day)?(?:\s+of)?\s+(?P<m2>{_MONTH})"
    rf"(?:,?\s+(?:of\s+)?(?P<y2>{_YEAR})\b)?(?!\w)"
    rf"|\b(?P<m3>{_MONTH}),?\s+(?:of\s+)?(?P<y3>{_YEAR})\b"
    r"|(?<![\d/-])(?P<y4>(?:19|20)\d\d)-(?P<m4>0[1-9]|1[0-2])-(?P<d4>0[1-9]|[12]\d|3[01])"
    r"(?![\d-])"
    r"|(?<![\d./-])(?P<a5>\d{1,2})(?P<s5>[./-])(?P<b5>\d{1,2})(?P=s5)"
    r"(?P<y5>(?:19|20)\d\d)(?![\d/-])"
    r"|\b(?P<y6>(?:19|20)\d\d)年\s?(?P<m6>\d{1,2})月\s?(?P<d6>\d{1,2})日"
)
# A bare year dates something only after a word of time; "Act of 2018" is a name.
_BARE = re.compile(
    r"\b(?:in|by|since|until|till|before|after|during|from|through|to|of|and|between|early|late|"
    r"mid|around|circa|year|summer|autumn|fall|spring|winter|half|quarter|Q[1-4]|H[12]|"
    r"beginning|end)"
    r"(?:\s+(?:the\s+)?(?:calendar\s+)?year)?(?:\s+|-)(?P<y>(?:19|20)\d\d)\b(?!\s?[/–-]\s?\d|\.\d|"
    r"\s*(?:and|or)\s+\d|\s+(?:persons|users|people|operations|employees|TPP)\b)",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(
    r"\b(?:end|beginning|start|middle|half|quarter|Q[1-4]|summer|autumn|fall|spring|winter|course|"
    r"years?|close|outset)\s+of\s+(?:the\s+)?(?:calendar\s+)?(?:year\s+)?$",
    re.IGNORECASE,
)
_FISCAL = re.compile(
    r"\b(?:(?:fiscal|academic|school|financial)\s+years?|FY)\s+[\s\w,-]*$", re.IGNORECASE
)
_FROM_TO = re.compile(rf"\s*(?:to|through|until|and|[-–—])\s*(?:{_DAY}\s+)?{_MONTH}")
_HAS_YEAR = re.compile(r"(?:19|20)\d\d")
_HAS_DATE = re.compile(
    r"(?:19|20)\d\d|[a-z.]\s+\d{1,2}\b|\d{1,2}(?:st|nd|rd|th)?\s+(?:day|of|[A-Z])"
)


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A date at `start` to `end`; `iso` has as many parts as the text names."""

    start: int
    end: int
    iso: str


def calendar_dates(text: str) -> Iterator[CalendarDate]:
    """Yield the calendar dates of a text in text order, years alone last.

    Dates that no calendar has ("31 February 2026") are left out. In figures a day over 12 says
    which number is the day; else a stop means day first and a slash month first.
    """
    if not _HAS_DATE.search(text):
        return
    taken: list[tuple[int, int]] = []
    matches = list(_DATE.finditer(text))
    for index, match in enumerate(matches):
        year, month, day = _parts(match)
        follower = matches[index + 1] if index + 1 < len(matches) else None
        if year is None and follower and _FROM_TO.match(text, match.end()):
            # "1 January to 30 June 2026": the year stands once, for both.
            year = _parts(follower)[0] if follower.start() - match.end() < 12 else None
        iso = _iso(year, month, day)
        if iso:
            taken.append(match.span())
            yield CalendarDate(*match.span(), iso)
    for match in _BARE.finditer(text) if _HAS_YEAR.search(text) else ():
        start, end = match.span("y")
        before = text[max(0, match.start() - 40) : start]
        if any(s < end and e > start for s, e in taken):
            continue
        word = match[0][:3].casefold()
        if word in ("of ", "and", "to ") and not (
            _OF_WHAT.search(before) or (word != "of " and re.search(r"\b(?:19|20)\d\d\W", before))
        ):
            continue
        if _FISCAL.search(before):
            continue
        yield CalendarDate(start, end, match["y"])


def _parts(match: re.Match[str]) -> tuple[int | None, int, int | None]:
    """Return year, month and day of a match, None where the text names none."""
    for n in "12346":
        if name := match[f"m{n}"]:
            month = int(name) if name.isdigit() else _month(name)
            day = match[f"d{n}"] if n != "3" else None
            year = match[f"y{n}"]
            return (int(year) if year else None), month, (int(day) if day else None)
    first, second = int(match["a5"]), int(match["b5"])
    month_first = (match["s5"] == "/" and first <= 12) or second > 12
    month, day_number = (first, second) if month_first else (second, first)
    return int(match["y5"]), month, day_number


def _month(name: str) -> int:
    plain = name.casefold().rstrip(".")
    return MONTHS.get(plain) or _SHORT[plain]


def _iso(year: int | None, month: int, day: int | None) -> str:
    try:
        date(year or 2000, month, day or 1)
    except ValueError:
        return ""
    if year is None:
        return f"--{month:02}-{day:02}"
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")
