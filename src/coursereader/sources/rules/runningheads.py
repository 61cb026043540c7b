"""Running heads: the words above each page, told by how they come back and what they break."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from rapidfuzz import fuzz, process

from .finding import Finding, Settings
from .folios import counts_pages, lone_numbers
from .pages import MARKER, STEP, Mark, beside_break, chains, interrupts, roman
from .shapes import LONG, Line, is_title, letters, lines

#: Heads this like each other, in percent, are one head that was misread.
ALIKE = 85
#: Lines that open or close alike and are compared; where there are more, none is a head.
NEIGHBOURS = 6
#: Nearer than this they are labels or a refrain.
NEAREST = 400
#: Share of the distances between heads without folios that lie this near the middle one.
EVEN, NEAR = 0.7, 0.35
#: Titles that are counted without being heads.
_COUNTED = re.compile(
    r"(?:chapter|part|book|section|article|question|lesson|unit|figure|fig|table|plate|act|scene|canto|volume|vol"
    r"|document|exercise|appendix|letter|day|week|speaker|interview|interviewer|voice|verse|psalm|note|step|rule|no"
    r"|kapitel|teil|chapitre|第章|第节|第回)"
)
_NUMBER = r"(?P<{}>[0-9]{{1,4}}|[ivxlc]{{1,7}})"
#: A folio that was misread, such as 4S or l2.
_MISREAD = r"(?=[0-9OolISBZ|]{1,4}(?![^\W_]))[OolISBZ|]{0,3}[0-9][0-9OolISBZ|]{0,3}"
_GAP = r"[\s|.,·•–—-]{1,30}"
_BEFORE = re.compile(rf"(?:{_NUMBER.format('n')}|{_MISREAD}){_GAP}(?=\S)")
_BEHIND = re.compile(rf"(?<=\S){_GAP}(?:{_NUMBER.format('n')}|{_MISREAD})\Z")
_ITEM = re.compile(r"[-*+•–]\s|\(?\w{1,3}[.)]\s|\||>|\[\^?\d")
_SENTENCE = re.compile(r"[.!?][\"”’')]? +[\"“‘']?[A-Z]")
_FOLIO_BEFORE = re.compile(r"\b(\d{1,4}) \Z")
_FOLIO_BEHIND = re.compile(r" (\d{1,4})\b")


@dataclass(frozen=True, slots=True)
class _Head:
    """A line that may be a running head."""

    place: int
    key: str
    #: The words without folio and without marks of a heading.
    words: str
    number: int
    #: Whether the number is Roman.
    roman: bool
    #: Whether the mark of a heading stands before the words.
    marked: bool


def running_heads(text: str, settings: Settings) -> Iterator[Finding]:
    """Cut running heads: short lines that come back page by page, with folios that count up or in mid-sentence."""
    found = lines(text)
    heads = [head for place, line in enumerate(found) if (head := _head(place, line.text))]
    groups = _alike(heads)
    marks = lone_numbers(found)
    furniture = {mark.line for mark in marks} | {h.place for group in groups for h in group if len(group) > 2}
    furniture |= {place for place, line in enumerate(found) if MARKER.fullmatch(line.text[:300])}
    counted = _counted(text, found, groups, marks, furniture)
    named = [letters(words) for words in settings.strings("heads")]
    cut: set[int] = {head.place for head in heads if any(_same(head.key, name) for name in named)}
    known = [head for head in heads if head.place in cut]
    # Where no full stops are, as in captions, a small letter behind a line tells nothing.
    sentences = sum(1 for _ in _SENTENCE.finditer(text)) >= len(found) // 10
    for group in groups:
        chosen = _chosen(text, found, group, counted, furniture) if sentences or counted else set()
        cut |= chosen
        known += [head for head in group if head.place in chosen]
    for place in sorted(cut):
        yield Finding(*found[place].cut, "", "excision", "running head: it comes back page by page")
    yield from _within(text, found, known)
    furniture |= cut
    for head in (group[0] for group in groups if len(group) == 1):
        if head.place not in cut and not head.number and _intrudes(found, head, furniture):
            line = found[head.place]
            why = "a title in mid-sentence: a running head?"
            yield Finding(line.start, line.start + len(line.text), "", "excision", why, certain=False)


def _head(place: int, words: str) -> _Head | None:
    """Read a line as words and a folio, or return None where no head looks like it."""
    if not 2 <= len(words) <= 80 or words.endswith((":", ";", "?", "!")) or _ITEM.match(words):
        return None
    bare = words.strip("#*_ ")
    before, behind = _BEFORE.match(bare), _BEHIND.search(bare)
    start, end = before.end() if before else 0, behind.start() if behind else len(bare)
    key = letters(bare[start:end])
    han = "\u3400" <= key[:1] <= "\u9fff"
    if len(key) < (2 if han else 4) or not (bare[start].isupper() or han):
        return None
    numeral = (before and before["n"]) or (behind and behind["n"]) or ""
    number = int(numeral) if numeral.isdecimal() else roman(numeral)
    return _Head(place, key, bare[start:end], number, not numeral.isdecimal(), words[0] == "#")


def _alike(heads: Sequence[_Head]) -> list[list[_Head]]:
    """Group heads with the same letters, then bring the misread ones to those they are most like."""
    groups: dict[str, list[_Head]] = {}
    for head in heads:
        groups.setdefault(head.key, []).append(head)
    near: dict[str, list[str]] = {}
    found: dict[str, list[_Head]] = {}
    for key in sorted(groups, key=lambda key: -len(groups[key])):
        ends = (key[:4] + ">", "<" + key[-4:])
        beside = [*near.get(ends[0], ()), *near.get(ends[1], ())] if len(key) >= 8 else []
        leader = process.extractOne(key, beside, scorer=fuzz.ratio, score_cutoff=ALIKE) if beside else None
        if leader:
            found[leader[0]] += groups[key]
            continue
        found[key] = list(groups[key])
        for end in ends:
            if len(near.setdefault(end, [])) < NEIGHBOURS:
                near[end].append(key)
    return [sorted(group, key=lambda head: head.place) for group in found.values()]


def _same(one: str, two: str) -> bool:
    return one == two or fuzz.ratio(one, two, score_cutoff=ALIKE) >= ALIKE


def _counted(
    text: str, found: Sequence[Line], groups: Sequence[Sequence[_Head]], marks: Sequence[Mark], furniture: set[int]
) -> Mapping[int, int]:
    """Return the lines whose folios, on heads or alone, count the pages, with their numbers."""
    numbered = [head for group in groups if len(group) > 1 and not _labels(group) for head in group if head.number]
    ours = [Mark(h.place, found[h.place].start, h.number, "roman" if h.roman else "plain") for h in numbered]
    furniture = furniture | {mark.line for mark in ours}
    runs = chains(sorted([*marks, *ours], key=lambda mark: mark.at))
    sound = (run for run in runs if len(run) > 2 and counts_pages(text, found, run, furniture))
    return {mark.line: mark.value for run in sound for mark in run}


def _labels(group: Sequence[_Head]) -> bool:
    """Tell whether a number comes back with the same words, or the words are a title that is counted."""
    numbers = [head.number for head in group if head.number]
    return len(set(numbers)) * 5 < len(numbers) * 4 or _COUNTED.fullmatch(group[0].key) is not None


def _chosen(
    text: str, found: Sequence[Line], group: Sequence[_Head], counted: Mapping[int, int], furniture: set[int]
) -> set[int]:
    """Return the places of a group that are running heads; the first without a folio may be the title itself."""
    if len(group) < 2 or _labels(group):
        return set()
    folioed = {head.place for head in group if head.place in counted}
    broken = {head.place for head in group if interrupts(found, head.place, furniture)}
    if len(folioed) < 2 and not (_even(found, group) and _breaks(text, found, group, broken)):
        return set()
    spared = {group[0].place} - folioed - broken
    return {head.place for head in group if head.marked == group[-1].marked} - spared


def _even(found: Sequence[Line], group: Sequence[_Head]) -> bool:
    """Tell whether heads without folios stand at even distances, as pages do and labels do not."""
    if len(group) < 3 or not all(is_title(head.words.rstrip(".")) for head in group):
        return False
    gaps = [found[two.place].start - found[one.place].start for one, two in itertools.pairwise(group)]
    # Between two labels stands one turn; between two heads, more than one line or paragraph now and then.
    if sum(two.place - one.place > 2 for one, two in itertools.pairwise(group)) * 4 < len(gaps):
        return False
    middle = median(gaps)
    return middle >= NEAREST and sum(abs(gap - middle) <= NEAR * middle for gap in gaps) >= EVEN * len(gaps)


def _breaks(text: str, found: Sequence[Line], group: Sequence[_Head], broken: set[int]) -> bool:
    """Tell whether enough heads stand in mid-sentence, or at page breaks, to be none of the author's titles."""
    breaks = sum(beside_break(text, found[head.place]) for head in group)
    if breaks >= 3 and breaks * 2 >= len(group) and broken:
        return True
    capitals = all(head.words.isupper() for head in group)
    # Verse and hard-wrapped prose break lines anywhere; there only capitals show that a line is none of theirs.
    apart = all(found[h.place].alone and len(found[max(0, h.place - 1)].text) > LONG for h in group)
    return (capitals or apart) and len(broken) >= max(2, len(group) // 4)


def _within(text: str, found: Sequence[Line], known: Sequence[_Head]) -> Iterator[Finding]:
    """Find heads inside longer lines: with a folio that fits the page certain, else asked about."""
    counts = Counter(head.words for head in known if len(head.key) >= 8 and head.words.isupper())
    folioed = sorted((found[head.place].start, head.number) for head in known if head.number)
    for words, _ in counts.most_common(20):
        for start, end, number in _places(text, words):
            if _is_line(text, start, end):
                continue
            place = bisect_left(folioed, (start, 0))
            before = folioed[place - 1][1] if place else 0
            after = folioed[place][1] if place < len(folioed) else before + STEP
            if number and before < number <= after:
                yield Finding(start, end, "", "excision", "running head in mid-sentence, with its folio")
            else:
                yield Finding(start, end, "", "excision", "a running head in mid-sentence?", certain=False)


def _places(text: str, words: str) -> Iterator[tuple[int, int, int]]:
    """Yield where words stand, with a folio beside them and the blank before, and the folio or 0."""
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        before = _FOLIO_BEFORE.search(text, max(0, at - 6), at)
        after = _FOLIO_BEHIND.match(text, end)
        start, end = before.start() if before else at, after.end() if after else end
        number = int(after[1] if after else before[1] if before else 0)
        yield start - (text[start - 1 : start] == " "), end, number
        at = text.find(words, end)


def _is_line(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch has a line nearly to itself."""
    above, below = text.rfind("\n", max(0, start - 40), start + 1), text.find("\n", end, end + 40)
    open_, close = start - above - 1 if above >= 0 else start, below - end if below >= 0 else len(text) - end
    return open_ + close < 20


def _intrudes(found: Sequence[Line], head: _Head, furniture: set[int]) -> bool:
    """Tell whether a title stands alone between two halves of a sentence."""
    return found[head.place].alone and is_title(head.words) and interrupts(found, head.place, furniture)
