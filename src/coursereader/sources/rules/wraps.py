"""Wraps: lines that were broken at the measure of a page or a screen, region by region."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coursereader.text.blocks import Block

from .finding import Finding, Settings
from .hyphens import HYPHENS, readings
from .structure import ITEM, closed, shapes
from .usage import TOKEN, Usage

#: A line this much of the measure long was broken because the next word did not fit.
FULL = 0.6
#: With its next word a broken line would have gone beyond this much of the measure.
TIGHT = 0.85
#: No hard-wrapped text is set to a wider measure than this, in characters.
WIDEST = 100
#: A block of so many lines without a blank line may hold several paragraphs.
SEVERAL = 8
#: Where there are so few broken lines, each must be of this length at least.
FEW, ALONE = 4, 32
#: So many lines, each a paragraph by itself, make double-spaced text.
DOUBLE = 5
_KEPT = ("rule", "columns", "table", "heading", "verse", "lines")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef]")
_LEAD = re.compile(r"(?:>(?!>)[ \t]?)*[ \t]*")
_SPEAKER = re.compile(r">>|<v\b|[A-Z][A-Z .'’&-]{2,30}(?:\([^)\n]{1,30}\))?[.:](?:[ \t]|\Z)|\[?\d{1,2}:\d\d")
_NAMED = re.compile(r"^[ \t]*([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}):[ \t]", re.MULTILINE)
_LETTERED = re.compile(r"\(?[A-Z][.)][ \t]")
_DIALOGUE = re.compile(r"[–—\"“‘«「]")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a block: where its words start and end, and how far it is set in."""

    start: int
    end: int
    text: str
    lead: str


def wrapped_lines(text: str, _: Settings) -> Iterator[Finding]:
    """Join the lines of a paragraph that were broken at the measure; verse, lists, tables and scripts keep theirs."""
    usage = Usage(text)
    labels = frozenset(label for label, count in Counter(_NAMED.findall(text)).items() if count > 1)
    for region in _regions(text):
        measure = _measure(region)
        if measure is not None:
            for lines in region:
                yield from _unwrapped(lines, measure, usage, labels)
        yield from _double_spaced(region, usage)


def _regions(text: str) -> Iterator[list[list[_Line]]]:
    """Yield runs of blocks that may be wrapped, as lines; a long line between them parts two regions."""
    region: list[list[_Line]] = []
    for block, shape in shapes(text):
        if len(block.text) > WIDEST and "\n" not in block.text:
            yield region
            region = []
        elif shape.kind in _KEPT or (shape.kind == "list" and not any(map(ITEM.match, block.text.split("\n")))):
            if shape.kind not in ("verse", "lines"):
                region.append([])
        else:
            region.append(_lines(block))
    yield region


def _lines(block: Block) -> list[_Line]:
    """Split a block at its line feeds, setting apart what leads each line and the blanks behind it."""
    found: list[_Line] = []
    at = block.start
    for line in block.text.split("\n"):
        lead = _LEAD.match(line)
        width = lead.end() if lead else 0
        bare = line[width:].rstrip()
        found.append(_Line(at + width, at + width + len(bare), bare, line[:width]))
        at += len(line) + 1
    return found


def _first(text: str) -> str:
    return text.split(maxsplit=1)[0] if text else ""


def _measure(region: Sequence[Sequence[_Line]]) -> int | None:
    """Return the measure a region was set to, in characters, or None where its lines are not hard-wrapped."""
    pairs = [pair for lines in region for pair in _pairs(lines)]
    # A few lines may be a title, an address or verse: all of them must go on in mid-sentence.
    if len(pairs) < FEW and not all(_runs_on(one, two) for one, two in pairs):
        return None
    return _measure_of(pairs) if pairs else None


def _runs_on(one: str, two: str) -> bool:
    """Tell whether a sentence that a line of some length leaves open goes on in the line below."""
    if _HAN.match(one[-1]) and _HAN.match(two):
        return True
    goes_on = closed(one) or one[-1] in HYPHENS or not two[0].isupper()
    return len(one) >= ALONE and goes_on and not two.startswith("http")


def _pairs(lines: Sequence[_Line]) -> list[tuple[str, str]]:
    """Return each line with the one below it, but for items of a list."""
    pairs = itertools.pairwise(line.text for line in lines)
    return [(one, two) for one, two in pairs if one and two and not ITEM.match(two)]


