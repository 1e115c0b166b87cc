"""Persons by name: behind an honorific or a title, as a signature, by a usual given name."""

import re
from collections.abc import Iterable, Iterator, Mapping

from kg.text.names.named import Named, capitals

HONORIFICS = (
    "Mr Mrs Ms Messrs Miss Dr Prof Sen Rep Gov Sir Dame Lord Lady Hon Senator Congressman "
    "Congresswoman Professor"
).split()
# Titles that stand before names, and in laws before much else.
TITLES = (
    "President Governor Secretary Representative Minister Chancellor Commissioner Director "
    "Chairman Ambassador Judge Justice Mayor Premier Speaker Administrator CEO CTO co-founder "
    "founder chairman chairwoman president senator economist analyst researcher scholar "
    "spokesman spokeswoman spokesperson secretary executive commissioner minister"
).split()
GIVEN_NAMES = frozenset(
    """
    Xi Zhang Wang Liang Nicolás Nicolas José Emmanuel Aaron Adam Ajeya Alan Alex Alexander
    Alexandr Alexandra Alice Alison Amanda Amba Amy Andrea Andrej Andrew Angela Anna Anne
    Anthony Antonio Arati Arthur Arvind Barack Ben Benjamin Bernie Bill Brad Brendan Brett Brian
    Bruce Carl Carlos Carol Caroline Catherine Charles Charlie Chris Christian Christina
    Christine Christopher Chuck Claire Connor Craig Cynthia Dan Daniel Daniela Dario David Dean
    Deborah Demis Diana Donald Doug Dylan Ed Edward Elena Eliezer Elizabeth Elon Emily Emma
    Emmanuel Eric Erik Eva Evan Frances Francis Frank Fred Gary Gavin Geoffrey George Gina
    Giorgia Grace Greg Gregory Hans Harry Heather Helen Helena Henna Henry Howard Ian Ilya
    Isabel Jack Jacob Jake James Jan Jane Janet Jason Jay Jean Jeff Jeffrey Jennifer Jensen
    Jeremy Jerome Jessica Jim Joe Joel John Jonathan Jordan Jose Joseph Josh Joshua Juan Julia
    Julie Justin Kamala Karen Karl Kate Katherine Kathleen Kathy Keir Keith Kelly Ken Kevin Kim
    Kristalina Kyle Larry Laura Lauren Lawrence Lee Leo Linda Lisa Lucas Luis Lynne Marc Marco
    Margaret Margrethe Maria Marie Mario Mark Marsha Martin Mary Matt Matthew Max Megan Melanie
    Michael Michelle Miguel Mike Mira Mustafa Nancy Narendra Nat Nathan Nicholas Nick Nicole
    Noah Noam Olaf Oliver Pam Patricia Patrick Paul Paula Pedro Peter Phil Philip Rachel Ralph
    Raja Randi Ray Rebecca Reid Richard Rishi Rob Robert Robin Roger Ron Ronald Rose Ruth Ryan
    Sam Samantha Samuel Sandra Sara Sarah Satya Scott Sean Sergey Seth Shane Sharon Sheila Simon
    Sophie Stephanie Stephen Steve Steven Stuart Sundar Susan Tara Ted Teresa Thea Thierry
    Thomas Tim Timothy Tino Todd Tom Tony Ursula Valerie Victor Victoria Vincent Vitalik
    Vladimir Volodymyr Walter Warren William Xavier Yann Yoshua Yuval Zach Zoe
    """.split()
)
# Persons whom articles on AI and its control call by the family name alone.
WELL_KNOWN = frozenset(
    """
    Altman Amodei Bengio Biden Elon Hassabis Hinton LeCun Lutnick Macron Moolenaar Musk Nadella
    Newsom Obama Pichai Putin Raimondo Schumer Starmer Sunak Sutskever Trump Vance Zuckerberg
    """.split()
)
# Capitalised words that follow a title in laws and are nobody's name.
NO_NAMES = frozenset(
    """
    St Pro Tempore System General State States Of The Act Office Order Under Determination
    Approval Authority Report Review Chief Congress Senate House Department Government Executive
    Deputy Assistant Federal National United Secretary President Minister Governor Director
    Commissioner Chair Chairman Council Board Committee Commission Shall May Will Must And Or
    For In To By On AI Article Section Intelligence Policy Security Company University School
    Institute Street Avenue Road Law Code Model Models Number Services Service Program
    """.split()
)
NO_ENDINGS = ("tion", "tions", "ment", "ments", "ity", "ance", "ing", "ies")
SAYING = (
    "said says told asked replied wrote writes argued argues warned warns noted notes added adds "
    "claimed claims explained explains testified predicted predicts believes called"
).split()
# What a person is who is introduced behind the name: "Ada Lim, a senior fellow at".
ROLES = (
    "fellow researcher scientist engineer director professor analyst economist lawyer attorney "
    "counsel co-founder cofounder founder chief head chair chairman chairwoman president officer "
    "executive investor partner author scholar historian journalist reporter columnist activist "
    "advocate adviser advisor aide official spokesman spokeswoman spokesperson minister senator "
    "congressman congresswoman lawmaker representative governor mayor commissioner secretary "
    "ambassador envoy czar CEO CTO Democrat Republican"
).split()

