"""Rules against page furniture do no harm: clean texts stay, once is enough, and long texts take seconds."""

import time

import pytest
from tests.conftest import READER
from tests.sources.test_rules import cases

from coursereader.sources.rules import RULES, Settings
from coursereader.text.edits import apply
from coursereader.text.pieces import Edit

FURNITURE = ["library-wrappers", "advertising", "running-heads", "folios", "page-marks", "title-pages"]
FURNITURE += ["contents-lists", "ruled-lines", "navigation", "teasers", "swallowed-captions"]
FURNITURE += ["image-remnants", "edit-links"]

POEM = """The Lamp Field

the lamps burned along the dam all night
and nobody came to count them
Oil and Water
was all the clerk could write

1

the lamps burned along the dam all night
Oil and Water
home

2

and nobody came to count them"""

PLAY = """ACT ONE

CLERK.
How many lamps are there tonight?

WIDOW.
Forty, as ever, and one that

CLERK.
that nobody has entered. I know.

[They go out.]

* * *

ACT TWO

CLERK.
Forty-one."""

CHRONOLOGY = """# Chronology

1957

The dam is begun in the tenth month, and the first drums of oil are brought up the river by boat.

1958

The clerk is sent down from the county town, and opens the second book, which is for oil.

1959

The water comes.

See the slips, p. 12.

- [Oil and Water](https://example.org/oil)
- [The Flood](https://example.org/flood)"""

LAW = """Article 1

The office shall keep a book of lamps, in which are entered

(a) the number of each lamp;

(b) the keeper of each lamp; and

(c) the oil that was given out.

Article 2

The book shall be closed on the last day of the year.

[12] See Article 1.

[13] See Article 2."""

CLEAN = {"poem": POEM, "play": PLAY, "chronology": CHRONOLOGY, "law": LAW}
CLEAN |= {path.stem: path.read_text("utf-8") for path in sorted((READER / "expected").glob("*.txt"))}


def cleaned(rule, text, settings=None):
    found = [f for f in RULES[rule](text, settings or Settings()) if f.certain]
    return apply(text, [Edit(f.start, text[f.start : f.end], f.after) for f in found])


@pytest.mark.parametrize("name", CLEAN)
@pytest.mark.parametrize("rule", FURNITURE)
def test_a_clean_text_stays_as_it_is(rule, name):
    assert cleaned(rule, CLEAN[name]) == CLEAN[name]


@pytest.mark.parametrize(("rule", "blocks"), [case for case in cases() if case.values[0] in FURNITURE])
def test_once_is_enough(rule, blocks):
    texts = [text.removesuffix("\n") for kind, text in blocks if not kind]
    if not any(kind == "toml" for kind, _ in blocks):
        assert cleaned(rule, texts[-1]) == texts[-1]


LONG = {
    "one line": "The clerk counted the lamps of the office, and the widow carried the oil. " * 10_000,
    "brackets": "[" * 100_000 + "](" * 100_000,
    "short lines": "\n".join(f"THE LAMP OFFICE {number % 700}" for number in range(10_000)),
    "short paragraphs": "\n\n".join(("Oil and Water", "12", "Home", "---")[n % 4] for n in range(10_000)),
    "numbers": "\n".join(str(number) for number in range(10_000)),
    "form feeds": "\f" * 100_000,
    "blanks": " " * 400_000 + "\n" * 200_000,
    "dots": "Title " + ". " * 200_000 + "12",
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
@pytest.mark.parametrize("rule", FURNITURE)
def test_a_long_text_takes_seconds(rule, text):
    start = time.process_time()
    for _ in RULES[rule](text, Settings()):
        pass
    assert time.process_time() - start < 5
