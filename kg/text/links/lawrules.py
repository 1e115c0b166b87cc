"""The rules of relations of laws: who issued, supports or opposes one, what it amends or rests on.

One rule for one way to say it; the form of a rule stands in `kg.text.links.relationwords`.
"""

from kg.text.links.masked import ACTOR as A
from kg.text.links.masked import ANY
from kg.text.links.masked import CITATION as C
from kg.text.links.masked import INSTRUMENT as I
from kg.text.links.masked import JURISDICTION as J
from kg.text.links.relationwords import (
    ACTORS,
    ADVERBS,
    ASIDE,
    BACKS,
    BY,
    CURBS,
    DOCUMENT,
    HAS,
    HONORIFIC,
    HURTS,
    ISSUED,
    JOINED,
    LAW,
    LAWS,
    LIKE,
    LOOSE,
    MATTER,
    MORE,
    NAMED_WRITING,
    NO_SIGNER,
    NOUNS,
    OWN,
    PHRASE,
    POSSESSIVE,
    RESISTS,
    RUNS,
    SAID,
    SELF,
    SIDES,
    SUCH,
    TAIL,
    TITLED,
    WHOSE,
    WORDS,
    WRITING,
    WROTE,
    Rule,
)

TITLES: tuple[Rule, ...] = (
    Rule("amends.title", "amends", ("amending",),
         rf"{TITLED}(?P<s>{I})[^.;:]{{0,400}}?\bamending\s+(?:and\s+repealing\s+)?(?:the\s+)?"
         rf"(?P<o>{LAWS})", in_law=True),
    Rule("revokes.title", "revokes", ("repealing",),
         rf"{TITLED}(?P<s>{I})[^.;:]{{0,400}}?\brepealing\s+(?:the\s+|Council\s+|Commission\s+)?"
         rf"(?P<o>{LAWS})", in_law=True),
)  # fmt: skip
"""What the title of a law says; it may stand on several lines."""

