"""Copies are known by what is in them: in any dress the same text, near ones passage by passage, others not at all."""

import hashlib
import html
import itertools
import json
import os
import random
import re
import textwrap
import time
import unicodedata
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.conftest import READER

from coursereader.sources.collection import load, load_sources
from coursereader.sources.copies import Copies, encode, recognise
from coursereader.sources.ledger import bind, load_ledger
from coursereader.sources.propose import propose
from coursereader.sources.registry import load_registry
from coursereader.sources.source import load_source
from coursereader.text.edits import apply, revert
from coursereader.text.words import count_words, words

FILES = {"K": "download (1).txt", "W": "download (2).txt"}
SIGLA = st.sampled_from(sorted(FILES))
#: Hypothesis gives each example a fresh folder by these settings.
FRESH = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@cache
def sources():
    return {source.siglum: source for source in load_sources(READER)[0]}


@cache
def base(siglum):
    return (READER / "copies" / FILES[siglum]).read_bytes().decode("utf-8")


@cache
def expected():
    """Every passage of the invented reader as it is read."""
    return {id_: text for r in load(READER, READER / "copies").readings.values() for id_, text in r.texts.items()}


@cache
def spans(siglum):
    registry, _ = load_registry(sources()[siglum], READER)
    return {p.id: (p.spans[0][0], p.spans[-1][1]) for p in registry.current()}


def folder_of(tmp_path, *files):
    """Make a new folder that holds some files, under names that say nothing."""
    folder = tmp_path / f"copies {len(list(tmp_path.iterdir()))}"
    folder.mkdir()
    for number, data in enumerate(files):
        (folder / f"Untitled-{number}.bak").write_bytes(data)
    return folder


def look(tmp_path, *files) -> Copies:
    return recognise(folder_of(tmp_path, *files), sources().values())


def texts(copies: Copies):
    """The reading texts of the passages that copies give."""
    return {id_: text for reading in load(READER, copies).readings.values() for id_, text in reading.texts.items()}


def of(siglum):
    return {id_: text for id_, text in expected().items() if id_.startswith(siglum)}


def paragraphs(text):
    return [" ".join(part.split()) for part in re.split(r"\n[ \t]*\n|\n(?=\s)", text) if part.strip()]


def page(bodies):
    return f"<!doctype html><html><head><title>A page</title></head><body>{''.join(bodies)}</body></html>"


def escaped(text):
    return re.sub(r"([\\*_\[\]<>&`|#!])", r"\\\1", text)


#: Ways to dress a text in other characters; each leaves its words as they are.
CHARACTERS = {
    "as it is": lambda text: text,
    "no trailing blanks": lambda text: re.sub(r"[ \t]+(?=\n|\Z)", "", text),
    "more trailing blanks": lambda text: text.replace("\n", "  \n"),
    "no blank lines around": str.strip,
    "blank lines around": lambda text: f"\n\n{text}\n\n\n",
    "straight marks": lambda text: text.translate(str.maketrans("‘’“”", "''\"\"")),
    "curly apostrophes": lambda text: re.sub(r"(?<=\w)'(?=\w)", "’", text),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
}
#: Ways to save it as another kind of file.
KINDS = {
    "plain": lambda text: text,
    "HTML, as it stands": lambda text: page([f"<pre>{html.escape(text)}</pre>"]),
    "HTML, by lines": lambda text: page(f"<p>{html.escape(line)}</p>\n" for line in text.split("\n")),
    "HTML, among other things": lambda text: page(
        ["<nav>Home | About</nav>", *(f"<p>{html.escape(line)}</p>" for line in text.split("\n")), "<p>© us</p>"]
    ),
    "Markdown": lambda text: "\n\n".join(escaped(line.strip()) for line in text.split("\n")),
}
ENDS = {"LF": "\n", "CRLF": "\r\n", "CR": "\r"}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030")


@given(
    SIGLA, st.sampled_from(list(CHARACTERS)), st.sampled_from(list(KINDS)), st.sampled_from(list(ENDS)),
    st.sampled_from(ENCODINGS),
)  # fmt: skip
@FRESH
def test_in_any_dress_it_is_the_same_text(tmp_path, siglum, characters, kind, ends, encoding):
    dressed = KINDS[kind](CHARACTERS[characters](base(siglum))).replace("\n", ENDS[ends])
    copies = look(tmp_path, dressed.encode(encoding))
    assert copies.problems == ()
    assert copies.unknown == ()
    assert texts(copies) == of(siglum)


