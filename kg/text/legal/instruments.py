"""The grammar of instruments: names of laws and orders in a text, by their words or numbers.

It knows no single law. A name is a run of capitalised words that ends in a head ("Act", "Code"),
perhaps with a year or a country behind it, or a head with a subject ("Law on Scientific
Progress"); a number is what a legislator counts by ("Regulation (EU) 2019/1020", "H. R. 8315").
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.text.legal.instrumentwords import (
    ABOUT_HEADS,
    BEFORE_THE,
    HEADS,
    JOINING,
    MAY_BEGIN,
    NO_NAMES,
    OUTSIDE,
    TITLE_CASE,
    WEAK,
)
from kg.text.legal.lawnumbers import numbered
from kg.text.names.named import capitals

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
)

_YEAR = r"(?:19|20)\d\d"
_CITED = r"Articles?|Sections?|Annex(?:es)?|Chapters?|Recitals?|Titles?|Parts?|Schedules?"
_CAPITAL = rf"(?!(?:{_MONTHS}|{_CITED}|Nos?)\b)[A-Z][\w’'.-]*\w"
_COUNTRY = (
    r"(?:PRC|(?:People[’']s\s+)?Republic(?:\s+of\s+(?:China|[A-Z]\w+))?|European\s+Union|EU|"
    r"United\s+(?:States|Kingdom)|Russian\s+Federation)"
)
# What may follow a head: a fiscal year, a year with "of" (US) or without (UK), a country.
_TAIL = re.compile(
    rf"(?:\s+for\s+Fiscal\s+Years?\s+{_YEAR}(?:\s+(?:and|through)\s+{_YEAR})?"
    rf"|\s+of\s+{_YEAR}\b|\s+{_YEAR}\b(?![-/])|,\s+{_YEAR}(?=\s*[).,;]|$)"
    rf"|\s+of\s+(?:the\s+)?{_COUNTRY}\b)"
)
_TAIL_UPPER = re.compile(rf"\s+OF\s+{_YEAR}\b")
# What a law is about: capitalised words, with small joining words between them.
_LINK = r"(?:of|the|an?|and(?!\s+the\b)|for|in|on|to|with|by|from|against|or|&|between)"
_LISTED = rf"(?:(?:,\s+{_CAPITAL})+,?\s+and\s+{_CAPITAL}|,\s+and\s+{_CAPITAL}(?=\s+of\b))"
_ABOUT = re.compile(
    r"(?:\s+of\s+the\s+Council)?\s+(?:on|for|against|concerning|respecting|regarding|governing|relating\s+to)\s+"
    rf"(?:the\s+)?{_CAPITAL}(?:{_LISTED}|(?:\s+{_LINK}){{0,3}}\s+{_CAPITAL})*(?:\s+of\s+{_YEAR}\b)?"
)
_OF_RIGHTS = re.compile(
    rf"\s+of\s+(?:the\s+)?{_CAPITAL}(?:\s+(?:and|of|of\s+the)\s+{_CAPITAL}|\s+{_CAPITAL})*"
)
_CODE_OF = re.compile(
    r"\s+of\s+(?:Practice|Conduct|Ethics|Federal\s+Regulations|(?:Civil|Criminal)\s+Procedure|"
    r"Alabama|Iowa|Maryland|Virginia|South\s+Carolina)\b"
)
_RULES_OF = re.compile(r"\s+of\s+(?:(?:Civil|Criminal|Appellate)\s+Procedure|Evidence)\b")
_AMENDMENT = re.compile(
    r"\b(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|\w+teenth|\w+ieth|"
    r"\w+ty-\w+|Equal\s+Rights|\d+(?:st|nd|rd|th))\s+$"
)
_HEADS_UPPER = frozenset("ACT CODE LAW REGULATIONS CONVENTION TREATY".split())
_ALONE = re.compile(r"(?<!-)\w+(?![\w-])")
_POINTING = re.compile(r"\b(?:[Tt]his|[Tt]hat|such|said)\s+$")
_WORD_BEFORE = re.compile(
    r"(?:(?<=[a-z)]\.)|(?<![^\s(\[“\"‘:—*_]))(\([A-Z]{2,}\)|[^\s(\[“”\"‘;:—*]+)\s+$"
)
# A head before one more capitalised word is none ("Law Enforcement Agency"), a citation apart.
_GOES_ON = re.compile(rf"\s+(?!(?:{_CITED})\b)[A-Z][a-z]")
# British names say in brackets what an order is about: "Online Safety (Fees) Regulations 2025".
_ASIDE = re.compile(r"(?<=[a-z]\s)\([A-Z][^()]{3,100}\)\s+$")
_ANY_ONE = re.compile(
    r"(?:^|[\s(])(?:[Aa]n?|[Ii]ts|[Tt]heir|[Yy]our|[Oo]ur|[Ee]ach|[Ee]very|[Aa]ny|[Nn]o)\s+"
    r"(?:[a-z][\w-]*\s+){0,2}$"
)
_CAPITAL_LAST = re.compile(r"[A-Z][\w’'-]*\s+$")
_LABELS = re.compile(r"[A-Z]\.")  # "A. List of" is a point of an outline
_NUMERAL = re.compile(r"(?:[IVXLC]+|[A-Z])$")


@lru_cache(maxsize=8)
def names_in(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the names and numbers of instruments in `text`, in order, none twice."""
    found = sorted({*_named(text), *numbered(text)}, key=lambda span: (span[0], -span[1]))
    taken, end = [], 0
    for span in found:
        if span[0] >= end:
            taken.append(span)
            end = span[1]
    return tuple(taken)


