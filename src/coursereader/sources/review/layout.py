"""Layout: raw and reading text side by side, cut where an edit or a query begins or ends, in paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from coursereader.text.pieces import Piece, pieces

from ..ledger import Row, bind

_BREAK = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch that stands in both texts, or that an edit changed."""

    raw_start: int
    raw: str
    text: str
    #: Place of the ledger's row that made the change; None where both texts are the same.
    made: int | None
    #: Places of the rows that ask about it, were refused there, or moved it.
    about: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Segments between two blank lines of the reading text, or what was taken out between them."""

    segments: tuple[Segment, ...]

    def rows(self) -> set[int]:
        """Return the places of all rows that touch the paragraph."""
        return {row for s in self.segments for row in (s.made, *s.about) if row is not None}


def paragraphs(raw: str, rows: Sequence[Row]) -> list[Paragraph]:
    """Lay out a source; all segments in the order of the reading text, each character of the raw text in one.

    >>> [[s.text for s in p.segments] for p in paragraphs("One jar.\\n\\nA lid.", [])]
    [['One jar.\\n\\n'], ['A lid.']]
    """
    found: list[Paragraph] = []
    held: list[Segment] = []
    for segment in _segments(raw, rows):
        if held and (_cut_out(segment) or _ends(held[-1])):
            found.append(Paragraph(tuple(held)))
            held = []
        held.append(segment)
    if held:
        found.append(Paragraph(tuple(held)))
    return found


def _ends(segment: Segment) -> bool:
    """Tell whether a paragraph of the reading text ends behind a segment."""
    if _cut_out(segment):
        return True
    return bool(re.search(r"\n[ \t]*\n\s*\Z", segment.text))


def _cut_out(segment: Segment) -> bool:
    """Tell whether whole lines with words were taken out."""
    return not segment.text.strip() and "\n" in segment.raw and bool(segment.raw.strip())


def _segments(raw: str, rows: Sequence[Row]) -> Iterator[Segment]:
    """Yield the pieces of a text, those that stand cut at paragraphs and where rows begin and end."""
    made = {(at, r.length): n for n, r in enumerate(rows) if r.status == "made" and r.to is None for at in r.at}
    over = _Over(raw, rows)
    for piece in pieces(len(raw), *bind(rows, raw)):
        if piece.edit is None:
            yield from over.cut(piece)
        else:
            row = made[piece.raw_start, piece.raw_end - piece.raw_start]
            about = over.about(piece.raw_start, piece.raw_end)
            yield Segment(piece.raw_start, piece.edit.before, piece.edit.after, row, about)


class _Over:
    """The rows that change no character where they stand: queries, refused edits, moves."""

    def __init__(self, raw: str, rows: Sequence[Row]) -> None:
        self.raw = raw
        spans = [
            (at, at + r.length, n) for n, r in enumerate(rows) if r.status != "made" or r.to is not None for at in r.at
        ]
        self.points = {a: [n for x, y, n in spans if x == y == a] for a, b, _ in spans if a == b}
        breaks = [match.end() for match in _BREAK.finditer(raw)]
        self.bounds = sorted({0, len(raw), *breaks, *(end for a, b, _ in spans for end in (a, b))})
        self.covers: list[tuple[int, ...]] = [()] * len(self.bounds)
        for a, b, n in spans:
            for place in range(bisect_left(self.bounds, a), bisect_left(self.bounds, b)):
                self.covers[place] += (n,)

    def cut(self, piece: Piece) -> Iterator[Segment]:
        """Yield a piece that stands as segments; a query about what is missing has an empty one."""
        inside = self._inside(piece.raw_start, piece.raw_end)
        for at, end in zip(inside, [*inside[1:], piece.raw_end], strict=True):
            if at in self.points:
                yield Segment(at, "", "", None, tuple(self.points.pop(at)))
            words = self.raw[at:end]
            yield Segment(at, words, words, None, self.about(at, end))
        if piece.raw_end == len(self.raw) and piece.raw_end in self.points:
            yield Segment(piece.raw_end, "", "", None, tuple(self.points.pop(piece.raw_end)))

    def _inside(self, start: int, end: int) -> list[int]:
        between = self.bounds[bisect_left(self.bounds, start + 1) : bisect_left(self.bounds, end)]
        return [start, *between]

    def about(self, start: int, end: int) -> tuple[int, ...]:
        """Return the rows about any of a raw stretch."""
        first = bisect_left(self.bounds, start + 1) - 1
        last = max(first + 1, bisect_left(self.bounds, end))
        own: Iterable[int] = (n for place in range(first, last) for n in self.covers[place])
        at_edit = self.points.pop(start, ()) if start == end else ()
        return tuple(dict.fromkeys((*own, *at_edit)))
