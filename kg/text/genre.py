"""Tell laws from voluntary texts and articles: what "should" means, and whether there are claims.

Each genre has signs, and each sign a weight for every time that it comes up in a thousand words.
The genre whose signs weigh most wins. An excerpt has fewer signs than a whole text, so the signs
are counted by density, and no single sign can decide alone.
"""

import re
from enum import StrEnum
from functools import lru_cache

from kg.document import Document


class Genre(StrEnum):
    """What a text does: it binds, it promises, or it reports and argues."""

    LAW = "law"
    VOLUNTARY = "voluntary"
    ARTICLE = "article"


_INSTRUMENTS = (
    r"Act|Regulation|Directive|Decision|Law|Order|Ordinance|Rule|Part|Subpart|Chapter|Title|"
    r"Subtitle|Division|Section|Subsection|Article|Paragraph|Schedule|Bill"
)
_SMALL = (
    r"act|order|section|subsection|part|subpart|chapter|title|subtitle|division|subdivision|"
    r"paragraph|subparagraph|memorandum|rule"
)

SIGNS: dict[Genre, tuple[tuple[str, float], ...]] = {
    Genre.LAW: (
        # It says that it is a law, or is enacted in so many words.
        (rf"\b[Tt]his (?:{_INSTRUMENTS}|{_SMALL})\b", 2.5),
        (r"\b[Tt]hese (?:Measures|Provisions|Regulations|Rules)\b", 3),
        (r"\b(?:Be it enacted|hereby ordered|do enact as follows|[Hh]ereby enacted)", 15),
        (r"\b(?:HAS|HAVE|[Hh]as|[Hh]ave) (?:ADOPTED THIS|adopted this)\b", 15),
        (r"\b(?:may|shall) be cited as\b", 8),
        (r"\bauthority vested in\b", 8),
        (r"^Authority:|\b(?:Federal Register|Official Journal)\b", 4),
        # Its numbering: sections, articles, points, and citations of other laws.
        (r"^[ \t]*(?:SEC(?:TION)?\.?|Sec\.|Section|§+|Art(?:icle|\.)|ARTICLE|PART|CHAPTER) ?\d", 2),
        (r"^[ \t>*#-]*\(\w{1,5}\)\s", 0.8),
        (r"§|\b\d+ (?:U\.S\.C\.|CFR|C\.F\.R\.|USC)\b|\bsubsection \(|\bparagraphs? \(?\d", 0.8),
        (r"\bshall\b", 1),
        (r"\b(?:means|the term)\b", 0.6),
        (r"\b(?:is|are) (?:hereby )?(?:amended|repealed|revoked)\b", 2),
        (r"\bpursuant to\b|\bin accordance with\b|\breferred to in\b|\bwithin the meaning of\b", 1),
        (r"\bMember States?\b|\b(?:Regulation|Directive|Decision)s? \((?:EU|EC|EEC)\)", 1.5),
        (r"^Whereas\b|^\(\d{1,3}\)\s", 1.5),
        # A list of what is controlled has no verbs: entries, reasons, notes.
        (r"\b\d[A-E]\d{3}\b|\bLicen[cs]e [Rr]equirements?\b|\bReasons? for Control\b", 1.5),
        (r"^(?:Technical )?Notes?(?: \d+)?(?: to [\w.]+)?:", 2),
    ),
    Genre.VOLUNTARY: (
        # A promise or advice that names itself so.
        (r"\b(?:[Vv]oluntary|[Nn]on-binding)\b", 3),
        (r"\b[Ss]ignator(?:y|ies)\b|\bundersigned\b", 4),
        (r"\bSignator(?:y|ies) (?:will|commit|should|may)\b", 4),
        (r"\b(?:this|This|these|These) (?:Code|[Cc]ommitments?|[Pp]ledge|[Pp]rinciples|"
         r"[Gg]uidelines|[Gg]uidance|[Dd]eclaration|[Ff]ramework|Recommendation)\b", 4),
        (r"\b(?:CODE OF|Code of) (?:PRACTICE|CONDUCT|Practice|Conduct)\b", 2),
        (r"\b(?:commit|commits|undertake|undertakes|pledge|pledges|affirm|affirms) (?:to|not to|"
         r"their)\b|\bhave agreed to\b", 4),
        (r"\b(?:[Oo]rgani[sz]ations?|[Cc]ompanies|[Dd]evelopers|[Aa]ctors|[Mm]embers) should\b", 2),
        (r"\bshould\b", 0.5),
        (r"\bCommitment \d|\bMeasure \d|\bOutcome \d|\bPrinciple \d|^[IVX]{1,5}\.\s", 2),
    ),
    Genre.ARTICLE: (
        # Somebody argues or reports: hedged modals, voices, quotes, time as news tells it.
        (r"\b(?:could|would|might)\b", 0.9),
        (r"\b(?:said|says|told|argues?|argued|warns?|warned|wrote|claims|claimed|"
         r"according to)\b", 1.5),
        (r",[”\"] \w+|\bin an? (?:\w+ )?(?:post|interview|statement|letter|speech|email|op-ed|"
         r"tweet)\b", 3),
        (r"\b(?:[Ww]e|[Oo]ur|us|[Yy]ou)\b", 0.6),
        (r"\b(?:I|my) [a-z]", 2),
        (r"\b(?:Congress|Washington|Brussels|Beijing|[Gg]overnments?|[Pp]olicymakers|"
         r"[Ll]awmakers|[Rr]egulators|administration|industry|White House) "
         r"(?:should|must|needs?|can|cannot)\b", 3),
        (r"\b\w+(?:n['’]t|['’](?:re|ll|ve))\b", 2),
        (r"\b(?:It|it|That|that|There|there|What|what|Here|here)['’]s\b", 2),
        (r"\?(?:\s|$)", 1),
        (r"^(?:However|But|And|Yet|So|Still|Moreover|Finally)\b|[.!?] (?:However|But|And|Yet|So|"
         r"Still|Moreover|Finally|Instead|Meanwhile)\b", 1.5),
        (r"\b(?:last|this|next) (?:week|month|year|summer|spring|fall|decade)\b|\b(?:Mon|Tues|"
         r"Wednes|Thurs|Fri)day\b", 1.5),
        (r"\b(?:experts?|critics|analysts?|policymakers|lawmakers|observers|startups?|"
         r"debate)\b", 1),
        (r"\b(?:geopolitical|narrative|ecosystem|landscape|paradox|race|Silicon Valley)\b", 0.8),
        (r"\b(?:op-ed|commentary|newsletter|podcast|editorial|columnist)\b", 3),
    ),
}  # fmt: skip
"""For each genre, patterns and their weights for one hit in a thousand words."""

