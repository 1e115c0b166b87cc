"""The arrows of import run one way, and nothing heavy is imported at the top of a module."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import ingest
import kg

PACKAGES = {name: Path(package.__path__[0]) for name, package in (("kg", kg), ("ingest", ingest))}
FILES = [path for folder in PACKAGES.values() for path in sorted(folder.rglob("*.py"))]
READERS_MAY = {"kg.model", "kg.names", "kg.errors", "kg.document"}
READERS_ARE_KNOWN_TO = {"kg.intake"}
EXTRACTION_MAY = {"kg.document", "kg.errors", "kg.model", "kg.names", "kg.resolve", "kg.triples"}
HEAVY = {
    "spacy",
    "pypdf",
    "numpy",
    "pyvis",
    "networkx",
    "rustworkx",
    "altair",
    "rdflib",
    "pyshacl",
    "polars",
}


def module(path: Path) -> str:
    """Return the dotted name of a file of the packages."""
    name, folder = next((n, f) for n, f in PACKAGES.items() if path.is_relative_to(f))
    parts = [name, *path.relative_to(folder).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(nodes: Iterator[ast.AST]) -> set[str]:
    """Return the absolute names of the modules that `nodes` import."""
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
            if node.module in ("kg", "ingest"):
                found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def at_import(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield the nodes that run when the module is imported: none in functions or type checks."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        yield node
        waiting += list(ast.iter_child_nodes(node))


@pytest.mark.parametrize("path", FILES, ids=module)
def test_readers_know_records_names_and_errors_only(path: Path) -> None:
    used = {m for m in imports(ast.walk(ast.parse(path.read_text()))) if m.startswith("kg")}
    if module(path).startswith("ingest"):
        assert used - {"kg"} <= READERS_MAY


@pytest.mark.parametrize("path", FILES, ids=module)
def test_only_one_module_knows_the_readers(path: Path) -> None:
    used = {m.partition(".")[0] for m in imports(ast.walk(ast.parse(path.read_text())))}
    if module(path).startswith("kg") and module(path) not in READERS_ARE_KNOWN_TO:
        assert "ingest" not in used


@pytest.mark.parametrize("path", FILES, ids=module)
def test_extraction_knows_texts_and_names_only(path: Path) -> None:
    used = {m for m in imports(ast.walk(ast.parse(path.read_text()))) if m.startswith("kg")}
    if module(path).startswith("kg.text"):
        others = {m for m in used if not m.startswith("kg.text")}
        assert {m for m in others if m.count(".") == 1} <= EXTRACTION_MAY


@pytest.mark.parametrize("path", FILES, ids=module)
def test_nothing_heavy_is_imported_with_the_module(path: Path) -> None:
    top = {m.partition(".")[0] for m in imports(at_import(ast.parse(path.read_text())))}
    assert not top & HEAVY


@pytest.mark.parametrize("path", FILES, ids=module)
def test_every_module_says_what_it_is_for_and_stays_small(path: Path) -> None:
    text = path.read_text()
    assert ast.get_docstring(ast.parse(text)), "the first line of a module says its job"
    assert len(text.splitlines()) <= 300


def test_imports_make_no_circle() -> None:
    uses = {
        module(p): {m for m in imports(at_import(ast.parse(p.read_text()))) if m != module(p)}
        for p in FILES
    }
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join([*trail, name])
        if name in uses and name not in done:
            for used in uses[name]:
                # A package's own __init__ is met on the way to each of its modules.
                if used not in ("kg", "ingest"):
                    visit(used, (*trail, name))
            done.add(name)

    for name in uses:
        visit(name, ())
