"""Captions: lines cut to be read in seconds, put together again as sentences and paragraphs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coursereader.text.words import count_words

from .finding import Finding, Settings

#: A paragraph of captions ends with a sentence once it has so many words.
LONG = 80
#: Without full stops, as machines write captions, it ends with a cue once it has so many.
LONGEST = 160
#: Captions roll, each cue showing the last line again, where so large a part of the cues does so.
_ROLLING = 1 / 3
#: Further than this no cue is compared with the one before.
_REACH = 400
_CUE = re.compile(
    r"^\[(?:\d{1,3}:)?\d{1,3}:[0-5]\d(?:\.\d{1,3})?\] (?P<voice><v(?:\.[\w.-]+)? (?P<name>[^<>\n]{1,60})>)?"
    r"(?P<text>[^\n]*)$",
    re.MULTILINE,
)
_ENDS = re.compile(r"[.!?…。！？][\"”’)\]]*(?:</v>)?[ ]*\Z")
_OPENS = re.compile(r"(?:>>|[-–—][ ]?(?=[A-Z\"“]))")


@dataclass(frozen=True, slots=True)
class _Cue:
    """One line of captions."""

    start: int
    end: int
    #: Where its voice tag stands, and where its words begin.
    voice: int
    words: int
    name: str
    text: str


def caption_lines(text: str, _: Settings) -> Iterator[Finding]:
    """Join cues, each a line that opens with its time, into paragraphs; cut what rolling captions show again."""
    cues = [_cue(match) for match in _CUE.finditer(text)]
    before: _Cue | None = None
    words = 0
    for cue, again in zip(cues, _shown_again(cues), strict=True):
        if before and again == len(cue.text) > 0:
            yield Finding(before.end, cue.end, "", "excision", "a cue that shows the last line again")
            before = _Cue(before.start, cue.end, before.voice, before.words, before.name, before.text)
            continue
        if before is None or text[before.end : cue.start].strip():
            words = 0
        elif _goes_on(before, cue, words):
            yield Finding(before.end, cue.start, " ", "join", "a paragraph in several cues")
            if cue.voice < cue.words:
                yield Finding(cue.voice, cue.words, "", "excision", "the same voice goes on")
        else:
            words = 0
            if text[before.end : cue.start] != "\n\n":
                yield Finding(before.end, cue.start, "\n\n", "regularisation", "paragraph of captions")
        if again:
            yield Finding(cue.words, cue.words + again, "", "excision", "words that the last cue has shown")
        words += count_words(cue.text[again:])
        before = cue


def _cue(match: re.Match[str]) -> _Cue:
    voice = match.start("voice") if match["voice"] else match.start("text")
    return _Cue(match.start(), match.end(), voice, match.start("text"), match["name"] or "", match["text"])


def _shown_again(cues: Sequence[_Cue]) -> list[int]:
    """Return how many characters of each cue the one before ends with; all 0 where captions do not roll."""
    shown = [0]
    last = ""
    for one, two in itertools.pairwise(cues):
        # A cue that shows nothing new leaves the line before it on the screen.
        last = one.text if shown[-1] < len(one.text) or not shown[-1] else last
        shown.append(_overlap(last, two.text))
    rolling = sum(again > 0 for again in shown) >= max(2, _ROLLING * len(cues))
    return shown[: len(cues)] if rolling else [0] * len(cues)


def _overlap(before: str, text: str) -> int:
    """Return how long the longest run of whole words is that ends one cue and opens the next.

    >>> _overlap("one jar of oil", "of oil and two"), _overlap("one jar", "a lid")
    (7, 0)
    """
    tail, head = " " + before[-_REACH:].rstrip(), text[:_REACH]
    ends = [place for place, sign in enumerate(head) if sign == " "] + [len(head)] * (len(text) <= _REACH)
    found = next((end for end in reversed(ends) if end and tail.endswith(" " + head[:end])), 0)
    return found + 1 if 0 < found < len(text) else found


def _goes_on(before: _Cue, cue: _Cue, words: int) -> bool:
    """Tell whether a cue belongs to the paragraph of the one before."""
    if cue.name != before.name or _OPENS.match(cue.text) or not cue.text or not before.text:
        return False
    return words < (LONG if _ENDS.search(before.text[-20:]) else LONGEST)
