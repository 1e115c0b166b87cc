"""The annotated page in a real browser: complete, offline, inert, quick, and of use."""

import json
import re
import time
from collections.abc import Callable
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ingest.documents import parse
from kg import store
from kg.document import Block, Document
from kg.evidence.annotated import page
from kg.text.annotations import Annotation, Claim, Detail, Mention, Norm, Threshold
from kg.text.names.gazetteer import from_graph
from kg.text.pipeline import build, extract

ACT = Path(__file__).parent / "data" / "documents" / "cascadia-act.txt"
HOSTILE = (
    "</script><script>document.title='owned'</script><img src=x onerror=alert(1)>\"'&lt;{{7*7}}"
)

Acted = Callable[..., object]
Made = Callable[[str], tuple[Document, list[Annotation]]]


def hostile() -> tuple[Document, list[Annotation]]:
    """Return a document whose every part is hostile, with marks that overlap in every way."""
    text = f"{HOSTILE}\n{HOSTILE} more than 10^25 operations\n"
    cut = text.index("\n")
    blocks = (Block(0, cut, path=HOSTILE), Block(cut + 1, len(text) - 1, path="§ 2"))
    document = Document(
        name="odd", title=HOSTILE, text=text, blocks=blocks, location=HOSTILE,
        sha256=sha256(text.encode()).hexdigest(), url=HOSTILE,
    )  # fmt: skip
    found: list[Annotation] = [
        Mention(span=(0, 40), kind="Actor", rule=HOSTILE, candidates=(HOSTILE,)),
        Claim(span=(20, 60), kind="opinion", rule="r", confidence=0.3),
        Norm(span=(10, cut + 30), trigger=(12, 14), modality="obligation", rule="r"),
        Threshold(
            span=(text.index("more"), len(text) - 1), quantity="training_compute", comparator="gt",
            value=1e25, unit="FLOP", rule="r", inferred=True,
        ),
        Detail(span=(0, 5), name="title", value=HOSTILE, rule="r"),
    ]  # fmt: skip
    return document, found


@pytest.fixture(scope="module")
def made(built: Path) -> Made:
    """Return a function that reads a text and extracts from it."""
    nlp = build(from_graph(store.open_read(built)))

    def run(text: str) -> tuple[Document, list[Annotation]]:
        document = parse(text.encode(), name="act.txt")
        return document, extract(document, nlp)

    return run


