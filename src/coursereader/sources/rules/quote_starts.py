"""How a paragraph starts: with marks that continue a quotation, with a speech of its own, or as a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .quote_marks import FAMILY, Mark

_LONGEST_HEADING = 14
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_SPEECH = re.compile(r"[\"“][^.!?…\"“”\n]{1,100}[,.!?…][\"”](?: [a-z]| ?[–—-])")


def opens_speech(text: str) -> bool:
    """Tell whether a paragraph opens with a speech of one sentence or less and who spoke it.

    >>> opens_speech("“Two jars,” she said. “Three.”"), opens_speech("“Two jars.” Then she left.")
    (True, False)
    """
    return _SPEECH.match(text) is not None


def continuations(opens: Sequence[Mark], leading: Sequence[Mark]) -> int:
    """Return how many of the marks that lead a paragraph repeat those that are open."""
    if not leading:
        return 0
    if _repeats(opens[0], leading[0]):
        pairs = zip(opens, leading, strict=False)
        return next(
            (n for n, (opener, mark) in enumerate(pairs) if not _repeats(opener, mark)), min(len(opens), len(leading))
        )
    return int(_repeats(opens[-1], leading[0]))


def _repeats(opener: Mark, mark: Mark) -> bool:
    """Tell whether a mark at the start of a paragraph may continue a quotation; guillemets may do so turned round."""
    return mark.sign == opener.sign or (mark.family == opener.family and mark.family in {"angle", "small angle"})


def is_heading(text: str) -> bool:
    """Tell whether a paragraph is a heading: marked as one, or a short line of capitalised words without a full stop.

    >>> is_heading("The Oil and the Water"), is_heading("“Not the oil”")
    (True, False)
    """
    if text.startswith("#"):
        return True
    if "\n" in text or len(text) > 120 or text.rstrip("\"'”’»)]")[-1:] in ".,;:!?…。！？；，":
        return False
    words = text.split()
    long: list[str] = _LONG_WORD.findall(text)
    capitals = sum(1 for word in long if word[0].isupper())
    if not long or len(words) > _LONGEST_HEADING:
        return False
    if text[0] in FAMILY:
        return len(words) > 2 and capitals == len(long)
    return capitals * 4 >= len(long) * 3
