"""The shapes: they pass sound records and the shipped law, and name what is wrong with others."""

from collections import defaultdict
from functools import cache

import pyshacl
import pytest
from rdflib import OWL, RDF, SH, Graph, URIRef

from kg import assets
from kg.names import NAMESPACES, ONTOLOGY

ROOT = assets.folder("ontology")
EXAMPLE = "https://example.org/"

REGIME = """
x:regime a :Regime ; rdfs:label "An Act"@en ; :shortName "Act" ; :jurisdiction place:US ;
    :coverage :Partial ;
    :lastChecked "2026-10-09"^^xsd:date ; :confidence :High ; dcterms:source <https://example.org> ;
    :event x:event .
x:event a :InForce ; :on "2026-01-01"^^xsd:date ; dcterms:source "Official Journal" .
x:provision a :Provision ; rdfs:label "A rule"@en ; :partOf x:regime ; :citation "s. 1" ;
    :reaches :Model ; :effect x:effect ; :appliesFrom "2026-01-01"^^xsd:date ;
    :appliesUntil "2027-01-01"^^xsd:date ; dcterms:source "Official Journal" ;
    :condition [ a sh:NodeShape ; sh:property x:threshold , x:day ] .
x:effect a :Obligation ; rdfs:label "publish a framework"@en .
x:threshold a :Threshold ; sh:path :trainingCompute ; sh:minExclusive 1e25 ; sh:minCount 1 ;
    :unit unit:FLOP .
x:day a :Threshold ; sh:path :releaseDate ; sh:minInclusive "2025-08-02"^^xsd:date ; sh:minCount 1 .
"""
MEMBERSHIP = """
x:group a :CountryGroup ; rdfs:label "A list"@en ; skos:definition "A list."@en ;
    dcterms:source "15 CFR 740" .
x:membership a :Membership ; :group x:group ; :member place:AE ; :from "2026-07-10"^^xsd:date ;
    :until "2026-08-01"^^xsd:date ; :asPrintedOn "2026-07-23"^^xsd:date ; dcterms:source "FR" .
x:concept a skos:Concept ; skos:inScheme x:scheme ; skos:definition "A notion."@en .
x:place a :Jurisdiction ; rdfs:label "A place"@en ; :isoCode "US-ZZ" ; :within place:US .
"""
MODEL = """
x:model a :Model ; rdfs:label "A model" ; :developedBy x:actor ; :trainingCompute 3.8e25 ;
    :releaseDate "2026-01-01"^^xsd:date ; :licence x:licence ; :release x:release .
x:actor a :Company ; rdfs:label "A company" .
x:licence a :Licence ; rdfs:label "A licence" .
x:quantity a :QuantityProperty ; :unit unit:count .
x:release a :Release ; :form :WeightsRelease ; :releaseDate "2026-01-01"^^xsd:date .
"""
FACT = """
x:fact a :Fact ; rdf:subject x:thing ; rdf:predicate :trainingCompute ; rdf:object 3.8e25 ;
    :low 1.3e25 ; :high 1.1e26 ; :boundsFrom "the label" ; :unit unit:FLOP ;
    :confidence :Confident ; :settledFrom <https://example.org/r#1> ; :overruled x:overruled .
x:overruled a :Overruled ; :statement <https://example.org/r#2> ; rdf:object 1e24 ;
    :reason "said earlier" .
"""
SAID = """
x:source a :Source ; rdfs:label "A dataset" .
x:revision a :Revision ; :revisionOf x:source ; :location "models.csv" ; :issuedFrom "its name" ;
    :sha256 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" ;
    :issued "2026-07-19"^^xsd:date ; dcterms:license "CC-BY-4.0" .
x:s1 a :Statement ; rdf:subject x:thing ; rdf:predicate :trainingCompute ; rdf:object 3.8e25 ;
    :unit unit:FLOP ; :verbatim "3.8e+25" ; :confidence :Likely ; :row 12 ; :column "Compute" .
x:s2 a :Statement ; rdf:subject x:thing ; rdf:predicate rdfs:label ; rdf:object "Grok" ;
    :start 10 ; :end 14 ; :quote "Grok" ; :path "section 2" .
x:item a :Claim ; :inText x:source ; :itemId "cl.1" .
"""
ASSESSED = """
x:assessment a :Assessment ; :of x:thing ; :under x:rule ; :outcome :Undetermined ;
    :because "not known: output modality" ; :missing :outputModality ; :probability 0.5e0 ;
    :asOf "2026-11-01"^^xsd:date ; :knownAt "2026-11-02"^^xsd:date .
x:rule a :Provision ; rdfs:label "A rule"@en ; :partOf x:act ; :citation "s. 1" ;
    :reaches :Model ; :effect [ a :Obligation ; rdfs:label "do"@en ] ; dcterms:source "OJ" ;
    :appliesFrom "2026-01-01"^^xsd:date ;
    :condition [ a sh:NodeShape ; sh:property [ sh:path :infringed ; sh:minCount 1 ] ] .
x:act a :Regime ; rdfs:label "An Act"@en ; :shortName "Act" ; :jurisdiction place:US ;
    :coverage :Partial ; :lastChecked "2026-10-09"^^xsd:date ; :confidence :High ;
    dcterms:source "OJ" .
"""

