"""Say what speaks against a trigger: why its clause is no norm, though it has a modal word.

Each objection is one word: "declares" (status, meaning, scope), "force" (when a law applies),
"epistemic" (what can happen), "should" (advice in a text that binds), and so on.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from kg.text.deontic import deontics
from kg.text.deontic.bearers import COMPLEMENT, CONDITION, MAIN, QUESTION, RELATIVE
from kg.text.deontic.clauses import Verb, participle
from kg.text.deontic.deontics import Trigger
from kg.text.deontic.parties import head, is_actor, is_authority, is_party, singular
from kg.text.deontic.wordlists import DETERMINERS

BINDING, PLEDGE, ARTICLE = "binding", "pledge", "article"
"""Tones of a text: a law; a promise or guidance; one that reports and argues."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read around a trigger: the material of the rules, and of a scorer behind them.

    `phrase` is the subject's text, "" where there is none; `after` is the text after the modal,
    `says` the text from its verb on.
    """

    row: Trigger
    negated: bool
    phrase: str
    verb: Verb | None
    after: str
    says: str
    clause: str
    shared: bool
    nested: bool
    tone: str
    reported: bool
    recital: bool

    @property
    def actor(self) -> bool:
        """Whether the subject is somebody who can act."""
        return bool(self.phrase) and is_actor(self.phrase)

    @property
    def party(self) -> bool:
        """Whether the subject is one whom a law regulates."""
        return bool(self.phrase) and is_party(self.phrase)

    def features(self) -> dict[str, str | bool]:
        """Return what a scorer may weigh, by name."""
        verb = self.verb
        return {
            "trigger": self.row.name,
            "modality": self.row.modality,
            "verb": verb.word if verb else "",
            "after": verb.after if verb else "",
            "be": bool(verb and verb.be),
            "passive": bool(verb and verb.passive),
            "head": head(self.phrase).lower() if self.phrase else "",
            "actor": self.actor,
            "party": self.party,
            "clause": self.clause,
            "shared": self.shared,
            "tone": self.tone,
            "reported": self.reported,
            "recital": self.recital,
        }


IDLE = "idle"
"""What speaks against words that are no modals where they do not bind: they end no clause."""

PERMITS = ("license", "licence", "permit", "authorization", "authorisation")
"""What "is required" of somebody, so that he who needs it is not the subject."""

_MODALS = ("shall", "must", "may", "should", "will", "can")
_LEAD_IN = re.compile(r"(?:,[^,;:]*,?)?\s*(?:[:—]|--)|\s*$")


def against(r: Reading) -> str:
    """Return in a word why the trigger is no norm, "" if it is one."""
    if r.clause in (CONDITION, QUESTION):
        return IDLE if r.row.when in _WORDS or r.row.when == "barred" else r.clause
    if r.nested:
        return "nested"
    if r.phrase[1:].startswith("othing"):
        return "nothing"
    if r.phrase.lower() == "there" and r.row.name in ("may", "need_not"):
        return "there"
    if r.verb is None and r.row.name in _MODALS and not _LEAD_IN.match(r.after):
        return "no verb"
    return _tone(r) or _declares(r) or _kind(r)


def _tone(r: Reading) -> str:
    """In an article only what it reports of a law is a norm."""
    if r.row.when == "reported":
        says_so = deontics.LAW.search(r.phrase) or (r.phrase and is_authority(r.phrase))
        return "" if r.tone == ARTICLE and says_so else "text"
    if r.tone == ARTICLE and not r.reported and r.row.name not in ("shall", "shall_not"):
        return "" if r.row.when in ("bound", "barred") or _regulated(r) else "article"
    if r.row.when == "soft" and r.tone != PLEDGE:
        return "should"
    if r.row.when == "vow" and r.tone == BINDING:
        return "vow"
    return ""


def _regulated(r: Reading) -> bool:
    """Whether somebody must do what laws ask for: "the developer must publish a report"."""
    duty = r.verb.word in deontics.DUTIES if r.verb else bool(_LEAD_IN.match(r.after))
    plain = r.phrase.lower() not in ("we", "you", "i", "it", "they", "who")
    duty = duty and not (r.verb and r.verb.after == "up")
    return duty and plain and r.party and r.row.name in _DUTY_ROWS


_DUTY_ROWS = ("must", "must_not", "asked", "have_to", "would_have")


def _declares(r: Reading) -> str:
    """Whether the clause only declares scope, force, status or meaning."""
    verb = r.verb
    if verb is None or not r.row.plain:
        return ""
    binds = not r.row.name.startswith("may") and not r.party
    if r.clause != MAIN and _MEASURES.match(r.says):
        return "declares"
    if deontics.APPLYING.match(r.says) or (binds and deontics.FORCE.match(r.says)):
        return "force"
    if verb.be:
        return _declared_status(r, verb)
    if verb.word in ("mean", "constitute"):
        return "declares"
    if verb.word in deontics.DECLARING_VERBS and not r.actor:
        return "declares"
    if verb.word in ("include", "refer") and deontics.NAMES_WORDS.match(r.phrase):
        return "declares"
    return ""


# "the threshold that a model shall exceed to be considered large"
_MEASURES = re.compile(
    r"(?:exceed|meet|reach|satisfy|attain|pass)\s+(?:in\s+order\s+)?to\s+(?:qualify|count|"
    r"be(?:come)?\b)"
)


def _declared_status(r: Reading, verb: Verb) -> str:
    if verb.word in deontics.ALWAYS_DECLARING:
        return "declares"
    if verb.word in deontics.DECLARING_AS and verb.after in ("as", "to"):
        return "declares"
    if verb.word == "limited" and r.negated:
        return "declares"
    if verb.word in deontics.AMENDING and head(r.phrase).lower() in deontics.PARTS_OF_TEXT:
        return "amends"
    if verb.word in DETERMINERS - {"such"} or verb.word == "part":
        return "declares"
    if r.negated and r.row.name.startswith("shall") and verb.word in ("subject", "liable"):
        return "scope"
    return ""


def _kind(r: Reading) -> str:
    """Apply what the row's `when` asks for."""
    when = r.row.when
    if r.row.name == "may_not" and r.verb and r.verb.word in _UNABLE:
        return "epistemic"
    if when in ("always", "reported"):
        return ""
    if when == "state":
        return RELATIVE if r.clause == RELATIVE and not r.actor else ""
    if when == "barred":
        return _barred(r)
    if r.clause != MAIN and when in _WORDS:
        return IDLE
    if r.clause != MAIN and not (when == "may" and r.clause == COMPLEMENT):
        return r.clause
    return _RULES[when](r)


