"""The dictionary: loaded once for all rules, and read for British spellings too."""

from __future__ import annotations

import functools
import re

from spylls.hunspell import Dictionary

#: How British spellings read in the American dictionary.
_AMERICAN = (
    (re.compile(r"is(?=(?:e|ed|es|er|ers|ing|ation|ations|able|ational)\Z)"), "iz"),
    (re.compile(r"ys(?=(?:e|ed|es|er|ers|ing)\Z)"), "yz"),
    (re.compile(r"our(?=(?:s|ed|ing|er|ers|able|ful|less|hood|ite|ites|ist|y|ably)?\Z)"), "or"),
    (re.compile(r"re(?=(?:s|d)?\Z)"), "er"),
    (re.compile(r"ll(?=(?:ed|ing|er|ers|ery|ous)\Z)"), "l"),
    (re.compile(r"ence(?=s?\Z)"), "ense"),
    (re.compile(r"ogue(?=s?\Z)"), "og"),
    (re.compile(r"mme(?=s?\Z)"), "m"),
    (re.compile(r"[ao]e"), "e"),
    (re.compile(r"ful(?=(?:s|ment|ments)?\Z)"), "fill"),
)


@functools.cache
def dictionary() -> Dictionary:
    """Return the dictionary of spylls."""
    return Dictionary.from_files("en_US")


@functools.cache
def is_word(word: str) -> bool:
    """Tell whether a word is English, as Americans or as the British write it.

    >>> is_word("storehouse"), is_word("colourless"), is_word("collectivisation"), is_word("comit")
    (True, True, True, False)
    """
    if listed(word):
        return True
    low = word.lower()
    return any(listed(pattern.sub(american, low, count=1)) for pattern, american in _AMERICAN if pattern.search(low))


@functools.cache
def listed(word: str) -> bool:
    """Tell whether the dictionary has a word, as it stands or in lower case.

    >>> listed("Lamp"), listed("lampe")
    (True, False)
    """
    found = dictionary()
    return bool(found.lookup(word) or found.lookup(word.lower()))
