"""The words that bind, forbid or allow: a table of triggers, and the verbs that make them no norm.

A new trigger is one row of `TRIGGERS`; a new verb is one word in one of the lists below it.
"""

import re
from dataclasses import dataclass

from kg.text.deontic.wordlists import words as _words

OBLIGATION, PROHIBITION, PERMISSION = "obligation", "prohibition", "permission"


@dataclass(frozen=True, slots=True)
class Trigger:
    """One row: the pattern of the modal words and what they say.

    `when` names what else must hold, see `objections`: "always" nothing; "state" that a
    relative clause is about somebody; "soft" that the text is a pledge or guidance; "vow" the same,
    of somebody; "reported" that an article says it of a law; "party" that it is said of one whom
    the text regulates; "may", "can" and "are_to" that it is no possibility and no purpose;
    "barred" that "cannot" forbids; "permit", "charged", "bound" and "opening" what words that are
    no modals ask for: that a permit is meant, somebody who acts, a party under a rule, or that the
    clause begins there.
    `bears` says who bears the norm: the "subject", who is named "after" the trigger, or nobody but
    the "agent" of the passive. `plain` marks bare modals, whose verb may only declare.
    """

    name: str
    pattern: str
    modality: str
    when: str = "always"
    bears: str = "subject"
    plain: bool = False


_BE = r"(?:is|are|(?:shall|will|must|may)\s+(?:also\s+)?be)"
_NOW = r"(?:\s+(?:hereby|also|further|not\s+only|only|therefore|thereby|still|now))?"
_ASKED = (
    r"(?:required|obliged|obligated|bound|directed|instructed|mandated|called\s+upon|ordered|"
    r"compelled)"
)
_TO = r"to(?!\s+(?:the|a|an|this|that|any|such|\d))"
_LET = r"(?:authori[sz]ed|empowered|permitted|allowed|entitled|at\s+liberty)"
_RIGHT = r"(?:the\s+|a\s+)?(?:right|power|authority|discretion|option)"
_VOW = r"(?:undertakes?|commits?|pledges?|promises?|agrees?|vows?)"
_HAVE = r"(?:(?:shall|will|must)\s+)?ha(?:s|ve)"
# Words between a modal and its "not": "shall, in any event, not".
_HEDGE = r"(?:,\s[^,;:.\n]{1,60},|\s+(?:also|therefore|knowingly|only|in\s+any\s+event))?"

