"""The curated facts say all that the reference facts say, with sources, and break clearly."""

import csv
import math
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ingest import curated
from kg import assets
from kg.errors import BadSource
from kg.model import Cell, Quantity, Span, Statement, Text
from kg.names import BASE, rdf, slug, term

SHIPPED = Path(curated.location())
TABLES = ["actors.csv", "article.csv", "hardware.csv", "models.csv"]
ITEM = BASE + "source/article-export-ban/item/"

Said = dict[str, dict[str, list[Statement]]]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def iri(name: str) -> str:
    return rdf(name) if ":" in name else term(name)


def spelled(statement: Statement) -> str:
    """Return the object as the reference facts would spell it."""
    value = statement.object
    if isinstance(value, Quantity):
        return value.verbatim
    if isinstance(value, Text):
        return value.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


@pytest.fixture(scope="session")
def statements() -> list[Statement]:
    return list(curated.read(str(SHIPPED)))


@pytest.fixture(scope="session")
def said(statements: list[Statement]) -> Said:
    """Return what is said of each subject, by property."""
    found: Said = defaultdict(lambda: defaultdict(list))
    for s in statements:
        found[s.subject][s.predicate].append(s)
    return found


def values(said: Said, subject: str, name: str) -> set[str]:
    return {spelled(s) for s in said[subject][iri(name)]}


# ------------------------------------------------------------------ the tables by themselves


def test_the_shipped_folder_is_accepted_and_other_places_are_not(tmp_path: Path) -> None:
    assert curated.accepts(curated.location())
    assert curated.accepts("curated")
    assert not curated.accepts(str(tmp_path))
    assert not curated.accepts(str(SHIPPED / "models.csv"))
    assert not curated.accepts("no such place")


def test_reading_twice_gives_equal_statements(statements: list[Statement]) -> None:
    assert statements == list(curated.read("curated"))


def test_every_row_says_one_thing_in_the_voice_of_its_source(statements: list[Statement]) -> None:
    counts: dict[str, int] = defaultdict(int)
    for s in statements:
        counts[s.source.id] += 1
    lengths = {name: len(table(SHIPPED / name)) for name in TABLES}
    article = lengths.pop("article.csv")
    assert counts == {"curated": sum(lengths.values()), "article-export-ban": article}


def test_the_two_sources_are_described(statements: list[Statement]) -> None:
    sources = {s.source.id: s.source for s in statements}
    article = sources["article-export-ban"]
    assert len({s.source for s in statements}) == 2
    assert article.issued == date(2026, 6, 25)
    assert article.kind == "text"
    assert "inferred" in article.issued_from
    assert "not before 2026-06-03" in article.issued_from
    assert article.url.startswith("https://iaexpertos.net/en/blog/")
    assert sources["curated"].licence == "CC-BY-4.0"
    assert "Epoch AI" in sources["curated"].attribution


def test_the_hash_follows_the_bytes(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "copy"))
    before = {s.source.id: s.source.sha256 for s in curated.read(str(folder))}
    with (folder / "models.csv").open("a", encoding="utf-8") as file:
        file.write("model:zz,rdfs:label,ZZ,,,,,curated,,,,,,,,,,\n")
    after = {s.source.id: s.source.sha256 for s in curated.read(str(folder))}
    assert before["curated"] != after["curated"]
    assert before["article-export-ban"] == after["article-export-ban"]
    assert before == {s.source.id: s.source.sha256 for s in curated.read("curated")}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_sorted_and_has_no_row_twice(name: str) -> None:
    rows = table(SHIPPED / name)
    order = [row["property"] for row in table(SHIPPED / "properties.csv")]
    places = [(r["subject"].split("/"), order.index(r["property"])) for r in rows]
    assert places == sorted(places)
    assert len({tuple(r.values()) for r in rows}) == len(rows)


