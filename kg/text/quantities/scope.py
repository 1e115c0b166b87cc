"""Tell thresholds from other bounded numbers: fines, terms, retention, notice, heads, votes."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.text.quantities.comparisons import Reading

_PENALTY = re.compile(
    r"\bfines?\b(?!-)|\bfined\b|\bpenalt(?:y|ies)\b|\bimprison\w*|\bforfeit\w*|\bpunish\w*|"
    r"\bcustodial\b|\bdetention\b|\bstatutory\s+damages\b|\bdamages\s+(?:of|in\s+an\s+amount)|"
    r"\bliable\s+(?:to|for)\b|\bsanctions?\s+of\b|\bpecuniary\b|\bterm\s+of\s+up\s+to",
    re.IGNORECASE,
)
_LEAST_MAXIMUM = re.compile(r"\b(?:maximum|minimum)\s+(?:\w+\s+){0,3}(?:of|is)\s+$", re.IGNORECASE)
# Money that is given out or set aside: its bounds are budgets, not triggers.
_GIVEN = re.compile(
    r"\bappropriat\w*|\bgrants?\b|\bawards?\b|\bawarded\b|\bprizes?\b|\bstipends?\b|\bsalar\w+|"
    r"\bbasic\s+pay\b|\bfees?\b|\breimburs\w*|\bcompensation\b|\bfunding\b|\ballocat\w+|"
    r"\bbudget\b|\bbonds?\b|\bdeposit\b|\bloans?\b|\bincentives?\b|\b(?:federal|cost)\s+share\b|"
    r"\bco-?financing\b|(?<!capital )(?<!operating )\bexpenditure\b|"
    r"\badministrative\s+(?:costs|expenses)\b|\btax\s+credits?\b|(?<!capital )\bcontribution\b",
    re.IGNORECASE,
)
_IF = re.compile(r"\b(?:if|where|when|who|whose|that|unless|once|after|has|have)\b", re.IGNORECASE)
# "Over 30 countries signed" bounds nothing; an article's thresholds stand beside words of law.
_RULES = re.compile(
    r"\b(?:thresholds?|triggers?|appl(?:y|ies)|requir\w+|exempt\w*|cover(?:s|ed)?|defin\w+|"
    r"limit\w*|caps?|ceilings?|quotas?|statutes?|ordinances?|directives?|presum\w+|restrict\w*|controls?|controlled|subject\s+to|rules?|laws?|acts?|bills?|"
    r"orders?|regulat\w+|scope|obligat\w+|obliged|must|shall|should|licen[cs]\w*|commit\w*|mandat\w+|"
    r"prohibit\w*|ban(?:s|ned)?|report(?:ing)?|polic(?:y|ies)|framework|standards?|SB|Code)\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:has|have|had)\s+(?:\w+\s+){0,4}?(?:been|operated|existed|resided|served|held|owned|used|"
    r"employed|provided)\b[^.;]{0,60}\bfor\s+(?:a\s+(?:\w+\s+)?period\s+of\s+)?$",
    re.IGNORECASE,
)
_RUNS = re.compile(
    r"\s*(?:immediately\s+)?(?:after|before|following|prior\s+to|from|in\s+advance)\b",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"\b(?:imprison\w*|sentence\w*|retain\w*|retention|keep|kept|stor(?:e|ed|ing)|preserv\w+|"
    r"maintained|term|valid\w*|renew\w*|granted)\b",
    re.IGNORECASE,
)
_LASTING = re.compile(
    r"\bwith\s+an?\s+(?:\w+\s+)?(?:maturity|duration|term|lifetime)\s+(?:of\s+)?$"
    r"|\b(?:experience|seniority|residence|residency)\s+of\s+$",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\bages?\s+(?:(?:of|is)\s*)?$|\baged?\s*$|\b(?:person|individual|child|children|minor|user|"
    r"consumer|anyone|citizen)s?\s+(?:who\s+(?:is|are)\s+)?$",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(r"\s*(?:of\s+age|old)\b", re.IGNORECASE)
_VOTE = re.compile(
    r"\b(?:quorum|majorit\w+|votes?\b|voted|vote\s+of|two-thirds\s+of\s+the\s+members)",
    re.IGNORECASE,
)
_HEADS = re.compile(
    r"\b(?:committee|commission\s+(?:shall\s+)?consist|board\s+(?:shall\s+)?(?:consist|be)|panel|"
    r"members?|lists?|compris\w+|composed|consist\w*|appoint\w*|verif\w+|confirmed)\b",
    re.IGNORECASE,
)
_SCOPED_COUNT = re.compile(r"\b(?:States|countries|jurisdictions|territories|layers|qubits)\b")


# What a duty asks for bounds no reach: "shall hold at least 20 hearings". The last of these words
# before a number tells whether the number stands in a duty or in what the duty is about.
_GOVERNS = re.compile(
    r"(?P<free>\b(?:if|where|when|whenever|unless|whether|that|which|who|whose|whom|having|has|have|"
    r"had|means?|includes?|any|each|every|whichever|only|"
    r"(?<!be )(?<!been )(?<!is )(?<!are )(?<!was )(?<!were )provid(?:ed|ing)|"
    r"an?\s+(?:[\w-]+\s+){1,3}with)\b|"
    r"\b(?:shall|must|will|may|should|do|does|is|are)\s+(?:not\s+|also\s+|only\s+)?(?:be\s+)?(?:appl(?:y|ies)|"
    r"subject|presumed|considered|deemed|exempt\w*|cover\w*|qualif\w+|eligible|mean|treated)\b)"
    r"|(?P<duty>\b(?:shall|must|should|will|may|is\s+to|are\s+to|requir\w+|ensur\w+|mandat\w+|"
    r"obligat\w+|direct(?:s|ed|ing)?|limit(?:s|ed|ing)?(?!\s+(?:partner|liabilit|compan))|reserv\w+|authori[sz]\w+|set\s+aside|"
    r"allocat\w+|establish\w*|maintain\w*|to\s+(?:provide|include|ensure|establish|hold|conduct|"
    r"submit|offer|carry|develop|appoint|select|fund|create|use|spend|devote))\b)",
    re.IGNORECASE,
)
_SENTENCE = 500
# "EUR 5 a head for a maximum of 800 heads" tells how far an entitlement goes.
_ENTITLED = re.compile(
    r"\bfor\s+(?:(?:an?\s+)?maximum\s+of|up\s+to|not?\s+more\s+than|at\s+most)", re.IGNORECASE
)
_FLOOR_OR_CEILING = re.compile(
    r"at\s+(?:least|most)|(?:an?\s+)?(?:minimum|maximum)|up\s+to|limited\s+to|as\s+(?:many|much)|"
    r"(?:not?|nor|in\s+no\s+(?:case|event|circumstances?))\b[^.;]{0,40}?\s(?:less|fewer|more|longer|"
    r"greater|lower|exceed\w*)",
    re.IGNORECASE,
)
_AMOUNTS = frozenset({"FLOP", "FLOP/s", "TPP", "TPP/mm2", "GB/s", "GB/s/mm2", "Gbit/s",
                      "parameters", "users"})  # fmt: skip
_ELIGIBLE = re.compile(r"\b(?:eligib\w+|qualif\w+|exempt\w*|in\s+order\s+to)\b", re.IGNORECASE)
_LEVELS = frozenset({"counted", "generic", "physical", "time", "money", "duration", ""})
_DECIDING = frozenset({
    "ownership_share", "market_share", "revenue", "damage", "users", "training_compute",
    "training_cost", "cumulative_cost", "compute_ratio", "benchmark_score",
})  # fmt: skip


def excluded(reading: "Reading", text: str, lead: str) -> bool:
    """Say whether a comparison decides nothing about a rule's reach.

    `text` is its sentence, `lead` the words that lead into the list that the sentence is of.
    """
    before, after = text[: reading.start], text[reading.end :]
    sort, unit = reading.measure.sort, reading.unit
    if unit in ("days", "months", "years") or sort == "time":
        return not (is_age(reading, text) or _decides(reading, f"{lead} {before}", after))
    penal = _PENALTY.search(f"{lead} {before}")
    if penal and (sort in ("", "money") or reading.rule == "coordinated"):
        return True
    if sort in ("counted", "persons", "employees", "users", "casualties") or unit == "other":
        if reading.value == 1 and sort != "physical":
            return True
        if sort == "persons" and (reading.value < 10 or _HEADS.search(before[-80:])):
            return True
    if sort in _LEVELS and _ENTITLED.search(text, max(0, reading.start - 5), reading.end):
        return True
    if sort == "generic" and (reading.value < 10 or reading.bare or _HEADS.search(before[-80:])):
        return True
    if unit == "parameters" and reading.value < 1000:
        return True
    if sort == "counted" and reading.value < 10:
        return not _SCOPED_COUNT.search(text, reading.measure.start, reading.measure.end)
    if unit in ("ratio", "percent") and _VOTE.search(text, max(0, reading.start - 60)):
        return not re.search(r"\b(?:voting|owne|shares)", text[reading.start : reading.end + 90])
    if _is_money(reading) or (unit == "percent" and reading.quantity != "ownership_share"):
        return _given(text[: reading.measure.start], after)
    if unit == "ratio":
        return reading.rule == "coordinated" and not reading.quantity
    return False


def level(reading: "Reading", quantity: str, text: str, lead: str) -> str:
    """Return "required" for the level that a duty asks for ("shall fund at least 20 projects").

    "open" is a floor or ceiling of which no word tells whether it is one, "" any other number.
    Levels are told by words of a floor or a ceiling; "more than" and "or more" tell triggers.
    """
    if reading.measure.sort not in _LEVELS or quantity in _DECIDING or reading.unit in _AMOUNTS:
        return ""
    if not _FLOOR_OR_CEILING.match(text, reading.start) and "maximum" not in reading.words:
        return ""
    # "limited to 25 sites" is itself a duty; "limited to 0.1 W" tells which goods are meant.
    begin = reading.start if reading.measure.sort == "physical" else reading.measure.start
    before = f"{lead} {text[:begin]}"[-_SENTENCE:]
    if _ELIGIBLE.search(before[-120:] + text[reading.end : reading.end + 80]):
        return ""
    governor = _governor(before)
    if governor == "duty":
        return "required"
    return "" if governor or reading.measure.sort == "physical" else "open"


def _governor(before: str) -> str:
    """Return what the words before a number make of it: "duty", "free" or ""."""
    last = ""
    for match in _GOVERNS.finditer(before):
        last = match.lastgroup or ""
    return last


def speaks_of_rules(text: str) -> bool:
    """Say whether a sentence of an article or statement tells of a rule, not only of a fact."""
    return bool(_RULES.search(text))


def _given(before: str, after: str) -> bool:
    return bool(_GIVEN.search(before[-100:]) or _GIVEN.search(after[:30]))


def is_age(reading: "Reading", text: str) -> bool:
    """Say whether a number of years is somebody's age."""
    return reading.unit == "years" and bool(
        reading.bare
        or _AGE.search(text[: reading.start])
        or _AGE.search(text[: reading.measure.start])
        or _AGE_AFTER.match(text, reading.measure.end)
    )


def _is_money(reading: "Reading") -> bool:
    return reading.unit in ("USD", "EUR", "GBP", "CNY") or reading.measure.sort == "money"


def _decides(reading: "Reading", before: str, after: str) -> bool:
    """Say whether a length of time is a condition, and no deadline, term or retention period."""
    if reading.rule == "plan" or (reading.rule == "consecutive" and _IF.search(before)):
        return True
    if reading.words == "at least" and _LEAST_MAXIMUM.search(before):
        return True
    if _HELD.search(before) or _LASTING.search(before):
        return True
    # "where it is out of service for more than 8 hours", but no term that a duty or penalty sets.
    if reading.rule.endswith(".weak") or _FLOOR_OR_CEILING.match(reading.words):
        return False
    if _RUNS.match(after) or _TERM.search(before[-120:]):
        return False
    if reading.negated:  # "provided that the leave does not exceed three months"
        return _governor(before[-60:]) == "free"
    governor = _governor(before[-200:])
    return governor == "free" or (not governor and reading.measure.sort == "time")
