"""Roles: a link to a passage, and a link to the book as a PDF."""

from __future__ import annotations

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.util.docutils import SphinxRole

from .domain import reader_domain
from .findings import report
from .shelf import RANGE, Unknown


class PassageRole(SphinxRole):
    """``{passage}`T7``` and ``{passage}`T7-T9```: a link to the first passage named."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Make a reference that is resolved when all documents are read."""
        domain = reader_domain(self.env)
        match = RANGE.match(self.text)
        names = [name for name in (match.groups() if match else ()) if name] or [self.text]
        try:
            sigla = {domain.shelf.passage(name)[0].source.siglum for name in names}
        except Unknown as unknown:
            source, line = self.get_source_info()
            report(unknown.problem(self._file(source), line), domain.shelf.root)
            return [nodes.Text("–".join(names))], []
        for siglum in sigla:
            domain.note_reading(siglum)
        link = pending_xref(
            self.rawtext,
            nodes.inline("", "–".join(names), classes=["passage-link"]),
            refdomain="reader",
            reftype="passage",
            reftarget=names[0],
            refdoc=self.env.docname,
            refexplicit=False,
            refwarn=False,
        )
        self.set_source_info(link)
        return [link], []

    def _file(self, source: str) -> str:
        root = reader_domain(self.env).shelf.root
        return source.removeprefix(f"{root.as_posix()}/")


class ReaderPdfRole(SphinxRole):
    """``{reader-pdf}`text```: a link to the book as a PDF, beside the home page."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Link upwards to the folder of the home page."""
        up = "../" * self.env.docname.count("/")
        link = nodes.reference(self.rawtext, self.text, refuri=f"{up}reader.pdf", classes=["reader-pdf"])
        self.set_source_info(link)
        return [link], []
