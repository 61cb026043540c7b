"""The rules, in a table: each is a function that looks at a text and yields findings; none acts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from . import attribution, labels, lines, paragraphs, spelling
from .finding import Finding, Settings

Rule = Callable[[str, Settings], Iterator[Finding]]

#: Every rule by the name that ``source.toml`` and the ledgers use.
RULES: Mapping[str, Rule] = {
    "line-ends": lines.line_ends,
    "speaker-labels": labels.speaker_labels,
    "indents": lines.indents,
    "page-tops": lines.page_tops,
    "wrapped-lines": lines.wrapped_lines,
    "line-paragraphs": lines.line_paragraphs,
    "image-remnants": paragraphs.image_remnants,
    "duplicate-paragraphs": paragraphs.duplicate_paragraphs,
    "attribution-marks": attribution.attribution_marks,
    "names": spelling.names,
    "non-words": spelling.non_words,
}

__all__ = ["RULES", "Finding", "Rule", "Settings"]
