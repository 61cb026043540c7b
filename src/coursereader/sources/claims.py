"""Claims: which witness a file may be, by what is in it, and what can be had of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from coursereader.text.words import count_words

from .anchors import in_order, places
from .assemble import assemble
from .dress import Decoded, as_witness, decodings, differences, dresses, forms, quoted, with_line_feeds
from .near import Known, Near, is_witness, passages, whole
from .pages import is_marked, marked_up, of_html, of_markdown, without_tags
from .rebuild import Ink
from .source import Source, Witness

#: Where each known anchor stands in a text.
_Scan = Callable[[str], Mapping[str, Sequence[int]]]
#: Ranks of claims, the best first.
EXACT, DRESS, NEAR, REFUSED = range(4)
#: A file with less than one in so many of a source's anchors has nothing to do with it.
_TRACE = 10
#: Decodings of a file that are looked into, of those with the most anchors.
_LIKELY = 3
#: Characters of each decoding that are looked through to choose among several.
_SAMPLE = 200_000
_MARKDOWN = re.compile(r"[*_\\\[`&>#]")


@dataclass(frozen=True, slots=True)
class Claim:
    """One file as a copy of one witness."""

    source: Source
    witness: Witness
    #: ``EXACT``; ``DRESS``, the base text had back; ``NEAR``, some passages of it; ``REFUSED``.
    rank: int
    #: Text of the witness, where all of it was had.
    text: str | None = None
    near: Near | None = None
    #: Anchors of the source, in all.
    anchors: int = 0
    #: How the file is dressed otherwise than the witness.
    dress: tuple[str, ...] = ()

    def order(self) -> tuple[int, int, int]:
        """Sort the better claim first."""
        return (self.rank, -len(self.near.texts), -self.near.found) if self.near else (self.rank, 0, 0)


def claims(data: bytes, library: Sequence[Known]) -> list[Claim]:
    """Return what a file is that is no witness byte for byte: the best claim for each source."""
    best: dict[str, Claim] = {}
    own = dict.fromkeys(witness.encoding for known in library for witness in known.source.witnesses)
    wanted = frozenset(told for known in library for _, told in known.anchors)
    scan = lru_cache(4)(partial(places, wanted=wanted))
    ranked: list[tuple[int, str, Decoded]] = []
    for decoded in decodings(data, own):
        claim = _undressed(decoded, library)
        if claim:
            return [claim]
        plain = with_line_feeds(decoded.text)
        ranked.append((-len(scan(plain[:_SAMPLE])), plain, decoded))
    ranked.sort(key=lambda rank: rank[0])
    # Where nothing is found, one encoding is as good as another.
    for _, plain, decoded in ranked[: _LIKELY if ranked and ranked[0][0] else 1]:
        _look_into(plain, decoded, library, scan, best)
    return list(best.values())


def _undressed(decoded: Decoded, library: Sequence[Known]) -> Claim | None:
    """Return the claim of a file that is a witness but for its encoding, line ends, mark or accents."""
    for known in library:
        for witness in known.source.witnesses:
            for text in dresses(decoded.text, witness):
                if is_witness(text, witness):
                    worn = differences(decoded, witness)
                    lines = "blank lines at the end" if decoded.text.rstrip() == text.rstrip() else "accents"
                    return Claim(known.source, witness, DRESS, text, dress=tuple(worn or [lines]))
    return None


def _look_into(plain: str, decoded: Decoded, library: Sequence[Known], scan: _Scan, best: dict[str, Claim]) -> None:
    """Put the claims of one decoding of a file in the place of worse ones."""
    for saved, text in _renderings(plain, scan, library):
        for form, formed in forms(text):
            found = scan(formed)
            for known in library:
                key = known.source.key
                if (key in best and best[key].rank == DRESS) or not _possible(formed, known, found):
                    continue
                worn = [*differences(decoded, known.source.base), *_worn(saved, form)]
                before = best[key].near if key in best else None
                claim = _claim(formed, known, found, worn, before.found if before else 0)
                if claim and (key not in best or claim.order() < best[key].order()):
                    best[key] = claim


def _possible(text: str, known: Known, found: Mapping[str, Sequence[int]]) -> bool:
    """Tell whether a text has anchors of a source or, where there are none, as many words."""
    if known.anchors:
        return _traces(known, found)
    return count_words(text) == known.source.base.words


def _worn(saved: str, form: str) -> list[str]:
    """Say in words what was put off a text to read it."""
    worn = [f"saved as {saved}"] if saved else []
    return worn + ([{"NFC": "accents decomposed", "NFD": "accents composed"}[form]] if form else [])


def _traces(known: Known, found: Mapping[str, Sequence[int]]) -> bool:
    """Tell whether a text has enough of a source's anchors, in any order, to have to do with it."""
    count = sum(told in found for _, told in known.anchors)
    return count >= min(len(known.anchors), max(2, len(known.anchors) / _TRACE)) > 0


def _renderings(plain: str, scan: _Scan, library: Sequence[Known]) -> Iterator[tuple[str, str]]:
    """Yield a text as the page it was saved from, where it looks like one with known words in it, and as it stands."""
    if is_marked(plain):
        found = scan(without_tags(plain))
        if any(_traces(known, found) for known in library):
            yield "HTML", of_html(plain)
            if any(known.source.markup == "markdown" for known in library):
                # A page keeps as tags what a witness in Markdown has as marks.
                yield "HTML", marked_up(plain)
    yield "", plain
    if _MARKDOWN.search(plain):
        found = scan(plain)
        if any(_traces(known, found) for known in library):
            yield "Markdown", of_markdown(plain)


def _claim(text: str, known: Known, found: Mapping[str, Sequence[int]], worn: list[str], least: int) -> Claim | None:
    """Return what can be had of a source from one rendering of a file, where it has so many anchors at least."""
    source, base = known.source, known.source.base
    near = Near(len(in_order(known.anchors, found)))
    if near.found < least:
        return None
    taken = bool(known.anchors) and near.found >= known.needed
    if known.anchors and not taken:
        return Claim(source, base, REFUSED, None, near, len(known.anchors))
    for marks, variant in quoted(text):
        ink = Ink(as_witness(variant, base))
        built = whole(ink, known) if near.found == len(known.anchors) else None
        if built is None and taken:
            passages(ink, known, places(ink.text, {told for _, told in known.anchors}), near)
            built = assemble(ink, known, near)
            worn = [*worn, "with other matter around it"] if built else worn
        if built is not None:
            dress = [*worn, *([marks] if marks else []), *([] if built == ink.text else ["white space"])]
            return Claim(source, base, DRESS, built, dress=tuple(dress))
        if len(near.texts) == len(known.passages):
            break
    return Claim(source, base, NEAR, None, near, len(known.anchors), tuple(worn)) if taken else None
