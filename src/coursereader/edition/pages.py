"""Pages of the theme, mended where they shut out assistive technology."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

#: What the theme writes, and what it should.
MENDED = (
    ('<aside class="sidebar-drawer"', '<aside aria-label="Contents of the book" class="sidebar-drawer"'),
    ('<aside class="toc-drawer', '<aside aria-label="On this page" class="toc-drawer'),
    ('<div id="search-results"></div>', '<h1>Search</h1>\n<div id="search-results"></div>'),
)


def mend(page: str) -> str:
    """Give landmarks their names and the search page its heading.

    >>> mend('<aside class="toc-drawer no-toc">')
    '<aside aria-label="On this page" class="toc-drawer no-toc">'
    """
    for written, wanted in MENDED:
        page = page.replace(written, wanted)
    return page


def mend_pages(app: Sphinx, error: Exception | None) -> None:
    """Mend every page that was written."""
    if error is not None or app.builder.name != "html":
        return
    for path in sorted(Path(app.outdir).rglob("*.html")):
        page = path.read_text("utf-8")
        mended = mend(page)
        if mended != page:
            path.write_text(mended, "utf-8")
