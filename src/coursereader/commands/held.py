"""Held: each source whose copy is there, with what its rules and decisions now say of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from coursereader.sources.collection import load_sources
from coursereader.sources.copies import Copies, recognise
from coursereader.sources.names import load_names, unreadable_names
from coursereader.sources.propose import Proposal, propose
from coursereader.text.problem import Problem


@dataclass
class Held:
    """What was found in a folder of copies, and the problems so far."""

    root: Path
    #: Folder of copies, or None for the reader's own.
    folder: Path | None
    copies: Copies = field(default_factory=Copies)
    problems: list[Problem] = field(default_factory=list)

    def proposals(self, *, renumber: bool = False) -> Iterator[tuple[str, Proposal]]:
        """Yield the raw text and the proposal of each source whose copy is held, one after the other."""
        sources, problems = load_sources(self.root)
        self.copies = recognise(self.folder or self.root / "sources" / "copies", sources)
        self.problems += [*problems, *self.copies.problems, *unreadable_names(self.root)]
        names = load_names(self.root)
        for source in sources:
            raw = self.copies.texts.get((source.key, source.base.name))
            if raw is None:
                self.problems.append(_not_held(source.key, near=source.key in self.copies.near))
                continue
            proposal = propose(source, self.root, raw, names, renumber=renumber)
            self.problems += proposal.problems
            yield raw, proposal


def _not_held(key: str, *, near: bool) -> Problem:
    hint = "put the copy into sources/copies, or name its folder with --copies"
    message = "only a near copy of the base witness was found" if near else "no copy of the base witness was found"
    return Problem(f"sources/{key}/source.toml", 0, "copy-missing", message, (), hint)
