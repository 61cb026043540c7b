"""Glyphs: every letter drawn is the letter meant, in a font of ours.

Text extraction cannot tell: a font pieced together from subsets prints other characters than it reports.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from .proof import Proof

CODES = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
#: GSUB lookups that put one glyph for another (single, alternate) or for several (ligature); 7 wraps any.
SINGLE, ALTERNATE, LIGATURE, EXTENSION = 1, 3, 4, 7


class Source:
    """One of our font files, and what it may draw for a text; tables are read when first asked for."""

    def __init__(self, path: Path) -> None:
        self.font = TTFont(BytesIO(path.read_bytes()), lazy=True)
        self.name = str(self.font["name"].getDebugName(6))
        self.outlines = self.font.getGlyphSet()

    @cached_property
    def characters(self) -> dict[int, str]:
        """The glyph of each character."""
        return dict(self.font.getBestCmap())

    @cached_property
    def substitutes(self) -> dict[tuple[str, ...], set[str]]:
        """The glyphs that may be put for one glyph, or for several."""
        return substitutions(self.font)

    def drawings(self, text: str) -> Iterator[str]:
        """Yield the glyphs that are right for a text: its own, then alternates such as small capitals."""
        spelled = tuple(self.characters.get(ord(character), ".notdef") for character in text)
        if len(spelled) == 1:
            yield spelled[0]
        found: set[str] = set()
        waiting = [spelled]
        while waiting:
            fresh = self.substitutes.get(waiting.pop(), set()) - found
            found |= fresh
            waiting += [(glyph,) for glyph in fresh]
        yield from sorted(found)


def substitutions(font: TTFont) -> dict[tuple[str, ...], set[str]]:
    """Collect which glyphs a font may put for one glyph, and for several."""
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for table in subtables(font):
        if table.LookupType == SINGLE:
            for glyph, other in table.mapping.items():
                found[glyph,].add(other)
        elif table.LookupType == ALTERNATE:
            for glyph, others in table.alternates.items():
                found[glyph,].update(others)
        elif table.LookupType == LIGATURE:
            for first, joined in table.ligatures.items():
                for ligature in joined:
                    found[first, *ligature.Component].add(ligature.LigGlyph)
    return found


def subtables(font: TTFont) -> Iterator[Any]:
    """Yield the substitution tables of a font, taken out of their wrappers."""
    lookups = font["GSUB"].table.LookupList.Lookup if "GSUB" in font else ()
    for lookup in lookups:
        for table in lookup.SubTable:
            yield table.ExtSubTable if table.LookupType == EXTENSION else table


@cache
def sources(folder: Path) -> dict[str, Source]:
    """Open the fonts of a folder by their PostScript names."""
    found = [Source(path) for path in sorted(folder.rglob("*.[ot]tf"))]
    return {source.name: source for source in found}


def printed_fonts(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Dictionary]]:
    """Yield every composite font of a PDF with its name."""
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Subtype") == "/Type0":
            yield str(thing.BaseFont), thing


def embedded(font: pikepdf.Dictionary) -> TTFont | None:
    """Open the program of a font; ``None`` where it is not in the file."""
    descriptor = font.DescendantFonts[0].FontDescriptor
    program = descriptor.get("/FontFile2", descriptor.get("/FontFile3"))
    return None if program is None else TTFont(BytesIO(program.read_bytes()))


def strange_fonts(proof: Proof) -> Iterator[str]:
    """Find fonts that are none of ours, are not embedded, or are of a kind that has no program to look at."""
    ours = sources(proof.fonts)
    with pikepdf.open(BytesIO(proof.data)) as pdf:
        for name, font in printed_fonts(pdf):
            program = embedded(font)
            if program is None or program["name"].getDebugName(6) not in ours:
                yield name
        yield from (
            f"{thing.Subtype} font"
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary)
            and thing.get("/Type") == "/Font"
            and thing.Subtype not in ("/Type0", "/CIDFontType0", "/CIDFontType2")
        )


def meanings(font: pikepdf.Dictionary) -> dict[int, str]:
    """Read from a font which text each of its codes stands for."""
    blocks = re.findall(rb"beginbfchar(.*?)endbfchar", font.ToUnicode.read_bytes(), re.DOTALL)
    pairs = (pair for block in blocks for pair in CODES.findall(block))
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def outline(glyphs: Any, name: str) -> list[Any]:
    """Record how a glyph is drawn, its parts resolved."""
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    return list(pen.value)


def wrong_glyphs(proof: Proof) -> Iterator[str]:
    """Find letters whose embedded outline is none that our font has for the text they stand for."""
    ours = sources(proof.fonts)
    with pikepdf.open(BytesIO(proof.data)) as pdf:
        for name, font in printed_fonts(pdf):
            program = embedded(font)
            source = ours.get(program["name"].getDebugName(6)) if program else None
            if program is not None and source is not None:
                yield from (f"{text} in {name}" for text in mistaken(program, source, meanings(font)))


def mistaken(program: TTFont, source: Source, texts: dict[int, str]) -> Iterator[str]:
    """Yield the texts of those codes that an embedded font draws wrongly."""
    drawn, order = program.getGlyphSet(), program.getGlyphOrder()
    for code, text in sorted(texts.items()):
        right = (outline(source.outlines, name) for name in source.drawings(text))
        if code >= len(order) or outline(drawn, order[code]) not in right:
            yield text
