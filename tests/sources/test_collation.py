"""Collation of a reader: parallels are recorded once all witnesses are held, and hold no text."""

import hashlib
import json
import re
from itertools import pairwise

import pytest

from coursereader.sources.collation import collation, prove_collation
from coursereader.sources.collection import load_sources
from coursereader.sources.copies import recognise
from coursereader.sources.names import load_names
from coursereader.sources.propose import propose, prove
from coursereader.sources.registry import load_registry
from coursereader.text.words import WORD, runs, words


@pytest.fixture
def two(reader, sources, raws):
    """The invented reader with second copies: of W two passages, two words changed; of K one, with one of W behind."""
    w2, k2 = (_passage(sources, raws, siglum, 2) for siglum in ("W", "K"))
    tokens = list(WORD.finditer(w2))
    changed = w2
    for place, word in ((60, "three more jars"), (30, "tinned")):
        changed = changed[: tokens[place].start()] + word + changed[tokens[place].end() :]
    text = f"{changed}\n\n{_passage(sources, raws, 'W', 4)}\n"
    _witness(reader, "reservoir-1984", "short", text)
    _witness(reader, "interview-1979", "quoted", f"She told us: {k2}\n{w2}\n")
    return reader


def _passage(sources, raws, siglum, place):
    registry, _ = load_registry(sources[siglum], sources[siglum].folder.parents[1])
    return "".join(raws[siglum][a:b] for a, b in registry.current()[place - 1].spans)


def _witness(reader, key, name, text):
    """Add a witness to a source, and its copy to the copies."""
    data = text.encode()
    (reader / "copies" / f"{name}.txt").write_bytes(data)
    toml = reader / "sources" / key / "source.toml"
    table = f"""
[[witness]]
name = "{name}"
base = false
sha256 = "{hashlib.sha256(data).hexdigest()}"
encoding = "utf-8"
bom = false
line_ends = "LF"
characters = {len(text)}
words = {len(words(text))}
what = "A second copy."

[[rule]]
"""
    toml.write_text(toml.read_text("utf-8").replace("\n[[rule]]\n", table, 1), "utf-8")


def _collated(root):
    """Write what collation says, and return it by path."""
    sources = load_sources(root)[0]
    found = dict(collation(sources, root, recognise(root / "copies", sources).texts))
    for path, text in found.items():
        path.write_text(text, "utf-8")
    return found


def _parallels(root, siglum):
    source = next(source for source in load_sources(root)[0] if source.siglum == siglum)
    registry, problems = load_registry(source, root)
    assert problems == []
    return {(p.id, found.other): found for p in registry.current() for found in p.parallels}


def test_a_passage_knows_where_it_stands_in_another_witness(two, raws):
    _collated(two)
    found = _parallels(two, "W")
    copy = (two / "copies" / "short.txt").read_text("utf-8")
    assert {key: p.kind for key, p in found.items()} == {("W2", "short"): "duplicate", ("W4", "short"): "duplicate"}
    here, there = raws["W"][slice(*found["W2", "short"].here)], copy[slice(*found["W2", "short"].there)]
    assert words(here)[:3] == words(there)[:3]
    assert words(here)[-3:] == words(there)[-3:]
    assert [there for _, _, there in found["W2", "short"].variants] == ["tinned", "three more jars"]
    assert all(raws["W"][at:].startswith(here.split()[0]) for at, here, _ in found["W2", "short"].variants)


def test_a_passage_knows_where_it_stands_in_another_source(reader, sources, raws, monkeypatch):
    w2 = _passage(sources, raws, "W", 2)
    taken = load_sources(reader)[0]
    held = {(source.key, "base"): raws[source.siglum] for source in taken}
    kettle = next(source for source in taken if source.siglum == "K")
    path = kettle.folder / "passages.jsonl"
    lines = path.read_text("utf-8").splitlines()
    last = json.loads(lines[-1])
    raw = held[kettle.key, "base"] + "\n" + w2
    last["spans"] = [[len(raw) - len(w2), len(raw)]]
    path.write_text("\n".join([*lines[:-1], json.dumps(last, ensure_ascii=False), ""]), "utf-8")
    for file, text in collation(taken, reader, {**held, (kettle.key, "base"): raw}):
        file.write_text(text, "utf-8")
    assert {key: p.kind for key, p in _parallels(reader, "W").items()} == {
        ("W2", f"{kettle.key}:{last['id']}"): "duplicate"
    }
    assert set(_parallels(reader, "K")) == {(last["id"], "reservoir-1984:W2")}


