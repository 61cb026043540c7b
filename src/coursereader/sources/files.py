"""Files: what lies in a folder of copies, opened for reading only and never all at once."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from coursereader.text.problem import Problem

from .dress import no_text

#: Files up to this many bytes are looked into, or up to sixteen times the largest witness.
LARGEST = 4_000_000
_PIECE = 1 << 20


def files(folder: Path, problems: list[Problem]) -> Iterator[tuple[str, Path]]:
    """Yield the files in a folder and its folders with their names, hidden ones left out; report a folder kept shut."""

    def report(error: OSError) -> None:
        name = shown(os.path.relpath(error.filename, folder))
        problems.append(unreadable(name, error))

    for place, folders, names in os.walk(folder, onerror=report):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place, name)
            if not name.startswith(".") and path.is_file():
                yield shown(path.relative_to(folder).as_posix()), path


def shown(name: str) -> str:
    """Return a file's name as it can be printed on one line of any terminal.

    >>> print(shown("jar\\nlid\\udcff.txt"))
    jar\\nlid\\udcff.txt
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name)


def unreadable(name: str, error: OSError) -> Problem:
    """Return the problem of a file or folder that may not be read."""
    facts = (("reason", error.strerror or str(error)),)
    hint = "make the file readable, or take it out of the folder"
    return Problem(name, 0, "copy-unreadable", "the copy cannot be read", facts, hint)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file of any size, read piece by piece."""
    told = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            told.update(piece)
    return told.hexdigest()


def unfit(name: str, data: bytes) -> Problem | None:
    """Return the problem of a file that is empty or no text."""
    if not data.strip():
        hint = "put the whole file there, or take it out of the folder"
        return Problem(name, 0, "copy-empty", "the copy is empty", (("bytes", str(len(data))),), hint)
    kind = no_text(data)
    if kind:
        hint = "save it as plain text, or take it out of the folder"
        return Problem(name, 0, "copy-binary", "the copy is no text", (("found", kind),), hint)
    return None


def too_large(name: str, size: int, most: int) -> Problem:
    """Return the problem of a file that is not looked into."""
    facts = (("bytes", f"{size:,}"), ("at most", f"{most:,}"))
    hint = "take it out of the folder, or put there the part of it that is the work"
    return Problem(name, 0, "copy-large", "the copy is too large to be looked into", facts, hint)
