"""Markup left over: escapes, entities, strike-through, rules and bars that a conversion put into plain text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from coursereader.text.words import count_words

from .finding import Finding, Settings
from .shields import code, is_program, shielded, tabular

#: Signs that Markdown lets one escape and that say nothing in plain text; a star may mark emphasis.
_ESCAPE = re.compile(r"(?<!\\)\\([!\"#$%&'()+,.:;<=>?@\[\]^_{|}~*-])")
#: Backslashes of a picture drawn with signs.
_DRAWN = re.compile(r"\\[ /\\]|/\\")
_BROKEN_LINE = re.compile(r"(?<=[\w,.;:!?—’”)])\\(?=\n[^\n])")
_STRUCK = re.compile(r"(?<![~\w])~~(?=[^\s~])([^~\n]{1,3000})(?<=\S)~~(?![~\w])")
#: An author strikes out a few words; a scanner strikes out a line.
STRUCK_WORDS = 8
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_EMPTY = re.compile(r"<(sup|sub|b|i|em|strong|u|s|span|a|font|small)(?: [^<>\n]{0,300})?></\1>", re.IGNORECASE)
_BREAK = re.compile(r"<br ?/?>(\n?)", re.IGNORECASE)
#: A shorter line may be a title.
LINE = 40
_RULE = re.compile(r"(?<=\n\n)(?:-{3,80}|_{3,80}|—{2,40})[ \t]*(?=\n\n|\n?\Z)")
_BAR_AT_END = re.compile(r"(?<=[^\s|])[ \t]+\|(?=\n|\Z)")
_BAR_AT_START = re.compile(r"(?:(?<=\n)|\A)\|[ \t]+(?=[^\s|])")
_EMPHASIS = re.compile(
    r"(?<![\w_\\])_(?=[^\s_])([^_\n]{1,300})(?<=[^\s_\\])_(?![\w_])|<(i|em|cite)>([^<>\n]{1,300})</\2>"
)


def escapes(text: str, _: Settings) -> Iterator[Finding]:
    r"""Drop the backslash before a sign that plain text need not escape; ask about stars, which may mark emphasis."""
    shields = shielded(text)
    for match in _ESCAPE.finditer(text):
        if shields.touch(*match.span()) or is_program(text, match.start()):
            continue
        if _DRAWN.search(text, max(0, match.start() - 40), match.end() + 40):
            continue
        span = (match.start(), match.start() + 1)
        blank = not text[match.start() - 1 : match.start()].strip() and not text[match.end() : match.end() + 1].strip()
        if (match[1] == "*" and not blank) or (match[1] == "#" and text[match.start() - 1 : match.start()] in "\n"):
            yield Finding(*match.span(), "", "regularisation", "an escape?", certain=False, alternatives=(match[1],))
        else:
            yield Finding(*span, "", "regularisation", "escape that plain text does not need")
    for match in _BROKEN_LINE.finditer(text):
        if not shields.touch(*match.span()):
            yield Finding(*match.span(), "", "regularisation", "mark of a line end that is kept")


def strike_through(text: str, _: Settings) -> Iterator[Finding]:
    """Drop the marks of a strike-through that a scanner saw over a line; ask about one of a few words."""
    shields = shielded(text)
    for match in _STRUCK.finditer(text):
        if shields.touch(match.start(), match.start() + 2) or shields.touch(match.end() - 2, match.end()):
            continue
        if count_words(match[1]) >= STRUCK_WORDS:
            for start in (match.start(), match.end() - 2):
                yield Finding(start, start + 2, "", "regularisation", "strike-through of a whole line")
        else:
            offers = (match[1], "drop the words")
            why = "struck out by the author?"
            yield Finding(*match.span(), "", "regularisation", why, certain=False, alternatives=offers)


def entities(text: str, _: Settings) -> Iterator[Finding]:
    """Write the entities of HTML as the characters they stand for; ask where that would make another entity."""
    shields = shielded(text)
    for match in _ENTITY.finditer(text):
        found = match.group()
        sign = html.unescape(found)
        if sign == found or shields.touch(*match.span()):
            continue
        printed = sign != "\ufffd" and (sign.isprintable() or not sign.strip())
        plain = printed and not is_program(text, match.start())
        if plain and not _makes_another(sign, text[match.end() : match.end() + 2]):
            yield Finding(*match.span(), sign, "regularisation", "entity of HTML")
        else:
            offers = (sign,) if printed else ()
            yield Finding(*match.span(), "", "regularisation", "an entity?", certain=False, alternatives=offers)


def _makes_another(sign: str, follows: str) -> bool:
    """Tell whether the sign of an entity may be part of another with what follows or precedes it."""
    if sign == "&":
        return re.match(r"#|[A-Za-z]\w", follows) is not None
    return sign in ";#" or (sign.isascii() and sign.isalnum())


def empty_tags(text: str, _: Settings) -> Iterator[Finding]:
    """Drop tags of HTML with nothing between them, and make line ends of those that break a line."""
    literal = code(text)
    for match in _EMPTY.finditer(text):
        if literal.touch(*match.span()):
            continue
        yield Finding(*match.span(), "", "excision", "tags with nothing between them")
    rows = tabular(text)
    for match in _BREAK.finditer(text):
        if not rows.touch(*match.span()) and not literal.touch(*match.span()):
            yield Finding(*match.span(), "\n", "regularisation", "line broken by a tag")


def page_end_rules(text: str, _: Settings) -> Iterator[Finding]:
    """Cut a ruled line that stands inside a sentence, as a page end leaves it; ask where no sentence ended before."""
    shields = shielded(text)
    for match in _RULE.finditer(text):
        before = text[max(0, match.start() - 300) : match.start()].rstrip().rpartition("\n")[2]
        after = text[match.end() : match.end() + 20].lstrip()
        if shields.touch(*match.span()) or len(before) < LINE or not (before[-1].isalpha() or before[-1] in ",-"):
            continue
        end = match.end() + (2 if text.startswith("\n\n", match.end()) else 0)
        if after[:1].islower():
            yield Finding(match.start(), end, "", "excision", "ruled line inside a sentence")
        else:
            yield _asked(match, "a ruled line where no sentence ended", ("drop it",))


def stray_bars(text: str, _: Settings) -> Iterator[Finding]:
    """Cut a bar behind a sentence at the end of its line; ask about others at line ends and starts."""
    shields = shielded(text)
    for match in _BAR_AT_END.finditer(text):
        if shields.touch(*match.span()):
            continue
        if re.search(r"[.!?…。！？][\"'”’)]{0,2}\Z", text[max(0, match.start() - 3) : match.start()]):
            yield Finding(*match.span(), "", "excision", "bar behind a sentence")
        else:
            yield _asked(match, "a bar at a line end", ("drop it",))
    for match in _BAR_AT_START.finditer(text):
        if not shields.touch(*match.span()):
            span, offers = (match.start(), match.start() + 1), ("drop it", "I")
            yield Finding(*span, "", "excision", "a bar at the start of a line", certain=False, alternatives=offers)


def emphasis(text: str, _: Settings) -> Iterator[Finding]:
    """Write emphasis marked by low lines or tags of HTML with stars, as texts of this reader do."""
    shields, literal = shielded(text), code(text)
    for match in _EMPHASIS.finditer(text):
        words = match[1] or match[3]
        if "*" in words or (shields if match[1] else literal).touch(*match.span()):
            continue
        width = 1 if match[1] else len(match[2]) + 2
        close = 1 if match[1] else width + 1
        yield Finding(match.start(), match.start() + width, "*", "regularisation", "mark of emphasis")
        yield Finding(match.end() - close, match.end(), "*", "regularisation", "mark of emphasis")


def _asked(match: re.Match[str], why: str, alternatives: tuple[str, ...]) -> Finding:
    return Finding(*match.span(), "", "excision", why, certain=False, alternatives=alternatives)
