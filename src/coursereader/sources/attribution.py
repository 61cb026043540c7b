"""Attribution: who wrote what in a compilation, from the marks the compiler left in it.

Three marks are read: a symbol behind a paragraph, ``[Source: …]`` (also nested or never closed), and ``[Ibid]``.
The setting ``works`` of the rule ``attribution-marks`` says what they stand for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .source import SettingError

_OPENING = re.compile(r"\[(?:Source\b:?|Ibid\.?)", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Work:
    """A work that a compilation draws on, and how its marks show it."""

    #: BibTeX key.
    cite: str
    #: Sign that stands behind paragraphs taken from it, or an empty string.
    symbol: str = ""
    #: Words by which ``[Source: …]`` names it; any of them will do.
    named: tuple[str, ...] = ()
    #: Words with which the compiler leads in to it.
    lead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark and what it stands for."""

    start: int
    end: int
    #: BibTeX key; empty for ``[Ibid]`` and for a source that no setting names.
    cite: str
    #: Whether it says "the same as above".
    same: bool


def works(options: Mapping[str, object]) -> tuple[Work, ...]:
    """Read the setting ``works``: tables of ``cite``, ``symbol``, ``named`` and ``lead``.

    >>> works({"works": [{"cite": "kettle1902", "symbol": "<K>"}]})[0].symbol
    '<K>'
    """
    tables = options.get("works", ())
    if not isinstance(tables, (list, tuple)) or not all(
        isinstance(table, dict) and "cite" in table for table in tables
    ):
        raise SettingError("works is not a list of tables with a cite each")
    return tuple(
        Work(
            cite=table["cite"],
            symbol=table.get("symbol", ""),
            named=tuple(table.get("named", ())),
            lead=tuple(table.get("lead", ())),
        )
        for table in tables
    )


def marks(text: str, known: Sequence[Work]) -> Iterator[Mark]:
    """Yield the marks of a text in order.

    >>> known = [Work("kettle1902", "<K>", ("The Kettle",))]
    >>> [(m.cite, m.same) for m in marks("One. [Source: The Kettle, 1902 <K>]\\n\\nTwo. <K>\\n\\nThree. [Ibid]", known)]
    [('kettle1902', False), ('kettle1902', False), ('', True)]
    """
    end = 0
    symbols = {work.symbol: work.cite for work in known if work.symbol}
    longest = "|".join(re.escape(symbol) for symbol in sorted(symbols, key=len, reverse=True))
    # A symbol is a mark where a paragraph ends; inside a sentence it may be anything.
    behind = re.compile(rf"(?<=\s)(?:{longest})(?=[ \t]*(?:\n|\Z))") if symbols else None
    found = [(m.start(), "bracket") for m in _OPENING.finditer(text)]
    found += [(m.start(), m.group()) for m in behind.finditer(text)] if behind else []
    for start, kind in sorted(found):
        if start < end:
            continue
        if kind != "bracket":
            end = start + len(kind)
            yield Mark(start, end, symbols[kind], same=False)
            continue
        end = _closing(text, start)
        said = text[start:end]
        same = said[1:5].casefold() == "ibid"
        yield Mark(start, end, "" if same else _named(said, known), same)


def _closing(text: str, start: int) -> int:
    """Return the offset behind the bracket that closes, or the end of the paragraph where none does."""
    blank = _BLANK_LINE.search(text, start)
    limit = blank.start() if blank else len(text.rstrip())
    depth = 0
    for place in range(start, limit):
        depth += {"[": 1, "]": -1}.get(text[place], 0)
        if depth == 0:
            return place + 1
    # One bracket closes two: the inner one was never closed.
    last = text.rfind("]", start, limit)
    return last + 1 if last >= 0 else limit


def _named(said: str, known: Sequence[Work]) -> str:
    """Return the key of the work a mark names, the longest name first."""
    names = [(name, work.cite) for work in known for name in work.named if name in said]
    names += [(work.symbol, work.cite) for work in known if work.symbol and work.symbol in said]
    return max(names, key=lambda pair: len(pair[0]))[1] if names else ""


@dataclass(frozen=True, slots=True)
class Credit:
    """The work a passage is cited to, how we know, and how sure we are."""

    cite: str
    #: ``mark``, ``lead-in``, ``run``, ``compiler``, ``decision`` or, where a source has one author, empty.
    known: str
    certainty: str


def credit(
    texts: Sequence[str],
    found: Sequence[Sequence[Mark]],
    opens: Sequence[bool],
    known: Sequence[Work],
    compiler: str,
) -> list[Credit]:
    """Credit passages, in the order of a compilation, to the works their marks name.

    ``found`` are the marks in and behind each passage, ``opens`` tells before which of them a heading stands.
    A passage between two that are credited to one work belongs to it, unless a heading parts them;
    what no mark reaches is the compiler's own, as far as can be told.
    """
    given: list[Credit | None] = []
    last = ""
    for text, own in zip(texts, found, strict=True):
        cite = ""
        for mark in own:
            cite = last if mark.same else mark.cite
        last = cite or last
        lead = next((work.cite for work in known if any(words in text for words in work.lead)), "")
        given.append(Credit(cite, "mark", "certain") if cite else Credit(lead, "lead-in", "probable") if lead else None)
    before = _carried(given, opens)
    after = _carried(given[::-1], [*opens[1:], True][::-1])[::-1]
    return [
        own or (Credit(one.cite, "run", "probable") if one and two and one.cite == two.cite else _own(compiler))
        for own, one, two in zip(given, before, after, strict=True)
    ]


def _carried(given: Sequence[Credit | None], opens: Sequence[bool]) -> list[Credit | None]:
    """Carry each credit on to the passages behind it, up to the next heading."""
    carried: list[Credit | None] = []
    last: Credit | None = None
    for own, opening in zip(given, opens, strict=True):
        last = own or (None if opening else last)
        carried.append(last)
    return carried


def _own(compiler: str) -> Credit:
    return Credit(compiler, "compiler", "possible")
