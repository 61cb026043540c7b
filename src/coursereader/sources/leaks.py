"""Leaks: words of a source in something that was written.

Law 5, rights hold: without copies, passages are told by their canaries; with copies, by every run of eight words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from coursereader.text.words import RUN, digest, runs, words

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


def leaks(text: str, known: Set[tuple[str, ...]]) -> Iterator[str]:
    """Yield, once each, the stretches of a text that are made of known runs.

    >>> list(leaks("he wrote: one two three four five six seven eight nine, and stopped",
    ...            known_runs({"K1": "one two three four five six seven eight nine"})))
    ['one two three four five six seven eight nine']
    """
    seen = words(text)
    start = end = 0
    for place, run in enumerate(runs(seen)):
        if run not in known:
            continue
        if place > end:
            if end:
                yield " ".join(seen[start:end])
            start = place
        end = place + RUN
    if end:
        yield " ".join(seen[start:end])
