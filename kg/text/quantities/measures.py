"""Read numbers with their units: "1,400 gigabytes per second", "USD 5 million", "50 employees".

`UNITS` holds the words of each unit; to teach one, add it to its row. What is measured with it
(revenue, damage, training compute) is told by the words around: `kg.text.quantities.subjects`.
"""

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from kg.text.quantities.numbers import Number, numbers


class Unit(NamedTuple):
    """A unit: its name, the factor to it, the quantity that it alone implies, and its words."""

    unit: str
    factor: float
    quantity: str
    words: str


_OPERATIONS = (
    r"[\"'‘“`]?(?:(?:integer|floating[\s-]+point|computational|compute|computing|training|"
    r"arithmetic|mathematical|total|or|and|/|,)[\s-]*)*(?:operations?|FLOPs?|OPs?)\b[\"'’”]?"
)
_PER_SECOND = (
    r"(?:\s*\([^()]{0,80}\))?[\s-]*(?:per[\s-]+second|each\s+second|/\s?s(?:ec(?:ond)?)?\b)"
)
_BYTES = r"(?:[Bb]ytes?)"
_PER_MM2 = r"\s*(?:per|/)\s*(?:square\s+millimet(?:er|re)s?|mm\s?(?:2|²|\^2))"
_SECOND = r"(?:\s*per\s+second|\s*/\s?s(?:ec)?\b|ps\b)"

# Every unit of physics: a symbol or a name with any prefix, squared or cubed, and per another.
# A symbol stands right behind its figures: "100 class A shares" are no amperes.
_SYMBOL = (
    r"(?:(?<=\d)|(?<=\d[\s-]))(?-i:[pnµμmkMGTPE]?(?:Hz|Wh|eV|Pa|Bq|Gy|Sv|SPS|bits?|rad|ohm|VA|Nm|Ns|Torr|"
    r"[VWJNHFKBSm])|[pnµμmk]?[ATgstlC]|cm|dBm?|dB[ci]|"
    r"[KMGTP]B|°\s?[CFK]?|o[CF]|Ω|bar|rpm|r\.p\.m\.|ppm|ppb|ft|in\.|lbs?|psi|mph|hp|Db)"
)
_NAME = (
    r"(?:nano|micro|milli|centi|kilo|mega|giga|tera|peta|exa)?(?:met(?:er|re)|hertz|watt(?:[\s-]?hour)?|"
    r"gram(?:me)?|tonne|ton|lit(?:er|re)|pascal|second|byte|bit|volt|joule|amp(?:ere)?|tesla|farad|"
    r"becquerel|curie|sievert|gray|radian|decibel|kelvin|newton|degree|inch(?:es)?|mile|gallon|pound|"
    r"ounce|acre|hectare)s?|feet|foot|degrees?\s+(?:Celsius|Fahrenheit|C|F)|nautical\s+miles?|"
    r"arc\s?seconds?"
)
_PHYSICAL = (
    rf"(?:{_NAME}|{_SYMBOL})(?:\s?[23²³](?![\d.,:]))?(?!\w)"
    rf"(?:\s*(?:per|/|·)\s*(?:(?:square|cubic)\s+\w+|[\w²³]+))?"
)

