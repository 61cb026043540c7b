"""Shapes: what a line or paragraph looks like before anyone reads it: prose, title, alone on its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coursereader.text.blocks import blocks
from coursereader.text.words import WORD, count_words

#: A longer line is a paragraph of its own.
LONG = 100
#: A paragraph of so many words is prose; of half as many, if it ends as a sentence does.
PROSE = 24
#: What is long enough to be known by its opening.
OPENING = 3000
_ENDS = ".!?…。！？"
_CLOSERS = "\"'”’»)]*_"
_LINK = re.compile(r"!?\[[^\[\]\n]{0,300}\]\([^()\s]{0,500}\)|<https?:[^<>\s]{1,500}>|\bhttps?:[^\s<>()]{1,500}")
_SMALL = re.compile(r"(?:with|from|into|upon|over|under|that|than|among|through|after|before|between)\Z")
_NO_LETTERS = re.compile(r"[\W\d_]+")
_NUMERAL = re.compile(r"(?:\d+|[ivxlcdm]+)\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with words on it."""

    start: int
    #: Where the next such line starts, or the text ends: what is cut with a line that stands alone.
    next: int
    #: Where the line ends, with its line feed.
    end: int
    #: Its words, without the blanks around them.
    text: str
    #: Where the words of the line before end, and the text if there is none.
    before: int
    #: Whether nothing stands on the line before.
    opens: bool
    #: Whether nothing stands on the line after.
    closes: bool
    #: Whether it is the last line of the text.
    last: bool

    @property
    def alone(self) -> bool:
        """Whether the line is a paragraph of its own."""
        return self.opens and self.closes

    @property
    def cut(self) -> tuple[int, int]:
        """The stretch that goes with this line: with the blank line behind it where it stood alone."""
        return stretch((self,), 0, 0)


def lines(text: str) -> list[Line]:
    """Return the lines of a text that are not blank.

    >>> [(line.text, line.cut) for line in lines("One jar.\\n\\n12\\n\\nTwo\\njars.")]
    [('One jar.', (0, 10)), ('12', (10, 14)), ('Two', (14, 18)), ('jars.', (17, 23))]
    """
    places, at = [], 0
    for raw in text.split("\n"):
        if words := raw.strip():
            places.append((at, min(at + len(raw) + 1, len(text)), words))
        at += len(raw) + 1
    found: list[Line] = []
    before, opens = 0, True
    for place, (start, end, words) in enumerate(places):
        last = place + 1 == len(places)
        following = len(text) if last else places[place + 1][0]
        found.append(Line(start, following, end, words, before, opens, last or end < following, last))
        before, opens = start + len(text[start:end].rstrip()), end < following
    return found


def stretch(found: Sequence[Line], first: int, last: int) -> tuple[int, int]:
    """Return what goes with some lines: with the blank line behind them, or at the end of the text before them.

    >>> stretch(lines("One\\njar.\\n\\nTwo jars."), 0, 1)
    (0, 10)
    """
    if found[last].last:
        return found[first].before, found[last].next
    whole = found[first].opens and found[last].closes
    return found[first].start, found[last].next if whole else found[last].end


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, whether blank lines or single line feeds part them."""

    start: int
    end: int
    #: Where the next one starts, or the text ends.
    next: int
    #: Where the one before ends.
    before: int
    #: Whether it is the last.
    last: bool
    text: str

    def cut(self, last: Unit | None = None) -> tuple[int, int]:
        """Return what goes with the paragraphs from this to a last one: as with lines."""
        end = last or self
        return (self.before if end.last else self.start), end.next


def units(text: str) -> list[Unit]:
    """Return the paragraphs of a text; where a block has long lines, each line is one.

    >>> [unit.text for unit in units("One\\njar.\\n\\nTwo jars.")]
    ['One\\njar.', 'Two jars.']
    """
    spans: list[tuple[int, int]] = []
    for block in blocks(text):
        if max(map(len, block.text.split("\n"))) <= LONG:
            spans.append((block.start, block.end))
            continue
        spans += [(m.start() + block.start, m.end() + block.start) for m in re.finditer(r"[^\n]+", block.text)]
    around = [(0, 0), *spans, (len(text), len(text))]
    count = len(spans)
    return [
        Unit(start, end, around[place + 2][0], around[place][1], place + 1 == count, text[start:end])
        for place, (start, end) in enumerate(spans)
    ]


def is_prose(words: str) -> bool:
    """Tell whether a paragraph is prose, and not a title, a list of links or a line of a menu.

    >>> is_prose("The Oil and the Water")
    False
    >>> is_prose("The clerk counted the lamps, wrote the sum down, and went home to bed.")
    True
    """
    bare = words[:OPENING]
    bare = _LINK.sub(" ", bare) if "](" in bare or "http" in bare else bare
    count = count_words(bare) + sum("\u3400" <= letter <= "\u9fff" for letter in bare) // 2
    return count >= PROSE or (count >= PROSE // 2 and ends_sentence(bare))


def ends_sentence(words: str) -> bool:
    """Tell whether words end as a sentence or a clause does, behind any quotation marks.

    >>> ends_sentence("‘Nobody asked.’"), ends_sentence("told the")
    (True, False)
    """
    return words.rstrip().rstrip(_CLOSERS).endswith(tuple(_ENDS))


def is_title(words: str) -> bool:
    """Tell whether a short paragraph is in capitals, or has one on each longer word, and no full stop.

    >>> is_title("The Oil\\nand the Water"), is_title("one lamp by the door"), is_title("Nobody asked.")
    (True, False, False)
    """
    bare = words.lstrip("#* ").rstrip("#* ")
    if not bare or bare[0] in "\"“‘'«「" or words.count("\n") > 5 or len(words) > 200:
        return False
    if bare[-1] in ".!?,;:" and not bare.endswith(("Co.", "Inc.", "Ltd.")):
        return False
    long = [word for word in WORD.findall(bare) if len(word) > 3 and not _SMALL.match(word)]
    return all(word[0].isupper() or word[0].isdigit() or _NUMERAL.match(word) for word in long)


def letters(words: str) -> str:
    """Return the letters alone, in lower case, by which titles and heads are compared.

    >>> letters("# The Oil & Water, 1958")
    'theoilwater'
    """
    return _NO_LETTERS.sub("", words.casefold())


def front(found: Sequence[Unit]) -> int:
    """Return how many paragraphs stand before the first of prose; none, where there is no prose."""
    return next((place for place, unit in enumerate(found) if is_prose(unit.text)), 0)


def back(found: Sequence[Unit]) -> int:
    """Return the place behind the last paragraph of prose; behind all, where there is no prose."""
    return next((len(found) - place for place, unit in enumerate(reversed(found)) if is_prose(unit.text)), len(found))


def rows(words: str) -> Iterator[str]:
    """Yield the lines of a paragraph without the blanks around them."""
    return (line.strip() for line in words.split("\n"))
