"""Cells as values: numbers, days, flags and lists of names, each refused with the reason.

Every function takes the text of a cell and raises `ValueError` with words that fit behind a
location ("… column 'Parameters': '12 B' is no number").
"""

import math
import re
from datetime import date

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_PARTIAL_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?", re.ASCII)
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+", re.ASCII)
_COMMA = re.compile(r",(?!\s|Ltd\b|Inc\b|LLC\b)")
_YES = frozenset({"true", "yes", "1", "checked"})
_NO = frozenset({"false", "no", "0", "unchecked"})
_SHOWN = 40


def shown(text: str) -> str:
    r"""Return a cell in quotes for a message, cut and on one line.

    >>> shown("a\nb")
    "'a b'"
    """
    line = clean(text)
    return f"'{line if len(line) <= _SHOWN else line[: _SHOWN - 1] + '…'}'"


def clean(text: str) -> str:
    r"""Return a name on one line: no space around it, runs of space and line breaks as one space.

    >>> clean(" Solar  Open 100B\n")
    'Solar Open 100B'
    """
    return " ".join(text.split())


def number(text: str) -> float:
    """Return the number in a cell: a finite one, not negative, in any usual spelling.

    >>> number("1.001E+025"), number("1e+25"), number("40")
    (1.001e+25, 1e+25, 40.0)
    """
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"{shown(text)} is no number")
    value = float(text)
    if math.isinf(value):
        raise ValueError(f"{shown(text)} is too large for a number")
    if value < 0:
        raise ValueError(f"{shown(text)} is negative")
    return value


def numbers(text: str) -> list[float]:
    """Return the numbers in a cell that may hold several, with commas between.

    A comma that may part thousands is refused, because "1,000" may be read in two ways.

    >>> numbers("14180000,14180000")
    [14180000.0, 14180000.0]
    """
    if _THOUSANDS.fullmatch(text):
        raise ValueError(f"{shown(text)} is no number (commas part several numbers here)")
    return [number(part) for part in text.split(",")]


def day(text: str) -> date | None:
    """Return the day in a cell, or None where it names only a year or a month.

    >>> day("2025-02-17"), day("2021-07")
    (datetime.date(2025, 2, 17), None)
    """
    if _PARTIAL_DAY.fullmatch(text):
        return None
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError(f"{shown(text)} is no date")
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        raise ValueError(f"{shown(text)} is no day of the calendar") from None


def flag(text: str) -> bool:
    """Return whether a tick box is ticked.

    >>> flag("True"), flag("0")
    (True, False)
    """
    word = text.casefold()
    if word not in _YES and word not in _NO:
        raise ValueError(f"{shown(text)} is neither True nor False")
    return word in _YES


def names(text: str) -> list[str]:
    """Return the names in a cell, cleaned, in order and without repetition.

    A comma parts names only where no space and no legal form follows: the source writes
    "Amazon,NVIDIA", but "Booz Allen Hamilton, McLean" and "Digital Technology Co.,Ltd" are one.

    >>> names("NERSC, Lawrence Berkeley,Google")
    ['NERSC, Lawrence Berkeley', 'Google']
    """
    return list(dict.fromkeys(name for part in _COMMA.split(text) if (name := clean(part))))
