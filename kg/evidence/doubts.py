"""Doubts: what was read and not written, waiting for a person, beside the store.

One file of JSON lines a source, in the folder `doubts` of the store. It is written whole or not at
all, and made anew whenever its document is read; what people decided stands in the graph.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg.errors import StoreError

FOLDER = "doubts"
REASONS = {
    "unchecked": "a check failed",
    "contradicts": "contradicts the graph",
    "changed": "was decided on, and the words beside it have changed",
    "unsure": "below the line of confidence",
    "unlinked": "names a thing that the graph does not know",
}
"""Why something waits, the most urgent first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One annotation that waits. `because` is the reason in words, `annotation` its JSON form.

    `key` names it as `kg.evidence.keys` does, `reason` is one of `REASONS`.
    """

    key: str
    source: str
    instrument: str
    reason: str
    because: str
    quote: str
    path: str
    annotation: dict[str, Any]


def write(store: Path, source: str, doubts: Iterable[Doubt]) -> None:
    """Make the file of a source anew; without doubts there is none."""
    path = _file(store, source)
    lines = [json.dumps(asdict(d), ensure_ascii=False) for d in doubts]
    if not lines:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    pending = path.with_suffix(".new")
    pending.write_text("\n".join(lines) + "\n", encoding="utf-8")
    pending.replace(path)


def read(store: Path, source: str = "") -> list[Doubt]:
    """Return the doubts on one source, or on all, the most urgent first; raise `StoreError`."""
    found = []
    paths = [_file(store, source)] if source else sorted((store / FOLDER).glob("*.jsonl"))
    for path in paths:
        if not path.exists():
            continue
        lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
        for number, line in enumerate(lines, start=1):
            try:
                found.append(Doubt(**json.loads(line)))
            except (ValueError, TypeError) as problem:
                raise StoreError(
                    f"{path}: line {number} is no doubt ({problem}); remove the file and read the "
                    "document again"
                ) from problem
    urgent = list(REASONS)
    return sorted(found, key=lambda d: urgent.index(d.reason) if d.reason in urgent else 0)


def on_source(waiting: Sequence[Doubt], source: str) -> list[Doubt]:
    """Return the doubts on a source, or where none is called so, on those that begin so."""
    return [d for d in waiting if d.source == source] or [
        d for d in waiting if d.source.startswith(source)
    ]


def _file(store: Path, source: str) -> Path:
    return store / FOLDER / f"{source}.jsonl"
