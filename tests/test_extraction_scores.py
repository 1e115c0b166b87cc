"""What extraction reaches on annotated texts: floors under its scores, and words that stand there.

The texts are no part of the project: those of `gold/dev` lie in the shared folder, ours
(bench/annotated) are put together from its data. A floor is what was measured, less two
hundredths; a score that falls below it was lost, one far above asks for a higher floor.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bench import sets
from bench.extraction import Result, names_of, pipeline, run
from bench.scoring import TYPES, Score
from kg.cli.group import cli
from kg.document import Document
from kg.text import calibration
from kg.text.annotations import Annotation

FLOORS = {
    "dev": {
        "threshold": 0.98,
        "definition": 0.98,
        "reference": 0.98,
        "date": 0.98,
        "norm": 0.97,
        "mention": 0.98,
        "relation": 0.98,
        "claim": 0.95,
    },
    "seen": {
        "threshold": 0.95,
        "definition": 0.96,
        "reference": 0.96,
        "date": 0.96,
        "norm": 0.97,
        "mention": 0.96,
        "relation": 0.95,
    },
    "unseen": {
        "threshold": 0.93,
        "definition": 0.92,
        "reference": 0.95,
        "date": 0.97,
        "norm": 0.90,
        "mention": 0.92,
    },
}
"""F1 by set of texts and type, some hundredths under what was measured.

The unseen texts hold seven relations, too few for a floor.
"""
BEARERS = 0.85
"""The share of norms found whose bearer is right too."""


@dataclass(frozen=True)
class Scored:
    """What was found in some annotated texts, and the folder in which they lie."""

    folder: Path
    result: Result
    found: list[Annotation]


@pytest.fixture(scope="session")
def scored(
    shared: Path, built: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Scored]:
    """Extract from every annotated text once, with the names of what ships."""
    folders = {"dev": shared / "gold" / "dev"}
    for name, seen in (("seen", True), ("unseen", False)):
        folders[name] = tmp_path_factory.mktemp(name)
        assert sets.texts(shared / "data", folders[name], seen=seen) == listed(seen)
    extract = pipeline(names_of(built))
    done = {}
    for name, folder in folders.items():
        kept: list[Annotation] = []

        def keeping(document: Document, kept: list[Annotation] = kept) -> Sequence[Annotation]:
            found = extract(document)
            kept.extend(found)
            return found

        done[name] = Scored(folder, run([folder], keeping), kept)
    return done


def listed(seen: bool) -> list[str]:
    """Return the names of our annotated texts that were, or were not, in view of the rules."""
    texts = json.loads((sets.HERE / "texts.json").read_text("utf-8"))
    return [name for name, how in texts.items() if how["seen"] is seen]


@pytest.mark.parametrize(("name", "kind"), [(n, k) for n, floors in FLOORS.items() for k in floors])
def test_a_type_is_found_as_well_as_before(scored: dict[str, Scored], name: str, kind: str) -> None:
    score: Score = scored[name].result.scores[kind]
    assert score.gold > 0, f"no {kind} is annotated, so the floor says nothing"
    assert score.f1 >= FLOORS[name][kind], f"{name}, {kind}: {score}"


@pytest.mark.parametrize("name", FLOORS)
def test_the_bearer_of_a_norm_is_right(scored: dict[str, Scored], name: str) -> None:
    further = scored[name].result.further
    assert further["norm.bearer"] >= BEARERS * further["norm.bearer of"] > 0


@pytest.mark.parametrize("name", ["seen", "unseen"])
def test_laws_make_no_claims(scored: dict[str, Scored], name: str) -> None:
    assert scored[name].result.scores["claim"].found == 0


@pytest.mark.parametrize("name", FLOORS)
def test_what_is_written_out_stands_in_the_file(
    scored: dict[str, Scored], built: Path, tmp_path: Path, name: str
) -> None:
    folder = scored[name].folder
    texts = sorted(map(str, folder.glob("*.txt")))
    done = CliRunner().invoke(cli, ["extract", *texts, "-o", str(tmp_path), "--store", str(built)])
    assert done.exit_code == 0, done.output
    rows = 0
    for path in map(Path, texts):
        text = path.read_bytes().decode()
        for row in lines(tmp_path / f"{path.stem}.jsonl"):
            rows += 1
            start, end = row["span"]
            assert row["quote"] == text[start:end] != "", row
            for where in spans(row):
                assert 0 <= where[0] < where[1] <= len(text), row
    assert rows == len(scored[name].found)


def test_every_rule_that_finds_is_calibrated(scored: dict[str, Scored]) -> None:
    counts = json.loads(calibration.TABLE.read_text("utf-8"))
    found = {(a.type, a.rule) for s in scored.values() for a in s.found if a.type in TYPES}
    assert len(found) > len(TYPES)
    assert {t for t in TYPES if t not in counts} == set()
    assert {rule for kind, rule in found if rule not in counts and kind not in counts} == set()


# ---------------------------------------------------------------- our own annotated texts


def test_our_annotations_lie_in_their_texts(scored: dict[str, Scored]) -> None:
    for name in ("seen", "unseen"):
        for path in scored[name].folder.glob("*.txt"):
            text = path.read_bytes().decode()
            said = list(lines(path.with_suffix(".jsonl")))
            assert said, path.stem
            for each in said:
                assert each["type"] in TYPES
                for start, end in spans(each):
                    words = text[start:end]
                    assert words == words.strip() != "", (path.stem, each)


def test_a_text_without_its_source_is_left_out_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sets.texts(tmp_path / "none", tmp_path / "into") == []
    told = capsys.readouterr().err.splitlines()
    assert len(told) == len(listed(True)) + len(listed(False))
    assert all("left out, its source cannot be read" in line for line in told)
    assert not any((tmp_path / "into").iterdir())


def test_another_edition_of_a_source_is_left_out(
    shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bill = Path("legal/us_bills/hr-6875.md")
    copy = tmp_path / "data" / bill
    copy.parent.mkdir(parents=True)
    raw = (shared / "data" / bill).read_bytes()
    copy.write_bytes(raw)
    assert sets.texts(tmp_path / "data", tmp_path / "into") == ["us-hr-6875"]
    copy.write_bytes(b"Corrected. " + raw)
    capsys.readouterr()
    assert sets.texts(tmp_path / "data", tmp_path / "again") == []
    assert "us-hr-6875: left out, its source is another edition" in capsys.readouterr().err


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file that has one a line."""
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)


def spans(said: dict[str, Any]) -> list[list[int]]:
    """Return the places that an annotation names: all its pairs of whole numbers but the months."""
    return [v for k, v in said.items() if k != "horizon" and isinstance(v, list)
            and len(v) == 2 and all(isinstance(n, int) for n in v)]  # fmt: skip
