"""Read XML into a tree, with expat: fast, no entity of the file's own, nothing loaded."""

import re
from html.entities import html5
from xml.parsers import expat

from ingest.documents import _limits
from ingest.documents._tree import Element, Text, decode, too_deep
from kg.errors import BadSource

_DECLARED = re.compile(rb"<\?xml[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)[\"']")
_PROLOG = re.compile(r"(?:\ufeff|\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)*", re.S)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>?")
_LOOKED_AT = 8000
_DUBLIN_CORE = "http://purl.org/dc/"


def root(data: bytes) -> tuple[str, str]:
    """Return name and attributes of the root element by a look at a file's first bytes.

    The name has no prefix; both are "" where the file does not begin as XML does.
    """
    head = data[:_LOOKED_AT].replace(b"\0", b"").decode("utf-8", "ignore").lstrip("\ufffe\ufeffÿþ")
    prolog = _PROLOG.match(head)
    match = _ROOT.match(head, prolog.end() if prolog else 0)
    return (match[1], match[2]) if match else ("", "")


def source(data: bytes, location: str) -> str:
    """Return the characters of an XML file; raise `BadSource`."""
    declared = _DECLARED.search(data[:200])
    return decode(data, declared[1].decode() if declared else "", location)


def parse(text: str, location: str) -> Element:
    """Return the root of an XML file, given as characters.

    Names are without prefix, except those of Dublin Core: "dc:title". Raises `BadSource` for what
    is not well-formed, for elements nested too deep, and for a file that declares entities: they
    can make a small file a huge one, and laws do without.
    """
    reader = _Reader(text, location)
    try:
        reader.parser.Parse(reader.data, True)
    except expat.ExpatError as problem:
        raise BadSource(
            f"{location}: broken XML in line {problem.lineno}, column {problem.offset + 1} "
            f"({expat.ErrorString(problem.code)}); if the file was cut off, fetch it again"
        ) from problem
    return reader.document.elements[0]


class _Reader:
    """The handlers of expat, and the elements that are open."""

    def __init__(self, text: str, location: str) -> None:
        self.data = text.encode("utf-8", "surrogatepass")
        self.ascii = len(self.data) == len(text)
        self.byte = self.character = 0
        self.location = location
        self.document = Element("", 0)
        self.open = [self.document]
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.EntityDeclHandler = self.entity
        self.parser.SkippedEntityHandler = self.skipped

    def offset(self) -> int:
        """Return the character at which the parser stands; it counts bytes."""
        byte: int = self.parser.CurrentByteIndex
        if self.ascii:
            return byte
        self.character += len(self.data[self.byte : byte].decode("utf-8", "surrogatepass"))
        self.byte = byte
        return self.character

    def start(self, name: str, attrs: dict[str, str]) -> None:
        if len(self.open) > _limits.DEPTH:
            raise too_deep(self.location)
        element = Element(_local(name), self.offset(), {_local(k): v for k, v in attrs.items()})
        self.open[-1].children.append(element)
        self.open.append(element)

    def end(self, name: str) -> None:
        self.open.pop()

    def characters(self, value: str) -> None:
        self.open[-1].children.append(Text(value, self.offset()))

    def entity(self, name: str, *rest: object) -> None:
        raise BadSource(
            f'{self.location}: declares the entity "{name}"; a document with entities of its own '
            "is not read, write them out first"
        )

    def skipped(self, name: str, is_parameter: bool) -> None:
        # A DTD that is not loaded may declare it; those of laws declare what HTML does.
        if is_parameter:
            return
        if f"{name};" not in html5:
            raise BadSource(
                f'{self.location}: the entity "{name}" is declared in another file, which is not '
                "read; write it out first"
            )
        self.characters(html5[f"{name};"])


def _local(name: str) -> str:
    namespace, _, local = name.rpartition(" ")
    return f"dc:{local}" if namespace.startswith(_DUBLIN_CORE) else local
