"""The law as data: every regime file is sound in itself and says what the curated facts say."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import yaml
from rdflib import RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg import assets

ONTOLOGY = assets.folder("ontology")
FILES = sorted((ONTOLOGY / "regimes").glob("*.ttl"))

AC = Namespace("https://w3id.org/ai-control/ontology#")
MODEL = Namespace("https://w3id.org/ai-control/model/")
REGIME = Namespace("https://w3id.org/ai-control/regime/")
SH = Namespace("http://www.w3.org/ns/shacl#")
SOURCE = URIRef("http://purl.org/dc/terms/source")

COMPARATORS = {
    ">": SH.minExclusive,
    ">=": SH.minInclusive,
    "<": SH.maxExclusive,
    "<=": SH.maxInclusive,
}

# The path that finds every shape, however deep, of a provision, its exemptions and its
# alternative readings; documented for users, so it is tested in the engine that they use.
THRESHOLDS = """
PREFIX : <https://w3id.org/ai-control/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT ?provision ?threshold ?comparator ?value WHERE {
  ?provision a :Provision ;
    (:condition|:alternativeReading|:exemption/:condition)/
    (sh:property|sh:node|sh:not|((sh:and|sh:or)/rdf:rest*/rdf:first))* ?threshold .
  ?threshold a :Threshold ; ?comparator ?value .
  FILTER(?comparator IN
    (sh:minExclusive, sh:minInclusive, sh:maxExclusive, sh:maxInclusive))
}
"""


@cache
def law() -> Graph:
    """Return all regime files in one graph."""
    graph = Graph()
    for file in FILES:
        graph.parse(file)
    return graph


@cache
def terms() -> Graph:
    """Return the three files of terms in one graph."""
    graph = Graph()
    for name in ("core", "control", "evidence"):
        graph.parse(ONTOLOGY / f"{name}.ttl")
    return graph


@cache
def thresholds() -> Counter[tuple[str, str, str]]:
    """Return (provision, comparator, value) with its count, as pyoxigraph's SPARQL finds them."""
    store = ox.Store()
    for file in FILES:
        store.load(path=str(file))
    rows = store.query(THRESHOLDS)
    assert isinstance(rows, ox.QuerySolutions)
    signs = {str(iri): sign for sign, iri in COMPARATORS.items()}
    prefix = len(REGIME)
    return Counter(
        (r[0].value[prefix:], signs[r[2].value], canonical(r[3].value))  # type: ignore[union-attr]
        for r in rows
    )


def canonical(value: object) -> str:
    """Spell a number or day alike, whatever notation it came in, to ten digits (one third)."""
    text = str(value)
    return text if text.count("-") == 2 else f"{float(text):.10g}"


