"""The words by which a claim is known: stance, harm, advice, hedges, and the marks of plain facts.

Tables of base forms; `forms` adds the endings. To teach the extractor a word, add it to a table.
"""

import re
from collections.abc import Iterable


def forms(words: str) -> frozenset[str]:
    """Return each word with the regular endings of a noun and a verb (stifle, stifles, stifled)."""
    return frozenset(form for word in words.split() for form in _forms(word))


def _forms(word: str) -> Iterable[str]:
    yield word
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        yield from (word[:-1] + "ies", word[:-1] + "ied", word + "ing")
    elif word.endswith("e"):
        yield from (word + "s", word + "d", word[:-1] + "ing")
    elif word.endswith(("s", "x", "ch", "sh")):
        yield from (word + "es", word + "ed", word + "ing")
    else:
        yield from (word + "s", word + "ed", word + "ing")


def plain(words: str) -> frozenset[str]:
    """Return the words as they are."""
    return frozenset(words.split())


# What may come, and what ought to be.
CAN = plain("can")
MAY = plain("could would might may cannot can't couldn't wouldn't")
WILL = plain("will won't going")
OUGHT = plain("should must ought shouldn't mustn't needs deserve deserves imperative imperatives")

HEDGES = plain(
    """likely unlikely probably possibly perhaps probable conceivably presumably arguably apparently
    seemingly surely certainly clearly obviously undoubtedly inevitably inevitable evidently
    frankly fundamentally effectively merely mere hardly barely rarely seldom never simply
    truly really actually precisely exactly unintentionally paradoxically
    ironically unfortunately sadly fortunately rightly wrongly increasingly inherently
    especially ultimately seems seem appears appear"""
)

# Judgement: what is good, bad, large or decisive in the eyes of the one who writes.
JUDGING = plain(
    """essential crucial critical vital imperative necessary unnecessary important indispensable
    unavoidable paramount urgent central fundamental pivotal decisive significant substantial
    profound immense enormous massive monumental seismic unprecedented extraordinary
    remarkable dramatic sweeping vast huge powerful transformative revolutionary serious
    severe grave dire catastrophic disastrous devastating dangerous harmful risky reckless
    irresponsible perilous alarming worrying troubling disturbing frightening existential
    inadequate insufficient weak toothless flawed misguided shortsighted short-sighted naive
    foolish absurd wrong right mistaken premature unrealistic unworkable impractical
    counterproductive self-defeating ineffective inefficient effective efficient sensible
    prudent wise smart reasonable balanced nuanced pragmatic proportionate disproportionate
    excessive onerous burdensome draconian heavy-handed overbroad blanket indiscriminate
    arbitrary vague blurry unclear clear obvious complex complicated difficult hard impossible
    easy possible tricky elusive fragile vulnerable brittle outdated obsolete fair unfair just
    unjust legitimate illegitimate justified unjustified defensible reasonable beneficial
    harmless robust meaningful meaningless pointless futile promising hopeful bleak better
    best worse worst greatest biggest strongest safer smarter stronger faster wrongheaded
    distinctive durable
    overdue worthwhile desirable undesirable unacceptable intolerable controversial
    contentious divisive polarized adversarial hostile authoritarian unchecked unregulated
    unaccountable opaque narrow sound misleading false true real genuine perfect imperfect
    ideal good bad dominant inherent perceived potential uncertain unpredictable powerful
    naïve counter-productive ambitious bold timid useful useless costly
    cheap viable feasible infeasible sustainable unsustainable wary"""
)
JUDGEMENTS = forms(
    """challenge dilemma paradox mistake error blunder misstep failure success opportunity benefit
    advantage disadvantage drawback problem solution lesson priority imperative necessity
    responsibility duty need folly myth illusion fallacy fantasy pillar driver foundation
    cornerstone linchpin engine bedrock tool weapon safeguard guardrail balance trade-off
    tradeoff tension race battle narrative rhetoric skepticism concern fear worry doubt hope
    promise leap milestone breakthrough component goal gift blow abdication hegemony
    dominance leadership supremacy justification consensus gap loophole lack shortage
    overreach pressure strength weakness incentive disincentive logic reality truth argument
    notion strategy implication consequence significance certainty uncertainty complexity
    difficulty potential coincidence accident template hallmark ingenuity"""
)
DOES = forms(
    """undermine strengthen weaken bolster foster promote encourage discourage hamper hinder impede
    hobble cripple stifle suffocate strangle choke throttle smother erode harm hurt damage
    jeopardize jeopardise endanger threaten compromise exacerbate worsen accelerate hasten
    slow enable empower protect safeguard preserve cede squander waste backfire benefit reward
    punish incentivize incentivise disincentivize distort entrench concentrate fragment
    isolate alienate deter prevent reinforce underscore highlight illustrate demonstrate
    epitomize embody ensure guarantee mischaracterize misunderstand misread ignore overlook
    overstate understate exaggerate outpace outweigh deserve matter fail succeed risk expose
    invite fuel stoke drive shape transform reshape revolutionize unlock improve boost enhance
    raise widen narrow gift sacrifice surrender displace dominate represent contribute
    generate justify warrant complicate simplify"""
) | plain("undercut undercuts undercutting hands handed lies gets means make makes")

