"""Find norms: who must, may or must not do something, on which condition, by when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.document import Kind, Where
from kg.text.annotations import Annotation, Norm
from kg.text.deontic import agents, bearers, clauses, conditions, deontics, objections, scorer
from kg.text.deontic.bearers import COMPLEMENT, MAIN, RELATIVE, Subject
from kg.text.deontic.deontics import PERMISSION, PROHIBITION
from kg.text.deontic.objections import ARTICLE, BINDING, IDLE, PLEDGE, Reading
from kg.text.deontic.parties import is_actor
from kg.text.deontic.phrases import first_phrase
from kg.text.genre import Genre, genre
from kg.text.passage import Passage, sentences


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger in its clause, before it is decided whether it is a norm.

    Spans count characters of the passage. `subject` is the grammatical subject, `bearer` who bears
    the norm. `against` says in a word why the rules see no norm, "" where they see one; `reading`
    is what they saw, and gives the features for a scorer.
    """

    trigger: Where
    modality: str
    subject: Where | None
    bearer: Where | None
    span: Where
    sentence: Where
    reading: Reading
    against: str

    @property
    def rule(self) -> str:
        """The id of the rule: the row of the trigger, and the kind of clause if not a main one."""
        clause = self.reading.clause
        return f"norm.{self.reading.row.name}" + ("" if clause == MAIN else f".{clause}")

    def features(self) -> dict[str, str | bool]:
        """Return what a scorer may weigh, by name."""
        r = self.reading
        named, passive = self.bearer is not None, bool(r.verb and r.verb.passive)
        decided: dict[str, str | bool] = {
            "bearer": named,
            "against": self.against,
            "sort": f"{r.actor} {passive} {named}",
            "binds": f"{r.actor} {not self.against}",
        }
        return r.features() | decided


DOUBT = 0.35
"""A duty of nobody who can act is doubtful where the scorer gives it less than this."""


def find(passage: Passage, *, scored: bool = True) -> Iterator[Annotation]:
    """Yield the norms of a passage; the scorer marks doubtful ones unless `scored` is false.

    A doubtful norm has ".doubtful" at the end of its rule, so that its confidence is its own.
    """
    for c in candidates(passage):
        if c.against:
            continue
        yield Norm(
            span=passage.at(*c.span),
            rule=f"{c.rule}.doubtful" if scored and _doubtful(passage, c) else c.rule,
            trigger=passage.at(*c.trigger),
            modality=c.modality,
            bearer=passage.at(*c.bearer) if c.bearer else _led(passage, c),
            condition=conditions.condition(
                passage,
                c.span,
                c.sentence,
                c.trigger,
                c.subject if c.reading.clause == MAIN else None,
            ),
            deadline=conditions.deadline(passage, c.span, c.sentence),
        )


_LABELS = re.compile(r"[\s(*_\\>•–-]*(?:\w{1,4}[).][\s*_]*)?")


def _led(passage: Passage, c: Candidate) -> Where | None:
    """Return who bears a norm that opens an item of a list: "A firm— (1) shall test it"."""
    document, lead = passage.document, passage.block.lead
    if lead is None or c.subject or (c.reading.verb and c.reading.verb.passive):
        return None
    if not _LABELS.fullmatch(passage.text, 0, c.trigger[0]):
        return None
    block = document.blocks[lead]
    text = document.text[block.start : block.end].rstrip()
    if text[-1:] not in (":", "—", "-"):
        return None
    plain = clauses.masked(text, []).rstrip(":—-") + ","  # as if an aside went before the modal
    stop = len(plain)
    edge = clauses.left_wall(plain, max((s for s, _ in sentences(text)), default=0), stop)
    modals = list(deontics.FIND.finditer(plain, edge, stop))
    edge = modals[-1].end() if modals else edge
    found = bearers.subject(plain, edge, stop, follows=False)
    where = found.where if not modals or found.clause == COMPLEMENT else None
    return (block.start + where[0], block.start + where[1]) if where else None


def _doubtful(passage: Passage, c: Candidate) -> bool:
    if c.modality == PERMISSION or c.reading.actor:
        return False
    return scorer.probability(passage.text[slice(*c.span)], c.features()) < DOUBT


def candidates(passage: Passage) -> Iterator[Candidate]:
    """Yield every trigger of a passage with its clause, its bearer and what speaks against it."""
    if passage.block.kind is Kind.HEADING:
        return
    tone = _tone(passage)
    pattern = deontics.FIND_REPORTED if tone == ARTICLE else deontics.FIND
    hits = list(pattern.finditer(passage.text))
    if not hits:
        return
    plain = clauses.masked(passage.text, [m.start() for m in hits])
    recital = passage.block.kind is Kind.RECITAL
    waiting = iter(hits)
    hit = next(waiting, None)
    for sentence in passage.sentences or [(0, len(passage.text))]:
        inside = []
        while hit is not None and hit.start() < sentence[1]:
            inside.append(hit)
            hit = next(waiting, None)
        if inside:
            for found in _sentence(plain, sentence, inside, tone, recital):
                end = clauses.with_parenthesis(passage.text, plain, found.span[1], sentence[1])
                yield replace(found, span=(found.span[0], end))


