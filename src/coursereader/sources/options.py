"""Options: the settings that each rule reads, so that a misspelt one does not go unnoticed."""

from __future__ import annotations

from collections.abc import Mapping

from .source import RuleSetting, SettingError

#: Settings by rule; a rule that is not here reads none.
SETTINGS: Mapping[str, tuple[str, ...]] = {
    "page-chrome": ("cut", "keep"),
    "running-heads": ("heads",),
    "title-pages": ("titles",),
    "speaker-labels": ("speakers", "found"),
    "foreign-paragraphs": ("authors",),
    "attribution-marks": ("works",),
    "note-references": ("notes",),
    "quotation-marks": ("style",),
    "blanks-before-marks": ("language",),
    "doubled-words": ("words",),
    "non-words": ("words",),
}


def look_at(rule: RuleSetting) -> None:
    """Raise an error at the first setting that a rule does not read.

    >>> look_at(RuleSetting("non-words", (("wrods", ["lampwick"]),)))
    Traceback (most recent call last):
    coursereader.sources.source.SettingError: wrods is no setting of this rule, which reads words
    """
    known = SETTINGS.get(rule.name, ())
    for name, _ in rule.settings:
        if name not in known:
            reads = f"which reads {', '.join(known)}" if known else "which reads none"
            raise SettingError(f"{name} is no setting of this rule, {reads}")
