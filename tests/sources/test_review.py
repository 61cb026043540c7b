"""Review: the page shows what the ledger says and no source's words act in it; answers are decisions that hold."""

import json
import re
import tomllib
from argparse import Namespace
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import READER

from coursereader.__main__ import main
from coursereader.commands import review
from coursereader.sources.decisions import load_decisions
from coursereader.sources.ledger import LONGEST, bind, load_ledger
from coursereader.sources.propose import propose
from coursereader.sources.registry import load_registry
from coursereader.sources.review.decide import UnwrittenError, answered, append, context, make, questions, quoted
from coursereader.sources.review.layout import paragraphs
from coursereader.sources.review.offers import meant
from coursereader.sources.review.page import WARNING, counts, page
from coursereader.text.edits import apply
from coursereader.text.words import count_words

SIGLA = pytest.mark.parametrize("siglum", ["K", "W"])
VOID = {"meta", "input"}


class Seen(HTMLParser):
    """A page's elements, proved to nest, with the text of each side."""

    def __init__(self, text):
        super().__init__()
        self.open, self.elements, self.sides = [], [], {"raw": [], "edited": []}
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        classes = {attrs.get("class") for _, attrs in self.open}
        for _, attrs in self.open:
            if "data-side" in attrs and not classes & {"sign", "none", "offer"}:
                self.sides[attrs["data-side"]].append(data)

    def having(self, name):
        return [attrs for _, attrs in self.elements if name in attrs]


@pytest.fixture(scope="module")
def rows(sources):
    return {siglum: load_ledger(source.ledger(), READER)[0] for siglum, source in sources.items()}


@pytest.fixture(scope="module")
def pages(sources, raws, rows):
    passages = {siglum: load_registry(source, READER)[0].current() for siglum, source in sources.items()}
    return {siglum: page(sources[siglum], raws[siglum], rows[siglum], passages[siglum]) for siglum in sources}


@SIGLA
def test_both_texts_stand_in_the_layout_whole(siglum, raws, rows):
    raw, found = raws[siglum], [s for p in paragraphs(raws[siglum], rows[siglum]) for s in p.segments]
    assert "".join(s.raw for s in sorted(found, key=lambda s: (s.raw_start, len(s.raw)))) == raw
    assert "".join(s.text for s in found) == apply(raw, *bind(rows[siglum], raw))


@SIGLA
def test_both_texts_stand_in_the_page_whole(siglum, raws, rows, pages):
    seen = Seen(pages[siglum])
    edited = apply(raws[siglum], *bind(rows[siglum], raws[siglum]))
    # A paragraph that was moved stands where it is read.
    assert Counter("".join("".join(seen.sides["raw"]).split())) == Counter("".join(raws[siglum].split()))
    assert "".join("".join(seen.sides["edited"]).split()) == "".join(edited.split())


@SIGLA
def test_every_row_is_marked_and_counted_as_in_the_ledger(siglum, rows, pages):
    seen = Seen(pages[siglum])
    marked = {int(number) for attrs in seen.having("data-row") for number in attrs["data-row"].split()}
    assert marked == set(range(len(rows[siglum])))
    assert sum(sum(c.values()) for c in counts(rows[siglum]).values()) == sum(len(r.at) for r in rows[siglum])
    for rule, count in counts(rows[siglum]).items():
        numbers = [str(count[status] or "") for status in ("made", "refused", "query")]
        cells = "".join(f'<td class="n">{number}</td>' for number in numbers)
        assert f"<tr><td>{rule}</td>{cells}</tr>" in pages[siglum]
    assert {a["value"] for a in seen.having("data-of") if a["data-of"] == "rule"} == set(counts(rows[siglum]))
    facts = json.loads(re.search(r'id="rows">(.*?)</script>', pages[siglum])[1])
    assert [fact["reason"] for fact in facts] == [row.why for row in rows[siglum]]


@SIGLA
def test_the_page_has_each_passage_and_asks_no_network(siglum, sources, pages):
    seen = Seen(pages[siglum])
    ids = [attrs["id"] for attrs in seen.having("id")]
    assert len(set(ids)) == len(ids)
    links = [attrs["href"] for attrs in seen.having("href")]
    assert links == [f"#{p.id}" for p in load_registry(sources[siglum], READER)[0].current()]
    assert set(links) <= {f"#{id_}" for id_ in ids}
    assert not seen.having("src")
    assert not re.search(r"url\(|@import|fetch\(|XMLHttp", pages[siglum])
    assert "default-src 'none'" in pages[siglum]
    assert pages[siglum].index(WARNING) < pages[siglum].index("<main>")


HOSTILE = '</script><script>alert("1")</script> & <img src=x onerror=alert(2)>'