_PART = r"[A-Z](?:[a-zà-öø-ÿ]+|['’][A-Z][a-z]+)(?:[A-Z][a-z]+)?(?:-[A-Z][a-z]+)?"
_INITIAL = r"[A-Z]\."
_PARTICLE = r"(?:van|von|der|den|de|da|del|della|di|al|bin|el|la|le)"
_SURNAME = rf"(?:(?:{_PARTICLE}\s+){{1,2}})?{_PART}"
_NAME = rf"(?:(?:{_PARTICLE}\s+){{0,2}})?{_PART}(?:\s+(?:{_INITIAL}|{_PART}))?(?:\s+{_SURNAME})?"
_FULL = rf"{_PART}(?:\s+{_INITIAL})?(?:\s+{_PART})?\s+{_SURNAME}"
_SUFFIX = r"(?:,?\s+(?:Jr\.?|Sr\.?|II|III|IV)(?![\w]))?"

_BEHIND_TITLE = re.compile(rf"(?:(?:{'|'.join(HONORIFICS)})\.?|\w+)\s+(?P<name>{_NAME}{_SUFFIX})")
_GIVEN = re.compile(rf"(?P<name>{_PART}(?:\s+{_INITIAL})?(?:\s+{_PART})??\s+{_SURNAME})")
_SAYS = re.compile(rf"\s(?:{'|'.join(SAYING)})\b")
_SPEAKER = re.compile(rf"(?<![\w.])(?P<name>{_FULL}),?$")
# Behind a quotation: "said Ada Lim", and a family name alone: "Lim asked".
_SAID_BY = re.compile(
    rf"[,.?!][”\"]\s+(?:(?:{'|'.join(SAYING)})\s+(?P<full>{_FULL})"
    rf"|(?P<alone>(?!He\b|She\b|They\b|It\b|We\b|The\b){_PART})\s+(?:{'|'.join(SAYING)}))\b"
)
# What stands behind a name in full and shows that it is one of a person.
_INTRODUCED = re.compile(
    r"\s\((?:R|D|I)(?:[-–][A-Z][\w.]*)?\)|"
    rf",\s+(?:(?:an?|the|who|then|former|senior|now)\s+)?(?:[\w’'-]+\s+){{0,3}}(?:{'|'.join(ROLES)})\b"
)
_UPPER = r"[A-ZÀ-Þ][A-ZÀ-Þ'’-]+"
# The Union's presidents sign "A. B. NAME", all others with the initials behind.
_SIGNED = re.compile(
    rf"\s*(?P<name>(?:[A-Z]\.\s?){{1,3}}{_UPPER}(?:\s+{_UPPER})*(?=\s*$)|"
    rf"(?:{_UPPER}|{_PART})(?:\s+[A-Z]\.)+(?:\s+(?:{_UPPER}|{_PART})){{1,3}}"
    r"(?:,?\s+(?:Jr|JR|Sr|III|II)\.?)?)\s*[,.]?\s*$"
)
_INITIALS = re.compile(r"\b(?:[A-Z]{2}|(?:[A-Z]\.\s?){1,2})\s+$")
_TITLES = {**dict.fromkeys(TITLES, "title"), **dict.fromkeys(HONORIFICS, "honorific")}
_SMALL_TITLES = re.compile(rf"(?<!\w)(?:{'|'.join(t for t in TITLES if t.islower())})\s+(?=[A-Z])")


