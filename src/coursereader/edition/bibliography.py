"""The bibliography in author–date form: each work with its names, its year, and where it is found."""

from __future__ import annotations

import re
from typing import Any

from pybtex.database import Entry
from pybtex.richtext import Symbol, Tag, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle, toplevel
from pybtex.style.names.lastfirst import NameStyle as LastFirst
from pybtex.style.names.plain import NameStyle as Plain
from pybtex.style.template import field, href, join, node, optional, sentence, tag, words

from .entries import AuthorDateLabels, ByAuthorAndYear, dated, people, plain


@node  # type: ignore[untyped-decorator]
def entered_under(children: Any, data: Any) -> Text:
    """Names as a bibliography gives them: the first inverted, the others not."""
    entry = data["entry"]
    names = people(entry)
    if not names:
        return Text(Tag("em", Text.from_latex(entry.fields.get("title", entry.key))))
    styles = [LastFirst(), *(Plain() for _ in names[1:])]
    styled = [style.format(one).format_data(data) for style, one in zip(styles, names, strict=True)]
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
        form = FORMS.get(entry.type, alone)
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
    issue = optional[join["(", field("number"), ")"]]
    volume = words[field("volume"), issue] if "volume" in entry.fields else optional[words["no.", field("number")]]
    journal = join(sep=", ")[words[tag("em")[field("journal")], volume], optional[field("month")]]
    return _frame(
        sentence[_quoted(entry)] if people(entry) else "",
        sentence[join(sep=": ")[journal, optional[pages]]],
        entry=entry,
    )


def part(entry: Entry) -> Any:
    """A part of a book."""
    return _frame(
        sentence[_quoted(entry)],
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
        sentence[_quoted(entry) if plain_title else tag("em")[title]] if people(entry) else "",
        optional[sentence[words[field("edition"), "edition"]]],
        optional[sentence[words["Vol.", field("volume")]]],
        sentence[optional[field("howpublished")], _published(entry), optional[field("month")]],
        entry=entry,
    )


def _quoted(entry: Entry) -> Any:
    """A title in quotation marks; one in brackets is a description and has none."""
    described = plain(entry.fields.get("title", "")).startswith("[")
    return title if described else join["“", title, "”"]


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


#: How kinds of works are set; all others stand on their own.
FORMS = {"article": article, "incollection": part, "inbook": part, "inproceedings": part}
