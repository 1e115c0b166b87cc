"""By which of its words a text is known as that of a law: its own titles, not those it cites."""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from kg.document import Document
from kg.names import slug
from kg.text.annotations import Detail
from kg.text.legal.details import SHORT_TITLE, is_title
from kg.text.legal.lawnumbers import NUMBERS

FIRST = 6
"""So many blocks are looked at for one that is the name of a known law and nothing else."""
ENOUGH = 4
"""So many words that mean something make a title that is told from others in any order."""
LONGEST = 400
"""No block that is longer is a title."""

# A text that gives its title in any of these formats says with it that it is a law.
_PLAIN = frozenset("text markdown html pdf docx".split())
_DAY = r"(?:\s+of\s+[A-Z]\w+\s+\d{1,2},\s+\d{4})?"
# Behind the number of the text itself stand its day and what it is about, behind one that it cites
# a verb: "Executive Order 14110 was revoked".
_CITED = re.compile(
    _DAY + r",?\s+(?!(?:of|on|to|for|as|laying|amending|concerning|relating|regarding|"
    r"establishing|supplementing|implementing|repealing)\b)[a-z]"
)
# What stands before a title and is no part of it.
_BEFORE = re.compile(
    r"(?:Title\s+3\s*[—–-]+\s*)?(?:The\s+President\s+)?"
    r"(?:(?:PART|Part|SUBPART|Subpart|CHAPTER|Chapter)\s+[\w.]+\s*[—–:-]+\s*|"
    rf"(?i:executive\s+order)(?:\s+(?:No\.?\s+)?\d+)?{_DAY}[,:]?\s+(?:on\s+)?(?=\S))?"
)
_YEAR = re.compile(r",?\s+of\s+(?:19|20)\d\d\.?$")
_OR = re.compile(r"[”\"’]?\s+or\s+(?:as\s+)?the\s+[“\"‘](?P<title>[A-Z][^“”\"‘.;\n]{3,160}?)[”\"’]")
# One thing in two spellings.
_SAME = (
    (re.compile(r"artificial\s+intelligence", re.IGNORECASE), "AI"),
    (re.compile(r"\bAI\s+(?:models?|systems?)\b", re.IGNORECASE), "AI"),
)
_EMPTY = frozenset("a an and for in of on or the to".split())


def cites(document: Document, detail: Detail) -> bool:
    """Say whether a number or title is that of another law, of which the text says something.

    A part of the code ("15 CFR part 702") is the text's own, since its heading has the number too.
    """
    if detail.name not in ("number", "title") or detail.rule == "detail.cfr":
        return False
    return _says_of(document.text[detail.span[0] :][:LONGEST])


def opening(document: Document) -> Iterator[str]:
    """Yield the first blocks of a text that may be its title or number."""
    for block in document.blocks[:FIRST]:
        words = document.text[block.start : block.end]
        if not _says_of(words):
            yield words


def _says_of(words: str) -> bool:
    """Say whether words begin with the number of a law and go on to say something of it."""
    number = NUMBERS.match(words)
    return number is not None and _CITED.match(words, number.end()) is not None


def short_titles(document: Document) -> Iterator[str]:
    """Yield the further short titles of a text: "cited as the “X Act” or the “Y Act”"."""
    if first := SHORT_TITLE.search(document.text):
        at = first.end("title")
        while match := _OR.match(document.text, at):
            yield match["title"]
            at = match.end("title")


def titled(titles: Iterable[str], names: Iterable[tuple[str, str]]) -> str:
    """Return the IRI of the one law that has a title in the same words, "" where none or several.

    The words may come in another order: "Code of Practice for General-Purpose AI" is the
    "General-Purpose AI Code of Practice". Nothing may be left over, so that an act about another
    act is not taken for it. `names` are the names of laws, each with the IRI of its law.
    """
    known: dict[tuple[str, ...], set[str]] = {}
    for words, iri in names:
        known.setdefault(_meant(words), set()).add(iri)
    for words in titles:
        meant = _meant(words) if len(words) <= LONGEST else ()
        iris = known.get(meant, set()) if len(meant) >= ENOUGH else set()
        if len(iris) == 1:
            return next(iter(iris))
    return ""


def is_named(document: Document, details: Iterable[Detail]) -> bool:
    """Say whether a text has a number, a title or a body of its own, by which it is a law."""
    if document.instrument or document.format not in _PLAIN:
        return True
    if any(detail.name in ("number", "short_title", "title", "body") for detail in details):
        return True
    # A text without a title has the name of its file for one.
    files = (document.name, slug(PurePath(document.location).stem))
    return slug(document.title) not in files and is_title(document.title)


def _meant(words: str) -> tuple[str, ...]:
    """Return the words of a title that mean something, in order of the alphabet."""
    rest = _BEFORE.sub("", " ".join(words.split()), count=1)
    rest = _YEAR.sub("", rest)
    for pattern, instead in _SAME:
        rest = pattern.sub(instead, rest)
    return tuple(sorted(set(re.findall(r"[^\W_]+", rest.casefold())) - _EMPTY))
