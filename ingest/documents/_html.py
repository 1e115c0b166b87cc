"""Read HTML into a tree: every text with its offset, end tags implied, in one pass.

The tokens are matched by one pattern that never looks at a character twice, so that no page can
make it slow, and offsets come with the match.
"""

import re
from html import unescape

from ingest.documents import _limits
from ingest.documents._tree import Element, Text, decode, too_deep

_META = re.compile(rb"<meta[^>]*?charset\s*=\s*[\"']?([\w.:-]+)", re.I)
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)")
_QUOTED = r"\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)"
_TOKEN = re.compile(
    r"<!--.*?(?:--!?>|\Z)"
    r"|<[!?][^>]*+>?"
    r"|</(?P<end>[a-z][^\s/>]*+)[^>]*+>?"
    rf"|<(?P<start>[a-z][^\s/>]*+)(?P<attrs>(?:[^>=]|=\s*+(?:{_QUOTED}|))*+)>?"
    r"|(?P<reference>&(?:\#(?:[0-9]++|x[0-9a-f]++)|[a-z][a-z0-9]*+);?)",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"([^\s=/\"'<>]+)(?:\s*=\s*(?:\"([^\"]*)(?:\"|\Z)|'([^']*)(?:'|\Z)|([^\s\"']+)))?"
)
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)  # fmt: skip
_RAW = frozenset("script style textarea title xmp iframe noembed noframes".split())

# What begins a block ends an open paragraph.
_ENDS_PARAGRAPH = frozenset(
    "address article aside blockquote center details dir div dl fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre section table ul".split()
)
_HOLDS_PARAGRAPH = frozenset("table td th caption button object template html body".split())
# A start tag -> the open elements that it ends, and those that it does not reach beyond.
_ENDS = {
    "a": ({"a"}, {"table", "td", "th"}),
    "li": ({"li"}, {"ul", "ol", "menu", "dir", "table"}),
    "dt": ({"dt", "dd"}, {"dl", "table"}),
    "dd": ({"dt", "dd"}, {"dl", "table"}),
    "option": ({"option"}, {"select"}),
    "td": ({"td", "th"}, {"table"}),
    "th": ({"td", "th"}, {"table"}),
    "tr": ({"tr"}, {"table"}),
    "tbody": ({"thead", "tbody", "tfoot"}, {"table"}),
    "thead": ({"thead", "tbody", "tfoot"}, {"table"}),
    "tfoot": ({"thead", "tbody", "tfoot"}, {"table"}),
}
_TABLE_PARTS = frozenset("table thead tbody tfoot tr td th caption".split())


def source(data: bytes, location: str) -> str:
    """Return the characters of an HTML file; raise `BadSource`."""
    declared = _DECLARED.search(data[:200]) or _META.search(data[:4000])
    return decode(data, declared[1].decode() if declared else "", location, otherwise="cp1252")


def parse(text: str, location: str) -> Element:
    """Return an element that holds all of an HTML file; names are in lower case.

    HTML has no syntax errors: what no browser would understand is text. Raises `BadSource` only
    for blocks nested too deep; fonts that are never closed are let go.
    """
    document = Element("", 0)
    opened = [document]
    at = 0
    while match := _TOKEN.search(text, at):
        if match.start() > at:
            opened[-1].children.append(Text(text[at : match.start()], at))
        at = match.end()
        if name := match["start"]:
            element = Element(name.lower(), match.start(), _attributes(match["attrs"]))
            _end_implied(opened, element.tag)
            opened[-1].children.append(element)
            if element.tag in _RAW:
                at = _raw(text, at, element)
            elif element.tag not in _VOID and not match["attrs"].endswith("/"):
                block = element.tag in _ENDS_PARAGRAPH or element.tag in _TABLE_PARTS
                if block or len(opened) < _limits.DEPTH // 2:
                    opened.append(element)
                if len(opened) > _limits.DEPTH:
                    raise too_deep(location)
        elif name := match["end"]:
            _end(opened, name.lower())
        elif match["reference"]:
            opened[-1].children.append(Text(unescape(match[0]), match.start()))
    if at < len(text):
        opened[-1].children.append(Text(text[at:], at))
    return document


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), unescape(value) if "&" in value else value)
    return found


def _raw(text: str, at: int, element: Element) -> int:
    """Read an element whose content is no markup up to its end tag; return where that ends."""
    end = re.compile(rf"</{element.tag}\b[^>]*>?", re.I).search(text, at)
    stop = end.start() if end else len(text)
    content = text[at:stop]
    if element.tag in ("title", "textarea"):
        content = unescape(content)
    element.children.append(Text(content, at))
    return end.end() if end else len(text)


def _end_implied(opened: list[Element], tag: str) -> None:
    if tag in _ENDS_PARAGRAPH:
        _close(opened, {"p"}, _HOLDS_PARAGRAPH)
    if tag in _ENDS:
        _close(opened, *_ENDS[tag])


def _end(opened: list[Element], tag: str) -> None:
    # The end tag of an element that is not open, or open only outside this cell, ends nothing.
    reach = {""} if tag in _TABLE_PARTS else {"", "td", "th"}
    _close(opened, {tag}, reach)


def _close(opened: list[Element], tags: set[str], reach: set[str] | frozenset[str]) -> None:
    for depth in range(len(opened) - 1, 0, -1):
        if opened[depth].tag in tags:
            del opened[depth:]
            return
        if opened[depth].tag in reach:
            return
