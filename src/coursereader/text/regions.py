"""Regions: a raw text divided into labelled stretches, so that every character is in exactly one.

White space belongs to what precedes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Region:
    """A labelled stretch of a raw text."""

    start: int
    end: int
    #: A passage's id, or ``heading``, ``label``, ``excised``.
    label: str


class GapError(ValueError):
    """A character that is no white space is in no region, or in two."""


def partition(raw: str, regions: Iterable[Region]) -> list[Region]:
    """Return regions that cover a raw text without gaps: white space goes to the region before it.

    >>> partition("K: jar \\n lid", [Region(0, 2, "label"), Region(3, 6, "K1"), Region(9, 12, "K2")])
    [Region(start=0, end=3, label='label'), Region(start=3, end=9, label='K1'), Region(start=9, end=12, label='K2')]
    """
    covered: list[Region] = []
    at = 0
    for region in sorted(regions, key=lambda r: (r.start, r.end)):
        if region.start < at or raw[at : region.start].strip():
            raise GapError(f"{region.label} at {region.start}: the text from {at} is in no region, or in two")
        if covered:
            covered[-1] = Region(covered[-1].start, region.start, covered[-1].label)
            covered.append(region)
        else:
            # Nothing precedes the first region, so the white space before it is its own.
            covered.append(Region(0, region.end, region.label))
        at = region.end
    if raw[at:].strip() or not covered:
        raise GapError(f"the text from {at} is in no region")
    covered[-1] = Region(covered[-1].start, len(raw), covered[-1].label)
    return covered
