"""Note references: the mark of a note that the copy has not is cut; a reference with its note stays."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from ..source import SettingError
from .finding import Finding, Settings
from .note_marks import Form, Reference, references
from .note_runs import gaps, glued, raised
from .note_texts import Notes, notes

#: More doubtful marks of one kind than these are asked about once.
MOST = 20
_LETTERS = 1000


def note_references(text: str, settings: Settings) -> Iterator[Finding]:
    """Cut references to notes that are not in the copy; ask about doubtful ones and about numbers missing in a run.

    ``notes = "absent"`` or ``"present"`` says whether the copy has the notes, where the editor knows.

    >>> [(f.start, f.why) for f in note_references("One jar.<sup>1</sup> Two.", Settings())]
    [(8, 'note reference; its note is not in the copy')]
    """
    said = settings.options.get("notes")
    if said not in {None, "absent", "present"}:
        raise SettingError('notes is neither "absent" nor "present"')
    known = notes(text)
    rows: dict[str, list[Reference]] = {"raised": [], "letters": [], "bracket": [], "glued": [], "sign": []}
    for reference in references(text):
        if not known.inside(reference.start):
            rows[_row(reference)].append(reference)
    findings: list[Finding] = []
    for sure, doubtful in _told(rows, text):
        findings += _settled(sure, doubtful, known, str(said or ""))
        findings += [_gap(two, why + _stands(two, known)) for two, why in gaps(sure)]
    findings += _signs(rows["sign"], known, str(said or ""))
    yield from sorted(findings, key=attrgetter("start", "end", "certain"))


def _row(reference: Reference) -> str:
    if reference.form is Form.RAISED:
        return "letters" if reference.number > _LETTERS else "raised"
    return reference.form.name.lower()


def _told(rows: dict[str, list[Reference]], text: str) -> Iterator[tuple[list[Reference], list[Reference]]]:
    """Yield for each row of marks the references among them and those that may be; figures are one row."""
    sure, doubtful = raised(rows["raised"])
    more, maybe = glued(rows["glued"], sure, text)
    yield sorted(sure + more), doubtful + maybe
    yield raised(rows["letters"])
    yield raised(rows["bracket"])


def _settled(sure: Sequence[Reference], doubtful: Sequence[Reference], known: Notes, said: str) -> Iterator[Finding]:
    """Yield the references without a note: to be cut if none or few have theirs, else to be asked about."""
    if said == "present":
        return
    without = [r for r, has in zip(sure, _have_notes(sure, known), strict=True) if said == "absent" or not has]
    certain = len(without) * 2 > len(sure)
    for reference in without:
        if certain:
            why = "note reference; its note is not in the copy"
            yield Finding(reference.start, reference.end, "", "excision", why)
        else:
            yield _query(reference, "note reference; its note is not in the copy, as others are", ("cut the mark",))
    have = zip(doubtful, _have_notes(doubtful, known), strict=True)
    yield from _asked([reference for reference, has in have if said == "absent" or not has])


def _asked(found: Sequence[Reference]) -> Iterator[Finding]:
    """Ask whether marks are references: of each, or once where there are so many that the text means something else."""
    if len(found) > MOST:
        yield _query(found[0], f"note references, here and at {len(found) - 1} more places?", ())
        return
    for reference in found:
        yield _query(reference, "a note reference?", ("cut the mark",))


def _have_notes(found: Sequence[Reference], known: Notes) -> list[bool]:
    """Tell of each reference whether its note stands behind it: before its run begins again, or behind all."""
    starts = [r.start for place, r in enumerate(found) if place and r.number <= found[place - 1].number]
    end = found[-1].end if found else 0
    sure: list[bool] = []
    plain: list[bool] = []
    for reference in found:
        again = bisect_right(starts, reference.start)
        limit = starts[again] if again < len(starts) else float("inf")
        n, at = reference.number, reference.end
        sure.append(known.between(n, at, limit) or known.between(n, end, float("inf")))
        plain.append(known.plainly(n, at, limit))
    # Paragraphs that open with plain figures are notes where most references find theirs, else a list.
    listed = sum(plain) * 2 > len(plain)
    return [a or (b and listed) for a, b in zip(sure, plain, strict=True)]


def _stands(reference: Reference, known: Notes) -> str:
    """Add whether the note of a missing number is in the copy."""
    has = known.between(reference.number - 1, 0, float("inf"))
    return f"; note {reference.number - 1} is in the copy" if has and reference.number < _LETTERS else ""


def _signs(found: Sequence[Reference], known: Notes, said: str) -> Iterator[Finding]:
    """Yield asterisks and daggers without a note: cut where daggers stand in company, else asked about."""
    if said == "present":
        return
    company = len({r.number for r in found}) > 1
    everywhere = float("inf")
    without = [r for r in found if said == "absent" or not known.between(-r.number, r.end, everywhere)]
    for reference in without:
        if company and reference.number <= 3:
            why = "note reference; its note is not in the copy"
            yield Finding(reference.start, reference.end, "", "excision", why)
    yield from _asked([r for r in without if not company or r.number > 3])


def _query(reference: Reference, why: str, alternatives: tuple[str, ...] = ()) -> Finding:
    return Finding(reference.start, reference.end, "", "excision", why, certain=False, alternatives=alternatives)


def _gap(reference: Reference, why: str) -> Finding:
    """Return the query about a gap before a reference; it stands when the references are cut."""
    return Finding(reference.start, reference.end, "", "excision", why, certain=False, lasting=True)
