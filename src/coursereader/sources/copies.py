"""Copies: the files an editor holds, recognised as witnesses by what is in them, never by their names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from coursereader.text.problem import Problem

from .source import Source, Witness


@dataclass(frozen=True, slots=True)
class Copies:
    """What was found in a folder of copies."""

    #: Decoded text of each witness found, by key of its source and its name.
    texts: Mapping[tuple[str, str], str]
    #: Names of files that are no witness of any source, in order.
    unknown: tuple[str, ...]
    problems: tuple[Problem, ...]


def recognise(folder: Path, sources: Iterable[Source]) -> Copies:
    """Read the files of a folder and tell which witness each one is; files are opened for reading only."""
    if not folder.is_dir():
        hint = "put the files there, or name another folder with --copies"
        problem = Problem(folder.name, 0, "copies-missing", "no such folder of copies", (), hint)
        return Copies({}, (), (problem,))
    known = {w.sha256: (source, w) for source in sources for w in source.witnesses}
    texts: dict[tuple[str, str], str] = {}
    unknown: list[str] = []
    problems: list[Problem] = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith(".")):
        name = path.relative_to(folder).as_posix()
        try:
            data = path.read_bytes()
        except OSError as error:
            facts = (("reason", error.strerror or str(error)),)
            hint = "make the file readable, or take it out of the folder"
            problems.append(Problem(name, 0, "copy-unreadable", "the copy cannot be read", facts, hint))
            continue
        match = known.get(hashlib.sha256(data).hexdigest())
        if match is None:
            unknown.append(name)
        else:
            texts[match[0].key, match[1].name] = decode(data, match[1])
    return Copies(texts, tuple(unknown), tuple(problems))


def decode(data: bytes, witness: Witness) -> str:
    """Turn the bytes of a recognised copy into the text that offsets count; ``encode`` gives them back."""
    return data.decode(witness.encoding)


def encode(text: str, witness: Witness) -> bytes:
    """Turn a witness's text back into the bytes it came from."""
    return text.encode(witness.encoding)