def test_every_value_has_a_source_that_is_described(statements: list[Statement]) -> None:
    described = {row["id"] for row in table(SHIPPED / "sources.csv")}
    rows = [row for name in TABLES for row in table(SHIPPED / name)]
    assert all(set(row["source"].split("; ")) <= described for row in rows)
    assert described == {name for row in rows for name in row["source"].split("; ")}
    cites = [s for s in statements if s.cites]
    assert len(cites) > 5000
    editions = {s.cites: s.said_on for s in cites if s.cites.startswith("Epoch AI, notable")}
    assert editions["Epoch AI, notable AI models, edition of 2026-07-19"] == date(2026, 7, 19)


def test_what_is_from_memory_says_so(statements: list[Statement]) -> None:
    for s in statements:
        words = f"{spelled(s)} {s.method} {s.note}"
        if "from_memory" in words and not s.note.startswith("from the remark"):
            assert s.from_memory, s
    marked = [s for s in statements if s.from_memory]
    assert {term("activeParameters"), term("licence")} <= {s.predicate for s in marked}
    assert all(s.from_memory for s in statements if s.predicate == term("activeParameters"))
    assert all(s.from_memory for s in statements if s.predicate == term("interconnectBandwidth"))


def test_every_property_and_term_is_in_the_ontology(statements: list[Statement]) -> None:
    from rdflib import OWL, RDF, RDFS, XSD, Graph, URIRef

    ontology = Graph()
    for path in assets.ontology_files():
        ontology.parse(path)
    ranges = {"text": XSD.string, "date": XSD.date, "boolean": XSD.boolean, "quantity": XSD.double}
    wrong = []
    for row in table(SHIPPED / "properties.csv"):
        prop, kind = URIRef(iri(row["property"])), row["kind"]
        if ":" in row["property"]:
            continue
        types = set(ontology.objects(prop, RDF.type))
        literal = {OWL.DatatypeProperty, OWL.AnnotationProperty}
        if not types & ({OWL.ObjectProperty} if kind == "iri" else literal):
            wrong.append((row["property"], kind))
        if kind in ranges and ontology.value(prop, RDFS.range) != ranges[kind]:
            wrong.append((row["property"], kind))
        unit = ontology.value(prop, URIRef(term("unit")))
        if str(unit or "").rpartition("/")[2] != row["unit"]:
            wrong.append((row["property"], row["unit"]))
    assert wrong == []
    defined = {str(s) for s in ontology.subjects(RDF.type, None)}
    used = {s.object for s in statements if isinstance(s.object, str)}
    ours = tuple(
        BASE + kind for kind in ("ontology#", "place/", "regime/", "licence/", "capability/")
    )
    assert {u for u in used if u.startswith(ours)} <= defined


def test_every_thing_has_a_type_and_a_label(said: Said) -> None:
    for subject, props in said.items():
        assert rdf("rdf:type") in props, subject
        assert rdf("rdfs:label") in props, subject


def test_values_that_name_a_model_or_actor_of_these_facts_name_one(said: Said) -> None:
    known = {s for s, props in said.items() if rdf("rdfs:label") in props}
    for subject, props in said.items():
        for statement in (s for group in props.values() for s in group):
            named = str(statement.object)
            if named.startswith((BASE + "model/", BASE + "actor/")):
                assert named in known, (subject, named)


def test_compute_bands_are_as_the_facts_count_them(said: Said) -> None:
    compute = {
        s.subject.rpartition("/")[2]: s.object.value
        for props in said.values()
        for s in props.get(term("trainingCompute"), [])
        if isinstance(s.object, Quantity) and s.object.value is not None
    }
    assert len(compute) == 157
    assert {m for m, v in compute.items() if v >= 1e26} == {"grok-4", "gpt-4.5", "grok-3"}
    assert sum(1e25 <= v < 1e26 for v in compute.values()) == 19
    downloadable = {term(w) for w in WEIGHTS.values() if w.endswith("Weights")}
    assert {
        m
        for m, v in compute.items()
        if v > 1e25
        and {s.object for s in said[BASE + "model/" + m][term("weights")]} & downloadable
    } == {
        "nemotron-4-340b",
        "mistral-large-2",
        "grok-2",
        "llama-3.1-405b",
        "llama-nemotron-ultra-253b",
    }


