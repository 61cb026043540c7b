"""Law 1: with the edits known, the raw text comes back from the reading text, character for character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursereader.text.edits import MisplacedEditError, apply, compose, revert
from coursereader.text.pieces import Edit, Move, OverlapError, pieces, raw_spans

TEXTS = st.text(alphabet="ab \n-’下", max_size=40)


@st.composite
def edits_of(draw, raw):
    """Edits of a raw text that do not overlap: insertions, deletions, replacements, neighbours."""
    bounds = draw(st.lists(st.integers(0, len(raw)), max_size=8).map(sorted))
    made = []
    for start, end in zip(bounds[::2], bounds[1::2], strict=False):
        if made and made[-1].start == start == end == made[-1].end:
            continue
        made.append(Edit(start, raw[start:end], draw(st.text(alphabet="xy\n", max_size=4))))
    return made


@st.composite
def moves_of(draw, raw, edits):
    """Up to three moves whose bounds lie across no edit, none into another."""
    inside = {offset for edit in edits for offset in range(edit.start + 1, edit.end)}
    free = [offset for offset in range(len(raw) + 1) if offset not in inside]
    moves = []
    for _ in range(draw(st.integers(0, 3))):
        start, end, to = (draw(st.sampled_from(free)) for _ in range(3))
        move = Move(min(start, end), max(start, end), to)
        try:
            pieces(len(raw), edits, [*moves, move])
        except OverlapError:
            continue
        if to not in {other.to for other in moves}:
            moves.append(move)
    return moves


@st.composite
def edited_texts(draw):
    """A raw text with edits and moves of it."""
    raw = draw(TEXTS)
    edits = draw(edits_of(raw))
    return raw, edits, draw(moves_of(raw, edits))


@given(edited_texts())
def test_reverting_what_was_applied_gives_the_raw_text(given_):
    raw, edits, moves = given_
    assert revert(apply(raw, edits, moves), edits, moves) == raw


@given(edited_texts())
def test_every_raw_character_stands_in_exactly_one_piece(given_):
    raw, edits, moves = given_
    laid = sorted(pieces(len(raw), edits, moves), key=lambda p: (p.raw_start, p.raw_end))
    assert "".join(raw[p.raw_start : p.raw_end] for p in laid) == raw


@given(st.data())
def test_a_composite_does_what_two_lists_of_edits_do_in_turn(data):
    raw = data.draw(TEXTS)
    first = [c.edit for c in compose(raw, [], data.draw(edits_of(raw)))]
    between = apply(raw, first)
    second = data.draw(edits_of(between))
    composed = compose(raw, first, second)
    assert apply(raw, [c.edit for c in composed]) == apply(between, second)
    assert sorted(p for c in composed for p in c.first) == list(range(len(first)))
    assert sorted(p for c in composed for p in c.second) == list(range(len(second)))


def outsider(raw, edits, moves):
    """Another program's way to make the edits: character by character, moves last and one after the other."""
    units = []
    starts = {}
    for edit in edits:
        starts.setdefault(edit.start, []).append(edit)
    at = 0
    while at <= len(raw):
        found = sorted(starts.get(at, []), key=lambda e: e.end)
        units += [(at, edit.after) for edit in found]
        if at == len(raw):
            break
        taken = max((len(edit.before) for edit in found), default=0)
        if not taken:
            units.append((at, raw[at]))
        at += taken or 1
    for move in sorted(moves, key=lambda m: -m.to):
        block = [u for u in units if move.start <= u[0] < move.end]
        rest = [u for u in units if not move.start <= u[0] < move.end]
        where = next((n for n, u in enumerate(rest) if u[0] >= move.to), len(rest))
        units = rest[:where] + block + rest[where:]
    return "".join(text for _, text in units)


@given(edited_texts())
def test_an_outsider_who_makes_the_edits_one_by_one_gets_the_same_text(given_):
    raw, edits, moves = given_
    if len(moves) <= 1:
        assert apply(raw, edits, moves) == outsider(raw, edits, moves)


def test_edits_inside_a_moved_stretch_go_with_it():
    assert apply("one two\nthree\n", [Edit(4, "two", "2")], [Move(0, 8, 14)]) == "three\none 2\n"


def test_an_edit_that_does_not_find_its_text_is_refused():
    with pytest.raises(MisplacedEditError, match="expected 'x', found 'a'"):
        apply("abc", [Edit(0, "x", "")])


def test_a_reading_text_that_was_changed_is_not_reverted():
    with pytest.raises(MisplacedEditError):
        revert("recognize", [Edit(5, "-\n", "z")])


@pytest.mark.parametrize(
    ("edits", "moves"),
    [
        ([Edit(0, "ab", ""), Edit(1, "b", "")], []),
        ([Edit(1, "bcd", "x")], [Move(2, 3, 5)]),
        ([], [Move(0, 3, 2)]),
        ([], [Move(0, 3, 6), Move(2, 4, 6)]),
        ([], [Move(2, 2, 4)]),
        ([Edit(5, "fg", "")], []),
    ],
)
def test_edits_and_moves_that_overlap_are_refused(edits, moves):
    with pytest.raises(OverlapError):
        pieces(6, edits, moves)


def test_a_stretch_of_the_reading_text_is_found_in_the_raw_text():
    laid = pieces(12, [Edit(3, "--", "—")], [Move(0, 2, 8)])
    assert raw_spans(laid, 0, 4) == ((2, 7),)
    assert raw_spans(laid, 4, 8) == ((7, 8), (0, 2), (8, 9))
