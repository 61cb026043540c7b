"""Tags: what a page of HTML says without them, and what stands inside them."""

from __future__ import annotations

import html
import re

#: A tag, or a comment as far as its first closing bracket.
TAG = re.compile(r"<[^>]*>")
#: What programs read and no person.
UNSHOWN = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
#: The value of an attribute.
VALUE = re.compile(r"""=\s*(?:"([^"]*)"|'([^']*)')""")


def said(page: str) -> str:
    """Return all that stands between tags, scripts and styles included.

    >>> said("<p>Oil &amp; <em>lamps</em></p>").split()
    ['Oil', '&', 'lamps']
    """
    return html.unescape(TAG.sub(" ", page))


def shown(page: str) -> str:
    """Return what a page shows to a reader.

    >>> shown("<p>Oil</p><script>lamp()</script>").split()
    ['Oil']
    """
    return said(UNSHOWN.sub(" ", page))


def values(page: str) -> str:
    """Return the values of all attributes, one a line.

    >>> values('<img alt="Oil &amp; lamps" src="a.png">').splitlines()
    ['Oil & lamps', 'a.png']
    """
    return html.unescape("\n".join(one or other for one, other in VALUE.findall(page)))
