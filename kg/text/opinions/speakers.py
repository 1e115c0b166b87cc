"""Who speaks, and quotes: stretches of a text, their speakers, and what is said of them.

What somebody says is a `Said`: a stretch of the text, its speaker, and the kind of claim that the
verb makes of it. Positions count in the text that is given. `indirect` finds what is
reported without quotation marks.
"""

import re
from dataclasses import dataclass

from kg.document import Where
from kg.text.opinions.claimwords import FINITE, VERBS
from kg.text.opinions.reporting import ADVERBS, KINDS, PARTICIPLE, PARTICIPLES, VERB

_QUOTED = re.compile(r"“([^“”]{12,}?)[”“]|\"([^\"]{12,}?)\"", re.DOTALL)
_IN_NAME = r"(?:\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Prof|St|[A-Z])\.|[^,.;:“\"])"
_AFTER = re.compile(
    rf"\s*,?\s*(?:(?P<who>{_IN_NAME}{{2,80}}?)(?:,[^.“\"]{{2,80}},)?\s+(?P<verb>{VERB})\b|"
    rf"(?P<verb2>{VERB})\s+(?P<who2>{_IN_NAME}{{2,80}}))"
)
_BEFORE = re.compile(
    rf"\s*(?P<who>[^.;“”\"]{{2,240}}?)\s+{ADVERBS}(?P<verb>{VERB}|{PARTICIPLE})\b[^.;“”\"]{{0,90}}?[,:]?"
    r"\s*(?:that,?\s+)?$"
)
_OPENS = re.compile(r"(?:[,:]|\bthat)\s*$")
_SETTING = re.compile(r"\s+(?:in|on|at|during)\s+(?:an?|his|her|their|its)\s.*$", re.DOTALL)
_LEADING = re.compile(
    r"(?:(?:However|But|And|Yet|Still|Moreover|Meanwhile|Similarly|Instead|Some|"
    r"On (?:the )?(?:one|other) hand),?\s+|(?:[Tt]he|[Aa]n?)\s+)*(?=\S)"
)
_SUBORDINATE = re.compile(
    r"(?:While|As|After|Before|When|Although|Though|In|On|At|For|With|Since|Despite|If|Because)\b"
)
_OWN = re.compile(r"(?:^|\s)(?:I|we|We|it|It|one|there|There|that they|that he|that she)$")
_ARTICLE = re.compile(r"\W*(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir)")
_MODAL_END = re.compile(r"\s+(?:could|would|might|may|will|can|not|do|does|did)$")
_NOBODY = re.compile(r"\b(?:to|be|is|are|was|were|being|and|or|of|that|what|how|as|than)\s*$")
# "groups who warned the deal fails": who holds it stands right before "who".
_RELATIVE = re.compile(
    r"(?:.*[,;]\s+|.*\b(?:by|from|among|of|and|for|to|is|are|was|were|\w+ed)\s+)?(?P<who>.+?),?\s+who$",
    re.DOTALL,
)
_FINITE_WORD = re.compile(r"\w{3,}(?:s|ed)$")

LEAD_IN = 240
"""How many characters before a quote may name who speaks."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words from `start` to `end` that `speaker` says (None: the author, or unknown).

    `kind` is what the verb makes of them, "" where it leaves that open; `how` names the pattern.
    """

    start: int
    end: int
    speaker: Where | None
    kind: str
    how: str


def quotes(text: str) -> list[Said]:
    """Return the quoted sentences of a text, with who is said to have spoken them."""
    found: list[Said] = []
    for match in _QUOTED.finditer(text):
        group = 1 if match[1] else 2
        start, end = match.span(group)
        if not is_clause(match[group]) or len(match[group].split()) < 5:
            continue
        # "said that it will “throttle ...”" quotes a part of what is reported.
        if match[group][0].islower() and not _OPENS.search(text[: match.start()][-8:]):
            continue
        speaker, kind = _attribution(text, match)
        closed = text[end - 1] in ",.!?" or text[match.end() : match.end() + 1] in (",", "")
        if speaker is None and not closed:
            continue
        if speaker is None and found:
            speaker = found[-1].speaker
        found.append(Said(start, end, speaker, kind, "quote"))
    return found


def _attribution(text: str, quote: re.Match[str]) -> tuple[Where | None, str]:
    if after := _AFTER.match(text, quote.end()):
        group = "who" if after["who"] else "who2"
        if name := name_in(text, *after.span(group)):
            return name, KINDS[after["verb"] or after["verb2"]]
    first = max(0, quote.start() - LEAD_IN)
    start = max(text.rfind(mark, first, quote.start()) for mark in (". ", "” ", '" ')) + 2
    start = max(start if start > 1 else 0, first)
    if before := _BEFORE.match(text[start : quote.start()]):
        verb = before["verb"]
        name = name_in(text, start + before.start("who"), start + before.end("who"))
        return name, KINDS.get(verb, PARTICIPLES.get(verb, ""))
    return None, ""


def is_clause(words: str) -> bool:
    """Say whether words seem to hold a subject and a finite verb."""
    parts = words.lower().replace("’", "'").split()
    return len(parts) >= 4 and (
        not VERBS.isdisjoint(parts)
        or bool(FINITE.search(words))
        or any(_FINITE_WORD.match(part) for part in parts[1:6])
    )


def name_in(text: str, start: int, end: int) -> Where | None:
    """Return the speaker's noun phrase alone, None for the author ("we argue", "it is said")."""
    if _NOBODY.search(text, start, end):
        return None
    if relative := _RELATIVE.match(text[start:end]):
        start, end = start + relative.start("who"), start + relative.end("who")
    if lead := _LEADING.match(text, start, end):
        start = lead.end()
    if _SUBORDINATE.match(text, start, end) and (comma := text.rfind(",", start, end)) > start:
        start = comma + 1 + (text[comma + 1] == " ")
        if lead := _LEADING.match(text, start, end):
            start = lead.end()
    if (comma := text.find(",", start, end)) > start:
        end = comma
    while match := _MODAL_END.search(text[start:end]):
        end = start + match.start()
    # "Acme confirmed it this week, but warned that": the name ends where its first verb begins.
    if (verb := FINITE.search(text[start:end])) and verb.start():
        end = start + verb.start()
    if setting := _SETTING.search(text[start:end]):
        end = start + setting.start()
    words = text[start:end].strip(" ,")
    if not words or _OWN.search(words) or _ARTICLE.fullmatch(words) or len(words.split()) > 14:
        return None
    if not VERBS.isdisjoint(words.lower().split()):
        return None
    return start, start + len(text[start:end].rstrip(" ,"))