def test_the_model_that_only_the_article_claims(said: Said) -> None:
    claimed = said[BASE + "model/glm-5.2.2.2"]
    assert [s.object for s in claimed[term("existence")]] == [term("ClaimedOnly")]
    (same,) = claimed[term("probablySameAs")]
    assert same.object == BASE + "model/glm-5.2"
    assert same.confidence == "low"
    assert "corruption" in same.note
    labels = {(s.source.id, spelled(s)) for s in claimed[rdf("rdfs:label")]}
    assert labels == {("curated", "GLM-5.2.2.2"), ("article-export-ban", "GLM-5.2.2.2")}
    assert "GLM-5.2.2.2" not in values(said, BASE + "model/glm-5.2", "alias")


def test_a_bracket_has_a_bound_and_no_value(said: Said) -> None:
    (over,) = said[BASE + "actor/anthropic"][term("annualRevenue")]
    (under,) = said[BASE + "actor/zai"][term("annualRevenue")]
    assert isinstance(over.object, Quantity)
    assert isinstance(under.object, Quantity)
    assert (over.object.value, over.object.high) == (None, None)
    assert over.object.low == math.nextafter(5e8, math.inf), "over 500 million is not 500 million"
    assert (under.object.value, under.object.low, under.object.high) == (None, None, 5e8)
    assert not said[BASE + "actor/moonshot"][term("annualRevenue")]


def test_quotes_are_phrases_and_fit_their_spans(statements: list[Statement]) -> None:
    spans = [s.place for s in statements if isinstance(s.place, Span)]
    assert len(spans) > 385
    for span in spans:
        assert span.end - span.start == len(span.quote)
        assert len(span.quote.split()) <= 12, span
    assert all(isinstance(s.place, Span | Cell) for s in statements)


def test_predictions_are_due_within_their_horizon(said: Said) -> None:
    p1, p11, p17 = (said[ITEM + p] for p in ("p1", "p11", "p17"))
    assert values(said, ITEM + "p1", "horizon") == {"short (6-12 months)"}
    assert [s.object for s in p1[term("dueFrom")]] == [date(2026, 12, 25)]
    assert [s.object for s in p1[term("dueUntil")]] == [date(2027, 6, 25)]
    assert [s.object for s in p11[term("dueUntil")]] == [date(2031, 6, 25)]
    assert "computed" in p1[term("dueFrom")][0].note
    assert not p17[term("dueUntil")]


# ------------------------------------------------------------------ against the reference facts

Expected = Iterator[tuple[str, str]]


def parts(cell: str, separator: str = ";") -> list[str]:
    return [part.strip() for part in cell.split(separator) if part.strip()]


def missing(row: dict[str, str], expect: Callable[[str, str], Expected], said: Said, subject: str,
            plain: dict[str, str]) -> Iterator[tuple[str, str, str]]:  # fmt: skip
    """Yield the cells of `row` that the statements on `subject` do not say."""
    for column, cell in row.items():
        if not cell:
            continue
        wanted = [(plain[column], cell)] if column in plain else expect(column, cell)
        for name, value in wanted:
            if value not in values(said, subject, name):
                yield subject, column, value


def everything(said: Said, subject: str) -> str:
    """Return all the words that are said of a subject, its releases included."""
    return "\n".join(
        f"{spelled(s)} | {s.method} | {s.note} | {s.cites} | {s.confidence} | {s.estimator}"
        for group in said[subject].values()
        for s in group
    )


EXISTENCE = {
    "confirmed": "Confirmed",
    "confirmed_announced": "Announced",
    "claimed_by_article_only": "ClaimedOnly",
}
WEIGHTS = {
    "open_weights": "OpenWeights",
    "open_weights_restricted": "RestrictedOpenWeights",
    "open_weights_noncommercial": "NonCommercialWeights",
    "api": "ApiAccess",
    "hosted_no_api": "HostedAccess",
    "restricted_access_programme": "RestrictedProgramme",
    "unreleased": "Unreleased",
    "unknown": "UnknownAccess",
}


