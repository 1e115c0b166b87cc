"""Find the main text of a page among its menus, scripts and notices."""

import re
from collections.abc import Iterator

from ingest.documents._flow import BLOCKS
from ingest.documents._tree import Element, Text

_LEFT_OUT = frozenset(
    "script style noscript template nav form button select option input textarea svg iframe "
    "object canvas video audio title head footer aside strike s del".split()
)
# Of the classes and the id of a block, one that says that it is not of the text.
_AROUND = re.compile(
    r"(?:site-|page-|global-|top-|main-|secondary-|left-|right-)?"
    r"(?:nav|navbar|navigation|menu|breadcrumbs?|footer|sidebar|cookies?|social|share|sharing|"
    r"toolbar|pagination|comments|newsletter|subscribe|advert|advertisement|related|"
    r"skip-?(?:link|nav|to-content)|sr-only|visually-hidden|screen-reader-text)"
    r"(?:-(?:container|wrapper|list|links?|bar|area|block|box|menu|notice|banner|content))*"
)
_ROLES = frozenset("navigation banner contentinfo search complementary menu dialog".split())
_CONTAINERS = frozenset("html body main article section div td tr tbody table center form".split())
_MOST, _NEARLY_ALL = 0.5, 0.75
# An element with this share of all letters has a text of its own, within these bounds.
_SHARE, _SHORT, _LONG = 0.05, 400, 1500


def is_left_out(element: Element) -> bool:
    """Say whether an element holds nothing that a reader of the page reads as its text."""
    if element.tag in _LEFT_OUT or element.get("role") in _ROLES:
        return True
    hidden = "display:none" in element.get("style").replace(" ", "")
    if hidden or "hidden" in element.attrs or element.get("aria-hidden") == "true":
        return True
    if element.tag not in BLOCKS or element.tag in ("html", "body", "main", "article"):
        return False
    names = f"{element.get('class')} {element.get('id')}".casefold().split()
    return any(_AROUND.fullmatch(name) for name in names)


def main(root: Element) -> Element:
    """Return the element with the main text of a page.

    From what the page marks as its main part, or else from the whole, this goes inwards as long as
    one element holds nearly all; an element beside it with a text of its own (the annex after the
    act) ends that.
    """
    sizes: dict[int, int] = {}
    _measure(root, sizes)
    total = sizes[id(root)]
    at = next((m for m in _marked(root) if sizes.get(id(m), 0) > _MOST * total), root)
    while inner := max(at.elements, key=lambda e: sizes.get(id(e), 0), default=None):
        beside = (sizes.get(id(e), 0) for e in at.elements if e is not inner)
        loose = sizes[id(at)] - sum(sizes.get(id(e), 0) for e in at.elements if e.tag != "a")
        text = min(max(_SHARE * total, _SHORT), _LONG)
        most = sizes.get(id(inner), 0) > _NEARLY_ALL * total
        if inner.tag not in _CONTAINERS or not most or any(s > text for s in (*beside, loose)):
            break
        at = inner
    return at


def _marked(root: Element) -> Iterator[Element]:
    """Yield what a page marks as its main part, where that is one element."""
    for found in (
        [e for e in root.walk() if e.tag == "main" or e.get("role") == "main"],
        [e for e in root.walk() if e.tag == "article"],
    ):
        if len(found) == 1:
            yield found[0]


def _measure(element: Element, sizes: dict[int, int]) -> int:
    """Count the letters of each element outside links and what is left out."""
    size = 0
    for child in element.children:
        if isinstance(child, Text):
            size += len(child.value.strip())
        elif child.tag == "form" or not is_left_out(child):
            inner = _measure(child, sizes)
            size += 0 if child.tag == "a" else inner
    sizes[id(element)] = size
    return size
