"""Read words without a parser: noun phrases, adverbials and the words that introduce clauses.

Words of closed classes (`kg.text.deontic.wordlists`), endings and commas decide.
"""

from kg.document import Where
from kg.text.deontic.clauses import Token, participle
from kg.text.deontic.wordlists import (
    BASE_VERBS,
    BEFORE_OBJECT,
    BODIES,
    COMPARED,
    COMPLYING,
    CONTAINERS,
    DETERMINERS,
    FINITE,
    FINITE_LAST,
    GLUE,
    INTRODUCERS,
    LATER,
    NO_NOUNS,
    NOUNS_IN_ING,
    OPENERS,
    POINTERS,
    POSTPOSED,
    PREPOSITIONS,
    PRONOUNS,
    TIMES,
    TRAILING,
)


def noun_phrase(tokens: list[Token]) -> Where | None:
    """Return the noun phrase that the words begin with: head and "of" phrases, no clauses."""
    tokens = drop_glue(tokens)
    if not tokens or lower(tokens[0]) in FINITE:
        return None
    end = next((i for i in range(1, len(tokens)) if _ends(tokens, i)), len(tokens))
    while end > 1 and (lower(tokens[end - 1]) in TRAILING or _adverb(tokens[end - 1])):
        end -= 1
    return tokens[0][1], tokens[end - 1][2]


def first_phrase(tokens: list[Token]) -> Where | None:
    """Return the subject after its verb; a pronoun is one by itself: "nor shall they sell"."""
    if tokens and lower(tokens[0]) in PRONOUNS - DETERMINERS:
        return tokens[0][1], tokens[0][2]
    stop = next((i for i in range(1, len(tokens)) if lower(tokens[i]) in BASE_VERBS), len(tokens))
    return noun_phrase(tokens[:stop])


def _ends(tokens: list[Token], i: int) -> bool:
    """Whether a noun phrase ends before the word at `i`."""
    word, before = tokens[i][0], lower(tokens[i - 1])
    low = word.lower()
    if low in INTRODUCERS or low in FINITE:
        return True
    if low == "of" or before == "of" or (low == "than" and before in COMPARED):
        return False
    if low == "with" and before in COMPLYING:
        return False
    if (
        (low in ("for", "to") or (low == "on" and before in BODIES))
        and i + 1 < len(tokens)
        and tokens[i - 1][0][0].isupper()
    ):
        return not _titled(tokens, i)
    if low in PREPOSITIONS:
        named = not word.islower()  # the "Under Secretary"
        return not named and not (before in DETERMINERS and low in POSTPOSED)
    if not word.islower():  # the "Federal Permitting Council"
        return False
    return (low.endswith("ing") or participle(low)) and _noun(before) and _cuts(tokens, i)


def _titled(tokens: list[Token], i: int) -> bool:
    """Whether a preposition stands inside an office's title: "Assistant to the President"."""
    rest = [t[0] for t in tokens[i + 1 : i + 3]]
    return rest[0][0].isupper() or (rest[0] == "the" and len(rest) > 1 and rest[1][0].isupper())


def _cuts(tokens: list[Token], i: int) -> bool:
    """Whether the participle at `i` opens a clause ("established in") and is no part of a name."""
    if i + 1 == len(tokens):
        return False
    after = lower(tokens[i + 1])
    return after in PREPOSITIONS or after in DETERMINERS or tokens[i][0].endswith("ing")


def _noun(word: str) -> bool:
    return word not in DETERMINERS and word not in GLUE and not word.endswith(("ly", "ive", "ial"))


def lower(token: Token) -> str:
    """Return the word of a token in small letters, without opening quotation marks."""
    return token[0].lower().strip('“"‘')


def drop_glue(tokens: list[Token]) -> list[Token]:
    """Return the words without the conjunctions and adverbs that they begin with."""
    i = 0
    while i < len(tokens) and (lower(tokens[i]) in GLUE or _adverb(tokens[i])):
        i += 1
    return tokens[i:]


def _adverb(token: Token) -> bool:
    low = token[0].lower()
    return low.endswith("ly") and low not in ("only", "family", "supply", "assembly", "reply",
                                              "monopoly", "early", "anomaly", "july")  # fmt: skip


def only_glue(tokens: list[Token]) -> bool:
    """Whether there are words, and all are conjunctions and adverbs."""
    return bool(tokens) and not drop_glue(tokens)


def glue_adverb(tokens: list[Token]) -> bool:
    """Whether the words end in "and" with an adverb: "and therefore", "and, consequently"."""
    return len(tokens) > 1 and lower(tokens[-2]) in GLUE and (
        _adverb(tokens[-1]) or lower(tokens[-1]) in ("therefore", "thus", "thereafter", "also")
    )  # fmt: skip


