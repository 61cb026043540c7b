"""A compiler for course readers: every word of every source accounted for, from raw text to HTML and print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """Open the door for Sphinx, which is imported only by those who come through it."""
    from coursereader.edition.extension import setup_extension

    return setup_extension(app)
