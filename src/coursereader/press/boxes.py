"""Boxes: the one place that reads WeasyPrint's laid-out pages, which are private to its pinned version."""

from __future__ import annotations

from collections.abc import Iterator

from weasyprint import Document
from weasyprint.document import Page
from weasyprint.formatting_structure.boxes import Box, FootnoteAreaBox, LineBox, MarginBox, TextBox

#: CSS pixels in a point.
PIXELS = 96 / 72


def boxes(page: Page) -> Iterator[Box]:
    """Yield every box of a page, out-of-flow boxes where they belong in reading order."""
    yield from page._page_box.descendants(placeholders=True)


def margin_boxes(page: Page) -> Iterator[MarginBox]:
    """Yield the boxes around the text area: folios and running heads."""
    yield from (box for box in page._page_box.children if isinstance(box, MarginBox))


def notes(page: Page) -> Iterator[Box]:
    """Yield the boxes of the notes at the foot of a page."""
    for area in page._page_box.children:
        if isinstance(area, FootnoteAreaBox):
            yield from area.children


def generated(page: Page, tag: str) -> Iterator[Box]:
    """Yield the boxes made for a pseudo-element, such as ``a::after``."""
    yield from (box for box in boxes(page) if box.element_tag == tag and not isinstance(box, LineBox | TextBox))


def lines(box: Box) -> Iterator[LineBox]:
    """Yield the lines inside a box."""
    yield from (part for part in box.descendants(placeholders=True) if isinstance(part, LineBox))


def text(box: Box) -> str:
    """Join the text of a box as printed."""
    return "".join(part.text for part in box.descendants(placeholders=True) if isinstance(part, TextBox))


def classes(box: Box) -> frozenset[str]:
    """Give the classes of the element a box was made for; none for its lines and for generated boxes."""
    if box.element is None or box.element_tag != box.element.tag or isinstance(box, LineBox | TextBox):
        return frozenset()
    return frozenset(box.element.get("class", "").split())


def spacing(line: LineBox) -> float:
    """Measure what justifying added to each word space of a line, in points."""
    added = [part.justification_spacing for part in line.descendants() if isinstance(part, TextBox)]
    return max(added, default=0) / PIXELS


def is_blank(page: Page) -> bool:
    """Tell whether a page was only inserted to reach a recto."""
    return bool(page._page_box.page_type.blank)


def is_verso(page: Page) -> bool:
    """Tell whether a page is a left-hand one."""
    return bool(page._page_box.page_type.side == "left")


def measure(page: Page) -> tuple[float, float]:
    """Give the left and right edge of the text area, in pixels."""
    left = page._page_box.content_box_x()
    return left, left + page._page_box.width


def page_of(document: Document) -> dict[str, int]:
    """Map every id to the index of the page where it first stands."""
    found: dict[str, int] = {}
    for number, page in enumerate(document.pages):
        for name in page.anchors:
            found.setdefault(name, number)
    return found
