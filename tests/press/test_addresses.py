"""The press reads files of the folders it was given, and nothing else."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from coursereader.press.addresses import BOOK, Addresses
from coursereader.press.pdf import Pdf

OUTSIDE = (
    "http://kettle.example/steam.png",
    "https://kettle.example/steam.png",
    "ftp://kettle.example/steam.png",
    "file:///etc/hostname",
    "file://kettle.example/steam.png",
    "data:image/png;base64,AAAA",
    "file:outside.txt",
    f"{BOOK}../outside.txt",
    f"{BOOK}%2e%2e/outside.txt",
    f"{BOOK}link.txt",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one file, and a link out of it to another."""
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "steam.txt").write_text("steam", "utf-8")
    (tmp_path / "outside.txt").write_text("smoke", "utf-8")
    (inside / "link.txt").symlink_to(tmp_path / "outside.txt")
    return inside


@pytest.mark.parametrize("address", OUTSIDE)
def test_address_outside_the_folders_is_refused_and_remembered(address: str, folder: Path) -> None:
    addresses = Addresses({BOOK: folder}, [folder])
    with pytest.raises(ValueError, match="refused address"):
        addresses.fetch(address)
    assert addresses.refused == [address]


def test_file_of_the_book_is_read_by_its_place_in_the_book_and_by_its_path(folder: Path) -> None:
    addresses = Addresses({BOOK: folder}, [])
    for address in (f"{BOOK}steam.txt", (folder / "steam.txt").as_uri()):
        assert addresses.fetch(address).read() == b"steam"
    assert addresses.refused == []


@pytest.mark.typeset
@pytest.mark.parametrize(
    ("html", "rules", "address"),
    [
        ('<img alt="Steam" src="http://kettle.example/a.png">', "", "http://kettle.example/a.png"),
        ('<img alt="Name" src="file:///etc/hostname">', "", "file:///etc/hostname"),
        ("", "@import url(http://kettle.example/a.css);", "http://kettle.example/a.css"),
        ("", "body { background: url(http://kettle.example/b.png) }", "http://kettle.example/b.png"),
        ('<p style="background: url(../x.png)">Steam.</p>', "", "file:///x.png"),
    ],
)
def test_page_that_asks_for_more_gets_a_problem_and_nothing_else(
    html: str,
    rules: str,
    address: str,
    print_page: Callable[..., Pdf],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_network(*_: object) -> None:
        raise AssertionError("the press went to the network")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    found = [(problem.code, dict(problem.facts)["address"]) for problem in print_page(html, rules).problems]
    assert found == [("press-refused-address", address)]
