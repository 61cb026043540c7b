"""Chrome: what a web page sets about its text, between the tags that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .finding import Finding, Settings

#: Parts of a page that hold nothing of the work, as HTML names them; headers and asides may.
CUT = ("nav", "footer", "form")
_TAG = re.compile(r"^<(?P<end>/)?(?P<name>nav|footer|form|header|aside)>$", re.MULTILINE)
_LINES = re.compile(r"\n*")


def page_chrome(text: str, settings: Settings) -> Iterator[Finding]:
    """Cut navigation, footers and forms, with the tags about them; ask about headers and asides.

    ``cut`` and ``keep`` decide about a part by the name of its tag; of one that is kept, the tags go.
    """
    cut, keep = settings.strings("cut") or CUT, settings.strings("keep")
    for name, start, end in _parts(text, keep):
        inner = text.index("\n", start) + 1
        close = text.rindex("\n", start, end) + 1
        behind = _LINES.match(text, end)
        after = behind.end() if behind else end
        if name in cut:
            # At the end of the text, one line end is left.
            start = start if after < len(text) else min(start, len(text[:start].rstrip("\n")) + 1)
            yield Finding(start, after, "", "excision", f"{name} of a web page")
        elif name in keep:
            yield Finding(start, _end_of_lines(text, inner), "", "excision", "tag of a web page")
            yield Finding(close, after, "", "excision", "tag of a web page")
        else:
            why = f"{name} of a web page: is it of the text?"
            yield Finding(start, end, "", "excision", why, certain=False, alternatives=("cut", "keep"))


def _end_of_lines(text: str, at: int) -> int:
    match = _LINES.match(text, at)
    return match.end() if match else at


def _parts(text: str, keep: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
    """Yield the outermost parts that are closed, by name, first and last offset; inside a kept one, look further."""
    opened: list[re.Match[str]] = []
    for tag in _TAG.finditer(text):
        if not tag["end"]:
            opened.append(tag)
        elif opened and opened[-1]["name"] == tag["name"]:
            start = opened.pop()
            if tag["name"] in keep or all(one["name"] in keep for one in opened):
                yield tag["name"], start.start(), tag.end()
