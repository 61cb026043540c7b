"""Heads: the forms a speaker's label takes at the start of a line, read by one grammar."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

#: A time code: 12:03, 00:12:03, [00:12:03.450], (12:03).
TIME = r"(?:\[\d{1,3}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?\]|\(\d{1,3}:\d\d(?::\d\d)?\)|\d{1,3}:\d\d(?::\d\d)?(?:[.,]\d{3})?)"
#: Any phrase short enough for a label; whether it is a name is asked afterwards.
_WORD = (
    r"(?:[^\W\d_](?:[\w’'&/-]|\.(?=\w)){0,24}|(?:[^\W\d_]\.){1,4}"
    r"|(?:Mr|Mrs|Ms|Dr|St|Prof|Rev|Gen|Col|Capt|Lt|Sgt|Sen|Rep|Gov)\.)"
)
PHRASE = rf"{_WORD}(?:[ \t](?:{_WORD}|#?\d{{1,3}})){{0,4}}?"
_LINE = re.compile(r"^[ \t]*(?=\S)", re.MULTILINE)
_FRONT = rf"(?P<time>{TIME}[ \t]*(?:[-–—][ \t]+)?)?(?P<sign>(?:>>+|[-–—])[ \t]*)?"
#: What may stand between a name and its sign: a time code or a stage direction.
_AFTER = rf"(?P<after>[ \t]*(?:{TIME}|\([^()\n]{{1,80}}\)|\[[^\[\]\n]{{1,80}}\]))?"
#: The forms, in the order they are tried; the last are the ones that say least.
_FORMS = {
    "voice": r"<v(?:\.[\w.-]+)?[ \t]+(?P<name>{name})>[ \t]*",
    "brackets": r"[\[(](?P<name>{name})(?P<inner>[ \t]*[:：])?[\])](?P<colon>[ \t]*[:：])?(?P<gap>\s*)",
    "marked": r"(?P<mark>\*\*|__|\*|_)(?P<name>{name})(?:[:：.](?P=mark)|(?P=mark)[ \t]*[:：])(?P<gap>\s*)",
    "colon": r"(?P<name>{name}){after}[ \t]*(?P<colon>[:：])(?![\d/])(?P<gap>\s*)",
    "stop": r"(?P<name>{name}){after}\.(?P<dash>[ \t]*[—–-]+)?(?P<gap>\s+)",
    "alone": r"(?P<name>{name}){after}(?P<gap>[ \t]*\n\s*)",
}


@dataclass(frozen=True, slots=True)
class Head:
    """A label with all that stands about it, from the first character of its line to the first of the speech."""

    start: int
    end: int
    #: The name as the copy spells it, and where it stands.
    name: str
    name_start: int
    #: Key of the form, ``tab`` or ``capitals`` for two kinds of ``colon``.
    form: str
    #: The time code before the name, or an empty string.
    time: str
    #: Where the time code or stage direction behind the name stands; both the same where there is none.
    after: tuple[int, int]
    #: White space between label and speech.
    gap: str
    #: Whether it is a name, a colon and white space, and nothing else.
    plain: bool

    @property
    def name_end(self) -> int:
        """Return the offset behind the name."""
        return self.name_start + len(self.name)


def finder(name: str) -> Callable[[str], Iterator[Head]]:
    """Return what finds the heads of a text whose names match a pattern.

    >>> [(h.form, h.name) for h in finder("Clerk|CLERK")("[00:12] CLERK: One jar.\\n\\nClerk (rising). Two.")]
    [('capitals', 'CLERK'), ('stop', 'Clerk')]
    """
    put = {"name": name, "after": _AFTER}
    forms = {form: re.compile(_FRONT + _filled(pattern, put)) for form, pattern in _FORMS.items()}

    def heads(text: str) -> Iterator[Head]:
        for line in _LINE.finditer(text):
            found = next((h for form, p in forms.items() if (h := _head(form, p, text, line.end()))), None)
            if found:
                yield found

    return heads


def _filled(pattern: str, put: dict[str, str]) -> str:
    for key, value in put.items():
        pattern = pattern.replace(f"{{{key}}}", value)
    return pattern


def _head(form: str, pattern: re.Pattern[str], text: str, at: int) -> Head | None:
    """Read one form of head at the start of a line."""
    match = pattern.match(text, at)
    if not match or match.end() == len(text) or text[match.end()] == "\n":
        return None
    parts = match.groupdict()
    gap, name = parts.get("gap") or "", match["name"]
    time = (parts["time"] or "").strip(" \t-–—")
    after = match.span("after") if parts.get("after") else (match.end(), match.end())
    after = (after[1] - len((parts.get("after") or "").lstrip()), after[1])
    if form == "alone" and parts.get("after") and not re.fullmatch(TIME, text[slice(*after)]):
        return None
    bare = form == "colon" and not (time or parts.get("after") or parts["sign"])
    plain = bare and text[match.end("name") : match.end()] == ":" + gap
    if form == "colon":
        form = "tab" if "\t" in gap else "capitals" if name.isupper() and len(name) > 1 else form
    if parts["sign"] and ">" in parts["sign"]:
        form = "chevrons"
    return Head(match.start(), match.end(), name, match.start("name"), form, time, after, gap, plain)


#: Behind these a line was only broken, and what looks like a label may go on a sentence.
_GOES_ON = frozenset("abcdefghijklmnopqrstuvwxyz,;")


def opens(text: str, start: int) -> bool:
    """Tell whether a line starts a paragraph or follows one that came to an end.

    >>> opens("They asked the\\nClerk: nobody knew.", 15), opens("One jar.\\nClerk: Two.", 9)
    (False, True)
    """
    before = text[max(0, start - 200) : start].rstrip(" \t")
    return not before.strip() or before.endswith("\n\n") or before.rstrip()[-1] not in _GOES_ON
