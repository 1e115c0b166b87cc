"""The ontology: terms are defined and mapped to their twins, and the files open in Protégé."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.namespace import CSVW, DCTERMS, FOAF, ORG, PROV, SDO, SH
from rdflib.term import Node

from kg import assets
from kg.names import NAMESPACES, ONTOLOGY

ROOT = assets.folder("ontology")
FILES = sorted(ROOT.rglob("*.ttl"))
DECLARING = sorted({*ROOT.glob("*.ttl"), *ROOT.glob("vocabularies/*.ttl")} - {ROOT / "shapes.ttl"})
KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
MAPPINGS = (
    SKOS.exactMatch,
    SKOS.closeMatch,
    SKOS.broadMatch,
    SKOS.relatedMatch,
    RDFS.subClassOf,
    RDFS.subPropertyOf,
)
SHIPPED = (CSVW, DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SH, SKOS)
"""The vocabularies of which rdflib knows all terms."""


def term(name: str) -> URIRef:
    """Return a term of the ontology."""
    return URIRef(ONTOLOGY + name)


@cache
def load(*paths: Path) -> Graph:
    """Return the files in one graph."""
    graph = Graph()
    for path in paths:
        graph.parse(path)
    return graph


def everything() -> Graph:
    """Return all that the graph holds of the ontology: terms, vocabularies, regimes."""
    return load(*(path for path in FILES if path.name != "shapes.ttl"))


def declared() -> Graph:
    """Return the terms and the vocabularies."""
    return load(*DECLARING)


def ours(node: Node) -> bool:
    """Say whether a node is a term of the ontology."""
    return isinstance(node, URIRef) and node.startswith(ONTOLOGY)


def kinds(graph: Graph, prop: Node) -> set[Node]:
    """Return which of the three kinds of property a property is declared as."""
    return set(graph.objects(prop, RDF.type)) & set(KINDS)


# ---------------------------------------------------------------- files


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_both_engines_read_the_same_triples(path: Path) -> None:
    theirs = sum(1 for _ in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    assert len(Graph().parse(path)) == theirs > 0


@pytest.mark.parametrize("path", DECLARING, ids=lambda p: p.stem)
def test_an_ontology_has_a_header(path: Path) -> None:
    graph = load(path)
    (header,) = graph.subjects(RDF.type, OWL.Ontology)
    for wanted in (DCTERMS.title, DCTERMS.description, DCTERMS.license, OWL.versionInfo):
        assert graph.value(header, wanted), f"{path.name} has no {wanted}"


def catalog(folder: Path) -> dict[str, Path]:
    """Return what a catalog maps: the IRI of an ontology to its file."""
    tree = ElementTree.parse(folder / "catalog-v001.xml")
    return {e.attrib["name"]: (folder / e.attrib["uri"]).resolve() for e in tree.getroot()}


@pytest.mark.parametrize("folder", [ROOT, ROOT / "vocabularies"], ids=lambda p: p.name)
def test_the_catalog_leads_to_each_ontology(folder: Path) -> None:
    found = {str(next(load(p).subjects(RDF.type, OWL.Ontology))): p.resolve() for p in DECLARING}
    assert catalog(folder) == found


def test_imports_lead_to_files_and_the_top_file_imports_all() -> None:
    known = catalog(ROOT)
    top = next(load(ROOT / "ai-control.ttl").subjects(RDF.type, OWL.Ontology))
    imports = {str(o) for o in declared().objects(None, OWL.imports)}
    assert imports <= set(known)
    assert {str(o) for o in declared().objects(top, OWL.imports)} == set(known) - {str(top)}


# ---------------------------------------------------------------- terms


def terms() -> list[Node]:
    """Return all terms of the ontology: classes, properties, concepts."""
    return sorted({s for s in declared().subjects(RDF.type, None) if ours(s)}, key=str)


def test_every_term_has_one_label_and_one_definition_in_english() -> None:
    graph, lacking = declared(), []
    for subject in terms():
        for predicate in (RDFS.label, SKOS.definition):
            texts = list(graph.objects(subject, predicate))
            english = [t for t in texts if isinstance(t, Literal) and t.language == "en" and t]
            if len(texts) != 1 or len(english) != 1:
                lacking.append((subject, predicate))
    assert len(terms()) > 250
    assert lacking == []


def test_every_concept_of_a_vocabulary_is_in_one_scheme_and_under_one_of_its_own() -> None:
    graph = declared()
    schemes = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    assert len(schemes) == 4
    for concept in set(graph.subjects(SKOS.inScheme, None)):
        (scheme,) = graph.objects(concept, SKOS.inScheme)
        assert scheme in schemes
        assert graph.value(concept, RDFS.label), concept
        assert graph.value(concept, SKOS.definition), concept
        for broader in graph.objects(concept, SKOS.broader):
            assert graph.value(broader, SKOS.inScheme) == scheme, (concept, broader)


def test_what_is_used_of_the_ontology_is_defined() -> None:
    graph, defined = everything(), set(terms())
    used = {n for triple in graph for n in triple if ours(n) and n != URIRef(ONTOLOGY)}
    assert sorted(used - defined, key=str) == []


def test_units_places_and_groups_that_are_named_exist() -> None:
    graph = everything()
    prefixes = tuple(NAMESPACES[k] for k in ("unit", "place", "group", "licence", "capability"))
    named = {o for o in graph.objects() if isinstance(o, URIRef) and str(o).startswith(prefixes)}
    assert len(named) > 250
    assert sorted(n for n in named if (n, RDF.type, None) not in graph) == []


def test_every_quantity_property_is_a_double_with_one_unit() -> None:
    graph = declared()
    quantities = list(graph.subjects(RDF.type, term("QuantityProperty")))
    assert len(quantities) > 40
    for quantity in quantities:
        assert list(graph.objects(quantity, RDFS.range)) == [XSD.double], quantity
        (unit,) = graph.objects(quantity, term("unit"))
        assert (unit, RDF.type, term("Unit")) in graph, unit


# ---------------------------------------------------------------- mappings


@cache
def looked_up() -> frozenset[str]:
    """Return the terms of vocabularies that rdflib does not ship, as looked up in them."""
    text = (Path(__file__).parent / "data/outside_terms.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def exists(iri: str) -> bool:
    """Say whether a term of another vocabulary exists."""
    if iri.startswith(str(XSD)):
        return URIRef(iri) in (XSD.string, XSD.boolean, XSD.integer, XSD.double, XSD.date)
    return iri in looked_up() or any(iri in namespace for namespace in SHIPPED)


def test_the_oracle_knows_what_does_not_exist() -> None:
    assert exists(str(PROV.wasDerivedFrom))
    assert exists("https://w3id.org/airo#AIDeveloper")
    invented = (str(PROV) + "wasMadeUp", str(SDO) + "Bogus", "https://w3id.org/dpv#Penalty")
    assert not any(exists(iri) for iri in invented)


def outside() -> Iterator[tuple[Node, Node, Node]]:
    """Yield the statements that say how our terms relate to those of others."""
    for predicate in MAPPINGS:
        for subject, obj in declared().subject_objects(predicate):
            if isinstance(obj, URIRef) and not obj.startswith(ONTOLOGY):
                yield subject, predicate, obj


def test_terms_of_others_that_are_mapped_to_exist() -> None:
    pairs = list(outside())
    assert len(pairs) > 150
    assert sorted((s, o) for s, _, o in pairs if not exists(str(o))) == []


@pytest.mark.parametrize(
    ("name", "twin"),
    [
        ("Model", "https://w3id.org/dpv/ai#Model"),
        ("Model", "https://w3id.org/airo#AIModel"),
        ("Developer", "https://w3id.org/airo#AIDeveloper"),
        ("Jurisdiction", "https://w3id.org/dpv#Jurisdiction"),
        ("Regime", "http://data.europa.eu/eli/ontology#LegalResource"),
        ("Provision", "http://data.europa.eu/eli/ontology#LegalResourceSubdivision"),
        ("Obligation", "https://w3id.org/dpv#Obligation"),
        ("Unit", "http://qudt.org/schema/qudt/Unit"),
        ("quote", "http://www.w3.org/ns/oa#exact"),
        ("settledFrom", "http://www.w3.org/ns/prov#wasDerivedFrom"),
        ("alias", "http://www.w3.org/2004/02/skos/core#altLabel"),
        ("developedBy", "https://schema.org/creator"),
    ],
)
def test_a_term_is_mapped_to_its_twin(name: str, twin: str) -> None:
    assert (str(term(name)), twin) in {(str(s), str(o)) for s, _, o in outside()}


def test_a_term_is_declared_only_where_it_exists() -> None:
    """The declarations of others' terms, which spare their import, are no inventions either."""
    foreign = {s for s in declared().subjects(RDF.type, None) if isinstance(s, URIRef)}
    foreign = {s for s in foreign if not s.startswith("https://w3id.org/ai-control/")}
    assert len(foreign) > 30
    assert sorted(s for s in foreign if not exists(str(s))) == []


