"""The report of a build: ``report.json`` for programs, a table for the person who built it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.table import Table
from rich.text import Text

from coursereader.edition.chapter import Chapter
from coursereader.text.gate import Gate
from coursereader.text.problem import Problem

from .terminal import console, counted, link, print_problems, print_unknown


@dataclass(frozen=True, slots=True)
class Report:
    """What a build made, measured and found wrong."""

    edition: str
    chapters: tuple[Chapter, ...]
    #: Printed pages by name of the chapter.
    pages: Mapping[str, int]
    problems: tuple[Problem, ...]
    gates: tuple[Gate, ...]
    #: Seconds by stage.
    timings: Mapping[str, float]
    html: Path
    pdf: Path
    #: Works of which this edition prints our précis alone.
    as_precis: tuple[str, ...]
    #: Sigla whose copies were looked for and not found.
    missing: tuple[str, ...]
    #: Names of files among the copies that are no witness of any source.
    unknown: tuple[str, ...]
    #: Key of the edition that would print texts from copies; empty where there is none, or where copies were given.
    advised: str

    @property
    def sound(self) -> bool:
        """Whether nothing was found wrong and every gate holds."""
        return not self.problems and all(gate.ok for gate in self.gates)


def write(report: Report, path: Path) -> None:
    """Write the report as JSON; all but timings is the same from build to build."""
    problems = [{**asdict(problem), "facts": dict(problem.facts)} for problem in sorted(report.problems)]
    chapters = [
        {
            "name": chapter.name,
            "title": chapter.title,
            "words": chapter.words,
            "passages": len(chapter.passages),
            "pages": report.pages.get(chapter.name, 0),
            "made": "typeset",
        }
        for chapter in report.chapters
    ]
    said = {
        "edition": report.edition,
        "problems": problems,
        "gates": [asdict(gate) for gate in report.gates],
        "chapters": chapters,
        "quotations": {"verified": 0, "by_lock": 0},
        "timings": {stage: round(seconds, 2) for stage, seconds in report.timings.items()},
    }
    path.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", "utf-8")


def show(report: Report) -> None:
    """Print the report: chapters and totals, problems, gates that do not hold, and where the edition is."""
    console.print(_table(report))
    print_problems(report.problems)
    for gate in report.gates:
        if not gate.ok:
            console.print(Text(f"gate: {gate.name}: {gate.value} (allowed: {gate.bound})", style="bold red"))
    seconds = sum(report.timings.values())
    held = sum(gate.ok for gate in report.gates)
    console.print(f"{held} of {len(report.gates)} gates hold, {counted(len(report.problems))}, {seconds:.0f} s")
    for line in _withheld(report.as_precis, report.missing, report.advised):
        console.print(Text(line))
    print_unknown(report.unknown)
    for name, path in (("HTML", report.html), ("PDF", report.pdf)):
        if path.exists():
            console.print(Text(f"{name:<5}"), link(path))


def _table(report: Report) -> Table:
    table = Table(box=None, pad_edge=False, show_footer=True)
    passages = sum(len(chapter.passages) for chapter in report.chapters)
    table.add_column("", "")
    table.add_column(Text(f"{report.edition} edition"), "In all")
    for name, total in (
        ("words", sum(chapter.words for chapter in report.chapters)),
        ("passages", passages),
        ("pages", sum(report.pages.values())),
    ):
        table.add_column(name, f"{total:,}", justify="right")
    for chapter in report.chapters:
        pages = report.pages.get(chapter.name, 0)
        numbers = (f"{chapter.words:,}", str(len(chapter.passages) or ""), str(pages or ""))
        table.add_row("✓" if pages else "–", Text(chapter.title), *numbers)
    return table


def _withheld(as_precis: Sequence[str], missing: Sequence[str], advised: str) -> list[str]:
    """Say how many works are shown as précis, and by which edition their texts are printed."""
    lines = []
    if as_precis:
        works = "1 work is" if len(as_precis) == 1 else f"{len(as_precis)} works are"
        lines.append(f"{works} shown as précis in our own words: {', '.join(as_precis)}.")
        if advised:
            build = f"nox -s build -- --edition {advised} --copies FOLDER"
            lines.append(f"To print their texts from your own copies:  {build}")
    if missing:
        lines.append(f"No copy was found for {', '.join(missing)}.")
    return lines
