"""The extension: all that a reader adds to Sphinx, on one page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pybtex.plugin import register_plugin
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinxcontrib.bibtex.plugin import register_plugin as register_references

from coursereader.text.words import digest

from . import nodes
from .bibliography import AuthorDate
from .chapters import Chapters
from .citing import AuthorDateReferences
from .cjk import TagChinese
from .defaults import SETTINGS, add_documents, set_defaults
from .directives import (
    AnswerDirective,
    HeadnoteDirective,
    PassagesDirective,
    WhereToReadDirective,
    WitnessDirective,
)
from .domain import ReaderDomain, reader_domain
from .fill import Fill
from .findings import collect, report
from .home import SetHome
from .html import PrintTranslator, ReaderTranslator
from .pages import mend_pages
from .roles import PassageRole, ReaderPdfRole
from .shelf import stock
from .unfold import Unfold
from .webfonts import link_stylesheet, set_webfonts
from .works import FreshWorks, SetWorks

EXTENSIONS = ("myst_parser", "sphinx_design", "sphinxcontrib.bibtex")


def setup_extension(app: Sphinx) -> dict[str, Any]:
    """Add the vocabulary of a reader, the transforms behind it and the builder of chapters."""
    collect(app, Path(app.confdir))
    for extension in EXTENSIONS:
        app.setup_extension(extension)
    for name, default, rebuild, types in SETTINGS:
        app.add_config_value(name, default, rebuild, types)
    # Before Sphinx checks its settings (800).
    app.connect("config-inited", set_defaults, priority=100)

    app.add_domain(ReaderDomain)
    for node in nodes.ALL:
        app.add_node(node)
    app.add_directive("passages", PassagesDirective)
    app.add_directive("headnote", HeadnoteDirective)
    app.add_directive("where-to-read", WhereToReadDirective)
    app.add_directive("witness", WitnessDirective)
    app.add_directive("answer", AnswerDirective)
    app.add_role("passage", PassageRole())
    app.add_role("reader-pdf", ReaderPdfRole())

    app.add_post_transform(Fill)
    app.add_post_transform(SetHome)
    app.add_post_transform(TagChinese)
    app.add_post_transform(FreshWorks)
    app.add_post_transform(SetWorks)
    app.add_post_transform(Unfold)

    register_plugin("pybtex.style.formatting", "author-date", AuthorDate, force=True)
    references = "sphinxcontrib.bibtex.style.referencing"
    register_references(references, "author-date", AuthorDateReferences, force=True)

    app.add_builder(Chapters)
    app.set_translator("html", ReaderTranslator, override=True)
    app.set_translator("chapters", PrintTranslator, override=True)

    app.connect("builder-inited", fill_shelf)
    app.connect("builder-inited", link_stylesheet)
    app.connect("env-get-outdated", name_outdated)
    app.connect("source-read", add_documents)
    app.connect("build-finished", mend_pages)
    app.connect("build-finished", set_webfonts)
    return {"version": "1", "env_version": code_version(), "parallel_read_safe": True, "parallel_write_safe": True}


def code_version() -> int:
    """Return a number of this floor's own code, so that what older code read is read again and no cache outlives it."""
    code = "".join(path.read_text("utf-8") for path in sorted(Path(__file__).parent.glob("*.py")))
    return int(digest(code)[:8], 16)


def fill_shelf(app: Sphinx) -> None:
    """Load what this edition is made from, and say what is wrong in it."""
    copies = Path(app.config.reader_copies) if app.config.reader_copies else None
    root = Path(app.confdir)
    shelf = stock(root, Path(app.srcdir), app.config.reader_edition, copies)
    reader_domain(app.env).shelf = shelf
    for problem in shelf.problems:
        report(problem, root)


def name_outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Name the documents that must be read anew because of what lies outside them."""
    return list(reader_domain(env).outdated())
