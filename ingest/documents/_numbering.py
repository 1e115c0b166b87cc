"""Place the labels of blocks, one after the other, in the numbering of a document.

Numbering is a stack: the place in force ("Article 51") and the levels below it ("1.", "(a)",
"(i)"). A label continues a level that is open, or opens a new one. "(i)" after "(h)" is a letter
and after "(2)" a Roman number: what the stack expects decides, and then what comes later.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from ingest.documents._labels import ATTACHED, Label, Reading


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the stack; `lead` is the block that leads into its items, if there is one."""

    form: str
    style: str
    ordinal: float
    value: str
    lead: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: the place that is cited, and the levels below it."""

    base: str = ""
    levels: tuple[Level, ...] = ()

    @property
    def path(self) -> str:
        """Return the place as one would cite it: "Article 51(1)(a)", "Annex III, point 1(a)"."""
        if not self.levels:
            return self.base
        first, *rest = self.levels
        below = "".join(f"({level.value})" for level in rest)
        bare = first.form in (".", ")", "dotted")
        if self.base.startswith(ATTACHED):
            return f"{self.base}, point {first.value if bare else f'({first.value})'}{below}"
        return f"{self.base}{first.value if bare and not self.base else f'({first.value})'}{below}"

    @property
    def lead(self) -> int | None:
        """Return the block that leads into the innermost list that the place is an item of."""
        return self.levels[-1].lead if self.levels else None


Later = Callable[[], Iterable[Label]]
"""The labels of the blocks that follow, asked only where a label can be read in two ways."""


@dataclass(slots=True)
class Numbering:
    """The numbering of a document up to the block that was placed last."""

    place: Place = field(default_factory=Place)
    stands: Place | None = None
    """Where the text without a number after a list stands; the list may yet go on."""
    chapter: str = ""
    has_articles: bool = False
    bare_word: str = ""
    _outside: Place | None = None
    _bare: float = 0.0
    _roots: dict[tuple[str, str], tuple[float, str]] = field(default_factory=dict)

    def copy(self) -> "Numbering":
        """Return a numbering on which labels can be tried."""
        return replace(self, _roots=dict(self._roots))

    def put(self, labels: Sequence[Label], opener: int | None, later: Later) -> bool:
        """Place a block with these labels; `opener` is the block just before, if it leads.

        Return whether the first label fits the numbering; where it does not ("M. Smith"), the
        numbering is left as it was.
        """
        kept = self.place, self._outside
        self._quote(labels[0], opener)
        for index, label in enumerate(labels):
            if not self._put(label, opener if not index else None, later, inner=index > 0):
                if not index:
                    self.place, self._outside = kept
                return index > 0
        self.stands = None
        return True

    def expects(self, label: Label) -> bool:
        """Say whether a label is the next of an open level, or the first of a new one."""
        if label.form not in "(.)":
            return True
        for reading in label.readings:
            open_levels = [v for v in self.place.levels if _same(v, label, reading)]
            if any(0 < reading.ordinal - level.ordinal <= 1 for level in open_levels):
                return True
            if reading.ordinal == 1 and not open_levels:
                return True
        return False

    def _quote(self, label: Label, opener: int | None) -> None:
        """Enter or leave the text of an amendment, whose numbering is another law's."""
        if label.quoted:
            self._outside = self._outside or self.place
        elif self._outside is not None:
            named = label.form in ("head", "division")
            inside = opener is not None or self._continued(label, self.place.levels)
            if named or not inside:
                self.place, self._outside = self._outside, None

    def _put(self, label: Label, opener: int | None, later: Later, *, inner: bool) -> bool:
        match label.form:
            case "head":
                self._head(label)
            case "division":
                self.chapter = f"{label.word.rstrip('.')} {label.value}"
                self.place = Place(self.chapter)
            case "code":
                self.place = Place(f"§ {label.value}")
            case "dotted":
                self._dotted(label)
            case "bare":
                return self._bare_section(label)
            case _:
                return self._level(label, opener, later, inner=inner)
        return True

    def _head(self, label: Label) -> None:
        word = label.word.rstrip(".")
        attached = self.place.base.partition(", Section")[0]
        if word == "Section" and attached.startswith(ATTACHED) and label.value.isalpha():
            self.place = Place(f"{attached}, Section {label.value}")
            return
        # "SECTION 2" without a stop divides a chapter where articles are what is numbered.
        if word == "Section" and label.word == word and self.has_articles and self.chapter:
            self.place = Place(f"{self.chapter}, Section {label.value}")
            return
        self.has_articles = self.has_articles or word == "Article"
        self.place = Place(f"{word} {label.value}")

    def _dotted(self, label: Label) -> None:
        word, _, number = self.place.base.partition(" ")
        if word == "Section" and label.value.split(".")[0] == number.split(".")[0]:
            self.place = Place(f"Section {label.value}")
        else:
            base = self.place.base if word in ATTACHED else ""
            self.place = Place(base, (Level("dotted", "n", 0, label.value),))

    def _bare_section(self, label: Label) -> bool:
        ordinal = label.readings[0].ordinal
        if self.place.base.startswith(ATTACHED):
            point = Label(".", label.value, (Reading("1", ordinal),))
            return self._level(point, None, tuple, inner=False)
        if not label.word and not 0 < ordinal - self._bare <= 1:
            return False
        self._bare = ordinal
        self.place = Place(f"{self.bare_word}{label.value}")
        return True

    def _level(self, label: Label, opener: int | None, later: Later, *, inner: bool) -> bool:
        levels = self.place.levels
        found = self._continued(label, levels) if opener is None and not inner else None
        if found is None:
            found = self._opened(label, levels, opener, later, inner=inner)
        if found is None:
            return self._resumed(label)
        if len(found) == 1:
            self._roots[found[0].form, found[0].style] = (found[0].ordinal, self.place.base)
        self.place = Place(self.place.base, found)
        return True

    def _continued(self, label: Label, levels: tuple[Level, ...]) -> tuple[Level, ...] | None:
        """Return the levels where the label is the next item of an open level."""
        for depth in range(len(levels) - 1, -1, -1):
            for reading in label.readings:
                level = levels[depth]
                if _same(level, label, reading) and 0 < reading.ordinal - level.ordinal <= 1:
                    return (*levels[:depth], _item(label, reading, level.lead))
        return None

    def _opened(
        self, label: Label, levels: tuple[Level, ...], opener: int | None, later: Later, *,
        inner: bool,
    ) -> tuple[Level, ...] | None:  # fmt: skip
        """Return the levels where the label begins a list, or resumes one after a gap."""
        reading = _read(label, later)
        lead = opener if opener is not None else self.place.lead if inner else None
        if reading.ordinal == 1 and (opener is not None or inner):
            if self.stands is not None and not inner:
                levels = self.stands.levels
            return (*levels, _item(label, reading, lead))
        for depth in range(len(levels) - 1, -1, -1):
            if _same(levels[depth], label, reading):
                restarted = None if reading.ordinal == 1 else levels[depth].lead
                return (*levels[:depth], _item(label, reading, opener if opener else restarted))
        letter = label.form == "." and reading.style in ("a", "A", "i", "I")
        if letter and reading.ordinal != 1:
            return None
        if reading.ordinal <= 2 or opener is not None or label.quoted or inner:
            return (*levels, _item(label, reading, lead))
        return (_item(label, reading, None),)

    def _resumed(self, label: Label) -> bool:
        """Go on with an outer list ("VI.") after other numbering came between."""
        for reading in label.readings:
            ordinal, base = self._roots.get((label.form, reading.style), (0.0, ""))
            if ordinal and 0 < reading.ordinal - ordinal <= 1:
                self._roots[label.form, reading.style] = (reading.ordinal, base)
                self.place = Place(base, (_item(label, reading, None),))
                return True
        return False


def _same(level: Level, label: Label, reading: Reading) -> bool:
    return level.form == label.form and level.style == reading.style


def _item(label: Label, reading: Reading, lead: int | None) -> Level:
    return Level(label.form, reading.style, reading.ordinal, label.value, lead)


def _read(label: Label, later: Later) -> Reading:
    """Choose between the ninth letter and the first Roman number by which successor comes first."""
    first, *others = label.readings
    roman = next((r for r in others if r.ordinal == 1), None)
    if roman is None:
        return first
    letter = chr(ord(label.value) + 1)
    for follower in later():
        if follower.form == label.form and follower.value == letter:
            return first
        if follower.form == label.form and follower.value == label.value * 2:
            return roman
    return roman
