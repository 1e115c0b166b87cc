"""Assessments from the command line and in SPARQL: rows, dates, coverage, bad input."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from kg import KnowledgeGraph
from kg.check import shapes
from kg.cli.group import cli
from kg.errors import BadQuery, StoreError
from kg.names import term
from kg.triples import TYPE

Kg = Callable[..., Result]
DAY = "2026-11-01"
KEYS = {"model", "regime", "provision", "outcome", "probability", "missing", "because", "as_of",
        "known_at"}  # fmt: skip
CLEARANCE = re.compile(r"\b(cleared|clearance|compliant|legal|lawful|permitted|allowed)\b", re.I)
COVERAGE = re.compile(
    r"Coverage: of \d+ regimes \d+ modelled, \d+ partly modelled, \d+ only listed; law last "
    r"checked \d{4}-\d\d-\d\d, its sources reach to 2026-10-09; newest source of facts "
    r"\d{4}-\d\d-\d\d\."
)


@pytest.fixture
def kg(built: Path) -> Kg:
    """Run the command line in this process, on the store of what ships."""

    def run(*args: str) -> Result:
        return CliRunner().invoke(cli, args, env={"KG_STORE": str(built)})

    return run


def rows(result: Result) -> list[dict[str, object]]:
    """Return what a command wrote as JSON."""
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert isinstance(found, list)
    return found


@pytest.fixture
def llama(kg: Kg) -> dict[str, dict[str, object]]:
    """Return what is assessed of one model, by provision."""
    found = rows(kg("assess", "Llama 3.1 405B", "--as-of", DAY, "-f", "json"))
    return {str(row["provision"]): row for row in found}


# ---------------------------------------------------------------- assess


def test_json_is_a_list_of_objects(llama: dict[str, dict[str, object]]) -> None:
    assert len(llama) > 25
    for row in llama.values():
        assert set(row) > KEYS
        assert row["outcome"] in ("applies", "does not apply", "undetermined")
        assert (row["as_of"], row["known_at"]) == (DAY, date.today().isoformat())
        assert row["model"] == "Llama 3.1-405B"
        assert row["thing"] == "https://w3id.org/ai-control/model/llama-3.1-405b"
        assert row["kind"] == "model"
        assert row["because"]
        assert isinstance(row["missing"], list)
        assert bool(row["missing"]) <= (row["outcome"] == "undetermined")
        decided = {"applies": 1.0, "does not apply": 0.0}
        assert row["probability"] == decided.get(str(row["outcome"]), row["probability"])


def test_outcomes_of_a_model(llama: dict[str, dict[str, object]]) -> None:
    presumed = llama["eu-ai-act.art51-2"]
    assert (presumed["outcome"], presumed["citation"]) == ("applies", "Art. 51(2)")
    assert "training compute over 1e25 FLOP (is 3.8e25, within 1.27e25 to 1.14e26)" in str(
        presumed["because"]
    )
    assert presumed["counting_rule"]
    frontier = llama["us-ca-sb53.frontier-model"]
    assert frontier["outcome"] == "undetermined"
    assert 0 < float(str(frontier["probability"])) < 0.2
    assert frontier["needs"] == ["model:llama-3.1-405b trainingCompute"]
    assert list(llama) == sorted(
        llama,
        key=lambda p: (
            ["applies", "undetermined", "does not apply"].index(str(llama[p]["outcome"])),
            p,
        ),
    )


@pytest.mark.parametrize(
    ("provision", "words"),
    [
        ("us-ca-sb1047.covered-i", "vetoed on 2024-09-29"),
        ("us-bis-ai-diffusion.4E091", "on the books, not enforced: not enforced from 2025-05-13"),
        ("us-ny-raise.frontier-model", "it enters into force on 2027-01-01"),
        ("us-bill-frontier-act.def", "proposed, not in force"),
    ],
)
def test_what_is_not_in_force_does_not_apply_for_that_reason(
    llama: dict[str, dict[str, object]], provision: str, words: str
) -> None:
    assert llama[provision]["outcome"] == "does not apply"
    assert words in str(llama[provision]["because"])


def test_a_regime_as_csv(kg: Kg) -> None:
    result = kg("assess", "--regime", "eu-ai-act", "--as-of", DAY, "-f", "csv")
    assert result.exit_code == 0
    found = list(csv.DictReader(io.StringIO(result.stdout)))
    assert {row["regime"] for row in found} == {"EU AI Act"}
    assert {row["outcome"] for row in found} == {"applies", "does not apply", "undetermined"}
    over = [r for r in found if r["provision"].endswith("art51-2") and r["outcome"] == "applies"]
    assert {r["model"] for r in over} >= {"Grok 4", "GPT-4.5", "Llama 3.1-405B"}
    assert all(r["model"] for r in found)


def test_models_that_came_later_are_left_out_of_lists(kg: Kg) -> None:
    asked = ("assess", "--provision", "eu-gpai-guidelines.indicative-gpai", "-f", "json", "--as-of")
    then = {row["model"] for row in rows(kg(*asked, "2025-08-02"))}
    now = {row["model"] for row in rows(kg(*asked, DAY))}
    assert "Claude Fable 5" in now - then
    assert then < now


def test_known_at_leaves_out_what_was_not_published(kg: Kg) -> None:
    asked = ("assess", "--provision", "eu-ai-act.art51-2", "--as-of", DAY, "-f", "json")
    assert rows(kg(*asked, "--known-at", "2020-01-01")) == []


@pytest.mark.parametrize("format", ["table", "csv", "tsv", "json", "jsonl", "md"])
def test_every_answer_ends_with_its_coverage_and_says_its_days(kg: Kg, format: str) -> None:
    result = kg("assess", "Grok 4", "--as-of", DAY, "-f", format)
    assert result.exit_code == 0
    days, *_ = result.stderr.splitlines()
    assert days == f"kg: as of {DAY}, as known on {date.today()}"
    people = format in ("table", "md")
    last = (result.stdout if people else result.stderr).splitlines()[-1]
    assert COVERAGE.fullmatch(last.removeprefix("kg: "))
    if format == "jsonl":
        assert all(json.loads(line)["model"] == "Grok 4" for line in result.stdout.splitlines())


def test_silence_is_never_worded_as_clearance(kg: Kg) -> None:
    """Of a model that nothing reaches yet: only the words of this program are looked at."""
    result = kg("assess", "Grok 4", "--as-of", "2019-01-01", "-f", "json")
    found = rows(result)
    assert {row["outcome"] for row in found} == {"does not apply"}
    assert "No provision that is modelled here was found to apply." in result.stderr
    assert "may well apply" in result.stderr
    ours = " ".join([result.stderr, *(str(r["because"]) + str(r["state"]) for r in found)])
    assert not CLEARANCE.search(ours)
    assert "No provision that is modelled" not in kg("assess", "Grok 4", "--as-of", DAY).output


def test_a_regime_that_is_only_listed_says_so(kg: Kg) -> None:
    result = kg("assess", "Grok 4", "--regime", "wassenaar", "-f", "json")
    assert rows(result) == []
    assert "no provision of 'wassenaar' that is modelled reaches what was asked" in result.stderr
    assert kg("assess", "Grok 4", "--regime", "wassenaar", "--fail-empty").exit_code == 3


def test_an_assumption_decides_for_one_answer(kg: Kg) -> None:
    asked = ("assess", "deepseek-v4-pro", "--provision", "eu-ai-act.art51-2", "--as-of", DAY)
    (open_,) = rows(kg(*asked, "-f", "json"))
    (set_,) = rows(kg(*asked, "-f", "json", "--assume", "deepseek-v4-pro trainingCompute 2e25"))
    assert (open_["outcome"], set_["outcome"]) == ("undetermined", "applies")
    assert open_["needs"] == ["model:deepseek-v4-pro trainingCompute"], "the form of an assumption"


def test_developers_and_chips_are_assessed_too(kg: Kg) -> None:
    chip = {r["provision"]: r for r in rows(kg("assess", "h200", "--as-of", DAY, "-f", "json"))}
    assert chip["us-ear-3a090.a"]["outcome"] == "applies"
    assert chip["us-ear-3a090.a"]["kind"] == "accelerator"
    maker = {r["provision"]: r for r in rows(kg("assess", "xAI", "--as-of", DAY, "-f", "json"))}
    assert "us-ca-sb53.large" in maker
    assert maker["us-ca-sb53.large"]["model"] == "xAI"
    named = " ".join(str(m) for m in maker["us-ca-sb53.frontier-developer"]["missing"])  # type: ignore[attr-defined]
    assert "Grok 4: training compute" in named, "a fact of another thing is told with its name"


# ---------------------------------------------------------------- explain and transfer


def test_show_says_how_the_law_stands_on_a_day(kg: Kg) -> None:
    fable = ("show", "Claude Fable 5", "--as-of")
    assert "us-ca-ab2013.3111: applies" in kg(*fable, "2026-06-12").stdout
    assert "us-ca-ab2013.3111: does not apply" in kg(*fable, "2025-12-31").stdout
    rule = kg("show", "AI Diffusion Rule", "--as-of", "2025-05-14", "-f", "json")
    law = {row["provision"]: row["outcome"] for row in json.loads(rule.stdout)["law"]}
    assert law["us-bis-ai-diffusion.4E091"] == "on the books, not enforced"
    assert kg("show", "place:US", "--as-of", "2025-05-14").exit_code == 0


def test_explain_in_three_formats(kg: Kg) -> None:
    asked = ("explain", "deepseek-v4-pro", "eu-ai-act.art51-2", "--as-of", DAY)
    assert kg(*asked).stdout.splitlines()[1].startswith(f"On {DAY}, as known on ")
    assert kg(*asked, "-f", "md").stdout.startswith("# DeepSeek-V4-Pro: Presumption")
    read = json.loads(kg(*asked, "-f", "json").stdout)
    assert read["missing"][0].startswith("training compute")
    assert read["coverage"]["partly"]
    assert f"as of {DAY}" in kg(*asked).stderr


def test_transfer_names_the_facts_that_it_lacks(kg: Kg) -> None:
    asked = ("transfer", "--item", "Claude Mythos 5", "--form", "api", "--to", "DE", "--as-of",
             "2026-06-27")  # fmt: skip
    result = kg(*asked, "-f", "json")
    (letter,) = [r for r in rows(result) if r["provision"] == "us-bis-anthropic.licence"]
    assert letter["outcome"] == "undetermined"
    assert (letter["form"], letter["tested_on"]) == ("API", "transfer")
    assert letter["destination"] == "https://w3id.org/ai-control/place/DE"
    assert (
        "not tested in full: us-bis-anthropic.licence asks for recipientIsListed" in result.stderr
    )
    told = kg(*asked, "--fact", "recipientIsListed", "true", "-f", "text")
    assert "exempted: Mythos 5 for listed trusted partners" in told.stdout
    assert COVERAGE.search(" ".join(told.stdout.split()))


def test_the_transfer_of_the_issue(kg: Kg) -> None:
    result = kg("transfer", "--item", "Grok 4", "--form", "weights", "--to", "AE", "--as-of",
                "2025-05-14", "-f", "json")  # fmt: skip
    found = {row["provision"]: row for row in rows(result)}
    assert found["us-bis-ai-diffusion.4E091"]["because"] == (
        "on the books, not enforced: not enforced from 2025-05-13"
    )
    assert found["us-bis-ai-diffusion.4E091"]["tested_on"] == "item"


# ---------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["assess", "Llama 3.1 405"], "did you mean model:llama-3.1-405b"),
        (["assess", "US"], "place:US is nothing on which a provision is tested"),
        (["assess", "Grok 4", "--regime", "EU AI Art"], "nothing is called 'EU AI Art'"),
        (["assess", "--provision", "eu-ai-act.art51"], "did you mean eu-ai-act.art51-2"),
        (["assess", "--provision", "large"], "is the name of several provisions"),
        (["assess", "Grok 4", "--as-of", "2026-13-01"], "'2026-13-01' is not a day"),
        (["assess", "Grok 4", "--known-at", "soon"], "'soon' is not a day"),
        (["assess", "Grok 4", "--assume", "nonsense"], "an assumption has three parts"),
        (["assess", "Grok 4", "--provision", "us-ca-sb53.large"], "reaches a developer"),
        (
            ["explain", "Grok 4", "us-ca-sb53.large"],
            "reaches a developer, and model:grok-4 is none",
        ),
        (["explain", "Nobody", "us-ca-sb53.large"], "nothing is called 'Nobody'"),
        (["transfer", "--item", "Grok 4", "--to", "Atlantis"], "nothing is called 'Atlantis'"),
        (["transfer", "--item", "Grok 4"], "missing option '--to'"),
        (["ask", "assessments", "-p", "as-of", "any"], "assessments are of one day"),
        (["ask", "assessments", "--as-of", DAY, "-p", "as-of", DAY], "as-of is given twice"),
        (["ask", "quantities", "--as-of", DAY], "no parameter 'as-of'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_bad_input_is_one_clear_sentence(kg: Kg, args: list[str], words: str) -> None:
    result = kg(*args)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("kg: ")
    assert words in line


# ---------------------------------------------------------------- SPARQL


@pytest.fixture(scope="module")
def dated(built: Path) -> KnowledgeGraph:
    """Return the graph with the assessments of a day."""
    return KnowledgeGraph.open(built, as_of=date.fromisoformat(DAY))


def test_assessments_stand_in_the_graph_of_a_day(dated: KnowledgeGraph) -> None:
    (row,) = dated.query(
        """SELECT ?outcome ?why ?p ?as_of ?known { ?a a :Assessment ; :of model:llama-3.1-405b ;
             :under regime:us-ca-sb53.frontier-model ; :outcome ?outcome ; :because ?why ;
             :probability ?p ; :missing :trainingCompute ; :asOf ?as_of ; :knownAt ?known }"""
    ).rows()
    assert str(row["outcome"]).endswith("#Undetermined")
    assert (row["as_of"], row["known"]) == (date(2026, 11, 1), date.today())
    assert 0 < float(str(row["p"])) < 0.2
    assert str(row["why"]).startswith("not known: training compute")


def test_sparql_and_python_say_the_same(dated: KnowledgeGraph, graph: KnowledgeGraph) -> None:
    names = {"Applies": "applies", "DoesNotApply": "does not apply", "Undetermined": "undetermined"}
    said = {
        (r["thing"], r["rule"]): names[str(r["outcome"]).rpartition("#")[2]]
        for r in dated.query(
            "SELECT ?thing ?rule ?outcome { ?a :of ?thing ; :under ?rule ; :outcome ?outcome }"
        )
    }
    found = {
        (a.thing, a.provision.iri): a.outcome.value
        for a in graph.assess(as_of=date.fromisoformat(DAY))
    }
    assert len(found) > 5000
    assert said == found


def test_the_store_on_disk_holds_no_assessment(
    graph: KnowledgeGraph, dated: KnowledgeGraph
) -> None:
    assert not graph.query("ASK { ?a a :Assessment }")
    assert dated.query("ASK { ?a a :Assessment }")
    assert len(dated.sources()) == len(graph.sources())


def test_assessments_are_valid_records(dated: KnowledgeGraph) -> None:
    chosen = dated.query("SELECT ?a { ?a a :Assessment ; :of model:grok-4 }").tuples()
    sample = ox.Store()
    for iri in (str(row[0]) for row in chosen):
        sample.extend(dated.engine.quads_for_pattern(ox.NamedNode(iri), None, None))
    provisions = dated.engine.quads_for_pattern(None, TYPE, ox.NamedNode(term("Provision")))
    sample.extend(provisions)
    said = [found.what for found in shapes(sample)]
    assert said, "the shapes were asked: provisions without their details are no valid records"
    assert [what for what in said if "assessment" in what or "probability" in what] == []


def test_the_questions_take_the_day_of_their_parameter(kg: Kg, dated: KnowledgeGraph) -> None:
    asked = ("ask", "assessments", "-p", "thing", "Claude Fable 5", "-p", "regime", "us-ca-sb53")
    (row,) = rows(kg(*asked, "--as-of", DAY, "-f", "json"))
    assert row["result"] == "undetermined"
    assert "training compute" in str(row["missing"])
    by_graph = dated.ask("assessments", thing="claude-fable-5", regime="us-ca-sb53")
    assert [r["because"] for r in by_graph] == [row["because"]]
    before = rows(kg("ask", "assessments", "-p", "regime", "us-ca-sb53", "--as-of", "2025-12-31",
                     "-f", "json"))  # fmt: skip
    assert {r["result"] for r in before} == {"does not apply"}


def test_models_under_a_provision_come_with_weights_and_compute(dated: KnowledgeGraph) -> None:
    found = dated.ask("models-under-provision", weights="open weights").rows()
    assert {row["access"] for row in found} == {"open weights"}
    by_name = {row["model"]: row for row in found}
    assert by_name["DeepSeek-V4-Pro"]["outcome"] == "undetermined"
    assert by_name["DeepSeek-V4-Pro"]["compute"] == 9.7e24


def test_a_query_for_assessments_without_a_day_is_told(kg: Kg) -> None:
    query = "SELECT ?a { ?a a :Assessment } LIMIT 1"
    assert "with --as-of DAY only" in kg("query", query).stderr
    result = kg("query", query, "--as-of", DAY, "-f", "json")
    assert len(rows(result)) == 1
    assert f"as of {DAY}" in result.stderr


def test_a_graph_of_a_day_takes_nothing_in(dated: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="view of the past"):
        dated.ingest(tmp_path)
    with pytest.raises(BadQuery):
        dated.ask("assessments", as_of="any")


# ---------------------------------------------------------------- cost


@pytest.mark.parametrize(
    "args",
    [
        ["assess", "Llama 3.1 405B"],
        ["explain", "Llama 3.1 405B", "eu-ai-act.art51-2"],
        ["transfer", "--item", "Grok 4", "--to", "AE"],
    ],
    ids=lambda args: args[0],
)
def test_one_answer_loads_nothing_heavy(args: list[str], built: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "kg", *args],
        env=os.environ | {"KG_STORE": str(built)},
        capture_output=True,
        text=True,
        check=True,
    )
    imported = {line.rpartition("|")[2].strip() for line in run.stderr.splitlines()}
    assert "kg.law.court" in imported or "kg.law.transfer" in imported
    heavy = {"polars", "rdflib", "spacy", "pyvis", "networkx", "pyshacl", "rich", "rich_click"}
    assert not imported & heavy
