"""Score extraction against annotated texts: `python -m bench.extraction GOLD [GOLD ...]`.

GOLD is a folder of NAME.txt and NAME.jsonl pairs with the script score.py in it or above it. With
--errors each missed and each wrong annotation is shown; --calibrate counts how often each rule is
right and writes that as the confidences that ship.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.scoring import TYPES, Score, Scorer, gold_of
from ingest import documents
from kg.document import Document
from kg.graph import KnowledgeGraph
from kg.text.annotations import Annotation
from kg.text.calibration import TABLE, counted
from kg.text.names.gazetteer import Gazetteer, from_graph
from kg.text.pipeline import build, extract

Extract = Callable[[Document], Sequence[Annotation]]


@dataclass(slots=True)
class Result:
    """What one way of extracting came to over some documents."""

    scores: dict[str, Score] = field(default_factory=dict)
    by_document: dict[str, dict[str, Score]] = field(default_factory=dict)
    further: Counter[str] = field(default_factory=Counter)
    judged: list[tuple[str, Annotation, bool]] = field(default_factory=list)

    def add(self, name: str, scores: dict[str, Score], judged: Iterable[tuple[Annotation, bool]],
            further: dict[str, tuple[int, int]]) -> None:  # fmt: skip
        """Add the document called `name`."""
        self.by_document[name] = scores
        for kind in TYPES:
            self.scores[kind] = self.scores.get(kind, Score()) + scores[kind]
        self.judged += [(name, a, right) for a, right in judged]
        for row, (right, all_) in further.items():
            self.further[row] += right
            self.further[f"{row} of"] += all_


def names_of(store: Path | None) -> Gazetteer:
    """Return the names of the graph at `store`, by default the user's."""
    return from_graph(KnowledgeGraph.open(store).engine)


def pipeline(names: Gazetteer, *, trained: bool = True) -> Extract:
    """Return the project's own extraction, with or without its trained parts."""
    nlp = build(names, trained=trained)
    return lambda document: extract(document, nlp)


def run(folders: Iterable[Path], how: Extract) -> Result:
    """Extract from each text of the folders and judge what was found."""
    result = Result()
    for folder in folders:
        scorer = Scorer(folder)
        for path in sorted(folder.glob("*.txt")):
            document = documents.load(str(path))
            result.add(path.stem, *scorer.judge(gold_of(path), how(document), document.text))
    return result


def lines(result: Result) -> Iterator[str]:
    """Yield the scores as a table."""
    yield f"{'type':15} {'gold':>5} {'found':>5} {'both':>5} {'P':>6} {'R':>6} {'F1':>6}"
    for kind in TYPES:
        s = result.scores[kind]
        if s.gold or s.found:
            yield (f"{kind:15} {s.gold:5} {s.found:5} {s.both:5} {s.precision:6.3f} "
                   f"{s.recall:6.3f} {s.f1:6.3f}")  # fmt: skip
    for row in sorted(r for r in result.further if not r.endswith(" of")):
        all_ = result.further[f"{row} of"]
        if all_:
            right = result.further[row]
            yield f"{row:15} {all_:5} {'':5} {right:5} {'':6} {right / all_:6.3f}"


def errors(folders: Iterable[Path], how: Extract) -> Iterator[str]:
    """Yield what was missed and what was wrong, a line each."""
    for folder in folders:
        scorer = Scorer(folder)
        for path in sorted(folder.glob("*.txt")):
            document = documents.load(str(path))
            gold, found = gold_of(path), how(document)
            _, judged, _ = scorer.judge(gold, found, document.text)
            yield path.stem
            for kind in TYPES:
                yield from _missed(scorer, kind, gold, found, document)
            for annotation, right in judged:
                if not right:
                    start, end = annotation.span
                    words = " ".join(document.text[start:end].split())[:100]
                    yield f"  wrong {annotation.type} [{start}, {end}] {words!r} {annotation.rule}"


def _missed(scorer: Scorer, kind: str, gold: list[dict[str, Any]], found: Sequence[Annotation],
            document: Document) -> Iterator[str]:  # fmt: skip
    from kg.text.annotations import to_json

    ours = [a for a in gold if a["type"] == kind]
    theirs = [j for j in map(to_json, found) if j["type"] == kind]
    hit = {id(g) for g, _ in scorer.script["pairs"](ours, theirs, scorer.script["SAME"][kind])}
    for each in ours:
        if id(each) not in hit:
            at = each.get("span") or each.get("trigger") or each["subject"]
            words = " ".join(document.text[at[0] : at[1]].split())[:100]
            rest = {k: v for k, v in each.items() if k not in ("type", "span")}
            yield f"  missed {kind} {at} {words!r} {json.dumps(rest, ensure_ascii=False)}"


def calibrate(result: Result) -> None:
    """Write how often each rule is right."""
    counts = counted((a, right) for _, a, right in result.judged)
    text = json.dumps(counts, indent=0, sort_keys=True).replace("[\n", "[").replace(",\n", ", ")
    TABLE.write_text(text.replace("], ", "],\n").replace("\n]", "]") + "\n", "utf-8")


def main() -> None:
    """Score, and calibrate where that is asked for."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("gold", type=Path, nargs="+")
    arguments.add_argument("--errors", action="store_true", help="show what was missed or wrong")
    arguments.add_argument("--calibrate", action="store_true", help="write the confidences")
    arguments.add_argument("--store", type=Path, help="the store whose names are used")
    given = arguments.parse_args()
    folders = [folder.resolve() for folder in given.gold]
    how = pipeline(names_of(given.store))
    if given.errors:
        print(*errors(folders, how), sep="\n")
    result = run(folders, how)
    print(*lines(result), sep="\n")
    if given.calibrate:
        calibrate(result)


if __name__ == "__main__":
    main()
