"""Strangers: paragraphs that seem to come from another text, or from another place in this one; only asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from coursereader.text.blocks import Block

from .finding import Finding, Settings
from .grammar import wants_more
from .structure import DATED, Shape, closed, shapes
from .usage import plain

#: A text keeps to one spelling where this share of what tells it is of one kind, and there is so much of it.
SHARE, ENOUGH = 0.9, 8
#: A paragraph is foreign with so many signs of the other kind and none of its text's.
SIGNS = 2
_WORD = re.compile(r"[^\W\d_]+")
_BRITISH = re.compile(
    r"(?:\w{2,}is(?:e[ds]?|ing|ations?)|\w*(?:colour|honour|labour|favour|neighbour|behaviour|harbour|rumour|vigour)\w*"
    r"|centres?|metres?|theatres?|fibres?|programmes?|defence|offence|licence|travell\w+|cancell\w+|grey|ploughs?"
    r"|cheques?|towards|whilst|amongst)"
)
_AMERICAN = re.compile(
    r"(?:\w{2,}iz(?:e[ds]?|ing|ations?)|\w*(?:color|honor|labor|favor|neighbor|behavior|harbor|rumor|vigor)(?!at)\w*"
    r"|centers?|meters?|theaters?|fibers?|programs?|defense|offense|license|travel(?:ed|ing|ers?)|cancel(?:ed|ing)"
    r"|gray|plows?|checks?|toward)"
)
#: Words that are written so on both sides.
_BOTH = re.compile(
    r"(?:advise|advertise|arise|circumcise|compromise|comprise|concise|demise|despise|devise|disguise|enterprise|excise"
    r"|exercise|expertise|franchise|improvise|likewise|merchandise|noise|otherwise|paradise|poise|praise|precise|premise"
    r"|promise|raise|revise|rise|supervise|surmise|surprise|televise|treatise|vise|wise|prize|size|seize|capsize|cruise"
    r"|bruise|appraise|chaise|clockwise|check|checks|labor|programs?)[sdr]?|\w*(?:rising|raising|vising|mising|prising)"
    r"|\w*(?:wise|raise[ds]?|rise[ds]?|noise)"
)
_CURLY, _STRAIGHT = re.compile(r"(?<=\w)’(?=\w)"), re.compile(r"(?<=\w)'(?=\w)")
_ENDING = re.compile(
    r"(?:so,? in the end|in conclusion|to conclude|to sum up|in summary|summing up|all in all|in closing)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\d{4}")
_QUOTED = re.compile(r"[\"“‘«]")


def foreign_paragraphs(text: str, settings: Settings) -> Iterator[Finding]:
    """Ask about paragraphs with another spelling or other apostrophes than the text, or that name its author."""
    authors = [name.split()[-1] for name in settings.strings("authors")]
    found = [(block, _signs(block.text)) for block, shape in shapes(text) if shape.kind in ("prose", "turn", "entry")]
    totals = [sum(signs[kind] for _, signs in found) for kind in range(4)]
    for block, signs in found:
        # A paragraph is held against the rest of the text.
        rest = [total - own for total, own in zip(totals, signs, strict=True)]
        spelling, apostrophes = _minority(rest[0], rest[1]), _minority(rest[2], rest[3])
        why = ""
        if spelling is not None and signs[spelling] >= SIGNS and not signs[1 - spelling]:
            why = f"{('British', 'American')[spelling]} spelling in a text of the other kind"
        elif apostrophes is not None and signs[2 + apostrophes] >= SIGNS and not signs[3 - apostrophes]:
            why = f"{('curly', 'straight')[apostrophes]} apostrophes in a text of the other kind"
        elif any(re.search(rf"\b{re.escape(name)}\b", block.text) for name in authors) and not _QUOTED.search(
            block.text
        ):
            why = "the author in the third person"
        if why:
            yield _asked(block, f"from another text? {why}", "excision")


def _signs(text: str) -> tuple[int, int, int, int]:
    """Count British and American spellings, curly and straight apostrophes."""
    words = [plain(word) for word in _WORD.findall(text)]
    telling = [word for word in words if len(word) > 3 and not _BOTH.fullmatch(word)]
    british = sum(_BRITISH.fullmatch(word) is not None for word in telling)
    american = sum(_AMERICAN.fullmatch(word) is not None for word in telling)
    return british, american, len(_CURLY.findall(text)), len(_STRAIGHT.findall(text))


def _minority(one: int, two: int) -> int | None:
    """Return which of two kinds a text hardly has, 0 or 1, or None where it keeps to neither."""
    whole = one + two
    if whole < ENOUGH or max(one, two) < SHARE * whole:
        return None
    return 0 if one < two else 1


def misplaced_paragraphs(text: str, _: Settings) -> Iterator[Finding]:
    """Ask about paragraphs that stand inside a sentence, close a text near its start, or are out of their year."""
    found = [(block, shape) for block, shape in shapes(text) if shape.kind != "rule"]
    yield from _inside_sentences(found)
    prose = [block for block, shape in found if shape.kind == "prose"]
    for block in prose[: len(prose) // 2]:
        if len(prose) >= 4 and _ENDING.match(block.text):
            yield _asked(block, "out of its place? It closes a text near its start", "transposition")
    yield from _out_of_order(found)


def _inside_sentences(found: Sequence[tuple[Block, Shape]]) -> Iterator[Finding]:
    """Find a paragraph of whole sentences where the one above goes on in the one below."""
    for (one, first), (two, second), (three, third) in zip(found, found[1:], found[2:], strict=False):
        if {first.kind, second.kind, third.kind} != {"prose"} or len(one.text) < 80 or not closed(two.text):
            continue
        breaks_off = one.text[-1].isalnum() and (wants_more(one.text) or three.text[0].islower())
        if breaks_off and three.text[0].islower() and two.text[0].isupper():
            yield _asked(two, "out of its place? It stands inside a sentence", "transposition")


def _out_of_order(found: Sequence[tuple[Block, Shape]]) -> Iterator[Finding]:
    """Find an entry of a chronology whose year is before the year above it."""
    year = 0
    for block, shape in found:
        dated = DATED.match(block.text[:120]) if shape.kind == "entry" else None
        if shape.kind != "entry":
            year = 0
        elif dated and (own := _YEAR.search(dated["date"])):
            if int(own.group()) < year:
                yield _asked(block, "out of its place? The year above is later", "transposition")
            year = max(year, int(own.group()))


def _asked(block: Block, why: str, kind: Literal["excision", "transposition"]) -> Finding:
    return Finding(block.start, block.end, "", kind, why, certain=False)
