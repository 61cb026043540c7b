"""Findings: problems go out as Sphinx warnings and come back as records, each with its place."""

from __future__ import annotations

import io
import logging
import re
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.logging import (
    NAMESPACE,
    SafeEncodingWriter,
    WarningStreamHandler,
    WarningSuppressor,
    getLogger,
)

from coursereader.text.problem import Problem

logger = getLogger(__name__)

#: A place in a warning that Sphinx wrote: a path, then perhaps a line.
PLACE = re.compile(r"(?P<path>.*?)(?::(?P<line>\d+))?(?::[^:]*)?$")


def report(problem: Problem, root: Path) -> None:
    """Send a problem out as a Sphinx warning of type ``coursereader`` whose subtype is its code."""
    rows = (*problem.facts, ("hint", problem.hint))
    message = problem.message + "".join(f"\n    {name}  {fact}" for name, fact in rows)
    # A place with a colon is taken as it is; one without is looked up as a document's name.
    place = f"{root / problem.file}:{problem.line or 1}"
    logger.warning("%s", message, location=place, type="coursereader", subtype=problem.code, extra={"problem": problem})


class Findings(WarningStreamHandler):
    """Keeps every warning of one build as a Problem.

    Sphinx's own handler, which stands before it, has put paths in the place of documents and nodes.
    """

    def __init__(self, app: Sphinx, root: Path) -> None:
        super().__init__(SafeEncodingWriter(io.StringIO()))
        self.root = root
        self.problems: list[Problem] = []
        self.setLevel(logging.WARNING)
        self.addFilter(WarningSuppressor(app))

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what one record says."""
        known = getattr(record, "problem", None)
        problem = known if isinstance(known, Problem) else self._problem(record)
        if problem not in self.problems:
            self.problems.append(problem)

    def _problem(self, record: logging.LogRecord) -> Problem:
        """Make a problem of a warning that Sphinx or another extension wrote."""
        code = ".".join(part for part in (getattr(record, "type", ""), getattr(record, "subtype", "")) if part)
        # Sphinx's own record puts the place before the message; the bare message is wanted here.
        message = logging.LogRecord.getMessage(record).removesuffix(f" [{code}]").strip().removesuffix(".")
        path, line = self._place(getattr(record, "location", None))
        return Problem(path, line, code or "sphinx", message, (), _HINTS.get(code, "see the message"))

    def _place(self, location: object) -> tuple[str, int]:
        match = PLACE.match(location) if isinstance(location, str) else None
        if not match or not match["path"]:
            return "conf.py", 0
        path = Path(match["path"])
        place = path.relative_to(self.root) if path.is_relative_to(self.root) else path
        return place.as_posix(), int(match["line"] or 0)


#: What to do about the commonest warnings of others.
_HINTS = {
    "bibtex.key_not_found": "use a key of the bibliography, or add the work to it",
    "toc.not_included": "name the document in a toctree of the home page",
    "myst.xref_missing": "link to a heading, a label or a file that exists",
    "ref.doc": "link to a document that exists",
}


def collect(app: Sphinx, root: Path) -> Findings:
    """Begin to keep the warnings of a build."""
    findings = Findings(app, root)
    logging.getLogger(NAMESPACE).addHandler(findings)
    return findings


def findings_of_build() -> Findings:
    """Return the findings of the build under way."""
    handlers = logging.getLogger(NAMESPACE).handlers
    return next(handler for handler in handlers if isinstance(handler, Findings))


def found_so_far() -> tuple[Problem, ...]:
    """Return what the last build found before it came to its end, or to none."""
    handlers = logging.getLogger(NAMESPACE).handlers
    return tuple(one for handler in handlers if isinstance(handler, Findings) for one in handler.problems)


def place_of(node: nodes.Node, root: Path) -> tuple[str, int]:
    """Return the file, relative to the root, and the line where a node was written."""
    source, line = node.source, node.line
    while source is None and node.parent is not None:
        node = node.parent
        source, line = node.source, line or node.line
    path = Path(source or "conf.py")
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix(), line or 0
