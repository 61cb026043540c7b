"""Build: an edition as HTML and as PDF, with a report of what was made and what was found wrong."""

from __future__ import annotations

import argparse
import shutil
import time
import webbrowser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rich.progress import Progress

from coursereader.edition.build import Built
from coursereader.edition.build import build as build_edition
from coursereader.edition.editions import Edition, load_editions
from coursereader.press import Pdf, compile, fonts
from coursereader.text.gate import Gate
from coursereader.text.problem import Problem

from . import report, written
from .terminal import print_problems, progress

#: What the stages of an edition are called while they run.
STAGES = {"read": "Reading chapters", "write": "Writing HTML", "gather": "Gathering chapters"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb takes."""
    parser.add_argument("--edition", default="", help="edition to build (default: the first of book/editions.toml)")
    parser.add_argument("--copies", type=Path, help="folder of copies (default: sources/copies)")
    parser.add_argument("--open", action="store_true", help="show the HTML edition in a browser afterwards")


def run(options: argparse.Namespace) -> int:
    """Build one edition; the status is 0 where nothing was found wrong."""
    edition, problems = chosen(options.root, options.edition)
    if edition is None:
        print_problems(problems)
        return 1
    try:
        faces = fonts.install()
    except fonts.FontsMissing as missing:
        print_problems([missing.problem])
        return 1
    with progress() as bars:
        made = Making(options.root, edition, bars).make(options.copies, faces)
    report.write(made, made.pdf.parent / "report.json")
    report.show(made)
    if options.open:
        webbrowser.open(made.html.as_uri())
    return 0 if made.sound else 1


def chosen(root: Path, wanted: str) -> tuple[Edition | None, Sequence[Problem]]:
    """Return the edition that is wanted, or the first where none is named."""
    editions, problems = load_editions(root / "book" / "editions.toml")
    known = {edition.key: edition for edition in editions}
    edition = known.get(wanted) if wanted else next(iter(editions), None)
    if edition is None and not problems:
        facts = (("edition", wanted), ("known", ", ".join(known)))
        hint = "ask for a known one, or describe it in the file"
        problems = (Problem("book/editions.toml", 0, "edition-unknown", "no such edition", facts, hint),)
    return edition, problems


@dataclass
class Making:
    """One build under way."""

    root: Path
    edition: Edition
    bars: Progress
    timings: dict[str, float] = field(default_factory=dict)

    def make(self, copies: Path | None, faces: Path) -> report.Report:
        """Make the HTML edition, the PDF and the texts, and measure them."""
        out = self.root / "_build" / self.edition.key
        with self.stage("edition"):
            held = (copies or self.root / "sources" / "copies") if self.edition.prints == "text" else None
            built = build_edition(self.root, out, self.edition.key, held, faces, self._follow)
        with self.stage("press", "Typesetting"):
            style = self.root / "_static" / "print.css"
            pdf = compile(built.book, built.chapters, style, faces, folders=(built.html, self.root / "book"))
        _write(built, pdf, out)
        with self.stage("gates", "Reading what was written"):
            gates = (*pdf.gates, *written.gates(built, out))
        return self._report(built, pdf, gates, out)

    def _report(self, built: Built, pdf: Pdf, gates: Sequence[Gate], out: Path) -> report.Report:
        readings = built.collection.readings.values()
        titles = (r.source.title for r in readings if not any(passage.id in built.told for passage in r.passages))
        return report.Report(
            edition=self.edition.key,
            chapters=built.chapters,
            pages=pdf.pages,
            problems=tuple(sorted({*built.problems, *pdf.problems})),
            gates=tuple(gates),
            timings=self.timings,
            html=built.html / "index.html",
            pdf=out / "reader.pdf",
            as_precis=tuple(titles),
            missing=built.collection.missing,
            unknown=built.collection.unknown,
        )

    @contextmanager
    def stage(self, name: str, shown: str = "") -> Iterator[None]:
        """Time a stage and show that it is under way."""
        start = time.perf_counter()
        task = self.bars.add_task(shown, total=None) if shown else None
        yield
        self.timings[name] = time.perf_counter() - start
        if task is not None:
            self.bars.remove_task(task)

    def _follow(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage of the edition is."""
        shown = STAGES[stage]
        task = next((t.id for t in self.bars.tasks if t.description == shown), None)
        if task is None:
            task = self.bars.add_task(shown, total=total)
        self.bars.update(task, completed=done, total=total)


def _write(built: Built, pdf: Pdf, out: Path) -> None:
    """Write the PDF, a second time where the home page links to it, and the reading texts the edition carries."""
    (out / "reader.pdf").write_bytes(pdf.data)
    (built.html / "reader.pdf").write_bytes(pdf.data)
    texts = out / "texts"
    shutil.rmtree(texts, ignore_errors=True)
    for siglum, reading in built.collection.readings.items():
        if reading.text is not None and built.carried.get(siglum):
            texts.mkdir(exist_ok=True)
            (texts / f"{siglum}.txt").write_text(reading.text, "utf-8", newline="")
