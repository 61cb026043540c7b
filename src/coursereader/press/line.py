"""The line of the press: assemble, typeset, mirror, draw, finish, prove."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from weasyprint import Document

from coursereader.edition.chapter import Book, Chapter

from . import matter
from .addresses import BOOK, STYLE, Addresses
from .boxes import is_blank, page_of
from .document import assemble, in_order
from .findings import findings
from .finish import finish
from .folios import labels
from .gates import GATES
from .layout import draw, overheard, typeset
from .margins import mirror
from .pdf import Pdf
from .proof import Proof
from .structure import one_link_each


def typeset_and_prove(
    book: Book, chapters: Sequence[Chapter], stylesheet: Path, fonts: Path, folders: Sequence[Path]
) -> Pdf:
    """Compile a book; fontconfig must see its fonts already."""
    roots = dict(zip((STYLE, BOOK), (stylesheet.parent, *folders), strict=False))
    addresses = Addresses(roots, folders)
    with overheard() as messages:
        document = typeset(assemble(book, chapters), stylesheet, addresses)
        places = page_of(document)
        front = places[matter.BODY]
        mirror(document)
        one_link_each(document)
        drawn = draw(document)
    names = labels(len(document.pages), front)
    proof = Proof(chapters, document, names, finish(drawn, book, front), fonts, tuple(messages))
    return Pdf(
        data=proof.data,
        pages=pages_of_chapters(document, chapters, places),
        gates=tuple(gate(proof) for gate in GATES),
        problems=findings(chapters, addresses.refused, messages),
    )


def pages_of_chapters(document: Document, chapters: Sequence[Chapter], places: Mapping[str, int]) -> dict[str, int]:
    """Count the printed pages of each chapter."""
    starts = sorted((places[matter.address(chapter)], chapter.name) for chapter in chapters)
    body = places[matter.BODY]
    ends = [*(page for page, _ in starts[1:]), len(document.pages)][: len(starts)]
    spans = {}
    for (start, name), end in zip(starts, ends, strict=True):
        stop = body if start < body < end else end
        spans[name] = sum(not is_blank(page) for page in document.pages[start:stop])
    return {chapter.name: spans[chapter.name] for chapter in in_order(chapters)}
