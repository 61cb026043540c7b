"""Dashes: hyphens that stand for them, and points that lost their number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .finding import Finding, Settings
from .shields import is_program, shielded

_LETTER = "[^\\W\\d_]"
_BEFORE = "[\\w.,!?;:’”\"')\\]…*%]"
_AFTER = "[\\w“‘\"'(\\[…*$]"
#: Two or three hyphens between words, at the end of what was broken off, or before the name of an epigraph's author.
_CLOSE = re.compile(f"(?<={_BEFORE})-{{2,3}}(?={_AFTER})")
_BROKEN_OFF = re.compile('(?<=[^\\W\\d_][\\w,.!?’”"\'])-{2,3}(?=[”’"\')\\]]|[ ]?\\n|[ ]?\\Z|[ ][A-Z“‘"(])')
_LEANING = re.compile(f"(?<={_LETTER}{{2}})-{{2,3}} (?=[a-zà-öø-ÿ])")
_FREE = re.compile("(?<=[^\\s-] )-{2,3}(?= [^\\s-])")
_NAMED = re.compile(r"(?:(?<=\n)|\A)-{2,3}(?=[A-ZÀ-ÖØ-Þ“‘\"])")
#: An option of a command.
_OPTION = re.compile(r"(?<!\S)--?[A-Za-z][\w-]*")
_IDENTIFIER = re.compile(r"[_=/\\{}<>]")
_HYPHEN = re.compile(r"\w-(?=\w)")
#: Years and pages from a lower to a higher, with nothing of a date, a sum or a call number about them.
_RANGE = re.compile(r"(?<![\w./:,–—+-])(?P<from>\d{1,4})(?P<mark>-)(?P<to>\d{1,4})(?![\w/:–—+-]|[.,]\d)")
_EN_RANGE = re.compile(r"\d–\d")
_TWO_POINTS = re.compile(r"(?<=[^\W\d_])\.\.(?=[\s”’\"')]|\Z)")


def dashes(text: str, _: Settings) -> Iterator[Finding]:
    """Write an em dash for two or three hyphens between words; options, rules, comments and code keep theirs."""
    shields = shielded(text)
    seen = -1
    found = [match for pattern in (_CLOSE, _BROKEN_OFF, _LEANING, _FREE, _NAMED) for match in pattern.finditer(text)]
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        if match.start() < seen or shields.touch(max(0, match.start() - 1), match.end() + 1):
            continue
        seen = match.end()
        if match.re is _CLOSE and not _between_words(text, match):
            continue
        if (match.re in (_FREE, _LEANING) and _is_command(text, match)) or is_program(text, match.start()):
            continue
        yield Finding(*match.span(), "—", "regularisation", "hyphens for a dash")


def _between_words(text: str, match: re.Match[str]) -> bool:
    """Tell whether two hyphens part words of a sentence, not figures or the pieces of an identifier."""
    before, after = text[match.start() - 1], text[match.end()]
    if before.isdigit() and after.isdigit():
        return False
    left, right = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 60]
    pieces = (left[max(left.rfind(" "), left.rfind("\n")) + 1 :], right.partition(" ")[0].partition("\n")[0])
    # Identifiers have more hyphens, low lines or signs of programs.
    hyphens = sum(len(_HYPHEN.findall(piece)) for piece in pieces)
    return hyphens < 2 and not any(_IDENTIFIER.search(piece) for piece in pieces)


def _is_command(text: str, match: re.Match[str]) -> bool:
    """Tell whether an option or a sign of a program stands near on the line."""
    around = text[max(0, match.start() - 80) : match.start()].rpartition("\n")[2], text[match.end() : match.end() + 80]
    rest = around[1].partition("\n")[0]
    return any(_OPTION.search(part) for part in (around[0], rest)) or rest[:1] == ">"


def number_ranges(text: str, _: Settings) -> Iterator[Finding]:
    """Ask about hyphens between years or pages in a text that has en dashes there elsewhere; else it is its habit."""
    if not _EN_RANGE.search(text):
        return
    shields = shielded(text)
    for match in _RANGE.finditer(text):
        if not shields.touch(*match.span()) and _rises(match["from"], match["to"]):
            offers = (f"{match['from']}–{match['to']}",)
            why = "a hyphen in a range of numbers"
            yield Finding(*match.span(), "", "regularisation", why, certain=False, alternatives=offers)


def _rises(one: str, two: str) -> bool:
    """Tell whether a second number, with the figures it leaves out, is higher than the first.

    >>> _rises("1958", "62"), _rises("458", "459"), _rises("62", "58"), _rises("1958", "1")
    (True, True, False, False)
    """
    if len(two) > len(one) or one[0] == "0" or len(two) < 2:
        return False
    return int(one[: len(one) - len(two)] + two) > int(one)


def ellipses(text: str, _: Settings) -> Iterator[Finding]:
    """Ask about two points behind a word: a full stop twice, or an ellipsis that lost one."""
    shields = shielded(text)
    for match in _TWO_POINTS.finditer(text):
        if not shields.touch(*match.span()):
            why = "two points: a full stop, or an ellipsis?"
            yield Finding(*match.span(), "", "regularisation", why, certain=False, alternatives=(".", "..."))
