"""Captions: WebVTT and SRT, a line a cue, each opened by the time it begins."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from importlib.metadata import version

import srt
import webvtt
from webvtt.errors import MalformedFileError

from .plain import encoding_of
from .refusal import damaged

VTT = f"webvtt-py {version('webvtt-py')}"
SRT = f"srt {version('srt')}"
#: Tags of style, language and karaoke times; of tags, only a voice says something of the text.
_TAG = re.compile(
    r"</?(?:[biu]|c|lang|ruby|rt|rp|font|span|s)(?:[.\s][^<>\n]{0,100})?>|</v>|<[\d:.]{5,14}>|\{\\[^{}\n]{1,60}\}"
)
_APART = re.compile(r"(?:<v[.\s]|>>|[-–—][ ]?(?=\S))")


def text_of_vtt(data: bytes) -> str:
    """Return the cues of WebVTT as lines.

    >>> text_of_vtt(b"WEBVTT\\n\\n00:01.000 --> 00:03.000\\n<v Clerk>One <i>jar</i>\\nof oil &amp; a lid.")
    '[00:00:01] <v Clerk>One jar of oil & a lid.\\n'
    """
    try:
        cues = webvtt.from_string(_decoded(data).replace("\r\n", "\n").replace("\r", "\n"))
        return _lines((cue.start_in_seconds, cue.raw_text) for cue in cues.captions)
    except (MalformedFileError, ValueError) as error:
        raise damaged(str(error) or "no WebVTT") from error


def text_of_srt(data: bytes) -> str:
    """Return the cues of SRT as lines.

    >>> text_of_srt(b"1\\n00:00:01,000 --> 00:00:03,000\\n- One jar.\\n- Two.\\n")
    '[00:00:01] - One jar.\\n[00:00:01] - Two.\\n'
    """
    try:
        cues = srt.parse(_decoded(data).replace("\r\n", "\n").replace("\r", "\n"))
        return _lines((int(cue.start.total_seconds()), cue.content) for cue in cues)
    except (srt.SRTParseError, ValueError, OverflowError) as error:
        raise damaged(str(error)) from error


def _decoded(data: bytes) -> str:
    found = encoding_of(data)
    if found is None:
        raise damaged("its characters are in no encoding that is known")
    return data.decode(found.encoding).removeprefix("\ufeff")


def _lines(cues: Iterable[tuple[float, str]]) -> str:
    return "".join(line for seconds, content in cues for line in _cue(int(seconds), content))


def _cue(seconds: int, content: str) -> Iterator[str]:
    """Yield the lines of one cue; what two say at once stands apart."""
    clock = f"[{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}] "
    said = ""
    for line in content.split("\n"):
        line = " ".join(html.unescape(_TAG.sub("", line)).split())
        if said and _APART.match(line):
            yield clock + said + "\n"
            said = ""
        said = f"{said} {line}".strip()
    if said:
        yield clock + said + "\n"
