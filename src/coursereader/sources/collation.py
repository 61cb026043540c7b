"""Collation of a reader: where the passages of each source stand in its other witnesses and in the other sources.

Law 5, rights hold: of what differs a record has at most three words, and never pieces that lie close together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from coursereader.text import collate
from coursereader.text.collate import Words
from coursereader.text.problem import Problem

from .reading import Parallel
from .records import read_utf8
from .registry import Registry, load_registry, other_witness, serialise
from .source import Source

#: A variant has at most so many words on either side in a record, and so many that are the same before it.
_WORDS, _APART = 3, 3
#: Two variants of one passage stand at least so many characters apart.
_DISTANCE = 40
#: At most so many variants of one passage are recorded; the others are counted.
_VARIANTS = 8

_Texts = Mapping[tuple[str, str], str]


def collation(sources: Sequence[Source], root: Path, texts: _Texts) -> Iterator[tuple[Path, str]]:
    """Yield what each ``passages.jsonl`` says once all texts are compared; nothing unless every witness is held.

    What is recorded must not depend on which copies somebody happens to hold.
    """
    if not all((source.key, witness.name) in texts for source in sources for witness in source.witnesses):
        return
    registries: dict[str, Registry] = {}
    for source in sources:
        registry, problems = load_registry(source, root)
        if registry is None or problems or other_witness(registry, source, root):
            return
        registries[source.key] = registry
    bases = {source.key: _base(source, registries[source.key], texts) for source in sources}
    for source in sources:
        found: dict[int, list[Parallel]] = {}
        for names, text in _others(source, sources, registries, bases, texts):
            for parallel in collate.collate(bases[source.key], text):
                own, other = parallel.places
                found.setdefault(own, []).append(_recorded(parallel, names[other]))
        registry = _with(registries[source.key], found)
        yield source.folder / "passages.jsonl", serialise(registry)


def prove_collation(sources: Sequence[Source], root: Path, texts: _Texts) -> Iterator[Problem]:
    """Yield a problem for each committed registry whose parallels are not what the copies say (law 2)."""
    for path, text in collation(sources, root, texts):
        if read_utf8(path, root, "passages-invalid")[0] != text:
            hint = "run nox -s propose with all copies, and look at what changes"
            message = "parallels that are not what the copies now say"
            yield Problem(path.relative_to(root).as_posix(), 0, "passages-stale", message, (), hint)


def _base(source: Source, registry: Registry, texts: _Texts) -> Words:
    """Return the base witness as the words of its passages."""
    spans = [passage.spans for passage in registry.current()]
    return Words(texts[source.key, source.base.name] if spans else "", spans)


def _others(
    source: Source,
    sources: Sequence[Source],
    registries: Mapping[str, Registry],
    bases: Mapping[str, Words],
    texts: _Texts,
) -> Iterator[tuple[list[str], Words]]:
    """Yield each text a source is compared with, and what its passages are called in records."""
    for witness in source.witnesses:
        if not witness.base:
            yield [witness.name], Words(texts[source.key, witness.name], divided=False)
    for other in sources:
        if other.key != source.key:
            yield [f"{other.key}:{passage.id}" for passage in registries[other.key].current()], bases[other.key]


def _recorded(parallel: collate.Parallel, other: str) -> Parallel:
    """Return a parallel with those of its variants that a record may have."""
    kept: list[tuple[int, str, str]] = []
    for variant in parallel.variants:
        short = max(len(variant.here.split()), len(variant.there.split())) <= _WORDS
        if short and variant.same >= _APART:
            kept.append((variant.at, variant.here, variant.there))
    more = len(parallel.variants) - len(kept)
    return Parallel(other, parallel.kind, parallel.one, parallel.two, parallel.words, tuple(kept), more)


def _with(registry: Registry, found: Mapping[int, Sequence[Parallel]]) -> Registry:
    """Give each passage its parallels, in the order of its text."""
    parallels = {
        p.id: _spaced(found.get(place, ()), p.spans[0][0], p.spans[-1][1]) for place, p in enumerate(registry.current())
    }
    passages = (replace(p, parallels=parallels[p.id] if p.status == "current" else ()) for p in registry.passages)
    return Registry(registry.release, tuple(passages))


def _spaced(parallels: Sequence[Parallel], start: int, end: int) -> tuple[Parallel, ...]:
    """Leave out variants of one passage that stand close to each other, of whichever parallel, or to its ends."""
    taken: list[int] = []
    spaced = []
    for parallel in sorted(parallels, key=lambda p: (p.here, p.other, p.there)):
        kept = []
        for variant in parallel.variants:
            # The same place may differ from several texts; what stands here is then told once more, not more of it.
            near = [at for at in (start, end, *taken) if at != variant[0] and abs(at - variant[0]) < _DISTANCE]
            if not near and (variant[0] in taken or len(taken) < _VARIANTS):
                kept.append(variant)
                taken.append(variant[0])
        more = parallel.more + len(parallel.variants) - len(kept)
        spaced.append(replace(parallel, variants=tuple(kept), more=more))
    return tuple(spaced)
