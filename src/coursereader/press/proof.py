"""The proof: all that the gates may look at, once a book is compiled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from weasyprint import Document

from coursereader.edition.chapter import Chapter


@dataclass(frozen=True, slots=True)
class Proof:
    """A compiled book before it is returned."""

    #: The chapters as they were given.
    chapters: Sequence[Chapter]
    #: The pages as they were drawn.
    document: Document
    #: Page label of each page.
    labels: tuple[str, ...]
    #: The finished file.
    data: bytes
    #: Folder with the fonts that may be used.
    fonts: Path
    #: What the typesetter complained of.
    messages: tuple[str, ...]
