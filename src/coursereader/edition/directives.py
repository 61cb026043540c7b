"""Directives of the book: passages, headnotes, where to read a work, witnesses, answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective
from sphinx_design.dropdown import DropdownDirective

from coursereader.sources.reading import UNIDENTIFIED, Passage, Reading

from .domain import reader_domain
from .findings import report
from .nodes import block, passage, passage_body, passage_number, passages, witness_view
from .precis import parse_precis
from .shelf import Shelf, Unknown


class ReaderDirective(SphinxDirective):
    """A directive that looks something up on the shelf."""

    required_arguments = 1

    @property
    def shelf(self) -> Shelf:
        """What this build has at hand."""
        return reader_domain(self.env).shelf

    @property
    def file(self) -> str:
        """The file being read, relative to the project's root."""
        path = Path(self.get_source_info()[0])
        return (path.relative_to(self.shelf.root) if path.is_relative_to(self.shelf.root) else path).as_posix()

    def run(self) -> list[nodes.Node]:
        """Print what is asked for, or say what is not on the shelf."""
        try:
            return self.printed()
        except Unknown as unknown:
            report(unknown.problem(self.file, self.lineno), self.shelf.root)
            return []

    def printed(self) -> list[nodes.Node]:
        """Return the nodes that this directive prints."""
        raise NotImplementedError

    def reading(self, siglum: str) -> Reading:
        """Return a reading and note that this document takes from it."""
        reading = self.shelf.reading(siglum)
        reader_domain(self.env).note_reading(siglum)
        return reading

    def cited(self, key: str, style: str = "t") -> list[nodes.Node]:
        """Return a citation of a work, or a word for a source not found."""
        if key == UNIDENTIFIED:
            return [nodes.Text("source unidentified")]
        found, _ = self.parse_inline(f"{{cite:{style}}}`{key}`", lineno=self.lineno)
        return found


class PassagesDirective(ReaderDirective):
    """Print the passages of a source, all or some, as this edition may."""

    option_spec: ClassVar[dict[str, Any]] = {"only": directives.unchanged_required}

    def printed(self) -> list[nodes.Node]:
        """Print the passages under their headings, then where they come from."""
        reading = self.reading(self.arguments[0])
        chosen = self.shelf.select(reading, self.options.get("only", ""))
        run = passages(siglum=reading.source.siglum, carried=False)
        if reading.source.language.split("-")[0] != self.config.language.split("-")[0]:
            run["lang"] = reading.source.language
        self.set_source_info(run)
        run += list(self._parts(reading, chosen))
        run += self._source_line(reading, chosen)
        return [run]

    def _parts(self, reading: Reading, chosen: tuple[Passage, ...]) -> Iterator[nodes.Node]:
        heading: tuple[str, ...] = ()
        speaker: str | None = None
        for one in chosen:
            if one.heading != heading:
                yield from self._headings(heading, one.heading)
                heading, speaker = one.heading, None
            yield self._passage(reading, one, speaks=one.speaker if one.speaker != speaker else None)
            speaker = one.speaker

    def _headings(self, before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[nodes.Node]:
        """Print the headings that are new at this passage."""
        same = 0
        while same < min(len(before), len(after)) and before[same] == after[same]:
            same += 1
        for depth, text in enumerate(after[same:], same):
            yield nodes.rubric("", text, classes=["passage-heading"], depth=depth + 1)

    def _passage(self, reading: Reading, one: Passage, speaks: str | None) -> passage:
        reader_domain(self.env).note_passage(one.id, self.file, self.lineno)
        node = passage(ids=[one.id], classes=[one.kind], siglum=reading.source.siglum, number=one.id)
        self.set_source_info(node)
        node += passage_number(number=one.id)
        if one.locus:
            node += nodes.paragraph("", one.locus, classes=["passage-locus"])
        if speaks:
            node += nodes.paragraph("", speaks, classes=["speaker"])
        body = passage_body()
        parse_precis(self, reading, one, body)
        node += body
        classes = ["passage-cite", *(["of-source"] if one.cite == reading.source.cite else [])]
        node += nodes.paragraph("", "", *self.cited(one.cite, "p"), classes=classes)
        return node

    def _source_line(self, reading: Reading, chosen: tuple[Passage, ...]) -> nodes.paragraph:
        """Say which passages of which work were printed."""
        numbers = "–".join(dict.fromkeys(one.id for one in (*chosen[:1], *chosen[-1:])))
        last = nodes.Text(f", passage{'s' if len(chosen) > 1 else ''} {numbers}.")
        cited = self.cited(reading.source.cite)
        return nodes.paragraph("", "", *cited, last, classes=["passages-source"])


class HeadnoteDirective(ReaderDirective):
    """Print our introduction to a source."""

    has_content = True

    def printed(self) -> list[nodes.Node]:
        """Print the introduction as a part of the page of its own."""
        self.reading(self.arguments[0])
        node = block(classes=["headnote"], tag="div", label="")
        self.set_source_info(node)
        node += self.parse_content_to_nodes()
        return [node]


class WhereToReadDirective(ReaderDirective):
    """Print where a work can be read, from its ``source.toml``."""

    def printed(self) -> list[nodes.Node]:
        """Print a box of labels and values."""
        source = self.reading(self.arguments[0]).source
        node = block(classes=["where-to-read"], tag="aside", label=f"Where to read {source.title}")
        self.set_source_info(node)
        node += nodes.paragraph("", "Where to read it", classes=["where-to-read-title"])
        rows = nodes.definition_list(classes=["simple"])
        rows += self._row("Cited as", self.cited(source.cite))
        for label, value in source.find:
            rows += self._row(_label(label), [_value(value)])
        node += rows
        return [node]

    def _row(self, label: str, value: list[nodes.Node]) -> nodes.definition_list_item:
        said = nodes.definition("", nodes.paragraph("", "", *value))
        return nodes.definition_list_item("", nodes.term("", label), said)


def _label(name: str) -> str:
    """Return the label of a row as it is printed."""
    return name.upper() if name in ("doi", "isbn", "issn", "url") else name[:1].upper() + name[1:]


def _value(value: str) -> nodes.Node:
    """Make a link of an address; anything else is text."""
    if value.startswith(("https://", "http://")):
        return nodes.reference("", value, refuri=value)
    return nodes.Text(value)


class WitnessDirective(ReaderDirective):
    """Show a passage as acquired and as edited; where it is withheld, how much was changed."""

    def printed(self) -> list[nodes.Node]:
        """Leave a place that the transform fills."""
        reading, one = self.shelf.passage(self.arguments[0])
        self.reading(reading.source.siglum)
        node = witness_view(siglum=reading.source.siglum, number=one.id)
        self.set_source_info(node)
        return [node]


class AnswerDirective(DropdownDirective):
    """An answer that is folded away on a screen and open in print."""

    def run_with_defaults(self) -> list[nodes.Node]:
        """Make a dropdown that is titled unless the author titles it."""
        self.arguments = self.arguments or ["Answer"]
        self.options.setdefault("class-container", ["answer"])
        return list(super().run_with_defaults())
