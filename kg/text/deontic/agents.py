"""Choose who bears a norm: its subject, the agent of a passive, or one whom the trigger names.

"The lab shall", "it shall be filed by the lab", "it is unlawful for a lab to".
"""

import re

from kg.document import Where
from kg.text.deontic.clauses import participle, segments
from kg.text.deontic.objections import PERMITS, Reading
from kg.text.deontic.parties import is_actor
from kg.text.deontic.phrases import noun_phrase


def bearer(plain: str, end: int, stop: int, subject: Where | None, r: Reading) -> Where | None:
    """Return who bears the norm whose modal ends at `end`, in a sentence that ends at `stop`."""
    if r.row.bears == "after":
        return _named_after(plain, end, stop)
    if r.row.bears == "subject" and not (r.verb and r.verb.passive) and not _nobody(r):
        return subject
    doer = agent(plain, r.verb.end if r.verb else end, stop)
    return doer if doer and is_actor(plain[doer[0] : doer[1]]) else None


_STATES = frozenset(
    "possible necessary appropriate sufficient important clear advisable desirable".split()
)


def _nobody(r: Reading) -> bool:
    """Whether the subject is an empty "it" or "there", or the permit that one must have."""
    low = r.phrase.lower()
    if r.row.name in ("asked", "not_asked") and low.endswith(PERMITS):
        return True
    empty = low == "it" and r.verb is not None and r.verb.be and r.verb.word in _STATES
    return low == "there" or empty


_FOR = re.compile(r"\s+(?:for\s+)?(?!to\s)")
_TO = re.compile(r",|\s+(?:to|from)\s")


def _named_after(plain: str, start: int, stop: int) -> Where | None:
    """Return who is named after the trigger: "it is unlawful for A to", "hereby direct A to"."""
    begin = _FOR.match(plain, start)
    if begin is None:
        return None
    to = _TO.search(plain, begin.end(), stop)
    tokens = segments(plain, begin.end(), to.start() if to else stop)[0]
    return noun_phrase(tokens) if tokens else None


_AGENT_ENDS = re.compile(
    r",|\b(?:unless|if|where|when|which|who|that|until|because|shall|must|may)\b"
)
# "deleted, altered or hidden by": on to the last participle.
_MORE = re.compile(r"(?:,\s+\w+(?:ed|en|n))*,?\s+(?:or|and)\s+(?P<last>\w+)(?=\s+by\b)")
# "for use by", "of signature by": the doer of a noun.
_DEED = re.compile(r"\s(?:for|of|upon|after)\s+[a-z]+(?<!s)$")
_BY = re.compile(r"(\S+)\s+by\s+(?!means|way|virtue|reason|\w+ing\b|\d)")


def agent(text: str, start: int, stop: int) -> Where | None:
    """Return who does it in a passive whose participle ends at `start`: "given by the agency".

    A "by" after another participle ("rules issued by") or a noun ("for use by") names the doer of
    that one.
    """
    listed = _MORE.match(text, start, stop)
    if listed and participle(listed["last"].lower()):
        start = listed.end()
    cut = _AGENT_ENDS.search(text, start, stop)
    stop = cut.start() if cut else stop
    for match in _BY.finditer(text, max(0, text.rfind(" ", 0, start)), stop):
        of_noun = _DEED.search(text, start, match.end(1))
        if match.end(1) > start and (participle(match[1].lower()) or of_noun):
            return None
        tokens = segments(text, match.end(), stop)[0]
        return noun_phrase(tokens) if tokens else None
    return None
