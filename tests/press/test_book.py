"""The invented book as printed: what a reader, a screen reader and a citation find in the file."""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from coursereader.edition.chapter import Book, Chapter
from coursereader.press.pdf import Pdf

pytestmark = pytest.mark.typeset

#: Compiles the book of the tests in a process of its own.
AGAIN = """
import hashlib, pickle, sys
from coursereader import press
print(hashlib.sha256(press.compile(*pickle.load(sys.stdin.buffer)).data).hexdigest())
"""


def tags(pdf: pikepdf.Pdf, name: str) -> list[pikepdf.Object]:
    """All structure elements of a name."""

    def below(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid
                yield from below(kid)

    return [tag for tag in below(pdf.Root.StructTreeRoot) if name == tag.S]


def label_at(pdf: pikepdf.Pdf, name: str) -> str:
    """The label of the page that a name leads to."""
    place = pikepdf.NameTree(pdf.Root.Names.Dests)[name]
    return pikepdf.Page(place[0]).label


@pytest.fixture
def pdf(printed: Pdf) -> Iterator[pikepdf.Pdf]:
    """The printed file, opened."""
    with pikepdf.open(BytesIO(printed.data)) as opened:
        yield opened


def test_every_gate_is_kept(printed: Pdf) -> None:
    assert [gate for gate in printed.gates if not gate.ok] == []
    assert printed.problems == ()


def test_body_starts_on_arabic_page_one_after_roman_front_matter(pdf: pikepdf.Pdf) -> None:
    assert label_at(pdf, "press--body") == "1"
    assert label_at(pdf, "document-preface") == "vii"
    assert " ".join(page.label for page in pdf.pages[:10]) == "i ii iii iv v vi vii viii 1 2"


def test_chapters_open_on_rectos_and_blank_pages_are_not_counted(printed: Pdf, pdf: pikepdf.Pdf) -> None:
    opened = [label_at(pdf, f"document-{name}") for name in ("store", "survey", "bibliography")]
    assert all(int(label) % 2 for label in opened)
    assert list(printed.pages) == ["preface", "store", "survey", "bibliography"]
    assert printed.pages["bibliography"] == 1


def test_every_passage_is_a_named_destination_even_if_nothing_links_to_it(
    pdf: pikepdf.Pdf, chapters: list[Chapter]
) -> None:
    known = set(map(str, pikepdf.NameTree(pdf.Root.Names.Dests)))
    assert {name for chapter in chapters for name in chapter.passages} <= known
    assert "K27" in known


def test_bookmarks_name_chapters_and_their_sections(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        titles = {item.title: [child.title for child in item.children] for item in outline.root}
    assert list(titles)[2].startswith("The Man Who Kept the Tools: A Conversation")
    assert titles["Preface"] == ["How to use the numbers"]
    assert titles["On Measuring a Wall"] == ["The passages", "The count of men"]


def test_links_say_the_words_they_stand_on(pdf: pikepdf.Pdf) -> None:
    said = {str(link.Contents) for page in pdf.pages for link in page.get("/Annots", [])}
    assert {"K3", "Preface", "On Measuring a Wall"} <= said
    assert "https://doi.example.org/10.5555/jsr.2004.12.3.211-239" in said


def test_notes_are_tagged_as_notes_and_chinese_as_chinese(pdf: pikepdf.Pdf) -> None:
    notes = tags(pdf, "/Note")
    assert len({str(note.ID) for note in notes}) == len(notes) == 6
    assert {str(tag.Lang) for tag in tags(pdf, "/Span") if "/Lang" in tag} == {"zh-Hans"}


def test_pictures_are_printed_and_not_smoothed(pdf: pikepdf.Pdf) -> None:
    pictures = list({p.objgen: p for page in pdf.pages for p in page.get_images(recursive=True).values()}.values())
    assert [(int(picture.Width), int(picture.Height)) for picture in pictures] == [(48, 64)]
    assert not any(picture.Interpolate for picture in (*pictures, pictures[0].SMask))


def test_file_says_what_it_is(pdf: pikepdf.Pdf, book: Book) -> None:
    metadata = pdf.Root.Metadata
    assert "/Filter" not in metadata
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata.read_bytes()
    assert pdf.Root.Lang == "en"
    assert pdf.docinfo.Title == book.title


def test_same_book_gives_the_same_bytes_in_any_process_and_place_whatever_fonts_the_machine_has(
    printed: Pdf, given: tuple[Any, ...], tmp_path: Path
) -> None:
    *rest, stylesheet, fonts, (fragments,) = given
    elsewhere = shutil.copytree(fragments, tmp_path / "a reader" / "of another")
    moved = shutil.copy(stylesheet, tmp_path)
    stranger = tmp_path / "stranger.conf"
    stranger.write_text("<fontconfig><dir>/nowhere</dir></fontconfig>", "utf-8")
    environment = os.environ | {
        "FONTCONFIG_FILE": str(stranger),
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "TZ": "Pacific/Auckland",
    }
    command = [sys.executable, "-W", "ignore", "-c", AGAIN]
    again = subprocess.run(
        command,
        cwd=tmp_path,
        env=environment,
        input=pickle.dumps((*rest, Path(moved), fonts, [elsewhere])),
        capture_output=True,
        check=True,
    )
    assert again.stdout.decode().strip() == hashlib.sha256(printed.data).hexdigest()
    assert again.stderr == b""
