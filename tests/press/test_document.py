"""What the press makes of chapters before they are set: order, marks for the stylesheet, and nothing of Sphinx."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace

import pytest

from coursereader.edition.chapter import Book, Chapter
from coursereader.press.document import assemble


@pytest.fixture(scope="session")
def assembled(book: Book, chapters: list[Chapter]) -> str:
    """The book as one print document, its chapters given in the wrong order."""
    return assemble(book, chapters[::-1])


def test_leaves_stand_in_the_order_of_a_book(assembled: str) -> None:
    leaves = ("half-title", "title-page", "imprint", "contents", "leaf front", "body-opening", "leaf body")
    places = [assembled.index(f'class="{leaf}') for leaf in (*leaves, "leaf back")]
    assert places == sorted(places)


def test_only_links_into_front_matter_count_in_roman(assembled: str) -> None:
    front = set(re.findall(r'<a class="[^"]*to-front[^"]*" href="([^"]*)"', assembled))
    assert front == {"#document-preface"}


def test_speaker_opens_the_first_line_of_the_turn(assembled: str) -> None:
    opening = '<p class="run-in"><span class="speaker">Teacher</span> The teacher asks when'
    assert opening in assembled
    assert '<p class="speaker">' not in assembled


def test_reference_in_parentheses_gets_none_of_its_own(assembled: str) -> None:
    assert '<a class="passage-link xpage enclosed" href="#K5">' in assembled
    assert '<a class="passage-link xpage" href="#K3">' in assembled


def test_web_address_may_break_after_its_separators(assembled: str) -> None:
    printed = ">https://|archive.example.org/|stone-ferry/|tapes/|1989/|07_a.html</a>"
    assert printed.replace("|", "\u200b") in assembled
    assert 'href="https://archive.example.org/stone-ferry/tapes/1989/07_a.html"' in assembled


def test_words_of_the_editor_are_escaped(book: Book, chapters: list[Chapter]) -> None:
    strange = replace(book, title='Oil & "<b>lamps</b>"')
    assert "<b>lamps" not in assemble(strange, chapters)


def test_fragment_without_a_section_is_not_a_chapter(book: Book, chapters: list[Chapter]) -> None:
    with pytest.raises(ValueError, match="the fragment of preface does not open with a section"):
        assemble(book, [replace(chapters[0], html="<p>Oil.</p>")])


def test_press_knows_no_sphinx_and_its_door_no_typesetter() -> None:
    look = "import sys, coursereader.press; print(sorted({'sphinx', 'docutils', 'weasyprint'} & sys.modules.keys()))"
    inside = "import coursereader.press.line; print(sorted({'sphinx', 'docutils'} & sys.modules.keys()))"
    command = [sys.executable, "-W", "ignore", "-c", f"{look}; {inside}"]
    env = {"PYTHONPATH": ":".join(filter(None, sys.path)), "PATH": ""}
    assert subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout == "[]\n[]\n"
