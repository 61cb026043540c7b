"""Each rule does what its cases say and leaves alone what they leave alone.

The cases stand in ``tests/sources/rules/<rule>.md``: a heading says what happens, a first block is the text, a second
is what it becomes (none: nothing changes), a block ``queries`` lists what is asked, a block ``toml`` sets the rule.
A blank at the end of a line is written ␠, a tab ␉, a carriage return ␍, a form feed ␌; any other
character one cannot see stands as its code, ⟨U+200B⟩.
"""

import re
import tomllib
from pathlib import Path

import pytest

from coursereader.sources.rules import RULES, Settings
from coursereader.text.edits import apply
from coursereader.text.pieces import Edit

FOLDER = Path(__file__).parent / "rules"
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
#: A heading with a block below it: texts may have headings too.
_CASE = re.compile(r"\n## (?=[^\n]*\n+```)")
_SEEN = str.maketrans({"␠": " ", "␉": "\t", "␍": "\r", "␌": "\f"})
_CODED = re.compile(r"⟨U\+([0-9A-F]{2,6})⟩")


def _seen(text):
    return _CODED.sub(lambda code: chr(int(code[1], 16)), text.translate(_SEEN))


def cases():
    for path in sorted(FOLDER.glob("*.md")):
        for part in _CASE.split(path.read_text("utf-8"))[1:]:
            title, _, rest = part.partition("\n")
            yield pytest.param(path.stem, _BLOCK.findall(rest), id=f"{path.stem}: {title}")


@pytest.mark.parametrize(("rule", "blocks"), list(cases()))
def test_case(rule, blocks):
    texts = [_seen(text.removesuffix("\n")) for kind, text in blocks if not kind]
    options = next((tomllib.loads(text) for kind, text in blocks if kind == "toml"), {})
    queries = [_seen(line) for kind, text in blocks if kind == "queries" for line in text.splitlines()]
    names = tuple(options.pop("names", ()))
    found = list(RULES[rule](texts[0], Settings(options, names)))
    edits = [Edit(f.start, texts[0][f.start : f.end], f.after) for f in found if f.certain]
    assert apply(texts[0], edits) == texts[-1]
    asked = [": ".join((texts[0][f.start : f.end], ", ".join(f.alternatives))) for f in found if not f.certain]
    assert [query.strip(": ").replace("\n", "⏎") for query in asked] == queries


def test_every_rule_has_cases():
    assert {path.stem for path in FOLDER.glob("*.md")} == set(RULES)
