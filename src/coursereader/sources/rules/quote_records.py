"""What is known of the quotations of a text: those still open, marks that are alone, and what each mark is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from coursereader.text.blocks import Block

from .quote_marks import Mark, Role


@dataclass(slots=True)
class Quotation:
    """A quotation and where it was opened."""

    mark: Mark
    #: Paragraph it opened in.
    paragraph: int
    #: Marks that continue it at the start of later paragraphs.
    continued: list[int] = field(default_factory=list)
    #: A mark that closes it if no better one comes.
    weak: Mark | None = None
    #: Last line that opens with its mark, for verse and old books.
    line: int = 0


@dataclass(frozen=True, slots=True)
class Orphan:
    """A mark without its partner, or of the wrong direction."""

    #: ``open``, ``close``, ``turned`` or ``doubled``.
    kind: str
    mark: Mark
    paragraph: int
    #: Where the quotation should have been closed at the latest, and in which paragraph.
    limit: int
    last: int
    continued: tuple[int, ...] = ()


@dataclass(slots=True)
class Reading:
    """What the marks of a text were read as."""

    paragraphs: list[Block]
    orphans: list[Orphan]
    #: What the mark at each place is in the end.
    roles: dict[int, Role]


def to_ask(reading: Reading) -> Iterator[Orphan]:
    """Yield the marks to ask about; of a doubled mark without a partner only that it is doubled."""
    alone = {o.mark.at for o in reading.orphans if o.kind == "open"}
    doubled = {o.mark.at for o in reading.orphans if o.kind == "doubled"}
    for orphan in reading.orphans:
        at = orphan.mark.at
        explained = at in doubled or (at + 1 in doubled and at + 1 not in alone)
        if orphan.kind != "open" or not explained:
            yield orphan
