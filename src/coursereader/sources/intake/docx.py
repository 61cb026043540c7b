"""DOCX: a document's paragraphs, headings, lists, tables and notes, by way of HTML."""

from __future__ import annotations

import io
import re
import zipfile
from importlib.metadata import version

import mammoth

from .html import VERSION, text_of_html
from .refusal import RefusedFileError, damaged, locked, textless, too_large

DOCX = f"mammoth {version('mammoth')}, html {VERSION}"
#: Parts of a document may unpack to so many bytes in all.
LARGEST = 100_000_000
#: The end of a document's own description of entities: Word writes none.
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh"
_BACK = re.compile(r' ?<a href="#(?:foot|end)note-ref-[^"]*">↑</a>')


def text_of_docx(data: bytes) -> str:
    """Return the text of a document; pictures are left out, and nothing outside it is opened."""
    _inspect(data)
    try:
        found = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            include_embedded_style_map=False,
            external_file_access=False,
            convert_image=mammoth.images.img_element(lambda image: {"src": ""}),
        )
    except RefusedFileError:
        raise
    except RecursionError as error:
        raise damaged("its parts are nested too deeply") from error
    except Exception as error:  # mammoth and minidom say in many ways that a document is broken
        raise damaged(str(error) or type(error).__name__) from error
    text = text_of_html(b"<meta charset=utf-8>" + _BACK.sub("", found.value).encode("utf-8"))
    if not text.strip():
        raise textless(0)
    return text


def _inspect(data: bytes) -> None:
    """Refuse an archive that is damaged, locked, unpacks to more than any text, or declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [part for part in archive.infolist() if part.filename.endswith((".xml", ".rels"))]
            if any(part.flag_bits & 1 for part in parts):
                raise locked()
            size = sum(part.file_size for part in parts)
            if size > LARGEST:
                raise too_large("unpacked", size, LARGEST)
            for part in parts:
                if _DECLARES.search(archive.read(part)):
                    raise damaged(f"{part.filename} declares entities, as no document of Word does")
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError) as error:
        raise damaged(str(error)) from error
