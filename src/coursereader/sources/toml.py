"""TOML files by hand: read with every finding as a problem that names its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from coursereader.text.problem import Problem

#: How tomllib names the place where it stopped; at the end of the file it names no line.
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


class TomlFile:
    """One TOML file of the editor's, with its tables and what is wrong with it.

    ``code`` names the kind of problem that a finding in this file is.
    """

    def __init__(self, path: Path, root: Path, code: str) -> None:
        self.name = path.relative_to(root).as_posix()
        self.code = code
        self.problems: list[Problem] = []
        self.text = ""
        self.tables: Mapping[str, Any] = {}
        try:
            self.text = path.read_text("utf-8")
            self.tables = tomllib.loads(self.text)
        except FileNotFoundError:
            self.report(f"{path.name} is missing", "", "write the file; docs/recipes.md shows one")
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            self._report_broken(error)

    def report(self, message: str, where: str, hint: str, *facts: tuple[str, str]) -> None:
        """Add a problem at the line that holds ``where``, or at the first."""
        self.problems.append(Problem(self.name, self.line(where), self.code, message, facts, hint))

    def _report_broken(self, error: ValueError) -> None:
        """Report what cannot be read, at the line that the reading stopped at."""
        place = _PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else 0
        reason = (("reason", _PLACE.sub("", str(error))),)
        self.problems.append(Problem(self.name, line, self.code, "not valid TOML", reason, "correct the line"))

    def line(self, where: str) -> int:
        """Return the line that holds a string, or 1; 0 where there is no text."""
        if not self.text:
            return 0
        place = self.text.find(where) if where else -1
        return self.text.count("\n", 0, place) + 1 if place >= 0 else 1

    def known(
        self,
        table: Mapping[str, Any],
        fields: Mapping[str, type],
        where: str,
        optional: Iterable[str] = (),
        near: str = "",
    ) -> bool:
        """Tell whether a table has the fields it needs, each of its type, and no others; report what is wrong.

        ``near`` is a string that stands in this table alone, for one of several of the same name.
        """
        optional = set(optional)
        before = len(self.problems)
        for field, kind in fields.items():
            if field not in table:
                if field not in optional:
                    self.report(f"{where} has no {field}", near or where, f"add {field} = … to {where}")
            elif not isinstance(table[field], kind):
                self.report(f"{field} of {where} is not {_SPOKEN[kind]}", near or field, f"make it {_SPOKEN[kind]}")
        for field in table.keys() - fields.keys():
            self.report(f"{where} has an unknown field {field}", near or field, f"use one of {', '.join(fields)}")
        return len(self.problems) == before


_SPOKEN = {str: "a string", int: "a number", bool: "true or false", list: "a list", dict: "a table"}
