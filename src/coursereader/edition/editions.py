"""Editions: what each edition of a reader prints, as ``book/editions.toml`` tells."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from coursereader.text.problem import Problem

#: What an edition may print of a source, in the order of caution.
PRINTS = ("precis", "text")
#: What a table may say: name and type of each entry.
ENTRIES: dict[str, type] = {"name": str, "prints": str, "statement": str, "adds": list}


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


def load_editions(path: Path) -> tuple[tuple[Edition, ...], tuple[Problem, ...]]:
    """Read the editions of a reader, the default first, with what is wrong in the file.

    >>> load_editions(Path("no/editions.toml"))[1][0].code
    'editions-missing'
    """
    place = f"{path.parent.name}/{path.name}"
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return (), (_problem(place, "editions-missing", "no editions are described", (), _EXAMPLE),)
    except tomllib.TOMLDecodeError as error:
        facts = (("toml", str(error)),)
        return (), (_problem(place, "editions-invalid", "cannot be read as TOML", facts, "mend the line named"),)
    editions: list[Edition] = []
    problems: list[Problem] = []
    for key, table in tables.items():
        found = _faults(place, key, table)
        problems += found
        if not found:
            editions.append(_edition(key, table))
    if not tables:
        problems.append(_problem(place, "editions-missing", "no editions are described", (), _EXAMPLE))
    return tuple(editions), tuple(problems)


_EXAMPLE = 'write a table such as [public] with name = "Public edition" and prints = "precis"'


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


def _faults(place: str, key: str, table: object) -> list[Problem]:
    """List what is wrong with one table."""
    if not isinstance(table, dict):
        return [_fault(place, key, "entry", f"{key} = {table!r}", "put it under the edition it belongs to")]
    faults = [
        _fault(place, key, "entry", name, f"use one of {', '.join(ENTRIES)}") for name in table if name not in ENTRIES
    ]
    faults += [
        _fault(place, key, name, repr(table[name]), f"write a {kind.__name__}")
        for name, kind in ENTRIES.items()
        if name in table and not isinstance(table[name], kind)
    ]
    if not faults and table.get("prints") not in PRINTS:
        hint = f"write one of {', '.join(PRINTS)}"
        faults.append(_fault(place, key, "prints", repr(table.get("prints", "")), hint))
    return faults


def _fault(place: str, key: str, name: str, value: str, hint: str) -> Problem:
    facts = (("edition", key), (name, value))
    return _problem(place, "editions-invalid", "an edition is not described well", facts, hint)


def _problem(place: str, code: str, message: str, facts: tuple[tuple[str, str], ...], hint: str) -> Problem:
    return Problem(place, 0, code, message, facts, hint)