def test_nothing_is_said_unless_every_witness_is_held(two):
    assert _collated(two)
    before = {path: path.read_text("utf-8") for path in two.glob("sources/*/passages.jsonl")}
    (two / "copies" / "quoted.txt").unlink()
    assert _collated(two) == {}
    assert {path: path.read_text("utf-8") for path in two.glob("sources/*/passages.jsonl")} == before


def test_what_was_recorded_is_carried_over_without_the_other_copies(two, raws):
    _collated(two)
    for source in load_sources(two)[0]:
        assert prove(propose(source, two, raws[source.siglum], load_names(two)), two) == []


def test_collating_twice_changes_nothing_and_proves(two):
    first = _collated(two)
    sources = load_sources(two)[0]
    texts = recognise(two / "copies", sources).texts
    assert _collated(two) == first
    assert list(prove_collation(sources, two, texts)) == []


def test_parallels_that_are_not_so_are_a_problem(two):
    _collated(two)
    sources = load_sources(two)[0]
    path = next(source for source in sources if source.siglum == "W").folder / "passages.jsonl"
    path.write_text(path.read_text("utf-8").replace('"duplicate"', '"excerpt"', 1), "utf-8")
    texts = recognise(two / "copies", sources).texts
    assert [(p.code, p.file) for p in prove_collation(sources, two, texts)] == [
        ("passages-stale", "sources/reservoir-1984/passages.jsonl")
    ]


@pytest.mark.parametrize("field", ['"kind": "duplicate"', '"words": 82', '"more": 0'])
def test_a_spoilt_parallel_is_a_problem(two, field):
    _collated(two)
    source = next(source for source in load_sources(two)[0] if source.siglum == "W")
    path = source.folder / "passages.jsonl"
    name = field.split(":")[0]
    path.write_text(re.sub(rf'({{"other": [^}}]*?{name}: )("\w+"|\d+)', r"\1-1", path.read_text("utf-8"), count=1))
    assert [problem.code for problem in load_registry(source, two)[1]] == ["passages-invalid"]


def test_a_record_has_three_words_of_a_variant_at_most_and_none_close_together(two, raws):
    w2 = (two / "copies" / "short.txt").read_text("utf-8")
    tokens = list(WORD.finditer(w2))
    for place in range(70, 8, -6):
        w2 = w2[: tokens[place].start()] + "jar" + w2[tokens[place].end() :]
    long = w2[: tokens[40].start()] + "one two three four " + w2[tokens[40].start() :]
    _witness(two, "reservoir-1984", "worse", long)
    _collated(two)
    for parallel in _parallels(two, "W").values():
        places = [at for at, _, _ in parallel.variants]
        assert all(b - a >= 40 for a, b in pairwise(places))
        assert all(len(side.split()) <= 3 for _, *both in parallel.variants for side in both)
    known = {run for text in (raws["W"], long) for run in runs(words(text))}
    for path in two.glob("sources/*/passages.jsonl"):
        assert not known & set(runs(words(path.read_text("utf-8"))))


def test_a_retired_passage_keeps_no_parallels(two):
    _collated(two)
    source = next(source for source in load_sources(two)[0] if source.siglum == "W")
    path = source.folder / "passages.jsonl"
    path.write_text(path.read_text("utf-8").replace('"status": "current"', '"status": "retired"', 2), "utf-8")
    _collated(two)
    assert ("W2", "short") not in _parallels(two, "W")
