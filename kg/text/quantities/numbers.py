"""Read the numbers of a text: figures, powers of ten, words, fractions, lost superscripts.

A number is found with its whole notation ("3 x 10^24", "five hundred million", "12B", "7,5",
"10 000", "one-third") and told as one value. What is measured stands in `measures`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.text.quantities.numerals import ONES, ORDINALS, PARTS, SCALES, TENS, value_of


def lowered(text: str) -> str:
    """Return a text in lower case, each character at its place.

    Patterns of small letters over it run twice as fast as patterns that ignore case.
    """
    small = text.lower()
    # The few capitals that two small characters stand for would move what follows.
    return small if len(small) == len(text) else "".join(c.lower()[:1] for c in text)


def _any(words: Iterable[str]) -> str:
    """Return the alternation of words, the longest first so that "six" leaves "sixteen" whole."""
    return "|".join(sorted(words, key=len, reverse=True))


# --- the parts of the grammar, each a pattern without named groups -------------------------------
_PLAIN_WORD = f"(?:{_any([*ONES, *TENS])})"
_SCALE_WORD = f"(?:{_any(SCALES)})"
# "and" joins within one number only after a scale: "two and three" are two numbers.
_AND = "(?:" + "|".join(rf"(?<={word})" for word in SCALES) + r")\s+and\s+"
SPELLED = (
    rf"(?:{_PLAIN_WORD}|(?:half\s+)?an?(?=\s+{_SCALE_WORD}\b))"
    rf"(?:(?:\s*-\s*|{_AND}|\s+)(?:{_PLAIN_WORD}|{_SCALE_WORD})\b)*"
)
"""A cardinal in words: "twenty-five", "five hundred million", "a hundred thousand"."""

PLURAL = rf"(?:tens|hundreds|thousands|millions|billions)(?:\s+of\s+{_SCALE_WORD}s?)?"
"""An order of magnitude in words; read as the least that it can mean."""

FRACTION = (
    rf"(?:one|two|three|four)(?:\s*-\s*|\s+)(?:{_any(PARTS)})s?"
    rf"|(?:an?\s+(?:{_any(PARTS)})|half)(?=\s+(?:of|or\s+(?:more|less|greater))\b)"
)
_GROUPED = (
    r"\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"  # 1,00,000, as India writes a lakh
    r"|\d{1,3}(?:(?:,\d{3})+(?!\d)|(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)|(?:\.\d{3}){2,}(?!\d))"
)
DIGITS = rf"(?:(?:{_GROUPED})(?:\.\d+)?|\d+(?:[.,]\d+)?)"
"""Figures: "4,800", "10 000", "1.000.000", "2.5" and, as in EU texts, "7,5"."""

_SIGNED = r"[-+−]?\d{1,3}"
_EXPONENT = (
    # The sign of an ordinal and the modifier letter are what typists took for a caret.
    rf"\s?[\^ˆº]\s?(?:\{{{_SIGNED}\}}|\({_SIGNED}\)|{_SIGNED})|\s?\(\^{_SIGNED}\)"
    rf"|\s?\*\*\s?{_SIGNED}|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\s[⁰¹²³⁴⁵⁶⁷⁸⁹]{{2}}|\s?<sup>{_SIGNED}</sup>"
)
_POWER = (
    rf"10(?:{_EXPONENT})"
    rf"|(?:10|ten)\s+(?:raised\s+)?to\s+the\s+(?:power\s+(?:of\s+)?)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|{_any(ORDINALS)}|{SPELLED})(?:\s+power)?"
)
_TIMES = rf"(?:{DIGITS}|{_PLAIN_WORD})\s*(?:[x×X·⋅*∙]|times)\s*"
# Exponents of a training run, and no others: "1025" and "10 25" are numbers of their own.
_FLATTENED = r"10[ \u00a0]?(?:(?:1[89]|2\d)(?![\d/]|[.,]\d)|\((?:1[89]|2\d)\))"
# Behind a factor there is no doubt: "2 x 10 8", "5 x 103"; "3 x 100" is a product.
_FLATTENED_TIMES = (
    rf"(?:{_TIMES}10(?:[ \u00a0][-−]?\d{{1,2}}|[-−]\d{{1,2}}|[3-9]|[12]\d)"
    rf"|10[ \u00a0]?−\d{{1,2}})(?![\d/]|[.,]\d)"
)

_NUMBER = re.compile(
    rf"(?P<power>(?<![\w./])(?:{_TIMES})?(?:{_POWER})(?!\w))"
    rf"|(?P<times>(?<![\w./,]){_FLATTENED_TIMES})"
    rf"|(?P<flat>(?<![\w./,])(?:{_TIMES})?{_FLATTENED})"
    r"|(?P<e>(?<![\w./])\d+(?:\.\d+)?[eE]\+?[1-9]\d?(?!\w))"
    # No number of a list of goods ("3A001.e.2") and none of a name ("ASL-3").
    rf"|(?P<figures>(?<![\w/,§^])(?<!\d\.)(?<!\.[a-z]\.)(?<!\.[a-z]{{2}}\.)(?<![A-Za-z]-)(?:(?<=\s)[-−](?=\d))?{DIGITS}"
    rf"(?:[\s-]{{1,2}}{_SCALE_WORD}\b|\s?(?-i:[mbt]n|[MB]n)\b|[KMBT](?!\w))?"
    # A part ("2/3") or two sizes ("16/14"), and no number of an act ("2019/1020").
    r"(?:/\d{1,3}(?![\d/]))?(?![\d/]|[A-Z]\d))"
    rf"|(?<!\w)(?:(?P<fraction>{FRACTION})|(?P<plural>{PLURAL})|(?P<spelled>{SPELLED}))(?!\w)",
    re.IGNORECASE,
)
# Where a number may begin; the grammar itself is only tried there, because it is slow to say no.
_BEGINS = re.compile(
    rf"(?<=\s)[-−](?=\d)|\d+|\b(?=[a-z])(?:{_any([*ONES, *TENS])}|tens|hundreds|thousands|millions|"
    rf"billions|half|an?(?=\s+(?:{_any([*SCALES, *PARTS])})\b))(?![a-z])"
)
_OPERATIONS = re.compile(r"\boperations?\b|flops?\b|\bOPs?/s|\bcomputations?\b", re.IGNORECASE)
_NEARBY = 130
_CITED = re.compile(
    r"(?:\b(?:articles?|arts?\.|sections?|secs?\.|paragraphs?|chapters?|titles?|parts?|annex(?:es)?"
    r"|recitals?|points?|nos?\.|numbers?|rules?|notes?|tables?|category|cat|orders?|regulations?"
    r"|directives?|subsections?|clauses?|schedules?|appendix)|§+|\(eu\)|\(ec\))\s*$"
)
_POWERLESS = re.compile(r"^10(?:[ \u00a0]\d\d|[ \u00a0]?\(\d\d\))$")
# A lost superscript is no number: "5 N/cm 2".
_SQUARED = re.compile(r"(?:\d|/|per)\s?(?:[mckµ]?m|in|ft)\s$")
_SMALL_SCALE = re.compile(r"\d[kmbt]$")
_SYMBOL = re.compile(r"\d[KT]$")
_NOUN = re.compile(r"[\s-]+(?!(?:or|and|at|to|in|for|with|of|when|if)\b)[a-z]")
_AGAIN = re.compile(r"\s*\(\s*$")
_MARK = re.compile(r"\(\d{1,2}\)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `start` to `end` of the text.

    `inferred` says that its exponent lost the superscript; `fraction` that it is a part of a whole
    in words ("one-third").
    """

    start: int
    end: int
    value: float
    inferred: bool = False
    fraction: bool = False


