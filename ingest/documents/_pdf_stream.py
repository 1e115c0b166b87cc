"""Rewrite the content of a PDF page so that pypdf tells where each piece of text stands.

pypdf hands text over when the font is set or the line ends. A superscript thus comes in one piece
with the words around it, its place and size lost; so the font is set again before each move. And
pypdf leaves word spacing out of its widths, and then sees gaps inside words; so it is written as
the equal offsets, which pypdf counts.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_MOVES = (b"Td", b"TD", b"Tm", b"T*", b"Ts")
_Operation = tuple[Any, bytes]


def rewrite(page: "PageObject", reader: "PdfReader") -> None:
    """Replace the content of a page, in memory only."""
    from pypdf.generic import ContentStream, NameObject

    contents = page.get("/Contents")
    if contents is None:
        return
    stream = ContentStream(contents.get_object(), reader, "bytes")
    composite = _composite_fonts(page)
    operations: list[_Operation] = []
    font: Any = None
    spacing = 0.0
    saved: list[tuple[Any, float]] = []
    for operands, operator in stream.operations:
        if operator == b"q":
            saved.append((font, spacing))
        elif operator == b"Q" and saved:
            font, spacing = saved.pop()
        elif operator == b"Tf" and len(operands) == 2:
            font = operands
        elif operator == b"Tw" and operands:
            spacing = _number(operands[0])
        elif operator in _MOVES and font is not None:
            operations.append((font, b"Tf"))
        if operator in (b"Tj", b"TJ") and spacing and font and font[0] not in composite:
            operands, operator = _spaced(operands, spacing / (_number(font[1]) or 1.0))
        operations.append((operands, operator))
    stream.operations = operations
    page[NameObject("/Contents")] = stream


def _composite_fonts(page: "PageObject") -> set[str]:
    """Return the names of the fonts of two-byte codes, to which word spacing does not apply."""
    try:
        fonts = page["/Resources"]["/Font"]  # type: ignore[index]
        return {name for name in fonts if fonts[name].get("/Subtype") == "/Type0"}
    except (KeyError, TypeError, AttributeError):
        return set()


def _spaced(operands: list[Any], spacing: float) -> _Operation:
    """Return the operation that shows the same text with an offset after each blank."""
    from pypdf.generic import ArrayObject, ByteStringObject, FloatObject

    shown = operands[0] if operands and isinstance(operands[0], list) else operands[:1]
    array = ArrayObject()
    for item in shown:
        if not isinstance(item, bytes):
            array.append(item)
            continue
        for part in item.replace(b" ", b" \n").split(b"\n") if b"\n" not in item else [item]:
            if part:
                array.append(ByteStringObject(part))
            if part.endswith(b" "):
                array.append(FloatObject(-1000 * spacing))
    return [array], b"TJ"


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return 0.0
