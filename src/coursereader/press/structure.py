"""Structure: what WeasyPrint leaves out of the tag tree is said while it builds it.

Languages of elements, notes as notes, calls as references, and for each link the words it stands on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
from weasyprint import Document
from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import tags

#: Tags for generated content; without this the page number of a link is a link inside a link.
GENERATED = {
    "a::before": "/Span",
    "a::after": "/Span",
    "span::footnote-call": "/Reference",
    "span::footnote-marker": "/Lbl",
}


def one_link_each(document: Document) -> None:
    """Keep one annotation a line for each link; WeasyPrint adds one for every element inside it."""
    for page in document.pages:
        page.links[:] = [link for link in page.links if link[3].element_tag == "a"]


@contextmanager
def fuller_tags() -> Iterator[None]:
    """Replace WeasyPrint's builder of the tag tree by one that says more, until the block ends."""
    plain = tags._build_box_tree

    def build(box: Box, *rest: Any) -> Iterator[pydyf.Dictionary]:
        laid = box._box if isinstance(box, AbsolutePlaceholder) else box
        for element in plain(box, *rest):
            describe(element, laid)
            yield element

    tags._build_box_tree = build
    try:
        yield
    finally:
        tags._build_box_tree = plain


def describe(tag: pydyf.Dictionary, box: Box) -> None:
    """Complete one tag from the element its box was made for."""
    if box.element is None:
        return
    tag["S"] = GENERATED.get(box.element_tag, tag["S"])
    if box.link_annotation is not None:
        words = " ".join("".join(box.element.itertext()).split()).replace("\u200b", "")
        box.link_annotation["Contents"] = pydyf.String(words)
    if box.element_tag != box.element.tag or box.element.tag in ("html", "body"):
        return
    if language := box.element.get("lang"):
        tag["Lang"] = pydyf.String(language)
    if tag["S"] == "/Span" and "fn" in box.element.get("class", "").split():
        tag["S"] = "/Note"
        tag["ID"] = pydyf.String(f"{box.element.get('id', 'note')}-{tag.number}")