# Harm: with a modal or an "if" it makes a warning.
HARM = forms(
    """risk danger threat harm damage loss catastrophe disaster crisis collapse conflict war attack
    misuse abuse chaos instability disruption fragmentation proliferation escalation erosion
    decline slowdown setback burden cost backlash blow shortage bias discrimination inequality
    inefficiency vulnerability weaponization weapon extinction terrorism surveillance
    repression censorship consequence restriction barrier bottleneck patchwork uncertainty gap
    isolation shortfall undermine weaken hamper hinder impede hobble cripple stifle
    suffocate strangle choke smother erode hurt jeopardize jeopardise endanger threaten
    compromise exacerbate worsen slow squander backfire fragment displace destroy kill exploit
    steal suffer lose limit restrict sacrifice violate deprive divide widen corrupt
    manipulate destabilize derail"""
) | plain(
    """undercut undercutting lost losing stolen dangerous catastrophic devastating disastrous
    harmful
    malicious adversarial adversaries unintended unsafe insecure unstable obsolete severely
    reduced reduction less worse unaligned rogue hostile seismic profound irreversible
    negative irrelevant horrible stealing hampering weaken crippling chilling stagnate stagnation"""
)

# Marks of plain news: what happened, when, how much.
EVENTS = frozenset(
    verb
    for verb in forms(
        """announce release sign pass publish introduce launch issue approve file visit host hire
        found acquire report decline schedule vote enact ratify unveil reveal register impose dip
        drop plummet rally ship request resist reject dismiss postpone accuse propose slate adopt
        suspend confirm appoint elect resign testify receive submit veto block describe cite ask"""
    )
    if verb.endswith("ed")
) | plain("met held won announces unveils introduces publishes acquires hires appoints resigns")
DATES = plain(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june
    july august september october november december yesterday today earlier recently"""
)
VERBS = plain(
    """is are was were be been being am has have had do does did can could will would shall should
    may might must cannot isn't aren't wasn't weren't hasn't haven't don't doesn't didn't
    can't won't wouldn't couldn't shouldn't it's that's there's they're we're he's she's i'm
    you're remains remain becomes become"""
)
# What a law asks, told as news: "will have to comply", "takes effect".
OF_LAW = plain(
    """comply complying complies compliance apply applies applied obligation obligations requirement
    requirements disclose effect force enforceable binding deadline mandatory penalties fines
    provisions summaries documentation phased subject"""
)
CONTRAST = re.compile(
    r"\b(?:not (?:only|just|merely|simply|so much)|not [^,;]{3,60}[,—–-] ?but|no longer|"
    r"rather than|instead of|(?:more|less) \w+ than|more than a|"
    r"the (?:only|very|most|best|worst|real|true)|too \w+ (?:to|for)|as if|"
    r"the (?:fact|idea|notion|argument|truth|question|point) (?:is|that)|nothing to do with|"
    r"no (?:substitute|reason|doubt|need|accident|coincidence|surprise|secret|panacea|match)|"
    r"but (?:not|only|hardly|still|it)|not \w+ enough|one of the (?:most|few|best|worst)|"
    r"far (?:from|more|less)|at (?:stake|risk))\b"
)
FIRST_PERSON = re.compile(
    r"\b(?:i|we)(?:['’]m|['’]re| am| are)? (?:do not |don['’]t |\w+ly |also |therefore |still )*"
    r"(?:believe|think|argue|contend|fear|hop(?:e|ing)|expect|foresee|predict|anticipate|"
    r"recommend|urge|propose|suggest|suspect|doubt|support|oppose|call|want|wish|worr(?:y|ied)|"
    r"welcome|reject|prefer|convinced|concerned|skeptical|confident|"
    r"would (?:like|rather|prefer))\b|\bin (?:my|our) (?:view|opinion)\b"
)
ADVICE = re.compile(
    r"\b(?:should|must|ought to|needs? to|has to|have to|had better|cannot afford|can['’]t afford|"
    r"deserves?|shouldn['’]t|mustn['’]t|let(?:['’]s| us)|would do well|it is time|it['’]s time|"
    r"(?:is|are|remains?|be) (?:\w+ )?(?:essential|imperative|vital|necessary|crucial|critical|"
    r"important|urgent|indispensable|paramount)(?: to| for| that)|the key (?:lies|is)|"
    r"demands? (?:an?|the|that)\b|the only way|the (?:best|right|better) (?:way|path|"
    r"approach|course|answer|response|solution)|(?:urg|recommend|propos|advis)(?:e|es|ed|ing)|"
    r"(?:cannot|can['’]t|must not) (?:allow|let)|requires? (?:an?|the) \w+ (?:approach|effort|"
    r"response|strategy)|not only \w+ing \w+ but also \w+ing|solution (?:is|lies))\b"
)
# What a plan tells its readers to do: "Establish a programme", "Led by the ministry, develop".
PLANS = re.compile(
    r"^\W*(?:(?:led by|in|through|with|working with|together with)\b[^,.;]{2,60},\s+)?(?:also\s+)?"
    r"(?:establish|develop|create|expand|strengthen|invest in|prioriti[sz]e|adopt|launch|convene|"
    r"leverage|coordinate|collaborate|encourage|promote|explore|evaluate|streamline|direct|fund|"
    r"mandate|align|build|publish|ensure|continue to|work with|partner with)\b(?!\s*[:—–])"
)
NO_ADVICE = re.compile(
    r"\b(?:must|should) have been\b|\b(?:must|should|have to)\W*$|\bhad to\b|"
    r"(?:\bnot|n['’]t)(?:, \w+,)? (?:have|need) to\b"
)
RISKY = re.compile(
    r"\b(?:risks? (?:that|is|\w+ing)|the (?:risk|danger|threat) (?:is|of|that)|threaten(?:s|ing)? "
    r"to|at risk|in danger|sleepwalking|slippery slope|race to the bottom)\b"
)
FORESEEN = re.compile(
    r"\b(?:will|won['’]t|going to|(?:un)?likely(?! (?:the|an?|\w+ed)\b)|probable|poised to|"
    r"set to|bound to|on track to|expect(?:s|ed)?|foresee|forecasts?|predicts?|anticipates?|"
    r"inevitabl[ey]|shall see)\b|\w['’]ll\b"
)
COMPARISON = re.compile(
    r"\b(?:more|less|better|worse|\w{3,}er) than\b|\btoo \w+|\b\w+ enough\b|\bthe (?:most|least|"
    r"best|worst|\w{3,}est)\b|\bas \w+ as\b"
)
NEGATION = re.compile(r"\b(?:not|never|no|none|nothing|nobody|neither)\b|n['’]t\b")
CONDITION = re.compile(r"\b(?:if|unless|once|until|without)\b")
CAUSE = re.compile(r"\b(?:because|so that|therefore|thereby|given that|thanks to)\b")
HEARSAY = re.compile(r"\b(?:reportedly|allegedly|is documented|was reported)\b")
PURPOSE = re.compile(
    r"\b(?:designed|intended|developed|created|meant|aimed|seeks?|requires|applies|apply|provides|"
    r"offers|includes|contains|consists|defines)\b"
)
# What a rule does, by the one who tells of it: "the bill would require", "the order defines".
_RULE = (
    r"(?:bill|act|law|rule|rules|order|text|framework|policy|controls?|regulations?|section|"
    r"provisions?|legislation|directive|measures?|treaty|code|statute|amendment|proposal|license|"
    r"list|guidance|ordinance|agreement)"
)
DESCRIBES = re.compile(
    r"^(?:under|pursuant to|as part of) (?:the|this|its|that|a|an) [^,;]{2,60},|"
    rf"\b(?:{_RULE}|(?:sb|ab|hb|hr|h\.r\.|s\.) ?\d+)(?:['’]s? \w+)?,?(?: \([^)]*\))? "
    r"(?:(?:would|will|also|currently|itself|already) )*"
    r"(?:defines?|requires?|grants?|allows?|permits?|establish(?:es)?|covers?|appl(?:y|ies)|"
    r"prohibits?|bans?|bars?|mandates?|directs?|authori[sz]es?|includes?|exempts?|calls? for|"
    r"empowers?|obliges?|forbids?|states?|says?|extends?|excludes?|contains?|takes? effect|"
    r"enters? into force)\b|\b(?:fined|fines? of|penalt(?:y|ies) of) up to\b"
)
# What a word means and how a thing is counted, which nobody disputes.
EXPLAINS = re.compile(
    r"\b(?:refers? to|(?:is|are) (?:\w+ )?(?:defined|known|measured|calculated|called|counted|"
    r"expressed|abbreviated)\b|stands? for (?:the |[\"“])|(?:is|are) an? (?:term|type|form|"
    r"unit|measure|method|technique|set|class|collection) (?:for|of|that|used|in|to)\b|"
    r"(?:is|are) the (?:process|practice|technique|product|number|amount|ratio|sum|"
    r"name|act|unit|method) (?:of|by|for|in)\b)"
)
# "Acme Labs is a company": what a thing is, not what one thinks of it.
DEFINES = re.compile(r"^(?:The )?(?:[A-Z][\w’'-]*,? ){1,4}(?:is|are|was|were) (?:an?|one of)\b")
MODALS = CAN | MAY | WILL | OUGHT | plain("shall")
PRESENT_BE = plain("is are isn't aren't 's 're 'm am remains remain seems seem looks")
# The first verb that can be the sentence's own; "proposed by", "the advanced" are adjectives.
FINITE = re.compile(
    r"\b(?:is|are|am|was|were|has|have|had|did|do|does|will|would|can|could|may|might|must|should|"
    r"shall|cannot|(?:is|are|was|were|ca|wo|has|have|had|do|does|did|would|could|should)n['’]t|"
    r"became|went|took|made|gave|came|led|put|said|told|wrote|sent|began|saw|fell|rose|got|bought|"
    r"sold|grew|won|met|held|ran|spent|paid|kept|brought|drew|chose|fought|stood|spoke|remains?|"
    r"seems?|looks)\b|"
    r"(?<!\bthe )(?<!\ba )(?<!\ban )(?<!\bmost )(?<!\bof )(?<!\band )(?<!, )(?<!ly )"
    r"\b(?!(?:used|needed|required|based|called|named) )[a-z]{2,}ed\b(?! by\b)|"
    # "quietly released a" is no adjective: what is released stands behind it.
    r"\b\w{2,}ly [a-z]{2,}ed(?= (?:an?|the|its|their|his|her|that|this|to|from|on|\d))|"
    r"(?<=\w)['’](?:s(?= (?:an?|the|not|\w+ly|\w+ing)\b)|re|m|ll)\b"
)
PARTICIPLE = re.compile(
    r"(?: \w+ly| not| being| now| also)* (?!expected|supposed|needed|going)"
    r"(?:[a-z]+(?:ed|en|wn|ing)|brought|made|built|held|sold|put|led|told|sent|paid|kept|cut|met|"
    r"bought|lost)\b"
)
META = re.compile(
    r"^(?:Read (?:the|more|also)|Subscribe|Sign up|Click|Share|Follow|Published|Updated|Photo|"
    r"Image|Getty|Related|More from|Source|Advertisement|Register|Join|Download|Contact|"
    r"Copyright|©|All rights|Consider |Quoting |By [A-Z][a-z]+ [A-Z]|"
    r"This article (?:was|is|originally)|The views|"
    r"(?:In )?[Tt]his (?:article|report|piece|essay|post|paper|brief|section|investigative \w+)\b|"
    r"(?:Below|Here),? we\b|We (?:will |shall |now |first )*(?:analy[sz]e|examine|explore|discuss|"
    r"outline|look|describe|review|begin|turn|submit|appreciate)\b|I(?:['’]ll|['’]d| will)? "
    r"(?:am writing|write|recognize|conclude|end|start|am grateful|"
    r"want to thank)|(?:Good (?:morning|afternoon)|Thank you|Thanks|Dear)\b)"
)
CONNECTIVE = re.compile(
    r"(?:(?:However|Moreover|Furthermore|Additionally|Finally|Therefore|Thus|Hence|Consequently|"
    r"Nevertheless|Nonetheless|Meanwhile|Instead|Similarly|Likewise|Conversely|Still|Indeed|First|"
    r"Second|Third|Fourth|Lastly|Overall|Besides|Firstly|Secondly|Thirdly|Strategically|Ultimately|"
    r"In (?:addition|conclusion|short|sum|fact|contrast|other words|turn|this (?:context|sense))|"
    r"On (?:the )?(?:one|other) hand|At the same time|As a result|For (?:example|instance)|"
    r"That said|To be (?:sure|clear)|Of course|Again|By contrast|Beyond [A-Z]\w+),\s+|"
    r"(?:But|And|Yet|So|Or)\s+)+"
)