def test_every_cell_of_the_models_is_said(shared: Path, said: Said) -> None:
    rows = table(shared / "facts" / "models.csv")
    by_name = {row["name"]: row["id"] for row in rows}
    plain = {
        "name": "rdfs:label",
        "status": "status",
        "params_total": "parameters",
        "params_active": "activeParameters",
        "training_compute_flop": "trainingCompute",
        "compute_indicative_flop": "indicativeTrainingCompute",
        "threshold_band": "thresholdBand",
        "gt_1e25": "over1e25",
        "context_tokens": "contextWindow",
        "in_article": "inArticle",
        "notes": "comment",
    }

    def expect(column: str, cell: str) -> Expected:
        if column == "developer_ids":
            yield from (("developedBy", f"{BASE}actor/{i}") for i in parts(cell))
        elif column == "country":
            yield from (("country", f"{BASE}place/{c}") for c in parts(cell))
        elif column == "release_date":
            full = re.fullmatch(r"\d{4}-\d\d-\d\d", cell)
            yield "releaseDate" if full else "releaseDateText", cell
        elif column == "existence":
            yield "existence", term(EXISTENCE[cell])
        elif column == "weights_access":
            yield "weights", term(WEIGHTS[cell.partition(" ")[0]])
        elif column == "source_url":
            yield "link", cell.rstrip(";")
        elif column == "modality":
            yield "modality", cell
            for way, kinds in re.findall(r"(in|out):(\S+)", cell):
                yield from ((f"{way}putModality", kind) for kind in kinds.split("+"))
        elif column == "base_model":
            for name in re.split("[,;]", cell):
                known = by_name.get(name.removesuffix(" (assumed)"))
                yield ("basedOn", f"{BASE}model/{known}") if known else ("basedOnName", name)

    lost: list[tuple[str, str, str]] = []
    for row in rows:
        subject = BASE + "model/" + row["id"]
        lost += missing(row, expect, said, subject, plain)
        words = everything(said, subject)
        aliases = said[subject][term("alias")]
        names = {spelled(s) for s in aliases} | {f"{spelled(s)} ({s.note})" for s in aliases}
        for alias in parts(row["aliases"]):
            if alias not in names and alias not in words and not alias.startswith("GLM-5.2.2.2"):
                lost.append((subject, "aliases", alias))
        labels = {
            spelled(s)
            for d in said[subject][term("developedBy")]
            for s in said[str(d.object)][rdf("rdfs:label")]
        }
        if row["developer"] not in words and row["developer"] not in labels:
            lost.append((subject, "developer", row["developer"]))
        for cell in ("compute_ci_or_note", "compute_method", "compute_estimator", "licence"):
            terms = {f"{BASE}licence/{slug(row[cell])}"} & values(said, subject, "licence")
            if row[cell] not in words and not terms:
                lost.append((subject, cell, row[cell]))
        if row["compute_confidence"] not in words:
            lost.append((subject, "compute_confidence", row["compute_confidence"]))
    assert lost == []
    assert len(rows) == len({s for s in said if term("thresholdBand") in said[s]})


def test_every_source_of_the_models_is_kept(shared: Path, said: Said) -> None:
    for row in table(shared / "facts" / "models.csv"):
        subject = said[BASE + "model/" + row["id"]]
        (label,) = (s for s in subject[rdf("rdfs:label")] if s.source.id == "curated")
        for source in parts(row["record_source"]):
            name, _, day = source.replace("openrouter list ", "openrouter_").rpartition("_")
            if source == "web_pages":
                assert row["source_url"].rstrip(";") in label.cites
            elif source == "from_memory":
                assert label.from_memory
            elif source == "article":
                assert "Security Paradox" in label.cites
            elif name:
                assert day in label.cites
            else:
                assert "models.dev" in label.cites
        licence = [*subject[term("licence")], *subject[term("comment")]]
        window = subject[term("contextWindow")]
        for column, group in (("licence_source", licence), ("context_source", window)):
            if row[column] == "from_memory":
                assert any(s.from_memory for s in group), row["id"]
            elif row[column] == "web_page":
                assert any(row["source_url"].rstrip(";") in s.cites for s in group), row["id"]
            elif row[column]:
                day = row["record_source"] if "epoch" in row[column] else "2026-07-02"
                assert any(s.cites[-7:] in day or day in s.cites for s in group), row["id"]


