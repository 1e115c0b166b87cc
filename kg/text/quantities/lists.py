"""Read the entries of a list whose comparator stands once, before all of them.

"Greater than: (1) 10^25 operations; or (2) 10^24 operations, if trained on biological data": each
number right behind the mark of an entry is compared with the words that lead into the list.
"""

import re

from kg.text.quantities.comparators import ABOUT

# "(1)", "(b)(ii)", "2.", "c)", with the bullets and asterisks of plain-text files.
_MARK = r"[-–—>*•▪◦\s]*(?:\(\w{1,4}\)|(?<![\w.])\w{1,2}[.)])[*_\s]*"
# "(b) for models of biology, 10^23 operations"; "(c) a training cost of $100 million".
_ASIDE = (
    r"(?:(?:in|for|as\s+(?:to|regards)|with\s+(?:respect|regard)\s+to|where|if|when|until|from|after|"
    r"before|otherwise)\b[^,;:]{0,90}[,:]\s+)"
)
_NOUN_OF = r"(?:(?:[a-z][\w’'-]*\s+){1,6}(?:of|at)\s+)"
_ENTRY = re.compile(
    rf"(?P<mark>{_MARK}(?:{_MARK})?),?\s*{_ASIDE}?{_NOUN_OF}?(?:an?\s+)?(?:{ABOUT})?$",
    re.IGNORECASE,
)
_NEXT = re.compile(rf"(?:;\s*(?:and/or|or|and)?|;)\s+{_ASIDE}?(?:{ABOUT})?$", re.IGNORECASE)
_REACH = 150


def entry(text: str, at: int, floor: int = 0) -> int | None:
    """Return where the entry begins that the number at `at` opens, None where it opens none.

    Only an aside and the noun of the number may stand between; nothing before `floor` is read.
    """
    start = max(floor, at - _REACH)
    if not any(mark in text[start:at] for mark in ").*"):
        return None
    match = _ENTRY.search(text, start, at)
    return match.start() if match else None


def follows(text: str, at: int, floor: int) -> bool:
    """Say whether the number at `at` goes on with a list whose entries have no marks."""
    return bool(_NEXT.search(text, max(floor, at - _REACH), at))
