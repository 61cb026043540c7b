"""Sessions: what one types to build, check, watch and test the reader.

All share one environment, made from requirements.lock and made again only when that changes.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import hashlib
import os
import shutil
import sys
from pathlib import Path

import nox

nox.needs_version = ">=2024.3.2"
nox.options.sessions = ["build"]
nox.options.default_venv_backend = "none"  # not one environment a session, but ours for all

ENVIRONMENT = Path(".nox/reader")
PYTHON = str(ENVIRONMENT / "bin/python")

#: What WeasyPrint loads, as macOS finds it and as Linux names its file.
LIBRARIES = {
    "gobject-2.0": "libgobject-2.0.so.0",
    "pango-1.0": "libpango-1.0.so.0",
    "pangoft2-1.0": "libpangoft2-1.0.so.0",
    "harfbuzz": "libharfbuzz.so.0",
    "harfbuzz-subset": "libharfbuzz-subset.so.0",
    "fontconfig": "libfontconfig.so.1",
}


def coursereader(session: nox.Session, verb: str) -> None:
    """Run one verb of the compiler, with what stands behind `--`."""
    prepare(session)
    session.run(PYTHON, "-m", "coursereader", verb, *session.posargs, external=True)


@nox.session
def build(session: nox.Session) -> None:
    """Build an edition: HTML and PDF (-- --edition class --copies DIR, --open)."""
    require_pango(session)
    coursereader(session, "build")


@nox.session
def check(session: nox.Session) -> None:
    """Check everything but the typesetting (-- --copies DIR)."""
    coursereader(session, "check")


@nox.session
def propose(session: nox.Session) -> None:
    """Write edits and queries into the ledgers (-- --copies DIR, --renumber, --review, --ask)."""
    coursereader(session, "propose")


@nox.session
def watch(session: nox.Session) -> None:
    """Show the HTML edition in a browser and build it again at each change."""
    coursereader(session, "watch")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests and the examples in the docstrings (-- as for pytest)."""
    require_pango(session)
    prepare(session)
    session.run(PYTHON, "-m", "coursereader.press.fonts", silent=True, external=True)
    session.run(PYTHON, "-m", "pytest", "--numprocesses=2", "--dist=loadfile", *session.posargs, external=True)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, format and types."""
    prepare(session)
    session.run(PYTHON, "-m", "ruff", "check", ".", external=True)
    session.run(PYTHON, "-m", "ruff", "format", "--check", ".", external=True)
    session.run(PYTHON, "-m", "mypy", external=True)


@nox.session
def clean(session: nox.Session) -> None:
    """Delete what builds have written."""
    shutil.rmtree("_build", ignore_errors=True)


def prepare(session: nox.Session) -> None:
    """Make the environment, unless it is there, of this lock, project, Python and folder."""
    if sys.version_info < (3, 11):  # noqa: UP036 (nox may run on any Python)
        session.error(f"the reader needs Python 3.11 or later; nox runs on {sys.version.split()[0]}")
    made_from = [Path(name).read_text("utf-8") for name in ("requirements.lock", "pyproject.toml")]
    made_from += [sys.version, str(Path.cwd())]
    digest = hashlib.sha256("".join(made_from).encode()).hexdigest()
    stamp = ENVIRONMENT / "made-from"
    if stamp.exists() and stamp.read_text("utf-8") == digest:
        return
    session.log("Installing the versions that requirements.lock names: a minute, and only once.")
    pip = (PYTHON, "-m", "pip", "install", "--no-deps", "--disable-pip-version-check")
    commands = (
        (sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)),
        (*pip, "--require-hashes", "--requirement", "requirements.lock"),
        (*pip, "--no-build-isolation", "--editable", "."),
    )
    for command in commands:
        session.run(*command, silent=True, log=False, external=True)
    stamp.write_text(digest, "utf-8")


def require_pango(session: nox.Session) -> None:
    """Stop, before anything is fetched, where a library of the press cannot be loaded."""
    missing = [name for name, file in LIBRARIES.items() if not loads(ctypes.util.find_library(name) or file)]
    if missing:
        session.log(remedy())
        session.error(f"the press needs libraries that this machine has not: {', '.join(missing)}")


def loads(library: str) -> bool:
    """Whether the machine can load a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def remedy() -> str:
    """Say how to install Pango on this machine; the line to copy stands last."""
    if shutil.which("apt-get"):
        apt = "apt-get" if os.geteuid() == 0 else "sudo apt-get"
        line = f"{apt} update && {apt} install --yes --no-install-recommends $(cat packages.txt)"
        return f"Install what is missing with: {line}"
    if sys.platform == "darwin":
        return "Install what is missing with: brew install pango"
    return "Install Pango, HarfBuzz (with harfbuzz-subset) and fontconfig as your system does it."
