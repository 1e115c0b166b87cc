"""How texts write a name that the graph has: without brackets, in capitals, without the maker."""

import re
from collections.abc import Iterator
from itertools import chain

from kg.text.names.things import Thing

# Names of things that are also words of their own: they name the thing only in a longer name or
# with a version beside them, which the grammar of model names reads.
WORDS = frozenset(
    """
    Stability Scale Moonshot Character All Ascend Arctic Bailing Chinchilla Command Commerce
    Composer Cursor Epoch Falcon Flux Galactica Gopher Granite Hf Hy Inception Inkling Intern
    Ling Liquid Luminous Mai Minerva Mythos Omni Orion Runway Seed Solar Sora Step Switch Titan
    Trinity Wa Whisper Yi davinci omni FAIR HF HY MAI OPT T5 V9 WA international multinational
    MIT
    """.split()
)
# States whose names are also names of places or persons of other sorts: a bare "Washington" is
# the city or the government as often as the state.
UNSURE_PLACES = frozenset({"Washington"})

_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_TITLE = re.compile(
    r"\b(?:Act|Law|Order|Rule|Framework|Code|Convention|Arrangement|Commitments|Measures|"
    r"Provisions|Principles|Policy|Regulation|Recommendation|Accord|TFAIA)\b"
)
# Words before the name of a regime that say whose it is: "EU AI Act" is the AI Act. A state's name
# goes only before a number: there are several AI Acts, and alone the Union's is meant.
WHOSE = "EU US UK NY CoE China Canada India Japan Korea Brazil Anthropic OpenAI Meta".split()
_WHOSE = re.compile(
    rf"^(?:(?:{'|'.join(WHOSE)}|Google\s+DeepMind)\s+(?=\S+\s+\S)|[A-Z]\w+\s+(?=[SAH]B\s\d))"
)
_CHIP_CODE = re.compile(
    r"\b(?:(?:TPU|Ascend|RTX|MTIA|Maia|Siyuan|Hanguang|Instinct)\s+)?"
    r"(?:[A-Z]{1,3}\d{2,4}[A-Z]?|v\d[a-z]?|\d{3,4}[A-Z]?|(?:Gaudi|Trainium)\d)\b"
)


def spellings(thing: Thing) -> Iterator[str]:
    """Yield each way in which a text may write the name of a thing, some more than once."""
    for name in _BY_KIND[thing.kind](thing):
        words = " ".join(name.split())
        if len(words) < 2 or words in WORDS:
            continue
        yield words
        yield words.replace("'", "’")
        if " " in words or len(words) >= 4:
            yield words.upper()
        if words.isupper() and words.isalpha() and len(words) >= 5:
            yield words.capitalize()  # NVIDIA, Nvidia


def _model(thing: Thing) -> Iterator[str]:
    for name in thing.names:
        yield name
        yield _BRACKETED.sub("", name)


def _actor(thing: Thing) -> Iterator[str]:
    for name in thing.names:
        if name.startswith("State of "):
            continue  # in texts it is the place
        inside = _BRACKETED.findall(name)
        plain = _BRACKETED.sub("", name)
        yield plain
        yield re.sub(r"\s(?:Electronics|Systems|Technologies|Corporation)$", "", plain)
        # Zhipu, Zhipu.ai; but "Institute for AI" keeps it.
        yield from (re.sub(r"(?<!\bfor|.\bon|.\bof) AI$", end, plain) for end in ("", ".ai"))
        yield from (i for i in inside if i.isupper() and len(i) > 2)
        yield re.sub(r"^(?:US|UK|U\.S\.)\s+(?=\w+\s+\w)", "", plain)
        if plain.startswith(("US ", "United States ")):
            rest = plain.removeprefix("US ").removeprefix("United States ")
            yield from (nation + rest for nation in ("U.S. ", "United States ", "US "))


def _place(thing: Thing) -> Iterator[str]:
    for name in thing.names:
        plain = _BRACKETED.sub("", name)
        if plain not in UNSURE_PLACES and not plain.lower().startswith("the "):
            yield plain
            yield plain.replace("United States ", "U.S. ") if " " in plain else plain
        if "." not in plain and plain.isupper() and len(plain) == 2:
            yield ".".join(plain) + "."
    yield from thing.adjectives


def _instrument(thing: Thing) -> Iterator[str]:
    for name in thing.names:
        for piece in chain.from_iterable(
            map(_pieces, (_BRACKETED.sub("", name), *_BRACKETED.findall(name)))
        ):
            if _TITLE.search(piece) and " " in piece and piece[0].isupper():
                yield piece
                yield _WHOSE.sub("", piece)


def _pieces(name: str) -> Iterator[str]:
    """Yield the names that semicolons and commas part; an "and" shows that a comma parts none."""
    for whole in re.split(r";\s", name):
        first, *others = re.split(r",\s", whole)
        yield whole.strip()
        yield first.strip()
        yield from (piece.strip() for piece in others if " and " not in piece)


def _chip(thing: Thing) -> Iterator[str]:
    for name in thing.names:
        plain = _BRACKETED.sub("", name)
        yield plain
        maker = plain.split()[0]
        for code in _CHIP_CODE.findall(plain):
            yield f"{maker} {code}"
            if len(code) > 3 or (code[1:].isdigit() and len(code) == 3 and code[0] in "HAB"):
                yield code
                yield re.sub(r"(?<=[a-z])(?=\d)", " ", code)  # Gaudi 3


_BY_KIND = {
    "Model": _model,
    "Actor": _actor,
    "Jurisdiction": _place,
    "Instrument": _instrument,
    "Hardware": _chip,
}
