"""The words with which a text gives a term its meaning, as patterns.

The verbs, the shapes of a term, and what stands between them; `openings` puts them together for
terms without quotation marks, `naming` has the words that give a name to what was just described.
"""

import re

from kg.document import Where

Found = tuple[str, Where, Where]
"""A rule, the term and the whole definition, as spans of the passage's text."""

_SURE = (
    r"means?\b(?!\s+(?:of|are|is|by|that|which)\b)(?![.;)])|"
    r"(?:each\s+)?ha(?:s|ve)\s+(?:the\s+(?:same\s+|respective\s+)?|such\s+)meanings?\b|denotes?\b"
)
_LAW_NEXT = (
    r"(?=[^.;:]{0,30}\b(?:[Ss]ections?|[Aa]rticles?|[A-Z][a-z]+\s+Act|\d+\s+[UC]\.|\d+\s+CFR)\b)"
)
DEFINED = (
    rf"(?:be|is|are)\s+(?:hereby\s+)?defined\s+(?:as|to\s+mean|in|under|to|by\s+{_LAW_NEXT})\b"
)
_TAKEN = r"(?:is|are|be)\s+(?:to\s+be\s+)?(?:understood|interpreted|construed)\s+(?:as|to\s+mean)\b"
MEANS = rf"(?:shall\s+)?(?:{_SURE}|{DEFINED}|{_TAKEN})"
"""Verbs that fix a meaning wherever they stand behind a term."""
INCLUDES = (
    r"(?:shall\s+|may\s+)?(?:(?:does\s+not|do\s+not|not|also)\s+)?(?:be\s+deemed\s+to\s+)?"
    r"(?:includes?|refers?\s+(?:\w+ly\s+)?to|encompass(?:es)?|excludes?|comprises?|consists?\s+of|"
    r"(?:is|are)\s+not\s+limited\s+to|pertains?\s+to)\b"
)
"""Verbs that do so only behind a term that is marked as one."""
# "should be understood as referring to": recitals speak so of a term in quotation marks, or of
# "the notion of" one.
CONCEIVED = (
    r"(?:is|are|(?:shall|should|must|may|will)\s+(?:also\s+)?be|is\s+to\s+be|are\s+to\s+be)\s+"
    r"(?:defined|understood|interpreted|construed|read|taken)\s+"
    r"(?:as|to\s+mean|to\s+refer|to\s+include|in\s+accordance\s+with)\b"
)
# "A decision is a “significant decision” for the purposes of this section if", as the British do.
IF = re.compile(r"(?:[^.;:“”\"]{0,120}?)\s+(?:if|where|when)\b")
BEFORE_IF = re.compile(
    r"\b(?:is|are)\s+(?:also\s+|not\s+)?(?:(?:considered|deemed|regarded|treated|classified|said)\s+)?"
    r"(?:as\s+|to\s+be\s+)?(?:an?\s+|the\s+|\w+ed\s+)?$"
)
# What follows "is" where it defines: what sort of thing, how much, measured how.
IS = (
    r"(?:equals?\b|=(?=\s)|(?:is|are)\b(?:(?=\s*[:—])|\s+(?:(?=an?\b|any\b|one\b|those\b|equal\s+to\b|the\b(?!\s+(?:same|responsib)))|"
    r"(?=[“\"‘']|\d[\d.,]*\s*[×x*·/÷+-]\s)|"
    r"(?:measured|calculated|computed|determined|expressed|derived|obtained)\b|"
    r"(?=(?:[\w-]+\s+){1,4}(?:that|which|who|whose|(?:in|to|by|from|for)\s+wh\w+|having|designed|capable|"
    r"consisting|containing)\b))))"
)

