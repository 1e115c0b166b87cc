"""A measured figure, the target that it is held against, and the line that says both."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: what was measured, the value, its unit, and the target where there is one.

    `at_most` and `at_least` are targets in the same unit; `over` says that the value is only a
    lower bound, because the slower side was stopped; `note` adds what a reader must know.
    """

    name: str
    value: float
    unit: str
    at_most: float | None = None
    at_least: float | None = None
    over: bool = False
    note: str = ""

    @property
    def target(self) -> str:
        """Return the target in words, or "" for a figure that has none."""
        if self.at_most is not None:
            return f"at most {number(self.at_most)}"
        if self.at_least is not None:
            return f"at least {number(self.at_least)}"
        return ""

    @property
    def verdict(self) -> str:
        """Say whether the target is met: "met", "missed", or "" where there is none.

        A lower bound meets "at least" and can only miss "at most"; else it is "not decided".
        """
        if self.at_most is not None:
            if self.value > self.at_most:
                return "missed"
            return "not decided" if self.over else "met"
        if self.at_least is not None:
            if self.value >= self.at_least:
                return "met"
            return "not decided" if self.over else "missed"
        return ""

    @property
    def amount(self) -> str:
        """Return value and unit; a lower bound begins with "over"."""
        return f"{'over ' if self.over else ''}{number(self.value)} {self.unit}"

    def line(self) -> str:
        """Return the figure as one line of plain text."""
        target = f"  [{self.target}: {self.verdict}]" if self.target else ""
        note = f"  ({self.note})" if self.note else ""
        return f"{self.name}: {self.amount}{target}{note}"


def number(value: float) -> str:
    """Return a number with as many digits as a measurement deserves.

    >>> number(1234567.0), number(153.4), number(8.25), number(0.0123)
    ('1,234,567', '153', '8.25', '0.012')
    """
    if abs(value) >= 100:
        return f"{value:,.0f}"
    if abs(value) >= 1:
        return f"{value:.3g}"
    return f"{value:.2g}"


def show(figures: list[Figure]) -> list[Figure]:
    """Print each figure as a line, at once, and return them."""
    for figure in figures:
        print("  " + figure.line(), flush=True)
    return figures
