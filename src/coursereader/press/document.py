"""Assembling: chapters and generated matter become one print document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from xml.etree.ElementTree import Element, tostring

import tinyhtml5

from coursereader.edition.chapter import Book, Chapter

from . import matter

#: Where the address of a web page may break: after what opens a part, before a point (Chicago Manual, 14.18).
BREAKS = re.compile(r"(?<=[/?&=#])(?=[^/?&=#])")


def assemble(book: Book, chapters: Sequence[Chapter]) -> str:
    """Put the leaves of a book in order: title leaves, contents, front, body from arabic page 1, back."""
    front = [leaf(chapter) for chapter in chapters if chapter.part == "front"]
    rest = [leaf(chapter) for part in ("body", "back") for chapter in chapters if chapter.part == part]
    leaves = (
        matter.half_title(book),
        matter.title_page(book),
        matter.imprint_page(book),
        matter.contents(in_order(chapters)),
        *front,
        matter.body_leaf(book),
        *rest,
    )
    root = tinyhtml5.parse(f"{head(book)}<body>{''.join(leaves)}</body>", namespace_html_elements=False)
    set_titles(root)
    run_in_speakers(root)
    roman_targets(root)
    for paragraph in root.iter("p"):
        mark_enclosed(paragraph, 0)
    break_addresses(root)
    return "<!DOCTYPE html>" + tostring(root, encoding="unicode", method="html")


def in_order(chapters: Sequence[Chapter]) -> list[Chapter]:
    """Sort chapters by part, keeping their order within each."""
    return sorted(chapters, key=lambda chapter: ("front", "body", "back").index(chapter.part))


def head(book: Book) -> str:
    """Say what the document is about, in its language."""
    keywords = ", ".join(book.keywords)
    named = (("author", book.author), ("description", book.description), ("keywords", keywords))
    metas = "".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in named if value)
    language = escape(book.language)
    return f'<!DOCTYPE html><html lang="{language}"><head><title>{escape(book.title)}</title>{metas}</head>'


def leaf(chapter: Chapter) -> str:
    """Wrap a chapter for the stylesheet, with its label above it and its short title for the running head."""
    label = f'<p class="chapter-label">{matter.marked(chapter.label)}</p>' if chapter.label else ""
    opening = f'<div class="leaf {chapter.part}-leaf" data-short="{escape(chapter.short)}">'
    return f"{opening}{label}{chapter.html}</div>"


def has_class(element: Element, name: str) -> bool:
    """Tell whether an element bears a class.

    >>> has_class(Element("a", {"class": "internal xpage"}), "xpage")
    True
    """
    return name in element.get("class", "").split()


def set_titles(root: Element) -> None:
    """Let the lines of a chapter's title break after its colon first; leave titles with markup as they are."""
    for title in root.iter("h1"):
        said = title.text or ""
        if not len(title) and ": " in said:
            units = tinyhtml5.parse(matter.in_units(said), namespace_html_elements=False).find("body")
            title.text = None
            title.extend(units)


def run_in_speakers(root: Element) -> None:
    """Let a speaker open the first line of the turn, so that no page break can part them."""
    for passage in root.iter("div"):
        body = next((part for part in passage if has_class(part, "passage-body")), None)
        speaker = next((part for part in passage if has_class(part, "speaker")), None)
        if body is None or speaker is None or not len(body) or body[0].tag != "p":
            continue
        passage.remove(speaker)
        first = body[0]
        first.set("class", f"{first.get('class', '')} run-in".strip())
        speaker.tag, speaker.tail, first.text = "span", f" {first.text or ''}", None
        first.insert(0, speaker)


def roman_targets(root: Element) -> None:
    """Mark links into the front matter, whose pages are counted in roman numerals."""
    front = {
        element.get("id")
        for part in root.iter("div")
        if has_class(part, "front-leaf")
        for element in part.iter()
        if element.get("id")
    }
    for link in root.iter("a"):
        if link.get("href", "").removeprefix("#") in front:
            link.set("class", f"{link.get('class', '')} to-front".strip())


def mark_enclosed(element: Element, depth: int) -> int:
    """Mark links that stand in parentheses, so that their pages need none; return how many are open after it.

    >>> link = Element("a", {"class": "xpage"})
    >>> mark_enclosed(link, 1), link.get("class")
    (1, 'xpage enclosed')
    """
    note = has_class(element, "fn")
    if depth and has_class(element, "xpage"):
        element.set("class", f"{element.get('class')} enclosed")
    inside = open_after(element.text, 0 if note else depth)
    for child in element:
        inside = open_after(child.tail, mark_enclosed(child, inside))
    return depth if note else inside


def open_after(text: str | None, depth: int) -> int:
    """Count the parentheses that are open after a text.

    >>> open_after("see (and compare", 0)
    1
    """
    said = text or ""
    return max(0, depth + said.count("(") - said.count(")"))


def break_addresses(root: Element) -> None:
    """Let web addresses that are printed break after their separators."""
    for link in root.iter("a"):
        if "://" in link.get("href", "") and "://" in "".join(link.itertext()):
            for part in link.iter():
                part.text = BREAKS.sub("\u200b", part.text or "")
