"""Quotation marks one by one: what each may be, by its sign and by what stands on both sides of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

#: A longer run of marks is a ruled line or an ornament.
LONGEST = 8


class Role(Enum):
    """What a mark may be before the marks around it have been read."""

    OPEN = auto()
    CLOSE = auto()
    #: Blanks on both sides, or letters: what is open decides.
    EITHER = auto()
    #: An apostrophe that opens a word, as in ’tis; a mark only where one is missing.
    WEAK_OPEN = auto()
    #: An apostrophe that may close: the dogs’ bowl; a mark only where no better one follows.
    WEAK_CLOSE = auto()
    #: The same before punctuation or a paragraph's end: closes what is open, else an apostrophe.
    DOUBT_CLOSE = auto()
    APOSTROPHE = auto()
    PRIME = auto()


class Mark(NamedTuple):
    """A quotation mark, or an apostrophe that looks like one."""

    at: int
    sign: str
    #: Marks of one family close each other.
    family: str
    role: Role
    #: Whether what stands around it speaks against the direction of its sign.
    turned: bool = False


_FAMILIES = {
    "double": '"“”„‟＂',
    "single": "'‘’‚‛",
    "angle": "«»",
    "small angle": "‹›",
    "corner": "「」",
    "white corner": "『』",
    "title": "《》",
}
FAMILY = {sign: family for family, signs in _FAMILIES.items() for sign in signs}
_OPENERS, _CLOSERS = "“„‟‘‚‛«‹「『《", "”’»›」』》"
#: What closes a mark.
PARTNER = dict(zip("\"'“„‟‘‚‛«‹「『《»›”’＂", "\"'”“”’‘’»›」』》«‹”’＂", strict=True))
_RUN = re.compile(r"[\"'“”„‟＂‘’‚‛«»‹›「」『』《》*_]+")
_BEHIND = ".,;:!?)]}>，。；：！？、）】…"
_BEFORE = "([{<（【-–—/=+~"
_DASHES = "-–—"
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef]")
_ELIDED = frozenset(
    re.findall(
        r"\w+",
        "tis twas twere twill twould twixt tween em cause cos coz cuz bout round neath gainst fraid nother nuff til "
        "till n ere im er is e ud ave ad ow ello ot ome ard s t k r d ll ve re un scuse spect "
        "abd ali umar uthman amr ayn ubayd isa abbas abdallah ulama ashura id",
    )
)
_CLIPPED = frozenset(re.findall(r"\w+", "o an ol th wi thro tho altho ma fo lil mo gi ha de li sho gov ca wha jus ole"))
_WORD_AT = re.compile(r"[^\W\d_]+")
_WORD_TO = re.compile(r"[^\W\d_]+\Z")
_YEARS = re.compile(r"\d\ds?(?![\w])")
_FEET = re.compile(r"(?:(?<![\d])\d{1,3}|[½¼¾])\Z")


def two_way(text: str) -> frozenset[str]:
    """Return the signs that a text sets on both sides of its quotations, as Swedish and Finnish do.

    >>> sorted(two_way("”En lampa”, sade hon. ”Två.”"))
    ['”']
    """
    pairs = (("”", "“„"), ("’", "‘‚"))
    return frozenset(sign for sign, openers in pairs if not any(o in text for o in openers) and _OPENING[sign](text))


_OPENING = {sign: re.compile(rf"(?:\A|[\s(]){sign}\w").search for sign in "”’"}


def marks(text: str, start: int, end: int, both: frozenset[str] = frozenset()) -> Iterator[Mark]:
    """Yield the marks of a paragraph in order, each with what it may be; ``both`` are signs without a direction.

    >>> [(m.sign, m.role.name) for m in marks("'Don't,' she said.", 0, 18)]
    [("'", 'OPEN'), ("'", 'APOSTROPHE'), ("'", 'CLOSE')]
    """
    reversed_angles: bool | None = None
    for run in _RUN.finditer(text, start, end):
        if run.end() - run.start() > LONGEST or not run.group().strip("*_"):
            continue
        before = text[run.start() - 1] if run.start() > start else ""
        after = text[run.end()] if run.end() < end else ""
        for at, sign in enumerate(run.group(), run.start()):
            family = FAMILY.get(sign)
            if family is None or (sign == "‚" and before.isalnum()):
                continue
            if family in {"angle", "small angle"} and reversed_angles is None:
                reversed_angles = sign in "»›" and _opens(before, after, text, run.end())
            swapped = bool(reversed_angles) and family in {"angle", "small angle"}
            yield _mark(text, (at, run.end()), sign, family, (before, after), swapped, sign in both)


def _mark(
    text: str, place: tuple[int, int], sign: str, family: str, sides: tuple[str, str], swapped: bool, both: bool
) -> Mark:
    """Tell what a mark may be; ``place`` is where it stands and where its run of marks ends."""
    at, behind = place
    before, after = sides
    opens, closes = _opens(before, after, text, behind), _closes(before, after)
    if family == "single":
        return _single(text, at, sign, sides, opens, closes, both)
    if sign in '"＂' or both:
        if closes and _FEET.search(text[max(0, at - 5) : at]):
            return Mark(at, sign, family, Role.WEAK_CLOSE)
        return Mark(at, sign, family, Role.OPEN if opens else Role.CLOSE if closes else Role.EITHER)
    opener = (sign in _OPENERS) is not swapped
    turned = (closes and not opens) if opener else (opens and not closes)
    if family == "double" and sign == "”" and closes and _FEET.search(text[max(0, at - 5) : at]):
        return Mark(at, sign, family, Role.WEAK_CLOSE)
    return Mark(at, sign, family, Role.OPEN if opener else Role.CLOSE, turned and family == "double")


def _opens(before: str, after: str, text: str, behind: int) -> bool:
    """Tell whether a mark between these characters stands as an opening one does."""
    if not after or after.isspace() or not (not before or before.isspace() or before in _BEFORE):
        return False
    return after not in _BEHIND or after == "…" or text.startswith("..", behind)


def _closes(before: str, after: str) -> bool:
    """Tell whether a mark between these characters stands as a closing one does."""
    if not after:
        return True
    return bool(before) and not before.isspace() and (after.isspace() or after in _BEHIND or after in _DASHES)


def _single(text: str, at: int, sign: str, sides: tuple[str, str], opens: bool, closes: bool, both: bool) -> Mark:
    """Tell what a single mark may be; most of them are apostrophes."""

    def mark(role: Role, turned: bool = False) -> Mark:
        return Mark(at, sign, "single", role, turned)

    before, after = sides
    han = bool(_HAN.match(before) or _HAN.match(after))
    if before.isalnum() and after.isalnum() and not han:
        return mark(Role.PRIME if before.isdigit() and after.isdigit() else Role.APOSTROPHE)
    if opens:
        word = _WORD_AT.match(text, at + 1)
        if _YEARS.match(text, at + 1) or (word and word.group().lower() in _ELIDED):
            return mark(Role.WEAK_OPEN)
        if sign == "’":
            return mark(Role.WEAK_OPEN, turned=not both)
        return mark(Role.OPEN)
    if sign in "‘‚‛":
        return mark(Role.OPEN, turned=closes and sign == "‘")
    if han or not closes:
        return mark(Role.CLOSE if sign == "’" else Role.EITHER)
    if before.isdigit() and _FEET.search(text[max(0, at - 5) : at]):
        return mark(Role.WEAK_CLOSE)
    if not _clipped(text, at):
        return mark(Role.CLOSE)
    return mark(Role.WEAK_CLOSE if _goes_on(text, at + 1) else Role.DOUBT_CLOSE)


def _clipped(text: str, at: int) -> bool:
    """Tell whether the word before a mark may end in an apostrophe: dogs’, Marx’, goin’, o’."""
    found = _WORD_TO.search(text[max(0, at - 16) : at])
    if found is None:
        return False
    word = found.group().lower()
    return word[-1] in "szx" or len(word) == 1 or word.endswith(("in", "ce")) or word in _CLIPPED or _split(text, at)


def _split(text: str, at: int) -> bool:
    """Tell whether a blank has parted an apostrophe from its letters, as in don’ t."""
    return re.match(r" (?:s|t|ll|re|ve|d|m)\b", text[at + 1 : at + 5]) is not None


def _goes_on(text: str, at: int) -> bool:
    """Tell whether a word follows behind a blank."""
    return text[at : at + 1].isspace() and text[at + 1 : at + 2].isalnum()
