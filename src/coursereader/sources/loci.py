"""Loci: where in the original a stretch of raw text stands, by the marks of page, time or heading before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence

from .rules.times import codes

#: A mark's place, and the locus of what stands behind it.
Mark = tuple[int, str]
_HEADING = re.compile(r"^#{1,6}[ \t]+(?P<words>\S[^\n]{0,200})$", re.MULTILINE)
#: A locus in an original's own words has no more of them.
_WORDS = 6


def marks(raw: str, scheme: str) -> list[Mark]:
    """Return the marks of a raw text for a locus scheme, in order; of a scheme that only counts there are none.

    >>> marks("One jar.\\n\\fTwo jars.", "page")
    [(0, 'page 1'), (10, 'page 2')]
    """
    find = _SCHEMES.get(scheme)
    return sorted(find(raw)) if find else []


def locus_at(found: Sequence[Mark], offset: int) -> str:
    """Return the locus of a raw offset, or an empty string where no mark stands before it.

    >>> locus_at([(0, "page 1"), (10, "page 2")], 9)
    'page 1'
    """
    place = bisect_right(found, offset, key=lambda mark: mark[0])
    return found[place - 1][1] if place else ""


def _pages(raw: str) -> Iterator[Mark]:
    yield 0, "page 1"
    for number, match in enumerate(re.finditer("\f", raw), 2):
        yield match.end(), f"page {number}"


def _times(raw: str) -> Iterator[Mark]:
    yield from ((code.start, code.clock) for code in codes(raw))


def _headings(raw: str) -> Iterator[Mark]:
    for match in _HEADING.finditer(raw):
        words = match["words"].strip("# *_").split()
        yield match.start(), " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")


_SCHEMES: Mapping[str, Callable[[str], Iterator[Mark]]] = {"page": _pages, "time": _times, "heading": _headings}
