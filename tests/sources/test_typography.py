"""The rules for characters and marks leave what is right alone, come to an end, and take their time in proportion.

``well-set.txt`` is a page of invented words in which every mark is right: quotations in several languages, dashes,
dates, addresses, code, formulae, verse, tables, Chinese.
"""

import time
from pathlib import Path

import pytest

from coursereader.sources.rules import RULES, Settings, characters, chinese, dashes, markup, mojibake, repeats, spaces
from coursereader.text.edits import apply
from coursereader.text.pieces import Edit

from .test_rules import cases

HERE = Path(__file__).parent
MODULES = {module.__name__ for module in (characters, chinese, dashes, markup, mojibake, repeats, spaces)}
OURS = [name for name, rule in RULES.items() if rule.__module__ in MODULES]
CLEAN = [HERE / "well-set.txt", *sorted(HERE.parent.glob("reader/expected/*.txt"))]
HOSTILE = {
    "one line": "The clerk counted the lamps, “one by one”, and wrote 1958-62 down. " * 15_000,
    "brackets": "([{<" * 100_000,
    "quotation marks": "“ ' \" ” " * 50_000,
    "escapes": "\\(\\[\\$" * 50_000,
    "entities": "&amp;&#" * 50_000,
    "tags": "<!--<a<br><b>" * 30_000,
    "hyphens": "a--" * 100_000,
    "points": ". .. a." * 50_000,
    "blanks": "a" + " \u00a0" * 200_000 + "\n",
    "bars": "| a\n" * 80_000,
    "backticks": "` `` ~~ $a" * 30_000,
    "accents": "a" + "\u0301\u0323" * 150_000,
    "mojibake": "Ã©â€™" * 60_000,
    "Chinese": "灯,油. 账 " * 40_000,
    "one word": "a" * 1_000_000,
}


def found(name, text):
    return list(RULES[name](text, Settings()))


def made(name, text):
    return apply(text, [Edit(f.start, text[f.start : f.end], f.after) for f in found(name, text) if f.certain])


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.name)
@pytest.mark.parametrize("name", OURS)
def test_a_clean_text_stays_as_it_is(name, path):
    text = path.read_text("utf-8")
    assert made(name, text) == text


@pytest.mark.parametrize("name", OURS)
def test_nothing_is_asked_about_a_well_set_page(name):
    assert found(name, CLEAN[0].read_text("utf-8")) == []


@pytest.mark.parametrize("name", OURS)
def test_a_second_time_nothing_is_found(name):
    for case in cases():
        for kind, text in case.values[1]:
            once = made(name, text) if not kind else text
            assert kind or made(name, once) == once


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_large_and_hostile_texts_take_seconds(text):
    start = time.monotonic()
    for name in OURS:
        found(name, text)
    assert time.monotonic() - start < 60
