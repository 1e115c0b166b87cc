"""Read the numbering at the start of a block: "Article 51:", "SEC. 2.", "(a)(1)", "1.", "“(15)".

A label is told from a citation by what follows it: "Section 3. Scope" numbers a block, "Section 3
of the Act" begins a sentence.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

# How a head is written, without its stop -> how its block is cited.
PLACES = {
    "article": "Article", "art": "Article", "section": "Section", "sec": "Section", "§": "§",
    "annex": "Annex", "appendix": "Appendix", "schedule": "Schedule", "recital": "Recital",
    "commitment": "Commitment", "measure": "Measure", "principle": "Principle",
    "outcome": "Outcome", "guideline": "Guideline", "rule": "Rule", "clause": "Clause",
    "supplement no": "Supplement No.", "exhibit": "Exhibit",
}  # fmt: skip
DIVISIONS = {
    "chapter": "Chapter", "subchapter": "Subchapter", "part": "Part", "subpart": "Subpart",
    "title": "Title", "subtitle": "Subtitle", "division": "Division", "book": "Book",
}  # fmt: skip
ATTACHED = ("Annex", "Appendix", "Schedule", "Supplement", "Exhibit")
"""Places whose numbers are called points: "Annex III, point 1(a)"."""

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_WORD = "|".join(sorted((re.escape(w) for w in PLACES | DIVISIONS), key=len, reverse=True))
_QUOTE = r"[“‘\"'`]{0,2}"
_HEAD = re.compile(
    rf"(?P<quote>{_QUOTE})\s*(?P<word>(?i:{_WORD}))\.?\s*(?:§\s*)?"
    r"(?P<number>\d+(?:[.-]\d+)*(?:[A-Za-z]{1,2}|-[A-Z])?|[IVXLC]+|[A-Z])\b(?!\.\d)"
    rf"(?P<after>\s*[.:\uff1a]?\s*[”’\"']?$|\s*[.:\uff1a—–]\s*(?=[A-Z“‘\"'(\[\d])"
    r"|\s*\((?=[A-Z][a-z])|[ \t\u3000]+(?=[A-Z\[])|\s*\n\s*(?=\S))",
)
_CITED = re.compile(r"[A-Z]{2,5}\s+[a-z]|(?:of|and|or|to)\b")
_CODE = re.compile(
    rf"(?P<quote>{_QUOTE})\s*(?P<number>\d{{3,6}}(?:\.\d+)*[a-z]?|\d{{1,3}}[A-Z]?(?:-\d+[A-Z]?){{1,3}})"
    r"\.\s+(?=[(A-Z“])"
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_BARE = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d+)?)[ \t\u2002\u2003]+"
    rf"(?:(?=\(1\)[ \t])|(?={_QUOTE}[A-Z])(?!{_MONTH}))"
)
_DOTTED = re.compile(
    r"(?P<quote>[“‘\"'`]{0,2})(?P<number>\d{1,2}(?:\.\d{1,2}){1,4})\.?(?=\s+[A-Z“‘(]|\s*$)"
)
_DOUBLED = "|".join(c * 2 for c in "abcdefghjklmnopqrstuwyz")
_IN_BRACKETS = (
    rf"\d{{1,3}}[a-z]{{0,2}}|[A-Za-z]|{_DOUBLED}|{_DOUBLED.upper()}|[ivx]{{2,6}}|[IVX]{{2,6}}"
    r"|[a-z][a-e]"
)
_LABEL = re.compile(
    rf"(?P<quote>[“‘\"'`]{{0,2}})(?:\((?P<paren>{_IN_BRACKETS})\)(?=\s|[“‘\"'(\[—]|[A-Z]|$)"
    r"|(?P<dot>\d{1,3}[a-z]?|[A-Za-z]|[ivx]{2,6}|[IVX]{2,6})\.(?=\s|$)"
    r"|(?P<half>\d{1,3}|[a-z]|[ivx]{2,6})\)(?=\s)"
    r"|(?P<circled>[\u2460-\u2473])\s*)"
)
_BULLET = re.compile(r"[•·●○▪■◦‣*–—\u2012−>-](?:\s+|(?<=[•●▪■\u2012])(?=\w))|o\s{2,}(?=\S)")
_SKIPPED = re.compile(r"<[^>]*>|\\(?=[()\[\].#*_-])|\*\*")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_LOOKED_AT = 600


class Reading(NamedTuple):
    """One way to read a label: "i" is the ninth letter and the first Roman number."""

    style: str
    ordinal: float


@dataclass(frozen=True, slots=True)
class Label:
    """A number at the start of a block.

    `form` is how it is written: "(" for "(a)", "." for "1.", ")" for "a)"; "head" for a named
    place ("Article 5"), where `value` is the place and `word` its kind; "division" for a chapter
    or part; "code" for a code section's bare number; "bare" for a section number without a stop;
    "dotted" for "4.2". `readings` are its values in the styles that it may be of. `quoted` says
    that a quotation mark stands before it, as in the text of an amendment.
    """

    form: str
    value: str
    readings: tuple[Reading, ...] = ()
    word: str = ""
    quoted: bool = False


class Start(NamedTuple):
    """The labels at the start of a block, the words after them, and whether a bullet opens it."""

    labels: tuple[Label, ...]
    rest: str
    bullet: bool = False


def plain(text: str) -> str:
    """Return a text without the marks of Markdown and HTML that hide its numbering."""
    return _SKIPPED.sub("", text) if "<" in text or "\\" in text or "*" in text else text


def start(text: str) -> Start:
    """Read the labels at the start of a block's text; `rest` ends after some hundred characters."""
    view = plain(text[:_LOOKED_AT]).strip()
    if bullet := _BULLET.match(view):
        inner = start(view[bullet.end() :])
        return Start(inner.labels, inner.rest, bullet=True)
    labels: list[Label] = []
    at = 0
    if named := _named(view):
        labels.append(named[0])
        at = named[1]
    while match := _LABEL.match(view, at):
        if labels and not match["paren"]:
            break
        label = _numbered(match)
        if label is None:
            break
        labels.append(label)
        at = match.end()
        at += len(view[at:]) - len(view[at:].lstrip())
    return Start(tuple(labels), view[at:].lstrip())


