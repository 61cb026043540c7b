"""The bibliography in author–date form: works by author and year, and citations that link to them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field as member
from typing import Any

from pybtex.database import Entry, Person
from pybtex.richtext import Symbol, Tag, Text
from pybtex.style.formatting import BaseStyle, toplevel
from pybtex.style.labels import BaseLabelStyle
from pybtex.style.names.lastfirst import NameStyle as LastFirst
from pybtex.style.names.plain import NameStyle as Plain
from pybtex.style.sorting import BaseSortingStyle
from pybtex.style.template import field, href, join, node, optional, sentence, tag, words
from sphinxcontrib.bibtex.style.referencing import BaseReferenceStyle, BracketStyle, GroupReferenceStyle
from sphinxcontrib.bibtex.style.template import join2, post_text, pre_text, reference

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
    bare = "".join(sign for sign in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(sign))
    return re.sub(r"[^\w\s]", "", bare)


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
def entered_under(children: Any, data: Any) -> Text:
    """Names as a bibliography gives them: the first inverted, the others not."""
    entry = data["entry"]
    names = people(entry)
    if not names:
        return Text(Tag("em", Text.from_latex(entry.fields.get("title", entry.key))))
    styled = [(LastFirst() if at == 0 else Plain()).format(one).format_data(data) for at, one in enumerate(names)]
    text = _listed(styled, after_first="," if names[0].first_names else "")
    if not entry.persons.get("author"):
        text = text + (", eds" if len(names) > 1 else ", ed")
    return text.add_period()


@node  # type: ignore[untyped-decorator]
def editors(children: Any, data: Any) -> Text:
    """The editors of the book that a work stands in."""
    persons = data["entry"].persons.get("editor", [])
    return _listed([Plain().format(one).format_data(data) for one in persons])


def _listed(parts: list[Text], after_first: str = "") -> Text:
    """Join names; an inverted first name is closed off with a comma."""
    if len(parts) < 3:
        return Text(f"{after_first} and ").join(parts)
    return Text(", and ").join([Text(", ").join(parts[:-1]), parts[-1]])


@node  # type: ignore[untyped-decorator]
def dated(children: Any, data: Any) -> Text:
    """The date by which a work is cited, with its letter."""
    label = data["label"] if "label" in data else data["formatted_entry"].label
    return Text(label.rpartition(" ")[2])


@node  # type: ignore[untyped-decorator]
def named(children: Any, data: Any) -> Text:
    """The names by which a work is cited."""
    return Text(cited_names(data["entry"]))


def dashed(text: Text) -> Text:
    """Return a range of pages with one en dash."""
    return Text(Symbol("ndash")).join(text.split(re.compile(r"-+|–")))


title = field("title")
pages = field("pages", apply_func=dashed)


class AuthorDate(BaseStyle):  # type: ignore[misc]
    """Works as a bibliography in author–date form gives them."""

    default_name_style = "plain"

    def __init__(self, **settings: Any) -> None:
        super().__init__(label_style=AuthorDateLabels, sorting_style=ByAuthorAndYear, **settings)

    def format_entry(self, label: str, entry: Entry, bib_data: Any = None) -> Any:
        """Set one work; kinds without a form of their own are set as works on their own."""
        from pybtex.style import FormattedEntry

        form = {"article": article, "incollection": part, "inbook": part, "inproceedings": part}.get(entry.type, alone)
        data = {"entry": entry, "style": self, "bib_data": bib_data, "label": label}
        return FormattedEntry(entry.key, form(entry).format_data(data), label)


def _frame(*parts: Any, entry: Entry) -> Any:
    return toplevel[
        entered_under,
        sentence[dated],
        *parts,
        optional[sentence[field("note")]],
        optional[sentence[words["ISBN", field("isbn")]]],
        _address(entry),
    ]


def article(entry: Entry) -> Any:
    """A paper in a journal or newspaper."""
    number = optional[words["no.", field("number")]]
    volume = optional[words[field("volume"), optional[join["(", field("number"), ")"]]]]
    where = volume if "volume" in entry.fields else number
    return _frame(
        sentence[join["“", title, "”"]] if people(entry) else "",
        sentence[words[tag("em")[field("journal")], where], optional[field("month")], optional[pages]],
        entry=entry,
    )


def part(entry: Entry) -> Any:
    """A part of a book."""
    return _frame(
        sentence[join["“", title, "”"]],
        sentence[
            words["In", tag("em")[field("booktitle")]],
            optional[words["vol.", field("volume")]],
            words["edited by", editors] if entry.persons.get("editor") else "",
            optional[pages],
        ],
        sentence[_published(entry)],
        entry=entry,
    )


def alone(entry: Entry) -> Any:
    """A book, a page, a film: a work that stands on its own."""
    plain_title = "howpublished" in entry.fields
    return _frame(
        (sentence[join["“", title, "”"]] if plain_title else sentence[tag("em")[title]]) if people(entry) else "",
        optional[sentence[words[field("edition"), "edition"]]],
        optional[sentence[words["Vol.", field("volume")]]],
        sentence[optional[field("howpublished")], _published(entry), optional[field("month")]],
        entry=entry,
    )


def _published(entry: Entry) -> Any:
    return join(sep=": ")[optional[field("address")], optional[field("publisher")]]


def _address(entry: Entry) -> Any:
    """Where a work is found: its DOI, or else its address."""
    if "doi" in entry.fields:
        address = join["https://doi.org/", field("doi", raw=True)]
    elif "url" in entry.fields:
        address = field("url", raw=True)
    else:
        return ""
    return sentence[href(address)[address]]


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
        super().__post_init__()
