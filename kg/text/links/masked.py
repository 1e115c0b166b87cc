r"""A text in which each name is one character, so that a pattern can speak of "a model" or "a law".

"Anthropic's Claude Opus 4.8" becomes two characters with "'s " between them. The characters are
taken from Unicode's private use area, which no text uses and which `\w` does not match. Marks of
emphasis ("**EAR**") and a short form in brackets behind its name ("the Act (EAR)") are left out.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.document import Where
from kg.text.annotations import Mention, Reference
from kg.text.passage import Passage

MODEL, ACTOR, JURISDICTION, INSTRUMENT, HARDWARE, CITATION = "\ue000\ue001\ue002\ue003\ue004\ue005"
SIGNS = {
    "Model": MODEL,
    "Actor": ACTOR,
    "Jurisdiction": JURISDICTION,
    "Instrument": INSTRUMENT,
    "Hardware": HARDWARE,
}
ANY = f"[{MODEL}-{CITATION}]"


CUT = ""
_EMPHASIS = re.compile(r"\*{1,3}|`")
_SHORT_FORM = re.compile(
    r"\s*\((?:(?:the|hereinafter)\s+)*[\"“'‘]?(?=[A-Z])[\w&.-]{2,12}[\"”'’]?\)"
)


@dataclass(frozen=True, slots=True)
class Masked:
    """`text` with the signs in it, and for each sign where it stands and what it stands for.

    `places` are positions of `text` in rising order, `spans` the spans of the document for them.
    `joints` are pairs of a position of `text` and that of the document, wherever they move apart.
    """

    text: str
    places: tuple[int, ...]
    spans: tuple[Where, ...]
    joints: tuple[tuple[int, int], ...]

    def signs(self, start: int, end: int) -> list[Where]:
        """Return the spans of the document for the signs between two positions of `text`."""
        return list(self.spans[bisect_left(self.places, start) : bisect_left(self.places, end)])

    def at(self, start: int, end: int) -> Where:
        """Return the span of the document for a span of `text`."""
        first = self._position(start)
        if end <= start:
            return first, first
        # The end is that of the last character: behind it something may have been left out.
        last = bisect_left(self.places, end - 1)
        if last < len(self.places) and self.places[last] == end - 1:
            return first, self.spans[last][1]
        return first, self._position(end - 1) + 1

    def _position(self, at: int) -> int:
        place, position = self.joints[bisect_right(self.joints, at, key=lambda j: j[0]) - 1]
        return position + at - place


def mask(passage: Passage) -> Masked:
    """Return the passage's text with one sign for each name and each citation without a name.

    A citation that holds a name ("section 5 of the Trade Act") keeps its other words; one of this
    same instrument ("paragraph 2") stays as it is.
    """
    named = [(m.span, SIGNS[m.kind]) for m in passage.all(Mention) if m.kind in SIGNS]
    cited = [(r.span, CITATION) for r in passage.all(Reference) if r.scope == "external"]
    emphasis = [(passage.at(*m.span()), CUT) for m in _EMPHASIS.finditer(passage.text)]
    parts, places, spans = [], [], []
    joints = [(0, passage.start)]
    done, length = passage.start, 0
    for span, sign in _apart(_short_forms(passage, named), named, cited, emphasis):
        between = passage.text[done - passage.start : span[0] - passage.start]
        parts += [between, sign]
        length += len(between)
        if sign:
            places.append(length)
            spans.append(span)
        length += len(sign)
        done = span[1]
        joints.append((length, done))
    parts.append(passage.text[done - passage.start :])
    return Masked("".join(parts), tuple(places), tuple(spans), tuple(joints))


def _short_forms(
    passage: Passage, named: Sequence[tuple[Where, str]]
) -> Iterator[tuple[Where, str]]:
    """Yield what to cut behind names: "(EAR)", but not "(DeepSeek)", the maker of a model."""
    signs = {span[0]: sign for span, sign in named}
    for span, sign in named:
        match = _SHORT_FORM.match(passage.text, span[1] - passage.start)
        if match:
            start, end = passage.at(*match.span())
            within = {signs[at] for at in range(start, end) if at in signs}
            if within <= {sign}:
                yield (start, end), CUT


def _apart(*groups: Iterable[tuple[Where, str]]) -> list[tuple[Where, str]]:
    """Return spans with their signs in text order, none over another; earlier groups win."""
    chosen: list[tuple[Where, str]] = []
    for group in groups:
        for span, sign in sorted(group, key=lambda item: (item[0][0], -item[0][1])):
            place = bisect_right(chosen, (span, chr(0x10FFFF)))
            if place and chosen[place - 1][0][1] > span[0]:
                continue
            if place < len(chosen) and chosen[place][0][0] < span[1]:
                continue
            chosen.insert(place, (span, sign))
    return chosen
