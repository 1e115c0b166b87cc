"""Find indirect speech: "X argues that ...", "according to X", "X, warning that ...".

Positions count in the text that is given; what is found are `Said`s of `kg.text.opinions.speakers`.
"""

import re
from collections.abc import Iterator

from kg.document import Where
from kg.text.opinions.claimwords import CONNECTIVE, VERBS
from kg.text.opinions.reporting import (
    ADVERBS,
    BARE_VERB,
    KINDS,
    NEEDS_THAT,
    NOUNS,
    PARTICIPLE,
    PARTICIPLES,
    SURE_VERB,
    VERB,
)
from kg.text.opinions.speakers import Said, is_clause, name_in

_BE = "|".join(sorted(VERBS))
_THAT = re.compile(
    rf"(?P<who>[^\"“”;:]{{2,240}}?)\s+{ADVERBS}(?P<verb>{VERB})(?:\s+out)?,?\s+"
    rf"(?:(?!of\b)(?:(?!\b(?:{_BE}|it|they)\b)[^,;:\"“”]){{2,60}}?\s+)?that,?\s+(?P<rest>.+)",
    re.DOTALL,
)
_BARE = re.compile(
    rf"(?P<who>[^\"“”;:]{{2,240}}?)\s+{ADVERBS}(?P<verb>{BARE_VERB})\s+"
    r"(?!(?:that|about|of|against|for|to|in|on|at|by|with|from|as|into|over|when|would|could|will|"
    r"may|might|should)\b)(?P<rest>.+)",
    re.DOTALL,
)
_ACCORDING = re.compile(
    r"(?:[Aa]ccording to (?P<who>[^,]{2,80}?)|"
    r"[Aa]s (?P<who2>[^,]{2,80}?) (?:says|said|puts it|put it|notes|noted|argues|argued|warned))"
    r",\s+(?P<rest>.+)",
    re.DOTALL,
)
_VIEW = re.compile(
    r"(?:In|To|From)\s+(?P<who>[^,]{2,60}?)(?:['’]s?|)\s+(?:view|opinion|eyes|mind|judgment|telling),"
    r"\s+(?P<rest>.+)",
    re.DOTALL,
)
_LAST = re.compile(
    rf"(?P<rest>.{{20,}}?),\s+(?!because\b|so\b|since\b|as\b)(?:(?P<who>[^,\"“”]{{2,80}}?)\s+"
    rf"(?P<verb>{SURE_VERB})|(?P<verb2>{SURE_VERB})\s+(?P<who2>[^,\"“”]{{2,80}}?)|"
    r"according to (?P<who3>[^,\"“”]{2,80}?))"
    r"(?:,?\s+(?:in|on|at|to|during|this|last|after|before)\b[^,]{0,80})?[.]?$",
    re.DOTALL,
)
# Where ", warning that ..." begins; "and warning that" goes on with it.
_HEAD = re.compile(
    rf"(?:(?:[,—–]|\s-)\s*(?:with\s+(?P<some>\w+)\s+|(?:and|but)\s+)?|\s(?P<on>and)\s+)"
    rf"(?P<verb>{PARTICIPLE})\s+(?P<that>that\s+)?"
)
# "Asked about it, she said": who speaks stands behind.
_FRONTED = re.compile(r"(?:[A-Z]\w+ing|Asked)\s[^.;]{3,150}?,[”\"]?\s+(?=[A-Z])")
# "X described it as misguided", "44 firms signed a letter calling for a delay": the sentence is
# the claim, since the verb is the judgement.
_WHO = (
    r"(?P<who>[^\"“”;:,—–]{2,80}?)(?:\s*[,—–][^;:]{2,200}?[,—–])?\s*"
    r"\b(?:(?:has|have|had|also|is|are)\s+)*"
)
_ASKS = re.compile(
    rf"{_WHO}(?:call(?:s|ed|ing)\s+(?:for|on|upon)|urges|urged|urging|lobbying\s+for|"
    r"(?:signed|sent|wrote|published|issued)\s+(?:an?\s+|the\s+)?(?:\w+\s+){0,3}(?:letter|statement|"
    r"petition|op-ed)\b.*?\b(?:calling|urging|demanding|asking))\s",
    re.DOTALL,
)
_JUDGES = re.compile(
    rf"{_WHO}(?:called|calls|described|describes|dismissed|dismisses|branded|labell?ed|denounced|"
    r"hailed)\s+(?=[^.;]*?\b(?:an?|as|the)\s)",
)
_JOINT = re.compile(rf",\s+(?:while|whereas|but|and|though)\s+(?=[^,;]{{2,60}}\s{VERB}\b)")
_AND_THAT = re.compile(r",?\s+(?:and|but)\s+(?:that\s+(?!is\b|was\b)|others\s+\w+ing\s+)")
_BEFORE_A_NOUN = re.compile(
    r"(?:.*\s)?(?:the|an?|its|their|these|those|both|all|\d+|two|three|four|five|several|other|united|"
    r"member|new|recent)",
    re.IGNORECASE | re.DOTALL,
)
_SUBJECT_WORDS = re.compile(rf"[^,;]{{2,80}}?(?=,|\s+(?:{_BE}|\w+ed|sent|\w+s)\s)")
_SUBJECT = re.compile(r"(?:it|they|he|she|this|that|these|those|the|there|we|our|its|their)\b")


