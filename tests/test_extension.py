"""A new reader, question, regime or format of documents is one new file, in a copy of all."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import ingest
import kg
from kg import assets

READER = '''"""Read a list of models, one name a line."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

from kg.model import Cell, Source, Statement, Text
from kg.names import mint, rdf, term


def accepts(location: str) -> bool:
    """Say whether `location` is a list of names."""
    return location.endswith(".names")


def read(location: str) -> Iterator[Statement]:
    """Yield a type and a label for each line."""
    text = Path(location).read_bytes()
    source = Source(id="names", title="Names", issued=date(2026, 1, 1), licence="CC0-1.0",
                    location=Path(location).name, sha256=sha256(text).hexdigest())
    for row, name in enumerate(text.decode().split("\\n"), start=1):
        for predicate, value in ((rdf("rdf:type"), term("Model")), (rdf("rdfs:label"), Text(name))):
            yield Statement(subject=mint("model", name), predicate=predicate, object=value,
                            source=source, place=Cell(row, "name"))
'''

FORMAT = '''"""Read a text that was written backwards."""

from hashlib import sha256

from kg.document import Block, Document

RANK = 50


def accepts(name: str, data: bytes) -> bool:
    """Say whether the file calls itself written backwards."""
    return name.endswith(".sdrawkcab")


def read(data: bytes, *, name: str, location: str) -> Document:
    """Return the text the right way round, as one block."""
    text = data.decode()[::-1]
    return Document(name=name.partition(".")[0], title=name, text=text, location=location,
                    blocks=(Block(0, len(text)),), sha256=sha256(data).hexdigest())
'''

QUESTION = """#+ summary: Which models have a name that begins so?
#+ answers: 1
#+ param beginning: text = Zebra | the first letters
SELECT ?model ?beginning WHERE {
  ?m a :Model ; rdfs:label ?model .
  FILTER (STRSTARTS(?model, ?beginning))
} ORDER BY ?model
"""

REGIME = """# A made-up bill, to show that a regime is one file.
@prefix : <https://w3id.org/ai-control/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix place: <https://w3id.org/ai-control/place/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix regime: <https://w3id.org/ai-control/regime/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix unit: <https://w3id.org/ai-control/unit/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

regime:zz-made-up a :Regime ;
    rdfs:label "Made-up Act"@en ; :shortName "Made-up Act" ;
    :jurisdiction place:US ;
    :coverage :Modelled ; :lastChecked "2026-11-23"^^xsd:date ; :confidence :Low ;
    dcterms:source "made up for a test" ;
    :event [ a :InForce ; :on "2026-01-01"^^xsd:date ; dcterms:source "made up for a test" ] .

<https://w3id.org/ai-control/regime/zz-made-up.s1> a :Provision ;
    rdfs:label "Made-up threshold"@en ;
    :partOf regime:zz-made-up ; :citation "s. 1" ; :reaches :Model ; :confidence :Low ;
    dcterms:source "made up for a test" ;
    :appliesFrom "2026-01-01"^^xsd:date ;
    :effect [ a :Notification ; rdfs:label "tell the zebra"@en ] ;
    :condition [ a sh:NodeShape ; sh:property [ a :Threshold ; sh:path :trainingCompute ;
        sh:minExclusive 7e24 ; sh:minCount 1 ; :unit unit:FLOP ; :unitLabel "operations" ] ] .
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the program with one new reader, one question and one regime."""
    root = tmp_path_factory.mktemp("program")
    leave = shutil.ignore_patterns("__pycache__")
    for package in (kg, ingest):
        shutil.copytree(package.__path__[0], root / package.__name__, ignore=leave)
    for name in ("ontology", "queries"):
        shutil.rmtree(root / "kg" / name, ignore_errors=True)
        shutil.copytree(assets.folder(name), root / name)
    (root / "ingest" / "zoo.py").write_text(READER)
    (root / "ingest" / "documents" / "backwards.py").write_text(FORMAT)
    law = "The provider of a lock shall notify the Harbour Office within 30 days."
    (root / "law.sdrawkcab").write_text(law[::-1])
    (root / "queries" / "models-beginning.rq").write_text(QUESTION)
    (root / "ontology" / "regimes" / "zz-made-up.ttl").write_text(REGIME)
    (root / "zebras.names").write_text("Zebra 1\nZebra 2")
    return root


def run(program: Path, *arguments: str) -> str:
    """Run the copy's command line and return what it prints."""
    environment = {**os.environ, "PYTHONPATH": str(program), "KG_STORE": str(program / "store")}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "kg", *arguments],
        cwd=program,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_reader_is_one_new_file(program: Path) -> None:
    run(program, "ingest", "zebras.names")
    asked = run(program, "query", "SELECT ?m { ?m rdfs:label 'Zebra 2' }", "-f", "json")
    assert json.loads(asked) == [{"m": "https://w3id.org/ai-control/model/zebra-2"}]


def test_a_question_is_one_new_file(program: Path) -> None:
    run(program, "ingest", "zebras.names")
    assert "models-beginning" in run(program, "ask")
    asked = run(program, "ask", "models-beginning", "-f", "json")
    assert json.loads(asked) == [{"model": "Zebra 1"}, {"model": "Zebra 2"}]


def test_a_regime_is_one_new_file(program: Path) -> None:
    asked = run(program, "ask", "thresholds-in-force", "-p", "as-of", "2026-02-01", "-f", "json")
    assert any("Made-up Act" in str(row) for row in json.loads(asked))
    asked = run(program, "ask", "thresholds-in-force", "-p", "as-of", "2025-02-01", "-f", "json")
    assert not any(
        "Made-up Act" in str(row) and row.get("status") == "in force" for row in json.loads(asked)
    )
    assert "Made-up Act" in run(program, "show", "zz-made-up")


def test_a_format_of_documents_is_one_new_file(program: Path) -> None:
    said = run(program, "extract", "law.sdrawkcab", "--type", "norm", "-f", "json")
    assert [(norm["modality"], norm["quote"][:12]) for norm in json.loads(said)] == [
        ("obligation", "The provider")
    ]
