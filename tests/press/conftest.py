"""One small invented book, compiled once for all tests of the press."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from coursereader import press
from coursereader.edition.chapter import Book, Chapter, Part
from coursereader.press.fonts import install
from coursereader.press.pdf import Pdf

STYLESHEET = Path(__file__).parents[2] / "_static" / "print.css"
FRAGMENTS = Path(__file__).parent / "reservoir"

#: Name of the fragment, title, short title, part and label of each chapter, in order.
CHAPTERS: tuple[tuple[str, str, str, Part, str], ...] = (
    ("preface", "Preface", "Preface", "front", ""),
    (
        "store",
        "The Man Who Kept the Tools: A Conversation Recorded in the Old Drawing Office",
        "The Man Who Kept the Tools",
        "body",
        "Reading K",
    ),
    ("survey", "On Measuring a Wall", "On Measuring a Wall", "body", "Reading L"),
    ("bibliography", "Works Cited", "Works Cited", "back", ""),
)


def chapter(name: str, title: str, short: str, part: Part, label: str, html: str) -> Chapter:
    """Make the record of a chapter; its passages are read from the fragment."""
    passages = tuple(re.findall(r'<div class="passage [^"]*" id="([^"]+)"', html))
    return Chapter(name, title, short, part, label, html, len(html.split()), passages)


@pytest.fixture(scope="session")
def book() -> Book:
    """What the title page, the imprint and the metadata say."""
    return Book(
        title="The Water at Stone Ferry",
        subtitle="A county reservoir in its own papers and in the talk of its neighbours, 1957–1971",
        author="Edited by Ines Marrow and Tobias Fell",
        language="en",
        edition="Test edition",
        description="A small invented reader on a reservoir that never was.",
        keywords=("reservoir", "lamp oil", "下放"),
        imprint=(
            "The words of this reader are invented, and may be used by anyone for anything.",
            "Set in EB Garamond and Noto Serif SC.",
            "Passages are cited by the letters and numbers in the margin: the same in every edition.",
        ),
    )


@pytest.fixture(scope="session")
def chapters() -> list[Chapter]:
    """The chapters of the book, with every construct the press must set."""
    return [chapter(*row, (FRAGMENTS / f"{row[0]}.html").read_text("utf-8")) for row in CHAPTERS]


@pytest.fixture(scope="session")
def fonts() -> Path:
    """The press's own fonts."""
    return install()


@pytest.fixture(scope="session")
def given(book: Book, chapters: Sequence[Chapter], fonts: Path) -> tuple[object, ...]:
    """What the press is given to print the book."""
    return book, chapters, STYLESHEET, fonts, [FRAGMENTS]


@pytest.fixture(scope="session")
def printed(given: tuple[Any, ...]) -> Pdf:
    """The book in print."""
    return press.compile(*given)


@pytest.fixture
def print_page(book: Book, fonts: Path, tmp_path: Path) -> Callable[..., Pdf]:
    """A function that prints one short chapter, with more rules for the page if wanted."""

    def print_page(html: str, rules: str = "", folders: Sequence[Path] = ()) -> Pdf:
        stylesheet = tmp_path / "rules.css"
        ours = STYLESHEET.read_text("utf-8")
        stylesheet.write_text(rules + ours if rules.startswith("@import") else ours + rules, "utf-8")
        section = f'<section class="chapter" id="document-page"><h1>Page</h1>{html}</section>'
        return press.compile(book, [chapter("page", "Page", "Page", "body", "", section)], stylesheet, fonts, folders)

    return print_page
