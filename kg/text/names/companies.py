"""The grammar of companies that no list knows: "Acme Inc", and in articles "Acme, maker of"."""

import re
from collections.abc import Iterable, Iterator

from kg.text.names.named import Named, capitals

# What a company's name ends in by law, and what it ends in by habit.
FORMS = "Inc Incorporated Corp Ltd LLC LLP PLC GmbH".split()
HABITS = "Labs Capital Ventures Technologies Robotics Holdings Motors".split()
# Words before a habit that make a trade or a plan of it: "Human Capital", "Emerging Technologies".
PLAIN = frozenset(
    """
    Human Venture Social Working Private Emerging Critical Advanced Strategic Sensitive Covered New
    Foundational Digital Information Communications Enabling Certain National Federal And Of The
    Key Other Such Dual-Use Energy Clean Research Innovation AI Government State Public Language
    Learning Machine Intelligence Autonomous Quantum Surveillance Recognition Security Health
    """.split()
)
# What a company is called behind its name, and who works for one.
SORTS = (
    "maker developer company startup start-up firm lab laboratory chipmaker subsidiary creator "
    "foundry nonprofit non-profit think\\s+tank conglomerate retailer automaker"
).split()
PEOPLE = "researchers scientists engineers analysts employees executives colleagues economists"

# Companies and bodies that texts name without a word of what they are, and that the graph may lack.
KNOWN = frozenset(
    name.strip()
    for name in """
    Synopsys, Cadence, Marvell, Reddit, Bosch, Lenovo, JEDEC, IETF, W3C, Ai2, AI2, Nebius,
    SambaNova, Graphcore, Tenstorrent, Cloudflare, CrowdStrike, MITRE, Redwood Research, Amkor,
    Nikon, Infineon, NXP, STMicroelectronics, GlobalFoundries, Kioxia, Western Digital,
    Ericsson, Nokia, Fujitsu, NEC, Hitachi, Toshiba, Panasonic, Sony, Rapidus, Y Combinator,
    Andreessen Horowitz, a16z, Accenture, Deloitte, McKinsey, Boeing, Lockheed Martin, Raytheon,
    Northrop Grumman, Anduril, Airbnb, Spotify, Pinterest, Snapchat, Snap, WhatsApp, Instagram,
    Telegram, Wikipedia, Mozilla, Red Hat, Walmart, Goldman Sachs, JPMorgan, Morgan Stanley,
    BlackRock, Sequoia Capital, Unitree, DJI, Kuaishou, Bilibili, Vivo, Oppo, Samsung SDS, LG,
    Kakao, Hyundai, Siemens Energy, Thales, Airbus, Vodafone, Volkswagen, Lightmatter, Etched,
    Figure AI, Harvey, Replit, Suno, ElevenLabs, Hyperbolic, Together AI, Fireworks AI, Lambda
    Labs, Vast Data, Trail of Bits, Conjecture, Partnership on AI, Frontier Model Forum, Human
    Rights Watch, Amnesty International, Carnegie Mellon
    """.split(",")
)
# Of these, words of everyday speech: only articles mean the company.
_EVERYDAY = frozenset("Cadence Snap Harvey Figure Etched Suno Telegram Vivo Conjecture".split())

_WORD = r"[A-Z][\w&’'-]*"
_NAME = rf"{_WORD}(?:\s+(?:&\s+)?{_WORD}){{0,3}}"
_BY_FORM = re.compile(rf"(?<![\w-])(?P<name>{_NAME},?\s+(?:{'|'.join(FORMS)}))\b")
_BY_HABIT = re.compile(
    rf"(?<![\w-])(?P<name>(?P<before>{_NAME})\s+(?:{'|'.join(HABITS)}))\b(?!\s+(?:[A-Z]|for|of|in)\b)"
)
_BY_SORT = re.compile(
    rf"(?P<name>{_NAME}),\s+(?:the|an?)\s+(?:[\w’'-]+\s+){{0,3}}(?:{'|'.join(SORTS)})\b"
)
_BY_PEOPLE = re.compile(
    rf"\b(?i:{PEOPLE.replace(' ', '|')})\s+(?:at|from)\s+(?:the\s+)?(?P<name>{_NAME})"
    r"(?=[,.;)—]|\s+(?:and|who|say|said|have|has|found|argue|warn|in)\b)"
)
_SORT_HINT = re.compile(rf"\b(?:{'|'.join(SORTS)})\b")
_PEOPLE_HINT = re.compile(rf"\b(?i:{PEOPLE.replace(' ', '|')})\s")
_NO_START = re.compile(
    r"(?:\w+ly\b|The|This|That|An?|In|On|At|For|If|When|While|But|And|As|By|Of|Our|Its|Any|Each|Such|No)\b"
)


def _by_first(names: Iterable[str]) -> dict[str, list[str]]:
    """Return names by their first run of letters, the longest of each first."""
    found: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        found.setdefault(re.split(r"\W", name)[0], []).append(name)
    return found


_BY_FIRST = _by_first(KNOWN)
_FIRSTS = frozenset(_BY_FIRST)


def find(text: str, *, article: bool = False) -> Iterator[Named]:
    """Yield the companies that a text names; `article`: the text is no law, so that more counts."""
    runs = {run for _, run in capitals(text)}
    for at, run in capitals(text) if not runs.isdisjoint(_FIRSTS) else ():
        for name in _BY_FIRST.get(run, ()):
            end = at + len(name)
            alone = not text[end : end + 1].isalnum() and (article or name not in _EVERYDAY)
            if alone and text.startswith(name, at):
                yield Named(at, end, "Actor", "mention.company.known")
                break
    rules = [("form", not runs.isdisjoint(FORMS), _BY_FORM)]
    if article:
        rules += [
            ("habit", not runs.isdisjoint(HABITS), _BY_HABIT),
            ("sort", bool(_SORT_HINT.search(text)), _BY_SORT),
            ("people", bool(_PEOPLE_HINT.search(text)), _BY_PEOPLE),
        ]
    for rule, hinted, pattern in rules:
        for match in pattern.finditer(text) if hinted else ():
            if not _NO_START.match(match["name"]) and _is_own(match):
                yield Named(*match.span("name"), "Actor", f"mention.company.{rule}")


def _is_own(match: re.Match[str]) -> bool:
    """Say whether the words before an end of habit make a name of it."""
    before = match.groupdict().get("before")
    return not before or not any(word in PLAIN for word in before.split())