RULES: tuple[Rule, ...] = (
    *TITLES,
    Rule("from.drafted", "based_on", ("these ", "this "),
         rf"(?P<s>{SELF})\s+(?:is|are|has\s+been|have\s+been|shall\s+be)\s+(?:hereby\s+)?"
         rf"(?:formulated|drafted|enacted|made|issued|adopted|promulgated|developed|established)\b"
         rf"[^.;]{{0,160}}?(?:on\s+the\s+basis\s+of|in\s+accordance\s+with|pursuant\s+to|under|"
         rf"based\s+(?:up)?on|according\s+to)\s+(?P<o>[^.;]{{0,600}}?{I}[^.;]{{0,600}}?)"
         rf"(?=\s+so\s+as|\s+in\s+order|\s+for\s+the\s+purpose|\s+with\s+a\s+view|[.;]|$)",
         in_law=True),
    Rule("from.basis_first", "based_on", ("these ", "this "),
         rf"(?:on\s+the\s+basis\s+of|in\s+accordance\s+with|pursuant\s+to|according\s+to)\s+"
         rf"(?P<o>[^.;]{{0,600}}?{I}[^.;]{{0,600}}?),?\s+(?:and\s+[^.;]{{0,80}})?(?P<s>{SELF})\s+"
         rf"(?:is|are)\s+(?:hereby\s+)?(?:formulated|drafted|enacted|made|issued|adopted|"
         rf"promulgated)", in_law=True),
    Rule("from.powers", "based_on", ("powers", "authority"),
         rf"\b(?:powers?|authority)\s+(?:conferred|vested|given|granted)\b[^.;:]{{0,120}}?"
         rf"(?P<o>{I})[^.;]{{0,200}}?\b(?:makes?|issues?|adopts?|prescribes?)\s+(?P<s>{SELF}|"
         rf"the\s+following\s+(?:Regulations|Order|Rules))", in_law=True),
    Rule("from.serves", "based_on", ("authority", "basis"),
         rf"(?P<o>{I}){TAIL},?[^.;{I}]{{0,80}}?\b(?:provides?|serves?\s+as|is|are)\s+the\s+(?:\w+\s+)?"
         rf"(?:authority|basis)\s+(?:under\s+which|for|of)\b[^.;{I}]{{0,80}}?(?P<s>{SELF})",
         in_law=True),
    Rule("from.implements", "based_on", ("implement", "effect to", "transpose", "out ", "build"),
         rf"(?P<s>{SELF}|{I})\s+(?:implements?|gives?\s+effect\s+to|transposes?|carr(?:y|ies)\s+"
         rf"out|builds?\s+(?:up)?on)\s+(?:(?:sub)?sections?\s+[^.;{I}]{{1,30}}?\s+of\s+)?(?:the\s+)?"
         rf"(?P<o>{LAWS})", in_law=True),

    Rule("issued.of", "issued_by", (" of the ",),
         rf"(?P<s>{I})\s+of\s+the\s+(?P<o>{A}(?:\s+and\s+(?:of\s+)?the\s+{A})?)(?!{OWN})",
         in_law=True),
    # Where the second of the two makers of Union law is no name that is known.
    Rule("issued.council", "issued_by", ("council",),
         rf"(?P<s>{I})\s+of\s+the\s+{A}\s+and\s+(?:of\s+)?the\s+(?P<o_phrase>(?-i:Council|COUNCIL))\b",
         in_law=True),
    Rule("issued.name", "issued_by", (" by ",),
         rf"(?P<s>{I}){TAIL},?\s+\(?(?:[\w-]+\s+){{0,3}}?(?:{ISSUED})\s+(?:[\w,-]+\s+){{0,3}}?by\s+"
         rf"{BY}(?P<o>{SIDES})", in_law=True),
    Rule("issued.kind", "issued_by", (" by ",),
         rf"(?P<s>\b(?:{DOCUMENT}))\s+(?:(?:for|on|of)\s+(?:[\w-]+\s+){{1,6}}?|[\w-]+\s+)?"
         rf"(?:{ISSUED})\s+by\s+{BY}(?P<o>{ACTORS})", in_law=True),
    Rule("issued.possessive", "issued_by", POSSESSIVE,
         rf"(?P<o>[{J}{A}]){OWN}{NOUNS}(?P<s>{LAWS})(?!\s+(?:regulations|rules|obligations|compliance))",
         in_law=True),
    Rule("issued.beside", "issued_by", (I,), rf"(?P<o>[{J}{A}])\s+(?P<s>{I})", in_law=True),
    Rule("issued.with", "issued_by", ("with its", "with their", "and its"),
         rf"(?P<o>[{J}{A}]),?\s+(?:with|and|through)\s+(?:its|their)\s+{WORDS}(?P<s>{LAWS})"),
    Rule("issued.active", "issued_by", (I,),
         rf"(?P<o>[{J}{A}])\s+{HAS}(?:{WROTE})\s+{SUCH}{NOUNS}(?P<s>{I})",
         in_law=True),
    Rule("issued.by_signing", "issued_by", ("ing ",),
         rf"(?P<o>{A})\s+[^.;{A}]{{0,120}}?\b(?:by|after|in|upon|with|before)\s+(?:signing|issuing|"
         rf"adopting|enacting|publishing|promulgating)\s+{SUCH}{NOUNS}(?P<s>{I})", in_law=True),
    Rule("issued.which", "issued_by", ("which", "that"),
         rf"(?P<s>{I}),?\s+(?:which|that)\s+{BY}(?P<o>[{J}{A}])\s+{HAS}(?:{WROTE}|signed)\b",
         in_law=True),

    Rule("issued.run", "issued_by", (" by ",),
         rf"(?P<s>{I}),?\s+\(?(?:(?:which|that)\s+)?(?:(?:is|are|was|were)\s+)?(?:also\s+|jointly\s+)?(?:{RUNS})\s+"
         rf"by\s+(?:the\s+)?(?:{A}{OWN}|{J}{OWN})?(?P<o>{SIDES})(?!{OWN})", in_law=True),
    Rule("issued.writing", "issued_by", POSSESSIVE,
         rf"(?P<o>[{A}{J}]){OWN}(?:[\w-]+\s+){{0,4}}?(?P<s_phrase>\b(?-i:(?=[a-z]))(?:{WRITING}))\b(?!\s+(?:of|by)\s+{A})"),
    Rule("issued.named", "issued_by", POSSESSIVE,
         rf"(?P<o>{A}){OWN}(?P<s_phrase>(?-i:{NAMED_WRITING}))", in_law=True),
    Rule("issued.curbs", "issued_by", (A, J),
         rf"(?P<o>[{A}{J}])(?:\s+(?:administration|government))?\s+{HAS}(?:{WROTE}|announce[sd]|impose[sd]|"
         rf"rolled\s+out|tightened)\s+(?P<s_phrase>{LOOSE}(?:{CURBS}))\b"),
    Rule("issued.office", "issued_by", ("signed",),
         rf"\b(?:President|Premier)\s+(?P<o>{A})\s+{HAS}signed\s+{SUCH}{NOUNS}(?P<s>{I})",
         in_law=True),

    Rule("amends.passive", "amends", ("amended by",),
         rf"(?P<o>{I}|{C}){TAIL},?\s+\(?(?:as\s+)?(?:[\w-]+\s+)?amended\s+by\s+(?:the\s+)?"
         rf"(?P<s>{LAW}(?:,?\s+(?:and\s+)?(?:further\s+|as\s+)?(?:amended\s+by\s+)?(?:the\s+)?"
         rf"{LAW})*)", in_law=True),
    Rule("amends.actor", "amends", ("amend", "revis"),
         rf"(?P<s>{A})\s+(?:(?:is|are)\s+)?(?:hereby\s+|further\s+)?(?:amend|revis)(?:s|es|ing)\s+"
         rf"(?:the\s+)?(?P<o>{LAWS})", in_law=True),
    Rule("amends.active", "amends", ("amend", "modif", "revis"),
         rf"(?P<s>{I}|{SELF})\s+(?:would\s+|will\s+|shall\s+|hereby\s+)?(?:amend(?:s|ed)?|modif(?:y|"
         rf"ies|ied)|revise[sd]?)\s+(?:the\s+|section\s+\w+\s+of\s+(?:the\s+)?)?(?P<o>{LAWS})",
         in_law=True),
    Rule("revokes.active", "revokes", ("revok", "repeal", "rescind", "supersed", "replac"),
         rf"(?P<s>{I}|{SELF})\s+(?:would\s+|will\s+|shall\s+|hereby\s+)?(?:revoke[sd]?|"
         rf"repeal(?:s|ed)?|rescind(?:s|ed)?|supersede[sd]?|replace[sd]?)\s+(?:and\s+replaces?\s+)?"
         rf"(?:the\s+)?(?P<o>{LAWS})", in_law=True),
    Rule("revokes.passive", "revokes", ("revoked by", "repealed by", "rescinded by",
                                        "superseded by", "replaced by"),
         rf"(?P<o>{LAWS}){TAIL},?\s+\(?(?:[\w-]+\s+){{0,3}}?(?:revoked|repealed|rescinded|superseded|"
         rf"replaced)\s+by\s+{BY}(?P<s>{I}|{SELF}|{A})", in_law=True),
    Rule("revokes.through", "revokes", ("revoked", "repealed", "rescinded"),
         rf"(?:pursuant\s+to|by|through|in|with)\s+(?P<s>{LAW}),?\s+(?:I|we|[{A}{J}])\s+"
         rf"(?:revoked|repealed|rescinded)\s+(?:the\s+)?(?P<o>{LAWS}|{PHRASE})", in_law=True),

    Rule("revokes.actor", "revokes", ("revoke", "rescind", "repeal", "scrap"),
         rf"(?P<s>{A})\s+{HAS}(?:revoke[sd]|rescind(?:s|ed)|repeal(?:s|ed)|scrap(?:s|ped))\s+"
         rf"(?:(?:the\s+)?(?P<o>{LAWS})|(?P<o_phrase>{MATTER}))", in_law=True),

    Rule("governs", "governs", ("govern", "regulat"),
         rf"(?P<s>{I})\s+(?:governs|regulates|is\s+meant\s+to\s+(?:govern|regulate))\s+"
         rf"(?P<o>{PHRASE})"),

    Rule("supports.law", "supports", (I,),
         rf"{NO_SIGNER}(?P<s>{ACTORS}){ASIDE}\s+{HAS}(?:{BACKS}|{JOINED})\s+(?:the\s+)?{WHOSE}{WORDS}(?P<o>{LAWS})"),
    Rule("supports.bill", "supports", ("introduced", "authored", "sponsored", "wrote"),
         rf"{HONORIFIC}\s+(?P<s>{ACTORS}){MORE}(?:\s+\([\w-]{{2,8}}\))?,?\s+{HAS}(?:introduced?s?|wrote|"
         rf"proposed|filed|unveiled|authored|reintroduced)\s+"
         rf"(?:(?:the\s+)?(?P<o>{LAWS})|(?P<o_phrase>{MATTER}))|(?P<o2>{I}),?\s+{HAS}(?:introduced|authored|"
         rf"(?:co-?)?sponsored|written)\s+by\s+(?:\w+\s+)?(?:{HONORIFIC}\s+)?(?P<s2>{ACTORS})"),
    Rule("supports.passive", "supports", (" by ", "from "),
         rf"(?P<o>{I}){TAIL},?\s+(?:(?:which|that|has|have|is|was|been|a\s+bill|legislation)\s+)*(?:strongly\s+|"
         rf"publicly\s+|widely\s+)?(?:backed|supported|endorsed|championed|led|signed|"
         rf"(?:co-?)?sponsored|introduced|authored|proposed)\s+by\s+(?:the\s+)?(?:\w+\s+)?(?:{HONORIFIC}\s+)?"
         rf"(?P<s>{ACTORS})"),
    Rule("supports.author", "supports", ("author", "sponsor", "behind", "support"),
         rf"(?P<s>{A})(?:\s+\([\w-]{{2,8}}\))?,\s+(?:the\s+|an?\s+|who\s+)?(?:[\w-]+\s+){{0,2}}?(?:author|sponsor|"
         rf"co-?sponsor|backer|architect|(?:co-?)?authored|(?:co-?)?sponsored|wrote|introduced)\s+"
         rf"(?:of\s+)?(?:the\s+)?(?P<o>{I})|(?P<s2>{A}){OWN}(?:[\w-]+\s+)?(?:support|backing|"
         rf"endorsement)\s+(?:for|of)\s+(?:the\s+)?(?P<o2>{I})"),
    Rule("supports.vote", "supports", ("vot", "urg", "call"),
         rf"(?P<s>{ACTORS})\s+{HAS}(?:voted\s+(?:for|in\s+favou?r\s+of)|urged?s?\s+[^.;{A}]{{2,40}}?\bto\s+(?:pass|adopt|"
         rf"approve|enact|sign|ratify)|urged?s?\s+{A}\s+to\s+(?:pass|adopt|approve|enact|sign|ratify))\s+"
         rf"(?:the\s+)?(?P<o>{I})"),
    Rule("opposes.vote", "opposes", ("vot", "urg", "oppos", "critic"),
         rf"(?P<s>{ACTORS})\s+{HAS}(?:voted\s+against|urged?s?\s+(?:{A}|[^.;{A}]{{2,40}}?)\s+to\s+(?:reject|veto|"
         rf"kill|scrap|block|repeal|withdraw|oppose))\s+(?:the\s+)?(?P<o>{I})|(?P<s2>{A}){OWN}(?:[\w-]+\s+)?"
         rf"(?:opposition\s+to|criticism\s+of|objections?\s+to|campaign\s+against)\s+(?:the\s+)?(?P<o2>{I})|"
         rf"(?P<o3>{I}){TAIL},?\s+(?:(?:which|that|has|have|is|was|been)\s+)*(?:\w+ly\s+)?(?:opposed|"
         rf"critici[sz]ed|attacked|vetoed|blocked|rejected|denounced)\s+by\s+(?:the\s+)?(?:\w+\s+)?(?P<s3>{ACTORS})"),
    Rule("supports.cause", "supports", ("advoca", "lobb", "calls for", "called for", "in favo"),
         rf"(?P<s>{A}){ASIDE}\s+(?:[\w-]+\s+){{0,9}}?(?:advocat(?:e[sd]?|ing)\s+for|"
         rf"lobb(?:ied|ies|ying)\s+for|call(?:s|ed)\s+for|(?:is|are|was|were|came\s+out)\s+in\s+"
         rf"favou?r\s+of)\s+(?P<o>{LAWS}|{PHRASE})"),
    Rule("supports.what", "supports", (A,),
         rf"(?P<s>{SIDES}){ASIDE}\s+{HAS}(?:{BACKS})\s+(?P<o_phrase>{MATTER})"),
    Rule("supports.signatories", "supports", ("signator",),
         rf"signator(?:y|ies)\s+(?:of|to)\s+(?:the\s+)?(?P<o>{I})\s*(?:{LIKE}|include)\s+"
         rf"(?P<s>{SIDES})"),
    Rule("opposes.law", "opposes", (I,),
         rf"(?P<s>{ACTORS}){ASIDE}\s+{HAS}(?:{RESISTS})\s+(?:the\s+)?{WHOSE}{WORDS}(?P<o>{LAWS})"),
    Rule("opposes.what", "opposes", (A,),
         rf"(?P<s>{ACTORS}){ASIDE}\s+{HAS}(?:{RESISTS})\s+(?P<o_phrase>{MATTER})"),
    Rule("opposes.inverted", "opposes", (I,),
         rf"(?P<o>{I})(?:,?\s+(?:which|that))?\s+(?P<s>{A})\s+{HAS}(?:{RESISTS})(?!\s+(?:an?|the|its|"
         rf"their|all|any|{ANY}))"),
    Rule("opposes.said", "opposes", ("said", "say", "told", "argue", "warn", "wrote", "claim"),
         rf"(?P<s>{ACTORS}){ASIDE}\s+{HAS}(?:{SAID})\s+(?:that\s+)?(?:(?:the\s+)?(?P<o>{LAWS})|(?P<o_phrase>{MATTER}))\s+"
         rf"(?:would\s+|could\s+|will\s+|may\s+|might\s+)?{ADVERBS}(?:{HURTS})\b"),
)  # fmt: skip
"""In this order; of two that give the same relation the first is kept."""
