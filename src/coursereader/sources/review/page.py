"""Page: raw and reading text of a source side by side, in one HTML file that asks nothing of any network.

It holds the words of a source, so it is written for the editor alone, and every character of them is escaped.
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files

from ..ledger import KINDS, STATUSES, Row
from ..reading import Passage
from ..source import Source
from .layout import Paragraph, Segment, paragraphs

#: What an edit of white space alone shows for it.
_SIGNS = {" ": "·", "\n": "↵", "\t": "→", "\f": "↡", "\r": "␍", "\u00a0": "⍽"}
_LINES = re.compile(r"\s*\n\s*")
WARNING = (
    "Not to be published: this page holds the words of a source. It was made from a copy you hold, for your own work."
)


def origin(row: Row) -> str:
    """Return what a row counts under: its rule, or the kind of decision behind it."""
    return row.rule or f"decision: {row.decision}"


def counts(rows: Iterable[Row]) -> dict[str, Counter[str]]:
    """Count places by rule and status, as they stand in the ledger."""
    found: dict[str, Counter[str]] = {}
    for row in rows:
        found.setdefault(origin(row), Counter())[row.status] += len(row.at)
    return dict(sorted(found.items()))


def page(source: Source, raw: str, rows: Sequence[Row], passages: Sequence[Passage]) -> str:
    """Return the page of a source: what was found, by rule; its passages; its two texts."""
    laid = paragraphs(raw, rows)
    at = _at(laid, passages)
    script = files(__package__).joinpath("page.js").read_text("utf-8")
    style = files(__package__).joinpath("page.css").read_text("utf-8")
    policy = f"default-src 'none'; style-src '{_hashed(style)}'; script-src '{_hashed(script)}'"
    body = [
        f"<header><h1>{escape(source.siglum)} · {escape(source.title)}</h1>",
        f'<p class="warning">{WARNING}</p></header>',
        f'<div class="frame"><aside>{_filters(rows)}{_contents(at, laid, rows)}</aside>',
        f"<main>{_counted(rows)}",
        '<div class="heads" aria-hidden="true"><span>Raw</span><span>Edited</span></div>',
        *(_pair(number, paragraph, at.get(number, ()), rows) for number, paragraph in enumerate(laid)),
        '</main></div><div id="told" role="status" hidden></div>',
        f'<script type="application/json" id="rows">{_facts(rows)}</script>',
        f"<script>{script}</script>",
    ]
    return "\n".join([_head(source, policy, style), *body, "</body></html>", ""])


def _head(source: Source, policy: str, style: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>Review of {escape(source.siglum)}, {escape(source.title)}</title><style>{style}</style></head><body>"
    )


def _hashed(text: str) -> str:
    """Return how a page's policy names a script or style that it trusts; no other runs."""
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _facts(rows: Sequence[Row]) -> str:
    """Return what the page tells of each row, as JSON that cannot end its element."""
    facts = [
        {
            "rule": origin(row),
            "kind": row.kind,
            "status": row.status,
            "reason": row.why,
            "certainty": row.certainty,
            "instead": " · ".join(row.alternatives),
            "places": str(len(row.at)) if len(row.at) > 1 else "",
        }
        for row in rows
    ]
    return json.dumps(facts, ensure_ascii=False).replace("<", "\\u003c").replace("&", "\\u0026")


def _filters(rows: Sequence[Row]) -> str:
    """Return a box to tick for each status, kind and rule that there is, with its places."""
    told = {
        "status": Counter(dict.fromkeys(STATUSES, 0)),
        "kind": Counter(dict.fromkeys(KINDS, 0)),
        "rule": Counter[str](),
    }
    for row in rows:
        for name, value in (("status", row.status), ("kind", row.kind), ("rule", origin(row))):
            told[name][value] += len(row.at)
    groups = [
        f"<fieldset><legend>{name}</legend>"
        + "".join(_box(name, value, count) for value, count in values.items() if count)
        + "</fieldset>"
        for name, values in told.items()
    ]
    only = '<label><input type="checkbox" id="only"> only paragraphs with marks</label>'
    return f'<details class="filters" open><summary>Show</summary>{only}{"".join(groups)}</details>'


def _box(name: str, value: str, count: int) -> str:
    box = f'<input type="checkbox" data-of="{name}" value="{escape(value)}" checked>'
    return f"<label>{box}{escape(value)}<small>{count}</small></label>"


def _at(laid: Sequence[Paragraph], passages: Sequence[Passage]) -> dict[int, list[Passage]]:
    """Return the passages that begin in each paragraph."""
    begins = sorted((s.raw_start, number) for number, p in enumerate(laid) for s in p.segments)
    found: dict[int, list[Passage]] = {}
    for passage in passages:
        place = bisect_right(begins, (passage.spans[0][0], len(laid))) - 1
        found.setdefault(begins[max(0, place)][1], []).append(passage)
    return found


