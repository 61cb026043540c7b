"""A small reader of invented words: one source is carried, one withheld, and their text is hostile."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from coursereader.edition import shelf
from coursereader.edition.build import Built, build
from coursereader.sources.reading import Collection, Passage, Reading
from coursereader.sources.rights import Right, Rights
from coursereader.sources.source import Source

ROOTS = Path(__file__).parent / "roots"

#: What a passage of a source might hold, and must come out as characters.
HOSTILE = (
    "<script>alert(1)</script> ```{include} ../conf.py ``` {passage}`K9` **bold** 'quoted' -- dashed "
    "![lamp](http://host.invalid/lamp.png) [oil](http://host.invalid/oil) .. raw:: html :doc:`works` {cite:t}`nobody`"
)
#: A sentence of the source that the class edition may not print.
CANARY = "Seventeen heron feathers lay under the third barrel on the night nobody counted."

TEXTS = {
    "K1": "Who lit the lamps, and who wrote it down?",
    "K2": HOSTILE,
    "K3": "oil for the dam\nand oil for the door",
    "W1": CANARY,
    "W2": "The barrels were numbered from the left.",
}
PRECIS = {
    "K1": "Somebody asks {cite:p}`ferrier1961`.",
    "K2": "The clerk answers at length, *without* a date.",
    "K3": "Two lines of verse.",
    "W1": "A count that was not made (see {passage}`K1`).",
    "W2": "The order of the barrels.",
}


def passage(name: str, order: int, kind: str, speaker: str | None, cite: str, *heading: str) -> Passage:
    """Make the record of one passage."""
    return Passage(
        id=name,
        order=order,
        status="current",
        successor=None,
        kind=kind,
        heading=heading,
        spans=((order * 10, order * 10 + 5),),
        speaker=speaker,
        cite=cite,
        claims="",
        known="",
        certainty="certain",
        locus=f"turn {order}",
        words=9,
        characters=40,
        digest="0" * 16,
        first="",
        last="",
        canary="",
    )


PASSAGES = {
    "K": (
        passage("K1", 1, "turn", "Visitor", "ferrier1961", "The first night"),
        passage("K2", 2, "turn", "Clerk", "ferrier1961", "The first night"),
        passage("K3", 3, "verse", "Clerk", "ferrier1961c", "The second night"),
    ),
    "W": (
        passage("W1", 1, "prose", None, "ferrier1961b"),
        passage("W2", 2, "prose", None, "ferrier1961b"),
    ),
}


def reading(root: Path, siglum: str, key: str, title: str, texts: dict[str, str]) -> Reading:
    """Make the reading of one source."""
    source = Source(
        key=key,
        siglum=siglum,
        title=title,
        kind="transcript",
        cite=key,
        language="en",
        spelling="en-GB",
        locus="turn",
        markup="plain",
        find=(("isbn", "978-0-00-000000-2"), ("address", "https://example.org/lamp")),
        witnesses=(),
        rules=(),
        folder=root / "sources" / key,
    )
    own = {name: text for name, text in texts.items() if name.startswith(siglum)}
    return Reading(
        source=source,
        passages=PASSAGES[siglum],
        precis={name: text for name, text in PRECIS.items() if name.startswith(siglum)},
        precis_lines=dict.fromkeys(PRECIS, 3),
        above={},
        texts=own,
        raws={name: text.upper() for name, text in own.items()},
        text="\n\n".join(own.values()) or None,
        touched=dict.fromkeys(PRECIS, 2),
    )


def load(root: Path, copies: Path | None) -> Collection:
    """Stand in for floor 2: with copies, the words are there; without, they are not."""
    texts = TEXTS if copies else {}
    readings = {
        "K": reading(root, "K", "ferrier1961", "The Clerk’s Lamp", texts),
        "W": reading(root, "W", "ferrier1961b", "Work Points", texts),
    }
    return Collection(readings, (), (), ())


def rights(path: Path, editions: list[str] | None = None) -> tuple[Rights, list[object]]:
    """Allow the class the words of one work and no more than phrases of the other."""
    full = (("public", "phrase"), ("class", "full"), ("instructor", "full"))
    phrase = (("public", "phrase"), ("class", "phrase"), ("instructor", "phrase"))
    keys = {"ferrier1961": full, "ferrier1961c": full, "ferrier1961b": phrase}
    return Rights({key: Right(key, "", "", "", "", "", levels) for key, levels in keys.items()}), []


@contextmanager
def floor_below() -> Iterator[None]:
    """Let the hand-made sources stand in for floor 2."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelf, "load", load)
        patch.setattr(shelf, "load_rights", rights)
        yield


@pytest.fixture(autouse=True)
def _floor_below() -> Iterator[None]:
    with floor_below():
        yield


Make = Callable[..., Built]


@pytest.fixture(scope="session")
def precis() -> dict[str, str]:
    """What the sources' précis say; a test may change it for a while."""
    return PRECIS


@pytest.fixture(scope="session")
def hostile() -> str:
    """Words of a source that look like markup of every kind."""
    return HOSTILE


@pytest.fixture(scope="session")
def make(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Build an edition of a root in a folder of its own."""

    def made(root: str = "lamp-oil", edition: str = "public", **pages: str) -> Built:
        place = tmp_path_factory.mktemp(root) / "reader"
        shutil.copytree(ROOTS / root, place)
        for name, text in pages.items():
            (place / "book" / f"{name}.md").write_text(text, "utf-8")
        with floor_below():
            return build(place, place / "_build" / edition, edition, place / "copies")

    return made


@pytest.fixture(scope="session")
def public(make: Make) -> Built:
    """The public edition."""
    return make()


@pytest.fixture(scope="session")
def class_edition(make: Make) -> Built:
    """The class edition."""
    return make(edition="class")
