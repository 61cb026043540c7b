"""Copies: the files an editor holds, recognised as witnesses by what is in them, never by their names.

Law 1, nothing lost: ``revert`` gives back the witness byte for byte, in whatever dress its copy came; of a near copy it
gives back nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from coursereader.text.problem import Problem

from .claims import DRESS, EXACT, REFUSED, Claim, claims
from .files import LARGEST, digest_of, files, too_large, unfit, unreadable
from .ledger import load_ledger
from .near import Known, Near
from .registry import load_registry
from .source import Source, Witness


@dataclass(frozen=True, slots=True)
class Copies:
    """What was found in a folder of copies."""

    #: Text of each witness found, by key of its source and its name; offsets count its characters.
    texts: Mapping[tuple[str, str], str] = field(default_factory=dict)
    #: What was had of the base witnesses of which there is a near copy only, by key of the source.
    near: Mapping[str, Near] = field(default_factory=dict)
    #: What each recognised file is, in a sentence, by its name.
    known: Mapping[str, str] = field(default_factory=dict)
    #: Names of files that are no witness of any source, in order.
    unknown: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def recognise(folder: Path, sources: Iterable[Source]) -> Copies:
    """Read the files of a folder and tell which witness each one is; files are opened for reading only."""
    if not folder.is_dir():
        hint = "put the files there, or name another folder with --copies"
        problem = Problem(folder.name, 0, "copies-missing", "no such folder of copies", (), hint)
        return Copies(problems=(problem,))
    look = _Look(list(sources))
    for name, path in files(folder, look.problems):
        try:
            look.at(name, path)
        except OSError as error:
            look.problems.append(unreadable(name, error))
    return look.copies()


def decode(data: bytes, witness: Witness) -> str:
    """Turn the bytes of a witness into the text that offsets count; of one that is text ``encode`` gives them back."""
    if witness.format == "text":
        return data.decode(witness.encoding)
    # Converters of documents take long to import, and few sources need them.
    from .intake import text_of

    return text_of(data, witness)


def encode(text: str, witness: Witness) -> bytes:
    """Turn a witness's text back into the bytes it came from."""
    return text.encode(witness.encoding)


@dataclass(frozen=True, slots=True)
class _Held:
    """A file with one claim it makes."""

    name: str
    sha256: str
    claim: Claim


