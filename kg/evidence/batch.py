"""Read many documents: in parallel, each alone, so that one that fails harms no other."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.document import Document
from kg.errors import BadSource, KgError
from kg.text.annotations import Annotation
from kg.text.names.gazetteer import Gazetteer
from kg.text.plugins.extractors import Extractor, Failed, extract_with_all, extractor

if TYPE_CHECKING:
    from spacy.language import Language

Load = Callable[[str], Document]

WORTH_A_PROCESS = 8
"""Fewer documents are read in this process: a second one takes a second to start."""


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one location: a document with its annotations, or the sentence of an error.

    `known` says that these bytes were read before, and not again. `failed` is what a check refused
    of further extractors, `notes` tell what went wrong without harm to the rest.
    """

    location: str
    document: Document | None = None
    annotations: tuple[Annotation, ...] = ()
    failed: tuple[Failed, ...] = ()
    known: bool = False
    error: str = ""
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Worker:
    """What a process keeps between documents."""

    load: Load
    nlp: "Language"
    others: list[Extractor]
    known: Mapping[str, str]


_worker: _Worker | None = None


def read_all(
    locations: Sequence[str],
    load: Load,
    names: Gazetteer,
    *,
    others: Sequence[str] = (),
    known: Mapping[str, str] = MappingProxyType({}),
    processes: int = 0,
) -> Iterator[Read]:
    """Yield what became of each location, in their order, as soon as it is known.

    `load` is a function that a new process can import, `others` are names of further extractors,
    `known` are the hashes of documents, by name, in which nothing need be sought; `processes` 0
    means one a processor. Raises `UnknownName` for an extractor that is not there.
    """
    wanted = min(processes or os.cpu_count() or 1, len(locations) // WORTH_A_PROCESS)
    if wanted < 2:
        worker = _made(load, names, others, known)
        yield from (_read(worker, location) for location in locations)
        return
    for name in others:
        extractor(name)  # so that an unknown name is told as that, and not by a broken pool
    arguments = (load, names, others, dict(known))
    pool = ProcessPoolExecutor(wanted, get_context("spawn"), initializer=_begin, initargs=arguments)
    try:
        yield from pool.map(_in_worker, locations)
    except BrokenProcessPool as problem:
        raise BadSource(
            "a process that read documents was ended from outside, perhaps for want of memory; run "
            "it again: what was told as added is kept"
        ) from problem
    finally:
        pool.shutdown(cancel_futures=True)


def _made(load: Load, names: Gazetteer, others: Sequence[str], known: Mapping[str, str]) -> _Worker:
    from kg.text.pipeline import build

    return _Worker(load, build(names), [extractor(name) for name in others], known)


def _begin(load: Load, names: Gazetteer, others: Sequence[str], known: Mapping[str, str]) -> None:
    """Make a new process ready; Ctrl-C is for the first process, which then ends the others."""
    import signal

    global _worker  # a pool hands nothing else from its initializer to its tasks
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker = _made(load, names, others, known)


def _in_worker(location: str) -> Read:
    assert _worker is not None
    return _read(_worker, location)


def _read(worker: _Worker, location: str) -> Read:
    try:
        document = worker.load(location)
        if worker.known.get(document.name) == document.sha256:
            return Read(location, document, known=True)
        found = extract_with_all(document, worker.nlp, worker.others)
    except KgError as problem:
        return Read(location, error=str(problem))
    except RecursionError:
        return Read(location, error=f"{location}: nested too deeply to be read")
    except Exception as problem:  # hundreds of others must not fall with it
        return Read(location, error=f"{location}: broke the program ({problem!r}); report it")
    return Read(
        location,
        document,
        tuple(found.annotations),
        failed=tuple(found.failed),
        notes=tuple(found.notes),
    )
