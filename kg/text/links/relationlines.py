"""Find relations that a law spreads over lines: purpose, authority, title, issuer, repeals.

A bill says what it amends under its number, a rule on what it rests in a line of its own, and a
repeal names only what falls.
"""

import re
from collections.abc import Iterator

from kg.document import Block, Document, Where
from kg.text.annotations import Annotation, Mention, Reference, Relation
from kg.text.links import lawrules
from kg.text.links.masked import ANY, mask
from kg.text.links.relationends import matches, relation
from kg.text.passage import Passage

_BILL = re.compile(r"\b(?:A BILL|AN ACT|A Bill|An [Aa]ct|JOINT RESOLUTION)\b")
_PURPOSE = re.compile(
    r"(?:^[\s>*#-]*|\b(?:A BILL|AN ACT|A Bill|An Act)\s+)[Tt]o\s+(amend|repeal)\s+|"
    r"\bAn act to (add)\s",
    re.M,
)
_PURPOSES = {"amend": ("amends", 60), "repeal": ("revokes", 60), "add": ("amends", 160)}
"""What a purpose says, and within how many characters the law stands that it changes."""
_JOINT = re.compile(r",?\s+(?:and\s+)?(?:the\s+)?(?=[A-Z(])|,\s+and\s")
LONGEST_JOINT = 12
"""The most characters between two laws of a list."""
_AUTHORITY = re.compile(
    r"^\W*(?:part \d+ )?authority(?: citation)?\W*:", re.IGNORECASE | re.MULTILINE
)
_REGARD = re.compile(r"\W*having regard to\b", re.IGNORECASE)
_CHANGES = re.compile(r"\b(?:amending|repealing)\b")
_VESTED = re.compile(
    r"(?:by|under|pursuant to) (?:the )?(?:authority|power) vested in", re.IGNORECASE
)
_PART = re.compile(r"\b(?:\d+ CFR )?(?:PART|Part|part) \d+\b")
_SIGNED = re.compile(
    r"\b(?:agreed|sign(?:ed|atories|atory)|committed|endorsed?|joined|adher\w+|undersigned|"
    r"adopted|supported)\b",
    re.IGNORECASE,
)
_FALLS = re.compile(
    rf"(?P<o>{ANY})(?:\s+(?:of|dated|issued|promulgated|adopted|published)\s+[^.;()]{{4,60}}?)?"
    r"(?:\s*\([^()]*\))?,?(?:\s+as\s+amended,)?\s+(?:is|are|shall\s+be)\s+(?:(?P<hereby>hereby\s+)(?:further\s+)?"
    r"(?:revoked|repealed|rescinded|superseded|(?P<amended>amended))|(?:simultaneously\s+)?(?:revoked|repealed|"
    r"rescinded|superseded|abolished))\b(?!\s+by\s+(?!\w+ing\b))|"
    rf"\bI\s+(?P<hereby2>hereby)\s+(?:revoke|rescind|repeal)\s+(?:the\s+)?(?P<o2>{ANY})"
)
_REPEALS = re.compile(r"\b(?:(?:revoke|repeal|rescind|supersede|abolishe)(?:d|ed)?|hereby)\b")
_THIS = re.compile(r"\b(?:[Tt]his (?:order|Order|Act|Regulation|Directive|Law|rule|Rule|Decision)|"
                   r"[Tt]hese (?:Measures|Provisions|Regulations|Rules))\b")  # fmt: skip
_ISSUED = re.compile(
    r"[\W_]*(?:issued|promulgated|adopted|passed|approved|published|enacted|made|issuing\s+(?:body|"
    r"authority|agency|department)s?)\b\W*(?:(?:on|at)\s[^.;\n]{3,80}?\s(?:by|of)|by)?\W+(?:the\s+)?",
    re.IGNORECASE,
)
_TITLE = re.compile(r"^(?:title:|#)[ \t]+[\"']?(?P<title>[^\n\"']+)", re.MULTILINE)
HEAD = 1500
"""The characters at the start of a text in which it names itself and its maker."""
LINES_OF_A_TITLE = 4
"""The most lines that a title may go on."""
ONE_OF_A_LIST = 60
"""The most characters of a line that is one signatory's name and nothing else."""


