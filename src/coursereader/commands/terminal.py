"""What the commands print: progress while they work, then problems and results, once and in order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from coursereader.sources.copies import Copies
from coursereader.text.problem import Problem

#: Files named in what is printed stay whole, so that a terminal makes links of them.
console = Console(soft_wrap=True, highlight=False)


def progress() -> Progress:
    """Return a line of progress: what is being done, how far it is, how long it has taken."""
    columns = (TextColumn("{task.description:<28}"), BarColumn(bar_width=30), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True)


def print_problems(problems: Sequence[Problem]) -> None:
    """Print problems in the order of their places, and how many there are."""
    for problem in sorted(set(problems)):
        console.print(Text(str(problem)))
    count = len(set(problems))
    if count:
        console.print(Text(counted(count), style="bold red"))


def counted(problems: int) -> str:
    """Say how many problems there are.

    >>> counted(1), counted(0)
    ('1 problem', '0 problems')
    """
    return f"{problems} {'problem' if problems == 1 else 'problems'}"


def print_copies(copies: Copies) -> None:
    """Print what each file among the copies is, then those that are no witness of any source."""
    for name, said in copies.known.items():
        console.print(Text(f"{name}: {said}", style="dim"))
    print_unknown(copies.unknown)


def print_unknown(names: Sequence[str]) -> None:
    """Print the names of files among the copies that are no witness of any source."""
    for name in names:
        console.print(Text(f"{name}: not a witness of any source", style="dim"))


def link(path: Path) -> Text:
    """Return a path as a link to the file, for terminals that can follow one."""
    shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    return Text(str(shown), style=f"link {path.resolve().as_uri()}")
