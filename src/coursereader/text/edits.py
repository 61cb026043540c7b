"""Edits: what turns a raw text into a reading text, and back.

Law 1, nothing lost: ``revert(apply(raw, edits, moves), edits, moves) == raw``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from .pieces import Edit, Move, Piece, first_behind, pieces


class MisplacedEditError(ValueError):
    """An edit does not stand where its record says."""


def apply(raw: str, edits: Iterable[Edit], moves: Iterable[Move] = ()) -> str:
    """Make the edits in a raw text, then the moves; both are placed by raw offsets.

    >>> apply("recog-\\nnise oil lamp ", [Edit(5, "-\\n", "")], [Move(12, 16, 21)])
    'recognise lamp oil '
    """
    edits = sorted(edits, key=attrgetter("start", "end"))
    for edit in edits:
        if raw[edit.start : edit.end] != edit.before:
            found = raw[edit.start : edit.end]
            raise MisplacedEditError(f"at {edit.start}: expected {edit.before[:40]!r}, found {found[:40]!r}")
    laid = pieces(len(raw), edits, moves)
    return "".join(raw[p.raw_start : p.raw_end] if p.edit is None else p.edit.after for p in laid)


def revert(text: str, edits: Iterable[Edit], moves: Iterable[Move] = ()) -> str:
    """Give back the raw text of a reading text.

    >>> revert("recognise lamp oil ", [Edit(5, "-\\n", "")], [Move(12, 16, 21)])
    'recog-\\nnise oil lamp '
    """
    edits = sorted(edits, key=attrgetter("start", "end"))
    length = len(text) - sum(len(edit.after) - len(edit.before) for edit in edits)
    laid = sorted(pieces(length, edits, moves), key=attrgetter("raw_start", "raw_end"))
    for piece in laid:
        if piece.edit is not None and text[piece.start : piece.end] != piece.edit.after:
            found = text[piece.start : piece.end]
            raise MisplacedEditError(f"at {piece.start}: expected {piece.edit.after[:40]!r}, found {found[:40]!r}")
    return "".join(text[p.start : p.end] if p.edit is None else p.edit.before for p in laid)


@dataclass(frozen=True, slots=True)
class Composite:
    """One edit that does the work of several, made one after the other."""

    edit: Edit
    #: Places in the first list of edits it takes the place of.
    first: tuple[int, ...]
    #: Places in the second list of edits it takes the place of.
    second: tuple[int, ...]


def compose(raw: str, first: Sequence[Edit], second: Sequence[Edit]) -> list[Composite]:
    """Return edits of the raw text that do what ``first`` and then, upon its result, ``second`` do.

    Edits that do not touch each other stay as they are; those that do become one.

    >>> [c.edit for c in compose("a  b--c", [Edit(1, "  ", " ")], [Edit(3, "--", "–")])]
    [Edit(start=1, before='  ', after=' '), Edit(start=4, before='--', after='–')]
    """
    laid = pieces(len(raw), first, ())
    text = apply(raw, first)
    order = {edit: place for place, edit in enumerate(first)}
    items = [(p.start, p.end, 0, order[p.edit]) for p in laid if p.edit is not None]
    items += [(edit.start, edit.end, 1, place) for place, edit in enumerate(second)]
    found = [_composite(raw, text, laid, first, second, cluster) for cluster in _clusters(sorted(items))]
    return _one_insertion_a_place(found)


_Item = tuple[int, int, int, int]


def _clusters(items: Sequence[_Item]) -> list[list[_Item]]:
    """Group stretches that overlap; an empty stretch joins another empty one at its place, or one it lies inside."""
    grouped: list[list[_Item]] = []
    start = end = -1
    for item in items:
        if grouped and (item[0] < end or item[0] == item[1] == start == end):
            grouped[-1].append(item)
            end = max(end, item[1])
        else:
            grouped.append([item])
            start, end = item[0], item[1]
    return grouped


def _composite(
    raw: str, text: str, laid: Sequence[Piece], first: Sequence[Edit], second: Sequence[Edit], cluster: Sequence[_Item]
) -> Composite:
    """Make one edit of a cluster of edits that overlap in the text between."""
    ours = [place for _, _, kind, place in cluster if kind == 0]
    later = [place for _, _, kind, place in cluster if kind == 1]
    start, end = min(item[0] for item in cluster), max(item[1] for item in cluster)
    starts = [first[p].start for p in ours if _at(laid, first[p]).start == start]
    ends = [first[p].end for p in ours if _at(laid, first[p]).end == end]
    raw_start = min(starts) if starts else _raw_start(laid, start)
    raw_end = max(ends) if ends else raw_start if start == end else _raw_end(laid, end)
    inner = [Edit(second[p].start - start, second[p].before, second[p].after) for p in later]
    after = apply(text[start:end], inner)
    return Composite(Edit(raw_start, raw[raw_start:raw_end], after), tuple(ours), tuple(later))


def _at(laid: Sequence[Piece], edit: Edit) -> Piece:
    """Find the piece of an edit; raw offsets rise, as no move is made here."""
    place = bisect_left(laid, (edit.start, edit.end), key=attrgetter("raw_start", "raw_end"))
    return next(piece for piece in laid[place:] if piece.edit == edit)


def _raw_start(laid: Sequence[Piece], offset: int) -> int:
    """Return the raw offset of the character at an offset of the text between."""
    place = first_behind(laid, offset)
    if place == len(laid):
        return laid[-1].raw_end if laid else 0
    piece = laid[place]
    return piece.raw_start + (offset - piece.start if piece.edit is None else 0)


def _raw_end(laid: Sequence[Piece], offset: int) -> int:
    """Return the raw offset behind the character that ends at an offset of the text between."""
    return _raw_start(laid, offset - 1) + 1


def _one_insertion_a_place(found: Iterable[Composite]) -> list[Composite]:
    """Join insertions at the same raw offset, in order, so that each place has one."""
    joined: list[Composite] = []
    for item in found:
        last = joined[-1] if joined else None
        if last and not last.edit.before and not item.edit.before and last.edit.start == item.edit.start:
            edit = Edit(item.edit.start, "", last.edit.after + item.edit.after)
            joined[-1] = Composite(edit, last.first + item.first, last.second + item.second)
        else:
            joined.append(item)
    return joined
