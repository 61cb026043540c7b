"""Intake: files of many formats as texts, the same text of the same bytes every time."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from coursereader.sources.source import Witness

from . import captions, docx, html, pdf
from .refusal import RefusedFileError

#: What turns bytes into a text, and its name with its version, by format; of other formats the bytes are the text.
CONVERTERS: Mapping[str, tuple[Callable[[bytes], str], str]] = {
    "html": (html.text_of_html, f"html {html.VERSION}"),
    "vtt": (captions.text_of_vtt, captions.VTT),
    "srt": (captions.text_of_srt, captions.SRT),
    "docx": (docx.text_of_docx, docx.DOCX),
    "pdf": (pdf.text_of_pdf, pdf.PDF),
}


def text_of(data: bytes, witness: Witness) -> str:
    """Turn the bytes of a recognised copy into the text that offsets count, as when it was taken in."""
    if witness.format not in CONVERTERS:
        return data.decode(witness.encoding)
    convert, now = CONVERTERS[witness.format]
    text = convert(data)
    if len(text) != witness.characters:
        facts = (("then", f"{witness.converter}: {witness.characters} characters"), ("now", f"{now}: {len(text)}"))
        hint = "install the converter that source.toml names, or take the file in anew under another key"
        raise RefusedFileError("file-damaged", "the file gives another text than when it was taken in", facts, hint)
    return text


__all__ = ["CONVERTERS", "RefusedFileError", "text_of"]
