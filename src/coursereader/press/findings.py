"""Findings: what the typesetter refused, missed or complained of, told to the editor as problems."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from coursereader.edition.chapter import Chapter
from coursereader.text.problem import Problem

from .addresses import BOOK

#: How WeasyPrint reports a letter that no font has.
MISSING = re.compile(r'^\.notdef glyph rendered .*"(.+)" \((U\+[0-9A-F]+)\)$', re.DOTALL)


def missing_glyphs(messages: Iterable[str]) -> Counter[str]:
    """Count the characters that were printed as empty boxes.

    >>> missing_glyphs(['.notdef glyph rendered for Unicode string unsupported by fonts: "ø" (U+00F8)'])
    Counter({'ø': 1})
    """
    return Counter(found[1] for message in messages if (found := MISSING.match(message)))


def complaints(messages: Iterable[str], refused: Iterable[str] = ()) -> Counter[str]:
    """Count the other messages, less those that only repeat that an address was refused.

    >>> complaints(["the kettle is empty", "Failed to load 'a.png': refused address: a.png"], ["a.png"])
    Counter({'the kettle is empty': 1})
    """
    told = tuple(f"refused address: {address}" for address in refused)
    return Counter(said for said in messages if not MISSING.match(said) and not said.endswith(told))


def findings(chapters: Sequence[Chapter], refused: Iterable[str], messages: Sequence[str]) -> tuple[Problem, ...]:
    """Turn all that went wrong into problems, each once, sorted by place."""
    found = [refusal(chapters, address) for address in refused]
    found += [missing(chapters, *glyph) for glyph in missing_glyphs(messages).items()]
    found += [complaint(*said) for said in complaints(messages, refused).items()]
    return tuple(sorted(set(found)))


def refusal(chapters: Sequence[Chapter], address: str) -> Problem:
    """Report an address that the press does not read."""
    place = where(chapters, lambda html: address.removeprefix(BOOK) in html)
    hint = "put the file into the book and give its address from there"
    return Problem(place, 0, "press-refused-address", "address is not read", (("address", address),), hint)


def missing(chapters: Sequence[Chapter], character: str, count: int) -> Problem:
    """Report a character that none of the fonts has."""
    facts = (("character", f"{character} (U+{ord(character):04X})"), ("times", str(count)))
    hint = "write it otherwise, or add a font that has it"
    place = where(chapters, lambda html: character in html)
    return Problem(place, 0, "press-missing-glyph", "no font has this character", facts, hint)


def complaint(message: str, count: int) -> Problem:
    """Pass on what the typesetter said."""
    facts = (("said", message), ("times", str(count)))
    hint = "correct what it names in the chapter or in the stylesheet"
    return Problem("print", 0, "press-complaint", "the typesetter complains", facts, hint)


def where(chapters: Sequence[Chapter], holds: Callable[[str], bool]) -> str:
    """Name the first chapter whose fragment fits, or the print as a whole."""
    return next((chapter.name for chapter in chapters if holds(chapter.html)), "print")
