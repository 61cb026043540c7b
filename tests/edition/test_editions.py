"""Editions are read from their file, and what is wrong in it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursereader.edition.editions import load_editions


def editions(tmp_path: Path, text: str):
    path = tmp_path / "book" / "editions.toml"
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    return load_editions(path)


def test_the_first_table_is_the_default(tmp_path):
    """Editions keep the order of the file; what is not said has a default."""
    text = '[open]\nprints = "precis"\n[closed]\nname = "C"\nprints = "text"\nadds = ["x"]'
    found, problems = editions(tmp_path, text)
    assert problems == ()
    said = [(one.key, one.name, one.adds) for one in found]
    assert said == [("open", "Open edition", ()), ("closed", "C", ("x",))]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "editions-missing"),
        ("[open", "editions-invalid"),
        ("open = 1", "editions-invalid"),
        ('[open]\nprints = "all"', "editions-invalid"),
        ('[open]\nprints = "text"\ncolour = "red"', "editions-invalid"),
        ('[open]\nprints = "text"\nadds = "x"', "editions-invalid"),
        ('[open]\nname = "Open"', "editions-invalid"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, text, code):
    """Each fault is a problem with the file's place; no edition is made of it."""
    found, problems = editions(tmp_path, text)
    assert found == ()
    assert [(one.file, one.code) for one in problems] == [("book/editions.toml", code)]
