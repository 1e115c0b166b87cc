"""A baseline of extraction: keywords, as somebody would write them in an afternoon."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from kg.document import Document
from kg.text.annotations import (
    Annotation,
    Claim,
    Day,
    Definition,
    Mention,
    Norm,
    Reference,
    Threshold,
)
from kg.text.names.gazetteer import Gazetteer

MODAL = re.compile(r"\b(shall not|must not|may not|shall|must|may)\b")
MEANS = re.compile(r"[“\"‘']([^“”\"‘’']{2,60})[”\"’'] means[^.;:]*")
CITED = re.compile(
    r"\b(?:Articles?|[Ss]ections?|paragraphs?|Annex|subsections?)\s+[\dIVX(][\w().]*|\d+ CFR [\d.]+"
)
DATE = re.compile(r"\b(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|"
                  r"October|November|December) (?:\d{1,2}, )?\d{4}\b")  # fmt: skip
NUMBER = re.compile(
    r"\b(greater than|more than|at least|exceeds?|less than)\s+(\$?)([\d,.]+|10\^\d+)\s*"
    r"(percent|%|million|billion|operations|[A-Za-z/]+)"
)
SIGNS = {"at least": "ge", "less than": "lt"}
FORECAST = re.compile(r"\b(?:could|would|might|will|should|must)\b")


def extract(document: Document, names: Gazetteer) -> list[Annotation]:
    """Return what the keywords find."""
    return list(_found(document, names))


def _found(document: Document, names: Gazetteer) -> Iterator[Annotation]:
    text = document.text
    for m in MODAL.finditer(text):
        modality = (
            "prohibition" if "not" in m[0] else "permission" if m[0] == "may" else "obligation"
        )
        start = max(text.rfind(mark, 0, m.start()) for mark in (".", ";", ",", "\n")) + 1
        start += len(text[start : m.start()]) - len(text[start : m.start()].lstrip())
        end = min(x for x in (text.find(".", m.end()), len(text)) if x > 0)
        bearer = (start, m.start() - 1) if m.start() - 1 > start else None
        yield Norm(
            span=(start, end), rule="keyword", trigger=m.span(), modality=modality, bearer=bearer
        )
    for m in MEANS.finditer(text):
        yield Definition(span=(m.start(1), m.end()), rule="keyword", term=m.span(1))
    for m in CITED.finditer(text):
        yield Reference(span=m.span(), rule="keyword", scope="internal")
    for m in DATE.finditer(text):
        yield Day(span=m.span(), rule="keyword", iso=_day(m[0]), role="other")
    for m in NUMBER.finditer(text):
        yield from _threshold(m)
    for name in names.names:
        for m in re.finditer(rf"\b{re.escape(name.words)}\b", text):
            yield Mention(span=m.span(), rule="keyword", kind=name.kind, link=name.link)
    if len(FORECAST.findall(text)) > len(re.findall(r"\bshall\b", text)):
        for m in re.finditer(r"[^.\n]+", text):
            if FORECAST.search(m[0]):
                yield Claim(span=m.span(), rule="keyword", kind="prediction")


def _day(words: str) -> str:
    for form in ("%B %d, %Y", "%d %B %Y", "%B %Y"):
        try:
            found: date = datetime.strptime(words, form).date()
        except ValueError:
            continue
        return found.isoformat() if "%d" in form else f"{found:%Y-%m}"
    return words


def _threshold(m: re.Match[str]) -> Iterator[Annotation]:
    try:
        value = 10.0 ** int(m[3][3:]) if m[3].startswith("10^") else float(m[3].replace(",", ""))
    except ValueError:
        return
    value *= {"million": 1e6, "billion": 1e9}.get(m[4], 1)
    unit = "USD" if m[2] else "percent" if m[4] in ("percent", "%") else "other"
    unit = "FLOP" if m[3].startswith("10^") else unit
    quantity = "training_compute" if unit == "FLOP" else "other"
    yield Threshold(span=m.span(), rule="keyword", quantity=quantity, value=value, unit=unit,
                    comparator=SIGNS.get(m[1], "gt"))  # fmt: skip
