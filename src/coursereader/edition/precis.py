"""Précis in a document: our own words for a passage, parsed as MyST with their own file as their place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from docutils import nodes

from coursereader.sources.reading import Passage, Reading

if TYPE_CHECKING:
    from .directives import ReaderDirective


def parse_precis(directive: ReaderDirective, reading: Reading, one: Passage, body: nodes.Element) -> None:
    """Parse the précis of a passage into its body; that one is missing is floor 2's to say."""
    text = reading.precis.get(one.id, "").strip()
    renderer = getattr(directive.state, "_renderer", None)
    if renderer is None:
        # A page in another markup than MyST: the words are printed as they stand.
        body += nodes.paragraph("", text)
        return
    file = str(reading.source.folder / "precis.md")
    with _standing_in(renderer, file), renderer.current_node_context(body):
        renderer.nested_render_text(text, reading.precis_lines.get(one.id, 1) - 1)


@contextmanager
def _standing_in(renderer: Any, file: str) -> Iterator[None]:
    """Let warnings name another file while a part of it is parsed, as MyST does for what a page includes."""
    document, reporter = renderer.document, renderer.reporter
    before = document["source"], reporter.source, reporter.get_source_and_line
    document["source"] = reporter.source = file
    reporter.get_source_and_line = lambda line=None: (file, line)
    try:
        yield
    finally:
        document["source"], reporter.source, reporter.get_source_and_line = before
