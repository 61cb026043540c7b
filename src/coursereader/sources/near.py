"""Near copies: the base text, or the passages that can be had, from a copy that is not the base byte for byte.

Nothing is believed: the base is proved by the digest of its bytes, each passage by the digest of its reading text.
"""

from __future__ import annotations

import hashlib
import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from coursereader.text.edits import MisplacedEditError, apply
from coursereader.text.pieces import Edit, Move, OverlapError
from coursereader.text.words import digest, words

from .anchors import Anchor, in_order
from .ledger import Row
from .reading import Passage
from .rebuild import STYLES, Change, Ink, changes, rebuild
from .source import Source, Witness

#: Words on either side of where a passage should begin that are tried.
_REACH = 6
#: Words behind one neighbour and before the other that are tried for a passage too short to have an anchor.
_TRIES = 100


@dataclass(frozen=True)
class Known:
    """What is committed of a source, against which its copies are held."""

    source: Source
    rows: Sequence[Row]
    passages: Sequence[Passage]

    @cached_property
    def changes(self) -> list[Change]:
        """The edits made in place, in order."""
        return changes(self.rows)

    @cached_property
    def moves(self) -> list[Move]:
        """The transpositions."""
        made = [r for r in self.rows if r.status == "made" and r.to is not None]
        return [Move(at, at + r.length, r.to) for r in made for at in r.at if r.to is not None]

    @cached_property
    def anchors(self) -> list[Anchor]:
        """The anchors of all its passages, in the order of the witness."""
        return sorted(anchor for passage in self.passages for anchor in passage.anchors)

    @property
    def needed(self) -> int:
        """How many anchors a near copy must have in order: nine tenths of them."""
        return math.ceil(len(self.anchors) * 9 / 10)

    def within(self, start: int, end: int) -> list[Change]:
        """Return the edits that belong to a raw stretch, clipped to it."""
        place = max(0, bisect_left(self.changes, start, key=lambda change: change.start) - 1)
        found: list[Change] = []
        for change in self.changes[place:]:
            if change.start >= end:
                break
            if change.end > start or (change.start == change.end == start and change.after.strip()):
                found.append(change.within(start, end))
        return found


@dataclass(frozen=True, slots=True)
class Stretch:
    """A raw stretch from a passage's first character to its last, and where it stands in a copy's ink."""

    raw: str
    place: int
    behind: int


@dataclass
class Near:
    """What was had of a source from a copy that is not its base."""

    #: Anchors found in order.
    found: int
    #: Reading text and raw text of the passages that were proved, by id.
    texts: dict[str, str] = field(default_factory=dict)
    raws: dict[str, str] = field(default_factory=dict)
    #: The same passages as stretches, by id.
    stretches: dict[str, Stretch] = field(default_factory=dict)


def encoded(text: str, witness: Witness) -> bytes:
    """Return the bytes of a text in a witness's encoding; none where it has characters that this lacks."""
    try:
        return text.encode(witness.encoding)
    except UnicodeEncodeError:
        return b""


def is_witness(text: str, witness: Witness) -> bool:
    """Tell whether a text is a witness's, byte for byte."""
    return hashlib.sha256(encoded(text, witness)).hexdigest() == witness.sha256


def whole(ink: Ink, known: Known) -> str | None:
    """Return the base text where a copy has all of it in other blanks; proved by the digest of its bytes."""
    base = known.source.base
    for style in STYLES[:2]:
        built = rebuild(ink, 0, known.changes, 0, base.characters, style)
        if built and is_witness(built[0], base):
            return built[0]
    return None


def passages(ink: Ink, known: Known, found: Mapping[str, Sequence[int]], near: Near) -> None:
    """Add to a near copy the passages that can be had from one rendering of it."""
    ties = dict(in_order(known.anchors, found))
    rest = [passage for passage in known.passages if passage.id not in near.texts]
    for passage in rest:
        for at, told in passage.anchors[:1]:
            tied = [ties[at]] if at in ties else []
            others = [place for place in found.get(told, ()) if place not in tied]
            for place in tied + others:
                _try(passage, ink, known, near, _around(ink, place, passage.spans[0][0], at, known))
    for passage in rest:
        # The anchors of a passage that opens with a short stretch stand in a later one.
        if not passage.anchors or passage.anchors[0][0] >= passage.spans[0][1]:
            _try(passage, ink, known, near, _between(passage, ink, known, near))


