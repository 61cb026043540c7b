"""What was written, read again: gates on the files of a build, whatever wrote them.

Laws 3 and 5: HTML, PDF and registry have the same passages, and no file holds words that the edition withholds.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from coursereader.edition.build import Built
from coursereader.press.extract import beside_text, destinations, text_of_pdf
from coursereader.sources.leaks import canaries, known_runs, leaks
from coursereader.sources.reading import Passage
from coursereader.text.gate import Gate
from coursereader.text.tags import said, values

#: Files that hold pictures and shapes of letters; all others are read.
UNREADABLE = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".ico", ".woff", ".woff2", ".ttf", ".otf"}
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
    """Yield every file of an edition that may hold words, with them: those on pages, then those beside them."""
    for path in sorted(p for p in out.rglob("*") if p.is_file() and "doctrees" not in p.parts):
        if path.suffix == ".pdf":
            yield path, text_of_pdf(path)
            yield path, "\n".join(beside_text(path))
        elif path.name == "objects.inv":
            # What other books may link to: four lines, then names and titles, packed.
            yield path, zlib.decompress(path.read_bytes().split(b"\n", 4)[4]).decode("utf-8", "replace")
        elif path.suffix not in UNREADABLE:
            text = path.read_text("utf-8", "replace")
            yield path, said(text)
            yield path, unquote(values(text))
