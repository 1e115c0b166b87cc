"""What if: thresholds moved, provisions made up, bills from files, facts assumed."""

import json
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from kg import KnowledgeGraph
from kg.answer import Answer
from kg.cli.group import cli
from kg.errors import BadQuery, BadSource, InvalidData, KgError, UnknownName
from kg.law.assess import Outcome
from kg.law.court import assessments
from kg.law.whatif import CHANGES, Hypothesis, WhatIf, what_if
from kg.names import NAMESPACES, term

DAY = date(2026, 11, 1)
ART51 = "eu-ai-act.art51-2"
GPT, OPENAI = NAMESPACES["model"] + "gpt-5.5", NAMESPACES["actor"] + "openai"
PREFIXES = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in NAMESPACES.items())
REGIME = """
regime:my-bill a :Regime ; rdfs:label "My bill"@en ; :shortName "My bill" ;
    :jurisdiction place:US ; :instrumentType :Bill ; :coverage :Modelled ;
    :lastChecked "2026-11-01"^^xsd:date ; :confidence :High ; :fromMemory true .
"""
PROVISION = """
regime:my-bill.s1 a :Provision ; rdfs:label "Section 1"@en ; :partOf regime:my-bill ;
    :citation "s. 1" ; :reaches :Model ; :appliesFrom "2031-01-01"^^xsd:date ; :fromMemory true ;
    :effect [ a :Obligation ; rdfs:label "a duty"@en ] ;
    :condition [ a sh:NodeShape ; sh:property
        [ sh:path :classifiedAs ; sh:hasValue :GeneralPurposeModel ; sh:minCount 1 ] ,
        [ a :Threshold ; sh:path :trainingCompute ; sh:minExclusive 1e25 ; sh:minCount 1 ;
          :unit unit:FLOP ] ] ;
    :dependsOn regime:eu-gpai-guidelines.indicative-gpai .
"""


def suppose(store: ox.Store, day: date = DAY, **asked: Any) -> WhatIf:
    return what_if(store, Hypothesis(**asked), as_of=day, known_at=DAY)


def changed(found: WhatIf) -> dict[tuple[str, str], tuple[str, str]]:
    """Return before and after by provision and thing."""
    return {(r["provision"], r["iri"]): (r["before"], r["after"]) for r in found.rows()}


