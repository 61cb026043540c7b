"""Law 5: withheld words are written nowhere, and the words of a source are characters and nothing else."""

from __future__ import annotations

import html
import pickle
import re


def written(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_withheld_words_are_in_no_file(class_edition):
    """No page, search index, doctree nor environment has a withheld sentence, in whatever case."""
    out = class_edition.html.parent
    for path, data in written(out).items():
        assert b"heron feathers" not in data.lower(), path
    assert not any("heron feathers" in chapter.html.lower() for chapter in class_edition.chapters)


def test_carried_words_are_in_no_doctree(class_edition):
    """Even words that are printed enter a page only when it is written."""
    for path, data in written(class_edition.html.parent / "doctrees").items():
        assert b"who wrote it down" not in data, path


def test_the_public_edition_has_no_words_at_all(public):
    """Copies are not even looked for."""
    assert public.collection.readings["K"].texts == {}
    page = (public.html / "the-ledger.html").read_text("utf-8")
    assert "passages precis" in page
    assert "passages text" not in page
    assert "The clerk answers at length" in page


def test_hostile_words_come_out_as_characters(class_edition, hostile):
    """Markup of every kind in a source is printed as it stands and fetches nothing."""
    page = (class_edition.html / "the-ledger.html").read_text("utf-8")
    body = re.search(r'id="K2".*?<div class="passage-body">(.*?)</div>', page, re.DOTALL)[1]
    assert html.unescape(body).strip() == f"<p>{hostile}</p>"
    assert not re.search(r'(src|href)="http://host.invalid', page)
    printed = "".join(chapter.html for chapter in class_edition.chapters)
    assert html.escape(hostile, quote=False) in printed


def test_verse_keeps_its_lines(class_edition):
    """A line of verse is a line of the page."""
    page = (class_edition.html / "the-ledger.html").read_text("utf-8")
    assert '<div class="line">and oil for the door</div>' in page


def test_a_precis_is_on_demand_beside_the_words(class_edition):
    """It is folded away on a screen and left out of print; it stands in the place of withheld words."""
    page = (class_edition.html / "the-ledger.html").read_text("utf-8")
    assert page.count("<summary") == 4  # three carried passages and an answer
    chapter = next(one for one in class_edition.chapters if one.name == "the-ledger")
    assert "Two lines of verse." not in chapter.html
    assert "A count that was not made" in chapter.html


def test_a_witness_is_shown_or_counted(class_edition, public, hostile):
    """Where words may be printed both states are shown; elsewhere the number of changes is."""
    page = (class_edition.html / "the-ledger.html").read_text("utf-8")
    assert "As acquired" in page
    assert html.escape(hostile.upper(), quote=False) in page
    assert "2 changes were made to the text of passage W1" in page
    page = (public.html / "the-ledger.html").read_text("utf-8")
    assert "2 changes were made to the text of passage K2" in page


def test_the_environment_keeps_ids_only(class_edition):
    """What is pickled for the next build names passages and says nothing of them."""
    data = (class_edition.html.parent / "doctrees" / "environment.pickle").read_bytes()
    environment = pickle.loads(data)
    assert sorted(environment.domaindata["reader"]["printed"]) == ["K1", "K2", "K3", "W1"]
