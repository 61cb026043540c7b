"""One build of one edition: documents are read once, then written as HTML and gathered as chapters."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.deprecation import RemovedInNextVersionWarning, RemovedInSphinx11Warning
from sphinx.errors import SphinxError
from sphinx.util.build_phase import BuildPhase
from sphinx.util.docutils import docutils_namespace, patch_docutils

from coursereader.sources.reading import Collection
from coursereader.text.problem import Problem

from .chapter import Book, Chapter
from .chapters import Chapters
from .domain import reader_domain
from .editions import Edition
from .findings import findings_of_build, found_so_far
from .stopped import Stopped, require, stopped_by, unwritable

#: Told the stage (``read``, ``write``, ``gather``), how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build of an edition made."""

    edition: Edition
    book: Book
    #: Chapters in the order of the book, each with its words.
    chapters: tuple[Chapter, ...]
    #: What was found wrong, sorted by place.
    problems: tuple[Problem, ...]
    collection: Collection
    #: Whether this edition prints the words of all passages of a source, by siglum.
    carried: Mapping[str, bool]
    #: Ids of the passages whose words this edition prints.
    told: frozenset[str]
    #: Folder of the HTML edition.
    html: Path


def build(
    root: Path,
    out: Path,
    edition: str,
    copies: Path | None = None,
    fonts: Path | None = None,
    progress: Progress = lambda stage, done, total: None,
) -> Built:
    """Build an edition into ``out/html``; doctrees are kept in ``out/doctrees`` for the next build.

    Raises `Stopped` where that cannot be done at all.
    """
    root, out = root.resolve(), out.resolve()
    require(root)
    clear(out)
    site = out / "html"
    settings = {
        "reader_edition": edition,
        "reader_copies": str(copies.resolve()) if copies else "",
        "reader_fonts": str(fonts.resolve()) if fonts else "",
    }
    with unstopped(root), warnings.catch_warnings(), patch_docutils(root), docutils_namespace():
        # Extensions of the locked versions use names that a later Sphinx will drop.
        warnings.simplefilter("ignore", RemovedInNextVersionWarning)
        warnings.simplefilter("ignore", RemovedInSphinx11Warning)
        app = Sphinx(
            srcdir=root / "book",
            confdir=root,
            outdir=site,
            doctreedir=out / "doctrees",
            buildername="html",
            confoverrides=settings,
            status=None,
            warning=None,
        )
        _follow(app, progress)
        app.build(force_all=True)
        chapters = tuple(gather(app, progress))
        problems = tuple(sorted(findings_of_build().problems))
    if not chapters:
        hint = "name the chapters in a toctree of the home page"
        empty = Problem("book/index.md", 0, "book-empty", "no chapter follows the home page", (), hint)
        raise Stopped(empty, *problems)
    return _built(app, chapters, problems, site)


def _built(app: Sphinx, chapters: tuple[Chapter, ...], problems: tuple[Problem, ...], site: Path) -> Built:
    """Say what was made, and whose words are in it."""
    shelf = reader_domain(app.env).shelf
    carried = {
        siglum: all(shelf.carries(reading, one) for one in reading.passages)
        for siglum, reading in shelf.collection.readings.items()
    }
    readings = shelf.collection.readings.values()
    told = frozenset(one.id for reading in readings for one in reading.passages if shelf.carries(reading, one))
    return Built(shelf.edition, book_of(app), chapters, problems, shelf.collection, carried, told, site)


def clear(out: Path) -> None:
    """Delete what an earlier build of an edition wrote, all but the doctrees; it may be of pages that are no more."""
    for path in sorted(out.iterdir()) if out.is_dir() else ():
        if path.is_symlink() or not path.is_dir():
            path.unlink()
        elif path.name != "doctrees":
            shutil.rmtree(path)


@contextmanager
def unstopped(root: Path) -> Iterator[None]:
    """Turn what Sphinx and the machine refuse into problems, with what was found before."""
    try:
        yield
    except (SphinxError, OSError) as error:
        stopped = unwritable(error, root) if isinstance(error, OSError) else stopped_by(error, root)
        raise Stopped(*stopped.problems, *found_so_far()) from error


def gather(app: Sphinx, progress: Progress) -> Iterator[Chapter]:
    """Gather the chapters from what was read for the HTML edition."""
    with _builder(app) as builder:
        yield from builder.gather(lambda done, total: progress("gather", done, total))


@contextmanager
def _builder(app: Sphinx) -> Iterator[Chapters]:
    """Let the builder of chapters take the place of the one that read the documents.

    References and transforms ask the application which builder they work for.
    """
    before, tags = app.builder, set(app.tags)
    builder = app.create_builder(Chapters.name)
    if not isinstance(builder, Chapters):
        raise TypeError(f"the builder named {Chapters.name} is {type(builder).__name__}")
    app.builder, app.env._builder_cls = builder, Chapters
    builder.init()
    builder.phase = BuildPhase.RESOLVING
    try:
        yield builder
    finally:
        app.builder, app.env._builder_cls = before, type(before)
        for tag in set(app.tags) - tags:
            app.tags.remove(tag)


def book_of(app: Sphinx) -> Book:
    """Return what the title page and the imprint say."""
    config = app.config
    edition = reader_domain(app.env).shelf.edition
    statement = (edition.statement,) if edition.statement else ()
    return Book(
        title=config.project,
        subtitle=config.reader_subtitle,
        author=config.author,
        language=config.language,
        edition=edition.name,
        description=config.reader_description,
        keywords=tuple(config.reader_keywords),
        imprint=(edition.name, *statement, *config.reader_imprint),
    )


def _follow(app: Sphinx, progress: Progress) -> None:
    """Report what Sphinx reads and writes."""
    counts = {"read": 0, "write": 0, "to read": 0}

    def begin(app: Sphinx, env: object, docnames: list[str]) -> None:
        counts["to read"] = len(docnames)

    def read(app: Sphinx, docname: str, source: list[str]) -> None:
        counts["read"] += 1
        progress("read", counts["read"], counts["to read"])

    def write(app: Sphinx, pagename: str, template: str, context: object, doctree: object) -> None:
        if doctree is not None:
            counts["write"] += 1
            progress("write", counts["write"], len(app.env.found_docs))

    app.connect("env-before-read-docs", begin)
    app.connect("source-read", read)
    app.connect("html-page-context", write)
