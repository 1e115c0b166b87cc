"""The questions: one SPARQL file each in `queries/`, with a header that says what it asks.

    #+ summary: Which models exceed a threshold?
    #+ description: One or two sentences on how to read the answer.
    #+ tags: compute, threshold
    #+ answers: 4, 5
    #+ param threshold: number = 1e25 | the threshold in operations
    #+ param as-of: date = today | models released by this day
    SELECT ?model ?value ?threshold ?as_of WHERE { … }

The file's name is the question's name. A parameter is a variable of the query (`as-of` is
`?as_of`), bound by the engine and never pasted into the text; the engine binds what is projected,
so a question projects its parameters, and the answer leaves those columns out.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg import assets
from kg.errors import BadQuery, UnknownName, nearest

TYPES = ("number", "integer", "date", "text", "property", "thing", "model", "actor", "hardware",
         "place", "regime", "source")  # fmt: skip
"""What a parameter can be; the last seven are things of the graph, given by name or IRI."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a question; `default` is the text that stands for it when none is given."""

    name: str
    type: str
    default: str
    help: str

    @property
    def variable(self) -> str:
        """Return the name of the variable in the query."""
        return self.name.replace("-", "_")


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the catalogue; `answers` names the competency questions behind it."""

    name: str
    summary: str
    description: str
    tags: tuple[str, ...]
    answers: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    text: str

    def parameter(self, name: str) -> Parameter:
        """Return a parameter by name; raise `UnknownName` with the known ones."""
        for parameter in self.parameters:
            if name.replace("_", "-") == parameter.name:
                return parameter
        known = [p.name for p in self.parameters]
        raise UnknownName(
            f"{self.name}: no parameter '{name}'{nearest(name, known) or '.'} "
            f"It has: {', '.join(known) or 'none'}"
        )


def names() -> list[str]:
    """Return the names of all questions."""
    return sorted(path.stem for path in assets.folder("queries").glob("*.rq"))


def question(name: str) -> Question:
    """Return the question called `name`; raise `UnknownName` with the nearest names."""
    path = assets.folder("queries") / f"{name}.rq"
    if name not in names():
        raise UnknownName(
            f"no question '{name}'{nearest(name, names()) or '.'} List them with: kg ask"
        )
    return parse(path)


@cache
def parse(path: Path) -> Question:
    """Read one question file; raise `BadQuery` naming the file and what its header lacks."""
    text = path.read_text(encoding="utf-8")
    header: dict[str, str] = {}
    parameters = []
    for line in text.splitlines():
        found = re.match(r"#\+\s*([^:]+):\s*(.*)$", line)
        if not found:
            continue
        key, value = found[1].strip(), found[2].strip()
        if key.startswith("param "):
            parameters.append(_parameter(path, key.removeprefix("param ").strip(), value))
        else:
            header[key] = value
    if not header.get("summary", "").endswith("?"):
        raise BadQuery(
            f"{path}: no '#+ summary:' line that ends in a question mark; say which question the "
            "query answers"
        )
    return Question(
        name=path.stem,
        summary=header["summary"],
        description=header.get("description", ""),
        tags=_list(header.get("tags", "")),
        answers=_list(header.get("answers", "")),
        parameters=tuple(parameters),
        text=text,
    )


def _parameter(path: Path, name: str, value: str) -> Parameter:
    found = re.match(r"(\w+)\s*=\s*([^|]*)\|\s*(.+)$", value)
    if not found or found[1] not in TYPES:
        raise BadQuery(
            f"{path}: parameter '{name}' is not of the form 'type = default | help' with a type of "
            f"{', '.join(TYPES)}"
        )
    return Parameter(name, found[1], found[2].strip(), found[3].strip())


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
