"""Say what a law measures: the quantity that a number is of, by the nouns around it.

`SUBJECTS` are the nouns that a bare number may count; the tables after it tell what an amount of
money, a share, an amount of compute or a number of people is of. To teach a word, add it to the
row of its quantity.
"""

import re
from typing import NamedTuple

from kg.document import Where

MONEY = frozenset({"USD", "EUR", "GBP", "CNY"})


class Subject(NamedTuple):
    """A quantity, the unit of a bare number of it, and the words that name it."""

    quantity: str
    unit: str
    words: str


SUBJECTS = (
    Subject("installed_processing_performance", "TPP",
            r"(?:installed|aggregated?|cumulative|combined|total\s+installed)\s+['‘\"“]?"
            r"(?:total\s+)?(?:processing\s+performance|processing\s+power|TPP)['’\"”]?"),
    Subject("performance_density", "TPP/mm2", r"performance\s+densit(?:y|ies)"),
    Subject("total_processing_performance", "TPP",
            r"total\s+processing\s+performances?|\bTPPs?\b|processing\s+performance"),
    Subject("memory_bandwidth_density", "GB/s/mm2", r"memory\s+bandwidth\s+densit(?:y|ies)"),
    Subject("interconnect_bandwidth", "", r"interconnect\w*(?:\s+bandwidth)?|"
            r"(?:bidirectional\s+)?transfer\s+rate|I/O\s+bandwidth|networking|networked"),
    Subject("memory_bandwidth", "", r"(?:DRAM|memory|HBM)\s+bandwidth"),
    Subject("parameters", "parameters", r"(?:number\s+of\s+)?(?:model\s+)?parameters|"
            r"parameter\s+count"),
    Subject("users", "users", r"(?:monthly|daily|yearly|annual|active)\s+"
            r"(?:[\w-]+\s+){0,3}?(?:end[\s-])?(?:users|recipients|visitors)|number\s+of\s+(?:[\w-]+\s+){0,4}?"
            r"(?:users|recipients|subscribers|visitors|consumers|customers)|"
            r"users?(?=\s+(?:averag|number|total|amount)\w*)"),
    Subject("casualties", "persons", r"number\s+of\s+(?:[\w-]+\s+){0,2}?(?:deaths|casualties|"
            r"fatalities|victims)"),
    Subject("other", "persons", r"number\s+of\s+(?:[\w-]+\s+){0,3}?employees|headcount"),
    Subject("benchmark_score", "other", r"benchmark\s+scores?|scores?\s+(?:on|in|of)|"
            r"pass\s+rates?"),
    Subject("training_compute", "FLOP", r"floating[\s-]+point\s+operations|integer\s+operations|"
            r"(?:training\s+)?compute\b|comput(?:ing|ational)\s+(?:power|resources)|"
            r"amount\s+of\s+computation|\bFLOPs?\b|training\s+operations"),
    Subject("other", "other", r"number\s+of\s+[\w-]+"),
)  # fmt: skip
"""Nouns that a bare number may count, so far as they stand before it."""