@pytest.mark.parametrize("siglum", FILES)
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("ends", ENDS)
def test_law_1_revert_gives_back_the_bytes_of_the_witness_and_it_is_said(tmp_path, siglum, encoding, ends):
    source = sources()[siglum]
    copies = look(tmp_path, base(siglum).replace("\n", ENDS[ends]).encode(encoding))
    raw = copies.texts[source.key, "base"]
    edits, moves = bind(load_ledger(source.ledger(), READER)[0], raw)
    back = encode(revert(apply(raw, edits, moves), edits, moves), source.base)
    assert hashlib.sha256(back).hexdigest() == source.base.sha256
    (said,) = copies.known.values()
    exact = (encoding, ends) == ("utf-8", "LF")
    assert ("exact" in said) == exact
    assert ("revert gives back the bytes of the witness, not of this file" in said) != exact


@pytest.mark.parametrize("siglum", FILES)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "Markdown"])
def test_a_saved_page_gives_the_base_back_byte_for_byte(tmp_path, siglum, kind):
    copies = look(tmp_path, KINDS[kind](base(siglum)).encode())
    assert copies.texts[sources()[siglum].key, "base"] == base(siglum)


@pytest.mark.parametrize(("siglum", "parts"), [("K", paragraphs), ("W", str.splitlines)])
def test_a_text_wrapped_anew_is_the_same_text_with_what_was_cut_out(tmp_path, siglum, parts):
    copies = look(tmp_path, "\n\n".join(textwrap.fill(part, 50) for part in parts(base(siglum))).encode())
    assert copies.texts[sources()[siglum].key, "base"] == base(siglum)


def test_a_text_of_which_only_the_words_are_left_is_bound_passage_by_passage(tmp_path):
    copies = look(tmp_path, " ".join(base("K").split()).encode())
    assert not copies.texts
    assert texts(copies) == of("K")
    assert "revert gives back no file" in next(iter(copies.known.values()))


def test_what_is_said_names_the_dress(tmp_path):
    said = look(tmp_path, page([f"<pre>{html.escape(base('K'))}</pre>"]).replace("\n", "\r\n").encode("utf-16"))
    (line,) = said.known.values()
    assert "encoding utf-16-le, byte order mark, line ends CRLF, saved as HTML" in line


def test_cp1252_and_mac_roman_are_read(tmp_path):
    text = base("K").replace("工分", "points").replace("大队", "brigade").replace("下放", "sent down")
    for encoding in ("cp1252", "mac_roman"):
        lost = {problem.facts[0][1] for problem in look(tmp_path, text.encode(encoding)).problems}
        assert lost == {"K5", "K8", "K9"}


def without(siglum, ids):
    """Return a base text without some passages."""
    text = base(siglum)
    for start, end in sorted((spans(siglum)[id_] for id_ in ids), reverse=True):
        text = text[:start] + text[end:]
    return text


def once(siglum):
    """Return the passages of which a copy has no duplicate."""
    return sorted(
        id_ for id_, (start, end) in spans(siglum).items() if base(siglum).count(base(siglum)[start:end]) == 1
    )


def share(siglum, ids):
    """Return the share of a text's anchors that stand in some passages."""
    registry, _ = load_registry(sources()[siglum], READER)
    counts = {p.id: len(p.anchors) for p in registry.current()}
    return sum(counts[id_] for id_ in ids) / sum(counts.values())


@given(SIGLA, st.data())
@FRESH
def test_missing_passages_up_to_a_tenth_are_named_and_the_rest_is_right(tmp_path, siglum, data):
    ids = data.draw(st.sets(st.sampled_from(once(siglum)), min_size=1, max_size=6))
    kind = data.draw(st.sampled_from(sorted(KINDS)))
    copies = look(tmp_path, KINDS[kind](without(siglum, ids)).encode())
    if share(siglum, ids) <= 0.1:
        lost = {dict(problem.facts)["passage"] for problem in copies.problems}
        assert {problem.code for problem in copies.problems} == {"copy-damaged"}
        assert lost == ids
        assert texts(copies) == {id_: text for id_, text in of(siglum).items() if id_ not in ids}
    else:
        assert [problem.code for problem in copies.problems] == ["copy-refused"]
        assert texts(copies) == {}


def test_a_missing_paragraph_that_stands_a_second_time_is_read_there(tmp_path):
    copies = look(tmp_path, without("W", {"W3"}).encode())
    assert (copies.problems, texts(copies)) == ((), of("W"))


MARKED = """# The Lamp House

The lamp house stood at the *north* end of the dam, and nobody who worked there was ever seen to hurry from it.

It had two rooms. In the first the tins were filled, by a man who counted under his breath in *some other* language.

In the second room there was a table with a book on it, and the book was never shut while the lamps were burning.

## The Second Winter

By the second winter the table had gone to the *Boatmen's Hall*, and the book lay on a drum beside the only window.
"""


