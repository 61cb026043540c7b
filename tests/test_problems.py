"""Every kind of problem is printed as its cases say, and is explained under its heading in docs/problems.md.

A case is ``tests/problems/<code>/case*.toml``: what is done to a copy of the invented reader, and what is then printed.
"""

import ast
import re
import shutil
import tomllib
from functools import cache
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from coursereader import press
from coursereader.__main__ import main
from coursereader.commands.check import against_copies, records
from coursereader.commands.terminal import print_problems
from coursereader.edition.chapter import Book, Chapter
from coursereader.edition.findings import findings_of_build
from coursereader.edition.shelf import stock
from coursereader.press import fonts
from coursereader.sources.collection import load_sources
from coursereader.sources.copies import recognise
from coursereader.text.problem import Problem

# MyST uses a name that a later Sphinx will drop.
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

HERE = Path(__file__).parent
CASES = HERE / "problems"
DOCS = HERE.parent / "docs" / "problems.md"
SRC = HERE.parent / "src" / "coursereader"
#: What a case may say, besides the damage.
SETTINGS = {"look", "expected", "edition", "copies", "command", "environment", "html"}
#: How a problem is printed: a line that ends with its code, then facts and a hint, indented.
PRINTED = re.compile(r"^\S.*\[[a-z._-]+\]\n(?:    .*\n)+", re.MULTILINE)


def look_at_records(case, root, _capsys):
    """Find what committed records alone tell."""
    return [*stock(root, root / "book", case.get("edition", ""), None).problems, *records(root)]


def look_at_copies(case, root, _capsys):
    """Find what copies tell, beside the records."""
    return against_copies(root, recognise(root / case.get("copies", "copies"), load_sources(root)[0]))


def look_at_documents(case, root, _capsys):
    """Find what reading the documents tells; chapters are gathered, no page is written."""
    folders = {"srcdir": root / "book", "confdir": root, "outdir": root / "out", "doctreedir": root / "doctrees"}
    settings = {"reader_edition": case.get("edition", "")}
    with patch_docutils(root), docutils_namespace():
        app = Sphinx(**folders, buildername="chapters", confoverrides=settings, status=None, warning=None)
        app.build(force_all=True)
        return findings_of_build().problems


def look_at_print(case, root, _capsys):
    """Find what setting one short chapter tells."""
    section = f'<section class="chapter" id="document-page"><h1>Page</h1>{case["html"]}</section>'
    book = Book("The Lamps of Qingshui", "", "The Editors", "en", "Test edition", "", (), ())
    chapters = [Chapter("page", "Page", "Page", "body", "", section, 1, ())]
    return press.compile(book, chapters, root / "_static" / "print.css", fonts.install(), [root / "book"]).problems


def look_at_command(case, root, capsys):
    """Find what a verb prints."""
    assert main(["--root", str(root), *(part.format(root=root) for part in case["command"])]) == 1
    return [printed.rstrip("\n") for printed in PRINTED.findall(capsys.readouterr().out)]


#: The ways to find a problem, the cheapest first; a case names the cheapest that finds it.
LOOKS = {
    "records": look_at_records,
    "copies": look_at_copies,
    "documents": look_at_documents,
    "command": look_at_command,
    "print": look_at_print,
}


def replace(root, file, find, **put):
    """Put other words in the place of some that stand once in a file."""
    text = (root / file).read_text("utf-8")
    assert text.count(find) == 1, f"{find!r} stands {text.count(find)} times in {file}"
    (root / file).write_text(text.replace(find, put["with"]), "utf-8")


def write(root, file, text):
    """Write a file; a script can be run."""
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    path.chmod(0o755 if text.startswith("#!") else 0o644)


def place(root, file, of):
    """Put a file of the tests into the reader."""
    shutil.copy(HERE / of, root / file)


def delete(root, file):
    """Take a file away."""
    (root / file).unlink()


def fill(root, file, size):
    """Make a file of so many bytes, all of them the letter a."""
    (root / file).write_bytes(b"a" * size)


def double(root, file, to):
    """Put a second copy of a file beside it."""
    (root / to).write_bytes((root / file).read_bytes())


def append(root, file, text, encoding="utf-8"):
    """Put text behind the end of a file."""
    with (root / file).open("ab") as end:
        end.write(text.encode(encoding))


def cut(root, file, keep):
    """Leave only so many bytes of a file."""
    (root / file).write_bytes((root / file).read_bytes()[:keep])


#: What can be done to the reader, by the name of the table in a case.
DAMAGES = {
    "double": double,
    "place": place,
    "replace": replace,
    "write": write,
    "delete": delete,
    "fill": fill,
    "cut": cut,
    "append": append,
}


@pytest.fixture
def forbid(monkeypatch):
    """A function that makes a file unreadable, to root as well, whom no mode of a file stops."""

    def forbid(root, file):
        read = Path.read_bytes

        def refuse(path):
            if path == root / file:
                raise PermissionError(13, "Permission denied")
            return read(path)

        monkeypatch.setattr(Path, "read_bytes", refuse)

    return forbid


