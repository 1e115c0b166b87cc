"""Guess the language of a text, so that one that is not English is refused and not garbled.

The commonest words of a language make up a third of any of its texts, and hardly occur in the
others. The guess speaks only when it is sure: of a text with many words, few of them English.
"""

import re
from collections import Counter

from kg.errors import BadSource

COMMON = {
    "English": "the of and to in that is for shall be by or with as on any this such are not "
    "from have will which it an",
    "German": "der die das und von den dem des zu mit für auf ist im ein eine nicht oder werden "
    "wird bei nach sich als auch sind",
    "French": "le la les des et en du une un est pour dans que qui par sur au aux ou avec ce "
    "sont pas leur cette",
    "Spanish": "el la los las de y en que del se por con para una un su al es lo como o más este "
    "sobre esta",
    "Italian": "il lo la gli di e che in del della dei per un una con al alla sono si è dal nel o "
    "le delle",
    "Portuguese": "o a os as de e que do da em um uma para com não dos das por no na se ao ou é "
    "como",
    "Dutch": "de het een en van in op te dat die met voor zijn is aan niet of door bij als naar "
    "wordt worden deze om",
    "Polish": "w i z na do nie się o oraz jest lub przez od dla przy po za że jego są tego który "
    "które a co",
    "Swedish": "och att i en som det är av för på med den till ett om de inte eller har vid från "
    "ska detta kan under",
    "Danish": "og at i en som det er af for på med den til et om de ikke eller har ved fra skal "
    "dette kan under",
    "Romanian": "și de în la cu care pe din a o să este sau pentru prin nu unui unei ale al "
    "sunt fi mai că",
    "Indonesian": "yang dan di untuk dengan dari pada ini atau dalam oleh sebagai tidak adalah "
    "dapat ke akan setiap tentang itu",
    "Turkish": "ve bir bu ile için da de olarak veya olan göre her daha gibi kadar en ise "
    "ancak üzere sonra",
    "Vietnamese": "và của các có là được cho trong với này theo không một về đến người từ tại "
    "hoặc khi",
}
"""The commonest words of each language that is told apart by them."""

SCRIPTS = (
    ("Japanese", r"[\u3040-\u30ff]"),
    ("Chinese", r"[\u4e00-\u9fff]"),
    ("Korean", r"[\uac00-\ud7af]"),
    ("Russian or another language in Cyrillic", r"[\u0400-\u04ff]"),
    ("Greek", r"[\u0370-\u03ff]"),
    ("Arabic", r"[\u0600-\u06ff]"),
    ("Hebrew", r"[\u0590-\u05ff]"),
    ("Hindi", r"[\u0900-\u097f]"),
    ("Thai", r"[\u0e00-\u0e7f]"),
)
"""Languages that their script gives away, as a pattern of one letter; the first that fits."""

_LOOKED_AT = 60_000
_ENOUGH_WORDS, _ENOUGH_LETTERS = 40, 60
_ENGLISH_SHARE, _FOREIGN_SHARE = 0.08, 0.12
_ENOUGH_COMMON = 6
_WORDS = {language: frozenset(words.split()) for language, words in COMMON.items()}
_WORD = re.compile(r"[^\W\d_]{2,}")  # a letter alone is the number of a list


def foreign(text: str) -> str:
    """Return the language of a text that is surely not English, else ""."""
    sample = text[:_LOOKED_AT]
    letters = sum(c.isalpha() for c in sample)
    if letters >= _ENOUGH_LETTERS:
        for language, letter in SCRIPTS:
            share = 0.1 if language == "Japanese" else 0.4
            if len(re.findall(letter, sample)) > share * letters:
                return language
    words = Counter(_WORD.findall(sample.casefold()))
    count = words.total()
    if count < _ENOUGH_WORDS:
        return ""
    shares = {
        language: sum(words[word] for word in common) / count for language, common in _WORDS.items()
    }
    likely = max(shares, key=lambda language: shares[language])
    unlike = shares["English"] < _ENGLISH_SHARE and shares[likely] > 2.5 * shares["English"]
    varied = sum(word in words for word in _WORDS[likely]) >= _ENOUGH_COMMON
    return likely if unlike and varied and shares[likely] > _FOREIGN_SHARE else ""


def check(text: str, location: str) -> None:
    """Refuse a text in another language with `BadSource`, which says in which."""
    if language := foreign(text):
        raise BadSource(
            f"{location}: seems to be in {language}; only English is read, so give a translation"
        )
