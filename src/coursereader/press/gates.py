"""Gates: what must be true of every book that leaves the press, one function each, in one table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from io import BytesIO

import page as validation

from coursereader.text.gate import Gate

from .extract import destinations
from .findings import complaints, missing_glyphs
from .glyphs import strange_fonts, wrong_glyphs
from .proof import Proof
from .sheets import loosest_line, overlong_lines, stray_notes, stray_numbers, wrong_folios, wrong_references

#: An id in a fragment; the serialiser of the edition puts attributes in double quotes.
IDS = re.compile(r'<[^>]*\sid="([^"]+)"')


def none(name: str, found: Iterable[str]) -> Gate:
    """Allow no finding, and name the first few there are.

    >>> none("stray kettles", ["K1", "K2"])
    Gate(name='stray kettles', value='2: K1; K2', bound='0', ok=False)
    """
    listed = list(found)
    value = f"{len(listed)}: {'; '.join(listed[:3])}" if listed else "0"
    return Gate(name, value, "0", not listed)


def given_twice(proof: Proof) -> list[str]:
    """List the ids that the chapters give more than once, so that a link could lead to either place."""
    given = Counter(name for chapter in proof.chapters for name in IDS.findall(chapter.html))
    return [name for name, times in given.items() if times > 1]


def without_destination(proof: Proof) -> list[str]:
    """List the passages that no address leads to."""
    known = destinations(BytesIO(proof.data))
    return [name for chapter in proof.chapters for name in chapter.passages if name not in known]


def broken_rules(proof: Proof, profile: str) -> list[str]:
    """List the rules of a standard that the file breaks."""
    result = validation.validate_pdf_bytes(proof.data, profile=profile)
    return sorted({f"{failure.rule_id} {failure.message[:120]}" for failure in result.failures})


def loose(proof: Proof) -> Gate:
    """Bound what justifying may add to a word space; at 12 points a line looks torn."""
    added, line = loosest_line(proof)
    return Gate("loosest line, points added to a word space", f"{added:.1f} ({line})", "12", added <= 12)


GATES: tuple[Callable[[Proof], Gate], ...] = (
    lambda proof: none("characters without a glyph", missing_glyphs(proof.messages)),
    lambda proof: none("wrong glyphs", wrong_glyphs(proof)),
    lambda proof: none("fonts not ours or not embedded", strange_fonts(proof)),
    lambda proof: none("complaints of the typesetter", complaints(proof.messages)),
    lambda proof: none("notes lost, doubled or away from their call", stray_notes(proof)),
    lambda proof: none("folios that differ from page labels", wrong_folios(proof)),
    lambda proof: none("printed page references that are wrong", wrong_references(proof)),
    lambda proof: none("ids given twice", given_twice(proof)),
    lambda proof: none("passages without a destination", without_destination(proof)),
    lambda proof: none("passage numbers away from their passage", stray_numbers(proof)),
    lambda proof: none("lines that run past the measure", overlong_lines(proof)),
    loose,
    lambda proof: none("rules of PDF/UA-1 broken", broken_rules(proof, "ua1")),
    lambda proof: none("rules of PDF/A-2a broken", broken_rules(proof, "2a")),
)
