"""Write the paragraphs of a PDF: hyphens at line ends, blanks, superscripts, lost exponents."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.documents._builder import Builder
from ingest.documents._exponents import flattened
from ingest.documents._outline import Piece
from ingest.documents._pdf_page import Line
from kg.document import Kind, Where


class Character(NamedTuple):
    """A character with its offset on a page, `page` being "" for one that the page has not."""

    text: str
    offset: int = 0
    page: str = ""


_BLANK, _CARET = Character(" "), Character("^")
_HYPHEN = re.compile(r"(\w+)[-\u2010\u00ad]\s*$")
_WORD = re.compile(r"\w+")
_TEN = re.compile(r"(?<![\d.,])10\s*$")
_LENGTH = re.compile(r"\b(?:mm|cm|m|km|nm|ft)\s*$")
_EXPONENT = re.compile(r"\s*([-−–+]?\d{1,3})\s*$")
_BEFORE_MARK = re.compile(r"\s+(?=[,;.:)\]^])")
_WIDE, _WIDE_AFTER_RAISED = 0.6, 0.15
_SHARE_OF_SIZE = 0.5


def count_words(lines: list[Line]) -> Counter[str]:
    """Return how often each word of the document stands in one piece on a line."""
    return Counter(word for line in lines for word in _WORD.findall(line.text.casefold()))


@dataclass(slots=True)
class Writer:
    """Writes paragraphs into a text, each on a line; `words` are those of the document."""

    words: Counter[str]
    built: Builder = field(default_factory=Builder)
    recovered: list[Where] = field(default_factory=list)

    def piece(self, paragraph: list[Line], kind: Kind | None) -> Piece:
        """Append the words of a paragraph and return its place in the text."""
        characters: list[Character] = []
        for index, line in enumerate(paragraph):
            shown = list(_characters(line))
            if index:
                self._join(characters, shown)
            characters += shown
        start = self.built.length
        self._write(characters)
        piece = Piece(start, self.built.length, kind)
        self.built.put("\n")
        return piece

    def _write(self, characters: list[Character]) -> None:
        text = "".join(c.text for c in characters)
        lost = dict(flattened(text))
        dropped = {at for m in _BEFORE_MARK.finditer(text) for at in range(*m.span())}
        dropped |= {at for begin, end in lost.items() for at in range(begin, end)}
        for at, character in enumerate(characters):
            if at in lost:
                self.recovered.append((self.built.length, self.built.length + 1))
                self.built.put("^")
            if at in dropped or (character.text.isspace() and self.built.ends_with(" ")):
                continue
            if character.page:
                self.built.add(character.text, character.offset, character.page)
            else:
                self.built.put(character.text)

    def _join(self, characters: list[Character], after: list[Character]) -> None:
        """End a line: with a blank, or without its hyphen where a word is divided."""
        while characters and characters[-1].text.isspace():
            characters.pop()
        hyphen = _HYPHEN.search("".join(c.text for c in characters[-40:]))
        rest = _WORD.match("".join(c.text for c in after[:40]).lstrip())
        if not (hyphen and rest):
            characters.append(_BLANK)
        elif rest[0][0].islower() and self._divided(hyphen[1], rest[0]):
            characters.pop()

    def _divided(self, head: str, tail: str) -> bool:
        """Say whether two halves are one word: as the rest of the document writes it."""
        head, tail = head.casefold(), tail.casefold()
        return bool(self.words[head + tail]) or not (self.words[head] > 1 and self.words[tail])


def _characters(line: Line) -> Iterator[Character]:
    """Yield the characters of a line: exponents with a caret, marks of footnotes left out."""
    page = f"page {line.page}"
    before = ""
    end = line.left
    for index, fragment in enumerate(line.fragments):
        text, offset = fragment.text, fragment.offset
        if index in line.raised:
            exponent = _EXPONENT.match(text)
            if exponent and _takes_power(before, exponent[1]):
                yield _CARET
                text, offset = exponent[1], offset + exponent.start(1)
            elif before and not text.strip().isalpha():
                continue
        elif before and not before[-1].isspace() and not text[0].isspace():
            raised = index - 1 in line.raised
            wide = (_WIDE_AFTER_RAISED if raised else _WIDE) * line.size
            if fragment.x - end > wide or (raised and index == 1):
                yield _BLANK
        for at, character in enumerate(text):
            if character != "\u00ad":
                yield Character(character, offset + at, page)
        before = (before + text)[-12:]
        end = fragment.x + len(text) * _SHARE_OF_SIZE * fragment.size


def _takes_power(before: str, raised: str) -> bool:
    """Say whether a raised number after these words is an exponent, no mark of a footnote."""
    square = raised.lstrip("-−–+") in ("2", "3") and _LENGTH.search(before)
    return bool(_TEN.search(before) or square)
