"""The house stands as designed: floors, doors, and no word of any one reader in the compiler."""

import ast
import re
import subprocess
import sys
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "coursereader"
FLOORS = ("text", "sources", "edition", "press", "commands")
#: Libraries that one floor alone may import.
KEPT = {"weasyprint": "press", "pikepdf": "press", "sphinx": "edition", "docutils": "edition"}
MODULES = sorted(SRC.rglob("*.py"))


def floor_of(path):
    return path.relative_to(SRC).parts[0] if path.parent != SRC else ""


def imported(path):
    """Every module a file imports, relative ones made absolute."""
    package = ("coursereader", *path.relative_to(SRC).with_suffix("").parts)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = ".".join(package[: -node.level]) + "." if node.level else ""
            yield start + (node.module or "")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(SRC).as_posix())
def test_a_floor_imports_from_floors_below(path):
    here = floor_of(path)
    for module in imported(path):
        parts = module.split(".")
        if parts[0] == "coursereader" and len(parts) > 1 and parts[1] in FLOORS and here:
            assert FLOORS.index(parts[1]) <= FLOORS.index(here), module
        if parts[0] in KEPT and here:
            assert here == KEPT[parts[0]], module


def modules_imported(path):
    """The modules of the package a file imports when it is loaded; names for annotations alone do not count."""
    tree = ast.parse(path.read_text("utf-8"))
    typing = [node for node in tree.body if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)]
    skipped = {id(inner) for node in typing for inner in ast.walk(node)}
    package = ("coursereader", *path.relative_to(SRC).with_suffix("").parts)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and id(node) not in skipped:
            start = ".".join(package[: -node.level]) if node.level else ""
            base = ".".join(part for part in (start, node.module) if part)
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("floor", FLOORS)
def test_within_a_floor_modules_have_an_order(floor):
    """Each module imports only modules that can be loaded before it: there is no circle."""
    names = {".".join(("coursereader", *path.relative_to(SRC).with_suffix("").parts)): path for path in MODULES}
    own = {name: path for name, path in names.items() if floor_of(path) == floor and path.name != "__init__.py"}
    graph = {name: {module for module in modules_imported(path) if module in own} for name, path in own.items()}
    order = list(TopologicalSorter(graph).static_order())
    assert sorted(order) == sorted(own)


def test_the_lowest_floor_needs_the_standard_library_alone():
    found = {module.split(".")[0] for path in MODULES if floor_of(path) == "text" for module in imported(path)}
    assert found <= sys.stdlib_module_names | {"coursereader", "__future__"}


def test_the_lowest_floor_brings_in_neither_sphinx_nor_weasyprint():
    code = (
        "import sys, coursereader.text.edits; print(sorted({'sphinx', 'weasyprint', 'docutils'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(SRC).as_posix())
def test_a_module_says_its_idea_first_and_stays_short(path):
    text = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text)), "no docstring"
    assert text.count("\n") <= 300


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(SRC).as_posix())
def test_functions_stay_short(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno < 50, node.name


def names_of_the_flagship():
    """What only this repository's own reader has: keys, sigla, titles, persons."""
    found = set()
    for path in (ROOT / "sources").glob("*/source.toml"):
        table = tomllib.loads(path.read_text("utf-8"))
        found |= {table["key"], table["title"], f'"{table["siglum"]}"', f"'{table['siglum']}'"}
    people = (ROOT / "book" / "data" / "people.csv").read_text("utf-8").splitlines()[1:]
    return found | {line.split(",")[1] for line in people} | {"Mao", "Great Leap", "famine"}


def test_the_compiler_names_nothing_of_the_flagship():
    flagship = names_of_the_flagship()
    assert len(flagship) > 40
    for path in sorted(p for p in SRC.rglob("*") if p.is_file() and p.suffix in {".py", ".css", ".json", ".conf"}):
        text = path.read_text("utf-8")
        found = [name for name in flagship if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
        assert found == [], path.name