def test_numbers_of_the_models_are_as_spelled(shared: Path, said: Said) -> None:
    columns = {"training_compute_flop": "trainingCompute", "params_total": "parameters"}
    for row in table(shared / "facts" / "models.csv"):
        for column, name in columns.items():
            found = said[BASE + "model/" + row["id"]][term(name)]
            assert len(found) == bool(row[column])
            for s in found:
                assert isinstance(s.object, Quantity)
                assert s.object.value == float(row[column])
                assert s.object.verbatim == row[column]


def test_weights_access_gives_releases(shared: Path, said: Said) -> None:
    forms = {
        "api": "ApiRelease",
        "hosted_no_api": "ProductRelease",
        "restricted_access_programme": "ProgrammeRelease",
        "published_not_released": "PublicationOnly",
    }
    for row in table(shared / "facts" / "models.csv"):
        releases = [str(s.object) for s in said[BASE + "model/" + row["id"]][term("release")]]
        found = {str(s.object) for r in releases for s in said[r][term("form")]}
        access = row["weights_access"]
        if access.startswith("open_weights"):
            assert term("WeightsRelease") in found
        elif access in ("unreleased", "unknown"):
            wanted = forms.get(row["status"])
            assert found == ({term(wanted)} if wanted else set())
        else:
            assert found == {term(forms[access])}
        assert all(s.note for r in releases for s in said[r][term("form")])


def test_every_cell_of_the_developers_is_said(shared: Path, said: Said) -> None:
    plain = {
        "name": "rdfs:label",
        "open_weight_stance": "openWeightStance",
        "regulation_stance": "regulationStance",
        "eu_gpai_code": "commitmentToCode",
        "seoul_commitments_2024": "commitmentToSeoul",
        "in_article": "inArticle",
        "notes": "comment",
    }
    types = {"company": "Company", "government body": "GovernmentBody", "forum": "Forum"}

    def expect(column: str, cell: str) -> Expected:
        if column == "type":
            yield "rdf:type", term(types.get(cell, "ResearchOrganisation"))
        elif column == "hq_jurisdiction" and not cell.startswith("international"):
            yield from (("headquarters", f"{BASE}place/{c}") for c in parts(cell))
        elif column == "revenue_gt_500m_usd":
            bracket = cell.split()[0] in ("yes", "no")
            yield (
                ("annualRevenue", cell)
                if bracket
                else ("comment", f"annual revenue over 500 million USD: {cell}")
            )

    lost: list[tuple[str, str, str]] = []
    rows = table(shared / "facts" / "developers.csv")
    for row in rows:
        subject = BASE + "actor/" + row["id"]
        lost += missing(row, expect, said, subject, plain)
        words = everything(said, subject)
        aliases = said[subject][term("alias")]
        names = {f"{spelled(s)} ({s.note})" for s in aliases}
        names |= {f"{s.note} {spelled(s)}".strip() for s in aliases}
        for alias in parts(row["aliases"]):
            if alias not in names | values(said, subject, "comment"):
                lost.append((subject, "aliases", alias))
        for column in ("revenue_note", "hq_jurisdiction", "parent"):
            for part in parts(row[column]):
                if part not in words and f"place/{part}" not in words and part != "Google":
                    lost.append((subject, column, part))
        for column in ("revenue_source", "stance_source"):
            stances = said[subject][term("regulationStance")]
            revenue = said[subject][term("annualRevenue")]
            group = stances if column == "stance_source" else revenue
            if row[column] == "from_memory":
                assert all(s.from_memory for s in group), row["id"]
            elif row[column]:
                assert all(s.cites == row[column] for s in group), row["id"]
    assert lost == []
    assert len(rows) == 80
    parents = {(row["id"], row["parent"]) for row in rows if row["parent"] == "Google"}
    assert all(
        values(said, f"{BASE}actor/{i}", "parent") == {BASE + "actor/google"} for i, _ in parents
    )


