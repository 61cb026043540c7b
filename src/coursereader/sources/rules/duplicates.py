"""Paragraphs that stand twice: cut where nothing is lost, asked about where something is."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from coursereader.text.blocks import Block, blocks
from coursereader.text.words import WORD, words

from .finding import Finding, Settings

#: A shorter paragraph may be a refrain or a formula, and stays.
SHORTEST = 12
#: So many words make a paragraph long enough to be no formula.
LONG = 30
#: A formula comes again at this distance in paragraphs, three times or more.
APART = 3
#: Paragraphs of more words than these are compared word for word alone.
LONGEST = 3000
#: At most this share of the words of two near duplicates differs.
SHARE = 0.15
_SHINGLE = 5
_FIGURE = re.compile(r"\d[\d.,:/%–-]*|[%‰$€£¥°+=<>]|(?<!\w)[-−]\d")
_VERSE = 60
_ITEM = re.compile(r"\s*(?:[-*+•–—|>]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_NEGATION = re.compile(
    r"not|no|never|none|nobody|nothing|nor|neither|without|hardly|cannot|.*n't|nicht|kein\w*|nie|ne|pas|jamais|不|没|没有|未|非"
)
_NUMBER = re.compile(
    r".*\d.*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
    r"|hundreds?|thousands?|millions?|billions?|half|third|quarter|dozen|first|second|once|twice|[一二三四五六七八九十百千万亿]+"
)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph with its words in lower case."""

    number: int
    block: Block
    words: tuple[str, ...]


def duplicate_paragraphs(text: str, _: Settings) -> Iterator[Finding]:
    """Cut a paragraph of some length that stands again word for word, with a blank line; ask about near ones.

    Verse, lists, headings and formulas stay. Paragraphs that differ in a word are never cut.
    """
    findings = list(_twice(text))
    kept, end = len(findings), len(text)
    while kept and findings[kept - 1].certain and findings[kept - 1].end == end:
        kept -= 1
        end = findings[kept].start
    yield from findings[:kept]
    if kept < len(findings):
        # What is cut at the end of a text takes the blank line before it along, and leaves the last line end.
        yield replace(findings[kept], start=len(text[:end].rstrip()), end=len(text.rstrip()))


def _twice(text: str) -> Iterator[Finding]:
    """Yield what stands twice, each paragraph to be cut with the white space behind it."""
    found = [_Paragraph(n, block, tuple(words(block.text))) for n, block in enumerate(blocks(text))]
    starts = [paragraph.block.start for paragraph in found[1:]] + [len(text)]
    formulas = _formulas(found)
    by_text: dict[str, int] = {}
    by_words: dict[tuple[str, ...], _Paragraph] = {}
    near = _Near()
    for paragraph, following in zip(found, starts, strict=True):
        block = paragraph.block
        if len(paragraph.words) < SHORTEST or block.text.startswith("#") or _ITEM.match(block.text):
            continue
        first = by_text.setdefault(block.text, paragraph.number)
        same = by_words.setdefault(paragraph.words, paragraph)
        if first != paragraph.number:
            if block.text not in formulas and not _is_verse(block.text):
                yield Finding(block.start, following, "", "excision", "the same paragraph stands above")
        elif same is not paragraph:
            yield from _but_for_marks(paragraph, same, following)
        elif not _is_verse(block.text):
            yield from near.compare(paragraph)


def _formulas(found: Sequence[_Paragraph]) -> frozenset[str]:
    """Return the paragraphs that come again and again at a distance, as an oath or a chorus does."""
    places: dict[str, list[int]] = {}
    for paragraph in found:
        places.setdefault(paragraph.block.text, []).append(paragraph.number)
    apart = (
        text
        for text, numbers in places.items()
        if len(numbers) > 2 and all(b - a >= APART for a, b in itertools.pairwise(numbers))
    )
    return frozenset(apart)


