"""A source, its witnesses and its rules, as ``source.toml`` describes them."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coursereader.text.problem import Problem

from .toml import TomlFile


@dataclass(frozen=True, slots=True)
class Witness:
    """One text of a source as acquired, told by the digest of its bytes."""

    name: str
    #: Whether passages and offsets refer to this witness.
    base: bool
    #: SHA-256 of the bytes, in hexadecimal.
    sha256: str
    #: Python's name of the encoding; the decoded text keeps its byte order mark and its line ends.
    encoding: str
    #: Whether the bytes open with a byte order mark.
    bom: bool
    #: ``LF``, ``CRLF``, ``CR`` or ``mixed``.
    line_ends: str
    #: Characters of the decoded text.
    characters: int
    words: int
    #: What it is and where it came from.
    what: str
    #: ``text``, or the format of the bytes that a converter makes the text of.
    format: str = "text"
    #: Which converter made it, with its version, for a format that is not text.
    converter: str = ""


class SettingError(ValueError):
    """A rule's setting is not what the rule can use."""


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """One rule to run on the base witness, with its settings."""

    name: str
    settings: tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A work in the reader."""

    #: BibTeX key and name of its folder.
    key: str
    #: Short sign; passages are the siglum and a number.
    siglum: str
    title: str
    #: ``prose``, ``transcript``, or ``compilation`` where passages have authors of their own.
    kind: str
    #: Key of the work it is cited as.
    cite: str
    #: Language tag.
    language: str
    #: Spelling variety, for example ``en-GB``.
    spelling: str
    #: What a locus counts, for example ``turn``.
    locus: str
    #: ``plain``, or ``markdown`` where ``#`` marks headings and asterisks emphasis.
    markup: str
    #: Where to read it: label and value, in order.
    find: tuple[tuple[str, str], ...]
    witnesses: tuple[Witness, ...]
    rules: tuple[RuleSetting, ...]
    folder: Path

    @property
    def base(self) -> Witness:
        """The witness that passages and offsets refer to."""
        return next(witness for witness in self.witnesses if witness.base)

    def settings(self, rule: str) -> dict[str, object]:
        """Return the settings of a rule, or none where it is not run."""
        return next((dict(one.settings) for one in self.rules if one.name == rule), {})

    def ledger(self) -> Path:
        """Return the path of the base witness's ledger."""
        return self.folder / f"{self.base.name}.ledger.jsonl"


KINDS = ("prose", "transcript", "compilation")
MARKUPS = ("plain", "markdown")

_SOURCE: Mapping[str, type] = {
    **dict.fromkeys(("key", "siglum", "title", "kind", "cite", "language", "spelling", "locus", "markup"), str),
    "find": dict,
    "witness": list,
    "rule": list,
}
_WITNESS: Mapping[str, type] = {
    **dict.fromkeys(("name", "sha256", "encoding", "line_ends", "what", "format", "converter"), str),
    **dict.fromkeys(("base", "bom"), bool),
    **dict.fromkeys(("characters", "words"), int),
}


def load_source(folder: Path, root: Path) -> tuple[Source | None, list[Problem]]:
    """Read ``source.toml`` of a folder; a source that cannot be used is None."""
    toml = TomlFile(folder / "source.toml", root, "source-invalid")
    if toml.problems or not toml.known(toml.tables, _SOURCE, "the source", optional=("find", "rule", "markup")):
        return None, toml.problems
    witnesses, rules = toml.tables["witness"], toml.tables.get("rule", [])
    for name, tables in (("witness", witnesses), ("rule", rules)):
        if not all(isinstance(table, dict) for table in tables):
            toml.report(f"[[{name}]] is not a table", name, f"write [[{name}]] on a line, and what it needs below")
    if any(not isinstance(rule.get("name"), str) for rule in rules if isinstance(rule, dict)):
        toml.report("[[rule]] has no name", "[[rule]]", "add name = … to [[rule]]")
    if toml.problems:
        return None, toml.problems
    sound = [toml.known(table, _WITNESS, "[[witness]]", optional=("format", "converter")) for table in witnesses]
    if all(sound):
        _look_at(toml, folder, witnesses)
    if toml.problems:
        return None, toml.problems
    return _source(toml.tables, folder), []


def _look_at(toml: TomlFile, folder: Path, witnesses: list[Mapping[str, Any]]) -> None:
    """Report what a source's fields contradict."""
    key, siglum, kind = (toml.tables[field] for field in ("key", "siglum", "kind"))
    if key != folder.name:
        toml.report(f"key {key} is not the name of its folder", key, f"rename the folder to {key}, or set the key")
    if not siglum.isalpha():
        toml.report(f"siglum {siglum!r} is not made of letters", "siglum", "use one or two letters")
    for table in witnesses:
        if not _is_encoding(table["encoding"]):
            encoding = table["encoding"]
            toml.report(f"encoding {encoding!r} is not known", encoding, "use a name Python knows, such as utf-8")
    if kind not in KINDS:
        toml.report(f"kind {kind!r} is not known", "kind", f"use one of {', '.join(KINDS)}")
    if toml.tables.get("markup", "plain") not in MARKUPS:
        toml.report("markup is not known", "markup", f"use one of {', '.join(MARKUPS)}")
    if sum(table["base"] for table in witnesses) != 1:
        toml.report("not exactly one witness is the base", "[[witness]]", "set base = true on one witness")


def _is_encoding(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True


def _source(table: Mapping[str, Any], folder: Path) -> Source:
    rules = tuple(
        RuleSetting(rule.get("name", ""), tuple((k, v) for k, v in rule.items() if k != "name"))
        for rule in table.get("rule", ())
    )
    fields = {name: table.get(name, "plain") for name, kind in _SOURCE.items() if kind is str}
    return Source(
        **fields,
        find=tuple((label, str(value)) for label, value in table.get("find", {}).items()),
        witnesses=tuple(Witness(**witness) for witness in table["witness"]),
        rules=rules,
        folder=folder,
    )
