"""Rights: who holds them, who decided what an edition may print, and on what evidence.

Law 5, rights hold: an edition prints words of a work only so far as its row allows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from coursereader.text.problem import Problem

from .reading import Passage
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


def load_rights(path: Path) -> tuple[Rights, list[Problem]]:
    """Read ``rights.toml``: a table for each citation key; every field that is none of a row's own names an edition."""
    toml = TomlFile(path, path.parent.parent, "rights-invalid")
    rows: dict[str, Right] = {}
    for key, table in toml.tables.items():
        where = f"[{key}]"
        editions = [] if not isinstance(table, dict) else [name for name in table if name not in _FIELDS]
        if not isinstance(table, dict) or not toml.known(table, {**_FIELDS, **dict.fromkeys(editions, str)}, where):
            continue
        wrong = [edition for edition in editions if table[edition] not in LEVELS]
        for edition in wrong:
            said = (("work", key), (edition, table[edition]))
            toml.report("no such level", where, f"use one of {', '.join(LEVELS)}", *said)
        if not wrong:
            levels = tuple((edition, cast(Level, table[edition])) for edition in editions)
            rows[key] = Right(key=key, levels=levels, **{name: table[name] for name in _FIELDS})
    return Rights(rows), toml.problems


def uncovered(rights: Rights, passages: Iterable[Passage], file: str) -> list[Problem]:
    """Report the works that passages are cited to and that have no row; nothing of them is printed."""
    keys = sorted({passage.cite for passage in passages} - rights.rows.keys())
    hint = "write a table for it: holder, basis, evidence, decided_by, expiry, and a level for each edition"
    message = "a work in the reader has no row"
    return [Problem(file, 0, "rights-missing", message, (("work", key),), hint) for key in keys]
