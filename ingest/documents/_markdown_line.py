"""Take the marks of Markdown out of a line: emphasis, links, escapes, tags, superscripts."""

import re
from html import unescape

from ingest.documents._builder import Builder

_MARK = re.compile(
    r"\\(?P<escaped>[\\`*_{}\[\]()#+.!|<>~^&-])"
    r"|<sup>\s*(?P<power>[-−–]?\d{1,3})\s*</sup>|\^(?P<caret>\d{1,3})\^"
    r"|(?P<tag></?[a-zA-Z][^<>]*>|<!--.*?-->)"
    r"|!\[[^\]]*\]\([^)]*\)|\[\^\w{1,20}\](?!:)"
    r"|\[(?P<link>[^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)"
    r"|(?P<entity>&(?:#\d{1,6}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});)"
    r"|\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,2}(?=\S)|(?<=\S)_{1,2}(?!\w)|~~|`+"
)


def write(built: Builder, line: str, offset: int) -> None:
    """Append the words of a line that stands in the file from `offset`."""
    at = 0
    for match in _MARK.finditer(line):
        built.add(line[at : match.start()], offset + at)
        at = match.end()
        if match["escaped"]:
            built.add(match["escaped"], offset + match.start("escaped"))
        elif match["power"] or match["caret"]:
            group = "power" if match["power"] else "caret"
            built.put("^")
            built.add(match[group], offset + match.start(group))
        elif match["link"] is not None:
            write(built, match["link"], offset + match.start("link"))
        elif match["entity"]:
            built.put(unescape(match["entity"]))
        elif match["tag"] and match["tag"].casefold().startswith("<br"):
            built.put(" ")
    built.add(line[at:], offset + at)