def test_every_cell_of_the_hardware_is_said(shared: Path, said: Said) -> None:
    plain = {
        "name": "rdfs:label",
        "release_date": "releaseDate",
        "bf16_tflops_dense": "bf16Rate",
        "fp8_tflops_dense": "fp8Rate",
        "int8_tops_dense": "int8Rate",
        "tpp": "totalProcessingPerformance",
        "applicable_die_area_mm2": "dieArea",
        "performance_density": "performanceDensity",
        "pd_note": "densityNote",
        "memory_gb": "memorySize",
        "memory_bandwidth_gb_s": "memoryBandwidth",
        "interconnect_gb_s_bidirectional": "interconnectBandwidth",
        "datacentre_marketed": "marketedForDatacentres",
        "status_rule_2022_10_07": "statusUnderRule2022",
        "status_rule_2023_10_17_eff_2023_11_17": "statusUnderRule2023",
        "is_informed_2025_04": "statusUnderLetters2025",
        "case_by_case_china_2026_01_15": "statusUnderRule2026",
        "notes": "comment",
    }

    def expect(column: str, cell: str) -> Expected:
        if column == "designer_country":
            yield "designedIn", f"{BASE}place/{cell}"

    lost: list[tuple[str, str, str]] = []
    rows = table(shared / "facts" / "hardware.csv")
    for row in rows:
        subject = BASE + "hardware/" + row["id"]
        lost += missing(row, expect, said, subject, plain)
        (maker,) = said[subject][term("manufacturer")]
        labels = values(said, str(maker.object), "rdfs:label")
        if row["manufacturer"] not in labels and row["manufacturer"] not in maker.note:
            lost.append((subject, "manufacturer", row["manufacturer"]))
        for s in said[subject][term("bf16Rate")]:
            assert isinstance(s.object, Quantity)
            assert s.object.value == float(Decimal(row["bf16_tflops_dense"]) * 10**12)
            assert s.object.unit == BASE + "unit/FLOP-per-s"
        for s in said[subject][term("totalProcessingPerformance")]:
            assert s.from_memory == (row["tpp_source"] == "from_memory")
            assert ("hardware" in s.cites) == row["tpp_source"].startswith("epoch")
        for s in said[subject][term("dieArea")]:
            assert s.from_memory == ("from_memory" in row["die_source"])
            assert row["die_source"] in ("epoch", "from_memory", s.method)
        for s in said[subject][term("interconnectBandwidth")]:
            assert s.from_memory == (row["interconnect_source"] == "from_memory")
        for s in said[subject][rdf("rdfs:label")]:
            assert s.confidence == row["confidence"]
            assert s.from_memory == (row["record_source"] == "from_memory")
    assert lost == []
    assert len(rows) == 54


