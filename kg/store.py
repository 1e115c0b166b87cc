"""The store on disk: generations of an Oxigraph database, switched atomically.

    <store>/CURRENT          the name of the generation in force
    <store>/0007-3f9a1c/     that generation, a database; readers open it read-only

A writer works on a hard-linked copy of the current generation and puts it in force with one
rename at its end. Killed at any moment it leaves the old state; a reader keeps the generation that
it opened. In each generation the default graph holds what is derived (ontology, regimes, facts),
and one named graph holds each revision.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

import pyoxigraph as ox

from kg.errors import StoreError

POINTER = "CURRENT"


def exists(path: Path) -> bool:
    """Say whether a store stands at `path`; raise `StoreError` where something else does."""
    if (path / POINTER).is_file():
        return True
    if path.is_file() or (path.is_dir() and any(not _ours(p) for p in path.iterdir())):
        raise StoreError(
            f"{path}: is not a store of this program and is not empty; name another folder with "
            "--store or KG_STORE"
        )
    return False


def _ours(path: Path) -> bool:
    return path.name.startswith(POINTER) or bool(_number(path))


def _number(folder: Path) -> int:
    """Return the number of a generation's folder, from 1; 0 for anything else."""
    number = folder.name.partition("-")[0]
    return int(number) if len(number) == 4 and number.isdigit() else 0


def generation(path: Path) -> Path:
    """Return the folder of the generation in force; raise `StoreError` where there is none."""
    try:
        name = (path / POINTER).read_text().strip()
    except OSError as problem:
        raise StoreError(f"{path}: no store here ({problem.strerror}); run: kg init") from problem
    folder = path / name
    if not _number(folder) or not folder.is_dir():
        raise StoreError(
            f"{path}: the store is damaged ({POINTER} names '{name[:40]}'); "
            f"move it away and run: kg init"
        )
    return folder


def open_read(path: Path) -> ox.Store:
    """Open the generation in force for reading; works beside a writer."""
    folder = generation(path)
    with _plain_errors(path):
        return ox.Store.read_only(str(folder))


@contextmanager
def writing(path: Path) -> Iterator[ox.Store]:
    """Give a copy of the store to change; on a clean exit it is in force, else nothing happened.

    Raise `StoreError` when another process is writing, the disk is full, or the store is damaged.
    """
    with _plain_errors(path):
        path.mkdir(parents=True, exist_ok=True)
    old = generation(path) if exists(path) else None
    number = _number(old) if old else 0
    new = path / f"{number + 1:04d}-{token_hex(3)}"
    try:
        with _plain_errors(path):
            _remove_leftovers(path, number)
            if old:
                ox.Store.read_only(str(old)).backup(str(new))
            store = ox.Store(str(new))
            yield store
            store.optimize()
            store.flush()
            _switch(path, new)
    except BaseException:
        _remove(new)
        raise
    for folder in path.iterdir():
        if _number(folder) and folder not in (old, new):
            _remove(folder)


def _switch(path: Path, new: Path) -> None:
    pending = path / f"{POINTER}.new"
    pending.write_text(new.name + "\n")
    pending.replace(path / POINTER)


def _remove_leftovers(path: Path, number: int) -> None:
    """Remove what killed writers left; a living one holds its database's lock, and this raises."""
    for folder in path.iterdir():
        if _number(folder) > number:
            ox.Store(str(folder))
            _remove(folder)


def _remove(folder: Path) -> None:
    if folder.is_dir():
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _plain_errors(path: Path) -> Iterator[None]:
    """Turn the engine's errors into one sentence that says what to do next."""
    try:
        yield
    except OSError as problem:
        text = str(problem)
        if "lock" in text.lower():
            raise StoreError(
                f"{path}: another process is writing to the store; wait for it to end"
            ) from problem
        if "No space left" in text or "File too large" in text or "quota" in text.lower():
            raise StoreError(
                f"{path}: the disk is full; the store is as it was. Free some space and try again"
            ) from problem
        if isinstance(problem, PermissionError) or "Permission denied" in text:
            raise StoreError(f"{path}: no permission to use the store ({text})") from problem
        raise _damaged(path, text) from problem
    except RuntimeError as problem:
        if "Corruption" not in str(problem):
            raise
        raise _damaged(path, str(problem)) from problem


def _damaged(path: Path, text: str) -> StoreError:
    return StoreError(
        f"{path}: the store cannot be read or written ({text.splitlines()[0][:160]}); if it is "
        "damaged, move it away and run: kg init, then ingest again"
    )