@pytest.fixture(scope="module")
def facts(shared: Path) -> dict[str, Any]:
    """Return the curated facts on regimes."""
    text = (shared / "facts" / "regimes.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return loaded


def comparisons(node: object) -> Iterator[tuple[str, str]]:
    """Yield (comparator, value) of every number or day compared anywhere below `node`."""
    if isinstance(node, dict):
        if node.get("comparator") in COMPARATORS:
            yield node["comparator"], canonical(node["value"])
        if node.get("comparator_alternative") in COMPARATORS:
            yield node["comparator_alternative"], canonical(node["value"])
        for child in node.values():
            yield from comparisons(child)
    elif isinstance(node, list):
        for child in node:
            yield from comparisons(child)


def found_in(regime: str) -> Counter[tuple[str, str]]:
    """Return (comparator, value) with its count in the provisions of one regime."""
    provisions = {str(p)[len(REGIME) :] for p in law().subjects(AC.partOf, REGIME[regime])}
    found: Counter[tuple[str, str]] = Counter()
    for (provision, sign, value), count in thresholds().items():
        if provision in provisions:
            found[sign, value] += count
    return found


# ---------------------------------------------------------------- the files themselves


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_file_is_read_alike_by_both_engines_and_holds_the_regime_of_its_name(file: Path) -> None:
    by_rdflib = Graph().parse(file)
    by_oxigraph = list(ox.parse(path=str(file), format=ox.RdfFormat.TURTLE))
    assert len(by_rdflib) == len(by_oxigraph)
    assert list(by_rdflib.subjects(RDF.type, AC.Regime)) == [REGIME[file.stem]]


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_file_declares_only_the_prefixes_it_uses_and_opens_with_its_purpose(file: Path) -> None:
    head, _, body = file.read_text(encoding="utf-8").partition("\n\n")
    prefixes = [line.split()[1] for line in head.splitlines() if line.startswith("@prefix")]
    assert head.startswith("# ")
    assert [p for p in prefixes if not re.search(rf"(?<![\w<]){p}\w", body)] == []
    assert body.endswith(" .\n")


def test_every_term_is_declared_with_label_and_definition() -> None:
    used = {t for triple in law() for t in triple if isinstance(t, URIRef) and t.startswith(AC)}
    bare = [
        t for t in used if not (terms().value(t, RDFS.label) and terms().value(t, SKOS.definition))
    ]
    assert bare == []


def test_every_place_group_and_unit_stands_in_a_vocabulary() -> None:
    known = Graph()
    for file in (ONTOLOGY / "vocabularies").glob("*.ttl"):
        known.parse(file)
    base = "https://w3id.org/ai-control/"
    kinds = tuple(base + kind for kind in ("place/", "group/", "unit/"))
    used = {o for o in law().objects() if isinstance(o, URIRef) and str(o).startswith(kinds)}
    assert sorted(used - set(known.subjects())) == []
    assert len(used) > 30


def test_every_regime_says_what_it_is_and_how_far_it_is_modelled() -> None:
    must = (RDFS.label, AC.shortName, AC.issuingBody, AC.instrumentType, AC.coverage,
            AC.coverageNote, AC.lastChecked, AC.confidence, SOURCE)  # fmt: skip
    for regime in law().subjects(RDF.type, AC.Regime):
        missing = [p for p in must if law().value(regime, p) is None]
        assert missing == [], regime
        assert law().value(regime, AC.jurisdiction) or law().value(regime, AC.issuedBy), regime
        has_provision = (None, AC.partOf, regime) in law()
        pointer = law().value(regime, AC.coverage) == AC.PointerOnly
        assert has_provision != pointer, regime


def test_every_event_with_a_day_has_a_source_and_every_day_is_a_date() -> None:
    events = list(law().objects(None, AC.event))
    for event in events:
        day = law().value(event, AC.on)
        kind = law().value(event, RDF.type)
        assert law().value(event, SOURCE) is not None, (kind, day)
        assert isinstance(day, Literal) or law().value(event, AC.note), kind
        assert day is None or isinstance(day.toPython(), date)
    assert len(events) > 200


def test_every_provision_is_complete() -> None:
    must = (RDFS.label, AC.citation, AC.partOf, AC.reaches, AC.controls, AC.effect,
            AC.condition, AC.confidence)  # fmt: skip
    for provision in law().subjects(RDF.type, AC.Provision):
        assert [p for p in must if law().value(provision, p) is None] == [], provision
        regime = law().value(provision, AC.partOf)
        assert (regime, RDF.type, AC.Regime) in law(), provision
        memory = law().value(provision, AC.fromMemory)
        assert memory or law().value(provision, SOURCE), provision
        for effect in law().objects(provision, AC.effect):
            assert law().value(effect, RDF.type), provision
            assert law().value(effect, RDFS.label), provision


def test_a_class_that_a_condition_asks_for_is_given_by_a_provision_it_depends_on() -> None:
    """No definition of one law triggers the duty of another: the dependency names the giver."""
    given_by_nobody = {AC.FoundationModel, AC.CoveredFrontierModel, AC.MaliciousCyberModel,
                       AC.ItemRelatedZ, AC.Item3A001z, AC.Item4A003z}  # fmt: skip
    for provision in law().subjects(RDF.type, AC.Provision):
        asked = {
            law().value(shape, SH.hasValue)
            for shape in property_shapes(provision)
            if path_terms(shape)[-1] == AC.classifiedAs
        }
        givers = set(law().objects(provision, AC.dependsOn))
        assert all((g, RDF.type, AC.Provision) in law() for g in givers), provision
        given = {
            c
            for g in givers
            for e in law().objects(g, AC.effect)
            for c in law().objects(e, AC.classifiesAs)
        }
        assert asked - given <= given_by_nobody, provision


# ---------------------------------------------------------------- conditions


def shapes(top: Node) -> Iterator[Node]:
    """Yield `top` and every shape below it, walking the graph without SPARQL."""
    yield top
    for link in (SH.property, SH.node, SH["not"]):
        for child in law().objects(top, link):
            yield from shapes(child)
    for link in (SH["and"], SH["or"]):
        for items in law().objects(top, link):
            for child in Collection(law(), items):
                yield from shapes(child)


def conditions(provision: Node) -> list[Node]:
    """Return the conditions of a provision and of its exemptions."""
    exempted = [
        c for e in law().objects(provision, AC.exemption) for c in law().objects(e, AC.condition)
    ]
    return [*law().objects(provision, AC.condition), *exempted]


def property_shapes(provision: Node) -> list[Node]:
    """Return every property shape in the conditions of a provision."""
    return [
        s for c in conditions(provision) for s in shapes(c) if law().value(s, SH.path) is not None
    ]


def path_terms(shape: Node) -> list[Node]:
    """Return the properties on the path of a property shape, inverse ones included."""
    path = law().value(shape, SH.path)
    assert path is not None
    steps = [path] if isinstance(path, URIRef) else list(Collection(law(), path))
    return [law().value(s, SH.inversePath) or s for s in steps]


def test_every_threshold_has_one_comparator_a_double_or_a_day_and_a_unit() -> None:
    for shape in law().subjects(RDF.type, AC.Threshold):
        bounds = [v for p in COMPARATORS.values() for v in law().objects(shape, p)]
        assert len(bounds) == 1, path_terms(shape)
        (bound,) = bounds
        assert isinstance(bound, Literal)
        assert bound.datatype in (XSD.double, XSD.date), (path_terms(shape), bound)
        unit = law().value(shape, AC.unit)
        if bound.datatype == XSD.double:
            declared = terms().value(path_terms(shape)[-1], AC.unit)
            assert unit is not None, bound
            assert unit == declared, (bound, path_terms(shape))
        assert law().value(shape, SH.minCount) == Literal(1)


def test_every_value_constraint_also_asks_for_a_value() -> None:
    for provision in law().subjects(RDF.type, AC.Provision):
        for shape in property_shapes(provision):
            assert law().value(shape, SH.minCount) == Literal(1), (provision, path_terms(shape))


def test_every_path_runs_over_declared_properties() -> None:
    for provision in law().subjects(RDF.type, AC.Provision):
        for shape in property_shapes(provision):
            for term in path_terms(shape):
                assert terms().value(term, SKOS.definition) is not None, (provision, term)


def test_one_property_path_lists_every_threshold() -> None:
    typed = Counter(1 for _ in law().subjects(RDF.type, AC.Threshold))
    assert sum(thresholds().values()) == typed[1] > 80


def described(node: Node, into: Graph) -> None:
    """Copy the blank-node closure of `node` into another graph."""
    for triple in law().triples((node, None, None)):
        into.add(triple)
        if isinstance(triple[2], BNode):
            described(triple[2], into)


def conforms(provision: URIRef, focus: URIRef, data: Graph) -> bool:
    """Let pyshacl say whether `focus` meets the condition of `provision` in `data`."""
    from pyshacl import validate

    condition = law().value(provision, AC.condition)
    assert condition is not None
    shape = Graph()
    described(condition, shape)
    shape.add((condition, SH.targetNode, focus))
    verdict, _, _ = validate(data, shacl_graph=shape, advanced=False, inference="none")
    return bool(verdict)


def test_pyshacl_accepts_all_conditions_as_a_shapes_graph() -> None:
    """The shapes of SHACL for SHACL itself find nothing wrong."""
    from pyshacl import validate

    graph = Graph()
    for provision in law().subjects(RDF.type, AC.Provision):
        for condition in conditions(provision):
            described(condition, graph)
            graph.add((condition, SH.targetNode, MODEL.nothing))
    validate(Graph(), shacl_graph=graph, meta_shacl=True, advanced=False, inference="none")


@pytest.mark.parametrize(
    ("provision", "compute", "extra", "expected"),
    [
        ("eu-ai-act.art51-2", "2e25", [(AC.classifiedAs, AC.GeneralPurposeModel)], True),
        ("eu-ai-act.art51-2", "1e25", [(AC.classifiedAs, AC.GeneralPurposeModel)], False),
        ("eu-ai-act.art51-2", "2e25", [], False),
        ("us-bis-ai-diffusion.4E091", "1e26", [(AC.weights, AC.ApiAccess)], True),
        ("us-bis-ai-diffusion.4E091", "9.99e25", [(AC.weights, AC.ApiAccess)], False),
        ("us-bis-ai-diffusion.4E091", "2e26", [(AC.weights, AC.OpenWeights)], False),
        ("us-ca-sb53.frontier-model", "1e26", [(AC.classifiedAs, AC.FoundationModel)], False),
    ],
)
def test_pyshacl_agrees_on_models(
    provision: str, compute: str, extra: list[tuple[URIRef, URIRef]], expected: bool
) -> None:
    data = Graph()
    data.add((MODEL.m, AC.trainingCompute, Literal(compute, datatype=XSD.double)))
    for predicate, value in extra:
        data.add((MODEL.m, predicate, value))
    assert conforms(REGIME[provision], MODEL.m, data) is expected


@pytest.mark.parametrize(
    ("provision", "tpp", "density", "datacentre", "expected"),
    [
        ("us-ear-3a090.a", "15824", "19.4", "true", True),  # far over: H100
        ("us-ear-3a090.a", "2368", "2.9", "true", False),  # H20
        ("us-ear-3a090.a", "5285", "8.68", "false", True),  # at 4800 the market no longer counts
        ("us-ear-3a090.a", "4799", "6", "false", False),
        ("us-ear-3a090.b", "1600", "3.2", "true", True),
        ("us-ear-3a090.b", "1544", "5.25", "true", False),  # L2, just under
        ("us-ear-3a090.b", "2400", "1.6", "false", False),
    ],
)
def test_pyshacl_agrees_on_chips(
    provision: str, tpp: str, density: str, datacentre: str, expected: bool
) -> None:
    chip, data = URIRef("https://example.org/chip"), Graph()
    data.add((chip, AC.totalProcessingPerformance, Literal(tpp, datatype=XSD.double)))
    data.add((chip, AC.performanceDensity, Literal(density, datatype=XSD.double)))
    data.add((chip, AC.marketedForDatacentres, Literal(datacentre, datatype=XSD.boolean)))
    assert conforms(REGIME[provision], chip, data) is expected


# ---------------------------------------------------------------- against the curated facts


def test_the_regimes_are_those_of_the_facts(facts: dict[str, Any]) -> None:
    assert sorted(f.stem for f in FILES) == sorted(r["id"] for r in facts["regimes"])


def test_names_and_words_are_those_of_the_facts(facts: dict[str, Any]) -> None:
    for regime in facts["regimes"]:
        node = REGIME[regime["id"]]
        assert str(law().value(node, RDFS.label)) == regime["title"]
        assert str(law().value(node, AC.shortName)) == regime["short_name"]
        confidence = str(law().value(node, AC.confidence))
        assert confidence == str(AC[regime["confidence"].capitalize()])
        binding = law().value(node, AC.binding)
        assert (binding.toPython() if isinstance(binding, Literal) else None) is regime.get(
            "binding"
        ), regime["id"]
        if "penalties" in regime:
            assert str(law().value(node, AC.penalty)) == regime["penalties"]


def test_every_web_address_of_the_facts_is_a_source(facts: dict[str, Any]) -> None:
    for regime in facts["regimes"]:
        things = [(regime["id"], regime), *((p["id"], p) for p in regime.get("provisions", []))]
        for name, thing in things:
            stated = {
                word.strip("(),")
                for text in thing["sources"]
                for word in text.split()
                if word.startswith("http")
            }
            held = {str(s) for s in law().objects(REGIME[name], SOURCE) if isinstance(s, URIRef)}
            assert stated <= held, name


def test_every_event_of_the_facts_is_there(facts: dict[str, Any]) -> None:
    for regime in facts["regimes"]:
        stated = Counter(
            (e["event"].replace("_", ""), str(e["date"])) for e in regime.get("status_history", [])
        )
        held = Counter(
            (
                str(law().value(e, RDF.type))[len(AC) :].lower(),
                str(law().value(e, AC.on)),
            )
            for e in law().objects(REGIME[regime["id"]], AC.event)
        )
        assert held == stated, regime["id"]


def test_every_provision_of_the_facts_is_there_with_its_days(facts: dict[str, Any]) -> None:
    for regime in facts["regimes"]:
        for provision in regime.get("provisions", []):
            node = REGIME[provision["id"]]
            assert law().value(node, AC.partOf) == REGIME[regime["id"]], provision["id"]
            for key, term in (("applies_from", AC.appliesFrom), ("applies_until", AC.appliesUntil)):
                if key in provision:
                    held = law().value(node, term)
                    assert isinstance(held, Literal)
                    assert held.toPython() == provision[key], provision["id"]
            confidence = law().value(node, AC.confidence)
            assert confidence == AC[provision["confidence"].capitalize()], provision["id"]
            verified = law().value(node, AC.verified)
            assert (None if verified is None else str(verified)) == provision.get("verified")


def test_what_never_had_force_has_no_day_from_which_it_applies(facts: dict[str, Any]) -> None:
    checked = 0
    for regime in facts["regimes"]:
        never = regime.get("in_effect") == "never" or regime["instrument_type"] in (
            "bill",
            "bill (unintroduced draft)",
            "proposed rule",
        )
        if never:
            for provision in law().subjects(AC.partOf, REGIME[regime["id"]]):
                assert law().value(provision, AC.appliesFrom) is None, provision
                checked += 1
    assert checked > 15


def test_every_comparison_of_the_facts_is_a_threshold(facts: dict[str, Any]) -> None:
    total = 0
    for regime in facts["regimes"]:
        for provision in regime.get("provisions", []):
            stated = Counter(comparisons(provision["trigger"]))
            held: Counter[tuple[str, str]] = Counter()
            for (name, sign, value), count in thresholds().items():
                if name == provision["id"]:
                    held[sign, value] += count
            assert stated <= held, provision["id"]
        # Tiers, covered items and fallbacks stand outside the triggers in the facts.
        everywhere = Counter(comparisons(regime))
        assert everywhere <= found_in(regime["id"]), regime["id"]
        total += sum(everywhere.values())
    assert total > 90


def test_a_quantity_of_the_facts_is_one_property(facts: dict[str, Any]) -> None:
    """The same words of the facts never end at two properties where the law means one."""
    expected = {
        "training_compute": AC.trainingCompute,
        "training_compute_cumulative": AC.trainingCompute,
        "TPP": AC.totalProcessingPerformance,
        "performance_density": AC.performanceDensity,
        "total_DRAM_bandwidth": AC.memoryBandwidth,
        "interconnect_bandwidth": AC.interconnectBandwidth,
        "datacenter_network_bandwidth": AC.networkBandwidth,
        "theoretical_max_compute": AC.theoreticalMaxCompute,
        "annual_gross_revenue_with_affiliates_preceding_year": AC.annualRevenue,
        "fine_tuning_compute": AC.fineTuningCompute,
    }

    def leaves(node: object) -> Iterator[dict[str, Any]]:
        if isinstance(node, dict):
            if "quantity" in node:
                yield node
            for child in node.values():
                yield from leaves(child)
        elif isinstance(node, list):
            for child in node:
                yield from leaves(child)

    for regime in facts["regimes"]:
        for provision in regime.get("provisions", []):
            held = Counter(
                (path_terms(s)[-1], str(p), canonical(v))
                for s in property_shapes(REGIME[provision["id"]])
                for p in COMPARATORS.values()
                for v in law().objects(s, p)
            )
            stated = Counter(
                (
                    expected[leaf["quantity"]],
                    str(COMPARATORS[leaf["comparator"]]),
                    canonical(leaf["value"]),
                )
                for leaf in leaves(provision["trigger"])
                if leaf["quantity"] in expected
            )
            assert stated <= held, provision["id"]


def test_every_row_of_the_threshold_table_is_found(facts: dict[str, Any]) -> None:
    header, *rows = facts["threshold_table"]
    for values in rows:
        row = dict(zip(header, values, strict=True))
        provisions = {
            str(p)[len(REGIME) :]: law().value(p, AC.appliesFrom)
            for p in law().subjects(AC.partOf, REGIME[row["regime"]])
        }
        hits = {
            name
            for name, sign, value in thresholds()
            if name in provisions
            and sign == row["comparator"]
            and value.count("-") != 2
            and math.isclose(float(value), row["value"], rel_tol=2e-4)
        }
        assert hits, values
        days = {None if (day := provisions[name]) is None else str(day) for name in hits}
        wanted = None if row["applies_from"] is None else str(row["applies_from"])
        assert wanted in days, (values, days)
    assert len(rows) == 30
