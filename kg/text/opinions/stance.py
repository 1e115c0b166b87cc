"""Judge a clause by its words: whether it is a claim, and of which kind.

A claim is known by what it weighs: modal verbs, hedges and words of judgement for it, days, figures
and verbs of news against it. An opinion piece is judged more freely than a news report.
"""

import re
from functools import lru_cache

from kg.text.opinions import claimwords as w

WEIGHTS: dict[str, tuple[float, int]] = {
    "modal": (0.7, 1),
    "may": (0.6, 1),
    "can": (0.6, 1),
    "ought": (1.5, 1),
    "foreseen": (1.0, 1),
    "hedge": (0.8, 2),
    "judging": (0.6, 2),
    "judgement": (0.5, 2),
    "does": (0.4, 2),
    "harm": (0.3, 2),
    "contrast": (0.6, 1),
    "comparison": (0.1, 1),
    "negation": (0.2, 1),
    "condition": (0.3, 1),
    "cause": (0.3, 1),
    "first person": (1.5, 1),
    "held": (1.3, 1),
    "voiced": (0.5, 1),
    "quote": (0.6, 1),
    "anaphor": (0.4, 1),
    "is": (0.6, 1),
    "predicated": (0.5, 1),
    "acts": (0.2, 1),
    "under way": (-0.1, 1),
    "passive": (-0.3, 1),
    "past": (-0.7, 1),
    "was": (-0.2, 1),
    "perfect": (-0.5, 1),
    "defines": (-0.5, 1),
    "hearsay": (-0.6, 1),
    "purpose": (-0.7, 1),
    "describes": (-1.5, 1),
    "explains": (-0.8, 1),
    "event": (-1.0, 2),
    "date": (-0.9, 2),
    "figure": (-0.1, 2),
    "law": (-0.8, 2),
    "leaning": (1.1, 9),
}
"""For each sign, what one hit weighs, and the most hits that count."""

ENOUGH = 0.9
"""The weight from which on a clause is a claim."""

_WORD = re.compile(r"[a-zï]+(?:[-'][a-z]+)*")
# A number after a capital word is the version of a model or a law's year, no figure.
_FIGURE = re.compile(r"(?<![\w.\-–])([A-Z]\w*\s+)?[$€£]?\d[\d,.]*(?![\w-])")
# "restrictions that could stifle": the modal of a clause inside is not that of the sentence.
_INSIDE = re.compile(
    r"\b(?:that|which|who|how|what|whether)\s+(?:\w+\s+){0,2}?(?:could|would|might|may|will|can)\b"
)
# Clauses that belong to a noun: "tools that could help", "a plan where the state may step in".
_RELATIVE = re.compile(
    r"(?<=\w),? (?:(?:which|who|whose|where)\b|that (?=(?:\w+ly )?(?:could|would|might|may|will|"
    r"can|cannot|is|are|was|were|has|have|had|do|does|did|\w{2,}ed)\b))[^,;:—–]*"
)
# "is a blunt instrument", "was too weak": the word of judgement is what the sentence says.
_PREDICATE = re.compile(
    r"\b(?:is|are|was|were|remains?|seems?)(?:n['’]t)? (?:(?:not|an?|the|too|so|more|less|very|"
    r"still|also|both|now|\w+ly) )*([\w-]+)(?: ([\w-]+))?"
)
_ANAPHOR = re.compile(r"^(?:this|that|these|those|such|it)\b")
_JUDGED = w.JUDGING | w.JUDGEMENTS
_TABLES = {
    "may": w.MAY,
    "can": w.CAN,
    "ought": w.OUGHT,
    "hedge": w.HEDGES,
    "judging": w.JUDGING,
    "judgement": w.JUDGEMENTS,
    "does": w.DOES,
    "harm": w.HARM,
    "event": w.EVENTS,
    "date": w.DATES,
    "law": w.OF_LAW,
}
_PATTERNS = {
    "foreseen": w.FORESEEN,
    "contrast": w.CONTRAST,
    "comparison": w.COMPARISON,
    "negation": w.NEGATION,
    "condition": w.CONDITION,
    "cause": w.CAUSE,
    "first person": w.FIRST_PERSON,
    "anaphor": _ANAPHOR,
    "hearsay": w.HEARSAY,
    "purpose": w.PURPOSE,
    "describes": w.DESCRIBES,
    "explains": w.EXPLAINS,
}
_MONTH = re.compile(r"(?<=[a-z,] )May\b(?! not\b| be\b)")
_NEWS = re.compile(
    r"\b(?:said|told|announced|reported|reportedly|reporters|spokes\w+|declined to comment|"
    r"according to|Reuters|Bloomberg|last (?:week|month|year)|earlier this|statement)\b|"
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b20[012]\d\b(?!/)|[$€£]\d|"
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)\s+\d"
)
_VIEWS = re.compile(
    r"\b(?:could|would|should|must|might|cannot|can['’]t|we|our|us|I|you|your|not|never|merely|"
    r"simply|but|yet|essential|crucial|wrong|flawed|more than|rather|instead)\b|n['’]t\b",
    re.IGNORECASE,
)


