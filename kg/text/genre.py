"""Tell laws from other texts: in a binding text "should" binds nobody, and there are no claims."""

from kg.document import Document


def is_binding(document: Document) -> bool:
    """Say whether the text binds: a law, rule or order, not an article or a voluntary promise."""
    text = document.text.casefold()
    return text.count(" shall ") + text.count(" must ") > text.count(" could ") + text.count(
        " should "
    )