TRIGGERS = (
    # Longer before shorter: the first row that matches wins.
    Trigger("not_asked", rf"{_BE}\s+not{_NOW}\s+{_ASKED}\s+to|shall\s+not\s+be\s+{_ASKED}\s+to"
            rf"|(?:may|must|will)\s+not\s+be\s+{_ASKED}\s+to", PERMISSION, "state"),
    Trigger("will_not_have", r"(?:will|shall)\s+not(?:,\s\w+,)?\s+(?:have|need)\s+to", PERMISSION,
            "state"),
    Trigger("not_let", rf"(?:is|are)\s+not\s+{_LET}\s+to|(?:shall|may|must|will)\s+not\s+be\s+"
            rf"{_LET}\s+to|shall\s+not\s+have\s+{_RIGHT}\s+to", PROHIBITION),
    Trigger("asked", rf"{_BE}{_NOW}\s+(?:{_LET}\s+and\s+)?{_ASKED}\s+{_TO}", OBLIGATION, "state"),
    Trigger("let", rf"{_BE}{_NOW}\s+{_LET}\s+to|shall\s+be\s+(?:eligible|entitled)\b",
            PERMISSION, "state"),
    Trigger("forbidden", rf"{_BE}{_NOW}\s+(?:prohibited|forbidden|barred|precluded|banned)\s+from",
            PROHIBITION, "state"),
    Trigger("unlawful", r"[Ii]t\s+(?:(?:is|shall\s+be)\s+(?:unlawful|illegal|prohibited|forbidden|"
            r"an\s+offen[cs]e|a\s+violation(?:\s+of\s+this\s+\w+)?)|(?:is|shall)\s+not\s+(?:be\s+)?"
            r"(?:lawful|permissible|permitted))(?=\s+(?:for|to)\b)",
            PROHIBITION, bears="after"),
    Trigger("duty", r"[Ii]t\s+(?:is|shall\s+be)\s+the\s+(?:duty|responsibility)\s+of",
            OBLIGATION, bears="after"),
    Trigger("prohibited", rf"{_BE}{_NOW}\s+(?:prohibited|forbidden)(?!\s+(?:by|from|transaction))"
            r"|(?:is|are)\s+not\s+(?:permitted|allowed)(?!\s+to\b)", PROHIBITION, "state",
            bears="agent"),
    Trigger("need_not", r"need\s+not|(?:do|does)\s+not\s+(?:need|have)\s+to", PERMISSION),
    Trigger("right", rf"{_HAVE}\s+{_RIGHT}\s+to", PERMISSION, "state"),
    Trigger("have_to", r"will\s+(?:have|need)\s+to|(?<=\b[Yy]ou\s)need\s+to"
            r"|ha(?:s|ve)\s+(?:to|(?:a|the|an)\s+(?:duty|obligation|responsibility)"
            r"\s+to)|(?:is|are)\s+under\s+(?:a|an|the)\s+(?:duty|obligation)\s+to", OBLIGATION,
            "state"),
    Trigger("shall_not", rf"shall{_HEDGE}\s+(?:not|never|under\s+no\s+circumstances|in\s+no\s+"
            r"(?:case|event)|neither)", PROHIBITION, plain=True),
    Trigger("shall", r"shall", OBLIGATION, plain=True),
    Trigger("must_not", rf"must{_HEDGE}\s+(?:not|never)", PROHIBITION, plain=True),
    Trigger("must", r"must", OBLIGATION, plain=True),
    Trigger("may_not", rf"(?<!may\sor\s)may{_HEDGE}\s+(?:not|never)|may\s+(?:under\s+no\s+"
            r"circumstances|in\s+no\s+(?:case|event))", PROHIBITION, plain=True),
    # "are or may be" says what can be.
    Trigger("may", r"(?<!\b(?:are|may)\sor\s)(?<!\bis\sor\s)may(?:\s+only)?", PERMISSION, "may",
            plain=True),
    Trigger("cannot", r"can\s?not", PROHIBITION, "barred"),
    Trigger("can", r"can", PERMISSION, "can"),
    Trigger("should_not", rf"should{_HEDGE}\s+(?:not|never)", PROHIBITION, "soft"),
    Trigger("should", r"should|ought\s+to", OBLIGATION, "soft", plain=True),
    Trigger("commit_not", rf"{_VOW}\s+not\s+to", PROHIBITION, "vow"),
    Trigger("commit", rf"{_VOW}\s+to|(?:(?:re)?affirms?|makes?)\s+(?:their|its|our|a|the)\s+"
            r"commitments?\s+to|(?:are|is)\s+committed\s+to|(?:are|is)\s+called\s+on\s+to",
            OBLIGATION, "vow"),
    Trigger("liable", r"will\s+be\s+(?:subject|liable)\s+to", OBLIGATION, "party"),
    Trigger("will_not", rf"will{_HEDGE}\s+(?:not|never)", PROHIBITION, "party", plain=True),
    Trigger("will", r"will", OBLIGATION, "party", plain=True),
    Trigger("are_to", r"(?:is|are)(?:\s+not)?\s+to", OBLIGATION, "are_to", plain=True),
    Trigger("permit_needed", r"(?:is|are)\s+(?:also\s+)?required(?=\s+(?:for|under|before|when|if|"
            r"where|prior)\b)", OBLIGATION, "permit", bears="agent"),
    Trigger("responsible", r"(?:is|are)\s+responsible\s+for(?=\s+(?:ensur|comply|obtain|submit|"
            r"determin|report|notify|maintain|keep|monitor|implement|verify|conduct|oversee)ing\b)",
            OBLIGATION, "charged"),
    Trigger("resolved", r"(?:Calls|CALLS)\s+(?:(?:up)?on|(?:UP)?ON)|(?:Urges|URGES|"
            r"Instructs|INSTRUCTS|Directs|DIRECTS|Requests|REQUESTS)(?=\s+(?!(?:for|from|by|of|"
            r"to|that)\b)[^.;:]{3,150}?\sto\s)", OBLIGATION, "opening", bears="after"),
    Trigger("direct", r"hereby\s+(?:(?:direct|order|instruct|require|charge)s?|calls?\s+upon)",
            OBLIGATION, bears="after"),
)  # fmt: skip

