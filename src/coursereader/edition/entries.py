"""Entries of a bibliography: under which names and year a work is cited, sorted and told from others."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from pybtex.database import Entry, Person
from pybtex.richtext import Text
from pybtex.style.labels import BaseLabelStyle
from pybtex.style.sorting import BaseSortingStyle
from pybtex.style.template import node

NO_DATE = "n.d."
#: Roles under which a work can be entered, in order of preference.
ROLES = ("author", "editor")


def people(entry: Entry) -> list[Person]:
    """Return those under whom a work is entered: its authors, or else its editors."""
    return next((list(entry.persons[role]) for role in ROLES if entry.persons.get(role)), [])


def plain(text: str) -> str:
    r"""Return a field of BibTeX as plain text.

    >>> plain(r"{Walker \& Co.}")
    'Walker & Co.'
    """
    return str(Text.from_latex(text))


def family(person: Person) -> str:
    """Return the name under which a person is cited."""
    return plain(" ".join([*person.prelast_names, *person.last_names]))


def cited_names(entry: Entry) -> str:
    """Return the names of a citation: up to three, or the first and others; a title where there are none."""
    names = [family(person) for person in people(entry)] or [plain(entry.fields.get("title", entry.key))]
    if len(names) > 3:
        return f"{names[0]} et al."
    *most, last = names
    return f"{', '.join(most)}{',' if len(most) > 1 else ''} and {last}" if most else last


def year(entry: Entry) -> str:
    """Return the year of a work, or that it has none."""
    return str(entry.fields.get("year", "")).strip("{} ") or NO_DATE


class ByAuthorAndYear(BaseSortingStyle):  # type: ignore[misc]
    """Sorts works by the names they are entered under, year, then title, as a reader would look for them."""

    def sorting_key(self, entry: Entry) -> tuple[str, str, str]:
        """Return the key of one work; works without a date come last of their author's."""
        names = "  ".join(_folded(f"{family(one)} {' '.join(one.first_names)}") for one in people(entry))
        date = year(entry)
        when = date if date[:1].isdigit() else "9999"
        return names or _folded(cited_names(entry)), when, _folded(plain(entry.fields.get("title", "")))


def _folded(text: str) -> str:
    """Return a text as it sorts: without case, accents and signs."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", text.casefold()) if sign.isalnum() or sign == " ")
    return re.sub(" +", " ", bare)


class AuthorDateLabels(BaseLabelStyle):  # type: ignore[misc]
    """Labels each work with names and year, and letters where two would be the same."""

    def format_labels(self, sorted_entries: Iterable[Entry]) -> Iterator[str]:
        """Yield the labels in order."""
        entries = list(sorted_entries)
        stems = [f"{cited_names(entry)} {year(entry)}" for entry in entries]
        again = Counter(stems)
        used: Counter[str] = Counter()
        for stem in stems:
            letter = "abcdefghijklmnopqrstuvwxyz"[used[stem]] if again[stem] > 1 else ""
            used[stem] += 1
            # "n.d. a" would break at the space, by which the date is told from the names.
            yield f"{stem}-{letter}" if letter and stem.endswith(NO_DATE) else f"{stem}{letter}"


@node  # type: ignore[untyped-decorator]
def dated(children: Any, data: Any) -> Text:
    """The date by which a work is cited, with its letter."""
    label = data["label"] if "label" in data else data["formatted_entry"].label
    return Text(label.rpartition(" ")[2])


@node  # type: ignore[untyped-decorator]
def named(children: Any, data: Any) -> Text:
    """The names by which a work is cited."""
    return Text(cited_names(data["entry"]))
