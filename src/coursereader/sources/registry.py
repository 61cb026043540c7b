"""The registry: every passage's number, kept in ``passages.jsonl``.

Law 3, numbers hold: from release on a number names the same stretch for ever, or leaves a tombstone with its successor.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from coursereader.text.collate import CLASSES
from coursereader.text.problem import Problem
from coursereader.text.words import WORD, canary, count_words, digest, first_words, last_words

from .anchors import anchors
from .decisions import PASSAGES as KINDS
from .divide import Stretch
from .reading import Parallel, Passage
from .records import numbered_lines, read_utf8
from .source import Source


@dataclass(frozen=True, slots=True)
class Release:
    """Version and date since which numbers hold; both empty while they are provisional."""

    version: str = ""
    date: str = ""
    #: SHA-256 of the witness whose characters the passages count; empty where an older registry does not say.
    witness: str = ""


@dataclass(frozen=True, slots=True)
class Registry:
    """All passages a source has or had, in the order of its text, tombstones after those they follow."""

    release: Release
    passages: tuple[Passage, ...]

    def current(self) -> tuple[Passage, ...]:
        """Return the passages that stand, in order."""
        return tuple(passage for passage in self.passages if passage.status == "current")


def number(
    stretches: Sequence[Stretch], source: Source, raw: str, before: Registry | None, *, afresh: bool = False
) -> Registry:
    """Give each stretch its number: the one it had, a new one after its neighbour's, or, unreleased, the next."""
    if before is None or (afresh and not before.release.version):
        ids = [f"{source.siglum}{place}" for place in range(1, len(stretches) + 1)]
        return Registry(Release(witness=source.base.sha256), _passages(stretches, ids, source, raw))
    kept = _kept(stretches, before, raw)
    ids = _with_new(kept, before, source.siglum)
    found = {passage.id: passage.parallels for passage in before.current()}
    passages = tuple(replace(p, parallels=found.get(p.id, ())) for p in _passages(stretches, ids, source, raw))
    release = replace(before.release, witness=source.base.sha256)
    return Registry(release, _with_tombstones(passages, before) if release.version else passages)


def _kept(stretches: Sequence[Stretch], before: Registry, raw: str) -> list[str | None]:
    """Return for each stretch the id of the passage it is, or None; each id goes to one stretch at most."""
    ids: list[str | None] = []
    taken: set[str] = set()
    for stretch in stretches:
        best = max(before.current(), key=lambda p: _shared(p.spans, stretch.spans), default=None)
        same = best is not None and best.id not in taken and _shared(best.spans, stretch.spans) > 0
        if same and best is not None and before.release.version:
            same = _same_words(best.spans, stretch.spans, raw)
        ids.append(best.id if same and best is not None else None)
        taken |= {best.id} if same and best is not None else set()
    return ids


_Spans = Sequence[tuple[int, int]]


def _shared(one: _Spans, two: _Spans) -> int:
    """Count the raw characters that two lists of stretches share."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in two)


def _same_words(one: _Spans, two: _Spans, raw: str) -> bool:
    """Tell whether two lists of stretches hold the same raw words, whatever marks and blanks stand at their ends."""
    return _words(one, raw) == _words(two, raw)


def _words(spans: _Spans, raw: str) -> list[tuple[int, int]]:
    return [(a + m.start(), a + m.end()) for a, b in spans for m in WORD.finditer(raw[a:b])]


def _with_new(kept: Sequence[str | None], before: Registry, siglum: str) -> list[str]:
    """Fill the gaps: a stretch without a number gets its neighbour's with the next free letter."""
    used = {passage.id for passage in before.passages}
    ids: list[str] = []
    for id_ in kept:
        if id_ is None:
            base = (ids[-1] if ids else f"{siglum}0").rstrip("abcdefghijklmnopqrstuvwxyz")
            id_ = next(f"{base}{letter}" for letter in _letters() if f"{base}{letter}" not in used)
            used.add(id_)
        ids.append(id_)
    return ids


def _letters() -> Iterable[str]:
    """Yield a, b, … z, aa, ab, …"""
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    yield from alphabet
    yield from (one + two for one in alphabet for two in alphabet)


def _passages(stretches: Sequence[Stretch], ids: Sequence[str], source: Source, raw: str) -> tuple[Passage, ...]:
    return tuple(
        Passage(
            id=id_,
            order=order,
            status="current",
            successor=None,
            kind=stretch.kind,
            heading=stretch.heading,
            spans=stretch.spans,
            speaker=stretch.speaker,
            cite=stretch.credit.cite,
            claims=stretch.claims,
            known=stretch.credit.known,
            certainty=stretch.credit.certainty,
            locus=stretch.locus,
            words=count_words(stretch.text),
            characters=len(stretch.text),
            digest=digest(stretch.text),
            first=first_words(stretch.text),
            last=last_words(stretch.text),
            canary=canary(stretch.text),
            anchors=anchors(raw, stretch.spans),
        )
        for order, (stretch, id_) in enumerate(zip(stretches, ids, strict=True), 1)
    )


def _with_tombstones(passages: tuple[Passage, ...], before: Registry) -> tuple[Passage, ...]:
    """Keep a row for each number that no longer stands, with the one that took its place."""
    standing = {passage.id for passage in passages}
    stones = []
    for old in before.passages:
        if old.id in standing:
            continue
        heir = max(passages, key=lambda p: _shared(p.spans, old.spans), default=None)
        successor = old.successor if old.successor in standing else heir.id if heir else None
        stones.append(replace(old, status="retired", successor=successor, parallels=()))
    return passages + tuple(stones)