MOST = 12.0
"""The most that one sign may weigh, so that a text full of one word is not judged by it alone."""
ENOUGH = 20_000
"""The characters that are looked at from the start, and again from the middle of a long text."""

_COMPILED = {
    genre: tuple((re.compile(pattern, re.MULTILINE), weight) for pattern, weight in signs)
    for genre, signs in SIGNS.items()
}


def genre(document: Document) -> Genre:
    """Return what kind of text the document is; a text without any sign is an article."""
    return _genre(document.text)


def is_binding(document: Document) -> bool:
    """Say whether the text binds: a law, rule, bill or order, not an article or a promise."""
    return genre(document) is Genre.LAW


def weights(text: str) -> dict[Genre, float]:
    """Return how much the signs of each genre weigh in the text."""
    middle = len(text) // 2
    sample = text if len(text) <= 2 * ENOUGH else text[:ENOUGH] + text[middle : middle + ENOUGH]
    thousands = max(200, len(sample.split())) / 1000
    return {
        kind: sum(min(MOST, weight * len(p.findall(sample)) / thousands) for p, weight in signs)
        for kind, signs in _COMPILED.items()
    }


@lru_cache(maxsize=4)
def _genre(text: str) -> Genre:
    found = weights(text)
    best = max(found, key=lambda kind: found[kind])
    return best if found[best] else Genre.ARTICLE
