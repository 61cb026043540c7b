"""Units: the paragraphs of a reading text told apart, as headings, turns, dated entries and prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from coursereader.text.blocks import Block, blocks

from .decisions import Divide, Join
from .source import Source

#: A turn's label, as the rule ``speaker-labels`` leaves it.
_LABEL = re.compile(r"([^\n:]{1,40}): (?=\S)")
#: A heading, in a text with Markdown's marks.
_HEADING = re.compile(r"#{1,6} \S.*")
#: A date that stands alone above an entry of a chronology.
_DATE = re.compile(r"(?=[^\n]*\b1[5-9]\d\d\b|[^\n]*\b20\d\d\b)[^\n.]{4,60}:")


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of the reading text that is one passage, or one heading."""

    #: ``heading``, ``turn``, ``entry`` or ``prose``.
    kind: str
    #: Where the unit begins, its label with it, and where it ends.
    start: int
    end: int
    #: Where its own words begin.
    words: int
    speaker: str | None
    locus: str
    #: Whether a heading of the copy stands above it.
    opens: bool


def units(text: str, source: Source, joins: Sequence[Join], divides: Sequence[Divide]) -> list[Unit]:
    """Divide a reading text at its paragraphs, a transcript at its turns, and as an editor decided.

    A join is found by the first words of a paragraph, a division by the words it goes before, wherever they stand once.
    """
    found = list(_told(blocks(text), source))
    merged: list[Unit] = []
    for unit in found:
        belongs = any(text.startswith(join.find, unit.words) for join in joins)
        if belongs and merged and merged[-1].kind != "heading":
            merged[-1] = replace(merged[-1], end=unit.end)
        else:
            merged.append(unit)
    starts = sorted(text.find(divide.before) for divide in divides if text.count(divide.before) == 1)
    return [part for unit in merged for part in _parts(unit, starts)]


def _parts(unit: Unit, starts: Iterable[int]) -> Iterator[Unit]:
    """Cut a unit before the offsets that lie inside it; white space belongs to what precedes."""
    for start in starts:
        if unit.words < start < unit.end and unit.kind != "heading":
            yield replace(unit, end=start)
            unit = replace(unit, start=start, words=start, opens=False)
    yield unit


def _told(found: Iterator[Block], source: Source) -> Iterator[Unit]:
    """Tell headings, labels and dates from words; what stands before a transcript's first label is its heading."""
    speakers = source.settings("speaker-labels").get("speakers", ())
    told = _Teller(source, speakers if isinstance(speakers, list) else [])
    waiting: Block | None = None
    for block in found:
        if waiting is not None:
            yield told.entry(waiting, block)
            waiting = None
        elif source.kind != "transcript" and _DATE.fullmatch(block.text):
            waiting = block
        else:
            yield told.unit(block)
    if waiting is not None:
        yield told.unit(waiting)


class _Teller:
    """What is known while paragraphs are told apart: who speaks, and where one is."""

    def __init__(self, source: Source, speakers: Sequence[str]) -> None:
        self.source, self.speakers = source, speakers
        self.speaker: str | None = None
        self.section = 0
        self.turn = self.paragraph = 0
        self.opens = False

    def unit(self, block: Block) -> Unit:
        """Tell what a paragraph is."""
        transcript = self.source.kind == "transcript"
        label = _LABEL.match(block.text) if transcript else None
        heading = _HEADING.fullmatch(block.text) if self.source.markup == "markdown" else None
        if label and label[1] in self.speakers:
            self.speaker, self.turn, self.paragraph = label[1], self.turn + 1, 1
            return self._made("turn", block, block.start + label.end(), str(self.turn))
        if heading or (transcript and self.speaker is None):
            self.section, self.paragraph = self.section + bool(heading), 0
            unit = self._made("heading", block, block.start, "")
            self.opens = True
            return unit
        self.paragraph += 1
        if transcript:
            return self._made("turn", block, block.start, f"{self.turn}, ¶ {self.paragraph}")
        return self._made("prose", block, block.start, str(self.paragraph))

    def entry(self, date: Block, block: Block) -> Unit:
        """Put a date and what it dates together."""
        self.paragraph += 1
        unit = self._made("entry", date, date.start, date.text.rstrip(":"))
        return replace(unit, end=block.end)

    def _made(self, kind: str, block: Block, words: int, place: str) -> Unit:
        opens, self.opens = self.opens, False
        locus = place if kind == "entry" else f"{self.source.locus} {place}"
        if self.section and kind == "prose":
            # A number, not the heading's words: a locus is printed in every edition.
            locus = f"§ {self.section}, ¶ {place}"
        speaker = self.speaker if kind == "turn" else None
        return Unit(kind, block.start, block.end, words, speaker, locus, opens)
