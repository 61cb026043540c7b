"""Time codes: when a thing is said, in figures set among the words; a mark that goes, and a locus that stays."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .finding import Finding, Settings

_CLOCK = r"(?:(?P<h>\d{1,3}):)?(?P<m>\d{1,3}):(?P<s>[0-5]\d)(?:[.,]\d{1,3})?"
#: Where a time code stands, by how it is set; the line of a caption's cue has two, and its number above it.
_SET = {
    "cue": rf"^(?:[ \t]*\d{{1,6}}[ \t]*\n)?[ \t]*{_CLOCK}[ \t]*-->[ \t]*\d[\d:.,]{{4,14}}[^\n]{{0,80}}$",
    "square": rf"\[{_CLOCK}\]",
    "round": rf"(?:^[ \t]*\({_CLOCK}\)|(?<=\w)[ \t]+\({_CLOCK.replace('P<', 'P<_')}\)(?=[ \t]*(?:[:：]|$)))",
    "bare": rf"(?:^[ \t]*{_CLOCK}(?=[ \t]+[^\W\d_]|[ \t]*$|[ \t]+[-–—\[(])|(?<=\w)[ \t]+{_CLOCK.replace('P<', 'P<_')}"
    r"(?=[ \t]*(?:[:：]|$)))",
}
_PATTERNS = {form: re.compile(pattern, re.MULTILINE) for form, pattern in _SET.items()}
#: Times of one form are taken for time codes where there are so many, and so large a part of them do not fall.
_OFTEN = {"cue": 1, "square": 1, "round": 3, "bare": 3}
_RISING = 0.9


@dataclass(frozen=True, slots=True)
class TimeCode:
    """A time code, without the white space around it, and the seconds it stands for."""

    start: int
    end: int
    seconds: int

    @property
    def clock(self) -> str:
        """Return the time as a locus has it.

        >>> TimeCode(0, 8, 3723).clock
        '1:02:03'
        """
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}"


def time_codes(text: str, _: Settings) -> Iterator[Finding]:
    """Cut time codes, with the blanks or the line that they alone take up."""
    for code in codes(text):
        yield Finding(*_cut(text, code), "", "excision", "time code")


def _cut(text: str, time: TimeCode) -> tuple[int, int]:
    """Return the stretch to cut, so that neither a doubled blank nor an empty line is left."""
    start = time.start - _blanks(text[max(0, time.start - 80) : time.start])
    end = _BEHIND.match(text, time.end).end()  # type: ignore[union-attr]
    at_line_end = text[end : end + 1] in ("", "\n")
    if start == 0 or text[start - 1] == "\n":
        if not at_line_end:
            return time.start, _DASH.match(text, end).end()  # type: ignore[union-attr]
        opens = text[max(0, start - 2) : start] in ("", "\n\n")
        return start, _LINES.match(text, end).end() if opens else min(end + 1, len(text))  # type: ignore[union-attr]
    if at_line_end or text[end] in ":：":
        return start, end
    return time.start, end if start < time.start else time.end


_BEHIND = re.compile(r"[ \t]*")
_DASH = re.compile(r"(?:[-–—][ \t]+)?")
_LINES = re.compile(r"\n*")


def _blanks(before: str) -> int:
    return len(before) - len(before.rstrip(" \t"))


def codes(text: str) -> list[TimeCode]:
    """Return the time codes of a text in order; times of day that are spoken of are none.

    >>> [code.clock for code in codes("[00:12:03] Clerk: It was 10:30 by then.")]
    ['0:12:03']
    """
    found: list[TimeCode] = []
    for form, pattern in _PATTERNS.items():
        these = [_code(match) for match in pattern.finditer(text)]
        if len(these) >= _OFTEN[form] and (form in ("cue", "square") or _rise(these)):
            found += these
    found.sort(key=lambda code: (code.start, -code.end))
    apart: list[TimeCode] = []
    for code in found:
        if not apart or code.start >= apart[-1].end:
            apart.append(code)
    return apart


def _code(match: re.Match[str]) -> TimeCode:
    parts = match.groupdict()
    hours, minutes, seconds = (int(parts[unit] or parts.get(f"_{unit}") or 0) for unit in "hms")
    start = match.end() - len(match.group().lstrip(" \t"))
    return TimeCode(start, match.end(), hours * 3600 + minutes * 60 + seconds)


def _rise(found: Sequence[TimeCode]) -> bool:
    """Tell whether times follow each other as those of a recording do."""
    steps = [one.seconds <= two.seconds for one, two in itertools.pairwise(found)]
    return sum(steps) >= _RISING * len(steps)
