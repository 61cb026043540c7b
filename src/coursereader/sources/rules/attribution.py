"""Attribution marks: taken out of the text once division has them as data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..attribution import marks, works
from .finding import Finding, Settings

_BEFORE = re.compile(r"[ \t]*\Z")


def attribution_marks(text: str, settings: Settings) -> Iterator[Finding]:
    """Cut the marks by which a compiler names sources, with the blank before; ask about one no setting names."""
    known = works(settings.options)
    if not known:
        return
    for mark in marks(text, known):
        blank = _BEFORE.search(text, max(0, mark.start - 8), mark.start)
        start = blank.start() if blank else mark.start
        if mark.cite or mark.same:
            why = "attribution mark: the same as above" if mark.same else f"attribution mark: {mark.cite}"
            yield Finding(start, mark.end, "", "excision", why)
        else:
            yield Finding(mark.start, mark.end, "", "excision", "an attribution no setting names", certain=False)
