"""Joins: paragraphs that a page end broke, told from those that end.

Where nothing is lost they are joined; where a word seems to be missing an editor is asked, with what would fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursereader.text.blocks import Block

from .finding import Finding, Settings
from .grammar import abbreviated, fits, last_word, opens_sentence, supplements, wants_more
from .hyphens import HYPHENS, readings
from .structure import shapes
from .titles import mark
from .usage import Usage

#: A shorter paragraph without a full stop may be a title, a signature or verse, in characters.
SHORTEST = 45
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
#: Marks behind the last word: emphasis, and calls of notes.
_MARKS = re.compile(r"(?:<sup>[^<\n]{0,12}</sup>|\[\d{1,3}\]|[*_~†‡])+\Z")
_FIRST = re.compile(r"(?P<marks>[*_~]*)(?P<quote>[\"“‘'(\[«]*)(?P<word>[^\W_]+(?:['’-][^\W_]+)*)")
_WHOLE = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\Z")
_SPEAKS = re.compile(r"\b(?:said|says|asked|replied|wrote|writes|added|called|shouted|cried|claimed)\s*,?\Z")
#: A note at the foot of a page, where its number stands before it.
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡§])[.)]?[ \t]*[A-Z“\"‘]")
#: The same for Chinese.
SHORTEST_HAN = 20
_SALUTES = re.compile(r"(?:my )?(?:dear|sir|madam|gentlemen|comrades?|yours|with (?:best|kind|warm))\b", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:://|www\.|@)\S*\Z|\A[$#>] ")
#: Before a capital only a paragraph of this length is broken: a shorter one may be a line of verse or of an address.
LONG = 80
_GOES_ON = ("prose", "turn", "entry")
#: What a page may set into the middle of a sentence.
_SET_IN = ("caption", "heading", "table")


def broken_paragraphs(text: str, _: Settings) -> Iterator[Finding]:
    """Join paragraphs that were broken in mid-sentence; ask where a word seems to be missing at the break."""
    usage = Usage(text)
    before: Block | None = None
    parted = False
    for block, kind in ((block, shape.kind) for block, shape in shapes(text)):
        if before and (kind in _SET_IN or (kind == "prose" and _NOTE.match(block.text) and _open(before.text))):
            parted = True
            continue
        if before and kind == "prose":
            if not parted:
                yield from _break(before, block, usage)
            elif _open(before.text) and before.text[-1] not in ",–—" and _goes_on(block.text):
                yield _parted(before)
        before, parted = block if kind in _GOES_ON else None, False


def _open(text: str) -> bool:
    """Tell whether a paragraph of some length breaks off: no sign behind its last word, or one that ends nothing."""
    bare = _MARKS.sub("", text[-200:].rstrip()).rstrip()
    if (
        not bare
        or _SALUTES.match(text)
        or (len(text) < 100 and mark(text) not in (None, "sentence case") and not wants_more(bare))
    ):
        return False
    if _HAN.match(bare[-1]):
        return len(text) >= SHORTEST_HAN
    if len(text) < SHORTEST:
        # What goes on itself may be short, but not an item of a list that has no marks.
        return text[0].islower() and (wants_more(bare) or bare[-1] in HYPHENS)
    return bare[-1].isalnum() or bare[-1] in ",;–—" or bare[-1] in HYPHENS or abbreviated(bare)


def _goes_on(text: str) -> bool:
    first = _FIRST.match(text)
    return first is not None and first["word"][0].islower()


def _break(one: Block, two: Block, usage: Usage) -> Iterator[Finding]:
    """Look at two paragraphs that follow each other."""
    first = _FIRST.match(two.text)
    if first is None or not _open(one.text):
        return
    tail = _MARKS.sub("", one.text[-200:]).rstrip()
    if tail[-1] in HYPHENS and tail[-2:-1].isalpha() and not first["quote"]:
        yield from _hyphen(one, two, tail, first, usage)
    elif _HAN.match(tail[-1]) and _HAN.match(two.text):
        yield _join(one, two, "")
    elif first["word"][0].islower():
        yield from _lower(one, two, tail, first, usage)
    else:
        yield from _upper(one, two, tail, first, usage)


def _lower(one: Block, two: Block, tail: str, first: re.Match[str], usage: Usage) -> Iterator[Finding]:
    """A paragraph that goes on in lower case: joined where the two words can stand side by side."""
    if tail[-1] == ";":
        # Items of a list that has no marks end so too.
        yield _asked(one, two, first, ())
    elif not tail[-1].isalnum() or tail[-1].isdigit() or first["quote"] or fits(tail, first["word"], usage):
        yield _join(one, two)
    else:
        yield _asked(one, two, first, supplements(tail, first["word"], usage))


def _upper(one: Block, two: Block, tail: str, first: re.Match[str], usage: Usage) -> Iterator[Finding]:
    """A paragraph that goes on with a capital, a figure or a quotation: joined where the sentence cannot end."""
    word, last = first["word"], last_word(tail)
    if len(one.text) < LONG:
        return
    open_end = wants_more(tail) or tail[-1] in ",–—"
    named = word in usage.names or not _WHOLE.match(word) or usage.pairs.get((last, word.lower()), 0) > 1
    if first["quote"] and (open_end or _SPEAKS.search(tail)):
        yield _join(one, two)
    elif open_end and opens_sentence(word):
        yield _asked(one, two, first, ())
    elif open_end or (named and usage.pairs.get((last, word.lower()), 0) > 1 and tail[-1].isalnum()):
        yield _join(one, two)


def _hyphen(one: Block, two: Block, tail: str, first: re.Match[str], usage: Usage) -> Iterator[Finding]:
    """A word that a page end broke at a hyphen."""
    left = re.split(r"[^\w'’-]", tail[:-1])[-1]
    found = readings(left, first["word"], usage)
    start, end = one.end - 1, two.start
    if len(found) == 1:
        hyphen = "-" if found[0] != left + first["word"] else ""
        yield Finding(start, end, hyphen, "join", "word and paragraph broken by a page end")
    else:
        word = (one.end - 1 - len(left), two.start + len(first["word"]))
        why = "a hyphen at a page end: does it stay?"
        yield Finding(*word, "", "join", why, certain=False, alternatives=found)


def _join(one: Block, two: Block, blank: str = " ") -> Finding:
    if one.text[-1] in "–—" and one.text[-2:-1] != " ":
        blank = ""
    return Finding(one.end, two.start, blank, "join", "paragraph broken by a page end")


def _asked(one: Block, two: Block, first: re.Match[str], words: tuple[str, ...]) -> Finding:
    """Ask about a break where a word seems to be missing, with the words around it."""
    last = re.search(r"\S+\Z", one.text)
    left = last.group() if last else ""
    right = two.text[: first.end()]
    offers = tuple(f"{left} {word} {right}" for word in words) or (f"{left} {right}",)
    span = (one.end - len(left), two.start + len(right))
    return Finding(*span, "", "supply", "a word missing at a page end?", certain=False, alternatives=offers)


def _parted(one: Block) -> Finding:
    """Ask about a sentence that goes on below a heading, a caption or a table."""
    last = re.search(r"\S+\Z", one.text)
    left = last.group() if last else ""
    why = "the sentence goes on below what stands behind it?"
    return Finding(one.end - len(left), one.end, "", "transposition", why, certain=False)
