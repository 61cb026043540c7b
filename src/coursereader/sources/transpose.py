"""Transpositions: paragraphs that an editor puts before others, as moves of the raw text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from coursereader.text.blocks import Block, blocks
from coursereader.text.edits import apply
from coursereader.text.pieces import Edit, Move, OverlapError, pieces, raw_spans
from coursereader.text.problem import Problem

from .decisions import Decisions, Transpose
from .ledger import Row, row


def transpositions(raw: str, edits: Sequence[Edit], decisions: Decisions) -> tuple[list[Row], list[Problem]]:
    """Return the rows of paragraphs that are moved, and what stands in the way of others."""
    if not decisions.move:
        return [], []
    text, laid = apply(raw, edits), pieces(len(raw), edits)
    found = list(blocks(text))
    moves, problems = _placed(found, decisions)
    bounds = [block.start for block in found] + [len(text)]
    sound, faults = _sound({block: goal for block, (goal, _) in moves.items()})
    if sound.pop(len(found) - 1, None) is not None and not text.endswith("\n\n"):
        faults[len(found) - 1] = "no blank line stands behind it, so that it would run into the other"
    problems += [_unmovable(decisions.file, moves[block][1], fault) for block, fault in faults.items()]
    rows = []
    for block, goal in sound.items():
        decision = moves[block][1]
        spans = raw_spans(laid, bounds[block], bounds[block + 1])
        to = raw_spans(laid, bounds[goal], bounds[goal] + 1)[0][0]
        start, end = spans[0][0], spans[-1][1]
        rest = {"kind": "transposition", "rule": "", "decision": "move", "why": decision.why}
        rest |= {"certainty": decision.certainty, "status": "made"}
        rows.append(row([start], raw[start:end], to=to, after=None, **rest))
    try:
        pieces(len(raw), edits, [Move(r.at[0], r.at[0] + r.length, r.to or 0) for r in rows])
    except OverlapError as error:
        return [], [*problems, _unmovable(decisions.file, decisions.move[0], str(error))]
    return rows, problems


_Placed = dict[int, tuple[int, Transpose]]


def _placed(found: Sequence[Block], decisions: Decisions) -> tuple[_Placed, list[Problem]]:
    """Return the paragraphs to be moved with those they go before; report words that open none, or several."""
    moves: _Placed = {}
    problems: list[Problem] = []
    for move in decisions.move:
        ends = [
            [place for place, block in enumerate(found) if block.text.startswith(words)]
            for words in (move.find, move.before)
        ]
        for words, places in zip((move.find, move.before), ends, strict=True):
            if len(places) != 1:
                problems.append(unplaced(decisions.file, move.line, words, len(places)))
        if any(len(places) != 1 for places in ends):
            continue
        block, goal = ends[0][0], ends[1][0]
        if block in moves:
            problems.append(_unmovable(decisions.file, move, "another decision moves the same paragraph"))
            continue
        moves[block] = (goal, move)
    return moves, problems


def _sound(goals: Mapping[int, int]) -> tuple[dict[int, int], dict[int, str]]:
    """Return moves to paragraphs that stay where they are, and why the others cannot be made.

    A paragraph that goes before one that is itself moved goes along with it; those that go to one place keep the
    order they stand in, so that it must stand above the other, and none that goes there between them.

    >>> _sound({3: 10, 10: 1})
    ({3: 1, 10: 1}, {})
    >>> _sound({12: 10, 10: 1})[1]
    {12: 'it goes before a paragraph that is moved, too, and would not stand directly before it'}
    """
    resolved: dict[int, int] = {}
    faults: dict[int, str] = {}
    for block in goals:
        way = list(_way(block, goals))
        if way[-1] in way[:-1]:
            faults[block] = "it would go before itself"
        else:
            resolved[block] = way[-1]
    for block in sorted(resolved):
        others = [one for one in resolved if resolved[one] == resolved[block] and one > block]
        if goals[block] in goals and (not others or min(others) != goals[block]):
            faults[block] = "it goes before a paragraph that is moved, too, and would not stand directly before it"
    return {block: goal for block, goal in resolved.items() if block not in faults}, faults


def _way(block: int, goals: Mapping[int, int]) -> Iterator[int]:
    """Yield a paragraph, the one it goes before, the one that goes before, until one stays, or comes back."""
    seen: set[int] = set()
    while block not in seen:
        yield block
        seen.add(block)
        if block not in goals:
            return
        block = goals[block]
    yield block


def unplaced(file: str, line: int, words: str, count: int) -> Problem:
    """Return the problem of a decision whose words stand nowhere, or more than once."""
    message, hint = "the words of a decision stand more than once", "add a word of context"
    if not count:
        message = "the words of a decision do not stand in the text"
        hint = "copy a little of the text around the place, or drop the decision"
    facts = (("words", words), ("places", str(count)))
    return Problem(file, line, "decision-unplaced", message, facts, hint)


def _unmovable(file: str, move: Transpose, reason: str) -> Problem:
    facts = (("words", move.find), ("before", move.before), ("reason", reason))
    hint = "name the paragraph that it is to stand before in the end, and move each paragraph once"
    return Problem(file, move.line, "decision-unplaced", "a paragraph cannot be moved so", facts, hint)
