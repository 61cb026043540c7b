"""The rules for paragraphs and structure find nothing more on their own results, and leave clean texts alone."""

import re
import time
from pathlib import Path

import pytest

from coursereader.sources.rules import RULES, Settings
from coursereader.sources.rules.structure import shapes
from coursereader.text.edits import apply
from coursereader.text.pieces import Edit

HERE = Path(__file__).parent
OURS = (
    "line-ends",
    "indents",
    "page-tops",
    "wrapped-lines",
    "hyphens",
    "broken-paragraphs",
    "columns",
    "headings",
    "foreign-paragraphs",
    "misplaced-paragraphs",
)
_BLOCK = re.compile(r"^```\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SEEN = str.maketrans({"␠": " ", "␉": "\t", "␍": "\r"})


def texts():
    for path in sorted((HERE / "rules").glob("*.md")):
        for count, text in enumerate(_BLOCK.findall(path.read_text("utf-8"))):
            yield pytest.param(text.removesuffix("\n").translate(_SEEN), id=f"{path.stem} {count}")


def sure(rule, text):
    return [Edit(f.start, text[f.start : f.end], f.after) for f in RULES[rule](text, Settings()) if f.certain]


def cleaned(text, rules):
    for rule in rules:
        for _ in range(5):
            edits = sure(rule, text)
            if not edits:
                break
            text = apply(text, edits)
        else:
            pytest.fail(f"{rule} does not come to an end")
    return text


@pytest.mark.parametrize("text", list(texts()))
def test_cleaning_twice_changes_nothing_more(text):
    once = cleaned(text, OURS)
    assert cleaned(once, OURS) == once


@pytest.mark.parametrize("rule", [rule for rule in OURS if rule != "headings"])
@pytest.mark.parametrize("name", ["K.txt", "W.txt"])
def test_a_reading_text_is_clean(rule, name):
    text = (HERE.parent / "reader" / "expected" / name).read_text("utf-8")
    assert list(RULES[rule](text, Settings())) == []


CLEAN = """\
## The Lamps of Winter

“Forty lamps, and never a one alight.” — Boatmen’s saying

The clerk counted the lamps of the office every evening, and there were forty; his well-kept book says so. He was a \
co-op man, and wrote: “One lamp fewer.” The pre- and post-war lamps burned on.

He carried three things:

- oil for the lamps of the dam
- wicks for the tower, of the long kind

As the widow of the ferryman used to sing, when the lamps went out over the water,

One lamp upon the tower of the hill,
Two lamps below it where the water lay,
And all the rest are burning by it still,
Though nobody has counted them today.

and then she went home.

| Month | Given |
| October | 40 |
| November | 41 |

Figure 1. The blue kettle of the widow

1957: The dam is begun.

1958: The lamps are lit.

CLERK. I counted them.
WIDOW. And did you write it down?

INSPECTOR: How many lamps are there on the dam and in the office of the water, and by the ferry

CLERK: As many as there were.

“How many?” asked the inspector.

“Forty,” said the clerk.

Water Office
4 Ferry Street
Qingshui

第一行写的是灯油的账目，每一盏灯用了多少油，都写得清清楚楚。

Yours,

Fang Yulan
"""


@pytest.mark.parametrize("rule", OURS)
def test_a_clean_text_stays_as_it_is(rule):
    assert sure(rule, CLEAN.removesuffix("\n")) == []


def test_the_kinds_of_blocks():
    kinds = [shape.kind for _, shape in shapes(CLEAN)]
    assert kinds == [
        *("heading", "epigraph", "prose", "prose", "list", "prose", "verse", "prose", "table", "caption"),
        *("entry", "entry", "turn", "turn", "turn", "prose", "prose", "lines", "prose", "prose", "prose"),
    ]


SENTENCE = "The clerk counted the lamps of the store-house every evening and found one fewer than the book had said. "
HOSTILE = {
    "one line": SENTENCE * 5_000,
    "wrapped": ("The clerk counted the lamps of the\nstore-\nhouse every evening and found that\none was missing.\n\n")
    * 3_000,
    "brackets": "[" * 1_000_000,
    "line feeds": "a" + "\n" * 1_000_000,
    "blanks": "a" + " " * 1_000_000 + "b",
    "hyphens": "a- " * 300_000,
    "capitals": "A" * 1_000_000,
    "digits": "1 " * 500_000,
    "short lines": "Lamp\n" * 100_000,
    "short paragraphs": "the lamp of the\n\n" * 10_000,
    "quotes": ">" * 1_000_000,
}


@pytest.mark.parametrize("rule", OURS)
@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_text(rule, name):
    started = time.monotonic()
    for _ in RULES[rule](HOSTILE[name], Settings()):
        pass
    assert time.monotonic() - started < 20
