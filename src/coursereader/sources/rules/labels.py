"""Labels: who speaks, set off from what is said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from ..source import SettingError
from .finding import Finding, Settings
from .heads import Head, finder, opens
from .unnamed import unnamed

#: A label of a form that words can have by chance must stand so often.
_OFTEN = 3
_VOICE_END = re.compile(r"</v>")
_CHEVRONS = re.compile(r"(?P<lead>(?<=.)\n[ \t]*)(?=>>+[ \t]*\S)")
_INSIDE = r"[.!?…][\"”’)]*[ \t]+(?P<name>{names}):[ \t]+(?=\S)"


def speaker_labels(text: str, settings: Settings) -> Iterator[Finding]:
    """Set each speaker's label at the start of a paragraph, with a colon and a blank behind it."""
    speakers = list(settings.strings("speakers"))
    labels = unnamed(text, speakers)
    if _found(settings):
        speakers += [label.name for label in labels if label.count >= _OFTEN]
    for label in labels:
        if label.name not in speakers:
            times = f", {label.count} times" if label.count > 1 else ""
            yield Finding(label.start, label.end, "", "regularisation", f"a label that no setting names{times}?", False)
    if speakers:
        yield from _named(text, {spelt: name for name in speakers for spelt in (name.upper(), name)})


def _found(settings: Settings) -> bool:
    """Return whether labels that recur are to be taken as speakers' unasked."""
    found = settings.options.get("found", False)
    if not isinstance(found, bool):
        raise SettingError("found is not true or false")
    return found


def _named(text: str, speakers: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what makes the labels of known speakers alike."""
    names = "|".join(re.escape(spelt) for spelt in sorted(speakers, key=len, reverse=True))
    heads = list(finder(f"(?:{names})")(text))
    often: dict[str, Counter[str]] = {name: Counter() for name in speakers.values()}
    for head in heads:
        often[speakers[head.name]][head.form] += 1
    starts = {head.start for head in heads}
    for head in heads:
        if _sure(head, text, often[speakers[head.name]]):
            yield from _regular(head, speakers[head.name], text, starts)
        elif head.form in ("colon", "alone", "brackets"):
            why = "a label?"
            yield Finding(head.name_start, head.name_end, "", "regularisation", why, False)
    if any(head.form == "voice" for head in heads):
        for match in _VOICE_END.finditer(text):
            yield Finding(*match.span(), "", "excision", "end of a voice tag")
    for match in _CHEVRONS.finditer(text):
        if match.end() not in starts and text[match.start() - 1] != "\n":
            yield Finding(*match.span("lead"), "\n\n", "regularisation", "change of speaker opens a paragraph")
    for match in re.finditer(_INSIDE.replace("{names}", names), text):
        yield Finding(*match.span("name"), "", "regularisation", "a label inside a paragraph?", certain=False)


def _timed(head: Head) -> bool:
    return bool(head.time) or head.after[0] < head.after[1]


def _sure(head: Head, text: str, often: Mapping[str, int]) -> bool:
    """Tell whether a head is a label and nothing else; ``often`` counts its name by the forms it stands in."""
    opening = opens(text, head.start)
    match head.form:
        case "stop":
            return opening and (head.name.isupper() or often["stop"] >= _OFTEN)
        case "alone":
            return opening and (_timed(head) or often["alone"] > 1)
        case "brackets":
            return opening and (often["brackets"] > 1 or ":" in text[head.start : head.end])
        case "colon":
            return opening or _timed(head)
        case _:
            return True


def _regular(head: Head, name: str, text: str, starts: set[int]) -> Iterator[Finding]:
    """Yield the edits that turn one head into its canonical form, each as small as it can be."""
    lead = re.search(r"(?:\A|\n+)[ \t]*\Z", text[max(0, head.start - 400) : head.start])
    width = len(lead.group()) if lead else 0
    opening = "\n\n" if head.start > width else ""
    if text[head.start - width : head.start] != opening:
        yield Finding(head.start - width, head.start, opening, "regularisation", "label opens a paragraph")
    if head.end in starts:
        # Another label follows, so this one has no words of its own.
        return
    if head.plain and head.name == name:
        if head.gap != " ":
            yield Finding(head.end - len(head.gap), head.end, " ", "regularisation", "blank behind a label")
        return
    why = "label with a colon and a blank"
    # Label and speech are divided between two edits, so that each has raw text of its own.
    for start, end, put in _parts(head, name):
        if text[start:end] != put:
            cut = not put and text[start:end].strip()
            yield Finding(start, end, put, "excision" if cut else "regularisation", why)


def _parts(head: Head, name: str) -> Iterator[tuple[int, int, str]]:
    """Yield what each part of a head becomes: what stands before the name, the name, its sign, what stands behind."""
    yield head.start, head.name_start, ""
    yield head.name_start, head.name_end, name
    yield head.name_end, head.after[0], ": "
    if head.time:
        yield head.after[0], head.after[0], f"{head.time} "
    if head.after[0] < head.after[1]:
        yield head.after[1], head.end, " "
