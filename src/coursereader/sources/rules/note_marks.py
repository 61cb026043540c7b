"""Marks that may refer to notes: their forms, their numbers, and what stands before and behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple


class Form(Enum):
    """How a mark is set."""

    #: ``<sup>1</sup>``, ``¹``, ``^1``, ``^1^``, ``[^1]``
    RAISED = auto()
    #: ``[1]``
    BRACKET = auto()
    #: ``period.12`` and ``peasants3``
    GLUED = auto()
    #: ``*``, ``†``, ``‡``, ``§``
    SIGN = auto()


class Place(Enum):
    """How well the place of a mark suits a reference."""

    #: Behind closing punctuation or a closing mark.
    CLOSING = auto()
    #: Behind a word.
    WORD = auto()
    #: Behind a blank.
    BLANK = auto()


class Reference(NamedTuple):
    """A mark that may refer to a note."""

    start: int
    end: int
    form: Form
    place: Place
    #: Number of the note; of letters and signs the place in their row, from 1; of several the first.
    number: int
    #: The last of several numbers.
    last: int
    #: Word that a glued figure stands behind, in lower case.
    word: str


_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBERS = r"\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,6}"
_MARKED = re.compile(
    rf"(?:<a\b[^<>]{{0,200}}>|\[)?<sup\b[^<>]{{0,80}}>(?:<a\b[^<>]{{0,200}}>)?\\?\[?(?P<sup>{_NUMBERS}|[a-z*†‡§¶])"
    rf"\\?\]?(?:</a>)?</sup>(?:</a>|\]\([^()\s]{{0,200}}\))?"
    rf"|(?P<high>[⁰¹²³⁴-⁹]{{1,3}})"
    rf"|\^(?P<caret>\d{{1,3}})(?:\^|(?![\d.]))|\^\{{(?P<braced>\d{{1,3}})\}}"
    rf"|\[\^(?P<foot>\d{{1,3}})\](?!:)"
    rf"|\[\\?\[(?P<linked>{_NUMBERS})\\?\]\](?:\(\#[^()\s]{{0,80}}\))?"
    rf"|\\?\[(?P<bracket>{_NUMBERS})\\?\](?:\(\#[^()\s]{{0,80}}\))?(?![:(\[])"
    rf"|(?P<sign>[*†‡§¶]{{1,3}})"
    rf"|(?P<glued>(?<=[A-Za-zÀ-ɏ.,;:!?…”’\"'»)])\d{{1,3}})(?![\w%°/-]|[.,:]\d)"
)
_SIGNS = "*†‡§¶"
_EMPHASIS = re.compile(r"\*{1,3}(?=\S)[^*\n]{1,400}(?<=\S)\*{1,3}")
_CLOSING = ".,;:!?…”’\"'»)]}。，；：！？」』）》"
_UNIT_WORD = re.compile(r"(?:\b|(?<=\d))(?:[kcdmµn]?m|[kc]g|km|ft|yd|sq|cu)\Z")
_UNIT_FIGURE = re.compile(r"\d ?(?:[kcdmµn]?m|[kcm]?g|in|ft|yd|mi|s|sec|ha|l)\Z")
_YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d\d\Z")
_YEAR_STOP = re.compile(r"(?<!\d)(?:1\d|20)\d\d[.,;:]\Z")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\Z")
_SHORT = re.compile(
    r"(?:nos?|pp?|vols?|figs?|arts?|secs?|chaps?|ch|cap|par|para|pt|bk|ed|col|cf|vv?|nn?|ll?|st|app|tab|cl|reg|ex|lib|fol"
    r"|ff?|op|q|ver|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mt|gen|lev|deut|rev|cor|rom|num|nr|bd|abs|ziff)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:figure|table|chapter|section|page|part|book|volume|act|scene|appendix|note|plate|map|line|verse|step|group|room"
    r"|grade|unit|phase|type|level|class|model|version|day|week|year|lamp|item|file|image|column|row|track)s?",
    re.IGNORECASE,
)
_LITTLE = re.compile(r"(?:it|he|us|me|in|on|up|so|do|of|is|as|we|to|by)")


def references(text: str) -> Iterator[Reference]:
    """Yield all marks that may refer to notes, in order.

    >>> [(r.number, r.form.name, r.place.name) for r in references("Jars.<sup>1</sup> Two³ of 5 m² were empty.12 Then")]
    [(1, 'RAISED', 'CLOSING'), (3, 'RAISED', 'WORD'), (12, 'GLUED', 'CLOSING')]
    """
    emphasis = {at for found in _EMPHASIS.finditer(text) for at in (found.start(), found.end() - 1)}
    for match in _MARKED.finditer(text):
        if match["sign"]:
            start, end = match.span("sign")
            if start in emphasis or end - 1 in emphasis:
                continue
        found = _reference(text, match)
        if found is not None:
            yield found


def _reference(text: str, match: re.Match[str]) -> Reference | None:
    """Return the reference that a mark may be, or None where what stands around it says that it is none."""
    start, end = match.span()
    form = _form(match)
    before = text[max(0, start - 40) : start]
    after = text[end : end + 1]
    if not before or before[-1] == "\n" or before[-1] == "|":
        return None
    place = _place(before, form)
    if place is None or (after.isalnum() and not _is_han(after)) or (after == "-" and form is Form.GLUED):
        return None
    first, last = _numbers(match, form)
    if not first or (form is not Form.SIGN and first > last):
        return None
    if place is Place.BLANK and form is not Form.SIGN:
        start -= len(before) - len(before.rstrip(" "))
    word = _WORD.search(before.rstrip(_CLOSING))
    return Reference(start, end, form, place, first, last, word.group().lower() if word else "")


def _form(match: re.Match[str]) -> Form:
    if match["glued"]:
        return Form.GLUED
    if match["bracket"] or match["linked"]:
        return Form.BRACKET
    sign = match["sign"] or match["sup"] or ""
    return Form.SIGN if sign[:1] in _SIGNS and sign else Form.RAISED


def _numbers(match: re.Match[str], form: Form) -> tuple[int, int]:
    """Return the first and the last number of a mark; letters and signs are counted in their rows."""
    said = (match.group(match.lastgroup or 0) or "").translate(_RAISED)
    if form is Form.SIGN:
        place = (_SIGNS.index(said[0]) + 1) + len(_SIGNS) * (len(said) - 1)
        return place, place
    if said.isalpha():
        # A letter counts apart from figures: a is 1001.
        return 1000 + ord(said) - 96, 1000 + ord(said) - 96
    found = [int(number) for number in re.findall(r"\d+", said)]
    return found[0], found[-1]


def _place(before: str, form: Form) -> Place | None:
    """Tell how well a mark stands for a reference, or None for an exponent, a formula, a measure, a decimal."""
    last = before[-1]
    if last == " ":
        return Place.BLANK if form in (Form.RAISED, Form.BRACKET) and before.rstrip(" \n") else None
    word = _WORD.search(before.rstrip(_CLOSING))
    if last in _CLOSING:
        if form is Form.GLUED:
            return _glued_closing(before, word)
        return Place.CLOSING if last not in ")]}" else Place.WORD
    if last in "*_>%":
        return Place.WORD if form is not Form.SIGN else None
    if last.isdigit():
        return Place.WORD if form is not Form.GLUED and _YEAR.search(before) else None
    if not last.isalpha():
        return None
    if _is_han(last):
        return Place.WORD
    return _behind_word(before, word.group() if word else "", form)


def _glued_closing(before: str, word: re.Match[str] | None) -> Place | None:
    """Tell whether a figure behind punctuation may be a reference: not in 3.12, No.5, (a)2 or 10:30."""
    if _YEAR_STOP.search(before):
        return Place.BLANK
    if word is None or before[-1] in ")]}'" or _SHORT.fullmatch(word.group()) or len(word.group()) == 1:
        return None
    return Place.CLOSING


def _behind_word(before: str, word: str, form: Form) -> Place | None:
    """Tell whether a figure behind a word may be a reference: not in m², x³, CO2, mp3, lamp1."""
    if form is Form.SIGN:
        return Place.WORD
    if _UNIT_WORD.search(before) or _UNIT_FIGURE.search(before) or len(word) < 2:
        return None
    if form is not Form.GLUED:
        return Place.WORD if len(word) > 2 or _LITTLE.fullmatch(word) else None
    plain = word.isalpha() and (word.islower() or word.istitle())
    return Place.WORD if plain and len(word) >= 3 and not _COUNTED.fullmatch(word) else None


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"
