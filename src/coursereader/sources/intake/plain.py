"""Plain text: which encoding bytes are in, and how their lines end."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

#: How Unicode files open, and the encoding each mark tells.
BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
#: So much of a file is looked at to tell an encoding that is not Unicode.
_SAMPLE = 256_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Encoded:
    """How bytes become a text."""

    #: Python's name; the decoded text keeps its byte order mark.
    encoding: str
    bom: bool
    #: Whether the encoding was guessed from the letters that come out.
    guessed: bool = False


def encoding_of(data: bytes) -> Encoded | None:
    """Tell the encoding of a text by its byte order mark, by its being UTF-8, or by what letters come out.

    None where the bytes are no text.

    >>> encoding_of("Zwölf Krüge standen im Hof, fünf Töpfe auf der Bank.".encode("cp1252")).encoding
    'cp1252'
    """
    for mark, name in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return Encoded(name, True) if _decodes(data, name) else None
    if _decodes(data, "utf-8"):
        return Encoded("utf-8", False) if _is_text(data[:_SAMPLE].decode("utf-8", "ignore")) else None
    if b"\x00" in data[:_SAMPLE]:
        return _wide(data)
    best = from_bytes(data[:_SAMPLE]).best()
    found = best.encoding if best else "cp1252"
    if best is None or _is_latin(data[:_SAMPLE], found):
        # Code pages of Latin letters differ in so few that the words tell them better than the bytes do.
        pages = [name for name in ("cp1252", "cp1250", "mac_roman", found) if _decodes(data, name)]
        found = min(pages, key=lambda name: _odd(data[:_SAMPLE].decode(name, "ignore")), default="latin-1")
    for name in (found, "cp1252", "latin-1"):
        if _decodes(data, name) and _is_text(data[:_SAMPLE].decode(name, "ignore")):
            return Encoded(name, False, guessed=True)
    return None


_INSIDE = re.compile(r"(?<=[a-z])[^\x00-\x7f](?=[a-z])|[\x80-\x9f]")


def _odd(sample: str) -> int:
    """Count what no words have: a capital with an accent, or a sign, between small letters.

    >>> _odd("it\u00d5s"), _odd("caf\u00e9s"), _odd("it’s")
    (1, 0, 0)
    """
    return sum(not sign.islower() and sign not in "’‘-–—…·" for sign in _INSIDE.findall(sample))


def _is_latin(sample: bytes, name: str) -> bool:
    """Tell whether the letters that are not ASCII come out as Latin letters and marks."""
    signs = [sign for sign in sample.decode(name, "ignore") if sign > "\x7f"]
    return sum(sign < "\u0250" or "\u2000" <= sign < "\u2e80" for sign in signs) * 2 > len(signs)


def _wide(data: bytes) -> Encoded | None:
    """Tell UTF-16 without its mark by where the zero bytes stand."""
    sample = data[: _SAMPLE // 2 * 2]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    name = "utf-16-le" if odd > even else "utf-16-be"
    lopsided = max(even, odd) > len(sample) // 8 and min(even, odd) * 10 < max(even, odd)
    return Encoded(name, False, guessed=True) if lopsided and _decodes(data, name) else None


def _decodes(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _is_text(sample: str) -> bool:
    """Tell text from other data: control characters are rare in it."""
    return len(_CONTROL.findall(sample)) * 200 <= len(sample)


def line_ends_of(text: str) -> str:
    """Return ``LF``, ``CRLF``, ``CR`` or ``mixed``.

    >>> line_ends_of("one\\r\\ntwo\\r\\n")
    'CRLF'
    """
    crlf = text.count("\r\n")
    ends = {"CRLF": crlf, "CR": text.count("\r") - crlf, "LF": text.count("\n") - crlf}
    found = [name for name, count in ends.items() if count]
    return "mixed" if len(found) > 1 else found[0] if found else "LF"
