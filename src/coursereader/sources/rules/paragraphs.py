"""What is left of pictures and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursereader.text.blocks import blocks

from .finding import Finding, Settings

_REMNANT = re.compile(r"(?:!\[[^\]\n]*\]\([^)\n]*\))?[|\s]*")
_CELL = re.compile(r"[^|\n]*\|[ \t]*")


def image_remnants(text: str, _: Settings) -> Iterator[Finding]:
    """Cut what is left of a picture set in a table, with its caption: the picture is not in the copy."""
    found = list(blocks(text))
    starts = [block.start for block in found[1:]] + [len(text)]
    after_picture = False
    for block, following in zip(found, starts, strict=True):
        if _REMNANT.fullmatch(block.text):
            yield Finding(block.start, following, "", "excision", "remnant of a picture or table")
            after_picture = "![" in block.text
        else:
            if after_picture and _CELL.fullmatch(block.text):
                yield Finding(block.start, following, "", "excision", "caption of a picture that the copy has not")
            after_picture = False
