"""Find definitions in a passage: the term that a text gives a meaning, and the words that do.

Laws define in few ways: the term in quotation marks before a verb of meaning; "the term" before
one without them; a term that opens its sentence; a term that another law defines; and a name given
to what was just described. Each way is a rule with an id of its own.
"""

import re
from collections.abc import Iterator
from itertools import chain

from kg.document import Kind, Where
from kg.text.annotations import Definition
from kg.text.genre import Genre, genre
from kg.text.legal import meanings, naming, openings
from kg.text.legal.citations import citation_at
from kg.text.legal.instruments import names_in
from kg.text.legal.meanings import CLAUSE, Found
from kg.text.passage import Passage, beyond

# A definition ends with its sentence or clause, or before the list that it leads into.
_END = re.compile(
    r"[:—]\s*(?:$|\n|\(?[\dai]{1,3}[).])|;(?=\s|$)|\.(?=[\"”’']*(?:\(\w{1,4}\)\s|$))|"
    r"(?<=[a-z)])\.(?=[A-Z][a-z])|\n\n"
)
_SENTENCE = re.compile(
    r"(?:An?\s+|The\s+)?(?P<subject>[^.;:]{2,80}?)\s+(?:is|are|means?|refers?)\b\s*(?:an?\s+)?"
    r"(?P<predicate>[^.;:]{0,80})",
    re.IGNORECASE,
)
_STOP = re.compile(r"[:—–]|\s-|\.[\s”\"]|[”\"’']\s")
_MODAL = re.compile(r"\b(?:shall|must|may|will|should)\b")
_WORD = re.compile(r"[^\W\d_]{2}")
_SHORT_FORM = re.compile(r"\s+\([^()]*\)$")
_JOINTS = re.compile(r",\s+(?:and\s+|or\s+)?|\s+(?:and|or)\s+")


def find(passage: Passage) -> Iterator[Definition]:
    """Yield the definitions of a passage, in text order, no two of one term at one place."""
    rules = (
        _quoted,
        _the_term,
        _opening,
        _anywhere,
        _glossary,
        _elsewhere,
        naming.find,
    )
    taken: list[Where] = []
    kept: list[Found] = []
    for found in chain.from_iterable(rule(passage) for rule in rules):
        start, end = found[1]
        if all(end <= a or b <= start for a, b in taken):
            taken.append(found[1])
            kept.append(found)
    for rule, term, span in sorted(kept, key=lambda f: f[1]):
        yield Definition(span=passage.at(*span), term=passage.at(*term), rule=f"definition.{rule}")


def _quoted(passage: Passage) -> Iterator[Found]:
    text, loose = passage.text, _is_loose(passage)
    for quote in meanings.QUOTED.finditer(text):
        term = quote.start("term"), quote.start("term") + len(quote["term"].rstrip(",. *_"))
        if match := meanings.AFTER_QUOTED.match(text, quote.end()):
            if match["includes"] and not loose and "limited" not in match[0]:
                continue
            rule = next(name for name, words in match.groupdict().items() if words)
            if rule == "elsewhere" and not _other_text(passage, match.end()):
                continue
            yield f"quoted.{rule}", term, _to_end(passage, term[0], match.end())
        elif around := _around(passage, quote):
            yield around[0], term, _to_end(passage, term[0], around[1])


def _is_loose(passage: Passage) -> bool:
    """Say whether the text is of a kind whose plain statements may fix meanings."""
    return passage.binding or genre(passage.document) is not Genre.ARTICLE


def _around(passage: Passage, quote: re.Match[str]) -> tuple[str, int] | None:
    """Return rule and end of the verb where the sentence around a quoted term defines it."""
    text, end = passage.text, quote.end()
    before = text[max(0, quote.start() - 200) : quote.start()]
    for rule, said, behind in meanings.AROUND:
        if said.search(before):
            match = behind.match(text, end)
            return (rule, match.end()) if match else None
    if not passage.binding:
        return None
    if match := meanings.LEAD_IN.match(text, end):
        at = passage.start + match.end()
        after = passage.document.text[at : at + 40]
        if meanings.LEADS.search(before) or meanings.POINT.match(after):
            return "quoted.lead", end
    if meanings.BEFORE_IF.search(before) and (match := meanings.IF.match(text, end)):
        return "quoted.if", match.end()
    begin = max((a for a, _ in passage.sentences if a <= quote.start()), default=0)
    point = max(text.rfind(": ", 0, quote.start()), text.rfind("; ", 0, quote.start())) + 1
    opens = openings.OPENS.fullmatch(text, begin, quote.start()) or (
        point > begin and openings.OPENS.fullmatch(text, point, quote.start())
    )
    if opens and (match := meanings.IS_AFTER.match(text, end)):
        return "quoted.is", match.end()
    return None


def _the_term(passage: Passage) -> Iterator[Found]:
    for match in meanings.THE_TERM.finditer(passage.text):
        if not CLAUSE.search(match["term"]):
            plural = match["what"].endswith("s")
            for term in _each_name(passage.text, *match.span("term"), plural=plural):
                yield "term", term, _to_end(passage, term[0], match.end())


