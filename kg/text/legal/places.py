"""Places in law: an article, a section, a point, with the labels that pick them out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

# The units of law and how deep they stand: after a comma only a deeper one goes on with a citation
# ("Article 51(1), point (a)"), another begins the next ("Article 53, Article 55").
UNITS: dict[str, int] = {
    "title": 1, "subtitle": 2, "division": 1, "book": 1, "annex": 1, "appendix": 1, "schedule": 1,
    "supplement": 3, "supp": 3, "protocol": 1, "part": 2, "subpart": 3, "chapter": 3,
    "subchapter": 4, "article": 5, "art": 5, "section": 5, "sec": 5, "§": 5, "regulation": 5,
    "rule": 5, "recital": 5, "commitment": 5, "outcome": 5, "principle": 5, "measure": 5,
    "subsection": 6, "subdivision": 6, "paragraph": 7, "para": 7, "subparagraph": 8,
    "sub-paragraph": 8, "clause": 9, "point": 9, "indent": 9, "subclause": 10, "item": 10,
    "sentence": 11, "subitem": 11,
}  # fmt: skip
_PLURALS = {"annex": "annexes", "appendix": "appendices", "sec": "secs", "§": "§§"}
# Words of everyday prose: they cite only where they are capitalised or stand before a list.
_PROSE = frozenset("commitment outcome principle measure protocol".split())
# "In this section I show": an "I" or "A" behind these in small letters is a word.
_BEFORE_A_CLAUSE = frozenset("section article paragraph chapter".split())
# Units that letters and Roman numerals number ("Annex XI", "Part A"); the others want figures.
_LETTERED = frozenset(
    "title subtitle division book annex appendix schedule supplement part subpart chapter "
    "subchapter section article paragraph commitment".split()
)

SUB = (
    r"(?:[\s\u200b\u200d]?"
    r"\((?:[a-z]{1,2}|[A-Z]{1,2}|[ivxlc]{1,7}|[IVXLC]{1,7}|\d{1,3}[a-zA-Z]{0,2})\))"
)
_FIGURE = (
    r"\d+(?:\.\d+)*(?:[a-z]{1,2}|[A-Z]{1,2})?"
    r"(?:[-–](?:\d+[a-z]?(?:\.\d+)?|[a-z]{1,2}(?![a-z])))?(?:\s(?:bis|ter|quater)\b)?"
    rf"(?![\w/%]|[.,]\d){SUB}*"
    # "Article 2 (1) 2": a blank before the bracket, and a bare number behind it.
    r"(?:(?<=\s\(\d\))\s\d{1,2}(?!\w|[.,]\d|\s(?:days?|weeks?|months?|years?|percent)))?"
)
_ROMAN = rf"[IVXLC]{{1,7}}(?:[a-z]|-[A-Z]|\.[A-Z](?:\.\d+)?)?(?![\w’'])(?:[-–][IVXLC]+\b)?{SUB}*"
_LETTER = rf"[A-Z](?:\.?\d+)?(?!\w)(?!['’.]\w){SUB}*"
_SMALL_ROMAN = r"[ivx]{1,5}[-–][ivx]{1,5}\b"
# "paragraphs a. through c. of this Note", as lists of controlled items count.
_SMALL = (
    r"[a-z](?:\.(?:\d+|[a-z](?![a-z])))*\.?"
    r"(?=\s+(?:of\s+(?:this|\d|ECCN|Note|supp)|through\s+[a-z]\b|(?:to|and|or)\s+[a-z]\.|above\b|below\b))"
)
_SMALL_LIST = rf"{_SMALL}(?:\s+(?:through|to|and|or)\s+{_SMALL})?"
_WORD = r"(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\b"
_LABEL = rf"(?:{_FIGURE}|{SUB}+|{_ROMAN}|{_LETTER}|{_SMALL_ROMAN}|{_WORD})"
TO = r"(?:\s+(?:to|through|thru)\s+|\s*[-–—]\s*)"
_AND = r"(?:,?\s+(?:and/or|and|or)\s+|,?\s+as\s+well\s+as\s+)"
_MORE = rf"(?:{_LABEL}(?:{TO}{_LABEL})?)"
# "Articles 5, 6 and 8 to 10". After a singular ("Article 6(1) and (2)") the next label must show
# that it is one: a bracket, a letter, or a number with "of" or a stop behind it.
PLURAL_LIST = rf"{_MORE}(?:,\s*{_MORE}(?=\s*,|\s+(?:and|or)\b))*(?:,\s*{_MORE})?(?:{_AND}{_MORE})*"
_SURE = (
    rf"(?:{SUB}+|{_ROMAN}|\d+[.\d]*[a-zA-Z]{{0,2}}"
    rf"(?:{SUB}+|(?=\s+of\b|[.,;:)]|\s*$|\s+(?:and|or)\s+\d)))"
)
_SURE_MORE = rf"(?:{_SURE}(?:{TO}{_SURE})?)"
_SINGULAR_LIST = (
    rf"{_LABEL}(?:{TO}{_SURE})?"
    rf"(?:(?:,\s+{_SURE_MORE})+,?\s+(?:and/or|and|or)\s+{_SURE_MORE}"
    rf"|\s+(?:and/or|and|or)\s+{_SURE_MORE})*"
)
# How British drafters shorten them, always with a stop: "s. 3(1)", "reg. 5", "Sch. 7".
SHORT = {"s": "section", "ss": "section", "reg": "regulation", "regs": "regulation",
         "sch": "schedule", "cl": "clause", "paras": "paragraph"}  # fmt: skip
_SHORT = rf"(?i:{'|'.join(SHORT)})(?=\.\s?\d)"
WORDS = sorted({*UNITS, *(_PLURALS.get(u, f"{u}s") for u in UNITS)}, key=len, reverse=True)
_UNIT = (
    rf"(?P<unit>(?i:{'|'.join(re.escape(w) for w in WORDS if w[0] != '§')})(?![\w-])|{_SHORT}|§§?)"
)
PLACE = re.compile(
    rf"{_UNIT}\.?(?:\s*[Nn]os?\.?(?=\s*\d))?\s*"
    rf"(?P<labels>(?:(?<=paragraph\s)|(?<=paragraphs\s)){_SMALL_LIST}|(?:(?<=s\s)|(?<=os\.\s)|(?<=§\s)|(?<=§)){PLURAL_LIST}|{_SINGULAR_LIST})"
)
ORDINALS = (
    r"(?:first|second|third|fourth|fifth|sixth|last|introductory|opening|preceding|foregoing)"
)
ORDINAL = re.compile(
    rf"(?P<labels>(?i:{ORDINALS})(?:(?:\s*,\s*|\s+(?:and|or|to)\s+){ORDINALS})*)\s+"
    r"(?P<unit>(?i:sub-?paragraph|sentence|indent|paragraph|part|subsection|article))s?\b"
)
_ALONE = re.compile(r"(?i:sub-?paragraph|indent)s?$|(?i:preceding|foregoing)\s")

# A unit word after these is no citation of another place.
_OWN = re.compile(r"\b(?:[Tt]his|each|every|any|next|a)\s+$")


@dataclass(frozen=True, slots=True)
class Place:
    """One unit of law and the labels that pick it out: "points (a) and (b)"."""

    unit: str
    labels: str


def place_at(text: str, at: int, *, inside: bool = False) -> tuple[Place, int] | None:
    """Return the place that begins at `at` and its end. `inside`: a chain is open already."""
    if match := PLACE.match(text, at):
        unit = singular(match["unit"])
        plural = match["unit"].casefold() != unit
        label = match["labels"].strip()
        if not inside and _OWN.search(text, max(0, at - 8), at):
            return None
        if unit in _PROSE and not (match["unit"][0].isupper() or (plural and len(label) > 3)):
            return None
        if label[0].isalpha() and unit not in _LETTERED and not (unit in _PROSE or unit == "art"):
            return None
        if unit == "regulation" and not re.match(r"(?!(?:19|20)\d\d$)\d", label):
            return None
        if label in ("A", "I") and match["unit"] in _BEFORE_A_CLAUSE:
            return None
        return Place(unit, label), match.end()
    if match := ORDINAL.match(text, at):
        unit = match["unit"].casefold()
        known = unit if unit in UNITS else "subparagraph"
        if inside or _ALONE.search(match[0]) or _OF_PLACE.match(text, match.end()):
            return Place(known, match["labels"]), match.end()
    return None


_OF_PLACE = re.compile(rf"\s+(?:of|in)\s+(?:the\s+{ORDINALS}\s+)?{_UNIT}\s*[\d(IVX]")


def singular(unit: str) -> str:
    """Return the unit that a word names: "Articles" is "article"."""
    unit = unit.casefold()
    unit = SHORT.get(unit, unit)
    if unit in UNITS:
        return unit
    return next((u for u, p in _PLURALS.items() if p == unit), unit.removesuffix("s"))


_BETWEEN = re.compile(r",\s*(?:and/or\s+|and\s+|or\s+)?|\s+(?:and/or|and|or|as\s+well\s+as)\s+")
_RANGE = re.compile(r"\s*[-–—]\s*|\s+(?:to|through|thru)\s+")


def normal(places: Iterable[Place]) -> str:
    """Return places in the normal form of a path, from the widest: "Article 51(1)(a)".

    Lists are told apart by semicolons; a range stays one ("Article 8-15").
    """
    ordered = sorted(places, key=lambda p: UNITS.get(p.unit, 0))
    each = [[(p.unit, label) for label in _labels(p.labels)] for p in ordered]
    return "; ".join(_path(combined) for combined in product(*each)) if each else ""


def _labels(said: str) -> Iterator[str]:
    """Yield the labels of a list, each whole: "5(1) and (2)" is 5(1) and 5(2)."""
    stem = ""
    for part in _BETWEEN.split(said):
        label = _RANGE.sub("-", part).replace(" ", "")
        if label.startswith("(") and stem:
            label = stem + label
        elif not label.startswith("("):
            stem = label[: label.rindex("(")] if label.endswith(")") else ""
        if label:
            yield label


def _path(places: Iterable[tuple[str, str]]) -> str:
    path = ""
    for unit, label in places:
        if label[0].islower() and len(label) > 4:
            path += f"{', ' if path else ''}{label} {unit}"  # "first subparagraph"
        elif path and UNITS.get(unit, 0) > UNITS["section"]:
            path += label if label[0] == "(" else f"({label})"
        else:
            wide = UNITS.get(unit, 0) <= UNITS["section"]
            path += f"{', ' if path else ''}{unit.capitalize() if wide else unit} {label}".strip()
    return path
