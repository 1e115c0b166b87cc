"""Documents into the graph: what is written, what waits, and what survives."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.documents import parse
from kg import KnowledgeGraph, intake
from kg.check import check
from kg.claims import current, revisions
from kg.document import Document
from kg.evidence import archive, doubts
from kg.evidence.batch import read_all
from kg.evidence.ingesting import Outcome, ingest_documents
from kg.evidence.keys import keyed
from kg.names import mint, rdf, term
from kg.store import generation, open_read
from kg.text.annotations import Annotation, Mention, Threshold
from kg.text.names.gazetteer import Gazetteer, from_graph
from kg.text.pipeline import build, extract

TEXTS = Path(__file__).parent / "data" / "documents"
ACT = TEXTS / "cascadia-act.txt"
AMENDED = TEXTS / "amended" / "cascadia-act.txt"
ALL = sorted(TEXTS.glob("*.txt"))
REGIME = "regime:cascadia-frontier-model-safety-act"

Ingest = Callable[..., list[Outcome]]


@pytest.fixture
def own(built: Path, tmp_path: Path) -> Path:
    """Return a store of what ships that a test may change."""
    return Path(shutil.copytree(built, tmp_path / "own"))


@pytest.fixture(scope="module")
def filled(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with the texts of this folder in it, for reading."""
    path = Path(shutil.copytree(built, tmp_path_factory.mktemp("filled") / "store"))
    assert not [o.error for o in ingest(path, *ALL) if o.error]
    return path


@pytest.fixture(scope="module")
def names(built: Path) -> Gazetteer:
    return from_graph(open_read(built))


def ingest(path: Path, *locations: Path, **more: object) -> list[Outcome]:
    """Read documents into the store at `path`."""
    return list(ingest_documents(path, list(map(str, locations)), intake.document, **more))  # type: ignore[arg-type]


def rows(path: Path, query: str) -> list[tuple[str, ...]]:
    return [tuple(map(str, row)) for row in KnowledgeGraph.open(path).query(query).tuples()]


def everything(path: Path) -> dict[str, bytes]:
    """Return all that stands beside the generations of a store, and which is in force."""
    found = {
        str(f.relative_to(path)): f.read_bytes()
        for folder in ("doubts", "texts")
        for f in (path / folder).glob("*")
    }
    return found | {"CURRENT": (path / "CURRENT").read_bytes()}


def quads(path: Path) -> set[str]:
    """Return the quads of a store without the moments of reading.

    Those of nodes without a name are left out, as they are called anew in each store: they are
    parts of the law as data, of which documents write nothing.
    """
    moment = ox.NamedNode(rdf("prov:generatedAtTime"))
    nameless = ox.BlankNode
    return {
        str(q)
        for q in open_read(path)
        if q.predicate != moment and not isinstance(q.subject, nameless)
        and not isinstance(q.object, nameless)
    }  # fmt: skip


# ---------------------------------------------------------------- what is written


def test_every_statement_of_a_text_stands_there_verbatim(filled: Path) -> None:
    store, seen = open_read(filled), 0
    kept = archive.held(filled)
    for revision in current(revisions(store)):
        name = revision.source.removeprefix(mint("source", "x")[:-1])
        if name not in kept:
            continue
        document, _ = archive.fetch(filled, name)
        graph = ox.NamedNode(revision.iri)
        for quad in store.quads_for_pattern(
            None, ox.NamedNode(rdf("rdf:type")), ox.NamedNode(term("Statement")), graph
        ):
            said = {
                q.predicate.value: q.object.value
                for q in store.quads_for_pattern(quad.subject, None, None, graph)
            }
            start, end = int(said[term("start")]), int(said[term("end")])
            assert said[term("quote")] == document.text[start:end] != ""
            seen += 1
    assert seen > 300


def test_thresholds_are_items_of_their_provision_joined_and_in_their_definition(
    filled: Path,
) -> None:
    found = rows(
        filled,
        f"""SELECT ?measure ?boundary ?unit ?citation ?term ?joined ?before WHERE {{
          ?item a :ReadThreshold ; :measure ?measure ; :boundary ?boundary ; :boundaryUnit ?unit ;
            :readIn ?place . ?place :citation ?citation ; :readIn {REGIME} .
          OPTIONAL {{ ?item :inDefinition/:definedTerm ?term }}
          OPTIONAL {{ ?item :joined ?joined ; :joinedTo/:measure ?before }}
        }} ORDER BY ?citation ?boundary""",
    )
    assert [r[:5] for r in found[:4]] == [
        ("training_compute", "1e+26", "FLOP", "Section 2(1)", "covered model"),
        ("revenue", "500000000.0", "USD", "Section 2(2)", "large developer"),
        ("casualties", "50.0", "persons", "Section 2(3)", "critical harm"),
        ("damage", "1000000000.0", "USD", "Section 2(3)", "critical harm"),
    ]
    assert found[3][5:] == ("or", "casualties")
    assert {r[0]: r[5:] for r in found}["users"] in {
        ("or", "cluster_compute_rate"),
        ("and", "cluster_compute_rate"),
    }


