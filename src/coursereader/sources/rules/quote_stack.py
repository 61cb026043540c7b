"""Quotations read with a stack, from paragraph to paragraph: which mark closes which, and which is alone.

A mark at the start of a paragraph continues a quotation that is open; a quotation that is not continued so may still
be closed further on, as where a page ends or a house repeats no marks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from coursereader.text.blocks import Block, blocks

from .quote_marks import Mark, Role, marks, two_way
from .quote_records import Orphan, Quotation, Reading
from .quote_starts import continuations, is_heading, opens_speech

#: A quotation that no mark continues is looked for no longer than so many paragraphs.
FAR = 12
#: No text nests its quotations deeper; more open marks than these are alone.
DEEPEST = 12
_FIRST_LETTER = re.compile(r"[^\W\d_]")


def read(text: str) -> Reading:
    """Read all quotation marks of a text.

    >>> [(o.kind, o.mark.at) for o in read('One "jar" and" two.').orphans]
    [('close', 13)]
    """
    reader = _Reader(text)
    for number, block in enumerate(reader.paragraphs):
        reader.paragraph(number, block)
    reader.give_up(reader.opens + reader.pending, len(reader.paragraphs) - 1)
    reader.orphans.sort(key=lambda o: o.mark.at)
    return Reading(reader.paragraphs, reader.orphans, reader.roles)


class _Reader:
    """The stack, and what waits beside it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.paragraphs = list(blocks(text))
        self.both = two_way(text)
        self.opens: list[Quotation] = []
        self.count: Counter[str] = Counter()
        #: Quotations that nothing continued, still to be closed further on.
        self.pending: list[Quotation] = []
        self.orphans: list[Orphan] = []
        self.roles: dict[int, Role] = {}
        #: Apostrophes that may have been opening marks, since the last quotation.
        self.weak: list[Mark] = []
        #: By family, the last quotation that was closed in this paragraph by what may have been an apostrophe.
        self.doubtful: dict[str, Mark] = {}
        self.number = 0

    def paragraph(self, number: int, block: Block) -> None:
        """Read one paragraph."""
        self.number = number
        found = list(marks(self.text, block.start, block.end, self.both))
        leading = self._leading(block, found)
        skip = self._enter(block, leading)
        line, line_start = 0, block.start
        for mark in found[skip:]:
            breaks = self.text.count("\n", line_start, mark.at)
            line, line_start = line + breaks, mark.at
            if not (breaks and self._continues_at_line(mark, line)):
                self._read(mark)
                if self.opens and self.opens[-1].mark is mark:
                    self.opens[-1].line = line
        self._leave()
        self._doubled(found)

    def _leading(self, block: Block, found: Sequence[Mark]) -> list[Mark]:
        """Return the marks before the first letter of a paragraph."""
        first = _FIRST_LETTER.search(self.text, block.start, block.end)
        limit = first.start() if first else block.end
        run: list[Mark] = []
        for mark in found:
            if (
                mark.at >= limit
                or mark.role is Role.WEAK_OPEN
                or (mark.role is Role.CLOSE and mark.family not in ("angle", "double"))
            ):
                break
            run.append(mark)
        return run

    def _enter(self, block: Block, leading: Sequence[Mark]) -> int:
        """Carry open quotations into a paragraph, or set them aside; return how many marks continue them."""
        self.weak, self.doubtful = [], {}
        if is_heading(block.text):
            self.give_up(self.opens + self.pending, self.number - 1)
            self._set_opens([])
            self.pending = []
            return 0
        self._forget()
        # Behind a page end a paragraph goes on in mid-sentence.
        if not self.opens or block.text[0].islower():
            return 0
        consumed = 0 if opens_speech(block.text) else continuations([q.mark for q in self.opens], leading)
        if consumed:
            for quotation, mark in zip(self.opens, leading[:consumed], strict=False):
                quotation.continued.append(mark.at)
                self._is(mark, Role.OPEN)
            return consumed
        self.pending += self.opens
        self._set_opens([])
        return 0

    def _forget(self) -> None:
        """Give up quotations that have waited too long."""
        last = self.number - FAR
        self.give_up([q for q in self.pending if q.paragraph + len(q.continued) < last], self.number - 1)
        self.pending = [q for q in self.pending if q.paragraph + len(q.continued) >= last]

    def _set_opens(self, opens: list[Quotation]) -> None:
        self.opens = opens
        self.count = Counter(q.mark.family for q in opens)

    def _continues_at_line(self, mark: Mark, line: int) -> bool:
        """Tell whether a mark at the start of a line continues a quotation, line by line."""
        if self.text[mark.at - 1] != "\n" or not self.opens or mark.role is not Role.OPEN:
            return False
        top = self.opens[-1]
        if top.mark.sign != mark.sign or top.line != line - 1:
            return False
        top.line = line
        self._is(mark, Role.OPEN)
        return True

    def _is(self, mark: Mark, role: Role) -> None:
        self.roles[mark.at] = role

    def _read(self, mark: Mark) -> None:
        """Read one mark by what is open."""
        role = mark.role
        top = self.opens[-1] if self.opens else None
        mine = top is not None and top.mark.family == mark.family
        waits = top or (self.pending[-1] if self.pending else None)
        german = waits is not None and waits.mark.family == mark.family and waits.mark.sign in "„‚"
        if role is Role.EITHER:
            role = Role.CLOSE if self.count[mark.family] else Role.OPEN
        elif role is Role.OPEN and german and mark.sign in "“‘" and (mark.turned or not self._opens_here(mark)):
            role, mark = Role.CLOSE, Mark(mark.at, mark.sign, mark.family, Role.CLOSE)
        if mark.turned and (role is Role.OPEN or role is Role.CLOSE):
            self.orphans.append(Orphan("turned", mark, self.number, mark.at, self.number))
            role = Role.CLOSE if role is Role.OPEN else Role.OPEN
        if role is Role.OPEN:
            self._open(mark)
        elif role is Role.CLOSE:
            self._close(mark)
        elif role is Role.WEAK_OPEN:
            self.weak.append(mark)
            self._is(mark, Role.APOSTROPHE)
        elif role is Role.WEAK_CLOSE and mine and top is not None:
            if top.weak:
                self._closes_not(top.weak)
            top.weak = mark
            self._is(mark, Role.CLOSE)
        elif role is Role.DOUBT_CLOSE and mine:
            self._close(mark)
            self.doubtful[mark.family] = mark
        else:
            self._closes_not(mark)

    def _closes_not(self, mark: Mark) -> None:
        """Read a mark behind a figure as a prime, any other as an apostrophe."""
        behind_figure = mark.at > 0 and not self.text[mark.at - 1].isalpha()
        prime = mark.role is not Role.APOSTROPHE and (mark.family == "double" or behind_figure)
        self._is(mark, Role.PRIME if prime else Role.APOSTROPHE)

    def _opens_here(self, mark: Mark) -> bool:
        """Tell whether a German closing sign stands as an English opening one."""
        return mark.at == 0 or self.text[mark.at - 1].isspace()

    def _open(self, mark: Mark) -> None:
        top = self.opens[-1] if self.opens else None
        if top and top.mark.family == mark.family and top.weak:
            self._pop()
        if self.pending and not self.opens:
            same = [q for q in self.pending if q.mark.family == mark.family]
            if same:
                self.give_up(self.pending, self.number - 1)
                self.pending = []
        if mark.family == "single":
            self.weak = []
        self.doubtful.pop(mark.family, None)
        self._is(mark, Role.OPEN)
        self.opens.append(Quotation(mark, self.number))
        self.count[mark.family] += 1
        if len(self.opens) > DEEPEST:
            self.give_up(self.opens[:1], self.number)
            self.count[self.opens.pop(0).mark.family] -= 1

    def _pop(self) -> Quotation:
        quotation = self.opens.pop()
        self.count[quotation.mark.family] -= 1
        return quotation

    def _close(self, mark: Mark) -> None:
        self._is(mark, Role.CLOSE)
        if not self.count[mark.family]:
            self._close_nothing(mark)
            return
        while (quotation := self._pop()).mark.family != mark.family:
            if quotation.weak is None:
                self._alone(quotation, mark.at, self.number)
        if quotation.weak:
            self._closes_not(quotation.weak)
        if mark.family == "single":
            self.weak = []
        self.doubtful.pop(mark.family, None)

    def _close_nothing(self, mark: Mark) -> None:
        """Find what a closing mark closes where nothing is open: what was closed too early, or set aside."""
        earlier = self.doubtful.pop(mark.family, None)
        if earlier is not None:
            self._is(earlier, Role.APOSTROPHE)
            return
        opener = next((m for m in self.weak if m.family == mark.family), None) if self.weak else None
        if opener is not None:
            self._is(opener, Role.OPEN)
            if opener.turned:
                self.orphans.append(Orphan("turned", opener, self.number, opener.at, self.number))
            self.weak = []
            return
        place = len(self.pending) - 1
        while place >= 0 and self.pending[place].mark.family != mark.family:
            place -= 1
        if place >= 0 and not self.opens:
            self.give_up(self.pending[place + 1 :], self.number - 1)
            self.pending = self.pending[:place]
            return
        self.orphans.append(Orphan("close", mark, self.number, mark.at, self.number))

    def _leave(self) -> None:
        """Close at a paragraph's end what a weaker mark can close."""
        if any(q.weak for q in self.opens):
            self._set_opens([q for q in self.opens if q.weak is None])

    def _alone(self, quotation: Quotation, limit: int, last: int) -> None:
        mark, continued = quotation.mark, tuple(quotation.continued)
        self.orphans.append(Orphan("open", mark, quotation.paragraph, limit, last, continued))

    def give_up(self, quotations: Sequence[Quotation], last: int) -> None:
        """Report quotations that nothing closed; ``last`` is the last paragraph that was read."""
        for quotation in quotations:
            if quotation.weak is None:
                end = min(last, quotation.paragraph + len(quotation.continued))
                self._alone(quotation, self.paragraphs[end].end, end)

    def _doubled(self, found: Sequence[Mark]) -> None:
        """Note two opening marks of one family side by side; nested quotations change their marks."""
        for one, two in pairwise(found):
            if one.at + 1 == two.at and one.family == two.family == "double" and self._both_open(one, two):
                self.orphans.append(Orphan("doubled", two, self.number, two.at, self.number))

    def _both_open(self, one: Mark, two: Mark) -> bool:
        return self.roles.get(one.at) is self.roles.get(two.at) is Role.OPEN
