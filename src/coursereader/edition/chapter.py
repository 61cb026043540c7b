"""What the press is given: a book and its chapters, as plain records without Sphinx."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Part = Literal["front", "body", "back"]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter ready for print: a fragment of HTML whose ids are unique in the whole book."""

    #: Name of the document, for example ``kettle``.
    name: str
    #: Full title, plain text.
    title: str
    #: Title for the running head.
    short: str
    #: Where it stands: front matter has roman folios.
    part: Part
    #: Small line above the title, or an empty string.
    label: str
    #: One ``<section class="chapter" id="document-…">`` that opens with its ``<h1>``.
    html: str
    #: Words of the body.
    words: int
    #: Ids of the passages printed in it, in order; each is an id of the fragment, too.
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """What the title page, the imprint and the PDF's metadata say."""

    title: str
    subtitle: str
    author: str
    #: Language tag, for example ``en``.
    language: str
    #: Name of the edition as printed, for example ``Public edition``.
    edition: str
    description: str
    keywords: tuple[str, ...]
    #: Paragraphs of the imprint page, plain text.
    imprint: tuple[str, ...]