_REVENUE = (
    r"revenues?|turnover|(?:gross|annual|total)\s+(?:income|receipts|earnings)|"
    r"gross\s+receipts|\bsales\b"
)
MONEY_SUBJECTS = (
    Subject("distillation_cost", "", r"distill\w+"),
    Subject("modification_cost", "", r"fine[\s-]?tun\w+|modif(?:y|ied|ication|ying)\w*"),
    Subject("other", "", r"balance[\s-]sheets?|capitali[sz]ation|assets?\b|investments?|wages?"),
    Subject("cumulative_cost", "", r"(?:aggregate|cumulative)\s+(?:\w+\s+){0,2}costs?|"
            r"total\s+(?:comput|train)\w+\s+costs?|"
            r"(?:compute|computing|training)\s+costs?\s+in\s+(?:the\s+)?aggregate"),
    Subject("training_cost", "", r"(?<!post-)(?<!further )\b(?:pre-?)?train(?:ed|ing)\b|"
            r"\bto\s+train\b"),
    Subject("revenue", "", _REVENUE),
    Subject("damage", "", r"damages?\b|loss(?:es)?\b|harms?\b|injur(?:y|ies)"),
)  # fmt: skip
PERCENT_SUBJECTS = (
    Subject("market_share", "", r"market\s+shares?|share\s+of\s+(?:the\s+)?(?:\w+\s+){0,3}market|"
            r"of\s+the\s+(?:\w+\s+){0,3}market\b"),
    Subject("revenue", "", _REVENUE),
    Subject("compute_ratio", "", r"training\s+(?:compute|'?operations)|comput(?:e|ation)\b|"
            r"comput(?:ing|ational)\s+power|FLOPs?\b|['‘]operations['’]|"
            r"(?:original|initial)\s+(?:training|model)"),
    Subject("ownership_share", "", r"\bown(?:s|ed|ing|ership)?\b|\bhold(?:s|ing|ings)?\b|"
            r"\bheld\b|shareholdings?|voting|equity|shares?\b|stock|interests?\b|securities|"
            r"capital\b(?!\s+expend)"),
    Subject("benchmark_score", "", r"benchmarks?|accuracy|scores?|scored"),
)  # fmt: skip
FLOP_SUBJECTS = (
    Subject("modification_compute", "",
            r"fine[\s-]?tun\w+|modif(?:y|ied|ication|ying)\w*|(?:additional|further|post)[\s-]+"
            r"train\w+|re-?train\w+|adapt(?:ed|ing|ation)"),
    Subject("training_compute", "", r"(?<!additional )(?<!further )(?<!post-)\b(?:pre-?)?"
            r"train(?:ed|ing)\b(?!\s+(?:data|compute\s+of))"),
)  # fmt: skip
PERSON_SUBJECTS = (
    Subject("casualties", "", r"deaths?|injur\w+|kill\w*|fatal\w*|casualt\w+|loss\s+of\s+life|"
            r"\bdie[sd]?\b"),
    Subject("users", "", r"\bus(?:e|ed|es)\s+by|users?|active|personal\s+(?:data|information)|"
            r"accounts?\b|accessible|made\s+available|subscribers?"),
    Subject("employees", "", r"employ\w*"),
)  # fmt: skip
_BY_UNIT: dict[str, tuple[Subject, ...]] = {
    "percent": PERCENT_SUBJECTS,
    "ratio": PERCENT_SUBJECTS,
    "FLOP": FLOP_SUBJECTS,
    "persons": PERSON_SUBJECTS,
    "money": MONEY_SUBJECTS,
} | dict.fromkeys(MONEY, MONEY_SUBJECTS)
_PLAIN = {"employees": "other", "persons": "other", "money": "other", "time": "duration",
          "counted": "other", "generic": "other", "physical": "other", "": "other"}  # fmt: skip


def _table(rows: tuple[Subject, ...]) -> str:
    return "|".join(f"(?P<r{i}>{row.words})" for i, row in enumerate(rows))


def _row(match: re.Match[str]) -> int:
    return int((match.lastgroup or "r0")[1:])


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    last = None
    for match in pattern.finditer(text):
        last = match
    return last


