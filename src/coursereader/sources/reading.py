"""What the edition is given: each source with its passages and, where a copy was read, its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coursereader.text.problem import Problem

from .source import Source

#: What a passage is cited as while nobody knows who wrote it; the source that prints it answers for its rights.
UNIDENTIFIED = "unidentified"


@dataclass(frozen=True, slots=True)
class Parallel:
    """A stretch of a passage that stands elsewhere, too, as ``passages.jsonl`` records it."""

    #: Name of another witness of its source, or key of another source, a colon and the id of its passage.
    other: str
    #: ``duplicate``, ``excerpt``, ``quotation`` or ``formula``.
    kind: str
    #: Where it stands in the base witness, in characters.
    here: tuple[int, int]
    #: Where it stands in the other witness, or in the base of the other source.
    there: tuple[int, int]
    #: Words that are the same.
    words: int
    #: Offset in the base witness, words here and words there, at most three each; never ones close to each other.
    variants: tuple[tuple[int, str, str], ...] = ()
    #: How many variants more there are.
    more: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A numbered stretch of the reading text, as ``passages.jsonl`` records it."""

    #: Siglum and number, for example ``K7`` or, inserted after a release, ``K7a``.
    id: str
    #: Place in the reading text, from 1.
    order: int
    #: ``current`` or ``retired``.
    status: str
    #: Id that took its place, for a retired passage.
    successor: str | None
    #: ``prose``, ``turn``, ``verse``, ``table``, ``epigraph`` or ``entry``.
    kind: str
    #: Headings above it, in our words.
    heading: tuple[str, ...]
    #: Half-open stretches of the base witness, in characters.
    spans: tuple[tuple[int, int], ...]
    #: Who speaks, for a turn.
    speaker: str | None
    #: BibTeX key of its true source.
    cite: str
    #: What the text itself claims as its source: a BibTeX key, or empty where that is the same.
    claims: str
    #: How we know: ``mark``, ``lead-in``, ``run``, ``compiler``, ``decision``; empty where a source has one author.
    known: str
    #: How certain that citation is.
    certainty: str
    #: Where it stands in the original, for example ``turn 4``.
    locus: str
    words: int
    characters: int
    #: Digest of its reading text.
    digest: str
    #: Its first words, at most three.
    first: str
    #: Its last words, at most three.
    last: str
    #: Digest of one run of eight of its words, looked for in what is written; empty if it has fewer.
    canary: str
    #: Raw offsets and digests of runs of eight of the witness's words, by which the passage is found in a damaged copy.
    anchors: tuple[tuple[int, str], ...] = ()
    #: Where its words stand in other witnesses and in other sources.
    parallels: tuple[Parallel, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A source with its passages; ``texts`` and ``raws`` are empty unless its copy was read."""

    source: Source
    passages: tuple[Passage, ...]
    #: Our words for each passage, MyST, by passage id.
    precis: Mapping[str, str]
    #: Line of each précis in ``precis.md``, by passage id.
    precis_lines: Mapping[str, int]
    #: The copy's own headings above a passage, by its id.
    above: Mapping[str, str]
    #: Reading text of each passage, by id.
    texts: Mapping[str, str]
    #: The witness's own characters of each passage, by id.
    raws: Mapping[str, str]
    #: The whole reading text, or None.
    text: str | None
    #: Edits that touch each passage, by id.
    touched: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Collection:
    """All readings of a reader, in the order of their sigla, with what was found wrong."""

    readings: Mapping[str, Reading]
    problems: tuple[Problem, ...]
    #: Names of files among the copies that are no witness of any source.
    unknown: tuple[str, ...]
    #: Sigla of sources whose base copy was looked for and not found.
    missing: tuple[str, ...]
