"""Cut a sentence around a modal word: its clause, the words before it, and the verb after it."""

import re
from bisect import bisect_left
from dataclasses import dataclass

_PARENTHESIS = re.compile(r"\([^()]*\)")
# "the agency — not the court — shall"; after a full stop a dash ends a heading.
_ASIDE = re.compile(
    r"(?<![.:])—[^—;:]{1,150}—(?=\s*(?:shall|must|may|will|should|can|cannot|is|are)\b)"
)
# No clause reaches back over these: stops, the dash or the asterisks of a run-in heading.
_WALL = re.compile(r"[;:—]|--|\*[^*\n]{1,80}\*\s+(?=[A-Z])|\.[”\"’]?\s*—|\[[^\]]*\]\s")
# "the agency, in consultation with the court; the bank; and the board, shall".
_TOGETHER = re.compile(
    r",\s+(?:in\s+(?:consultation|coordination|collaboration|cooperation)\s+with|"
    r"acting\s+through|after\s+consult\w*)\b[^;]*;"
)
# "12 A person shall", "b) The agency shall".
_LABEL = re.compile(r"\s*(?:(?:\d{1,4}[A-Za-z]?\.?|[A-Za-z\d]{1,3}\)|[IVX]+\.)\s+)+(?=[\"“]?[A-Z])")
# A colon or dash at the end of the text, or before the label of a point.
_LIST_FOLLOWS = re.compile(r"(?::|—|--)\s*(?:$|\n|[“\"‘]*\(?(?:\w{1,4}|[•*–-])[).]?\s|[•*–-]\s)")
TOKEN = re.compile(r",|[\w$§%“\"][\w'’.\-/&$%^@]*")

Token = tuple[str, int, int]
"""A word or a comma with its place."""


def masked(text: str, keep: list[int]) -> str:
    """Return `text` with parentheses and asides blanked, as long as before.

    A parenthesis that holds one of the places `keep`, which are in order, stays. What is blanked
    says nothing of who must do what: labels ("(a)"), short names, examples.
    """

    def blank(match: re.Match[str]) -> str:
        held = bisect_left(keep, match.start())
        if held < len(keep) and keep[held] < match.end():
            return match[0]
        return " " * len(match[0])

    return _ASIDE.sub(blank, _PARENTHESIS.sub(blank, text)) if "(" in text or "—" in text else text


def left_wall(text: str, start: int, stop: int) -> int:
    """Return where the clause that holds `stop` can begin at the earliest, from `start` on."""
    label = _LABEL.match(text, start, stop)
    wall = label.end() if label else start
    together = _TOGETHER.search(text, start, stop)
    if together and text[start:stop].rstrip().endswith(","):
        stop = together.start()
    for match in _WALL.finditer(text, start, stop):
        wall = match.end()
    return wall


def segments(text: str, start: int, stop: int) -> list[list[Token]]:
    """Return the words from `start` to `stop`, cut at commas; at least one segment, maybe empty."""
    cut: list[list[Token]] = [[]]
    for match in TOKEN.finditer(text, start, stop):
        word = match[0]
        if word == ",":
            cut.append([])
            continue
        if word[-1] == "." and "." not in word[:-1]:
            word = word[:-1]  # the sentence's stop, not that of "U.S."
        cut[-1].append((word, match.start(), match.start() + len(word)))
    return cut


def right_end(text: str, start: int, stop: int) -> int:
    """Return where the clause ends whose modal ends at `start`, at `stop` at the latest.

    It ends before the colon or dash that leads into a list. A semicolon does not end it: the rest
    of an enumeration follows, and a clause with a modal of its own has been cut off by `stop`.
    """
    found = _LIST_FOLLOWS.search(text, start, stop)
    end = found.start() if found and _leads(text, found, stop) else stop
    end = _trimmed(text, start, end)
    joint = _JOINT.search(text, start, end)
    return _trimmed(text, start, joint.start()) if joint else end


_JOINT = re.compile(r"[,;]\s+(?:and|or)\Z")


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;:—-"):
        end -= 1
    return end


