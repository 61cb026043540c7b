"""Check: prove everything that can be proved without typesetting, and say what could not be checked without copies."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from rich.text import Text

from coursereader.edition.build import build as build_edition
from coursereader.edition.editions import PUBLIC, choose
from coursereader.edition.stopped import Stopped, require
from coursereader.sources import load
from coursereader.sources.agree import agree
from coursereader.sources.collation import prove_collation
from coursereader.sources.collection import load_sources
from coursereader.sources.copies import Copies, recognise
from coursereader.sources.leaks import known_runs, leaks
from coursereader.sources.names import load_names, unreadable_names
from coursereader.sources.propose import propose, prove
from coursereader.text.problem import Problem

from .terminal import console, print_copies, print_problems

#: Files that hold our own words, and may hold none of a source.
OURS = (
    *("book/**/*.md", "book/**/*.toml", "book/**/*.csv"),
    *("sources/*/*.md", "sources/*/*.toml", "sources/*/*.jsonl"),
    *("conf.py", "refs.bib"),
)

#: Titles in a bibliography: a work may be named by more than seven words.
TITLES = re.compile(r"^[ \t]*(?:title|booktitle|journal)[ \t]*=.*$", re.MULTILINE)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb takes."""
    parser.add_argument("--copies", type=Path, help="folder of copies (default: sources/copies, where it exists)")


def run(options: argparse.Namespace) -> int:
    """Check the records, the prose and, where they are held, the copies."""
    root: Path = options.root
    default = root / "sources" / "copies"
    copies = options.copies or (default if default.is_dir() else None)
    try:
        require(root)
    except Stopped as stopped:
        print_problems(stopped.problems)
        return 1
    problems = [*records(root), *documents(root)]
    unchecked = []
    if copies:
        sources = load_sources(root)[0]
        found = recognise(copies, sources)
        print_copies(found)
        problems += against_copies(root, found)
        unchecked = [source.key for source in sources if (source.key, source.base.name) not in found.texts]
    print_problems(problems)
    if not copies or unchecked:
        works = ", ".join(unchecked) if copies else "any work: no copies are held"
        console.print(Text(f"Not checked for {works}: whether ledgers and passages are what the rules say now,"))
        console.print(
            Text("and whether our prose has words of the source.  To check them: nox -s check -- --copies FOLDER")
        )
    if not problems:
        console.print("No problems.")
    return 1 if problems else 0


def records(root: Path) -> Iterator[Problem]:
    """Prove that committed records agree with each other."""
    for source in load_sources(root)[0]:
        yield from agree(source, root)
    yield from unreadable_names(root)


def documents(root: Path) -> Iterator[Problem]:
    """Write every page of every edition as HTML, for what only that finds; the records are loaded for it, too."""
    for edition in choose(root / "book", "").editions or (PUBLIC,):
        try:
            yield from build_edition(root, root / "_build" / "check" / edition.key, edition.key).problems
        except Stopped as stopped:
            yield from stopped.problems


def against_copies(root: Path, copies: Copies) -> list[Problem]:
    """Prove ledgers and passages from the copies, and our prose free of their words."""
    problems = list(load(root, copies).problems)
    names = load_names(root)
    words: dict[str, str] = {}
    for source in load_sources(root)[0]:
        near = copies.near.get(source.key)
        raw = copies.texts.get((source.key, source.base.name))
        if raw is not None:
            words[source.key] = raw
            proposal = propose(source, root, raw, names)
            problems += [*proposal.problems, *prove(proposal, root)]
        elif near is not None:
            words |= near.raws
    problems += prove_collation(load_sources(root)[0], root, copies.texts)
    problems += words_of_sources(root, words)
    return problems


def words_of_sources(root: Path, raws: Mapping[str, str]) -> Iterator[Problem]:
    """Yield each run of eight or more words of a source that stands in our own files (law 5)."""
    known = known_runs(raws)
    for path in sorted({path for pattern in OURS for path in root.glob(pattern)}):
        text = path.read_text("utf-8", "replace")
        for leak in leaks(TITLES.sub("", text) if path.suffix == ".bib" else text, known):
            facts = (("words", f"{' '.join(leak.words[:3])} … ({len(leak.words)} in all)"),)
            hint = "say it in your own words, or quote at most seven"
            name = path.relative_to(root).as_posix()
            yield Problem(name, leak.line, "words-of-source", "words of a source in our own text", facts, hint)
