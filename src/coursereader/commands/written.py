"""What was written, read again: gates on the files of a build, whatever wrote them.

Laws 3 and 5: HTML, PDF and registry have the same passages, and no file holds words that the edition withholds.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

from coursereader.edition.build import Built
from coursereader.press.extract import destinations, text_of_pdf
from coursereader.sources.leaks import canaries, known_runs, leaks
from coursereader.sources.reading import Passage
from coursereader.text.gate import Gate

#: Files that hold words a person can read, besides PDF.
READABLE = {".html", ".xhtml", ".js", ".json", ".txt", ".xml", ".csv", ".bib", ".css", ".svg"}
_TAG = re.compile(r"<[^>]+>")
_ID = re.compile(r'\bid="([^"]+)"')


def gates(built: Built, out: Path) -> tuple[Gate, ...]:
    """Measure an edition's folder against its registry and its rights."""
    printed = {id_ for chapter in built.chapters for id_ in chapter.passages}
    ids = {id_ for path in built.html.rglob("*.html") for id_ in _ID.findall(path.read_text("utf-8"))}
    named = destinations(out / "reader.pdf")
    registry = [passage.id for reading in built.collection.readings.values() for passage in reading.passages]
    return (
        _all_in("passages of the registry in the chapters", registry, printed),
        _all_in("passages of the registry in the HTML", registry, ids),
        _all_in("passages of the registry in the PDF", registry, named),
        _withheld(built, out),
    )


def _all_in(name: str, wanted: list[str], found: set[str]) -> Gate:
    missing = [id_ for id_ in wanted if id_ not in found]
    shown = f"{len(wanted) - len(missing)} of {len(wanted)}" + (
        f", without {', '.join(missing[:5])}" if missing else ""
    )
    return Gate(name, shown, "all", not missing)


def _withheld(built: Built, out: Path) -> Gate:
    """Look for words of withheld passages in everything that was written."""
    withheld: list[Passage] = []
    texts: dict[str, str] = {}
    for reading in built.collection.readings.values():
        withheld += [passage for passage in reading.passages if passage.id not in built.told]
        texts |= {id_: text for id_, text in reading.texts.items() if id_ not in built.told}
    known = known_runs(texts)
    found: list[str] = []
    for path, text in readable(out):
        found += [f"{path.name}: {id_}" for id_ in canaries(text, withheld)]
        found += [f"{path.name}: {len(leak.words)} words" for leak in leaks(text, known)]
    value = f"{len(found)} in all" + (f", {', '.join(found[:3])}" if found else "")
    return Gate(f"words of {len(withheld)} withheld passages in what was written", value, "0", not found)


def readable(out: Path) -> Iterator[tuple[Path, str]]:
    """Yield every file of an edition that holds words, with its words."""
    for path in sorted(p for p in out.rglob("*") if p.is_file() and "doctrees" not in p.parts):
        if path.suffix == ".pdf":
            yield path, text_of_pdf(path)
        elif path.suffix in READABLE:
            yield path, html.unescape(_TAG.sub(" ", path.read_text("utf-8", "replace")))
