"""Rules of inference: one SPARQL CONSTRUCT each in `ontology/rules/`, with a header.

    #+ rule: A model whose weights anyone can download is available to Californians.
    #+ source: Cal. Civ. Code 3111 (AB 2013)
    #+ confidence: likely
    #+ note: What is left open.
    CONSTRUCT { ?model :availableToCalifornians true } WHERE { … }

All rules read the graph alone, never each other's results, so their order decides nothing. What a
rule builds is said of the variable that stands first in it; the variable has the name of its kind
(`?model`, `?actor`, `?hardware`, `?licence`). The folder is the registry.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg import assets
from kg.errors import BadQuery
from kg.model import Confidence
from kg.names import KINDS


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of inference; `text` is its query, `subject` the kind of what it is about."""

    name: str
    words: str
    source: str
    confidence: Confidence
    note: str
    subject: str
    text: str

    @property
    def why(self) -> str:
        """Return what stands beside a value that the rule infers."""
        return f"inferred ({self.confidence}): {self.words} Source: {self.source}"


def rules() -> list[Rule]:
    """Return all rules, by name; raise `BadQuery` naming the file whose header lacks something."""
    return [_rule(path) for path in assets.rule_files()]


@cache
def _rule(path: Path) -> Rule:
    text = path.read_text(encoding="utf-8")
    header = dict(re.findall(r"^#\+ (\w+): (.+?) *$", text, re.MULTILINE))
    for needed in ("rule", "source", "confidence"):
        if not header.get(needed):
            raise BadQuery(f"{path}: no '#+ {needed}:' line; a rule states its words, its source "
                           "and its confidence")  # fmt: skip
    if header["confidence"] not in list(Confidence):
        raise BadQuery(f"{path}: '{header['confidence']}' is no confidence; write one of "
                       f"{', '.join(Confidence)}")  # fmt: skip
    built = re.search(r"^CONSTRUCT\s*\{\s*\?(\w+)", text, re.MULTILINE)
    if not built or built[1] not in KINDS:
        raise BadQuery(
            f"{path}: no CONSTRUCT that begins with a variable named by a kind; write "
            f"CONSTRUCT {{ ?model … }} or one of {', '.join(KINDS)}"
        )
    return Rule(
        name=path.stem,
        words=header["rule"],
        source=header["source"],
        confidence=Confidence(header["confidence"]),
        note=header.get("note", ""),
        subject=built[1],
        text=text,
    )
