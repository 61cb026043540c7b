"""What a rule asks about words that it takes out stays in the ledger when they are gone."""

from dataclasses import replace

import pytest

from coursereader.sources.decisions import Decisions, Open
from coursereader.sources.settle import settle
from coursereader.sources.source import RuleSetting

RAW = "One jar was weighed.<sup>1</sup> Two were not.<sup>2</sup> Three were.<sup>4</sup>\n"


@pytest.fixture
def source(sources):
    return replace(sources["W"], rules=(RuleSetting("note-references", ()),))


def test_a_number_missing_in_a_run_is_asked_about_once_the_references_are_cut(source):
    settled = settle(RAW, source, Decisions(), (), "source.toml")
    asked = [(row.at, row.before, row.why) for row in settled.rows if row.status == "query"]
    assert asked == [((70,), "<sup>4</sup>", "note reference 3 is missing between 2 and 4")]
    assert sum(row.status == "made" for row in settled.rows) == 3


def test_an_editor_may_leave_such_a_query_open(source):
    left = Open(find="Three were.<sup>4</sup>", why="the page is lost", line=1)
    settled = settle(RAW, source, Decisions(open=(left,)), (), "source.toml")
    assert [row.decision for row in settled.rows if row.status == "query"] == ["open"]
    assert settled.problems == ()