def test_a_page_saved_from_a_marked_up_text_keeps_its_emphasis(tmp_path):
    folder = tmp_path / "reader" / "sources" / "lamp-house"
    folder.mkdir(parents=True)
    fields = dict.fromkeys(("key", "cite"), "lamp-house") | {"siglum": "L", "title": "The Lamp House", "kind": "prose"}
    fields |= {"language": "en", "spelling": "en-GB", "locus": "paragraph", "markup": "markdown"}
    witness = {"name": "base", "sha256": hashlib.sha256(MARKED.encode()).hexdigest(), "encoding": "utf-8"}
    witness |= {"line_ends": "LF", "what": "An invented page."}
    lines = [f"{name} = {json.dumps(value)}" for name, value in fields.items()]
    lines += ["[[witness]]", *(f"{name} = {json.dumps(value)}" for name, value in witness.items())]
    lines += ["base = true", "bom = false", f"characters = {len(MARKED)}", f"words = {count_words(MARKED)}"]
    (folder / "source.toml").write_text("\n".join(lines), "utf-8")
    source, problems = load_source(folder, tmp_path / "reader")
    assert problems == []
    for path, text in propose(source, tmp_path / "reader", MARKED, ()).files:
        path.write_text(text, "utf-8")
    saved = page([MarkdownIt().render(MARKED)]).encode()
    copies = recognise(folder_of(tmp_path, saved), [source])
    assert copies.problems == ()
    assert copies.texts["lamp-house", "base"] == MARKED


def test_an_unrelated_text_is_listed_and_a_part_refused_with_the_figures(tmp_path):
    other = "\n".join(f"Line {number} of a text that nobody has described." for number in range(200))
    assert look(tmp_path, other.encode()).unknown == ("Untitled-0.bak",)
    copies = look(tmp_path, base("W")[:2500].encode())
    assert dict(copies.problems[0].facts)["anchors"] == "14 of 32 found in order (43 %); 90 % are needed"


def test_paragraphs_in_another_order_do_not_count_as_found(tmp_path):
    parts = base("W").split("\n")
    assert [p.code for p in look(tmp_path, "\n".join(reversed(parts)).encode()).problems] == ["copy-refused"]


@given(SIGLA, st.integers(0, 2**32), st.integers(1, 12))
@FRESH
def test_changed_characters_are_never_printed_and_nothing_crashes(tmp_path, siglum, seed, count):
    chance, text = random.Random(seed), list(base(siglum))
    hit = sorted(chance.sample(range(len(text)), count))
    for place in hit:
        text[place] = chance.choice("xQ7é. \n\x07，")
    copies = look(tmp_path, "".join(text).encode())
    printed = texts(copies)
    assert printed.items() <= of(siglum).items()
    if copies.near:
        named = {dict(p.facts)["passage"] for p in copies.problems if p.code == "copy-damaged"}
        assert named | printed.keys() == of(siglum).keys()
        inside = {id_ for id_, (start, end) in spans(siglum).items() if any(start <= at < end for at in hit)}
        assert named <= inside


@given(SIGLA, st.integers(0, 2**32), st.integers(1, 30))
@FRESH
def test_flipped_bits_are_never_printed_and_nothing_crashes(tmp_path, siglum, seed, count):
    chance, data = random.Random(seed), bytearray(base(siglum).encode())
    for place in chance.sample(range(len(data)), count):
        data[place] ^= 1 << chance.randrange(8)
    assert texts(look(tmp_path, bytes(data))).items() <= of(siglum).items()


@given(st.binary(max_size=2000))
@FRESH
def test_any_bytes_at_all_are_a_problem_or_unknown(tmp_path, data):
    copies = look(tmp_path, data)
    assert copies.texts == copies.near == copies.known == {}
    assert len(copies.problems) + len(copies.unknown) == 1


@given(st.text(st.sampled_from("<>/pdiv&;#x0=\"' -![]*_`\n\\aé"), max_size=400))
@FRESH
def test_any_markup_around_a_text_leaves_it_what_it_is_or_nothing(tmp_path, around):
    copies = look(tmp_path, f"{around}\n<p>{base('W')}</p>\n{around}".encode())
    assert texts(copies).items() <= of("W").items()


def test_two_files_of_the_same_bytes_are_one_copy_and_of_others_a_problem(tmp_path):
    same = base("K").encode()
    assert look(tmp_path, same, same).problems == ()
    copies = look(tmp_path, same.replace(b"\n", b"\r\n"), same)
    (problem,) = copies.problems
    assert (problem.file, problem.code) == ("Untitled-0.bak", "copy-twice")
    assert dict(problem.facts)["copy taken"] == "Untitled-1.bak"