def _named(text: str) -> Iterator[tuple[int, int]]:
    for at, run in capitals(text):
        if run in HEADS and _ALONE.match(text, at):
            yield from _at_head(text, at, run)
        elif run in _HEADS_UPPER and _ALONE.match(text, at):
            begin, words = _first(text, at)
            if words >= 2 and text[begin:at].isupper():
                tail = _TAIL_UPPER.match(text, at + len(run))
                yield begin, tail.end() if tail else at + len(run)


def _at_head(text: str, at: int, head: str) -> Iterator[tuple[int, int]]:
    """Yield the name whose head stands at `at`, where there is one."""
    begin, words = _first(text, at)
    end = at + len(head)
    if head == "Amendment" and not _AMENDMENT.search(text, max(0, at - 20), at):
        return
    if head == "Code" and (of := _CODE_OF.match(text, end)):
        if _ANY_ONE.search(text, max(0, begin - 40), begin):
            return
        end, words = of.end(), words + 1
    if head == "Rules" and (of := _RULES_OF.match(text, end)):
        begin, end, words = _first(text, at, before=1)[0], of.end(), words + 2
    bare = words == 0 and _POINTING.search(text, max(0, begin - 8), begin)
    if not bare and (about := _about(text, head, end, words)):
        begin = min(begin, _first(text, at, before=1)[0])
        end, words = about, words + 2
    if end == at + len(head) and _GOES_ON.match(text, end):
        return
    while tail := _TAIL.match(text, end):
        end, words = tail.end(), words + 1
    if words >= HEADS[head] and begin < end and not _plain(text, begin, end, head):
        yield begin, end


def _plain(text: str, begin: int, end: int, head: str) -> bool:
    """Say whether a run that ends in a head is a kind of thing and no name."""
    if head in WEAK and _ANY_ONE.search(text, max(0, begin - 40), begin):
        return True
    return " ".join(text[begin:end].split()) in NO_NAMES


def _about(text: str, head: str, end: int, words: int) -> int | None:
    """Return where the subject behind a head ends ("Law on Cyber Security"), None without one."""
    treaty = head in (
        "Convention", "Treaty", "Covenant", "Charter", "Declaration", "Recommendation"
    )  # fmt: skip
    if not treaty and (head not in ABOUT_HEADS or words > 2):
        return None
    match = _ABOUT.match(text, end)
    if match is None and head in ("Charter", "Declaration"):
        match = _OF_RIGHTS.match(text, end)
    enough = match and (treaty or len(re.findall(r"[A-Z]\w", match[0])) >= 2)
    return match.end() if match and enough else None


def _first(text: str, head: int, *, before: int = 0) -> tuple[int, int]:
    """Return where the name that ends in the head at `head` begins, and its words before it.

    `before` are words behind the head that make a name of it already.
    """
    begin, at, words, joined, listed = head, head, before, "", False
    if aside := _ASIDE.search(text, max(0, head - 120), head):
        at = aside.start()
    weak = not before and any(text.startswith(weak, head) for weak in WEAK)
    while match := _WORD_BEFORE.search(text, max(0, at - 40), at):
        word = match[1]
        if words and word in TITLE_CASE and _in_title(text, match.start(1)):
            joined, at = f"{word.lower()} {joined}".strip(), match.start(1)
            continue
        if not _may_stand(word, words, joined, listed=listed):
            break
        if weak and word == "for":  # "National System for AI Regulation" is a system
            return (begin, words - before) if joined else (head, 0)
        if word[0].isupper() or word[0] == "(":
            listed = listed or joined in ("and", "&")
            begin, words, joined = match.start(1), words + 1, ""
        else:
            joined = f"{word} {joined}".strip()
        at = match.start(1)
    return begin, words - before


def _in_title(text: str, at: int) -> bool:
    """Say whether a capitalised word stands right before `at`."""
    return bool(_CAPITAL_LAST.search(text, max(0, at - 30), at))


def _may_stand(word: str, words: int, joined: str, *, listed: bool) -> bool:
    """Say whether `word` can belong to a name, `words` of which stand behind it.

    `joined` are the small words between it and the next capitalised one; `listed` says that an
    "and" stands behind it, so that commas before that belong to the name.
    """
    if word[0] == "(" or ")" in word:
        return word[0] == "("
    if not word[0].isupper():
        if joined or not words:
            return word in BEFORE_THE and joined == "the"
        return word in JOINING
    if joined.startswith("the"):
        return False
    if word in OUTSIDE or (not words and (word in MAY_BEGIN or _LABELS.fullmatch(word))):
        return False
    if word.rstrip(",") in HEADS and (joined or word.endswith(",")):
        return False  # a name of its own: "the Clean Air Act and the Clean Water Act"
    if word.endswith(","):
        return joined in ("and", "&") or (joined == "" and listed)
    possessive = word.endswith(("’s", "'s")) and word[:-2].isupper()
    stop = word.endswith((".", ":")) and len(word) > 4
    return not possessive and not stop and (words == 0 or not _NUMERAL.match(word))
