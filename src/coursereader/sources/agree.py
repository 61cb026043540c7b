"""Agreement: what can be proved of the committed records without any copy."""

from __future__ import annotations

from pathlib import Path

from coursereader.text.pieces import OverlapError, pieces
from coursereader.text.problem import Problem

from .decisions import load_decisions
from .ledger import load_ledger, unbound
from .registry import load_registry
from .source import Source


def agree(source: Source, root: Path) -> list[Problem]:
    """Prove that a source's records can be read and that its ledger and passages fit each other and their witness."""
    _, problems = load_decisions(source, root)
    rows, found = load_ledger(source.ledger(), root)
    problems += found
    registry, found = load_registry(source, root)
    problems += found
    if problems or registry is None:
        return problems
    size = source.base.characters
    hint = "the file is generated: run nox -s propose with the copies"
    ledger = source.ledger().relative_to(root).as_posix()
    try:
        laid = pieces(size, *unbound(rows))
    except OverlapError as error:
        facts = (("reason", str(error)),)
        return [Problem(ledger, 0, "ledger-invalid", "edits that cannot all be made", facts, hint)]
    cut = [(p.raw_start, p.raw_end) for p in laid if p.edit and not p.edit.after]
    name = (source.folder / "passages.jsonl").relative_to(root).as_posix()
    taken: list[tuple[int, int, str]] = []
    for passage in registry.current():
        taken += [(a, b, passage.id) for a, b in passage.spans]
        if any(s <= a and b <= e for a, b in passage.spans for s, e in cut):
            facts = (("passage", passage.id),)
            problems.append(Problem(name, 0, "passages-invalid", "a passage of words that were cut", facts, hint))
    taken.sort()
    for (_, end, one), (start, _, two) in zip(taken, [*taken[1:], (size, size, "the end")], strict=True):
        if end > start:
            facts = (("passages", f"{one}, {two}"),)
            problems.append(Problem(name, 0, "passages-invalid", "passages that overlap", facts, hint))
    return problems
