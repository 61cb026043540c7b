"""Citations by author and date, and works in the order in which one looks for them."""

from __future__ import annotations

import html
import re


def text(page):
    return html.unescape(re.sub(r"<[^>]+>", "", page))


def works(page):
    return [text(one) for one in re.findall(r'<div class="citation".*?<p>(.*?)</p>', page, re.DOTALL)]


def test_works_are_set_and_sorted(public):
    """By author without accents, then year, then title; letters tell works of one year apart."""
    assert works(public.chapters[2].html) == [
        "Ádler, Bo. 1961. Before Them All. Lower Marsh: Reed & Wick.",
        "Ferrier, Ada. 1961a. A Second Lamp. Lower Marsh: Reed & Wick.",
        "Ferrier, Ada. 1961b. The Clerk’s Lamp: Oil in Heron County, 1958–1962. Lower Marsh: Reed & Wick. "
        "ISBN 978-0-00-000000-2.",
        "Ferrier, Ada, and Min Zhou. 1961. “水库“夜班”的工分 [Work Points of the Night Shift]”. "
        "Notes on Reservoirs 4 (2): 11–19. https://doi.org/10.1000/lamp.",
        "Wick and Daughters. n.d. “Price List”. Shop bill. https://example.org/wick.",
    ]


def test_citations_in_a_sentence_and_in_brackets(public):
    """Names and date, with what is put before and after them; only what is cited is a link."""
    before = text(public.chapters[0].html)
    assert "Ferrier (1961b) and Ferrier (1961a) differ" in before
    assert "(see Ferrier and Zhou 1961, 11; Wick and Daughters n.d.)." in before
    assert 'see <a href="#works--cite-ferrier1961b">Ferrier and Zhou 1961</a>, 11' in public.chapters[0].html


def test_a_second_builder_finds_each_work_once(public):
    """The list is the same on the page and in the book."""
    page = (public.html / "works.html").read_text("utf-8")
    assert works(page) == works(public.chapters[2].html)


def test_no_brackets_and_no_labels(public):
    """Nothing of the labels by which the extension tells works apart is seen."""
    page = (public.html / "works.html").read_text("utf-8")
    assert "fn-bracket" not in page
    assert "doc-biblioentry" not in page