def advises(clause: str) -> bool:
    """Say whether a clause tells somebody what to do."""
    lowered = clause.lower()
    asked = w.ADVICE.search(lowered) or w.PLANS.match(lowered)
    return bool(asked) and not w.NO_ADVICE.search(lowered)


def signs(clause: str, *, said: str = "", how: str = "") -> dict[str, int]:
    """Return how often each sign comes up in a clause; `said` and `how` are those of a `Said`."""
    words = _words(clause)
    counted = {sign: len(words & table) for sign, table in _TABLES.items()}
    lowered = clause.lower()
    main = _RELATIVE.sub("", clause)
    counted |= {sign: len(_words(main) & _TABLES[sign]) for sign in ("may", "can")}
    counted |= {sign: int(bool(p.search(lowered))) for sign, p in _PATTERNS.items()}
    counted["defines"] = int(bool(w.DEFINES.search(clause)))
    counted["ought"] = counted["ought"] or int(advises(clause))
    counted["figure"] = sum(not name for name in _FIGURE.findall(clause))
    counted["predicated"] = int(
        any(not _JUDGED.isdisjoint(found) for found in _PREDICATE.findall(main))
    )
    counted["held"] = int(bool(said))
    counted["voiced"] = int(not said and how in ("that", "last", "according", "participle"))
    counted["quote"] = int(how == "quote")
    main = main.lower()
    tense = _tense(main, w.FINITE.search(main))
    # "She warned that it was a mistake": the past is that of the warning.
    counted["is" if tense in ("past", "was") and counted["held"] + counted["voiced"] else tense] = 1
    return counted


def _tense(clause: str, verb: re.Match[str] | None) -> str:
    """Name what the first finite verb of a clause makes of it; a bare present shows no form."""
    if not verb:
        return "acts"
    word = verb[0].replace("’", "'")
    if word in w.PRESENT_BE:
        after = w.PARTICIPLE.match(clause, verb.end())
        return "is" if not after else "under way" if after[0].endswith("ing") else "passive"
    if word in ("has", "have"):
        return "perfect"
    if word in ("was", "were") and not w.PARTICIPLE.match(clause, verb.end()):
        return "was"
    return "modal" if word in w.MODALS else "past"


def weight(clause: str, *, said: str = "", how: str = "", bias: float = 0.0) -> float:
    """Return how much speaks for a claim: a `Said`'s words, kind and how; the text's leaning."""
    counted = signs(clause, said=said, how=how)
    total = WEIGHTS["leaning"][0] * bias
    for sign, (each, most) in WEIGHTS.items():
        # What somebody argues or warns is a claim, however much news is in it.
        if each > 0 or not said:
            total += each * min(most, counted.get(sign, 0))
    return total


def is_claim(clause: str, *, said: str = "", how: str = "", bias: float = 0.0) -> bool:
    """Say whether the words of a clause make it a claim."""
    return weight(clause, said=said, how=how, bias=bias) >= ENOUGH


def kind_of(clause: str, *, said: str = "", before: str = "", dated: bool = False) -> str:
    """Return the kind of a claim; `before` is that of the claim before it in the paragraph.

    `said` is what the verb of saying makes of it ("warn"), where that is more than an opinion;
    `dated` says that the clause speaks of a stated time to come.
    """
    if said not in ("", "opinion"):
        return said
    words = _words(clause)
    lowered = clause.lower()
    outer = _INSIDE.sub("", lowered)
    to_come = bool(w.FORESEEN.search(outer)) or not _words(outer).isdisjoint(w.MAY | w.WILL)
    if advises(clause):
        return "recommendation"
    if dated and to_come:
        return "prediction"
    if before == "recommendation" and _ANAPHOR.match(lowered) and not words & w.HARM:
        return "recommendation"
    harm = len(words & w.HARM)
    if (harm and (to_come or words & w.CAN)) or w.RISKY.search(lowered):
        return "warning"
    if before == "warning" and _ANAPHOR.match(lowered) and to_come:
        return "warning"
    if to_come:
        return "prediction"
    return "prediction" if dated else "opinion"


@lru_cache(maxsize=4)
def leaning(text: str) -> float:
    """Return what is added to the weight of every clause: more in an opinion piece than in news."""
    thousands = max(150, len(text.split())) / 1000
    news = len(_NEWS.findall(text)) / thousands
    views = len(_VIEWS.findall(text)) / thousands
    # The 5 keeps a text with few signs of either sort from leaning far.
    return 1.2 * views / (views + 2 * news + 5) - 0.3


def _words(clause: str) -> frozenset[str]:
    dated = _MONTH.sub("april", clause)
    return frozenset(_WORD.findall(dated.lower().replace("’", "'")))
