"""Words, their digests and their runs: how texts are compared without being kept."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

#: The shortest run of words that counts as taken from a source (law 5).
RUN = 8


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, with straight apostrophes.

    >>> words("The clerk’s lamp-oil, 1958")
    ['the', "clerk's", 'lamp', 'oil', '1958']
    """
    return [match.group().lower().replace("’", "'") for match in WORD.finditer(text)]


def count_words(text: str) -> int:
    """Count the words of a text.

    >>> count_words("two words")
    2
    """
    return sum(1 for _ in WORD.finditer(text))


def digest(text: str) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of the UTF-8 text.

    >>> digest("lamp oil")
    'f349099864f55887'
    """
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def runs(seen: Sequence[str], length: int = RUN) -> Iterator[tuple[str, ...]]:
    """Yield every run of so many words, in order.

    >>> list(runs(["a", "b", "c"], 2))
    [('a', 'b'), ('b', 'c')]
    """
    for start in range(len(seen) - length + 1):
        yield tuple(seen[start : start + length])


def canary(text: str) -> str:
    """Return the digest of one run of eight words from the middle of a text, or an empty string for a shorter one.

    A text in which the run occurs can be told by its digest alone; the text cannot be had back from it.

    >>> canary("too short")
    ''
    """
    seen = words(text)
    if len(seen) < RUN:
        return ""
    middle = (len(seen) - RUN) // 2
    return digest(" ".join(seen[middle : middle + RUN]))


def first_words(text: str, count: int = 3) -> str:
    """Return the text up to the end of its first words.

    >>> first_words("Two jars, three wicks and a lamp.")
    'Two jars, three'
    """
    ends = [match.end() for match in WORD.finditer(text)][:count]
    return text[: ends[-1]].strip() if ends else ""


def last_words(text: str, count: int = 3) -> str:
    """Return the text from the start of its last words, without closing punctuation.

    >>> last_words("Two jars, three wicks and a lamp.")
    'and a lamp'
    """
    matches = list(WORD.finditer(text))[-count:]
    return text[matches[0].start() : matches[-1].end()] if matches else ""
