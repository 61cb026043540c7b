"""Editions: what each edition of a reader prints, as ``book/editions.toml`` tells, and which one is wanted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from coursereader.sources.toml import TomlFile
from coursereader.text.problem import Problem

from .stopped import not_unicode

#: What an edition may print of a source, in the order of caution.
PRINTS = ("precis", "text")
#: What a table may say: name and type of each entry.
ENTRIES: dict[str, type] = {"name": str, "prints": str, "statement": str, "adds": list}
#: Keys are names of folders, besides those that the verbs take for themselves.
KEY = re.compile(r"[a-z0-9-]+")
TAKEN = ("check", "drafts", "watch")


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a reader."""

    #: Name of its table and of its build folder.
    key: str
    #: Name as printed, for example ``Public edition``.
    name: str
    #: ``precis``: our words only, copies are never read; ``text``: what rights allow.
    prints: str
    #: One sentence for the imprint and the home page.
    statement: str
    #: Documents that only this edition carries, at its end.
    adds: tuple[str, ...]


#: What is shown where no edition is described.
PUBLIC = Edition("public", "Public edition", "precis", "", ())


@dataclass(frozen=True, slots=True)
class Choice:
    """The edition that is wanted, among all there are."""

    #: The wanted one, or the first where none is named; None where there is no such edition.
    edition: Edition | None
    editions: tuple[Edition, ...]
    problems: tuple[Problem, ...]

    @property
    def shown(self) -> Edition:
        """The edition to show where one must be: the wanted one, or the first."""
        return self.edition or (self.editions[0] if self.editions else PUBLIC)


def choose(book: Path, wanted: str) -> Choice:
    """Choose an edition by its key, or the first where none is named."""
    editions, problems = load_editions(book / "editions.toml")
    known = {edition.key: edition for edition in editions}
    edition = known.get(wanted) if wanted else next(iter(editions), None)
    if wanted and edition is None and not problems:
        facts = (("edition", wanted), ("known", ", ".join(known)))
        hint = "ask for a known one, or describe it in the file"
        place = f"{book.name}/editions.toml"
        problems = (Problem(place, 0, "edition-unknown", "no such edition", facts, hint),)
    return Choice(edition, editions, problems)


def load_editions(path: Path) -> tuple[tuple[Edition, ...], tuple[Problem, ...]]:
    """Read the editions of a reader, the default first, with what is wrong in the file.

    >>> load_editions(Path("no/editions.toml"))[1][0].code
    'editions-missing'
    """
    place = f"{path.parent.name}/{path.name}"
    hint = 'write a table such as [public] with name = "Public edition" and prints = "precis"'
    missing = Problem(place, 0, "editions-missing", "no editions are described", (), hint)
    if not path.exists():
        return (), (missing,)
    strange = not_unicode(path.read_bytes(), place, "editions-invalid")
    if strange:
        return (), (strange,)
    toml = TomlFile(path, path.parent.parent, "editions-invalid")
    editions: list[Edition] = []
    problems: list[Problem] = list(toml.problems)
    for key, table in toml.tables.items():
        found = _faults(toml, key, table)
        problems += found
        if not found:
            editions.append(_edition(key, table))
    if not toml.tables and not problems:
        problems.append(missing)
    return tuple(editions), tuple(problems)


def _edition(key: str, table: dict[str, object]) -> Edition:
    """Make the record of a table without faults."""
    adds = table.get("adds", [])
    return Edition(
        key=key,
        name=str(table.get("name", key.capitalize() + " edition")),
        prints=str(table["prints"]),
        statement=str(table.get("statement", "")),
        adds=tuple(str(name) for name in adds) if isinstance(adds, list) else (),
    )


def _faults(toml: TomlFile, key: str, table: object) -> list[Problem]:
    """List what is wrong with one table."""
    if not KEY.fullmatch(key) or key in TAKEN:
        hint = f"use small letters, digits and hyphens, but none of {', '.join(TAKEN)}"
        return [_fault(toml, key, "key", repr(key), hint)]
    if not isinstance(table, dict):
        return [_fault(toml, key, "entry", f"{key} = {table!r}", "put it under the edition it belongs to")]
    faults = [
        _fault(toml, key, "entry", name, f"use one of {', '.join(ENTRIES)}") for name in table if name not in ENTRIES
    ]
    faults += [
        _fault(toml, key, name, repr(table[name]), f"write a {kind.__name__}")
        for name, kind in ENTRIES.items()
        if name in table and not isinstance(table[name], kind)
    ]
    if not faults and table.get("prints") not in PRINTS:
        hint = f"write one of {', '.join(PRINTS)}"
        faults.append(_fault(toml, key, "prints", repr(table.get("prints", "")), hint))
    return faults


def _fault(toml: TomlFile, key: str, name: str, value: str, hint: str) -> Problem:
    facts = (("edition", key), (name, value))
    line = toml.line(next((head for head in (f"[{key}]", f'["{key}"]') if head in toml.text), key))
    return Problem(toml.name, line, "editions-invalid", "an edition is not described well", facts, hint)
