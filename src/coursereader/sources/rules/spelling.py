"""Spelling: names that differ from the authority list, and words that no dictionary has."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from coursereader.text.words import WORD

from .dictionary import dictionary, is_word, listed
from .finding import Finding, Settings

#: A text that has a word so often means it (Distributed Proofreaders' rule of thumb).
OFTEN = 5
#: Shorter names have too many neighbours that are names themselves.
SHORTEST = 5
_CAPITALISED = re.compile(r"\b[A-Z][\w’'-]*\w\b")


def names(text: str, settings: Settings) -> Iterator[Finding]:
    """Mend a name one letter off the authority list where the rest of the name stands beside it; else ask."""
    parts = {part for name in settings.names for part in name.split()}
    beside = {(part, other) for name in settings.names for part in name.split() for other in name.split()}
    found = list(_CAPITALISED.finditer(text))
    often = Counter(match.group() for match in found)
    for place, match in enumerate(found):
        word = match.group().removesuffix("’s").removesuffix("'s")
        if word in parts or len(word) < SHORTEST or listed(word):
            continue
        near = sorted(part for part in parts if len(part) >= SHORTEST and _one_letter_off(word, part))
        neighbours = {other.group() for other in found[max(0, place - 1) : place + 2]}
        sure = [part for part in near if any((part, other) in beside for other in neighbours if other != part)]
        span = (match.start(), match.start() + len(word))
        if len(sure) == 1:
            yield Finding(*span, sure[0], "emendation", "name as the authority list has it")
        elif near and often[match.group()] < OFTEN:
            why = "a name one letter off the authority list?"
            yield Finding(*span, "", "emendation", why, certain=False, alternatives=tuple(near))


def _one_letter_off(word: str, name: str) -> bool:
    """Tell whether one letter is missing, added, changed or swapped; accents alone are a spelling of its own."""
    one, two = _plain(word), _plain(name)
    return one != two and OSA.distance(one, two, score_cutoff=1) == 1


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def non_words(text: str, settings: Settings) -> Iterator[Finding]:
    """Ask about each word that neither the dictionary nor the list of good words has; nothing is changed."""
    good = {word.casefold() for word in settings.strings("words")}
    good |= {part.casefold() for name in settings.names for part in name.split()}
    often = Counter(match.group().casefold() for match in WORD.finditer(text))
    for match in WORD.finditer(text):
        word = match.group().replace("’", "'")
        stem = word.casefold().removesuffix("'s")
        if stem in good or not stem.isascii() or any(c.isdigit() for c in stem) or is_word(word):
            continue
        if often[match.group().casefold()] >= OFTEN:
            continue
        if word[0].isupper() and not _opens_sentence(text, match.start()):
            continue
        yield Finding(*match.span(), "", "emendation", "in no dictionary", certain=False, alternatives=_offers(word))


def _opens_sentence(text: str, start: int) -> bool:
    """Tell whether what stands before an offset ends a sentence, so that a capital means nothing."""
    return re.search(r"(?:\A|[.!?:]['\"”’)]*\s+|\n\s*)['\"“‘(]*\Z", text[max(0, start - 20) : start]) is not None


@functools.cache
def _offers(word: str) -> tuple[str, ...]:
    """Return up to three words of the dictionary that are near."""
    found = (offer for offer in dictionary().suggest(word.lower()) if " " not in offer)
    return tuple(offer for offer, _ in zip(found, range(3), strict=False))
