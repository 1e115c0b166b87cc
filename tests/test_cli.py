"""The command line: what goes to stdout and stderr, exit codes, bad input, interruption."""

import csv
import io
import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import click
import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner, Result

from kg import KnowledgeGraph, build, store
from kg.check import Finding
from kg.cli.group import cli
from kg.model import Quantity, Source, Statement
from kg.names import NAMESPACES, mint, term

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(__file__).parent / "data"
EPOCH = DATA / "epoch_notable_2026-02-03.csv"
COMMANDS = cli.list_commands(click.Context(cli))
TWO = (
    "SELECT ?model ?flop ?day ?nothing { VALUES ?model { model:grok-3 model:llama-3.1-405b }"
    " ?model :trainingCompute ?flop ; :releaseDate ?day } ORDER BY ?model"
)
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"

Kg = Callable[..., Result]


@pytest.fixture
def kg(built: Path) -> Kg:
    """Run the command line in this process, on the store of what ships."""

    def run(*args: str, **more: str) -> Result:
        return CliRunner().invoke(cli, args, env={"KG_STORE": str(built)} | more)

    return run


def heed_interrupts() -> None:
    """Undo what a shell does to the children of a background job: it lets them ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def process(*args: str, at: Path, **more: object) -> "subprocess.Popen[str]":
    """Start the command line as a process of its own, on the store `at`."""
    return subprocess.Popen(
        [sys.executable, "-m", "kg", *args],
        env=os.environ | {"KG_STORE": str(at)},
        preexec_fn=more.pop("preexec_fn", heed_interrupts),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **more,  # type: ignore[call-overload]
    )


def finish(child: "subprocess.Popen[str]") -> tuple[int, str, str]:
    """Wait for a process; return its exit code, stdout and stderr."""
    out, err = child.communicate(timeout=60)
    return child.returncode, out, err


@pytest.fixture
def own(built: Path, tmp_path: Path) -> Path:
    """Return a store of what ships that a test may change."""
    return Path(shutil.copytree(built, tmp_path / "own"))


def told(result: Result, code: int) -> str:
    """Return the one line of an error, after a look at how it was told."""
    assert result.exit_code == code, result.output
    assert not isinstance(result.exception, Exception) or isinstance(result.exception, SystemExit)
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("kg: ")
    return line


# ---------------------------------------------------------------- help


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str, kg: Kg) -> None:
    result = kg(name, "--help")
    assert result.exit_code == 0
    examples = [line for line in result.stdout.splitlines() if line.startswith("  kg ")]
    assert any(f" {name}" in line for line in examples), "a worked example, a line each"
    assert all(len(line) <= 100 for line in result.stdout.splitlines())
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.short_help
    options = [p for p in command.params if isinstance(p, click.Option)]
    assert all(option.help for option in options), "each option says what it does"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"kg {name}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_help_lists_every_command(kg: Kg) -> None:
    assert set(COMMANDS) >= {
        *["init", "ingest", "sources", "query", "ask", "show", "check", "view", "export", "demo"]
    }
    assert all(f"\n  {name} " in kg("--help").stdout for name in COMMANDS)
    assert kg("--version").stdout.startswith("kg 0.")
    assert kg().exit_code == 2


@pytest.mark.parametrize(
    "args",
    [
        ["--help"],
        ["sources"],
        ["query", "ASK {}"],
        ["ask"],
        ["ask", "open-weight-models-below"],
        ["show", "model:grok-3"],
    ],
    ids=" ".join,
)
def test_nothing_heavy_is_imported_for_everyday_commands(args: list[str], built: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "kg", *args],
        env=os.environ | {"KG_STORE": str(built)},
        capture_output=True,
        text=True,
        check=True,
    )
    imported = {line.rpartition("|")[2].strip() for line in run.stderr.splitlines()}
    assert "kg.cli.group" in imported
    heavy = {"polars", "rdflib", "spacy", "pyvis", "networkx", "pyshacl", "rich", "rich_click"}
    if args == ["--help"]:
        heavy |= {"pyoxigraph", "kg.graph"}
    assert not imported & heavy


def on_terminal(*args: str, at: Path, **more: str) -> str:
    """Return what a terminal of 100 columns is sent."""
    leader, follower = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "kg", *args],
        env=os.environ | {"KG_STORE": str(at), "COLUMNS": "100", "TERM": "xterm"} | more,
        stdout=follower,
        stderr=follower,
    )
    os.close(follower)
    shown = b""
    try:
        while part := os.read(leader, 65536):
            shown += part
    except OSError:  # the other end is closed
        pass
    os.close(leader)
    assert child.wait() == 0
    return shown.decode()


def test_a_terminal_gets_drawn_help_and_tables(built: Path) -> None:
    assert "╭" in on_terminal("query", "--help", at=built)
    assert "╭" not in on_terminal("--help", at=built), "it has to be there at once"
    table = on_terminal("query", TWO, at=built)
    assert "model:grok-3" in table
    assert "3.5e26" in table
    assert "2 rows" in table
    assert "https://" not in table


def test_no_format_can_steer_a_terminal(built: Path) -> None:
    query = "SELECT ('\\u001b[31mred' AS ?x) {}"
    for name in ("csv", "tsv", "md", "json", "jsonl", "table"):
        shown = on_terminal("query", query, "-f", name, at=built)
        assert "red" in shown
        assert "\x1b[31m" not in shown


def test_a_narrow_terminal_folds_and_cuts_nothing(built: Path) -> None:
    words = "abcdefghij" * 30
    table = on_terminal("query", f"SELECT ('{words}' AS ?text) {{}}", at=built)
    rows = [line for line in table.splitlines() if set(line.strip()) <= set("abcdefghij")]
    assert "".join(row.strip() for row in rows) == words


def test_no_color_is_respected(built: Path) -> None:
    shown = on_terminal("query", "--help", at=built, NO_COLOR="1")
    assert "\x1b[3" not in shown
    assert "\x1b[3" in on_terminal("query", "--help", at=built)


def test_shells_can_complete_commands_and_questions(built: Path) -> None:
    more = {"_KG_COMPLETE": "bash_complete", "COMP_WORDS": "kg ask open-weight", "COMP_CWORD": "2"}
    result = CliRunner().invoke(cli, [], env=more, prog_name="kg")
    assert "open-weight-models-below" in result.stdout


# ---------------------------------------------------------------- results


def test_data_is_on_stdout_and_csv_in_a_pipe(built: Path, graph: KnowledgeGraph) -> None:
    code, out, err = finish(process("query", TWO, at=built))
    assert (code, err) == (0, "")
    header, *rows = csv.reader(io.StringIO(out, newline=""))
    expected = graph.query(TWO)
    assert tuple(header) == expected.columns
    assert [(r[0], float(r[1]), r[2], r[3]) for r in rows] == [
        (iri, flop, str(day), "") for iri, flop, day, _ in expected.tuples()
    ]
    assert rows[0][0] == "https://w3id.org/ai-control/model/grok-3"


def test_csv_ends_its_lines_as_the_standard_says(built: Path) -> None:
    query = "SELECT ('a,b' AS ?x) ('say \"so\"\\nthere' AS ?y) {}"
    run = subprocess.run(
        [sys.executable, "-m", "kg", "--store", str(built), "query", query],
        capture_output=True,
        check=True,
    )
    assert run.stdout == b'x,y\r\n"a,b","say ""so""\nthere"\r\n'


def test_every_format_gives_the_same_rows_back(kg: Kg, graph: KnowledgeGraph) -> None:
    rows = [{**row, "day": str(row["day"])} for row in graph.query(TWO)]
    assert json.loads(kg("query", TWO, "-f", "json").stdout) == rows
    lines = kg("query", TWO, "-f", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == rows
    header, *cells = (x.split("\t") for x in kg("query", TWO, "-f", "tsv").stdout.splitlines())
    assert header == list(rows[0])
    assert [float(c[1]) for c in cells] == [row["flop"] for row in rows]
    assert json.loads(kg("query", "SELECT ?x { FILTER(false) }", "-f", "json").stdout) == []


def test_markdown_cannot_be_broken_by_a_cell(kg: Kg) -> None:
    result = kg("query", "SELECT ('a|b\\nc <script>' AS ?x) (3.8e25 AS ?y) {}", "-f", "md")
    assert result.stdout.splitlines() == [
        "| x | y |",
        "| --- | --- |",
        "| a\\|b<br>c &lt;script> | 3.8e25 |",
    ]


def test_tabs_and_line_ends_in_tsv_are_escaped(kg: Kg) -> None:
    result = kg("query", "SELECT ('a\\tb\\nc\\\\d' AS ?x) {}", "-f", "tsv")
    assert result.stdout == "x\na\\tb\\nc\\\\d\n"


def test_text_from_outside_cannot_steer_the_terminal(kg: Kg) -> None:
    query = "SELECT ('\\u001b[31mred\\u0007' AS ?x) {}"
    assert "\x1b" not in kg("query", query, "-f", "table").stdout
    assert "\x1b[31mred" in kg("query", query, "-f", "csv").stdout, "data is data in a pipe"
    assert "\x1b" not in told(kg("show", "\x1b[2Jnobody"), 2)


# rdflib's own parsers of TriG and JSON-LD use a class that rdflib calls deprecated.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize(
    ("name", "parser"), [("ttl", "turtle"), ("nt", "nt"), ("trig", "trig"), ("jsonld", "json-ld")]
)
def test_graphs_are_read_back_by_another_library(name: str, parser: str, kg: Kg) -> None:
    query = "CONSTRUCT { ?m :trainingCompute ?v } WHERE { ?m :trainingCompute ?v }"
    result = kg("query", query, "-f", name)
    assert result.exit_code == 0
    data = rdflib.Dataset(default_union=True).parse(data=result.stdout, format=parser)
    counted = kg("query", "SELECT ?m ?v { ?m :trainingCompute ?v }", "-f", "jsonl").stdout
    assert len(data) == len(counted.splitlines()) > 100


def test_a_graph_is_turtle_unless_asked_otherwise(kg: Kg) -> None:
    result = kg("query", "DESCRIBE model:grok-3")
    assert len(rdflib.Graph().parse(data=result.stdout, format="turtle")) > 10


def test_the_wrong_kind_of_format_is_refused(kg: Kg) -> None:
    assert "makes a graph" in told(kg("query", "DESCRIBE model:grok-3", "-f", "csv"), 2)
    assert "makes a table" in told(kg("query", "ASK {}", "-f", "ttl"), 2)
    assert "'yaml' is not one of" in told(kg("query", "ASK {}", "-f", "yaml"), 2)


def test_values_that_python_cannot_hold_stay_text(kg: Kg) -> None:
    query = """SELECT ("2020-02-30"^^xsd:date AS ?day) ("-0044-03-15"^^xsd:date AS ?ides)
               ("INF"^^xsd:double AS ?much) (1/0 AS ?nothing) {}"""
    assert json.loads(kg("query", query, "-f", "json").stdout) == [
        {"day": "2020-02-30", "ides": "-0044-03-15", "much": "inf", "nothing": None}
    ]


def test_finding_nothing_can_be_a_failure(kg: Kg) -> None:
    empty, no = "SELECT ?x { ?x a :Unicorn }", "ASK { ?x a :Unicorn }"
    for query in (empty, no):
        assert kg("query", query).exit_code == 0
        assert kg("query", query, "--fail-empty").exit_code == 3
    assert kg("query", TWO, "--fail-empty").exit_code == 0
    assert "nothing found" in kg("query", empty).stderr


def test_a_query_comes_from_a_file_or_stdin(kg: Kg, built: Path, tmp_path: Path) -> None:
    file = tmp_path / "two.rq"
    file.write_text(TWO, encoding="utf-8-sig")
    expected = kg("query", TWO).stdout
    assert kg("query", f"@{file}").stdout == expected
    piped = CliRunner().invoke(cli, ["--store", str(built), "query", "-"], input=TWO)
    assert piped.stdout == expected
    assert "no.rq: the query cannot be read" in told(kg("query", f"@{tmp_path}/no.rq"), 2)
    file.write_bytes(b"SELECT \xff")
    assert "two.rq: is not UTF-8" in told(kg("query", f"@{file}"), 2)


# ---------------------------------------------------------------- asking


def test_ask_lists_the_questions(kg: Kg) -> None:
    rows = list(csv.DictReader(io.StringIO(kg("ask").stdout)))
    assert "open-weight-models-below" in {row["question"] for row in rows}
    assert all(row["summary"].endswith("?") for row in rows)


def test_ask_answers_with_parameters_and_says_which(kg: Kg, graph: KnowledgeGraph) -> None:
    args = ("ask", "open-weight-models-below", "-p", "threshold", "1e24", "-p", "as-of")
    result = kg(*args, "2024-01-01", "-f", "json")
    asked = graph.ask("open-weight-models-below", threshold=1e24, as_of="2024-01-01")
    assert json.loads(result.stdout) == json.loads(asked.json())
    assert "threshold = 1e24" in result.stderr
    assert "as-of = 2024-01-01" in result.stderr


def test_about_shows_the_parameters(kg: Kg) -> None:
    result = kg("ask", "open-weight-models-below", "--about", "-f", "json")
    rows = {row["parameter"]: row for row in json.loads(result.stdout)}
    assert rows["threshold"]["default"] == "1e25"
    assert "below" in result.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["ask", "open-weight-model-below"], "did you mean open-weight-models-below"),
        (["ask", "open-weight-models-below", "-p", "treshold", "1"], "did you mean threshold?"),
        (["ask", "open-weight-models-below", "-p", "threshold", "many"], "a number such as 1e25"),
        (["ask", "open-weight-models-below", "-p", "as-of", "soon"], "a day such as 2026-11-01"),
        (["ask", "open-weight-models-below", "-p", "as-of"], "requires 2 arguments"),
        (["ask", "open-weight-models-below", *(["-p", "threshold", "1"] * 2)], "given twice"),
        (["show", "Lama 3.1 405B"], "did you mean model:llama-3.1-405b"),
        (["show"], "missing argument 'ENTITY'; see: kg show --help"),
        (["shwo"], "did you mean show?"),
        (["sources", "--known-at", "2026-13-01"], "not a day such as 2026-11-01"),
        (["sources", "--stroe", "x"], "--store"),
        (["view", "-o", "x.html"], "name an entity or give --query"),
        (["query", "SELECT * { SERVICE <http://e.org/> { ?s ?p ?o } }"], "SERVICE"),
        (["query", "DELETE WHERE { ?s ?p ?o }"], "broken at line 1, column 1"),
        (["ingest", str(EPOCH), "--reader", "epch"], "did you mean epoch?"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else value[:30],
)
def test_wrong_use_is_told_in_one_line(args: list[str], said: str, kg: Kg) -> None:
    assert said in told(kg(*args), 2)


def test_a_broken_query_is_told_with_line_and_column(kg: Kg) -> None:
    line = told(kg("query", "SELECT ?m\nWHERE {\n  ?m a :Model FILTR(?m > 1)\n}"), 2)
    assert "line 3, column 23" in line
    assert "the line: ?m a :Model FILTR(?m > 1)" in line


def test_known_at_leaves_out_what_came_later(kg: Kg, graph: KnowledgeGraph) -> None:
    days = [revision.issued for revision in graph.sources()]
    first = min(days)
    assert first < max(days), "the shipped sources are of different days"
    rows = list(csv.DictReader(io.StringIO(kg("sources", "--known-at", str(first)).stdout)))
    assert {row["issued"] for row in rows} == {str(first)}
    assert "nothing is called" in told(kg("show", "model:grok-3", "--known-at", "2001-01-01"), 2)


# ---------------------------------------------------------------- reading


def test_ingest_tells_what_is_new_and_adds_bytes_once(own: Path) -> None:
    def kg(*args: str) -> Result:
        return CliRunner().invoke(cli, ["--store", str(own), *args])

    before = kg("sources").stdout
    dry = kg("ingest", str(EPOCH), "--dry-run", "-v")
    assert "would add" in dry.stdout
    assert "  + model:curlew :releaseDate\n" in dry.stdout
    assert kg("sources").stdout == before, "a dry run writes nothing"
    first = kg("ingest", str(EPOCH))
    assert first.exit_code == 0
    assert "2026-02-03" in first.stdout
    assert ": added" in first.stdout
    assert "\n" not in first.stdout.strip(), "without -v one line a revision"
    assert "nothing new" in kg("ingest", str(EPOCH)).stdout
    rows = list(csv.DictReader(io.StringIO(kg("sources").stdout)))
    assert len(rows) == len(before.splitlines())
    # Several locations are taken together or not at all.
    hardware = str(DATA / "epoch_hardware_2025-10.csv")
    several = kg("ingest", hardware, "/no/such.csv")
    assert several.exit_code == 1
    assert "no such file" in several.stderr
    assert len(kg("sources").stdout.splitlines()) == len(rows) + 1
    assert kg("ingest", hardware, str(EPOCH)).exit_code == 0
    assert len(kg("sources").stdout.splitlines()) == len(rows) + 2


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("nowhere.csv", None, "no such file"),
        ("empty.csv", b"", "is empty"),
        ("foreign.pdf", b"%PDF-1.7\n\x00\xff", "is cut off before its end"),
        ("truncated.csv", EPOCH.read_bytes()[:-220], "truncated.csv"),
        ("folder.csv", "folder", "no documents in this folder"),
    ],
)
def test_what_cannot_be_read_is_told_and_changes_nothing(
    name: str, content: bytes | str | None, said: str, own: Path, tmp_path: Path
) -> None:
    file = tmp_path / name
    if content == "folder":
        file.mkdir()
    elif isinstance(content, bytes):
        file.write_bytes(content)
    before = store.generation(own)
    result = CliRunner().invoke(cli, ["--store", str(own), "ingest", str(file)])
    assert said in told(result, 1)
    assert store.generation(own) == before


def test_a_missing_store_is_built_and_init_repeats_nothing(tmp_path: Path) -> None:
    at = tmp_path / "new"
    code, out, err = finish(process("query", "ASK { ?m a :Model }", at=at))
    assert (code, out) == (0, "answer\ntrue\n")
    assert f"no store at {at} yet; building it" in err
    generation = store.generation(at)
    result = CliRunner().invoke(cli, ["init", "--store", str(at)])
    assert f"{at}: is there" in result.stdout
    assert store.generation(at) == generation


def test_a_folder_of_something_else_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    line = told(CliRunner().invoke(cli, ["--store", str(tmp_path), "sources"]), 1)
    assert "not a store" in line
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


# ---------------------------------------------------------------- trouble with the store


@pytest.fixture
def held(own: Path) -> Iterator[Path]:
    """Return a store to which another process is writing."""
    program = (
        "import sys, time; from pathlib import Path; from kg import store\n"
        "with store.writing(Path(sys.argv[1])):\n    print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(own)], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "held\n"
        yield own
        writer.kill()


def test_a_locked_store_can_be_read_and_not_written(held: Path) -> None:
    assert CliRunner().invoke(cli, ["--store", str(held), "sources"]).exit_code == 0
    result = CliRunner().invoke(cli, ["--store", str(held), "ingest", str(EPOCH)])
    assert "another process is writing" in told(result, 1)


def test_a_damaged_store_is_told_plainly(own: Path) -> None:
    generation = store.generation(own)
    for table in generation.glob("*.sst"):
        table.write_bytes(table.read_bytes()[:100])
    code, out, err = finish(process("query", TWO, at=own))
    assert (code, out) == (1, "")
    assert "damaged" in err
    assert "kg init" in err
    assert "Traceback" not in err
    (own / "CURRENT").write_text("")
    code, _, err = finish(process("show", "model:grok-3", at=own))
    assert code == 1
    assert "the store is damaged" in err


def limited(size: int) -> Callable[[], None]:
    """Return what makes a child process fail to write files over `size`, as on a full disk."""

    def limit() -> None:
        import resource

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def test_a_full_disk_loses_nothing(own: Path, tmp_path: Path) -> None:
    before = store.generation(own)
    child = process("ingest", str(EPOCH), at=own, preexec_fn=limited(200_000))
    code, out, err = finish(child)
    assert (code, out) == (1, "")
    assert "the disk is full; the store is as it was" in err
    assert len(err.splitlines()) == 1
    assert store.generation(own) == before
    assert [p for p in own.iterdir() if p.is_dir()] == [before]
    out_file = tmp_path / "graph.nt"
    out_file.write_text("mine")
    child = process("export", "-o", str(out_file), at=own, preexec_fn=limited(200_000))
    code, _, err = finish(child)
    assert code == 1
    assert len(err.splitlines()) == 1
    assert out_file.read_text() == "mine"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["graph.nt", "own"]


# ---------------------------------------------------------------- interruption


def wait_until_busy(child: "subprocess.Popen[str]") -> None:
    """Wait until a process has worked for a second of processor time, or 20 seconds."""
    stat = Path(f"/proc/{child.pid}/stat")
    ticks = os.sysconf("SC_CLK_TCK")
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        fields = stat.read_text().rpartition(")")[2].split()
        if int(fields[11]) + int(fields[12]) > ticks:
            return
        time.sleep(0.05)


def test_ctrl_c_ends_a_runaway_query_at_once(built: Path) -> None:
    child = process("query", RUNAWAY, at=built)
    wait_until_busy(child)
    assert child.poll() is None
    begun = time.monotonic()
    child.send_signal(signal.SIGINT)
    code, out, _ = finish(child)
    assert time.monotonic() - begun < 5
    assert code in (-signal.SIGINT, 130)
    assert out == ""


def test_a_runaway_query_can_be_given_a_limit(built: Path) -> None:
    code, out, err = finish(process("query", RUNAWAY, "--timeout", "0.5", at=built))
    assert (code, out) == (5, "")
    assert "incomplete" in err


def test_ctrl_c_during_a_change_leaves_the_old_state(own: Path) -> None:
    before = store.generation(own)
    child = process("ingest", str(EPOCH), at=own)
    deadline = time.monotonic() + 20
    while len([p for p in own.iterdir() if p.is_dir()]) == 1 and time.monotonic() < deadline:
        time.sleep(0.005)
    child.send_signal(signal.SIGINT)
    code, out, err = finish(child)
    assert (code, out) == (130, "")
    assert "Traceback" not in err
    assert store.generation(own) == before
    assert CliRunner().invoke(cli, ["--store", str(own), "ingest", str(EPOCH)]).exit_code == 0


def test_a_reader_that_goes_away_is_no_error(built: Path) -> None:
    query = "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 20000"
    child = process("query", query, at=built)
    assert child.stdout is not None
    assert child.stdout.readline() == "s,p,o\n"
    child.stdout.close()
    assert child.stderr is not None
    with child.stderr:
        assert child.stderr.read() == ""
    assert child.wait() == 141


# ---------------------------------------------------------------- check, export, view, demo


def test_check_fails_on_errors_only(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    findings = [Finding("warning", "model:x", "looks odd", "look")]
    monkeypatch.setattr("kg.check.check", lambda _: findings)
    result = kg("check")
    assert result.exit_code == 0
    assert "1 warnings" in result.stderr
    findings.append(Finding("error", "model:y", "is wrong", "mend it"))
    result = kg("check", "-f", "json")
    assert result.exit_code == 4
    assert json.loads(result.stdout)[1] == {
        "severity": "error", "where": "model:y", "what": "is wrong", "next": "mend it"
    }  # fmt: skip
    findings.clear()
    assert (kg("check").exit_code, kg("check").stdout) == (0, "")


def test_check_finds_a_property_that_nobody_defined(tmp_path: Path) -> None:
    source = Source(id="s", title="S", issued=date(2026, 1, 1),
                    licence="CC0-1.0", location="s.csv", sha256="0" * 64)  # fmt: skip
    value = Quantity(value=1.0, unit=mint("unit", "count"), verbatim="1")
    said = Statement(subject=mint("model", "x"), predicate=term("noSuchThing"), object=value,
                     source=source)  # fmt: skip
    build.add(tmp_path / "store", [said])
    result = CliRunner().invoke(cli, ["--store", str(tmp_path / "store"), "check"])
    assert result.exit_code == 4
    assert ":noSuchThing is used 1 times and not defined" in result.stdout


def test_export_writes_the_graph_with_its_credits(kg: Kg, built: Path, tmp_path: Path) -> None:
    graph = KnowledgeGraph.open(built)
    default = sum(1 for _ in graph.engine.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    for name, triples in (("nt", default), ("trig", len(graph.engine))):
        file = tmp_path / f"graph.{name}"
        assert kg("export", "-o", str(file)).stdout == ""
        text = file.read_text(encoding="utf-8")
        assert "# Source: Curated facts" in text
        assert "licence: CC-BY-4.0" in text
        read = ox.parse(text, format=ox.RdfFormat.from_extension(name))
        assert sum(1 for _ in read) == triples
    turtle = kg("export")
    assert f"@prefix : <{NAMESPACES['']}>" in turtle.stdout
    assert turtle.stderr == ""
    linked = kg("export", "-f", "jsonld")
    assert "licence: CC-BY-4.0" in linked.stderr
    assert json.loads(linked.stdout)


def test_view_writes_a_file_and_says_where(kg: Kg, tmp_path: Path) -> None:
    out = tmp_path / "view.html"
    result = kg("view", "model:llama-3.1-405b", "-o", str(out))
    assert result.stdout == f"{out}\n"
    assert "Llama 3.1-405B" in out.read_text(encoding="utf-8")
    query = "CONSTRUCT { ?m :developedBy ?d } WHERE { ?m :developedBy ?d }"
    drawn = kg("view", "--query", query, "-o", str(out), "--limit", "20")
    assert "showing 20 of" in drawn.stderr


def test_the_demo_reads_answers_and_draws(own: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "demo.html"
    result = CliRunner().invoke(cli, ["--store", str(own), "demo", str(EPOCH), "-o", str(out)])
    assert result.exit_code == 0
    assert "Heron 2" in result.stdout
    assert "undetermined" in result.stdout
    assert result.stderr.splitlines()[-1].endswith(str(out))
    assert out.stat().st_size > 10_000


def test_a_name_is_found_by_its_letters_and_digits_alone(kg: Kg) -> None:
    done = kg("show", "us-ca-sb-53")
    assert done.exit_code == 0
    assert "regime:us-ca-sb53" in done.stdout
    assert kg("show", "us-ca-sb-5-3").exit_code == 2
