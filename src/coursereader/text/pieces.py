"""Pieces: how a reading text is put together from stretches of the raw text and what edits put in their place."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter


class OverlapError(ValueError):
    """Two edits claim the same characters, or an edit lies across the bounds of a move."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change in place; an insertion has no ``before``, a deletion no ``after``."""

    #: Raw offset, in characters.
    start: int
    before: str
    after: str

    @property
    def end(self) -> int:
        """Raw offset behind the last character taken out."""
        return self.start + len(self.before)


@dataclass(frozen=True, slots=True)
class Move:
    """One transposition: the raw stretch from start to end stands before the raw offset ``to``."""

    start: int
    end: int
    to: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the reading text and the raw stretch it stands for."""

    raw_start: int
    raw_end: int
    #: Offset in the reading text.
    start: int
    end: int
    #: The edit that wrote it, or None where the raw characters stand.
    edit: Edit | None


def pieces(length: int, edits: Iterable[Edit], moves: Iterable[Move] = ()) -> list[Piece]:
    """Lay out a raw text of so many characters, in the order of the reading text.

    >>> [(p.raw_start, p.raw_end, p.start, p.end) for p in pieces(6, [Edit(2, "xx", "y")])]
    [(0, 2, 0, 2), (2, 4, 2, 3), (4, 6, 3, 5)]
    """
    moves = list(moves)
    cuts = {offset for move in moves for offset in (move.start, move.end, move.to)}
    raw = _in_raw_order(length, sorted(edits, key=attrgetter("start", "end")), sorted(cuts))
    if moves:
        raw = _moved(raw, moves)
    laid, at = [], 0
    for start, end, edit in raw:
        size = end - start if edit is None else len(edit.after)
        laid.append(Piece(start, end, at, at + size, edit))
        at += size
    return laid


_Stretch = tuple[int, int, Edit | None]


def _in_raw_order(length: int, edits: Sequence[Edit], cuts: Sequence[int]) -> list[_Stretch]:
    """Split the raw text at its edits and cuts; at one place an insertion stands before a replacement."""
    stretches: list[_Stretch] = []
    at = 0
    for edit in edits:
        if edit.start < at or edit.end > length:
            raise OverlapError(f"edit at {edit.start} overlaps another or the end of the text")
        stretches += _kept(at, edit.start, cuts)
        if any(edit.start < cut < edit.end for cut in cuts):
            raise OverlapError(f"edit at {edit.start} lies across the bounds of a move")
        stretches.append((edit.start, edit.end, edit))
        at = edit.end
    return stretches + _kept(at, length, cuts)


def _kept(start: int, end: int, cuts: Sequence[int]) -> list[_Stretch]:
    """Return the kept stretch from start to end, split at the cuts inside it."""
    inside = cuts[bisect_right(cuts, start) :]
    bounds = [start, *(cut for cut in inside if cut < end), end]
    return [(a, b, None) for a, b in itertools.pairwise(bounds) if a < b]


def _moved(stretches: list[_Stretch], moves: Sequence[Move]) -> list[_Stretch]:
    """Take each moved block out and put it before the first stretch at or behind its goal."""
    for move in moves:
        if not move.start < move.end or move.start < move.to < move.end:
            raise OverlapError(f"move of {move.start} to {move.to} is empty or into itself")
    ordered = sorted(moves, key=attrgetter("start"))
    if any(one.end > two.start for one, two in itertools.pairwise(ordered)):
        raise OverlapError("two moves overlap")
    if any(one.start < two.to < one.end for one in moves for two in moves):
        raise OverlapError("a move goes into a block that is itself moved")
    blocks: dict[int, list[_Stretch]] = {}
    rest = stretches
    for move in ordered:
        block = [s for s in rest if move.start <= s[0] < move.end]
        rest = [s for s in rest if not move.start <= s[0] < move.end]
        blocks.setdefault(move.to, []).extend(block)
    # From the last goal to the first, so that no search meets a block that was put in before.
    for to in sorted(blocks, reverse=True):
        where = next((place for place, stretch in enumerate(rest) if stretch[0] >= to), len(rest))
        rest = rest[:where] + blocks[to] + rest[where:]
    return rest


def raw_spans(laid: Sequence[Piece], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the raw stretches that a stretch of the reading text stands for, those that adjoin joined.

    >>> raw_spans(pieces(6, [Edit(2, "xx", "")]), 1, 3)
    ((1, 5),)
    """
    if start == end:
        place = first_behind(laid, start)
        after = laid[place] if place < len(laid) else None
        at = laid[-1].raw_end if after is None else after.raw_start + (start - after.start if after.edit is None else 0)
        return ((at, at),)
    spans: list[list[int]] = []
    for piece in laid[first_behind(laid, start) :]:
        if piece.start >= end:
            break
        a, b = piece.raw_start, piece.raw_end
        if piece.edit is None:
            a, b = a + max(0, start - piece.start), b - max(0, piece.end - end)
        if spans and spans[-1][1] == a:
            spans[-1][1] = b
        else:
            spans.append([a, b])
    return tuple((a, b) for a, b in spans)


def first_behind(laid: Sequence[Piece], offset: int) -> int:
    """Return the place of the first piece that ends behind an offset of the reading text."""
    return bisect_right(laid, offset, key=attrgetter("end"))


def reading_span(laid: Sequence[Piece], start: int, end: int) -> tuple[int, int]:
    """Return the stretch of the reading text that a raw stretch became; it must not lie across the bounds of a move.

    Words put in at its very start belong to it, white space does not.

    >>> reading_span(pieces(6, [Edit(2, "xx", "")]), 1, 5)
    (1, 3)
    """
    starts, ends = [], []
    for piece in laid:
        if piece.raw_start == piece.raw_end == start and not (piece.edit and piece.edit.after.strip()):
            continue
        if (piece.raw_start < end and piece.raw_end > start) or start <= piece.raw_start == piece.raw_end < end:
            inside = piece.edit is None
            starts.append(piece.start + (max(0, start - piece.raw_start) if inside else 0))
            ends.append(piece.end - (max(0, piece.raw_end - end) if inside else 0))
    return (min(starts), max(ends)) if starts else (0, 0)
