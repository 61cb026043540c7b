"""The works of a bibliography in a document: made anew for each builder, and set with a printer's signs."""

from __future__ import annotations

from typing import Any, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinxcontrib.bibtex.domain import BibtexDomain

#: How BibTeX writes a sign, and how it is printed.
SIGNS = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("`", "‘"), ("'", "’"))


def set_signs(text: str) -> str:
    """Set the dashes, quotation marks and apostrophes of a field of BibTeX.

    >>> set_signs("The Clerk's Book, 1958--1962")
    'The Clerk’s Book, 1958–1962'
    """
    for written, printed in SIGNS:
        text = text.replace(written, printed)
    return text


class FreshWorks(SphinxPostTransform):
    """Give every builder works of its own: sphinxcontrib-bibtex keeps one node of each and adds to it."""

    # Before the bibliography takes the nodes (5).
    default_priority = 3

    def run(self, **kwargs: Any) -> None:
        """Replace the kept nodes by empty ones with the same ids."""
        domain = cast(BibtexDomain, self.env.get_domain("cite"))
        for key, bibliography in domain.bibliographies.items():
            if key.docname == self.env.docname:
                kept = bibliography.citation_nodes
                kept.update({name: nodes.citation(ids=list(work["ids"])) for name, work in kept.items()})


class SetWorks(SphinxPostTransform):
    """Set the signs in each work, but not in its address."""

    # After the bibliography is filled (5), before Chinese is tagged (190).
    default_priority = 6

    def run(self, **kwargs: Any) -> None:
        """Set every text of every work."""
        for work in self.document.findall(nodes.citation):
            for text in list(work.findall(nodes.Text)):
                if not isinstance(text.parent, nodes.reference):
                    text.parent.replace(text, nodes.Text(set_signs(text)))
