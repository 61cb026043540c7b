"""Title pages: what stands before a work's first words and says only what book it is."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from .finding import Finding, Settings
from .shapes import Unit, ends_sentence, front, is_title, letters, units

#: Titles this like each other, in percent, are one title that was misread.
ALIKE = 88
_RULE = re.compile(r"(?:[-_=]{3,}|(?:[*-] ?){3,})")
_IMPRINT = re.compile(
    r"(?:&|and) Co\b|\b(?:Press|Publishers?|Publishing|Books|Verlag|Éditions|Ltd|Inc|Editorial|Librairie)\b"
    r"|出版社|书店|印书馆"
)
#: What only a copyright page says; two of these make one.
_RIGHTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"©|\(c\) ?(?:19|20)\d\d|\bcopyright\b.{0,40}\b(?:19|20)\d\d",
        r"\ball rights reserved\b|版权所有|版權所有",
        r"\bISBN\b|\bISSN\b",
        r"\bfirst published\b|\bpublished (?:in|by)\b|\b(?:paperback|hardback) edition\b|第[一1]版",
        r"\bprinted (?:and bound )?(?:in|by)\b",
        r"\blibrary of congress\b|\bbritish library\b|\bcataloguing\b|\bcataloging-in-publication\b",
        r"\bno part of this (?:book|publication|work)\b|\bmay not be reproduced\b",
    )
)


def title_pages(text: str, settings: Settings) -> Iterator[Finding]:
    """Cut half titles, title pages and the copyright page before the first words, where a title is printed twice."""
    found = units(text)
    rights = _copyright(found)
    before = _front(found, rights)
    titles = [letters(title) for title in settings.strings("titles")]
    end = _title_end(found, before, titles, rights)
    several = len(set().union(*rights.values())) > 1
    sure = [place < end or (several and place in rights) for place in range(before)]
    for is_sure, group in itertools.groupby(range(before), key=lambda place: sure[place]):
        places = list(group)
        if is_sure:
            # One cut for all that adjoins: a ledger has no adjoining pieces.
            why = "title page" if places[0] < end else "copyright page"
            yield Finding(*found[places[0]].cut(found[places[-1]]), "", "excision", why)
        else:
            for unit in (found[place] for place in places if place in rights):
                yield Finding(unit.start, unit.end, "", "excision", "a copyright page?", certain=False)


def _copyright(found: Sequence[Unit]) -> dict[int, set[int]]:
    """Return which paragraphs near the front say what copyright pages say, and what."""
    said: dict[int, set[int]] = {}
    for place, unit in enumerate(found[:80]):
        if len(unit.text) > 3000:
            break
        if signs := {sign for sign, pattern in enumerate(_RIGHTS) if pattern.search(unit.text)}:
            said[place] = signs
        elif said and place - max(said) > 12:
            break
    return said


def _front(found: Sequence[Unit], rights: dict[int, set[int]]) -> int:
    """Return how many paragraphs stand before the first of prose that is no part of a copyright page."""
    strong = {place for place, signs in rights.items() if len(signs) > 1 or signs & {1, 2, 5, 6}}
    rest = [unit for place, unit in enumerate(found) if place not in strong]
    first = front(rest)
    return found.index(rest[first]) if rest and first else 0


def _title_end(found: Sequence[Unit], before: int, titles: Sequence[str], rights: dict[int, set[int]]) -> int:
    """Return the place behind the title pages: the last title that was printed before, and the imprint under it."""
    seen: list[tuple[str, int]] = []
    twice: set[str] = set()
    end = 0
    for place, unit in enumerate(found[:before]):
        if place in rights or _RULE.fullmatch(unit.text):
            continue
        if not is_title(unit.text) or (ends_sentence(unit.text) and not _IMPRINT.search(unit.text)):
            break
        key = letters(unit.text)
        known = next((title for title, _ in seen if _same(key, title)), "")
        if known and key:
            twice.add(known)
        if known or any(_same(key, title) for title in titles) or (end and _IMPRINT.search(unit.text)):
            end = place + 1
        seen.append((key, place))
    author = sum(1 for title in twice if len(title) >= 4)
    printed_twice = author >= 2 or bool(twice and (titles or any(_IMPRINT.search(u.text) for u in found[:end])))
    return end if printed_twice else 0


def _same(one: str, two: str) -> bool:
    return one == two or (min(len(one), len(two)) >= 6 and fuzz.ratio(one, two, score_cutoff=ALIKE) >= ALIKE)
