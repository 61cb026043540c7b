"""Collation: the stretches two texts share, aligned word by word, with what differs inside them.

Shared runs of eight words are found by their hashes, drawn out as far as they go, and joined over small gaps; the time
this takes grows with the texts, not with their product.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TypeVar

from .words import RUN, WORD, runs

#: At most so many words that differ stand between two shared runs of one parallel.
GAP = 20
#: A run that stands in more places of the other text is a refrain or a running head, and is evidence of nothing.
PLACES = 8
#: What share of a passage must stand in the other text to be all of it.
ALL = 0.9
#: From so many shared words on, a parallel is a quotation.
QUOTATION = 12
#: Classes, from the strongest to the weakest.
CLASSES = ("duplicate", "excerpt", "quotation", "formula")

_Span = tuple[int, int]
#: First word in the one text, first word in the other, number of words.
_Match = tuple[int, int, int]
#: Half-open stretches of words in both texts, and whether they are equal.
_Step = tuple[bool, int, int, int, int]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Variant:
    """Where two texts differ inside a parallel; an omission or an addition has one side empty."""

    #: Offset in the one text, in characters.
    at: int
    #: The words of the one text, as written, between single blanks.
    here: str
    #: The words of the other text.
    there: str
    #: How many words before it, back to the last variant or to the start of the parallel, are the same.
    same: int


@dataclass(frozen=True, slots=True)
class Parallel:
    """A stretch of one text that stands in another."""

    #: Places of the two passages in the lists that were given.
    places: tuple[int, int]
    #: Where it stands in the one text, in characters.
    one: _Span
    #: Where it stands in the other text.
    two: _Span
    #: Words that are the same.
    words: int
    #: One of ``CLASSES``.
    kind: str
    variants: tuple[Variant, ...]


class Words:
    """A text as its words, passage by passage; words outside all passages do not count."""

    def __init__(self, text: str, passages: Sequence[Sequence[_Span]] = (), *, divided: bool = True) -> None:
        self.text = text
        #: Whether its passages are known; a text that nobody divided is compared as a whole.
        self.divided = divided
        self.spans: list[_Span] = []
        #: Which passage each word is of.
        self.owners: list[int] = []
        #: Words of each passage, half-open.
        self.bounds: list[_Span] = []
        for place, spans in enumerate(passages or [[(0, len(text))]]):
            first = len(self.spans)
            self.spans += [match.span() for a, b in spans for match in WORD.finditer(text, a, b)]
            self.owners += [place] * (len(self.spans) - first)
            self.bounds.append((first, len(self.spans)))
        self.words = [text[a:b].lower().replace("’", "'") for a, b in self.spans]

    def keys(self) -> Iterator[int]:
        """Yield a hash of every run of eight words."""
        return map(hash, runs(self.words))

    def span(self, start: int, end: int) -> _Span:
        """Return the characters of a stretch of words that is not empty."""
        return self.spans[start][0], self.spans[end - 1][1]

    def written(self, start: int, end: int) -> str:
        """Return a stretch of words as they are written, between single blanks."""
        return " ".join(self.text[a:b] for a, b in self.spans[start:end])


def shared(one: str, two: str) -> list[Parallel]:
    """Return what two texts share, each taken as one passage, in the order of the first.

    >>> told = "Two jars of lamp oil stood in the boat house."
    >>> found = shared(told, "He wrote: two jars of lamp oil stood in the old boat house, and no more.")
    >>> [(p.words, p.kind, p.variants) for p in found]
    [(10, 'excerpt', (Variant(at=34, here='', there='old', same=8),))]
    """
    return collate(Words(one), Words(two))


def collate(one: Words, two: Words) -> list[Parallel]:
    """Return what the passages of two texts share, in the order of the first text."""
    pairs: dict[tuple[int, int], list[_Match]] = {}
    for match in _matches(one, two):
        for i, j, n in _cut(match, one, two):
            pairs.setdefault((one.owners[i], two.owners[j]), []).append((i, j, n))
    found = [parallel for places, matches in pairs.items() for parallel in _parallels(one, two, places, matches)]
    return sorted(found, key=lambda parallel: (parallel.one, parallel.two))


def _matches(one: Words, two: Words) -> Iterator[_Match]:
    """Yield the longest equal stretches of eight words and more."""
    wanted = set(one.keys())
    where: dict[int, list[int]] = {}
    for j, key in enumerate(two.keys()):
        if key in wanted:
            where.setdefault(key, []).append(j)
    # Behind which word of the one text each diagonal has not been looked at.
    seen: dict[int, int] = {}
    for i, key in enumerate(one.keys()):
        places = where.get(key, ())
        for j in places if len(places) <= PLACES else ():
            done = seen.get(j - i, 0)
            if done > i:
                continue
            start, end = i, i
            while start > done and start + j - i > 0 and one.words[start - 1] == two.words[start + j - i - 1]:
                start -= 1
            most = min(len(one.words), len(two.words) + i - j)
            while end < most and one.words[end] == two.words[end + j - i]:
                end += 1
            if end - start >= RUN:
                seen[j - i] = end
                yield start, start + j - i, end - start


def _cut(match: _Match, one: Words, two: Words) -> Iterator[_Match]:
    """Cut a stretch where a passage ends in either text; short ends stay where they are whole passages."""
    i, j, n = match
    while n > 0:
        a, b = one.bounds[one.owners[i]], two.bounds[two.owners[j]]
        size = min(n, a[1] - i, b[1] - j)
        if size >= RUN or (size == a[1] - a[0] and (not two.divided or size == b[1] - b[0])):
            yield i, j, size
        i, j, n = i + size, j + size, n - size


def _parallels(one: Words, two: Words, places: _Span, matches: Iterable[_Match]) -> Iterator[Parallel]:
    """Yield the parallels of two passages, classed by all that the two share."""
    a, b = one.bounds[places[0]], two.bounds[places[1]]
    chains = _outermost([(joined[0][0], joined[-1][0] + joined[-1][2], joined) for joined in _chains(matches)])
    aligned = [_steps(one, two, _drawn_out(joined, one, two, a, b)) for joined in chains]
    kept = _outermost([(steps[0][1], steps[-1][2], steps) for steps in aligned])
    counts = [sum(end - start for same, start, end, _, _ in steps if same) for steps in kept]
    sizes = (a[1] - a[0], b[1] - b[0] if two.divided else 0)
    for steps, count in zip(kept, counts, strict=True):
        one_span = one.span(steps[0][1], steps[-1][2])
        two_span = two.span(steps[0][3], steps[-1][4])
        kind = _class(count, sum(counts), sizes)
        yield Parallel(places, one_span, two_span, count, kind, tuple(_variants(one, two, steps)))


def _outermost(found: Iterable[tuple[int, int, list[_T]]]) -> list[list[_T]]:
    """Leave out what lies inside a longer stretch: the same words found a second time say nothing new."""
    kept: list[list[_T]] = []
    reached = 0
    for _, end, item in sorted(found, key=lambda told: (told[0], -told[1])):
        if end > reached:
            kept.append(item)
            reached = end
    return kept


def _class(words: int, altogether: int, sizes: _Span) -> str:
    """Return the class of a parallel of so many words, of so many that passages of these sizes share."""
    if altogether >= ALL * max(sizes):
        return "duplicate"
    if altogether >= ALL * min(size for size in sizes if size):
        return "excerpt"
    return "quotation" if words >= QUOTATION else "formula"


def _chains(matches: Iterable[_Match]) -> Iterator[list[_Match]]:
    """Join stretches that follow each other in both texts, with a small gap or none."""
    opened: list[list[_Match]] = []
    for i, j, n in sorted(matches):
        still = [joined for joined in opened if joined[-1][0] + joined[-1][2] + GAP >= i]
        yield from (joined for joined in opened if joined[-1][0] + joined[-1][2] + GAP < i)
        opened = still
        best: tuple[int, int, list[_Match]] | None = None
        for joined in opened:
            last = joined[-1]
            before, beside = i - last[0] - last[2], j - last[1] - last[2]
            if last[0] < i and last[1] < j and min(before, beside) > -n and beside <= GAP:
                rank = abs(before - beside) + max(before, beside, 0)
                if best is None or rank < best[0]:
                    best = rank, max(0, -before, -beside), joined
        if best is None:
            opened.append([(i, j, n)])
        else:
            best[2].append((i + best[1], j + best[1], n - best[1]))
    yield from opened


def _drawn_out(joined: list[_Match], one: Words, two: Words, a: _Span, b: _Span) -> list[_Match]:
    """Draw a chain out at both ends over small differences, as far as half of the words there are the same."""
    i, j, _ = joined[0]
    before = _reach(one.words[max(a[0], i - GAP) : i][::-1], two.words[max(b[0], j - GAP) : j][::-1])
    k, m = joined[-1][0] + joined[-1][2], joined[-1][1] + joined[-1][2]
    behind = _reach(one.words[k : min(a[1], k + GAP)], two.words[m : min(b[1], m + GAP)])
    return [(i - before[0], j - before[1], 0), *joined, (k + behind[0], m + behind[1], 0)]


def _reach(one: Sequence[str], two: Sequence[str]) -> _Span:
    """Return how many words of two stretches, from their start, are for the better part the same."""
    same, best = 0, (0, 0)
    for start, beside, size in SequenceMatcher(None, one, two, False).get_matching_blocks():
        same += size
        if size and 2 * same >= max(start, beside) + size:
            best = start + size, beside + size
    return best


def _steps(one: Words, two: Words, joined: Sequence[_Match]) -> list[_Step]:
    """Return a chain as stretches that are equal or differ, by turns."""
    steps: list[_Step] = []
    for (i, j, n), (k, m, _) in pairwise([*joined, (joined[-1][0], joined[-1][1], 0)]):
        steps.append((True, i, i + n, j, j + n))
        codes = SequenceMatcher(None, one.words[i + n : k], two.words[j + n : m], False).get_opcodes()
        steps += [(tag == "equal", i + n + a, i + n + b, j + n + c, j + n + d) for tag, a, b, c, d in codes]
    steps = [step for step in steps if step[1] < step[2] or step[3] < step[4]]
    equal = [place for place, step in enumerate(steps) if step[0]]
    merged: list[_Step] = []
    for step in steps[equal[0] : equal[-1] + 1]:
        if merged and merged[-1][0] == step[0]:
            step = (step[0], merged[-1][1], step[2], merged[-1][3], step[4])
            merged.pop()
        merged.append(step)
    return merged


def _variants(one: Words, two: Words, steps: Sequence[_Step]) -> Iterator[Variant]:
    """Yield the stretches that differ; the first and the last never do."""
    for (_, first, last, _, _), (same, start, end, beside, behind) in pairwise(steps):
        if not same:
            yield Variant(one.spans[start][0], one.written(start, end), two.written(beside, behind), last - first)
