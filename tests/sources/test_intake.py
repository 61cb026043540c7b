"""Files nobody described come in as texts, each told from its first bytes, each the same every time."""

import hashlib
import shutil
import socket
import time
from dataclasses import replace
from pathlib import Path

import pytest

from coursereader.__main__ import main
from coursereader.sources.collection import load_sources
from coursereader.sources.intake import CONVERTERS, RefusedFileError, text_of
from coursereader.sources.intake.choice import rules_for
from coursereader.sources.intake.draft import free_siglum, key_of, take
from coursereader.sources.intake.formats import format_of
from coursereader.sources.intake.html import text_of_html
from coursereader.sources.intake.plain import encoding_of
from coursereader.sources.intake.survey import survey
from coursereader.sources.loci import locus_at, marks
from coursereader.sources.rules import RULES

FILES = Path(__file__).parent / "intake"

GERMAN = "Zwölf Krüge standen im Hof, fünf Töpfe auf der Bank. "
PROSE = "The clerk counted the lamps that were lit on the wall, and the widow wrote the number down in her book. "


def read(name):
    return (FILES / name).read_bytes()


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("lamp-house.docx", "docx"),
        ("lamp-house.pdf", "pdf"),
        ("tape.srt", "srt"),
        ("tape.vtt", "vtt"),
        ("water.html", "html"),
    ],
)
def test_a_format_is_told_by_its_bytes(name, format_):
    assert format_of(read(name)) == format_


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        ("One jar. " * 9, "text"),
        ("# Lamps\n\nOne jar.", "markdown"),
        ("---\ntitle: Lamps\n---\n\nOne jar.", "markdown"),
        ("<p>One jar.</p><p>Two.</p><p>Three</p><p>Four.</p>", "html"),
        ("The tag <p> opens a paragraph.", "text"),
        ("1 jar\n2 jars --> none", "text"),
        ("WEBVTT is a format.", "vtt"),
    ],
)
def test_formats_that_are_text_are_told_from_each_other(text, format_):
    assert format_of(text.encode()) == format_


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN * 9, "cp1252"),
        ("It’s “one” jar — and no lid. " * 9, "mac_roman"),
        ("记者问他，那时候水库的灯是谁点的？" * 9, "gb18030"),
        ("Никто не помнил, кто зажигал лампы. " * 9, "cp1251"),
        (GERMAN, "utf-8"),
        (GERMAN, "utf-16-le"),
    ],
)
def test_an_encoding_is_told_by_the_letters_that_come_out(text, encoding):
    assert encoding_of(text.encode(encoding)).encoding == encoding


def test_a_page_is_read_without_what_is_not_shown():
    text = text_of_html(read("water.html"))
    assert text == (
        "<nav>\n\n- Home\n- Lamps\n\n</nav>\n\n# The Water Tower\n\nThere was one jar,\nand *no* lid.¹\n\n"
        "The clerk & the widow counted twelve.\n\nAn unclosed paragraph\n\n- oil\n- wick\n\n| Year | Jars |\n"
        "| 1931 | 12 |\n\n## The Second Winter\n\n‘Nobody came.’\n\n<footer>\n\nAll rights reserved to the lamp.\n\n"
        "</footer>\n"
    )


def test_a_document_keeps_headings_emphasis_tables_and_notes():
    text = take(read("lamp-house.docx"), "x").text
    assert text.startswith(
        "# The Lamp House\n\n# The First Winter\n\nThere was one jar with a *wick* and no lid.[1]\n\n"
    )
    assert text.endswith("| Year | Jars |\n| 1931 | 12 |\n\nThen the oil came, and the clerk wrote it down.\n\n"
                         "1. The slips were counted twice.\n")  # fmt: skip


def test_pages_of_a_pdf_end_with_form_feeds_and_paragraphs_stand_apart():
    text = take(read("lamp-house.pdf"), "x").text
    first, second, rest = text.split("\f")
    assert rest == ""
    assert [len(page.split("\n\n")) for page in (first, second)] == [4, 4]
    assert second.startswith("THE LAMP HOUSE\n\nhad been there every night of that first winter, when\nthe water rose")


def test_captions_are_lines_with_times_and_voices():
    assert take(read("tape.srt"), "x").text == (
        "[00:00:01] There was one jar of lamp oil, and the clerk\n[00:00:04] never filled it.\n"
        "[00:00:07] - Two jars.\n[00:00:07] - One.\n"
    )
    assert take(read("tape.vtt"), "x").text.splitlines()[1:3] == [
        "[00:00:04] <v Clerk>It was never full & never empty.",
        "[00:00:07] <v Widow>Two jars. [laughs]",
    ]


@pytest.mark.parametrize("name", ["lamp-house.docx", "lamp-house.pdf", "tape.srt", "tape.vtt", "water.html"])
def test_the_same_copy_gives_the_same_text_as_when_it_was_taken_in(name, tmp_path):
    assert main(["--root", str(tmp_path), "propose", "--new", str(FILES / name)]) == 0
    witness = load_sources(tmp_path)[0][0].base
    assert witness.sha256 == hashlib.sha256(read(name)).hexdigest()
    assert witness.converter == CONVERTERS[witness.format][1]
    assert text_of(read(name), witness) == take(read(name), name).text
    with pytest.raises(RefusedFileError, match="another text"):
        text_of(read(name), replace(witness, characters=witness.characters + 1))


def test_a_witness_that_is_text_is_decoded_and_no_more(sources, raws, copies):
    found = {text_of(path.read_bytes(), sources["K"].base) for path in copies.iterdir()}
    assert raws["K"] in found


