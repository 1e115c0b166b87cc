"""Count the automatic numbers of Word, which stand nowhere in the text of the file."""

import re
from dataclasses import dataclass, field

from ingest.documents._tree import Element

_TENS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LEVEL = re.compile(r"%(\d)")


@dataclass(slots=True)
class _Format:
    """How one level of a list is numbered: "(%1)" with lower-case letters from 1."""

    text: str = ""
    style: str = "decimal"
    start: int = 1


@dataclass(slots=True)
class Numbers:
    """The lists that numbering.xml defines, and how far each is counted."""

    formats: dict[str, dict[int, _Format]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, number: str, level: int) -> str:
        """Count the next item of a list at a level and return its label, "" for none."""
        abstract = self.lists.get(number, "")
        levels = self.formats.get(abstract, {})
        if level not in levels:
            return ""
        count = self.counts.setdefault(abstract, {})
        count[level] = count.get(level, levels[level].start - 1) + 1
        for deeper in [one for one in count if one > level]:
            del count[deeper]
        if levels[level].style == "bullet":
            return "•"

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            form = levels.get(at, _Format())
            return _written(count.get(at, form.start), form.style)

        return _LEVEL.sub(shown, levels[level].text).strip()


def numbers(root: Element | None) -> Numbers:
    """Read the root of numbering.xml."""
    read = Numbers()
    for element in root.elements if root else ():
        if element.tag == "abstractNum":
            read.formats[element.get("abstractNumId")] = {
                whole(level.get("ilvl")): _format(level)
                for level in element.elements
                if level.tag == "lvl"
            }
        elif element.tag == "num":
            abstract = element.child("abstractNumId")
            read.lists[element.get("numId")] = abstract.get("val") if abstract else ""
    return read


def _format(level: Element) -> _Format:
    said = {child.tag: child.get("val") for child in level.elements}
    return _Format(
        said.get("lvlText", ""), said.get("numFmt", "decimal"), whole(said.get("start", "1"))
    )


def _written(count: int, style: str) -> str:
    match style:
        case "lowerLetter" | "upperLetter":
            letter = chr(97 + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return letter.upper() if style == "upperLetter" else letter
        case "lowerRoman" | "upperRoman":
            roman, rest = "", count
            for value, letters in _TENS:
                while rest >= value:
                    roman, rest = roman + letters, rest - value
            return roman.upper() if style == "upperRoman" else roman
        case "none":
            return ""
    return str(count)


def whole(value: str) -> int:
    """Return a whole number of an attribute, 0 where it is none."""
    return int(value) if value.isdigit() else 0
