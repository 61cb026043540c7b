"""HTML: what a page says, as paragraphs, with headings, lists, tables and the parts of the page marked.

Nothing that a page asks for is fetched; it is read as a row of tags, so that no depth of them does harm.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lxml import etree

from .plain import encoding_of
from .refusal import damaged

#: Part of the converter's name: raised when the same page would give another text.
VERSION = "1"
_HIDDEN = frozenset(
    """title script style template noscript svg iframe object video audio canvas map
    select button textarea input datalist dialog""".split()  # noqa: SIM905 (a list of words)
)
_PARTS = ("nav", "footer", "form", "header", "aside")
_ROLES = {"navigation": "nav", "contentinfo": "footer", "search": "form", "banner": "header", "complementary": "aside"}
_BLOCKS = frozenset(
    """address article blockquote body caption center dd details div dl dt fieldset figcaption figure hr li main ol
    p pre section summary table tbody tfoot thead tr td th ul""".split()  # noqa: SIM905 (a list of words)
)
_HEADING = re.compile(r"h[1-6]\Z")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
#: A longer cell holds text, and its table only sets a page.
_CELL = 300


def text_of_html(data: bytes) -> str:
    """Return the text of a page: paragraphs parted by blank lines.

    >>> text_of_html(b"<title>Oil</title><nav>Home</nav><h1>Lamps</h1><p>One <i>jar</i>.<br>Two.")
    '<nav>\\n\\nHome\\n\\n</nav>\\n\\n# Lamps\\n\\nOne *jar*.\\nTwo.\\n'
    """
    return text_and_title(data)[0]


def text_and_title(data: bytes) -> tuple[str, str]:
    """Return the text of a page and the title it has in its head."""
    target = _Page()
    parser = etree.HTMLParser(target=target, no_network=True, encoding="utf-8", remove_pis=True, huge_tree=True)
    try:
        etree.fromstring(_decoded(data).encode("utf-8"), parser)
    except (etree.LxmlError, UnicodeError) as error:
        raise damaged(str(error)) from error
    return target.text(), " ".join("".join(target.title).split())


def _decoded(data: bytes) -> str:
    """Decode a page by its byte order mark, by what it says, or by its letters."""
    said = _CHARSET.search(data[:4096])
    found = encoding_of(data)
    for name in (found.encoding if found and not found.guessed else "", said[1].decode() if said else ""):
        try:
            return data.decode(name).removeprefix("\ufeff")
        except (LookupError, UnicodeDecodeError):
            continue
    if found is None:
        raise damaged("its characters are in no encoding that is known")
    return data.decode(found.encoding)


class _Page:
    """What lxml tells of a page, gathered into blocks of text."""

    def __init__(self) -> None:
        self.title: list[str] = []
        #: Open elements: the tag, and the part of the page it opens or an empty string.
        self.open: list[tuple[str, str]] = []
        #: Where blocks go: the page, or the cells that are open, innermost last.
        self.sinks: list[list[str]] = [[]]
        self.rows: list[list[list[str]]] = []
        self.line: list[str] = []
        self.hidden = self.pre = 0
        self.shift: Mapping[int, int] | None = None
        self.lists: list[int | None] = []
        self.item = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        part = "" if self.hidden else tag if tag in _PARTS else _ROLES.get(attributes.get("role", ""), "")
        self.open.append((tag, part))
        if self.hidden or tag in _HIDDEN or _unseen(attributes):
            self.hidden += 1
            return
        if part:
            self.flush()
            self.sinks[-1].append(f"<{part}>")
        if tag in _BLOCKS or _HEADING.match(tag):
            self.flush()
        if tag == "hr":
            self.sinks[-1].append("* * *")
        self._open(tag)

    def _open(self, tag: str) -> None:
        """Do what one kind of element asks for at its start."""
        match tag:
            case "br":
                self.line.append("\n")
            case "em" | "i" | "cite" | "q":
                self.line.append("“" if tag == "q" else "\x01")
            case "sup" | "sub":
                self.shift = _RAISED if tag == "sup" else _LOWERED
            case "pre":
                self.pre += 1
            case "ul" | "ol":
                self.lists.append(0 if tag == "ol" else None)
            case "li":
                self.item = self._numbered()
            case "tr":
                self.rows.append([])
            case "td" | "th":
                self.sinks.append([])

    def _numbered(self) -> str:
        """Return what opens the next item of the innermost list."""
        number = self.lists[-1] if self.lists else None
        if number is None:
            return "- "
        self.lists[-1] = number + 1
        return f"{number + 1}. "

    def end(self, _: str) -> None:
        if not self.open:
            return
        tag, part = self.open.pop()
        if self.hidden:
            self.hidden -= 1
            return
        if heading := _HEADING.match(tag):
            self.flush("#" * int(heading.group()[1]) + " ")
        elif tag in _BLOCKS:
            self.flush()
        self._close(tag)
        if part:
            self.flush()
            self.sinks[-1].append(f"</{part}>")

    def _close(self, tag: str) -> None:
        """Do what one kind of element asks for at its end."""
        match tag:
            case "em" | "i" | "cite":
                self.line.append("\x02")
            case "q":
                self.line.append("”")
            case "sup" | "sub":
                self.shift = None
            case "pre":
                self.pre = max(0, self.pre - 1)
            case "ul" | "ol" if self.lists:
                self.lists.pop()
            case "td" | "th" if len(self.sinks) > 1:
                cell = self.sinks.pop()
                self.rows[-1].append(cell) if self.rows else self.sinks[-1].extend(cell)
            case "tr" if self.rows:
                self.sinks[-1] += _row(self.rows.pop())

    def data(self, text: str) -> None:
        if self.open and self.open[-1][0] == "title" and "svg" not in {tag for tag, _ in self.open[-6:]}:
            self.title.append(text)
        if self.hidden:
            return
        text = text.replace("\x01", "").replace("\x02", "")
        if self.shift and text.strip().isdecimal():
            text = text.strip().translate(self.shift)
        self.line.append(text if self.pre else re.sub(r"[ \t\r\n\f]+", " ", text))

    def flush(self, prefix: str = "") -> None:
        """End a block."""
        if not self.line:
            return
        text = _emphasised("".join(self.line))
        self.line.clear()
        lines = [line.rstrip() if self.pre else re.sub(r" +", " ", line).strip() for line in text.split("\n")]
        text = "\n".join(lines).strip("\n")
        if text.strip():
            text = re.sub(r"\s+", " ", text) if prefix else text
            self.sinks[-1].append((prefix or self.item) + text)
            self.item = ""

    def close(self) -> None:
        self.flush()

    def text(self) -> str:
        """Return the page's blocks; items of a list and rows of a table stand line by line."""
        blocks = [block for sink in self.sinks for block in sink]
        out: list[str] = []
        for before, block in zip(["", *blocks], blocks, strict=False):
            one, two = _LINEWISE.match(before), _LINEWISE.match(block)
            close = one and two and one.lastgroup == two.lastgroup
            out.append(("\n" if close else "\n\n") + block)
        return "".join(out).lstrip("\n") + "\n" if out else ""


_LINEWISE = re.compile(r"(?P<item>- |\d+\. )|(?P<row>\| )")
_EMPHASIS = re.compile(r"\x01(\s*)([^\x01\x02\n]*?)(\s*)\x02")


def _emphasised(text: str) -> str:
    """Set asterisks where emphasis starts and ends in one line; elsewhere it is left out."""
    text = _EMPHASIS.sub(lambda m: f"{m[1]}*{m[2]}*{m[3]}" if re.search(r"\w", m[2]) else m[1] + m[2] + m[3], text)
    return text.replace("\x01", "").replace("\x02", "")


def _row(cells: Sequence[Sequence[str]]) -> list[str]:
    """Return a row of a table as one line, or the blocks of its cells where the table only sets a page."""
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or any(len(cell) > 1 or len(cell[0]) > _CELL or "\n" in cell[0] for cell in filled):
        return [block for cell in filled for block in cell]
    return ["| " + " | ".join(cell[0] if cell else "" for cell in cells) + " |"]


def _unseen(attributes: Mapping[str, str]) -> bool:
    """Tell whether an element says of itself that it is not shown."""
    style = attributes.get("style", "").replace(" ", "").lower()
    return "hidden" in attributes or attributes.get("aria-hidden") == "true" or "display:none" in style
