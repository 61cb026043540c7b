"""What the press returns: the PDF's bytes, where everything stands in it, and what was measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coursereader.text.gate import Gate
from coursereader.text.problem import Problem


@dataclass(frozen=True, slots=True)
class Pdf:
    """A compiled book with its proofs."""

    #: The file's bytes.
    data: bytes
    #: Printed pages of each chapter, by its name; blank pages do not count.
    pages: Mapping[str, int]
    #: What was measured on the finished file and on its pages.
    gates: tuple[Gate, ...]
    #: Findings for the editor: addresses refused, glyphs missing, complaints of the typesetter.
    problems: tuple[Problem, ...]
