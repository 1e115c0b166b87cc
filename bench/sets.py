"""Write out our annotated texts: `python -m bench.sets DATA INTO [--seen | --unseen]`.

The annotations are in `bench/annotated`, the texts are not: `texts.json` there says from which
places of which files of the data folder DATA each is put together. INTO gets NAME.txt and
NAME.jsonl of each text whose files are there unchanged.
"""

import argparse
import json
import shutil
import sys
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "annotated"


def texts(folder: Path, into: Path, *, seen: bool | None = None) -> list[str]:
    """Write the pairs NAME.txt and NAME.jsonl into a folder; return the names written.

    `folder` is the data folder; `seen` chooses the texts that were in view while rules were
    written (True) or were not (False), None both. A text that cannot be put together exactly is
    left out, with a line on standard error that says why.
    """
    into.mkdir(parents=True, exist_ok=True)
    written = []
    for name, how in json.loads((HERE / "texts.json").read_text("utf-8")).items():
        if seen is not None and how["seen"] is not seen:
            continue
        try:
            text = put_together(folder, how["parts"])
        except (OSError, ValueError, LookupError) as problem:
            print(f"{name}: left out, its source cannot be read ({problem})", file=sys.stderr)
            continue
        if sha256(text.encode()).hexdigest() != how["sha256"]:
            print(f"{name}: left out, its source is another edition", file=sys.stderr)
            continue
        (into / f"{name}.txt").write_bytes(text.encode())
        shutil.copyfile(HERE / f"{name}.jsonl", into / f"{name}.jsonl")
        written.append(name)
    return written


def put_together(folder: Path, parts: Iterable[dict[str, Any]]) -> str:
    """Return the text that the parts make, one after the other.

    A part names a `file`, in JSON also the place `at` of a string in it (a JSON pointer), and its
    `pieces`: pairs of offsets into that string (characters, the end excluded) or literal glue.
    """
    made, read = [], cache(_read)
    for part in parts:
        source: Any = read(folder / part["file"])
        for step in part.get("at", "").split("/")[1:]:
            source = source[int(step) if isinstance(source, list) else step]
        if not isinstance(source, str):
            raise ValueError(f"no text stands at {part.get('at')!r}")
        for piece in part["pieces"]:
            made.append(piece if isinstance(piece, str) else source[slice(*piece)])
    return "".join(made)


def _read(path: Path) -> Any:
    """Return what a JSON file holds, of any other file its text with the line ends it has."""
    with path.open(encoding="utf-8", newline="") as file:
        return json.load(file) if path.suffix == ".json" else file.read()


def main() -> None:
    """Write the texts and name them."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path, help="the folder with legal, screening, corpora")
    arguments.add_argument("into", type=Path, help="the folder to write to")
    which = arguments.add_mutually_exclusive_group()
    which.add_argument("--seen", action="store_const", const=True, help="those in view of rules")
    which.add_argument("--unseen", dest="seen", action="store_const", const=False, help="the rest")
    given = arguments.parse_args()
    print(*texts(given.data, given.into, seen=given.seen), sep="\n")


if __name__ == "__main__":
    main()
