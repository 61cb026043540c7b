"""Notes: which paragraphs of a text are notes, by a heading over them or by the mark that opens them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass

from coursereader.text.blocks import blocks

_HEADING = re.compile(
    r"#*\s*\**(?:(?:end|foot)?notes(?: and references)?|references|anmerkungen|fußnoten|notes de bas de page|notas|"
    r"注释|注解|注|脚注|尾注)\**:?",
    re.IGNORECASE,
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARKED = re.compile(
    r"\s*(?:<sup\b[^<>]{0,80}>\s?(\d{1,3}|[a-z*†‡§¶])\s?</sup>|([⁰¹²³⁴-⁹]{1,3})|\^\{?(\d{1,3})\}?|\\?\[\^?(\d{1,3})\\?\]:?"
    r"|([*†‡§¶]{1,3}))[.:)]?\s*(?=[^\s*])"
)
_PLAIN = re.compile(r"\s*(\d{1,3})(?:[.)]|(?= ))\s*(?=[A-Z“‘\"'*(\u3400-\u9fff])")
_SIGNS = "*†‡§¶"


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a text by their numbers, each with its offset."""

    #: Notes that a heading or a mark at their start shows.
    sure: dict[int, list[int]]
    #: Paragraphs that open with a plain figure, as notes do and lists.
    plain: dict[int, list[int]]
    #: Stretches of notes sections.
    sections: tuple[tuple[int, int], ...]

    def inside(self, at: int) -> bool:
        """Tell whether an offset lies in a notes section."""
        place = bisect_right(self.sections, (at, float("inf"))) - 1
        return place >= 0 and self.sections[place][0] <= at < self.sections[place][1]

    def between(self, number: int, start: int, end: float) -> bool:
        """Tell whether a sure note of that number stands between two offsets."""
        places = self.sure.get(number, [])
        place = bisect_left(places, start)
        return place < len(places) and places[place] < end

    def plainly(self, number: int, start: int, end: float) -> bool:
        """Tell whether a paragraph that opens with that figure stands between two offsets."""
        places = self.plain.get(number, [])
        place = bisect_left(places, start)
        return place < len(places) and places[place] < end


def notes(text: str) -> Notes:
    """Find the notes of a text.

    >>> sorted(notes("One jar.¹\\n\\n## Notes\\n\\n1. Weighed twice.\\n2. Not weighed.").sure)
    [1, 2]
    """
    sure: dict[int, list[int]] = defaultdict(list)
    plain: dict[int, list[int]] = defaultdict(list)
    sections: list[tuple[int, int]] = []
    opened: int | None = None
    for block in blocks(text):
        if _HEADING.fullmatch(block.text.strip()):
            if opened is None:
                opened = block.start
            continue
        at, lines = block.start, block.text.split("\n")
        if opened is not None and not any(_number(line)[0] for line in lines) and _ends_section(block.text):
            sections.append((opened, block.start))
            opened = None
        for line in lines:
            number, marked = _number(line)
            if number:
                (sure if marked or opened is not None else plain)[number].append(at)
            at += len(line) + 1
    if opened is not None:
        sections.append((opened, len(text)))
    return Notes(dict(sure), dict(plain), tuple(sections))


def _ends_section(paragraph: str) -> bool:
    """Tell whether a paragraph without a number ends a notes section: a heading does, a note's second paragraph not."""
    return paragraph.startswith("#") or ("\n" not in paragraph and len(paragraph) < 80 and paragraph[-1].isalnum())


def _number(line: str) -> tuple[int, bool]:
    """Return the number that opens a line, or 0, and whether it is marked as a note's."""
    marked = _MARKED.match(line)
    if marked:
        said = next(group for group in marked.groups() if group).translate(_RAISED)
        if said[0] in _SIGNS:
            return -(_SIGNS.index(said[0]) + 1 + len(_SIGNS) * (len(said) - 1)), True
        return (int(said) if said.isdigit() else 1000 + ord(said) - 96), True
    plain = _PLAIN.match(line)
    return (int(plain[1]) if plain else 0), False
