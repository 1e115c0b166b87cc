"""Walk the XML of the Government Publishing Office, which marks how a page is set, not its law.

The Federal Register and the Code of Federal Regulations have it: sections are elements, what is in
them are paragraphs whose numbers stand in the text, so `_outline` gives the paths below a section.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.documents import _law
from ingest.documents._flow import flow
from ingest.documents._markup import Part, Role
from ingest.documents._tree import Element, words
from kg.document import Kind

_HEADINGS = frozenset(
    "HEAD HD HED HD1 HD2 HD3 SUBJECT TTITLE TITLE3 SUBAGY AGENCY RESERVED DETERM PROC EXECORDR "
    "MEMO PRESDOC-HEAD CHAPTI".split()
)
_NOTES = frozenset("FTNT CITA CROSSREF SECAUTH AUTH SOURCE APPRO EDNOTE EFFDNOT PARAUTH".split())
_LEFT_OUT = frozenset(
    "EAR PRTPAGE GPH GID MATH MID STARS BILCOD FMTR TOC TOC1 TOCHD CONTENTS CNTNTS SUBTITLE IMG "
    "LRH RRH VOL XREF-LIST UNITNAME PREDATE CFRTITLETEXT FDSYS".split()
)
_CELLS = frozenset("TD TH ENT CHED TTITLE-CELL td th".split())
_BLOCKS = frozenset(
    "P FP FP-1 FP-2 FP1 FP1-2 FP2 FP2-2 FP-DASH PSPACE LDRFIG DIV TABLE GPOTABLE BOXHD ROW TR "
    "THEAD TBODY TFOOT TDESC TNOTE EXTRACT NOTE ECFR DLPSTEXTCLASS TEXT BODY RULE PRORULE "
    "NOTICE PRESDOCU PRESDOC EXECORD PRMEMO PROCLA DETERMINATION PREAMB REGTEXT SUPLINF FURINF "
    "ADD ACT AGY SUM DATES EFFDATE LSTSUB PART SUBPART SUBCHAP CHAPTER SECTION SECTNO AMDPAR SIG "
    "NAME TITLE DATED FRDOC DEPDOC RIN CFR DATE PRNOTICE FEDREG RULES PRORULES NOTICES CFRGRANULE "
    "CFRDOC APPENDIX SUPPLEMENT PRES PNOTICE FILED PLACE DOC DOCETC HEADER table tr tbody thead "
    "DIV1 DIV2 DIV3 DIV4 DIV5 DIV6 DIV7 DIV8 DIV9".split()
)
_ALL = _HEADINGS | _NOTES | _LEFT_OUT | _CELLS | _BLOCKS
_SIGNED = frozenset(("SIG", "FRDOC"))
_INSTRUCTION = re.compile(r"(\d+)\.\s")
_NUMBERED = frozenset("SECTION PART SUBPART APPENDIX".split()) | {f"DIV{n}" for n in range(1, 10)}


def parts(container: Element, path: str = "", *, note: bool = False) -> Iterator[Part]:
    """Yield the blocks in text order; only what is an element of its own has a path."""
    for item in flow(container, _ALL):
        if not isinstance(item, Element):
            yield Part(item, Kind.FOOTNOTE if note else None)
        elif item.tag in _LEFT_OUT:
            continue
        elif item.tag in _NUMBERED:
            yield from parts(item, _path(item))
        elif item.tag == "AMDPAR":
            number = _INSTRUCTION.match(item.words)
            yield Part([item], Kind.PARAGRAPH, f"Instruction {number[1]}" if number else "")
        elif item.tag in _SIGNED:
            yield from (replace(part, path="Signature") for part in parts(item))
        elif item.tag == "SECTNO":
            title = container.child("SUBJECT")
            yield Part([item, " ", *([title] if title else [])], Kind.HEADING, path)
        elif item.tag == "SUBJECT" and container.child("SECTNO"):
            continue
        elif item.tag in _HEADINGS:
            first = item.tag in ("HEAD", "HD") and item is container.elements[0]
            yield Part([item], Kind.HEADING, path if first else "")
        elif item.tag in _CELLS:
            yield Part([item], Kind.CELL)
        else:
            yield from parts(item, path, note=note or item.tag in _NOTES)


def _path(item: Element) -> str:
    """Return how a part, section or appendix is cited: "Part 734", "§ 734.13"."""
    number = item.get("N").strip()
    kind = item.get("TYPE") or item.tag
    if kind == "SECTION":
        number = (number or words(item.child("SECTNO"))).lstrip("§").strip()
        place = _law.head(f"§ {number} ") if number else _law.head(words(item.child("HEAD")))
        return place.base if place else ""
    if number and number.casefold().startswith(("appendix", "supplement")):
        return number
    if number and kind != "APPENDIX":
        return f"{kind.capitalize()} {number}"
    place = _law.head(words(item.child("HEAD", "HD")))
    return place.base if place else ""


def style(element: Element) -> Role | str | tuple[str, str]:
    """Say what an element does to the text of its paragraph."""
    if element.tag == "FR":
        return " ", ""  # a fraction after its number
    if element.tag in _LEFT_OUT or element.tag == "FTREF":
        return Role.LEFT_OUT
    raised = element.tag in ("SU", "sup", "SUP") or element.get("T") == "51"
    return Role.RAISED if raised else Role.INLINE
