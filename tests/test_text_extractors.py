"""Extractors that others bring: a server that answers and misanswers, a package, a spaCy model."""

import json
import shutil
import sys
import threading
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

from kg import intake, store
from kg.document import Block, Document
from kg.errors import BadSource, UnknownName
from kg.evidence import doubts
from kg.evidence.ingesting import ingest_documents
from kg.evidence.taking import LINE
from kg.text.annotations import Mention, Threshold
from kg.text.names.gazetteer import from_graph
from kg.text.pipeline import build
from kg.text.plugins.asking import Endpoint
from kg.text.plugins.endpoint import EndpointExtractor, from_environment
from kg.text.plugins.extractors import GROUP, Extractor, Found, extract_with_all, extractor, names
from kg.text.plugins.spacy_model import SpacyExtractor

TEXT = "The quiet rule bites above a hundred septillion operations.\nIt was written by Ada Byron.\n"
RIGHT = {
    "type": "threshold", "quote": "above a hundred septillion operations",
    "quantity": "training_compute", "comparator": "gt", "value": 1e26, "unit": "FLOP",
}  # fmt: skip
NO_JSON = "did not answer in JSON by the schema"
PERSON = {"type": "mention", "quote": "Ada Byron", "class": "Actor"}


def document(text: str = TEXT) -> Document:
    blocks, start = [], 0
    for line in text.splitlines(keepends=True):
        blocks.append(Block(start, start + len(line.rstrip("\n"))))
        start += len(line)
    return Document(
        name="quiet", title="Quiet", text=text, blocks=tuple(blocks), location="quiet.txt",
        sha256=sha256(text.encode()).hexdigest(),
    )  # fmt: skip


@dataclass
class Model:
    """A local server that answers as an endpoint of a language model does; it counts its visits."""

    url: str = ""
    api: str = "openai"
    annotations: object = field(default_factory=lambda: [RIGHT])
    raw: Callable[[BaseHTTPRequestHandler], None] | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def body(self) -> bytes:
        """Return the answer in the form of the API."""
        said = {"annotations": self.annotations}
        if self.api == "anthropic":
            used = {"type": "tool_use", "name": "annotate", "input": said}
            return json.dumps({"content": [{"type": "text", "text": "Here:"}, used]}).encode()
        return json.dumps({"choices": [{"message": {"content": json.dumps(said)}}]}).encode()


@pytest.fixture
def model() -> Iterator[Model]:
    served = Model()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            served.asked.append(json.loads(self.rfile.read(length)))
            served.headers.append({k.lower(): v for k, v in self.headers.items()})
            if served.raw:
                served.raw(self)
                return
            answer(self, served.body())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    served.url = f"http://127.0.0.1:{server.server_port}/v1/chat/completions"
    yield served
    server.shutdown()
    server.server_close()


def answer(handler: BaseHTTPRequestHandler, body: bytes, code: int = 200) -> None:
    handler.send_response(code)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def asking(model: Model, tmp_path: Path) -> EndpointExtractor:
    return EndpointExtractor(Endpoint(model.url, "small-1", "sesame", model.api), tmp_path / "kept")


@pytest.fixture(scope="module")
def all_of(built: Path) -> Callable[..., Found]:
    """Return a function that extracts with our pipeline and with others."""
    nlp = build(from_graph(store.open_read(built)))

    def run(*others: Extractor, text: str = TEXT) -> Found:
        return extract_with_all(document(text), nlp, others)

    return run


# ---------------------------------------------------------------- an endpoint


@pytest.mark.parametrize("api", ["openai", "anthropic"])
def test_a_right_answer_becomes_annotations_with_spans(
    model: Model, tmp_path: Path, api: str
) -> None:
    model.api, model.annotations = api, [RIGHT, PERSON]
    found = asking(model, tmp_path).extract(document())
    assert [TEXT[slice(*a.span)] for a in found] == [RIGHT["quote"], "Ada Byron"]
    first = found[0]
    assert isinstance(first, Threshold)
    assert (first.value, first.comparator, first.rule) == (1e26, "gt", "endpoint:small-1")
    sent = model.headers[0]
    key = sent["x-api-key"] if api == "anthropic" else sent["authorization"].removeprefix("Bearer ")
    assert key == "sesame"
    assert model.asked[0]["temperature"] == 0


def test_the_cache_asks_once(model: Model, tmp_path: Path) -> None:
    first = asking(model, tmp_path).extract(document())
    again = asking(model, tmp_path).extract(document())
    assert first == again != []
    assert len(model.asked) == 1
    asking(model, tmp_path).extract(document(TEXT.replace("quiet", "loud")))
    assert len(model.asked) == 2


def test_a_quote_that_does_not_stand_in_the_text_is_left_out_and_told(
    model: Model, tmp_path: Path
) -> None:
    model.annotations = [RIGHT | {"quote": "above 10^26 operations"}, PERSON]
    other = asking(model, tmp_path)
    assert [a.type for a in other.extract(document())] == ["mention"]
    assert len(other.notes) == 1
    assert "1 of 2" in other.notes[0]


