"""What a finished PDF says: its words, what stands beside them, and the destinations it names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

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


def beside_text(path: Path) -> Iterator[str]:
    """Yield what a PDF says besides its pages: every string of bookmarks, tags, links, information, and the XMP."""
    with pikepdf.open(path) as pdf:
        for thing in pdf.objects:
            yield from strings(thing)
            if isinstance(thing, pikepdf.Stream) and thing.get("/Type") in ("/Metadata", "/EmbeddedFile"):
                yield thing.read_bytes().decode("utf-8", "replace")


def strings(thing: pikepdf.Object) -> Iterator[str]:
    """Yield the strings of one object of a file, not those of other objects that it points to."""
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif isinstance(thing, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream):
        fields = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
        for below in fields if isinstance(fields, pikepdf.Array) else fields.values():
            if isinstance(below, pikepdf.Object) and not below.is_indirect:
                yield from strings(below)


def destinations(file: Path | BinaryIO) -> set[str]:
    """Return the names a PDF can be opened at."""
    with pikepdf.open(file) as pdf:
        names = pdf.Root.get("/Names", pikepdf.Dictionary())
        return {str(name) for name in pikepdf.NameTree(names.Dests)} if "/Dests" in names else set()