@pytest.mark.parametrize(
    ("scheme", "name", "loci"),
    [
        ("page", "lamp-house.pdf", ["page 1", "page 2", "page 3"]),
        ("heading", "lamp-house.docx", ["The Lamp House", "The First Winter", "The Second Winter"]),
        ("time", "tape.srt", ["0:00:01", "0:00:04", "0:00:07", "0:00:07"]),
        ("turn", "tape.srt", []),
    ],
)
def test_loci_are_read_off_the_raw_text(scheme, name, loci):
    assert [locus for _, locus in marks(take(read(name), "x").text, scheme)] == loci


def test_what_stands_before_the_first_mark_has_no_locus():
    assert locus_at(marks("One jar.\n\n# Lamps\n\nTwo.", "heading"), 3) == ""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (PROSE * 3 + "\n\n" + PROSE * 2, "prose"),
        ("Clerk: One jar.\n\nWidow: Two jars.\n\n" * 5, "transcript"),
        (">> CLERK: One jar.\n\n>> WIDOW: Two jars.\n\n" * 5, "transcript"),
        ("ACT I\n\n" + "CLERK. One jar.\n\nWIDOW. Two jars.\n\n" * 5, "play"),
        (f"{PROSE}[Source: A Lamp Book]\n\n" * 6, "compilation"),
        ("The lamp is out upon the wall\nAnd nobody has come to see\nThe water rise above it all,\n"
         "The jar, the oil, the empty tree\n\n" * 3, "verse"),
        ("- One jar\n- Two jars\n- Three\n- Four\n- Five\n" * 4, "prose"),
    ],
)  # fmt: skip
def test_what_a_text_seems_to_be(text, kind):
    assert survey(text).kind == kind


def test_a_survey_tells_lines_heads_languages_and_notes():
    wrapped = "\n".join(["the clerk counted the lamps on the wall and wrote it"] * 6)
    page = f"THE LAMP HOUSE 12\n\n{wrapped}\n\n"
    seen = survey(page * 4 + "水库的灯是谁点的？他们没有油了。" * 3 + " the colour of grey harbour lamps.¹")
    assert (seen.measure, seen.heads, seen.notes) == (52, (("THE LAMP HOUSE #", 4),), 1)
    assert (seen.languages, seen.spelling) == (("en", "zh"), "en-GB")


def test_rules_that_fit_are_those_of_the_table_in_its_order():
    seen = survey("Clerk: One jar.\n\nWidow: Two jars.\n\n" * 5)
    chosen = rules_for(seen, "text")
    names = [name for name, _ in chosen]
    assert names == [name for name in RULES if name in names]
    assert dict(chosen)["speaker-labels"] == {"speakers": ["Clerk", "Widow"]}
    assert "wrapped-lines" not in names
    assert "page-chrome" not in names


def test_a_file_becomes_a_source_with_a_draft(tmp_path, capsys):
    status = main(["--root", str(tmp_path), "propose", "--new", str(FILES / "tape.vtt"), "--key", "tape-1979"])
    printed = capsys.readouterr().out
    assert status == 0
    assert "seems    captions" in printed
    assert "speakers Clerk (4), Widow (3)" in printed
    folder = tmp_path / "sources" / "tape-1979"
    assert sorted(path.name for path in folder.iterdir()) == ["base.ledger.jsonl", "passages.jsonl", "source.toml"]
    assert (tmp_path / "_build" / "drafts" / "tape-1979.txt").read_text("utf-8") == (
        "Clerk: There was one jar of lamp oil. It was never full & never empty.\n\nWidow: Two jars. [laughs]\n\n"
        "Clerk: One.\n\nWidow: You never looked.\n\nClerk: I looked each night.\n\nWidow: In the dark.\n"
    )


def test_a_source_that_is_there_stays_as_it_is(tmp_path, capsys):
    for file in ("tape.srt", "tape.vtt"):
        status = main(["--root", str(tmp_path), "propose", "--new", str(FILES / file)])
    assert status == 1
    assert "[source-exists]" in capsys.readouterr().out
    assert load_sources(tmp_path)[0][0].base.format == "srt"
    shutil.copy(FILES / "tape.srt", tmp_path / "again.srt")
    assert main(["--root", str(tmp_path), "propose", "--new", str(tmp_path / "again.srt"), "--key", "other"]) == 1
    assert not (tmp_path / "sources" / "other").exists()


def test_keys_and_sigla_come_from_titles_and_are_free():
    assert key_of("The Jar, the Lid and the Long Way Home") == "jar-lid-long-way"
    assert free_siglum("Jar", set("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) == "AA"


def test_nothing_that_a_file_names_is_fetched(monkeypatch):
    def refuse(*_):
        raise AssertionError("a connection")

    monkeypatch.setattr(socket, "socket", refuse)
    for name in ("water.html", "lamp-house.docx", "lamp-house.pdf"):
        assert take(read(name), "x").text
    with pytest.raises(RefusedFileError, match="damaged"):
        take(read("entities.docx"), "x")


@pytest.mark.parametrize(
    "page",
    ["<div>" * 50_000 + "jar", "<table><tr><td>" * 9_000 + "jar", "jar<!--" * 50_000,
     "<ul><li>jar" * 9_000, "</p>" * 90_000 + "jar"],
    ids=["deep", "tables", "comments", "lists", "ends"],
)  # fmt: skip
def test_a_hostile_page_is_read_in_seconds(page):
    start = time.perf_counter()
    assert "jar" in text_of_html(page.encode())
    assert time.perf_counter() - start < 8
