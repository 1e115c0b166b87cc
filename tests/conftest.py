"""Fixtures that several tests share."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from kg import KnowledgeGraph

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--window-size=1400,900",
    "--virtual-time-budget=5000",
    "--enable-logging=stderr",
    "--dump-dom",
)
Opened = Callable[..., tuple[str, list[str]]]


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of reference facts and datasets, or skip: it is not part of the project."""
    folder = Path(os.environ.get("AI_CONTROL_GRAPH_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"the reference facts are not here ({folder}); this test compares with them")
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of what ships, built once; tests that write make their own."""
    path = tmp_path_factory.mktemp("built") / "store"
    KnowledgeGraph.open(path)
    return path


@pytest.fixture
def graph(built: Path) -> KnowledgeGraph:
    """Return the graph of what ships, opened for reading."""
    return KnowledgeGraph.open(built)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """Return a function that opens a page in a browser without a network.

    It gives the page as it stands after its scripts ran, and what the browser complained of.
    """
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip(f"no browser on the path ({', '.join(BROWSERS)}): views were not opened in one")

    def opened(page: Path, *, fragment: str = "") -> tuple[str, list[str]]:
        profile = tmp_path_factory.mktemp("profile")
        done = subprocess.run(
            [found, *FLAGS, f"--user-data-dir={profile}", page.as_uri() + fragment],
            capture_output=True,
            text=True,
            timeout=90,
            check=True,
        )
        complaints = [line for line in done.stderr.splitlines() if ":CONSOLE" in line]
        return done.stdout, complaints

    return opened


@pytest.fixture(scope="session")
def acted(browser: Opened, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., object]:
    """Return a function that opens a page, acts as its reader would, and gives what is seen then.

    `act` and `see` are scripts; the page has half a second after each. The copy that is opened
    lacks the page's policy, which would rightly refuse them.
    """

    def run(page: Path, see: str, *, act: str = "") -> object:
        html = page.read_text(encoding="utf-8")
        html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
        act = f"""<script>
            const by = (id) => document.getElementById(id);
            const result = document.createElement("pre");
            result.id = "result";
            const told = (value) => {{
              if (result.isConnected) return;
              result.textContent = JSON.stringify(value);
              document.body.append(result);
            }};
            window.onerror = (problem) => told(problem);
            setTimeout(() => {{ {act} }}, 500);
            setTimeout(() => told((() => {{ {see} }})()), 1000);</script></body>"""
        copy = tmp_path_factory.mktemp("acted") / "page.html"
        copy.write_text(html.replace("</body>", act), encoding="utf-8")
        dom, _ = browser(copy)
        found = re.search(r'<pre id="result">(.*?)</pre>', dom, re.DOTALL)
        assert found, "the page did not come as far as the script"
        return json.loads(unescape(found[1]))

    return run