def test_what_makes_no_sense_is_left_out(model: Model, tmp_path: Path) -> None:
    model.annotations = [
        {"type": "poem", "quote": "Ada Byron"}, {"quote": "Ada Byron"}, "Ada", 7, None,
        {"type": "norm", "quote": "The quiet rule bites", "modality": "obligation"},
        {"type": "relation", "quote": "written by Ada Byron", "predicate": "developed_by"},
        RIGHT | {"quote": ""}, RIGHT | {"quote": 5},
    ]  # fmt: skip
    assert asking(model, tmp_path).extract(document()) == []


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"<html>busy</html>", "does not answer as an endpoint"),
        (b'{"choices": []}', "does not answer as an endpoint"),
        (b'{"choices": [{"message": {"content": "I would rather not."}}]}', "JSON by the schema"),
        (b'{"choices": [{"message": {"content": "{}"}}]}', "JSON by the schema"),
        (
            b'{"choices": [{"message": {"content": "{\\"annotations\\": 5}"}}]}',
            "JSON by the schema",
        ),
    ],
)
def test_a_wrong_answer_is_told_and_not_kept(
    model: Model, tmp_path: Path, body: bytes, why: str
) -> None:
    model.raw = lambda handler: answer(handler, body)
    other = asking(model, tmp_path)
    assert other.extract(document()) == []
    assert any(why in note for note in other.notes)
    model.raw = None
    assert other.extract(document())  # the wrong answer was not remembered


def test_an_error_of_the_server_is_told_with_its_words(model: Model, tmp_path: Path) -> None:
    model.raw = lambda handler: answer(handler, b"<h1>Out of tea</h1>" * 999, 500)
    other = asking(model, tmp_path)
    assert other.extract(document()) == []
    assert "500" in other.notes[0]
    assert "Out of tea" in other.notes[0]
    assert len(other.notes[0]) < 500


