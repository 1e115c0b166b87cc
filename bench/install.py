"""What a plain `pip install .` costs in a clean environment: megabytes, packages, seconds."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.figures import Figure, show
from bench.timing import ROOT, seconds

MEGABYTES, PACKAGES = 400.0, 60.0
SHOWN = 8
INVENTORY = """
import importlib.metadata as m, json
print(json.dumps({d.metadata["Name"]: sum(f.locate().stat().st_size for f in d.files or ()
    if f.locate().is_file()) for d in m.distributions()}))
"""
"""Run by the new environment's Python: the bytes of each package."""


def measure() -> list[Figure]:
    """Install the project without extras; say plainly when the packages cannot be had."""
    with tempfile.TemporaryDirectory() as folder:
        clean = Path(folder) / "clean"
        subprocess.run([sys.executable, "-m", "venv", str(clean)], check=True)
        python = str(clean / "bin" / "python")
        site, before = _site(python), _inventory(python)
        bare = _megabytes(site)
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(ROOT)]
        try:
            taken = seconds(lambda: subprocess.run(pip, check=True, capture_output=True))
        except subprocess.CalledProcessError as problem:
            told = problem.stderr.decode(errors="replace").strip().splitlines()[-1:]
            print(f"  not measured: pip could not install ({' '.join(told)})", flush=True)
            return []
        held = {n: size for n, size in _inventory(python).items() if n not in before}
        added = _megabytes(site) - bare
    largest = sorted(held.items(), key=lambda item: -item[1])[:SHOWN]
    note = "largest: " + ", ".join(f"{name} {size / 1e6:.3g}" for name, size in largest)
    return show([
        Figure("added by pip install .", added, "MB", at_most=MEGABYTES, note=note),
        Figure("packages, this one counted", len(held), "packages", at_most=PACKAGES),
        Figure("time of installing", taken, "s", note="with the cache of pip as it was"),
    ])  # fmt: skip


def _site(python: str) -> Path:
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    told = subprocess.run([python, "-c", code], check=True, capture_output=True, text=True)
    return Path(told.stdout.strip())


def _inventory(python: str) -> dict[str, int]:
    told = subprocess.run([python, "-c", INVENTORY], check=True, capture_output=True, text=True)
    sizes: dict[str, int] = json.loads(told.stdout)
    return sizes


def _megabytes(site: Path) -> float:
    """Return what the folder takes on disk, compiled files included."""
    return sum(file.stat().st_blocks * 512 for file in site.rglob("*") if file.is_file()) / 1e6
