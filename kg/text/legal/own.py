"""What is a text's own: the names by which it cites itself, and the code that it is a part of.

"Article 5 of Regulation (EU) 2024/1689" inside that regulation points to the text itself, and so
does "part 744 of the EAR" inside the Export Administration Regulations.
"""

import re
from collections import Counter
from functools import lru_cache

from kg.document import Document
from kg.text.legal.details import HEAD, SHORT_TITLE
from kg.text.legal.lawnumbers import NUMBERS

# Codes whose parts cite each other by the name of the whole, with the numbers of their parts.
CODES: dict[str, range] = {
    "Export Administration Regulations": range(730, 775),
    "EAR": range(730, 775),
    "International Traffic in Arms Regulations": range(120, 131),
    "ITAR": range(120, 131),
}
ECCN = "EAR"
"""The code to whose list the numbers of export control belong."""

_CELEX = re.compile(r"3(?P<year>\d{4})[RLD](?P<number>\d{4})")
_SECTION = re.compile(r"(?<!CFR\s)(?<!C\.F\.R\.\s)§§?\s?(?P<part>\d{1,4})\.\d")
_PREAMBLE = re.compile(r"\b(?:AGENCY|ACTION|SUMMARY|SUPPLEMENTARY INFORMATION):")
_NUMBER = re.compile(r"\d{2,4}/\d{1,4}")
# What a clause changes, and the words with which it does: places behind them are that text's.
_AMENDING = re.compile(
    r"\b(?:is|are)\s+(?:hereby\s+|further\s+)?amended\b[^.;:]{0,60}?"
    r"\b(?:inserting\s+(?:after|before)|adding\s+(?:after|at\s+the\s+end\s+of)|striking|"
    r"redesignating|repealing)\s+$"
)
_WIDE = frozenset("section article chapter title part".split())


def is_own(document: Document, instrument: str) -> bool:
    """Say whether the words for an instrument name the text itself or the code that it is in."""
    words = " ".join(instrument.split())
    code = CODES.get(words)
    if code is not None:
        return own_part(document.text) in code
    names, numbers = own_names(document.text, document.title, document.instrument)
    number = _NUMBER.search(words)
    return _bare(words) in names or bool(number and number[0] in numbers)


@lru_cache(maxsize=4)
def own_names(text: str, title: str, instrument: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of a text in bare letters, and its numbers ("2024/1689")."""
    names = {title, instrument}
    if short := SHORT_TITLE.search(text):
        names.add(short["title"])
    numbers = set()
    for match in NUMBERS.finditer(text, 0, HEAD):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if not line.strip(" #*\t"):
            names.add(match[0])
            if number := _NUMBER.search(match[0]):
                numbers.add(number[0])
            break
    if celex := _CELEX.fullmatch(instrument):
        numbers.add(f"{celex['year']}/{int(celex['number'])}")
    return frozenset(filter(None, map(_bare, names))), frozenset(numbers)


@lru_cache(maxsize=4)
def own_part(text: str) -> int:
    """Return the part of a code that a text is of, 0 where it is of none.

    The part is that of most sections that it cites without a code; a rule that changes a code has a
    preamble and is a text of its own.
    """
    if "this part" not in text or _PREAMBLE.search(text, 0, 2 * HEAD):
        return 0
    cited = Counter(match["part"] for match in _SECTION.finditer(text))
    return int(cited.most_common(1)[0][0]) if cited else 0


def amends(text: str, start: int, unit: str) -> bool:
    """Say whether a place at `start` is one of the text that its clause changes."""
    return unit in _WIDE and bool(_AMENDING.search(text, max(0, start - 120), start))


def _bare(words: str) -> str:
    return re.sub(r"[\W_]+", "", words.casefold())
