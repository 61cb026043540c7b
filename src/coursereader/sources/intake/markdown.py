"""Markdown: told from plain text by its marks; it is its own text, so that no character of it is lost."""

from __future__ import annotations

import re

_MARKS = (
    re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE),
    re.compile(r"(?<!\\)!?\[[^\[\]\n]{0,200}\]\([^()\s]{1,300}\)"),
    re.compile(r"(?<![\w*])\*\*?[^\s*][^*\n]{0,80}\*\*?(?![\w*])"),
    re.compile(r"(?<![\w_])_[^\s_][^_\n]{0,80}_(?![\w_])"),
    re.compile(r"^\|[^\n]{0,400}\|[ \t]*$", re.MULTILINE),
    re.compile(r"^(?:```|~~~)", re.MULTILINE),
    re.compile(r"\\[#*_\[\].!()-]"),
)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:[\w-]+:[^\n]*\n){1,40}---[ \t]*\n")


def is_markdown(text: str) -> bool:
    """Tell whether a text is set in Markdown: it has headings by ``#`` or links, or emphasis in several places.

    >>> is_markdown("# Lamps\\n\\nOne *jar*."), is_markdown("Lamps\\n\\nOne * jar at 3 * 4."), is_markdown("#1 jar")
    (True, False, False)
    """
    sample = text[:400_000]
    if _FRONT_MATTER.match(sample):
        return True
    counts = [len(pattern.findall(sample)) for pattern in _MARKS]
    headings, links, *others = counts
    return headings + links > 0 if sum(counts) > 1 else headings > 0 or max(others) > 1
