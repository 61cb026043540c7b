"""Folios: roman in front of the body, arabic from its first page, and the same in PDF page labels."""

from __future__ import annotations

NUMERALS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman(number: int) -> str:
    """Write a number as a lower-case roman numeral.

    >>> roman(14), roman(49)
    ('xiv', 'xlix')
    """
    written = ""
    for value, numeral in NUMERALS:
        count, number = divmod(number, value)
        written += numeral * count
    return written


def labels(pages: int, front: int) -> tuple[str, ...]:
    """Name every page of a book whose first ``front`` pages stand before the body.

    >>> labels(5, 3)
    ('i', 'ii', 'iii', '1', '2')
    """
    return tuple(roman(n + 1) if n < front else str(n - front + 1) for n in range(pages))
