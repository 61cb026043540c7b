"""Decisions on a text of our own: what an editor wrote is done as written, or is a problem; nothing crashes."""

import pytest

from coursereader.sources.collection import load_sources
from coursereader.sources.ledger import bind
from coursereader.sources.propose import propose
from coursereader.text.edits import apply

SOURCE = """
key = "kettle1902"
siglum = "Q"
title = "The Kettle"
kind = "prose"
cite = "kettle1902"
language = "en"
spelling = "en-GB"
locus = "paragraph"

[[witness]]
name = "base"
base = true
sha256 = "00"
encoding = "utf-8"
bom = false
line_ends = "LF"
characters = 0
words = 0
what = "A page."
"""
#: Five paragraphs, told by their first letters.
FIVE = "\n\n".join(f"{name} stands here with its lamp." for name in ("Ash", "Beech", "Cedar", "Date", "Elm")) + "\n"


@pytest.fixture
def settled(tmp_path):
    """A function that proposes for a text with decisions; it gives the reading text and the proposal."""

    def settled(raw, decisions, *rules):
        folder = tmp_path / "sources" / "kettle1902"
        folder.mkdir(parents=True)
        said = SOURCE.replace("characters = 0", f"characters = {len(raw)}")
        (folder / "source.toml").write_text(said + "".join(f"[[rule]]\n{rule}\n" for rule in rules), "utf-8")
        (folder / "decisions.toml").write_text(decisions, "utf-8")
        sources, problems = load_sources(tmp_path)
        assert problems == []
        proposal = propose(sources[0], tmp_path, raw, ())
        return apply(raw, *bind(proposal.settled.rows, raw)), proposal

    return settled


def move(find, before):
    return f'[[move]]\nfind = "{find}"\nbefore = "{before}"\nwhy = "It belongs there."\ncertainty = "certain"\n'


def make(find, put, kind="excision"):
    said = f'[[make]]\nfind = """{find}"""\nreplace = """{put}"""\nkind = "{kind}"\n'
    return f'{said}why = "It does not belong."\ncertainty = "certain"\n'


def order(text):
    return "".join(paragraph[0] for paragraph in text.split("\n\n"))


def codes(proposal):
    return [problem.code for problem in proposal.problems]


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ([("Date", "Beech")], "ADBCE"),
        ([("Ash", "Elm")], "BCDAE"),
        ([("Ash", "Beech")], "ABCDE"),
        ([("Date", "Beech"), ("Cedar", "Date")], "ACDBE"),
        ([("Cedar", "Date"), ("Date", "Beech")], "ACDBE"),
        ([("Beech", "Cedar"), ("Cedar", "Date"), ("Date", "Ash")], "BCDAE"),
        ([("Beech", "Date"), ("Date", "Ash")], "BDACE"),
    ],
)
def test_a_paragraph_stands_before_the_other_wherever_that_stands_now(moves, expected, settled):
    text, proposal = settled(FIVE, "".join(move(*one) for one in moves))
    assert codes(proposal) == []
    assert order(text) == expected


@pytest.mark.parametrize(
    "moves",
    [
        [("Ash", "Ash")],
        [("Ash", "Cedar"), ("Ash", "Elm")],
        [("Ash", "Cedar"), ("Ash stands", "Cedar")],
        [("Beech", "Date"), ("Date", "Beech")],
        [("Elm", "Beech")],
        [("Date", "Cedar"), ("Cedar", "Beech")],
        [("Cedar", "Ash"), ("Beech", "Date"), ("Date", "Ash")],
    ],
)
def test_a_move_that_cannot_be_made_is_a_problem(moves, settled):
    _, proposal = settled(FIVE, "".join(move(*one) for one in moves))
    assert set(codes(proposal)) == {"decision-unplaced"}


@pytest.mark.parametrize("kind", ["transposition", "guess", ""])
def test_what_an_editor_makes_is_of_a_kind(kind, settled):
    _, proposal = settled(FIVE, make("Ash stands", "Ash stood", kind))
    assert codes(proposal) == ["decision-invalid"]
    assert ("[[move]]" in proposal.problems[0].hint) == (kind == "transposition")


@pytest.mark.parametrize(
    "find",
    [
        "Ash stands ",
        "Ash stands here with its lamp.",
        "Cedar stands ",
        "Cedar stands here with its lamp.",
        "Cedar stands here with its lamp.\n\n",
        "\n\nElm stands here with its lamp.",
        "Elm stands here",
        " with its lamp.\n\nDate stands",
        FIVE.strip(),
    ],
)
def test_words_at_the_edge_of_a_paragraph_may_be_taken_out(find, settled):
    text, proposal = settled(FIVE, make(find, ""))
    assert codes(proposal) == []
    assert find not in text


def test_words_across_the_end_of_a_paragraph_belong_to_one_passage(settled):
    _, proposal = settled(FIVE, make("lamp.\n\nBeech stands", "oil.\n\nBirch stands"))
    assert codes(proposal) == ["decision-unplaced"]
    assert proposal.files == ()


REFUSE = '[[refuse]]\nrule = "{}"\nfind = "{}"\nwhy = "It is meant so."\n'
OPEN = '[[open]]\nfind = "blorple lamp"\nwhy = "A word of the trade."\n'
TWICE = "The hall -- dark. It went tock tock.\n\nThe hall -- dark again -- and it went tock tock.\n"


@pytest.mark.parametrize(
    ("rule", "words", "width"), [("dashes", "hall -- dark", (5, 2)), ("doubled-words", "went tock tock", (5, 9))]
)
def test_a_refusal_is_of_every_place_where_its_words_stand(rule, words, width, settled):
    text, proposal = settled(TWICE, REFUSE.format(rule, words), 'name = "dashes"', 'name = "doubled-words"')
    refused = [(row.at, row.length) for row in proposal.settled.rows if row.status == "refused"]
    at, length = width
    assert refused == [((place(words) + at,), length) for place in (TWICE.index, TWICE.rindex)]
    assert text.count(words) == 2
    assert codes(proposal) == []


def test_a_query_is_left_open_at_one_place(settled):
    raw = "A blorple lamp.\n\nMore of the blorple lamp.\n"
    _, proposal = settled(raw, OPEN, 'name = "non-words"')
    assert [row.decision for row in proposal.settled.rows if row.before == "blorple"] == ["open", "open"]
    assert codes(proposal) == ["decision-unplaced"]


@pytest.mark.parametrize("rule", ['name = "non-words"\nwrods = ["lamp"]', 'name = "line-ends"\nwords = ["lamp"]'])
def test_a_setting_that_no_rule_reads_is_a_problem(rule, settled):
    _, proposal = settled(FIVE, "", rule)
    assert codes(proposal) == ["rule-setting"]
