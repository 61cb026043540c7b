"""Words that stand twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .finding import Finding, Settings
from .shields import shielded

#: Words that grammar or custom doubles, in English, French and German.
_RIGHT_WORDS = (
    "had that is do are was were in on so very no yes ha ho hey now there well bye aye hush never long many more again "
    "knock tap tick tut ta la da na pooh chop boo go come oh ah hear round nous vous die der das sie dem den ihr tom "
    "cha yo win fifty half far much too really please why what who"
)
_RIGHT = frozenset(_RIGHT_WORDS.split())
_TWICE = re.compile(r"(?<![\w’'.-])(?P<word>[^\W\d_]{1,30})(?:[ \u00a0]|\n(?!\n))(?P<again>(?i:(?P=word)))(?![\w’'-])")


def doubled_words(text: str, settings: Settings) -> Iterator[Finding]:
    """Ask about a word that stands twice in a row; one that stands three times is meant, and so are doubled names."""
    shields = shielded(text)
    right = _RIGHT | {word.casefold() for word in settings.strings("words")}
    for match in _TWICE.finditer(text):
        word, again = match["word"], match["again"]
        if word.casefold() in right or (word[0].isupper() and again[0].isupper()) or word[0] >= "\u2e80":
            continue
        # A line that opens with a capital is another's beginning: a heading above its paragraph.
        fresh = again[0].isupper() and "\n" in match.group()
        if fresh or shields.touch(*match.span()) or _thrice(text, match):
            continue
        why = "a word that stands twice"
        offers = (again if again[0].isupper() else word, f"{word} {again}")
        yield Finding(*match.span(), "", "emendation", why, certain=False, alternatives=offers)


def _thrice(text: str, match: re.Match[str]) -> bool:
    """Tell whether the word stands before the two or behind them once more."""
    word = match["word"].casefold()
    before = text[max(0, match.start() - len(word) - 3) : match.start()].casefold().split()
    after = text[match.end() : match.end() + len(word) + 3].casefold().split()
    return bool((before and before[-1].strip(",;") == word) or (after and after[0].strip(",;.!?") == word))