def _named(view: str) -> tuple[Label, int] | None:
    match = _HEAD.match(view)
    if match and (match["after"].strip() or not _CITED.match(view, match.end())):
        word = match["word"].casefold()
        number, after = match["number"], match["after"].strip()
        capital = match["word"][0].isupper() or word == "§"
        if capital and (number[0].isdigit() or number.isupper()):
            form, kind = ("head", PLACES[word]) if word in PLACES else ("division", DIVISIONS[word])
            stop = "." if after.startswith(".") else ""
            return Label(form, number, word=kind + stop, quoted=bool(match["quote"])), match.end()
    if (match := _CODE.match(view)) and (
        not _YEAR.match(match["number"]) or view[match.end()] == "("
    ):
        return Label("code", match["number"], quoted=bool(match["quote"])), match.end()
    if match := _DOTTED.match(view):
        return Label("dotted", match["number"], quoted=bool(match["quote"])), match.end()
    if match := _BARE.match(view):
        ordinal = float(match["number"])
        sure = view.startswith("(", match.end())
        word = "sure" if sure else ""
        return Label("bare", match["number"], (Reading("bare", ordinal),), word), match.end()
    return None


def _numbered(match: re.Match[str]) -> Label | None:
    quoted = bool(match["quote"])
    if match["circled"]:
        value = str(ord(match["circled"]) - 0x245F)
        return Label("(", value, (Reading("1", float(value)),), quoted=quoted)
    form, value = next(
        (f, match[g]) for f, g in (("(", "paren"), (".", "dot"), (")", "half")) if match[g]
    )
    read = readings(value)
    return Label(form, value, read, quoted=quoted) if read else None


def readings(value: str) -> tuple[Reading, ...]:
    """Return what a number or letter may mean, the likelier first.

    >>> readings("b")
    (Reading(style='a', ordinal=2.0),)
    >>> readings("iv")
    (Reading(style='i', ordinal=4.0),)
    """
    digits = re.match(r"\d+", value)
    if digits:
        inserted = sum(ord(c) - 96 for c in value[digits.end() :]) / 100
        return (Reading("1", int(digits[0]) + inserted),)
    upper = value.isupper()
    letters = value.casefold()
    found = []
    if len(letters) == 1:
        found.append(Reading("A" if upper else "a", ord(letters) - 96.0))
    elif len(set(letters)) == 1 and not set(letters) <= set("ix"):
        found.append(Reading("AA" if upper else "aa", ord(letters[0]) - 96.0))
        # (aa) also follows (z)
        found.append(Reading("A" if upper else "a", ord(letters[0]) - 70.0))
    if set(letters) <= set("ivx") and (number := _roman(letters)):
        found.append(Reading("I" if upper else "i", float(number)))
    if not found and len(letters) == 2:
        found.append(
            Reading("A" if upper else "a", ord(letters[0]) - 96 + (ord(letters[1]) - 96) / 100)
        )
    return tuple(found)


def _roman(letters: str) -> int:
    values = [_ROMAN_VALUES[c] for c in letters]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))
