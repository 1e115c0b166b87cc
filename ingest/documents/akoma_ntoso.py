"""Read Akoma Ntoso (LegalDocML): acts, bills and annexes of many parliaments, in one XML."""

from ingest.documents import _xml_tree
from ingest.documents._finish import day, finished
from ingest.documents._levels import Scheme, read_levels
from ingest.documents._markup import Role, compose
from ingest.documents._tree import Element, words
from kg.document import Document

RANK = 12

_HEADS = {
    "article": "Article", "section": "Section", "rule": "Rule", "recital": "Recital",
    "hcontainer": "", "citation": "",
}  # fmt: skip
_DIVISIONS = {
    "book": "Book", "part": "Part", "subpart": "Subpart", "title": "Title",
    "subtitle": "Subtitle", "chapter": "Chapter", "subchapter": "Subchapter",
    "division": "Division", "subdivision": "Subdivision", "tome": "Tome",
}  # fmt: skip
_LEVELS = frozenset(
    "paragraph subparagraph subsection clause subclause point indent alinea level item sublist "
    "subrule proviso transitional".split()
)
_BLOCKS = frozenset(
    "akomaNtoso act bill doc amendment debateReport documentCollection collectionBody component "
    "components attachment attachments coverPage preface preamble recitals citations body "
    "mainBody amendmentBody conclusions intro content wrapUp list blockList listIntroduction "
    "listWrapUp block blockContainer container p formula tblock ul ol li tr caption interstitial "
    "signature".split()
)


def accepts(name: str, data: bytes) -> bool:
    """Say whether the root element is that of Akoma Ntoso."""
    return _xml_tree.root(data)[0] == "akomaNtoso"


def read(data: bytes, *, name: str, location: str) -> Document:
    """Return the act or bill; raise `BadSource` for broken XML."""
    source = _xml_tree.source(data, location)
    root = _xml_tree.parse(source, location)
    composed = compose(source, read_levels(root, _scheme(root)), _style)
    work = root.find("FRBRWork") or root
    dated, number = work.find("FRBRdate"), work.find("FRBRnumber")
    return finished(
        data,
        composed.built,
        composed.blocks(),
        name=name,
        location=location,
        format="akoma-ntoso",
        title=_title(root),
        issued=day(dated.get("date")) if dated else None,
        instrument=words(root.find("docNumber")) or (number.get("value") if number else ""),
    )


def _scheme(root: Element) -> Scheme:
    """Return the names; where articles are numbered, a section only groups them."""
    heads, divisions = dict(_HEADS), dict(_DIVISIONS)
    if root.find("article"):
        divisions["section"] = heads.pop("section")
    return Scheme(
        heads=heads,
        divisions=divisions,
        levels=_LEVELS,
        number=frozenset(("num",)),
        heading=frozenset(("heading", "subheading")),
        blocks=_BLOCKS,
        titles=frozenset(("longTitle", "crossHeading", "crossheading")),
        left_out=frozenset(("meta", "toc")),
        notes=frozenset(("authorialNote",)),
        quoted=frozenset(("quotedStructure", "embeddedStructure")),
        style=_style,
    )


def _style(element: Element) -> Role | str:
    match element.tag:
        case "authorialNote" | "noteRef":
            return Role.MARK
        case "sup":
            return Role.RAISED
        case "del" | "remark":
            return Role.LEFT_OUT
        case "br" | "eol":
            return " "
    return Role.INLINE


def _title(root: Element) -> str:
    alias = root.find("FRBRalias")
    for tag in ("docTitle", "shortTitle", "longTitle"):
        if found := words(root.find(tag)):
            return found
    return alias.get("value") if alias else ""