UNITS = (
    Unit("FLOP/s", 1, "cluster_compute_rate", _OPERATIONS + _PER_SECOND),
    *(
        Unit("FLOP/s", 10.0**power, "cluster_compute_rate", rf"{words}(?:FLOPS?|OPS)(?:/s)?\b")
        for power, words in (
            (9, r"(?:giga[\s-]?|(?-i:G))"),
            (12, r"(?:tera[\s-]?|(?-i:T))"),
            (15, r"(?:peta[\s-]?|(?-i:P))"),
            (18, r"(?:exa[\s-]?|(?-i:E))"),
            (21, r"(?:zetta[\s-]?|(?-i:Z))"),
        )
    ),
    # "Weighted" TeraFLOPS count the adjusted peak performance of computers in control lists.
    Unit("FLOP/s", 1e12, "cluster_compute_rate", r"(?<=\d\s)(?-i:WT)\b"),
    Unit("FLOP", 1, "training_compute", _OPERATIONS),
    *(
        Unit("GB/s/mm2", factor, "memory_bandwidth_density", words + _SECOND + _PER_MM2)
        for factor, words in (
            (1, rf"(?:giga{_BYTES}|(?-i:GB|Gbytes?))"),
            (1e3, rf"(?:tera{_BYTES}|(?-i:TB|Tbytes?))"),
        )
    ),
    *(
        Unit("GB/s", factor, "memory_bandwidth", words + _SECOND)
        for factor, words in (
            (1, rf"(?:giga{_BYTES}|(?-i:GB|Gbytes?))"),
            (1e3, rf"(?:tera{_BYTES}|(?-i:TB|Tbytes?))"),
        )
    ),
    *(
        Unit("Gbit/s", factor, "interconnect_bandwidth", words + _SECOND)
        for factor, words in (
            (1, r"(?:giga[\s-]?bits?|(?-i:Gbits?|Gb|GBIT))"),
            (1e3, r"(?:tera[\s-]?bits?|(?-i:Tbits?|Tb))"),
            (1e-3, r"(?:mega[\s-]?bits?|(?-i:Mbits?|Mb))"),
        )
    ),
    Unit("TPP/mm2", 1, "performance_density", "TPP" + _PER_MM2),
    Unit("TPP", 1, "total_processing_performance", r"['‘\"]?TPPs?\b['’\"]?"),
    Unit("percent", 1, "", r"(?:%|per[\s-]?cent(?:um|age\s+points?)?\b|percentage\s+points?)"),
    Unit("parameters", 1, "parameters", r"(?:model\s+|trainable\s+)?(?:parameters|weights)\b"),
    Unit("USD", 1, "", r"(?:United\s+States\s+|U\.?S\.?\s+)?dollars?\b|USD\b"),
    Unit("EUR", 1, "", r"euros?\b|EUR\b|€"),
    Unit("GBP", 1, "", r"pounds?(?:\s+sterling)\b|GBP\b"),
    Unit("CNY", 1, "", r"(?:yuan|renminbi|RMB|CNY)\b"),
    Unit("other", 1, "money", r"(?:(?:Korean\s+)?won|yen|rupees|reais|francs|kroner|kronor|KRW|"
         r"JPY|INR)\b"),
    Unit("users", 1, "users",
         r"(?:users?|end[\s-]users?|recipients|visitors|subscribers|consumers|households|"
         r"members\s+of\s+the\s+public|customers|accounts|players)\b"),
    Unit("persons", 1, "casualties",
         r"(?:deaths?|fatalities|casualties|injuries|victims|lives|serious\s+injuries)\b"),
    Unit("persons", 1, "employees",
         r"(?:employees?|workers|staff|personnel|full[\s-]time\s+equivalents?(?:\s+employees)?|"
         r"FTEs?)\b"),
    Unit("persons", 1, "persons",
         r"(?:persons?|people|individuals?|residents|citizens|inhabitants|children|minors|humans|"
         r"patients|data\s+subjects|natural\s+persons)\b"),
    Unit("days", 1, "duration", r"days?\b"),
    Unit("days", 7, "duration", r"weeks?\b"),
    Unit("months", 1, "duration", r"months?\b"),
    Unit("months", 3, "duration", r"quarters?\b"),
    Unit("years", 1, "duration", r"years?\b"),
    Unit("other", 1, "time", r"(?:hours?|minutes?|seconds?)\b"),
    Unit("other", 1, "counted",
         r"(?:Member\s+States|(?<!United\s)States|countries|jurisdictions|territories|layers|chips|"
         r"GPUs|graphics\s+processing\s+units|accelerators|integrated\s+circuits|processors|nodes|"
         r"downloads|download\s+instances|devices|requests|queries|prompts|transistors|"
         r"qubits|units|tokens|copies|licen[cs]es|beds|vehicles|transactions|records|points)\b"),
    Unit("other", 1, "physical", _PHYSICAL),
)  # fmt: skip

_SIGNS = (
    Unit("EUR", 1, "", r"EUR|€|euros?"),
    Unit("GBP", 1, "", r"GBP|£"),
    Unit("CNY", 1, "", r"CNY|RMB|CN¥"),
    Unit(
        "other",
        1,
        "money",
        r"KRW|₩|JPY|¥|(?-i:CA|A|C|AU|HK|S|NZ)\$|CAD|AUD|CHF|INR|₹|"
        r"Rs\.?|SEK|SGD|HKD|BRL|R\$|AED",
    ),
    Unit("USD", 1, "", r"US\s?\$|USD\s?\$?|U\.S\.\s?\$|\$"),
)


