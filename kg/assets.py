"""Find the data folders `ontology/` and `queries/`: inside the wheel, else beside the package."""

from hashlib import sha256
from pathlib import Path

from kg.errors import StoreError


def folder(name: str) -> Path:
    """Return the folder `name`; raise `StoreError` naming both places where it was sought."""
    inside = Path(__file__).parent / name
    beside = Path(__file__).parent.parent / name
    for place in (inside, beside):
        if place.is_dir():
            return place
    raise StoreError(f"no folder '{name}' in {inside.parent} or {beside.parent}; reinstall")


def ontology_files() -> list[Path]:
    """Return the Turtle files that the graph holds: terms, vocabularies, regimes; not the shapes.

    The shapes stay outside because a condition is a SHACL shape too: a query for conditions must
    not meet the shapes of valid records.
    """
    root = folder("ontology")
    return sorted(p for p in root.rglob("*.ttl") if p.name != "shapes.ttl")


def rule_files() -> list[Path]:
    """Return the files of `ontology/rules/`, one rule of inference each, in the order of names."""
    return sorted((folder("ontology") / "rules").glob("*.rq"))


def fingerprint(files: list[Path]) -> str:
    """Return one hash over names and bytes of `files`, to see whether a store was built from them.

    The hash is 64 hexadecimal digits and does not depend on the folder's place.
    """
    digest = sha256()
    for path in sorted(files, key=lambda p: p.name):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