_WHOM = r"(?=\s+(?!(?:that|for|by|of|in|under)\b)[\w\s,-]{3,80}?\sto\s)"
REPORTED = (
    Trigger("would_have", rf"would\s+(?:(?:have|need)|be\s+{_ASKED})\s+to", OBLIGATION, "state"),
    Trigger("would_let", rf"would\s+be\s+{_LET}\s+to", PERMISSION, "state"),
    Trigger("would_ban", r"would\s+be\s+(?:prohibited|forbidden|barred|precluded|banned)\s+from",
            PROHIBITION, "state"),
    Trigger("subject", r"(?:is|are)\s+(?:only\s+|also\s+)?subject(?:\s+only)?\s+to", OBLIGATION,
            "bound"),
    Trigger("requires", rf"(?:(?:would|will)\s+)?(?:require[sd]?|oblige[sd]?|compels?|mandate[sd]?|"
            rf"instruct(?:s|ed)|orders|ordered|direct(?:s|ed)){_WHOM}", OBLIGATION, "reported",
            bears="after"),
    Trigger("allows", r"(?:(?:would|will)\s+)?(?:allow(?:s|ed)?|permits?|empowers?|authori[sz]es?)"
            rf"{_WHOM}", PERMISSION, "reported", bears="after"),
    Trigger("bans", r"(?:(?:would|will)\s+)?(?:prohibit(?:s|ed)?|bar(?:s|red)?|ban(?:s|ned)?|"
            r"forbids?)"
            r"(?=\s+[\w\s,-]{3,80}?\sfrom\s)", PROHIBITION, "reported", bears="after"),
)  # fmt: skip
"""What an article says a law does; in a law itself these words only say what a norm is about."""

BY_NAME = {t.name: t for t in (*TRIGGERS, *REPORTED)}


# How a trigger can begin: most words of a text are then passed over without trying each row.
_BEGINS = (
    r"(?:s(?:hall|hould)|m(?:ust|ay|ake|andat)|w(?:ill|ould)|can|i[st]\b|It\b|are\b|ha(?:s|ve)\b|need|do|"
    r"C(?:alls|ALLS)|U(?:rges|RGES)|I(?:nstr|NSTR)|D(?:irects|IRECTS)|R(?:equ|EQU)|"
    r"ought|undert|commit|pledge|promise|agree|vow|(?:re)?affirm|hereby|require|oblig|compel|"
    r"instruct|order|direct|allow|permit|empower|authori|prohibit|ba[nr]|forbid)"
)


def _pattern(rows: tuple[Trigger, ...]) -> re.Pattern[str]:
    any_row = "|".join(f"(?P<{t.name}>{t.pattern})" for t in rows)
    return re.compile(rf"\b(?={_BEGINS})(?:{any_row})(?![\w-])")


FIND = _pattern(TRIGGERS)
"""All triggers; the name of the group that matched is the row's."""

FIND_REPORTED = _pattern((*REPORTED, *TRIGGERS))
"""The same for articles."""

ALWAYS_DECLARING = _words(
    """construed deemed considered regarded interpreted presumed cited known called named
    repealed superseded severable composed comprised invalid null equal equivalent
    inapplicable applicable enforceable without of in cumulative conclusive understood read"""
)
"""After "shall be": these fix a meaning, a status or the text itself, and bind nobody."""

DECLARING_AS = _words(
    """treated taken referred classified counted designated defined
    recognised recognized entitled interpreted numbered"""
)
"""The same, where "as" or "to" follows: "shall be treated as", "shall be taken to"."""

APPLYING = re.compile(
    r"apply\s+(?:from|as\s+(?:of|from)|until|with\s+effect|mutatis)\b|(?:enter|come)\s+into\s+force"
)
"""What is said of a law whatever its subject looks like: "It shall apply from 1 May"."""

FORCE = re.compile(
    r"(?:take\s+effect|(?:enter|come|go|be\s+put)\s+into\s+(?:force|effect|operation)|"
    r"have\s+(?:no\s+|full\s+|the\s+|legal\s+)*(?:force|effect|same|meaning)|"
    r"remain\s+(?:in\s+)?(?:full\s+)?(?:force|effect|operative|valid)|"
    r"become\s+(?:effective|operative)|"
    r"cease\s+to\s+(?:have|apply|be|exist)|be\s+(?:put|brought)\s+into\s+(?:force|effect)|"
    r"be\s+(?:effective|operative|valid|binding|final|void)\b(?!,|\s+and\b))"
)
"""What says when and how far a law is in force."""

AMENDING = _words(
    "amended replaced inserted deleted substituted redesignated renumbered omitted added revised"
)
"""The same, of a part of a text: "the following paragraph shall be inserted"."""