def numbers(text: str, *, flattened: bool = False) -> list[Number]:
    """Return the numbers of a text in text order, citations ("Article 6") left out.

    A number said twice, in words and figures ("thirty (30)"), is one. A power without its
    superscript ("1025") is read as one where operations are spoken of nearby on either side; with
    `flattened` it is read so anywhere.
    """
    found: list[Number] = []
    for number in _each(text, flattened):
        last = found[-1] if found else None
        if (
            last
            and last.value == number.value
            and _AGAIN.match(text[last.end : number.start])
            and text[number.end : number.end + 1] == ")"
        ):
            found[-1] = Number(last.start, number.end + 1, last.value, last.inferred, last.fraction)
        elif not _MARK.match(text, number.start - 1):  # "(1)" counts the entries of a list
            found.append(number)
    return found


def _each(text: str, flattened: bool) -> Iterator[Number]:
    done = 0
    small = lowered(text)
    for begins in _BEGINS.finditer(small):
        match = _NUMBER.match(text, begins.start()) if begins.start() >= done else None
        if match is None:
            continue
        start, end = match.span()
        done = end
        before = small[max(0, start - 16) : start]
        if _CITED.search(before) or (match[0] in ("2", "3") and _SQUARED.search(before)):
            continue
        kind, words = match.lastgroup or "", match[0]
        if kind == "flat":
            around = text[max(0, start - _NEARBY) : end + _NEARBY]
            if not (flattened or _OPERATIONS.search(around)):
                # "1025" is a number as it stands; "10 19" are two, of which this is the first.
                kind, words = "figures", words[:2] if _POWERLESS.search(words) else words
                end = done = start + len(words)
        # "5m" is a length and "8T" a field; a letter means a scale only after a sign of money or,
        # a capital, before a noun.
        money = text[max(0, start - 1) : start] in ("$", "€", "£", "¥")
        if kind == "figures" and not money and words[-1].isalpha() and (
            _SMALL_SCALE.search(words) or (_SYMBOL.search(words) and not _NOUN.match(text, end))
        ):  # fmt: skip
            end, words = end - 1, words[:-1]
        inferred, fraction = kind in ("flat", "times"), kind == "fraction"
        yield Number(start, end, value_of(words, kind), inferred, fraction)
