"""Build: an edition as HTML and as PDF, with a report of what was made and what was found wrong."""

from __future__ import annotations

import argparse
import time
import webbrowser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from rich.progress import Progress

from coursereader.edition.build import Built, clear
from coursereader.edition.build import build as build_edition
from coursereader.edition.editions import Choice, Edition, choose
from coursereader.edition.stopped import Stopped, require, unwritable
from coursereader.press import Pdf, compile, fonts
from coursereader.text.gate import Gate

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
    try:
        made = make(options.root, options.edition, options.copies)
        report.write(made, made.pdf.parent / "report.json")
    except Stopped as stopped:
        print_problems(stopped.problems)
        return 1
    except OSError as error:
        print_problems(unwritable(error, options.root).problems)
        return 1
    report.show(made)
    if options.open:
        webbrowser.open(made.html.as_uri())
    return 0 if made.sound else 1


def make(root: Path, wanted: str, copies: Path | None) -> report.Report:
    """Make an edition; raises `Stopped` where that cannot be done, and leaves nothing of an older one then."""
    choice = choose(root / "book", wanted)
    if choice.edition:
        clear(root / "_build" / choice.edition.key)
    require(root, printed=True)
    if choice.edition is None:
        raise Stopped(*choice.problems)
    try:
        faces = fonts.install()
    except fonts.FontsMissing as missing:
        raise Stopped(missing.problem) from missing
    with progress() as bars:
        made = Making(root, choice.edition, bars).make(copies, faces)
    read = choice.edition.prints == "text" and (root / "sources" / "copies").is_dir()
    return made if copies or read else replace(made, advised=printing(choice))


def printing(choice: Choice) -> str:
    """Return the key of the edition that prints texts: the chosen one, or the first that does; empty if none does."""
    return next((one.key for one in (choice.shown, *choice.editions) if one.prints == "text"), "")


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
            advised="",
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
    for siglum, reading in built.collection.readings.items():
        if reading.text is not None and built.carried.get(siglum):
            texts.mkdir(exist_ok=True)
            (texts / f"{siglum}.txt").write_text(reading.text, "utf-8", newline="")
