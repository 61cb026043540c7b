"""Generated matter: every word that the press prints of its own, and the leaves it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape, unescape

from coursereader.edition.chapter import Book, Chapter
from coursereader.text.han import RUN

#: Heading of the list of contents.
CONTENTS = "Contents"
#: Id of the leaf that opens the body on arabic page 1.
BODY = "press--body"

SECTION = re.compile(r'<section\b[^>]*?\bid="([^"]+)"')


def marked(text: str) -> str:
    """Escape plain text and mark its Chinese runs, so that they get their own font and language.

    >>> marked("Oil & 下放")
    'Oil &amp; <span lang="zh-Hans" class="zh">下放</span>'
    """
    return RUN.sub(lambda run: f'<span lang="zh-Hans" class="zh">{run[0]}</span>', escape(text, quote=False))


def in_units(text: str) -> str:
    """Escape a title so that its lines break after a colon before they break elsewhere.

    >>> in_units("Kettles: A Reader")
    '<span class="unit">Kettles:</span> <span class="unit">A Reader</span>'
    """
    units = text.replace(": ", ":\n").split("\n")
    return " ".join(f'<span class="unit">{marked(unit)}</span>' for unit in units)


def half_title(book: Book) -> str:
    """Open the book with its title alone."""
    return f'<div class="half-title" data-title="{escape(book.title)}"><p>{in_units(book.title)}</p></div>'


def title_page(book: Book) -> str:
    """Set title, subtitle, author and edition on one page, leaving out what is empty."""
    rows = {"title": book.title, "subtitle": book.subtitle, "author": book.author, "edition": book.edition}
    lines = "".join(f'<p class="book-{name}">{in_units(text)}</p>' for name, text in rows.items() if text)
    return f'<div class="title-page">{lines}</div>'


def imprint_page(book: Book) -> str:
    """Set the imprint's paragraphs on the back of the title page."""
    lines = "".join(f"<p>{marked(text)}</p>" for text in book.imprint)
    return f'<div class="imprint"><div class="imprint-foot">{lines}</div></div>'


def contents(chapters: Iterable[Chapter]) -> str:
    """List the chapters with their labels; the stylesheet adds the page of each."""
    rows = "".join(contents_row(chapter) for chapter in chapters)
    heading = f'<h1 id="press--contents">{CONTENTS}</h1>'
    return f'<nav class="contents" data-short="{CONTENTS}">{heading}<ol>{rows}</ol></nav>'


def contents_row(chapter: Chapter) -> str:
    """Set one line of the contents, linked to its chapter."""
    label = f'<p class="contents-label">{marked(chapter.label)}</p>' if chapter.label else ""
    link = f'<a class="contents-link" href="#{address(chapter)}">{marked(chapter.title)}</a>'
    return f'<li class="contents-{chapter.part}">{label}<p class="contents-title">{link}</p></li>'


def body_leaf(book: Book) -> str:
    """Repeat the title on the leaf where arabic folios begin."""
    return f'<div class="body-opening" id="{BODY}"><p>{in_units(book.title)}</p></div>'


def address(chapter: Chapter) -> str:
    """Name the id of a chapter's section, which its fragment opens with.

    >>> address(Chapter("kettle", "Kettle", "Kettle", "body", "", '<section class="chapter" id="k">', 0, ()))
    'k'
    """
    opening = SECTION.search(chapter.html)
    if opening is None:
        raise ValueError(f"the fragment of {chapter.name} does not open with a section that has an id")
    return unescape(opening[1])
