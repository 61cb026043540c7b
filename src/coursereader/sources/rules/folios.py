"""Folios and page markers: numbers and names of pages, which count up through a copy and are not its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .finding import Finding, Settings
from .pages import MARKER, Mark, beside_break, chains, folio, interrupts
from .shapes import Line, is_prose, lines

_OF = re.compile(r"\d\s*(?:of|/|von)\s*\d", re.IGNORECASE)
_FEED = re.compile(r"\f(?P<rest>[ \t]*\n?)")
_INLINE = re.compile(r"[\[{](?:pg|page)\.?[ ]?(?P<n>\d{1,4})[\]}]", re.IGNORECASE)


def folios(text: str, _: Settings) -> Iterator[Finding]:
    """Cut lines that have nothing but a folio: their numbers count up at the distance of pages, and break sentences."""
    found = lines(text)
    marks = lone_numbers(found)
    furniture = {mark.line for mark in marks}
    cut: set[int] = set()
    for run in chains(marks):
        if counts_pages(text, found, run, furniture):
            cut |= {mark.line for mark in run}
    for mark in marks:
        line = found[mark.line]
        if mark.line in cut:
            yield Finding(*line.cut, "", "excision", "folio: numbers count up at the distance of pages")
        elif interrupts(found, mark.line, furniture) or _stray(found, mark, len(marks)):
            why = "a number alone: a folio?"
            yield Finding(line.start, line.start + len(line.text), "", "excision", why, certain=False)


def lone_numbers(found: Sequence[Line]) -> list[Mark]:
    """Return the lines that have nothing but a number."""
    seen = ((place, line, folio(line.text)) for place, line in enumerate(found) if len(line.text) <= 24)
    return [Mark(place, line.start, number[0], number[1]) for place, line, number in seen if number]


def counts_pages(text: str, found: Sequence[Line], run: Sequence[Mark], furniture: set[int]) -> bool:
    """Tell whether numbers that count up count pages: sections and years do not stand in the middle of a sentence."""
    broken = sum(interrupts(found, mark.line, furniture) for mark in run)
    breaks = sum(beside_break(text, found[mark.line]) for mark in run)
    if run[0].form == "page" and all(_OF.search(found[mark.line].text) for mark in run):
        return True
    if breaks >= 2 and breaks * 2 >= len(run) and (broken or run[0].value > 1):
        return True
    if len(run) == 2:
        return broken == 2 and run[0].value > 1
    if run[0].value == 1:
        return broken >= 2 and broken * 3 >= len(run)
    return broken >= max(1, len(run) // 5)


def _stray(found: Sequence[Line], mark: Mark, count: int) -> bool:
    """Tell whether a number stands between two paragraphs of prose as no other does: no year, no section."""
    if mark.form == "roman" or mark.value >= 1000 or count > 2 or not found[mark.line].alone:
        return False
    beside = found[max(0, mark.line - 1) : mark.line + 2]
    return len(beside) == 3 and is_prose(beside[0].text) and is_prose(beside[2].text)


def page_marks(text: str, _: Settings) -> Iterator[Finding]:
    """Cut what says where the page of a scan begins: names of pictures, numbers between signs, form feeds."""
    found = lines(text)
    numbered: list[Mark] = []
    after_marker = False
    for place, line in enumerate(found):
        match = MARKER.fullmatch(line.text) if len(line.text) < 400 else None
        if match and match["n"]:
            numbered.append(Mark(place, line.start, int(match["n"]), "marker"))
        elif match or (after_marker and line.text == "[Blank Page]"):
            yield Finding(line.start, line.end, "", "excision", "page marker of a scan")
        after_marker = bool(match)
    sure = {mark.line for run in chains(numbered) if len(run) > 2 or run[0].value > 1 for mark in run}
    for mark in numbered:
        line = found[mark.line]
        if mark.line in sure:
            yield Finding(*line.cut, "", "excision", "page marker of a scan")
        else:
            yield Finding(line.start, line.start + len(line.text), "", "excision", "a page marker?", certain=False)
    for match in _FEED.finditer(text):
        # A feed with a line to itself goes with that line; one before words leaves them where they are.
        alone = match["rest"].endswith("\n") and text[match.start() - 1 : match.start()] in ("", "\n")
        end = match.end() if alone else match.start() + 1
        yield Finding(match.start(), end, "", "regularisation", "form feed")
    yield from _inline(text)


def _inline(text: str) -> Iterator[Finding]:
    """Cut page numbers between brackets inside sentences, where three count up at the distance of pages."""
    found = [match for match in _INLINE.finditer(text) if not _stands_alone(text, match)]
    marks = [Mark(n, match.start(), int(match["n"]), "inline") for n, match in enumerate(found)]
    for run in chains(marks):
        if len(run) >= 3:
            for mark in run:
                match = found[mark.line]
                blanks = (
                    text[match.start() - 1 : match.start()] == " " and not text[match.end() : match.end() + 1].isalnum()
                )
                yield Finding(match.start() - blanks, match.end(), "", "excision", "page number in brackets")


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Tell whether a bracket has its line to itself."""
    above = text.rfind("\n", max(0, match.start() - 50), match.start())
    before = text[above + 1 : match.start()] if above >= 0 or match.start() <= 50 else "x"
    return not before.strip() and text[match.end() : match.end() + 1] in ("", "\n")
