"""Find references in a passage: the other places in law that it cites, of this text or another."""

import re
from collections.abc import Iterator

from kg.document import Kind
from kg.text.annotations import Mention, Reference
from kg.text.legal import lawnumbers, own
from kg.text.legal.citations import Citation, citations
from kg.text.legal.instruments import names_in
from kg.text.legal.places import normal
from kg.text.passage import Passage

# What a heading's own number has behind it: nothing, a stop or a dash, or its title.
_AFTER_OWN = re.compile(r"\s*(?:$|[.:—–|\n]|-\s|[\s ]+(?:[A-Z“‘\"]|\([A-Z]?[a-z]{3}))")
_BEFORE_OWN = re.compile(r"(?:^|\n)\s*[#>*\s“\"‘'§]*$|[.;:!?”\"’]\s*$")
_OWN_WORD = re.compile(
    r"§|(?:sec|section|art|article|chapter|part|title|annex|sub|div|schedule|app|supplement|"
    r"regulation|recital|rule|outcome|commitment|principle|measure)",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[\s§#>*“\"‘'|-]+")
# An entry of a list of controlled items: "3A090 Integrated circuits as follows".
_ENTRY = re.compile(r"\d[A-E]\d{3}")
_ENTRY_TITLE = re.compile(r"\s+[“\"‘']?[A-Z][\w-]+|\s*$")
_NOTE = re.compile(r"Notes?\s+(?:\d+\s+)?to\s")


def find(passage: Passage) -> Iterator[Reference]:
    """Yield the references of a passage."""
    text = passage.text
    for citation in citations(text, names(passage)):
        if not _is_own(passage, citation):
            instrument = citation.instrument
            yield Reference(
                span=passage.at(citation.start, citation.end),
                rule=citation.rule,
                scope="external" if _is_external(passage, citation) else "internal",
                target=normal(citation.places)
                or " ".join(text[citation.start : citation.end].split()),
                instrument=passage.at(*instrument) if instrument else None,
            )


# A line with a number alone, which may have a label ("legis-num:"), and a title that is given.
_LABEL = re.compile(r"(?:[\w-]+:)?[\s#>*]*")
_CITED_AS = re.compile(r"\bcited\s+as\s+(?:the\s+)?[“\"‘']?\s*$|[”\"’]\s+or\s+(?:the\s+)?[“\"‘']$")


def _gives_name(text: str, start: int, end: int) -> bool:
    """Say whether words stand alone on their line or behind "may be cited as"."""
    line = text.rfind("\n", 0, start) + 1
    alone = not text[end:].split("\n", 1)[0].strip(" *") and _LABEL.fullmatch(text, line, start)
    return bool(alone or _CITED_AS.search(text, max(0, start - 60), start))


def _is_external(passage: Passage, citation: Citation) -> bool:
    text, document = passage.text, passage.document
    if not citation.external:
        unit = citation.places[0].unit if citation.places else ""
        return own.amends(text, citation.start, unit)
    if citation.instrument:
        return not own.is_own(document, text[slice(*citation.instrument)])
    return not (citation.rule == "reference.eccn" and own.is_own(document, own.ECCN))


def names(passage: Passage) -> dict[int, int]:
    """Return the spans of `passage.text` that name an instrument, as end by start.

    Those that were found as mentions, and those that the grammar of names knows; of several
    numbers behind one word ("Regulations (EU) 2016/679 and (EU) 2018/1725") each is one.
    """
    text = passage.text
    found = dict(one for start, end in names_in(text) for one in lawnumbers.each(text, start, end))
    for mention in passage.all(Mention):
        if mention.kind == "Instrument":
            start, end = (at - passage.start for at in mention.span)
            found[start] = max(end, found.get(start, 0))
    return found


def _is_own(passage: Passage, citation: Citation) -> bool:
    """Say whether the citation is the number of the text's own heading ("SEC. 2. DEFINITIONS.")."""
    text, start, end = passage.text, citation.start, citation.end
    before, whole = text[:start], text[start:end]
    if citation.rule.startswith("reference.name"):
        if _gives_name(text, start, end) and own.is_own(passage.document, whole):
            return True
        return not before.strip() and (end == len(text.rstrip()) or whole.split()[0].isupper())
    if citation.rule == "reference.eccn" and _ENTRY.fullmatch(whole):
        return not before.strip() and bool(_ENTRY_TITLE.match(text, end))
    if _NOTE.match(whole):
        return not before.strip() and not text[end:].strip(" :.\n")
    if citation.rule not in ("reference.place",) or citation.external:
        return False
    if passage.block.kind == Kind.HEADING and not _MARKS.sub("", before):
        return True
    at_front = not _MARKS.sub("", before)
    if not (_OWN_WORD.match(whole) and _AFTER_OWN.match(text, end)):
        return False
    return at_front or (
        bool(_BEFORE_OWN.search(before)) and bool(re.match(r"\.?\s*[.:—]\s*\S|\s*\n", text[end:]))
    )
