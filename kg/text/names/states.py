"""Names of states in full, and names of states that are only a part of another name.

"Islamic Republic of Iran" is one name, found from "Iran"; "Official Journal of the European Union"
and "Pennsylvania Avenue" name no state.
"""

import re

from kg.text.names.named import Named

_KINDS = (
    r"(?:(?:Federal|Federative|Democratic|Socialist|Islamic|Bolivarian|Plurinational|Hashemite|"
    r"Eastern|Co-operative|Cooperative|Independent|Arab|United|People[’']s|and)\s+){0,3}"
    r"(?:Republic|Kingdom|State|Commonwealth|Federation|Principality|Sultanate|Grand\s+Duchy|"
    r"Emirate|Union)"
)
_IN_FULL_BEFORE = re.compile(rf"\b{_KINDS}\s+of\s+(?:the\s+)?$")
_IN_FULL_AFTER = re.compile(
    r"\s+(?:(?:(?:People[’']s\s+)?(?:Democratic\s+)?|Arab\s+)Republic|Federation|Confederation|"
    r"Special\s+Administrative\s+Region(?:\s+of\s+the\s+People[’']s\s+Republic\s+of\s+China)?|"
    r"SAR)\b"
)
# What other things are called by a state's name, and before it.
_OTHER_AFTER = re.compile(
    r"(?:\s+(?:[A-Z][\w-]*|and|of|for|the)){0,4}?\s+(?:Index|Group|Programme|Program|Strategy|"
    r"Avenue|Ave\b|Street|Guard|Dollars?|Prize|Award|Schedule|Journal|Initiative|Mission|"
    r"Register|Hubs?|Accelerator|City|Tech|Instruments|Daily|Times|Gazette|System|Consumer\s+Price)\b"
)
_OTHER_BEFORE = re.compile(
    r"\b(?:(?:Journal|Gazette|Schedule|Strategy|Bulletin|Assessments?)\s+(?:of|for)\s+(?:the\s+)?|"
    r"(?:Horizon|Digital|Invest|Radio)\s+)$"
)
# Parts of the world, and of its peoples: "Latin America", "New England".
_REGION = re.compile(r"\b(?:Latin|North|South|Central|African|Native|Asian|Mexican|New)\s+$")
_IN_REGION = re.compile(r"America|England")
_FAR = 60


def in_full(text: str, named: Named) -> Named:
    """Return the name of a state with the words around it that belong to its long form.

    The states of a federation keep theirs: "the State of California" is California.
    """
    if named.kind != "Jurisdiction" or (named.link or "").startswith("us-"):
        return named
    start, end = named.start, named.end
    before = _IN_FULL_BEFORE.search(text, max(0, start - _FAR), start)
    if before and not (before[0].startswith("State") and before[0].rstrip().endswith("the")):
        start = before.start()
    if after := _IN_FULL_AFTER.match(text, end):
        end = after.end()
    return named._replace(start=start, end=end)


def is_part(text: str, named: Named) -> bool:
    """Say whether a name of a state is a part of the name of something else."""
    return bool(
        _OTHER_AFTER.match(text, named.end)
        or _OTHER_BEFORE.search(text, max(0, named.start - _FAR), named.start)
        or (
            _IN_REGION.match(text, named.start)
            and _REGION.search(text, max(0, named.start - _FAR), named.start)
        )
    )
