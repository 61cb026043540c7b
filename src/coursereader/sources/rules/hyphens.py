"""Hyphens at line ends: those that vanish, those that stay, and those one cannot know."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .dictionary import is_word
from .finding import Finding, Settings
from .usage import Usage, plain

#: Signs that stand for a hyphen at a line end.
HYPHENS = "-‐‑¬\u00ad"
#: Halves shorter than this are words by chance too often to keep a hyphen for.
SHORTEST = 3
#: Joined they are another word, so the dictionary proves nothing.
_ANOTHER_WORD = frozenset(("coop", "coops", "resign", "resigned", "recreate", "recreation"))
_SOFT = re.compile(r"(?<=[^\W\d_])\u00ad(?P<gap>[ \t]*\n[ \t]*(?=[^\W\d_]))?|\u00ad+(?!\n)")
_INSIDE = re.compile(r"(?<![\w-])(?P<left>[^\W\d_]{2,})[-‐¬] (?P<right>[^\W\d_]{2,})(?![\w-])")
_LINE_END = re.compile(r"(?<![\w-])(?P<left>[^\W\d_]{2,})[-‐¬][ \t]*\n[ \t]*(?P<right>[^\W\d_]{2,})(?![\w-])")
_SUSPENDED = frozenset(("and", "or", "to", "nor", "but", "und", "oder", "et", "ou"))


def readings(left: str, right: str, usage: Usage) -> tuple[str, ...]:
    """Return what two halves around a hyphen at a line end may be: one reading where it is sure, else two.

    What the text itself writes elsewhere goes before what the dictionary has.

    >>> usage = Usage("the store-house by the dam")
    >>> readings("store", "house", usage), readings("vil", "lage", usage), readings("mo", "tet", usage)
    (('store-house',), ('village',), ('motet',))
    """
    joined, hyphenated = left + right, f"{left}-{right}"
    if not (left[-1:].isalpha() and right[:1].isalpha()) or (right[0].isupper() and not left[-1].isupper()):
        return (hyphenated,)
    written, kept = usage.words.get(plain(joined), 0), usage.words.get(plain(hyphenated), 0)
    if bool(written) != bool(kept):
        return (joined,) if written else (hyphenated,)
    if written or plain(joined) in _ANOTHER_WORD:
        return (joined, hyphenated)
    return _by_dictionary(left, right, joined, hyphenated)


def _by_dictionary(left: str, right: str, joined: str, hyphenated: str) -> tuple[str, ...]:
    """Ask the dictionary about a word that the text writes nowhere else."""
    if is_word(joined):
        return (joined,)
    first, last = re.split(r"[-‐‑]", left)[-1], re.split(r"[-‐‑]", right)[0]
    # A word of many hyphens, “four-and-twenty”, has them all.
    if first != left and is_word(first) and is_word(last):
        return (hyphenated,)
    if min(len(first), len(last)) >= SHORTEST and is_word(first) and is_word(last):
        return (hyphenated,)
    return (joined, hyphenated)


def hyphens(text: str, _: Settings) -> Iterator[Finding]:
    """Take out soft hyphens, and hyphens that a line end left inside a word."""
    usage = Usage(text)
    for match in _SOFT.finditer(text):
        why = "soft hyphen at a line end" if match["gap"] else "soft hyphen"
        yield Finding(match.start(), match.end(), "", "join" if match["gap"] else "regularisation", why)
    for match in _INSIDE.finditer(text):
        yield from _inside(match, usage)
    for match in _LINE_END.finditer(text):
        found = readings(match["left"], match["right"], usage)
        if found == (match["left"] + match["right"],) and not _both_words(match):
            yield Finding(match.end("left"), match.start("right"), "", "join", "word broken at a line end")


def _both_words(match: re.Match[str]) -> bool:
    return is_word(match["left"]) and is_word(match["right"])


def _inside(match: re.Match[str], usage: Usage) -> Iterator[Finding]:
    """Look at a hyphen with a blank behind it; “pre- and post-war” is how it should be."""
    left, right = match["left"], match["right"]
    if right in _SUSPENDED or not right[0].islower():
        return
    found = readings(left, right, usage)
    if found == (left + right,) and not _both_words(match):
        yield Finding(match.end("left"), match.start("right"), "", "join", "word broken at a line end")
    elif not (len(found) == 2 and not is_word(left + right) and not _both_words(match)):
        offers = tuple(dict.fromkeys([*found, f"{left}-{right}", left + right]))[:2]
        why = "a blank behind a hyphen: was the word broken at a line end?"
        yield Finding(*match.span(), "", "join", why, certain=False, alternatives=offers)
