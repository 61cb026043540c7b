"""Unfolding: what a screen folds away, stacks or makes clickable stands open in print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx_design.shared import PassthroughTextElement, is_component

from .nodes import block


class Unfold(SphinxPostTransform):
    """Give the components of sphinx-design the form they have in print."""

    # After Chinese is tagged (190), before sphinx-design makes its HTML forms (199, 200).
    default_priority = 195
    builders = ("chapters",)

    def run(self, **kwargs: Any) -> None:
        """Replace each component by its print form, inner ones first."""
        for node in list(self.document.findall(nodes.container))[::-1]:
            form = FORMS.get(node.get("design_component") or next(iter(node["classes"]), ""))
            if form:
                exchange(node, form(node))
        for link in list(self.document.findall(nodes.reference)):
            if "reader-pdf" in link["classes"]:
                exchange(link, link.children)
        for cited in list(self.document.findall(nodes.paragraph)):
            # On a page one line cites the source of a whole run of passages; a screen shows it with the one looked at.
            if "of-source" in cited["classes"]:
                cited.parent.remove(cited)


def exchange(node: nodes.Element, new: Sequence[nodes.Node]) -> None:
    """Put others in the place of a node; its ids go on, its classes do not."""
    first = next((one for one in new if isinstance(one, nodes.Element)), None)
    if first is not None:
        first["ids"] = first["ids"] + node["ids"]
    node.parent.replace(node, list(new))


def titled(name: str, title: Sequence[nodes.Node], children: Sequence[nodes.Node]) -> nodes.Element:
    """Make a block whose title is a small heading."""
    node = block(classes=[name], tag="div", label="")
    if title:
        node += nodes.paragraph("", "", *title, classes=["block-title"])
    node += children
    return node


def unfold_dropdown(node: nodes.container) -> list[nodes.Node]:
    """Open a dropdown; a précis on demand is not printed beside the words."""
    if "precis-on-demand" in node["container_classes"]:
        return []
    has_title = node["has_title"] and bool(node.children)
    title = node[0].children if has_title else []
    name = "answer" if "answer" in node["container_classes"] else "unfolded"
    return [titled(name, title, node.children[1:] if has_title else node.children)]


def unfold_tabs(node: nodes.container) -> list[nodes.Node]:
    """Print each tab under its label."""
    made: list[nodes.Node] = []
    for tab in node.children:
        if is_component(tab, "tab-item") and isinstance(tab, nodes.Element) and len(tab) == 2:
            label, content = tab.children
            made.append(titled("tab", label.children, content.children))
    return made


def unfold_card(node: nodes.container) -> list[nodes.Node]:
    """Print a card as a titled block, without the link that covers it."""
    titles = [one for one in node.findall(nodes.container) if is_component(one, "card-title")]
    title = [child for one in titles for child in one.children[0].children]
    for one in titles:
        one.parent.remove(one)
    parts = [child for child in node.children if not isinstance(child, PassthroughTextElement)]
    return [titled("card", title, parts)]


def unwrap(node: nodes.container) -> list[nodes.Node]:
    """Print what is inside."""
    return list(node.children)


#: The print form of each component, by the name sphinx-design gives it.
FORMS: dict[str, Callable[[nodes.container], list[nodes.Node]]] = {
    "dropdown": unfold_dropdown,
    "tab-set": unfold_tabs,
    "card": unfold_card,
    "card-body": unwrap,
    "card-header": unwrap,
    "card-footer": unwrap,
    "grid-container": unwrap,
    "grid-row": unwrap,
    "grid-item": unwrap,
    # The theme's, to scroll a wide table on a small screen.
    "table-wrapper": unwrap,
}