_OPEN, _CLOSE = "“\"‘'`„«", "”\"’'»"
_NOT_QUOTE = rf"[^{_OPEN}{_CLOSE}\n;:()]"
# An apostrophe inside a term has letters on both sides.
QUOTED = re.compile(
    rf"(?<!\w)[{_OPEN}]+[_*]*(?P<term>\w{_NOT_QUOTE}{{0,90}}(?:(?<=\w)[’'](?=\w|\s\w){_NOT_QUOTE}{{1,60}})?"
    rf"(?:\([^()\n]{{1,30}}\))?)[,.]?[_*]*[{_CLOSE}]+(?!\w)"
)
_OTHER_TERM = rf"[{_OPEN}][^{_CLOSE}\n]{{1,80}}[{_CLOSE}]"
# What may stand between a term and its verb: further names, a limit of the meaning's reach.
_NAMED = (
    rf"(?:\s+\([^()]{{1,140}}\)|,?\s+(?:and|or)\s+(?:the\s+terms?\s+)?{_OTHER_TERM}|"
    rf",\s+{_OTHER_TERM},?|(?<=,[{_CLOSE}])\s+(?:and\s+)?{_OTHER_TERM})"
)
LIMITED = (
    r"(?:,?\s+(?:as\s+(?:it\s+is\s+)?(?:used|applied)|when\s+used|(?:used|referred\s+to|mentioned)\s+(?:in|by)\s+th(?:is|ese|e\s+present)|"
    r"in\s+relation\s+to|with\s+respect\s+to|in\s+respect\s+of|for\s+(?:the\s+)?purposes?\s+of|"
    r"in\s+the\s+case\s+of|in\s+(?:this|these)|in\s+connection\s+with)\b[^.;:—“”\"]{0,120}?,?)"
)
DASH = r",?[_*]*\s+(?:[–—:-]\s+)?"
# "‘consent’ of the data subject means".
_WHOSE = r"(?:of|by|for)\s+(?:an?|the)\s+\w[\w ]{1,40}?\s+(?P<of>means?\s)"
AFTER_QUOTED = re.compile(
    rf"{_NAMED}{{0,4}}{LIMITED}?{DASH}(?:(?P<means>{MEANS}|{CONCEIVED})|{_WHOSE}|"
    rf"(?P<includes>{INCLUDES})|(?P<elsewhere>\(?(?:as\s+)?defined\s+(?:in|by|under|at|as)\b))"
)
IS_AFTER = re.compile(
    rf"{_NAMED}{{0,2}}{LIMITED}?(?:\s+(?:for|of|in)\s+(?:an?|the|each|any)\s+[^{_OPEN}{_CLOSE},.;:]{{3,60}}?)?,?\s+{IS}"
)
# "The term “mill”—", before a list: the verbs stand in its points.
LEAD_IN = re.compile(r"\s*(?:—|–|--|:)\s*$|\s+(?:is|are)\s+(?:an?\s+)?references?\s+to\b")
LEADS = re.compile(
    r"\b(?:[Tt]he\s+terms?|[Rr]eferences?\s+(?:in\s+[^.;:]{3,60}\s+)?to[^.;:“”]{0,40})\s+$"
)

# What a list's first point begins with where the term stands in its lead-in.
POINT = re.compile(
    r"\s*\(?\w{1,4}[).]\s*(?:(?:shall\s+)?(?:[Mm]eans?|[Ii]ncludes?)|[Hh]as\s+the\s+meaning)\b"
)

# Verbs of which a quoted term is the object, with what must stand behind it: "we define X as".
AROUND: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    (
        "define",
        re.compile(
            r"\bdefin(?:es?|ed|ing)\s+(?:the\s+(?:terms?|phrase|concept)\s+(?:of\s+)?)?(?:an?\s+|the\s+)?$"
        ),
        re.compile(r"\s+(?:as|to\s+mean|to\s+include)\b"),
    ),
    (
        "by",
        re.compile(r"\b(?:[Bb]y|[Ww]ith)\s+(?:an?\s+|the\s+)?$"),
        re.compile(r",?\s+(?:here,?\s+)?(?:we|I)\s+(?:here\s+)?mean\b|,?\s+(?:is|are)\s+meant\b"),
    ),
    (
        "use",
        re.compile(r"\b(?:[Ww]e|I)\s+use\s+(?:the\s+(?:terms?|phrase|word)\s+)?$"),
        re.compile(r"\s+(?:here\s+)?to\s+(?:mean|refer|denote|describe)\b"),
    ),
)