def with_parenthesis(text: str, plain: str, end: int, stop: int) -> int:
    """Return the end of a clause with the parentheses that were masked just after it.

    `plain` is `text` masked: "Article 98" in it is "Article 98(2)" in the text.
    """
    at = end
    while at < stop and plain[at].isspace():
        at += 1
    while at > end and text[at - 1].isspace():
        at -= 1
    return at


def _leads(text: str, found: re.Match[str], stop: int) -> bool:
    """Whether the colon or dash leads into a list, and is no pair of dashes around an aside."""
    return text[found.start()] == ":" or not text[found.end() : stop].strip() or "(" in found[0]


@dataclass(frozen=True, slots=True)
class Verb:
    """The verb after a modal: the first word, whether it is "be" and a participle, the next word.

    `word` is the participle of a passive, the adjective after "be", or the bare verb; it runs with
    its "be" from `start` to `end`.
    """

    word: str
    be: bool
    passive: bool
    after: str
    start: int
    end: int


_ADVERB = (
    r"(?:(?:(?!apply|comply|supply|rely|reply|imply|multiply)\w+ly|also|not|only|further|then|"
    r"therefore|thereby|instead|still|always|never|at\s+least|at\s+all\s+times|so|first|both|"
    r"either|neither|otherwise|in\s+turn|thereafter|hereby|once|again|even|and\s+thereafter)"
    r"\b,?\s+)"
)
_VERB = re.compile(
    rf"\s*{_ADVERB}{{0,3}}(?P<be>be\s+{_ADVERB}{{0,3}})?(?P<word>[\w'’-]+)(?P<after>\s+[\w-]+)?"
)
_ASIDES = re.compile(r"\s*,[^,;:]*(?P<comma>,\s*)")
_NO_VERB = frozenset(
    """the a an this that these those its their his her and or nor but any all each such in on at by
    with to for from of where if when as after before within without upon under through including
    subject pursuant consistent whether until unless during not acting using based"""
    .split()
)  # fmt: skip
_PARTICIPLES = frozenset(
    """made given kept held borne taken sent set put drawn laid paid shown known done written sought
    brought found built met sold bought read left lost chosen begun withdrawn undertaken overseen
    understood upheld led told thrown seen spent split spread struck sworn taught won worn bound cut
    forgiven forbidden gotten got heard hidden hit hung lent let proven put rebuilt redrawn resold
    said shut spoken had stolen swept dealt driven fed felt forgone foreseen broken overridden"""
    .split()
)  # fmt: skip
_NO_PASSIVE = frozenset("need indeed embed proceed exceed succeed feed seed speed heed".split())
_ADJECTIVES = frozenset(
    """entitled committed prepared qualified related interested experienced satisfied obliged
    required authorized authorised permitted allowed prohibited empowered supposed dedicated skilled
    limited detailed located headquartered domiciled situated"""
    .split()
)  # fmt: skip


# "A permit shall be required for" asks something of somebody else, "shall be required to" does not.
_ASKING = frozenset("required authorized authorised permitted allowed prohibited".split())
_NOT_ASKED = frozenset("for under in by before when where if unless prior on".split())


def participle(word: str) -> bool:
    """Whether a word looks like the participle of a passive."""
    return (word.endswith("ed") and word not in _NO_PASSIVE) or word in _PARTICIPLES


def verb_after(text: str, start: int, stop: int) -> Verb | None:
    """Return the verb of the modal that ends at `start`, None where none follows."""
    at = start
    for _ in range(6):  # "shall, where A, and subject to B, publish": on to the segment of the verb
        aside = _ASIDES.match(text, at, stop)
        if aside is None:
            break
        at = aside.end()
        first = TOKEN.match(text, aside.end("comma"))
        if first and first[0].lower() not in _NO_VERB and not first[0][0].isupper():
            at = aside.end("comma")
            break
        at = aside.start("comma")
    found = _VERB.match(text, at, stop)
    if found is None:
        return None
    word, be = found["word"].lower(), bool(found["be"])
    after = (found["after"] or "").strip().lower()
    state = word in _ADJECTIVES and not (word in _ASKING and after in _NOT_ASKED)
    passive = be and participle(word) and not state
    return Verb(
        word,
        be,
        passive,
        after,
        found.start("be") if be else found.start("word"),
        found.end("word"),
    )
