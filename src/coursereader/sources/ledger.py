"""The ledger: all edits and queries of one witness, in order; generated, and committed as a lock for the text.

Law 2, nothing silent: the reading text differs from the raw text by exactly these edits.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coursereader.text.edits import MisplacedEditError
from coursereader.text.pieces import Edit, Move
from coursereader.text.problem import Problem
from coursereader.text.words import count_words, digest, first_words, last_words

from .decisions import CERTAINTIES
from .records import numbered_lines, read_utf8

#: More words of a source than this never stand in a ledger (law 5).
LONGEST = 7
KINDS = ("excision", "join", "regularisation", "emendation", "supply", "transposition")
STATUSES = ("made", "refused", "query")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a ledger: an edit, an edit that was refused, or a query."""

    #: Raw offsets; more than one for the same typographic change in many places.
    at: tuple[int, ...]
    length: int
    #: What stands there, where it is short.
    before: str | None
    after: str | None
    kind: str
    #: The rule that proposed it, or an empty string.
    rule: str
    #: The decision behind it, or an empty string.
    decision: str
    why: str
    certainty: str
    #: ``made``, ``refused`` or ``query``.
    status: str
    #: Words, first and last words and digest of a longer stretch.
    words: int | None = None
    first: str | None = None
    last: str | None = None
    digest: str | None = None
    #: Where a transposition goes: before this raw offset.
    to: int | None = None
    alternatives: tuple[str, ...] = ()
    #: White space in a longer stretch that went, other than single blanks: behind how many characters of ink, and what.
    blanks: tuple[tuple[int, str], ...] = ()


def row(at: Sequence[int], before: str, **rest: Any) -> Row:
    """Make a row of a stretch of raw text, in full where it is short, else by its ends and its digest.

    >>> row([4], "lamp oyl", after="lamp oil", kind="emendation", rule="", decision="make", why="misspelt",
    ...     certainty="certain", status="made").before
    'lamp oyl'
    """
    if count_words(before) <= LONGEST:
        return Row(tuple(at), len(before), before, **rest)
    return Row(
        tuple(at),
        len(before),
        None,
        words=count_words(before),
        first=first_words(before),
        last=last_words(before),
        digest=digest(before),
        # A copy of other white space would not tell what stood there.
        blanks=_blanks(before) if rest["status"] == "made" and rest.get("to") is None else (),
        **rest,
    )


def _blanks(text: str) -> tuple[tuple[int, str], ...]:
    """Return the white space of a text that is more or other than a single blank between words."""
    found: list[tuple[int, str]] = []
    seen = 0
    for match in _BLANKS.finditer(text):
        if match.group() != " " or match.end() == len(text) or match.start() == 0:
            found.append((match.start() - seen, match.group()))
        seen += len(match.group())
    return tuple(found)


_ORDER = (
    *("at", "length", "to", "before", "words", "first", "last", "digest"),
    *("blanks", "after", "kind", "rule", "decision", "why", "certainty", "status", "alternatives"),
)
_OPTIONAL = {"to", "words", "first", "last", "digest", "before", "after"}


def serialise(rows: Iterable[Row]) -> str:
    """Write rows as JSON, one a line, with fields that say nothing left out."""
    return "".join(json.dumps(_fields(r), ensure_ascii=False) + "\n" for r in rows)


def _fields(r: Row) -> dict[str, object]:
    found: dict[str, object] = {}
    for name in _ORDER:
        value = getattr(r, name)
        if value is None or (value in ("", ()) and name not in {"before", "after"}):
            continue
        found[name] = list(value) if isinstance(value, tuple) else value
    found["at"] = r.at[0] if len(r.at) == 1 else list(r.at)
    return found