# ---------------------------------------------------------------- OWL 2 DL

# The rules that files written by hand break. Individuals may share a name with a class or property
# (punning): `:trainingCompute :unit unit:FLOP`, `:reaches :Model`.

LISTS = {RDF.first, RDF.rest}
"""Parts of the conditions of laws, which are SHACL; OWL tools keep such triples as they are."""


def test_every_property_used_has_exactly_one_kind() -> None:
    graph, builtin = everything(), (str(RDF), str(RDFS), str(OWL))
    used = set(graph.predicates())
    used |= {s for kind in KINDS for s in graph.subjects(RDF.type, kind)}
    wrong = {p: kinds(graph, p) for p in used if not str(p).startswith(builtin)}
    assert {p: k for p, k in wrong.items() if len(k) != 1} == {}
    own = {p for p in used if str(p).startswith(builtin)} - LISTS
    axioms = {RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.disjointWith}
    headers = {OWL.imports, OWL.versionInfo}
    assert own <= {RDF.type, RDFS.label, RDFS.comment} | axioms | headers


def test_lists_stand_only_in_conditions() -> None:
    assert set(declared().predicates()) & LISTS == set()


def test_values_fit_the_kind_of_their_property() -> None:
    graph = everything()
    for subject, predicate, value in graph:
        kind = kinds(graph, predicate)
        if OWL.ObjectProperty in kind:
            assert not isinstance(value, Literal), (subject, predicate, value)
        if OWL.DatatypeProperty in kind:
            assert isinstance(value, Literal), (subject, predicate, value)


