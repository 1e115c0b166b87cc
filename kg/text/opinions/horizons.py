"""Read how far a prediction reaches, in months from the day of writing.

Only a stated length counts: "by 2027" depends on when the text was written, and "in the coming
years" says no number; both give no horizon.
"""

import re

from kg.text.quantities.numerals import ONES, TENS

Months = tuple[int, int]

UNITS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
NUMBERS = {**ONES, **TENS, "a": 1, "an": 1, "half a": 0.5, "a couple of": 2}

_WORDS = "|".join(sorted(NUMBERS, key=len, reverse=True))
_N = rf"(?:\d+(?:\.\d+)?|{_WORDS})"
_UNIT = rf"(?P<unit>{'|'.join(UNITS)})(?P<many>s?)\b"
_TO = r"\s*(?:-|–|—|to|or|and)\s*"

_RANGE = re.compile(rf"\b(?P<low>{_N}){_TO}(?P<high>{_N})[\s-]+{_UNIT}", re.IGNORECASE)
# "over the next decade", "within five years", "in the next 18 months": from now until then.
_UNTIL = re.compile(
    rf"\b(?:(?:over|in|within|during|for|through)\s+(?:the\s+)?(?:course\s+of\s+the\s+)?"
    rf"(?:next|coming|following)|within)\s+(?:the\s+next\s+)?(?:(?P<high>{_N})[\s-]+)?{_UNIT}",
    re.IGNORECASE,
)
# "in five years", "ten years from now": at that time.
_AT = re.compile(
    rf"\bin\s+(?:about\s+|around\s+|roughly\s+|just\s+)?(?P<high>{_N})\s+{_UNIT}(?!['’])|"
    rf"\b(?P<high2>{_N})\s+(?P<unit2>{'|'.join(UNITS)})s?\s+(?:from\s+now|hence|down\s+the\s+road)",
    re.IGNORECASE,
)


def horizon(text: str) -> tuple[Months, int] | None:
    """Return the months from and to that a sentence states, and where it says so, or None."""
    lowered = text.lower()
    if not any(unit in lowered for unit in UNITS):
        return None
    if match := _RANGE.search(text):
        return (_months(match["low"], match["unit"]), _months(match["high"], match["unit"])), (
            match.start()
        )
    match = _UNTIL.search(text)
    if match and (match["high"] or not match["many"]):
        return (0, _months(match["high"] or "one", match["unit"])), match.start()
    if match := _AT.search(text):
        at = _months(match["high"] or match["high2"], match["unit"] or match["unit2"])
        return (at, at), match.start()
    return None


def _months(number: str, unit: str) -> int:
    words = " ".join(number.lower().split())
    count = NUMBERS[words] if words in NUMBERS else float(words)
    return round(count * UNITS[unit.lower()])
