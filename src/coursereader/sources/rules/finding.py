"""A finding: what a rule has to say about one stretch of a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..source import SettingError

Kind = Literal["excision", "join", "regularisation", "emendation", "supply", "transposition"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One proposal: a stretch, what should stand there, and why; a query proposes nothing."""

    start: int
    end: int
    after: str
    kind: Kind
    why: str
    #: False for a query, which waits for an editor.
    certain: bool = True
    #: What a query offers instead.
    alternatives: tuple[str, ...] = ()
    #: True for a query about what the rule itself takes out, which cannot be asked again when that is done.
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """What a rule is told besides the text."""

    #: Settings of the rule in ``source.toml``.
    options: Mapping[str, object] = field(default_factory=dict)
    #: Full names of the reader's authority list, for example ``("Chen Guoqing",)``.
    names: tuple[str, ...] = ()

    def strings(self, option: str) -> tuple[str, ...]:
        """Return a setting that is a list of strings, or nothing where it is not set.

        >>> Settings({"speakers": ["Clerk"]}).strings("speakers")
        ('Clerk',)
        """
        found = self.options.get(option, ())
        if not isinstance(found, (list, tuple)) or not all(isinstance(item, str) for item in found):
            raise SettingError(f"{option} is not a list of strings")
        return tuple(found)
