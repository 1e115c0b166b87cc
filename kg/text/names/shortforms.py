"""What a document calls by a short form: "Bureau of Industry and Security (BIS)", "the Board"."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from kg.text.names.named import Named, capitals

Recognise = Callable[[str], list[Named]]

# Heads that, with "the" before them, stand for the one body of that sort that the text is about.
# Those marked False do so only where the text has a full name with that head.
HEADS: dict[str, bool] = {
    "Commission": True,
    "Department": True,
    "Board": True,
    "Bureau": True,
    "Agency": True,
    "Council": True,
    "Parliament": True,
    "Ministry": True,
    "Authority": False,
    "Committee": False,
    "Office": False,
    "Institute": False,
    "Center": False,
    "Centre": False,
    "Court": False,
    "Administration": False,
    "Foundation": False,
    "Forum": False,
    "Task Force": False,
    "Laboratory": False,
    "Panel": False,
    "Working Group": False,
}
# What texts of the European Union call so, by the slug of the institution.
UNION = {"Commission": "eu-commission", "Parliament": "eu-parliament", "Council": "eu-council"}
INSTRUMENTS = {"Order": True, "Charter": False, "Convention": False, "Constitution": True}
# Laws that texts call by their letters without explaining them.
ABBREVIATED = frozenset(
    """
    AIDA AECA CCPA CFAA COPPA CPRA DMCA DMA DSA EAR ECRA FACA FCRA FDCA FERPA FISA FISMA FOIA
    GDPR HIPAA IEEPA ITAR NDAA NIS2 NPT PIPA PIPL TEU TFAIA TFEU UDHR
    """.split()
)
# Short forms that the law explains and that still name an office, not a thing ("the Secretary").
UNNAMED = frozenset(
    "Secretary Director Administrator Minister Commissioner Chair Chairman Chairperson "
    "Board-member Act Section Party Parties Company Companies Developer Provider Program Fund "
    "State States Agreement Regulation Rule Rules Article Code CONTINUED RESERVED AMENDED".split()
)

_SHORT = r"[A-Z][\w.&-]*(?:\s+[A-Z][\w&-]*){0,3}"
_BRACKETED = re.compile(
    r"[(\[](?:(?:hereinafter|hereafter|collectively|referred\s+to|also|known|as|or|the|in\s+this\s+\w+)"
    rf"[\s,:]+){{0,6}}(?P<quote>[\"“'‘]?)(?:the\s+)?(?P<short>{_SHORT})[,.]?[\"”'’]?[)\]]"
)
_DEFINED = re.compile(
    rf"(?:[\"“‘](?:the\s+)?|\b[Tt]he\s+term\s+|(?m:^)[ \t>*_-]*)(?P<short>{_SHORT})[\"”’]?\s+"
    r"(?:means|shall\s+mean|refers\s+to)\s+(?:the\s+)?"
)
_WINDOW = 160
"""How many characters before a bracket are searched for the name that it shortens."""


@lru_cache(maxsize=4)
def learnt(text: str, recognise: Recognise) -> dict[str, Named]:
    """Return the short forms that a whole text explains, with the name that each stands for.

    A short form is learnt only where a recognised name stands right before its bracket, or right
    behind the words that define it.
    """
    found: dict[str, Named] = {}
    for match in _BRACKETED.finditer(text):
        before = text[max(0, match.start() - _WINDOW) : match.start()].rstrip(" \n\"”’'")
        names = [n for n in recognise(before) if n.end == len(before)]
        if names and (
            _is_short(match["short"], before[names[0].start :])
            or _of_other_tongue(match["short"], names[0])
        ):
            found.setdefault(" ".join(match["short"].split()), names[0])
    for match in _DEFINED.finditer(text):
        after = text[match.end() : match.end() + _WINDOW]
        names = [n for n in recognise(after) if n.start == 0]
        if names and _is_short(match["short"], after):
            found.setdefault(" ".join(match["short"].split()), names[0])
    return {short: name for short, name in found.items() if short not in UNNAMED}


def _is_short(short: str, name: str) -> bool:
    """Say whether a short form can come from a name: by a word of it, or by its initials."""
    words = re.findall(r"[^\W_]+", name)
    if any(word in words for word in short.split()):
        return True
    initials = iter("".join(word[0] + re.sub(r"[^A-Z]", "", word[1:]) for word in words).upper())
    letters = re.sub(r"[^A-Z]", "", short)
    return len(letters) > 1 and short.isupper() and all(letter in initials for letter in letters)


def _of_other_tongue(short: str, name: Named) -> bool:
    """Say whether capitals behind a body's name are its letters in another language ("OLAF")."""
    return name.kind == "Actor" and short.isalpha() and short.isupper() and len(short) > 3