def test_a_part_beside_the_whole_is_only_listed(tmp_path):
    copies = look(tmp_path, base("W").encode(), base("W")[:2500].encode())
    assert (copies.problems, copies.unknown) == ((), ("Untitled-1.bak",))


def test_two_works_in_one_file_are_both_had(tmp_path):
    copies = look(tmp_path, (base("K") + "\n\n" + base("W")).encode())
    assert copies.problems == ()
    assert texts(copies) == expected()


def test_odd_names_and_deep_folders_are_read_and_hidden_ones_are_not(tmp_path):
    folder = tmp_path / "copies"
    odd = folder / "a b" / "ü" / "%20"
    odd.mkdir(parents=True)
    (odd / "-rf\n\x1b[31m.txt").write_bytes(base("K").encode())
    (folder / os.fsdecode(b"latin-\xe9.txt")).write_bytes(b"Nobody knows this text.")
    for hidden in (folder / ".hidden", folder / ".git" / "copy.txt"):
        hidden.parent.mkdir(exist_ok=True)
        hidden.write_bytes(base("W").encode())
    (folder / "nowhere.txt").symlink_to(folder / "missing.txt")
    (folder / "round").symlink_to(folder)
    copies = recognise(folder, sources().values())
    assert list(copies.known) == ["a b/ü/%20/-rf\\n\\x1b[31m.txt"]
    assert copies.unknown == ("latin-\\udce9.txt",)
    assert copies.problems == ()


def test_copies_are_opened_for_reading_only(tmp_path, monkeypatch):
    folder = folder_of(tmp_path, base("K").encode("utf-16"), base("W").encode(), b"", b"\x89PNG\r\n", b"a" * 5_000_000)
    files = sorted(folder.iterdir())
    for path in files:
        os.utime(path, ns=(1_000_000_000, 2_000_000_000))
        path.chmod(0o444)
    folder.chmod(0o555)
    kept = [(path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_mode) for path in files]
    modes = []
    opened = os.open

    def watched(path, flags, *more, **named):
        modes.append(flags)
        return opened(path, flags, *more, **named)

    monkeypatch.setattr(os, "open", watched)
    recognise(folder, sources().values())
    folder.chmod(0o755)
    assert not any(flags & (os.O_WRONLY | os.O_RDWR) for flags in modes)
    assert sorted(folder.iterdir()) == files
    assert [(path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_mode) for path in files] == kept


def test_two_hundred_files_of_every_kind_take_seconds(tmp_path):
    chance = random.Random(7)
    letters = [f"word{number}" for number in range(3000)]
    texts_ = [" ".join(chance.choices(letters, k=4000)) for _ in range(20)]
    kinds = [
        lambda n: texts_[n % 20].encode(),
        lambda n: page(f"<p>{line}</p>" for line in textwrap.wrap(texts_[n % 20])).encode(),
        lambda n: ("é" + texts_[n % 20]).encode("latin-1"),
        lambda n: chance.randbytes(100_000),
        lambda n: base("K").replace("\n", "\r\n").encode() + b"\n" * n,
    ]
    folder = folder_of(tmp_path, *(kinds[number % 5](number) for number in range(200)))
    start = time.process_time()
    copies = recognise(folder, sources().values())
    assert time.process_time() - start < 15
    assert texts(copies) == of("K")


@pytest.mark.parametrize(
    "hostile",
    [b"<" * 3_900_000, b"<p>" * 1_300_000, b"<!--" * 900_000, b"&" * 3_900_000, b"* " * 1_900_000, b"[" * 3_900_000,
     b"a " * 1_900_000, b"\xff" * 3_900_000, b"lamp" * 900_000],
    ids=["tags", "paragraphs", "comments", "entities", "stars", "brackets", "words", "bytes", "one word"],
)  # fmt: skip
def test_hostile_files_take_seconds(tmp_path, hostile):
    start = time.process_time()
    copies = look(tmp_path, hostile)
    assert time.process_time() - start < 15
    assert copies.known == {}


def test_anchors_do_not_let_a_text_be_put_together():
    for siglum, source in sources().items():
        registry, _ = load_registry(source, READER)
        for passage in registry.current():
            starts = [at for at, _ in passage.anchors]
            for at, following in itertools.pairwise(starts):
                assert count_words(base(siglum)[at:following]) >= 16
            if starts:
                assert count_words(base(siglum)[passage.spans[0][0] : starts[0]]) == 4
                assert len(words(base(siglum)[starts[-1] : passage.spans[-1][1]])) >= 12
