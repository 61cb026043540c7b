"""Labels: who speaks, set off from what is said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .finding import Finding, Settings

#: A label nobody named: a short capitalised phrase, a colon and a tab, as typed transcripts have it.
_UNNAMED = re.compile(r"^[ \t]*([A-Z][\w.’' -]{1,30}):\t", re.MULTILINE)


def speaker_labels(text: str, settings: Settings) -> Iterator[Finding]:
    """Set each speaker's label at the start of a paragraph, with a colon and a blank behind it."""
    speakers = settings.strings("speakers")
    if not speakers:
        return
    named = "|".join(re.escape(name) for name in sorted(speakers, key=len, reverse=True))
    label = re.compile(rf"(?P<lead>(?:\A|\n+)[ \t]*)(?:{named}):(?P<gap>[ \t]+)(?=\S)")
    for match in label.finditer(text):
        opening = "\n\n" if match.start() else ""
        if match["lead"] != opening:
            yield Finding(*match.span("lead"), opening, "regularisation", "label opens a paragraph")
        if match["gap"] != " ":
            yield Finding(*match.span("gap"), " ", "regularisation", "blank behind a label")
    for match in _UNNAMED.finditer(text):
        if match[1] not in speakers:
            yield Finding(*match.span(1), "", "regularisation", "a label that no setting names?", certain=False)
