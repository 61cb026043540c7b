"""Set-up: locks fix what is fetched, and what README tells a newcomer is what is tried."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "src/coursereader/press/typefaces/npm.lock")


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def locked(name: str) -> list[tuple[str, str]]:
    """Return each requirement of a lock with what follows it."""
    text = re.sub(r"^#.*\n", "", read(name), flags=re.MULTILINE).replace("\\\n", " ")
    return [(line.split("==")[0], line) for line in text.splitlines() if line]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_fixes_every_package_by_digest_and_names_no_address(name: str) -> None:
    assert [package for package, line in locked(name) if "--hash=sha256:" not in line] == []
    assert re.findall(r"://|--index|--find-links", read(name)) == []


def test_one_sphinx_serves_every_python() -> None:
    lines = [line for package, line in locked("requirements.lock") if package == "sphinx"]
    assert len(lines) == 1
    assert ";" not in lines[0]


def test_packages_are_names_one_a_line_as_the_line_in_readme_expands_them() -> None:
    names = read("packages.txt").splitlines()
    assert [name for name in names if not re.fullmatch(r"[a-z0-9][a-z0-9.+-]+", name)] == []


def test_continuous_integration_runs_the_commands_of_readme() -> None:
    script = read(".ci/run")
    commands = re.search(r"```sh\n(.*?)```.*?```sh\n(.*?)```", read("README.md"), re.DOTALL)
    assert commands is not None
    install, test = commands.groups()
    assert install.count("\n") == test.count("\n") == 1
    assert f"\n{test}" in script
    assert f"\n{install.rpartition(' && ')[2]}" in script