def _table(rows: tuple[Unit, ...]) -> str:
    return "|".join(f"(?P<r{i}>{row.words})" for i, row in enumerate(rows))


# Between a number and the noun that it counts may stand a bound and adjectives, and no word that
# begins another phrase: "50 or more full-time employees", "100 (64-bit) petaflops".
_BOUND = r"(?:or|and)\s+(?:more|greater|higher|above|over|less|fewer|lower|below|smaller)\s+"
_ADJECTIVE = (
    r"(?:(?!(?:of|and|or|in|the|a|an|to|for|by|with|from|on|at|shall|is|are|per|than|that|which|"
    r"under|not|within|after|before|until|through|across|among|over|into|as|but|when|where|if|"
    r"during|all|any|each|based)\b(?!-))['‘\"“]?[A-Za-z][\w.’'”\"-]*\s+|\([^()\s]{1,12}\)\s+)"
)
_AFTER = re.compile(
    rf"\+?[\s-]*(?:of\s+)?(?:{_BOUND})?(?:{_ADJECTIVE}){{0,4}}?(?:{_table(UNITS)})", re.IGNORECASE
)
# Any other plural noun counts something ("243 flights"), but not what is a place or a portion.
_GENERIC = re.compile(
    rf"\s+(?:{_BOUND})?(?:{_ADJECTIVE}){{0,2}}?(?!(?:times|members|pages|words|articles|sections|"
    r"paragraphs|items|purposes|thirds|is|was|has|as|this|its|us|less|unless|thus|whereas|business|"
    r"previous|various|meetings|seats|votes|series|gross|access|process|class|across|always|"
    r"directors|representatives|experts|officials|judges|others)\b)[a-z][a-z-]{2,}s\b",
)
_BEFORE = re.compile(rf"(?:(?<=\W)|^)(?:{_table(_SIGNS)})\s?$", re.IGNORECASE)
_RESTATED = re.compile(r"\s*\(\s*$")
_TO_ONE = re.compile(r"\s?:\s?1(?:\.\d+)?(?!\d|\.\d|:)")


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with its unit at `start` to `end`; `number` is the number alone.

    `value` counts `unit`, "" for a number that no unit stands beside. `sort` is what the unit
    implies: a quantity, or money, duration, counted, physical, persons, employees.
    """

    start: int
    end: int
    number: Number
    value: float
    unit: str
    sort: str


def measures(text: str, *, flattened: bool = False) -> list[Measure]:
    """Return all numbers of a text with their units; the same amount said twice is one."""
    found: list[Measure] = []
    for number in numbers(text, flattened=flattened):
        measure = _measured(text, number)
        last = found[-1] if found else None
        if (
            last
            and abs(last.value - measure.value) <= 1e-9 * abs(last.value)
            and _RESTATED.match(text[last.end : measure.start])
            and text[measure.end : measure.end + 1] == ")"
        ):
            found[-1] = replace(last, end=measure.end + 1, unit=last.unit or measure.unit)
        elif not last or measure.number.start >= last.end:
            found.append(measure)
    return found


def _measured(text: str, number: Number) -> Measure:
    sign = _BEFORE.search(text, max(0, number.start - 8), number.start)
    formula = bool(sign and sign[0] == "$" and text[number.end : number.end + 1] == "$")
    start = number.start - formula
    if sign and not formula:  # "$10^{26}$" is no money
        unit = _SIGNS[int((sign.lastgroup or "r0")[1:])]
        return Measure(sign.start(), number.end, number, number.value, unit.unit, unit.quantity)
    if number.fraction:
        return Measure(start, number.end, number, number.value, "ratio", "")
    to_one = _TO_ONE.match(text, number.end)
    if to_one:
        return Measure(start, to_one.end(), number, number.value, "ratio", "physical")
    match = _AFTER.match(text, number.end + formula)
    if not match:
        noun = _GENERIC.match(text, number.end) if number.value < 1e18 else None
        if noun:
            return Measure(start, noun.end(), number, number.value, "other", "generic")
        return Measure(start, number.end, number, number.value, "", "")
    unit = UNITS[int((match.lastgroup or "r0")[1:])]
    value = float(f"{number.value * unit.factor:.15g}")
    return Measure(start, match.end(), number, value, unit.unit, unit.quantity)
