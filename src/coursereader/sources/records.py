"""Records on disk: text files of UTF-8, read whole or reported."""

from __future__ import annotations

from pathlib import Path

from coursereader.text.problem import Problem


def read_utf8(path: Path, root: Path, code: str) -> tuple[str, list[Problem]]:
    """Return the text of a file, or nothing and a problem of this code where it is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8"), []
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        facts = (("byte", f"{error.object[error.start]:#04x}"),)
        hint = "save the file as UTF-8, or take its last version from git"
        return "", [Problem(path.relative_to(root).as_posix(), line, code, "the file is not UTF-8", facts, hint)]


def numbered_lines(text: str) -> list[tuple[int, str]]:
    """Return the lines of a file with their numbers, blank ones left out; the last needs no line end.

    >>> numbered_lines("lamp\\n\\noil")
    [(1, 'lamp'), (3, 'oil')]
    """
    return [(number, line) for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1) if line.strip()]