def test_words_of_a_source_are_data(sources, rows):
    raw = f"The {HOSTILE} lamp.\n\nA {HOSTILE} jar."
    at = raw.index("lamp")
    asked = next(row for row in rows["W"] if row.status == "query")
    said = {"why": HOSTILE, "alternatives": (HOSTILE,), "rule": HOSTILE}
    hostile = replace(asked, at=(at,), length=4, before="lamp", **said)
    text = page(sources["W"], raw, [hostile], ())
    seen = Seen(text)
    assert [tag for tag, _ in seen.elements].count("script") == 2
    assert "img" not in [tag for tag, _ in seen.elements]
    assert "".join("".join(seen.sides["raw"]).split()) == "".join(raw.split())


@given(st.text("ab \n.", max_size=60), st.integers(0, 60), st.integers(0, 12))
def test_a_context_stands_once_and_holds_the_place(text, start, length):
    start = min(start, len(text))
    end = min(len(text), start + length)
    found = context(text, start, end)
    if found is not None:
        assert text.count(found) == 1
        assert text.index(found) <= start
        assert end <= text.index(found) + len(found)
        assert count_words(found) <= LONGEST


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("One lamp. Two jars.", "lamp", "lamp"),
        ("A dry lamp, a wet lamp.", "wet lamp", "wet lamp"),
        ("The lamp was dry.\n\nThe lamps were dry.", "lamps", "lamps"),
        ("Dry lamp.\n\nDry lamp.", "lamp", None),
        ("the jar " * 30, "jar", None),
    ],
)
def test_a_context_is_as_short_as_can_be(text, word, expected):
    start = text.index(word)
    assert context(text, start, start + len(word)) == expected


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_text_is_a_string_of_toml(text):
    assert tomllib.loads(f"a = {quoted(text)}\n") == {"a": text}


@pytest.mark.parametrize("before", [b"", b"# Ours.", b"# Ours.\r\n\r\n", b'[[open]]\nfind = "x"\nwhy = "y"', None])
def test_an_answer_is_added_once_and_changes_nothing_before_it(before, tmp_path):
    path = tmp_path / "decisions.toml"
    if before is not None:
        path.write_bytes(before)
    table = {"find": 'a "lamp"\nand \\ oil\t\x7f', "why": "It’s 油."}
    assert append(path, "open", table)
    after = path.read_bytes()
    assert after.startswith(before or b"")
    assert tomllib.loads(after.decode())["open"][-1] == table
    assert not append(path, "open", {**table, "why": "Another reason."})
    assert path.read_bytes() == after


@pytest.mark.parametrize("before", [b"[[open]\n", b"open = []\n", b"open = 1\n", b"\xff"])
def test_a_file_that_cannot_take_an_answer_stays(before, tmp_path):
    path = tmp_path / "decisions.toml"
    path.write_bytes(before)
    with pytest.raises(UnwrittenError):
        append(path, "open", {"find": "lamp", "why": "So."})
    assert path.read_bytes() == before


@pytest.fixture
def asked(reader, sources, raws, names):
    """The reservoir without its open query: a proposal and its folder of decisions."""
    path = reader / "sources" / "reservoir-1984" / "decisions.toml"
    path.write_text(re.sub(r"\[\[open\]\][^\[]*", "", path.read_text("utf-8")), "utf-8")

    def again():
        return propose(replace(sources["W"], folder=path.parent), reader, raws["W"], names)

    return again


@pytest.mark.parametrize(
    ("keys", "name", "left", "words"),
    [
        (["a", "", ""], "make", [], "wick-age"),
        (["2", "The slips have it.", "certain"], "make", [], "wreckage"),
        (["r", ""], "refuse", ["refused"], "wickage"),
        (["o", ""], "open", ["query"], "wickage"),
        (["9", "x", "", "r", "No."], "refuse", ["refused"], "wickage"),
        (["a", "", "surely", "s"], "", ["query"], "wickage"),
        (["a", "-", "r", "-", "s"], "", ["query"], "wickage"),
        (["s"], "", ["query"], "wickage"),
        (["q"], "", ["query"], "wickage"),
    ],
)
def test_an_answer_settles_its_query(keys, name, left, words, asked, raws, reader):
    before = asked()
    typed = iter(keys)
    count, more = review.answer(before, raws["W"], lambda _: next(typed))
    assert next(typed, None) is None
    assert (count, more) == (bool(name), "q" not in keys)
    after = asked()
    assert after.problems == before.problems == ()
    assert [row.status for row in after.settled.rows if row.before == "wickage" and row.status != "made"] == left
    assert words in apply(raws["W"], *bind(after.settled.rows, raws["W"]))
    decided, problems = load_decisions(after.source, reader)
    assert problems == []
    if name:
        assert getattr(decided, name)[-1].find == "wickage"
        assert questions(raws["W"], after.settled.rows) == []