BARE = REGIME.replace(':appliesFrom "2026-01-01"^^xsd:date ;', "")
"""The same, where only the event of the regime gives the rule a day."""

SOUND = {
    "regime": REGIME,
    "bare": BARE,
    "membership": MEMBERSHIP,
    "model": MODEL,
    "fact": FACT,
    "said": SAID,
    "assessed": ASSESSED,
}

# Record, what is replaced in it, by what, the thing that is then wrong, the words that say so.
BROKEN = [
    (REGIME, 'rdfs:label "An Act"@en ; ', "", "regime", "a regime without a name"),
    (REGIME, ':shortName "Act" ; ', "", "regime", "a regime without a short name"),
    (REGIME, ":jurisdiction place:US ;", "", "regime", "a regime that nobody made"),
    (REGIME, "place:US ;", "place:ZZ ;", "regime", "is no known place"),
    (REGIME, ":coverage :Partial", ":coverage :Some", "regime", "how much of it is modelled"),
    (REGIME, '"2026-10-09"^^xsd:date', '"2026"', "regime", "last held against its sources"),
    (REGIME, ":confidence :High ; ", "", "regime", "how sure it is"),
    (REGIME, "dcterms:source <https://example.org> ;", "", "regime", "a regime without a source"),
    (REGIME, "x:event a :InForce", "x:event a :Regimen", "regime", "has no kind"),
    (REGIME, ' ; dcterms:source "Official Journal" .\nx:prov', " .\nx:prov", "event",
     "a day without a source"),
    (REGIME, ':on "2026-01-01"^^xsd:date ;', "", "event", "must say why"),
    (REGIME, ':on "2026-01-01"^^', ':on "2026-02-01"^^xsd:date , "2026-01-01"^^', "event",
     "an event has one day"),
    (REGIME, ":partOf x:regime ; ", "", "provision", "belongs to one regime"),
    (REGIME, ':citation "s. 1" ;', "", "provision", "without a pinpoint"),
    (REGIME, ":reaches :Model ; ", "", "provision", "what class of things it reaches"),
    (REGIME, ":effect x:effect ; ", "", "provision", "without an effect"),
    (REGIME, "[ a sh:NodeShape", "[ a sh:Nothing", "provision", "without a condition"),
    (REGIME, '"2027-01-01"', '"2025-01-01"', "provision", "before the day of :appliesUntil"),
    (REGIME, ' dcterms:source "Official Journal" ;\n    :cond', "\n    :cond", "provision",
     "a provision without a source"),
    (REGIME, ' ; rdfs:label "publish a framework"@en', "", "effect", "an effect without words"),
    (REGIME, "1e25 ;", "1e25 ; sh:maxExclusive 1e26 ;", "threshold", "has one comparator"),
    (REGIME, "sh:minExclusive 1e25 ; ", "", "threshold", "has one comparator"),
    (REGIME, "1e25", "10000000000000000000000000", "threshold", "xsd:double or xsd:date"),
    (REGIME, "1e25 ; sh:minCount 1", "1e25", "threshold", "holds where the value is missing"),
    (REGIME, " ;\n    :unit unit:FLOP", "", "threshold", "has no unit"),
    (REGIME, "unit:FLOP", "unit:flops", "threshold", "is no known unit"),
    (REGIME, 'rdfs:label "A rule"@en ; ', "", "provision", "a provision without a name"),
    (REGIME, ":citation", ":dependsOn x:effect ; :citation", "provision", "that is no provision"),
    (REGIME, '"2027-01-01"^^xsd:date', '"2027"', "provision", "applies until one day"),
    (BARE, " ;\n    :event x:event .", " .", "provision", "a rule without a day"),
    (REGIME, ":jurisdiction", ":instrumentType :Partial ; :jurisdiction", "regime",
     "no known instrument type"),
    (REGIME, "sh:path :trainingCompute ; ", "", "threshold", "tests one quantity"),
    (MEMBERSHIP, 'rdfs:label "A list"@en ; ', "", "group", "a country group without a name"),
    (MEMBERSHIP, ' ; skos:definition "A list."@en', "", "group", "what it lists"),
    (MEMBERSHIP, ' ;\n    dcterms:source "15 CFR 740"', "", "group",
     "a country group without a source"),
    (MEMBERSHIP, ' ; skos:definition "A notion."@en', "", "concept", "without a definition"),
    (MEMBERSHIP, ' ; rdfs:label "A place"@en', "", "place", "a jurisdiction has one name"),
    (MEMBERSHIP, 'rdfs:label "A place"@en', 'rdfs:label "A place"@en , "A place"', "place",
     "a jurisdiction has one name"),
    (MEMBERSHIP, ":within place:US", ":within x:group", "place", "within something that is none"),
    (MEMBERSHIP, """:from "2026-07-10"^^xsd:date ;
    :until "2026-08-01"^^xsd:date ; :asPrintedOn "2026-07-23"^^xsd:date ; """, "", "membership",
     "a membership without a day"),
    (MODEL, " ; :unit unit:count", "", "quantity", "a quantity property has one unit"),
    (FACT, " ; rdf:object 3.8e25", "", "fact", "a fact has one value"),
    (FACT, ":high 1.1e26", ":high 1.1e26 , 2e26", "fact", "an upper bound is doubled"),
    (SAID, ' :issuedFrom "its name" ;', "", "revision", "how its day is known"),
    (SAID, "rdf:subject x:thing ; rdf:predicate rdfs:label", "rdf:predicate rdfs:label", "s2",
     "a statement is of one thing"),
    (SAID, "rdf:predicate rdfs:label ; ", "", "s2", "a statement is of one property"),
    (SAID, ":end 14 ; ", "", "s2", "a span has one end"),
    (SAID, ' ; :itemId "cl.1"', "", "item", "without an identifier"),
    (MEMBERSHIP, ":group x:group ;", "", "membership", "is in one country group"),
    (MEMBERSHIP, ":member place:AE ;", "", "membership", "has one member"),
    (MEMBERSHIP, ' ; dcterms:source "FR"', "", "membership", "a membership without a source"),
    (MEMBERSHIP, '"2026-08-01"', '"2026-07-10"', "membership", "begins once, before it ends"),
    (MEMBERSHIP, '"US-ZZ"', '"California"', "place", "none of ISO 3166"),
    (MODEL, 'rdfs:label "A model" ; ', "", "model", "a thing has one name"),
    (MODEL, 'rdfs:label "A model"', 'rdfs:label "A model" , "Model A"', "model",
     "a thing has one name"),
    (MODEL, "x:actor a :Company", "x:actor a :Licence", "model", "that is no actor"),
    (MODEL, '"2026-01-01"^^xsd:date ; :lic', '"January 2026" ; :lic', "model", "is no full day"),
    (MODEL, "3.8e25", "38000000000000000000000000", "model", "no xsd:double"),
    (MODEL, "3.8e25", "3.8e25 , 2e24", "model", "two values of one quantity"),
    (MODEL, '"2026-01-01"^^xsd:date ; :lic',
     '"2026-01-01"^^xsd:date , "2026-02-01"^^xsd:date ; :lic', "model",
     "two values of a property that has one"),
    (MODEL, "x:licence a :Licence", "x:licence a :Company", "model", "has no type :Licence"),
    (MODEL, ":form :WeightsRelease ; ", "", "release", "what it hands over"),
    (MODEL, " ; :release x:release", "", "release", "a release of no model"),
    (FACT, "rdf:subject x:thing ; ", "", "fact", "a fact is of one thing"),
    (FACT, "rdf:predicate :trainingCompute ; ", "", "fact", "a fact is of one property"),
    (FACT, " ; :settledFrom <https://example.org/r#1>", "", "fact",
     "a fact rests on one statement"),
    (FACT, ":low 1.3e25", ":low 1.3e27", "fact", "lies above the upper one"),
    (FACT, " ; :unit unit:FLOP", "", "fact", "has one unit"),
    (FACT, ":confidence :Confident", ":confidence :Sure", "fact", "none of those of evidence.ttl"),
    (FACT, ':statement <https://example.org/r#2> ; ', "", "overruled", "without its statement"),
    (FACT, ' ;\n    :reason "said earlier"', "", "overruled", "without a reason"),
    (SAID, "0123456789abcdef0123456789abcdef01234567", "", "revision", "64 hexadecimal digits"),
    (SAID, ":revisionOf x:source ; ", "", "revision", "is one of one source"),
    (SAID, ':location "models.csv" ;', "", "revision", "what was read"),
    (SAID, ':issued "2026-07-19"^^xsd:date ; ', "", "revision", "has one day"),
    (SAID, ' ; dcterms:license "CC-BY-4.0"', "", "revision", "a source without a licence"),
    (SAID, ' ; rdfs:label "A dataset"', "", "source", "a thing has one name"),
    (SAID, " ; rdf:object 3.8e25", "", "s1", "says one value"),
    (SAID, ":row 12", ":row 0", "s1", "counted from 1"),
    (SAID, ' ; :column "Compute"', "", "s1", "has a column"),
    (SAID, ":end 14", ":end 9", "s2", "before its end"),
    (SAID, ':quote "Grok" ; ', "", "s2", "without its words"),
    (SAID, ":inText x:source ; ", "", "item", "an item of no text"),
    (ASSESSED, ":of x:thing ; ", "", "assessment", "is of one thing"),
    (ASSESSED, ":under x:rule", ":under x:thing", "assessment", "is under one provision"),
    (ASSESSED, ":outcome :Undetermined", ":outcome :Cleared", "assessment", "has one outcome"),
    (ASSESSED, ':because "not known: output modality" ;', "", "assessment", "says why"),
    (ASSESSED, "0.5e0", "1.5e0", "assessment", "between 0 and 1"),
    (ASSESSED, ':asOf "2026-11-01"^^xsd:date ; ', "", "assessment", "the law of one day"),
    (ASSESSED, ' ; :knownAt "2026-11-02"^^xsd:date', "", "assessment", "was known on one day"),
]  # fmt: skip

