"""Review: the edits and queries of each source as a page to look at, and the queries one by one to answer."""

from __future__ import annotations

import argparse
from collections.abc import Callable
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
from coursereader.sources.review.offers import Answer, meant
from coursereader.sources.review.page import page
from coursereader.text.problem import Problem

from .held import Held
from .terminal import console, link, print_copies, print_problems

#: Characters of the text shown on each side of a query.
AROUND = 220
KEYS = "a accept · 1–9 accept that one · r refuse · o leave open · s skip · q quit"
NO_PLACE = "No seven words find the place; write this decision by hand, or skip."
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
        # Without its decisions nothing of a source is settled, and there is nothing true to show.
        if proposal.settled.rows and options.source in ("", proposal.source.key):
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
            name, table, answer_ = decided
            written = _write(path, name, table)
            count += written
            if written and answer_.instead is not None:
                rest = answered(rest, answer_.question, answer_.instead)
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


def _decided(question: Question, key: str, ask: Ask) -> tuple[str, Table, Answer] | None:
    """Turn a key into a decision with its reason; None where it is none, or the answer was taken back."""
    if key in {"r", "o"}:
        return _left(question, "refuse" if key == "r" else "open", ask)
    answer = _chosen(question, key, ask)
    if answer is None:
        return None
    if answer.instead is None:
        return _left(question, "refuse", ask)
    shown = make(answer.question, answer.instead, "", "")
    if shown is None:
        console.print(Text(NO_PLACE, style="yellow"))
        return None
    console.print(Text(f"   {shown['find']}  →  {shown['replace']}", style="green"))
    why = _why("make", ask)
    certainty = ask(f"How certain ({', '.join(CERTAINTIES)})? [probable] ").strip() or "probable" if why else ""
    if why and certainty not in CERTAINTIES:
        console.print(Text(f"no certainty is called {certainty}", style="yellow"))
    return ("make", {**shown, "why": why, "certainty": certainty}, answer) if certainty in CERTAINTIES else None


_WHY = {
    "make": "It is what the text must have said.",
    "refuse": "It is right as it stands.",
    "open": "The original would have to be seen.",
}


def _why(name: str, ask: Ask) -> str:
    """Ask for a reason; an empty string takes the answer back."""
    why = ask(f"Why? [{_WHY[name]}] (- takes it back) ").strip() or _WHY[name]
    return "" if why == "-" else why


def _left(question: Question, name: str, ask: Ask) -> tuple[str, Table, Answer] | None:
    """Return the decision that leaves all as it is, refused or open."""
    why = _why(name, ask)
    if not why:
        return None
    table = refuse(question, why) if name == "refuse" else leave_open(question, why)
    if table is None:
        console.print(Text(NO_PLACE, style="yellow"))
        return None
    return name, table, Answer(question, None)


def _chosen(question: Question, key: str, ask: Ask) -> Answer | None:
    """Return what was chosen of the offers, or typed, where there are none or one tells what only an editor can do."""
    offers = question.offers()[:9]
    place = 1 if key == "a" else int(key) if key in set("123456789") else 0
    if not question.stands or not place or (offers and place > len(offers)):
        console.print(Text("There is nothing of that key to accept.", style="yellow"))
        return None
    answer = meant(question, offers[place - 1]) if offers else None
    if answer is None:
        typed = ask("What is to stand in the place of the marked words? ")
        return Answer(question, typed) if typed else None
    return answer


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
