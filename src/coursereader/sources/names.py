"""The authority list: how the reader spells the names of persons, from its people and its bibliography."""

from __future__ import annotations

import csv
from pathlib import Path

from pybtex.database import parse_file
from pybtex.exceptions import PybtexError


def load_names(root: Path) -> tuple[str, ...]:
    """Return full names from ``book/data/people.csv`` and ``refs.bib``, sorted; a file that is not there gives none."""
    names: set[str] = set()
    people = root / "book" / "data" / "people.csv"
    if people.exists():
        with people.open(encoding="utf-8", newline="") as file:
            names |= {row["name"] for row in csv.DictReader(file) if row.get("name")}
    return tuple(sorted(names | _authors(root / "refs.bib")))


def _authors(path: Path) -> set[str]:
    """Return the persons of a bibliography, given name first; works without one, and broken files, give none."""
    if not path.exists():
        return set()
    try:
        entries = parse_file(str(path), bib_format="bibtex").entries.values()
    except PybtexError:
        # The edition reads the same file and reports what is wrong with it.
        return set()
    persons = [person for entry in entries for role in entry.persons.values() for person in role]
    return {" ".join(p.first_names + p.last_names) for p in persons if p.first_names and p.last_names}
