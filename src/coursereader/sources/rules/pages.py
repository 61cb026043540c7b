"""Pages: where the pages of a copy end, told by numbers that count up at the distance of pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .shapes import Line

#: Characters from one page to the next: fewer is a list, more is no page.
LEAST, MOST = 300, 12_000
#: A shorter line before a break is a title, a label or verse, and no sentence was broken there.
FULL = 35
#: Folios in a row that may be missing or misread.
STEP = 4
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_FORMS = (
    ("page", re.compile(r"(?:page|p\.|seite)\s*(?P<n>\d{1,4})(?:\s*(?:of|/|von)\s*(?P<of>\d{1,4}))?", re.IGNORECASE)),
    ("plain", re.compile(r"(?P<n>\d{1,4})")),
    ("plain", re.compile(r"第\s?(?P<n>\d{1,4})\s?页")),
    ("dashes", re.compile(r"[-–—·•~]{1,3}\s*(?P<n>\d{1,4})\s*[-–—·•~]{1,3}")),
    ("brackets", re.compile(r"[\[({]\s*(?P<n>\d{1,4})\s*[\])}]")),
    ("roman", re.compile(r"[\[(\-–—]?\s*(?P<n>[ivxlc]{1,8})\s*[\])\-–—]?")),
)
#: What a page marker of a scan says: the name of its picture, or the number of its page between signs.
MARKER = re.compile(
    r"(?:-{3,}\s*File:\s*\S{1,200}.*"
    r"|(?:[-=*_#]{1,10}\s*|\[|\{|<)(?:page|pg\.?|pb\s+n=)\s*[\"']?(?P<n>\d{1,4})[\"']?\s*(?:/?>|\]|\}|[-=*_]{2,}|)\s*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A number that may be a folio."""

    #: Place of its line among the lines.
    line: int
    at: int
    value: int
    #: How it is dressed: marks in other dress count apart.
    form: str


def folio(words: str) -> tuple[int, str] | None:
    """Return the number of a line that has nothing but a folio, and the form it has.

    >>> folio("- 12 -"), folio("Page 3 of 9"), folio("xii"), folio("12 jars")
    ((12, 'dashes'), (3, 'page'), (12, 'roman'), None)
    """
    if len(words) > 24:
        return None
    for form, pattern in _FORMS:
        if match := pattern.fullmatch(words):
            number = match["n"]
            value = int(number) if number.isdecimal() else roman(number)
            return (value, form) if value else None
    return None


def roman(numeral: str) -> int:
    """Return the value of a small Roman numeral, or 0 where it is not well made.

    >>> roman("xiv"), roman("iiii"), roman("mix")
    (14, 0, 1009)
    """
    numeral = numeral.lower()
    values = [_ROMAN.get(letter, 0) for letter in numeral]
    following = [*values[1:], 0] if values else []
    total = sum(-one if one < two else one for one, two in zip(values, following, strict=True))
    return total if _as_roman(total) == numeral else 0


def _as_roman(value: int) -> str:
    signs = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
    written = ""
    for worth, sign in (*signs, (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        written += sign * (max(value, 0) // worth)
        value %= worth
    return written


def chains(marks: Sequence[Mark]) -> list[list[Mark]]:
    """Return the runs of marks that count up as pages do, the longest first.

    >>> [[m.value for m in run] for run in chains([Mark(n, n * 900, n, "plain") for n in (7, 8, 10)])]
    [[7, 8, 10]]
    """
    length: list[int] = []
    before: list[int] = []
    latest: dict[tuple[str, int], list[int]] = {}
    for place, mark in enumerate(marks):
        best, source = 1, -1
        for step in range(1, STEP + 1):
            for other in latest.get((mark.form, mark.value - step), ()):
                far = LEAST * step <= mark.at - marks[other].at <= MOST * step
                if far and length[other] >= best:
                    best, source = length[other] + 1, other
        length.append(best)
        before.append(source)
        latest[mark.form, mark.value] = [*latest.get((mark.form, mark.value), [])[-2:], place]
    return _runs(marks, length, before)


def _runs(marks: Sequence[Mark], length: Sequence[int], before: Sequence[int]) -> list[list[Mark]]:
    """Read the runs back from their last marks; a mark is in one run."""
    used: set[int] = set()
    found: list[list[Mark]] = []
    for last in sorted(range(len(marks)), key=lambda place: -length[place]):
        run, place = [], last
        while place >= 0 and place not in used:
            used.add(place)
            run.append(marks[place])
            place = before[place]
        if len(run) >= 2:
            found.append(run[::-1])
    return found


def interrupts(found: Sequence[Line], place: int, furniture: set[int]) -> bool:
    """Tell whether the sentence before a line goes on behind it; other furniture beside it is passed over.

    >>> from .shapes import lines
    >>> interrupts(lines("So the widow went to the office and told the\\n\\n12\\n\\nclerk"), 1, {1})
    True
    >>> interrupts(lines("So the widow went to the office.\\n\\n12\\n\\nA year went by"), 1, {1})
    False
    """
    before, after = place - 1, place + 1
    while before in furniture and place - before < 6:
        before -= 1
    while after in furniture and after - place < 6:
        after += 1
    if before < 0 or after >= len(found) or MARKER.fullmatch(found[before].text[:300]):
        return False
    end, start = found[before].text.rstrip("\"'”’»*_"), found[after].text.lstrip("\"'“‘«*_")
    # A clause of a statute or a list ends with a colon or semicolon, and the next opens in lower case.
    return bool(end) and (end[-1].isalnum() or end[-1] in ",-–—") and start[:1].islower() and len(end) >= FULL


def beside_break(text: str, line: Line) -> bool:
    """Tell whether a line is the first or last of a page that a form feed or a page marker bounds.

    >>> from .shapes import lines
    >>> beside_break("the lamps\\n\\n12\\n\\fTHE DAM", lines("the lamps\\n\\n12\\n\\fTHE DAM")[1])
    True
    """
    raw = text[max(0, line.start - 200) : line.start]
    above = raw.rstrip(" \t\n")
    if "\f" in raw[len(above.rstrip()) :] or "\f" in text[line.start : line.start + 20].split("\n")[0]:
        return True
    below = text[line.end : line.end + 200].lstrip(" \t\n")
    last = above.rpartition("\n")[2]
    return below[:1] == "\f" or bool(MARKER.fullmatch(last)) or bool(MARKER.fullmatch(below.partition("\n")[0]))
