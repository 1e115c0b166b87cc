"""Put a document's text together and remember where in the file each piece of it stands."""

from kg.document import Run


class Builder:
    """A text that grows at its end, with the runs that lead back to the file.

    `add` takes characters that stand in the file, `put` characters that do not.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._runs: list[Run] = []
        self.length = 0

    def add(self, text: str, offset: int, part: str = "") -> None:
        """Append characters that stand in the file from `offset` of `part`."""
        if not text:
            return
        last = self._runs[-1] if self._runs else None
        if (
            last is not None
            and last.part == part
            and last.start + last.length == self.length
            and last.offset + last.length == offset
        ):
            self._runs[-1] = Run(last.start, last.length + len(text), last.offset, part)
        else:
            self._runs.append(Run(self.length, len(text), offset, part))
        self._append(text)

    def put(self, text: str) -> None:
        """Append characters that the file does not have: a blank, a caret, a list's number."""
        self._append(text)

    def ends_with(self, suffix: str) -> bool:
        """Say whether the text so far ends with `suffix`."""
        return bool(self._parts) and self._parts[-1].endswith(suffix)

    @property
    def text(self) -> str:
        """The text so far."""
        if len(self._parts) > 1:
            self._parts = ["".join(self._parts)]
        return self._parts[0] if self._parts else ""

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs so far; a text that is empty has none."""
        return tuple(self._runs)

    def _append(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self.length += len(text)
