"""Find the subject of a modal in the words before it.

There is no parser: words of closed classes, endings and commas decide. A clause before its modal
is read as segments between commas; each opens an adverbial ("within 30 days"), continues a list
("and the Board"), or holds the subject.
"""

from dataclasses import dataclass

from kg.document import Where
from kg.text.deontic.clauses import Token, segments
from kg.text.deontic.phrases import (
    after_adverbial,
    after_glue,
    after_noun,
    bare,
    drop_glue,
    glue_adverb,
    introducer,
    introduces,
    last_phrase,
    lower,
    noun_phrase,
    only_glue,
    opens,
)
from kg.text.deontic.wordlists import (
    CONDITIONS,
    FINITE,
    GLUE,
    PREPOSITIONS,
    PRONOUNS,
    QUESTIONS,
    SAYING,
)

MAIN, RELATIVE, COMPLEMENT, QUESTION, CONDITION = (
    "main", "relative", "complement", "question", "condition"
)  # fmt: skip
"""Kinds of clauses: "A shall", "which shall", "provide that A shall", "how A may", "if A may"."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a modal: its place, the kind of clause, and how it was found.

    `shared` says that the modal has no subject of its own and takes that of the modal before it
    ("shall test and may publish"); `where` is then None.
    """

    where: Where | None
    clause: str = MAIN
    shared: bool = False


def subject(text: str, start: int, stop: int, *, follows: bool) -> Subject:
    """Return the subject of the modal that begins at `stop`, looking back as far as `start`.

    `follows` says that another modal of the same sentence stands just before `start`, so that the
    words from there on are what that modal asks for.
    """
    cut = segments(text, start, stop)
    if not cut[-1] and len(cut) > 1:
        return _before_aside(cut[:-1], follows)
    if not cut[-1]:
        return Subject(None, shared=follows)
    last = cut[-1]
    if only_glue(last) or last[-1][0].lower() in GLUE or glue_adverb(last):
        return _shared(cut, follows)
    word = last[-1][0].lower()
    if word in PRONOUNS and len(last) < 60:
        return _pronoun(cut, word, follows)
    at = introducer(last)
    if at is not None:
        found = _introduced(cut, at, follows)
        if found:
            return found
    if follows and lower(last[0]) not in GLUE:
        tail = after_glue(last)
        if tail:
            return Subject(noun_phrase(tail))
    if _hangs(cut):
        return Subject(noun_phrase(last), CONDITION)
    if not follows and len(cut) > 1 and _stands_first(cut):
        return Subject(_listed(cut, 0))
    if opens(last):
        tail = after_adverbial(last)
        return Subject(noun_phrase(tail), RELATIVE if follows else MAIN)
    owner = after_noun(last)
    if owner and not follows:
        return Subject(noun_phrase(owner), RELATIVE)
    first = len(cut) - 1
    if not follows and any(lower(t) in GLUE for t in last):
        first = _list_start(cut, strict=lower(last[0]) not in GLUE)
    return Subject(_listed(cut, first))


_SINCE = frozenset(("since", "although", "though", "while", "whereas"))


def _hangs(cut: list[list[Token]]) -> bool:
    """Whether the modal is a condition's: "since rules are to", "if, during transit, a form must".

    An "if" that stands alone before an aside is not in the segment of its subject.
    """
    last = cut[-1]
    if lower(last[0]) in _SINCE and len(last) > 1 and not last[1][0][0].isdigit():
        return True
    for tokens in reversed(cut[:-1]):
        if tokens and lower(tokens[-1]) in CONDITIONS - {"where"} and not opens(last):
            return True
        if not opens(tokens):
            return False
    return False


def _before_aside(cut: list[list[Token]], follows: bool) -> Subject:
    """Return a subject before an aside: "the Secretary, in consultation with ..., shall"."""
    if not follows and _stands_first(cut):
        return _whole(cut, 0)
    if follows and not any(opens(s) for s in cut[1:]):
        return Subject(None, shared=True)  # "shall keep it, must not sell it"
    for i in range(len(cut) - 1, 0, -1):
        before = cut[i - 1]
        if not before or not opens(cut[i]) or only_glue(before):
            if before and only_glue(before) and follows and i - 1 > 0 and i == len(cut) - 1:
                return Subject(None, shared=True)
            continue
        if follows and lower(before[-1]) in GLUE:
            return Subject(None, shared=True)
        if opens(before):
            continue
        start = _list_start(cut[:i]) if lower(before[0]) in GLUE and not follows else i - 1
        return _whole(cut, start)
    for i, tokens in enumerate(cut):
        if tokens and not opens(tokens) and not only_glue(tokens):
            return _whole(cut, i)
    return Subject(None, shared=follows)


def _whole(cut: list[list[Token]], i: int) -> Subject:
    """Return the subject in segment `i`, which may hold a clause: "ensure that the X, ..."."""
    at = introducer(cut[i])
    if at is not None:
        found = _introduced(cut[: i + 1], at)
        if found:
            return found
    tokens = drop_glue(cut[i])
    return Subject(noun_phrase(tokens))


def _shared(cut: list[list[Token]], follows: bool) -> Subject:
    if follows:
        return Subject(None, shared=True)
    for tokens in cut:
        if tokens and not opens(tokens) and not only_glue(tokens):
            return Subject(noun_phrase(tokens))
    return Subject(None, shared=True)


