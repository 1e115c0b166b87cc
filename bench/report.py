"""Write the figures of one run as a page: the machine, the day, a table for each part."""

import os
import platform
from collections.abc import Mapping
from datetime import date
from importlib.metadata import version

from bench.figures import Figure

LIBRARIES = ("pyoxigraph", "rdflib", "polars", "click")


def machine() -> str:
    """Return one line on the machine, the interpreter and the libraries that were measured."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}; "
        f"Python {platform.python_version()}; {libraries}"
    )


def page(parts: Mapping[str, list[Figure]], settings: str) -> str:
    """Return the page for the figures of each part; `settings` says how the run was started."""
    lines = [
        "# Results",
        "",
        "Written by `python -m bench`; what each part measures stands in README.md.",
        "",
        f"- Day: {date.today().isoformat()}",
        f"- Machine: {machine()}",
        f"- Settings: {settings}",
        f"- Load at the end: {os.getloadavg()[1]:.2f} processes wanted a core over five minutes",
        "",
        "Medians of wall time (of processor time for the question set); ratios are of one run.",
    ]
    for title, figures in parts.items():
        lines += ["", f"## {title}", ""]
        if not figures:
            lines.append("Not measured in this run.")
            continue
        lines += ["| figure | value | target | verdict | remarks |", "|---|---|---|---|---|"]
        lines += [_row(figure) for figure in figures]
    return "\n".join(lines) + "\n"


def _row(figure: Figure) -> str:
    cells = (figure.name, figure.amount, figure.target, figure.verdict, figure.note)
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
