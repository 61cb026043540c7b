"""Choice: which rules fit a text that was surveyed, in the order of the table of rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from coursereader.sources.rules import RULES

from .survey import Survey

_SPOKEN = ("transcript", "captions", "play")


def _broken_by_pages(seen: Survey) -> bool:
    return seen.kind in ("prose", "compilation") and (seen.measure > 0 or seen.pages > 0 or bool(seen.heads))


#: When a rule is of use; a rule that is not here is of use to every text, since it finds nothing where nothing is.
_WHEN: Mapping[str, Callable[[Survey, str], bool]] = {
    "page-chrome": lambda _, format_: format_ == "html",
    "caption-lines": lambda seen, format_: format_ in ("vtt", "srt"),
    "time-codes": lambda seen, _: seen.kind in _SPOKEN and seen.times > 0,
    "speaker-labels": lambda seen, _: bool(seen.speakers) and seen.kind in _SPOKEN,
    "page-tops": lambda seen, _: seen.kind == "transcript",
    "wrapped-lines": lambda seen, _: seen.measure > 0 and seen.kind not in ("verse", "play"),
    "line-paragraphs": lambda seen, _: seen.paragraphs == "line feed",
    "indents": lambda seen, _: seen.kind not in ("verse", "play"),
    "broken-paragraphs": lambda seen, _: _broken_by_pages(seen),
    "columns": lambda seen, format_: format_ in ("text", "pdf") and seen.measure > 0,
    "duplicate-paragraphs": lambda seen, _: seen.kind not in ("verse", "play"),
    # Which work a mark stands for is known to an editor alone.
    "attribution-marks": lambda _seen, _: False,
}


def rules_for(
    seen: Survey, format_: str, names: Sequence[str] = tuple(RULES)
) -> list[tuple[str, dict[str, list[str]]]]:
    """Return the rules that fit, each with its settings.

    >>> from coursereader.sources.intake.survey import survey
    >>> [name for name, _ in rules_for(survey("[00:01] A jar.", "vtt"), "vtt", ["caption-lines", "time-codes"])]
    ['caption-lines', 'time-codes']
    """
    chosen = [name for name in names if name not in _WHEN or _WHEN[name](seen, format_)]
    return [(name, _settings(name, seen)) for name in chosen]


def _settings(name: str, seen: Survey) -> dict[str, list[str]]:
    return {"speakers": [speaker for speaker, _ in seen.speakers]} if name == "speaker-labels" else {}
