"""Advertising: what a copy's maker set behind the work, or around it, to sell or give away something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .finding import Finding, Settings
from .shapes import Unit, ends_sentence, is_prose, rows, units

#: A shorter list of links may be the author's.
SHORTEST = 3
_LINK = re.compile(
    r"(?:[-*+•]|\d{1,3}[.)])?\s*(?:\[(?:[^\[\]\\]|\\.){1,400}\]\([^()\s]{0,500}\)|<?https?://[^\s<>]{1,500}>?)"
)
#: What offers a file rather than a reading.
_OFFER = re.compile(
    r"\b(?:epub|mobi|azw3?|kindle|e-?books?|torrent|free (?:pdf|download)|download|read online|pdf, )"
    r"|\[click |sample content of",
    re.IGNORECASE,
)
_SOURCES = re.compile(
    r"[#* _]{0,8}(?:sources?|references|bibliography|works cited|further reading|notes|external links|links|literature"
    r"|resources|see also|参考文献)[#*: _]{0,8}",
    re.IGNORECASE,
)
_RULE = re.compile(r"[-_=*]{3,}|(?:[*-] ){2,}[*-]")
_SALE = re.compile(
    r"(?:buy|order|pre-?order|purchase) (?:the|this|your|now|a|it)\b.*|(?:also )?available (?:now|from|at|on) .*"
    r"|get your copy.*|(?:also )?by the same author|also by .{3,60}|download (?:the|our|this) .*|coming soon.*",
    re.IGNORECASE,
)
_START = re.compile(r"\*{3} ?START OF (?:THE|THIS) PROJECT GUTENBERG EBOOK\b.*")
_END = re.compile(
    r"(?:\*{3} ?END OF (?:THE|THIS) PROJECT GUTENBERG EBOOK\b|End of (?:the )?Project Gutenberg(?:'s|’s)?\b).*"
)


def advertising(text: str, _: Settings) -> Iterator[Finding]:
    """Cut the links to downloads behind the last paragraph, with the line that offers them; ask about sales."""
    found = units(text)
    start = _tail(found)
    tail = found[start:]
    while tail and _SOURCES.fullmatch(tail[0].text):
        tail = []
    linked = [row for unit in tail for row in rows(unit.text) if _LINK.fullmatch(row)]
    offers = sum(_OFFER.search(row) is not None for unit in tail for row in rows(unit.text))
    if len(linked) >= SHORTEST and offers >= SHORTEST:
        yield Finding(*tail[0].cut(tail[-1]), "", "excision", "advertising: links to downloads")
        return
    last = next((place for place in range(len(found) - 1, -1, -1) if is_prose(found[place].text)), len(found))
    for unit in found[last + 1 :]:
        if len(unit.text) <= 160 and not ends_sentence(unit.text) and _SALE.fullmatch(unit.text.strip("#*_ ")):
            yield Finding(unit.start, unit.end, "", "excision", "advertising?", certain=False)


def _tail(found: Sequence[Unit]) -> int:
    """Return the place from which there are only links, ruled lines and lines that offer something."""
    start = len(found)
    for place in range(len(found) - 1, -1, -1):
        unit = found[place]
        lines = [row for row in rows(unit.text) if row]
        links = all(len(row) <= 1200 and _LINK.fullmatch(row) for row in lines)
        offer = len(unit.text) <= 300 and bool(_OFFER.search(unit.text)) and not ends_sentence(unit.text)
        if not (links or _RULE.fullmatch(unit.text) or (offer and not is_prose(unit.text))):
            if _SOURCES.fullmatch(unit.text):
                return place
            break
        start = place
    return start


def library_wrappers(text: str, _: Settings) -> Iterator[Finding]:
    """Cut what an electronic library sets before and behind a work, where its own marks say so."""
    start = end = None
    at = 0
    for line in text.split("\n"):
        words = line.strip() if len(line) < 400 else ""
        following = min(at + len(line) + 1, len(text))
        if start is None and end is None and at < 20_000 and words.startswith("***") and _START.match(words):
            start = following
        elif end is None and words[:1] in "*E" and _END.fullmatch(words):
            end = at
        at = following
    if start is not None:
        start += len(text[start:]) - len(text[start:].lstrip())
        yield Finding(0, start, "", "excision", "what the library set before the work")
    if end is not None and end > (start or 0):
        yield Finding(len(text[:end].rstrip()), len(text), "", "excision", "what the library set behind the work")