def find(text: str, *, article: bool = False) -> Iterator[Named]:
    """Yield the persons that a text names; they may overlap. `article`: the text is no law."""
    signed = _SIGNED.match(text)
    if signed:
        yield _person(signed, "signed")
    for at, run in capitals(text):
        if title := _TITLES.get(run):
            yield from _behind(text, at, title)
        if run in GIVEN_NAMES and (match := _GIVEN.match(text, at)) and _is_name(match["name"]):
            yield _person(match, "given")
        if run in WELL_KNOWN:
            initials = _INITIALS.search(text, max(0, at - 8), at)
            start = initials.start() if initials else at
            yield Named(start, at + len(run), "Actor", "mention.person.known")
    for says in _SAYS.finditer(text):
        yield from _before(text, says.start(), "said")
    if article:
        yield from _told(text)


def _told(text: str) -> Iterator[Named]:
    """Yield the persons of an article who are introduced, and who speak behind a quotation."""
    for title in _SMALL_TITLES.finditer(text):
        yield from _behind(text, title.start(), "title")
    for sign in _INTRODUCED.finditer(text):
        yield from _before(text, sign.start(), "introduced")
    for match in _SAID_BY.finditer(text):
        group = "full" if match["full"] else "alone"
        if _is_name(match[group]):
            yield _person(match, f"by.{group}", group)


def _behind(text: str, at: int, rule: str) -> Iterator[Named]:
    match = _BEHIND_TITLE.match(text, at)
    if match and (rule == "honorific" or _is_titled(match["name"])):
        yield _person(match, rule)


def _before(text: str, at: int, rule: str) -> Iterator[Named]:
    match = _SPEAKER.search(text, max(0, at - 60), at)
    if match and _is_name(match["name"]):
        yield _person(match, rule)


def members(text: str, companies: Iterable[Named]) -> Iterator[Named]:
    """Yield the persons whom an article names with their company: "Ada Lim of", "Ada Lim at"."""
    for company in companies:
        match = _MEMBER.search(text, max(0, company.start - 70), company.start)
        if match and _is_titled(match["name"]):
            yield _person(match, "member")


_MEMBER = re.compile(
    rf"(?:^|[^\w\s]\s*|\b[a-z]+\s+)(?P<name>{_PART}(?:\s+{_INITIAL})?\s+{_SURNAME})\s+(?:of|at|from)\s+(?:the\s+)?\[?$"
)


def _is_name(words: str) -> bool:
    """Say whether words can be a person's name: none of them is one of the words of laws."""
    return not any(word in NO_NAMES for word in words.split())


def _is_titled(words: str) -> bool:
    """Say whether words behind a title are a name: "Secretary Determination" is none."""
    return _is_name(words) and not words.endswith(NO_ENDINGS)


def _person(match: re.Match[str], rule: str, group: str = "name") -> Named:
    """Return the person that a match names, without titles before the name."""
    start, end = match.span(group)
    if title := _TITLED.match(match[group]):
        start += title.end()
    return Named(start, end, "Actor", f"mention.person.{rule}")


_TITLED = re.compile(rf"(?:(?:{'|'.join((*HONORIFICS, *TITLES))}|Whip|Leader)\.?\s+)+(?=\S+\s)")
_GOES_ON = re.compile(r"\s+[A-Z][a-z]")  # "Green" is a senator, "Green Climate Fund" is not


def surnames(text: str, persons: Iterable[Named]) -> dict[str, str]:
    """Return the names in full of the persons whom a whole text so names, by the family name."""
    names = (" ".join(text[person.start : person.end].split()) for person in persons)
    return {
        last: name
        for name in names
        if " " in name and len(last := name.split()[-1]) > 3 and last.casefold() != "administration"
    }


def again(text: str, known: Mapping[str, str]) -> Iterator[Named]:
    """Yield the names, whole or the family name alone, of persons whom the document introduces."""
    for at, run in capitals(text) if known else ():
        if run in known and not _GOES_ON.match(text, at + len(run)):
            given = known[run].removesuffix(run)
            start = at - len(given) if text.endswith(given, 0, at) else at
            yield Named(start, at + len(run), "Actor", "mention.person.again")
