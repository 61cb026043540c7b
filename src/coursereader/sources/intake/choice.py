"""Choice: which rules fit a text that was surveyed, in the order of the table of rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from coursereader.sources.rules import RULES

from .survey import Survey

_SPOKEN = ("transcript", "captions", "play")
_PROSE = ("prose", "compilation")
#: Formats whose characters are the file's own, with what their writers left in them.
_RAW = ("text", "markdown")


def markup_of(seen: Survey, format_: str) -> str:
    """Return how headings and emphasis are marked in a text's draft.

    Elsewhere than in prose asterisks and number signs are most likely characters like others.
    """
    return "markdown" if format_ in ("markdown", "html", "docx") or seen.kind in _PROSE else "plain"


def _prose(seen: Survey, _: str) -> bool:
    return seen.kind in _PROSE


def _raw(_: Survey, format_: str) -> bool:
    return format_ in _RAW


def _free_lines(seen: Survey, _: str) -> bool:
    """Tell whether lines that come back are nobody's verses or cues."""
    return seen.kind not in ("verse", "captions")


#: When a rule is of use; a rule that is not here is of use to every text, since it finds nothing where nothing is.
_WHEN: Mapping[str, Callable[[Survey, str], bool]] = {
    "page-chrome": lambda _, format_: format_ == "html",
    "caption-lines": lambda _, format_: format_ in ("vtt", "srt"),
    "time-codes": lambda seen, _: seen.kind in _SPOKEN and seen.times > 0,
    "speaker-labels": lambda seen, _: bool(seen.speakers) and seen.kind in _SPOKEN,
    "page-tops": lambda seen, _: seen.kind == "transcript",
    "wrapped-lines": lambda seen, _: seen.measure > 0 and seen.kind != "verse",
    "line-paragraphs": lambda seen, _: seen.paragraphs == "line feed" and seen.kind != "verse",
    "indents": lambda seen, _: seen.kind not in ("verse", "play"),
    "columns": lambda seen, format_: format_ in ("text", "pdf") and seen.measure > 0,
    "emphasis": lambda seen, format_: markup_of(seen, format_) == "markdown",
    **dict.fromkeys(("running-heads", "folios", "duplicate-paragraphs"), _free_lines),
    **dict.fromkeys(("headings", "broken-paragraphs", "foreign-paragraphs", "misplaced-paragraphs"), _prose),
    **dict.fromkeys(("title-pages", "contents-lists", "library-wrappers", "swallowed-captions"), _prose),
    **dict.fromkeys(("entities", "empty-tags", "escapes", "strike-through"), _raw),
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
