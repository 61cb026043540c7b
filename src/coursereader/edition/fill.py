"""Fill or withhold: the words of a source enter a document here and nowhere else.

Law 5: a passage that the edition does not carry is given no words, so that none can reach a file.
Words come in as text nodes, after all parsing, so that nothing in them can act.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx_design.shared import create_component

from coursereader.sources.reading import Passage, Reading

from .domain import reader_domain
from .nodes import passage, passage_body, passages, witness_view
from .shelf import Shelf

#: Words between asterisks that touch them, as Markdown marks emphasis.
EMPHASIS = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+)(?<=\S)\*(?![\w*])")


class Fill(SphinxPostTransform):
    """Give each passage its words, where the edition carries them."""

    # Before references are resolved (10), so that citations in a folded précis are, too.
    default_priority = 4

    def run(self, **kwargs: Any) -> None:
        """Fill passages, then the places where witnesses are shown."""
        shelf = reader_domain(self.env).shelf
        for node in list(self.document.findall(passage)):
            fill_passage(shelf, node)
        for view in list(self.document.findall(witness_view)):
            view.parent.replace(view, list(witness_parts(shelf, view)))
        for heading in self.document.findall(nodes.rubric):
            if "depth" in heading:
                heading["heading-level"] = min(6, _sections_above(heading) + heading["depth"])


def _sections_above(node: nodes.Node) -> int:
    count = 0
    while node.parent is not None:
        node = node.parent
        count += isinstance(node, nodes.section)
    return count


def fill_passage(shelf: Shelf, node: passage) -> None:
    """Put the words of a passage in its place and fold its précis, or leave the précis as it is."""
    reading, one = shelf.passage(node["number"])
    if not shelf.carries(reading, one):
        if shelf.edition.prints == "text":
            node["classes"].append("withheld")
        return
    node["carried"] = True
    if isinstance(node.parent, passages):
        node.parent["carried"] = True
    precis = next(node.findall(passage_body))
    words = passage_body("", *words_of(reading, one))
    if one.id in reading.above:
        node.parent.insert(node.parent.index(node), nodes.rubric("", reading.above[one.id], classes=["source-heading"]))
    node.replace(precis, [words, folded("Summary", precis.children)] if precis.children else [words])


def words_of(reading: Reading, one: Passage) -> Iterator[nodes.Node]:
    """Set the words of a passage as plain text: lines of verse as lines, all else as paragraphs.

    Neither this nor anything after it reads markup, so a directive in a source is just characters;
    only asterisks are read as emphasis, in a source that says so.
    """
    lines = [line for line in reading.texts[one.id].split("\n") if line.strip()]
    marked = reading.source.markup == "markdown"
    if one.kind == "verse":
        yield nodes.line_block("", *(nodes.line("", "", *_inline(line, marked)) for line in lines))
        return
    for line in lines:
        yield nodes.paragraph("", "", *_inline(line, marked))


def _inline(line: str, marked: bool) -> Iterator[nodes.Node]:
    """Yield the text of a line, with what stands between asterisks as emphasis where the source marks it so."""
    end = 0
    for match in EMPHASIS.finditer(line) if marked else ():
        yield nodes.Text(line[end : match.start()])
        yield nodes.emphasis("", match[1])
        end = match.end()
    yield nodes.Text(line[end:])


def folded(title: str, children: list[nodes.Node]) -> nodes.container:
    """Make a dropdown of sphinx-design that is closed until it is asked for."""
    fold = create_component(
        "dropdown",
        opened=False,
        type="dropdown",
        has_title=True,
        icon=None,
        chevron=None,
        container_classes=["precis-on-demand"],
        title_classes=[],
        body_classes=[],
    )
    fold += nodes.rubric("", title)
    fold += children
    return fold


def witness_parts(shelf: Shelf, view: witness_view) -> Iterator[nodes.Node]:
    """Show a passage as edited and as acquired, or say how much was changed in it."""
    reading, one = shelf.passage(view["number"])
    if not shelf.carries(reading, one) or one.id not in reading.raws:
        yield nodes.paragraph("", "", nodes.Text(_changes(reading, one)), classes=["witness-withheld"])
        return
    edited = _tab("As edited", list(words_of(reading, one)), selected=True)
    raw = nodes.literal_block("", reading.raws[one.id], language="text", classes=["witness-raw"])
    yield create_component("tab-set", ["sd-tab-set", "witness"], children=[edited, _tab("As acquired", [raw])])


def _changes(reading: Reading, one: Passage) -> str:
    count = reading.touched.get(one.id, 0)
    made = {0: "No change was", 1: "One change was"}.get(count, f"{count} changes were")
    return f"{made} made to the text of passage {one.id} as it was acquired; this edition does not print it."


def _tab(label: str, children: list[nodes.Node], *, selected: bool = False) -> nodes.container:
    title = nodes.rubric("", label, classes=["sd-tab-label"])
    content = create_component("tab-content", ["sd-tab-content"], children=children)
    return create_component("tab-item", ["sd-tab-item"], children=[title, content], selected=selected)