def cases():
    for path in sorted(CASES.glob("*/case*.toml")):
        case = tomllib.loads(path.read_text("utf-8"))
        marks = [pytest.mark.typeset] if case["look"] == "print" else []
        yield pytest.param(path.parent.name, case, id=f"{path.parent.name}/{path.stem}", marks=marks)


@pytest.mark.parametrize(("code", "case"), list(cases()))
def test_a_case_is_printed_as_it_says(code, case, reader, forbid, monkeypatch, capsys):
    damages = {**DAMAGES, "forbid": forbid}
    assert case.keys() <= SETTINGS | damages.keys()
    for name, damage in damages.items():
        for table in case.get(name, []):
            damage(reader, **table)
    for name, value in case.get("environment", {}).items():
        monkeypatch.setenv(name, value.format(root=reader))
    found = map(str, sorted(set(LOOKS[case["look"]](case, reader, capsys))))
    printed = "\n".join(problem for problem in found if f" [{code}]\n" in problem)
    assert printed.replace(str(reader), "{root}") == case["expected"].rstrip("\n")


@pytest.mark.parametrize("look", ["records", "copies", "documents"])
def test_the_reader_as_it_stands_has_no_problem(look, reader, capsys):
    assert LOOKS[look]({}, reader, capsys) == []


def test_problems_are_printed_once_and_in_order(capsys):
    second, first = (Problem("refs.bib", line, "work-lent", "a work is lent", (), "ask for it") for line in (9, 2))
    print_problems([second, first, second])
    printed = "".join(f"refs.bib:{line}: a work is lent [work-lent]\n    hint  ask for it\n" for line in (2, 9))
    assert capsys.readouterr().out == printed + "2 problems\n"


def takers(trees):
    """Everything in the source that takes a code, with the place of it among its arguments."""
    found = {}
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                names = [a.arg for a in node.args.args if a.arg != "self"]
            elif isinstance(node, ast.ClassDef):
                makes = [n for n in node.body if isinstance(n, ast.FunctionDef) and n.name == "__init__"]
                fields = [n.target.id for n in node.body if isinstance(n, ast.AnnAssign)]
                names = [a.arg for a in makes[0].args.args[1:]] if makes else fields
            else:
                continue
            if "code" in names and node.name != "__init__":
                found[key(path, node.name)] = names.index("code")
    return found


def key(path, name):
    """What is private to a module is known there alone."""
    return (path, name) if name.startswith("_") else name


def spelt_out(node, function):
    """The codes that an expression may give; None where it hands on one that was given."""
    match node:
        case ast.Constant(value=str(code)):
            yield code
        case ast.IfExp(body=one, orelse=other):
            yield from (*spelt_out(one, function), *spelt_out(other, function))
        case ast.BoolOp(values=values):
            yield from (code for value in values for code in spelt_out(value, function))
        case ast.Attribute(attr="code"):
            yield None
        case ast.Name(id=name) if name in {a.arg for a in function.args.args}:
            yield None
        case ast.Name(id=name):
            for value in assigned(name, function):
                yield from spelt_out(value, function)


def assigned(name, function):
    """Every expression that a name is given in a function."""
    for node in ast.walk(function):
        match node:
            case ast.Assign(targets=[ast.Name(id=one)], value=value) if one == name:
                yield value
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                yield from (value for one, value in zip(names, values, strict=True) if ast.unparse(one) == name)


def asked_by_code(tree):
    """The codes of tables that are looked up by code: those of other programs' warnings that have a hint of ours."""
    asked = {
        ast.unparse(node.func.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get"
        if ast.unparse(node.args[0]) == "code"
    }
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in asked:
            yield from (one.value for one in node.value.keys)


@cache
def codes_in_source():
    """Every code that the source can give a problem."""
    trees = {path: ast.parse(path.read_text("utf-8")) for path in SRC.rglob("*.py")}
    places = takers(trees)
    codes = {code for tree in trees.values() for code in asked_by_code(tree)}
    for path, tree in trees.items():
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
                name = key(path, getattr(call.func, "attr", getattr(call.func, "id", "")))
                if name not in places:
                    continue
                named = next((k.value for k in call.keywords if k.arg == "code"), None)
                found = set(spelt_out(named or call.args[places[name]], function))
                assert found, f"{path.name}:{call.lineno} does not say which problems it can make"
                codes |= found - {None}
    return codes


def sections():
    """What docs/problems.md says under each code."""
    _, *parts = re.split(r"^## (.+)\n", DOCS.read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_every_problem_has_its_heading():
    assert set(sections()) == codes_in_source()


def test_every_problem_has_its_case():
    assert {path.parent.name for path in CASES.glob("*/case.toml")} == codes_in_source()


def test_headings_stand_in_the_order_of_the_alphabet():
    assert list(sections()) == sorted(sections())


@pytest.mark.parametrize("code", sections())
def test_what_is_shown_under_a_heading_is_one_of_its_cases(code):
    shown = re.search(r"^```\n(.*?)```", sections()[code], re.MULTILINE | re.DOTALL)[1]
    expected = [tomllib.loads(path.read_text("utf-8"))["expected"] for path in CASES.glob(f"{code}/case*.toml")]
    assert shown in expected