def test_literals_have_the_datatype_that_their_property_asks_for() -> None:
    graph, wrong = everything(), []
    ranges = {p: r for p, r in graph.subject_objects(RDFS.range) if str(r).startswith(str(XSD))}
    for subject, predicate, value in graph:
        if predicate in ranges and isinstance(value, Literal):
            asked = ranges[predicate]
            text = asked == XSD.string and value.datatype in (None, XSD.string)
            if not text and value.datatype != asked:
                wrong.append((subject, predicate, value))
    assert wrong == []


def test_no_name_is_a_class_and_a_datatype_and_none_is_of_the_reserved_vocabulary() -> None:
    graph = declared()
    classes = set(graph.subjects(RDF.type, OWL.Class))
    datatypes = set(graph.subjects(RDF.type, RDFS.Datatype))
    assert not classes & datatypes
    assert datatypes == {XSD.date}, "the one known departure; a new one needs a reason in core.ttl"
    reserved = tuple(str(n) for n in (RDF, RDFS, OWL, XSD))
    axioms = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, OWL.disjointWith)
    for predicate in axioms:
        for subject, obj in graph.subject_objects(predicate):
            assert not str(obj).startswith(reserved), (subject, predicate, obj)
    assert not [s for s in classes if str(s).startswith(reserved)]


def test_axioms_join_what_can_be_joined() -> None:
    graph = declared()
    classes = set(graph.subjects(RDF.type, OWL.Class))
    for sub, sup in graph.subject_objects(RDFS.subPropertyOf):
        assert kinds(graph, sub) == kinds(graph, sup), (sub, sup)
    for sub, sup in graph.subject_objects(RDFS.subClassOf):
        assert {sub, sup} <= classes, (sub, sup)
    for prop, cls in graph.subject_objects(RDFS.domain):
        assert cls in classes, (prop, cls)
    for prop, asked in graph.subject_objects(RDFS.range):
        literal = kinds(graph, prop) != {OWL.ObjectProperty}
        assert str(asked).startswith(str(XSD)) if literal else asked in classes, (prop, asked)


def test_no_class_is_both_a_thing_and_a_happening_of_prov() -> None:
    """PROV-O keeps entities, activities and events apart; a class under two has no members."""
    graph = declared()
    apart = (PROV.Entity, PROV.Activity, PROV.InstantaneousEvent)
    for cls in graph.subjects(RDF.type, OWL.Class):
        above = set(graph.transitive_objects(cls, RDFS.subClassOf))
        assert len(above & set(apart)) <= 1, cls
