"""Blocks: the paragraphs of a text, as stretches between blank lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BLOCK = re.compile(r"\S(?:.|\n(?![ \t]*(?:\n|\Z)))*")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph and where it stands, without the white space around it."""

    start: int
    end: int
    text: str


def blocks(text: str) -> Iterator[Block]:
    """Yield the paragraphs of a text in order.

    >>> [(b.start, b.text) for b in blocks("One jar.\\n\\nTwo\\njars. \\n")]
    [(0, 'One jar.'), (10, 'Two\\njars.')]
    """
    for match in _BLOCK.finditer(text):
        found = match.group().rstrip()
        yield Block(match.start(), match.start() + len(found), found)