def _pronoun(cut: list[list[Token]], word: str, follows: bool) -> Subject:
    last = cut[-1]
    if word == "who":
        return _antecedent(cut, len(last) - 1, RELATIVE)
    token = last[-1]
    begin = token[1]
    if len(last) > 2 and lower(last[-2]) == "or" and lower(last[-3]) in PRONOUNS:
        begin = last[-3][1]
    before = lower(last[-2]) if len(last) > 1 else ""
    clause = MAIN
    if before in QUESTIONS:
        clause = QUESTION
    elif before in CONDITIONS:
        clause = CONDITION
    elif before in ("that", "which"):
        clause = COMPLEMENT if len(last) > 2 and lower(last[-3]) in SAYING else RELATIVE
    elif follows and before and before not in GLUE:
        clause = RELATIVE  # "the measures they are required to take"
    return Subject((begin, token[2]), clause)


def _introduced(cut: list[list[Token]], at: int, follows: bool = False) -> Subject | None:
    """Read the clause that the word at `at` of the last segment introduces, None if none counts."""
    last = cut[-1]
    word, tail = lower(last[at]), last[at + 1 :]
    before = lower(last[at - 1]) if at else ""
    if not tail:
        if word == "as":
            return Subject(None, CONDITION)
        return _antecedent(cut, at, RELATIVE)
    if word in CONDITIONS and (at == 0 or word == "as"):
        if not bare(tail):
            return None
        later = after_noun(tail)  # "where a model poses a risk the provider must"
        return Subject(noun_phrase(later or tail), MAIN if later else CONDITION)
    if word == "who" or not bare(tail):
        if at == 0:
            return None
        listed = lower(last[0]) in GLUE and len(cut) > 1 and introducer(cut[0]) is not None
        if listed and not follows and _stands_first(cut):  # "firms that sell A, or B that fit"
            return Subject(noun_phrase(cut[0]))
        return _before_clause(last, follows)
    if word == "why" and before in ("is", "was"):
        return Subject(noun_phrase(tail))  # "this is why labs must"
    if word in CONDITIONS or word in QUESTIONS:
        kind = QUESTION if word in QUESTIONS else CONDITION
    elif before in PREPOSITIONS and word == "which":
        if before == "in" and lower(tail[0]) == "case":
            return Subject(noun_phrase(tail[1:]))
        kind = RELATIVE
    elif opens(last) and lower(last[0]) in CONDITIONS:
        kind = CONDITION
    else:
        kind = COMPLEMENT if before in SAYING else RELATIVE
    return Subject(noun_phrase(tail), kind)


def _before_clause(tokens: list[Token], follows: bool) -> Subject | None:
    """Return the subject of a modal after a clause: "providers that meet this shall"."""
    marks = [i for i in range(len(tokens)) if introduces(tokens, i)]
    for i, stop in zip(marks, [*marks[1:], len(tokens)], strict=True):
        inner = tokens[i + 1 : stop]
        if i and inner and lower(tokens[i - 1]) in SAYING:
            return Subject(noun_phrase(inner), COMPLEMENT)
    head = tokens[: marks[0]]
    if not drop_glue(head) or opens(head):
        return None
    if follows:
        return Subject(last_phrase(head), RELATIVE)
    return Subject(noun_phrase(head))


def _antecedent(cut: list[list[Token]], at: int, clause: str) -> Subject:
    """Return the noun phrase that a relative pronoun stands for: the last one before it."""
    last = cut[-1][:at]
    if last and lower(last[-1]) in PREPOSITIONS:
        return Subject(None, QUESTION)
    kept = [s for s in [*cut[:-1], last] if s and not only_glue(s)]
    while len(kept) > 1 and opens(kept[-1]):
        kept.pop()
    if not kept:
        return Subject(None, clause)
    where = last_phrase(kept[-1])
    return Subject(where, clause)


def _stands_first(cut: list[list[Token]]) -> bool:
    """Whether the sentence begins with its subject, whatever clauses and lists follow on it.

    It does where the first segment is no adverbial and has no finite verb outside a relative
    clause: the modal must then be its verb.
    """
    first = cut[0]
    if not first or opens(first) or only_glue(first):
        return False
    for i, token in enumerate(first):
        if i and introduces(first, i):
            return True
        if lower(token) in FINITE:
            return False
    return not any(
        lower(t) in FINITE
        for s in cut[1:]
        for t in s
        if not any(introduces(s, k) for k in range(len(s)))
    )


def _list_start(cut: list[list[Token]], *, strict: bool = False) -> int:
    """Return the segment where the list begins that the last segment ends: "A, B, and C".

    `strict` takes only short items into the list ("training, validation and testing data").
    """
    i = len(cut) - 1
    while i > 0 and cut[i - 1] and not opens(cut[i - 1]) and not only_glue(cut[i - 1]):
        if any(lower(t) in FINITE for t in cut[i - 1]) or (strict and len(cut[i - 1]) > 2):
            break
        i -= 1
    return i


def _listed(cut: list[list[Token]], first: int) -> Where | None:
    """Return the span of a subject that runs from segment `first` to the last one."""
    where = noun_phrase(cut[first])
    if where is None or first == len(cut) - 1 or where[1] < cut[first][-1][2]:
        return where
    if any(opens(s) or introducer(s) is not None for s in cut[first + 1 :]):
        return where
    end = noun_phrase(cut[-1])
    return (where[0], end[1]) if end else where
