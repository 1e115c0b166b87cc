"""The grammar of chips: product codes beside a maker or a word for chips, and architectures."""

import re
from collections.abc import Iterator

from kg.text.names.named import Named, capitals

MAKERS = (
    "NVIDIA Nvidia AMD Intel Huawei Google Cambricon Biren Cerebras Groq Qualcomm AWS Amazon "
    "Microsoft Meta Alibaba Baidu"
).split()
# What a product is called before its number.
LINES = (
    "Ascend TPU Instinct Gaudi Trainium Inferentia Maia Kunlun RTX GeForce Xeon EPYC CloudMatrix"
).split()
ARCHITECTURES = "Hopper Blackwell Rubin Ampere Volta Turing".split()
NOUNS = (
    r"(?:AI\s+)?(?:chips?|GPUs?|accelerators?|processors?|semiconductors?|architectures?|systems?|"
    r"line\s+of|series\b|pods?\b|racks?\b|superchips?)"
)

_CODE = r"(?:[A-Z]{1,3}\d{2,4}[A-Z]{0,2}|v\d[a-z]?|\d{2,4}[A-Z]{0,2})"
_CHIP = re.compile(
    "|".join(
        (
            rf"(?:{'|'.join(LINES)})[\s-]{_CODE}(?:s\b|\b)",
            rf"(?:{'|'.join(ARCHITECTURES)})\s[A-Z]{{1,3}}\d{{2,4}}[A-Z]{{0,2}}\b",
            rf"[A-Z]{{1,2}}\d{{2,4}}[A-Z]{{0,2}}(?=(?:s\b|\s+(?:\w+\s+)?{NOUNS}\b))",
            rf"(?:{'|'.join((*ARCHITECTURES, *LINES))})(?=\)?\s+{NOUNS}\b)",
            r"(?:Trainium|Inferentia|CloudMatrix|GeForce)\b",
            r"(?:HBM|LPDDR|GDDR)\d\w?\b",
        )
    )
)

_MADE = re.compile(
    rf"(?:{'|'.join(MAKERS)})(?:['’]s)?\s+(?P<chip>(?:(?:{'|'.join(LINES)})\s)?[A-Z]{{1,3}}\d{{2,4}}[A-Z]{{0,2}})\b"
)
_MAKER = re.compile(rf"(?:{'|'.join(MAKERS)})\s+(?=\S)")


def find(text: str) -> Iterator[Named]:
    """Yield the chips that a text names."""
    for at, run in capitals(text):
        if run in _FIRSTS or _CODED.fullmatch(run):
            match = _MADE.match(text, at) or _CHIP.match(text, at)
            if match:
                yield Named(*match.span(match.lastgroup or 0), "Hardware", "mention.chip")


def apart(text: str, chip: Named) -> int:
    """Return where the chip's own name begins: behind that of its maker, which is another's."""
    maker = _MAKER.match(text, chip.start, chip.end)
    return maker.end() if maker else chip.start


_FIRSTS = frozenset((*MAKERS, *LINES, *ARCHITECTURES))
_CODED = re.compile(r"[A-Z]{1,2}\d{2,4}[A-Z]{0,2}s?|(?:HBM|LPDDR|GDDR)\d\w?")
