"""Law 3: from release on a number names the same stretch for ever, or leaves a tombstone with its successor."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import READER

from coursereader.sources.attribution import Credit
from coursereader.sources.divide import Stretch
from coursereader.sources.registry import Registry, Release, load_registry, number, serialise

RAW = "one lamp. two lamps. three lamps. four lamps. five lamps."
RELEASED = Release("1.0", "2026-01-01")


def stretch(*spans):
    """A stretch of the raw text at the places given."""
    text = " ".join(RAW[a:b] for a, b in spans)
    return Stretch("prose", (), spans, None, "paragraph", text, Credit("reservoir-1984", "", "certain"))


WHOLE = [stretch((0, 9)), stretch((10, 20)), stretch((21, 33)), stretch((34, 45)), stretch((46, 57))]


def ids(registry, status="current"):
    return [passage.id for passage in registry.passages if passage.status == status]


@pytest.fixture
def released(sources):
    """A registry of five passages that was released."""
    return replace(number(WHOLE, sources["W"], RAW, None), release=RELEASED)


def test_the_first_numbers_count_from_one(sources):
    assert ids(number(WHOLE, sources["W"], RAW, None)) == ["W1", "W2", "W3", "W4", "W5"]


def test_an_inserted_passage_renumbers_nothing(sources):
    before = replace(number([WHOLE[0], *WHOLE[3:]], sources["W"], RAW, None), release=RELEASED)
    assert ids(number(WHOLE, sources["W"], RAW, before)) == ["W1", "W1a", "W1b", "W2", "W3"]


def test_a_passage_in_front_of_all_gets_a_number_before_the_first(sources):
    before = replace(number(WHOLE[1:], sources["W"], RAW, None), release=RELEASED)
    assert ids(number(WHOLE, sources["W"], RAW, before)) == ["W0a", "W1", "W2", "W3", "W4"]


def test_a_divided_passage_leaves_a_tombstone(sources, released):
    after = number([*WHOLE[:2], stretch((21, 26)), stretch((27, 33)), *WHOLE[3:]], sources["W"], RAW, released)
    assert ids(after) == ["W1", "W2", "W2a", "W2b", "W4", "W5"]
    assert [(p.id, p.successor) for p in after.passages if p.status == "retired"] == [("W3", "W2b")]


def test_a_passage_that_goes_has_a_successor_that_stands(sources, released):
    joined = stretch((0, 20))
    once = number([joined, *WHOLE[2:]], sources["W"], RAW, released)
    assert [(p.id, p.successor) for p in once.passages if p.status == "retired"] == [("W1", "W0a"), ("W2", "W0a")]
    twice = number([stretch((0, 33)), *WHOLE[3:]], sources["W"], RAW, once)
    standing = set(ids(twice))
    assert all(p.successor in standing for p in twice.passages if p.status == "retired")


def test_a_full_stop_more_at_its_end_leaves_a_passage_its_number(sources, released):
    less = stretch((10, 19))
    assert ids(number([WHOLE[0], less, *WHOLE[2:]], sources["W"], RAW, released)) == ["W1", "W2", "W3", "W4", "W5"]


def test_counting_afresh_is_refused_once_released(sources, released):
    assert ids(number(WHOLE[1:], sources["W"], RAW, released, afresh=True)) == ["W2", "W3", "W4", "W5"]


def test_counting_afresh_is_allowed_before(sources, released):
    provisional = replace(released, release=Release())
    assert ids(number(WHOLE[1:], sources["W"], RAW, provisional, afresh=True)) == ["W1", "W2", "W3", "W4"]


@given(st.data())
def test_through_any_history_a_number_names_one_stretch_or_is_retired(sources_of_module, data):
    """Passages are joined, divided, dropped and brought back; no number ever changes its words."""
    bounds = [0, 9, 20, 33, 45, 57]
    registry = None
    named = {}
    for _ in range(data.draw(st.integers(1, 5))):
        cuts = sorted(data.draw(st.sets(st.sampled_from(bounds), min_size=2)))
        division = [stretch((a + (a > 0), b)) for a, b in itertools.pairwise(cuts)]
        registry = number(division, sources_of_module["W"], RAW, registry)
        registry = replace(registry, release=RELEASED)
        for passage in registry.passages:
            assert named.setdefault(passage.id, passage.spans) == passage.spans
        standing = ids(registry)
        assert len(standing) == len(set(standing))
        assert all(p.successor in standing for p in registry.passages if p.status == "retired")
        assert named.keys() == {passage.id for passage in registry.passages}


@pytest.fixture(scope="module")
def sources_of_module(sources):
    return sources


@pytest.mark.parametrize("siglum", ["K", "W"])
def test_a_registry_read_and_written_is_the_same(siglum, sources):
    registry, problems = load_registry(sources[siglum], READER)
    assert problems == []
    path = sources[siglum].folder / "passages.jsonl"
    assert isinstance(registry, Registry)
    assert serialise(registry) == path.read_text("utf-8")
