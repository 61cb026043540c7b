"""Propose: write what the rules find and the editor decided into the ledgers and the registries of passages."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from rich.text import Text

from coursereader.sources.collation import collation
from coursereader.sources.collection import load_sources
from coursereader.sources.ledger import Row
from coursereader.sources.propose import Proposal
from coursereader.sources.reading import UNIDENTIFIED
from coursereader.sources.registry import load_registry
from coursereader.sources.source import Source

from .held import Held
from .new import new
from .review import answer, show, typed
from .terminal import console, print_copies, print_problems


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb takes."""
    parser.add_argument("--copies", type=Path, help="folder of copies (default: sources/copies)")
    parser.add_argument("--renumber", action="store_true", help="count passages afresh, where they are not released")
    parser.add_argument("--review", action="store_true", help="write a page of all edits and queries of each source")
    parser.add_argument("--ask", action="store_true", help="ask the queries one by one, and write the answers")
    parser.add_argument("--new", type=Path, metavar="FILE", help="take in a file that no source describes yet")
    parser.add_argument("--key", default="", help="key of the new source (default: from its title)")


def run(options: argparse.Namespace) -> int:
    """Propose for every source whose copy is held; write what changed, and show it."""
    root: Path = options.root
    if options.new:
        return new(root, options.new, options.key)
    held = Held(root, options.copies)
    answers, go_on = 0, options.ask
    for raw, proposal in held.proposals(renumber=options.renumber):
        _show(proposal)
        _write(proposal.files, root)
        _show_authors(proposal.source, root)
        if go_on:
            count, go_on = answer(proposal, raw, typed)
            answers += count
        if options.review and proposal.settled.rows:
            show(proposal, raw, root)
    _write(collation(load_sources(root)[0], root, held.copies.texts), root)
    if answers:
        # What was decided shows its effect at once.
        return run(argparse.Namespace(**{**vars(options), "ask": False}))
    print_copies(held.copies)
    print_problems(held.problems)
    return 1 if held.problems else 0


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


def _show_authors(source: Source, root: Path) -> None:
    """Name the passages of a compilation that nobody is credited with, and those only its compiler is."""
    registry, _ = load_registry(source, root)
    passages = registry.current() if registry and source.kind == "compilation" else ()
    for said, ids in (
        ("nobody knows who wrote", [p.id for p in passages if p.cite == UNIDENTIFIED]),
        ("no mark reaches", [p.id for p in passages if p.known == "compiler"]),
    ):
        if ids:
            console.print(Text(f"   {said} {', '.join(ids)}", style="yellow"))


def _query(row: Row) -> str:
    words = row.before if row.before is not None else f"{row.first} … {row.last}"
    offers = f": {', '.join(row.alternatives)}?" if row.alternatives else ""
    return f"   query  {' '.join(words.split())}{offers}  ({row.why})"


def _write(generated: Iterable[tuple[Path, str]], root: Path) -> None:
    """Write the generated files that differ, and name them."""
    for path, text in generated:
        if path.exists() and path.read_bytes() == text.encode():
            continue
        path.write_bytes(text.encode())
        console.print(Text(f"   wrote  {path.relative_to(root).as_posix()}", style="green"))
