"""Find exemptions in a passage: what a rule does not reach, and which rule that is."""

import re
from collections.abc import Iterator

from kg.document import Where
from kg.text.annotations import Exemption, Reference
from kg.text.passage import Passage

_TRIGGER = re.compile(
    r"\bappl(?:y|ies)\b|exempt|except\s+that|derogation|Nothing|outside\s+the|excluded|"
    r"[Nn]otwithstanding"
)
# A sentence's characters, stops inside numbers and abbreviations ("4.2", "U.S.") among them.
_SAME = r"(?:[^.;:]|[.:](?=\S|\s+\d))"
_NOT = r"(?:shall\s+not|do(?:es)?\s+not|will\s+not|may\s+not|shall\s+(?:no\s+longer|cease\s+to))"
_TO = (
    r"(?:to|in\s+respect\s+of|in\s+relation\s+to|with\s+respect\s+to|as\s+regards)"
    r"(?!\s+the\s+extent)"
)
_CONDITION = (
    r"(?:where|when|if|unless|until|provided|which|to\s+the\s+extent|in\s+cases|insofar|except)"
)
_ENDS = rf"(?=\s*(?:[.;:—]\s(?!\d)|[.;:—]?$|,?\s+{_CONDITION}\b))"
# "The obligations of paragraph 1 shall not apply to providers that ..."
NOT_APPLY = re.compile(
    rf"(?P<rule_of>{_SAME}{{3,300}}?)\s+{_NOT}\s+apply\b"
    rf"(?:\s+(?:only\s+)?{_TO}\s+(?P<who>{_SAME}{{3,240}}?){_ENDS})?"
)
# "Exports of such items are exempt from the requirements of this part."
EXEMPT = re.compile(
    rf"(?P<who>{_SAME}{{3,240}}?)\s+(?:(?:is|are|be|being)\s+(?:\w+ly\s+)?(?:exempt(?:ed)?|excluded)\s+from|"
    r"fall(?:s|ing)?\s+outside|(?:is|are)\s+outside\s+the\s+scope\s+of)\s+"
    rf"(?P<rule_of>{_SAME}{{3,200}}?){_ENDS}"
)
# "By way of derogation from paragraph 2, an operator may ..."
DEROGATION = re.compile(
    r"\b(?:[Bb]y\s+(?:way\s+of\s+)?derogation\s+(?:from|to)|[Nn]otwithstanding)\s+"
    rf"(?P<rule_of>{_SAME}{{3,160}}?),\s+{_SAME}{{3,400}}"
)
EXCEPT_THAT = re.compile(rf"\bexcept\s+that\b,?\s+{_SAME}{{3,300}}")
NOTHING = re.compile(
    r"\bNothing\s+in\s+(?P<rule_of>[^.;,:]{3,100}?)\s+(?:shall\s+|may\s+|is\s+to\s+)?(?:be\s+construed\s+to\s+)?"
    rf"(?:appl(?:y|ies)|requires?|prohibits?|prevents?|precludes?|limits?|affects?)\b{_SAME}{{3,300}}"
)
# What a derogation is from: a place, or the text itself; "notwithstanding" a fact exempts nobody.
_PLACE = re.compile(r"\d|\(\w\)|\bthis\b|foregoing|paragraph|[Ll]aw\b|\bAct\b|[Rr]egulation")
# What a clause behind "notwithstanding" says that lets somebody off; others reach further.
_LETS_OFF = re.compile(
    r"\bmay\b(?!\s+(?:not\b|be\s+(?:required|subject)))|\bneed\s+not\b|\bexempt|"
    r"(?<!may\s)\bnot\b(?!\s+(?:later|limited|only|less|earlier|(?:an?\s+)?(?:except|exempt|exclu)))"
)
# Where stops end no clause: in parentheses, and in "U.S. person".
_INNER = re.compile(r"\((?:[^()]|\([^()]*\))*\)|\b(?:[A-Z]\.){2,}(?=\s+[a-z])")
_STOPS = str.maketrans(".;:", ",,,")
# Where the clause with the rule begins: behind a condition's comma, or a clause before it.
_LAST_CLAUSE = re.compile(
    r",\s+(?:but|and|or|while|whereas)\s+|\btherefore\s+|,\s+(?=(?:this|the|these)\s)"
)
_LINK_WORDS = re.compile(
    r"^(?:(?:However|Provided|But|And|or|and|that|where|if|to),?\s+|"
    r"\(\w{1,4}\)\s*|\d+\.\s+|\d+\s+(?=\()|[,\s]+)+"
)


def find(passage: Passage) -> Iterator[Exemption]:
    """Yield the exemptions of a passage, in text order, one for a sentence at most."""
    text = passage.text
    if not _TRIGGER.search(text):
        return
    text = _INNER.sub(lambda m: m[0].translate(_STOPS), text)
    for start, end in passage.sentences:
        for rule, word, pattern in _RULES:
            match = word.search(text, start, end) and pattern.search(text, start, end)
            if match and (rule != "derogation" or _derogates(match)):
                yield _exemption(passage, rule, match)
                break


def _derogates(match: re.Match[str]) -> bool:
    """Say whether a clause is one from a rule, and lets somebody off rather than reach further."""
    if not _PLACE.search(match["rule_of"]):
        return False
    after = match.string[match.end("rule_of") : match.end()]
    return match[0][0] in "Bb" or bool(_LETS_OFF.search(after))


# Each rule with the word without which its pattern is not tried: the patterns begin with anything.
_RULES = (
    ("derogation", re.compile(r"derogation|otwithstanding"), DEROGATION),
    ("not_apply", re.compile(r"(?:not|longer|cease\s+to)\s+apply"), NOT_APPLY),
    ("exempt", re.compile(r"exempt|excluded|outside"), EXEMPT),
    ("except", re.compile(r"except\s+that"), EXCEPT_THAT),
    ("nothing", re.compile(r"Nothing"), NOTHING),
)


def _exemption(passage: Passage, rule: str, match: re.Match[str]) -> Exemption:
    groups = match.groupdict()
    who, rule_of = (
        _part(passage, *match.span(name), last=match.span(name)[0] == match.start())
        if groups.get(name)
        else None
        for name in ("who", "rule_of")
    )
    if rule == "derogation" and rule_of:
        rule_of = _citation(passage, rule_of) or rule_of
    begin = _trimmed(passage.text, *match.span())
    return Exemption(span=passage.at(*begin), rule=f"exemption.{rule}", who=who, rule_of=rule_of)


def _part(passage: Passage, start: int, end: int, *, last: bool) -> Where | None:
    """Return a part of an exemption; `last`: of a subject only its last clause counts."""
    if last:
        start = max(
            (m.end() for m in _LAST_CLAUSE.finditer(passage.text, start, end)), default=start
        )
    start, end = _trimmed(passage.text, start, end)
    return passage.at(start, end) if start < end else None


def _trimmed(text: str, start: int, end: int) -> Where:
    if lead := _LINK_WORDS.match(text[start:end]):
        start += lead.end()
    while end > start and text[end - 1] in " \t\n,;.:—":
        end -= 1
    return start, end


def _citation(passage: Passage, where: Where) -> Where | None:
    """Return the reference inside a span, None where it holds none."""
    return next(
        (r.span for r in passage.all(Reference) if where[0] <= r.span[0] and r.span[1] <= where[1]),
        None,
    )