def _opening(passage: Passage) -> Iterator[Found]:
    loose = _is_loose(passage)
    for start, end in passage.sentences:
        if opening := openings.at(passage, start, end, loose=loose):
            for term in _each_name(passage.text, *opening.term):
                yield opening.rule, term, _to_end(passage, term[0], opening.verb)


def _anywhere(passage: Passage) -> Iterator[Found]:
    """Terms in running text: "references to X are to Y", "X, which means"."""
    for rule, hints, pattern in meanings.ANYWHERE:
        if not any(hint in passage.text for hint in hints):
            continue
        for match in pattern.finditer(passage.text):
            if not CLAUSE.search(match["term"]) and not openings.NO_TERM.match(match["term"]):
                term = match.span("term")
                yield rule, term, _to_end(passage, term[0], match.end())


def _each_name(text: str, start: int, end: int, *, plural: bool = False) -> Iterator[Where]:
    """Yield the names of one thing ("training or training run"), or of several after "terms"."""
    end = start + len(_SHORT_FORM.sub("", text[start:end]))
    first, joint, second = text[start:end].partition(" or ")
    alike = second.casefold().startswith(first.casefold()) or first.split()[-1] in second.split()
    if plural and (joints := list(_JOINTS.finditer(text, start, end))):
        begin = start
        for match in joints:
            yield begin, match.start()
            begin = match.end()
        yield begin, end
    elif joint and (alike or any(meanings.ACRONYM.match(word) for word in second.split())):
        yield start, start + len(first)
        yield end - len(second), end
    else:
        yield start, end


def _glossary(passage: Passage) -> Iterator[Found]:
    """Terms with a colon, a dash or a stop behind them, where definitions were announced."""
    if passage.block.kind is Kind.HEADING or not _STOP.search(passage.text, 0, 120):
        return
    if (match := openings.ENTRY.match(passage.text)) and openings.announced(passage):
        yield "glossary", match.span("term"), _to_end(passage, match.start("term"), match.end())
    if not (match := openings.GLOSSARY_TERM.match(passage.text)):
        return
    term, stop = match["term"], match["stop"]
    if openings.NO_TERM.match(term) or CLAUSE.search(term) or not _WORD.search(term):
        return
    repeated = stop and _says_again(passage.text, match.end(), term)
    if match["other"] and not repeated:
        return
    if match["full"] and _MODAL.search(passage.text, match.end()):
        return
    if repeated or openings.announced(passage):
        label = match.span("term")
        for name in [repeated] if repeated else _each_name(passage.text, *label):
            yield "glossary", name, _to_end(passage, name[0], match.end())


def _says_again(text: str, at: int, term: str) -> Where | None:
    """Return the term in a sentence about it at `at`: "A lock is", "a gate is a lock"."""
    match, name = _SENTENCE.match(text, at), term.casefold()
    if match is None:
        return None
    if match["subject"].casefold() in (name, f"{name}s"):
        return match.span("subject")
    if match["predicate"].casefold().startswith(name):
        return match.start("predicate"), match.start("predicate") + len(name)
    return None


def _elsewhere(passage: Passage) -> Iterator[Found]:
    """Terms that another text defines: "a broker, as defined in Section 5 of the Civil Code"."""
    text = passage.text
    if "defined" not in text and "meaning given" not in text:
        return
    for match in meanings.AS_DEFINED.finditer(text):
        start, stop = naming.reach_back(text, match.start()), match.start()
        before = text[max(0, start - 40) : start]
        bare = meanings.JUST_MEANS.search(before) or text[start:stop].endswith("meaning")
        if start < stop and not bare and (end := _other_text(passage, match.end())):
            yield "elsewhere", (start, stop), (start, _closed(text, start, end))


def _other_text(passage: Passage, at: int) -> int | None:
    """Return the end of the citation or name of another text at `at`, None where there is none."""
    if passage.text.endswith("as", 0, at):
        return at  # "defined as": the meaning follows
    here = re.sub(r"^\s*(?:the\s+)?", "", passage.text[at : at + 400])
    at += len(passage.text[at : at + 400]) - len(here)
    named = dict(names_in(here))
    citation = citation_at(here, 0, named)
    end = citation.end if citation and citation.external else named.get(0)
    return at + end if end else None


def _closed(text: str, start: int, end: int) -> int:
    """Return the end of a span with the brackets that close just behind it those inside it."""
    while text.startswith(")", end) and beyond(text, start, end, len(text)):
        end += 1
    return end


def _to_end(passage: Passage, start: int, verb: int) -> Where:
    """Return the span from `start` to the end of the clause whose verb ends at `verb`."""
    text, size = passage.text, len(passage.text)
    stop = next((end for _, end in passage.sentences if end > verb), size)
    while over := beyond(text, start, stop, size):  # a full stop in a parenthesis is no end
        stop = next((end for _, end in passage.sentences if end > over), over)
    for cut in _END.finditer(text, verb, stop):
        if not beyond(text, start, cut.start(), stop):
            stop = cut.start()
            break
    if outer := beyond(text, 0, start, stop):  # the term stands in a parenthesis that ends first
        stop = max(verb, outer - 1)
    while stop > verb and text[stop - 1] in " \t\n.,;:—”“\"'’":
        stop -= 1
    return start, stop
