"""Find powers of ten whose superscript was lost: "greater than 1025 operations" is 10^25.

The digits alone say nothing ("Regulation (EU) No 1025/2012", "§ 1026"), so a number counts only
with a compute word near it, on either side.
"""

import re
from collections.abc import Iterator

from kg.document import Where

_FLAT = re.compile(
    r"(?<![\d/.,^§$€£-])(?<!No )(?<!\d )10(?P<gap>[  ]?)(?:1[89]|2\d)(?![\d/%]|[.,]\d)"
)
_COMPUTE = re.compile(r"\boperations?\b|\bFLOPS?\b|\bOP/s\b", re.IGNORECASE)
_NEAR = 150


def flattened(text: str) -> Iterator[Where]:
    """Yield the place between "10" and its exponent where a caret is missing.

    The span is empty in "1025" and holds the blank in "10 25".
    """
    for match in _FLAT.finditer(text):
        near = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        if _COMPUTE.search(near):
            yield match.span("gap")
