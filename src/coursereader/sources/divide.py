"""Division: the reading text as passages, and the regions of the raw text they stand in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coursereader.text.edits import apply
from coursereader.text.pieces import Edit, Move, Piece, pieces, raw_spans
from coursereader.text.problem import Problem
from coursereader.text.regions import Region, partition

from .attribution import Credit, Mark, credit, marks, works
from .decisions import Decisions
from .loci import locus_at
from .loci import marks as loci
from .source import SettingError, Source
from .units import Unit, units

_Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A passage before it has its number."""

    kind: str
    heading: tuple[str, ...]
    spans: _Spans
    speaker: str | None
    locus: str
    text: str
    credit: Credit
    #: What the text itself claims as its source, where that differs.
    claims: str = ""


@dataclass(frozen=True, slots=True)
class Division:
    """The passages of a reading text, and the headings and labels that stand beside them."""

    passages: tuple[Stretch, ...]
    #: Raw stretches that are no passage, by kind of region.
    others: tuple[tuple[str, _Spans], ...]
    problems: tuple[Problem, ...]


def divide(raw: str, edits: Sequence[Edit], moves: Sequence[Move], source: Source, decisions: Decisions) -> Division:
    """Divide a source's reading text as its kind, its editor's decisions and, for authors, its marks say."""
    text = apply(raw, edits, moves)
    laid = pieces(len(raw), edits, moves)
    others: list[tuple[str, _Spans]] = []
    told: list[Unit] = []
    for unit in units(text, source, decisions.join, decisions.divide):
        if unit.kind == "heading":
            others.append(("heading", raw_spans(laid, unit.start, unit.end)))
            continue
        if unit.words > unit.start:
            others.append(("label", raw_spans(laid, unit.start, unit.words)))
        told.append(unit)
    cuts = sorted((p.raw_start, p.raw_end) for p in laid if _cut(p))
    found = loci(raw, source.locus)
    bare = [
        Stretch(
            kind=unit.kind,
            heading=(),
            spans=_without(raw_spans(laid, unit.words, len(text[: unit.end].rstrip())), cuts),
            speaker=unit.speaker,
            locus=locus_at(found, (raw_spans(laid, unit.words, unit.end) or ((0, 0),))[0][0]) or unit.locus,
            text=text[unit.words : unit.end].rstrip(),
            credit=Credit(source.cite, "", "certain"),
        )
        for unit in told
    ]
    credited = _credited(bare, [unit.opens for unit in told], raw, source)
    return _decided(credited, others, text, decisions)


def _cut(piece: Piece) -> bool:
    """Tell whether whole lines were cut out; a deletion of part of a line is a correction."""
    edit = piece.edit
    return edit is not None and not edit.after.strip() and bool(edit.before.strip()) and "\n" in edit.before


def _without(spans: _Spans, cuts: Sequence[tuple[int, int]]) -> _Spans:
    """Take lines that were cut out of the middle of a passage from its raw stretches."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        for a, b in cuts[bisect_right(cuts, (start, start)) :]:
            if a >= end:
                break
            if start < a and b < end:
                found.append((start, a))
                start = b
        found.append((start, end))
    return tuple(found)


def _credited(bare: Sequence[Stretch], opens: Sequence[bool], raw: str, source: Source) -> list[Stretch]:
    """Credit the passages of a compilation to the works its marks name."""
    try:
        known = works(source.settings("attribution-marks"))
    except SettingError:
        # The rule of that name has reported it.
        known = ()
    if not known:
        return list(bare)
    order = sorted(range(len(bare)), key=lambda place: bare[place].spans[0][0])
    starts = [bare[place].spans[0][0] for place in order]
    found: list[list[Mark]] = [[] for _ in order]
    for mark in marks(raw, known):
        found[max(0, bisect_right(starts, mark.start) - 1)].append(mark)
    texts = [bare[place].text for place in order]
    given = credit(texts, found, [opens[place] for place in order], known, source.cite)
    credits = dict(zip(order, given, strict=True))
    return [replace(stretch, credit=credits[place]) for place, stretch in enumerate(bare)]


def _decided(
    passages: Sequence[Stretch], others: Sequence[tuple[str, _Spans]], text: str, decisions: Decisions
) -> Division:
    """Put our headings above passages and the editor's citations in the place of the marks'."""
    problems: list[Problem] = []
    heading: tuple[str, ...] = ()
    headings = {_place(passages, h.before): h for h in decisions.heading}
    cites = {_place(passages, c.find): c for c in decisions.cite}
    kinds = {_place(passages, k.find): k.kind for k in decisions.kind}
    decided: list[Stretch] = []
    for place, passage in enumerate(passages):
        if place in headings:
            heading = (headings[place].text,)
        if place in cites:
            said, claimed = cites[place], passage.credit.cite
            claims = claimed if claimed != said.cite else ""
            passage = replace(passage, credit=Credit(said.cite, "decision", said.certainty), claims=claims)
        decided.append(replace(passage, heading=heading, kind=kinds.get(place, passage.kind)))
    for words, line in _unplaced(passages, text, decisions):
        hint = "copy the first words of a passage, after any label"
        facts = (("words", words),)
        problems.append(Problem(decisions.file, line, "decision-unplaced", "no passage opens so", facts, hint))
    return Division(tuple(decided), tuple(others), tuple(problems))


def _place(passages: Sequence[Stretch], words: str) -> int:
    """Return the passage that opens so, or else the only one that has these words; -1 for none."""
    opening = [place for place, passage in enumerate(passages) if passage.text.startswith(words)]
    having = [place for place, passage in enumerate(passages) if words in passage.text]
    return opening[0] if len(opening) == 1 else having[0] if len(having) == 1 else -1


def _unplaced(passages: Sequence[Stretch], text: str, decisions: Decisions) -> Iterator[tuple[str, int]]:
    """Yield the words and lines of decisions about passages that find none."""
    openings = [(h.before, h.line) for h in decisions.heading] + [(c.find, c.line) for c in decisions.cite]
    openings += [(k.find, k.line) for k in decisions.kind]
    yield from ((words, line) for words, line in openings if _place(passages, words) < 0)
    yield from ((d.before, d.line) for d in decisions.divide if text.count(d.before) != 1)
    yield from ((j.find, j.line) for j in decisions.join if not _opens_a_line(text, j.find))


def _opens_a_line(text: str, words: str) -> bool:
    return text.startswith(words) or f"\n{words}" in text


def regions(raw: str, division: Division, ids: Sequence[str], edits: Sequence[Edit]) -> list[Region]:
    """Return the regions of a raw text: passages by their ids, headings, labels, and what was taken out beside them."""
    found = [Region(a, b, id_) for stretch, id_ in zip(division.passages, ids, strict=True) for a, b in stretch.spans]
    found += [Region(a, b, kind) for kind, spans in division.others for a, b in spans]
    starts = sorted((region.start, region.end) for region in found)
    # What was cut inside a line, such as the sign of a note, belongs to the passage it was cut from.
    taken = ((e.start, e.end) for e in edits if e.before.strip() and not e.after.strip())
    found += [Region(a, b, "excised") for a, b in taken if not _inside(starts, a, b)]
    return partition(raw, found)


def _inside(stretches: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    place = bisect_right(stretches, (start, end)) - 1
    return any(a <= start and end <= b for a, b in stretches[max(0, place) : place + 2])
