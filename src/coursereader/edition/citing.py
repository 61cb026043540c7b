"""Citations in author–date form, in brackets and in a sentence, each a link to the bibliography."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field as member
from typing import Any

from pybtex.style.template import join
from sphinxcontrib.bibtex.style.referencing import BaseReferenceStyle, BracketStyle, GroupReferenceStyle
from sphinxcontrib.bibtex.style.template import join2, post_text, pre_text, reference

from .entries import dated, named


@dataclass
class Parenthetical(BaseReferenceStyle):
    """Citations in brackets: (Yang 2012, 47)."""

    bracket: BracketStyle = member(default_factory=lambda: BracketStyle("(", ")", "; "))

    def role_names(self) -> Iterable[str]:
        """Name the roles that cite so."""
        return ["p", "ps", "alp", "alps"]

    def outer(self, role_name: str, children: list[Any]) -> Any:
        """Put brackets around all the works of one citation."""
        return self.bracket.outer(children, brackets="al" not in role_name, capfirst=False)

    def inner(self, role_name: str) -> Any:
        """Cite one work."""
        return join2(sep1=" ", sep2=", ")[pre_text, reference[join(sep=" ")[named, dated]], post_text]


@dataclass
class Textual(BaseReferenceStyle):
    """Citations in a sentence: Yang (2012)."""

    bracket: BracketStyle = member(default_factory=lambda: BracketStyle("(", ")", "; "))

    def role_names(self) -> Iterable[str]:
        """Name the roles that cite so."""
        return ["t", "ts", "ct", "cts"]

    def outer(self, role_name: str, children: list[Any]) -> Any:
        """Put the works of one citation after each other."""
        return self.bracket.outer(children, brackets=False, capfirst="c" in role_name)

    def inner(self, role_name: str) -> Any:
        """Cite one work."""
        located = join2(sep1=" ", sep2=", ")[pre_text, reference[dated], post_text]
        return join(sep=" ")[named, join["(", located, ")"]]


@dataclass
class AuthorDateReferences(GroupReferenceStyle):
    """All ways to cite."""

    def __post_init__(self) -> None:
        self.styles.extend([Parenthetical(), Textual()])
        super().__post_init__()  # type: ignore[no-untyped-call]
