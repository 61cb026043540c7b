"""Lines: what their ends and beginnings are worth, and which of them a page or a screen once broke."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from coursereader.text.blocks import blocks

from .finding import Finding, Settings

#: A line this much of the measure long was broken because the next word did not fit.
FULL = 0.6
#: No hard-wrapped text is set to a wider measure than this, in characters.
WIDEST = 100
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef]")
_OPENS_AFRESH = re.compile(r"(?<=[^\n])\n[ ]?\t\s*")
_GOES_ON = re.compile(r"(?P<end>[^\n])(?P<gap>\n[ ])(?P<next>\S)")
_ITEM = re.compile(r"\s*(?:[-*•–]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")


def line_ends(text: str, _: Settings) -> Iterator[Finding]:
    """Make line ends LF, drop blanks before them, and leave one blank line at most between paragraphs."""
    for match in re.finditer(r"\r\n?|[ \t]+(?=[\r\n]|\Z)", text):
        if match.group()[0] == "\r":
            yield _regular(match, "\n", "line end")
        else:
            yield _regular(match, "", "blanks at the end of a line")
    for match in re.finditer(r"(?<=\n\n)(?:[ \t]*\n)+(?=.)", text):
        yield _regular(match, "", "more than one blank line")
    for match in re.finditer(r"\A\s+|(?<=\S\n)\s+\Z", text):
        yield _regular(match, "", "blanks before or behind the text")


def indents(text: str, _: Settings) -> Iterator[Finding]:
    """Drop blanks that open a paragraph which a blank line already marks."""
    for match in re.finditer(r"(?<=\n\n)[ \t]+(?=\S)", text):
        yield _regular(match, "", "indent of a paragraph")


def page_tops(text: str, _: Settings) -> Iterator[Finding]:
    """Mend the blank that a page top leaves: a tab behind it opens a paragraph, else the paragraph goes on."""
    wrapped = _measure(text) is not None
    for match in _OPENS_AFRESH.finditer(text):
        yield _regular(match, "\n\n", "paragraph that opens at a page top")
    for match in _GOES_ON.finditer(text):
        if wrapped or match["end"] not in ".!?:”’\"'" or match["next"].islower():
            yield Finding(match.start("gap"), match.end("gap"), " ", "join", "page top inside a paragraph")
        else:
            yield Finding(match.end("gap") - 1, match.end("gap"), "", "regularisation", "blank at a page top")


def wrapped_lines(text: str, _: Settings) -> Iterator[Finding]:
    """Join the lines of a paragraph that were broken at the measure of a page or a screen."""
    measure = _measure(text)
    if measure is None:
        return
    for block in blocks(text):
        lines = block.text.split("\n")
        # A block in which no line is full is a title, an address or verse, and its lines are its own.
        if not any(len(line) >= FULL * measure for line in lines[:-1]):
            continue
        at = block.start
        for line, following in itertools.pairwise(lines):
            at += len(line)
            if not _ITEM.match(following):
                yield _joined(at, line, following)
            at += 1


def _measure(text: str) -> int | None:
    """Return the measure a text was set to, in characters, or None where its lines are not hard-wrapped."""
    lengths = sorted(len(line) for line in text.split("\n") if line.strip())
    if len(lengths) < 4 or lengths[len(lengths) * 19 // 20] > WIDEST:
        return None
    widest = lengths[len(lengths) * 19 // 20]
    full = sum(length >= FULL * widest for length in lengths)
    return widest if full * 2 >= len(lengths) else None


def _joined(at: int, line: str, following: str) -> Finding:
    """Join two lines at the line end between them: with a blank, or without one between Chinese characters."""
    if line.endswith("-") and len(line) > 1 and line[-2].isalpha():
        alternatives = ("keep the hyphen", "drop the hyphen")
        return Finding(at - 1, at + 1, "", "join", "hyphen at a line end", certain=False, alternatives=alternatives)
    blank = "" if _HAN.match(line[-1]) and _HAN.match(following) else " "
    return Finding(at, at + 1, blank, "join", "line broken at the measure")


def line_paragraphs(text: str, _: Settings) -> Iterator[Finding]:
    """Mark the paragraphs of a text that ends each with a single line feed by a blank line, as others are."""
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines or sorted(map(len, lines))[len(lines) // 2] <= WIDEST:
        return
    for match in re.finditer(r"(?<=[^\n])\n(?=[^\n])", text):
        yield _regular(match, "\n\n", "paragraph ended by a single line feed")


def _regular(match: re.Match[str], after: str, why: str) -> Finding:
    return Finding(match.start(), match.end(), after, "regularisation", why)
