"""Where the parts of a law stand: its numbers as one cites them, for readers of marked-up laws.

The tree says what is a paragraph and what a point; the words say its number. The way it is written
is that of `_numbering.Place`, so that a law has the same paths in every format.
"""

import re
from dataclasses import dataclass, field, replace

from ingest.documents import _kinds
from ingest.documents._labels import DIVISIONS, PLACES
from ingest.documents._markup import Part
from ingest.documents._numbering import Level, Place
from kg.document import Kind

_LABEL = re.compile(
    r"[‘“\"']*[(\[]?(?P<value>\d{1,3}(?:\.\d{1,3})*[a-z]{0,2}|[A-Za-z]{1,5})[)\].]{0,2}[’”\"']?"
)
_BULLET = re.compile(r"[—–•·●○▪■◦‣*−-]|[-—–] ?[-—–]")
_ROMAN = re.compile(r"[ivxlc]+|[IVXLC]+")
_HEAD = re.compile(
    r"(?P<word>[A-Za-z]+|§+)\.?\s*(?P<number>\d[\w.-]*?(?:\s(?:bis|ter|quater))?|[IVXLC]+|[A-Z])?"
    r"(?=[.\s:—–-]*$|[.:]?\s|[—–]|-[A-Z])"
)

ACTS = {"regulation": "R", "directive": "L", "decision": "D"}
_NUMBERED_ACT = re.compile(
    r"\b(?P<kind>regulation|directive|decision)\b[^\d/]{0,40}?(?P<no>No\s)?"
    r"(?P<a>\d{2,4})/(?P<b>\d{1,4})\b",
    re.IGNORECASE,
)


def is_label(text: str) -> bool:
    """Say whether a cell or a span holds nothing but a number, a letter or a bullet."""
    match = _LABEL.fullmatch(text)
    short = match and (
        len(match["value"]) <= 3 or _ROMAN.fullmatch(match["value"]) or match["value"][0].isdigit()
    )
    return bool(short and not text.isalpha()) or is_bullet(text)


def is_bullet(text: str) -> bool:
    """Say whether a text is a bullet or a dash."""
    return _BULLET.fullmatch(text) is not None


def within(place: Place, label: str) -> Place:
    """Return the place of what is numbered `label` in a place: "(a)" in "Article 5(1)".

    What has a bullet, or a number of the text of an amendment ("‘3."), has the place itself.
    """
    match = _LABEL.fullmatch(label.strip())
    if match is None or is_bullet(label) or label[0] in "‘“\"'":
        return place
    value = match["value"]
    if "." in value:
        return replace(place, levels=(Level("dotted", "n", 0, value),))
    form = "(" if label.startswith("(") else ")" if label.endswith(")") else "."
    return replace(place, levels=(*place.levels, Level(form, "", 0, value)))


def head(text: str) -> Place | None:
    """Return the place that a heading names: "ANNEX III", "Article 51", "SEC. 2. SHORT TITLE."."""
    match = _HEAD.match(text.strip())
    if match is None:
        return None
    word = (PLACES | DIVISIONS).get(match["word"].casefold().replace("§§", "§"))
    if word is None:
        return None
    return Place(f"{word} {match['number']}" if match["number"] else word)


@dataclass(slots=True)
class Cursor:
    """The place in force while a law is read; `outer` is the chapter or annex it stands in."""

    place: Place = field(default_factory=Place)
    outer: str = ""

    def go(self, heading: str) -> bool:
        """Go to the place that a heading names; say whether it names one.

        "SECTION 2" is cited by the chapter or annex that it stands in.
        """
        place = head(heading)
        if place is None:
            return False
        if place.base.startswith(("Section ", "Part ")) and self.outer:
            self.place = Place(f"{self.outer}, {place.base}")
        elif place.base.startswith("Article "):
            self.place = place
        else:
            self.place, self.outer = place, place.base
        return True

    def to_number(self, label: str) -> None:
        """Go to a numbered paragraph or part of the place in force: "2." in "Article 5"."""
        self.place = within(Place(self.place.base), label)

    def leave(self) -> None:
        """Go to where nothing is numbered: the end of an act."""
        self.place, self.outer = Place(), ""


def celex(title: str) -> str:
    """Return the number of an act in EUR-Lex from its title, "" where that does not say.

    >>> celex("Regulation (EU) 2024/1689 of the European Parliament and of the Council")
    '32024R1689'
    >>> celex("Regulation (EU) No 1025/2012 of the European Parliament and of the Council")
    '32012R1025'
    """
    match = _NUMBERED_ACT.search(title[:200])
    if match is None:
        return ""
    year, number = (match["b"], match["a"]) if match["no"] else (match["a"], match["b"])
    century = "" if len(year) == 4 else "19"
    return f"3{century}{year}{ACTS[match['kind'].casefold()]}{int(number):04}"


def may_lead(part: Part | None) -> Part | None:
    """Return the part if it can lead into a list: a sentence that is not at its end."""
    if part is None or part.kind in (Kind.HEADING, Kind.FOOTNOTE, Kind.CELL):
        return None
    text = part.words
    return part if _kinds.leads(text) or not text.endswith((".", ";")) else None
