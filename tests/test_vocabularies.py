"""The vocabularies: places by all their names, country groups on a day, licences."""

import csv
import json
from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.term import Node

from kg import assets
from kg.names import NAMESPACES, ONTOLOGY, slug

FOLDER = assets.folder("ontology") / "vocabularies"


def term(name: str) -> URIRef:
    """Return a term of the ontology."""
    return URIRef(ONTOLOGY + name)


def place(code: str) -> URIRef:
    """Return a jurisdiction."""
    return URIRef(NAMESPACES["place"] + code)


@cache
def load(name: str) -> Graph:
    """Return one vocabulary."""
    return Graph().parse(FOLDER / f"{name}.ttl")


# ---------------------------------------------------------------- places


@cache
def called() -> dict[str, Node]:
    """Return the places by each of their names, as names are compared."""
    graph, found = load("jurisdictions"), defaultdict[str, set[Node]](set)
    for predicate in (RDFS.label, term("alias")):
        for subject, name in graph.subject_objects(predicate):
            if str(subject).startswith(NAMESPACES["place"]):
                found[slug(str(name))].add(subject)
    assert {n: s for n, s in found.items() if len(s) > 1} == {}, (
        "a name of two places leads nowhere"
    )
    return {name: next(iter(subjects)) for name, subjects in found.items()}


def test_names_of_places_lead_to_one_place() -> None:
    assert called()["georgia"] == place("GE")
    assert called()["korea-republic-of"] == called()["south-korea"] == place("KR")


