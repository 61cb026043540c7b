"""The press: chapters in, a PDF out.

It knows records of chapters and nothing of Sphinx; everything it prints besides them is made in ``matter``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from coursereader.edition.chapter import Book, Chapter

from .isolation import only
from .pdf import Pdf

__all__ = ["Pdf", "compile"]


def compile(
    book: Book, chapters: Sequence[Chapter], stylesheet: Path, fonts: Path, folders: Sequence[Path] = ()
) -> Pdf:
    """Typeset a book from its chapters with the fonts of one folder, and prove what was printed.

    ``folders`` are all that may be read besides; relative addresses start from the first of them.
    """
    with only(fonts):
        # WeasyPrint asks fontconfig for fonts as soon as it is imported, and must find ours.
        from .line import typeset_and_prove

        return typeset_and_prove(book, chapters, stylesheet, fonts, folders)
