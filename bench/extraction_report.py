"""Write bench/EXTRACTION.md: python -m bench.extraction_report DEV [--unseen FOLDER] [--law FILE].

DEV are the annotated texts on which the rules were written. Reported are the scores on them, with
each document left out in turn of what is counted, and of two baselines; the scores on texts that
nobody looked at while writing rules; and the speed on a long law.
"""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

from bench import extraction_speed, keywords
from bench.extraction import Result, names_of, pipeline, run
from bench.figures import Figure
from bench.report import machine
from bench.scoring import TYPES, Score, Scorer, gold_of
from bench.timing import ROOT
from ingest import documents
from kg.evidence.taking import LINE
from kg.text.calibration import confidence, counted

PAGE = ROOT / "bench" / "EXTRACTION.md"
TARGETS = {
    "threshold": 0.93,
    "definition": 0.95,
    "reference": 0.92,
    "date": 0.90,
    "norm": 0.88,
    "mention": 0.88,
    "relation": 0.75,
    "claim": 0.65,
}
"""What unseen texts are to reach, in F1; of thresholds a precision of 0.97 besides."""
DRAWS = 1000
"""Draws of documents, with replacement, behind an interval."""


def left_out(result: Result, folder: Path) -> Result:
    """Return the scores with each document judged by confidences counted on the others.

    What falls below the line of review then is not counted as found.
    """
    scorer, again = Scorer(folder), Result()
    for path in sorted(folder.glob("*.txt")):
        document = documents.load(str(path))
        others = counted((a, right) for name, a, right in result.judged if name != path.stem)
        ours = [a for name, a, _ in result.judged if name == path.stem]
        sure = [replace(a, confidence=confidence(others, a.type, a.rule)) for a in ours]
        kept = [a for a in sure if a.confidence >= LINE]
        again.add(path.stem, *scorer.judge(gold_of(path), kept, document.text))
    return again


def interval(result: Result, kind: str) -> tuple[float, float]:
    """Return a 95 % interval of the F1 of a type, by drawing documents."""
    names = sorted(result.by_document)
    random = Random(1)
    drawn = sorted(
        sum((result.by_document[random.choice(names)][kind] for _ in names), Score()).f1
        for _ in range(DRAWS)
    )
    return drawn[int(0.025 * DRAWS)], drawn[int(0.975 * DRAWS)]


def table(columns: dict[str, Result]) -> Iterator[str]:
    """Yield a table of F1 by type, with precision, recall and interval of the first column."""
    name, first = next(iter(columns.items()))
    yield f"| type | annotated | P | R | {' | '.join(columns)} | 95 % | target |"
    yield f"|---|---|---|---|{'---|' * len(columns)}---|---|"
    for kind in TYPES:
        s = first.scores[kind]
        if s.gold or s.found:
            f1s = " | ".join(f"{r.scores[kind].f1:.3f}" for r in columns.values())
            low, high = interval(first, kind)
            yield (f"| {kind} | {s.gold} | {s.precision:.3f} | {s.recall:.3f} | {f1s} "
                   f"| {low:.2f} to {high:.2f} | {TARGETS[kind]:.2f} |")  # fmt: skip
    yield ""
    yield f"P, R and the interval (of documents drawn with replacement) are those of “{name}”."


def further(result: Result) -> Iterator[str]:
    """Yield how often the further fields are right, on the pairs found."""
    yield "| field, on the pairs found | pairs | right |"
    yield "|---|---|---|"
    for row in sorted(r for r in result.further if not r.endswith(" of")):
        all_ = result.further[f"{row} of"]
        if all_:
            yield f"| {row} | {all_} | {result.further[row] / all_:.3f} |"


def speed(figures: list[Figure]) -> Iterator[str]:
    """Yield the figures of speed as a table."""
    yield "| figure | value | target | verdict | remarks |"
    yield "|---|---|---|---|---|"
    for f in figures:
        yield f"| {f.name} | {f.amount} | {f.target} | {f.verdict} | {f.note} |"


def page(dev: Path, unseen: list[Path], law: Path | None) -> Iterator[str]:
    """Yield the lines of the page."""
    names = names_of(None)
    whole = run([dev], pipeline(names))
    yield from (
        "# Extraction",
        "",
        "Written by `python -m bench.extraction_report`; what counts as the same annotation is the",
        "matter of the script that lies with the annotated texts.",
        "",
        f"- Day: {date.today().isoformat()}",
        f"- Machine: {machine()}",
        "",
        "The sets of our own are put together by `python -m bench.sets`; who annotated them, and",
        "what was looked at while rules were written, stands in annotated/README.md.",
        "",
        f"## The {len(whole.by_document)} texts on which the rules were written",
        "",
        "Left out in turn: the confidences by which a document's facts are kept or put to review",
        "are counted on the others. The rules themselves were written with all of these texts in",
        "sight, so this table shows what was learnt, and the next one what holds.",
        "",
    )
    yield from table({
        "F1": whole,
        "each left out": left_out(whole, dev),
        "without trained parts": run([dev], pipeline(names, trained=False)),
        "keywords": run([dev], lambda document: keywords.extract(document, names)),
    })  # fmt: skip
    yield ""
    yield from further(whole)
    for folder in unseen:
        seen = run([folder], pipeline(names))
        yield from ("", f"## {len(seen.by_document)} texts of the set “{folder.name}”", "")
        yield from table({
            "F1": seen,
            "without trained parts": run([folder], pipeline(names, trained=False)),
            "keywords": run([folder], lambda document: keywords.extract(document, names)),
        })  # fmt: skip
        yield ""
        yield from further(seen)
    if law:
        yield from ("", "## Speed", "")
        yield from speed(extraction_speed.measure(law))


def main() -> None:
    """Write the page."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("dev", type=Path)
    arguments.add_argument("--unseen", type=Path, action="append", default=[])
    arguments.add_argument("--law", type=Path, help="a long law, for the speed")
    given = arguments.parse_args()
    lines = page(given.dev.resolve(), [f.resolve() for f in given.unseen], given.law)
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(PAGE)


if __name__ == "__main__":
    main()
