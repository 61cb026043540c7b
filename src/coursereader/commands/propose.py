"""Propose: write what the rules find and the editor decided into the ledgers and the registries of passages."""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.text import Text

from coursereader.sources.collection import load_sources
from coursereader.sources.copies import recognise
from coursereader.sources.ledger import Row
from coursereader.sources.names import load_names, unreadable_names
from coursereader.sources.propose import Proposal, propose
from coursereader.text.problem import Problem

from .new import new
from .terminal import console, print_copies, print_problems


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb takes."""
    parser.add_argument("--copies", type=Path, help="folder of copies (default: sources/copies)")
    parser.add_argument("--renumber", action="store_true", help="count passages afresh, where they are not released")
    parser.add_argument("--new", type=Path, metavar="FILE", help="take in a file that no source describes yet")
    parser.add_argument("--key", default="", help="key of the new source (default: from its title)")


def run(options: argparse.Namespace) -> int:
    """Propose for every source whose copy is held; write what changed, and show it."""
    root: Path = options.root
    if options.new:
        return new(root, options.new, options.key)
    sources, problems = load_sources(root)
    copies = recognise(options.copies or root / "sources" / "copies", sources)
    problems += copies.problems
    problems += unreadable_names(root)
    names = load_names(root)
    for source in sources:
        raw = copies.texts.get((source.key, source.base.name))
        if raw is None:
            problems.append(_not_held(source.key, near=source.key in copies.near))
            continue
        proposal = propose(source, root, raw, names, renumber=options.renumber)
        problems += proposal.problems
        _show(proposal)
        _write(proposal, root)
    print_copies(copies)
    print_problems(problems)
    return 1 if problems else 0


def _not_held(key: str, *, near: bool) -> Problem:
    hint = "put the copy into sources/copies, or name its folder with --copies"
    message = "only a near copy of the base witness was found" if near else "no copy of the base witness was found"
    return Problem(f"sources/{key}/source.toml", 0, "copy-missing", message, (), hint)


def _show(proposal: Proposal) -> None:
    """Print a source's edits by rule, and its queries one by one."""
    source, rows = proposal.source, proposal.settled.rows
    console.print(Text(f"{source.siglum}  {source.title}", style="bold"))
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        if row.status == "made":
            key = (row.rule or f"decision: {row.decision}", row.kind)
            counts[key] = counts.get(key, 0) + len(row.at)
    for (rule, kind), count in counts.items():
        console.print(Text(f"   {count:>5}  {rule} ({kind})"))
    for row in rows:
        if row.status == "query":
            console.print(Text(_query(row), style="yellow"))


def _query(row: Row) -> str:
    words = row.before if row.before is not None else f"{row.first} … {row.last}"
    offers = f": {', '.join(row.alternatives)}?" if row.alternatives else ""
    return f"   query  {' '.join(words.split())}{offers}  ({row.why})"


def _write(proposal: Proposal, root: Path) -> None:
    """Write the generated files that differ, and name them."""
    for path, text in proposal.files:
        if path.exists() and path.read_bytes() == text.encode():
            continue
        path.write_bytes(text.encode())
        console.print(Text(f"   wrote  {path.relative_to(root).as_posix()}", style="green"))
