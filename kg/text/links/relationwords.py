"""What the rules of relations are made of: the form of a rule, tables of words, and pieces.

Patterns are matched in masked text (see `kg.text.links.masked`): M is a model, A an actor, J a
jurisdiction, I an instrument, H hardware, C another citation. To teach the rules a verb, add it to
its table.
"""

import re
from dataclasses import dataclass
from functools import cache

from kg.text.links.masked import ACTOR as A
from kg.text.links.masked import ANY
from kg.text.links.masked import HARDWARE as H
from kg.text.links.masked import INSTRUMENT as I
from kg.text.links.masked import JURISDICTION as J
from kg.text.links.masked import MODEL as M


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to say a relation: `pattern` is tried where a word of `needs` is in the text.

    The groups `s` and `o` (`s2` and `o2` in a second wording) are subject and object. Every sign in
    a group is an end, so a list gives a relation for each of its members; a group without a sign,
    or one called `o_phrase`, is an end as the phrase that it is. `in_law` says that the wording
    means the relation in a law too, where "shall provide a report to" supplies nothing.
    """

    id: str
    predicate: str
    needs: tuple[str, ...]
    pattern: str
    in_law: bool = False

    @property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, compiled once."""
        return _compiled(self.pattern)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


LONGEST_LIST = 40
"""The most names of a list that are read as one, so that a line of thousands takes no time."""


def any_of(words: str) -> str:
    """Return the pattern that matches one of some words, each a pattern itself."""
    return "|".join(words.split())


def several(one: str) -> str:
    """Return the pattern of a list of what `one` matches: "X, Y (a short Y) and Z".

    A capitalised name that nobody knows may stand between two that are known.
    """
    aside = r"(?:s\b)?(?:\s*\([^()]{1,80}\))?"
    joint = (
        r"(?:,\s+(?:(?:and|or|as\s+well\s+as)\s+)?|\s+(?:and|or|&)\s+)(?:of\s+)?(?:the\s+|both\s+)?"
    )
    unknown = rf"(?:{joint}(?-i:[A-Z])[\w.-]*(?:\s(?-i:[A-Z])[\w.-]*){{0,3}}(?=\W)){{0,3}}?"
    return rf"{one}(?:{aside}{unknown}{joint}{one}){{0,{LONGEST_LIST}}}"