def across(document: Document, found: list[Annotation]) -> Iterator[Annotation]:
    """Yield the relations that a text spreads over several lines."""
    laws = sorted(m.span for m in found if isinstance(m, Mention) and m.kind == "Instrument")
    if laws:
        yield from _purposes(document, laws)
        yield from _authorities(document, found, laws)
        yield from _titles(document, found, laws)
        yield from _falls(document, found, laws)
        yield from _issuers(document, found, laws)
        yield from _signatories(document, found, laws)


def _purposes(document: Document, laws: list[Where]) -> Iterator[Relation]:
    """Read a bill's "To amend the X": the bill, by its number or as "A BILL", amends X."""
    for place, block in enumerate(document.blocks):
        text = document.text[block.start : block.end]
        match = _PURPOSE.search(text)
        if not match:
            continue
        predicate, within = _PURPOSES[match[1] or match[2]]
        subject = _bill(document, place, match.start() + block.start, laws)
        at = block.start + match.end()
        for law in (s for s in laws if at <= s[0] < block.end):
            # The first law may stand behind its section; others only join it in a list.
            if law[0] - at >= within or not subject:
                break
            if law != subject:
                yield relation(subject, predicate, law, "bill.purpose")
            at, within = law[1], LONGEST_JOINT
            if not _JOINT.match(document.text, at):
                break


def _bill(document: Document, place: int, at: int, laws: list[Where]) -> Where | None:
    """Return the words for the bill that stand nearest before its purpose."""
    first = document.blocks[max(0, place - 3)].start
    before = document.text[first : at + 12]
    titles = [(first + m.start(), first + m.end()) for m in _BILL.finditer(before)]
    numbers = [span for span in laws if first <= span[0] < at]
    return max([*titles, *numbers], default=None)


def _authorities(
    document: Document, found: list[Annotation], laws: list[Where]
) -> Iterator[Relation]:
    """Read "Authority:", "Having regard to": the rule is based on the laws named there."""
    cited = sorted(r.span for r in found if isinstance(r, Reference) and r.scope == "external")
    for block in document.blocks:
        text, at = document.text[block.start : block.end], block.start
        if cites := _AUTHORITY.search(text):
            at += cites.start()
            subject = _part(document, at, cited, laws)
        elif _REGARD.match(text) or _VESTED.search(text, 0, 60):
            subject = laws[0] if laws[0][1] < at else None
        else:
            continue
        for law in laws:
            if _is_constitution(document, law) or not at <= law[0] < block.end:
                continue
            before = document.text[at : law[0]]
            # "(IEEPA)" is that law again; what a law that is cited amends is no authority.
            if before.endswith("(") or _CHANGES.search(before):
                continue
            if subject and law != subject:
                yield relation(subject, "based_on", law, "authority")


def _part(document: Document, at: int, cited: list[Where], laws: list[Where]) -> Where | None:
    """Return the rule whose authority is cited at a place: the last part or law named before it."""
    first = max(0, at - 400)
    before = document.text[first:at]
    parts = [(first + m.start(), first + m.end()) for m in _PART.finditer(before)]
    named = [s for s in (*cited, *laws) if first <= s[0] and s[1] <= at]
    return max([*parts, *named], default=None)


def _titles(document: Document, found: list[Annotation], laws: list[Where]) -> Iterator[Relation]:
    """Read a title that goes on over lines: the law, its date, "amending X and repealing Y"."""
    starts = {span[0] for span in laws}
    for place, block in enumerate(document.blocks):
        if block.start not in starts:
            continue
        last = block
        for after in document.blocks[place + 1 : place + 1 + LINES_OF_A_TITLE]:
            if not document.text[after.start].islower():
                break
            last = after
        if last is not block:
            masked = mask(_passage(document, found, block, last.end))
            for rule in lawrules.TITLES:
                yield from matches(rule, masked)


