"""Draft: the first ``source.toml`` of a file nobody described, for an editor to correct."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from . import CONVERTERS
from .choice import markup_of, rules_for
from .formats import format_of
from .html import text_and_title
from .plain import Encoded, encoding_of, line_ends_of
from .refusal import damaged
from .survey import Survey, survey

#: A title of the text's own words is cut to so many.
LONGEST_TITLE = 7
_HEADING = re.compile(r"^#{1,3}[ \t]+(\S[^\n]*)$", re.MULTILINE)
_SMALL = frozenset(("the", "a", "an", "of", "and", "in", "on", "to", "for", "with", "from", "by", "at"))
_KINDS: Mapping[str, str] = {"captions": "transcript", "play": "transcript", "verse": "prose"}
_SAID: Mapping[str, str] = {
    "text": "A text file",
    "markdown": "A text file in Markdown",
    "html": "A web page, its text taken out of HTML",
    "vtt": "Captions, their text taken out of WebVTT",
    "srt": "Captions, their text taken out of SRT",
    "docx": "A document, its text taken out of DOCX",
    "pdf": "A PDF, the text taken off its pages",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A file as it was taken in."""

    format: str
    text: str
    encoded: Encoded
    title: str
    sha256: str
    seen: Survey


def take(data: bytes, name: str) -> Taken:
    """Make a text of a file's bytes and look it over; ``name`` is the file's, for a text that has no title."""
    format_ = format_of(data)
    title = ""
    encoded = Encoded("utf-8", False)
    if format_ in CONVERTERS:
        text = CONVERTERS[format_][0](data)
        if format_ == "html":
            title = text_and_title(data)[1]
    else:
        found = encoding_of(data)
        if found is None:
            raise damaged("its characters are in no encoding that is known")
        encoded, text = found, data.decode(found.encoding)
    if not re.search(r"\w", text):
        raise damaged("it holds no letters")
    title = _cut(title or _title(text) or re.sub(r"[_-]+", " ", name))
    return Taken(format_, text, encoded, title, hashlib.sha256(data).hexdigest(), survey(text, format_))


def _title(text: str) -> str:
    """Return a text's first heading, or its first line where that is short and no sentence."""
    if heading := _HEADING.search(text[:20_000]):
        return heading[1].strip("#* ")
    first = text.removeprefix("\ufeff").strip()[:200].split("\n")[0].strip("*_\f \r")
    sentence = len(first.split()) > 12 or first[-1:] in ".,;:!?" or re.search(r":\s|\[|<|>>|\t|^\d", first)
    return "" if sentence else first


def _cut(title: str) -> str:
    words = "".join(sign for sign in title if sign.isprintable()).split()
    return " ".join(words[:LONGEST_TITLE]) + (" …" if len(words) > LONGEST_TITLE else "")


def key_of(title: str) -> str:
    """Return a key made of a title's chief words.

    >>> key_of("The Oil and the Water: A Memoir"), key_of("水库")
    ('oil-water-memoir', 'source')
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = [word for word in re.findall(r"[a-z0-9]+", plain.replace("'", "")) if word not in _SMALL]
    return "-".join(words[:4])[:48].strip("-") or "source"


def free_siglum(title: str, taken: Collection[str]) -> str:
    """Return a capital that no source has as its siglum, of the title's where there is one.

    >>> free_siglum("The Oil and the Water", {"O", "W"})
    'A'
    """
    initials = [word[0] for word in key_of(title).split("-")]
    letters = "".join(initials).upper() + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    pairs = (one + two for one in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for two in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    found: str = next(siglum for siglum in (*letters, *pairs) if siglum.isalpha() and siglum not in taken)
    return found


def locus_of(taken: Taken) -> str:
    """Return what tells a place in this kind of text."""
    if taken.seen.pages > 1:
        return "page"
    if taken.seen.kind in ("transcript", "captions", "play"):
        return "time" if taken.seen.times > 2 else "turn"
    return "heading" if taken.seen.headings > 2 else "paragraph"


def toml_of(taken: Taken, key: str, siglum: str) -> str:
    """Write ``source.toml`` of a text that was taken in."""
    seen = taken.seen
    lines = ["# Written from the file alone: see that each line is right.", _line("key", key)]
    lines += [_line("siglum", siglum), _line("title", taken.title), _line("kind", _KINDS.get(seen.kind, seen.kind))]
    lines += [_line("cite", key), _line("language", seen.languages[0]), _line("spelling", seen.spelling)]
    lines.append(_line("locus", locus_of(taken)))
    lines.append(_line("markup", markup_of(seen, taken.format)))
    lines += ["", "[[witness]]", _line("name", "base"), _line("base", True), _line("sha256", taken.sha256)]
    lines += [_line("encoding", taken.encoded.encoding), _line("bom", taken.encoded.bom)]
    lines += [_line("line_ends", line_ends_of(taken.text)), _line("characters", len(taken.text))]
    lines += [_line("words", seen.words), _line("what", _SAID[taken.format] + ".")]
    if taken.format in CONVERTERS:
        lines += [_line("format", taken.format), _line("converter", CONVERTERS[taken.format][1])]
    for name, settings in rules_for(seen, taken.format):
        lines += ["", "[[rule]]", _line("name", name), *(_line(option, value) for option, value in settings.items())]
    return "\n".join(lines) + "\n"


def _line(name: str, value: object) -> str:
    """Write one field; what JSON writes of strings, numbers, lists and truth, TOML reads."""
    return f"{name} = {json.dumps(value, ensure_ascii=False)}"
