"""A gate: one measured value that a build must keep within its bound."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gate:
    """A value, its bound, and whether it keeps it.

    >>> Gate("missing glyphs", "0", "0", ok=True).ok
    True
    """

    #: What is measured.
    name: str
    #: What was found, in words or figures.
    value: str
    #: What is allowed.
    bound: str
    #: Whether the value keeps the bound.
    ok: bool