# -- words ----------------------------------------------------------------------------------------
MADE = any_of(
    r"""develops? developed builds? built creates? created trains? trained makes? made releases?
    released launch(?:es|ed) unveil(?:s|ed) introduce[sd] designs? designed produce[sd]?
    manufactures? manufactured open-sourced pioneered debuted"""
)
MADE_OF = any_of(
    r"""developers? creators? makers? designers? manufacturers? development creation training
    release launch design manufacture"""
)
WARE = any_of(
    r"models? chips? GPUs? TPUs? processors? accelerators? LLMs? semiconductors? systems?"
)
COMPANY = any_of(
    r"""compan(?:y|ies) firms? giants? start-?ups? developers? labs? laborator(?:y|ies) makers?
    \w+-?makers? players? champions? providers? vendors? rivals? competitors? manufacturers?
    hyperscalers? groups? unicorns? heavyweights? models? LLMs? corporations? conglomerates?
    foundr(?:y|ies) businesses incumbents? institutes? universit(?:y|ies)"""
)
DOCUMENT = any_of(
    r"""regulations? rules? guidance guidelines? standards? orders? reports? recommendations?
    frameworks? licen[sc]es? certificates? determinations? polic(?:y|ies) lists? notices?
    directives? decisions? opinions? templates? index protocols? requirements memorand(?:um|a)
    circulars? bulletins? advisor(?:y|ies) strateg(?:y|ies) proclamations? instructions? codes?
    publications? methodolog(?:y|ies) criteria white\s+papers?"""
)
# What authorities and authors bring out, where it has no name of its own.
WRITING = any_of(
    r"""reports? rules? guidance guidelines? memorand(?:um|a) white\s+papers? action\s+plans?
    advisor(?:y|ies) stud(?:y|ies) regulations? surveys? blueprints? executive\s+orders? index
    proclamations? directives? entity\s+list"""
)
# A writing by a name that nobody knows, told by its capitals: "List of Banned Parts".
NAMED_WRITING = (
    r"[Ll]ist\s+of\s+[A-Z][\w-]+(?:\s+(?:and\s+)?[A-Z][\w-]+){0,7}|(?:[A-Z][\w-]+\s+(?:and\s+|of\s+|"
    r"for\s+)?){1,7}(?:Lists?|Regulations|Rules|Guidelines|Framework|Code|Standards|Manual|Handbook|"
    r"Memorandum|Directive|Circular|Policy)\b(?!\s+[A-Z])"
)
CURBS = any_of(
    r"""controls? restrictions? curbs bans? tariffs? sanctions? rules? regulations? guidelines?
    guidance standards? laws? legislation acts? orders? reports? white\s+papers? strategy
    moratorium measures? directives?"""
)
# Things that are made and named, but are neither models nor chips.
THING = any_of(
    r"""frameworks? platforms? toolkits? tools? librar(?:y|ies) software suites? benchmarks?
    datasets? assistants? agents? apps? chatbots? clusters? supercomputers? stacks? compilers?
    protocols? systems? models? chips? GPUs? processors? accelerators? machines? equipment
    devices? wafers? scanners? servers? services? products? engines?"""
)
# Another form of a thing: "a cut-down version of".
FORM = any_of(
    r"""versions? variants? derivatives? cousins? siblings? editions? offshoots? forks?
    distillations? adaptations? modifications? descendants? revisions? iterations? spin-?offs?"""
)
RUNS = any_of(
    r"""administered overseen enforced maintained run managed implemented published issued
    promulgated enacted adopted drafted"""
)
# What one is for or against, where it has no name.
CAUSE = any_of(
    r"""bills? laws? legislation rules? acts? regulations? measures? bans? controls? restrictions?
    curbs moratoriums? moratoria amendments? proposals? decisions? moves? polic(?:y|ies) tariffs?
    provisions? treaty treaties pauses? plans? orders? delays? approach(?:es)? oversight
    requirements? standards? preemption licensing reversals? exemptions? sales? exports? actions?"""
)
ISSUED = any_of(
    "issued published promulgated adopted released enacted passed approved signed prescribed"
)
WROTE = any_of("issued published promulgated enacted passed adopted unveiled finali[sz]ed")
BACKS = any_of(
    r"""supports? supported endorses? endorsed backs backed welcome[sd]? praise[sd]? hail(?:s|ed)
    champion(?:s|ed) applaud(?:s|ed) embrace[sd]? favou?r(?:s|ed) co-?sponsor(?:s|ed) sponsored
    authored"""
)
JOINED = any_of(
    r"""signed(?:\s+on(?:\s+to|to)|\s+up\s+to)? signed\s+onto agreed\s+to committed\s+to joined
    adopted ratified acceded\s+to"""
)
RESISTS = any_of(
    r"""opposes? opposed critici[sz]e[sd]? denounce[sd]? reject(?:s|ed) blocked condemn(?:s|ed)
    slam(?:s|med) blast(?:s|ed) challenge[sd] resist(?:s|ed) vetoe[sd] veto decr(?:y|ies|ied)
    protest(?:s|ed) fought fights lambaste[sd] assail(?:s|ed) attack(?:s|ed)
    object(?:s|ed)\s+to lobb(?:ied|ies)\s+against sued\s+over warned\s+against
    (?:refused|declined)\s+to\s+(?:sign|join|endorse|support|back)(?:\s+on(?:to|\s+to))?
    (?:came|come|comes)\s+out\s+against spoke\s+(?:out\s+)?against"""
)
HURTS = any_of(
    r"""threaten(?:s|ed)? hurts? harm(?:s|ed)? undermine[sd]? stifle[sd]? weaken(?:s|ed)?
    cripple[sd]? jeopardi[sz]e[sd]? damage[sd]? kills? hamper(?:s|ed)? hinder(?:s|ed)?
    punish(?:es)? endanger(?:s|ed)? backfire[sd]? cede[sd]? overreach(?:es)?"""
)
SAID = any_of(
    "said says told argue[sd]? warn(?:s|ed)? wrote claim(?:s|ed)? stated contend(?:s|ed)?"
)
# Offices that make a person one of a body, and what may stand before them.
OFFICE = any_of(
    r"""chief CEOs? CTO CFO COO officers? presidents? chair(?:man|woman|person|s)? counsel lawyers?
    attorneys? researchers? scientists? directors? heads? leads? spokes(?:man|woman|person|people)
    co-?founders? founders? professors? lecturers? fellows? scholars? analysts? partners?
    executives? engineers? economists? strategists? advis[eo]rs? members? employees? boss
    commissioners? experts?"""
)
RANK = (
    r"(?:(?:co-|vice|deputy|senior|former|chief|managing|executive|general|interim|acting|principal|"
    r"associate|assistant|founding|policy|research|global|technical|technology|financial|operating|"
    r"legal|public|AI|safety|science)\s+)*"
)
ROLE = rf"(?:[\w-]+\s+){{0,4}}?(?:{OFFICE})\b"
TITLE = rf"{RANK}(?:{OFFICE})\b"
HONORIFIC = (
    r"(?:Sens?\.|Senators?|Reps?\.|Representatives?|Congress(?:man|woman|member)|"
    r"Assembly(?:man|woman|member)|lawmakers?)"
)
SELF = (
    r"(?:th(?:is|ese)\s+(?:\w+\s+){0,3}?(?:Act|Law|Regulations?|Measures|Provisions|Rules?|Order|"
    r"Decree|Directive|(?:Sub)?part|Decision|Code|Interpretation|Guidelines|Proclamation|Ordinance|"
    r"Memorandum|Statute|Bill|Chapter|Title|Framework|Recommendation|Announcement|Notice|Catalogue|Declaration)\b)"
)
# Before an agent in the passive: "by the President", "by then-Governor".
BY = r"(?:the\s+)?(?:(?:then-|former\s+)?(?:President|Governor|Gov\.|Secretary|Senator|Sen\.)\s+)?"
# Whoever signs because the office asks it need not be for the law.
NO_SIGNER = r"(?<!President )(?<!Governor )(?<!Gov\. )(?<!Minister )"
LIKE = r"(?:[,—–(-]\s*)?(?:such\s+as|like|including|namely|e\.g\.,?|for\s+example,?|among\s+them)"

