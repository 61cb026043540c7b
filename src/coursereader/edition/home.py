"""The home page: it says which edition a reader holds, and its links to the book stand out."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from .domain import reader_domain


class SetHome(SphinxPostTransform):
    """Print the edition's statement under the title, and mark paragraphs that are one link to the PDF."""

    default_priority = 4
    builders = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Set the home page and leave every other."""
        if self.env.docname != self.config.root_doc:
            return
        for title in list(self.document.findall(nodes.title))[:1]:
            self._say_edition(title)
        for paragraph in self.document.findall(nodes.paragraph):
            only = paragraph.children[0] if len(paragraph) == 1 else None
            if isinstance(only, nodes.reference) and "reader-pdf" in only["classes"]:
                paragraph["classes"].append("action")

    def _say_edition(self, title: nodes.title) -> None:
        edition = reader_domain(self.env).shelf.edition
        said = [nodes.strong("", f"{edition.name}."), nodes.Text(f" {edition.statement}")]
        section = title.parent
        section.insert(section.index(title) + 1, nodes.paragraph("", "", *said, classes=["edition-statement"]))
        if self.config.reader_subtitle:
            subtitle = nodes.paragraph("", self.config.reader_subtitle, classes=["reader-subtitle"])
            section.insert(section.index(title) + 1, subtitle)
