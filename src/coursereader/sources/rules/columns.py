"""Columns: two stretches of prose side by side, which must never be read across."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .finding import Finding, Settings

#: So many lines side by side make columns; fewer may be chance.
FEWEST = 5
#: The gutter stands at the same place in most lines, give or take so many characters.
GIVE = 3
_GUTTER = re.compile(r"(?<=\S)(?: {3,}|\t+)(?=\S)")
_WORD = re.compile(r"[^\W\d_]{2,}")


def side_by_side(lines: Sequence[str]) -> bool:
    """Tell whether lines are two columns of prose rather than a table.

    >>> side_by_side(["the clerk counted all    and nobody asked who"] * 5)
    True
    >>> side_by_side(["lamps    40"] * 5)
    False
    """
    if len(lines) < FEWEST:
        return False
    halves = [half for line in lines if (half := _halves(line)) is not None]
    if len(halves) * 5 < len(lines) * 3 or len(halves) < FEWEST:
        return False
    starts = sorted(start for start, _, _ in halves)
    middle = starts[len(starts) // 2]
    even = sum(abs(start - middle) <= GIVE for start in starts)
    wordy = sum(left >= 3 and right >= 3 for _, left, right in halves)
    return even * 4 >= len(halves) * 3 and wordy * 2 >= len(halves)


def _halves(line: str) -> tuple[int, int, int] | None:
    """Return where the second column begins and how many words stand in each, or None without one gutter."""
    gutters = list(_GUTTER.finditer(line)) if len(line) < 400 else []
    if len(gutters) != 1 or "|" in line:
        return None
    gutter = gutters[0]
    left, right = line[: gutter.start()], line[gutter.end() :]
    return gutter.end(), len(_WORD.findall(left)), len(_WORD.findall(right))


def column_runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text that are set in two columns, blank lines between them not counted."""
    run: list[str] = []
    start = at = end = 0
    for line in [*text.split("\n"), ""]:
        bare = line.strip()
        if bare and (_halves(line) is not None or (run and len(bare) <= max(map(len, run[-3:])))):
            if not run:
                start = at
            run.append(line)
            end = at + len(line)
        elif bare or at > len(text):
            if side_by_side(run):
                yield start, end
            run = []
        at += len(line) + 1
    if side_by_side(run):
        yield start, end


def columns(text: str, _: Settings) -> Iterator[Finding]:
    """Ask about two columns that stand side by side, at their first line; nothing is changed."""
    for start, end in column_runs(text):
        line = text.find("\n", start, end)
        why = "two columns side by side? They are not read across"
        yield Finding(start, end if line < 0 else line, "", "transposition", why, certain=False)
