"""Addresses: the press reads files of a few named folders, and nothing else, whatever a page asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from mimetypes import MimeTypes
from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

#: Where relative addresses of chapters and of the stylesheet start. No real folder is named, because an
#: image's address leaves its trace in the PDF, and a book must give the same bytes wherever it lies.
BOOK, STYLE = "file:///press-book/", "file:///press-style/"

#: The types of the standard library alone, not those of the machine.
TYPES = MimeTypes()


class Addresses(URLFetcher):  # type: ignore[misc]
    """Fetch files below the allowed folders; refuse and remember every other address.

    >>> addresses = Addresses({}, ())
    >>> addresses.fetch("https://kettle.example/steam.png")
    Traceback (most recent call last):
    ...
    ValueError: refused address: https://kettle.example/steam.png
    >>> addresses.refused
    ['https://kettle.example/steam.png']
    """

    def __init__(self, roots: Mapping[str, Path], folders: Sequence[Path]) -> None:
        super().__init__(allowed_protocols=("file",), allow_redirects=False)
        #: Folder behind each of the book's own starting points.
        self.roots = roots
        #: Folders whose files may be read by their full path.
        self.folders = tuple(folder.resolve() for folder in (*roots.values(), *folders))
        #: Addresses that were asked for and not read.
        self.refused: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Read a file of an allowed folder, with its type by its ending."""
        path = self.path_of(url)
        if path is None:
            self.refused.append(url)
            raise ValueError(f"refused address: {url}")
        return URLFetcherResponse(url, path.read_bytes(), typed(path))

    def path_of(self, url: str) -> Path | None:
        """Find the file of an address; ``None`` where it, or what it links to, is outside our folders."""
        parts = urlsplit(url)
        if parts.scheme != "file" or parts.netloc:
            return None
        place = unquote(parts.path)
        if not place.startswith("/"):
            # Python 3.13 joins "file:///a/" and "../../b" to "file:b", which would be looked for in the working folder.
            return None
        for start, folder in self.roots.items():
            top = urlsplit(start).path
            if place.startswith(top):
                place = str(folder.resolve() / place.removeprefix(top))
        path = Path(place).resolve()
        return path if any(path.is_relative_to(folder) for folder in self.folders) else None


def typed(path: Path) -> EmailMessage:
    """Give a file's media type as a header.

    >>> typed(Path("kettle.png"))["Content-Type"]
    'image/png'
    """
    headers = EmailMessage()
    headers["Content-Type"] = TYPES.guess_type(path.name)[0] or "application/octet-stream"
    return headers
