"""The commands for documents: what they print, what they refuse, how they end."""

import csv
import io
import json
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg import store
from kg.claims import revisions
from kg.cli.group import cli
from kg.evidence import archive, doubts

TEXTS = Path(__file__).parent / "data" / "documents"
ACT = str(TEXTS / "cascadia-act.txt")
AMENDED = str(TEXTS / "amended" / "cascadia-act.txt")
ESSAY = str(TEXTS / "op-ed-on-open-weights.txt")
SB53 = str(TEXTS / "sb53-as-told.txt")
LAW = "Cascadia Frontier Model Safety Act"

Kg = Callable[..., Result]


def runner(path: Path) -> Kg:
    """Return a function that runs the command line in this process on a store."""

    def run(*args: str, **more: str) -> Result:
        env = {"KG_STORE": str(path), "KG_REVIEWER": "ana"}
        return CliRunner().invoke(cli, args, env=env, **more)  # type: ignore[arg-type]

    return run


@pytest.fixture
def own(built: Path, tmp_path: Path) -> Path:
    """Return a store of what ships that a test may change."""
    return Path(shutil.copytree(built, tmp_path / "own"))


@pytest.fixture
def kg(own: Path) -> Kg:
    return runner(own)


@pytest.fixture(scope="module")
def filled(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Kg:
    """Return the command line on a store with the texts of the folder, for reading."""
    path = Path(shutil.copytree(built, tmp_path_factory.mktemp("filled") / "store"))
    run = runner(path)
    assert run("ingest", ACT, ESSAY, SB53).exit_code == 0
    return run


# ---------------------------------------------------------------- extract and read


def test_extract_gives_annotations_in_the_form_of_the_guidelines(filled: Kg) -> None:
    done = filled("extract", ACT)
    assert done.exit_code == 0
    text = Path(ACT).read_text()
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {r["type"] for r in rows} > {"threshold", "norm", "definition", "reference", "date"}
    for row in rows:
        assert text[slice(*row["span"])] == row["quote"]
    first = next(r for r in rows if r["type"] == "threshold")
    assert (first["value"], first["unit"], first["path"]) == (1e26, "FLOP", "Section 2(1)")


def test_extract_of_one_type_as_a_table_shows_what_it_says(filled: Kg) -> None:
    done = filled("extract", ACT, "--type", "threshold", "-f", "table")
    assert "training compute > 1e+26 FLOP" in done.stdout
    assert "norm" not in done.stdout


def test_extract_into_a_folder_writes_a_file_a_document(filled: Kg, tmp_path: Path) -> None:
    done = filled("extract", ACT, ESSAY, "-o", str(tmp_path / "out"))
    assert done.exit_code == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "cascadia-act.jsonl", "op-ed-on-open-weights.jsonl",
    ]  # fmt: skip


def test_extract_tells_what_failed_and_does_the_rest(filled: Kg, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and nothing else")
    done = filled("extract", str(broken), ACT)
    assert done.exit_code == 1
    assert "broken.pdf" in done.stderr
    assert "1 of 2 documents" in done.stderr
    assert done.stdout.count("\n") > 20


def test_read_writes_the_page_or_the_text(filled: Kg, tmp_path: Path) -> None:
    page = tmp_path / "act.html"
    assert filled("read", ACT, "-o", str(page)).exit_code == 0
    assert page.read_text().startswith("<!DOCTYPE html>")
    assert filled("read", ACT, "-f", "txt").stdout == Path(ACT).read_text()


def test_the_document_that_is_read_is_never_written_over(filled: Kg, tmp_path: Path) -> None:
    act = Path(shutil.copy(ACT, tmp_path / "act.txt"))
    done = filled("read", str(act), "-o", str(act))
    assert (done.exit_code, act.read_text()) == (2, Path(ACT).read_text())
    assert "is the document that is read" in done.stderr
    named = Path(shutil.copy(act, tmp_path / "act.jsonl"))
    linked = tmp_path / "law.txt"
    linked.symlink_to(named)
    done = filled("extract", str(linked), "-o", str(tmp_path))
    assert done.exit_code == 0  # law.jsonl
    (tmp_path / "law.jsonl").unlink()
    (tmp_path / "law.jsonl").symlink_to(linked)
    done = filled("extract", str(linked), "-o", str(tmp_path))
    assert (done.exit_code, named.read_text()) == (1, Path(ACT).read_text())
    assert "is the document that is read" in done.stderr


@pytest.mark.parametrize("form", ["csv", "md", "table"])
def test_extract_as_a_table_has_all_columns(filled: Kg, form: str) -> None:
    done = filled("extract", ACT, "-f", form)
    assert (done.exit_code, done.stderr) == (0, "")
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(done.stdout)))
        first = next(r for r in rows if r["type"] == "threshold")
        start, end = map(int, first["span"].split("; "))
        assert Path(ACT).read_text()[start:end] == first["quote"]


