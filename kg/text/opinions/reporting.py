"""The verbs by which somebody is said to hold something, and the kind of claim that each makes.

Tables of base forms. To teach the extractor a verb of saying, add it to a table.
"""

from collections.abc import Iterable

from kg.text.opinions.claimwords import forms, plain

REPORTING: dict[str, frozenset[str]] = {
    "warning": forms("warn caution fear worry"),
    "prediction": forms("predict forecast expect anticipate foresee project estimate")
    | plain("foresaw"),
    "recommendation": forms("urge recommend propose advise"),
    "opinion": forms(
        """argue believe contend insist assert maintain suggest claim suspect doubt admit concede
        acknowledge stress emphasize emphasise note agree counter reason hope complain allege
        conclude lament"""
    )
    | plain("admitted conceded holds held think thinks thought feel feels felt"),
    "": forms("state add declare explain comment observe remark reply report")
    | plain("say says said tell tells told write writes wrote replied"),
}
"""The verbs of saying by the kind of claim that they introduce; "" leaves it to what is said."""

POINT_OUT = plain("point points pointed")
"""Verbs of saying only before "out"."""

BARE = forms("argue believe contend insist warn predict admit") | plain(
    "say says said think thinks thought admitted feared estimated reported claimed stated"
)
"""Those that need no "that": "critics argue the rule fails"."""

NOUNS = plain(
    """state states claim claims report reports estimate estimates forecast forecasts project
    projects fear fears worry worries hope hopes doubt doubts reason reasons note notes comment
    comments remark remarks counter counters caution cautions advise stress stresses"""
)
"""Forms that are nouns as often: at the end of a sentence they say nothing."""

PARTICIPLES: dict[str, str] = {
    "warning": "warning", "cautioning": "warning", "fearing": "warning",
    "predicting": "prediction", "urging": "recommendation", "recommending": "recommendation",
    "arguing": "opinion", "claiming": "opinion", "suggesting": "opinion", "insisting": "opinion",
    "contending": "opinion", "believing": "opinion", "calling": "opinion", "stressing": "opinion",
    "saying": "", "stating": "", "noting": "", "adding": "",
}  # fmt: skip

NEEDS_THAT = plain("adding stating noting")
"""Participles that say something only with a clause: "adding another layer" says nothing."""

KINDS = {verb: kind for kind, verbs in REPORTING.items() for verb in verbs} | dict.fromkeys(
    POINT_OUT, "opinion"
)


def _one_of(verbs: Iterable[str]) -> str:
    finite = (verb for verb in verbs if not verb.endswith("ing"))
    return "|".join(sorted(finite, key=lambda verb: (-len(verb), verb)))


_POINTS = rf"(?:{_one_of(POINT_OUT)})(?=\s+out\b)"
VERB = rf"(?:{_one_of(KINDS.keys() - POINT_OUT)}|{_POINTS})"
SURE_VERB = rf"(?:{_one_of(KINDS.keys() - POINT_OUT - NOUNS)}|{_POINTS})"
BARE_VERB = rf"(?:{_one_of(BARE)})"
PARTICIPLE = rf"(?:{'|'.join(PARTICIPLES)})"
ADVERBS = r"(?:(?:\w+ly|also|have|has|had|long|now|further|often|out|once|recently|later)\s+)*"
