"""Measure extraction: `python -m bench.extraction_speed DOCUMENT`; the AI Act is the yardstick.

Words per second of processor time beside a bare spaCy tokenizer on the same blocks, peak memory,
and the start of `kg extract`.
"""

import argparse
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.figures import Figure, show
from bench.timing import alone, command, processor_seconds, seconds
from kg import KnowledgeGraph

if TYPE_CHECKING:
    from spacy.language import Language

WORDS, BESIDE_TOKENIZER, MEMORY, START = 60_000, 10.0, 1000.0, 3.0
REPETITIONS = 3
SHORT = "The provider shall notify the Commission within two weeks.\n"


def measure(document: Path) -> list[Figure]:
    """Return the figures of one document, extracted in a process of its own, and of the start."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        KnowledgeGraph.open(store)
        run = alone(once, str(document), str(store))
        start = _start(Path(folder), store)
    taken = run.result
    speed = taken["words"] / taken["ours"]
    return show([
        Figure("words of the document", taken["words"], "words"),
        Figure("facts found", taken["facts"], "facts"),
        Figure("extraction", speed, "words/s", at_least=WORDS,
               note=f"of processor time; {taken['words'] / taken['first']:,.0f} the first time"),
        Figure("extraction beside a bare spaCy tokenizer", taken["ours"] / taken["tokenizer"],
               "times", at_most=BESIDE_TOKENIZER,
               note=f"{taken['ours'] / taken['again']:.0f} times one that has met the text before"),
        Figure("peak memory, reading and names included", run.peak_mb, "MB", at_most=MEMORY),
        Figure("kg extract of one sentence", start, "s", at_most=START,
               note=f"median of {REPETITIONS}, interpreter and names included"),
    ])  # fmt: skip


def once(document: str, store: str) -> dict[str, float]:
    """Extract from a document and return its words, the seconds of each side and the facts.

    `first` is the first extraction of the process, in which patterns are compiled; `ours` and
    `tokenizer` are the best of several, for other work only ever adds. The tokenizer is new each
    time: one that has met a text before looks its words up, which `again` shows.
    """
    import spacy

    from bench.extraction import names_of
    from ingest import documents
    from kg.text.pipeline import build, extract

    nlp = build(names_of(Path(store)))
    read = documents.load(document)
    texts = [read.text[block.start : block.end] for block in read.blocks]

    def tokenize(bare: "Language") -> None:
        for text in texts:
            bare.make_doc(text)

    tokenizers = [spacy.blank("en") for _ in range(REPETITIONS)]
    return {
        "words": float(len(read.text.split())),
        "first": processor_seconds(lambda: extract(read, nlp)),
        "ours": min(processor_seconds(lambda: extract(read, nlp)) for _ in range(REPETITIONS)),
        "tokenizer": min(processor_seconds(lambda t=t: tokenize(t)) for t in tokenizers),
        "again": min(processor_seconds(lambda t=t: tokenize(t)) for t in tokenizers),
        "facts": float(len(extract(read, nlp))),
    }


def _start(folder: Path, store: Path) -> float:
    text = folder / "short.txt"
    text.write_text(SHORT, encoding="utf-8")
    kg = str(Path(sys.executable).with_name("kg"))
    run = command([kg, "--store", str(store), "extract", str(text)])
    run()
    return median(seconds(run) for _ in range(REPETITIONS))


def main() -> None:
    """Measure the document that is named."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("document", type=Path)
    # By its name: the process that extracts has to find this module, which is no `__main__` there.
    import_module("bench.extraction_speed").measure(arguments.parse_args().document)


if __name__ == "__main__":
    main()
