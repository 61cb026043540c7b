"""Headings: lines that head what follows, marked or not, get the one mark that reading texts use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from coursereader.text.blocks import Block

from .dictionary import listed
from .finding import Finding, Settings
from .grammar import wants_more
from .structure import DATED, PROSE, Shape, closed, prose_like, shapes
from .titles import is_name, mark

#: A line that stands so often is a running head or a label.
OFTEN = 3
_UNDERLINE = re.compile(r"[ \t]*\n[ \t]*[=~-]{3,}[ \t]*\Z")
_WORDS = re.compile(r"[^\W\d_]+")


def headings(text: str, _: Settings) -> Iterator[Finding]:
    """Set the mark of a heading before each line that is one; ask about those that may be."""
    found = list(shapes(text))
    lines = Counter(_bare(block.text) for block, _ in found if len(block.text) < 200)
    for place, (block, shape) in enumerate(found):
        look = mark(block.text) if len(block.text) < 200 else None
        if look in (None, "hashes") or lines[_bare(block.text)] >= OFTEN or DATED.match(block.text):
            continue
        before, after = _beside(found, place)
        if look in ("underline", "bold"):
            yield from _remarked(block, look)
        elif _sure(block, shape, look or "", before, after, lines[_bare(block.text)]):
            yield Finding(block.start, block.start, "## ", "regularisation", f"heading by its {look}")
        elif shape.kind in ("heading", "prose") and _possible(look or "", before, after):
            why = f"a heading? It looks so by its {look}"
            offer = (f"## {block.text}",)
            yield Finding(block.start, block.end, "", "regularisation", why, certain=False, alternatives=offer)


def _beside(found: Sequence[tuple[Block, Shape]], place: int) -> tuple[Block | None, Block | None]:
    before = found[place - 1][0] if place else None
    return before, found[place + 1][0] if place + 1 < len(found) else None


def _bare(text: str) -> str:
    """Return a line as it is compared: without marks, figures and capitals."""
    return " ".join(_WORDS.findall(text)).casefold()


def _remarked(block: Block, look: str) -> Iterator[Finding]:
    """Put the mark in the place of an underline or of bold type."""
    why = f"heading by its {look}"
    if look == "bold":
        yield Finding(block.start, block.start + 2, "## ", "regularisation", why)
        yield Finding(block.end - 2, block.end, "", "regularisation", why)
        return
    line = _UNDERLINE.search(block.text)
    if line:
        yield Finding(block.start, block.start, "## ", "regularisation", why)
        yield Finding(block.start + line.start(), block.end, "", "regularisation", why)


def _sure(block: Block, shape: Shape, look: str, before: Block | None, after: Block | None, times: int) -> bool:
    """Tell whether nothing speaks against a heading: what stands above is over, prose begins below."""
    if shape.kind != "heading" or look == "sentence case" or times > 1 or block.text.startswith((">", "*", "_")):
        return False
    if look in ("number", "known"):
        return after is not None and (prose_like(after) or mark(after.text) is not None)
    if not prose_like(after) or (before and not closed(before.text) and not _a_line(before)):
        return False
    if " " not in block.text or (after and after.text[0].islower()):
        return False
    return not is_name(block.text) or any(listed(word.lower()) for word in block.text.split())


def _a_line(before: Block) -> bool:
    """Tell whether a block above is a line by itself that no sentence runs out of."""
    if len(before.text) < PROSE and before.text[0].isupper() and before.text[-1].isalnum():
        return not wants_more(before.text)
    return before.text[-1] in '*>|]”’")' or mark(before.text[:200]) is not None


def _possible(look: str, before: Block | None, after: Block | None) -> bool:
    """Tell whether a line stands where a heading would stand."""
    if not prose_like(after) or (after and after.text[0].islower() and look != "title case"):
        return False
    return before is None or closed(before.text) or _a_line(before)
