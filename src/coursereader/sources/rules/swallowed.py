"""Captions: words that stood beside a picture and were swallowed by the text; never certain, so always asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursereader.text.words import WORD

from .finding import Finding, Settings
from .shapes import LONG, ends_sentence, is_prose, is_title, units

_PLACED = re.compile(
    r"(?P<swallowed>left|right|above|below|cent(?:er|re)|top|bottom|opposite|inset) (?=[\"“‘'«]\S|[A-Z])"
)
_NUMBERED = re.compile(
    r"(?P<swallowed>(?:fig(?:ure|\.)|plate|photo(?:graph)?|picture|image|map|illustration)\s?(?:\d{1,3}(?:\.\d{1,3})?)?\s?[:.])"
    r"\s(?=[\"“‘'«])",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"(?P<swallowed>[A-Z][^\"“”\n.,:;!?—–]{2,60}?) (?=[\"“][A-Z])")
_CREDIT = re.compile(
    r"(?:(?:photo|image|picture)(?:graph)?s?\s?(?:credits?|by|courtesy of|source)?\s?[:/]"
    r"|(?:photo|image)s? (?:by|courtesy of)\b).{2,120}",
    re.IGNORECASE,
)


def swallowed_captions(text: str, _: Settings) -> Iterator[Finding]:
    """Ask about words of a caption that run into a paragraph, and about credits of pictures the copy has not."""
    above = "."
    for unit in units(text):
        words = unit.text
        prose = is_prose(words)
        # Behind a broken sentence a small letter goes on with it: left Peking.
        opens = ends_sentence(above) or is_title(above.rpartition("\n")[2][:LONG])
        for pattern in (_PLACED, _NUMBERED, _LABELLED):
            match = pattern.match(words) if prose and opens else None
            if match and (pattern is not _LABELLED or _is_label(match["swallowed"])):
                end = unit.start + match.end()
                why = "words of a caption before the text?"
                yield Finding(unit.start, end, "", "excision", why, certain=False, alternatives=("cut", "keep"))
                break
        if not prose and "\n" not in words and _CREDIT.fullmatch(words) and not ends_sentence(words):
            yield Finding(unit.start, unit.end, "", "excision", "credit of a picture?", certain=False)
        above = words


def _is_label(words: str) -> bool:
    """Tell whether words before a quotation are all capitalised, as a caption's are and those of a sentence are not."""
    found = WORD.findall(words)
    return len(found) >= 2 and all(word[0].isupper() for word in found) and not re.search(r"[’']s?\Z", words)