def load_ledger(path: Path, root: Path) -> tuple[list[Row], list[Problem]]:
    """Read a ledger; a line that is none is a problem."""
    name = path.relative_to(root).as_posix()
    if not path.exists():
        hint = "run nox -s propose with the copies"
        return [], [Problem(name, 0, "ledger-missing", "the witness has no ledger", (), hint)]
    rows: list[Row] = []
    text, problems = read_utf8(path, root, "ledger-invalid")
    for number, line in numbered_lines(text):
        try:
            rows.append(_parsed(json.loads(line)))
        except (ValueError, TypeError, KeyError) as error:
            facts = (("reason", f"no field {error}" if isinstance(error, KeyError) else str(error)),)
            hint = "the file is generated: run nox -s propose with the copies"
            problems.append(Problem(name, number, "ledger-invalid", "not a row of a ledger", facts, hint))
    return rows, problems


def _parsed(fields: object) -> Row:
    """Make a row of what a line says; raise an error where that is none."""
    if not isinstance(fields, dict):
        raise TypeError("not an object")
    said = {"rule": "", "decision": "", **dict.fromkeys(_OPTIONAL), **fields}
    at = said["at"]
    said["at"] = tuple(at) if isinstance(at, list) else (at,)
    said["alternatives"] = tuple(said.get("alternatives", ()))
    said["blanks"] = tuple((place, blank) for place, blank in said.get("blanks", ()))
    made = Row(**said)
    _examine(made)
    return made


def _examine(r: Row) -> None:
    """Raise an error where a row's fields are not of their kinds or contradict each other."""
    numbers = [*r.at, r.length, *(place for place, _ in r.blanks), *(n for n in (r.to, r.words) if n is not None)]
    if not r.at or any(type(n) is not int or n < 0 for n in numbers):
        raise ValueError("a number that is no whole number from 0")
    texts = [r.rule, r.decision, r.why, *r.alternatives, *(blank for _, blank in r.blanks)]
    texts += [text for text in (r.before, r.after, r.first, r.last, r.digest) if text is not None]
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("a field that is no string")
    for name, known in (("kind", KINDS), ("status", STATUSES), ("certainty", CERTAINTIES)):
        if getattr(r, name) not in known:
            raise ValueError(f"{name} {getattr(r, name)!r} is not known")
    if r.before is None and r.digest is None:
        raise ValueError("neither before nor digest")
    if r.before is not None and len(r.before) != r.length:
        raise ValueError("length is not the length of before")
    if r.status == "made" and (r.to is not None) != (r.kind == "transposition"):
        raise ValueError("a transposition has to, no other row has it")


def bind(rows: Iterable[Row], raw: str) -> tuple[list[Edit], list[Move]]:
    """Turn the rows that were made into edits and moves of a raw text, after proof that each finds its words there."""
    edits: list[Edit] = []
    moves: list[Move] = []
    for r in rows:
        if r.status != "made":
            continue
        for at in r.at:
            before = raw[at : at + r.length]
            _prove(r, at, before)
            if r.to is None:
                edits.append(Edit(at, before, r.after or ""))
            else:
                moves.append(Move(at, at + r.length, r.to))
    return edits, moves


def _prove(r: Row, at: int, before: str) -> None:
    sound = before == r.before if r.before is not None else digest(before) == r.digest
    if not sound or len(before) != r.length:
        raise MisplacedEditError(f"the copy has other words at {at} than the ledger's row ({r.rule or r.decision})")


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Sort rows by place; transpositions last and from the last goal to the first, as they are to be made."""
    return sorted(rows, key=lambda r: (r.to is not None, -(r.to or 0), r.at, r.length, r.status, r.rule, r.why))


def stretches(rows: Iterable[Row]) -> Iterator[tuple[int, int]]:
    """Yield the raw stretches that edits made in place take out or stand at."""
    for r in rows:
        if r.status == "made" and r.to is None:
            yield from ((at, at + r.length) for at in r.at)


def unbound(rows: Iterable[Row]) -> tuple[list[Edit], list[Move]]:
    """Turn the rows that were made into edits and moves without a copy; blanks stand for words it does not hold."""
    made = [r for r in rows if r.status == "made"]
    edits = [Edit(at, r.before or " " * r.length, r.after or "") for r in made if r.to is None for at in r.at]
    return edits, [Move(at, at + r.length, r.to) for r in made if r.to is not None for at in r.at]
