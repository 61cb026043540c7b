"""Quotation marks: those without a partner are asked about, with both remedies; straight ones may be made curly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from coursereader.text.words import first_words

from ..source import SettingError
from .finding import Finding, Settings
from .quote_marks import FAMILY, PARTNER, Role
from .quote_records import Orphan, Reading, to_ask
from .quote_stack import read

#: A paragraph with more marks alone than these is no prose, and is asked about once.
MOST = 12
_CURLY = {
    ('"', Role.OPEN): "“",
    ('"', Role.CLOSE): "”",
    ("'", Role.OPEN): "‘",
    ("'", Role.CLOSE): "’",
    ("'", Role.APOSTROPHE): "’",
}
_TURNED = {"“": "”", "”": "“", "‘": "’", "’": "‘", "»": "«", "›": "‹", "」": "「", "』": "『", "》": "《"}
_CREDIT = re.compile(r"[<>|*+^~#=%&@/\\-]{1,8}")
_SKIPPED = " \n\t*_" + "".join(FAMILY)
_SENTENCE = re.compile(r"[.!?…][\"'”’»)]*\s+")


def quotation_marks(text: str, settings: Settings) -> Iterator[Finding]:
    """Ask about quotation marks that close nothing, are never closed, doubled or turned the wrong way.

    With ``style = "curly"`` straight marks become curly ones in paragraphs whose quotations are sound.

    >>> [f.why for f in quotation_marks('One "jar.', Settings())]
    ['the quotation that begins “jar” is not closed in this paragraph']
    """
    style = settings.options.get("style")
    if style not in {None, "curly"}:
        raise SettingError('style is not "curly"')
    reading = read(text)
    for _, group in groupby(to_ask(reading), attrgetter("paragraph")):
        together = list(group)
        if len(together) > MOST:
            why = f"{len(together)} quotation marks of this paragraph have no partner"
            yield _query(together[0], why, ())
            continue
        for orphan in together:
            yield _asked(text, orphan, reading)
    if style == "curly":
        yield from _curly(text, reading)


def _asked(text: str, orphan: Orphan, reading: Reading) -> Finding:
    """Return the query about one mark."""
    sign, at = orphan.mark.sign, orphan.mark.at
    drop = f"drop this {sign}"
    if orphan.kind == "turned":
        return _query(orphan, f"{sign} is turned the wrong way here", (_TURNED.get(sign, sign), drop))
    if orphan.kind == "doubled":
        return _query(orphan, f"two opening marks, {text[at - 1 : at + 1]}, side by side", (drop, "keep both"))
    if orphan.kind == "close":
        block = reading.paragraphs[orphan.paragraph]
        start = _sentence_start(text, block.start, at)
        insert = f"insert {_TURNED.get(sign, sign)} before “{first_words(text[start : min(start + 60, at)], 2)}”"
        return _query(orphan, f"closes a quotation that nothing opened before “{_tail(text, at)}”", (drop, insert))
    begins = first_words(text[at + 1 : at + 80].lstrip(_SKIPPED), 3)
    where = "in this paragraph"
    if orphan.continued:
        where = f"before the paragraph that follows its {len(orphan.continued) + 1}"
        drop = f"drop its {len(orphan.continued) + 1} opening marks"
    start = reading.paragraphs[orphan.last].start
    end = _end(text, max(start, at + 1), orphan.limit)
    insert = f"insert {PARTNER.get(sign, sign)} behind “{_tail(text, end)}”"
    return _query(orphan, f"the quotation that begins “{begins}” is not closed {where}", (insert, drop))


def _query(orphan: Orphan, why: str, alternatives: tuple[str, ...]) -> Finding:
    at = orphan.mark.at
    return Finding(at, at + 1, "", "emendation", why, certain=False, alternatives=alternatives)


def _end(text: str, start: int, limit: int) -> int:
    """Return where a quotation most likely ends: before credits such as ``[Source: …]`` and ``<>`` at its limit."""
    end = limit
    for _ in range(4):
        stripped = len(text[start:end].rstrip()) + start
        token = max(text.rfind(" ", start, stripped), text.rfind("\n", start, stripped)) + 1
        if text[stripped - 1 : stripped] == "]" and (opening := text.rfind("[", start, stripped)) > start:
            end = opening
        elif token > start and _CREDIT.fullmatch(text, token, stripped):
            end = token
        else:
            return stripped
    return end


def _tail(text: str, end: int) -> str:
    """Return the last word before a place, with its punctuation."""
    return (text[max(0, end - 24) : end].split() or [""])[-1]


def _sentence_start(text: str, start: int, at: int) -> int:
    """Return where the sentence before a closing mark begins, or the part of it that may."""
    last = start
    for found in _SENTENCE.finditer(text, max(start, at - 400), at):
        last = found.end()
    return last


def _curly(text: str, reading: Reading) -> Iterator[Finding]:
    """Make straight marks curly where all quotations around them are sound."""
    unsound = {n for o in reading.orphans for n in range(o.paragraph, o.last + 1)}
    places = sorted(reading.roles)
    number, last = 0, len(reading.paragraphs) - 1
    for at in places:
        while number < last and reading.paragraphs[number].end <= at:
            number += 1
        after = _CURLY.get((text[at], reading.roles[at]))
        if after and number not in unsound:
            yield Finding(at, at + 1, after, "regularisation", "straight quotation mark")