def _contents(at: dict[int, list[Passage]], laid: Sequence[Paragraph], rows: Sequence[Row]) -> str:
    """Return the passages as a table of contents, with what is to be seen and answered from each to the next."""
    items: list[str] = []
    heading: tuple[str, ...] = ()
    starts = sorted(at)
    for start, end in zip(starts, [*starts, len(laid)][1:], strict=True):
        seen = {row for paragraph in laid[start:end] for row in paragraph.rows()}
        asked = sum(rows[row].status == "query" for row in seen)
        said = f"{len(seen) - asked or '–'}{f' + {asked}?' if asked else ''}"
        for passage in at[start]:
            if passage.heading != heading:
                heading = passage.heading
                items.append(f'<li class="heading">{escape(" · ".join(heading))}</li>')
            words = f"<b>{escape(passage.id)}</b>{escape(passage.locus)}<small>{said}</small>"
            items.append(f'<li><a href="#{escape(passage.id)}">{words}</a></li>')
    return f"<details open><summary>Passages</summary><nav><ol>{''.join(items)}</ol></nav></details>"


def _counted(rows: Sequence[Row]) -> str:
    """Return a table of places by rule and status."""
    lines = []
    for name, found in counts(rows).items():
        cells = "".join(f'<td class="n">{found[status] or ""}</td>' for status in STATUSES)
        lines.append(f"<tr><td>{escape(name)}</td>{cells}</tr>")
    heads = "".join(f'<th class="n">{status}</th>' for status in STATUSES)
    table = f"<table><thead><tr><th>rule</th>{heads}</tr></thead><tbody>{''.join(lines)}</tbody></table>"
    total = sum(len(row.at) for row in rows)
    return f'<details class="counts" open><summary>{total} places by rule</summary>{table}</details>'


def _pair(number: int, paragraph: Paragraph, passages: Sequence[Passage], rows: Sequence[Row]) -> str:
    """Return a paragraph as it stands in the copy and as it is read."""
    ids = "".join(f'<span id="{escape(p.id)}">{escape(p.id)}</span> ' for p in passages)
    head = f"<h2>{ids}</h2>" if ids else ""
    raw = "".join(_marked(paragraph, rows, raw=True)).strip("\n")
    text = "".join(_marked(paragraph, rows, raw=False)).strip("\n")
    nothing = '<span class="none">nothing stands here</span>'
    return (
        f'<section class="pair" id="p{number}">{head}<div data-side="raw">{raw or nothing}</div>'
        f'<div data-side="edited">{text or nothing}</div></section>'
    )


def _marked(paragraph: Paragraph, rows: Sequence[Row], *, raw: bool) -> Iterator[str]:
    """Yield the segments of one side; what an edit took out stands on the left, what it put in on the right."""
    for segment in paragraph.segments:
        changed = segment.made is not None
        words = segment.raw if raw else segment.text
        said = _words(words, signs=changed)
        if changed and words:
            name = "del" if raw else "ins"
            said = f"<{name}{_attributes(segment, [segment.made or 0])}>{said}</{name}>"
        if segment.about:
            said = (
                f"<mark{_attributes(segment, segment.about, _look(segment, rows))}>{said}{_offer(segment, rows)}</mark>"
            )
        yield said


def _words(text: str, *, signs: bool) -> str:
    """Return escaped words; white space that an edit made or unmade has a sign for each."""
    if not signs or not text or text.strip():
        return escape(text)
    shown = "".join(_SIGNS.get(sign, "□") for sign in text)
    # One line end is enough to see; the signs tell how many there are.
    blanks = _LINES.sub("\n", text)
    return f'<span class="sign" aria-hidden="true">{shown}</span>{blanks}'


def _attributes(segment: Segment, numbers: Sequence[int], look: str = "") -> str:
    told = " ".join(map(str, numbers))
    return (
        f' class="{" ".join(filter(None, ("e", look)))}" data-row="{told}" data-at="{segment.raw_start}" tabindex="0"'
    )


def _look(segment: Segment, rows: Sequence[Row]) -> str:
    """Return the gravest thing there is to say of a segment: a query before a refusal before a move."""
    found = {rows[row].status for row in segment.about}
    return "query" if "query" in found else "refused" if "refused" in found else "moved"


def _offer(segment: Segment, rows: Sequence[Row]) -> str:
    """Return a sign where a query is about what is missing, as there are no words to mark."""
    missing = not segment.raw and not segment.text and any(not rows[row].length for row in segment.about)
    return '<span class="offer">‸</span>' if missing else ""
