"""A problem: one finding for the editor, with a code, a place, facts and a hint."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One finding, printed with its place first and what to do about it last.

    >>> print(Problem("book/kettle.md", 4, "passage-unknown", "no such passage", (("passage", "K9"),), "use K1 to K3"))
    book/kettle.md:4: no such passage [passage-unknown]
        passage  K9
        hint     use K1 to K3
    """

    #: Path of the file it is about, relative to the project's root.
    file: str
    #: Line in that file, from 1; 0 where no line can be named.
    line: int
    #: Stable name of this kind of problem; a heading in docs/problems.md.
    code: str
    #: What is wrong, in a few words without a full stop.
    message: str
    #: Named facts an editor needs to see, in order.
    facts: tuple[tuple[str, str], ...]
    #: What to do about it.
    hint: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        rows = (*self.facts, ("hint", self.hint))
        width = max(len(name) for name, _ in rows)
        lines = [f"    {name:<{width}}  {fact}" for name, fact in rows]
        return "\n".join([f"{place}: {self.message} [{self.code}]", *lines])