def test_what_was_answered_before_a_failure_counts(
    model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.text.plugins.endpoint.AT_ONCE", 70)
    good = model.body()
    model.raw = lambda h: answer(h, good) if len(model.asked) == 1 else answer(h, b"", 503)
    other = asking(model, tmp_path)
    assert len(other.extract(document(TEXT * 4))) == 1
    assert len(model.asked) == 2  # a server that is down is not asked for every piece
    assert "503" in other.notes[0]


def test_a_slow_server_is_given_up(
    model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.text.plugins.asking.SECONDS", 0.3)
    model.raw = lambda _: time.sleep(2)
    other = asking(model, tmp_path)
    began = time.monotonic()
    assert other.extract(document()) == []
    assert time.monotonic() - began < 1.5
    assert "no answer" in other.notes[0]


def test_a_server_that_sends_drop_by_drop_is_given_up(
    model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.text.plugins.asking.SECONDS", 0.5)

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(40):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)

    model.raw = drip
    other = asking(model, tmp_path)
    assert other.extract(document()) == []
    assert "did not end its answer" in other.notes[0]


def test_a_giant_answer_is_given_up(model: Model, tmp_path: Path) -> None:
    def flood(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            for _ in range(2000):
                handler.wfile.write(b"x" * 65536)
        except OSError:
            return  # we hung up

    model.raw = flood
    other = asking(model, tmp_path)
    assert other.extract(document()) == []
    assert "more than 4,000,000 bytes" in other.notes[0]


def test_a_key_follows_no_redirect(model: Model, tmp_path: Path) -> None:
    def elsewhere(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", model.url + "/elsewhere")
        handler.end_headers()

    model.raw = elsewhere
    other = asking(model, tmp_path)
    assert other.extract(document()) == []
    assert len(model.asked) == 1
    assert "302" in other.notes[0]


def test_nothing_is_asked_that_the_user_did_not_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_LLM_URL", raising=False)
    with pytest.raises(BadSource, match="KG_LLM_URL"):
        from_environment()
    monkeypatch.setenv("KG_LLM_URL", "http://127.0.0.1:1/")
    monkeypatch.setenv("KG_LLM_MODEL", "m")
    monkeypatch.setenv("KG_LLM_API", "telegram")
    with pytest.raises(BadSource, match="telegram"):
        from_environment()


def test_only_an_address_of_http_is_asked(tmp_path: Path) -> None:
    other = EndpointExtractor(Endpoint("file:///etc/passwd", "m"), tmp_path)
    assert other.extract(document()) == []
    assert "http" in other.notes[0]


# ---------------------------------------------------------------- the checks


def test_ours_stands_where_both_find_the_same(all_of: Callable[..., Found]) -> None:
    class Copy:
        def extract(self, text: Document) -> list[Mention]:
            at = text.text.index("OpenAI")
            return [Mention(span=(at, at + 6), kind="Model", rule="copy")]

    found = all_of(Copy(), text="OpenAI wrote this.\n").annotations
    assert [(a.kind, a.link) for a in found if isinstance(a, Mention)] == [("Actor", "openai")]


class Liar:
    """An extractor that says the wrong thing in every way there is."""

    def __init__(self, *said: object) -> None:
        self.said = said

    def extract(self, _: Document) -> list[Any]:
        """Return the lies."""
        return list(self.said)


def limit(start: int, end: int, **more: Any) -> Threshold:
    given = {
        "quantity": "training_compute", "comparator": "gt", "value": 1e26, "unit": "FLOP", **more,
    }  # fmt: skip
    return Threshold(span=(start, end), rule="liar", confidence=0.9, **given)


AT = TEXT.index("above"), TEXT.index(" operations") + 11
LIES = {
    "quote": (limit(*AT), "above ten operations"),
    "offsets": limit(40, 4000),
    "backwards": limit(30, 20),
    "no words": limit(TEXT.index("\n"), TEXT.index("\n") + 1),
    "unit": limit(*AT, unit="bananas"),
    "comparator": limit(*AT, comparator="bigger"),
    "part outside": limit(*AT, subject=(900, 950)),
    "value": limit(TEXT.index("The quiet"), TEXT.index(" bites")),
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_lie_is_refused_with_the_reason(all_of: Callable[..., Found], lie: object) -> None:
    found = all_of(Liar(lie))
    assert not [a for a in found.annotations if a.rule == "liar"]
    assert len(found.failed) == 1
    assert found.failed[0][1].startswith("liar: ")


def test_an_extractor_that_breaks_loses_its_own_facts_only(all_of: Callable[..., Found]) -> None:
    class Broken:
        def extract(self, _: Document) -> list[Mention]:
            raise ZeroDivisionError("no gradient")

    found = all_of(Broken(), text="OpenAI wrote this.\n")
    assert [a.type for a in found.annotations] == ["mention"]
    assert "Broken" in found.notes[0]
    assert "no gradient" in found.notes[0]


# ---------------------------------------------------------------- a package that brings one


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Install a package with an extractor that lies about a value, and one that does not."""
    site = tmp_path / "site"
    info = site / "strange_finder-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: strange-finder\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[ai_control_graph.extractors]\nstrange = strange_finder:Finder\n"
    )
    (site / "strange_finder.py").write_text(
        "from kg.text.annotations import Definition, Threshold\n"
        "class Finder:\n"
        "    def extract(self, document):\n"
        "        at = document.text.index('above')\n"
        "        said = dict(quantity='revenue', comparator='gt', value=5, unit='USD')\n"
        "        wrong = Threshold(span=(at, at + 5), rule='strange', confidence=0.9, **said)\n"
        "        rule = document.text.index('quiet rule')\n"
        "        right = Definition(span=(rule, rule + 10), term=(rule, rule + 10),\n"
        "                           rule='strange', confidence=0.9)\n"
        "        return [wrong, (right, 'quiet rule'), (right, 'loud rule')]\n"
    )
    monkeypatch.syspath_prepend(str(site))
    yield "strange"
    sys.modules.pop("strange_finder", None)


def test_an_installed_package_adds_facts_that_pass_the_checks(
    installed: str, built: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copytree(built, tmp_path / "own"))
    place = tmp_path / "quiet.txt"
    place.write_text(TEXT)
    assert installed in names()
    outcomes = list(ingest_documents(path, [str(place)], intake.document, others=[installed]))
    taken = outcomes[0].taken
    assert taken
    assert [(a.type, a.rule) for a in taken.annotations if a.rule == "strange"] == [
        ("definition", "strange")
    ]
    waiting = [d for d in doubts.read(path) if d.reason == "unchecked"]
    assert {d.quote for d in waiting} == {"above", "quiet rule"}
    assert all("strange" in d.because for d in waiting)


def test_an_extractor_that_is_not_there_is_named_with_those_that_are(installed: str) -> None:
    with pytest.raises(UnknownName, match=r"stragne.*did you mean strange"):
        extractor("stragne")


def test_our_own_extractors_are_where_the_project_says() -> None:
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text())
    for name, value in project["project"]["entry-points"][GROUP].items():
        assert callable(EntryPoint(name, value, GROUP).load())


def test_a_spacy_pipeline_names_things_that_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import spacy

    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([  # type: ignore[attr-defined]
        {"label": "PERSON", "pattern": "Ada Byron"}, {"label": "CARDINAL", "pattern": "hundred"},
    ])  # fmt: skip
    found = SpacyExtractor(nlp, "tiny").extract(document())
    assert [(TEXT[slice(*a.span)], a.rule) for a in found] == [("Ada Byron", "spacy:tiny")]
    assert all(a.confidence < LINE for a in found)
    nlp.to_disk(tmp_path / "tiny")
    from kg.text.plugins import spacy_model

    monkeypatch.setenv("KG_SPACY_MODEL", str(tmp_path / "tiny"))
    assert spacy_model.from_environment().extract(document())
    monkeypatch.setenv("KG_SPACY_MODEL", "no-such-model")
    with pytest.raises(BadSource, match="no-such-model"):
        spacy_model.from_environment()
    monkeypatch.delenv("KG_SPACY_MODEL")
    with pytest.raises(BadSource, match="KG_SPACY_MODEL"):
        spacy_model.from_environment()
