"""Tell from its words what a block is: a title, a definition, a recital, a note, a lead-in."""

import re

_LEADS = re.compile(
    r"(?:[:\uff1a—–]|--)\s*[”’\"']?\s*$|\bfollowing\b[^.;:]{0,50}\.\s*$", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.;:!?—–][”’\"')\]]*\s*$")
_VERB = re.compile(
    r"\b(?:shall|must|may|can|will|would|should|means?|is|are|be|has|have|was|were|do|does|"
    r"appl(?:y|ies)|lays|sets|establishes|governs|regulates|refers?|provides?|requires?|takes?|enters?|includes?|who|that)\b"
)
_QUOTED = r"[“‘\"'`][^“”\"]{2,120}?[”’\"']+,?"
_FIXES = r"(?:means?|refers?\s+to|ha(?:s|ve)\s+the\s+meanings?)"
_NO_VERB = "".join(
    rf"(?<!\b{word} )" for word in "the by of any all such with other through".split()
)
_DEFINES = re.compile(
    # “term” means; “term” or “other term” includes
    rf"(?:the\s+terms?\s+)?{_QUOTED}(?:\s+(?:or|and)\s+{_QUOTED})*(?:\s+\([^)]*\))?"
    rf"\s+(?:{_FIXES}|includes?|does\s+not\s+include|is\s+defined|shall\s+mean)\b"
    # the term X means
    rf"|the\s+terms?\s[^.;:]{{2,120}}?\s(?:{_FIXES}|includes?)\b"
    # Some term means, where "means" is a verb
    rf"|(?:[\w.,()/'’-]+\s+){{1,9}}?{_NO_VERB}{_FIXES}\b",
    re.IGNORECASE,
)
_WHEREAS = re.compile(r"whereas\s*[:,]", re.IGNORECASE)
_ENACTS = re.compile(r"ha(?:s|ve)\s+(?:adopted|agreed)|be it (?:enacted|resolved)", re.IGNORECASE)
_JOURNAL = re.compile(r"OJ [LC]\b")
_NOTE_MARK = re.compile(r"\[\^?\w{1,4}\]:?\s|[¹²³⁴-⁹]+\s*\S")
_NOTE = re.compile(r"(Note(?:\s\d+)?\sto\s(?:§\s*|paragraphs?\s)?[\w.()-]+):")
_TITLE = re.compile(r"(?:[IVX\d]+[.)]?\s+)?[A-Z“‘\"'](?!.*\b\d{4}$)")
_LONGEST_TITLE, _LONGEST_LINE = 200, 100
_OPEN_WORDS, _STOPPED_WORDS = 25, 12


def leads(text: str) -> bool:
    """Say whether a text leads into a list: "The provider shall:"."""
    return _LEADS.search(text[-80:]) is not None


def ends(text: str) -> bool:
    """Say whether a text ends as a sentence or clause does."""
    return _SENTENCE_END.search(text[-20:]) is not None


def defines(text: str) -> bool:
    """Say whether a text begins with a term whose meaning it fixes."""
    return _DEFINES.match(text) is not None


def opens_recitals(text: str) -> bool:
    """Say whether a text is a recital of its own, or the word before numbered ones."""
    return _WHEREAS.match(text) is not None


def enacts(text: str) -> bool:
    """Say whether a text is the formula after the recitals: "HAVE ADOPTED THIS REGULATION"."""
    return _ENACTS.match(text) is not None


def is_note(text: str, *, after_number: bool) -> bool:
    """Say whether a text is a footnote: marked "[1]" or "¹", or "(1)" before an OJ citation."""
    return (_JOURNAL if after_number else _NOTE_MARK).match(text) is not None


def note_to(text: str) -> str:
    """Return "Note 1 to § 7.1" where a text begins with that and a colon, else ""."""
    match = _NOTE.match(text)
    return match[1] if match else ""


def is_title(words: str, *, numbered: bool, stop: bool = True) -> bool:
    """Say whether the words are a title: short, and no sentence.

    After a number ("(a) Scope.") a title may end with a stop, unless `stop` is False; on a line of
    its own it does not.
    """
    words = words.strip().rstrip('”’"')
    if not words:
        return True
    if len(words) > _LONGEST_TITLE or words[0].islower() or _VERB.search(words):
        return False
    if words[-1] in ";:,—":
        return False
    if words.isupper():
        return True
    stopped = ends(words)
    if numbered and (stop or not stopped):
        dated = stopped and words[-2:-1].isdigit()
        short = len(words.split()) <= (_STOPPED_WORDS if stopped else _OPEN_WORDS)
        return short and not dated and ". " not in words
    open_end = not stopped or words[-1] == "?"
    return len(words) <= _LONGEST_LINE and open_end and _TITLE.match(words) is not None
