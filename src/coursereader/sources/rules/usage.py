"""Usage: how often a text itself writes a word, or one word behind another."""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from collections.abc import Mapping

#: A word with its hyphens: what a line end broke cannot be told from the halves alone.
TOKEN = re.compile(r"[^\W_]+(?:['’\-‐‑][^\W_]+)*")
_HYPHENS = str.maketrans({"‐": "-", "‑": "-", "’": "'"})


class Usage:
    """The words of a text, counted when they are first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    @functools.cached_property
    def _tokens(self) -> list[str]:
        return [plain(match) for match in TOKEN.findall(self._text)]

    @functools.cached_property
    def words(self) -> Mapping[str, int]:
        """How often each word stands in the text, in lower case, hyphenated words as one.

        >>> Usage("The store-house. The storehouse.").words["store-house"]
        1
        """
        return Counter(self._tokens)

    @functools.cached_property
    def pairs(self) -> Mapping[tuple[str, str], int]:
        """How often one word follows another, in lower case.

        >>> Usage("In a lamp, in a jar").pairs["in", "a"]
        2
        """
        return Counter(itertools.pairwise(self._tokens))

    @functools.cached_property
    def names(self) -> frozenset[str]:
        """Capitalised words that stand inside a sentence, as written.

        >>> sorted(Usage("The clerk met Fang Yulan.").names)
        ['Fang', 'Yulan']
        """
        return frozenset(re.findall(r"(?<=[^\W\d_,] )[A-Z][\w’'-]*\w", self._text))


def plain(word: str) -> str:
    """Return a word in lower case with plain hyphens and apostrophes.

    >>> plain("Co‑op’s")
    "co-op's"
    """
    return word.translate(_HYPHENS).casefold()
