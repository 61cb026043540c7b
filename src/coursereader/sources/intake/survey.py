"""Survey: what a text nobody described seems to be, from its lines, its labels and its marks."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from coursereader.sources.rules.times import codes
from coursereader.sources.rules.unnamed import Label, unnamed
from coursereader.text.blocks import Block, blocks
from coursereader.text.words import count_words

from .tongues import languages, spelling

#: A paragraph style, a head or a mark counts from so many places on.
SEVERAL = 3
#: No hard-wrapped text is set wider, in characters.
WIDEST = 120
#: Verse is set narrower.
VERSE = 65
_NOTE = re.compile(r"[⁰¹²³⁴-⁹]+|\[\^?\d{1,3}\]|(?<=[a-z][.,;”\"])\d{1,3}(?=\s)|(?<=[^\W\d_])[†‡]")
_CREDIT = re.compile(
    r"[\[(](?:Sources?|From|Ibid|Quelle|来源)[^\])\n]{0,200}[\])]|(?<=[.”\"])[ ]?[*†‡§◊♦●∆]+(?=[ \t]*(?:\n|\Z))",
    re.IGNORECASE,
)
_ACT = re.compile(
    r"^[#* ]*(?:ACT|SCENE|Act|Scene) (?:[IVXLC]+|\d+|ONE|TWO|THREE|One|Two|Three|First|Second)\b", re.MULTILINE
)
_HEADING = re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE)
_CHEVRON = re.compile(r"^[ \t]*>>+[ \t]*\S", re.MULTILINE)
_ENDED = re.compile(r"[.!?:。！？…][\"”’)」]*[ \t]*\Z")
_LIST = re.compile(r"\s*(?:[-*•–]|\(?\d{1,3}[.)]|\|)\s")


@dataclass(frozen=True, slots=True)
class Survey:
    """What a text seems to be."""

    #: ``prose``, ``compilation``, ``transcript``, ``captions``, ``verse`` or ``play``.
    kind: str
    characters: int
    words: int
    #: Language tags, the one with most words first.
    languages: tuple[str, ...]
    spelling: str
    #: Characters in a full line of a hard-wrapped text, or 0.
    measure: int
    #: ``blank line`` or ``line feed``: what parts paragraphs.
    paragraphs: str
    #: Labels with how often they stand, in order.
    speakers: tuple[tuple[str, int], ...]
    times: int
    #: Lines that recur as running heads do, with how often, figures written #.
    heads: tuple[tuple[str, int], ...]
    pages: int
    headings: int
    notes: int
    credits: int


def survey(text: str, format_: str = "text") -> Survey:
    """Look at a text once over.

    >>> survey("Clerk: One jar.\\n\\nWidow: Two.\\n\\n" * 4).kind
    'transcript'
    """
    text = re.sub(r"\r\n?", "\n", text).removeprefix("\ufeff")
    found = list(blocks(text))
    tags = languages(text)
    speakers, turns, forms = _speakers(text)
    facts = {
        "words": count_words(text) + len(re.findall(r"[\u3400-\u9fff]", text)),
        "measure": _measure(text),
        "credits": len(_CREDIT.findall(text)),
        "times": len(codes(text)),
    }
    kind = "prose"
    if format_ in ("vtt", "srt") or (facts["times"] >= SEVERAL and " --> " in text):
        kind = "captions"
    elif len(speakers) > 1 and turns * 6 >= len(found):
        spelt = any(len(name) > 1 for name, _ in speakers)
        kind = "play" if _ACT.search(text) or ("stop" in forms and spelt) else "transcript"
    elif len(_CHEVRON.findall(text)) >= SEVERAL:
        kind = "transcript"
    elif _is_verse(found):
        kind, facts["measure"] = "verse", 0
    elif facts["credits"] >= 5:
        kind = "compilation"
    return Survey(
        kind=kind,
        characters=len(text),
        languages=tags,
        spelling=spelling(text) if tags[0] == "en" else tags[0],
        paragraphs=_parted_by(text),
        speakers=speakers,
        heads=_heads(found),
        pages=text.count("\f"),
        headings=len(_HEADING.findall(text)),
        notes=len(_NOTE.findall(text)),
        **facts,
    )


def _speakers(text: str) -> tuple[tuple[tuple[str, int], ...], int, set[str]]:
    """Return labels with their counts, the number of turns, and the forms that labels have."""
    labels: dict[str, Label] = {label.name: label for label in unnamed(text, [])}
    if len(labels) > 1 or any(label.form in ("tab", "voice", "chevrons") for label in labels.values()):
        # One who speaks once or twice is told by the form of the others' labels.
        forms = {label.form for label in labels.values()}
        labels |= {label.name: label for label in unnamed(text, list(labels), 1) if label.form in forms - {"colon"}}
        labels |= {label.name: label for label in unnamed(text, list(labels), 2) if label.form in forms}
    names = {label.name.upper() for label in labels.values()}
    kept = [label for label in labels.values() if label.name != label.name.upper() or label.name.upper() in names]
    kept.sort(key=lambda label: label.start)
    turns = sum(label.count for label in kept)
    return tuple((label.name, label.count) for label in kept), turns, {label.form for label in kept}


def _measure(text: str) -> int:
    """Return how wide the lines of a hard-wrapped text are, or 0."""
    lines = text.split("\n")
    broken = [one for one, two in itertools.pairwise(lines) if one.strip() and two.strip()]
    # Lines that mostly end with a sentence are paragraphs.
    if len(broken) < 4 or sum(bool(_ENDED.search(line[-8:])) for line in broken) * 2 > len(broken):
        return 0
    inner = sorted(map(len, broken))
    widest = inner[len(inner) * 9 // 10]
    full = sum(length >= 0.75 * widest for length in inner)
    return widest if 30 <= widest <= WIDEST and full * 10 >= len(inner) * 6 else 0


def _parted_by(text: str) -> str:
    lines = [line for line in text.split("\n") if line.strip()]
    alone = len(re.findall(r"\n[ \t]*\n", text))
    long = sorted(map(len, lines))[len(lines) // 2] > WIDEST // 2 if lines else False
    return "line feed" if long and alone * 2 < len(lines) else "blank line"


def _heads(found: Sequence[Block]) -> tuple[tuple[str, int], ...]:
    """Return short lines that stand alone again and again, whatever figures are in them."""
    lines: Counter[str] = Counter()
    for block in found:
        one = "\n" not in block.text
        ends = {block.text} if one else {part for page in block.text.split("\f")[1:] for part in page.split("\n")[:1]}
        for line in ends:
            line = line.strip("\f \t")
            if 4 <= len(line) <= 70 and not _LIST.match(line) and line[-1] not in '.?!:;,”"':
                lines[re.sub(r"\d+", "#", line)] += 1
    often = [(line, count) for line, count in lines.items() if count >= SEVERAL and re.search(r"[^\W\d_]{2}", line)]
    return tuple(sorted(often, key=lambda item: -item[1])[:8])


def _is_verse(found: Sequence[Block]) -> bool:
    """Tell whether most lines are short, unequal and open with a capital, as lines of verse do."""
    lines = [line.strip() for block in found if "\n" in block.text for line in block.text.split("\n")]
    lines = [line for line in lines if not _LIST.match(line)]
    if len(lines) < 8:
        return False
    short = sum(len(line) < VERSE for line in lines)
    capital = sum(line[:1].isupper() or line[:1] in "“\"'‘" for line in lines)
    whole = sum(line[-1:] in ".!?" for line in lines)
    everything = sum(block.text.count("\n") + 1 for block in found)
    return min(short / len(lines), capital / len(lines)) >= 0.75 and whole < 0.7 * len(lines) >= 0.35 * everything