@pytest.fixture(scope="module")
def act(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of the small law."""
    path = tmp_path_factory.mktemp("page") / "act.html"
    path.write_text(page(*made(ACT.read_text())))
    return path


class _Text(HTMLParser):
    """The characters of the article of a page, and what it would load."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.loads: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self._inside = self._inside or tag == "article"
        given = dict(attrs)
        loaded = tag in ("img", "script", "link", "iframe", "object", "embed", "form")
        if loaded and given != {} and given.get("type") != "application/json":
            self.loads.append(tag)
        if tag == "a" and not (given.get("href") or "").startswith("#"):
            self.loads.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note the end of an element."""
        self._inside = self._inside and tag != "article"

    def handle_data(self, data: str) -> None:
        """Note text."""
        if self._inside:
            self.text.append(data)


def read(html: str) -> _Text:
    parser = _Text()
    parser.feed(html)
    return parser


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("of", ["hostile", "act"])
def test_the_page_has_all_of_the_text_and_loads_nothing(of: str, made: Made) -> None:
    document, found = hostile() if of == "hostile" else made(ACT.read_text())
    seen = read(page(document, found))
    assert squeezed("".join(seen.text)) == squeezed(document.text)
    assert seen.loads == []


def test_hostile_text_is_inert_in_a_browser(browser: Callable[..., tuple[str, list[str]]],
                                            tmp_path: Path) -> None:  # fmt: skip
    path = tmp_path / "odd.html"
    path.write_text(page(*hostile()))
    dom, complaints = browser(path)
    assert complaints == []
    title = re.search(r"<title>(.*?)</title>", dom, re.DOTALL)
    assert title
    assert "owned" not in unescape(title[1]).replace(HOSTILE, "")
    assert "<img" not in dom
    assert "49" not in unescape(dom).replace(HOSTILE, "").split("<style>")[0]


def test_no_complaint_and_every_mark_is_where_it_should_be(
    browser: Callable[..., tuple[str, list[str]]], act: Path, made: Made
) -> None:
    dom, complaints = browser(act)
    assert complaints == []
    document, found = made(ACT.read_text())
    quoted = {int(n): "" for n, a in enumerate(found) if not isinstance(a, Detail)}
    for ids, words in re.findall(r'data-ids="([\d ]+)"[^>]*>([^<]*)</span>', dom):
        for n in ids.split():
            quoted[int(n)] += unescape(words)
    assert quoted == {n: document.text[slice(*found[n].span)] for n in quoted}


def test_a_click_tells_all_that_was_read_there(acted: Acted, act: Path) -> None:
    told = acted(
        act,
        """return [by("told").querySelectorAll("dl").length, by("told").innerText,
                   document.querySelectorAll(".chosen").length];""",
        act="""[...document.querySelectorAll(".t-threshold[data-ids]")].at(0).click();""",
    )
    cards, words, chosen = told  # type: ignore[misc]
    assert cards == 2  # the threshold, and the definition around it
    assert words.index("training compute > 1e+26 FLOP") < words.index("defines “covered model”")
    assert "“greater than 10^26 integer or floating-point operations”" in words
    assert "Section 2(1), characters " in words
    assert "rule threshold" in words
    assert chosen == 1


def test_boxes_and_slider_hide_what_is_not_wanted(acted: Acted, tmp_path: Path) -> None:
    path = tmp_path / "odd.html"
    path.write_text(page(*hostile()))
    see = """return [document.querySelectorAll("[data-ids]:not(.off)").length,
                     by("rows").querySelectorAll("tr").length, by("count").textContent];"""
    every = acted(path, see)
    box = """document.querySelector("input[value=threshold]").click();"""
    less = acted(path, see, act=box)
    slide = """by("least").value = 50; by("least").dispatchEvent(new Event("input"));"""
    sure = acted(path, see, act=slide)
    assert every[1:] == [5, "5"]  # type: ignore[index]
    assert less == [every[0] - 1, 4, "4 of 5"]  # type: ignore[index]
    assert sure[1:] == [4, "4 of 5"]  # type: ignore[index]


def test_arrows_and_rows_lead_from_fact_to_fact(acted: Acted, act: Path) -> None:
    press = """const right = { key: "ArrowRight", bubbles: true };
        const press = () => by("text").dispatchEvent(new KeyboardEvent("keydown", right));
        press(); press(); press();"""
    see = """return by("told").innerText;"""
    stepped = acted(act, see, act=press)
    third = acted(act, see, act="""by("rows").querySelectorAll("tr")[2].click();""")
    assert stepped == third
    back = acted(act, see, act=press + """by("before").click();""")
    second = acted(act, see, act="""by("rows").querySelectorAll("tr")[1].click();""")
    assert back == second != third


def test_a_long_law_is_made_and_opened_without_stalling(
    acted: Acted, made: Made, tmp_path: Path
) -> None:
    law = ACT.read_text().partition("SEC. 3.")[2]
    parts = (law.replace("section 3", f"section {n}") for n in range(500))
    text = "\n\n".join(f"SEC. {n + 3}.{part}" for n, part in enumerate(parts))
    document, found = made(text)
    assert len(text) > 500_000
    assert len(found) > 5000
    began = time.process_time()
    html = page(document, found)
    assert time.process_time() - began < 5
    assert len(html) < 2 * len(text) + 250 * len(found)
    path = tmp_path / "long.html"
    path.write_text(html)
    milliseconds, rows = acted(
        path,
        """return [performance.timing.domContentLoadedEventEnd - performance.timing.navigationStart,
                   by("rows").querySelectorAll("tr").length];""",
    )  # type: ignore[misc]
    assert rows == 100  # the rest when it is asked for
    assert milliseconds < 5000


def test_the_json_of_the_page_tells_what_is_inferred(tmp_path: Path) -> None:
    html = page(*hostile())
    found = re.search(r'id="annotations">(.*?)</script>', html, re.DOTALL)
    assert found
    said = json.loads(found[1])
    assert [a.get("inferred", False) for a in said] == [False, False, False, True, False]
    assert said[4]["quote"] == HOSTILE[:5]