def test_a_norm_has_its_bearer_as_defined_its_term_and_the_points_that_it_leads_into(
    filled: Path,
) -> None:
    found = rows(
        filled,
        f"""SELECT ?citation ?bearer ?term ?due ?point WHERE {{
          ?item a :ReadObligation ; :bearer ?bearer ; :readIn ?place .
          ?place :citation ?citation ; :readIn {REGIME} .
          OPTIONAL {{ ?item :bearerDefined/:definedTerm ?term }}
          OPTIONAL {{ ?item :due ?due }} OPTIONAL {{ ?item :point ?point }}
        }} ORDER BY ?citation ?point""",
    )
    developer = ("A large developer", "large developer")
    assert found[:3] == [
        ("Section 3(a)", *developer, "None", "(1) publish a safety framework for each covered "
         "model; and"),
        ("Section 3(a)", *developer, "None", "(2) review the safety framework at least once a "
         "year."),
        ("Section 3(b)", *developer, "P15D", "None"),
    ]  # fmt: skip


def test_references_link_places_that_have_names(filled: Path) -> None:
    found = rows(
        filled,
        f"""SELECT ?from ?label WHERE {{
          ?place :readIn {REGIME} ; :citation ?from ; :refersTo ?other .
          ?other rdfs:label ?label }} ORDER BY ?from""",
    )
    law = "Cascadia Frontier Model Safety Act"
    assert ("Section 3(d)", f"Section 2(2) of {law}") in found
    assert ("Section 6", f"Section 3 of {law}") in found
    assert [label for place, label in found if place == "Section 7(c)"]


def test_an_article_makes_claims_of_its_speakers(filled: Path) -> None:
    found = rows(
        filled,
        """SELECT ?class ?speaker ?horizon WHERE {
          ?item a ?class ; :inText source:op-ed-on-open-weights ; :kind ?kind .
          OPTIONAL { ?item :speaker/rdfs:label ?speaker } OPTIONAL { ?item :horizon ?horizon } }""",
    )
    assert (term("Prediction"), "None", "24 to 36 months") in found
    assert any(speaker == "Anthropic" for _, speaker, _ in found)


def test_what_agrees_supports_a_fact_and_what_contradicts_waits(filled: Path) -> None:
    waiting = doubts.read(filled, "op-ed-on-open-weights")
    assert "Mistral Large was developed by Google" in {
        d.quote for d in waiting if d.reason == "contradicts"
    }
    assert waiting[0].reason == "contradicts"  # the most urgent first
    makers = rows(filled, "SELECT ?who { model:mistral-large-1 :developedBy ?who }")
    assert makers == [(mint("actor", "mistral"),)] or all("google" not in m[0] for m in makers)
    support = rows(
        filled,
        """SELECT ?quote WHERE {
          ?fact rdf:subject model:gpt-4 ; rdf:predicate :developedBy ; :supportedBy ?said .
          GRAPH ?revision { ?said :quote ?quote } }""",
    )
    assert support == [("GPT-4 was developed by OpenAI",)]


def test_a_store_with_documents_is_valid(filled: Path) -> None:
    assert check(open_read(filled)) == []


def test_what_a_text_says_of_itself_is_no_mention(filled: Path) -> None:
    assert "Cascadia Frontier Model Safety Act" not in {d.quote for d in doubts.read(filled)}


def test_a_known_regime_is_found_by_its_name_and_keeps_its_label(filled: Path, built: Path) -> None:
    query = "SELECT ?label { regime:us-ca-sb53 rdfs:label ?label }"
    assert rows(filled, query) == rows(built, query)
    assert rows(filled, "SELECT ?r { source:sb53-as-told :textOf ?r }") == [
        (mint("regime", "us-ca-sb53"),)
    ]


# ---------------------------------------------------------------- the questions about texts


def test_what_texts_say_gives_each_item_with_its_words(filled: Path) -> None:
    graph = KnowledgeGraph.open(filled)
    law = "Cascadia Frontier Model Safety Act"
    found = graph.ask("what-texts-say", of=law, kind="threshold").rows()
    assert len(found) == 6
    assert all(ACT.read_text()[r["start"] :].startswith(r["words"]) for r in found)
    assert {r["source"] for r in found} == {law}
    place = graph.ask("what-texts-say", of=f"{graph.find(law)}/text/section-6").rows()
    assert [r["kind_of_item"] for r in place] == ["penalty"]
    text = graph.ask("what-texts-say", of="source:op-ed-on-open-weights").rows()
    assert {"prediction", "claim", "relation"} <= {r["kind_of_item"] for r in text}
    whole = graph.ask("what-texts-say").rows()
    assert len(whole) > len(found) + len(text)
    assert len(whole) == len({tuple(r.values()) for r in whole})


