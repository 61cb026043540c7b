"""Anchors: runs of words at known places of a witness, by which a damaged copy of it is known and found again.

They are digests of eight words, with sixteen words or more between two of them, and one at least between them and the
first and last words that a record shows, so that no text can be had from them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence, Set
from hashlib import sha256

from coursereader.text.words import RUN, WORD, digest

#: Words from the start of one anchor to the start of the next in the same stretch.
STRIDE = 24
#: Words before the first anchor of a stretch and behind the last: three that a record shows, and one that nobody does.
MARGIN = 4
#: Places of one run that are looked at; a line that stands a thousand times tells nothing.
MOST = 8

#: Raw offset of an anchor's first word, and the digest of its words.
Anchor = tuple[int, str]
#: Raw offset of a found anchor, and where it stands in the text it was looked for in.
Tie = tuple[int, int]


def anchors(raw: str, spans: Iterable[tuple[int, int]]) -> tuple[Anchor, ...]:
    """Return the anchors of some stretches of a raw text; one of less than sixteen words has none.

    >>> [at for at, _ in anchors("One two three four five six seven eight nine. " * 6, [(0, 275)])]
    [19, 142]
    """
    found: list[Anchor] = []
    for start, end in spans:
        seen = [(m.start(), _plain(m.group())) for m in WORD.finditer(raw, start, end)]
        for place in range(MARGIN, len(seen) - MARGIN - RUN + 1, STRIDE):
            run = " ".join(word for _, word in seen[place : place + RUN])
            found.append((seen[place][0], digest(run)))
    return tuple(found)


def places(text: str, wanted: Set[str]) -> dict[str, list[int]]:
    """Return where in a text each wanted run of words begins.

    >>> list(places("a b c d e f g h i", {digest("b c d e f g h i")}).values())
    [[2]]
    """
    # Each run of each file is digested, so this is kept short.
    sought = {bytes.fromhex(told) for told in wanted}
    seen = WORD.findall(text.replace("’", "'"))
    hits: dict[int, str] = {}
    for place in range(len(seen) - RUN + 1):
        told = sha256(" ".join(seen[place : place + RUN]).lower().encode()).digest()[:8]
        if told in sought:
            hits[place] = told.hex()
    found: dict[str, list[int]] = {}
    for place, match in enumerate(WORD.finditer(text) if hits else ()):
        if place in hits and len(found.setdefault(hits[place], [])) < MOST:
            found[hits[place]].append(match.start())
    return found


def in_order(known: Sequence[Anchor], found: Mapping[str, Sequence[int]]) -> list[Tie]:
    """Return the longest row of anchors that stand in a text in the order of the witness.

    >>> in_order([(0, "a"), (90, "b"), (180, "c")], {"a": [5], "b": [400, 70], "c": [150]})
    [(0, 5), (90, 70), (180, 150)]
    """
    # Of one anchor's places the last comes first, so that a rising row takes one of them at most.
    ties = [(at, place) for at, told in sorted(known) for place in sorted(found.get(told, ()), reverse=True)]
    ends: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(ties):
        length = bisect_left(ends, place)
        before.append(tops[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        tops[length : length + 1] = [number]
    row: list[Tie] = []
    number = tops[-1] if tops else -1
    while number >= 0:
        row.append(ties[number])
        number = before[number]
    return row[::-1]


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")