def find(text: str, whole: str, recognise: Recognise) -> Iterator[Named]:
    """Yield the short forms in `text`, a part of the document's text `whole`."""
    explained = learnt(whole, recognise)
    heads = known_heads(whole)
    pattern, firsts = _pattern(frozenset(explained) | heads | ABBREVIATED)
    for at, run in capitals(text):
        match = pattern.match(text, at) if run in firsts else None
        if not match:
            continue
        short, before = " ".join(match[0].split()), text[max(0, at - 6) : at]
        name = explained.get(short)
        if short in heads and not (name or _THE.search(before)):
            continue
        if name:
            yield name._replace(start=at, end=match.end(), rule="mention.short.learnt")
        elif short in ABBREVIATED:
            yield Named(at, match.end(), "Instrument", "mention.short.law")
        else:
            kind = "Instrument" if short in INSTRUMENTS else "Actor"
            link = UNION.get(short) if "Member State" in whole else None
            yield Named(at, match.end(), kind, "mention.short.head", link)


@lru_cache(maxsize=4)
def known_heads(whole: str) -> frozenset[str]:
    """Return the heads that stand for one body in a whole text."""
    heads = {**HEADS, **INSTRUMENTS}
    said = {head for head in heads if f"he {head}" in whole}
    unsure = {head for head in said if not heads[head]}
    if unsure:
        either = "|".join(unsure).replace(" ", r"\s+")
        full = rf"[a-z]\s+[A-Z]\w+\s+({either})\b|\b({either})\s+(?:of|for|on)\s+(?:the\s+)?[A-Z]"
        named = {" ".join((m[1] or m[2]).split()) for m in re.finditer(full, whole)}
        said -= unsure - named
    return frozenset(said)


@lru_cache(maxsize=16)
def _pattern(shorts: frozenset[str]) -> tuple[re.Pattern[str], frozenset[str]]:
    """Return what matches the short forms, and the runs of letters with which they begin."""
    words = sorted((r"\s+".join(map(re.escape, s.split())) for s in shorts), key=len, reverse=True)
    pattern = re.compile(
        rf"(?:{'|'.join(words) or '(?!)'})(?![^\W_])(?![\"”]\s+(?:means|shall))"
        r"(?!\s+[A-Z][a-z])(?!\s+(?:of|for|on)\s+(?:the\s+)?[A-Z])"
        r"(?!\s*(?:\#|[Nn]umbers?\b|[Nn]os?\.))"  # "CAS number" is of a register
    )
    return pattern, frozenset(re.split(r"[\W_]", short)[0] for short in shorts)


_THE = re.compile(r"\b[Tt]he\s+$")


def union(text: str, whole: str) -> Iterator[Named]:
    """Yield what texts of the Union call "Union", and the Council in the titles of its acts."""
    if not ("Union" in text or "COUNCIL" in text) or "Member State" not in whole:
        return
    for match in _COUNCIL.finditer(text):
        yield Named(*match.span(1), "Actor", "mention.short.head", UNION["Council"])
    for match in _UNION.finditer(text):
        yield Named(match.start(), match.end(), "Jurisdiction", "mention.union", "eu")


_COUNCIL = re.compile(r"EUROPEAN\s+PARLIAMENT\s+AND\s+OF\s+THE\s+(COUNCIL)\b(?!\s+OF)")
_UNION = re.compile(r"(?<![A-Z][a-z] )(?<![a-z]{2}[^\W\d_] (?=Union\s[A-Z]))\bUnion\b")
