"""Collation: what two texts share is found, aligned and classed, in time that grows with them."""

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from coursereader.text.collate import Words, collate, shared

JARS = "Two jars of lamp oil and a tin of wicks were carried up to the gauge house on the ninth of the month"
BOATS = "Nobody who kept a boat would lend it before the ice had gone from the lower sluice and the reeds were cut"


def told(one, two):
    return [(p.kind, p.words, [(v.here, v.there) for v in p.variants]) for p in shared(one, two)]


def test_a_passage_that_stands_in_both_is_a_duplicate():
    assert told(JARS, JARS.upper() + ".") == [("duplicate", 23, [])]


def test_a_passage_inside_a_longer_one_is_an_excerpt():
    assert told(JARS, f"{BOATS}. {JARS}. {BOATS}") == [("excerpt", 23, [])]
    assert told(f"{BOATS}. {JARS}.", JARS) == [("excerpt", 23, [])]


def test_twelve_words_are_a_quotation_and_eight_a_formula():
    twelve, eight = (" ".join(JARS.split()[:count]) for count in (12, 8))
    assert [p[:2] for p in told(JARS, f"{BOATS}: {twelve}; {BOATS}")] == [("quotation", 12)]
    assert [p[:2] for p in told(JARS, f"{BOATS}: {eight}; {BOATS}")] == [("formula", 8)]


def test_seven_words_are_no_parallel():
    assert told(JARS, f"{BOATS}: {' '.join(JARS.split()[:7])}; {BOATS}") == []


def test_what_differs_is_told_word_by_word():
    one = f"{BOATS}. {JARS}."
    two = one.replace("tin", "drum").replace("carried up to", "carried to").replace("the ninth", "or about the ninth")
    assert told(one, two) == [("duplicate", 43, [("tin", "drum"), ("up", ""), ("", "or about")])]


def test_spans_and_places_of_variants_count_characters():
    one, two = f"Heading.\n\n{JARS}.", f"{JARS.replace('tin', 'drum')}!"
    (found,) = shared(one, two)
    assert one[slice(*found.one)] == JARS
    assert two[slice(*found.two)] == JARS.replace("tin", "drum")
    assert one[found.variants[0].at :].startswith("tin of")


def test_a_difference_beside_the_end_does_not_end_a_parallel():
    assert told(JARS, JARS.replace("Two jars", "Three jars").replace("ninth", "tenth"))[0][0] == "duplicate"


def test_passages_are_told_apart_and_words_between_them_do_not_count():
    text = f"{JARS}\n\n{BOATS}"
    at = len(JARS) + 2
    one = Words(text, [[(0, len(JARS))], [(at, len(text))]])
    two = Words(f"{BOATS} {JARS}", divided=False)
    assert [(p.places, p.kind) for p in collate(one, two)] == [((0, 0), "duplicate"), ((1, 0), "duplicate")]
    assert [p.places for p in collate(Words(text, [[(at, len(text))]]), two)] == [(0, 0)]


def test_a_passage_in_two_stretches_is_one():
    one = Words(f"{JARS[:39]} PLATE {JARS[39:]}", [[(0, 39), (46, len(JARS) + 7)]])
    (found,) = collate(one, Words(JARS))
    assert (found.kind, found.words, found.variants) == ("duplicate", 23, ())


def test_a_short_passage_is_known_by_its_neighbours():
    text = f"{JARS}\n\nNo boats.\n\n{BOATS}"
    ends = (len(JARS), len(JARS) + 2, len(JARS) + 11, len(JARS) + 13)
    one = Words(text, [[(0, ends[0])], [(ends[1], ends[2])], [(ends[3], len(text))]])
    assert [p.places[0] for p in collate(one, Words(text, divided=False))] == [0, 1, 2]


def test_nothing_is_shared_with_an_empty_text():
    assert shared(JARS, "") == shared("", JARS) == []


@given(st.lists(st.sampled_from("abcdef"), max_size=60), st.lists(st.sampled_from("abcdef"), max_size=60))
def test_every_parallel_is_of_equal_words_but_for_its_variants(one, two):
    one, two = " ".join(one), " ".join(two)
    for found in shared(one, two):
        here, there = one[slice(*found.one)].split(), two[slice(*found.two)].split()
        assert len(here) - sum(len(v.here.split()) for v in found.variants) == found.words
        assert len(there) - sum(len(v.there.split()) for v in found.variants) == found.words


def test_long_texts_are_collated_in_seconds():
    draw = random.Random(1979)
    some = [f"word{draw.randrange(20000)}" for _ in range(150_000)]
    changed = [word if place % 50 else "other" for place, word in enumerate(some)]
    start = time.monotonic()
    assert len(shared(" ".join(some), " ".join(changed))) == 1
    assert shared("jar " * 150_000, "jar " * 150_000) == []
    assert time.monotonic() - start < 20
