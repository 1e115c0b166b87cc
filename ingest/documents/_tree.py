"""The tree of a marked-up file: elements, and texts that know where in the file they stand.

A light tree of the project's own, because the common ones keep no offsets: a line and column at
best, and none for a character reference or for what stands after an inner element.
"""

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ingest.documents import _limits
from kg.errors import BadSource


@dataclass(frozen=True, slots=True)
class Text:
    """Characters at `offset` of the file, there written as they are or as a reference."""

    value: str
    offset: int


@dataclass(slots=True, eq=False)
class Element:
    """An element: its name, where its start tag stands, its attributes and what is in it."""

    tag: str
    offset: int
    attrs: Mapping[str, str] = field(default_factory=dict)
    children: list["Element | Text"] = field(default_factory=list)

    def get(self, name: str) -> str:
        """Return an attribute, "" where there is none."""
        return self.attrs.get(name, "")

    @property
    def classes(self) -> list[str]:
        """Return the words of the attribute `class`."""
        return self.attrs["class"].split() if "class" in self.attrs else []

    @property
    def elements(self) -> list["Element"]:
        """Return the children that are elements."""
        return [child for child in self.children if isinstance(child, Element)]

    @property
    def words(self) -> str:
        """Return all text inside, blanks collapsed."""
        return " ".join("".join(text.value for text in self.texts()).split())

    def walk(self) -> Iterator["Element"]:
        """Yield this element and all inside it, in the order of the file."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed(element.elements)

    def texts(self) -> Iterator[Text]:
        """Yield all texts inside, in the order of the file."""
        waiting: list[Element | Text] = [self]
        while waiting:
            node = waiting.pop()
            if isinstance(node, Text):
                yield node
            else:
                waiting += reversed(node.children)

    def find(self, *tags: str) -> "Element | None":
        """Return the first element of one of these names, this one included."""
        return next((element for element in self.walk() if element.tag in tags), None)

    def child(self, *tags: str) -> "Element | None":
        """Return the first child of one of these names."""
        return next((element for element in self.elements if element.tag in tags), None)


Node = Element | Text


def words(element: Element | None) -> str:
    """Return the text of an element that may not be there."""
    return element.words if element else ""


def decode(data: bytes, declared: str, location: str, *, otherwise: str = "utf-8") -> str:
    """Return the characters of a file, a byte order mark among them.

    What decodes as UTF-8 is UTF-8: files say "iso-8859-1" of themselves and are not. Only then
    `declared`, the encoding that the file names, is believed, and `otherwise` where it names none.
    Raises `BadSource` for bytes that are not what they are said to be, for none and for too many.
    """
    _limits.check_size(data, location)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        declared = "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    elif (text := _utf8(data)) is not None:
        return text
    name = _HABITS.get(declared.casefold(), declared) or otherwise
    try:
        return data.decode(name)
    except UnicodeDecodeError as problem:
        raise BadSource(
            f"{location}: not {name} at byte {problem.start}; save the file as UTF-8"
        ) from problem
    except LookupError as problem:
        raise BadSource(
            f'{location}: declares the encoding "{declared}", which is not known; '
            "save the file as UTF-8"
        ) from problem


# As browsers do: pages that say Latin-1 are written in its superset of Windows.
_HABITS = dict.fromkeys(("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"), "cp1252")


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def too_deep(location: str) -> BadSource:
    """Return the error for elements nested beyond the bound."""
    return BadSource(
        f"{location}: nests elements more than {_limits.DEPTH} deep; this is no document"
    )
