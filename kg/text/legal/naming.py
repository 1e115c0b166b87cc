"""Find the names that a text gives to what it just described: "(the “Charter”)", "is called X"."""

import re
from collections.abc import Iterator

from kg.text.legal.meanings import ACRONYM, BOUND, PROPER, Found
from kg.text.passage import Passage

_OPEN, _CLOSE = "“\"‘'`„«", "”\"’'»"
_ARTICLE = r"(?:an?\s+|the\s+|such\s+|any\s+)?"
_QUOTED = rf"[{_OPEN}]+{_ARTICLE}(?P<quoted>[^{_CLOSE}\n()]{{2,80}}?)[,.]?[{_CLOSE}]+"
_SINGLE = r"(?:collectively|together|each|individually|jointly|also|or|and|hereby)"
_HERE = r"(?:in|for\s+(?:the\s+)?purposes?\s+of|throughout)\s+this\s+\w+|herein|hereunder|below"
_CALLED = (
    rf"(?:(?:{_HERE}|{_SINGLE}),?\s+)*(?:referred\s+to|called|known|defined|cited|termed|designated)"
    rf"(?:\s+(?:{_HERE}|{_SINGLE}),?)*(?:\s+as|\s+by)?"
)

_HEREINAFTER = re.compile(
    r"[(,;]\s*(?:hereinafter|hereafter|henceforth|hereinbelow)\b[,:]?\s*"
    rf"(?:{_HERE},?\s+)?(?:[^()“”\",;:]{{1,40}}\s+(?:is|are)\s+|be\s+)?(?:{_CALLED}\s+|as\s+|{_SINGLE}\s+)?"
    rf"{_ARTICLE}(?:{_QUOTED}|(?P<plain>[^()“”\",;]{{2,60}}?(?=\))))"
)
_BRACKETED = re.compile(
    rf"(?:\(|;\s+(?={_SINGLE}))(?P<said>(?:{_CALLED}|{_HERE}|{_SINGLE})?),?\s*(?P<the>{_ARTICLE})(?:as\s+)?"
    rf"[{_OPEN}]+(?P<inner>{_ARTICLE})(?P<term>[^{_CLOSE}\n()]{{2,60}}?),?[{_CLOSE}]+(?=[);])"
)
_SHORTENED = re.compile(r"\((?P<the>the\s+)?(?P<term>[A-Za-z][a-z]+(?:\s[A-Za-z][a-z]+){0,2})\)")
# "This amount is called the base levy": the name stands behind what it names.
_IS_CALLED = re.compile(
    rf"\b(?:(?:is|are|(?:shall|will)\s+be)\s+(?:hereinafter\s+|hereafter\s+)?{_CALLED}|"
    r"[Ww]e\s+(?:call|term|refer\s+to)\s+(?:this|these|it|them|such)(?:\s+\w+){0,3}?(?:\s+as)?)\s+"
    rf"(?P<as>{_ARTICLE})(?:{_QUOTED}|(?P<plain>\w[\w-]*(?:\s+\w[\w-]*){{0,3}}(?=[.,;)]|$)))"
)
# A title in brackets behind a number or a kind of writing names that, and is no term.
_TITLED = re.compile(
    r"(?:\b(?:[Ss]ec(?:tion|\.)|[Tt]itle|[Aa]rticle|[Cc]hapter|[Pp]art|[Ss]ubtitle|Division)\s+[\dIVX]\S*|"
    r"\b(?:report|study|paper|article|book|essay|post|bill|film|song|letter|brief|memo))\s*$"
)
_WORDS_BEFORE = re.compile(r"[\w’'./&-]+$")


def find(passage: Passage) -> Iterator[Found]:
    """Yield the names that a passage gives, with what they name."""
    if "(" in passage.text or "here" in passage.text:
        yield from _hereinafter(passage)
        yield from _bracketed(passage)
        yield from _shortened(passage)
    yield from _called(passage)


def _hereinafter(passage: Passage) -> Iterator[Found]:
    for match in _HEREINAFTER.finditer(passage.text):
        name = "quoted" if match["quoted"] else "plain"
        if not ACRONYM.match(match[name]):
            start = reach_back(passage.text, match.start())
            close = match.end() + passage.text.startswith(")", match.end())
            yield "hereinafter", match.span(name), (start, close)


def _bracketed(passage: Passage) -> Iterator[Found]:
    text = passage.text
    for match in _BRACKETED.finditer(text):
        before, term = text[max(0, match.start() - 160) : match.start()], match["term"]
        marked = match["said"] or match["the"] or match["inner"] or term.islower()
        inside = match[0][0] == ";"
        named = marked or _shortens(term, before, any_case=True, within=12)
        start = reach_back(text, match.start())
        if (
            named
            and (inside or start < match.start())
            and not (ACRONYM.match(term) or _TITLED.search(before))
        ):
            close = match.end() + text.startswith(")", match.end())
            yield "bracketed", match.span("term"), (start, close)


def _shortened(passage: Passage) -> Iterator[Found]:
    text = passage.text
    for match in _SHORTENED.finditer(text):
        the = bool(match["the"])
        before = text[max(0, match.start() - (160 if the else 70)) : match.start()]
        whole = before.rstrip().endswith(f" of {match['term']}")  # "Republic of Cuba (Cuba)"
        if not whole and _shortens(
            match["term"], before, any_case=not the, within=25 if the else 7
        ):
            start = reach_back(text, match.start())
            yield "shortened", match.span("term"), (start, match.end())


def _called(passage: Passage) -> Iterator[Found]:
    text = passage.text
    for match in _IS_CALLED.finditer(text):
        name = "quoted" if match["quoted"] else "plain"
        known = re.search(r"\b(?:known|cited|defined)\b", match[0])
        sure = passage.binding or (name == "quoted" and match[name].islower())
        if known or not sure or (name == "plain" and not match["as"]):
            continue
        sentence = next((s for s in passage.sentences if s[0] <= match.start() < s[1]), None)
        if sentence and not ACRONYM.match(match[name]):
            end = match.end() + len(text[match.end() : sentence[1]].rstrip(" .;:,\n"))
            yield "called", match.span(name), (sentence[0], end)


def _shortens(term: str, before: str, *, any_case: bool, within: int) -> bool:
    """Say whether the words of `term` stand, in their order, in the words just before it."""
    if len(term) < 4 or not (any_case or term[0].isupper()):
        return False
    words = re.findall(r"\w+", before.casefold())[-within:]
    wanted = re.findall(r"\w+", term.casefold())
    runs = [words[i : i + len(wanted)] for i in range(len(words) - len(wanted) + 1)]
    return len(words) > len(wanted) and wanted in runs


def reach_back(text: str, at: int) -> int:
    """Return where the noun phrase that ends at `at` begins."""
    start = at
    while start > 0 and at - start < 80:
        before = text[max(0, start - 60) : start].rstrip()
        word = _WORDS_BEFORE.search(before)
        if word is None or not word[0].strip(".'") or (start < at and _ends(word[0])):
            break
        small = word[0].casefold()
        proper = small in ("of", "the") and PROPER.match(text, start)
        if small in BOUND and not proper:
            break
        start = max(0, start - 60) + word.start()
    while word := re.match(r"(?:of|the|\d+\.|\W+)\s+", text[start:at], re.IGNORECASE):
        start += word.end()
    return start


def _ends(word: str) -> bool:
    """Say whether a word with a full stop behind it ends a sentence: "layer.", not "Corp."."""
    return word.endswith(".") and len(word) > 5 and word.count(".") == 1