def test_read_takes_one_file(filled: Kg, tmp_path: Path) -> None:
    done = filled("read", str(tmp_path))
    assert done.exit_code == 2
    assert "is a folder; kg read takes one file" in done.stderr


def test_a_bad_location_is_told_and_the_rest_goes_on(
    filled: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")
    done = filled("extract", str(tmp_path / "empty"), str(tmp_path / "pipe"), ACT)
    assert done.exit_code == 1
    assert "no documents in this folder" in done.stderr
    assert "pipe: is no file but a pipe" in done.stderr
    assert done.stdout.count("\n") > 20
    monkeypatch.setattr("os.access", lambda *_: False)
    assert "no permission to read" in filled("extract", str(tmp_path)).stderr


def test_what_is_empty_a_feed_or_private_is_named(filled: Kg, tmp_path: Path) -> None:
    assert "standard input: is empty" in filled("extract", "-", input="").stderr
    feed = tmp_path / "news.xml"
    feed.write_text('<?xml version="1.0"?>\n<rss version="2.0"><channel/></rss>')
    assert "is a feed; read what it lists with --feed" in filled("extract", str(feed)).stderr
    assert "--allow-private" in filled("read", "http://127.0.0.1:9/law").stderr


def test_an_extractor_that_is_not_installed_is_refused(filled: Kg) -> None:
    done = filled("extract", ACT, "--with", "oracle")
    assert done.exit_code == 2
    assert "no extractor 'oracle'" in done.stderr


# ---------------------------------------------------------------- ingest


def test_ingest_tells_what_was_found_what_waits_and_how_it_compares(kg: Kg) -> None:
    done = kg("ingest", SB53, ACT)
    assert done.exit_code == 0
    assert "the text of regime:us-ca-sb53: " in done.stdout
    assert "against the graph: " in done.stdout
    assert "agrees: threshold: trainingCompute > 1e+26 FLOP" in done.stdout
    assert "(not in the graph as a regime): 6 thresholds, 3 definitions" in done.stdout
    assert "kg review --source cascadia-act: " in done.stdout
    again = kg("ingest", SB53, ACT)
    assert again.stdout.count("nothing new, these bytes were read before") == 2


def test_ingest_of_a_regime_that_the_user_names(kg: Kg, tmp_path: Path) -> None:
    excerpt = tmp_path / "excerpt.txt"
    excerpt.write_text(
        "This rule applies to a model trained with more than 10^25 floating-point operations.\n"
    )
    done = kg("ingest", str(excerpt), "--of", "us-ca-sb53", "--source", "sb53-excerpt")
    assert "source:sb53-excerpt/" in done.stdout
    assert "differs: threshold" in done.stdout or "only in the text: threshold" in done.stdout
    assert kg("ingest", str(excerpt), "--of", "no-such-regime").exit_code == 2


def test_only_a_regime_has_a_text_and_the_same_bytes_stay_where_they_are(kg: Kg) -> None:
    done = kg("ingest", SB53, "--of", "GPT-4")
    assert done.exit_code == 2
    assert "model:gpt-4, which is no regime" in done.stderr
    assert kg("ingest", SB53).exit_code == 0
    done = kg("ingest", SB53, "--of", "eu-ai-act")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "were filed as the text of regime:us-ca-sb53" in done.stderr
    assert "--source NEW" in done.stderr
    assert kg("ingest", SB53, "--of", "us-ca-sb-53").exit_code == 0
    assert kg("ingest", SB53, "--of", "eu-ai-act", "--source", "new").exit_code == 0


def test_another_document_of_the_same_name_is_no_edition_unless_it_is_said(kg: Kg) -> None:
    first = kg("ingest", ACT)
    assert "added" in first.stdout
    assert "the edition before" not in first.stdout
    done = kg("ingest", AMENDED)
    assert (done.exit_code, done.stdout) == (1, "")
    assert f"{AMENDED}: has the same name ('cascadia-act') as {ACT}" in done.stderr
    assert "--source NAME" in done.stderr
    done = kg("ingest", AMENDED, "--source", "cascadia-act")
    assert "against the edition before" in done.stdout
    assert kg("ingest", AMENDED).exit_code == 0


def test_two_texts_from_stdin_are_two_sources(kg: Kg, own: Path) -> None:
    for place in (ACT, ESSAY):
        done = kg("ingest", "-", input=Path(place).read_text())
        assert "name it with --source" in done.stderr
    assert len([name for name in archive.held(own) if name.startswith("stdin-")]) == 2
    kg("ingest", "-", "--source", "essay", input=Path(ESSAY).read_text())
    assert "essay" in archive.held(own)


def test_one_name_is_for_one_document(kg: Kg) -> None:
    done = kg("ingest", ACT, SB53, "--source", "both")
    assert done.exit_code == 2
    assert "--source" in done.stderr


def test_a_dry_run_says_what_would_be_and_leaves_no_trace(kg: Kg, own: Path) -> None:
    before = sorted(p.name for p in own.rglob("*"))
    done = kg("ingest", ACT, "--dry-run", "-v")
    assert done.exit_code == 0
    assert "would add" in done.stdout
    assert "would wait" in done.stdout
    assert "  + source:cascadia-act" in done.stdout
    assert sorted(p.name for p in own.rglob("*")) == before


def test_a_folder_goes_on_past_what_fails_and_ends_with_1(kg: Kg, tmp_path: Path) -> None:
    folder = tmp_path / "laws"
    folder.mkdir()
    shutil.copy(ACT, folder)
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7 and nothing else")
    (folder / "note.rtf").write_text("no document that we read")
    done = kg("ingest", str(folder))
    assert done.exit_code == 1
    assert "bad.pdf" in done.stderr
    assert "1 of 2 documents could not be read" in done.stderr
    assert "added" in done.stdout
    assert "1 file of other kinds left out" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 3


def test_what_left_the_text_is_told(kg: Kg, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.evidence.taking.LINE", 1.01)
    kg("ingest", ACT)
    key = next(d.key for d in doubts.read(own) if d.quote == "in excess of $500,000,000")
    assert kg("review", key, "--accept").exit_code == 0
    done = kg("ingest", AMENDED, "--source", "cascadia-act")
    assert "no longer in the text, accepted by ana on " in done.stdout
    assert "“in excess of $500,000,000”" in done.stdout


# ---------------------------------------------------------------- evidence


def test_evidence_shows_each_fact_with_quote_place_and_source(filled: Kg) -> None:
    done = filled("evidence", LAW)
    assert done.exit_code == 0
    blocks = done.stdout.split("\n")
    at = blocks.index("training compute > 1e+26 FLOP, in the definition of covered model")
    assert blocks[at + 1] == "    “greater than 10^26 integer or floating-point operations”"
    assert blocks[at + 2].startswith(f"    Section 2(1), {LAW}")
    assert "obligation of A large developer, due P15D" in done.stdout
    assert "      (1) publish a safety framework for each covered model; and" in done.stdout


def test_evidence_as_data_has_the_offsets(filled: Kg) -> None:
    rows = json.loads(filled("evidence", LAW, "-f", "json").stdout)
    text = Path(ACT).read_text()
    assert len(rows) > 20
    assert all(text[r["start"] : r["end"]] == r["quote"] for r in rows)


def test_evidence_of_a_thing_that_texts_name(filled: Kg) -> None:
    done = filled("evidence", "GPT-4", "-f", "json")
    found = {(r["says"], r["quote"]) for r in json.loads(done.stdout)}
    assert any(quote == "GPT-4 was developed by OpenAI" for _, quote in found)
    assert any("mentions GPT-4" in says for says, _ in found)


def test_evidence_is_told_in_words_each_once(filled: Kg) -> None:
    for name in ("Claude Opus 4.8", "Anthropic", "China"):
        rows = json.loads(filled("evidence", name, "-f", "json").stdout)
        says = [r["says"] for r in rows]
        assert says
        assert not [s for s in says if "rdf" in s or " about " in s]
        assert len({(r["says"], r["quote"], r["source"]) for r in rows}) == len(rows)


def test_evidence_of_a_type_of_a_source_and_the_first_of_it(filled: Kg) -> None:
    rows = json.loads(filled("evidence", LAW, "--type", "norm", "-f", "json").stdout)
    assert {r["kind"] for r in rows} <= {"ReadObligation", "ReadProhibition", "ReadPermission"}
    done = filled("evidence", LAW, "--type", "threshold", "--limit", "2", "-f", "json")
    assert len(json.loads(done.stdout)) == 2
    assert "4 more" in done.stderr
    rows = json.loads(filled("evidence", "OpenAI", "--source", "op-ed", "-f", "json").stdout)
    assert {r["source_id"] for r in rows} == {"op-ed-on-open-weights"}
    assert "no type 'colour'" in filled("evidence", LAW, "--type", "colour").stderr
    assert "none of them as asked" in filled("evidence", "GPT-4", "--type", "penalty").stderr


def test_no_evidence_is_said(filled: Kg) -> None:
    done = filled("evidence", "grok-3", "--fail-empty")
    assert done.exit_code == 3
    assert "no text says anything of grok-3" in done.stderr


# ---------------------------------------------------------------- review


def test_review_lists_the_most_urgent_first(filled: Kg) -> None:
    rows = json.loads(filled("review", "-f", "json").stdout)
    assert rows[0]["reason"] == "contradicts"
    assert "actor:google" in rows[0]["because"]
    assert {r["source"] for r in rows} == {"cascadia-act", "op-ed-on-open-weights"}
    some = json.loads(filled("review", "--source", "cascadia", "-f", "json").stdout)
    assert {r["source"] for r in some} == {"cascadia-act"}


def test_review_shows_one_doubt_in_its_sentence(filled: Kg) -> None:
    one = json.loads(filled("review", "-f", "json").stdout)[0]
    done = filled("review", one["key"])
    assert done.exit_code == 0
    assert f"({one['key']})" in done.stdout
    assert f"“{one['quote']}”" in done.stdout
    assert f"waits because: {one['because']}" in done.stdout
    assert "--accept" in done.stderr
    assert "source" in filled("review", "-f", "md").stdout.splitlines()[0]


def test_review_decides_and_says_what_it_made(kg: Kg, own: Path) -> None:
    kg("ingest", ACT)
    key = next(d.key for d in doubts.read(own) if d.quote == "Office of Model Safety")
    done = kg("review", key, "--accept", "--because", "it is set up elsewhere", "--by", "Bo")
    assert done.stdout == (
        f"{key} accepted: “Office of Model Safety”, actor:office-of-model-safety\n"
        "  a new thing was made: actor:office-of-model-safety, Organisation, "
        "“Office of Model Safety”\n"
    )
    assert kg("evidence", "Office of Model Safety").stdout.count("mentions") == 3
    done = kg("review", key, "--accept")
    assert done.exit_code == 2
    assert "no doubt has the key" in done.stderr


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (["abc"], "no doubt has the key 'abc'; list"),
        (["--accept"], "name the doubt"),
        (["abc", "--correct", "comparator"], "FIELD=VALUE"),
        (["zzzz", "--reject"], "no doubt has the key"),
    ],
)
def test_review_refuses_half_a_decision(filled: Kg, args: list[str], why: str) -> None:
    done = filled("review", *args)
    assert done.exit_code == 2
    assert why in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_broken_file_of_doubts_is_told(kg: Kg, own: Path) -> None:
    kg("ingest", ACT)
    file = own / "doubts" / "cascadia-act.jsonl"
    file.write_text(file.read_text() + "{}\n")
    done = kg("review")
    assert done.exit_code == 1
    assert "line " in done.stderr
    assert str(file.name) in done.stderr