def _measure_of(pairs: Sequence[tuple[str, str]]) -> int | None:
    """Return the measure that lines and the lines below them were filled to."""
    lengths = sorted(len(one) for one, _ in pairs)
    widest = lengths[min(len(lengths) * 19 // 20, len(lengths) - 1)]
    if widest > WIDEST or widest < 20:
        return None
    tight = sum(len(one) + 1 + len(_first(two)) >= TIGHT * widest for one, two in pairs)
    within = [two for one, two in pairs if not closed(one)]
    running = sum(not two[0].isupper() for two in within)
    return widest if tight * 5 >= len(pairs) * 3 and running * 2 >= len(within) else None


def _unwrapped(lines: Sequence[_Line], measure: int, usage: Usage, labels: frozenset[str]) -> Iterator[Finding]:
    """Join the lines of one block; where none is full it is a title, an address or verse, and they are its own."""
    own = max((len(line.text) for line in lines[:-1]), default=0)
    if len(lines) >= 4 and own < TIGHT * measure:
        measure = _measure_of(_pairs(lines)) or measure
    if own < FULL * measure or own > 2 * WIDEST:
        return
    spoken = _dialogue(lines)
    base = Counter(len(line.lead) for line in lines[1:]).most_common(1)[0][0]
    for one, two in itertools.pairwise(lines):
        if not one.text or not two.text or ITEM.match(two.text) or _speaks(one, two, measure, labels):
            continue
        if spoken and closed(one.text) and _DIALOGUE.match(two.text):
            continue
        if len(two.lead) >= base + 2 and "\t" not in two.lead and ">" not in two.lead and closed(one.text):
            yield Finding(one.end, two.start, "\n\n", "regularisation", "paragraph marked by its indent")
        elif _ends(one, two, measure):
            yield from _ended(one, two, len(lines))
        else:
            yield joined(one.text, one.end, two.text, two.start, usage)


def _speaks(one: _Line, two: _Line, measure: int, labels: frozenset[str]) -> bool:
    """Tell whether a line opens a speech: behind a label, a dash or a quotation mark, where the line above is over."""
    if not closed(one.text):
        return False
    named = _NAMED.match(two.text)
    if _LETTERED.match(two.text) or _SPEAKER.match(two.text) or (named and named[1] in labels):
        return True
    return _DIALOGUE.match(two.text) is not None and len(one.text) + 1 + len(_first(two.text)) < TIGHT * measure


def _dialogue(lines: Sequence[_Line]) -> bool:
    """Tell whether a block is a talk, each speech on a line of its own."""
    opens = [two for one, two in itertools.pairwise(lines) if closed(one.text) and _DIALOGUE.match(two.text)]
    return bool(opens) and _DIALOGUE.match(lines[0].text) is not None


def _ends(one: _Line, two: _Line, measure: int) -> bool:
    """Tell whether a line ends a sentence well before the measure, though the next word had room."""
    return closed(one.text) and not two.text[0].islower() and len(one.text) + 1 + len(_first(two.text)) < FULL * measure


def _ended(one: _Line, two: _Line, count: int) -> Iterator[Finding]:
    if count >= SEVERAL:
        yield Finding(one.end, two.start, "\n\n", "regularisation", "paragraph that ends before the measure")
    else:
        span = (one.end - len(one.text.rsplit(maxsplit=1)[-1]), two.start + len(_first(two.text)))
        yield Finding(*span, "", "join", "a short line: does a paragraph end here?", certain=False)


def joined(above: str, end: int, below: str, start: int, usage: Usage) -> Finding:
    """Join two lines, the upper ending and the lower starting at these offsets: with a blank, a hyphen or nothing."""
    why = "line broken at the measure"
    if above[-1] in HYPHENS and above[-2:-1].isalnum() and below[0].isalnum():
        left, right = re.split(r"[^\w'’-]", above[:-1])[-1], _token(below)
        found = readings(left, right, usage)
        if len(found) > 1:
            word = (end - 1 - len(left), start + len(right))
            why = "a hyphen at a line end: does it stay?"
            return Finding(*word, "", "join", why, certain=False, alternatives=found)
        stays = found[0] != left + right
        why = f"hyphen at a line end that {'stays' if stays else 'goes'}"
        return Finding(end - 1, start, "-" if stays else "", "join", why)
    dash = above.endswith(("--", "—")) and above.rstrip("-—")[-1:].isalnum()
    blank = "" if dash or (_HAN.match(above[-1]) and _HAN.match(below)) else " "
    return Finding(end, start, blank, "join", why)


def _token(text: str) -> str:
    found = TOKEN.match(text)
    return found.group() if found else ""


def _double_spaced(region: Sequence[Sequence[_Line]], usage: Usage) -> Iterator[Finding]:
    """Join lines that are parted by a blank line each, where most of them go on in mid-sentence."""
    for single, run in itertools.groupby(region, key=lambda lines: len(lines) == 1):
        lines = [line for (line,) in run] if single else []
        pairs = [(one.text, two.text) for one, two in itertools.pairwise(lines)]
        measure = _measure_of(pairs) if len(lines) >= DOUBLE else None
        if measure is None:
            continue
        for one, two in itertools.pairwise(lines):
            full = len(one.text) + 1 + len(_first(two.text)) >= TIGHT * measure
            if not ITEM.match(two.text) and (full or two.text[0].islower()):
                yield joined(one.text, one.end, two.text, two.start, usage)