@pytest.fixture
def bill(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that writes a bill, after the usual prefixes."""

    def written(text: str) -> Path:
        path = tmp_path / "my-bill.ttl"
        path.write_text(PREFIXES + text, encoding="utf-8")
        return path

    return written


# ---------------------------------------------------------------- thresholds


def with_threshold(engine: ox.Store, value: float) -> ox.Store:
    """Return a graph in which Art. 51(2) has another threshold."""
    copy = ox.Store()
    copy.bulk_extend(engine.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    copy.update(
        f"""DELETE {{ ?t sh:minExclusive ?old }} INSERT {{ ?t sh:minExclusive {value!r} }}
        WHERE {{ regime:{ART51} :condition/sh:property ?t . ?t sh:minExclusive ?old }}""".replace(
            f"regime:{ART51}", f"<{NAMESPACES['regime']}{ART51}>"
        ),
        prefixes=NAMESPACES,
    )
    return copy


@pytest.mark.parametrize("value", [3e24, 3e25, 1e26])
def test_who_leaves_on_the_way_up_enters_on_the_way_down(
    graph: KnowledgeGraph, value: float
) -> None:
    there = changed(suppose(graph.engine, provision=ART51, value=value))
    back = changed(suppose(with_threshold(graph.engine, value), provision=ART51, value=1e25))
    assert there
    assert back == {asked: (after, before) for asked, (before, after) in there.items()}


def test_what_rests_on_a_moved_provision_moves_with_it(graph: KnowledgeGraph) -> None:
    found = suppose(graph.engine, provision=ART51, value=3e25)
    assert {row["provision"] for row in found.rows()} == {ART51, "eu-ai-act.art52",
                                                          "eu-ai-act.art55"}  # fmt: skip
    words = {row["thing"]: row for row in found.rows() if row["provision"] == ART51}
    assert words["Llama 3.1-405B"]["change"] == "may leave"
    assert "1.27e25 to 1.14e26" in words["Llama 3.1-405B"]["why"]
    assert words["Llama 3.1-405B"]["developer"] == ["Meta"]
    assert words["Emu3.5"]["change"] == "is certainly out"
    (tally,) = found.tallies
    (before, after) = tally.certain
    assert before - after == sum(1 for row in words.values() if row["before"] == "applies")


def test_the_same_threshold_changes_nothing(graph: KnowledgeGraph) -> None:
    assert not suppose(graph.engine, provision=ART51, value=1e25).changes


def test_a_change_has_its_word() -> None:
    assert set(CHANGES) == {(a, b) for a in Outcome for b in Outcome if a is not b}
    assert len(set(CHANGES.values())) == len(CHANGES)


def test_a_provision_that_is_not_in_force_reaches_nothing_unless_it_is_supposed_to_be(
    graph: KnowledgeGraph,
) -> None:
    asked = "us-ca-sb1047.covered-i"
    idle = suppose(graph.engine, provision=asked, value=1e24, quantity="trainingCompute")
    assert not idle.changes
    assert "in force" in idle.tallies[0].state.value
    live = suppose(graph.engine, provision=asked, in_force=True)
    _, before = assessments(graph.engine, provision=asked, as_of=DAY)
    on_its_terms = {a.thing for a in before if a.met is not False}
    assert {r["iri"] for r in live.rows() if r["provision"] == asked} == on_its_terms != set()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"provision": "eu-ai-act.art51-1b", "value": 3e25}, "tests no number"),
        ({"provision": "us-bis-ai-diffusion.4E091", "value": 1e25, "quantity": "parameters"},
         "is of parameters; there is: training compute at least"),
        ({"provision": "us-ca-sb1047.covered-i", "value": 1e25}, "several thresholds (compute"),
        ({"provision": "eu-ai-act.art99-9", "value": 3e25}, "no provision is called"),
        ({"quantity": "training-compte", "value": 3e25}, "did you mean training-compute"),
        ({"quantity": "weights", "value": 3e25}, "is no quantity"),
        ({"quantity": "trainingCompute", "value": 3e25, "reaches": "nation"}, "reach no 'nation'"),
        ({"quantity": "trainingCompute", "value": 1.0, "reaches": "developer"}, "said of a model"),
        ({"quantity": "trainingCompute", "value": 1.0, "where": ["weights"]}, "property=value"),
        ({"quantity": "trainingCompute", "value": 1.0, "where": ["colour=red"]}, "'colour'"),
        ({"quantity": "trainingCompute", "value": 1.0, "where": ["parameters=7e9"]}, "a number"),
        ({"quantity": "trainingCompute", "value": 1.0, "where": ["weights=ajar"]}, "is none of"),
        ({"quantity": "trainingCompute", "value": 1.0, "where": ["country=Atlantis"]}, "Atlantis"),
        ({"quantity": "trainingCompute", "value": 1.0, "where": ["weights=?"]}, "tests a value"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_said_in_one_sentence(
    graph: KnowledgeGraph, asked: dict[str, Any], words: str
) -> None:
    with pytest.raises((BadQuery, UnknownName)) as caught:
        suppose(graph.engine, **asked)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


# ---------------------------------------------------------------- provisions made up


OVER = """
SELECT ?m ?low ?high ?w WHERE {
  ?m a :Model . OPTIONAL { ?m :weights ?w FILTER (?w != :UnknownAccess) }
  OPTIONAL { ?f rdf:subject ?m ; rdf:predicate :trainingCompute .
             OPTIONAL { ?f :low ?low } OPTIONAL { ?f :high ?high } }
  OPTIONAL { ?m :releaseDate ?d }
  FILTER (!BOUND(?d) || ?d <= "2026-11-01"^^xsd:date)
}
"""


def test_a_made_up_provision_agrees_with_a_query(graph: KnowledgeGraph) -> None:
    found = suppose(graph.engine, quantity="training-compute", value=3e25, where=["weights=open"])
    after = {r["iri"]: r["after"] for r in found.rows()}
    assert {r["before"] for r in found.rows()} == {"no such provision"}
    openly = {term(f"{kind}Weights") for kind in ("Open", "RestrictedOpen", "NonCommercial")}
    expected = {}
    for model, low, high, weights in Answer(graph.engine.query(OVER, prefixes=NAMESPACES)).tuples():
        over = True if low and low > 3e25 else False if high and high <= 3e25 else None  # type: ignore[operator]
        is_open = None if weights is None else weights in openly
        if False in (over, is_open):
            continue
        expected[model] = "applies" if over and is_open else "undetermined"
    assert after == expected
    assert len(expected) > 20


def test_a_property_of_the_developer_is_asked_of_the_developer(graph: KnowledgeGraph) -> None:
    chinese = suppose(
        graph.engine, quantity="trainingCompute", value=5e24, where=["country=CN", "weights=open"]
    )
    alone = {row["developer"][0] for row in chinese.rows() if len(row["developer"]) == 1}
    assert {"DeepSeek", "Alibaba"} <= alone
    assert not alone & {"Meta", "Mistral AI", "NVIDIA"}
    rich = suppose(graph.engine, quantity="annual-revenue", value=5e8)
    assert {row["kind"] for row in rich.rows()} == {"developer"}
    reach = suppose(graph.engine, quantity="annual-revenue", value=5e8, reaches="model")
    assert {row["kind"] for row in reach.rows()} == {"model"}


@pytest.mark.parametrize("comparator", [">", ">=", "<", "<="])
def test_at_the_number_itself_the_comparator_decides(
    graph: KnowledgeGraph, comparator: str
) -> None:
    found = suppose(graph.engine, quantity="trainingCompute", value=1e26, comparator=comparator,
                    assumptions=["GPT-5.5 trainingCompute 1e26"])  # fmt: skip
    enters = {r["iri"] for r in found.rows() if r["change"] == "enters"}
    assert (GPT in enters) == (comparator in (">=", "<="))


# ---------------------------------------------------------------- bills


def test_a_bill_equal_to_a_provision_gives_the_same_outcomes(
    graph: KnowledgeGraph, bill: Callable[[str], Path]
) -> None:
    found = suppose(graph.engine, bill=bill(REGIME + PROVISION))
    _, real = assessments(graph.engine, provision=ART51, as_of=DAY)
    expected = {a.thing: a.outcome.value for a in real if a.outcome is not Outcome.NOT}
    assert {r["iri"]: r["after"] for r in found.rows()} == expected
    assert {r["provision"] for r in found.rows()} == {"my-bill.s1"}


def test_a_bill_defines_words_for_its_own_sections(
    graph: KnowledgeGraph, bill: Callable[[str], Path]
) -> None:
    more = """
    :MyModel a :ModelClass ; rdfs:label "my model"@en ; skos:definition "as in s. 1"@en .
    regime:my-bill.s2 a :Provision ; rdfs:label "Section 2"@en ; :partOf regime:my-bill ;
        :citation "s. 2" ; :reaches :Model ; :appliesFrom "2031-01-01"^^xsd:date ;
        :fromMemory true ; :effect [ a :Prohibition ; rdfs:label "a ban"@en ] ;
        :condition [ a sh:NodeShape ; sh:property
            [ sh:path :classifiedAs ; sh:hasValue :MyModel ; sh:minCount 1 ] ] ;
        :dependsOn regime:my-bill.s1 .
    """
    gives = PROVISION.replace('"a duty"@en', '"a duty"@en ; :classifiesAs :MyModel')
    found = suppose(graph.engine, bill=bill(REGIME + gives + more))
    by = {s: {r["iri"]: r["after"] for r in found.rows() if r["provision"] == f"my-bill.{s}"}
          for s in ("s1", "s2")}  # fmt: skip
    assert by["s1"] == by["s2"] != {}


BAD_BILLS = [
    ("regime:x a", BadSource, "is not Turtle"),
    (REGIME, BadSource, "has no provision"),
    (REGIME + PROVISION.replace(':citation "s. 1" ;', ""), InvalidData,
     "regime:my-bill.s1: a provision without a pinpoint"),
    (PROVISION, InvalidData, "regime:my-bill.s1: a provision belongs to one regime"),
    (REGIME + PROVISION.replace("1e25", "10000000000000000000000000"), InvalidData,
     "a part of regime:my-bill.s1: a threshold has one comparator"),
    (REGIME + PROVISION.replace("sh:hasValue :GeneralPurposeModel", 'sh:pattern "x"'), InvalidData,
     "regime:my-bill.s1: the condition uses sh:pattern"),
    ((REGIME + PROVISION).replace("my-bill.s1", "eu-ai-act.art55"), InvalidData,
     "regime:eu-ai-act.art55 is in the graph already"),
    (REGIME + PROVISION.replace("2031-01-01", "2031-02-30"), InvalidData,
     "regime:my-bill.s1: :appliesFrom is '2031-02-30', not a day"),
    (REGIME + PROVISION.replace(":reaches :Model", ":reaches :Nation"), InvalidData,
     "regime:my-bill.s1: it reaches Nation, of which the graph has nothing"),
    (REGIME + PROVISION.replace("1e25", '"lots"^^xsd:double'), InvalidData,
     "a part of regime:my-bill.s1: sh:minExclusive is 'lots', not a number"),
    (REGIME + PROVISION.replace('"s. 1"', '"s. 1" ; :inForceFrom "soon"'), InvalidData,
     "regime:my-bill.s1: :inForceFrom is 'soon', not a day"),
    (REGIME + PROVISION.replace("dependsOn regime:eu-gpai-guidelines.indicative-gpai",
                                "dependsOn regime:my-bill.s1"), InvalidData, "in a circle"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "words"), BAD_BILLS, ids=[b[2][:40] for b in BAD_BILLS])
def test_a_broken_bill_is_one_sentence_naming_file_and_node(
    graph: KnowledgeGraph,
    bill: Callable[[str], Path],
    text: str,
    kind: type[KgError],
    words: str,
) -> None:
    path = bill(text)
    with pytest.raises(kind) as caught:
        suppose(graph.engine, bill=path)
    assert str(caught.value).startswith(f"{path}: ")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_bill_and_another_number_in_it(
    graph: KnowledgeGraph, bill: Callable[[str], Path]
) -> None:
    path = bill(REGIME + PROVISION)
    moved = suppose(graph.engine, bill=path, provision="my-bill.s1", value=1e26)
    written = suppose(graph.engine, bill=bill(REGIME + PROVISION.replace("1e25", "1e26")))
    assert changed(moved) == changed(written) != {}


def test_bytes_that_are_no_text_are_refused(graph: KnowledgeGraph, tmp_path: Path) -> None:
    path = tmp_path / "bill.ttl"
    path.write_bytes(b"\xff\xfe regime:x a <y> .")
    with pytest.raises(BadSource, match="is not Turtle"):
        suppose(graph.engine, bill=path)


def test_a_missing_bill_is_said(graph: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(BadSource, match=r"none\.ttl: cannot be read"):
        suppose(graph.engine, bill=tmp_path / "none.ttl")


# ---------------------------------------------------------------- facts


def test_an_assumption_changes_only_the_thing_that_it_names(graph: KnowledgeGraph) -> None:
    found = suppose(graph.engine, assumptions=["GPT-5.5 trainingCompute 3e25..2e26"])
    assert {row["iri"] for row in found.rows()} == {GPT}
    by = {row["provision"]: row["change"] for row in found.rows()}
    assert by[ART51] == "is certainly in"
    assert not found.tallies


def test_an_assumption_on_a_developer_changes_it_and_its_models(graph: KnowledgeGraph) -> None:
    found = suppose(graph.engine, assumptions=["OpenAI annualRevenue 1e6"])
    assert found.changes
    for row in found.rows():
        assert row["iri"] == OPENAI or "OpenAI" in row["developer"]


def test_an_assumption_of_what_is_known_changes_nothing(graph: KnowledgeGraph) -> None:
    assert not suppose(graph.engine, assumptions=["Grok 4 weights ApiAccess"]).changes


# ---------------------------------------------------------------- command line


Kg = Callable[..., Result]


@pytest.fixture
def kg(built: Path) -> Kg:
    """Run the command line in this process, on the store of what ships."""

    def run(*args: str) -> Result:
        return CliRunner().invoke(cli, args, env={"KG_STORE": str(built)})

    return run


def hashed(folder: Path) -> dict[str, str]:
    """Return the hash of each file of a store."""
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and p.name != "LOG")
    return {str(p): sha256(p.read_bytes()).hexdigest() for p in files}


def test_the_command_writes_rows_and_tells_counts(
    kg: Kg, built: Path, bill: Callable[[str], Path]
) -> None:
    before = hashed(built)
    result = kg("what-if", "--with", str(bill(REGIME + PROVISION)), "--as-of", "2026-11-01",
                "-f", "json")  # fmt: skip
    assert result.exit_code == 0, result.output
    rows = json.loads(result.stdout)
    assert {row["change"] for row in rows} == {"enters", "may enter"}
    assert all(row["why"] and row["thing"] and row["before"] for row in rows)
    sure = sum(1 for row in rows if row["change"] == "enters")
    counted = f"my-bill.s1: 0 certain and 0 more possible before, {sure} certain and "
    assert counted + f"{len(rows) - sure} more possible after" in result.stderr
    assert "Coverage:" in result.stderr
    broken = kg("what-if", "--with", str(bill(PROVISION)))
    assert (broken.exit_code, broken.stdout, len(broken.stderr.splitlines())) == (4, "", 1)
    assert hashed(built) == before


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([], "say what to suppose"),
        (["--quantity", "trainingCompute"], "one of --over"),
        (["--over", "3e25"], "a made-up provision has --quantity"),
        (["--where", "weights=open"], "a made-up provision has --quantity"),
        (["--quantity", "trainingCompute", "--over", "1", "--under", "2"], "one of --over"),
        (["--quantity", "trainingCompute", "--over", "nan"], "no number"),
        (["--quantity", "trainingCompute", "--over", "-1"], "no number"),
        (["--provision", ART51, "--over", "3e25"], "goes with --threshold"),
        (["--provision", ART51], "say what of --provision is another"),
        (["--threshold", "3e25"], "go with --provision"),
        (["--threshold", "3e25", "--assume", "GPT-5.5 trainingCompute 1e26"], "go with"),
    ],
)
def test_options_that_do_not_go_together_are_refused(kg: Kg, args: list[str], words: str) -> None:
    result = kg("what-if", *args)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert words in result.stderr


def test_nothing_changed_is_said(kg: Kg) -> None:
    result = kg("what-if", "--provision", ART51, "--threshold", "1e25", "--fail-empty")
    assert result.exit_code == 3
    assert "no outcome changes" in result.stderr
