"""Leaks: words of a source in something that was written.

Law 5, rights hold: without copies, passages are told by their canaries; with copies, by every run of eight words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import islice

from coursereader.text.words import RUN, WORD, digest, runs, words

from .reading import Passage


def canaries(text: str, passages: Iterable[Passage]) -> Iterator[str]:
    """Yield the ids of passages whose canary occurs in a text."""
    known = {passage.canary: passage.id for passage in passages if passage.canary}
    if not known:
        return
    seen = {digest(" ".join(run)) for run in runs(words(text))}
    yield from (id_ for canary, id_ in known.items() if canary in seen)


def known_runs(texts: Mapping[str, str]) -> Set[tuple[str, ...]]:
    """Return every run of eight words of some texts."""
    return {run for text in texts.values() for run in runs(words(text))}


@dataclass(frozen=True, slots=True)
class Leak:
    """A stretch of a source's words, eight or more, in some other text."""

    #: Line where it begins, from 1.
    line: int
    words: tuple[str, ...]


def leaks(text: str, known: Set[tuple[str, ...]]) -> Iterator[Leak]:
    """Yield, once each, the stretches of a text that are made of known runs.

    >>> known = known_runs({"K1": "one two three four five six seven eight nine"})
    >>> [len(leak.words) for leak in leaks("one two three four five six seven eight nine, and so on", known)]
    [9]
    """
    seen = words(text)
    start = end = 0
    for place, run in enumerate(runs(seen)):
        if run not in known:
            continue
        if place > end:
            if end:
                yield _leak(text, seen, start, end)
            start = place
        elif not end:
            start = place
        end = place + RUN
    if end:
        yield _leak(text, seen, start, end)


def _leak(text: str, seen: Sequence[str], start: int, end: int) -> Leak:
    opening = next(islice(WORD.finditer(text), start, None)).start()
    return Leak(text.count("\n", 0, opening) + 1, tuple(seen[start:end]))
