"""Formats: what a file is, told by its first bytes and never by its name."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from .markdown import is_markdown
from .plain import encoding_of
from .refusal import RefusedFileError, damaged, locked, too_large

#: Files are not larger than this, in bytes, where they are text, and where they may hold pictures.
LARGEST_TEXT = 32_000_000
LARGEST = 256_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html|head|body|title|meta)\b",
    re.I | re.S,
)
_TAGS = re.compile(r"</(?:p|div|h[1-6]|ul|table|span|a)>", re.I)
_CUES = re.compile(r"\s*(?:\d+[ \t]*\r?\n)?\s*\d{1,3}:\d\d:\d\d[,.]\d{1,3}[ \t]*-->[ \t]*\d{1,3}:\d\d:\d\d[,.]\d{1,3}")
#: Formats that are known and not taken in, by their first bytes.
_OTHERS: Mapping[bytes, str] = {
    b"{\\rtf": "RTF",
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)",
    b"II*\x00": "a picture (TIFF)",
    b"MM\x00*": "a picture (TIFF)",
    b"AT&TFORM": "DjVu",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"ID3": "sound (MP3)",
    b"OggS": "sound (Ogg)",
}


def format_of(data: bytes) -> str:
    """Return ``text``, ``markdown``, ``html``, ``vtt``, ``srt``, ``docx`` or ``pdf``; refuse what is none of them.

    >>> format_of(b"WEBVTT\\n\\n00:01.000 --> 00:02.000\\nOne jar."), format_of(b"One jar.")
    ('vtt', 'text')
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise RefusedFileError("file-empty", "the file is empty", (), "get the file again, or choose another")
    if len(data) > LARGEST:
        raise too_large("size", len(data), LARGEST)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _in_archive(data)
    if data.startswith(_OLE):
        raise locked() if "EncryptedPackage".encode("utf-16-le") in data else _unknown("an old Office document (DOC)")
    other = next((name for start, name in _OTHERS.items() if data.startswith(start)), "")
    if other:
        raise _unknown(other)
    return _of_text(data)


def _in_archive(data: bytes) -> str:
    """Tell a DOCX from other ZIP archives."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError) as error:
        raise damaged(str(error)) from error
    if "word/document.xml" in names:
        return "docx"
    kinds = {"mimetype": "EPUB or OpenDocument", "xl/workbook.xml": "a spreadsheet", "ppt/presentation.xml": "slides"}
    raise _unknown(next((kind for name, kind in kinds.items() if name in names), "a ZIP archive"))


def _unknown(kind: str) -> RefusedFileError:
    hint = "save it as plain text, Markdown, HTML, DOCX or PDF with text; captions as WebVTT or SRT"
    return RefusedFileError("file-unknown", "no text can be taken from this kind of file", (("seems", kind),), hint)


def _of_text(data: bytes) -> str:
    """Tell formats that are text from each other."""
    if len(data) > LARGEST_TEXT:
        raise too_large("size", len(data), LARGEST_TEXT)
    found = encoding_of(data)
    if found is None:
        raise _unknown("binary data")
    text = data.decode(found.encoding).removeprefix("\ufeff")
    if re.match(r"WEBVTT(?:[ \t\r\n]|\Z)", text):
        return "vtt"
    if _CUES.match(text[:2000]):
        return "srt"
    if _PAGE.match(text[:6000]) or (text.lstrip()[:1] == "<" and len(_TAGS.findall(text[:20000])) > 3):
        return "html"
    return "markdown" if is_markdown(text) else "text"
