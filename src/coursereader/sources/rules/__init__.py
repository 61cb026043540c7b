"""The rules, in a table: each is a function that looks at a text and yields findings; none acts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from . import (
    advertising,
    attribution,
    captions,
    chrome,
    columns,
    contents,
    duplicates,
    folios,
    headings,
    hyphens,
    joins,
    labels,
    lines,
    notes,
    paragraphs,
    quotes,
    ruled,
    runningheads,
    spelling,
    strangers,
    swallowed,
    times,
    titlepages,
    web,
    wraps,
)
from .finding import Finding, Settings

Rule = Callable[[str, Settings], Iterator[Finding]]

#: Every rule by the name that ``source.toml`` and the ledgers use.
RULES: Mapping[str, Rule] = {
    "line-ends": lines.line_ends,
    "library-wrappers": advertising.library_wrappers,
    "advertising": advertising.advertising,
    "running-heads": runningheads.running_heads,
    "folios": folios.folios,
    "page-marks": folios.page_marks,
    "title-pages": titlepages.title_pages,
    "contents-lists": contents.contents_lists,
    "ruled-lines": ruled.ruled_lines,
    "navigation": web.navigation,
    "teasers": web.teasers,
    "swallowed-captions": swallowed.swallowed_captions,
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
    "edit-links": paragraphs.edit_links,
    "duplicate-paragraphs": duplicates.duplicate_paragraphs,
    "attribution-marks": attribution.attribution_marks,
    "note-references": notes.note_references,
    "quotation-marks": quotes.quotation_marks,
    "names": spelling.names,
    "non-words": spelling.non_words,
}

__all__ = ["RULES", "Finding", "Rule", "Settings"]