def _sentence(
    plain: str, sentence: Where, hits: list[re.Match[str]], tone: str, recital: bool
) -> Iterator[Candidate]:
    """Yield the candidates of one sentence; a clause ends where the next one of its kind begins."""
    read: list[Candidate] = []
    main: Candidate | None = None
    for hit in hits:
        candidate = _read(plain, sentence, hit, main, tone, recital)
        read.append(candidate)
        if candidate.reading.clause == MAIN and candidate.against not in ("no verb", IDLE):
            main = candidate
    ended: list[Candidate] = []
    later: dict[str, Candidate] = {}  # the next clause that ends one of this kind
    for candidate in reversed(read):
        kind, end = candidate.reading.clause, candidate.trigger[1]
        follower = later.get(RELATIVE if kind == RELATIVE else MAIN)
        stop = _joint(plain, end, follower) if follower else sentence[1]
        end = max(end, clauses.right_end(plain, end, stop))
        ended.append(replace(candidate, span=(candidate.span[0], end)))
        if candidate.reading.nested or candidate.against == IDLE:
            continue
        if kind in (MAIN, RELATIVE):
            later[RELATIVE] = candidate
        if kind == MAIN:
            later[MAIN] = candidate
    yield from reversed(ended)


_AND = re.compile(r",?\s+(?:and|or|but|nor|then)\s+(?:\w+ly\s+|also\s+|therefore\s+)?$")


def _joint(plain: str, start: int, later: Candidate) -> int:
    """Return where the clause before `later` ends: before its conjunction or its fronted words."""
    begin = later.trigger[0]
    if later.subject and not later.reading.shared and later.subject[0] > start:
        begin = later.subject[0]
    wall = max(plain.rfind(mark, start, begin) for mark in ";:")
    if wall >= 0:
        return wall
    joined = _AND.search(plain, max(start, begin - 40), begin)
    if joined:
        return joined.start()
    comma = plain.rfind(",", start, begin)
    return comma if comma >= 0 else begin


_REACH = 2000  # characters before and after a modal that its clause is sought in
_NO = re.compile(r"(?:no|neither|none|nobody|not\s+(?:more|less|fewer))\b", re.IGNORECASE)
# The verb before its subject: "in no case shall the provider", "nor may it".
_TURNED = re.compile(
    r"\b(?:in\s+no\s+(?:case|event)|under\s+no\s+circumstances?|nor)\s*$", re.IGNORECASE
)


def _read(
    plain: str, sentence: Where, hit: re.Match[str], main: Candidate | None, tone: str,
    recital: bool,
) -> Candidate:  # fmt: skip
    row = deontics.BY_NAME[str(hit.lastgroup)]
    start, end = hit.span()
    stop = min(sentence[1], end + _REACH)
    edge = clauses.left_wall(plain, max(sentence[0], start - _REACH), start)
    follows = main is not None and main.trigger[1] >= edge
    if main is not None and follows:
        edge = main.trigger[1]
    turned = bool(_TURNED.search(plain, edge, start))
    if turned:
        tokens = clauses.segments(plain, end, stop)[0]
        found = Subject(first_phrase(tokens))
    else:
        found = bearers.subject(plain, edge, start, follows=follows)
    if found.where is None and not found.shared and not plain[edge:start].strip():
        found = _over_label(plain, sentence[0], edge)
    where = main.subject if found.shared and main is not None else found.where
    verb = clauses.verb_after(plain, where[1] if turned and where else end, stop)
    reading = Reading(
        row=row,
        negated=row.modality == PROHIBITION or "not" in hit[0],
        phrase=plain[where[0] : where[1]] if where else "",
        verb=verb,
        after=plain[end:stop],
        says=plain[verb.start : stop] if verb else "",
        clause=found.clause,
        shared=found.shared,
        nested=follows and not plain[edge:start].strip(),
        tone=tone,
        reported=tone == ARTICLE
        and bool(deontics.LAW.search(plain, max(sentence[0], start - _REACH), start)),
        recital=recital,
    )
    bearer = agents.bearer(plain, end, stop, where, reading)
    bearer = _quoted(plain, bearer)
    begin = bearer[0] if bearer and bearer[0] < start and not found.shared else start
    against = objections.against(reading)
    if row.when == "opening" and not (bearer and is_actor(plain[slice(*bearer)])):
        against = IDLE  # "Requests" is a noun there
    return Candidate((start, end), _modality(reading, turned), where, bearer, (begin, end),
                     sentence, reading, against)  # fmt: skip


def _quoted(plain: str, where: Where | None) -> Where | None:
    """Return a bearer with the quotation mark that closes it, if it has the one that opens it."""
    if where is None or plain[where[1] : where[1] + 1] != "”":
        return where
    phrase = plain[slice(*where)]
    return (where[0], where[1] + 1) if phrase.count("“") > phrase.count("”") else where


def _over_label(plain: str, start: int, edge: int) -> Subject:
    """Return the subject before a colon and a label: "such plans: (i) may hold, and (ii) shall"."""
    stop = len(plain[start:edge].rstrip()) + start - 1
    if stop <= start or plain[stop] not in ":—":
        return Subject(None)
    return bearers.subject(plain, clauses.left_wall(plain, start, stop), stop, follows=False)


def _modality(r: Reading, turned: bool) -> str:
    if r.row.name == "asked" and _NO.match(r.phrase):
        return PERMISSION  # "no person is required to"
    if turned or (r.row.name == "are_to" and r.negated):
        return PROHIBITION
    return PROHIBITION if _NO.match(r.phrase) and not r.negated else r.row.modality


def _tone(passage: Passage) -> str:
    if passage.binding:
        return BINDING
    return ARTICLE if genre(passage.document) is Genre.ARTICLE else PLEDGE
