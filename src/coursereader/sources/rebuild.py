"""Rebuilding: a witness's own characters from a copy of other blanks, the ledger saying what stood where.

What comes out is a guess until a digest of the witness proves it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from coursereader.text.words import digest

from .ledger import Row

_TOKEN = re.compile(r"\S+")
#: What one line feed of a copy stands for, and what a blank line does, where the ledger has nothing to say.
Style = tuple[str, str]
STYLES: tuple[Style, ...] = (("\n", "\n\n"), (" ", "\n\n"), ("\n", "\n"), (" ", "\n"), (" ", " "))
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class Change:
    """An edit of the ledger, made in place; ``before`` is None where it is too long for a record."""

    start: int
    length: int
    before: str | None
    after: str
    digest: str | None = None
    #: Its white space other than single blanks, where there is no ``before``.
    blanks: tuple[tuple[int, str], ...] = ()

    @property
    def end(self) -> int:
        """Raw offset behind the last character taken out."""
        return self.start + self.length

    @property
    def blank(self) -> bool:
        """Whether it takes out white space and nothing else."""
        return bool(self.before) and not (self.before or "").strip()

    @property
    def opens_blank(self) -> bool:
        """Whether what it takes out begins with white space."""
        return (self.before or "")[:1].isspace()

    def within(self, start: int, end: int) -> Change:
        """Return the part of it that lies in a stretch; the whole of what it puts in stays."""
        if start <= self.start and self.end <= end:
            return self
        a, b = max(self.start, start), min(self.end, end)
        part = None if self.before is None else self.before[a - self.start : b - self.start]
        return replace(self, start=a, length=b - a, before=part, digest=None, blanks=())


def changes(rows: Iterable[Row]) -> list[Change]:
    """Return the edits of a ledger that are made in place, in the order of the raw text."""
    made = (r for r in rows if r.status == "made" and r.to is None)
    found = [Change(at, r.length, r.before, r.after or "", r.digest, r.blanks) for r in made for at in r.at]
    return sorted(found, key=lambda c: (c.start, c.length))


class Ink:
    """A text as what is printed of it, and the white space between.

    >>> ink = Ink("a lamp\\nof oil")
    >>> ink.letters, ink.gaps, ink.place(7)
    ('alampofoil', {1: ' ', 5: '\\n', 7: ' '}, 5)
    """

    def __init__(self, text: str) -> None:
        self.text = text
        #: Where each word with its marks begins, in the text and in the ink.
        self.offsets: list[int] = []
        self.starts: list[int] = []
        self.gaps: dict[int, str] = {}
        tokens: list[str] = []
        size = end = 0
        for match in _TOKEN.finditer(text):
            if match.start() > end:
                self.gaps[size] = text[end : match.start()]
            self.offsets.append(match.start())
            self.starts.append(size)
            tokens.append(match.group())
            size, end = size + len(tokens[-1]), match.end()
        self.letters = "".join(tokens)

    def place(self, offset: int) -> int:
        """Return how much ink stands before an offset that is no white space."""
        token = bisect_right(self.offsets, offset) - 1
        return self.starts[token] + offset - self.offsets[token] if token >= 0 else 0

    def offset(self, place: int) -> int:
        """Return the offset in the text of a place in the ink."""
        token = bisect_right(self.starts, place) - 1
        return self.offsets[token] + place - self.starts[token] if token >= 0 else 0

    def next_gap(self, place: int) -> int:
        """Return where the word at a place in the ink ends."""
        token = bisect_right(self.starts, place)
        return self.starts[token] if token < len(self.starts) else len(self.letters)


def rebuild(
    ink: Ink, place: int, known: Sequence[Change], start: int, end: int, style: Style = ("\n", "\n\n"), gap: str = ""
) -> tuple[str, int] | None:
    """Return the raw stretch from start to end as read from a place in a copy's ink, and the place behind it.

    ``gap`` is the white space of the copy that the stretch begins with.

    >>> rebuild(Ink("recog- nise oil"), 0, [Change(5, 2, "-\\n", "")], 0, 15)
    ('recog-\\nnise oil', 13)
    """
    walk = _Walk(ink, place, start, style, [], gap)
    for change in known:
        walk.plain(change.start, change.opens_blank)
        if walk.at != change.start or not walk.change(change):
            return None
    walk.plain(end, False)
    return ("".join(walk.out), walk.place) if walk.at == end else None


@dataclass
class _Walk:
    """A way through a copy's ink, writing raw characters as it goes."""

    ink: Ink
    place: int
    #: Raw offset reached.
    at: int
    style: Style
    out: list[str] = field(default_factory=list)
    #: White space of the copy that nothing was written for yet.
    gap: str = ""
    #: What the edits of this gap took out and put in so far.
    taken: str = ""
    shown: str = ""

    def put(self, text: str) -> None:
        """Write raw characters."""
        self.out.append(text)
        self.at += len(text)

    def plain(self, until: int, blank: bool) -> None:
        """Write what no edit touches; ``blank`` tells that an edit of white space follows."""
        while self.at < until:
            end = self.ink.next_gap(self.place)
            room = until - self.at
            if self.gap:
                self.put(self._between(end - self.place, room, blank))
                self._close()
                continue
            size = min(end - self.place, room)
            if not size:
                # Blank lines at the end that no edit takes out.
                self.put("\n" * room if room < 4 else "")
                return
            self.put(self.ink.letters[self.place : self.place + size])
            self.place += size
            self._open()

    def _between(self, word: int, room: int, blank: bool) -> str:
        """Return what stood between two words, besides what the edits there say."""
        lines = max(self.gap.count("\n"), self.gap.count("\r"))
        mark = self.style[min(lines, 2) - 1] if lines else " "
        if (self.shown and not self.shown.strip()) or ("\n" in self.taken and self._joins()):
            mark = ""
        if blank and room < 3 and word > room - len(mark):
            # The edit that follows stands in the same white space.
            return ("\n" if lines else " ") * room
        return mark[:room]

    def _joins(self) -> bool:
        """Tell whether the words on both sides are of a script that has no blanks."""
        letters = self.ink.letters
        return bool(_HAN.match(letters, self.place - 1)) and bool(_HAN.match(letters, self.place))

    def _open(self) -> None:
        self.gap = self.ink.gaps.get(self.place, "")
        self.taken = self.shown = ""

    def _close(self) -> None:
        self.gap = self.taken = self.shown = ""

    def change(self, change: Change) -> bool:
        """Write what an edit took out; tell whether the copy has it, has what it put in, or has nothing of it."""
        if not change.length:
            return True
        if change.before is None:
            return self._long(change)
        if change.blank:
            self.put(change.before)
            self.taken, self.shown = self.taken + change.before, self.shown + change.after
            return True
        behind = self._behind(change.before)
        if behind is None:
            behind = self._behind(change.after)
        if behind is None:
            return False
        self.place = behind
        self.put(change.before)
        if change.before[-1].isspace():
            self._close()
        else:
            self._open()
        return True

    def _behind(self, text: str) -> int | None:
        """Return the place behind a text's ink where it stands here, or None."""
        ink = "".join(text.split())
        return self.place + len(ink) if self.ink.letters.startswith(ink, self.place) else None

    def _long(self, change: Change) -> bool:
        """Write a stretch that the record has only the digest of."""
        for ink in (self._counted(change), *self._styled(change)):
            if ink is not None and change.digest in {None, digest(ink[0])}:
                text, part = ink
                self.put(text)
                self.place, self.gap, self.taken, self.shown = part.place, part.gap, part.taken, part.shown
                return True
        return False

    def _counted(self, change: Change) -> tuple[str, _Walk] | None:
        """Return a stretch with the white space that its row counts out, single blanks between its other words."""
        part = _Walk(self.ink, self.place, self.at, self.style)
        blanks = dict(change.blanks)
        while part.at < change.end:
            seen = part.place - self.place
            if seen in blanks:
                part.put(blanks.pop(seen))
            elif part.gap:
                part.put(" ")
            part._close()
            stops = [part.ink.next_gap(part.place), part.place + change.end - part.at]
            stops += [self.place + behind for behind in blanks if self.place + behind > part.place]
            size = min(stops) - part.place
            if size <= 0:
                break
            part.put(part.ink.letters[part.place : part.place + size])
            part.place += size
            part._open()
        # What the copy has behind the stretch is not the stretch's.
        if "".join(part.out)[-1:].isspace():
            part._close()
        return ("".join(part.out), part) if change.blanks and part.at == change.end else None

    def _styled(self, change: Change) -> Iterator[tuple[str, _Walk]]:
        """Yield a stretch with the white space of the copy, read in one way and another."""
        for style in dict.fromkeys((self.style, *STYLES)):
            part = _Walk(self.ink, self.place, self.at, style, [], self.gap, self.taken, self.shown)
            part.plain(change.end, False)
            if part.at != change.end:
                continue
            text = "".join(part.out)
            bare = text.rstrip()
            # A line that was cut out went with its line end.
            for whole in dict.fromkeys((text, bare + "\n" * (len(text) - len(bare)))):
                yield whole, part