_SUBJECT = re.compile(_table(SUBJECTS), re.IGNORECASE)
# What follows the amount and tells what it is of: "in damage to property", "of the voting shares".
_IN_WHAT = (
    r"\s*(?:\([^()]*\)\s*)?(?:(?:in|of)\s+)?"
    r"(?:(?!(?:and|or|that|which|when|if|to|by|for|with)\b)[\w’'-]+\s+){0,6}?"
)
_TABLES: dict[tuple[Subject, ...], re.Pattern[str]] = {
    rows: re.compile(_table(rows), re.IGNORECASE)
    for rows in (MONEY_SUBJECTS, PERCENT_SUBJECTS, FLOP_SUBJECTS, PERSON_SUBJECTS)
}
_BESIDE: dict[tuple[Subject, ...], re.Pattern[str]] = {
    rows: re.compile(rf"{_IN_WHAT}(?:{_table(rows)})", re.IGNORECASE) for rows in _TABLES
}
# "the cost of which exceeds", "a production technology node of": from the determiner to the verb.
_PHRASE = re.compile(
    r"\b(?:an?|the|its|their|whose|with|having|has|using|any)\s+"
    r"(['‘’“\"]?[A-Za-z][\w'‘’“”\"-]*"
    r"(?:\s+(?!(?:a|an|the|and|or|that|is|are)\b)[\w'‘’“”\"-]+){0,5}?)"
    r"\s*(?:,[^,.;]{1,60},\s*)?(?:\s(?:of|is|are|was|be|that|to|at))?\s*$",
    re.IGNORECASE,
)
_COMPUTE_COST = re.compile(r"\bcompute\s+costs?|costs?\s+of\s+(?:the\s+)?comput", re.IGNORECASE)
_CHIPS = re.compile(
    r"\bchips?\b|\bGPUs?\b|\bintegrated\s+circuits?\b|\baccelerators?\b", re.IGNORECASE
)
_COMPUTERS = re.compile(
    r"computers?\b|\bclusters?\b|\bdata\s?cent(?:er|re)s?\b|\bmachines\b|\bfacilit(?:y|ies)\b",
    re.IGNORECASE,
)
_OF_ITS = re.compile(r"\s*of\s+(?:its|their|his|her|the|that|such|total|all)\s", re.IGNORECASE)
_SUM = re.compile(r"\bsum\s+of\b|\bbandwidth\s+and\s+\w+\s+bandwidth", re.IGNORECASE)


def subject_before(text: str) -> tuple[Subject, int, int] | None:
    """Return the last noun of a text that a number may count, with its place."""
    last = _last(_SUBJECT, text)
    return (SUBJECTS[_row(last)], *last.span()) if last else None


def measured_phrase(text: str, start: int, floor: int) -> Where | None:
    """Return the noun phrase that the comparison at `start` measures, None where none is told.

    It is the last phrase before it, else the last noun of `SUBJECTS`; none begins before `floor`.
    """
    phrase = _PHRASE.search(text, max(floor, start - 80), start)
    if phrase:
        return phrase.span(1)
    low = max(floor, start - 150)
    told = subject_before(text[low:start])
    return (low + told[1], low + told[2]) if told else None


def quantity_of(unit: str, sort: str, before: str, after: str) -> str:
    """Return the quantity that a measure is of, by its unit and the words around it.

    What is said right after ("in damage to property", "of the voting shares") counts most, then
    the nearest word before, then what follows further on.
    """
    rows = _BY_UNIT.get("money" if sort == "money" else unit)
    if unit in ("GB/s", "Gbit/s"):
        if _SUM.search(before[-90:]):
            return "other"
        told = subject_before(before)
        return told[0].quantity if told and "bandwidth" in told[0].quantity else sort
    if unit == "FLOP/s":
        # What a chip can do is no rate of a cluster, unless it is one of a cluster's chips.
        around = f"{before} {after[:60]}"
        return "other" if _CHIPS.search(around) and not _COMPUTERS.search(around) else sort
    if unit == "TPP" and (told := subject_before(before)):
        return told[0].quantity if told[0].unit == "TPP" else sort
    if rows is None or sort in ("users", "casualties", "employees"):
        return _PLAIN.get(sort, sort)
    pattern = _TABLES[rows]
    near = _BESIDE[rows].match(after)
    if near is None and unit in ("percent", "ratio") and _OF_ITS.match(after):
        return "other"
    near = near or _last(pattern, before) or pattern.search(after)
    if near is None:
        if unit == "FLOP":
            return "training_compute"
        costs = rows is MONEY_SUBJECTS and _COMPUTE_COST.search(before + after)
        return "training_cost" if costs else _PLAIN.get(sort, sort)
    quantity = rows[_row(near)].quantity
    return _PLAIN.get(quantity, quantity)
