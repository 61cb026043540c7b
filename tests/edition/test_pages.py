"""Pages of the HTML edition: sound links and ids, landmarks with names, passages as agreed."""

from __future__ import annotations

import html.parser
import re
from collections import Counter

import pytest

from coursereader.edition.build import Built


class Page(html.parser.HTMLParser):
    """What a page offers and asks for."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.fetched, self.landmarks = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        self.ids += [said["id"]] if said.get("id") else []
        self.links += [said["href"]] if tag == "a" and "href" in said else []
        if tag in ("script", "link", "img"):
            self.fetched += [said[name] for name in ("src", "href") if said.get(name)]
        if tag == "aside" or said.get("role") == "heading":
            self.landmarks.append(said)


@pytest.fixture(scope="module", params=["public", "class_edition"])
def pages(request):
    site = request.getfixturevalue(request.param).html
    return site, {path: Page(path.read_text("utf-8")) for path in sorted(site.glob("*.html"))}


def test_ids_are_unique_on_a_page(pages):
    """No page gives an id twice."""
    for path, page in pages[1].items():
        assert [name for name, count in Counter(page.ids).items() if count > 1] == [], path


def test_links_lead_somewhere(pages):
    """Every link within the edition meets a page and an id; the PDF is laid beside the home page later."""
    site, found = pages
    for path, page in found.items():
        for link in page.links:
            if re.match(r"[a-z]+:", link) or link == "reader.pdf":
                continue
            name, _, anchor = link.partition("#")
            goal = site / name if name else path
            assert goal.exists(), link
            assert not anchor or anchor in found[goal].ids, (path.name, link)


def test_nothing_comes_from_elsewhere(pages):
    """No script, style or image is asked of another host."""
    for path, page in pages[1].items():
        assert [one for one in page.fetched if re.match(r"(https?:)?//", one)] == [], path


def test_landmarks_have_names_and_headings_levels(pages):
    """Asides that are landmarks are told apart; a heading by role says its level."""
    for path, page in pages[1].items():
        for said in page.landmarks:
            needed = "aria-level" if said.get("role") == "heading" else "aria-label"
            assert needed in said or said.get("role") == "doc-footnote", (path, said)


def test_a_passage_as_agreed(public):
    """Number, locus, speaker and body stand in the order that the stylesheets expect."""
    page = (public.html / "the-ledger.html").read_text("utf-8")
    want = (
        '<div class="passage turn" id="K1">\n'
        '<a class="passage-number" href="#K1" aria-label="Passage K1">K1</a>\n'
        '<p class="passage-locus">turn 1</p>\n'
        '<p class="speaker">Visitor</p>\n'
        '<div class="passage-body"><p>Somebody asks'
    )
    assert want in page
    assert '<h3 class="passage-heading rubric">The second night</h3>' in page
    # The clerk goes on speaking, but under a new heading, and the block says anew who speaks.
    assert page.count('<p class="speaker">Clerk</p>') == 2
    assert re.search(r'<p class="passage-cite">.*Ferrier 1961.</a>\)', page)
    assert "passages K1–K3." in page
    assert ", passage W1." in page


def test_chinese_says_its_language(public):
    """A Chinese run is marked, with the quotation marks inside it."""
    page = (public.html / "works.html").read_text("utf-8")
    assert '<span class="zh" lang="zh-Hans">水库“夜班”的工分</span>' in page


def test_the_home_page_says_which_edition(public):
    """Name and statement of the edition stand under the title."""
    page = (public.html / "index.html").read_text("utf-8")
    assert "<strong>Public edition.</strong> It prints our own words only." in page
    assert '<p class="action"><a class="reader-pdf reference external" href="reader.pdf">' in page


def test_an_edition_adds_its_documents_at_the_end(make, public):
    """The instructor's edition has a last chapter that no other edition has."""
    assert not (public.html / "answers.html").exists()
    built = make(edition="instructor")
    assert built.problems == ()
    assert [one.name for one in built.chapters] == ["before", "the-ledger", "works", "answers"]


def test_each_passage_is_cited_on_the_screen_and_once_a_run_in_print(public: Built) -> None:
    page = (public.html / "the-ledger.html").read_text("utf-8")
    assert page.count('class="passage-cite') == page.count('class="passage-number"') > 0
    assert not any("of-source" in chapter.html for chapter in public.chapters)
