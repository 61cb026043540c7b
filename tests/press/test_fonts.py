"""The press's fonts: locked, complete, fetched once, whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from coursereader.press import fonts

#: An npm that unpacks a few bytes for each face, and counts how often it was called.
NPM = """\
#!/bin/sh
echo called >> "{calls}"
{unpack}
"""

FAILING_NPM = """\
#!/bin/sh
echo 'npm error code ENOTFOUND' >&2
exit 1
"""


def put_npm(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a script the npm of this test, and a folder of its own the user's cache."""
    program = folder / "bin" / "npm"
    program.parent.mkdir()
    program.write_text(script, "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(fonts, "user_cache_path", lambda name: folder / "cache" / name)


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file in which a working npm writes a line each time that it is called."""
    members = [f"node_modules/{fonts.PACKAGES[face.family]}/{face.member}" for face in fonts.FACES]
    members += [f"node_modules/{package}/LICENSE_FONT" for package in fonts.PACKAGES.values()]
    unpack = "\n".join(f'mkdir -p "{Path(name).parent}"; echo kettle > "{name}"' for name in members)
    path = tmp_path / "calls"
    put_npm(tmp_path, NPM.format(calls=path, unpack=unpack), monkeypatch)
    return path


def test_no_two_faces_share_family_weight_and_style() -> None:
    keys = [(face.family, face.weight, face.style) for face in fonts.FACES]
    assert len(keys) == len(set(keys))
    assert {face.family for face in fonts.FACES} == set(fonts.PACKAGES)


def test_the_lock_fixes_every_package_by_digest_and_names_no_address() -> None:
    lock = json.loads((fonts.MANIFEST / "package-lock.json").read_text("utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert {name.removeprefix("node_modules/") for name in packages} == set(fonts.PACKAGES.values())
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())
    assert "://" not in json.dumps(lock)


def test_the_folder_holds_faces_licences_and_configuration_and_nothing_else(calls: Path) -> None:
    folder = fonts.install()
    licences = {f"{family} - licence.txt" for family in fonts.PACKAGES}
    assert {path.name for path in folder.iterdir()} == {face.file for face in fonts.FACES} | licences | {
        "fonts.conf",
        "files.json",
    }
    assert f"<dir>{folder}</dir>" in (folder / "fonts.conf").read_text("utf-8")


def test_fonts_are_fetched_once_and_nothing_is_left_behind(calls: Path) -> None:
    folder = fonts.install()
    assert fonts.install() == folder
    assert calls.read_text("utf-8") == "called\n"
    assert list(folder.parent.iterdir()) == [folder]


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:3])


def change(path: Path) -> None:
    path.write_bytes(path.read_bytes()[::-1])


@pytest.mark.parametrize("name", [fonts.FACES[0].file, "fonts.conf", fonts.RECORD])
@pytest.mark.parametrize("harm", [Path.unlink, cut, change])
def test_a_damaged_folder_is_fetched_anew(name: str, harm: Callable[[Path], None], calls: Path) -> None:
    folder = fonts.install()
    whole = (folder / name).read_bytes()
    harm(folder / name)
    assert fonts.install() == folder
    assert (folder / name).read_bytes() == whole
    assert calls.read_text("utf-8") == "called\n" * 2
    assert list(folder.parent.iterdir()) == [folder]


def test_two_at_once_leave_one_whole_folder(calls: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(lambda _: fonts.install(), range(2))
    assert first == second
    assert list(first.parent.iterdir()) == [first]


def test_a_failing_npm_is_a_problem_with_its_answer_and_a_hint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_npm(tmp_path, FAILING_NPM, monkeypatch)
    with pytest.raises(fonts.FontsMissing) as caught:
        fonts.install()
    assert caught.value.problem.code == "fonts-missing"
    assert "npm error code ENOTFOUND" in str(caught.value)
    assert not any(fonts.location().parent.iterdir())


def test_without_an_npm_one_is_asked_of_pip_by_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(fonts, "follow", lambda command, *rest: asked.append(command))
    program, script = fonts.npm(tmp_path)
    assert "--require-hashes" in asked[0]
    assert program.startswith(str(tmp_path))
    assert script.endswith("npm-cli.js")


@pytest.mark.typeset
def test_each_installed_face_is_what_its_name_says_and_complete() -> None:
    folder = fonts.install()
    for face in fonts.FACES:
        with TTFont(folder / face.file, lazy=True) as font:
            assert font["name"].getBestFamilyName() == face.family
            assert font["OS/2"].usWeightClass == face.weight
            assert bool(font["head"].macStyle & 2) == (face.style == "italic")
            assert {ord(c) for c in ("放队" if face.family == "Noto Serif SC" else "gōngfēn ǎěǐǒǔ")} <= set(
                font.getBestCmap()
            )


@pytest.mark.typeset
@pytest.mark.skipif(not shutil.which("fc-list"), reason="fc-list is not installed")
def test_fontconfig_sees_these_faces_and_no_others() -> None:
    folder = fonts.install()
    environment = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
    done = subprocess.run(["fc-list", ":", "file"], env=environment, capture_output=True, text=True, check=True)
    seen = {line.strip().rstrip(":") for line in done.stdout.splitlines()}
    assert seen == {str(folder / face.file) for face in fonts.FACES}
