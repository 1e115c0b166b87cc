"""The errors that a user can meet: each says what is wrong, where, and what to do next."""


class KgError(Exception):
    """Base of all errors of the project; the command line prints its text and exits with 1."""

    exit_code = 1


class BadSource(KgError):
    """A file or document cannot be read as what it should be."""


class BadQuery(KgError):
    """A SPARQL text, a question file or a parameter is wrong."""

    exit_code = 2


class UnknownName(KgError):
    """A name (of an entity, question, reader, format) is not known; near names are offered."""

    exit_code = 2


class StoreError(KgError):
    """The store is locked, damaged, out of space, or not where it was said to be."""


class InvalidData(KgError):
    """The graph breaks its shapes or data tests."""

    exit_code = 4


def nearest(name: str, known: list[str], *, count: int = 3) -> str:
    """Return "; did you mean a, b or c?" for the known names next to `name`, or "" for none.

    >>> nearest("epch", ["epoch", "curated"])
    '; did you mean epoch?'
    """
    from difflib import get_close_matches

    folded = {k.casefold(): k for k in known}
    close = [folded[k] for k in get_close_matches(name.casefold(), folded, n=count, cutoff=0.5)]
    if not close:
        return ""
    *head, last = close
    return f"; did you mean {', '.join(head)} or {last}?" if head else f"; did you mean {last}?"
