"""Decide: an editor's answer to a query, written behind what decisions.toml says already, which stays byte for byte."""

from __future__ import annotations

import json
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from pathlib import Path

from coursereader.text.edits import apply
from coursereader.text.pieces import Piece, pieces
from coursereader.text.words import WORD

from ..decisions import MAKES
from ..ledger import LONGEST, Row, bind

#: Words around a query that an editor's file is to show, where they are enough.
FEW = 5
#: Characters on each side in which a context is looked for.
_NEAR = 400
Value = str | Sequence[str]
Table = Mapping[str, Value]


class UnwrittenError(ValueError):
    """A decision that cannot be written into a file."""


@dataclass(frozen=True, slots=True)
class Question:
    """A query nobody has answered, with the text it is asked of and where."""

    row: Row
    text: str
    start: int
    end: int
    #: False where the rule has taken out what it asks about; the text is then the raw one.
    stands: bool
    #: Stretches of other questions, which its context had better not take in.
    others: tuple[tuple[int, int], ...] = ()

    def offers(self) -> tuple[str, ...]:
        """Return what may stand in its place; an excision offers nothing at all."""
        if not self.stands:
            return ()
        offered = (self.row.after, *self.row.alternatives) if self.row.after else self.row.alternatives
        return tuple(dict.fromkeys(offered)) or (("",) if self.row.kind == "excision" else ())

    def context(self) -> str | None:
        """Return the fewest words that stand nowhere else in the text; None where more than seven would be needed."""
        return context(self.text, self.start, self.end, self.others)


def questions(raw: str, rows: Iterable[Row]) -> list[Question]:
    """Return the queries of a ledger that no decision has answered, in the order of the text."""
    rows = list(rows)
    edits, _ = bind(rows, raw)
    text, laid = apply(raw, edits), pieces(len(raw), edits)
    asked = [r for r in rows if r.status == "query" and not r.decision]
    spans = [(_reading(laid, r.at[0]), _reading(laid, r.at[0] + r.length, end=True)) for r in asked]
    ordered = sorted(spans)
    found = []
    for r, (start, end) in zip(asked, spans, strict=True):
        if r.length and start >= end:
            found.append(Question(r, raw, r.at[0], r.at[0] + r.length, stands=False))
        else:
            near = ordered[bisect_left(ordered, (start - _NEAR, 0)) : bisect_right(ordered, (end + _NEAR, 0))]
            others = tuple(span for span in near if span != (start, end))
            found.append(Question(r, text, start, max(start, end), stands=True, others=others))
    return sorted(found, key=lambda q: q.row.at)


def answered(rest: Iterable[Question], question: Question, instead: str) -> list[Question]:
    """Return the questions beside one, in the text as it stands when other words took its place."""
    text = question.text[: question.start] + instead + question.text[question.end :]
    more = len(text) - len(question.text)
    found = []
    for other in rest:
        if not other.stands:
            found.append(other)
        elif other.end <= question.start:
            found.append(replace(other, text=text))
        elif other.start >= question.end:
            moved = tuple((a + more, b + more) for a, b in other.others if a >= question.end)
            found.append(replace(other, text=text, start=other.start + more, end=other.end + more, others=moved))
    return found


def _reading(laid: Sequence[Piece], offset: int, *, end: bool = False) -> int:
    """Return where a raw offset stands in the text; no move is made in it."""
    if end:
        place = bisect_left(laid, offset, key=attrgetter("raw_end"))
    else:
        place = bisect_right(laid, offset, key=attrgetter("raw_end"))
    if place >= len(laid):
        return laid[-1].end if laid else 0
    piece = laid[place]
    if piece.edit is None:
        return piece.start + max(0, offset - piece.raw_start)
    return piece.end if end else piece.start


