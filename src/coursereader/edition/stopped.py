"""Stopped: what keeps an edition from being built at all, told as problems instead of a traceback."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pybtex.database import parse_string
from pybtex.exceptions import PybtexError
from sphinx.errors import ConfigError, SphinxError

from coursereader.text.problem import Problem

#: What every reader has, with what to do where it is missing.
NEEDED = {
    "conf.py": "run the command in the reader's folder, or name that folder with --root",
    "book": "make the folder, with a home page index.md and a table of editions.toml",
    "book/index.md": "write a home page with the chapters in its toctree",
}
#: What the printed book needs besides.
STYLE = {"_static/print.css": "copy the stylesheet from the reader that yours was made from"}
_LINE = re.compile(r"\bline (\d+)")


class Stopped(Exception):
    """A build cannot go on."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        #: What to tell the editor.
        self.problems = problems


def require(root: Path, printed: bool = False) -> None:
    """Raise `Stopped` where a reader lacks what no build can do without, or cannot be read."""
    needed = NEEDED | STYLE if printed else NEEDED
    missing = next(
        (
            Problem(name, 0, "reader-incomplete", "every reader has this, and here it is missing", (), hint)
            for name, hint in needed.items()
            if not (root / name).exists()
        ),
        None,
    )
    found = [missing] if missing else list(_bibliography(root))
    if found:
        raise Stopped(*found)


def _bibliography(root: Path) -> Iterator[Problem]:
    """Read ``refs.bib`` as the edition will."""
    path = root / "refs.bib"
    if not path.exists():
        return
    code = "bibliography-invalid"
    data = path.read_bytes()
    strange = not_unicode(data, path.name, code)
    if strange:
        yield strange
        return
    try:
        parse_string(data.decode("utf-8"), "bibtex")
    except PybtexError as error:
        line = getattr(error, "lineno", None) or 0
        facts = (("reason", " ".join(str(error).split())),)
        yield Problem(path.name, line, code, "the bibliography cannot be read", facts, "correct the entry there")


def not_unicode(data: bytes, file: str, code: str) -> Problem | None:
    r"""Report the first line of a file that is not UTF-8.

    >>> not_unicode(b"kettle\ncaf\xe9", "refs.bib", "bibliography-invalid").line
    2
    """
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        facts = (("byte", f"{data[error.start]:#04x}"),)
        return Problem(file, line, code, "the file is not in UTF-8", facts, "save it as UTF-8")
    return None


def stopped_by(error: SphinxError, root: Path) -> Stopped:
    """Tell what made Sphinx give up."""
    cause = getattr(error, "orig_exc", None)
    if isinstance(cause, Stopped):
        return cause
    if isinstance(cause, OSError):
        return unwritable(cause, root)
    said = " ".join(str(error).split())
    line = _LINE.search(said) if isinstance(error, ConfigError) else None
    hint = "correct what it names"
    message = "Sphinx cannot go on"
    return Stopped(Problem("conf.py", int(line[1]) if line else 0, "sphinx-stopped", message, (("said", said),), hint))


def unwritable(error: OSError, root: Path) -> Stopped:
    """Tell which file or folder the machine refused."""
    path = Path(str(error.filename or root))
    place = path.relative_to(root) if path.is_relative_to(root) else path
    facts = (("reason", error.strerror or str(error)),)
    hint = "see that you may write there and that the disk is not full, or copy the reader to a folder of yours"
    message = "the machine refuses a file or folder"
    return Stopped(Problem(place.as_posix() or ".", 0, "machine-refused", message, facts, hint))
