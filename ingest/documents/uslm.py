"""Read the XML of the United States Congress: USLM, and the older one of its bills.

USLM holds bills, public laws and the US Code; the other, "bill.dtd", is what most bills are still
published in. They have the same levels under other names.
"""

import re
from datetime import date

from ingest.documents import _xml_tree
from ingest.documents._finish import day, finished
from ingest.documents._levels import Scheme, read_levels
from ingest.documents._markup import Role, compose
from ingest.documents._tree import Element, words
from kg.document import Document

RANK = 13

_USLM = frozenset("bill resolution amendment pLaw lawDoc uscDoc statuteDoc statutesAtLarge".split())
_BILLS = frozenset(("bill", "resolution", "amendment-doc", "engrossed-amendment"))
_DIVISIONS = {
    "title": "Title", "subtitle": "Subtitle", "chapter": "Chapter", "subchapter": "Subchapter",
    "part": "Part", "subpart": "Subpart", "division": "Division", "subdivision": "Subdivision",
}  # fmt: skip
_LEVELS = frozenset(
    "subsection paragraph subparagraph clause subclause item subitem subsubitem level".split()
)
_CITED = re.compile(r"\d+\s*(?P<chamber>[A-Z]+)\s*(?P<number>\d+)")
_PREFIX = re.compile(r"^(?:\d+ [A-Z]+ ?\d+ ?[A-Z]*\d* ?|Public Law \d+[–-]\d+): ")
_CHAMBERS = {
    "S": "S.", "HR": "H.R.", "SRES": "S.Res.", "HRES": "H.Res.", "SJRES": "S.J.Res.",
    "HJRES": "H.J.Res.", "SCONRES": "S.Con.Res.", "HCONRES": "H.Con.Res.",
}  # fmt: skip
_DATED = ("action-date", "approvedDate", "dc:date", "date", "dc:created", "sidenote")


def accepts(name: str, data: bytes) -> bool:
    """Say whether the root element is one of Congress."""
    return _xml_tree.root(data)[0] in _USLM | _BILLS


def read(data: bytes, *, name: str, location: str) -> Document:
    """Return the bill, law or title of the Code; raise `BadSource` for broken XML."""
    source = _xml_tree.source(data, location)
    root = _xml_tree.parse(source, location)
    scheme = (
        BILL if root.find("legis-body", "resolution-body", "engrossed-amendment-body") else USLM
    )
    composed = compose(source, read_levels(root, scheme), scheme.style)
    return finished(
        data,
        composed.built,
        composed.blocks(),
        name=name,
        location=location,
        format="uslm" if scheme is USLM else "bill-dtd",
        title=_title(root),
        issued=_issued(root),
        instrument=_instrument(root),
    )


def _uslm_style(element: Element) -> Role | str | tuple[str, str]:
    match element.tag:
        case "footnote":
            return Role.MARK
        case "marginNote" | "sidenote" | "page":
            return Role.LEFT_OUT
        case "docNumber":
            return " ", ""
        case "ref" if "footnoteRef" in element.get("class"):
            return Role.MARK
        case "sup":
            return Role.RAISED
        case "del":
            return Role.LEFT_OUT
        case "br":
            return " "
    return Role.INLINE


def _bill_style(element: Element) -> Role | str | tuple[str, str]:
    match element.tag:
        case "quote":
            return "“", "”"
        case "footnote" | "footnote-ref" | "pagebreak":
            return Role.MARK
        case "superscript":
            return Role.RAISED
        case "deleted-phrase" | "inline-comment":
            return Role.LEFT_OUT
        case "linebreak":
            return " "
    return Role.INLINE


USLM = Scheme(
    heads={"section": "Section", "article": "Article", "courtRule": "Rule"},
    divisions=_DIVISIONS,
    levels=_LEVELS,
    number=frozenset(("num",)),
    heading=frozenset(("heading", "subheading")),
    blocks=frozenset(
        "bill resolution amendment pLaw lawDoc uscDoc statuteDoc main preface preamble recital "
        "longTitle enactingFormula resolvingClause chapeau content continuation text p proviso "
        "action actionDescription currentChamber congress session slugLine tr thead tbody tfoot "
        "schedule appendix layout row def".split()
    ),
    titles=frozenset(("docTitle", "officialTitle", "crossHeading")),
    left_out=frozenset(
        "meta toc endorsement signatures distributionCode endMarker dc:title".split()
    ),
    notes=frozenset(("footnote",)),
    margins=frozenset(("marginNote", "sidenote", "page")),
    footnotes=frozenset("note sourceCredit editorialNote statutoryNote legislativeHistory".split()),
    quoted=frozenset(("quotedContent",)),
    cells=frozenset(("td", "th", "column")),
    style=_uslm_style,
)
BILL = Scheme(
    heads={"section": "Section", "article": "Article"},
    divisions=_DIVISIONS,
    levels=_LEVELS,
    number=frozenset(("enum",)),
    heading=frozenset(("header", "subheader")),
    blocks=frozenset(
        "bill resolution form legis-body resolution-body preamble whereas text continuation-text "
        "after-quoted-block distribution-code congress session legis-num current-chamber action "
        "action-date action-desc legis-type official-title legis-desc row tgroup tbody thead "
        "committee-appointment-paragraph toc-entry list list-item".split()
    ),
    titles=frozenset(("ttitle",)),
    left_out=frozenset("metadata toc attestation endorsement distribution-code calendar".split()),
    notes=frozenset(("footnote",)),
    quoted=frozenset(("quoted-block",)),
    cells=frozenset(("entry",)),
    style=_bill_style,
)


def _title(root: Element) -> str:
    found = words(root.find("dc:title")) or words(root.find("official-title", "officialTitle"))
    return _PREFIX.sub("", found)


def _issued(root: Element) -> date | None:
    """Return the day of introduction or approval, which stands before the law itself."""
    heads = [e for e in root.elements if e.tag in ("form", "meta", "preface")]
    main = root.child("main")
    heads += [e for e in main.elements if e.tag == "longTitle"] if main else []
    for tag in _DATED:
        for element in (e for head in heads for e in head.walk() if e.tag == tag):
            if found := day(element.get("date") or element.words):
                return found
    return None


def _instrument(root: Element) -> str:
    """Return how the law is called: "S. 3150", "Public Law 118–31", "15 U.S.C."."""
    if number := words(root.find("legis-num")):
        return _joined(number)
    preface = root.child("preface")
    kind, number = words(preface and preface.child("dc:type")), words(root.find("docNumber"))
    if kind.endswith("."):
        return _joined(f"{kind} {number}")
    cited = words(root.find("citableAs"))
    match = _CITED.match(cited)
    if match and match["chamber"] in _CHAMBERS:
        return f"{_CHAMBERS[match['chamber']]} {match['number']}"
    return f"{number} U.S.C." if root.tag == "uscDoc" and not cited else cited


def _joined(number: str) -> str:
    """Return "H. R. 5885" as "H.R. 5885"."""
    return re.sub(r"(?<=\.)\s+(?=[A-Z])", "", number)
