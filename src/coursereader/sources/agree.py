"""Agreement: what can be proved of the committed records without any copy."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from coursereader.text.pieces import Edit, Move, OverlapError, Piece, pieces, reading_span
from coursereader.text.problem import Problem

from .decisions import load_decisions
from .ledger import Row, load_ledger, unbound
from .reading import Passage
from .registry import Registry, load_registry, other_witness
from .source import Source

HINT = "the file is generated: run nox -s propose with the copies"


def agree(source: Source, root: Path) -> list[Problem]:
    """Prove that a source's records can be read and that its ledger and passages fit each other and their witness."""
    _, problems = load_decisions(source, root)
    rows, found = load_ledger(source.ledger(), root)
    problems += found
    registry, found = load_registry(source, root)
    problems += found
    if problems or registry is None:
        return problems
    size = source.base.characters
    ledger = source.ledger().relative_to(root).as_posix()
    try:
        laid = pieces(size, *_within(rows, size))
    except OverlapError as error:
        facts = (("reason", str(error)),)
        return [Problem(ledger, 0, "ledger-invalid", "edits that cannot all be made", facts, HINT)]
    name = (source.folder / "passages.jsonl").relative_to(root).as_posix()
    passages = registry.current()
    wrong = [*_numbers(registry, source), *_places(passages, size), *_lengths(passages, laid)]
    problems = [Problem(name, 0, "passages-invalid", message, (fact,), HINT) for message, fact in wrong]
    return problems + other_witness(registry, source, root)


def _within(rows: Sequence[Row], size: int) -> tuple[list[Edit], list[Move]]:
    """Return the edits and moves that were made; whatever a row tells of must lie inside the witness."""
    for r in rows:
        if max(*r.at, r.to or 0) + (r.length if r.to is None else 0) > size:
            raise OverlapError(f"row at {r.at[0]} lies behind the end of the text")
    return unbound(rows)


#: What is wrong, and the fact that tells where.
_Found = tuple[str, tuple[str, str]]


def _numbers(registry: Registry, source: Source) -> Iterator[_Found]:
    """Yield numbers that are none of this source's or were given twice, and successors that are not there."""
    ids = [passage.id for passage in registry.passages]
    for id_, count in Counter(ids).items():
        if count > 1:
            yield "a number that two passages have", ("passage", id_)
        if not re.fullmatch(rf"{re.escape(source.siglum)}\d+[a-z]*", id_):
            yield "a number that is not made of the siglum", ("passage", id_)
    standing = {passage.id for passage in registry.current()}
    for passage in registry.passages:
        if passage.status == "retired" and standing and passage.successor not in standing:
            yield "a retired passage whose successor does not stand", ("passage", passage.id)
    if not standing:
        yield "no passage stands", ("passages", str(len(ids)))


def _places(passages: Sequence[Passage], size: int) -> Iterator[_Found]:
    """Yield passages that overlap, that are out of order, or that lie behind the end of the witness."""
    taken = sorted((a, b, passage.id) for passage in passages for a, b in passage.spans)
    for (_, end, one), (start, _, two) in zip(taken, [*taken[1:], (size, size, "the end")], strict=True):
        if end > start:
            yield "passages that overlap", ("passages", f"{one}, {two}")
    for place, passage in enumerate(passages, 1):
        if passage.order != place:
            yield "a passage out of its order", ("passage", passage.id)
        if any(not any(a <= at < b for a, b in passage.spans) for at, _ in passage.anchors):
            yield "an anchor outside its passage", ("passage", passage.id)


def _lengths(passages: Sequence[Passage], laid: Sequence[Piece]) -> Iterator[_Found]:
    """Yield passages of words that were cut, and those that the edits make longer or shorter than they are."""
    cut = [(p.raw_start, p.raw_end) for p in laid if p.edit and not p.edit.after]
    for passage in passages:
        if any(s <= a and b <= e for a, b in passage.spans for s, e in cut):
            yield "a passage of words that were cut", ("passage", passage.id)
            continue
        start, end = reading_span(laid, passage.spans[0][0], passage.spans[-1][1])
        if end - start != passage.characters:
            fact = f"{passage.id}: {end - start} characters by the ledger, {passage.characters} by its row"
            yield "a passage that is not as long as the ledger makes it", ("passage", fact)