@pytest.fixture(scope="session")
def inventory(shared: Path) -> dict[str, Any]:
    import yaml

    path = shared / "facts" / "article_inventory.yaml"
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def items(inventory: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for group, listed in inventory.items():
        for item in listed if isinstance(listed, list) else []:
            if isinstance(item, dict):
                yield group, item


def test_every_item_of_the_article_stands_where_the_inventory_saw_it(
    inventory: dict[str, Any], said: Said
) -> None:
    classes = {
        "stances": "Stance",
        "relations": "Relation",
        "claims": "Claim",
        "causal_claims": "CausalClaim",
        "predictions": "Prediction",
        "imperatives": "Imperative",
        "quotations": "Quotation",
        "questions_explicit": "OpenQuestion",
        "anomalies": "Anomaly",
    }
    number = 0
    for group, item in items(inventory):
        props = said[ITEM + item["id"]]
        assert {s.object for s in props[rdf("rdf:type")]} == {term(classes.get(group, "Mention"))}
        assert values(said, ITEM + item["id"], "section") == {item.get("section")} - {None}
        assert values(said, ITEM + item["id"], "itemId") == {item["id"]}
        starts = {s.place.start for s in props[term("quote")] if isinstance(s.place, Span)}
        wanted = [o for m in item.get("mentions", []) for o in m["offsets"]]
        if "evidence" in item:
            wanted.append(item["evidence"]["offset"])
            cut = " ".join(s.note for s in props[term("quote")])
            ends = {s.place.end for s in props[term("quote")] if isinstance(s.place, Span)}
            assert item["evidence"]["end"] in ends or str(item["evidence"]["end"]) in cut
        assert set(wanted) == starts, item["id"]
        number += len(wanted)
        assert {s.object for s in props[term("inText")]} == {BASE + "source/article-export-ban"}
    assert number == 384
    assert values(said, ITEM + "BP1", "quote")
    assert len(inventory["questions_implied"]) == 16
    for n, question in enumerate(inventory["questions_implied"], start=1):
        assert values(said, f"{ITEM}qi{n}", "gist") == {question}


def test_every_field_of_the_article_is_said(inventory: dict[str, Any], said: Said) -> None:
    skipped = {"id", "mentions", "evidence"}
    lost = []
    for group, item in items(inventory):
        subject = ITEM + item["id"]
        words = everything(said, subject)
        for field, content in item.items():
            if field in skipped:
                continue
            for value in content if isinstance(content, list) else re.split("; ", str(content)):
                plain = str(value)
                if re.match(r"[a-z]+\.", plain):  # a reference to another item
                    about = [s for p in said[subject].values() for s in p if s.predicate in (
                        term("about"), term("speaker"), term("addressee"))]  # fmt: skip
                    assert about, (item["id"], field)
                    plain = plain.partition(" (")[2].rstrip(")")
                if field == "addressee":  # a group without a name: its words are in its IRI
                    plain = slug(plain)
                if plain.replace("_", " ") not in words and plain not in words:
                    lost.append((group, item["id"], field, plain))
    assert lost == []


def test_every_quote_stands_in_the_article(shared: Path, statements: list[Statement]) -> None:
    path = shared / "gold" / "dev" / "article-export-ban.txt"
    text = path.read_text(encoding="utf-8")
    sentences = {s.strip() for s in re.split(r"(?<=[.?!])\s|\n", text[62:]) if len(s.split()) > 3}
    spans = [s.place for s in statements if isinstance(s.place, Span)]
    for span in spans:
        assert text[span.start : span.end] == span.quote
    assert {s.quote for s in spans} & sentences == set()


def test_the_article_is_a_source_of_what_it_says_of_models(said: Said) -> None:
    for model, prop, value in (
        ("claude-opus-4.8", "developedBy", BASE + "actor/anthropic"),
        ("gpt-5.5", "developedBy", BASE + "actor/openai"),
        ("mistral-large-3", "weights", term("OpenWeights")),
        ("claude-opus-4.8", "weights", term("ApiAccess")),
    ):
        group = said[BASE + "model/" + model][term(prop)]
        voices = {s.source.id: s for s in group if s.object == value}
        assert set(voices) == {"curated", "article-export-ban"}
        assert isinstance(voices["article-export-ban"].place, Span)
    for name in ("Claude 4.8 Opus", "GPT-5.5", "Qwen 3.7-Max", "GLM-5.2.2.2", "DeepSeek-V4-Pro"):
        named = {
            subject
            for subject, props in said.items()
            for p in (rdf("rdfs:label"), term("alias"))
            for s in props.get(p, [])
            if "/model/" in subject
            and s.source.id == "article-export-ban"
            and slug(spelled(s)) == slug(name)
        }
        assert len(named) == 1, name


# ------------------------------------------------------------------ what breaks


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "facts"))


def change(folder: Path, name: str, row: int, column: str, value: str) -> None:
    """Write `value` into one cell of a table; rows count from 1."""
    rows = table(folder / name)
    rows[row - 1][column] = value
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def error(folder: Path) -> str:
    with pytest.raises(BadSource) as raised:
        list(curated.read(str(folder)))
    assert "\n" not in str(raised.value)
    return str(raised.value)


def row_of(name: str, prop: str) -> int:
    return next(n for n, r in enumerate(table(SHIPPED / name), 1) if r["property"] == prop)


