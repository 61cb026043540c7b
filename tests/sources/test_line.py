"""The line from copies to passages, for the invented reader in full: laws 1 and 2."""

import json
from dataclasses import replace

import pytest
from tests.conftest import READER

from coursereader.sources.copies import decode, encode
from coursereader.sources.decisions import load_decisions
from coursereader.sources.divide import divide, regions
from coursereader.sources.ledger import LONGEST, bind, load_ledger
from coursereader.sources.propose import propose, prove
from coursereader.sources.rules import RULES, Settings
from coursereader.sources.settle import settle
from coursereader.text.edits import MisplacedEditError, apply, revert
from coursereader.text.words import count_words

SIGLA = pytest.mark.parametrize("siglum", ["K", "W"])


@pytest.fixture(scope="module")
def bound(sources, raws):
    """Edits and moves of each source from its committed ledger."""
    rows = {siglum: load_ledger(source.ledger(), READER)[0] for siglum, source in sources.items()}
    return {siglum: bind(rows[siglum], raws[siglum]) for siglum in rows}


@SIGLA
def test_the_ledger_turns_the_copy_into_the_expected_text(siglum, raws, bound):
    expected = (READER / "expected" / f"{siglum}.txt").read_text("utf-8")
    assert apply(raws[siglum], *bound[siglum]) == expected


@SIGLA
def test_the_copy_comes_back_from_the_reading_text_byte_for_byte(siglum, sources, raws, bound, copies):
    text = apply(raws[siglum], *bound[siglum])
    bytes_back = encode(revert(text, *bound[siglum]), sources[siglum].base)
    assert bytes_back in {path.read_bytes() for path in copies.iterdir()}
    assert decode(bytes_back, sources[siglum].base) == raws[siglum]


@SIGLA
def test_every_character_is_in_exactly_one_region(siglum, sources, raws, bound):
    raw, (edits, moves) = raws[siglum], bound[siglum]
    decisions, _ = load_decisions(sources[siglum], READER)
    division = divide(raw, edits, moves, sources[siglum], decisions)
    ids = [f"{siglum}{place}" for place in range(1, len(division.passages) + 1)]
    covered = regions(raw, division, ids, edits)
    assert "".join(raw[region.start : region.end] for region in covered) == raw
    assert {region.label for region in covered} >= {"K": {"heading", "label", "K1"}, "W": {"excised", "W1"}}[siglum]


@SIGLA
def test_committed_records_are_what_rules_and_decisions_say(siglum, sources, raws, names):
    proposal = propose(sources[siglum], READER, raws[siglum], names)
    assert proposal.problems == ()
    assert prove(proposal, READER) == []


def test_a_rule_that_now_acts_otherwise_is_a_problem_and_changes_nothing(sources, raws, names):
    fewer = replace(sources["W"], rules=tuple(r for r in sources["W"].rules if r.name != "duplicate-paragraphs"))
    before = fewer.ledger().read_bytes()
    problems = prove(propose(fewer, READER, raws["W"], names), READER)
    assert {problem.code for problem in problems} == {"ledger-stale", "passages-stale"}
    assert fewer.ledger().read_bytes() == before


@SIGLA
def test_cleaning_a_second_time_changes_nothing(siglum, sources, raws, bound, names):
    text = apply(raws[siglum], *bound[siglum])
    for rule in sources[siglum].rules:
        found = [f for f in RULES[rule.name](text, Settings(dict(rule.settings), names)) if f.certain]
        refused = [f for f in found if text[f.start : f.end] == "Lindqvist"]
        assert found == refused, rule.name


@SIGLA
def test_a_copy_with_one_character_changed_does_not_bind(siglum, sources, raws):
    rows, _ = load_ledger(sources[siglum].ledger(), READER)
    first = next(row for row in rows if row.before and row.before.strip())
    at = first.at[0]
    with pytest.raises(MisplacedEditError):
        bind(rows, raws[siglum][:at] + "#" + raws[siglum][at + 1 :])


@SIGLA
def test_a_ledger_does_not_hold_the_text(siglum, sources):
    rows = [json.loads(line) for line in sources[siglum].ledger().read_text("utf-8").splitlines()]
    assert all(count_words(row.get("before", "")) <= LONGEST for row in rows)
    assert all(count_words(row.get("first", "")) <= 3 and count_words(row.get("last", "")) <= 3 for row in rows)
    assert all(row["words"] > LONGEST for row in rows if "digest" in row)


def test_a_refused_edit_and_an_open_query_are_in_the_ledger(sources):
    rows, _ = load_ledger(sources["W"].ledger(), READER)
    assert [(row.before, row.status) for row in rows if row.decision in {"refuse", "open"}] == [
        ("Lindqvist", "refused"),
        ("wickage", "query"),
    ]


def test_a_decision_that_undoes_a_rule_is_a_problem(sources, raws):
    decisions, _ = load_decisions(sources["K"], READER)
    again = replace(decisions.make[0], find="The Winter of the Lamps", replace="The Winter of \nthe Lamps")
    settled = settle(raws["K"], sources["K"], replace(decisions, make=(again,)), (), "source.toml")
    assert "rule-unsettled" in {problem.code for problem in settled.problems}