def _is_verse(text: str) -> bool:
    """Tell whether a paragraph is set in short lines."""
    lines = text.split("\n")
    return len(lines) > 1 and sorted(map(len, lines))[len(lines) // 2] < _VERSE


def _but_for_marks(paragraph: _Paragraph, above: _Paragraph, following: int) -> Iterator[Finding]:
    """Propose a paragraph with the words of another and other marks: cut where it follows at once, else asked about."""
    block = paragraph.block
    adjoins = paragraph.number == above.number + 1
    if adjoins and _FIGURE.findall(block.text) == _FIGURE.findall(above.block.text) and not _is_verse(block.text):
        why = "the same paragraph stands above, but for marks and blanks"
        yield Finding(block.start, following, "", "excision", why)
    elif not _is_verse(block.text):
        why = "the words of this paragraph stand above, with other marks"
        alternatives = ("cut this paragraph", "keep both")
        yield Finding(block.start, block.end, "", "excision", why, certain=False, alternatives=alternatives)


class _Near:
    """Paragraphs that were seen, by runs of their words."""

    def __init__(self) -> None:
        self.seen: dict[int, _Paragraph] = {}

    def compare(self, paragraph: _Paragraph) -> Iterator[Finding]:
        """Ask about a paragraph that differs in a few words from one above."""
        shingles = _shingles(paragraph.words)
        above = self._likest(shingles)
        for shingle in shingles:
            self.seen[shingle] = paragraph
        if above is None or len(paragraph.words) > LONGEST or len(above.words) > LONGEST:
            return
        adjoins = paragraph.number == above.number + 1
        if not adjoins and min(len(paragraph.words), len(above.words)) < LONG:
            return
        most = max(1, int(SHARE * len(paragraph.words)))
        distance = Levenshtein.distance(above.words, paragraph.words, score_cutoff=most)
        if 0 < distance <= most:
            yield _differs(paragraph, above)

    def _likest(self, shingles: Sequence[int]) -> _Paragraph | None:
        """Return the paragraph above that shares most runs of words, if it shares two in five."""
        shared = Counter(self.seen[shingle].number for shingle in shingles if shingle in self.seen)
        if not shared:
            return None
        number, count = shared.most_common(1)[0]
        if count * 5 < len(shingles) * 2:
            return None
        return next(
            self.seen[shingle] for shingle in shingles if shingle in self.seen and self.seen[shingle].number == number
        )


def _shingles(seen: Sequence[str]) -> list[int]:
    """Return the runs of words of a paragraph as numbers; of a long one one in four, chosen by the words."""
    found = [hash(tuple(seen[n : n + _SHINGLE])) for n in range(len(seen) - _SHINGLE + 1)]
    return found if len(found) < 200 else [number for number in found if number % 4 == 0]


def _differs(paragraph: _Paragraph, above: _Paragraph) -> Finding:
    """Return the query at the first words that differ, with what they are."""
    steps = Levenshtein.opcodes(above.words, paragraph.words)
    changed = [step for step in steps if step.tag != "equal"]
    ours = [word for step in changed for word in paragraph.words[step.dest_start : step.dest_end]]
    theirs = [word for step in changed for word in above.words[step.src_start : step.src_end]]
    first = changed[0]
    places = list(WORD.finditer(paragraph.block.text))
    start, end = _stretch(paragraph.block.text, places, first.dest_start, first.dest_end)
    why = f"the paragraph stands above, but for {_kind(ours + theirs, paragraph, above)}"
    said = " ".join(above.words[first.src_start : first.src_end][:5])
    at = paragraph.block.start
    alternatives = (said,) if said else ()
    return Finding(at + start, at + end, "", "emendation", why, certain=False, alternatives=alternatives)


def _stretch(text: str, places: Sequence[re.Match[str]], start: int, end: int) -> tuple[int, int]:
    """Return where so many words of a paragraph stand; of none, the word they would stand before."""
    start = min(start, len(places) - 1)
    end = max(start + 1, min(end, start + 5))
    return places[start].start(), places[end - 1].end()


def _kind(different: Sequence[str], *pair: _Paragraph) -> str:
    """Say what kind of words two paragraphs differ in, the gravest first."""
    capitals = {m.group().lower() for p in pair for m in WORD.finditer(p.block.text) if m.group()[0].isupper()}
    if any(_NEGATION.fullmatch(word) for word in different):
        return "a negation"
    if any(_NUMBER.fullmatch(word) for word in different):
        return "a figure"
    if any(word in capitals for word in different):
        return "a name"
    return "a word" if len(different) < 3 else "a few words"