PARTS_OF_TEXT = _words(
    """article articles paragraph paragraphs point points sentence sentences word words phrase annex
    section sections subsection subparagraph title entry row table text heading footnote chapter
    regulation directive act item clause"""
)
PURPOSES = _words(
    """purpose purposes aim aims goal goals objective objectives role mission task policy intent
    intention function effect point idea challenge problem way step approach responsibility key plan
    question issue priority vision focus ambition duty job reason practice"""
)
"""Subjects of "is to" that say what something is for, not what must be done."""

DECLARING_VERBS = _words(
    """affect prejudice prevent preclude prevail supersede preempt lapse sunset expire commence
    impair diminish alter modify override relieve derogate bind inure relate refer extend cover
    concern apply continue remain cease terminate become limit restrict authorize authorise exempt
    waive run"""
)
"""After "shall", of a rule, an act or a date: scope, force, effect. Of an actor they are duties."""

EPISTEMIC_OF_ACTORS = _words(
    "need want wish know believe find suffer lack fail face have experience already reasonably "
    "feel deem sometimes attempt try misuse exploit evade circumvent"
)
"""After "may", even of somebody: what can happen to him."""

EPISTEMIC = _words(
    """arise occur emerge evolve result cause lead exist pose stem contribute vary differ become
    involve indicate suggest represent compromise undermine seem appear prove threaten encompass
    depend happen harm endanger suffer lack fail exceed constitute reflect change affect impact
    increase decrease reduce enable facilitate differ originate be have need want wish know believe
    find mean consist entail require fall deem consider face remain cost already even help
    adversely negatively soon potentially well"""
)
"""After "may", of things: what can happen, not what is allowed."""

EPISTEMIC_PASSIVES = _words(
    """affected caused found expected needed influenced associated caused harmed exposed perceived
    seen attributed impacted limited deemed intended believed suspected considered based"""
)
DELIBERATE = _words(
    """request apply ask appeal choose elect submit seek use file rely access obtain opt complain
    decide object withdraw lodge claim refuse issue impose take order require suspend revoke
    participate contact demand exercise overcome rebut"""
)
"""After "can", of one who is named: what a rule lets somebody do."""

RECEIVING = _words(
    """be have become receive remain need benefit continue face lose gain see know likely
    experience find suffer result cease lose lapse expire"""
)
"""After "will": what happens to somebody, no duty."""

GRANTED = _words(
    """added appealed applied built challenged exported extended filed granted imported imposed
    issued lodged renewed reexported requested sold submitted transferred waived withdrawn"""
)
"""After "can be", in a law: what one may do, not what is possible."""

DUTIES = _words(
    """publish report disclose notify submit file register obtain keep apply comply document
    transmit certify implement maintain retain conduct provide label inform appoint designate pay
    verify screen"""
)
"""After "must", of one whom a law regulates: an article that says so reports a law."""

DOCUMENTS = _words(
    """framework assessment report estimate documentation plan summary record policy procedure
    protocol evaluation description analysis justification audit review"""
)
"""What a pledge says will hold this or that: it binds those who write it."""

RULES = re.compile(
    r"\b(?:requirements?|obligations?|rules?|dut(?:y|ies)|fines?|penalt(?:y|ies)|reports?|caps?|"
    r"reporting|audits?|controls?|licens\w+|restrictions?|provisions?|tariffs?)\b"
)
"""What an article says that somebody is subject to, if it is a rule."""

OPEN_ENDED = _words("evolve change vary apply become help enable allow remain")
"""After "will", of a document: what it comes to, not what it must hold."""

WITHOUT_PERMIT = re.compile(
    r"\bwithout\s+(?:[\w.-]+\s+){0,4}?(?:licen[cs]e|permit|permission|approval|consent|"
    r"authori[sz]ation)\b"
)

NAMES_WORDS = re.compile(r"(?:[Tt]he|A|a)?\s*(?:terms?|definition|words?|phrase|reference)\b")
"""A subject that is a word of the text, not what it stands for."""

LAW = re.compile(
    r"\b(?:Act|[Ll]aws?|[Bb]ills?|[Oo]rders?|[Rr]ules?|[Rr]egulations?|[Dd]irectives?|[Ss]tatutes?|"
    r"[Ss]ections?|[Aa]rticles?|[Ll]icen[sc]es?|[Ll]egislation|[A-Z]{1,3}\s\d+|"
    r"[Ee]xport\s+(?:controls?|restrictions?)|[Cc]ontrols|[Rr]estrictions|[Ss]anctions)\b"
)
"""What an article calls a law."""
