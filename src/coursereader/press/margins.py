"""Outer margins: what stands beside the text is set for rectos and mirrored on versos."""

from __future__ import annotations

from weasyprint import Document

from .boxes import boxes, classes, is_verso, lines, measure

#: Classes of the boxes that the stylesheet puts into the right margin.
BESIDE = frozenset({"passage-number", "passage-locus"})


def mirror(document: Document) -> None:
    """Move the numbers on left-hand pages to the left margin, as far from the text and aligned towards it."""
    for page in filter(is_verso, document.pages):
        left, right = measure(page)
        for box in boxes(page):
            if classes(box) & BESIDE and not box.is_in_normal_flow():
                box.translate(left + right - 2 * box.border_box_x() - box.border_width())
                for line in lines(box):
                    line.translate(box.width - line.width)
