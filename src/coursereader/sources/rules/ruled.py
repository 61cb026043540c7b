"""Ruled lines: those that set a title off, which its heading does already; one between scenes is the author's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .finding import Finding, Settings
from .shapes import is_prose, is_title, units

_RULE = re.compile(r"(?:[-_=—─]{3,}|(?:[*_-] ){2,}[*_-])")


def ruled_lines(text: str, _: Settings) -> Iterator[Finding]:
    """Cut a ruled line under a heading, between a motto and who said it, and before or behind everything else."""
    found = units(text)
    for place, unit in enumerate(found):
        if not _RULE.fullmatch(unit.text):
            continue
        above = found[place - 1].text if place else ""
        below = found[place + 1].text if place + 1 < len(found) else ""
        if not above or not below:
            yield Finding(*unit.cut(), "", "excision", "ruled line at the edge of the text")
        elif above.startswith("#") and "\n" not in above:
            yield Finding(*unit.cut(), "", "excision", "ruled line under a heading")
        elif _is_motto(above) and is_title(below) and not is_prose(below):
            yield Finding(*unit.cut(), "", "excision", "ruled line between a motto and who said it")


def _is_motto(words: str) -> bool:
    """Tell whether a paragraph is a short quotation from its first character to its last."""
    return len(words) <= 400 and words[0] in "\"“‘'«「" and words[-1] in "\"”’'»」"
