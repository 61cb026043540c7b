"""Building again: the same bytes, and what changed outside a page is noticed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coursereader.edition.build import build
from coursereader.edition.stopped import Stopped

READER = Path(__file__).parents[1] / "reader"


def written(site):
    return {
        str(path.relative_to(site)): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file() and path.name != ".buildinfo"
    }


def test_the_same_bytes_elsewhere_and_again(make, class_edition):
    """A second folder and a second build on old doctrees give the files that the first build gave."""
    other = make(edition="class")
    first = written(class_edition.html)
    assert written(other.html) == first
    assert other.chapters == class_edition.chapters
    root = other.html.parents[2]
    again = build(root, other.html.parent, "class", root / "copies")
    assert written(again.html) == first
    assert again.chapters == class_edition.chapters


def test_the_same_bytes_under_another_hash_seed(tmp_path):
    """Nothing follows the order of a set."""
    code = """
import pathlib, sys
from coursereader.edition.build import build
build(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), "")
"""
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        subprocess.run([sys.executable, "-c", code, READER, tmp_path / seed], check=True, env=environment)
    assert written(tmp_path / "1" / "html") == written(tmp_path / "2" / "html")


def test_a_build_that_stops_leaves_nothing_of_the_one_before(make):
    """A reader that cannot be built has no edition, only the doctrees of an older one."""
    built = make()
    root, out = built.html.parents[2], built.html.parent
    (out / "reader.pdf").write_bytes(b"an old book")
    (root / "conf.py").write_text("extensions = [", "utf-8")
    with pytest.raises(Stopped, match="sphinx-stopped"):
        build(root, out, "public")
    assert [path.name for path in out.iterdir() if any(path.rglob("*.html")) or path.is_file()] == []
    assert (out / "doctrees").is_dir()


def test_no_path_of_the_machine_is_written(class_edition):
    """A page does not tell where it was built."""
    root = str(class_edition.html.parents[2]).encode()
    assert [name for name, data in written(class_edition.html).items() if root in data] == []


def test_a_change_outside_a_page_is_noticed(make, precis, monkeypatch):
    """A new précis is printed by the next build, though no page was touched."""
    built = make()
    monkeypatch.setitem(precis, "K1", "Somebody asks anew.")
    root = built.html.parents[2]
    again = build(root, built.html.parent, "public")
    assert "Somebody asks anew." in (again.html / "the-ledger.html").read_text("utf-8")


def test_what_other_code_read_is_read_again(make, monkeypatch):
    root = make().html.parents[2]
    read = []

    def again():
        read.clear()
        build(root, root / "_build" / "public", "public", progress=lambda stage, done, _: read.append(stage))
        return "read" in read

    assert not again()
    monkeypatch.setattr("coursereader.edition.extension.code_version", lambda: 1)
    assert again()
