"""Find what a document says of itself: its title, numbers, issuing body and status dates."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from kg.document import Document, Kind, Where
from kg.text.annotations import Annotation, Day, Detail
from kg.text.legal.lawnumbers import NUMBERS

HEAD = 3000
"""Characters from the front in which a document says what it is."""

# "This Act may be cited as the “Chip Security Act”", also with the words of other legislators.
SHORT_TITLE = re.compile(
    r"\b(?:Act|Law|Order|Regulations?|title|chapter|part|section|act|order|measures?)\s+"
    r"(?:may|shall|is\s+to|can)\s+be\s+"
    r"(?:known(?:,?\s+and\s+may\s+be\s+cited,?)?|cited(?:\s+for\s+all\s+purposes)?|called)"
    r"\s*,?\s+as\s+(?:the\s+)?[“\"‘']?(?P<title>[A-Z][^“”\"‘.;\n]{3,160}?)"
    r"(?=[”\"’.;\n]|\s+or\s+the\s+[“\"‘])"
)
# A line that is nothing but a kind of text and what it is about.
_TITLE_WORD = re.compile(
    r"\b(?:Act|ACT|Law|LAW|Code|Regulations?|REGULATION|Directive|DIRECTIVE|Order|ORDER|Measures|"
    r"Provisions|Rules|Commitments|Convention|Treaty|Framework|Principles|Guidelines|"
    r"Recommendation|Declaration|Memorandum|Plan|Strategy|Policy|Statement|Charter|Bill)\b"
)
_NO_TITLE = re.compile(
    r"(?:chapter|section|sec\b|article|part|title\s+[IVX\d]|annex|this|these|note)", re.I
)
_DIVISION = re.compile(r"(?:SUB|Sub)?(?:CHAPTER|Chapter|PART|Part|TITLE|Title)\s+[IVXLC\d]")
# "II. RECOMMENDS that Members" is what a body resolves, not what the text is called.
_RESOLVED = re.compile(r"(?:[IVX]+\.\s+)?[A-Z]{4,}\s+(?:that|the|to)\b|\(\w{1,3}\)\s")
_LABEL = re.compile(r"(?:[#*\s]+|title:\s*)+", re.I)
_PART = re.compile(r"(?P<part>PART|Part|part)\s+(?P<number>\d+)\s*[—–-]")
_CFR = re.compile(r"\b(?P<title>\d+)\s+C\.?F\.?R\.?\s+(?:[Pp]art\s+)?(?P<part>\d+)\b")

# Who issues a text, by the words with which it does; blanks stand for line breaks too.
BODIES = {
    "OF THE EUROPEAN PARLIAMENT AND OF THE COUNCIL": "European Parliament and Council",
    "THE EUROPEAN PARLIAMENT AND THE COUNCIL OF THE EUROPEAN UNION": (
        "European Parliament and Council"
    ),
    "COMMISSION DELEGATED": "European Commission",
    "COMMISSION IMPLEMENTING": "European Commission",
    "By the authority vested in me as President": "President of the United States",
    "Be it enacted by the Senate and House of Representatives": "Congress of the United States",
    "IN THE HOUSE OF REPRESENTATIVES": "House of Representatives",
    "IN THE SENATE OF THE UNITED STATES": "Senate of the United States",
    "The people of the State of California do enact": "California Legislature",
    "The People of the State of New York, represented": "New York Legislature",
    "Be it enacted by the King": "Parliament of the United Kingdom",
    "Be it enacted by the Queen": "Parliament of the United Kingdom",
    "DEPARTMENT OF COMMERCE Bureau of Industry and Security": "Bureau of Industry and Security",
    "Cyberspace Administration of China": "Cyberspace Administration of China",
}
_BODY = re.compile("|".join(f"({words})" for words in BODIES).replace(" ", r"\s+"), re.IGNORECASE)
# A clause on when the law itself begins, up to the day: what begins is the whole, not "obligations
# in this Act", and what applies has no object ("shall apply to licences issued on").
_BEGINS = re.compile(
    r"(?<!\b(?:in|of|by|to)\s)(?<!\b(?:with|from)\s)(?<!\bunder\s)"
    r"(?:\b(?:This|this|These|these|The|the)\s+(?i:act|law|regulations?|directive|order|measures|"
    r"provisions|rules?|chapter|title|part|code|agreement|convention)\b|\bIt(?=\s+(?:shall|applies)))"
    r"(?:(?!\sshould\s)[^.;:\n]){0,60}?\s(?:"
    r"(?:enters?|comes?)\s+into\s+(?:force|effect|operation)\b[^.;]{0,40}|"
    r"takes?\s+effect\b[^.;]{0,40}|"
    r"(?:be|becomes?|is|are)\s+(?:effective|operative|in\s+force)\b[^.;]{0,40}|"
    r"(?:appl(?:y|ies)|commences?)(?:\s+(?:from|as|of|on|and|after|with|effect|beginning))*\s*)$"
    r"|\b[Ee]ffective\s+[Dd]ate\s+of\s+this\s+(?i:act|law|regulation|order|chapter|title|part)\s+"
    r"(?:is|shall\s+be)\s*$"
)
_SIGNED = re.compile(
    r"(?:(?:Done\s+at|Signed(?:\s+at|\s+on|\s+into\s+law)?|Approved|Issued|Adopted|Promulgated|Dated?:?)"
    r"(?:\s+(?!of\b)[A-Z][\w.]+)?,?\s+(?:on\s+|this\s+)?|^(?:[A-Z][^a-z\n]*)?\s*of\s+)$"
)


def across(document: Document, found: list[Annotation]) -> Iterator[Detail]:
    """Yield title, short title, number, body, day of signature and day of effect, where said.

    Each detail comes once, from the place that says it first; `value` is without line breaks.
    """
    text = document.text[:HEAD]
    days = [a for a in found if isinstance(a, Day) and len(a.iso) == 10]
    told = (_title(document), _short_title(document), _number(document, text), _body(text))
    yield from chain.from_iterable((*told, _signed(document, days), _in_force(document, days)))


def _detail(name: str, value: str, where: Where, rule: str) -> Detail:
    return Detail(span=where, rule=f"detail.{rule}", name=name, value=" ".join(value.split()))


def is_title(words: str) -> bool:
    """Say whether a title names a kind of law or a part of one: "CHAPTER VII—BUREAU OF ..."."""
    return bool(_TITLE_WORD.search(words) or _DIVISION.match(words))


def _title(document: Document) -> Iterator[Detail]:
    for block in document.blocks[:12]:
        if block.start > HEAD:
            return
        label = _LABEL.match(document.text, block.start, block.end)
        start = label.end() if label else block.start
        words = document.text[start : block.end]
        heading = block.kind == Kind.HEADING or len(words) < 250
        apart = not (_NO_TITLE.match(words) or _RESOLVED.match(words)) and not words.endswith(
            (";", ":", ",")
        )
        if heading and apart and _TITLE_WORD.search(words):
            yield _detail("title", words, (start, block.end), "title")
            return


def _short_title(document: Document) -> Iterator[Detail]:
    if match := SHORT_TITLE.search(document.text):
        yield _detail("short_title", match["title"], match.span("title"), "short_title")


def _number(document: Document, text: str) -> Iterator[Detail]:
    """Yield the text's own number: the first near its front that begins a line."""
    for match in NUMBERS.finditer(text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if not line.strip(" #*\t") or line.strip().casefold() in ("legis-num:", "an act", "a bill"):
            yield _detail("number", match[0], match.span(), "number")
            return
    part, named = _PART.search(text), _CFR.search(text)
    if part and named and part["number"] == named["part"]:
        yield _detail("number", f"{named['title']} CFR part {named['part']}", named.span(), "cfr")


def _body(text: str) -> Iterator[Detail]:
    if match := _BODY.search(text):
        name = list(BODIES.values())[(match.lastindex or 1) - 1]
        yield _detail("body", name, match.span(), "body")


def _signed(document: Document, days: Iterable[Day]) -> Iterator[Detail]:
    """Yield the day behind a formula of signing, else one that stands alone at the very front.

    In a bill that day is the one on which it was introduced, so there only the formula counts.
    """
    text = document.text
    body = _BODY.search(text, 0, HEAD)
    bill = bool(body and body[0].isupper() and body[0].startswith("IN"))
    alone: Day | None = None
    for day in days:
        at = day.span[0]
        line = text[text.rfind("\n", 0, at) + 1 : at]
        if day.role not in ("event", "other") or HEAD // 2 < at < len(text) - HEAD // 2:
            continue
        if _SIGNED.search(line):
            yield _detail("date_signed", day.iso, day.span, "date_signed")
            return
        if not line.strip(" #*\t") and at < HEAD // 4 and not bill:
            alone = alone or day
    if alone:
        yield _detail("date_signed", alone.iso, alone.span, "date_alone")


def _in_force(document: Document, days: Iterable[Day]) -> Iterator[Detail]:
    for day in days:
        block = document.block_at(day.span[0])
        if day.role != "in_force" or (block and block.kind is Kind.RECITAL):
            continue
        before = document.text[max(0, day.span[0] - 160) : day.span[0]]
        if _BEGINS.search(before):
            yield _detail("in_force", day.iso, day.span, "in_force")
            return
