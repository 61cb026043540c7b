"""Chapters for the press: one document each, sound in one book, with nothing that only a screen can do."""

from __future__ import annotations

import re

import pytest


@pytest.fixture(scope="module", params=["public", "class_edition"])
def chapters(request):
    return request.getfixturevalue(request.param).chapters


def test_chapters_and_what_is_said_of_them(public):
    """Order is that of the tables of contents; front matter and labels come from each page."""
    said = [(one.name, one.part, one.short, one.label) for one in public.chapters]
    assert said == [
        ("before", "front", "Before", ""),
        ("the-ledger", "body", "The Ledger", "Reading K"),
        ("works", "back", "Works", ""),
    ]
    assert public.chapters[1].passages == ("K1", "K2", "K3", "W1")
    assert public.chapters[1].words > 50


def test_a_chapter_is_one_section_with_its_title_first(chapters):
    """The press finds the chapter's id on its section and the title in its first element."""
    for chapter in chapters:
        opening = f'<section class="chapter" id="document-{chapter.name}">\n<h1'
        assert chapter.html.startswith(opening)
        assert chapter.html.rstrip().endswith("</section>")


def test_ids_and_links_of_the_book(chapters):
    """Over all chapters every id is given once, and every link meets one."""
    book = "".join(chapter.html for chapter in chapters)
    ids = re.findall(r'\sid="([^"]+)"', book)
    assert len(ids) == len(set(ids))
    links = re.findall(r'href="([^"]+)"', book)
    assert [link for link in links if not link.startswith(("https://", "#"))] == []
    assert [link for link in links if link.startswith("#") and link[1:] not in ids] == []
    assert {"K1", "K2", "K3", "W1"} <= set(ids)


def test_links_hold_text_only_and_nothing_is_empty(chapters):
    """Inner elements of a link and empty inline elements are trouble in a tagged PDF."""
    for chapter in chapters:
        assert re.findall(r"<a [^>]*>[^<]*<(?!/a>)", chapter.html) == []
        assert re.findall(r"<(?:a|em|span|strong)\b[^>]*></", chapter.html) == []
        assert "headerlink" not in chapter.html


def test_every_name_of_a_section_can_be_linked_to(public):
    """Labels before a heading are ids of the heading or of its first words."""
    ledger = public.chapters[1].html
    for name in ("kept", "first-part", "the-first-part"):
        assert ledger.count(f'id="the-ledger--{name}"') == 1
    before = public.chapters[0].html
    assert '<a class="xpage" href="#the-ledger--kept">how it was kept</a>' in before
    assert '<a class="xpage" href="#document-the-ledger">the ledger</a>' in before


def test_language_moves_to_the_link(public):
    """A link that is all Chinese says so itself."""
    assert '<a class="zh xpage" href="#document-works" lang="zh-Hans">工分</a>' in public.chapters[0].html


def test_notes_stand_at_their_first_call(public):
    """A note is moved to its call, paragraph by paragraph; the second call is a link."""
    before = public.chapters[0].html
    assert before.count('class="fn"') == 2
    note = '<span class="fn" id="before--count" role="doc-footnote">'
    assert f'{note}<span class="fnp">Points were <em>never</em>' in before
    assert '<span class="fnp">A second paragraph of the note.</span></span>' in before
    assert before.count('<a class="note-again" href="#before--count">1</a>') == 1
    assert "<aside" not in before


def test_passages_link_to_their_page(public):
    """A link to a passage asks the press for its page."""
    assert '<a class="passage-link xpage" href="#K2">K2</a>' in public.chapters[0].html
    assert '<a class="passage-link xpage" href="#K1">K1–K2</a>' in public.chapters[0].html


def test_what_is_folded_stands_open(class_edition):
    """Answers, tabs and witnesses are printed one after the other under small headings."""
    ledger = class_edition.chapters[1].html
    assert '<div class="answer">\n<p class="block-title">Answer</p>\n<p>Nobody knows' in ledger
    assert '<div class="tab">\n<p class="block-title">By night</p>\n<p>Forty lamps.</p>' in ledger
    assert '<p class="block-title">As acquired</p>' in ledger
    assert not re.search(r"<(details|summary|input|label|button|svg)\b|sd-", ledger)


def test_a_link_to_the_pdf_is_plain_in_it(public):
    """The book does not link to itself."""
    assert "You can print it." in public.chapters[0].html


def test_the_book(public):
    """Title page and imprint say which edition it is."""
    book = public.book
    assert (book.title, book.subtitle, book.edition) == (
        "Lamp Oil: A Small Reader",
        "Two ledgers of one county",
        "Public edition",
    )
    assert book.imprint == ("Public edition", "It prints our own words only.", "Nothing in it happened.")
