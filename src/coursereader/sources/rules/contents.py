"""Contents: lists of what a book holds, by dead links, by leaders and folios, or by titles that come again."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .finding import Finding, Settings
from .pages import roman
from .shapes import LONG, Line, ends_sentence, front, is_title, letters, lines, stretch, units

#: A shorter list may be something else.
SHORTEST = 3
#: Lines without a folio that may stand between two with one: a title in two lines, the title of a part.
BETWEEN = 2
_HEADING = re.compile(
    r"[#* _]{0,8}(?:table of contents|contents|in this (?:article|issue)|目\s?[录錄次])[#*: _]{0,8}", re.IGNORECASE
)
#: A link that leads nowhere outside the page, with or without the mark of a list; brackets inside may be escaped.
_DEAD = re.compile(
    r"(?:(?:[-*+]|\d{1,3}[.)])\s*)?(?:\*\*)?\[(?P<words>(?:[^\[\]\\]|\\.){1,300})\]\((?:#[^()\s]{0,200})?\)(?:\*\*)?"
    r"(?:[\s.·…]{0,200}\d{1,4})?"
)
_FOLIO = r"(?P<folio>\d{1,4}|[ivxlc]{1,8})"
_LEADERS = re.compile(
    rf"(?P<words>[^.·…_\s].{{0,150}}?)\s*(?:\.{{4,}}|(?:\.\s){{3,}}\.?|…{{2,}}|(?:·\s?){{3,}}|_{{4,}})\s*{_FOLIO}"
)
_SPACED = re.compile(rf"(?P<words>\S.{{0,150}}?)(?:\t|\s{{2,}}|,\s)\s*{_FOLIO}")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of a list of contents."""

    place: int
    words: str
    #: Number of its page, 0 where it has none; Roman ones count from below.
    folio: int
    leaders: bool


def contents_lists(text: str, _: Settings) -> Iterator[Finding]:
    """Cut lists of dead links, lists with leaders and folios, and plain lists under the heading of a contents."""
    found = lines(text)
    taken: set[int] = set()
    for first, last in _dead_lists(found):
        taken |= set(range(first, last + 1))
        yield Finding(*stretch(found, first, last), "", "excision", "list of dead links")
    paragraphs = units(text)
    before = paragraphs[front(paragraphs)].start if paragraphs else 0
    titles = Counter(letters(line.text) for line in found if len(line.text) <= LONG)
    place = 0
    while place < len(found):
        opens = place not in taken and (_is_heading(found[place]) or _has_leaders(found[place].text))
        run = _run(found, place, taken) if opens else []
        if len(run) >= SHORTEST:
            yield from _judged(found, place, run, found[place].start < before, titles)
            place = run[-1].place
        place += 1


def _dead_lists(found: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield the first and last lines of each list of dead links, with the heading above it."""
    dead = [len(line.text) <= 600 and _DEAD.fullmatch(line.text) is not None for line in found]
    for is_dead, group in itertools.groupby(range(len(found)), key=lambda place: dead[place]):
        places = list(group)
        if is_dead and len(places) >= SHORTEST:
            headed = places[0] > 0 and _HEADING.fullmatch(found[places[0] - 1].text[:60])
            yield places[0] - bool(headed), places[-1]


def _run(found: Sequence[Line], place: int, taken: set[int]) -> list[_Entry]:
    """Return the entries that stand together from a line on; without a heading they need leaders."""
    headed = _is_heading(found[place])
    entries: list[_Entry] = []
    pending: list[_Entry] = []
    seen: set[str] = set()
    for at in range(place + headed, len(found)):
        entry = _entry(found[at], at, headed)
        if entry is None or at in taken or letters(entry.words) in seen:
            break
        seen |= {letters(entry.words)} - {""}
        pending.append(entry)
        if entry.folio:
            entries += pending
            pending = []
        elif len(pending) > BETWEEN and (entries or not headed):
            break
    return entries if entries or not headed else pending


def _has_leaders(words: str) -> bool:
    """Tell whether a line may have leaders, without reading it closely."""
    return len(words) <= 2 * LONG and (". ." in words or any(sign in words for sign in ("...", "…", "··", "· ·", "__")))


def _is_heading(line: Line) -> bool:
    return len(line.text) <= 60 and _HEADING.fullmatch(line.text) is not None


def _entry(line: Line, place: int, headed: bool) -> _Entry | None:
    """Read a line as an entry; one without a folio must be as short as a title, and no sentence."""
    if len(line.text) > 2 * LONG:
        return None
    if match := _LEADERS.fullmatch(line.text):
        return _Entry(place, match["words"], _number(match["folio"]), True)
    if headed and (match := _SPACED.fullmatch(line.text)):
        return _Entry(place, match["words"], _number(match["folio"]), False)
    if len(line.text) > LONG or ends_sentence(line.text) or not is_title(line.text):
        return None
    return _Entry(place, line.text, 0, False)


def _number(folio: str) -> int:
    return int(folio) + 1000 if folio.isdecimal() else roman(folio)


def _judged(
    found: Sequence[Line], place: int, run: Sequence[_Entry], in_front: bool, titles: Counter[str]
) -> Iterator[Finding]:
    """Cut a list that is surely one of contents, and ask about one that may be."""
    headed = _is_heading(found[place])
    folios = [entry.folio for entry in run if entry.folio]
    rising = len(folios) >= SHORTEST and folios == sorted(folios) and folios[0] < folios[-1]
    leaders = sum(entry.leaders for entry in run) >= SHORTEST
    first, last = place, run[-1].place
    again = sum(titles[letters(entry.words)] > 1 for entry in run if letters(entry.words))
    if rising and (headed or (leaders and in_front)):
        yield Finding(*stretch(found, first, last), "", "excision", "contents with folios that rise")
    elif headed and again >= SHORTEST and again * 2 >= len(run):
        yield Finding(*stretch(found, first, last), "", "excision", "contents whose titles come again as headings")
    elif rising and leaders:
        span = (found[first].start, found[last].start + len(found[last].text))
        yield Finding(*span, "", "excision", "a list of contents?", certain=False)
