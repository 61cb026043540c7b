"""Précis: our own words for each passage, one paragraph each, opened by its id in brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from coursereader.text.blocks import blocks
from coursereader.text.problem import Problem
from coursereader.text.words import count_words

from .reading import Passage
from .records import read_utf8
from .source import Source

#: A précis has at most this share of its passage's words; a third is the rule.
SHARE = 0.4
#: So many words it may always have, as a passage of twenty words or fewer cannot be told in two fifths.
LEAST = 8
_OPENING = re.compile(r"\[([A-Za-z]+\d+[a-z]*)\]\s+")


@dataclass(frozen=True, slots=True)
class Precis:
    """The précis of one passage and where it stands."""

    id: str
    #: MyST, without the id.
    text: str
    line: int


def load_precis(source: Source, root: Path) -> tuple[list[Precis], list[Problem]]:
    """Read ``precis.md`` of a source: a heading may open it, every other paragraph is a précis."""
    path = source.folder / "precis.md"
    name = path.relative_to(root).as_posix()
    if not path.exists():
        return [], []
    found: list[Precis] = []
    text, problems = read_utf8(path, root, "precis-unnamed")
    for block in blocks(text):
        line = text.count("\n", 0, block.start) + 1
        opening = _OPENING.match(block.text)
        if opening:
            found.append(Precis(opening[1], block.text[opening.end() :], line))
        elif not block.text.startswith("#"):
            facts = (("paragraph", " ".join(block.text.split()[:6])),)
            hint = f"open it with the id of its passage: [{source.siglum}1] …"
            problems.append(Problem(name, line, "precis-unnamed", "a paragraph without a passage", facts, hint))
    return found, problems


def compare(found: Sequence[Precis], passages: Sequence[Passage], file: str) -> list[Problem]:
    """Report passages without a précis, précis without a passage, two of one, and those that are too long."""
    problems: list[Problem] = []
    by_id = {passage.id: passage for passage in passages}
    seen: set[str] = set()
    for precis in found:
        passage = by_id.get(precis.id)
        if passage is None or precis.id in seen:
            message = "a second précis of a passage" if passage else "a précis of no passage"
            facts = (("passage", precis.id),)
            hint = "correct the id; passages.jsonl lists them"
            problems.append(Problem(file, precis.line, "precis-unknown", message, facts, hint))
            continue
        seen.add(precis.id)
        words, most = count_words(precis.text), max(LEAST, int(SHARE * passage.words))
        if words > most:
            length = (("passage", precis.id), ("words", f"{words} for {passage.words}"), ("at most", str(most)))
            problems.append(Problem(file, precis.line, "precis-long", "a précis is too long", length, "shorten it"))
    for id_ in by_id.keys() - seen:
        hint = f"write a paragraph that opens with [{id_}]"
        problems.append(Problem(file, 0, "precis-missing", "a passage has no précis", (("passage", id_),), hint))
    return problems
