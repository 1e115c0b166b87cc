"""The numbers by which legislators count: "Regulation (EU) 2019/1020", "H. R. 8315", "SB 53"."""

import re
from collections.abc import Iterator

_EU_KIND = (
    r"(?:(?:Commission|Council|Delegated|Implementing|Framework|Joint)\s+)*"
    r"(?:Regulation|REGULATION|Directive|DIRECTIVE|Decision|Recommendation)[sS]?"
)
_EU_BODY = r"\((?:EU|EC|EEC|CFSP|Euratom|EU,\s*Euratom|EC,\s*Euratom)\)"
_EU_NUMBER = (
    rf"(?:{_EU_BODY}\s+)?(?:No\.?\s+)?\d{{1,4}}/\d{{1,4}}(?:/(?:EU|EC|EEC|CFSP|JHA|Euratom)\b)?"
)
_OR_MORE = r"(?:(?:,\s+|,?\s+(?:and|or)\s+){0}(?![\w/]))*"
NUMBERS = re.compile(
    "|".join(
        (
            rf"\b{_EU_KIND}\s+{_EU_NUMBER}{_OR_MORE.format(_EU_NUMBER)}",
            rf"\b(?:Commission|Council)\s+{_EU_KIND}\s+of\s+\d{{1,2}}\s+[A-Z]\w+\s+(?:19|20)\d\d\b",
            rf"\b(?:Executive\s+Orders?|EXECUTIVE\s+ORDER|E\.O\.|EO)(?:\s+No\.?)?\s+\d{{4,5}}\b"
            rf"{_OR_MORE.format(r'[0-9]{5}')}",
            r"\b(?:Pub(?:lic|\.)\s+Law|Pub\.\s?L\.|P\.\s?L\.)(?:\s+No\.?)?\s+\d+[-–—]\d+",
            r"(?<![\w.])(?:H\.\s?R\.|[SH]\.|H\.\s?J\.\s?Res\.|S\.\s?J\.\s?Res\.|H\.\s?Res\.|S\.\s?Res\.)"
            r"\s?\d{1,5}\b(?![.,]\d)",
            r"\b(?:Senate|Assembly|House)\s+(?:Bill|File|Joint\s+Resolution)(?:\s+No\.?)?\s+\d{1,5}\b",
            r"\b(?:SB|AB|HB|LB)[\s-]?\d{1,5}(?:-\d{1,4})?\b(?!\.\d)",
            r"\b(?:Memorandum|Circular|Bulletin)\s+(?:No\.?\s+)?[A-Z]-\d+(?:-\d+)*\b",
            r"\b(?:National\s+Security\s+Memorandum|Presidential\s+Policy\s+Directive|"
            r"Proclamation|NSM|PPD|HSPD)[\s/-]+(?:No\.?\s+)?\d{1,5}\b",
            r"\b(?:Law|Act|Decree|Bill|Ordinance|Resolution|Decision|Notice|Presidential\s+Decree)"
            r"\s+(?:No|Nr|no)\.?\s*\d(?:[\d,.]*\d)?(?:[/-]\d+)*(?:\s+of\s+\d{4})?",
            r"\bBill\s+[CS]-\d+\b",
        )
    )
)
_SEVERAL = re.compile(rf"{_EU_KIND}(?<=s)\s|(?i:executive\s+orders)\s|{_EU_KIND}\s.*\s(?:and|or)\s")
_EACH = re.compile(rf"{_EU_NUMBER}|\b\d{{5}}\b")
_DIGIT = re.compile(r"\d")
_NUMBER_HINT = re.compile(
    r"\d/\d|Order|ORDER|E\.\s?O\.|EO\s|Law|Pub|P\.\s?L|[HS]\.|Bill|B[\s-]?\d|[A-Z]-\d|Memorandum|"
    r"Directive|Decision|Proclamation|N[or]\.?\s|File|Resolution|[MD]-?\s?\d"
)


def numbered(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the numbers of instruments in a text."""
    if _DIGIT.search(text) and _NUMBER_HINT.search(text):
        yield from (match.span() for match in NUMBERS.finditer(text))


def each(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the instruments that one span names: "Directives 2001/1/EC and 2002/2/EC".

    The first has the word with it, the others are numbers alone.
    """
    numbers = list(_EACH.finditer(text, start, end)) if _SEVERAL.match(text, start, end) else []
    for number in numbers:
        yield (start if number is numbers[0] else number.start()), number.end()
    if not numbers:
        yield start, end
