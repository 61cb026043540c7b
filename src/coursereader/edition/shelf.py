"""The shelf: what one build has at hand, an edition, the readings and their rights.

Law 5 begins here: whether an edition carries the words of a passage is decided in one place, `Shelf.carries`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from coursereader.sources import load
from coursereader.sources.reading import UNIDENTIFIED, Collection, Passage, Reading
from coursereader.sources.rights import Rights, load_rights, uncovered
from coursereader.text.problem import Problem
from coursereader.text.words import digest

from .editions import Edition, choose

RANGE = re.compile(r"\s*(?P<first>\w+)\s*(?:[-–]\s*(?P<last>\w+)\s*)?$")


class Unknown(LookupError):
    """Something an author named is not on the shelf."""

    def __init__(self, code: str, message: str, facts: tuple[tuple[str, str], ...], hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.facts, self.hint = code, message, facts, hint

    def problem(self, file: str, line: int) -> Problem:
        """Return the problem with the place where the name was used."""
        return Problem(file, line, self.code, self.message, self.facts, self.hint)


@dataclass(frozen=True, slots=True)
class Shelf:
    """An edition with the readings and rights it is made from."""

    #: Root of the project.
    root: Path
    edition: Edition
    collection: Collection
    rights: Rights
    #: What was wrong in what was read.
    problems: tuple[Problem, ...]

    def reading(self, siglum: str) -> Reading:
        """Return the reading of a siglum."""
        try:
            return self.collection.readings[siglum]
        except KeyError:
            known = ", ".join(self.collection.readings) or "none"
            facts = (("siglum", siglum), ("known", known))
            hint = "use a known siglum, or add the source to sources/"
            raise Unknown("siglum-unknown", "no source has this siglum", facts, hint) from None

    def passage(self, name: str) -> tuple[Reading, Passage]:
        """Return a passage and the reading it belongs to."""
        for reading in self.collection.readings.values():
            for one in reading.passages:
                if one.id == name:
                    return reading, one
        raise Unknown("passage-unknown", "no passage has this number", (("passage", name),), self._range_hint(name))

    def select(self, reading: Reading, only: str) -> tuple[Passage, ...]:
        """Return the passages that ids and ranges name, or all current ones; in the order of the source."""
        current = tuple(one for one in reading.passages if one.status == "current")
        if not only.strip():
            return current
        chosen = {one.id for part in only.split(",") for one in self._range(reading, current, part)}
        return tuple(one for one in current if one.id in chosen)

    def _range(self, reading: Reading, current: tuple[Passage, ...], part: str) -> tuple[Passage, ...]:
        ids = [one.id for one in current]
        match = RANGE.match(part)
        first, last = (match["first"], match["last"] or match["first"]) if match else (part.strip(), "")
        if first in ids and last in ids and ids.index(first) <= ids.index(last):
            return current[ids.index(first) : ids.index(last) + 1]
        code, message = ("passage-unknown", "no passage has this number")
        if match and match["last"]:
            code, message = ("range-unknown", "no passages stand between these numbers")
        raise Unknown(code, message, (("passages", part.strip()),), self._range_hint(reading.source.siglum))

    def _range_hint(self, name: str) -> str:
        for siglum, reading in self.collection.readings.items():
            if name.startswith(siglum) and reading.passages:
                return f"use {reading.passages[0].id} to {reading.passages[-1].id}"
        return "use the siglum of a source and a number"

    def carries(self, reading: Reading, one: Passage) -> bool:
        """Tell whether this edition prints the words of a passage."""
        work = reading.source.cite if one.cite == UNIDENTIFIED else one.cite
        return (
            self.edition.prints == "text"
            and one.id in reading.texts
            and self.rights.allows(work, self.edition.key).level == "full"
        )

    def fingerprint(self, siglum: str) -> str:
        """Return a digest of all that a page takes from a reading, by which it is known to be out of date."""
        reading = self.collection.readings.get(siglum)
        if reading is None:
            return ""
        carried = [one.id for one in reading.passages if self.carries(reading, one)]
        said = (
            reading.source,
            reading.passages,
            dict(reading.precis),
            dict(reading.texts),
            dict(reading.touched),
        )
        return digest(repr((said, carried)))


def stock(root: Path, book: Path, wanted: str, copies: Path | None) -> Shelf:
    """Fill the shelf for an edition; copies are read only where the edition prints texts."""
    choice = choose(book, wanted)
    edition = choice.shown
    collection = load(root, copies if edition.prints == "text" else None)
    editions = [one.key for one in choice.editions] or None
    rights, faults = load_rights(root / "sources" / "rights.toml", editions)
    passages = [one for reading in collection.readings.values() for one in reading.passages]
    faults = faults or uncovered(rights, passages, "sources/rights.toml")
    found: Iterable[Problem] = (*choice.problems, *faults, *collection.problems)
    return Shelf(root, edition, collection, rights, tuple(sorted(set(found))))
