"""Mojibake: characters that were read in an encoding they were not written in."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

from ftfy import fix_encoding
from ftfy.badness import is_bad

from .finding import Finding, Settings
from .shields import shielded

_RUN = re.compile(r"[^\x00-\x7f]+")
#: A longer run is text in another script, and looked at in stretches.
LONGEST = 400
#: An à whose second byte became a blank, behind a word in small letters.
_LOST_BLANK = re.compile(r"(?<=[a-z])Ã(?=[ \n])")
#: A closing quotation mark whose last byte no table has.
_LOST_BYTE = re.compile(r"â€(?![\u0080-\uffff])")
#: Blocks and categories that mended text may have; anything else is no gain.
_IMPLAUSIBLE = {"Cc", "Cn", "Co", "Cs", "Lm"}


def mojibake(text: str, _: Settings) -> Iterator[Finding]:
    """Mend characters whose bytes were read in the wrong encoding, where ftfy sees it and the result is plain."""
    shields = shielded(text)
    for start, found in _runs(text):
        mended = _mended(found)
        if mended == found or shields.touch(start, start + len(found)):
            continue
        a, b = _shared(found, mended)
        span, after = (start + a, start + len(found) - b), mended[a : len(mended) - b]
        if _is_plausible(after):
            after = after.replace("\ufeff", "")
            yield Finding(*span, after, "emendation", "UTF-8 read in another encoding")
        else:
            yield Finding(*span, "", "emendation", "read in another encoding?", certain=False, alternatives=(after,))
    yield from _lost(text)


def _runs(text: str) -> Iterator[tuple[int, str]]:
    for match in _RUN.finditer(text):
        for start in range(match.start(), match.end(), LONGEST):
            yield start, text[start : min(start + LONGEST, match.end())]


@functools.lru_cache(maxsize=4096)
def _mended(found: str) -> str:
    """Return a run of characters as it was written; a control of the second set is one of Windows’ signs."""
    if len(found) > 1 and is_bad(found):
        found = fix_encoding(found)
    if any("\x80" <= letter <= "\x9f" for letter in found):
        found = "".join(_of_windows(letter) for letter in found)
    return found


def _of_windows(letter: str) -> str:
    # 0x85 is also a line end, and the rule for those may be meant.
    if not "\x80" <= letter <= "\x9f" or letter == "\x85":
        return letter
    return letter.encode("latin-1").decode("cp1252", "ignore") or letter


def _shared(one: str, two: str) -> tuple[int, int]:
    """Return how many characters two strings share at the start and at the end."""
    shorter = min(len(one), len(two))
    start = next((i for i in range(shorter) if one[i] != two[i]), shorter)
    rest = shorter - start
    return start, next((i for i in range(rest) if one[-1 - i] != two[-1 - i]), rest)


def _is_plausible(mended: str) -> bool:
    return all(unicodedata.category(letter) not in _IMPLAUSIBLE and letter != "\ufffd" for letter in mended)


def _lost(text: str) -> Iterator[Finding]:
    """Mend or ask about characters of which a part was lost."""
    for match in _LOST_BLANK.finditer(text):
        yield Finding(*match.span(), "à", "emendation", "UTF-8 read in another encoding")
    for match in _LOST_BYTE.finditer(text):
        why = "UTF-8 read in another encoding, one byte lost?"
        yield Finding(*match.span(), "", "emendation", why, certain=False, alternatives=("”", "“", "’"))
    for match in re.finditer("\ufffd+", text):
        between = text[match.start() - 1 : match.start()].isalpha() and text[match.end() : match.end() + 1].isalpha()
        why, offers = "a character was lost here", ("’",) if between else ()
        yield Finding(*match.span(), "", "emendation", why, certain=False, alternatives=offers)
