"""What is left of pictures and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coursereader.text.blocks import Block, blocks

from .finding import Finding, Settings

#: A longer line is no picture.
LONGEST = 2000
#: A picture, a link without words, the rule of a table without its rows; and bars.
_REMNANT = re.compile(
    r"(?:!\[[^\]\n]{0,500}\]\([^)\n]{0,1000}\)|\[illustration\]|\[ ?\]\([^)\n]{0,1000}\))?[|\s]*", re.IGNORECASE
)
_TABLE_RULE = re.compile(r"\|?(?:[ ]?:?-{3,}:?[ ]?\|)+(?:[ ]?:?-{3,}:?)?")
_PICTURE_LINE = re.compile(r"[ \t]*!\[[^\]\n]{0,500}\]\([^)\n]{0,1000}\)[ \t|]*")
_WORDLESS = re.compile(r"[ ](?:!?\[ ?\]\([^()\[\]\n]{0,1000}\))+(?![^\s.,;:!?])|!?\[ ?\]\([^()\[\]\n]{0,1000}\)")
_EDIT = re.compile(
    r"(?:(?<=\S)[ \t]*|^[ \t]*(?P<alone>(?=\S)))\\?\[[ ]?(?:edit|edit section|编辑|編輯)"
    r"(?:[ ]?\|[ ]?(?:edit source|编辑源代码))?[ ]?\\?\](?:\([^()\s]{0,500}\))?[ \t]*(?(alone)(?:\n+|\Z)|(?=\n|\Z))",
    re.MULTILINE,
)
_CELL = re.compile(r"[^|\n]*\|[ \t]*")


def image_remnants(text: str, _: Settings) -> Iterator[Finding]:
    """Cut what is left of a picture, with its caption where both stood in a table: the picture is not in the copy."""
    found = list(blocks(text))
    ends = [0, *(block.end for block in found)]
    starts = [block.start for block in found[1:]] + [len(text)]
    after_picture = False
    for place, block in enumerate(found):
        # What ends the text goes with the blank line before it, all else with the one behind.
        cut = (ends[place] if place + 1 == len(found) else block.start, starts[place])
        if _REMNANT.fullmatch(block.text) or (_TABLE_RULE.fullmatch(block.text) and not _in_table(found, place)):
            yield Finding(*cut, "", "excision", "remnant of a picture or table")
            after_picture = "![" in block.text
            continue
        if after_picture and _CELL.fullmatch(block.text):
            yield Finding(*cut, "", "excision", "caption of a picture that the copy has not")
        else:
            yield from _remnants_within(block)
        after_picture = False


def _in_table(found: Sequence[Block], place: int) -> bool:
    """Tell whether a row of a table stands before and behind a paragraph."""
    beside = [found[other].text for other in (place - 1, place + 1) if 0 <= other < len(found)]
    return len(beside) == 2 and all("|" in text for text in beside)


def _remnants_within(block: Block) -> Iterator[Finding]:
    """Cut pictures and links without words inside a paragraph, and lines that have nothing else."""
    if "](" not in block.text:
        return
    at = block.start
    for line in block.text.split("\n"):
        end = at + len(line)
        if len(line) <= LONGEST and _PICTURE_LINE.fullmatch(line):
            start, stop = (at, end + 1) if end < block.end else (max(at - 1, block.start), end)
            yield Finding(start, stop, "", "excision", "remnant of a picture")
        else:
            for match in _WORDLESS.finditer(line):
                yield Finding(at + match.start(), at + match.end(), "", "excision", "picture or link without words")
        at = end + 1


def edit_links(text: str, _: Settings) -> Iterator[Finding]:
    """Cut the links to edit a section that an encyclopedia sets behind its headings."""
    for match in _EDIT.finditer(text):
        yield Finding(*match.span(), "", "excision", "link to edit a section")
