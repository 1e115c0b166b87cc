"""Words of closed classes, by what they do in a clause; one word more is one word.

With them `kg.text.deontic.phrases` reads clauses without a parser.
"""


def words(text: str) -> frozenset[str]:
    """Return the set of the words of a text; tables of words are written so."""
    return frozenset(text.split())


PRONOUNS = words("it they he she we you i this these those who one both neither either nobody")
DETERMINERS = words(
    "the a an this that these those any each every all no such its their his her our your some my "
    "both either neither another one two three"
)
GLUE = words("and or but nor and/or then plus")
OPENERS = words(
    """in on at by with within without upon after before during for from under pursuant subject
    notwithstanding except unless if where when while whenever wherever as to through throughout
    until since given following based consistent according because although though including acting
    prior beginning effective starting once provided together along taking having using regardless
    irrespective against between among about concerning regarding whether who which whose whom
    whereas instead rather insofar unlike like thereafter however therefore accordingly furthermore
    moreover otherwise also first second third finally further hence thus not namely directly acting
    working so except save other than into per via depending absent despite considering over
    alone respectively especially particularly inter when lest towards toward commencing ending
    notably mutatis contrary relative e.g i.e ex upon nevertheless nonetheless meanwhile
    likewise similarly still yet whereupon again here there today now failing pending"""
)
"""What opens an adverbial or an aside, not a subject."""

TIMES = words("year years month months day days quarter week weeks time hours date fiscal")
"""Nouns that make "each year" a time, not a subject."""

CONDITIONS = words("if where when unless until whenever while because whereas although once as")
"""What makes a clause one that the modal only hangs on."""

COMPARED = words("more less fewer")
BODIES = words("council committee subcommittee commission office panel board center advisors act")
"""What "on" may follow in a name: "Council on Quality"."""

CONTAINERS = words("list lists set sets number")
"""What holds the things that a relative clause is about: "a list of firms that"."""

COMPLYING = words("compliance non-compliance noncompliance conformity")
"""Nouns that "with" goes on after."""

LATER = words("later earlier sooner")
PREPOSITIONS = words(
    """of in on at by with within without upon after before during for from under to through
    throughout until since into between among against about concerning regarding via per as than
    below above beyond across around outside inside
    pursuant subject towards toward over including excluding following responsible located available
    necessary able concerned based referred described such"""
)
"""What ends the head of a noun phrase."""

FINITE = words(
    "is are was were be been has have had does do did can could may might shall must will would "
    "should cannot meets fails becomes makes provides requires considers finds wishes deems"
)
"""Verbs that cannot be nouns: a segment that has one holds a clause."""

INTRODUCERS = words(
    "that which whereby who whose whom whether how why what where when if because unless"
)
QUESTIONS = words("whether how why what")
SAYING = words(
    """ensure ensures ensuring provide provides providing provided require requires requiring
    specify specifies state states stating demonstrate demonstrates determine determines
    determined find finds believe believes conclude concludes agree agrees stipulate
    stipulates recommend recommends recognize recognizes recognise recognises indicate
    indicates declare declares ordered order orders direct directs requested means mean extent
    requirement requirements clear say says"""
)
"""Verbs, and "clear" and "extent", after which "that" begins a clause and no relative."""

BASE_VERBS = words(
    """meet make use develop provide offer operate own hold place sell train deploy intend engage do
    seek want wish fail carry act apply receive violate design produce conduct maintain store
    process collect generate exceed qualify choose fall pose present rely participate import export
    control comply form constitute concern affect have contain include perform issue require
    be ship lend transfer disclose publish"""
)
POSTPOSED = words(
    "following responsible necessary able concerned described available such above below"
)
FINITE_LAST = words(
    """offers operates develops provides owns holds sells deploys intends seeks receives produces
    maintains generates makes meets fails adopts conducts publishes"""
)
TRAILING = GLUE | words(
    "of for to the other such any also then each therefore thus still both only further"
)
NOUNS_IN_ING = words("meeting hearing filing finding ruling training processing testing")

NO_NOUNS = PREPOSITIONS | GLUE | FINITE | DETERMINERS | OPENERS | BASE_VERBS
"""After these a noun phrase goes on or is an object; it is no second one."""

BEFORE_OBJECT = PREPOSITIONS | FINITE | GLUE | BASE_VERBS
POINTERS = DETERMINERS | PRONOUNS
