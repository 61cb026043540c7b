"""Assembling: the base text put together from its proved passages and what a copy has between them."""

from __future__ import annotations

from collections.abc import Iterator

from .near import Known, Near, is_witness
from .rebuild import STYLES, Ink, Style, rebuild

#: Words before the first passage that are looked through for the beginning of the text.
_HEAD = 200


def assemble(ink: Ink, known: Known, near: Near) -> str | None:
    """Return the base text of a copy with more before or behind it; proved by the digest of its bytes."""
    if len(near.stretches) < len(known.passages):
        return None
    for style in STYLES:
        parts = list(_parts(ink, known, near, style))
        if None not in parts:
            text = "".join(part for part in parts if part is not None)
            if is_witness(text, known.source.base):
                return text
    return None


def _parts(ink: Ink, known: Known, near: Near, style: Style) -> Iterator[str | None]:
    """Yield the stretches of the base text in order; None where one does not fit between its neighbours."""
    at, place = 0, -1
    for passage in sorted(known.passages, key=lambda p: p.spans):
        start, stretch = passage.spans[0][0], near.stretches[passage.id]
        yield _between(ink, known, (at, start), (place, stretch.place), style)
        yield stretch.raw
        at, place = passage.spans[-1][1], stretch.behind
    size = known.source.base.characters
    built = rebuild(ink, place, known.within(at, size), at, size, style, ink.gaps.get(place, ""))
    yield built[0] if built else None


def _between(ink: Ink, known: Known, span: tuple[int, int], places: tuple[int, int], style: Style) -> str | None:
    """Return the raw stretch between two places of the ink; where the first is not known, it is looked for."""
    start, end = span
    place, goal = places
    if start == end:
        return ""
    edits = known.within(start, end)
    if place >= 0:
        built = rebuild(ink, place, edits, start, end, style, ink.gaps.get(place, ""))
        return built[0] if built and built[1] == goal else None
    for opening in [goal, *(one for one in reversed(ink.starts) if one < goal)][:_HEAD]:
        built = rebuild(ink, opening, edits, start, end, style)
        if built and built[1] == goal:
            return built[0]
    return None