def test_a_change_moves_the_questions_behind_it(rows):
    raw = "One kettl, two kettles.\n\nOne lampe, two lamps."
    query = next(row for row in rows["W"] if row.status == "query")
    asked = [replace(query, at=(raw.index(w),), length=len(w), before=w, decision="") for w in ("kettl", "lampe")]
    first, second = questions(raw, asked)
    assert make(first, "kettle", "So.", "certain") == {
        **{"find": "One kettl", "replace": "One kettle", "kind": "emendation"},
        **{"why": "So.", "certainty": "certain"},
    }
    (moved,) = answered([second], first, "kettle")
    assert moved.text[moved.start : moved.end] == "lampe"
    assert moved.text.startswith("One kettle, two")


def test_what_a_rule_takes_out_is_asked_of_the_raw_text(rows):
    raw = "The lamp9 was dry. The jar."
    query = replace(next(row for row in rows["W"] if row.status == "query"), at=(8,), length=1, before="9", decision="")
    cut = replace(query, after="", kind="excision", status="made", alternatives=())
    (question,) = questions(raw, [cut, query])
    assert (question.stands, question.offers(), question.context()) == (False, (), "lamp9")


@pytest.mark.parametrize(
    ("text", "word", "kind", "offer", "expected"),
    [
        ("The lampe.", "lampe", "emendation", "lamp", "The lamp."),
        ("The cutt.", "cutt", "emendation", "cut", "The cut."),
        ("The dropit.", "dropit", "emendation", "drop it", "The drop it."),
        ("The the lamp.", "The the", "emendation", "The the", None),
        ("left The lamp.", "left ", "excision", "cut", "The lamp."),
        ("left The lamp.", "left ", "excision", "keep", None),
        ("Oil,” he.", "”", "emendation", "drop this ”", "Oil, he."),
        ("“Oil, dry. Then.", "“", "emendation", "insert ” behind “dry.”", "“Oil, dry.” Then."),
        ("The lamp. Oil” then.", "”", "emendation", "insert “ before “Oil”", "The lamp. “Oil” then."),
        ("“Oil, dry, dry.", "“", "emendation", "insert ” behind “dry”", "by hand"),
        ("“Oil, dry.", "“", "emendation", "drop its 2 opening marks", "by hand"),
    ],
)
def test_an_offer_is_words_or_something_to_do(text, word, kind, offer, expected, rows):
    row = next(row for row in rows["W"] if row.status == "query")
    at = text.index(word)
    row = replace(row, at=(at,), length=len(word), before=word, kind=kind, alternatives=(offer,), decision="")
    answer = meant(questions(text, [row])[0], offer)
    if expected == "by hand":
        assert answer is None
    elif expected is None:
        assert answer.instead is None
    else:
        made = make(answer.question, answer.instead, "So.", "certain")
        assert text.replace(made["find"], made["replace"]) == expected


def test_the_verb_writes_pages_and_nothing_else(reader, copies):
    before = {path: path.read_bytes() for path in (reader / "sources").rglob("*") if path.is_file()}
    assert main(["--root", str(reader), "review", "--copies", str(copies)]) == 0
    written = sorted((reader / "_build").rglob("*.html"))
    assert [path.relative_to(reader).as_posix() for path in written] == [
        "_build/review/interview-1979.html",
        "_build/review/reservoir-1984.html",
    ]
    assert {path: path.read_bytes() for path in (reader / "sources").rglob("*") if path.is_file()} == before


def test_what_is_not_settled_is_not_shown(reader, copies):
    (reader / "sources" / "reservoir-1984" / "decisions.toml").write_text("[[make]\n", "utf-8")
    assert main(["--root", str(reader), "propose", "--review", "--ask", "--copies", str(copies)]) == 1
    assert [path.stem for path in (reader / "_build" / "review").iterdir()] == ["interview-1979"]


def test_without_a_copy_there_is_no_page(reader, tmp_path):
    (tmp_path / "none").mkdir()
    options = Namespace(root=reader, copies=tmp_path / "none", source="", ask=False)
    assert review.run(options) == 1
    assert not (reader / "_build" / "review").exists()


def test_proposing_asks_and_then_shows_the_effect(asked, reader, copies, monkeypatch):
    typed = iter(["a", "", ""])
    monkeypatch.setattr("coursereader.commands.propose.typed", lambda _: next(typed))
    assert main(["--root", str(reader), "propose", "--review", "--ask", "--copies", str(copies)]) == 0
    ledger = (reader / "sources" / "reservoir-1984" / "base.ledger.jsonl").read_text("utf-8")
    assert '"wick-age"' in ledger
    assert "wick-age" in (reader / "_build" / "review" / "reservoir-1984.html").read_text("utf-8")