@pytest.mark.parametrize(
    ("prop", "column", "value", "words"),
    [
        ("status", "property", "trainingcompute", "did you mean trainingCompute, indic"),
        ("status", "property", "zzzz", "not in properties.csv"),
        ("trainingCompute", "value", "3,80e25", "'3,80e25' is no number"),
        ("trainingCompute", "value", "nan", "'nan' is no number"),
        ("trainingCompute", "value", "", "empty"),
        ("trainingCompute", "unit", "W", "given in 'FLOP'"),
        ("trainingCompute", "low", "1e30", "not in order"),
        ("trainingCompute", "confidence", "sure", "'sure' is none of"),
        ("status", "source", "epoch_notable_2026-07-91", "did you mean epoch_notable_2026-07-19"),
        ("status", "source", "", "not in sources.csv"),
        ("status", "value", "", "empty"),
        ("status", "unit", "FLOP", "has no unit"),
        ("status", "from_memory", "perhaps", "'perhaps' is none of"),
        ("status", "subject", "modle:x", "no prefix 'modle'"),
        ("weights", "value", "Open Weights", "is no name"),
        ("releaseDate", "value", "19.7.2026", "is no day"),
        ("status", "valid_from", "soon", "is no day"),
        ("status", "quote", "words", "is no whole number"),
    ],
)
def test_a_wrong_cell_is_named(
    folder: Path, prop: str, column: str, value: str, words: str
) -> None:
    row = row_of("models.csv", prop)
    change(folder, "models.csv", row, column, value)
    text = error(folder)
    assert words in text
    assert f"models.csv, row {row}, column '" in text


def test_a_quote_that_does_not_fit_its_span_is_named(folder: Path) -> None:
    row = row_of("article.csv", "quote")
    change(folder, "article.csv", row, "quote", "other words than these")
    assert f"article.csv, row {row}, column 'quote': 22 characters" in error(folder)


def test_a_boolean_is_true_or_false(folder: Path) -> None:
    row = row_of("hardware.csv", "marketedForDatacentres")
    change(folder, "hardware.csv", row, "value", "yes")
    assert f"hardware.csv, row {row}, column 'value': 'yes' is none of" in error(folder)


@pytest.mark.parametrize("name", [*TABLES, "properties.csv", "sources.csv"])
def test_an_empty_headed_only_or_missing_table_is_named(folder: Path, name: str) -> None:
    header = (folder / name).read_text(encoding="utf-8").partition("\n")[0]
    (folder / name).write_text("", encoding="utf-8")
    assert f"{name}: the file is empty" in error(folder)
    (folder / name).write_text(header + "\n", encoding="utf-8")
    assert f"{name}: no rows" in error(folder)
    (folder / name).write_text(header.replace(",", ";") + "\nx\n", encoding="utf-8")
    assert f"{name}: no column '" in error(folder)
    (folder / name).unlink()
    assert f"{name}: cannot be read" in error(folder)


def test_a_missing_column_is_named(folder: Path) -> None:
    path = folder / "models.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",source,", ",src,", 1), "utf-8")
    assert "models.csv: no column 'source'" in error(folder)


def test_a_table_cut_off_or_in_another_encoding_is_named(folder: Path) -> None:
    path = folder / "models.csv"
    whole = path.read_bytes()
    path.write_bytes(whole + b'model:x,comment,"cut off in the midd')
    assert "models.csv: not a whole table" in error(folder)
    path.write_bytes(whole + b"model:x,comment\n")
    assert "2 cells for 18 columns" in error(folder)
    path.write_bytes(whole + "model:x,comment,é\n".encode("latin-1"))
    assert "models.csv: not UTF-8 at byte" in error(folder)


def test_a_byte_order_mark_of_a_spreadsheet_does_not_matter(
    folder: Path, statements: list[Statement]
) -> None:
    path = folder / "models.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert [s.object for s in curated.read(str(folder))] == [s.object for s in statements]


def test_a_source_without_its_day_is_named(folder: Path) -> None:
    rows = table(folder / "sources.csv")
    row = next(n for n, r in enumerate(rows, 1) if r["id"] == "curated")
    change(folder, "sources.csv", row, "issued", "")
    assert "no row 'curated' with a day" in error(folder)
