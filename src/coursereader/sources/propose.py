"""Proposing: from copies and decisions, the ledgers and passages that are committed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from coursereader.text.problem import Problem
from coursereader.text.regions import GapError

from . import registry as registries
from .decisions import load_decisions
from .divide import divide, regions
from .ledger import bind, serialise
from .records import numbered_lines, read_utf8
from .settle import Settled, settle
from .source import Source


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a source's generated files should say, by path, and what stood in the way."""

    source: Source
    files: tuple[tuple[Path, str], ...]
    settled: Settled
    problems: tuple[Problem, ...]


def propose(source: Source, root: Path, raw: str, names: Sequence[str], *, renumber: bool = False) -> Proposal:
    """Settle, divide and number one source from the text of its base copy; nothing is written."""
    decisions, problems = load_decisions(source, root)
    if problems:
        # Without its decisions a source would be written as if nobody had decided anything.
        return Proposal(source, (), Settled((), ()), tuple(sorted(problems)))
    toml = (source.folder / "source.toml").relative_to(root).as_posix()
    settled = settle(raw, source, decisions, names, toml)
    edits, moves = bind(settled.rows, raw)
    division = divide(raw, edits, moves, source, decisions)
    before, found = registries.load_registry(source, root)
    # A registry that cannot be read may have been released: nothing is numbered without it (law 3).
    found = [problem for problem in found if problem.code != "passages-missing"]
    afresh = renumber and before is not None and not before.release.version
    if before is not None and before.release.witness and not afresh:
        found += registries.other_witness(before, source, root)
    if found:
        return Proposal(source, (), settled, tuple(sorted([*settled.problems, *found])))
    registry = registries.number(division.passages, source, raw, before, afresh=renumber)
    try:
        # Law 1: no character of the raw text is left without a region.
        regions(raw, division, [passage.id for passage in registry.current()], edits)
    except GapError as error:
        if not decisions.make:
            raise
        return Proposal(source, (), settled, tuple(sorted([*settled.problems, _across(decisions.file, error)])))
    files = (
        (source.ledger(), serialise(settled.rows)),
        (source.folder / "passages.jsonl", registries.serialise(registry)),
    )
    return Proposal(source, files, settled, tuple(sorted([*settled.problems, *division.problems])))


def _across(file: str, error: GapError) -> Problem:
    """Return the problem of an editor's change that puts one stretch of raw text into two passages."""
    hint = "write one [[make]] for each side of a blank line, and leave the blank line alone"
    facts = (("reason", str(error)),)
    return Problem(file, 0, "decision-unplaced", "a decision changes words across a paragraph's end", facts, hint)


def prove(proposal: Proposal, root: Path) -> list[Problem]:
    """Compare what is committed with what rules and decisions say now (law 2); a difference changes nothing."""
    problems: list[Problem] = []
    for path, text in proposal.files:
        stale = path == proposal.source.ledger()
        code = "ledger-invalid" if stale else "passages-invalid"
        held, unread = read_utf8(path, root, code) if path.exists() else ("", [])
        problems += unread
        have, want = numbered_lines(held), numbered_lines(text)
        if unread or [line for _, line in have] == [line for _, line in want]:
            continue
        # One line more on each side, for where the other ends.
        ends = (have[-1][0] + 1 if have else 1, "")
        line = next(n for (n, a), (_, b) in zip_longest(have, want, fillvalue=ends) if a != b)
        name = path.relative_to(root).as_posix()
        code = "ledger-stale" if stale else "passages-stale"
        facts = (("lines", f"{len(have)} committed, {len(want)} now"),)
        hint = "run nox -s propose, and look at what changes"
        problems.append(Problem(name, line, code, "not what the rules and decisions now say", facts, hint))
    return problems