def _falls(document: Document, found: list[Annotation], laws: list[Where]) -> Iterator[Relation]:
    """Read a repeal by the text itself, as it calls itself beside: "this order is public".

    What falls "hereby" falls by this text even where it does not name itself; its title does.
    """
    known = set(laws)
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if not _REPEALS.search(text):
            continue
        itself = _THIS.search(text)
        beside = itself and (block.start + itself.start(), block.start + itself.end())
        masked = mask(_passage(document, found, block, block.end))
        for match in _FALLS.finditer(masked.text):
            hereby = match["hereby"] or match["hereby2"]
            what = "amends" if match["amended"] else "revokes"
            subject = beside or (_title(document, laws, block) if hereby else None)
            for target in masked.signs(*match.span("o" if match["o"] else "o2")):
                if subject and target in known and target != subject:
                    yield relation(subject, what, target, f"falls.{what}")


def _title(document: Document, laws: list[Where], block: Block) -> Where | None:
    """Return where the text names itself: in its head as a law, else in the line of its title."""
    own = laws[0]
    if own[1] <= min(HEAD, block.start) and not _is_constitution(document, own):
        return own
    line = _TITLE.search(document.text, 0, min(HEAD, block.start))
    return line.span("title") if line else None


def _is_constitution(document: Document, law: Where) -> bool:
    """Say whether a law is a constitution: every order rests on one, to say so tells nothing."""
    return "onstitution" in document.text[slice(*law)]


def _issuers(document: Document, found: list[Annotation], laws: list[Where]) -> Iterator[Relation]:
    """Read the line under a title that says who made the law: "(Adopted by the Council ...)"."""
    actors = [m.span for m in found if isinstance(m, Mention) and m.kind == "Actor"]
    last: Where | None = None
    for block in document.blocks:
        if block.start > HEAD:
            break
        match = _ISSUED.match(document.text, block.start, block.end)
        issuer = next((s for s in actors if match and 0 <= s[0] - match.end() <= 4), None)
        if issuer and last:
            named = [s for s in laws if s[1] <= block.start]
            yield relation(named[0] if named else last, "issued_by", issuer, "issuer")
        last = block.start, block.end


def _passage(document: Document, found: list[Annotation], block: Block, end: int) -> Passage:
    """Return the text from a block's start to `end` as one passage, with the names in it."""
    names = [
        a for a in found
        if isinstance(a, Mention | Reference) and block.start <= a.span[0] < end
    ]  # fmt: skip
    text = document.text[block.start : end]
    return Passage(document=document, block=block, text=text, start=block.start, found=[*names])


def _signatories(
    document: Document, found: list[Annotation], laws: list[Where]
) -> Iterator[Relation]:
    """Read lines that are one name each, under a line that says who signed what."""
    actors = {
        m.span for m in found if isinstance(m, Mention) and m.kind in ("Actor", "Jurisdiction")
    }
    starts = {span[0]: span for span in actors}
    signed: Where | None = None
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if len(text) <= ONE_OF_A_LIST and (name := _alone(block, text, starts)):
            if signed:
                yield relation(name, "supports", signed, "signatory")
            continue
        leads = text.rstrip().endswith(":") and _SIGNED.search(text)
        within = [s for s in laws if block.start <= s[0] < block.end] if leads else []
        signed = within[-1] if within else None


def _alone(block: Block, text: str, starts: dict[int, Where]) -> Where | None:
    """Return the name that a line consists of, a bullet before it left aside."""
    bullet = re.match(r"[\s•·*–\-\d.()]*", text)
    at = block.start + (bullet.end() if bullet else 0)
    span = starts.get(at)
    return span if span and block.end - span[1] <= 3 else None