def serialise(registry: Registry) -> str:
    """Write a registry as JSON, one line for the release and one for each passage."""
    rows: list[Mapping[str, Any]] = [asdict(registry.release)]
    for passage in registry.passages:
        fields = {name: getattr(passage, name) for name in Passage.__slots__}
        rows.append({name: value for name, value in fields.items() if value not in (None, "", ())})
    return "".join(json.dumps(row, ensure_ascii=False, default=asdict) + "\n" for row in rows)


def load_registry(source: Source, root: Path) -> tuple[Registry | None, list[Problem]]:
    """Read ``passages.jsonl`` of a source; None where there is none yet or it cannot be read."""
    path = source.folder / "passages.jsonl"
    name = path.relative_to(root).as_posix()
    if not path.exists():
        hint = "the file is generated: run nox -s propose with the copies"
        return None, [Problem(name, 0, "passages-missing", "the source has no passages yet", (), hint)]
    release, passages = Release(), []
    text, problems = read_utf8(path, root, "passages-invalid")
    # Not proposed anew where it is spoilt, which would give out numbers afresh.
    hint = "the file is generated: take back its last version from git"
    if problems:
        return None, problems
    lines = numbered_lines(text)
    if not lines:
        return None, [Problem(name, 0, "passages-invalid", "the registry is empty", (), hint)]
    for place, (line_number, line) in enumerate(lines):
        try:
            fields = json.loads(line)
            if place == 0:
                release = _released(fields)
            else:
                passages.append(_parsed(fields))
        except (ValueError, TypeError, KeyError) as error:
            facts = (("reason", f"no field {error}" if isinstance(error, KeyError) else str(error)),)
            return None, [Problem(name, line_number, "passages-invalid", "not a row of the registry", facts, hint)]
    return Registry(release, tuple(passages)), []


def other_witness(registry: Registry, source: Source, root: Path) -> list[Problem]:
    """Report a registry whose passages count the characters of another witness than the base."""
    if registry.release.witness == source.base.sha256:
        return []
    facts = (("numbered on", registry.release.witness[:16] or "not said"), ("base witness", source.base.sha256[:16]))
    name = (source.folder / "passages.jsonl").relative_to(root).as_posix()
    hint = "take back the base witness; before a release, nox -s propose -- --renumber counts afresh"
    return [Problem(name, 1, "passages-stale", "the passages are of another witness", facts, hint)]


STATUSES = ("current", "retired")
_TEXTS = (
    *("id", "status", "kind", "cite", "claims", "known", "certainty", "locus", "digest", "first", "last", "canary"),
)
_EMPTY: Mapping[str, Any] = {
    **dict.fromkeys(("successor", "speaker")),
    **dict.fromkeys(("canary", "first", "last", "locus", "claims", "known"), ""),
    **dict.fromkeys(("heading", "anchors", "parallels"), ()),
}


def _released(fields: object) -> Release:
    """Make a release of the first line; raise an error where that is none."""
    if not isinstance(fields, dict) or not all(isinstance(value, str) for value in fields.values()):
        raise TypeError("the first line is not version, date and witness")
    return Release(**fields)


def _parsed(fields: object) -> Passage:
    """Make a passage of what a line says; raise an error where that is none."""
    if not isinstance(fields, dict):
        raise TypeError("not an object")
    values = {**_EMPTY, **fields}
    values["heading"] = tuple(values["heading"])
    values["spans"] = tuple((a, b) for a, b in values["spans"])
    values["anchors"] = tuple((at, told) for at, told in values["anchors"])
    values["parallels"] = tuple(_parallel(row) for row in values["parallels"])
    passage = Passage(**values)
    _examine(passage)
    return passage


def _parallel(fields: Mapping[str, Any]) -> Parallel:
    """Make a parallel of what a line says; raise an error where that is none."""
    values = {**fields, **{name: tuple(fields[name]) for name in ("here", "there")}}
    values["variants"] = tuple((at, here, there) for at, here, there in fields["variants"])
    parallel = Parallel(**values)
    texts = [parallel.other, parallel.kind, *(text for _, *both in parallel.variants for text in both)]
    numbers = [parallel.words, parallel.more, *parallel.here, *parallel.there, *(at for at, _, _ in parallel.variants)]
    if not all(isinstance(text, str) for text in texts) or any(type(n) is not int or n < 0 for n in numbers):
        raise TypeError("a parallel that is none")
    if len(parallel.here) != 2 or len(parallel.there) != 2 or parallel.kind not in CLASSES:
        raise ValueError("a parallel that is none")
    return parallel


def _examine(passage: Passage) -> None:
    """Raise an error where a passage's fields are not of their kinds or contradict each other."""
    numbers = [passage.order, passage.words, passage.characters, *(n for span in passage.spans for n in span)]
    if any(type(n) is not int or n < 0 for n in [*numbers, *(at for at, _ in passage.anchors)]):
        raise ValueError("a number that is no whole number from 0")
    if not passage.spans or any(start > end for start, end in passage.spans):
        raise ValueError("spans that are none, or that end before they begin")
    texts = [getattr(passage, name) for name in _TEXTS] + [*passage.heading, *(told for _, told in passage.anchors)]
    texts += [text for text in (passage.speaker, passage.successor) if text is not None]
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("a field that is no string")
    if passage.status not in STATUSES:
        raise ValueError(f"status {passage.status!r} is not known")
    if passage.kind not in KINDS:
        raise ValueError(f"kind {passage.kind!r} is not known")
