"""Changes: edits of the raw text with where they came from, and several of them that become one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from coursereader.text.pieces import Edit

from .rules import Finding


@dataclass(frozen=True, slots=True)
class Change:
    """An edit of the raw text with where it came from."""

    edit: Edit
    kind: str
    rule: str
    decision: str
    why: str
    certainty: str


def apart(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings in order, without those that overlap one before."""
    end = -1
    for finding in sorted(findings, key=attrgetter("start", "end")):
        if finding.start >= end:
            yield finding
            end = max(finding.end, finding.start + 1)


def proposed(finding: Finding, text: str, name: str) -> Change:
    """Return what a rule of that name proposes as a change."""
    edit = Edit(finding.start, text[finding.start : finding.end], finding.after)
    certainty = "certain" if finding.certain else "possible"
    return Change(edit, finding.kind, name, "", finding.why, certainty)


#: Of changes that become one, the gravest names the kind.
_GRAVITY = ("regularisation", "join", "emendation", "supply", "excision")
_DOUBT = ("certain", "probable", "possible")


def together(edit: Edit, parts: Sequence[Change]) -> Change:
    """Return one change for several that became one edit, with all their rules and reasons."""
    kind = max((part.kind for part in parts), key=_GRAVITY.index)
    if kind == "excision":
        # What was done to words that then went out explains nothing.
        parts = [part for part in parts if part.kind == "excision"]

    def joined(field: str) -> str:
        return "; ".join(dict.fromkeys(value for part in parts if (value := getattr(part, field))))

    certainty = max((part.certainty for part in parts), key=_DOUBT.index)
    return Change(edit, kind, joined("rule"), joined("decision"), joined("why"), certainty)


def origin(change: Change) -> dict[str, str]:
    """Return where a change came from, as fields of a row."""
    return {name: getattr(change, name) for name in ("kind", "rule", "decision", "why", "certainty")}
