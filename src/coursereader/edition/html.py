"""HTML of a reader's own nodes, the same for screen and print but where a screen can act."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.writers.html5 import HTML5Translator

from .nodes import block, passage, passage_body, passage_number, passages


class ReaderTranslator(HTML5Translator):
    """Sphinx's translator with the nodes of a reader and without its barriers to assistive technology."""

    def visit_passages(self, node: passages) -> None:
        """Open a run of passages: ``precis`` or ``text``, and which source."""
        language = {"lang": node["lang"]} if node.get("lang") else {}
        name = f"passages {'text' if node['carried'] else 'precis'}"
        self.body.append(self.starttag(node, "div", CLASS=name, **{"data-siglum": node["siglum"]}, **language))

    def depart_passages(self, node: passages) -> None:
        """Close it."""
        self.body.append("</div>\n")

    def visit_passage(self, node: passage) -> None:
        """Open a passage, which bears its number as its id."""
        self.body.append(self.starttag(node, "div", classes=["passage"]))

    def depart_passage(self, node: passage) -> None:
        """Close it."""
        self.body.append("</div>\n")

    def visit_passage_number(self, node: passage_number) -> None:
        """Print the number as a link to the passage."""
        number = self.encode(node["number"])
        self.body.append(f'<a class="passage-number" href="#{number}" aria-label="Passage {number}">{number}</a>\n')

    def depart_passage_number(self, node: passage_number) -> None:
        """All is said."""

    def visit_passage_body(self, node: passage_body) -> None:
        """Open what a passage says."""
        self.body.append('<div class="passage-body">')

    def depart_passage_body(self, node: passage_body) -> None:
        """Close it."""
        self.body.append("</div>\n")

    def visit_block(self, node: block) -> None:
        """Open a part of a page; an aside has a label, so that no two landmarks are alike."""
        label = {"aria-label": node["label"]} if node["label"] else {}
        self.body.append(self.starttag(node, node["tag"], **label))

    def depart_block(self, node: block) -> None:
        """Close it."""
        self.body.append(f"</{node['tag']}>\n")

    def visit_title(self, node: nodes.title) -> None:
        """Give the headings in the sidebar the level that their role requires."""
        super().visit_title(node)
        if isinstance(node.parent, addnodes.compact_paragraph) and node.parent.get("toctree"):
            at = next(i for i in range(len(self.body) - 1, -1, -1) if 'role="heading"' in self.body[i])
            self.body[at] = self.body[at].replace('role="heading"', 'aria-level="2" role="heading"')

    def visit_citation(self, node: nodes.citation) -> None:
        """Open a work in the bibliography as an item of a list; docutils' roles for it are deprecated."""
        if not isinstance(node.previous_sibling(), nodes.citation):
            self.body.append('<div class="citation-list" role="list">\n')
        self.body.append(self.starttag(node, "div", classes=["citation"], role="listitem"))

    def depart_citation(self, node: nodes.citation) -> None:
        """Close it, and the list after the last."""
        self.body.append("</div>\n")
        if not isinstance(node.next_node(descend=False, siblings=True), nodes.citation):
            self.body.append("</div>\n")

    def visit_label(self, node: nodes.label) -> None:
        """Print no label before a work: author and year open it."""
        if isinstance(node.parent, nodes.citation):
            raise nodes.SkipNode
        super().visit_label(node)

    def visit_footnote(self, node: nodes.footnote) -> None:
        """Open a note; the list of notes gets a name, as every landmark must."""
        at = len(self.body)
        super().visit_footnote(node)
        self.body[at:] = [
            part.replace('<aside class="footnote-list', '<aside aria-label="Notes" class="footnote-list')
            for part in self.body[at:]
        ]


class PrintTranslator(ReaderTranslator):
    """HTML for the press: nothing to click but text, and notes at their calls."""

    def visit_passage_number(self, node: passage_number) -> None:
        """Print the number as it is."""
        self.body.append(f'<span class="passage-number">{self.encode(node["number"])}</span>\n')

    def visit_print_note(self, node: nodes.Element) -> None:
        """Open a note at its call; inside a paragraph only inline elements can stand."""
        self.body.append(self.starttag(node, "span", "", CLASS="fn", role="doc-footnote"))

    def depart_print_note(self, node: nodes.Element) -> None:
        """Close it."""
        self.body.append("</span>")

    def visit_print_note_part(self, node: nodes.Element) -> None:
        """Open a paragraph of a note."""
        self.body.append('<span class="fnp">')

    def depart_print_note_part(self, node: nodes.Element) -> None:
        """Close it."""
        self.body.append("</span>")

    def visit_reference(self, node: nodes.Element) -> None:
        """Open a link with what print needs of it: where it leads, its classes, its language."""
        href = node["refuri"] if "refuri" in node else f"#{node['refid']}"
        self.body.append(self.starttag(node, "a", "", href=href))

    def visit_target(self, node: nodes.target) -> None:
        """Print nothing: an empty inline element would break a line early."""
        if not node.children:
            raise nodes.SkipNode
        super().visit_target(node)
