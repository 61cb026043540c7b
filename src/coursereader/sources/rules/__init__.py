"""The rules, in a table: each is a function that looks at a text and yields findings; none acts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from . import (
    attribution,
    captions,
    chrome,
    columns,
    duplicates,
    headings,
    hyphens,
    joins,
    labels,
    lines,
    notes,
    paragraphs,
    quotes,
    spelling,
    strangers,
    times,
    wraps,
)
from .finding import Finding, Settings

Rule = Callable[[str, Settings], Iterator[Finding]]

#: Every rule by the name that ``source.toml`` and the ledgers use.
RULES: Mapping[str, Rule] = {
    "line-ends": lines.line_ends,
    "page-chrome": chrome.page_chrome,
    "caption-lines": captions.caption_lines,
    "time-codes": times.time_codes,
    "speaker-labels": labels.speaker_labels,
    "indents": lines.indents,
    "page-tops": lines.page_tops,
    "wrapped-lines": wraps.wrapped_lines,
    "hyphens": hyphens.hyphens,
    "broken-paragraphs": joins.broken_paragraphs,
    "columns": columns.columns,
    "headings": headings.headings,
    "foreign-paragraphs": strangers.foreign_paragraphs,
    "misplaced-paragraphs": strangers.misplaced_paragraphs,
    "line-paragraphs": lines.line_paragraphs,
    "image-remnants": paragraphs.image_remnants,
    "duplicate-paragraphs": duplicates.duplicate_paragraphs,
    "attribution-marks": attribution.attribution_marks,
    "note-references": notes.note_references,
    "quotation-marks": quotes.quotation_marks,
    "names": spelling.names,
    "non-words": spelling.non_words,
}

__all__ = ["RULES", "Finding", "Rule", "Settings"]
