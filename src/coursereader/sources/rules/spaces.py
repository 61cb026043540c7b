"""Spaces: those that are missing, those that are too many, and those that stand on the wrong side of a mark."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from .finding import Finding, Settings
from .shields import shielded

#: Words that open a sentence and are no name, so that a full stop glued to them ends the one before.
_OPENERS = (
    "A After All Also Although An And Another As At Because Before Both But By During Each Even Every For From He Her "
    "Here His How However I If In It Its Later Many Meanwhile Most My No Nobody Nor Not Now Of On Once One Only Or Our "
    "Over She Since So Some Such Than That The Their Then There These They This Those Though Thus To Two Under Until "
    "Upon We What When Where Which While Who Why With Without Yet You Your"
)
_OPENER = frozenset(_OPENERS.split())
_SHORTENED = (
    "mr mrs ms mx dr st messrs prof rev hon gen col capt lt sgt gov sen rep pres sr jr vs etc vol no nos ed eds fig "
    "figs pp ch sec art ca cf al inc ltd co corp dept univ mt ft ave blvd jan feb mar apr jun jul aug sep sept oct nov "
    "dec ibid op cit trans esq fr sra mme mlle bzw usw str nr hr"
)
_ABBREVIATIONS = frozenset(_SHORTENED.split())
#: A sentence's end glued to a capital: ``oven.By``, ``oven!” The`` without its blank.
_GLUED = re.compile(r"(?<=[a-zà-öø-ÿ])(?P<mark>[.!?]”?)(?=(?P<next>[A-Z][a-zà-öø-ÿ]*))")
_WORD_BEFORE = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]{1,40}\Z")
#: Beside such a sign a full stop parts no sentences.
_CODE = frozenset("._/-#@(")
_COMMA = re.compile(r"(?<=[a-z]{2}),(?=[a-z]{2})")
_GAP = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
#: Lines longer than this have no columns.
WIDEST = 200
#: Wider gaps set columns.
_WIDE = re.compile(r"\S(?: {4,}|\t)\S")
_BLANK_BEFORE = re.compile(r"(?<=[\w’”\"')\]*%])[ \u00a0](?P<mark>[.,;:!?])(?=[\s”’\")\]]|\Z)")
_SMALL_WORDS = "le la les des du une est et dans que qui pour pas vous nous je il elle ce sur ne se un au"
_FRENCH = frozenset(_SMALL_WORDS.split())
_FRENCH_MARK = re.compile(r"«[ \u00a0\u202f]|[ \u00a0\u202f]»")
#: Characters in which a paragraph shows its language.
FRENCH = 400
#: Marks with a blank before them, and marks without.
_SPACED = re.compile(r"(?<=\w)[ \u00a0][!?;](?=\s|\Z)")
_CLOSE = re.compile(r"(?<=\w)[!?;](?=\s|\Z)")
_SIGNS = re.compile(r"[.,;:!?] ?[.,;:!?]|[ \u00a0][.,;:!?=+<>|]")
_SINGLE = re.compile(r"[\s(][^\W\d_]")
#: A blank without a break means nothing between two plain words.
_TIED = re.compile(r"(?<=[a-z]{3})\u00a0(?=[a-z]{3})")
_OPENING = re.compile(r"(?:(?<=[\s(\[—])|\A)[“‘][ \u00a0]+(?=[^\W_])")
_CLOSING = re.compile(r"(?<=[.,!?…;])[ \u00a0]+”(?=[\s.,;:!?)\]—]|\Z)|(?<=\w)[ \u00a0]+”(?=[.,;:!?)\]—\n]|\Z)")
_STRAIGHT_OPENING = re.compile(r"(?:(?<=\n)|\A)\"[ \u00a0]+(?=[A-Z])")
_STRAIGHT_CLOSING = re.compile(r"(?<=[\w.,!?…;])[ \u00a0]+\"(?=\n|\Z)")
_FREE = re.compile(r"(?<=[\w.,!?…;] )[\"'’”](?= [^\W\d_])")
_STOP_FOR_HYPHEN = re.compile(r"(?<![\w./\\-])[A-Za-z]?[a-z]{2,20}\.[a-z]{3,20}(?![\w./\\(-]|\.\w)")


def missing_blanks(text: str, _: Settings) -> Iterator[Finding]:
    """Set a blank between two sentences that lost it; ask where the capital may be a name's or a program's."""
    shields = shielded(text)
    for match in _GLUED.finditer(text):
        end = match.end("mark")
        behind = text[match.end("next") : match.end("next") + 1]
        before = _WORD_BEFORE.search(text[max(0, match.start() - 40) : match.start()])
        if shields.touch(match.start(), end + 1) or not before or behind in _CODE:
            continue
        word = before.group()
        lone = text[max(0, match.start() - len(word) - 1) : match.start() - len(word)]
        if word.lower() in _ABBREVIATIONS or lone in _CODE or behind.isalnum():
            continue
        following = match["next"]
        goes_on = len(following) > 1 or re.match(r" [a-z]", text[match.end("next") : match.end("next") + 2])
        if following in _OPENER and len(word) > 1 and goes_on:
            yield Finding(end, end, " ", "emendation", "blank missing between sentences")
        else:
            span = (match.start() - len(word), match.end("next"))
            offer = f"{word}{match['mark']} {following}"
            yield _asked(span, "a blank missing between sentences?", offer)
    for match in _COMMA.finditer(text):
        if not shields.touch(match.start() - 1, match.end() + 1) and not _is_list(text, match.start()):
            yield _asked((match.start() - 1, match.end() + 1), "a blank missing behind a comma?", ", ")


def _is_list(text: str, at: int) -> bool:
    """Tell whether the commas of a place part the items of a list that has no blanks at all."""
    before, after = text[max(0, at - 30) : at].rpartition(" ")[2], text[at + 1 : at + 200].partition(" ")[0]
    return "," in before or "," in after.partition("\n")[0]


def doubled_blanks(text: str, _: Settings) -> Iterator[Finding]:
    """Leave one blank of several inside a line, but not in columns, tables or code."""
    shields = shielded(text)
    for start, end in _paragraphs(text):
        gaps = (match for match in _GAP.finditer(text, start, end) if " " in match.group())
        found = [match for match in gaps if not shields.touch(*match.span())]
        if not found or _is_laid_out(text, start, end, found):
            continue
        for match in found:
            yield Finding(*match.span(), " ", "regularisation", "more than one blank")


def _is_laid_out(text: str, start: int, end: int, found: Sequence[re.Match[str]]) -> bool:
    """Tell whether gaps set words in columns: wide ones, or such as end at one place of two lines."""
    if _WIDE.search(text, start, end):
        return True
    columns = [column for match in found if (column := _column(text, start, match)) >= 0]
    return len(columns) > len(set(columns))


def _column(text: str, start: int, gap: re.Match[str]) -> int:
    """Return the column at which a gap ends; -1 behind a sentence, where two blanks are a habit, and in long lines."""
    first = max(start, gap.end() - WIDEST)
    line = text.rfind("\n", first, gap.end())
    if text[gap.start() - 1] in ".!?:,;”’\"')" or (line < 0 and first > start):
        return -1
    return gap.end() - max(line, start - 1)


def blanks_before_marks(text: str, settings: Settings) -> Iterator[Finding]:
    """Drop the blank before a comma or full stop, as italics leave it; before other marks it may be a habit."""
    shields = shielded(text)
    habit = settings.options.get("language") == "fr" or len(_SPACED.findall(text)) > len(_CLOSE.findall(text))
    french: dict[int, bool] = {}
    for match in _BLANK_BEFORE.finditer(text):
        mark, start = match["mark"], match.start()
        if shields.touch(start, match.end()) or _is_spaced(text, start, match.end()):
            continue
        if mark in ",.":
            yield Finding(start, start + 1, "", "regularisation", "blank before a comma or full stop")
            continue
        part = start // FRENCH
        if part not in french:
            french[part] = _is_french(text[max(0, part * FRENCH - FRENCH // 2) : part * FRENCH + FRENCH * 3 // 2])
        if habit or french[part] or text[start] != " ":
            continue
        if mark in "!?":
            yield Finding(start, start + 1, "", "regularisation", "blank before a mark")
        elif mark == ";":
            yield _asked((start - 1, match.end()), "a blank before a mark", text[start - 1] + mark)


def _is_spaced(text: str, start: int, end: int) -> bool:
    """Tell whether other marks with blanks stand close by: an ellipsis, a formula, a list of signs."""
    if _SIGNS.search(text[max(0, start - 2) : start] + text[end : end + 3]):
        return True
    return bool(_SINGLE.fullmatch(text[max(0, start - 2) : start]) and _SINGLE.fullmatch(text[end : end + 2]))


def _is_french(around: str) -> bool:
    """Tell whether words look French: by its quotation marks, or by three of its small words."""
    return bool(_FRENCH_MARK.search(around)) or len(_FRENCH & set(re.findall(r"[a-z]+", around.lower()))) >= 3


def tied_words(text: str, _: Settings) -> Iterator[Finding]:
    """Make plain blanks of those without a break between plain words; by figures, names and marks they have a use."""
    for match in _TIED.finditer(text):
        yield Finding(*match.span(), " ", "regularisation", "blank without a break between plain words")


def blanks_in_quotations(text: str, _: Settings) -> Iterator[Finding]:
    """Drop a blank inside quotation marks where their side is certain, and ask where a mark stands free."""
    shields = shielded(text)
    # In German and its neighbours “ and ‘ close a quotation, in Swedish ” opens one.
    opens = "„" not in text and "‚" not in text
    for pattern in (_OPENING, _STRAIGHT_OPENING) if opens else (_STRAIGHT_OPENING,):
        for match in pattern.finditer(text):
            if not shields.touch(*match.span()):
                yield Finding(match.start() + 1, match.end(), "", "regularisation", "blank behind an opening mark")
    closing = set()
    for pattern in (_CLOSING, _STRAIGHT_CLOSING):
        for match in pattern.finditer(text):
            closing.add(match.end() - 1)
            if not shields.touch(*match.span()):
                yield Finding(match.start(), match.end() - 1, "", "regularisation", "blank before a closing mark")
    for match in _FREE.finditer(text):
        if match.start() not in closing and not shields.touch(*match.span()):
            mark = match.group()
            span = (match.start() - 1, match.end() + 1)
            yield _asked(span, "a quotation mark between blanks", f"{mark} ", f" {mark}")


def stops_for_hyphens(text: str, _: Settings) -> Iterator[Finding]:
    """Ask about a full stop between two words in small letters: a hyphen, or the end of a sentence."""
    shields = shielded(text)
    for match in _STOP_FOR_HYPHEN.finditer(text):
        one, two = match.group().split(".")
        if not shields.touch(*match.span()) and not {one.lower(), two} & _ABBREVIATIONS:
            yield _asked(match.span(), "a full stop inside a word", f"{one}-{two}", f"{one}. {two}")


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the paragraphs of a text stand, with the blank lines behind them."""
    ends = [match.end() for match in re.finditer(r"\n[ \t]*\n", text)]
    yield from itertools.pairwise([0, *ends, len(text)])


def _asked(span: tuple[int, int], why: str, *alternatives: str) -> Finding:
    return Finding(*span, "", "emendation", why, certain=False, alternatives=alternatives)
