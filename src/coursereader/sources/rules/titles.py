"""Titles: how one line by itself tells that it heads what follows."""

from __future__ import annotations

import re
from typing import Literal

#: A longer line is no heading, in characters and in words.
LONGEST, MOST_WORDS = 90, 14


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SMALL = _set(
    "a an and as at but by for from in into nor of on or over the than that to under upon via vs with without"
    " de la le les du des et und von der die das van"
)
_KNOWN = _set(
    "abstract acknowledgements acknowledgments afterword appendix appendices background bibliography chronology"
    " conclusion conclusions contents discussion epilogue foreword glossary index introduction methods notes"
    " overview postscript preface prologue references results summary"
)
_HASHES = re.compile(r"#{1,6}[ \t]+\S")
_UNDERLINED = re.compile(r"(?P<title>[^\n]{2,90})\n[ \t]*(?:={3,}|-{3,}|~{3,})[ \t]*")
_BOLD = re.compile(r"(\*\*|__)(?P<title>[^\n*_]{2,90})\1")
_COUNTED = re.compile(
    r"(?:chapter|part|book|section|act|scene|appendix|lecture|unit|letter|canto|article)[ \t]+"
    r"(?:[ivxlc]+|\d{1,3}|[a-z]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(?:the[ \t]+)?(?:first|second|third|fourth|fifth|sixth|last))\b(?P<rest>[^\n]{0,70})",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[IVXL]{1,6}\.?|[A-H]\.)[ \t]+(?P<title>[^\n]{2,80})")
_HAN_NUMBERED = re.compile(r"第[一二三四五六七八九十百零〇\d]{1,5}[章节節回卷部编編][^\n。，；！？]{0,30}")
_HAN = re.compile(r"[\u3400-\u9fff]")
_INNER_STOP = re.compile(r"[.!?;][ \t]+[^\W\d_]")
_NO_TITLE = re.compile(
    r"(?:by|dear|see|read|click|yours|sincerely|source|sources|photo|continued|page|copyright|translated by"
    r"|edited by)\b|©|https?:|www\.",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_](?:[\w’'.-]*\w)?|\d[\d.,–-]*")

Mark = Literal["hashes", "underline", "bold", "capitals", "number", "known", "title case", "sentence case"]


def mark(text: str) -> Mark | None:
    """Return what makes a block a heading by its own look, or None; the last two need neighbours that agree.

    >>> [mark(line) for line in ("## Oil", "THE LAMPS OF WINTER", "2.1 The Lamps", "The Lamps of Winter", "It rained.")]
    ['hashes', 'capitals', 'number', 'title case', None]
    """
    if len(text) > 2 * LONGEST:
        return None
    if _HASHES.match(text) and "\n" not in text:
        return "hashes"
    if _UNDERLINED.fullmatch(text):
        return "underline"
    bold = _BOLD.fullmatch(text)
    if bold and _titled(bold["title"]):
        return "bold"
    if "\n" in text or len(text) > LONGEST:
        return None
    return _by_words(text)


def _by_words(text: str) -> Mark | None:
    """Return how the words of one short line make it a heading."""
    if _HAN_NUMBERED.fullmatch(text):
        return "number"
    counted = _COUNTED.fullmatch(text)
    if counted and text[0].isupper() and not counted["rest"].rstrip().endswith((",", ";")) and _titled(text):
        rest = counted["rest"].lstrip(" \t.:—–-")
        # “Part one of the lamps went out” opens a sentence; “Part One: The Lamps” is a title.
        return "number" if not rest or rest[0].isupper() or not rest[0].isalpha() else None
    numbered = _NUMBERED.fullmatch(text)
    if numbered and _titled(numbered["title"]) and case_of(numbered["title"]) in ("title case", "capitals"):
        return "number"
    if not _titled(text):
        return None
    if text.rstrip(":").casefold() in _KNOWN and text[0].isupper():
        return "known"
    return case_of(text)


def _titled(text: str) -> bool:
    """Tell whether a line may be a title: few words, no full stop, no sentence that ends inside it."""
    words = _WORD.findall(text)
    if not words or len(words) > MOST_WORDS or _NO_TITLE.match(text.lstrip("“\"'‘([")):
        return False
    end = text.rstrip("”’\"')]*_ ")
    return not end.endswith((".", ",", ";", ":", "-", "–", "—", "…", "|", ">")) and not _INNER_STOP.search(text)


def case_of(text: str) -> Mark | None:
    """Tell capitals from title case from a line that only opens with a capital.

    >>> case_of("What It Means Today"), case_of("What it means today"), case_of("what it means")
    ('title case', 'sentence case', None)
    """
    words = [word for word in _WORD.findall(text) if word[0].isalpha()]
    letters = [c for c in text if c.isalpha()]
    if not words or _HAN.search(text):
        return None
    if len(letters) > 3 and all(c.isupper() for c in letters if c.lower() != c.upper()) and "".join(words).isupper():
        return "capitals"
    if not words[0][0].isupper():
        return None
    weighty = [word for word in words[1:] if word.casefold() not in _SMALL]
    if all(word[0].isupper() for word in weighty) and (weighty or len(words) == 1):
        return "title case"
    return "sentence case"


def is_name(text: str) -> bool:
    """Tell whether a line may be somebody's name: two to four capitalised words and nothing else.

    >>> is_name("Edmund Harrowgate"), is_name("The Lamps of Winter")
    (True, False)
    """
    words = text.split()
    return 2 <= len(words) <= 4 and all(
        re.fullmatch(r"[^\W\d_][\w’'-]*\.?", word) and word[0].isupper() for word in words
    )