def _barred(r: Reading) -> str:
    """Whether "cannot" says what is not allowed rather than what is not possible."""
    if deontics.WITHOUT_PERMIT.search(r.after[:200]) and r.actor:
        return ""
    deliberate = r.verb is not None and r.verb.word in deontics.DELIBERATE
    return "" if r.tone == BINDING and r.clause == MAIN and deliberate and r.actor else IDLE


def _will(r: Reading) -> str:
    verb = r.verb
    if r.tone == PLEDGE and singular(head(r.phrase).lower()) in deontics.DOCUMENTS:
        return "state" if verb and verb.word in deontics.OPEN_ENDED else ""
    if verb and verb.word == "have" and participle(verb.after):
        verb = None  # "will have notified"
    if verb and (verb.word in deontics.RECEIVING or (verb.be and verb.word != "subject")):
        return "state"
    if r.phrase.lower() in ("it", "i") or (r.tone == BINDING and r.phrase.lower() == "we"):
        return "thing"
    return "" if r.party or (r.tone == PLEDGE and r.actor) else "thing"


def _can(r: Reading) -> str:
    if r.verb is None or r.tone == PLEDGE:
        return "able"
    if r.verb.passive and r.tone == BINDING:
        return "" if r.verb.word in deontics.GRANTED else "able"
    return "" if r.verb.word in deontics.DELIBERATE and r.actor else "able"


def _are_to(r: Reading) -> str:
    verb = r.verb
    if verb is None or (verb.word in ("be", "") and not verb.passive) or not r.phrase:
        return "state"
    if verb.passive:
        return ""
    if head(r.phrase).lower() in deontics.PURPOSES:
        return "purpose"
    return "" if r.tone == BINDING or r.actor else "purpose"


def _may(r: Reading) -> str:
    """Whether "may" says what can happen rather than what is allowed."""
    verb = r.verb
    if verb is None:
        return ""
    if r.recital and (not r.actor or r.phrase.lower() in ("it", "they")):
        return "recital"
    if verb.be:
        granted = verb.word in ("exempt", "eligible", "located", "headquartered", "domiciled")
        if verb.passive:
            granted = verb.word not in deontics.EPISTEMIC_PASSIVES
        return "" if granted else "epistemic"
    doubtful = deontics.EPISTEMIC_OF_ACTORS if r.actor else deontics.EPISTEMIC
    return "epistemic" if verb.word in doubtful else ""


_WORDS = ("permit", "charged", "opening", "bound")
_UNABLE = deontics.EPISTEMIC_OF_ACTORS | {"able", "possible", "otherwise"}


_RULES: dict[str, Callable[[Reading], str]] = {
    "may": _may,
    "can": _can,
    "party": _will,
    "are_to": _are_to,
    "permit": lambda r: "" if r.phrase.lower().endswith(PERMITS) else IDLE,
    "charged": lambda r: "" if r.actor else IDLE,
    "opening": lambda r: IDLE if r.phrase else "",
    "bound": lambda r: "" if r.party and deontics.RULES.search(r.after[:120]) else IDLE,
    "soft": lambda r: "",
    "vow": lambda r: "" if r.actor else "thing",
}
