"""What a finished PDF says: its words, and the destinations it names."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2

#: Hyphens that a line break leaves behind; the word goes on in the next line.
_BROKEN = ("\u2010\r\n", "\u2010\n", "\ufffe\r\n", "\ufffe\n", "\u2010", "\ufffe")


def text_of_pdf(path: Path) -> str:
    """Return the words of a PDF in the order they were drawn, those broken at line ends whole."""
    document = pypdfium2.PdfDocument(path)
    try:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    for broken in _BROKEN:
        text = text.replace(broken, "")
    return text


def destinations(path: Path) -> set[str]:
    """Return the names a PDF can be opened at."""
    with pikepdf.open(path) as pdf:
        return {str(name) for name in pikepdf.NameTree(pdf.Root.Names.Dests)} if "/Names" in pdf.Root else set()
