"""Read the XML of legislation.gov.uk (CLML): Acts and instruments of the United Kingdom."""

import re

from ingest.documents import _xml_tree
from ingest.documents._finish import day, finished
from ingest.documents._levels import Scheme, read_levels
from ingest.documents._markup import Role, compose
from ingest.documents._tree import Element, words
from kg.document import Document

RANK = 16

_WORDS = {"section": "Section", "regulation": "Regulation", "article": "Article",
          "rule": "Rule", "order": "Article"}  # fmt: skip
_PROVISION = re.compile(r"(section|regulation|article|rule|order)-\d")
_NAMED = re.compile(r"/(?:id/)?([a-z]+)/(\d{4})/(\d+)")
_SERIES = {"ukpga": "c.", "uksi": "SI", "asp": "asp", "nia": "c.", "ssi": "SSI"}


def accepts(name: str, data: bytes) -> bool:
    """Say whether the root element is that of legislation.gov.uk."""
    return _xml_tree.root(data)[0] == "Legislation"


def read(data: bytes, *, name: str, location: str) -> Document:
    """Return the Act or instrument; raise `BadSource` for broken XML."""
    source = _xml_tree.source(data, location)
    root = _xml_tree.parse(source, location)
    composed = compose(source, read_levels(root, _scheme(root)), _style)
    enacted = root.find("EnactmentDate", "Made")
    return finished(
        data,
        composed.built,
        composed.blocks(),
        name=name,
        location=location,
        format="clml",
        title=words(root.find("dc:title")) or words(root.find("Title")),
        issued=day(enacted.get("Date")) if enacted else None,
        instrument=_instrument(root),
    )


def _scheme(root: Element) -> Scheme:
    """Return the names; what the first level is called stands in the ids."""
    found = (_PROVISION.match(e.get("id")) for e in root.walk() if e.tag == "P1")
    kind = next((match[1] for match in found if match), "section")
    return Scheme(
        heads={"Schedule": "Schedule"},
        starts={"P1": _WORDS[kind]},
        divisions={"Part": "Part", "Chapter": "Chapter", "Pblock": "", "PsubBlock": ""},
        levels=frozenset(("P1", "P2", "P3", "P4", "P5", "P6")),
        number=frozenset(("Pnumber", "Number")),
        heading=frozenset(("Title", "TitleBlock")),
        blocks=frozenset(
            "P1group Legislation Primary Secondary PrimaryPrelims SecondaryPrelims Body Schedules "
            "ScheduleBody Para Text P P1para P2para P3para P4para P5para P6para P2group P3group "
            "UnorderedList OrderedList ListItem LongTitle DateOfEnactment DateText MadeDate "
            "PrimaryPreamble SecondaryPreamble EnactingText IntroductoryText AppendText "
            "SignedSection Signatory Appendix tr tbody thead tgroup Tabular "
            "ExplanatoryNotes BlockText".split()
        ),
        left_out=frozenset(
            "Metadata Contents Resources Versions Commentaries Reference FootnoteBlock "
            "MarginNotes".split()
        ),
        notes=frozenset(("Footnote",)),
        footnotes=frozenset(("ExplanatoryNotes",)),
        quoted=frozenset(("BlockAmendment",)),
        bracketed=frozenset(("P2", "P3", "P4", "P5", "P6")),
        style=_style,
    )


def _style(element: Element) -> Role | str:
    match element.tag:
        case "CommentaryRef" | "FootnoteRef" | "MarginNoteRef":
            return Role.MARK
        case "Superior":
            return Role.RAISED
        case "Repeal":
            return Role.LEFT_OUT
    return Role.INLINE


def _instrument(root: Element) -> str:
    """Return how the law is called: "2015 c. 15", "SI 2012/2885"."""
    match = _NAMED.search(root.get("IdURI") or root.get("DocumentURI"))
    if match is None:
        return ""
    series, year, number = match.groups()
    word = _SERIES.get(series, series)
    return f"{year} {word} {number}" if word in ("c.", "asp") else f"{word} {year}/{number}"
