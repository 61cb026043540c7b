"""Structure: what kind of block a paragraph is, told by its look and by what stands around it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from coursereader.text.blocks import Block, blocks

from .columns import side_by_side
from .grammar import wants_more
from .titles import mark

#: A block this long is taken for prose by its neighbours, in characters.
PROSE = 80
#: A heading that is written as a sentence is, is no longer than this.
SENTENCE = 60
#: Lines of verse are no longer than this.
VERSE = 65
ITEM = re.compile(
    r"[ \t]*(?:[-*•◦▪·‣][ \t]|[–—][ \t](?=.{1,80}$)|\(?\d{1,3}[.)][ \t]|\(?[a-z][.)][ \t]|\([ivx]+\)[ \t])"
)
#: A speaker's label, a time code or a caption's cue at the start of a line.
LABEL = re.compile(
    r"[ \t]*(?:>>|<v\b|\[?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{3})?\]?|\[[^\]\n]{1,30}\]:?[ \t]"
    r"|[A-Z][A-Z .'’&-]{1,30}(?:\([^)\n]{1,30}\))?[.:][ \t\n]|[^\W\d_][\w.’' -]{0,30}[:：]\t"
    r"|[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}[:：][ \t])"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = (
    rf"(?:(?:early|mid|late|spring|summer|autumn|fall|winter|{_MONTH}|circa|c|ca|about)[., -]*)*"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?[ ,]+(?:{_MONTH}[ ,]+)?)?(?:\d{{1,2}},?[ ])?\d{{4}}s?(?:[–/-]\d{{1,4}})?"
)
DATED = re.compile(
    rf"[*_]*(?P<date>{_DATE}(?:[ ]*[–-][ ]*{_DATE})?)[*_]*(?:[ \t]*(?P<mark>[:：]|[–—](?=[ \t])|\t)|(?=[ \t]*\Z))",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"[*_(\[]*(?:(?:fig(?:ure)?|table|map|plate|photo(?:graph)?|illustration|chart|diagram|image|box|exhibit)s?\.?"
    r"[ \t]+(?:\d+[a-z]?(?:[.-]\d+)*|[ivx]+)[.:)—–-]"
    r"|(?:photo(?:graph)?|image|picture|caption|credit|illustration)(?:[ ]credit|[ ]by)?:"
    r"|source:)|!\[",
    re.IGNORECASE,
)
_RULE = re.compile(r"(?:[-*_=~#•·.][ \t]*){3,}|[* \t]+")
_CLOSES = re.compile(r"[.!?…:。！？：][\"'”’)\]*_»」』]*\Z")
_LINK = re.compile(r"(?:[-*][ ]+)?(?:\[[^\]\n]*\]\([^)\n]*\)|<?https?://\S+)")
_LEADERS = re.compile(r"[^\n]{2,80}?(?:[.·…][ ]?){4,}[ ]*(?:\d{1,4}|[ivxl]+)[ ]*")
_QUOTED = re.compile(r"[*_]*[\"“‘'«「][^\n]*(?:\n[^\n]*)*[\"”’'»」][*_.]*")
_CREDIT = re.compile(r"(?:[—–]|--+)[ \t]*[^\n]{2,60}")
_CELLS = re.compile(r"\S(?: {3,}|\t)\S")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a block is taken for, and why."""

    kind: str
    why: str


Test = Callable[[Block, Block | None, Block | None], str]


def classify(block: Block, before: Block | None, after: Block | None) -> str:
    """Return the kind of a block.

    Prose, turn, heading, list, table, columns, verse, lines (an address, a signature), epigraph, entry (of a
    chronology), caption, or rule (a line of signs).

    >>> classify(Block(0, 11, "1. one lamp"), None, None)
    'list'
    """
    return shape(block, before, after).kind


def shape(block: Block, before: Block | None, after: Block | None) -> Shape:
    """Return the kind of a block with the reason: the first row of the table that knows it, else prose."""
    for kind, test in _KINDS:
        if why := test(block, before, after):
            return Shape(kind, why)
    return Shape("prose", "nothing else")