class _Look:
    """A look through a folder, file by file."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.sources = sources
        self.witnesses = {w.sha256: (source, w) for source in sources for w in source.witnesses}
        self.sizes = [w.characters for _, w in self.witnesses.values()]
        self.most = max(LARGEST, 16 * max(self.sizes, default=0))
        self.held: list[_Held] = []
        self.unknown: list[str] = []
        self.problems: list[Problem] = []

    @cached_property
    def library(self) -> list[Known]:
        """What is committed of each source; what cannot be read is reported by those who need it."""
        known = []
        for source in self.sources:
            root = source.folder.parent
            registry, _ = load_registry(source, root)
            rows, _ = load_ledger(source.ledger(), root)
            known.append(Known(source, rows, registry.current() if registry else ()))
        return known

    def at(self, name: str, path: Path) -> None:
        """Look at one file."""
        size = path.stat().st_size
        if size > self.most:
            # No witness has more than four bytes a character; a mark may stand before it.
            if not any(size <= 4 * characters + 4 for characters in self.sizes) or not self._exact(
                name, digest_of(path), path
            ):
                self.problems.append(too_large(name, size, self.most))
            return
        data = path.read_bytes()
        told = hashlib.sha256(data).hexdigest()
        if self._exact(name, told, path):
            return
        problem = unfit(name, data)
        if problem:
            self.problems.append(problem)
            return
        found = claims(data, self.library)
        self.held += [_Held(name, told, claim) for claim in found]
        if not found:
            self.unknown.append(name)

    def _exact(self, name: str, told: str, path: Path) -> bool:
        """Tell whether a file is a witness byte for byte, and keep its text if so."""
        if told not in self.witnesses:
            return False
        source, witness = self.witnesses[told]
        try:
            self.held.append(_Held(name, told, Claim(source, witness, EXACT, decode(path.read_bytes(), witness))))
        except ValueError as error:
            self.problems.append(_misread(name, source, error))
        return True

    def copies(self) -> Copies:
        """Choose the best copy of each witness, and report the others."""
        texts: dict[tuple[str, str], str] = {}
        near: dict[str, Near] = {}
        known: dict[str, str] = {}
        for key, group in self._groups(lambda held: held.claim.rank < REFUSED).items():
            best, *others = group
            if best.claim.text is not None:
                texts[key] = best.claim.text
            elif best.claim.near:
                near[key[0]] = best.claim.near
                self.problems += _lost(best, self.library)
            self.problems += [_second(held, best) for held in others if held.sha256 != best.sha256]
            for held in group:
                known[held.name] = "; ".join(filter(None, (known.get(held.name), _said(held.claim))))
        # A part of a work that is held, or of one in a file that is known, is no copy anybody misses.
        parts = self._groups(lambda held: held.claim.rank == REFUSED and held.name not in known)
        for key, group in parts.items():
            if key in texts or key[0] in near:
                self.unknown += [held.name for held in group]
            else:
                self.problems += [_refusal(held) for held in group]
        unknown, problems = tuple(sorted({*self.unknown})), tuple(sorted(self.problems))
        return Copies(texts, near, dict(sorted(known.items())), unknown, problems)

    def _groups(self, wanted: Callable[[_Held], bool]) -> dict[tuple[str, str], list[_Held]]:
        """Return the files that are copies of each witness, the best first."""
        groups: dict[tuple[str, str], list[_Held]] = {}
        for held in sorted(self.held, key=lambda held: (held.claim.order(), held.name)):
            if wanted(held):
                groups.setdefault((held.claim.source.key, held.claim.witness.name), []).append(held)
        return groups


def _misread(name: str, source: Source, error: ValueError) -> Problem:
    """Return the problem of a witness whose bytes are not what its row says of them."""
    from .intake.refusal import RefusedFileError

    if isinstance(error, RefusedFileError):
        return error.problem(name)
    facts = (("reason", str(error)),)
    hint = f"correct the encoding of the witness in the source.toml of {source.key}"
    return Problem(name, 0, "copy-unreadable", "the copy cannot be read", facts, hint)


def _second(held: _Held, best: _Held) -> Problem:
    """Return the problem of one copy more than is needed."""
    facts = (("work", held.claim.source.key), ("copy taken", best.name))
    hint = "take one of them out of the folder"
    return Problem(held.name, 0, "copy-twice", "a second copy of one witness", facts, hint)


def _refusal(held: _Held) -> Problem:
    """Return the problem of a copy that has too little of its work."""
    claim = held.claim
    found = claim.near.found if claim.near else 0
    share = f"{100 * found // max(1, claim.anchors)} %"
    facts = (
        ("work", claim.source.key),
        ("anchors", f"{found} of {claim.anchors} found in order ({share}); 90 % are needed"),
    )
    hint = "put a whole copy into the folder; of this one nothing is printed"
    return Problem(held.name, 0, "copy-refused", "too little of the work is in this copy", facts, hint)


def _lost(held: _Held, library: Sequence[Known]) -> Iterable[Problem]:
    """Yield the problem of each passage that a near copy has not, or has with other words."""
    known = next(known for known in library if known.source.key == held.claim.source.key)
    have = held.claim.near.texts if held.claim.near else {}
    for passage in known.passages:
        if passage.id not in have:
            facts = (("passage", passage.id), ("work", known.source.key))
            hint = "put a whole copy into the folder; until then our précis stands in its place"
            message = "a passage is missing from this copy, or damaged"
            yield Problem(held.name, 0, "copy-damaged", message, facts, hint)


def _said(claim: Claim) -> str:
    """Say what a file is, and which bytes ``revert`` gives back."""
    what = f"{claim.source.siglum}, {claim.witness.name}"
    dress = f" ({', '.join(claim.dress)})" if claim.dress else ""
    if claim.rank == EXACT:
        return f"{what}: exact"
    if claim.rank == DRESS:
        back = "revert gives back the bytes of the witness, not of this file"
        return f"{what}: the same text in another dress{dress}; {back}"
    found = f"{claim.near.found} of {claim.anchors} anchors in order" if claim.near else ""
    return f"{what}: a near copy{dress}, {found}; each passage is proved by itself, and revert gives back no file"
