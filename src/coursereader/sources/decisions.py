"""Decisions: what an editor wrote by hand, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coursereader.text.problem import Problem

from .source import Source
from .toml import TomlFile

CERTAINTIES = ("certain", "probable", "possible")
#: What an editor's change of words can be; a transposition is a move.
MAKES = ("emendation", "supply", "regularisation", "excision", "join")
#: What a passage can be.
PASSAGES = ("prose", "turn", "verse", "table", "epigraph", "entry")


@dataclass(frozen=True, slots=True)
class Make:
    """An emendation or supply: these words of the text become those."""

    find: str
    replace: str
    kind: str
    why: str
    certainty: str
    line: int


@dataclass(frozen=True, slots=True)
class Refuse:
    """A rule's proposal that is not made."""

    rule: str
    find: str
    why: str
    line: int


@dataclass(frozen=True, slots=True)
class Open:
    """A query that is left standing."""

    find: str
    why: str
    line: int
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Transpose:
    """A paragraph that stands before another: a transposition."""

    find: str
    before: str
    why: str
    certainty: str
    line: int


@dataclass(frozen=True, slots=True)
class Heading:
    """Words of our own above the passage that opens so."""

    before: str
    text: str
    why: str
    line: int


@dataclass(frozen=True, slots=True)
class Cite:
    """The true source of the passage that opens so, whatever the text claims; ``unidentified`` is allowed."""

    find: str
    cite: str
    why: str
    certainty: str
    line: int


@dataclass(frozen=True, slots=True)
class Kind:
    """What the passage that opens so is, where its look does not tell."""

    find: str
    kind: str
    why: str
    line: int


@dataclass(frozen=True, slots=True)
class Divide:
    """A passage that begins inside a paragraph, before these words."""

    before: str
    why: str
    line: int


@dataclass(frozen=True, slots=True)
class Join:
    """A paragraph that belongs to the passage above it."""

    find: str
    why: str
    line: int


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions on a source, in the order they were written."""

    make: tuple[Make, ...] = ()
    refuse: tuple[Refuse, ...] = ()
    open: tuple[Open, ...] = ()
    move: tuple[Transpose, ...] = ()
    heading: tuple[Heading, ...] = ()
    cite: tuple[Cite, ...] = ()
    kind: tuple[Kind, ...] = ()
    divide: tuple[Divide, ...] = ()
    join: tuple[Join, ...] = ()
    #: Path of the file, for problems.
    file: str = "decisions.toml"


_TEXT = dict.fromkeys(("find", "before", "text", "replace", "kind", "why", "certainty", "rule", "cite"), str)
_FIELDS: Mapping[str, tuple[type, tuple[str, ...]]] = {
    "make": (Make, ("find", "replace", "kind", "why", "certainty")),
    "refuse": (Refuse, ("rule", "find", "why")),
    "open": (Open, ("find", "why", "alternatives")),
    "move": (Transpose, ("find", "before", "why", "certainty")),
    "heading": (Heading, ("before", "text", "why")),
    "cite": (Cite, ("find", "cite", "why", "certainty")),
    "kind": (Kind, ("find", "kind", "why")),
    "divide": (Divide, ("before", "why")),
    "join": (Join, ("find", "why")),
}


def load_decisions(source: Source, root: Path) -> tuple[Decisions, list[Problem]]:
    """Read ``decisions.toml`` of a source; a source without one has no decisions."""
    path = source.folder / "decisions.toml"
    name = path.relative_to(root).as_posix()
    if not path.exists():
        return Decisions(file=name), []
    toml = TomlFile(path, root, "decision-invalid")
    found: dict[str, list[Any]] = {kind: [] for kind in _FIELDS}
    for kind, tables in toml.tables.items():
        if kind not in _FIELDS or not isinstance(tables, list):
            toml.report(f"unknown decision {kind}", kind, f"use one of {', '.join(f'[[{name}]]' for name in _FIELDS)}")
            continue
        found[kind] = [record for table in tables if (record := _record(toml, kind, table))]
    return Decisions(**{kind: tuple(records) for kind, records in found.items()}, file=name), toml.problems


def _record(toml: TomlFile, kind: str, table: Any) -> object | None:
    """Make the record of one decision, or report what is wrong with it."""
    record, names = _FIELDS[kind]
    fields: dict[str, type] = {name: _TEXT.get(name, list) for name in names}
    where = f"[[{kind}]]"
    if not isinstance(table, dict):
        toml.report(f"{where} is not a table", kind, f"write {where} on a line, and what it needs below")
        return None
    anchor = str(table.get("find") or table.get("before", ""))
    if not toml.known(table, fields, where, optional=("alternatives",), near=anchor):
        return None
    if not _sensible(toml, kind, table, anchor):
        return None
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}
    made: object = record(**values, line=toml.line(anchor))
    return made


def _sensible(toml: TomlFile, kind: str, table: Mapping[str, Any], anchor: str) -> bool:
    """Tell whether the fields of a decision say what can be done; report what they say else."""
    before = len(toml.problems)
    where = f"[[{kind}]]"
    known = {"certainty": CERTAINTIES, "kind": MAKES if kind == "make" else PASSAGES}
    for name in known.keys() & table.keys():
        if table[name] not in known[name]:
            hint = f"use one of {', '.join(known[name])}"
            if table[name] == "transposition":
                hint = "move a paragraph with [[move]]"
            toml.report(f"{name} of {where} is not known", anchor, hint, (name, table[name]))
    empty = [name for name in ("find", "before") if table.get(name) == ""]
    for name in empty:
        toml.report(f"{name} of {where} is empty", where, "copy words of the text")
    offers = table.get("alternatives", [])
    if not all(isinstance(offer, str) for offer in offers):
        toml.report(f"alternatives of {where} is not a list of strings", anchor, "write each in quotation marks")
    return len(toml.problems) == before
