"""New: a file nobody described becomes a source with rules, a readable draft and a list of queries."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.text import Text

from coursereader.sources.collection import load_sources
from coursereader.sources.intake.draft import Taken, free_siglum, key_of, take, toml_of
from coursereader.sources.intake.refusal import RefusedFileError
from coursereader.sources.ledger import Row, bind
from coursereader.sources.names import load_names
from coursereader.sources.propose import Proposal, propose
from coursereader.sources.source import Source, load_source
from coursereader.text.edits import apply
from coursereader.text.problem import Problem

from .terminal import console, link, print_problems

#: So many queries are shown; the ledger has them all.
SHOWN = 12
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")


def new(root: Path, file: Path, key: str) -> int:
    """Take in a file as a new source; a source that is there stays as it is."""
    try:
        taken, key = _taken(root, file, key)
    except RefusedFileError as refused:
        print_problems([refused.problem(file.name)])
        return 1
    folder = root / "sources" / key
    sigla = {source.siglum for source in load_sources(root)[0]}
    folder.mkdir(parents=True)
    try:
        proposal, problems = _proposed(root, folder, toml_of(taken, key, free_siglum(taken.title, sigla)), taken)
    except BaseException:
        # Half a source would stand in the way of the next attempt.
        shutil.rmtree(folder)
        raise
    if proposal is None:
        print_problems(problems)
        return 1
    draft = _write(root, proposal, taken)
    for line in summary(taken, proposal):
        console.print(Text(line))
    _next_steps(proposal.source, file, draft, root)
    print_problems(problems)
    return 1 if problems else 0


def _taken(root: Path, file: Path, key: str) -> tuple[Taken, str]:
    """Read a file and choose its key, or refuse it."""
    try:
        data = file.read_bytes()
    except (FileNotFoundError, IsADirectoryError) as error:
        hint = "give the path of a file, in quotation marks where it has blanks"
        raise RefusedFileError("file-missing", "no such file", (), hint) from error
    except OSError as error:
        facts = (("reason", error.strerror or str(error)),)
        raise RefusedFileError("file-unreadable", "the file cannot be read", facts, "make it readable") from error
    digest = hashlib.sha256(data).hexdigest()
    for source in load_sources(root)[0]:
        if digest in {witness.sha256 for witness in source.witnesses}:
            hint = "run nox -s propose without --new, with the file among the copies"
            raise RefusedFileError("source-exists", "the file is a source already", (("source", source.key),), hint)
    taken = take(data, file.stem)
    key = key or key_of(taken.title)
    if not _KEY.fullmatch(key):
        hint = "use small letters, figures and hyphens"
        raise RefusedFileError("key-invalid", "the key cannot name a folder", (("key", key),), hint)
    if (root / "sources" / key).exists():
        hint = "name the new source with --key"
        raise RefusedFileError("source-exists", "a source of this key is there already", (("source", key),), hint)
    return taken, key


def _proposed(root: Path, folder: Path, toml: str, taken: Taken) -> tuple[Proposal | None, Sequence[Problem]]:
    """Write the first source.toml and run its rules."""
    (folder / "source.toml").write_text(toml, "utf-8")
    source, problems = load_source(folder, root)
    if source is None:
        return None, problems
    proposal = propose(source, root, taken.text, load_names(root))
    return proposal, proposal.problems


def _write(root: Path, proposal: Proposal, taken: Taken) -> Path:
    """Write ledger, passages and, where nothing is committed from, the draft of the reading text."""
    for path, text in proposal.files:
        path.write_text(text, "utf-8")
    draft = root / "_build" / "drafts" / f"{proposal.source.key}.txt"
    draft.parent.mkdir(parents=True, exist_ok=True)
    edits, moves = bind(proposal.settled.rows, taken.text)
    draft.write_text(apply(taken.text, edits, moves), "utf-8", newline="")
    return draft


def summary(taken: Taken, proposal: Proposal) -> Iterator[str]:
    """Yield what the file seems to be and what the rules did, in plain words."""
    seen, source, rows = taken.seen, proposal.source, proposal.settled.rows
    guessed = " (guessed)" if taken.encoded.guessed else ""
    yield f"{source.siglum}  {source.title}"
    yield f"   seems    {seen.kind}, {seen.words:,} words, {', '.join(seen.languages)} ({seen.spelling})"
    yield f"   format   {taken.format}, {taken.encoded.encoding}{guessed}, line ends {source.base.line_ends}"
    lines = f"hard-wrapped at about {seen.measure}" if seen.measure else f"paragraphs parted by a {seen.paragraphs}"
    yield f"   lines    {lines}"
    found = {"pages": seen.pages, "headings": seen.headings, "time codes": seen.times}
    found |= {"note references": seen.notes, "attribution marks": seen.credits}
    if marks := ", ".join(f"{count} {name}" for name, count in found.items() if count):
        yield f"   marks    {marks}"
    if seen.speakers:
        yield f"   speakers {', '.join(f'{name} ({count})' for name, count in seen.speakers[:12])}"
    if seen.heads:
        yield f"   heads?   {'; '.join(f'{line} ({count})' for line, count in seen.heads[:4])}"
    made = Counter(row.rule for row in rows if row.status == "made" for _ in row.at)
    yield f"   rules    {', '.join(rule.name for rule in source.rules)}"
    yield f"   edits    {', '.join(f'{count} {rule}' for rule, count in made.items()) or 'none'}"
    queries = [row for row in rows if row.status == "query"]
    asked = Counter(row.rule for row in queries)
    yield f"   queries  {', '.join(f'{count} {rule}' for rule, count in asked.items()) or 'none'}"
    yield from (f"            {_query(row)}" for row in queries[:SHOWN])
    if len(queries) > SHOWN:
        yield f"            … and {len(queries) - SHOWN} more, in the ledger"


def _query(row: Row) -> str:
    words = row.before if row.before is not None else f"{row.first} … {row.last}"
    offers = f": {', '.join(row.alternatives)}?" if row.alternatives else ""
    return f"{' '.join(words.split())}{offers}  ({row.why})"


def _next_steps(source: Source, file: Path, draft: Path, root: Path) -> None:
    """Say where the results are and what an editor does with them."""
    console.print(Text("Draft to read, not to commit: ").append_text(link(draft)))
    console.print(
        Text("Described in ").append_text(link(source.folder / "source.toml")).append("; see that it is right.")
    )
    console.print(
        Text(f"Next: put {file.name} into sources/copies, name {source.cite} in refs.bib, answer the queries in")
    )
    console.print(
        Text(f"      sources/{source.key}/decisions.toml, and run nox -s propose; docs/recipes.md says the rest.")
    )