def reported(text: str, sentence: Where) -> Iterator[Said]:
    """Yield what a sentence reports somebody to say, without quotation marks."""
    start, end = sentence
    joints = list(_JOINT.finditer(text, start, end))
    firsts = [start, *(j.end() for j in joints)]
    lasts = [*(j.start() for j in joints), end]
    for first, last in zip(firsts, lasts, strict=True):
        fronted = _FRONTED.match(text, first, last)
        if said := _indirect(text, fronted.end() if fronted else first, last):
            yield from _clauses(text, said)
        yield from participles(text, first, last)


def _indirect(text: str, start: int, end: int) -> Said | None:
    part = text[start:end]
    for pattern in (_VIEW, _ACCORDING):
        if not (match := pattern.match(part)):
            continue
        group = "who" if match["who"] else "who2"
        if name := name_in(text, *_moved(match, group, start)):
            return Said(start + match.start("rest"), end, name, "", "according")
    for pattern in (_THAT, _BARE):
        match = pattern.match(part)
        if not match or not is_clause(match["rest"]):
            continue
        # "The two states signed a pact that ...": a noun, and no verb of saying.
        if match["verb"] in NOUNS and _BEFORE_A_NOUN.fullmatch(match["who"]):
            continue
        name = name_in(text, *_moved(match, "who", start))
        if name:
            begin = start + match.start("rest")
            # "officials said that diplomats admitted that ...": the inner one holds it.
            return _indirect(text, begin, end) or Said(
                begin, end, name, KINDS[match["verb"]], "that"
            )
    if match := _LAST.match(part):
        group = next(g for g in ("who", "who2", "who3") if match[g])
        kind = KINDS.get(match["verb"] or match["verb2"] or "", "")
        if name := name_in(text, *_moved(match, group, start)):
            return Said(start, start + match.end("rest"), name, kind, "last")
    for pattern, kind in ((_ASKS, "recommendation"), (_JUDGES, "opinion")):
        match = pattern.match(part)
        if match and (name := name_in(text, *_moved(match, "who", start))):
            return Said(start, end, name, kind, "called")
    return None


def _clauses(text: str, said: Said) -> Iterator[Said]:
    """Cut "that A and that B" in two: each is a claim of its own."""
    begin = said.start
    for joint in _AND_THAT.finditer(text, said.start, said.end) if said.how == "that" else ():
        yield Said(begin, joint.start(), said.speaker, said.kind, said.how)
        begin = joint.end()
    yield Said(begin, said.end, said.speaker, said.kind, said.how)


def participles(text: str, start: int, end: int) -> Iterator[Said]:
    """Yield what ", warning that ..." and "and arguing that ..." behind a clause say."""
    heads = list(_HEAD.finditer(text, start, end))
    while heads and heads[0]["on"]:
        heads.pop(0)
    if not heads:
        return
    lead = CONNECTIVE.match(text, start, end)
    who = _SUBJECT_WORDS.match(text, lead.end() if lead else start, end)
    name = name_in(text, *who.span()) if who else None
    stops = [*(head.start() for head in heads[1:]), end]
    for head, stop in zip(heads, stops, strict=True):
        rest = text[head.end() : stop]
        bare = head["verb"] != "calling" and _SUBJECT.match(rest) and is_clause(rest)
        states = bool(head["that"] or bare)
        if len(rest.split()) < 4 or (head["verb"] in NEEDS_THAT and not states):
            continue
        begin = head.end() if states else head.start("verb")
        kind = PARTICIPLES[head["verb"]]
        if not head["some"]:
            yield Said(begin, stop, name, kind, "participle")
        elif states:
            last = _AND_THAT.search(text, begin, stop)
            yield Said(begin, last.start() if last else stop, head.span("some"), kind, "participle")


def _moved(match: re.Match[str], group: str, by: int) -> Where:
    start, end = match.span(group)
    return start + by, end + by
