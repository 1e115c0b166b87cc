"""How things and relations look in a view: hues, shapes, letters, line styles, short names."""

from textwrap import wrap

LOOKS: dict[str, tuple[str, str, str]] = {
    "model": ("#0072b2", "dot", "M"),
    "release": ("#0072b2", "diamond", "R"),
    "model class": ("#0072b2", "triangle", "K"),
    "actor": ("#e69f00", "square", "A"),
    "hardware": ("#009e73", "hexagon", "H"),
    "place": ("#56b4e9", "dot", "P"),
    "group": ("#56b4e9", "square", "G"),
    "membership": ("#56b4e9", "diamond", "B"),
    "regime": ("#d55e00", "square", "L"),
    "provision": ("#d55e00", "dot", "V"),
    "source": ("#cc79a7", "square", "S"),
    "revision": ("#cc79a7", "diamond", "E"),
    "text item": ("#cc79a7", "dot", "T"),
    "licence": ("#aab4be", "square", "C"),
    "capability": ("#aab4be", "triangle", "Y"),
    "unit": ("#aab4be", "dot", "U"),
}
"""Hue, shape and letter of each kind: the six hues of Okabe and Ito that stand apart for all eyes,
and a grey. A family of kinds shares its hue; shape and letter tell its members apart."""
OTHER = ("#aab4be", "hexagon", "O")

LINES = ("#3b5b92", "#b2182b", "#1b7837", "#7b3294", "#8c510a", "#01665e")
DASHES: tuple[list[int], ...] = ([], [7, 4], [2, 3])
"""Colours of relations; when they are used up they come again dashed, and then dotted."""

NAME_WIDTH = 20
"""Characters of one line of a name on the canvas, of which there are two at most."""


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour "#rrggbb", from 0 to 1 (WCAG 2.2)."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2).

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def ink_on(hue: str) -> str:
    """Return black or white, whichever is easier to read on `hue`."""
    return max("#ffffff", "#101820", key=lambda ink: contrast(hue, ink))


def shortened(name: str) -> list[str]:
    """Return a name in one or two lines that fit below its node.

    >>> shortened("Presumption of systemic risk by a designation")
    ['Presumption of', 'systemic risk by a…']
    """
    return wrap(name, NAME_WIDTH, max_lines=2, placeholder="…") or [name]
