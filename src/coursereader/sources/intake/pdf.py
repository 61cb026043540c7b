"""PDF: the letters of its pages, a form feed behind each page, a blank line where a paragraph is set off."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import version

import pypdfium2
import pypdfium2.raw as pdfium

from .refusal import damaged, locked, textless

PDF = f"pypdfium2 {version('pypdfium2')}, pages 1"
#: Fewer letters than this on a page are a stamp or a folio, not its text.
SCANNED = 8
#: A gap between lines this much wider than most sets a paragraph off, and so does an indent of so many points.
GAP = 1.35
INDENT = 6.0
#: What PDFium reports where a word is broken at a line end.
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-", "\u00ad": "-"})


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page and where it stands, in points from the lower left."""

    text: str
    left: float
    right: float
    bottom: float


def text_of_pdf(data: bytes) -> str:
    """Return the text of a PDF's pages in order; a PDF of pictures alone is refused."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise locked() from error
        raise damaged(str(error)) from error
    with closing(document):
        pages = [_page(document, number) for number in range(len(document))]
    if sum(len(page.split()) > SCANNED // 4 and len(page.strip()) >= SCANNED for page in pages) * 20 < len(pages) or (
        not any(page.strip() for page in pages)
    ):
        raise textless(len(pages))
    return "".join(f"{page}\n\f" for page in pages)


def _page(document: pypdfium2.PdfDocument, number: int) -> str:
    """Return the text of one page."""
    try:
        with closing(document[number]) as page, closing(page.get_textpage()) as letters:
            return _paragraphs(list(_lines(letters)))
    except pypdfium2.PdfiumError as error:
        raise damaged(f"page {number + 1}: {error}") from error


def _lines(letters: pypdfium2.PdfTextPage) -> Iterator[_Line]:
    """Yield the lines of a page in the order they are drawn."""
    signs = [chr(pdfium.FPDFText_GetUnicode(letters, place)) for place in range(letters.count_chars())]
    start = 0
    for place in range(len(signs) + 1):
        if place < len(signs) and signs[place] not in "\r\n":
            continue
        inked = [at for at in range(start, place) if not signs[at].isspace() and signs[at] != "\x00"]
        if inked:
            left, bottom, _, _ = letters.get_charbox(inked[0], loose=True)
            _, _, right, _ = letters.get_charbox(inked[-1], loose=True)
            text = "".join(signs[start:place]).replace("\x00", "").translate(_HYPHENS)
            yield _Line(" ".join(text.split(" ")).strip(), left, right, bottom)
        start = place + 1


def _paragraphs(lines: Sequence[_Line]) -> str:
    """Set a blank line before each line that is set off by its distance or its indent."""
    gaps = [one.bottom - two.bottom for one, two in itertools.pairwise(lines)]
    apart = sorted(gap for gap in gaps if gap > 1)
    # Not the median: a page of a few paragraphs has many wide gaps, and none is narrower than its lines.
    usual = apart[len(apart) // 4] if apart else 0.0
    margin = statistics.median([line.left for line in lines] or [0.0])
    out: list[str] = []
    for place, line in enumerate(lines):
        gap = gaps[place - 1] if place else 0.0
        far = usual and (gap > GAP * usual or gap < -usual)
        before = lines[place - 1] if place else line
        indented = INDENT < line.left - margin < 80 and before.left - margin < INDENT and gap > 1
        out.append(("\n\n" if place and (far or indented) else "\n" if place else "") + line.text)
    return "".join(out)
