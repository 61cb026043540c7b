"""Pages: what a text says that was saved from a browser as HTML, or pasted as Markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import Any

import tinyhtml5
from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKED = re.compile(r"<(?:!doctype|html|head|body|div|p|br|span|h[1-6]|table|article|pre)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_BLANKS = re.compile(r"[ \t\n\r\f]+")
#: Elements whose words are not on the page.
_UNSEEN = {"head", "script", "style", "template", "noscript", "svg", "title"}
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "caption", "dd", "div", "dl", "dt", "figcaption", "figure"),
    *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre"),
    *("section", "table", "tr", "ul"),
}


def is_marked(text: str) -> bool:
    """Tell whether a text has the tags of a page near its beginning.

    >>> is_marked("<p>Two jars.</p>"), is_marked("a < b, b > c")
    (True, False)
    """
    return _MARKED.search(text, 0, 65536) is not None


def without_tags(text: str) -> str:
    """Return the words of a page roughly and at once, to tell whether it is worth reading with care.

    >>> without_tags("<p>Two&nbsp;<b>jars</b>.").split()
    ['Two', 'jars', '.']
    """
    return html.unescape(_TAG.sub(" ", text))


def of_html(text: str) -> str:
    """Return what a page shows, paragraphs parted by blank lines and entities resolved.

    >>> of_html("<title>Jars</title><p>Two\\njars<br>&amp; a <b>lamp</b>.<p>Oil.")
    'Two jars\\n& a lamp.\\n\\nOil.'
    """
    shown: list[str] = []
    for kind, words in _shown(tinyhtml5.parse(text, namespace_html_elements=False)):
        if kind == "text":
            words = _BLANKS.sub(" ", words)
        last = shown[-1] if shown else "\n"
        if kind == "break" or (last.endswith("\n") and kind == "text"):
            words = words.lstrip(" ")
            while kind == "break" and shown and shown[-1].endswith(" "):
                shown[-1] = shown[-1][:-1]
        if words:
            shown.append(words)
    return re.sub(r"\n{3,}", "\n\n", "".join(shown)).strip("\n")


def _shown(root: Any) -> Iterator[tuple[str, str]]:
    """Yield texts, texts kept as they are, and breaks, in the order of a page; pages may be nested to any depth."""
    stack: list[tuple[Any, bool, bool]] = [(root, False, False)]
    while stack:
        node, kept, closing = stack.pop()
        if isinstance(node, str):
            yield "kept" if kept else "text", node
            continue
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag in _BLOCKS:
            yield "break", "\n\n"
        elif tag == "br":
            yield "break", "\n"
        elif tag in {"td", "th"} and not closing:
            yield "text", " "
        if closing or not tag or tag in _UNSEEN:
            continue
        inside = kept or tag in {"pre", "textarea"}
        stack.append((node, kept, True)) if tag in _BLOCKS else None
        for child in reversed(node):
            if child.tail:
                stack.append((child.tail, inside, False))
            stack.append((child, inside, False))
        if node.text:
            stack.append((node.text, inside, False))


def marked_up(text: str) -> str:
    """Return what a page shows, with marks for its headings and its emphasis; nothing where it is no page at all.

    >>> marked_up("<h2>Jars</h2><p>Two <i>blue</i> jars.")
    '## Jars\\n\\nTwo *blue* jars.\\n'
    """
    from .intake.html import text_of_html
    from .intake.refusal import RefusedFileError

    try:
        return text_of_html(text.encode("utf-8", "replace"))
    except RefusedFileError:
        return ""


def of_markdown(text: str) -> str:
    """Return what a Markdown text says, without marks of emphasis, escapes and entities.

    >>> of_markdown("# Jars\\n\\nTwo *blue* jars,\\n3\\\\* [oil](oil.html) &amp; wick")
    'Jars\\n\\nTwo blue jars,\\n3* oil & wick'
    """
    blocks = (_block(token) for token in MarkdownIt("commonmark").parse(text))
    return "\n\n".join(block for block in blocks if block)


def _block(token: Token) -> str:
    if token.type == "inline":
        return "".join(_inline(token.children or ()))
    return token.content.strip("\n") if token.type in {"code_block", "fence", "html_block"} else ""


def _inline(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        yield "\n" if token.type in {"softbreak", "hardbreak"} else token.content
