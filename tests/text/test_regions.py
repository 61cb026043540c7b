"""Every character is in exactly one region; white space belongs to what precedes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursereader.text.regions import GapError, Region, partition


@given(st.lists(st.tuples(st.sampled_from(["", " ", "\n\n"]), st.text("ab下", min_size=1, max_size=5)), min_size=1))
def test_regions_cover_the_text_and_leave_no_white_space_in_front(parts):
    raw, regions = "", []
    for blank, word in parts:
        raw += blank
        regions.append(Region(len(raw), len(raw) + len(word), "x"))
        raw += word
    covered = partition(raw, regions)
    assert "".join(raw[r.start : r.end] for r in covered) == raw
    assert all(not raw[r.start].isspace() for r in covered[1:])


@pytest.mark.parametrize(
    "regions",
    [[], [Region(0, 1, "x")], [Region(1, 3, "x")], [Region(0, 2, "x"), Region(1, 3, "y")]],
)
def test_a_gap_or_an_overlap_is_refused(regions):
    with pytest.raises(GapError):
        partition("abc", regions)
