"""Find where a number or a sentence is run into the text before it, so that it gets its own block.

Plain-text editions lose line breaks ("... in the state.(i) “Developer” means"), and drafters run
the first item into the heading ("(a) Scope. (1) This part applies").
"""

import re
from collections.abc import Iterator

_QUOTE = r"[“‘\"'`]{0,2}"
_CUT = re.compile(
    # A stop, then at once a number or a new sentence: only a lost line break leaves this.
    rf"(?<=[A-Za-z0-9)”’\"%][.;:])(?={_QUOTE}\(\w{{1,4}}\)\s*[“‘\"(\[A-Za-z])"
    r"|(?<=[a-z)”’][.;])(?=(?:\d{3,6}|\d{1,2}\.\d{1,2})(?:\.\d+)*\.\s+[(A-Z“])"
    r"|(?<=[a-z]{3}\.)(?=(?:SEC|Sec|SECTION|Section)\.?\s+\d)"
    r"|(?<=[a-z]{3}\.)(?=[A-Z][a-z]+\s)"
    # A heading with its stop, then the first item of what it heads.
    rf"|(?<=[a-z)”>I][.—:])(?:[—–\s]|--)*(?=\\?\((?:a|A|1|i|I)\\?\)\s+{_QUOTE}(?:[A-Z<]|\(\w))"
    r"|(?<=[a-z]{4}\.)\s+(?=1\.\s+[A-Z])|(?<=[a-z]{3}\))\s+(?=\(1\)\s+[A-Z])"
    # The next item after a full stop.
    rf"|(?<=[a-z)”’][.;])\s+(?=\\?\(\w{{1,4}}\\?\)\s+{_QUOTE}[A-Z])"
)


def cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the offsets inside a piece of text at which a block of its own may begin."""
    for match in _CUT.finditer(text, start, end):
        if match.end() > start:
            yield match.end()
