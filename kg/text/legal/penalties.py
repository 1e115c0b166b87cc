"""Find penalties in a passage: what a breach costs, and whom."""

import re
from collections.abc import Iterator

from kg.document import Kind, Where
from kg.text.annotations import Norm, Penalty
from kg.text.passage import Passage
from kg.text.quantities.measures import Measure, measures

_FINE = r"(?<![-\w])fine[ds]?\b(?![- ]?tun)"
_TRIGGER = re.compile(rf"penalt|{_FINE}|liable|imprison|offen[cs]e|misdemeanor|felony")
# A penalty is named by its word; without an amount, only a verdict makes the sentence one.
NAMED = re.compile(rf"penalt(?:y|ies)\b|{_FINE}|imprison(?:ed|ment)|liable\s+(?:for|to)\b")
_KIND = r"(?:an?\s+)?(?:\w+\s+){0,3}?(?:penalt|fine\b|fines\b|sanction)"
VERDICT = re.compile(
    r"(?:shall|may|must|will|is|are)\s+(?:also\s+)?(?:be\s+)?(?:\w+ly\s+)?(?:"
    rf"liable\s+(?:for|to|on|in)\b|subject\s+to\s+{_KIND}|fined\b|punish(?:ed|able)|imprisoned|"
    rf"guilty\s+of|assessed\s+{_KIND})|commits?\s+an\s+offen[cs]e|"
    rf"(?:may|shall|must|will)\s+(?:impose|assess|recover|levy)\s+{_KIND}"
)
MONEY = frozenset("USD EUR GBP CNY".split())
# What a share must be of: "3 % of its total worldwide annual turnover".
_TURNOVER = re.compile(
    r"\s*(?:of\s+)[^.;,]{0,80}?(?:turnover|revenue|sales|income|receipts|profits?)"
)
# Who pays, where no norm says it: what stands before the verdict, without its relative clause.
_BEARER = re.compile(
    r"(?:^|[.;:—]\s*|,\s+|\bthat\s+|^\d+\s+|\)\s+)"
    r"(?P<bearer>Whoever|Anyone|(?:(?:A|An|Any|Each|Every|The|No|a|an|any|each|every|the)\s+)[^.;:,]{2,80}?)"
    r"(?=,?\s+(?:who|that|which|found|in\s+breach|shall|may|must|will|is|are|commits?|\w+ly)\b)"
)
_FAR = 260
# What says that another law punishes: "section 1001 provides that whoever", "punishable under the
# criminal code", "penalties under other laws".
_REPORTS = re.compile(
    r"(?:\bwhich|\b(?:Act|Code|Law|law|laws|IEEPA)|(?:§|[Ss]ection|U\.S\.C\.)\s*[\w.()-]*\d[\w()]*)"
    r"[^.;]{0,30}?\s(?:provides?|states?|prescribes?)\s+(?:for|that)\b|"
    r"(?:\b[Pp]ursuant\s+to|\b[Uu]nder)\s+\d+\s+U\.S\.C\.[^,;]{0,20},\s+whoever\b|"
    r"\bpunish(?:ed|able)\s+(?:under|by|pursuant\s+to|in\s+accordance\s+with)\s+"
    r"(?![^.;]{0,40}\bthis\b)[^.;]{0,40}(?:[Ll]aws?\b|Code|Act\b|U\.S\.C\.|title\s+\d)|"
    r"(?:penalt(?:y|ies)|fines?|liab(?:le|ility))\s+(?:\w+\s+){0,3}?(?:under|by)\s+"
    r"(?:any\s+)?(?:other|another|applicable|existing)\s+(?:\w+\s+)?laws?\b"
)
# What says that it is this law whose breach the other one punishes.
_OWN = re.compile(
    r"\bviolat\w+\s[^.;]{0,80}\bthis\s+(?:Act|part|section|subpart|chapter|Regulation|order|title)\b"
)


def find(passage: Passage) -> Iterator[Penalty]:
    """Yield the penalties of a passage: one for each amount, or one for a verdict without any."""
    text = passage.text
    if passage.block.kind is Kind.RECITAL or not _TRIGGER.search(text):
        return
    amounts = [m for m in measures(text) if m.unit in MONEY or _is_share(text, m)]
    for start, end in passage.sentences:
        if _REPORTS.search(text, start, end) and not _OWN.search(text):
            continue
        named = NAMED.search(text, start, end)
        verdict = VERDICT.search(text, start, end)
        bearer = _bearer(passage, start, end, verdict.start()) if verdict else None
        near = [m for m in amounts if named and start <= m.start < end and _near(named, m)]
        for measure in near:
            unit = measure.unit if measure.unit in MONEY else "percent"
            yield Penalty(
                span=passage.at(measure.start, measure.end),
                rule=f"penalty.{'amount' if unit in MONEY else 'share'}",
                value=measure.value,
                unit=unit,
                bearer=bearer,
            )
        if verdict and not near:
            stop = _clause_end(text, verdict.end(), end)
            yield Penalty(
                span=passage.at(verdict.start(), stop), rule="penalty.verdict", bearer=bearer
            )


def _near(named: re.Match[str], measure: Measure) -> bool:
    return named.start() - 80 < measure.start < named.end() + _FAR


def _is_share(text: str, measure: Measure) -> bool:
    return measure.unit == "percent" and bool(_TURNOVER.match(text, measure.end))


def _bearer(passage: Passage, start: int, end: int, verdict: int) -> Where | None:
    """Return who bears it: the bearer of the sentence's norm, else what stands before the verb."""
    for norm in passage.all(Norm):
        if norm.bearer and passage.start + start <= norm.trigger[0] < passage.start + end:
            return norm.bearer
    before = [m.span("bearer") for m in _BEARER.finditer(passage.text, start, end)]
    last = [span for span in before if span[1] <= verdict]
    return passage.at(*last[-1]) if last else None


def _clause_end(text: str, at: int, end: int) -> int:
    stop = re.search(r"[;:—]|\.\s|\.$", text[at:end])
    return at + stop.start() if stop else end