def opens(tokens: list[Token]) -> bool:
    """Whether a segment is an adverbial or an aside rather than a subject."""
    tokens = [t for t in tokens if lower(t) not in GLUE]
    if not tokens:
        return False
    first, second = lower(tokens[0]), lower(tokens[1]) if len(tokens) > 1 else ""
    if first in ("no", "not"):
        if second in COMPARED and len(tokens) > 2 and lower(tokens[2]) == "than":
            return any(lower(t) in TIMES for t in tokens[2:6])
        return second in LATER or first == "not"
    if first in ("such", "other"):
        return second == ("as" if first == "such" else "than")
    if first == "under" and second == "secretary":
        return False
    if first == "that":
        return False
    if len(tokens) == 1:
        return first in OPENERS or _adverb(tokens[0]) or participle(first)
    if first in ("first", "second", "third"):
        return False
    if _timed(tokens) or (first in POSTPOSED and second in (PREPOSITIONS | DETERMINERS)):
        return True
    if _does(tokens[0]):
        return True
    if participle(first) and second in PREPOSITIONS:
        return True
    return first in OPENERS or (_adverb(tokens[0]) and second in OPENERS)


def _does(token: Token) -> bool:
    """Whether a word is a verb in "ing"."""
    word = token[0]
    return word.endswith("ing") and word[0].islower() and word not in NOUNS_IN_ING


def _timed(tokens: list[Token]) -> bool:
    """Whether a segment is a time without a preposition: "each year", "90 days after ..."."""
    first = lower(tokens[0])
    if (
        first not in ("each", "every", "one", "two", "three", "six", "this")
        and not first[0].isdigit()
    ):
        return False
    return any(lower(t) in TIMES for t in tokens[1:4])


def last_phrase(tokens: list[Token]) -> Where | None:
    """Return the last noun phrase of a segment, from the determiner that its "of" chain has."""
    for i in range(len(tokens) - 1, -1, -1):
        low = lower(tokens[i])
        if low in DETERMINERS and (i == 0 or lower(tokens[i - 1]) != "of"):
            if (
                len(tokens) > i + 3
                and lower(tokens[i + 1]) in CONTAINERS
                and lower(tokens[i + 2]) == "of"
            ):
                return noun_phrase(tokens[i + 3 :])  # "a list of firms that may"
            return noun_phrase(tokens[i:])
    begin = len(tokens) - 1
    while begin > 0 and (lower(tokens[begin - 1]) not in BEFORE_OBJECT
                         or lower(tokens[begin - 1]) == "of"):  # fmt: skip
        begin -= 1
    if begin + 1 < len(tokens) and _does(tokens[begin]):
        begin += 1  # "holding trials that need not"
    return noun_phrase(tokens[begin:])


def after_adverbial(tokens: list[Token]) -> list[Token]:
    """Return the subject after an adverbial without a comma: "after receipt the agency shall"."""
    for i in range(len(tokens) - 1, 0, -1):
        if lower(tokens[i]) in DETERMINERS and lower(tokens[i - 1]) not in (NO_NOUNS):
            return tokens[i:]
    return tokens[-1:]


def after_noun(tokens: list[Token]) -> list[Token]:
    """Return the subject of a clause that hangs on a noun without "that": "steps the firm must"."""
    for i in range(len(tokens) - 1, 0, -1):
        before = lower(tokens[i - 1])
        if lower(tokens[i]) in ("the", "a", "an", "each", "this", "such"):
            clear = before in NO_NOUNS
            if clear or participle(before) or before.endswith(("ing", "ly", "s’", "'s")):
                return []
            return tokens[i:]
    return []


def after_glue(tokens: list[Token]) -> list[Token]:
    """Return the words after the last "and" of a verb phrase: "keep it and the agency shall"."""
    for i in range(len(tokens) - 1, 0, -1):
        if lower(tokens[i]) in GLUE:
            return tokens[i + 1 :]
    return []


def introducer(tokens: list[Token]) -> int | None:
    """Return the index of the last word that introduces a clause, None if there is none."""
    for i in range(len(tokens) - 1, -1, -1):
        if introduces(tokens, i):
            return i
    return None


def introduces(tokens: list[Token], i: int) -> bool:
    """Whether the word at `i` introduces a clause there."""
    low = lower(tokens[i])
    before = lower(tokens[i - 1]) if i else ""
    after = tokens[i + 1][0] if i + 1 < len(tokens) else ""
    if low == "that":  # else a determiner: "of that use", "That notification"
        if before in PREPOSITIONS or (i == 0 and tokens[0][0][0].isupper()):
            return False
        return i > 0 or not after or after.lower() in POINTERS or after[0].isupper()
    if low == "as":
        if (
            before in ("such", "well")
            or after in ("well", "of", "to")
            or i == 0
            or i < len(tokens) - 6
        ):
            return False
        return not after or after.lower() in POINTERS or after[0].isupper()
    return low in INTRODUCERS


def bare(tail: list[Token]) -> bool:
    """Whether the words after "that" are a noun phrase alone, so that the modal is their verb."""
    first = lower(tail[0])
    if any(lower(t) in FINITE for t in tail):
        return False
    if first in PRONOUNS - DETERMINERS:
        return len(tail) == 1 or lower(tail[1]) in GLUE
    if len(tail) == 1:
        return True
    if lower(tail[-1]) in FINITE_LAST:  # "that the provider offers"
        return False
    if first in DETERMINERS or tail[0][0][0].isupper():
        return True
    if _adverb(tail[0]):
        return bare(tail[1:])
    second = lower(tail[1])
    if first in BASE_VERBS:
        return False
    if first.endswith("s") and not first.endswith("ss"):
        return not (second in DETERMINERS or second in PREPOSITIONS - {"of"} or len(tail) > 2)
    return not (participle(first) and second in PREPOSITIONS)
