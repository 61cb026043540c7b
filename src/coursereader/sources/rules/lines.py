"""Lines: what their ends and beginnings are worth, and which of them a page or a screen once broke."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .finding import Finding, Settings
from .hyphens import HYPHENS
from .structure import ITEM, closed
from .usage import Usage
from .wraps import FULL, WIDEST, joined

_OPENS_AFRESH = re.compile(r"(?<=[^\n])\n[ ]?\t\s*")
_GOES_ON = re.compile(r"(?P<end>[^\n])(?P<gap>\n[ ])(?P<next>[^\s~=_#-])")


def line_ends(text: str, _: Settings) -> Iterator[Finding]:
    """Make line ends LF, drop blanks before them, and leave one blank line at most between paragraphs."""
    for match in re.finditer(r"\r\n?|(?<![ \t])[ \t]++(?=[\r\n]|\Z)", text):
        if match.group()[0] == "\r":
            yield _regular(match, "\n", "line end")
        else:
            yield _regular(match, "", "blanks at the end of a line")
    for match in re.finditer(r"(?<=[^\n]\n\n)(?:[ \t]*\n)++(?=.)", text):
        yield _regular(match, "", "more than one blank line")
    for match in re.finditer(r"\A\s+|(?<=\S\n)\s+\Z", text):
        yield _regular(match, "", "blanks before or behind the text")


def indents(text: str, _: Settings) -> Iterator[Finding]:
    """Drop blanks that open a paragraph which a blank line already marks."""
    for match in re.finditer(r"(?<=\n\n)[ \t]+(?=\S)", text):
        yield _regular(match, "", "indent of a paragraph")


def page_tops(text: str, _: Settings) -> Iterator[Finding]:
    """Mend the blank that a page top leaves: a tab behind it opens a paragraph, else the paragraph goes on."""
    wrapped = _hard_wrapped(text)
    for match in _OPENS_AFRESH.finditer(text):
        if closed(text[max(0, match.start() - 20) : match.start()]) and _alone(text, match.start(), match.end()):
            yield _regular(match, "\n\n", "paragraph that opens at a page top")
    usage = Usage(text)
    for match in _GOES_ON.finditer(text):
        if not _alone(text, match.start("gap"), match.end("gap")):
            continue
        if match["end"] in HYPHENS:
            above, below = (
                text[max(0, match.start() - 100) : match.end("end")],
                text[match.start("next") : match.start("next") + 100],
            )
            yield joined(above, match.end("end"), below, match.start("next"), usage)
        elif wrapped or match["end"] not in ".!?:”’\"'" or match["next"].islower():
            yield Finding(match.start("gap"), match.end("gap"), " ", "join", "page top inside a paragraph")
        else:
            yield Finding(match.end("gap") - 1, match.end("gap"), "", "regularisation", "blank at a page top")


def _alone(text: str, end: int, start: int) -> bool:
    """Tell whether a line that is set in is the only one: neither the line above nor the line below it is."""
    above = text.rfind("\n", max(0, end - 2000), end) + 1
    below = text.find("\n", start, start + 2000) + 1
    set_in = text[above : above + 1] in (" ", "\t") if above else False
    return (
        not set_in
        and not (below and text[below : below + 1] in (" ", "\t"))
        and not ITEM.match(text[start : start + 9])
    )


def _hard_wrapped(text: str) -> bool:
    """Tell whether most lines of a text are filled to one measure."""
    lengths = sorted(len(line) for line in text.split("\n") if line.strip())
    if len(lengths) < 4 or lengths[len(lengths) * 19 // 20] > WIDEST:
        return False
    widest = lengths[len(lengths) * 19 // 20]
    return sum(length >= FULL * widest for length in lengths) * 2 >= len(lengths)


def line_paragraphs(text: str, _: Settings) -> Iterator[Finding]:
    """Mark the paragraphs of a text that ends each with a single line feed by a blank line, as others are."""
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines or sorted(map(len, lines))[len(lines) // 2] <= WIDEST:
        return
    for match in re.finditer(r"(?<=[^\n])\n(?=[^\n])", text):
        yield _regular(match, "\n\n", "paragraph ended by a single line feed")


def _regular(match: re.Match[str], after: str, why: str) -> Finding:
    return Finding(match.start(), match.end(), after, "regularisation", why)
