"""Runs of note references: a reference is told by its place, by its number and by the others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .note_marks import Form, Place, Reference

#: So many numbers may be missing between two references of a run.
WIDEST = 9
_LETTERS = 1000


def raised(found: Sequence[Reference]) -> tuple[list[Reference], list[Reference]]:
    """Return of raised figures, letters and brackets those that are references, and those that may be.

    What is left when the references are gone is judged again, as it will be when they are cut.
    """
    sure, rest = _raised(found)
    while sure and rest:
        more, again = _raised(rest)
        if not more:
            break
        sure, rest = sorted(sure + more), again
    return sure, [one for one in rest if one.place is Place.CLOSING or _may_stand_behind_word(one)]


def _raised(found: Sequence[Reference]) -> tuple[list[Reference], list[Reference]]:
    """Return the references among raised marks, and the rest."""
    sure: list[Reference] = []
    rest: list[Reference] = []
    for place, one in enumerate(found):
        fits = _fits(one, found[place - 1] if place else None, found[place + 1] if place + 1 < len(found) else None)
        bracket, letter = one.form is Form.BRACKET, one.number > _LETTERS
        alone = one.place is Place.CLOSING and not (bracket or letter)
        if fits or (alone and (len(found) > 1 or one.number == 1)):
            sure.append(one)
        else:
            rest.append(one)
    return sure, rest


def _may_stand_behind_word(one: Reference) -> bool:
    return one.place is Place.WORD and one.form is not Form.BRACKET and one.number < _LETTERS


def _fits(one: Reference, before: Reference | None, behind: Reference | None) -> bool:
    """Tell whether a number follows the one before, or is followed by the one behind; behind a blank at once."""
    apart = one.place is Place.BLANK
    if apart and one.form is Form.BRACKET:
        before = before if before and before.place is not Place.BLANK else None
        behind = behind if behind and behind.place is not Place.BLANK else None
    most = 1 if apart else 3 if one.place is Place.WORD else WIDEST + 1
    follows = before is not None and 0 < one.number - before.last <= most
    return follows or (behind is not None and 0 < behind.number - one.last <= most)


def glued(found: Sequence[Reference], sure: Sequence[Reference], text: str) -> tuple[list[Reference], list[Reference]]:
    """Return of figures glued to words those that are references, and those that may be.

    Where others are raised, a glued figure is a reference where it fills a gap among them; else it needs company.
    """
    references = [one for one in found if len(sure) > 2 and _fills(one, sure)]
    filling = set(references)
    doubtful: list[Reference] = []
    for chain in _chains([one for one in found if one not in filling]):
        words = {one.word for one in chain}
        if len(chain) >= (3 if chain[0].number == 1 else 4) and len(words) > len(chain) // 2 + 1:
            if not _verses(chain, text):
                references += chain
        elif len(chain) < 3 and (_all_closing(chain) or (chain[0].number == 1 and len(words) == 2)):
            doubtful += chain
    return references, doubtful


def _fills(one: Reference, sure: Sequence[Reference]) -> bool:
    place = bisect_left(sure, one.start, key=lambda r: r.start)
    before = sure[place - 1].last if place else 0
    behind = sure[place].number if place < len(sure) else 1
    return one.number == before + 1 and (behind > one.number or behind == 1)


def _chains(found: Sequence[Reference]) -> list[list[Reference]]:
    """Join figures to rising chains; each takes the last chain that it goes on by one, or by two or three."""
    chains: list[list[Reference]] = []
    tails: dict[int, list[Reference]] = {}
    for one in found:
        chain = next((tails.pop(n) for n in range(one.number - 1, one.number - 4, -1) if n in tails), None)
        if chain is None or one.number == 1:
            chain = []
            chains.append(chain)
        chain.append(one)
        tails[one.number] = chain
    for chain in chains:
        # A figure behind a year counts between two others alone: 1958.12 may be a decimal.
        while chain and chain[-1].place is Place.BLANK:
            chain.pop()
        while chain and chain[0].place is Place.BLANK:
            chain.pop(0)
    return [chain for chain in chains if chain]


def _verses(chain: Sequence[Reference], text: str) -> bool:
    """Tell whether nearly every sentence has its figure, as verses do."""
    if len(chain) < 4 or any(text[one.start - 1] not in '.!?…"”' for one in chain):
        return False
    stretch = text[chain[0].start : chain[-1].end]
    return len(chain) * 10 > (stretch.count(". ") + stretch.count(".\n") + len(chain)) * 6


def _all_closing(chain: Sequence[Reference]) -> bool:
    return all(one.place is Place.CLOSING for one in chain)


def gaps(sure: Sequence[Reference]) -> Iterator[tuple[Reference, str]]:
    """Yield each reference before which numbers are missing or that is out of its order, with what is wrong."""
    due = sure[0].last + 1 if sure else 0
    for place, (one, two) in enumerate(pairwise(sure)):
        following = sure[place + 2].number if place + 2 < len(sure) else 0
        if two.number == due or one.number <= two.number < due:
            due = max(due, two.last + 1)
        elif following == due + 1 and two.number != 1:
            yield two, f"note reference {two.number} stands where {due} is due"
            due += 1
        elif due < two.number <= due + WIDEST:
            yield two, f"note reference {_series(due, two.number - 1)} missing between {due - 1} and {two.number}"
            due = two.last + 1
        else:
            if 1 < two.number % _LETTERS <= WIDEST and two.number < due:
                yield two, f"note reference {_series(1, two.number - 1)} missing before {two.number}"
            due = two.last + 1


def _series(first: int, last: int) -> str:
    """Return numbers in words, letters as letters.

    >>> _series(3, 3), _series(5, 7), _series(1002, 1002)
    ('3 is', '5, 6 and 7 are', 'b is')
    """
    said = [chr(96 + n - _LETTERS) if n > _LETTERS else str(n) for n in range(first, last + 1)]
    return f"{said[0]} is" if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]} are"