def test_duties_in_texts_are_those_of_a_bearer_with_their_points(filled: Path) -> None:
    graph = KnowledgeGraph.open(filled)
    found = graph.ask("duties-in-texts", bearer="Large Developer").rows()
    first = next(r for r in found if r["place"] == "Section 3(a)")
    assert first["points"].startswith("(1) publish a safety framework")
    assert first["points"].endswith("(2) review the safety framework at least once a year.")
    assert {r["norm"] for r in found} == {"obligation", "prohibition"}
    assert {r["due"] for r in found if r["place"] == "Section 3(b)"} == {"P15D"}
    assert graph.ask("duties-in-texts", bearer="nobody here").rows() == []
    everyone = graph.ask("duties-in-texts").rows()
    assert len(everyone) > len(found)
    other = graph.ask("duties-in-texts", of="us-ca-sb53").rows()
    assert {r["place"] for r in other} == {"§ 22757.12(a)", "§ 22757.12(b)", "§ 22757.13"}


# ---------------------------------------------------------------- again, and again


def test_the_same_bytes_add_nothing(own: Path) -> None:
    ingest(own, ACT)
    before = everything(own)
    again = ingest(own, ACT)
    assert [(o.known, o.error, o.change) for o in again] == [(True, "", None)]
    assert everything(own) == before


def test_a_dry_run_tells_all_and_writes_nothing(own: Path) -> None:
    before, folder = everything(own), generation(own)
    outcomes = ingest(own, *ALL, dry_run=True)
    assert all(o.taken and o.change and o.change.new for o in outcomes)
    assert everything(own) == before
    assert generation(own) == folder
    assert sorted(p.name for p in own.iterdir()) == sorted(["CURRENT", folder.name])


def test_an_edition_in_which_nothing_is_found_takes_the_place_of_one_with_facts(
    own: Path, tmp_path: Path
) -> None:
    path = tmp_path / "note.txt"
    path.write_text("A provider shall keep records of each training run.\n")
    ingest(own, path)
    query = "SELECT ?item { ?item :inText source:note }"
    assert rows(own, query)
    path.write_text("Bring milk and bread.\n")
    ingest(own, path)
    assert rows(own, query) == []


def test_what_was_written_and_not_kept_is_mended_by_the_next_run(own: Path) -> None:
    """As if the run had been killed between the store and the files beside it."""
    ingest(own, ACT)
    before = everything(own)
    (own / "texts" / "cascadia-act.jsonl").unlink()
    (own / "doubts" / "cascadia-act.jsonl").unlink(missing_ok=True)
    again = ingest(own, ACT)
    assert [o.known for o in again] == [True]
    assert everything(own) == before


def test_a_new_edition_renames_no_regime_and_drops_what_it_no_longer_says(own: Path) -> None:
    ingest(own, ACT)
    change = ingest(own, AMENDED, named=True)[0].change
    assert change
    assert any("point" not in pair for pair in change.gone)
    limits = rows(
        own,
        f"""SELECT ?b {{ ?i a :ReadThreshold ; :measure "revenue" ; :boundary ?b ;
        :readIn/:readIn {REGIME} }}""",
    )
    assert limits == [("250000000.0",)]
    assert rows(own, f"SELECT ?l {{ {REGIME} rdfs:label ?l }}") == [
        ("Cascadia Frontier Model Safety Act",)
    ]


# ---------------------------------------------------------------- many documents


def written(folder: Path, count: int) -> list[Path]:
    """Write short laws of their own, and return their paths."""
    folder.mkdir()
    paths = []
    for n in range(count):
        path = folder / f"rule-{n:03}.txt"
        path.write_text(
            f"SEC. {n + 1}. REPORTS.\n\n(a) A provider of an AI model shall report an incident to "
            f"the Office of Wards within {n + 2} days.\n\n(b) This section applies to a model that "
            f"was trained with more than 10^{23 + n % 4} operations.\n\n(c) OpenAI may appeal.\n"
        )
        paths.append(path)
    return paths


def test_in_parallel_as_in_sequence(built: Path, tmp_path: Path) -> None:
    paths = written(tmp_path / "rules", 40)
    stores = [Path(shutil.copytree(built, tmp_path / name)) for name in ("one", "two")]
    for path, processes in zip(stores, (1, 2), strict=True):
        assert not [o for o in ingest(path, *paths, processes=processes) if o.error]
    assert quads(stores[0]) == quads(stores[1])
    one, two = (everything(path) for path in stores)
    assert {k: v for k, v in one.items() if k != "CURRENT"} == {
        k: v for k, v in two.items() if k != "CURRENT"
    }


