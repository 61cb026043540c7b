"""Chapters: each document resolved on its own and given to the press as a fragment of HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from typing import Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.highlighting import PygmentsBridge
from sphinx.util.docutils import _get_settings
from sphinx.writers.html import HTMLWriter

from coursereader.text.problem import Problem
from coursereader.text.tags import said
from coursereader.text.words import count_words

from .anchors import Anchors, chapter_id, plain_links
from .chapter import Chapter, Part
from .domain import reader_domain
from .findings import report
from .html import PrintTranslator
from .nodes import passage
from .notes import move_to_calls

PARTS: dict[str, Part] = {"front": "front", "body": "body", "back": "back"}


class Chapters(StandaloneHTMLBuilder):
    """Gathers the chapters of the book in its order; it writes no file."""

    name = "chapters"
    default_translator_class = PrintTranslator
    add_permalinks = False
    search = False
    copysource = False
    allow_parallel = False

    def init(self) -> None:
        """Make ready what the translator asks for; there is no theme in print."""
        self.imagedir = "_images"
        self.secnumbers = {}
        self.fignumbers: dict[str, dict[str, tuple[int, ...]]] = {}
        self.current_docname = ""
        self.theme = None  # type: ignore[assignment]
        self.highlighter = PygmentsBridge("html", "none")
        self.dark_highlighter = None
        self.settings = _get_settings(HTMLWriter, defaults=self.env.settings)

    def get_outdated_docs(self) -> str:  # type: ignore[override]
        """Every chapter is gathered each time."""
        return "all chapters"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return an address that is given its final form when the ids are."""
        return f"%doc%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the address of a document, which is the same from anywhere."""
        return self.get_target_uri(to, typ)

    def write_documents(self, _docnames: Set[str]) -> None:
        """Gather the chapters, so that what is wrong in them is found."""
        for _ in self.gather():
            pass

    def copy_assets(self) -> None:
        """There are none."""

    def prepare_writing(self, _docnames: Set[str]) -> None:
        """There is nothing to write."""

    def finish(self) -> None:
        """There is nothing to finish."""

    def order(self) -> list[str]:
        """Return the documents of the book in the order of the tables of contents, without the home page."""
        relations = self.env.collect_relations()
        names: list[str] = []
        after = relations[self.config.root_doc][2]
        while after is not None:
            names.append(after)
            after = relations[after][2]
        return names

    def gather(self, progress: Callable[[int, int], None] = lambda done, total: None) -> Iterator[Chapter]:
        """Make the chapters one by one."""
        names = self.order()
        for done, docname in enumerate(names, 1):
            yield self.chapter(docname)
            progress(done, len(names))

    def chapter(self, docname: str) -> Chapter:
        """Make the chapter of one document."""
        document = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
        passages = tuple(node["number"] for node in document.findall(passage))
        plain_links(document)
        move_to_calls(document)
        Anchors(docname, reader_domain(self.env).printed).settle(document)
        fragment = self._fragment(docname, document)
        told = self.env.metadata.get(docname, {})
        title = self.env.titles[docname].astext()
        return Chapter(
            name=docname,
            title=title,
            short=str(told.get("short", "")) or title,
            part=self._part(docname, str(told.get("part", "body"))),
            label=str(told.get("label", "")),
            html=fragment,
            words=count_words(said(fragment)),
            passages=passages,
        )

    def _part(self, docname: str, told: str) -> Part:
        if told not in PARTS:
            root = reader_domain(self.env).shelf.root
            place = self.env.doc2path(docname).relative_to(root).as_posix()
            hint = f"write one of {', '.join(PARTS)}"
            report(Problem(place, 1, "part-unknown", "no such part of a book", (("part", told),), hint), root)
        return PARTS.get(told, "body")

    def _fragment(self, docname: str, document: nodes.document) -> str:
        """Write the chapter's section, its heading first."""
        document.settings = self.settings
        self.secnumbers = self.env.toc_secnumbers.get(docname, {})
        self.fignumbers = self.env.toc_fignumbers.get(docname, {})
        self.imgpath = self.imagedir
        self.dlpath = ""
        self.current_docname = docname
        self.post_process_images(document)
        section = _one_section(document)
        section["ids"], section["classes"] = [chapter_id(docname)], ["chapter"]
        visitor: Any = self.create_translator(document, self)
        document.walkabout(visitor)
        return "".join(visitor.fragment)


def _one_section(document: nodes.document) -> nodes.section:
    """Put all that a document holds into its first section, which opens with its title."""
    tops = list(document.children)
    section = next((top for top in tops if isinstance(top, nodes.section)), nodes.section())
    document.children = []
    document += section
    section += [top for top in tops if top is not section]
    return section