def typed(own: Path, answers: list[tuple[str, str]]) -> str:
    """Run `kg review` on a terminal, give each answer when it is asked for, return the screen."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ |= {"KG_STORE": str(own), "KG_REVIEWER": "ana", "TERM": "dumb"}
        os.execv(sys.executable, [sys.executable, "-m", "kg", "review"])
    screen, seen, end = b"", 0, time.monotonic() + 40
    while time.monotonic() < end and select.select([terminal], [], [], 15)[0]:
        try:
            part = os.read(terminal, 4096)
        except OSError:
            break
        if not part:
            break
        screen += part
        if answers and answers[0][0].encode() in screen[seen:]:
            seen = len(screen)
            os.write(terminal, answers.pop(0)[1].encode())
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(terminal)
    return screen.decode()


@pytest.mark.filterwarnings("ignore:.*forkpty:DeprecationWarning")
def test_review_on_a_terminal_asks_for_each_and_keeps_each_answer(kg: Kg, own: Path) -> None:
    kg("ingest", ESSAY)
    count = len(doubts.read(own))
    ask, why = "[q]uit:", "Why:"
    screen = typed(own, [
        (ask, "r\n"), (why, "a slip\n"),
        (ask, "l\n"), ("graph:", "Llamma\n"), (why, "\n"),
        (ask, "l\n"), ("graph:", "Llama 2 70B\n"), (why, "\n"),
    ])  # fmt: skip
    assert f"1 of {count}" in screen
    assert "waits because: the graph has" in screen
    assert "GPT-4 was developed by OpenAI, and its weights are closed." in screen  # words around
    assert "rejected: “Mistral Large was developed by Google”" in screen
    assert "did you mean" in screen
    assert "corrected: “Llama 2”, model:llama-2-70b" in screen
    assert "waits now: “Llama 2 was developed by Google”" in screen
    assert "that was all" in screen
    assert "stopped; what was decided is stored" in typed(own, [(ask, "q\n")])
    left = {d.quote for d in doubts.read(own)}
    assert "Mistral Large was developed by Google" not in left
    assert "Llama 2 was developed by Google" in left


# ---------------------------------------------------------------- interruption


def test_an_interruption_leaves_the_store_whole_and_the_next_run_goes_on(
    own: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "rules"
    folder.mkdir()
    for n in range(240):
        (folder / f"rule-{n:03}.txt").write_text(
            f"SEC. {n}. A provider of an AI model shall report within {n + 2} days.\n" * 3
        )
    child = subprocess.Popen(
        [sys.executable, "-m", "kg", "ingest", str(folder)],
        env=os.environ | {"KG_STORE": str(own)}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    assert child.stdout
    told = [child.stdout.readline()]
    child.send_signal(signal.SIGINT)
    rest, error = child.communicate(timeout=60)
    told += rest.splitlines()
    assert child.returncode == 130, error
    assert "interrupted" in error
    # What was buffered behind the first line is lost, so that a line can lack its beginning.
    whole = [line for line in told if line.startswith("source:")]
    added = {line.split("/")[0] for line in whole if ": added " in line}
    held = {
        f"source:{r.source.rpartition('/')[2]}"
        for r in revisions(store.open_read(own))
        if "rule-" in r.source
    }
    assert len(held) >= 100
    assert added <= held
    again = runner(own)("ingest", str(folder))
    assert again.exit_code == 0
    assert len(archive.held(own)) == 240
    assert again.stdout.count("these bytes were read before") == len(held)
