"""Defaults: the settings every reader wants, so that its ``conf.py`` says only what is its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from sphinx.application import Sphinx
from sphinx.config import Config

from .editions import choose

#: Settings of a reader: name, default, what is built anew when it changes, types.
SETTINGS: tuple[tuple[str, Any, Literal["", "env", "html"], tuple[type, ...]], ...] = (
    ("reader_edition", "", "env", (str,)),
    # What copies say is compared by content, so a folder of another name changes nothing.
    ("reader_copies", "", "", (str,)),
    ("reader_fonts", "", "html", (str,)),
    ("reader_subtitle", "", "html", (str,)),
    ("reader_description", "", "html", (str,)),
    ("reader_keywords", [], "html", (list, tuple)),
    ("reader_imprint", [], "html", (list, tuple)),
)

#: Settings of Sphinx and its extensions that differ from theirs.
DEFAULTS: dict[str, Any] = {
    "bibtex_bibliography_id": "works-{bibliography_count}",
    "bibtex_bibfiles": ["refs.bib"],
    "bibtex_cite_id": "cite-{key}",
    "bibtex_default_style": "author-date",
    "bibtex_reference_style": "author-date",
    "bibtex_tooltips": False,
    "html_copy_source": False,
    "html_domain_indices": False,
    "html_permalinks_icon": "¶",
    "html_show_copyright": False,
    "html_show_sourcelink": False,
    "html_theme": "furo",
    "html_use_index": False,
    "myst_enable_extensions": ["attrs_block", "attrs_inline", "colon_fence", "deflist", "fieldlist"],
    "myst_footnote_transition": False,
    "myst_heading_anchors": 3,
}


def set_defaults(app: Sphinx, config: Config) -> None:
    """Set what ``conf.py`` does not, and leave out the documents of other editions."""
    said = {*config._raw_config, *config.overrides}
    for name, value in (DEFAULTS | _of_project(app, config)).items():
        if name not in said:
            setattr(config, name, value)
    # A new list: the default is one for all applications of a process.
    config.exclude_patterns = [*config.exclude_patterns, *others(Path(app.srcdir), config.reader_edition)]


def _of_project(app: Sphinx, config: Config) -> dict[str, Any]:
    """Return the defaults that follow from the project's name and its folder of static files."""
    static = Path(app.confdir, "_static")
    found: dict[str, Any] = {"html_title": config.project}
    if static.is_dir():
        found["html_static_path"] = ["_static"]
        found["html_css_files"] = ["screen.css"] if (static / "screen.css").exists() else []
        found["html_js_files"] = ["screen.js"] if (static / "screen.js").exists() else []
    if not Path(app.confdir, "refs.bib").exists():
        found["bibtex_bibfiles"] = []
    return found


def others(book: Path, wanted: str) -> list[str]:
    """Return patterns for the documents that only other editions carry."""
    choice = choose(book, wanted)
    names = {name for one in choice.editions for name in one.adds} - set(choice.shown.adds)
    return [pattern for name in sorted(names) for pattern in (f"{name}.*", f"{name}/**")]


def add_documents(app: Sphinx, docname: str, source: list[str]) -> None:
    """Put the documents that this edition adds at the end of the home page's tables of contents."""
    edition = choose(Path(app.srcdir), app.config.reader_edition).shown
    if docname != app.config.root_doc or not edition.adds:
        return
    names = "\n".join(edition.adds)
    source[0] += f"\n\n```{{toctree}}\n:hidden:\n:caption: {edition.name}\n\n{names}\n```\n"
