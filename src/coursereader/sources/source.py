"""A source, its witnesses and its rules, as ``source.toml`` describes them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Witness:
    """One text of a source as acquired, told by the digest of its bytes."""

    name: str
    #: Whether passages and offsets refer to this witness.
    base: bool
    #: SHA-256 of the bytes, in hexadecimal.
    sha256: str
    encoding: str
    #: Characters of the decoded text.
    characters: int
    words: int
    #: What it is and where it came from.
    what: str


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
    #: ``transcript``, ``prose``, …
    kind: str
    #: Key of the work it is cited as.
    cite: str
    #: Language tag.
    language: str
    #: Spelling variety, for example ``en-GB``.
    spelling: str
    #: What a locus counts, for example ``turn``.
    locus: str
    #: Where to read it: label and value, in order.
    find: tuple[tuple[str, str], ...]
    witnesses: tuple[Witness, ...]
    rules: tuple[RuleSetting, ...]
    folder: Path