def context(text: str, start: int, end: int, others: Sequence[tuple[int, int]] = ()) -> str | None:
    """Return the fewest whole words around a stretch that stand once in a text, of one paragraph where it is of one.

    >>> context("A lamp, a jar. The lamp was dry.", 19, 23)
    'lamp was'
    """
    low, high = max(0, start - _NEAR), min(len(text), end + _NEAR)
    if "\n\n" not in text[start:end]:
        low = max(low, text.rfind("\n\n", low, start) + 1)
        stop = text.find("\n\n", end)
        high = min(high, stop if stop >= 0 else high)
    windows = list(_windows([m.span() for m in WORD.finditer(text, low, high)], start, end))
    # Words that another answer may change serve only where no others do.
    windows.sort(key=lambda w: (w[0] > FEW, any(a < w[2] and w[1] < b for a, b in others), w[0], w[2] - w[1]))
    return next((text[a:b] for _, a, b in windows if text.count(text[a:b]) == 1), None)


def _windows(words: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield runs of whole words that hold a stretch: how many words, from where, to where."""
    first = next((n for n, (_, b) in enumerate(words) if b > start), len(words))
    last = next((n for n in range(len(words), 0, -1) if words[n - 1][0] < end), 0)
    for a in range(first, max(-1, first - LONGEST - 1), -1):
        for b in range(max(last, a), min(len(words), a + LONGEST) + 1):
            if a < b:
                yield b - a, min(start, words[a][0]), max(end, words[b - 1][1])


def make(question: Question, instead: str, why: str, certainty: str) -> Table | None:
    """Return the table that puts other words in the place of a query's; None where no context is short enough."""
    find = question.context()
    if find is None:
        return None
    at = question.text.find(find)
    before = question.text[at : question.start]
    after = question.text[question.end : at + len(find)]
    kind = question.row.kind if question.row.kind in MAKES else "emendation"
    return {"find": find, "replace": before + instead + after, "kind": kind, "why": why, "certainty": certainty}


def refuse(question: Question, why: str) -> Table | None:
    """Return the table that refuses a rule's query at its words; None where no context is short enough."""
    find = question.context()
    return None if find is None else {"rule": question.row.rule, "find": find, "why": why}


def leave_open(question: Question, why: str) -> Table | None:
    """Return the table that leaves a query standing; None where no context is short enough."""
    find = question.context()
    return None if find is None else {"find": find, "why": why}


def quoted(text: str) -> str:
    r"""Return a text as a string of TOML.

    >>> print(quoted('A "lamp"\nand oil'))
    "A \"lamp\"\nand oil"
    """
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def written(name: str, table: Table) -> str:
    """Return a decision as it stands in its file."""
    lines = [f"[[{name}]]"]
    for field, value in table.items():
        said = quoted(value) if isinstance(value, str) else f"[{', '.join(quoted(item) for item in value)}]"
        lines.append(f"{field} = {said}")
    return "\n".join(lines) + "\n"


def append(path: Path, name: str, table: Table) -> bool:
    """Add a decision at the end of a file; False where the file has one on the same words already."""
    before = path.read_bytes() if path.exists() else b""
    try:
        held = tomllib.loads(before.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnwrittenError(f"{path.name} is not valid TOML: {error}") from error
    others = held.get(name, [])
    if not isinstance(others, list):
        raise UnwrittenError(f"{name} of {path.name} is no list of tables")
    if any(_same(table, other) for other in others):
        return False
    line = b"\r\n" if b"\r\n" in before else b"\n"
    between = b"" if not before else line if before.endswith(b"\n") else line * 2
    after = before + between + written(name, table).encode().replace(b"\n", line)
    try:
        told = tomllib.loads(after.decode())
    except tomllib.TOMLDecodeError as error:
        raise UnwrittenError(f"{path.name} would not be valid TOML: {error}") from error
    if told != {**held, name: [*others, dict(table)]}:
        raise UnwrittenError(f"{path.name} would say something else")
    path.write_bytes(after)
    return True


def _same(table: Table, other: object) -> bool:
    return isinstance(other, dict) and all(table.get(field) == other.get(field) for field in ("find", "rule"))
