"""The collection: every source of a reader, from what is committed and, where copies are held, with its words."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from coursereader.text.edits import MisplacedEditError, apply
from coursereader.text.pieces import pieces, reading_span
from coursereader.text.problem import Problem
from coursereader.text.words import digest

from .copies import Copies, recognise
from .ledger import Row, bind, load_ledger, stretches
from .precis import compare, load_precis
from .reading import Collection, Passage, Reading
from .registry import load_registry
from .source import Source, load_source


def load_sources(root: Path) -> tuple[list[Source], list[Problem]]:
    """Read ``source.toml`` of every folder of sources, in the order of their sigla."""
    folders = sorted(path.parent for path in (root / "sources").glob("*/source.toml"))
    found = [load_source(folder, root) for folder in folders]
    sources = sorted((source for source, _ in found if source), key=lambda source: (source.siglum, source.key))
    problems = [problem for _, problems in found for problem in problems]
    return sources, problems + _sigla_used_twice(sources, root)


def _sigla_used_twice(sources: Sequence[Source], root: Path) -> list[Problem]:
    """Report each source whose siglum another has already; its passages would have the same numbers."""
    problems = []
    for one, two in itertools.pairwise(sources):
        if one.siglum == two.siglum:
            file = (two.folder / "source.toml").relative_to(root).as_posix()
            facts = (("siglum", two.siglum), ("other source", one.key))
            hint = "choose another siglum for one of them"
            problems.append(Problem(file, 0, "source-invalid", "two sources have one siglum", facts, hint))
    return problems


def load(root: Path, copies: Path | Copies | None) -> Collection:
    """Load a reader's sources; without copies or their folder no file of any source's words is looked for."""
    sources, problems = load_sources(root)
    held = recognise(copies, sources) if isinstance(copies, Path) else copies or Copies()
    problems += held.problems
    readings: dict[str, Reading] = {}
    for source in sources:
        reading, found = _reading(source, root, held)
        readings[source.siglum] = reading
        problems += found
    missing = tuple(r.source.siglum for r in readings.values() if not r.texts) if copies is not None else ()
    return Collection(readings, tuple(sorted(problems)), held.unknown, missing)


def _reading(source: Source, root: Path, held: Copies) -> tuple[Reading, list[Problem]]:
    """Load one source from its records and, where its base copy was read, its words."""
    registry, problems = load_registry(source, root)
    rows, found = load_ledger(source.ledger(), root)
    problems += found
    passages = registry.current() if registry else ()
    precis, found = load_precis(source, root)
    problems += found
    if registry:
        problems += compare(precis, passages, (source.folder / "precis.md").relative_to(root).as_posix())
    words = _Words(None, {}, {}, {})
    raw, near = held.texts.get((source.key, source.base.name)), held.near.get(source.key)
    if raw is not None and not problems:
        words, found = _words(source, root, raw, rows, passages)
        problems += found
    elif near and not problems:
        words = _Words(None, near.texts, near.raws, {})
    reading = Reading(
        source=source,
        passages=passages,
        precis={p.id: p.text for p in precis},
        precis_lines={p.id: p.line for p in precis},
        above=words.above,
        texts=words.texts,
        raws=words.raws,
        text=words.text,
        touched=_touched(rows, passages),
    )
    return reading, problems


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a source: whole, by passage, and by passage as the witness has them."""

    text: str | None
    texts: Mapping[str, str]
    raws: Mapping[str, str]
    #: The copy's headings, by the passage they stand above.
    above: Mapping[str, str]


def _words(
    source: Source, root: Path, raw: str, rows: Sequence[Row], passages: Sequence[Passage]
) -> tuple[_Words, list[Problem]]:
    """Apply a ledger to a copy and cut the passages out; words that differ from their digests are a problem."""
    file = source.ledger().relative_to(root).as_posix()
    hint = "run nox -s propose with the copies, and look at what changes"
    try:
        edits, moves = bind(rows, raw)
        text = apply(raw, edits, moves)
    except (MisplacedEditError, ValueError) as error:
        facts = (("reason", str(error)),)
        return _Words(None, {}, {}, {}), [
            Problem(file, 0, "ledger-unbound", "the ledger does not fit the copy", facts, hint)
        ]
    laid = pieces(len(raw), edits, moves)
    spans = {p.id: reading_span(laid, p.spans[0][0], p.spans[-1][1]) for p in passages}
    texts = {id_: text[start:end] for id_, (start, end) in spans.items()}
    above = _headings(text, [(id_, *span) for id_, span in spans.items()])
    raws = {p.id: "".join(raw[a:b] for a, b in p.spans) for p in passages}
    registry = (source.folder / "passages.jsonl").relative_to(root).as_posix()
    message = "a passage has other words than its digest says"
    problems = [
        Problem(registry, 0, "passages-stale", message, (("passage", p.id),), hint)
        for p in passages
        if digest(texts[p.id]) != p.digest
    ]
    return _Words(text, texts, raws, above), problems


def _headings(text: str, spans: Sequence[tuple[str, int, int]]) -> dict[str, str]:
    """Return the last line marked as a heading between each passage and the one before."""
    found: dict[str, str] = {}
    before = 0
    for id_, start, end in sorted(spans, key=lambda span: span[1]):
        lines = [line for line in text[before:start].split("\n") if line.startswith("#")]
        if lines:
            found[id_] = lines[-1].lstrip("#").strip()
        before = end
    return found


def _touched(rows: Sequence[Row], passages: Sequence[Passage]) -> dict[str, int]:
    """Count the edits made inside each passage."""
    made = sorted(stretches(rows))
    return {p.id: sum((a < e and s < b) or a <= s == e < b for s, e in made for a, b in p.spans) for p in passages}