def shapes(text: str) -> Iterator[tuple[Block, Shape]]:
    """Yield each block of a text with its shape, in order."""
    before: Block | None = None
    block: Block | None = None
    for after in blocks(text):
        if block is not None:
            yield block, shape(block, before, after)
            before = block
        block = after
    if block is not None:
        yield block, shape(block, before, None)


def closed(text: str) -> bool:
    """Tell whether a sentence ends where the text ends.

    >>> closed("It rained.”"), closed("the lamps of")
    (True, False)
    """
    return _CLOSES.search(text[-20:]) is not None


def prose_like(block: Block | None) -> bool:
    """Tell whether a neighbour reads as prose: a long line, or a sentence of some words."""
    if block is None or (len(block.text) < 500 and (ITEM.match(block.text) or _LINK.match(block.text))):
        return False
    return len(block.text) >= PROSE or (closed(block.text) and block.text.count(" ") >= 5)


def _short(block: Block | None) -> bool:
    return block is None or len(block.text) < PROSE


def _rule(block: Block, *_: Block | None) -> str:
    return "a line of signs" if len(block.text) < 200 and _RULE.fullmatch(block.text) else ""


def _table(block: Block, *_: Block | None) -> str:
    lines = block.text[:20_000].split("\n")
    bars = sum(line.count("|") >= 2 or line.strip().endswith("|") for line in lines)
    if bars * 5 >= len(lines) * 3 and bars:
        return "cells between bars"
    cells = sum(_CELLS.search(line[:300]) is not None for line in lines)
    return "cells in columns" if len(lines) >= 2 and cells * 3 >= len(lines) * 2 and cells >= 2 else ""


def _columns(block: Block, *_: Block | None) -> str:
    if "\n" not in block.text[:400]:
        return ""
    return "two columns of prose" if side_by_side(block.text[:20_000].split("\n")) else ""


def _list(block: Block, _: Block | None, after: Block | None) -> str:
    lines = block.text[:20_000].split("\n")
    if mark(block.text) == "number" and after and prose_like(after) and not ITEM.match(after.text[:200]):
        return ""
    if ITEM.match(lines[0]):
        return "opens as an item does"
    if len(block.text) < 20_000 and all(_LINK.fullmatch(line.strip()) for line in lines):
        return "nothing but links"
    if all(len(line) < 200 and _LEADERS.fullmatch(line) for line in lines):
        return "leaders to page numbers"
    items = sum(ITEM.match(line) is not None for line in lines)
    return "most lines are items" if items >= 2 and items * 2 > len(lines) else ""


def _caption(block: Block, *_: Block | None) -> str:
    return "opens as a caption does" if len(block.text) < 600 and _CAPTION.match(block.text) else ""


def _entry(block: Block, before: Block | None, after: Block | None) -> str:
    dated = DATED.match(block.text[:120])
    if dated and (dated["mark"] or (len(block.text) < 45 and prose_like(after))):
        return "opens with a date"
    above = DATED.match(before.text[:120]) if before and len(before.text) < 60 else None
    if above and before and before.text[above.end() :].strip("*_ ") == "" and not mark(block.text[:200]):
        return "stands below a date"
    return ""


def _epigraph(block: Block, before: Block | None, after: Block | None) -> str:
    if len(block.text) > 500:
        return ""
    opens = block.text.lstrip("*_")[:1] in ('"', "“", "‘", "'", "«", "「")
    if opens and (credit := re.search(r"[\"”’'»」][*_.]*[ \n]*(?:[—–]|--+)[ \t]*[^\n—]{2,60}\Z", block.text)):
        return f"a quotation and who said it, {len(credit.group())} characters"
    signed = after is not None and (_CREDIT.fullmatch(after.text) or _RULE.fullmatch(after.text[:200]))
    if opens and signed and _QUOTED.fullmatch(block.text) and _short(before):
        return "a quotation above its author"
    if before and _CREDIT.fullmatch(block.text) and before.text.lstrip("*_")[:1] in ('"', "“", "‘", "'", "«"):
        return "the author of a quotation"
    return ""


