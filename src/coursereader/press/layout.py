"""Layout: WeasyPrint sets the assembled document on pages and draws them, and nothing it says is lost."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from weasyprint import CSS, HTML, Document
from weasyprint.logger import LOGGER
from weasyprint.text.fonts import FontConfiguration

from .addresses import BOOK, STYLE, Addresses
from .structure import fuller_tags

VARIANT = "pdf/a-2a"


class Listener(logging.Handler):
    """Keep every message from warnings upward."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        #: The messages, as often as they were said.
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Take down one message."""
        self.messages.append(record.getMessage())


@contextmanager
def overheard() -> Iterator[list[str]]:
    """Listen to WeasyPrint until the block ends.

    >>> with overheard() as messages:
    ...     LOGGER.warning("the kettle is %s", "empty")
    >>> messages
    ['the kettle is empty']
    """
    listener, passed_on = Listener(), LOGGER.propagate
    LOGGER.addHandler(listener)
    LOGGER.propagate = False
    try:
        yield listener.messages
    finally:
        LOGGER.removeHandler(listener)
        LOGGER.propagate = passed_on


def typeset(html: str, stylesheet: Path, addresses: Addresses) -> Document:
    """Set an assembled document on pages."""
    fonts = FontConfiguration()
    css = CSS(filename=stylesheet, base_url=STYLE, url_fetcher=addresses, font_config=fonts)
    page = HTML(string=html, base_url=BOOK, url_fetcher=addresses)
    return page.render(font_config=fonts, stylesheets=[css], pdf_variant=VARIANT, pdf_tags=True)


def draw(document: Document) -> bytes:
    """Draw the pages as a tagged PDF."""
    with fuller_tags(), warnings.catch_warnings():
        # WeasyPrint leaves the file of its colour profile for the garbage collector to close.
        warnings.simplefilter("ignore", ResourceWarning)
        return bytes(document.write_pdf(pdf_variant=VARIANT, pdf_tags=True))