IDS = [f"{number} {record[3]}: {record[4]}" for number, record in enumerate(BROKEN)]


def parse(graph: Graph, record: str, name: str) -> None:
    """Add a record to a graph, its things in a namespace of their own."""
    head = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in NAMESPACES.items())
    graph.parse(data=f"{head}@prefix x: <{EXAMPLE}{name}/> .\n{record}", format="turtle")


def terms() -> Graph:
    """Return what records refer to: the terms, the places, the units."""
    graph = Graph()
    for name in ("core", "control", "evidence", "vocabularies/jurisdictions", "vocabularies/units"):
        graph.parse(ROOT / f"{name}.ttl")
    return graph


def validate(graph: Graph) -> dict[str, set[str]]:
    """Return the messages for each thing that is wrong: the focus, or what a query found."""
    shapes = Graph().parse(ROOT / "shapes.ttl")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, advanced=False)
    assert isinstance(report, Graph)
    found = defaultdict[str, set[str]](set)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus = report.value(result, SH.focusNode)
        if isinstance(focus, URIRef) and focus.startswith(ONTOLOGY):
            focus = report.value(result, SH.value) or focus
        found[str(focus)].add(str(report.value(result, SH.resultMessage)))
    return found


@cache
def findings() -> dict[str, set[str]]:
    """Return the findings for all records of this file, judged in one go."""
    graph = terms()
    for name, record in SOUND.items():
        parse(graph, record, name)
    for number, (record, old, new, _, _) in enumerate(BROKEN):
        assert record.count(old) == 1, f"record {number}: {old!r} stands {record.count(old)} times"
        parse(graph, record.replace(old, new), str(number))
    return validate(graph)


