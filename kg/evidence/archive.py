"""Keep the text of each document that was read, beside the store, so that quotes can be seen again.

One file a source, in the folder `texts` of the store: a person who decides on a doubt needs the
words around it, and the file that was read may be gone by then. Its lines are JSON: whose text it
is, the document, and what was read in it.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from kg.document import Block, Document, Kind, Run
from kg.errors import StoreError
from kg.text.annotations import Annotation, from_json, to_json

FOLDER = "texts"


def keep(store: Path, document: Document, found: Sequence[Annotation]) -> None:
    """Keep the newest text of a document and what was read in it, wholly or not at all."""
    path = store / FOLDER / f"{document.name}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines: tuple[Any, ...] = (
        {"source": document.name, "sha256": document.sha256},
        asdict(document),
        [to_json(a) for a in found],
    )
    pending = path.with_suffix(".new")
    with pending.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(x, default=str, ensure_ascii=False) + "\n" for x in lines)
    pending.replace(path)


def held(store: Path) -> dict[str, str]:
    """Return the sources whose text is kept, each with the hash of the file that was read."""
    found = {}
    for path in sorted((store / FOLDER).glob("*.jsonl")):
        with path.open(encoding="utf-8") as file:
            try:
                said = json.loads(file.readline())
                found[str(said["source"])] = str(said["sha256"])
            except (ValueError, KeyError, TypeError):
                continue  # a broken file is as good as none: its document is read again
    return found


def fetch(store: Path, source: str) -> tuple[Document, list[Annotation]]:
    """Return the document kept under the slug of a source, and what was read in it.

    Raises `StoreError` where there is none, or where it is broken.
    """
    path = store / FOLDER / f"{source}.jsonl"
    try:
        _, said, found = map(json.loads, path.read_text("utf-8").rstrip("\n").split("\n"))
        document = replace(
            Document(**said),
            blocks=tuple(Block(**{**b, "kind": Kind(b["kind"])}) for b in said["blocks"]),
            runs=tuple(Run(**r) for r in said["runs"]),
            recovered=tuple((a, b) for a, b in said["recovered"]),
            issued=date.fromisoformat(said["issued"]) if said["issued"] else None,
        )
        return document, [from_json(a) for a in found]
    except FileNotFoundError:
        raise StoreError(
            f"{path}: the text of {source} was not kept; read the document again with: kg ingest"
        ) from None
    except (OSError, ValueError, TypeError, KeyError) as problem:
        raise StoreError(
            f"{path}: cannot be read ({problem}); remove it and read the document again"
        ) from problem