def _around(ink: Ink, offset: int, start: int, at: int, known: Known) -> Iterator[int]:
    """Yield places in the ink where a passage may begin whose anchor stands at an offset, the likeliest first."""
    goal = ink.place(offset)
    edits = known.within(start, at)
    token = bisect_left(ink.starts, goal + 1) - 1
    # An anchor is the fifth word of its stretch.
    for back in sorted(range(_REACH * 2), key=lambda back: abs(back - 4)):
        for place in _opening(ink, token - back) if token >= back else ():
            if place > goal:
                break
            # What stands before the anchor must be as long as the record says.
            ways = _readings(ink, place, edits, start, at)
            if start == at or any(behind == goal for _, behind in ways):
                yield place


def _between(passage: Passage, ink: Ink, known: Known, near: Near) -> Iterator[int]:
    """Yield places in the ink between the neighbours of a passage that has no anchor, its first word's first."""
    order = sorted(known.passages, key=lambda p: p.spans)
    place = next(number for number, one in enumerate(order) if one.id == passage.id)
    before = [near.stretches[p.id].behind for p in order[:place] if p.id in near.stretches][-1:] or [0]
    behind = [near.stretches[p.id].place for p in order[place + 1 :] if p.id in near.stretches][:1] or [
        len(ink.letters)
    ]
    between = range(bisect_left(ink.starts, before[0]), bisect_left(ink.starts, behind[0]))
    # A short passage stands close to one of its neighbours.
    tokens = [*between[:_TRIES], *between[_TRIES:][-_TRIES:]]
    opening = words(passage.first)[:1]
    for token in sorted(tokens, key=lambda token: words(_token(ink, token))[:1] != opening):
        yield from _opening(ink, token)


def _token(ink: Ink, token: int) -> str:
    return ink.letters[ink.starts[token] : ink.next_gap(ink.starts[token])]


def _opening(ink: Ink, token: int) -> Iterator[int]:
    """Yield the start of a word with its marks, then the places behind each mark it opens with."""
    text = _token(ink, token)
    for place, char in enumerate(text):
        yield ink.starts[token] + place
        if char.isalnum():
            return


def _try(passage: Passage, ink: Ink, known: Known, near: Near, places: Iterator[int]) -> None:
    """Read a passage from the first of some places where its reading text is the one its digest says."""
    if passage.id in near.texts:
        return
    start, end = passage.spans[0][0], passage.spans[-1][1]
    edits = known.within(start, end)
    moves = [m for m in known.moves if start <= m.start and m.end <= end and start <= m.to <= end]
    for place in places:
        for raw, behind in _readings(ink, place, edits, start, end):
            text = _applied(raw, edits, moves, start)
            if text is not None and digest(text) == passage.digest:
                near.texts[passage.id] = text
                near.raws[passage.id] = "".join(raw[a - start : b - start] for a, b in passage.spans)
                near.stretches[passage.id] = Stretch(raw, place, behind)
                return


def _readings(ink: Ink, place: int, edits: Sequence[Change], start: int, end: int) -> Iterator[tuple[str, int]]:
    """Yield what a raw stretch may have been: the copy's characters as they stand, then with the ledger's blanks."""
    at = ink.offset(place)
    plain = ink.text[at : at + end - start]
    if len(plain) == end - start:
        yield plain, place + len("".join(plain.split()))
    for style in STYLES[:2]:
        built = rebuild(ink, place, edits, start, end, style)
        if built:
            yield built


def _applied(raw: str, edits: Sequence[Change], moves: Sequence[Move], start: int) -> str | None:
    """Make the edits of a stretch in its raw text; None where one does not find its words."""
    made: list[Edit] = []
    for change in edits:
        at = change.start - start
        before = raw[at : at + change.length]
        if change.before not in {None, before} or change.digest not in {None, digest(before)}:
            return None
        made.append(Edit(at, before, change.after))
    try:
        return apply(raw, made, [Move(m.start - start, m.end - start, m.to - start) for m in moves])
    except (MisplacedEditError, OverlapError):
        return None
