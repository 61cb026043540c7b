"""Rights: who holds them, who decided what an edition may print, and on what evidence.

Law 5, rights hold: an edition prints words of a work only so far as its row allows.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal, cast

from coursereader.text.problem import Problem

from .reading import UNIDENTIFIED, Passage
from .toml import TomlFile

Level = Literal["none", "phrase", "quote", "full"]
LEVELS: tuple[Level, ...] = ("none", "phrase", "quote", "full")


@dataclass(frozen=True, slots=True)
class Right:
    """One row: a work's rights, for every edition."""

    key: str
    holder: str
    basis: str
    evidence: str
    decided_by: str
    #: Last day it holds, as ISO date, or an empty string.
    expiry: str
    #: Level by edition.
    levels: tuple[tuple[str, Level], ...]


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one edition may print of one work."""

    level: Level


@dataclass(frozen=True, slots=True)
class Rights:
    """All rows by citation key."""

    rows: Mapping[str, Right]

    def allows(self, key: str, edition: str) -> Allowance:
        """Return what an edition may print of a work; without a row, nothing.

        >>> Rights({}).allows("kettle1902", "public")
        Allowance(level='none')
        """
        row = self.rows.get(key)
        return Allowance(dict(row.levels).get(edition, "none") if row else "none")


_FIELDS: Mapping[str, type] = dict.fromkeys(("holder", "basis", "evidence", "decided_by", "expiry"), str)


def load_rights(path: Path, editions: Collection[str] | None = None) -> tuple[Rights, list[Problem]]:
    """Read ``rights.toml``: a table for each citation key; every field that is none of a row's own names an edition.

    ``editions`` are those there are, where the caller knows them.  A row that has expired is reported and still holds:
    what is printed does not change with the day.
    """
    toml = TomlFile(path, path.parent.parent, "rights-invalid")
    rows: dict[str, Right] = {}
    for key, table in toml.tables.items():
        where = f"[{key}]"
        named = [] if not isinstance(table, dict) else [name for name in table if name not in _FIELDS]
        if not isinstance(table, dict):
            toml.report(f"{where} is not a table", key, f"write {where} on a line, and what it needs below")
            continue
        if toml.known(table, {**_FIELDS, **dict.fromkeys(named, str)}, where) and _sound(toml, key, table, named):
            unknown = [name for name in named if editions is not None and name not in editions]
            for name in unknown:
                facts = (("work", key), ("edition", name))
                toml.report("no such edition", where, f"use one of {', '.join(editions or ())}", *facts)
            levels = tuple((name, cast(Level, table[name])) for name in named)
            rows[key] = Right(key=key, levels=levels, **{name: table[name] for name in _FIELDS})
    problems = toml.problems + [_expired(toml, row) for row in rows.values() if row.expiry and row.expiry < _today()]
    return Rights(rows), problems


def _sound(toml: TomlFile, key: str, table: Mapping[str, str], named: Sequence[str]) -> bool:
    """Tell whether a row's levels and its date are such; report those that are none."""
    where = f"[{key}]"
    wrong = [edition for edition in named if table[edition] not in LEVELS]
    for edition in wrong:
        said = (("work", key), (edition, table[edition]))
        toml.report("no such level", where, f"use one of {', '.join(LEVELS)}", *said)
    dated = not table["expiry"] or _is_day(table["expiry"])
    if not dated:
        said = (("work", key), ("expiry", table["expiry"]))
        toml.report("expiry is no date", where, "write it as 2030-12-31, or leave it empty where no end was set", *said)
    return dated and not wrong


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _today() -> str:
    """Return the day as ISO date: the one that a reproducible build is told, else today."""
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(told), UTC) if told.isdecimal() else datetime.now(UTC)
    return now.date().isoformat()


def _expired(toml: TomlFile, row: Right) -> Problem:
    facts = (("work", row.key), ("expiry", row.expiry), ("today", _today()))
    hint = "ask for them anew, and write the new date and its evidence; or lower the levels"
    line = toml.line(f"[{row.key}]")
    return Problem(toml.name, line, "rights-expired", "the rights in a work have expired", facts, hint)


def uncovered(rights: Rights, passages: Iterable[Passage], file: str) -> list[Problem]:
    """Report the works that passages are cited to and that have no row; nothing of them is printed."""
    keys = sorted({passage.cite for passage in passages} - rights.rows.keys() - {UNIDENTIFIED})
    hint = "write a table for it: holder, basis, evidence, decided_by, expiry, and a level for each edition"
    message = "a work in the reader has no row"
    return [Problem(file, 0, "rights-missing", message, (("work", key),), hint) for key in keys]
