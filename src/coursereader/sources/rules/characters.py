"""Characters: those nobody sees, and those that stand for others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from .finding import Finding, Settings
from .shields import code

#: Controls that print nothing; tabs, line ends, form feeds and soft hyphens are others' business.
_CONTROL = "\\x00-\\x08\\x0e-\\x1f\\x7f"
#: No width and, between Latin or Chinese letters, no meaning: byte order mark, zero-width blanks, word joiner, fillers.
_NO_WIDTH = "\\u180e\\u200b-\\u200d\\u2060-\\u2064\\u206a-\\u206f\\ufeff\\ufff9-\\ufffb"
#: What turns the direction of a line.
_DIRECTION = "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069"
_UNSEEN = re.compile(f"[{_CONTROL}{_NO_WIDTH}{_DIRECTION}\\U000e0000-\\U000e007f]+")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
#: Scripts in which a joiner or a blank without width between letters tells words apart or shapes a letter.
_JOINING = re.compile(r"[\u0600-\u08ff\u0900-\u109f\u1780-\u18af\u0e00-\u0fff\ufb50-\ufdff\ufe70-\ufefc]")
_PICTURE = re.compile(r"[\u00a9\u00ae\u200d\u203c-\u3299\ufe0e\ufe0f\U0001f000-\U0001faff]")
#: Codes at which old typefaces kept their ligatures: a control between letters may be one.
_LIGATURE_CODES = {
    **dict(zip("\x0e\x0f", ("ffi", "ffl"), strict=True)),
    **dict(zip("\x1b\x1c\x1d\x1e\x1f", ("ff", "fi", "fl", "ffi", "ffl"), strict=True)),
}
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
#: A letter and up to eight marks upon it; more is no writing, and sorting them would take its time.
_MARKS = "\\u0300-\\u036f\\u0653-\\u0655\\u3099\\u309a"
_ACCENTED = re.compile(f"[^\\W\\d_{_MARKS}][{_MARKS}]{{1,8}}(?![{_MARKS}])")
_JAMO = re.compile("[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?")
_LINE_ENDS = {"\x85": "\n", "\u2028": "\n", "\u2029": "\n\n", "\x0b": "\n", "\x0c": "\n"}


def invisible_characters(text: str, _: Settings) -> Iterator[Finding]:
    """Drop characters that print nothing and mean nothing: controls, joiners, blanks without width."""
    right_to_left = _RIGHT_TO_LEFT.search(text) is not None
    for match in _UNSEEN.finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        sign = match.group()
        if _has_meaning(sign, before, after, right_to_left):
            continue
        ligature = _LIGATURE_CODES.get(sign)
        if ligature and (before.isalpha() or after.islower()) and after != "[":
            why = "a control where a ligature was?"
            yield Finding(*match.span(), "", "emendation", why, certain=False, alternatives=(ligature, "drop it"))
        else:
            yield Finding(*match.span(), "", "regularisation", _what(sign))


def _has_meaning(sign: str, before: str, after: str, right_to_left: bool) -> bool:
    """Tell whether a sign shapes letters, joins pictures or holds the direction of a text that needs it."""
    if right_to_left and re.search(f"[{_DIRECTION}]", sign):
        return True
    if sign[0] >= "\U000e0000" or sign == "\u200d":
        return bool(_PICTURE.match(before) or _JOINING.match(before))
    return sign in "\u200b\u200c\u2060" and bool(_JOINING.match(before) and _JOINING.match(after))


def _what(sign: str) -> str:
    if sign[0] == "\ufeff":
        return "byte order mark"
    return "control character" if unicodedata.category(sign[0]) == "Cc" else "character without width"


def line_separators(text: str, _: Settings) -> Iterator[Finding]:
    """Make line feeds of other characters that end lines: NEL, line and paragraph separators, form feeds."""
    for match in re.finditer("[\x85\u2028\u2029\x0b\x0c]", text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        sign = match.group()
        if sign in "\x0b\x0c" and before.isalpha() and after.islower():
            alternatives = ("ff" if sign == "\x0b" else "fi", "line end")
            why = "a control where a ligature was?"
            yield Finding(*match.span(), "", "emendation", why, certain=False, alternatives=alternatives)
        elif "\n" in (before, after) or not before or not after:
            yield Finding(*match.span(), "", "regularisation", "line separator beside a line end")
        else:
            yield Finding(*match.span(), _LINE_ENDS[sign], "regularisation", "line separator")


def ligatures(text: str, _: Settings) -> Iterator[Finding]:
    """Write the ligatures of typefaces as the letters they join; letters such as æ and œ are none."""
    literal = code(text)
    for match in re.finditer("[ﬀ-ﬆ]", text):
        if literal.touch(*match.span()):
            continue
        yield Finding(*match.span(), _LIGATURES[match.group()], "regularisation", "ligature of a typeface")


def decomposed_accents(text: str, _: Settings) -> Iterator[Finding]:
    """Write a letter and the accents that follow it as one character where Unicode has one; all else stays."""
    for pattern in (_ACCENTED, _JAMO):
        for match in pattern.finditer(text):
            found = match.group()
            composed = unicodedata.normalize("NFC", found)
            # A letter that normalising alone would change is another question.
            if composed != found and unicodedata.is_normalized("NFC", found[0]):
                yield Finding(*match.span(), composed, "regularisation", "accents apart from their letter")
