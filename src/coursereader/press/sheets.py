"""Sheets: what can be measured on the laid-out pages, before they are a file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from weasyprint.formatting_structure.boxes import Box, LineBox

from .boxes import (
    PIXELS,
    boxes,
    classes,
    generated,
    is_blank,
    is_verso,
    lines,
    margin_boxes,
    measure,
    notes,
    page_of,
    spacing,
    text,
)
from .proof import Proof

#: A folio stands alone in its margin box; running heads have words.
FOLIO = re.compile(r"[ivxlcdm]+|[0-9]+")
#: The page that a link or a line of the contents prints after it.
REFERENCE = re.compile(r"([ivxlcdm]+|[0-9]+)\)?$")


def stray_notes(proof: Proof) -> Iterator[str]:
    """Find notes that are not printed exactly once, on the page of their call or the next."""
    calls: dict[str, int] = {}
    bodies: dict[str, list[int]] = defaultdict(list)
    for number, page in enumerate(proof.document.pages):
        for box in generated(page, "span::footnote-call"):
            calls.setdefault(box.element.get("id", ""), number)
        for box in notes(page):
            bodies[box.element.get("id", "")].append(number)
    for name in sorted(calls.keys() | bodies.keys() | set(given_notes(proof))):
        if name not in calls or len(bodies[name]) != 1 or not 0 <= bodies[name][0] - calls[name] <= 1:
            yield f"{name} called on {calls.get(name)}, printed on {bodies[name]}"


def given_notes(proof: Proof) -> Iterator[str]:
    """Yield the ids of the notes that the chapters have."""
    for chapter in proof.chapters:
        for opening in re.findall(r'<span [^>]*class="fn"[^>]*>', chapter.html):
            yield from re.findall(r'\bid="([^"]+)"', opening)


def wrong_folios(proof: Proof) -> Iterator[str]:
    """Find printed folios that differ from the label a reader's screen shows for the page."""
    for page, label in zip(proof.document.pages, proof.labels, strict=True):
        printed = [words for box in margin_boxes(page) if FOLIO.fullmatch(words := text(box).strip())]
        if printed not in ([], [label]) or (printed and is_blank(page)):
            yield f"{label} prints {' '.join(printed)}"


def wrong_references(proof: Proof) -> Iterator[str]:
    """Find page numbers in the contents and after links that are not those of their destinations."""
    places = page_of(proof.document)
    for page, label in zip(proof.document.pages, proof.labels, strict=True):
        for box in generated(page, "a::after"):
            printed = REFERENCE.search(text(box))
            target = box.element.get("href", "").removeprefix("#") if printed else ""
            if printed and (target not in places or proof.labels[places[target]] != printed[1]):
                yield f"{label} sends to {printed[1]} for {target}"


def stray_numbers(proof: Proof) -> Iterator[str]:
    """Find passages whose number does not stand once, in the outer margin, beside their first line."""
    printed: dict[str, int] = defaultdict(int)
    for page, label in zip(proof.document.pages, proof.labels, strict=True):
        for passage in boxes(page):
            if "passage" not in classes(passage):
                continue
            for number in passage.descendants(placeholders=True):
                if "passage-number" in classes(number) and isinstance(number.element.text, str):
                    printed[text(number)] += 1
                    if not beside(number, passage, measure(page), is_verso(page)):
                        yield f"{text(number)} on {label}"
    wanted = [name for chapter in proof.chapters for name in chapter.passages]
    yield from (f"{name} printed {printed[name]} times" for name in wanted if printed[name] != 1)


def beside(number: Box, passage: Box, edges: tuple[float, float], verso: bool) -> bool:
    """Tell whether a number stands in the outer margin at the height of the first line of its passage."""
    left, right = edges
    start = number.border_box_x()
    end = start + number.border_width()
    outside = end <= left if verso else start >= right
    first = next((line for line in lines(passage) if left - PIXELS < line.position_x < right), None)
    return bool(outside and first is not None and abs(first.position_y - number.position_y) < first.height / 2)


def body_lines(proof: Proof) -> Iterator[tuple[str, float, LineBox]]:
    """Yield every line of the text area with its page's label and the right edge it must keep."""
    for page, label in zip(proof.document.pages, proof.labels, strict=True):
        left, right = measure(page)
        for box in page._page_box.children:
            if box not in margin_boxes(page):
                yield from ((label, right, line) for line in lines(box) if left <= line.position_x < right)


def overlong_lines(proof: Proof) -> Iterator[str]:
    """Find lines that end more than a point outside the text area."""
    for label, right, line in body_lines(proof):
        end = max((part.position_x + part.width for part in line.children), default=0)
        if end > right + PIXELS:
            yield f"p. {label}, {(end - right) / PIXELS:.1f} points: {text(line)[:40]}"


def loosest_line(proof: Proof) -> tuple[float, str]:
    """Find the line whose word spaces were stretched most, with its page and first words."""
    found = ((spacing(line), f"p. {label}, {text(line)[:30]}") for label, _, line in body_lines(proof))
    return max(found, default=(0.0, "no line"))