# -- pieces ---------------------------------------------------------------------------------------
ADVERBS = (
    r"(?:(?:\w+ly|also|first|since|now|already|long|once|still|even|then|again|later|soon)\s+)*"
)
HAS = rf"(?:(?:has|have|had|is|was|are|were)\s+)*{ADVERBS}"
# What may stand before a verb that somebody does or is to do: not "cannot", "allowed to".
DOES = (
    r"(?:(?:has|have|had|was|were|is|are|been|be|will|would)\s+)*"
    rf"{ADVERBS}(?:(?:expects?|expected|plans?|planned|planning|hopes?|hoped|wants?|wanted|intends?|"
    r"intended|agreed|set|continues?|continued|begins?|began|begun|starts?|started)\s+to\s+)?"
    r"(?:(?:resumes?|resumed|resuming|begins?|began|starts?|started|keeps?|kept)\s+)?"
)
# An apposition behind a name.
ASIDE = r"(?:,[^.;,]{3,80},|\s+\([\w-]{2,8}\))?"
# Some words of one clause; the comma of a number ends none.
SOME = r"(?:[^.;,]|,(?=\d)){0,60}?"
WORDS = r"(?:[\w./-]+\s+){0,4}?"
# The words of one noun phrase: no preposition, verb or, in NOUNS, conjunction among them.
_APART = (
    r"of|to|for|from|with|on|in|by|at|against|over|into|about|than|but|that|who|which|is|are|was|"
    r"were|has|have|had|uses?|using|runs?|under|pursuant|within|through"
)
NOUNS = rf"(?:(?!(?:{_APART}|and|or)\b|\w{{4,}}\.\s)[\w./-]+\s+){{0,4}}?"
ADJECTIVES = rf"(?:(?!(?:{_APART}|\w{{2,}}ed|\w+s)\b)[\w./-]+\s+){{0,5}}?"
OWN = r"(?:'s|’s|s'|s’|'|’)\s+"
WHOSE = rf"(?:[{A}{J}](?:['’]s?)?\s+)?"
PRODUCT = several(f"[{M}{H}]")
MODELS = several(M)
LAWS = several(I)
PLAYERS = several(f"[{A}{M}]")
ACTORS = several(A)
SIDES = several(f"[{A}{J}]")
# What may stand between a law's name and what is said of it: its date, its title, its citation.
TAIL = r"(?:\s+of\s+\w+\s+\d{1,2},\s+\d{4}|\s+of\s+\d{1,2}\s+\w+\s+\d{4}|,?\s*\([^()]{1,200}\))*"
LAW = f"{I}{TAIL}"
# A phrase that ends in a thing or a writing; capitals make it a name.
NAMED = rf"(?!(?:AI|GPU|CPU|LLM|ML|IT|EUV|DUV|US)\b)(?:(?-i:[A-Z])[\w.-]*\s+){{1,3}}(?:{THING})\b"
SUCH = r"(?:(?:the|an?|its|their|our|new|own)\s+){0,2}"
LOOSE = (
    rf"(?:(?!(?:{_APART}|and|or|which|can|could|will|would|may|despite|amid|"
    r"after|before|under|as|because|while|through|without|like|it|they|we|he|she|"
    r"buys?|uses?|sells?|says?|(?!advanced|closed|so-called)\w{2,}ed)\b)[\w’'./-]+\s+){0,6}?"
)
MORE = r"(?:(?:,\s*(?:and\s+)?|\s+and\s+)(?-i:[A-Z])[\w.-]+(?:\s+(?-i:[A-Z])[\w.-]+){0,2}){0,6}"
# The name that opens a title, not one that the title itself amends or repeals.
TITLED = r"(?<!amending )(?<!repealing )(?<!\band )(?<!, )(?<!Council )"
PHRASE = rf"(?!(?:the\s+|an?\s+)?{ANY})" r"(?:[\w'’\"“”-]+\s+){0,9}[\w'’\"“”-]+"
# A thing that is meant, by its kind: "the sweeping AI bill", "the Biden administration's approach".
MATTER = (
    r"(?:(?:the|an?|this|that|its|their|any|all|such)\s+)?"
    rf"(?:{ANY}(?:\s+\w+)?['’]s?\s+)?(?:[\w'’“”-]+\s+){{0,7}}?(?:{CAUSE})\b"
)
OPEN = (
    r"open(?:ly)?(?:[-\s](?:weights?|weighted|sourced?|model)|(?=\s+(?:models?|LLMs?|releases?)\b))"
)
CLOSED = r"(?:proprietary|closed(?:[-\s](?:weights?|sourced?|model))?|API-only)"
KIND = r"(?:[\w-]+\s+){0,3}(?:models?|systems?|LLMs?|releases?|alternatives?|families|offerings?)"
POSSESSIVE = ("'s ", "’s ", "s' ", "s’ ")
"""What a text holds that says whose something is."""
