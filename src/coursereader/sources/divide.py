"""Division: the reading text as numbered passages and the regions of the raw text they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coursereader.text.blocks import Block, blocks
from coursereader.text.edits import apply
from coursereader.text.pieces import Edit, Move, Piece, pieces, raw_spans
from coursereader.text.problem import Problem
from coursereader.text.regions import Region, partition

from .decisions import Decisions
from .source import Source

#: A turn's label, as the rule ``speaker-labels`` leaves it.
_LABEL = re.compile(r"([^\n:]{1,40}): (?=\S)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A passage before it has its number."""

    kind: str
    heading: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    speaker: str | None
    locus: str
    text: str


@dataclass(frozen=True, slots=True)
class Division:
    """The passages of a reading text, and the headings and labels that stand beside them."""

    passages: tuple[Stretch, ...]
    #: Raw stretches that are no passage, by kind of region.
    others: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]
    problems: tuple[Problem, ...]


def divide(raw: str, edits: Sequence[Edit], moves: Sequence[Move], source: Source, decisions: Decisions) -> Division:
    """Divide a source's reading text at its paragraphs, and a transcript at its turns."""
    text = apply(raw, edits, moves)
    laid = pieces(len(raw), edits, moves)
    speakers = next((dict(rule.settings).get("speakers") for rule in source.rules if rule.name == "speaker-labels"), ())
    turns = _turns(blocks(text), speakers if isinstance(speakers, list) else [], source.kind == "transcript")
    passages: list[Stretch] = []
    others: list[tuple[str, tuple[tuple[int, int], ...]]] = []
    unused = list(decisions.heading)
    heading: tuple[str, ...] = ()
    for turn in turns:
        if turn.kind == "heading":
            others.append(("heading", raw_spans(laid, turn.block.start, turn.block.end)))
            continue
        if turn.text > turn.block.start:
            others.append(("label", raw_spans(laid, turn.block.start, turn.text)))
        words = text[turn.text : turn.block.end]
        above = next((h for h in unused if words.startswith(h.before)), None)
        if above:
            heading = (above.text,)
            unused.remove(above)
        spans = _without_excisions(raw_spans(laid, turn.text, turn.block.end), laid)
        locus = f"{source.locus} {turn.locus}"
        passages.append(Stretch(turn.kind, heading, spans, turn.speaker, locus, words))
    hint = "copy the first words of a passage, after any label"
    problems = [
        Problem(decisions.file, h.line, "decision-unplaced", "no passage opens so", (("words", h.before),), hint)
        for h in unused
    ]
    return Division(tuple(passages), tuple(others), tuple(problems))


@dataclass(frozen=True, slots=True)
class _Turn:
    """A paragraph with where its own words begin, who speaks them and where it stands."""

    block: Block
    kind: str
    text: int
    speaker: str | None
    locus: str


def _turns(found: Iterator[Block], speakers: Sequence[str], transcript: bool) -> Iterator[_Turn]:
    """Tell label from words; what stands before the first label of a transcript is its heading."""
    speaker: str | None = None
    turn = paragraph = 0
    for block in found:
        label = _LABEL.match(block.text)
        if transcript and label and label[1] in speakers:
            speaker, turn, paragraph = label[1], turn + 1, 1
            yield _Turn(block, "turn", block.start + label.end(), speaker, str(turn))
        elif transcript and speaker is None:
            yield _Turn(block, "heading", block.start, None, "")
        else:
            paragraph += 1
            locus = f"{turn}, ¶ {paragraph}" if transcript else str(paragraph)
            yield _Turn(block, "turn" if transcript else "prose", block.start, speaker, locus)


def _without_excisions(spans: Sequence[tuple[int, int]], laid: Sequence[Piece]) -> tuple[tuple[int, int], ...]:
    """Take words that were cut out of the middle of a passage from its raw stretches."""
    cut = [(p.raw_start, p.raw_end) for p in laid if p.edit and not p.edit.after and p.edit.before.strip()]
    found: list[tuple[int, int]] = []
    for start, end in spans:
        for a, b in sorted(cut):
            # A deletion of part of a word is a correction; of whole lines, an excision.
            if start < a and b < end and "\n" in _around(laid, a, b):
                found.append((start, a))
                start = b
        found.append((start, end))
    return tuple(found)


def _around(laid: Sequence[Piece], start: int, end: int) -> str:
    return next((p.edit.before for p in laid if p.edit and (p.raw_start, p.raw_end) == (start, end)), "")


def regions(raw: str, division: Division, ids: Sequence[str], excised: Sequence[tuple[int, int]]) -> list[Region]:
    """Return the regions of a raw text: passages by their ids, headings, labels, and what was excised."""
    found = [Region(a, b, id_) for stretch, id_ in zip(division.passages, ids, strict=True) for a, b in stretch.spans]
    found += [Region(a, b, kind) for kind, spans in division.others for a, b in spans]
    found += [Region(a, b, "excised") for a, b in excised]
    return partition(raw, found)
