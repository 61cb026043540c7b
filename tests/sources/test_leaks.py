"""Law 5: words of a source are found in whatever was written, with copies and without."""

from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import READER

from coursereader.sources.leaks import canaries, known_runs, leaks
from coursereader.sources.registry import load_registry
from coursereader.text.words import words

LETTERS = st.sampled_from("abcdefghij")


def test_each_passage_of_some_length_is_told_by_its_canary_alone(sources):
    text = (READER / "expected" / "W.txt").read_text("utf-8")
    registry, _ = load_registry(sources["W"], READER)
    told = {passage.id for passage in registry.current() if passage.canary}
    assert set(canaries(text, registry.current())) == told
    assert len(told) >= 12


def test_case_punctuation_and_line_breaks_hide_nothing(sources):
    registry, _ = load_registry(sources["W"], READER)
    text = "\n—".join(words((READER / "expected" / "W.txt").read_text("utf-8"))).upper()
    assert "W8" in set(canaries(text, registry.current()))


def test_our_own_words_hold_no_canary(sources):
    registry, _ = load_registry(sources["W"], READER)
    assert list(canaries((sources["W"].folder / "precis.md").read_text("utf-8"), registry.current())) == []


@given(st.lists(LETTERS, min_size=8, max_size=30), st.lists(LETTERS, max_size=60), st.integers(0, 60))
def test_a_run_of_eight_words_is_always_found(source, text, at):
    planted = [*text[:at], *source[:8], *text[at:]]
    assert list(leaks(" ".join(planted), known_runs({"K": " ".join(source)})))


@given(st.lists(LETTERS, max_size=7))
def test_seven_words_are_no_leak(source):
    assert list(leaks(" ".join(source), known_runs({"K": " ".join(source)}))) == []


def test_a_leak_names_its_line():
    known = known_runs({"K": "one two three four five six seven eight"})
    found = list(leaks("We say:\n\none two three\nfour five six seven eight.", known))
    assert [(leak.line, len(leak.words)) for leak in found] == [(3, 8)]