@pytest.mark.parametrize("name", list(SOUND))
def test_a_sound_record_passes(name: str) -> None:
    assert {k: v for k, v in findings().items() if k.startswith(f"{EXAMPLE}{name}/")} == {}


@pytest.mark.parametrize("number", range(len(BROKEN)), ids=IDS)
def test_a_broken_record_is_named_with_what_is_wrong(number: int) -> None:
    _, _, _, thing, words = BROKEN[number]
    messages = findings()[f"{EXAMPLE}{number}/{thing}"]
    assert any(words in message for message in messages), messages


def test_every_message_says_what_is_wrong_and_what_to_do() -> None:
    shapes = Graph().parse(ROOT / "shapes.ttl")
    messages = {str(m) for m in shapes.objects(None, SH.message)}
    assert len(messages) > 60
    for message in messages:
        wrong, _, then = message.partition(": ")
        assert wrong, message
        assert then or "must say" in message, message
        assert not message.endswith("."), message


def test_no_rule_is_without_a_broken_record() -> None:
    shapes = Graph().parse(ROOT / "shapes.ttl")
    drawn = {message for messages in findings().values() for message in messages}
    rules = {str(m).removeprefix("{?value} ") for m in shapes.objects(None, SH.message)}
    assert sorted(r for r in rules if not any(m.endswith(r) for m in drawn)) == []


def test_the_shipped_ontology_and_law_pass() -> None:
    graph = Graph()
    for path in assets.ontology_files():
        graph.parse(path)
    assert len(set(graph.subjects(RDF.type, URIRef(ONTOLOGY + "Regime")))) >= 69
    assert len(set(graph.subjects(RDF.type, OWL.FunctionalProperty))) > 20
    assert validate(graph) == {}


def test_shapes_stand_outside_the_graph() -> None:
    """A condition of a law is a shape as well; a query for conditions must not meet these."""
    assert ROOT / "shapes.ttl" not in assets.ontology_files()