_WORD = r"(?:(?:[A-Z]\.){2,}|[^\W_][\w’'/&+-]*(?:\.[\w’'-]+)*(?<!_))"
PLAIN = rf"{_WORD}(?:,?\s+(?:\([^()\n]{{1,40}}\)|{_WORD})){{0,9}}?"
LONG = PLAIN.replace("{0,9}", "{0,17}")
THE_TERM = re.compile(
    rf"\b[Tt]he\s+(?P<what>terms?|expressions?|phrase|word)\s+(?P<term>(?!of\b|and\b|in\s|used\b|means?\b|has\b){PLAIN})"
    rf"{LIMITED}?,?\s+(?:{MEANS}|{INCLUDES})"
)
# "a right of first refusal for the product, which means that of the applicant".
WHICH_MEANS = re.compile(
    rf"\b(?:an?|the)\s+(?P<term>[a-z][\w-]*(?:\s+of)?(?:\s+(?!for\b|to\b|in\b|with\b|on\b){_WORD}){{0,4}}?)"
    r"(?:\s+(?:for|to|in|with|on)\s+[^,;.]{1,60})?,\s+which\s+(?:shall\s+)?means?\s+(?!that\b)"
)
# "References to X are to Y", as voluntary texts and British statutes say it; what a law says of
# references to another law is not a meaning.
REFERENCES_TO = re.compile(
    r"\b[Rr]eferences?\s+(?:in\s+[^.;:]{3,60}\s+)?to\s+(?:(?:an?|the)\s+)?[“\"‘']?"
    rf"(?P<term>(?!this\b|that\b|such\b|repealed\b|[Ss]ections?\b|[Aa]rticles?\b){PLAIN})(?<![”\"’'])[”\"’']?{LIMITED}?,?\s+"
    r"(?:pertains?\s+to|refers?\s+to|(?:is|are)\s+(?:to\b(?!\s+be)|an?\s+reference|references)|"
    r"(?:is|are|shall)\s+(?:to\s+)?be\s+(?:construed|read|understood)\s+"
    r"(?:as\b(?!\s+(?:an?\s+)?references?\b)|in\s+accordance)|means?\b|includes?\b|"
    r"do\s+not\s+include|does\s+not\s+include)"
)
WE_MEAN = re.compile(
    r"\b[Ww]hen\s+we\s+(?:refer\s+to|say|speak\s+of|talk\s+(?:about|of)|use)\s+"
    rf"(?:the\s+(?:term|word)\s+)?[“\"‘']?(?P<term>{PLAIN})[”\"’']?,?\s+we\s+(?:mean|are\s+referring|refer)\b"
)
# The rules for terms in running text, each with the words without one of which it is not tried.
ANYWHERE = (
    ("references", ("eference",), REFERENCES_TO),
    ("which", ("which mean", "which shall mean"), WHICH_MEANS),
    ("define", ("hen we ",), WE_MEAN),
)

CLAUSE = re.compile(
    r"\b(?:shall|must|may|will|would|can|could|should|is|are|was|were|be|been|that|which|who|whose|"
    r"has|have|had|not|if|when|what|this|these|it|they|we|does|do|did)\b",
    re.I,
)

AS_DEFINED = re.compile(
    r"(?<=[\w)”’\"])(?:,?\s+\(?(?:as\s+|within\s+the\s+meaning\s+(?=given))|\s+\()"
    r"(?:(?:that|such|the)\s+terms?\s+(?:is|are)\s+)?"
    r"(?:defined\s+(?:in|by|under|at)|given\s+(?:to\s+)?(?:that|such|the)\s+terms?\s+(?:in|by|under))"
    r"\s+(?:the\s+)?"
)
JUST_MEANS = re.compile(r"\b(?:means?|includes?)\s+(?:an?\s+|any\s+|the\s+)?$")
# A term does not reach back over these: they govern it, or join it to another.
BOUND = frozenset(
    """
    a an the any each every all both some such no more other this that these those which who whose
    or and nor as by to for with from in on at under into upon of is are was were be been being has
    have had not shall may must will including include includes means constitutes where if when its
    their between per than against using within following
    """.split()
)

# Behind "of" or "the", what shows that these belong to a name ("of the United States").
PROPER = re.compile(r"(?:the\s+)?[A-Z]")
ACRONYM = re.compile(r"(?:[A-Z][\w&.-]*[A-Z][\w&.-]*s?|[A-Z])$")
