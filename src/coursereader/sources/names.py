"""The authority list: how the reader spells the names of persons, from its people and its bibliography."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from pybtex.database import parse_file
from pybtex.exceptions import PybtexError

from coursereader.text.problem import Problem

from .records import read_utf8


def load_names(root: Path) -> tuple[str, ...]:
    """Return full names from ``book/data/people.csv`` and ``refs.bib``, sorted; a file not there gives none."""
    return tuple(sorted(_people(root)[0] | _authors(root / "refs.bib")))


def unreadable_names(root: Path) -> list[Problem]:
    """Report a list of people that cannot be read; rules then go without its names."""
    return _people(root)[1]


def _people(root: Path) -> tuple[set[str], list[Problem]]:
    path = root / "book" / "data" / "people.csv"
    if not path.exists():
        return set(), []
    text, problems = read_utf8(path, root, "people-invalid")
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
    except csv.Error as error:
        facts = (("reason", str(error)),)
        name = path.relative_to(root).as_posix()
        hint = "save the file as comma-separated values"
        return set(), [Problem(name, 0, "people-invalid", "the file is no table", facts, hint)]
    return {row["name"] for row in rows if row.get("name")}, problems


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
