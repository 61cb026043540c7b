"""What an author gets wrong is said once, with a code, the place and what to do."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module")
def faults(make):
    return make("faults").problems


@pytest.mark.parametrize(
    ("code", "line", "fact"),
    [
        ("part-unknown", 1, ("part", "middle")),
        ("siglum-unknown", 7, ("siglum", "Q")),
        ("range-unknown", 10, ("passages", "K1-K9")),
        ("passage-repeated", 18, ("passage", "K1")),
        ("passage-unknown", 22, ("passage", "K77")),
        ("passage-unprinted", 22, ("passage", "K3")),
        ("passage-unknown", 24, ("passage", "W9")),
    ],
)
def test_a_fault_has_its_place(faults, code, line, fact):
    """Every fault of the page is found at its line, with the fact that names it and a hint."""
    found = [one for one in faults if (one.code, one.line) == (code, line)]
    assert [one.file for one in found] == ["book/faults.md"]
    assert fact in found[0].facts
    assert found[0].hint


def test_a_sound_reader_has_no_problems(public, class_edition):
    """Nothing is said where nothing is wrong."""
    assert public.problems == ()
    assert class_edition.problems == ()


def test_what_others_find_is_kept_too(make):
    """A warning of Sphinx or MyST becomes a problem with its place."""
    built = make(before="# Before\n\nA [link](nowhere.md) and {cite:t}`nobody`.\n")
    found = {(one.file, one.code) for one in built.problems}
    assert ("book/before.md", "myst.xref_missing") in found
    assert ("book/before.md", "bibtex.key_not_found") in found


def test_an_edition_that_is_not_there(make):
    """An unknown edition is named, and the default, which is the most careful, is built."""
    built = make(edition="closed")
    assert [one.code for one in built.problems] == ["edition-unknown"]
    assert built.edition.key == "public"
