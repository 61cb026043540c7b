"""Review: the edits and queries of each source as a page to look at, and the queries one by one to answer."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from rich.panel import Panel
from rich.text import Text

from coursereader.sources import registry
from coursereader.sources.decisions import CERTAINTIES
from coursereader.sources.propose import Proposal
from coursereader.sources.review.decide import (
    Question,
    Table,
    UnwrittenError,
    answered,
    append,
    leave_open,
    make,
    questions,
    refuse,
)
from coursereader.sources.review.page import page
from coursereader.text.problem import Problem

from .held import Held
from .terminal import console, link, print_copies, print_problems

#: Characters of the text shown on each side of a query.
AROUND = 220
KEYS = "a accept · 1–9 accept that one · r refuse · o leave open · s skip · q quit"
Ask = Callable[[str], str]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb takes."""
    parser.add_argument("--copies", type=Path, help="folder of copies (default: sources/copies)")
    parser.add_argument("--source", default="", help="key of the only source to look at")
    parser.add_argument("--ask", action="store_true", help="ask the queries here, and write the answers")


def run(options: argparse.Namespace) -> int:
    """Write the page of each source whose copy is held, and ask its queries if so told; records stay as they are."""
    held = Held(options.root, options.copies)
    written = 0
    for raw, proposal in held.proposals():
        if options.source in ("", proposal.source.key):
            show(proposal, raw, options.root)
            if options.ask:
                count, more = answer(proposal, raw, typed)
                written += count
                if not more:
                    break
    if written:
        console.print(Text("Run nox -s propose to see what the decisions change."))
    print_copies(held.copies)
    print_problems(held.problems)
    return 1 if held.problems else 0


def show(proposal: Proposal, raw: str, root: Path) -> Path:
    """Write the page of a source into the folder of builds, beside every edition and in none."""
    passages, _ = registry.load_registry(proposal.source, root)
    out = root / "_build" / "review" / f"{proposal.source.key}.html"
    out.parent.mkdir(parents=True, exist_ok=True)
    current = passages.current() if passages else ()
    out.write_text(page(proposal.source, raw, proposal.settled.rows, current), "utf-8", newline="\n")
    console.print(Text("   page   ").append_text(link(out)))
    return out


def typed(prompt: str) -> str:
    """Ask the editor for a line; the end of what is typed is to quit."""
    try:
        return console.input(Text(prompt, style="bold"))
    except (EOFError, KeyboardInterrupt):
        return "q"


def answer(proposal: Proposal, raw: str, ask: Ask) -> tuple[int, bool]:
    """Ask each query of a source; tell how many decisions were written, and whether to go on with the next source."""
    rest = questions(raw, proposal.settled.rows)
    path = proposal.source.folder / "decisions.toml"
    count, number, total = 0, 0, len(rest)
    while rest:
        question, rest = rest[0], rest[1:]
        number += 1
        _print(question, f"{proposal.source.siglum}  query {number} of {total}")
        while (key := ask(f"{KEYS}: ").strip().lower()) not in {"s", "q"}:
            decided = _decided(question, key, ask)
            if decided is None:
                continue
            name, table, instead = decided
            written = _write(path, name, table)
            count += written
            if written and name == "make":
                rest = answered(rest, question, instead)
            break
        if key == "q":
            return count, False
    return count, True


def _print(question: Question, title: str) -> None:
    """Show a query in its place, with what it offers."""
    text, start, end = question.text, question.start, question.end
    shown = Text(text[max(0, start - AROUND) : start].rsplit("\n\n", 1)[-1])
    shown.append(text[start:end] or "‸", "bold reverse")
    shown.append(text[end : end + AROUND].split("\n\n", 1)[0])
    shown.append(f"\n\n{question.row.rule} · {question.row.kind} · {question.row.why}", "dim")
    if not question.stands:
        shown.append("\nThe rule has taken it out; refuse to keep it.", "dim")
    for number, offer in enumerate(question.offers()[:9], 1):
        shown.append(f"\n{number}  {offer or '(nothing)'}", "green")
    console.print(Panel(shown, title=Text(title), title_align="left"), soft_wrap=False)


def _decided(question: Question, key: str, ask: Ask) -> tuple[str, Table, str] | None:
    """Turn a key into a decision with its reason; None where it is none, or the answer was taken back."""
    if key == "r":
        return _named("refuse", partial(refuse, question), ask)
    if key == "o":
        return _named("open", partial(leave_open, question), ask)
    instead = _chosen(question, key, ask)
    if instead is None:
        return None
    why = _why("make", ask)
    certainty = ask(f"How certain ({', '.join(CERTAINTIES)})? [probable] ").strip() or "probable"
    if certainty not in CERTAINTIES:
        console.print(Text(f"no certainty is called {certainty}", style="yellow"))
        return None
    return _possible("make", make(question, instead, why, certainty), instead)


_WHY = {
    "make": "It is what the text must have said.",
    "refuse": "It is right as it stands.",
    "open": "The original would have to be seen.",
}


def _why(name: str, ask: Ask) -> str:
    return ask(f"Why? [{_WHY[name]}] ").strip() or _WHY[name]


def _named(name: str, table: Callable[[str], Table | None], ask: Ask) -> tuple[str, Table, str] | None:
    return _possible(name, table(_why(name, ask)), "")


def _possible(name: str, table: Table | None, instead: str) -> tuple[str, Table, str] | None:
    if table is None:
        console.print(Text("No seven words find the place; write this decision by hand, or skip.", style="yellow"))
        return None
    return name, table, instead


def _chosen(question: Question, key: str, ask: Ask) -> str | None:
    """Return what is to stand there: what was chosen of the offers, or typed where there are none."""
    offers: Sequence[str] = question.offers()[:9]
    if key == "a" and question.stands and not offers:
        return ask("What is to stand there? ") or None
    place = 1 if key == "a" else int(key) if key in "123456789" and key else 0
    if 0 < place <= len(offers):
        return offers[place - 1]
    console.print(Text("There is nothing of that key to accept.", style="yellow"))
    return None


def _write(path: Path, name: str, table: Table) -> bool:
    """Write a decision and say so; one that cannot be written is a problem."""
    try:
        written = append(path, name, table)
    except UnwrittenError as error:
        print_problems([Problem(path.name, 0, "decision-invalid", str(error), (), "correct the file by hand")])
        return False
    said = f"[[{name}]] {table['find']}" if written else "there is such a decision already"
    console.print(Text(f"   {said}", style="green"))
    return written
