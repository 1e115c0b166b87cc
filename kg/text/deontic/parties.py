"""Tell those who can act (persons, firms, authorities) from things, by the head of a noun phrase.

A new kind of actor is one word of `PARTIES` or `AUTHORITIES`.
"""

import re

from kg.text.deontic.deontics import NAMES_WORDS

PARTIES = frozenset(
    """person people individual individuals citizen resident national entity company
    corporation firm business enterprise undertaking organisation organization institution lab
    laboratory startup partnership venture association affiliate subsidiary parent group
    consortium platform party signatory signatories applicant licensee licensor registrant
    respondent claimant complainant appellant petitioner defendant plaintiff consumer customer
    user holder bank merchant agent representative participant recipient grantee awardee
    contractor subcontractor assistant consultant accountant tenant occupant attendant
    employee trustee designee addressee payee nominee transferee assignee refugee lessee
    personnel staff industry academia society stakeholder physician patient student parent
    guardian school university college hospital researcher scientist technologist professional
    expert specialist economist pharmacist member partner founder shareholder beneficiary
    intermediary trader those anyone everyone someone whoever third-party"""
    .split()
)  # fmt: skip
"""Whom a law regulates."""

AUTHORITIES = frozenset(
    """agency agencies authority authorities department ministry bureau commission commissioner
    committee subcommittee council board office panel court tribunal judge magistrate secretary
    director administrator administration president governor legislature parliament congress senate
    government state member-states states municipality county city district police inspectorate body
    bodies organ organs minister attorney general chairman chairperson chair chief head
    undersecretary official institute forum task-force force team unit union service-provider
    ombudsman supervisor inspector examiner regulator legislator jurisdiction country countries
    assembly delegation ambassador treasury center centre"""
    .split()
)  # fmt: skip
"""Who makes, applies and enforces it."""

# Endings of nouns for who does something, and nouns of that ending that are things.
_DOER = re.compile(r"(?:er|or|ist|ian|ee)$")
_THINGS = frozenset(
    """number order matter paper other letter register chapter power tier layer offer transfer
    computer parameter error factor vector sector indicator behavior color monitor processor
    semiconductor fee degree guarantee decree cluster server center waiver cover paper wafer
    counter either neither former latter whether rather under over after danger weather water answer
    disclaimer sticker marker identifier classifier transformer character manner charter trigger
    buffer barrier carrier-signal container filter router adapter reactor sensor detector
    accelerator calculator mirror tensor tutor-system labor favor honor quarter dollar newsletter
    winner-take list waiver denominator anchor interior exterior minor prior major tenor
    consider render differ refer enter consider never ever per however year successor-system"""
    .split()
)  # fmt: skip
_NAMES_OF_TEXTS = re.compile(
    r"\b(?:Act|Regulation|Article|Section|Annex|Order|Directive|Code|Plan|Report|Fund|Framework|"
    r"Agreement|Treaty|Title|Chapter|Part|Rule|Program|Programme|System|Notice|Decision|Guidelines?|"
    r"List|Schedule|Protocol|Measures|Provisions|Law|Convention|Charter|Statute|Policy|Paragraph|"
    r"Appendix|Subpart|Supplement|Regulations|Strategy|Database|Principles|Standards?|Bill|Form|"
    r"Register|Registry|Memorandum|License|Licence|EAR)$"
)
_NO_ACTORS = frozenset("AI AGI LLM LLMs GPU GPUs ML IC ICs API APIs".split())
# Letters that stand for a kind of persons, not for one agency: "a VEU", "SMEs".
_KIND = re.compile(r"^(?:[Aa]n?|[Aa]ny|[Ee]ach|[Ee]very|[Nn]o|[Aa]ll)\s+[A-Z]{2,}$|\b[A-Z]{2,}s$")
_HEAD = re.compile(r"[\w'’.-]+(?=$|\s+(?:of|for|on|to|in|or|and|with)\b)|[\w'’.-]+$")
_WE = frozenset("they he she we you i who it".split())


def head(phrase: str) -> str:
    """Return the head noun of a noun phrase: the last word before "of"."""
    found = _HEAD.search(phrase)
    return found[0] if found else phrase


def singular(word: str) -> str:
    """Return a noun without the ending of its plural."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def is_party(phrase: str) -> bool:
    """Whether a noun phrase names one whom a law regulates: a provider, a person, "they"."""
    words = phrase.split()
    if not words:
        return False
    if phrase.lower() in _WE or words[0].lower() == "those":
        return True
    if _KIND.search(phrase):
        return head(phrase) not in _NO_ACTORS
    word = head(phrase)
    if word.isupper() and len(word) > 1:
        return False  # an agency, or a thing
    noun = singular(word.lower())
    return noun in PARTIES or (bool(_DOER.search(noun)) and noun not in _THINGS
                               and noun not in AUTHORITIES)  # fmt: skip


def is_authority(phrase: str) -> bool:
    """Whether a noun phrase names one who makes or applies law: an agency, "the government"."""
    noun = head(phrase).lower()
    return noun in AUTHORITIES or singular(noun) in AUTHORITIES


def is_actor(phrase: str) -> bool:
    """Whether a noun phrase names somebody who can act: a party, an authority, a proper name."""
    if NAMES_WORDS.match(phrase) or head(phrase) in _NO_ACTORS:
        return False
    if is_party(phrase):
        return True
    if is_authority(phrase):
        return True
    noun = head(phrase)
    capital = (noun[0].isupper() and phrase[0] != noun[0]) or (noun.isupper() and len(noun) > 1)
    return capital and not _NAMES_OF_TEXTS.search(phrase)
