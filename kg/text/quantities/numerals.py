"""Give the value of a number as written: "3 x 10^24", "five hundred million", "7,5", "one-third".

The grammar that finds numbers in a text is in `numbers`; here are the words and their
values. A new scale or ordinal is one word in its table.
"""

import re
from collections.abc import Iterator

ONES = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split(),
        range(20),
        strict=True,
    )
)
TENS = {
    w: 10 * n
    for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
SCALES = {"hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7,
          "billion": 1e9, "trillion": 1e12, "quadrillion": 1e15, "quintillion": 1e18,
          "sextillion": 1e21, "septillion": 1e24}  # fmt: skip
SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "t": 1e12, "tn": 1e12}
PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "tenth": 10}
ORDINALS = {
    "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21, "twenty-second": 22,
    "twenty-third": 23, "twenty-fourth": 24, "twenty-fifth": 25, "twenty-sixth": 26,
    "twenty-seventh": 27, "twenty-eighth": 28, "twenty-ninth": 29, "thirtieth": 30,
}  # fmt: skip

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−", "0123456789-+-")


def value_of(words: str, kind: str) -> float:
    """Return the value of a number as written.

    `kind` is the part of the grammar in `numbers` that matched: power, flat, times, e,
    figures, fraction, plural or spelled. Raises `ValueError` for words that are not of the kind.
    """
    words = " ".join(words.casefold().translate(_SUPERSCRIPT if kind != "power" else {}).split())
    value = _value(words, kind)
    # Ten times 1e24 is not quite the float that 1e25 is.
    return value if kind == "fraction" else float(f"{value:.15g}")


def _value(words: str, kind: str) -> float:
    if kind == "power":
        return _power(words)
    if kind in ("flat", "times"):
        words = re.sub(r" ?\((\d\d)\)$", r"\1", words)
        front, _, exponent = re.split(r"10( ?)(?=[-−]?\d\d?$)", words)
        return float(f"{_mantissa(front):g}e{exponent.replace('−', '-')}")
    if kind == "e":
        return float(words)
    if kind == "figures":
        return _figures(words)
    if kind == "fraction":
        return _fraction(words)
    if kind == "plural":
        return _product(word.removesuffix("s") for word in words.replace(" of ", " ").split())
    return _spelled(words)


def _power(words: str) -> float:
    plain = words.translate(_SUPERSCRIPT)
    match = re.fullmatch(
        r"(.*?)(?:10|ten) ?(?:\(?[\^ˆº]|\*\*|<sup>| (?:raised )?to the (?:power )?(?:of )?)? ?[{(]?"
        r"(?:([-+]?\d+)|([a-z -]+?))[})]?(?:</sup>)?(?:st|nd|rd|th)?(?: power)?",
        plain,
    )
    if not match:
        raise ValueError(f"no power of ten: {words!r}")
    front, digits, spelled = match.groups()
    exponent = int(digits) if digits else ORDINALS.get(spelled) or int(_spelled(spelled))
    # Through text, so that 3 x 10^25 is the float that "3e25" is.
    return float(f"{_mantissa(front):g}e{exponent}")


def _mantissa(front: str) -> float:
    front = re.sub(r"\s*(?:[x×·⋅*∙]|times)\s*$", "", front)
    if not front:
        return 1.0
    return _figures(front) if front[0].isdigit() else _spelled(front)


def _figures(words: str) -> float:
    top, slash, bottom = words.replace("−", "-").partition("/")
    match = re.fullmatch(r"(-?)([\d.,\s]*\d)[\s-]*([a-z]*)", top)
    if not match:
        raise ValueError(f"no figures: {words!r}")
    sign, digits, scale = match.groups()
    digits = re.sub(r"\s", "", digits)
    if digits.count(".") > 1:
        digits = digits.replace(".", "")
    elif digits.count(",") == 1 and not re.fullmatch(r"[1-9]\d{0,2},\d{3}(?:\.\d+)?", digits):
        digits = digits.replace(",", ".")
    value = float(digits.replace(",", "")) * (SCALES.get(scale) or SHORT_SCALES.get(scale, 1.0))
    # "2/3" is a part; "16/14 nanometers" names a step by its two sizes, the first of which counts.
    if slash and float(bottom) > value:
        value /= float(bottom)
    return -value if sign else value


def _fraction(words: str) -> float:
    parts = re.split(r"[\s-]+", words)
    whole = PARTS.get(parts[-1].removesuffix("s")) or PARTS.get(parts[-1]) or 2
    return ONES.get(parts[0], 1) / (2 if parts[-1] == "halves" else whole)


def _product(words: Iterator[str]) -> float:
    value = 1.0
    for word in words:
        value *= 10.0 if word == "ten" else SCALES[word]
    return value


def _spelled(words: str) -> float:
    """Add up a cardinal in words: below a scale word the sum so far is multiplied by it."""
    total = group = 0.0
    for word in re.split(r"[\s-]+", words):
        if word in ONES or word in TENS:
            group += ONES.get(word, 0) + TENS.get(word, 0)
        elif word in ("a", "an"):
            group = group or 1.0
        elif word == "half":
            group = 0.5
        elif word == "hundred":
            group = (group or 1.0) * 100
        elif word in SCALES:
            total, group = total + (group or 1.0) * SCALES[word], 0.0
    return total + group