def test_all_countries_of_iso_3166_are_there(shared: Path) -> None:
    graph = load("jurisdictions")
    with (shared / "data/screening/country_codes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = {row["ISO3166-1-Alpha-2"] for row in rows}
    countries = set(graph.subjects(RDF.type, term("Country")))
    assert countries == {place(code) for code in codes}
    assert len(countries) == 249
    for code in codes:
        assert str(graph.value(place(code), term("isoCode"))) == code
    for row in rows:
        assert called()[slug(row["official_name_en"])] == place(row["ISO3166-1-Alpha-2"])


@pytest.mark.parametrize(
    ("union", "members"),
    [("EU", 27), ("US", 51), ("CN", 2)],
)
def test_what_lies_within(union: str, members: int) -> None:
    within = set(load("jurisdictions").subjects(term("within"), place(union)))
    assert len(within) == members
    assert all(
        (member, RDF.type, term("Jurisdiction")) in load("jurisdictions") for member in within
    )


def test_country_names_of_the_datasets_resolve(shared: Path) -> None:
    names: set[str] = set()
    for path in sorted((shared / "data/epoch").glob("*.csv")):
        if "mangled" in path.name:
            continue
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for column, cell in row.items():
                    if column and column.startswith("Country"):
                        names |= {part.strip() for part in cell.split(",")}
    names.discard("")
    assert len(names) > 50
    assert sorted(name for name in names if slug(name) not in called()) == []


def test_destination_names_of_the_export_rules_resolve(shared: Path) -> None:
    folder = shared / "data/screening"
    groups = json.loads((folder / "us_country_groups_2026-07.json").read_text(encoding="utf-8"))
    chart = json.loads((folder / "us_country_chart_2026-07.json").read_text(encoding="utf-8"))
    names = {name for group in groups["groups"].values() for name in group}
    names |= {*chart["countries"], *chart["embargoed"]}
    assert len(names) > 190
    assert sorted(name for name in names if slug(name) not in called()) == []
    same = {**groups["aliases"], **chart["aliases"]}
    hong_kong = {"hong kong", "hong kong sar", "hk"}  # there a name of China, here its own place
    for alias, name in same.items():
        if alias not in hong_kong and slug(alias) in called():
            assert called()[slug(alias)] == called()[slug(name)], alias


# ---------------------------------------------------------------- country groups


def group(printed: str) -> URIRef:
    """Return a country group of the export rules by its printed name, such as D:5."""
    return URIRef(NAMESPACES["group"] + "ear-" + printed.lower().replace(":", "-"))


def members(of: URIRef, day: str) -> set[Node]:
    """Return who belongs to a group on a day."""
    graph, found = load("country-groups"), set()
    for membership in graph.subjects(term("group"), of):
        first, end = (graph.value(membership, term(name)) for name in ("from", "until"))
        begun = first is None or str(first) <= day
        if begun and (end is None or day < str(end)):
            found |= set(graph.objects(membership, term("member")))
    return found


def test_country_groups_are_those_of_the_curated_facts(shared: Path) -> None:
    text = (shared / "facts/regimes.yaml").read_text(encoding="utf-8")
    lists = {k: v for k, v in yaml.safe_load(text)["country_groups"].items() if ":" in k}
    assert len(lists) == 13
    for printed, entry in lists.items():
        listed = members(group(printed), str(entry["as_of"]))
        assert listed == {place(m["iso"]) for m in entry["members"]}, printed
        assert len(listed) == entry["count"]
        before = set(listed)
        for change in entry.get("changes", []):
            assert isinstance(change["date"], date)
            assert change["date_confidence"] in ("high", "medium", "low")
            who = {called()[slug(change.get("add") or change["remove"])]}
            before = before - who if "add" in change else before | who
        assert members(group(printed), "2026-01-01") == before, printed


def test_country_groups_are_those_of_the_printed_edition(shared: Path) -> None:
    path = shared / "data/screening/us_country_groups_2026-07.json"
    edition = json.loads(path.read_text(encoding="utf-8"))
    assert len(edition["groups"]["B"]) == 173
    for printed, names in edition["groups"].items():
        there = {called()[slug(name)] for name in names}
        assert members(group(printed), edition["ecfrIssueDate"]) == there, printed


def test_the_emirates_changed_groups_on_a_day() -> None:
    emirates = place("AE")
    assert emirates not in members(group("A:5"), "2026-07-09")
    assert emirates in members(group("D:3"), "2026-07-09") & members(group("D:4"), "2026-07-09")
    assert emirates in members(group("A:5"), "2026-07-10")
    assert emirates not in members(group("D:3"), "2026-07-10") | members(group("D:4"), "2026-07-10")


def test_cambodia_left_the_embargo_and_macau_was_never_in_it() -> None:
    assert place("KH") in members(group("D:5"), "2026-02-02")
    assert place("KH") not in members(group("D:5"), "2026-02-03")
    assert place("MO") not in members(group("D:5"), "2026-02-02")


def test_tiers_of_the_ai_diffusion_rule(shared: Path) -> None:
    graph = load("country-groups")
    first, second, third = (
        URIRef(f"{NAMESPACES['group']}ai-diffusion-tier-{n}") for n in (1, 2, 3)
    )
    text = (shared / "facts/regimes.yaml").read_text(encoding="utf-8")
    partners = yaml.safe_load(text)["ai_diffusion_tiers"]["tier1_supplement5a"]
    expected = {called()[slug(name)] for name in partners} | {place("US")}
    assert members(first, "2025-01-13") == expected
    assert len(expected) == 19
    assert members(third, "2025-01-13") == {place("MO")}
    assert set(graph.objects(third, term("includes"))) == {group("D:5")}
    assert set(graph.objects(second, term("excludes"))) == {first, third}


def test_countries_of_concern_do_not_yet_hold_those_of_the_coins_act() -> None:
    of_concern = URIRef(NAMESPACES["group"] + "outbound-countries-of-concern")
    assert members(of_concern, "2026-10-09") == {place("CN"), place("HK"), place("MO")}


# ---------------------------------------------------------------- licences


def test_licences_of_the_curated_models_are_there(shared: Path) -> None:
    """Each licence cell names a licence of the vocabulary, or says that there is none."""
    graph = load("licences")
    licences = set(graph.subjects(RDF.type, term("Licence")))
    names = {str(licence).removeprefix(NAMESPACES["licence"]) for licence in licences}
    for predicate in (RDFS.label, term("alias")):
        names |= {slug(str(n)) for s, n in graph.subject_objects(predicate) if s in licences}
    none = ("none", "unreleased", "unconfirmed")
    with (shared / "facts/models.csv").open(encoding="utf-8", newline="") as file:
        cells = {row["licence"] for row in csv.DictReader(file)}
    named = {cell for cell in cells if cell and not cell.startswith(none)}
    unknown = [cell for cell in named if not any(name in slug(cell) for name in names)]
    assert len(named) > 50
    assert unknown == []


def test_open_source_is_said_only_of_licences_that_osi_approved() -> None:
    graph = load("licences")
    said = {str(s) for s in graph.subjects(term("openSource"), Literal(True))}
    assert said == {NAMESPACES["licence"] + name for name in ("apache-2.0", "mit")}
    assert not list(graph.subjects(term("openSource"), Literal(False)))