def test_an_interrupted_run_goes_on_where_it_stopped(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.evidence.ingesting.TOGETHER", 5)
    paths = written(tmp_path / "rules", 12)
    whole, broken = (Path(shutil.copytree(built, tmp_path / n)) for n in ("whole", "broken"))
    ingest(whole, *paths)
    run = ingest_documents(broken, list(map(str, paths)), intake.document)
    first = [next(run) for _ in range(5)]
    run.close()
    assert all(o.change for o in first)
    assert set(archive.held(broken)) == {p.stem for p in paths[:5]}
    rest = ingest(broken, *paths)
    assert [o.known for o in rest] == [True] * 5 + [False] * 7
    assert quads(broken) == quads(whole)


def test_one_that_fails_is_told_and_the_rest_goes_on(own: Path, tmp_path: Path) -> None:
    empty, broken = tmp_path / "empty.txt", tmp_path / "broken.pdf"
    empty.write_text(" \n\n ")
    broken.write_bytes(b"%PDF-1.7 and nothing else")
    outcomes = ingest(own, empty, ACT, broken)
    assert [bool(o.error) for o in outcomes] == [True, False, True]
    for outcome in (outcomes[0], outcomes[2]):
        assert Path(outcome.location).name in outcome.error
    assert set(archive.held(own)) == {"cascadia-act"}


def test_a_fault_of_the_program_costs_one_document(
    own: Path, monkeypatch: pytest.MonkeyPatch, names: Gazetteer
) -> None:
    def fails(document: Document, found: list[Annotation]) -> list[Annotation]:
        if document.name == "plain-note":
            raise IndexError("a rule that nobody tried on this text")
        return []

    monkeypatch.setattr("kg.text.pipeline.ACROSS", (fails,))
    reads = {
        Path(r.location).name: r for r in read_all(list(map(str, ALL)), intake.document, names)
    }
    assert "a rule that nobody tried" in reads["plain-note.txt"].error
    assert not reads[ACT.name].error


@pytest.mark.parametrize("name", ["curated", "article-export-ban"])
def test_no_document_takes_the_name_of_another_source(own: Path, tmp_path: Path, name: str) -> None:
    path = Path(shutil.copy(ACT, tmp_path / f"{name}.txt"))
    before = quads(own)
    outcome = ingest(own, path)[0]
    assert "--source" in outcome.error
    assert quads(own) == before


def test_two_texts_of_one_name_are_not_taken_for_editions(own: Path) -> None:
    first, second = ingest(own, ACT, AMENDED)
    assert first.change
    assert str(ACT) in second.error
    assert "--source" in second.error


# ---------------------------------------------------------------- keys


BLOCK = st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=1, max_size=60)


@pytest.fixture(scope="module")
def read(names: Gazetteer) -> Callable[[str], tuple[Document, list[Annotation]]]:
    """Return a function that reads a text as a document of the same name."""
    nlp = build(names)

    def run(text: str) -> tuple[Document, list[Annotation]]:
        document = parse(text.encode(), name="act.txt")
        return document, extract(document, nlp)

    return run


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(before=st.lists(BLOCK, min_size=1, max_size=4))
def test_keys_survive_what_is_written_before(
    read: Callable[[str], tuple[Document, list[Annotation]]], before: list[str]
) -> None:
    law = ACT.read_text().partition("SEC. 3.")[2]
    kept = {k for k, a in keyed(*read(law)) if not isinstance(a, Mention)}
    inserted = "\n\n".join(before)
    after = {k for k, _ in keyed(*read(f"{inserted}\n\n{law}"))}
    # The first line of the law may join what was written before it; nothing else may change.
    assert len(kept - after) <= 1


def test_the_same_words_in_another_sentence_are_another_item(
    read: Callable[[str], tuple[Document, list[Annotation]]],
) -> None:
    one = "The rule covers a model trained with more than 10^25 floating-point operations.\n"
    other = "A licence is required above a model trained with more than 10^25 operations.\n"
    first = [k for k, a in keyed(*read(one)) if isinstance(a, Threshold)]
    both = [k for k, a in keyed(*read(f"{other}\n{one}")) if isinstance(a, Threshold)]
    assert len(first) == 1
    assert first[0] == both[-1]
    assert len(set(both)) == len(both)


def test_mentions_of_one_name_are_one_thing_to_ask_about(
    read: Callable[[str], tuple[Document, list[Annotation]]],
) -> None:
    text = "The Office of Wards acts. The Office of Wards may act. OpenAI and OpenAI.\n"
    found = [(k, a) for k, a in keyed(*read(text)) if isinstance(a, Mention)]
    assert len(found) == 4
    assert len({k for k, _ in found}) == 2
