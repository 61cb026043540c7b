"""Dress: the ways in which the same text may be dressed as bytes, from encoding and line ends to Unicode forms."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from charset_normalizer import from_bytes

from .intake.plain import BYTE_ORDER_MARKS
from .source import Witness

#: Tried where a text is not UTF-8, after those its own bytes and its witnesses suggest; the last decodes anything.
_USUAL = ("cp1252", "gb18030", "mac_roman", "big5", "latin-1")
#: Bytes that are looked at to guess an encoding.
_SAMPLE = 65536
#: What files that are no text begin with.
_SIGNS = {
    b"\x89PNG": "PNG image",
    b"\xff\xd8\xff": "JPEG image",
    b"GIF8": "GIF image",
    b"%PDF-": "PDF document",
    b"PK\x03\x04": "zip archive or office document",
    b"PK\x05\x06": "zip archive or office document",
    b"\x1f\x8b": "gzip archive",
    b"\xd0\xcf\x11\xe0": "office document",
}
_CONTROLS = bytes(set(range(32)) - {*b"\t\n\v\f\r\x1b"})
_FORMS: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")
_STRAIGHT = str.maketrans("‘’‚‛“”„‟", "''''\"\"\"\"")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The bytes of a file as text, without a byte order mark."""

    text: str
    encoding: str
    #: Whether the bytes open with a byte order mark.
    bom: bool

    def line_ends(self) -> str:
        """Name its line ends as a witness's row does.

        >>> Decoded("a\\r\\nb", "utf-8", False).line_ends()
        'CRLF'
        """
        kinds = {"\r\n": "CRLF", "\r": "CR", "\n": "LF"}
        found = {kinds[match] for match in re.findall(r"\r\n|\r|\n", self.text)}
        return found.pop() if len(found) == 1 else "mixed" if found else ""


def no_text(data: bytes) -> str:
    """Say what a file is that is no text, or nothing.

    >>> no_text(b"PK\\x03\\x04"), no_text(b"two jars\\0"), no_text("jar".encode("utf-16-le"))
    ('zip archive or office document', 'NUL bytes', '')
    """
    sign = next((name for start, name in _SIGNS.items() if data.startswith(start)), "")
    if sign or _unicode(data):
        return sign
    if b"\0" in data:
        return "NUL bytes"
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return "control characters" if controls * 50 > len(sample) else ""


def _unicode(data: bytes) -> str:
    """Name the encoding that a byte order mark or the places of NUL bytes tell."""
    for mark, name in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return name
    sample = data[:_SAMPLE]
    units = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd * 4 > units and even * 20 < odd:
        return "utf-16-le"
    return "utf-16-be" if even * 4 > units and odd * 20 < even else ""


def decodings(data: bytes, own: Iterable[str] = ()) -> Iterator[Decoded]:
    """Yield the texts that some bytes may be, the likeliest first; ``own`` are encodings of known witnesses.

    >>> [(d.text, d.encoding) for d in decodings("\\ufeffoil".encode("utf-16-le"))]
    [('oil', 'utf-16-le')]
    """
    told = _unicode(data)
    mark = next((mark for mark in BYTE_ORDER_MARKS if data.startswith(mark)), b"")
    if told:
        yield Decoded(data[len(mark) :].decode(told, "replace"), told, bool(mark))
        return
    try:
        yield Decoded(data.decode("utf-8"), "utf-8", False)
        return
    except UnicodeDecodeError:
        pass
    yield from _damaged(data)
    guess = from_bytes(data[:_SAMPLE]).best()
    seen: set[str] = {"utf_8", "ascii"}
    for name in (*own, *([guess.encoding] if guess else ()), *_USUAL):
        known = codecs.lookup(name).name.replace("-", "_")
        if known in seen:
            continue
        seen.add(known)
        try:
            yield Decoded(data.decode(name), name, False)
        except UnicodeDecodeError:
            continue


def _damaged(data: bytes) -> Iterator[Decoded]:
    """Yield UTF-8 with a few bad bytes in it."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    if bad * 20 < sum(ord(char) > 127 for char in text):
        yield Decoded(text, "utf-8", False)


def with_line_feeds(text: str) -> str:
    """Make every line end a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def forms(text: str) -> Iterator[tuple[str, str]]:
    """Yield a text as it is, composed and decomposed, where these differ, with the name of the form."""
    yield "", text
    if text.isascii():
        return
    seen = {text}
    for name in _FORMS:
        form = unicodedata.normalize(name, text)
        if form not in seen:
            seen.add(form)
            yield name, form


def quoted(text: str) -> Iterator[tuple[str, str]]:
    """Yield a text with its quotation marks as they are, straight and curly, where these differ; and which it had."""
    yield "", text
    straight = text.translate(_STRAIGHT)
    if straight != text:
        yield "curly quotation marks", straight
    curly = _curled(straight)
    if curly not in {text, straight}:
        yield "straight quotation marks", curly


def _curled(text: str) -> str:
    """Curl straight marks: one at the start of a word opens, any other closes."""
    text = re.sub(r"""(?<![^\s(\[{—–"'])"(?=\S)""", "“", text).replace('"', "”")
    return re.sub(r"""(?<![^\s(\[{—–“])'(?=\w)""", "‘", text).replace("'", "’")


def as_witness(text: str, witness: Witness) -> str:
    """Give a text of line feeds the line ends and the byte order mark of a witness."""
    ends = {"CRLF": "\r\n", "CR": "\r"}.get(witness.line_ends, "\n")
    kept = witness.bom and not codecs.lookup(witness.encoding).name.endswith(("-sig", "utf-16", "utf-32"))
    return ("\ufeff" if kept else "") + text.replace("\n", ends)


def dresses(text: str, witness: Witness) -> Iterator[str]:
    """Yield the texts of a witness's own length that some text may be when undressed."""
    # Composing and decomposing change the length of a text, but not beyond this.
    if not witness.characters < 4 * len(text) + 4 < 16 * witness.characters + 64:
        return
    for bare in dict.fromkeys((with_line_feeds(text), text)):
        for _, form in forms(bare):
            stripped = form.rstrip("\n")
            for end in dict.fromkeys((form, stripped, stripped + "\n", stripped + "\n\n")):
                candidate = as_witness(end, witness) if bare == with_line_feeds(text) else end
                if len(candidate) == witness.characters:
                    yield candidate


def differences(decoded: Decoded, witness: Witness) -> list[str]:
    """Say how the bytes of a file are dressed otherwise than a witness's."""
    found: list[str] = []
    if _bytes(decoded.text, decoded.encoding) != _bytes(decoded.text, witness.encoding):
        found.append(f"encoding {decoded.encoding}")
    if decoded.bom != witness.bom:
        found.append("byte order mark" if decoded.bom else "no byte order mark")
    if decoded.line_ends() not in {"", witness.line_ends}:
        found.append(f"line ends {decoded.line_ends()}")
    return found


def _bytes(text: str, encoding: str) -> bytes:
    """Return the bytes of a text's beginning; a mark before it is told apart."""
    data = text[:_SAMPLE].encode(encoding, "replace")
    return data.removeprefix(next((mark for mark in BYTE_ORDER_MARKS if data.startswith(mark)), b""))