def _turn(block: Block, *_: Block | None) -> str:
    return "opens with a speaker's label" if LABEL.match(block.text[:80]) else ""


def _verse(block: Block, *_: Block | None) -> str:
    lines = block.text[:20_000].split("\n")
    bare = [line.strip() for line in lines]
    if len(lines) < 2 or max(map(len, bare)) > VERSE or not all(bare):
        return ""
    if (
        len(lines) >= 3
        and capital_lines(bare)
        and sum(closed(line) for line in bare) * 2 <= len(bare)
        and min(map(len, bare)) > 12
    ):
        return "each line opens with a capital"
    indents = {len(line) - len(line.lstrip()) for line in lines}
    return "lines set in by turns" if len(lines) >= 4 and len(indents) >= 2 and not filled(bare) else ""


def _lines(block: Block, *_: Block | None) -> str:
    lines = [line.strip() for line in block.text[:20_000].split("\n")]
    if len(lines) < 2 or max(map(len, lines)) > VERSE or filled(lines) or runs_on(lines):
        return ""
    return "short lines of their own"


def capital_lines(lines: list[str]) -> bool:
    """Tell whether lines open with a capital though the line before ends no sentence: verse, or a list of names."""
    opens = [line.lstrip("\"“‘'*_(") for line, above in zip(lines[1:], lines, strict=False) if not closed(above)]
    first = lines[0].lstrip("\"“‘'*_(")
    return len(opens) >= 1 and first[:1].isupper() and sum(line[:1].isupper() for line in opens) * 5 >= len(opens) * 4


def runs_on(lines: list[str]) -> bool:
    """Tell whether most lines go on in lower case where the line above ends no sentence."""
    opens = [line for above, line in itertools.pairwise(lines) if above and line and not closed(above)]
    return len(opens) >= 2 and sum(line[0].islower() for line in opens) * 4 >= len(opens) * 3


def filled(lines: list[str]) -> bool:
    """Tell whether lines are filled to one measure: the first word of each would not have fitted above.

    >>> filled(["the clerk counted", "the lamps by night", "and by day."]), filled(["oil", "and water for them"])
    (True, False)
    """
    widest = max(map(len, lines[:-1]), default=0)
    wanting = sum(
        len(line) + 1 + len(following.split(maxsplit=1)[0] if following else "") >= 0.85 * widest
        for line, following in itertools.pairwise(lines)
    )
    return widest >= 15 and wanting * 5 >= (len(lines) - 1) * 4


def _heading(block: Block, before: Block | None, after: Block | None) -> str:
    look = mark(block.text)
    if look is None:
        return ""
    if look in ("title case", "sentence case") and not (prose_like(after) and (before is None or _ends(before))):
        return ""
    if after and after.text[0].islower() and look not in ("hashes", "underline", "bold") and not _over(before):
        return ""
    if look == "sentence case" and (len(block.text) > SENTENCE or wants_more(block.text)):
        return ""
    return f"a heading by its {look}"


def _over(before: Block | None) -> bool:
    return before is None or closed(before.text)


def _ends(before: Block) -> bool:
    """Tell whether what stands before a heading is over."""
    over = closed(before.text) or before.text[-1] in '*>|]”’")'
    return over or mark(before.text) is not None or (len(before.text) < PROSE and before.text[:1].isupper())


#: Kinds in the order in which they are looked for; what none knows is prose.
_KINDS: tuple[tuple[str, Test], ...] = (
    ("rule", _rule),
    ("columns", _columns),
    ("table", _table),
    ("caption", _caption),
    ("list", _list),
    ("entry", _entry),
    ("epigraph", _epigraph),
    ("heading", _heading),
    ("turn", _turn),
    ("verse", _verse),
    ("lines", _lines),
)
