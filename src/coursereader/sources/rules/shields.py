"""Shields: stretches in which marks are no punctuation: addresses, file names, code, formulae, tables, front matter."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

_ENDINGS = (
    *("com", "org", "net", "edu", "gov", "mil", "info", "uk", "de", "fr", "cn", "eu", "jp", "ru", "nl", "ch", "ca"),
    *("pdf", "txt", "html", "htm", "doc", "docx", "xls", "xlsx", "csv", "xml", "json", "toml", "yaml", "yml", "ini"),
    *("py", "js", "css", "cpp", "java", "sh", "md", "rst", "tex", "jpg", "jpeg", "png", "gif", "svg", "tif", "tiff"),
    *("mp3", "mp4", "wav", "zip", "gz", "exe", "epub", "mobi", "azw", "vtt", "srt", "log", "bak"),
)
#: What tells that a word is an address or the name of a file.
_ADDRESS = re.compile(rf"://|\bwww\.|@|\.(?:{'|'.join(_ENDINGS)})(?![\w-])|(?<![\w/])[A-Za-z]:\\|(?<=\s)[~.]{{1,2}}/")
_GRAPHIC = re.compile(r"[!-~]*")
_FENCE = re.compile(r"^ {0,3}(```+|~~~+)[^\n]*$", re.MULTILINE)
_FIELD = re.compile(r"[\w-]{1,60}\s*[:=]|[ \t]+\S|[-#\]}]")
_FRONT = re.compile(r"(---|\+\+\+)[ \t]*\n")
#: Code in a line, between backticks or two.
_CODE = re.compile(r"(?<!`)(`{1,2})(?!`)[^`\n]{1,300}\1(?!`)")
_SHORT = (
    # $…$ as Markdown has it: no blank inside the marks, no digit behind; money is none
    re.compile(r"(?<![\\$\w])\$(?=[^\s$])[^$\n]{0,299}(?<=[^\s\\])\$(?![\d$])"),
    re.compile(r"\$\$[^$]{1,2000}\$\$"),
    # \(…\) and \[…\] where a sign of a formula stands inside; escaped brackets around words are no formula
    re.compile(r"\\\((?=[^()\n]{0,300}?(?:[\^_{}=+<>]|\\[A-Za-z]))[^()\n]{0,300}\\\)"),
    re.compile(r"\\\[(?=[^\[\]]{0,300}?(?:[\^_{}=+<>]|\\[A-Za-z]))[^\[\]]{0,600}\\\]"),
    re.compile(r"\]\([^()\s]{0,1000}\)"),
    re.compile(r"</?[A-Za-z][^<>\n]{0,500}>"),
    re.compile(r"\{\{[^{}]{0,300}\}\}|\{[A-Za-z:+-]{1,40}\}(?=`)"),
)
#: A line typed at a prompt, and a line that opens or goes on in a program.
_COMMAND = re.compile(r"^[ \t]*(?:\$ |>>> |PS> )[^\n]*$", re.MULTILINE)

#: So far around a place is looked for signs of programs.
NEAR = 120
_PROGRAM = re.compile(
    r"(?P<tag></?[a-z]+[ >/])|(?P<brace>[{}]|\$\()|(?P<link>\]\()|(?P<sign>\|\w+\||=>|->|&&|==|::|\*\*|\(\)|;[ ]*$)"
    r"|(?P<path>(?<![\w/])/\w+/\w+)|(?P<maths>\$\S{1,40}\$)|(?P<command>\\[A-Za-z])"
)


@functools.lru_cache(maxsize=2)
def shielded(text: str) -> Shields:
    """Return what is shielded in a text; the same text is looked at once.

    >>> text = "See example.org, or the lamp.Then go."
    >>> shielded(text).touch(4, 15), shielded(text).touch(24, 29)
    (True, False)
    """
    return Shields(len(text), _stretches(text))


@functools.lru_cache(maxsize=2)
def tabular(text: str) -> Shields:
    """Return the rows of tables in a text."""
    return Shields(len(text), tables(text))


@functools.lru_cache(maxsize=2)
def code(text: str) -> Shields:
    """Return the code in a text, fenced or between backticks."""
    return Shields(len(text), [*_fences(text), *(match.span() for match in _CODE.finditer(text))])


class Shields:
    """Stretches of a text of so many characters."""

    def __init__(self, length: int, stretches: Iterable[tuple[int, int]]) -> None:
        self._marks = bytearray(length)
        for start, end in stretches:
            self._marks[start:end] = b"\1" * (end - start)

    def touch(self, start: int, end: int) -> bool:
        """Tell whether any character from start to end is in one of them."""
        return self._marks.find(1, start, end) >= 0


def is_program(text: str, at: int) -> bool:
    """Tell whether a place stands among signs of programs and markup, where no mark can be trusted.

    >>> is_program('<b>{oil}</b> [jar](#) &amp; lamp', 24), is_program("Oil &amp; Water", 4)
    (True, False)
    """
    start = text.rfind("\n", max(0, at - NEAR), at) + 1 or max(0, at - NEAR)
    end = text.find("\n", at, at + NEAR)
    end = end if end >= 0 else at + NEAR
    found = 0
    for places in _signs(text).values():
        place = bisect_left(places, start)
        found += place < len(places) and places[place] < end
    return found > 1


@functools.lru_cache(maxsize=2)
def _signs(text: str) -> Mapping[str, Sequence[int]]:
    """Return where the signs of programs stand, by their kinds."""
    places: dict[str, list[int]] = {}
    for match in _PROGRAM.finditer(text):
        places.setdefault(match.lastgroup or "", []).append(match.start())
    return places


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    yield from _front_matter(text)
    yield from _fences(text)
    yield from _comments(text)
    yield from _addresses(text)
    yield from tables(text)
    for pattern in (_CODE, *_SHORT, _COMMAND):
        yield from (match.span() for match in pattern.finditer(text))


def _front_matter(text: str) -> Iterator[tuple[int, int]]:
    """Yield the block between rules that opens a Markdown file, where its lines name fields."""
    opening = _FRONT.match(text)
    if not opening:
        return
    end = text.find("\n" + opening[1], opening.end() - 1, opening.end() + 20_000)
    body = text[opening.end() : end + 1]
    if end >= 0 and all(_FIELD.match(row) for row in body.split("\n")[:-1]):
        yield 0, end + 4


def _fences(text: str) -> Iterator[tuple[int, int]]:
    """Yield fenced code; a fence that nothing closes shields nothing."""
    opening: re.Match[str] | None = None
    for match in _FENCE.finditer(text):
        if opening is None:
            opening = match
        elif match[1].startswith(opening[1]) and match.group().strip() == match[1]:
            yield opening.start(), match.end()
            opening = None


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """Yield comments of HTML; one that nothing closes shields nothing."""
    end = 0
    while (start := text.find("<!--", end)) >= 0:
        close = text.find("-->", start + 4)
        if close < 0:
            return
        end = close + 3
        yield start, end


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield each address or file name, to the blank or the letter beyond ASCII at either side of it."""
    end = 0
    for match in _ADDRESS.finditer(text):
        if match.start() < end:
            continue
        start = match.start()
        while start > end and "!" <= text[start - 1] <= "~":
            start -= 1
        found = _GRAPHIC.match(text, match.end())
        end = found.end() if found else match.end()
        yield start, end


def tables(text: str) -> Iterator[tuple[int, int]]:
    """Yield the rows of tables: lines with bars, two or more together, or one with bars at both ends.

    >>> list(tables("oil | wicks\\n--- | ---\\n\\nPress the | key."))
    [(0, 21)]
    """
    start = end = count = 0
    for a, b in _barred(text):
        if count and a == end + 1:
            end, count = b, count + 1
            continue
        if count > 1:
            yield start, end
        start, end, count = a, b, 1 + _is_row(text[a:b].strip())
    if count > 1:
        yield start, end


def _is_row(line: str) -> bool:
    return line.startswith("|") and line.endswith("|") and line.count("|") > 2


def _barred(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines with a bar that is no part of a sign such as ``<|>``, in order."""
    at = text.find("|")
    while at >= 0:
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if "|" in text[start:end].replace("<|>", ""):
            yield start, end
        at = text.find("|", end)
